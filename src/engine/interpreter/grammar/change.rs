//! Requests to change layers that are there.
//!
//! Order matters: patterns with more words come before those with fewer, so that "remove the shadow"
//! is not read as "remove".

mod fold;
mod geometry;

use crate::engine::canvas::{OrderTo, TextAlign};
use crate::engine::interpreter::clause::Clause;
use crate::engine::interpreter::colors::Tint;
use crate::engine::interpreter::spec::Arrangement;
use crate::engine::interpreter::vocabulary::{EDIT_VERBS, SUFFIXES};

pub(crate) use fold::fold;
use geometry::{arrangements, places, sizes};

use super::draw::whole;

/// Which layers are meant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Target {
    /// Those that are selected.
    Selection,
    /// Those of a kind or a name, by word: "the button", "all circles".
    Named(String),
    /// Everything on the page.
    Everything,
}

/// A new value, or a change of the one that is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Amount {
    /// This value.
    To(f64),
    /// So much more, or less if negative.
    By(f64),
    /// So many times.
    Times(f64),
}

impl Amount {
    /// The value that comes of `old`.
    pub(crate) fn of(self, old: f64) -> f64 {
        match self {
            Self::To(value) => value,
            Self::By(more) => old + more,
            Self::Times(factor) => old * factor,
        }
    }
}

/// Round or sharp.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Corner {
    /// This radius, px.
    Radius(f64),
    /// Half of the smaller side.
    Pill,
}

/// Which way to turn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Turn {
    /// To this angle.
    To(f64),
    /// By so many degrees, clockwise.
    By(f64),
}

/// Where layers are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// Left edges.
    Left,
    /// Right edges.
    Right,
    /// Top edges.
    Top,
    /// Bottom edges.
    Bottom,
    /// Centres, one above the other.
    CenterX,
    /// Centres, side by side.
    CenterY,
    /// Centres on one point.
    Center,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// Fill; of text: its colour.
    Fill(Tint),
    /// From one colour to another.
    Gradient(Tint, Tint),
    /// No fill.
    NoFill,
    /// Colour of the text layers.
    Ink(Tint),
    /// An outline: colour, width px, dashed.
    Outline(Option<Tint>, Option<f64>, bool),
    /// No outline.
    NoOutline,
    /// With or without a shadow.
    Shadow(bool),
    /// Corners.
    Corners(Corner),
    /// 0 to 1.
    Opacity(f64),
    /// Width.
    Width(Amount),
    /// Height.
    Height(Amount),
    /// Both; of text: its size.
    Scale(f64),
    /// Both by so many px.
    Grow(f64),
    /// To a place: x, y.
    Place(Option<f64>, Option<f64>),
    /// By so many px: right, down.
    Shift(f64, f64),
    /// Rotation.
    Rotate(Turn),
    /// The words.
    Words(String),
    /// The layer's name.
    Name(String),
    /// Text size.
    TextSize(Amount),
    /// Text weight.
    Weight(u16),
    /// Upper case (true) or lower case.
    Uppercase(bool),
    /// Alignment of text.
    TextAlign(TextAlign),
    /// Hide (true) or show.
    Hide(bool),
    /// Delete.
    Delete,
    /// Front or back.
    Order(OrderTo),
    /// Edges or centres in one line.
    Align(Edge),
    /// Equal spaces; true: horizontally.
    Distribute(Option<bool>),
    /// So many px between them; true: horizontally.
    Space(Option<bool>, f64),
    /// Beside or below each other.
    Arrange(Arrangement, Option<f64>),
    /// Space inside a board with a layout, px.
    Padding(f64),
    /// A copy.
    Duplicate,
    /// Understood, but out of reach; what to do instead.
    Impossible(&'static str),
}

/// Reads the changes that a clause asks for, and for which layers.
pub(crate) fn changes(clause: &mut Clause) -> (Target, Vec<Change>) {
    let mut changes = Vec::new();
    if let Some(name) = clause.take_name() {
        changes.push(Change::Name(name));
    }
    if let Some(words) = clause.take_texts().into_iter().next() {
        changes.push(Change::Words(words));
        clause.take_any(&[
            "text|label|title|caption|words|heading|headline|copy|wording|content|placeholder",
        ]);
    }
    for read in [
        removals,
        effects,
        arrangements,
        sizes,
        places,
        words,
        colors,
        orders,
    ] {
        read(clause, &mut changes);
    }
    let target = target(clause);
    clause.accept(EDIT_VERBS);
    clause.accept("add apply put give show more less much layer layers object objects element elements shape shapes thing things page everything canvas");
    if !changes.is_empty() {
        clause.accept(SUFFIXES);
    }
    (target, changes)
}

