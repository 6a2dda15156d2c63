//! Changes of place, size and order: alone, or of several layers among themselves.

use crate::engine::canvas::TextAlign;
use crate::engine::interpreter::clause::Clause;
use crate::engine::interpreter::grammar::draw::whole;
use crate::engine::interpreter::spec::Arrangement;

use super::{Amount, Change, Edge, Turn};

/// Aligning, distributing, rows and columns.
pub(super) fn arrangements(clause: &mut Clause, changes: &mut Vec<Change>) {
    let horizontal = |clause: &mut Clause| {
        if clause.take("horizontally|horizontal").is_some() {
            Some(true)
        } else if clause.take("vertically|vertical").is_some() {
            Some(false)
        } else {
            None
        }
    };
    if clause
        .take_any(&[
            "distribute|distributed|spread ?out ?evenly|equally",
            "space|spaced evenly|equally",
            "even|equal spacing|spaces|gaps",
        ])
        .is_some()
    {
        let axis = horizontal(clause);
        if let Some(hit) = clause.take("#") {
            changes.push(Change::Space(axis, hit.number().unwrap_or(16.0)));
        } else {
            changes.push(Change::Distribute(axis));
        }
        clause.accept("evenly equally out");
    }
    if let Some(hit) = clause.take_any(&[
        "row|line",
        "side side",
        "next each other",
        "column|stack|stacked|below|under each other",
        "column|stacked",
        "stack",
    ]) {
        let row = hit.has("row") || hit.has("line") || hit.has("side") || hit.has("next");
        let gap = clause
            .take_any(&["gap|spacing #", "# gap|apart|spacing|between", "#px"])
            .and_then(|hit| hit.number());
        let arrangement = if row {
            Arrangement::Row
        } else {
            Arrangement::Column
        };
        clause.accept("vertically horizontally other each");
        changes.push(Change::Arrange(arrangement, gap));
    }
    if clause.take("grid").is_some() {
        let columns = clause
            .take_size()
            .map(|(columns, _)| columns)
            .or_else(|| clause.take("# columns|column").and_then(|hit| hit.number()));
        let gap = clause
            .take_any(&["gap|spacing #", "# gap|apart|spacing"])
            .and_then(|hit| hit.number());
        changes.push(Change::Arrange(
            Arrangement::Grid(columns.map_or(3, whole).max(1)),
            gap,
        ));
    }
    if let Some(hit) = clause.take_any(&[
        "space|spaced|spacing|gap #",
        "# apart|gap|spacing",
        "# space|pixels between",
    ]) {
        clause.accept("apart between gap spacing space spaced each other");
        let axis = horizontal(clause);
        changes.push(Change::Space(axis, hit.number().unwrap_or(16.0)));
    }
    if clause.mentions("align aligned center centre centered centred middle flush")
        && !clause.mentions("text")
    {
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
        let centered = clause
            .take_any(&["center|centre|centered|centred|centers|centres|middle|middles"])
            .is_some();
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
    if clause.mentions("align aligned center centre centered justify left right")
        && clause.mentions("text")
        && !clause.mentions("move")
    {
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

/// Width, height, bigger, smaller.
pub(super) fn sizes(clause: &mut Clause, changes: &mut Vec<Change>) {
    if let Some(hit) = clause.take_any(&[
        "font|text ?size #",
        "# ?pt|px font|text ?size",
        "text|font ?size ?to #",
    ]) {
        clause.accept("size font");
        changes.push(Change::TextSize(Amount::To(
            hit.number().unwrap_or(16.0).clamp(1.0, 999.0),
        )));
    }
    if let Some((width, height)) = clause.take_size() {
        clause.accept("size");
        changes.push(Change::Width(Amount::To(width.max(1.0))));
        changes.push(Change::Height(Amount::To(height.max(1.0))));
    }
    let shrinks = clause.mentions("decrease reduce shrink less minus smaller");
    let grows = clause.mentions("increase more plus by");
    for (noun, adjective, longer, shorter) in [
        ("width", "wide", "wider|broader", "narrower|slimmer|thinner"),
        ("height", "high|tall", "taller|higher", "shorter|lower"),
    ] {
        let name = format!("{noun}|{adjective}");
        let make = |amount| {
            if noun == "width" {
                Change::Width(amount)
            } else {
                Change::Height(amount)
            }
        };
        if clause
            .take_any(&[
                &format!("twice|double {name}"),
                &format!("{name} twice|double"),
            ])
            .is_some()
        {
            changes.push(make(Amount::Times(2.0)));
        } else if clause
            .take_any(&[&format!("half {name}"), &format!("halve {name}")])
            .is_some()
        {
            changes.push(make(Amount::Times(0.5)));
        } else if let Some(hit) = clause.take_any(&[&format!("{name} #%"), &format!("#% {name}")]) {
            let share = hit.number().unwrap_or(100.0) / 100.0;
            changes.push(make(Amount::Times(
                if shrinks {
                    1.0 - share
                } else if grows {
                    1.0 + share
                } else {
                    share
                }
                .max(0.01),
            )));
        } else if let Some(hit) = clause.take_any(&[
            &format!("{noun} #"),
            &format!("# {adjective}"),
            &format!("# {noun}"),
            &format!("{adjective} #"),
        ]) {
            let value = hit.number().unwrap_or(100.0);
            changes.push(make(if shrinks {
                Amount::By(-value)
            } else if grows {
                Amount::By(value)
            } else {
                Amount::To(value.max(1.0))
            }));
        }
        for (words, sign) in [(longer, 1.0), (shorter, -1.0)] {
            if let Some(hit) = clause.take_any(&[&format!("#% {words}"), &format!("{words} #%")]) {
                let share = hit.number().unwrap_or(25.0) / 100.0;
                changes.push(make(Amount::Times((1.0 + sign * share).max(0.05))));
            } else if let Some(hit) =
                clause.take_any(&[&format!("# {words}"), &format!("{words} #")])
            {
                changes.push(make(Amount::By(sign * hit.number().unwrap_or(16.0))));
            } else if clause
                .take_any(&[&format!("much {words}"), words])
                .is_some()
            {
                changes.push(make(Amount::Times(if sign > 0.0 { 1.25 } else { 0.8 })));
            }
        }
    }
    let text = clause.mentions("text font");
    let mut scale = None;
    if clause
        .take_any(&["twice|double ?big|large|size|bigger", "double"])
        .is_some()
    {
        scale = Some(2.0);
        clause.accept("big large size as");
    } else if clause
        .take_any(&["half ?big|large|size", "halve ?size"])
        .is_some()
    {
        scale = Some(0.5);
        clause.accept("big large size as");
    } else if let Some(hit) = clause.take_any(&[
        "#x bigger|larger|big|large|size",
        "scale|enlarge|resize #x",
        "#x",
    ]) {
        scale = hit.number();
    } else if let Some(hit) = clause.take("scale|resize ?size #%") {
        scale = hit.number().map(|value| value / 100.0);
    }
    for (words, sign) in [
        ("bigger|larger|enlarge|grow|big|large|increase", 1.0),
        ("smaller|shrink|tinier|small|reduce|decrease", -1.0),
    ] {
        if scale.is_some() {
            break;
        }
        if let Some(hit) = clause.take_any(&[&format!("#% {words}"), &format!("{words} ?size #%")])
        {
            scale = hit
                .number()
                .map(|value| (1.0 + sign * value / 100.0).max(0.05));
        } else if let Some(hit) = clause.take_any(&[
            &format!("#px {words}"),
            &format!("# {words}"),
            &format!("{words} #px"),
            &format!("{words} #"),
        ]) {
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

/// Moving and turning.
pub(super) fn places(clause: &mut Clause, changes: &mut Vec<Change>) {
    let counter = clause
        .take("counterclockwise|anticlockwise|counter")
        .is_some();
    if clause.mentions("rotate rotated turn tilt spin rotation") {
        let absolute = clause.says("to", "#") || clause.mentions("rotation");
        let left = clause.take("left").is_some() || counter;
        clause.accept("right clockwise upside down");
        if let Some(hit) = clause.take_any(&["#deg", "#"]) {
            let angle = hit.number().unwrap_or(90.0);
            let to = absolute || clause.mentions("to");
            clause.take("rotate|rotated|turn|tilt|spin|rotation");
            changes.push(Change::Rotate(if to {
                Turn::To(angle)
            } else {
                Turn::By(if left { -angle } else { angle })
            }));
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
        } else if clause.mentions("x")
            && let Some(hit) = clause.take("#")
        {
            changes.push(Change::Place(hit.number(), None));
        } else if clause.mentions("y")
            && let Some(hit) = clause.take_any(&["y #", "#"])
        {
            changes.push(Change::Place(None, hit.number()));
        } else if clause.mentions("move place put position")
            && let Some(hit) = clause.take("# #")
        {
            changes.push(Change::Place(hit.number(), hit.numbers.get(1).copied()));
        }
        if moved || matches!(changes.last(), Some(Change::Place(..))) {
            clause.accept("y position");
        }
    }
}
