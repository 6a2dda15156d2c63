//! From what was understood to a tree of layers.
//!
//! Invariant: [`build`] is total, gives exactly one outermost layer, and every board in it has a
//! size. Sections are flex boards on an 8 px grid with one accent; a colour in the request replaces
//! the accent.

mod app;
mod arrange;
mod brief;
mod cards;
mod controls;
mod dashboard;
mod data;
mod decorate;
mod forms;
mod icons;
mod layer;
mod marketing;
mod measure;
mod pricing;
mod primitives;
mod shapes;
mod theme;

pub(crate) use icons::has_icon;
#[cfg(test)]
pub(crate) use measure::{text_height, text_width};

use crate::engine::canvas::Node;

use super::spec::{Spec, Subject};
use brief::Brief;
use layer::Layer;
use theme::Theme;

/// Width below which no section can be read, px.
const LEAST_SECTION_WIDTH: f64 = 320.0;

/// The layer that `spec` asks for, with everything inside it.
pub(crate) fn build(spec: &Spec) -> Node {
    let mut node = arrange::build_all(spec);
    measure::settle(&mut node);
    if let Some(name) = &spec.name {
        node = node.named(name);
    }
    if spec.x.is_some() || spec.y.is_some() {
        node = node.at(spec.x.unwrap_or(0.0), spec.y.unwrap_or(0.0));
    }
    node
}

/// One of the layers that `spec` asks for: the one at `place` of `total`.
fn build_one(spec: &Spec, place: usize, total: usize) -> Node {
    let subject = spec.subject.unwrap_or(Subject::Rectangle);
    let node = if subject.is_section() {
        section(spec, subject, place, total)
    } else {
        primitives::primitive(spec, subject, place)
    };
    decorate::decorate(node, spec, subject)
}

/// The words for the layer at `place`.
fn label_at(spec: &Spec, place: usize) -> Option<&str> {
    if spec.labels.len() > 1 {
        spec.labels.get(place).map(String::as_str)
    } else {
        spec.labels.first().map(String::as_str)
    }
}

fn brief_of(spec: &Spec, place: usize) -> Brief {
    let device = spec.device;
    // Below this, words and figures would not fit any more.
    let least_width = if spec.subject.is_some_and(Subject::is_section) {
        LEAST_SECTION_WIDTH
    } else {
        1.0
    };
    Brief {
        theme: Theme::new(spec.fill.as_ref(), spec.dark),
        topic: spec.topic.clone(),
        title: label_at(spec, place).map(str::to_owned),
        compact: device.is_some_and(|device| device.compact)
            || spec.width.is_some_and(|width| width < 600.0),
        items: spec.items.or(spec.columns),
        width: spec
            .width
            .map(|width| width.max(least_width))
            .or(device.map(|device| device.width)),
        height: spec.height.or(device.map(|device| device.height)),
    }
}

fn section(spec: &Spec, subject: Subject, place: usize, total: usize) -> Node {
    let mut brief = brief_of(spec, place);
    match subject {
        // These are cards: the width of a desktop is no width for them.
        Subject::Login
        | Subject::SignUp
        | Subject::Contact
        | Subject::Form
        | Subject::ProductCard
        | Subject::EmptyState
        | Subject::Dialog
        | Subject::Toast
            if spec.device.is_some_and(|device| !device.compact) && spec.width.is_none() =>
        {
            brief.width = None;
        }
        // A narrow card is still a card, not the screen of a phone.
        Subject::Login | Subject::SignUp | Subject::Contact | Subject::Form
            if spec.device.is_none() =>
        {
            brief.compact = false;
        }
        // These are always screens of a phone.
        Subject::Profile | Subject::Settings | Subject::Chat | Subject::Onboarding
            if spec.device.is_some_and(|device| !device.compact) =>
        {
            brief.width = spec.width;
            brief.height = spec.height;
        }
        _ => {}
    }
    let node = match subject {
        Subject::Login => forms::login(&brief),
        Subject::SignUp => forms::sign_up(&brief),
        Subject::Contact => forms::contact(&brief),
        Subject::Form if spec.fields.is_empty() && spec.parts.is_empty() => forms::contact(&brief),
        Subject::Form => forms::custom(&brief, &spec.fields),
        Subject::Pricing => pricing::pricing(&brief),
        Subject::Hero => marketing::hero(&brief),
        Subject::Navbar => marketing::navbar(&brief),
        Subject::Footer => marketing::footer(&brief),
        Subject::Features => marketing::features(&brief),
        Subject::Testimonials => marketing::testimonials(&brief),
        Subject::CallToAction => marketing::call_to_action(&brief),
        Subject::Landing => marketing::landing(&brief),
        Subject::Profile => app::profile(&brief),
        Subject::Settings => app::settings(&brief),
        Subject::Chat => app::chat(&brief),
        Subject::Onboarding => app::onboarding(&brief, place, total),
        Subject::TabBar => app::tab_bar_alone(&brief),
        Subject::Dashboard => dashboard::dashboard(&brief),
        Subject::ProductCard => cards::product(&brief, place),
        Subject::NotFound => cards::not_found(&brief),
        Subject::EmptyState => cards::empty_state(&brief),
        Subject::Dialog => cards::dialog(&brief),
        Subject::Sidebar => dashboard::sidebar_alone(&brief),
        Subject::Chart => dashboard::chart_alone(&brief),
        _ => cards::toast(&brief),
    };
    // A height that was asked for never cuts content off.
    let mut draft = node.clone();
    draft.properties.height = None;
    measure::settle(&mut draft);
    let needed = draft.properties.height.unwrap_or(1.0);
    match spec.height.or(node.properties.height) {
        Some(height) => node.tall(height.max(needed)),
        None => node,
    }
}
