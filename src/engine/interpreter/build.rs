//! From what was understood to a tree of layers.
//!
//! Invariant: [`build`] is total, gives exactly one outermost layer, and every board in it has a
//! size. Sections are flex boards on an 8 px grid with one accent; a colour in the request replaces
//! the accent.

mod arrange;
mod brief;
mod data;
mod decorate;
mod icons;
mod layer;
mod look;
mod measure;
mod primitives;
mod shapes;
mod sketch;
mod theme;

pub(crate) use icons::has_icon;
#[cfg(test)]
pub(crate) use measure::{text_height, text_width};

use crate::engine::canvas::Node;

use super::spec::{Spec, Subject};
use brief::Brief;
use layer::Layer;
use sketch::{sketch, sketch_around};
use theme::Theme;

/// Width below which no section can be read, px.
const LEAST_SECTION_WIDTH: f64 = 320.0;

/// The layer that `spec` asks for, with everything inside it.
pub(crate) fn build(spec: &Spec) -> Node {
    let mut node = arrange::build_all(spec);
    measure::settle(&mut node);
    if let Some(name) = &spec.name {
        node.named(name);
    }
    if spec.x.is_some() || spec.y.is_some() {
        node.at(spec.x.unwrap_or(0.0), spec.y.unwrap_or(0.0));
    }
    node
}

/// One of the layers that `spec` asks for: the one at `place` of `total`.
fn build_one(spec: &Spec, place: usize, total: usize) -> Node {
    let subject = spec.subject.unwrap_or(Subject::Rectangle);
    let mut node = if subject.is_section() {
        section(spec, subject, place, total)
    } else {
        primitives::primitive(spec, subject, place)
    };
    decorate::decorate(&mut node, spec, subject);
    node
}

/// The words for the layer at `place`.
fn label_at(spec: &Spec, place: usize) -> Option<&str> {
    if spec.labels.len() > 1 {
        spec.labels.get(place).map(String::as_str)
    } else {
        spec.labels.first().map(String::as_str)
    }
}

fn brief_of(spec: &Spec, place: usize, total: usize) -> Brief {
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
        place,
        total,
    }
}

fn section(spec: &Spec, subject: Subject, place: usize, total: usize) -> Node {
    let mut brief = brief_of(spec, place, total);
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
    let name = match subject {
        Subject::Login => "login",
        Subject::SignUp => "sign-up",
        Subject::Form if !(spec.fields.is_empty() && spec.parts.is_empty()) => "custom-form",
        Subject::Contact | Subject::Form => "contact",
        Subject::Pricing => {
            brief.width = brief.width.or_else(|| pricing_width(&brief));
            "pricing"
        }
        Subject::Hero => "hero",
        Subject::Navbar => "navbar",
        Subject::Footer => "footer",
        Subject::Features => "features",
        Subject::Testimonials => "testimonials",
        Subject::CallToAction => "call-to-action",
        Subject::Landing => "landing",
        Subject::Profile => "profile",
        Subject::Settings => "settings",
        Subject::Chat => "chat",
        Subject::Onboarding => "onboarding",
        Subject::TabBar => "tab-bar-alone",
        Subject::Dashboard => "dashboard",
        Subject::ProductCard => "product",
        Subject::NotFound => "not-found",
        Subject::EmptyState => "empty-state",
        Subject::Dialog => "dialog",
        Subject::Sidebar => {
            brief.width = brief.width.map(|width| width.clamp(240.0, 400.0));
            "sidebar-alone"
        }
        Subject::Chart => "chart-alone",
        _ => "toast",
    };
    let mut node = match name {
        "landing" => landing(&brief),
        "custom-form" => sketch_around(&brief, name, &[], fields(&brief, &spec.fields)),
        name => sketch(&brief, name, &[]),
    };
    // A height that was asked for never cuts content off.
    let mut draft = node.clone();
    draft.properties.height = None;
    measure::settle(&mut draft);
    let needed = draft.properties.height.unwrap_or(1.0);
    if let Some(height) = spec.height.or(node.properties.height) {
        node.properties.height = Some(height.max(needed));
    }
    node
}

/// The width that plans side by side need, px; on a phone they stand below each other.
fn pricing_width(brief: &Brief) -> Option<f64> {
    let plans = brief.items_within(3, 5);
    (!brief.compact).then(|| (measure::count(plans) * 344.0 + 152.0).max(720.0))
}

/// The fields of a form, by the names that were asked for.
fn fields(brief: &Brief, labels: &[String]) -> Vec<Node> {
    labels
        .iter()
        .map(|label| {
            let (name, placeholder) = match label.to_lowercase().as_str() {
                "message" | "comment" | "notes" | "bio" => ("area", "Write here"),
                "email" => ("field", "name@example.com"),
                "password" => ("field", "••••••••••"),
                "phone" => ("field", "+49 30 1234567"),
                "date" | "birthday" => ("field", "DD.MM.YYYY"),
                "name" => ("field", "Maria Keller"),
                _ => ("field", label.as_str()),
            };
            sketch(brief, name, &[label, placeholder])
        })
        .collect()
}

/// A whole page made of the sections of the web; the words of the title stand in the first.
fn landing(brief: &Brief) -> Node {
    let mut page = sketch(brief, "landing", &[]);
    let mut inner = Brief {
        items: None,
        height: None,
        width: page.properties.width,
        ..brief.clone()
    };
    for name in ["hero", "features", "pricing", "call-to-action", "footer"] {
        page.children.push(sketch(&inner, name, &[]));
        inner.title = None;
    }
    page.children.insert(0, sketch(&inner, "navbar", &[]));
    page
}