fn target(clause: &mut Clause) -> Target {
    let everything = clause.mentions("everything")
        || (clause.mentions("all")
            && clause.mentions("page canvas layers shapes objects elements"))
        || (clause.mentions("clear") && clause.mentions("page canvas"));
    if everything {
        clause.accept("everything all page canvas whole");
        return Target::Everything;
    }
    let Some((_, place)) = clause.noun() else {
        // "the moon": nothing that can be drawn, so it must be somebody's name for a layer.
        return clause
            .take_name_after_the()
            .map_or(Target::Selection, Target::Named);
    };
    let word = clause
        .words_at(place)
        .map(crate::engine::interpreter::vocabulary::singular)
        .unwrap_or_default();
    let all = clause.mentions("all every each");
    clause.take_noun();
    // "this card", "the selected buttons": what is selected.
    let pointed = clause.mentions("this these selected selection those");
    if pointed && !all {
        Target::Selection
    } else {
        Target::Named(word)
    }
}

fn removals(clause: &mut Clause, changes: &mut Vec<Change>) {
    const WITHOUT: &str = "remove|delete|no|without|drop|clear|hide";
    for (words, change) in [
        ("shadow|shadows", Change::Shadow(false)),
        ("outline|border|stroke|outlines|borders", Change::NoOutline),
        ("fill|background|bg", Change::NoFill),
        ("rounding|radius", Change::Corners(Corner::Radius(0.0))),
    ] {
        if clause.take(&format!("{WITHOUT} {words}")).is_some() {
            changes.push(change);
        }
    }
    if clause
        .take_any(&["not rounded", "unrounded", "sharp|square ?corners|edges"])
        .is_some()
    {
        changes.push(Change::Corners(Corner::Radius(0.0)));
    }
}

fn effects(clause: &mut Clause, changes: &mut Vec<Change>) {
    if clause
        .take_any(&[
            "soft|subtle|strong|small|large|big|drop shadow",
            "shadow|shadows|elevated",
        ])
        .is_some()
    {
        changes.push(Change::Shadow(true));
    }
    if let Some(hit) = clause.take_any(&[
        "# ?thick @ ?dashed|dotted outline|border|stroke",
        "@ # outline|border|stroke",
        "?thick|thin ?dashed|dotted @ outline|border|stroke ?#",
        "?dashed|dotted outline|border|stroke|outlined ?color|colour @ ?#",
        "# ?thick ?dashed|dotted outline|border|stroke",
        "?thick|thin ?dashed|dotted outline|border|stroke|outlined ?width ?#",
    ]) {
        let width = hit
            .number()
            .or(if hit.has("thick") { Some(4.0) } else { None });
        let dashed = hit.has("dashed") || hit.has("dotted");
        changes.push(Change::Outline(hit.color(), width, dashed));
    }
    if let Some(hit) = clause.take_any(&[
        "corner|border radius|corners #",
        "radius|corners #",
        "rounded #",
        "# ?corner|border radius",
        "round ?corners #",
        "# rounded ?corners",
    ]) {
        changes.push(Change::Corners(Corner::Radius(
            hit.number().unwrap_or(12.0).max(0.0),
        )));
    } else if clause
        .take_any(&[
            "fully|completely|perfectly|more rounded|round ?corners|edges",
            "pill ?shaped|shape",
            "circular",
            "full radius",
        ])
        .is_some()
    {
        changes.push(Change::Corners(Corner::Pill));
    } else if clause
        .take_any(&["rounded|rounder ?corners|edges", "round ?corners|edges"])
        .is_some()
    {
        changes.push(Change::Corners(Corner::Radius(12.0)));
    }
    if let Some(hit) = clause.take_any(&[
        "#% opacity|opaque|visible|transparent|transparency",
        "opacity|transparency #%",
    ]) {
        let share = (hit.number().unwrap_or(100.0) / 100.0).clamp(0.0, 1.0);
        let inverse = hit.has("transparent") || hit.has("transparency");
        changes.push(Change::Opacity(if inverse { 1.0 - share } else { share }));
    } else if let Some(hit) = clause.take("opacity #") {
        let value = hit.number().unwrap_or(1.0);
        changes.push(Change::Opacity(
            if value > 1.0 { value / 100.0 } else { value }.clamp(0.0, 1.0),
        ));
    } else if clause
        .take_any(&[
            "semi|half|slightly|more transparent|translucent",
            "transparent|translucent|faded",
        ])
        .is_some()
    {
        clause.accept("transparent translucent");
        changes.push(Change::Opacity(0.5));
    } else if clause
        .take_any(&["opaque", "fully visible", "solid"])
        .is_some()
    {
        changes.push(Change::Opacity(1.0));
    }
    if let Some(hit) = clause.take_any(&["padding #", "# padding"]) {
        changes.push(Change::Padding(hit.number().unwrap_or(16.0).max(0.0)));
    }
}

