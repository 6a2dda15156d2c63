//! Requests to change layers that are there.
//!
//! Order matters: patterns with more words come before those with fewer, so that "remove the shadow"
//! is not read as "remove".

use crate::engine::canvas::{OrderTo, TextAlign};
use crate::engine::interpreter::clause::Clause;
use crate::engine::interpreter::colors::Tint;
use crate::engine::interpreter::spec::{Arrangement, Spec, Subject};
use crate::engine::interpreter::vocabulary::{EDIT_VERBS, SUFFIXES};

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
        clause.take_any(&["text|label|title|caption|words|heading|headline|copy|wording|content|placeholder"]);
    }
    for read in [removals, effects, arrangements, sizes, places, words, colors, orders] {
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
        || (clause.mentions("all") && clause.mentions("page canvas layers shapes objects elements"))
        || (clause.mentions("clear") && clause.mentions("page canvas"));
    if everything {
        clause.accept("everything all page canvas whole");
        return Target::Everything;
    }
    let Some((_, place)) = clause.noun() else {
        return Target::Selection;
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
    if clause.take_any(&["not rounded", "unrounded", "sharp|square ?corners|edges"]).is_some() {
        changes.push(Change::Corners(Corner::Radius(0.0)));
    }
}

fn effects(clause: &mut Clause, changes: &mut Vec<Change>) {
    if clause
        .take_any(&["soft|subtle|strong|small|large|big|drop shadow", "shadow|shadows|elevated"])
        .is_some()
    {
        changes.push(Change::Shadow(true));
    }
    if let Some(hit) = clause.take_any(&[
        "# ?thick @ ?dashed|dotted outline|border|stroke", "@ # outline|border|stroke", "?thick|thin ?dashed|dotted @ outline|border|stroke ?#",
        "?dashed|dotted outline|border|stroke|outlined ?color|colour @ ?#", "# ?thick ?dashed|dotted outline|border|stroke",
        "?thick|thin ?dashed|dotted outline|border|stroke|outlined ?width ?#",
    ]) {
        let width = hit.number().or(if hit.has("thick") { Some(4.0) } else { None });
        let dashed = hit.has("dashed") || hit.has("dotted");
        changes.push(Change::Outline(hit.color(), width, dashed));
    }
    if let Some(hit) = clause.take_any(&[
        "corner|border radius|corners #", "radius|corners #", "rounded #", "# ?corner|border radius", "round ?corners #", "# rounded ?corners",
    ]) {
        changes.push(Change::Corners(Corner::Radius(hit.number().unwrap_or(12.0).max(0.0))));
    } else if clause
        .take_any(&["fully|completely|perfectly|more rounded|round", "pill ?shaped|shape", "circular", "full radius"])
        .is_some()
    {
        changes.push(Change::Corners(Corner::Pill));
    } else if clause.take_any(&["rounded|rounder ?corners|edges", "round ?corners|edges"]).is_some() {
        changes.push(Change::Corners(Corner::Radius(12.0)));
    }
    if let Some(hit) = clause.take_any(&["#% opacity|opaque|visible|transparent|transparency", "opacity|transparency #%"]) {
        let share = (hit.number().unwrap_or(100.0) / 100.0).clamp(0.0, 1.0);
        let inverse = hit.has("transparent") || hit.has("transparency");
        changes.push(Change::Opacity(if inverse { 1.0 - share } else { share }));
    } else if let Some(hit) = clause.take("opacity #") {
        let value = hit.number().unwrap_or(1.0);
        changes.push(Change::Opacity(if value > 1.0 { value / 100.0 } else { value }.clamp(0.0, 1.0)));
    } else if clause.take_any(&["semi|half|slightly|more ?transparent|translucent", "transparent|translucent|faded"]).is_some() {
        clause.accept("transparent translucent");
        changes.push(Change::Opacity(0.5));
    } else if clause.take_any(&["opaque", "fully visible", "solid"]).is_some() {
        changes.push(Change::Opacity(1.0));
    }
    if let Some(hit) = clause.take_any(&["padding #", "# padding"]) {
        changes.push(Change::Padding(hit.number().unwrap_or(16.0).max(0.0)));
    }
}

fn arrangements(clause: &mut Clause, changes: &mut Vec<Change>) {
    let horizontal = |clause: &mut Clause| {
        if clause.take("horizontally|horizontal").is_some() {
            Some(true)
        } else if clause.take("vertically|vertical").is_some() {
            Some(false)
        } else {
            None
        }
    };
    if clause.take_any(&["distribute|distributed|spread ?out ?evenly|equally", "space|spaced evenly|equally", "even|equal spacing|spaces|gaps"]).is_some() {
        let axis = horizontal(clause);
        if let Some(hit) = clause.take("#") {
            changes.push(Change::Space(axis, hit.number().unwrap_or(16.0)));
        } else {
            changes.push(Change::Distribute(axis));
        }
        clause.accept("evenly equally out");
    }
    if let Some(hit) = clause.take_any(&[
        "row|line", "side side", "next each other", "column|stack|stacked|below|under each other", "column|stacked", "stack",
    ]) {
        let row = hit.has("row") || hit.has("line") || hit.has("side") || hit.has("next");
        let gap = clause.take_any(&["gap|spacing #", "# gap|apart|spacing|between", "#px"]).and_then(|hit| hit.number());
        let arrangement = if row { Arrangement::Row } else { Arrangement::Column };
        clause.accept("vertically horizontally other each");
        changes.push(Change::Arrange(arrangement, gap));
    }
    if clause.take("grid").is_some() {
        let columns = clause
            .take_size()
            .map(|(columns, _)| columns)
            .or_else(|| clause.take("# columns|column").and_then(|hit| hit.number()));
        let gap = clause.take_any(&["gap|spacing #", "# gap|apart|spacing"]).and_then(|hit| hit.number());
        changes.push(Change::Arrange(Arrangement::Grid(columns.map_or(3, whole).max(1)), gap));
    }
    if let Some(hit) = clause.take_any(&[
        "space|spaced|spacing|gap #", "# apart|gap|spacing", "# space|pixels between",
    ]) {
        clause.accept("apart between gap spacing space spaced each other");
        let axis = horizontal(clause);
        changes.push(Change::Space(axis, hit.number().unwrap_or(16.0)));
    }
    if clause.mentions("align aligned center centre centered centred middle flush") && !clause.mentions("text") {
        let mut edges = Vec::new();
        for (words, edge) in [
            ("left ?edge|edges|side", Edge::Left),
            ("right ?edge|edges|side", Edge::Right),
            ("top|tops ?edge|edges", Edge::Top),
            ("bottom|bottoms ?edge|edges", Edge::Bottom),
        ] {
            if clause.take(words).is_some() {
                edges.push(edge);
            }
        }
        let centered = clause.take_any(&["center|centre|centered|centred|centers|centres|middle|middles"]).is_some();
        clause.accept("center centre centered middle align aligned flush");
        let axis = horizontal(clause);
        if centered && edges.is_empty() {
            edges.push(match axis {
                Some(true) => Edge::CenterX,
                Some(false) => Edge::CenterY,
                None => Edge::Center,
            });
        } else if edges.is_empty() {
            edges.push(match axis {
                Some(true) => Edge::CenterY,
                Some(false) => Edge::CenterX,
                None => Edge::Left,
            });
        }
        changes.extend(edges.into_iter().map(Change::Align));
    }
    if clause.mentions("align aligned center centre centered justify left right") && clause.mentions("text") && !clause.mentions("move") {
        for (words, align) in [
            ("left", TextAlign::Left),
            ("right", TextAlign::Right),
            ("center|centre|centered|centred|middle", TextAlign::Center),
            ("justify|justified", TextAlign::Justify),
        ] {
            if clause.take(words).is_some() {
                clause.take("text");
                clause.accept("align aligned");
                changes.push(Change::TextAlign(align));
            }
        }
    }
}

fn sizes(clause: &mut Clause, changes: &mut Vec<Change>) {
    if let Some(hit) = clause.take_any(&["font|text ?size #", "# ?pt|px font|text ?size", "text|font ?size ?to #"]) {
        clause.accept("size font");
        changes.push(Change::TextSize(Amount::To(hit.number().unwrap_or(16.0).clamp(1.0, 999.0))));
    }
    if let Some((width, height)) = clause.take_size() {
        clause.accept("size");
        changes.push(Change::Width(Amount::To(width.max(1.0))));
        changes.push(Change::Height(Amount::To(height.max(1.0))));
    }
    let shrinks = clause.mentions("decrease reduce shrink less minus smaller");
    let grows = clause.mentions("increase more plus by");
    for (name, longer, shorter) in [("width|wide", "wider|broader", "narrower|slimmer|thinner"), ("height|high|tall", "taller|higher", "shorter|lower")] {
        let make = |amount| if name.starts_with("width") { Change::Width(amount) } else { Change::Height(amount) };
        if let Some(hit) = clause.take_any(&[&format!("twice|double {name}"), &format!("double|twice {name}"), &format!("{name} twice|double")]) {
            let _ = hit;
            changes.push(make(Amount::Times(2.0)));
        } else if clause.take_any(&[&format!("half {name}"), &format!("halve {name}")]).is_some() {
            changes.push(make(Amount::Times(0.5)));
        } else if let Some(hit) = clause.take_any(&[&format!("{name} #%"), &format!("#% {name}")]) {
            let share = hit.number().unwrap_or(100.0) / 100.0;
            changes.push(make(Amount::Times(if shrinks { 1.0 - share } else if grows { 1.0 + share } else { share }.max(0.01))));
        } else if let Some(hit) = clause.take_any(&[&format!("{name} #"), &format!("# {name}")]) {
            let value = hit.number().unwrap_or(100.0);
            changes.push(make(if shrinks { Amount::By(-value) } else if grows { Amount::By(value) } else { Amount::To(value.max(1.0)) }));
        }
        for (words, sign) in [(longer, 1.0), (shorter, -1.0)] {
            if let Some(hit) = clause.take_any(&[&format!("#% {words}"), &format!("{words} #%")]) {
                let share = hit.number().unwrap_or(25.0) / 100.0;
                changes.push(make(Amount::Times((1.0 + sign * share).max(0.05))));
            } else if let Some(hit) = clause.take_any(&[&format!("# {words}"), &format!("{words} #")]) {
                changes.push(make(Amount::By(sign * hit.number().unwrap_or(16.0))));
            } else if clause.take_any(&[&format!("much {words}"), words]).is_some() {
                changes.push(make(Amount::Times(if sign > 0.0 { 1.25 } else { 0.8 })));
            }
        }
    }
    let text = clause.mentions("text font");
    let mut scale = None;
    if clause.take_any(&["twice|double ?big|large|size|bigger", "double"]).is_some() {
        scale = Some(2.0);
        clause.accept("big large size as");
    } else if clause.take_any(&["half ?big|large|size", "halve ?size"]).is_some() {
        scale = Some(0.5);
        clause.accept("big large size as");
    } else if let Some(hit) = clause.take_any(&["#x|# ?times bigger|larger|big|large|size", "scale|enlarge|resize #x", "#x"]) {
        scale = hit.number();
    } else if let Some(hit) = clause.take("scale|resize ?size #%") {
        scale = hit.number().map(|value| value / 100.0);
    }
    for (words, sign) in [("bigger|larger|enlarge|grow|big|large|increase", 1.0), ("smaller|shrink|tinier|small|reduce|decrease", -1.0)] {
        if scale.is_some() {
            break;
        }
        if let Some(hit) = clause.take_any(&[&format!("#% {words}"), &format!("{words} ?size #%")]) {
            scale = hit.number().map(|value| (1.0 + sign * value / 100.0).max(0.05));
        } else if let Some(hit) = clause.take_any(&[&format!("#px {words}"), &format!("# {words}"), &format!("{words} #px"), &format!("{words} #")]) {
            changes.push(Change::Grow(sign * hit.number().unwrap_or(8.0)));
        } else if clause.take(words).is_some() {
            scale = Some(if sign > 0.0 { 1.25 } else { 0.8 });
        }
    }
    if let Some(scale) = scale.filter(|scale| *scale > 0.0) {
        clause.accept("size");
        if text {
            clause.take("text|font ?size");
            changes.push(Change::TextSize(Amount::Times(scale)));
        } else {
            changes.push(Change::Scale(scale));
        }
    }
}

fn places(clause: &mut Clause, changes: &mut Vec<Change>) {
    let counter = clause.take("counterclockwise|anticlockwise|counter").is_some();
    if clause.mentions("rotate rotated turn tilt spin rotation") {
        let absolute = clause.says("to", "#") || clause.mentions("rotation");
        let left = clause.take("left").is_some() || counter;
        clause.accept("right clockwise upside down");
        if let Some(hit) = clause.take_any(&["#deg", "#"]) {
            let angle = hit.number().unwrap_or(90.0);
            let to = absolute || clause.mentions("to");
            clause.take("rotate|rotated|turn|tilt|spin|rotation");
            changes.push(Change::Rotate(if to { Turn::To(angle) } else { Turn::By(if left { -angle } else { angle }) }));
        } else if clause.take("rotate|spin|tilt|rotation|turn").is_some() {
            changes.push(Change::Rotate(Turn::By(if left { -90.0 } else { 90.0 })));
        }
    }
    if clause.mentions("move nudge shift push put place position set x y raise lower bring") {
        let (mut right, mut down) = (0.0, 0.0);
        let mut moved = false;
        for (words, x, y) in [
            ("right|rightwards", 1.0, 0.0),
            ("left|leftwards", -1.0, 0.0),
            ("up|upwards|higher", 0.0, -1.0),
            ("down|downwards|lower", 0.0, 1.0),
        ] {
            let step = if clause.mentions("nudge") { 1.0 } else { 8.0 };
            let hit = clause
                .take_any(&[&format!("# {words}"), &format!("{words} #")])
                .or_else(|| clause.take(words));
            if let Some(hit) = hit {
                let distance = hit.number().unwrap_or(step);
                right += x * distance;
                down += y * distance;
                moved = true;
            }
        }
        if moved {
            changes.push(Change::Shift(right, down));
        } else if let Some(hit) = clause.take_any(&["x # y #", "position # #"]) {
            changes.push(Change::Place(hit.number(), hit.numbers.get(1).copied()));
        } else if clause.mentions("x") && let Some(hit) = clause.take("#") {
            changes.push(Change::Place(hit.number(), None));
        } else if clause.mentions("y") && let Some(hit) = clause.take_any(&["y #", "#"]) {
            changes.push(Change::Place(None, hit.number()));
        } else if clause.mentions("move place put position") && let Some(hit) = clause.take("# #") {
            changes.push(Change::Place(hit.number(), hit.numbers.get(1).copied()));
        }
        if moved || matches!(changes.last(), Some(Change::Place(..))) {
            clause.accept("y position");
        }
    }
}

fn words(clause: &mut Clause, changes: &mut Vec<Change>) {
    for (word, weight) in [("semibold|medium", 600), ("bold|bolder", 700), ("thin|lighter", 300), ("regular", 400)] {
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
    if clause.take("italic|underlined|underline|strikethrough").is_some() {
        changes.push(Change::Impossible("Italic and underlined text cannot be set from here. Select the text and use the Text panel of the design tool."));
    }
}

fn colors(clause: &mut Clause, changes: &mut Vec<Change>) {
    if let Some(hit) = clause.take_any(&["?linear gradient @ @", "@ @ gradient"])
        && let [from, to] = hit.colors.as_slice()
    {
        changes.push(Change::Gradient(from.clone(), to.clone()));
    } else if clause.take("gradient").is_some() && let Some(from) = clause.take_color() {
        let to = from.modified("dark").unwrap_or_else(|| from.clone());
        changes.push(Change::Gradient(from, to));
    }
    if let Some(hit) = clause.take_any(&["text|label|font|letters ?color|colour @", "@ text|label|font|letters"])
        && let Some(tint) = hit.color()
    {
        changes.push(Change::Ink(tint));
    }
    if let Some(hit) = clause.take_any(&["fill|background|bg @", "@ fill|background|bg", "@"])
        && let Some(tint) = hit.color()
    {
        clause.take("fill|background|bg");
        changes.push(Change::Fill(tint));
    }
    if let Some(hit) = clause.take("darker|lighter") {
        let _ = hit;
        changes.push(Change::Impossible("Say the colour that it should have, such as \"dark blue\" or \"#1e3a8a\"; shades by feel need a model."));
    }
}

fn orders(clause: &mut Clause, changes: &mut Vec<Change>) {
    let order = if clause.take_any(&["bring|send|move|put ?all ?way front|top", "front"]).is_some() {
        Some(OrderTo::Front)
    } else if clause.take_any(&["send|bring|move|put ?all ?way back|behind|bottom", "back"]).is_some() {
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
        changes.push(Change::Impossible("Grouping is not something I can do from here. Select the layers and press Ctrl+G."));
    }
    if clause.take("lock|unlock").is_some() {
        changes.push(Change::Impossible("Locking is not something I can do from here. Right-click the layers and choose Lock."));
    }
    if clause.take("flip|mirror|flipped|mirrored").is_some() {
        changes.push(Change::Impossible("Flipping is not something I can do from here. Select the layers and press Shift+H or Shift+V."));
    }
    if changes.is_empty() && clause.take("delete|remove|erase|trash|clear|discard").is_some() {
        changes.push(Change::Delete);
    }
}

/// Applies changes to something that is about to be drawn; false if one of them cannot be.
pub(crate) fn fold(spec: &mut Spec, changes: &[Change]) -> bool {
    let mut draft = spec.clone();
    for change in changes {
        match change {
            Change::Fill(tint) => draft.fill = Some(tint.clone()),
            Change::Gradient(from, to) => {
                draft.fill = Some(from.clone());
                draft.fill_to = Some(to.clone());
            }
            Change::Ink(tint) => draft.ink = Some(tint.clone()),
            Change::Outline(tint, width, dashed) => {
                draft.outlined = true;
                draft.outline = tint.clone();
                draft.outline_width = *width;
                draft.dashed = *dashed;
            }
            Change::Shadow(shadow) => draft.shadow = *shadow,
            Change::Corners(Corner::Radius(radius)) => draft.radius = Some(*radius),
            Change::Corners(Corner::Pill) => draft.radius = Some(f64::INFINITY),
            Change::Opacity(opacity) => draft.opacity = Some(*opacity),
            Change::Width(Amount::To(width)) => draft.width = Some(*width),
            Change::Height(Amount::To(height)) => draft.height = Some(*height),
            Change::Scale(factor) => draft.scale = Some(draft.scale.unwrap_or(1.0) * factor),
            Change::Rotate(Turn::To(angle) | Turn::By(angle)) => draft.rotation = Some(*angle),
            Change::Words(words) => draft.labels = vec![words.clone()],
            Change::Name(name) => draft.name = Some(name.clone()),
            Change::TextSize(Amount::To(size)) => draft.font_size = Some(*size),
            Change::Weight(weight) => draft.font_weight = Some(*weight),
            Change::Place(x, y) => {
                draft.x = x.or(draft.x);
                draft.y = y.or(draft.y);
            }
            Change::Arrange(arrangement, gap) => {
                draft.arrangement = Some(*arrangement);
                draft.gap = gap.or(draft.gap);
            }
            Change::Space(_, gap) => draft.gap = Some(*gap),
            Change::Padding(padding) => draft.padding = Some(*padding),
            Change::Align(_) if draft.count.unwrap_or(1) > 1 => {}
            Change::Duplicate if draft.subject != Some(Subject::Pricing) => {
                draft.count = Some(draft.count.unwrap_or(1) + 1);
            }
            _ => return false,
        }
    }
    *spec = draft;
    true
}