fn words(clause: &mut Clause, changes: &mut Vec<Change>) {
    for (word, weight) in [
        ("semibold|medium", 600),
        ("bold|bolder", 700),
        ("thin|lighter", 300),
        ("regular", 400),
    ] {
        if clause.take(&format!("{word} ?text|font|weight")).is_some() {
            changes.push(Change::Weight(weight));
            break;
        }
    }
    if let Some(hit) = clause.take_any(&["font|text weight #", "weight #"]) {
        let weight = hit.number().unwrap_or(400.0).clamp(100.0, 900.0);
        changes.push(Change::Weight(u16::try_from(whole(weight)).unwrap_or(400)));
    }
    if clause.take("uppercase|caps|capitals").is_some() {
        changes.push(Change::Uppercase(true));
    } else if clause.take("lowercase").is_some() {
        changes.push(Change::Uppercase(false));
    }
    if clause
        .take("italic|underlined|underline|strikethrough")
        .is_some()
    {
        changes.push(Change::Impossible("Italic and underlined text cannot be set from here. Select the text and use the Text panel of the design tool."));
    }
}

fn colors(clause: &mut Clause, changes: &mut Vec<Change>) {
    if let Some(hit) = clause.take_any(&["?linear gradient @ @", "@ @ gradient"])
        && let [from, to] = hit.colors.as_slice()
    {
        changes.push(Change::Gradient(from.clone(), to.clone()));
    } else if clause.take("gradient").is_some()
        && let Some(from) = clause.take_color()
    {
        let to = from.modified("dark").unwrap_or_else(|| from.clone());
        changes.push(Change::Gradient(from, to));
    }
    if let Some(hit) = clause.take_any(&[
        "text|label|font|letters ?color|colour @",
        "@ text|label|font|letters",
    ]) && let Some(tint) = hit.color()
    {
        changes.push(Change::Ink(tint));
    }
    if let Some(hit) = clause.take_any(&["fill|background|bg @", "@ fill|background|bg", "@"])
        && let Some(tint) = hit.color()
    {
        clause.take("fill|background|bg");
        changes.push(Change::Fill(tint));
    }
    if clause.take("darker|lighter").is_some() {
        changes.push(Change::Impossible("Say the colour that it should have, such as \"dark blue\" or \"#1e3a8a\"; shades by feel need a model."));
    }
}

fn orders(clause: &mut Clause, changes: &mut Vec<Change>) {
    let order = if clause
        .take_any(&["bring|send|move|put ?all ?way front|top", "front"])
        .is_some()
    {
        Some(OrderTo::Front)
    } else if clause
        .take_any(&["send|bring|move|put ?all ?way back|behind|bottom", "back"])
        .is_some()
    {
        Some(OrderTo::Back)
    } else if clause.take("?bring|move|send forward|forwards").is_some() {
        Some(OrderTo::Forward)
    } else if clause.take("?send|move|bring backward|backwards").is_some() {
        Some(OrderTo::Backward)
    } else {
        None
    };
    if let Some(order) = order {
        changes.push(Change::Order(order));
    }
    if clause.take("hide|hidden|invisible").is_some() {
        changes.push(Change::Hide(true));
    } else if clause.mentions("show unhide visible") && changes.is_empty() {
        clause.accept("show unhide visible");
        changes.push(Change::Hide(false));
    }
    if clause.take("duplicate|copy|clone|duplicates").is_some() {
        changes.push(Change::Duplicate);
    }
    if clause.take("group|ungroup").is_some() {
        changes.push(Change::Impossible(
            "Grouping is not something I can do from here. Select the layers and press Ctrl+G.",
        ));
    }
    if clause.take("lock|unlock").is_some() {
        changes.push(Change::Impossible(
            "Locking is not something I can do from here. Right-click the layers and choose Lock.",
        ));
    }
    if clause.take("flip|mirror|flipped|mirrored").is_some() {
        changes.push(Change::Impossible("Flipping is not something I can do from here. Select the layers and press Shift+H or Shift+V."));
    }
    if changes.is_empty()
        && clause
            .take("delete|remove|erase|trash|clear|discard")
            .is_some()
    {
        changes.push(Change::Delete);
    }
}
