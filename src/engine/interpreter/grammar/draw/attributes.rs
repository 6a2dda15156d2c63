//! Size, colours and looks of what is to be drawn.
//!
//! Order matters: edges are read before fills, so that "a white box with a black border" gives each
//! colour to the right one.

use crate::engine::interpreter::build::has_icon;
use crate::engine::interpreter::clause::Clause;
use crate::engine::interpreter::spec::{Spec, Subject};

/// Size, colours and looks.
pub(crate) fn attributes(clause: &mut Clause, spec: &mut Spec, subject: Subject) {
    looks(clause, spec, subject);
    sizes(clause, spec, subject);
    colors(clause, spec, subject);
}

fn looks(clause: &mut Clause, spec: &mut Spec, subject: Subject) {
    if let Some(hit) = clause.take_any(&[
        "gap|spacing|space ?between #",
        "# gap|spacing|apart|space|between",
        "spaced # ?apart",
        "spacing #",
    ]) {
        spec.gap = hit.number();
        clause.accept("between apart gap spacing space spaced them");
    }
    if let Some(hit) = clause.take_any(&["padding #", "# padding"]) {
        spec.padding = hit.number();
    }
    if clause
        .take_any(&[
            "no|without shadow",
            "no|without outline|border|stroke",
            "not rounded",
        ])
        .is_none()
        && clause
            .take_any(&[
                "soft|subtle|light|big|large|small|strong|drop ?drop shadow",
                "drop shadow",
                "shadow|shadowed|elevated|raised",
            ])
            .is_some()
    {
        spec.shadow = true;
    }
    // Edges before fills, so that a colour belongs to the right one.
    if let Some(hit) = clause.take_any(&[
        "# ?thick|wide @ outline|border|stroke",
        "@ # ?thick outline|border|stroke",
        "# ?thick ?solid outline|border|stroke @",
        "@ ?dashed outline|border|stroke",
        "outline|border|stroke @",
        "thick @ outline|border|stroke",
        "thin @ outline|border|stroke",
    ]) {
        spec.outline = hit.color();
        spec.outline_width = hit.number().or(spec.outline_width);
        spec.dashed |= hit.has("dashed");
    }
    if let Some(hit) = clause.take_any(&[
        "# ?thick ?dashed outline|border|stroke", "?thick|thin ?dashed|dotted outline|border|stroke|outlined|hollow|ghost|unfilled ?thickness ?#",
    ]) {
        spec.outlined = true;
        spec.outline_width = hit.number().or(spec.outline_width);
        spec.dashed |= hit.has("dashed") || hit.has("dotted");
    }
    if let Some(hit) = clause.take_any(&["# thick", "thickness #"]) {
        spec.outline_width = hit.number();
    }
    if clause.take("dashed|dotted").is_some() {
        spec.dashed = true;
    }
    if let Some(hit) = clause.take_any(&[
        "corner|border radius #",
        "# corner|border radius",
        "?rounded corners|corner #",
        "rounded #",
        "# rounded ?corners|corner",
    ]) {
        spec.radius = hit.number();
    } else if subject != Subject::Circle
        && let Some(hit) = clause.take_any(&["radius #", "# radius"])
    {
        spec.radius = hit.number();
    }
    if clause
        .take_any(&[
            "pill ?shaped",
            "fully|completely rounded|round ?corners",
            "capsule",
        ])
        .is_some()
    {
        spec.radius = Some(f64::INFINITY);
    } else if clause
        .take_any(&["rounded|round ?corners|edges|corner", "soft corners"])
        .is_some()
    {
        spec.radius = spec.radius.or(Some(12.0));
    } else if clause
        .take_any(&["sharp|square corners", "sharp"])
        .is_some()
    {
        spec.radius = Some(0.0);
    }
    if let Some(hit) =
        clause.take_any(&["#% opacity|opaque|transparent|transparency", "opacity #%"])
    {
        let share = hit.number().unwrap_or(100.0) / 100.0;
        let inverse = hit.has("transparent") || hit.has("transparency");
        spec.opacity = Some(if inverse { 1.0 - share } else { share }.clamp(0.0, 1.0));
    } else if let Some(hit) = clause.take("opacity #") {
        spec.opacity = hit
            .number()
            .map(|value| if value > 1.0 { value / 100.0 } else { value }.clamp(0.0, 1.0));
    } else if clause
        .take("semi|half|slightly transparent|translucent")
        .is_some()
        || clause.take("transparent|translucent").is_some()
    {
        spec.opacity = Some(0.5);
    }
    if let Some(hit) = clause.take_any(&[
        "rotated|tilted|turned ?by #deg",
        "rotated|tilted|turned #",
        "#deg rotated|tilted|rotation",
    ]) {
        spec.rotation = hit.number();
    }
    if clause
        .take_any(&["dark ?mode|theme|variant|version|themed", "night ?mode"])
        .is_some()
    {
        spec.dark = true;
    }
    clause.take_any(&["light mode|theme|variant|version|themed", "light"]);
    if clause.take("checked|on|enabled|active").is_some() || clause.mentions("switched") {
        spec.on = Some(true);
    }
    if clause
        .take("unchecked|off|disabled|inactive|empty")
        .is_some()
    {
        spec.on = Some(false);
    }
    if matches!(subject, Subject::Progress | Subject::Slider)
        && let Some(hit) = clause.take_any(&["#% ?full|done|complete|filled", "#%"])
    {
        spec.share = hit.number().map(|value| (value / 100.0).clamp(0.0, 1.0));
        clause.accept("full done complete filled");
    }
    if matches!(subject, Subject::Icon | Subject::Button | Subject::Card) {
        let found = clause
            .words()
            .find(|word| has_icon(word))
            .map(str::to_owned);
        if let Some(word) = found.filter(|word| word != "card" || subject == Subject::Icon) {
            clause.take(&word);
            clause.accept("icon");
            spec.symbol = Some(word);
        }
    }
}

fn sizes(clause: &mut Clause, spec: &mut Spec, subject: Subject) {
    if let Some(hit) = clause.take_any(&["font|text ?size #", "#px text|font"]) {
        spec.font_size = hit.number();
        clause.accept("size font");
    }
    if clause.take("bold").is_some() {
        spec.font_weight = Some(700);
    } else if clause.take("semibold").is_some() {
        spec.font_weight = Some(600);
    } else if clause.take("thin").is_some() {
        spec.font_weight = Some(300);
    }
    if let Some(hit) = clause.take_any(&["position #", "# # position", "x # y #"]) {
        spec.x = hit.number();
        spec.y = hit.numbers.get(1).copied();
    }
    if clause.mentions("at")
        && let Some(hit) = clause.take("# #")
    {
        spec.x = hit.number();
        spec.y = hit.numbers.get(1).copied();
    }
    if let Some((width, height)) = clause.take_size() {
        spec.width = Some(width);
        spec.height = Some(height);
        clause.accept("size");
    }
    if let Some(hit) = clause.take_any(&["width #", "# wide", "# width", "wide #"]) {
        spec.width = hit.number();
    }
    if let Some(hit) = clause.take_any(&["height #", "# high|tall", "# height", "high|tall #"]) {
        spec.height = hit.number();
    }
    if let Some(hit) = clause.take_any(&[
        "diameter|size|side|sides #",
        "# diameter|size|square",
        "# long",
        "length #",
    ]) {
        spec.width = hit.number();
        if matches!(subject, Subject::Line | Subject::Divider) {
            if spec.upright {
                spec.height = spec.width.take();
            }
        } else if !matches!(
            subject,
            Subject::Text | Subject::Heading | Subject::Paragraph
        ) {
            spec.height = spec.height.or(spec.width);
        }
    }
    if subject == Subject::Circle
        && let Some(hit) = clause.take_any(&["radius #", "# radius"])
    {
        spec.width = hit.number().map(|radius| radius * 2.0);
        spec.height = spec.width;
    }
    if let Some(hit) = clause.take("#px") {
        match subject {
            Subject::Text | Subject::Heading | Subject::Paragraph => spec.font_size = hit.number(),
            Subject::Divider | Subject::Line if spec.upright => spec.height = hit.number(),
            Subject::Square
            | Subject::Circle
            | Subject::Icon
            | Subject::Avatar
            | Subject::Star
            | Subject::Triangle
            | Subject::Heart
            | Subject::Hexagon
            | Subject::Diamond => {
                spec.width = hit.number();
                spec.height = hit.number();
            }
            _ => spec.width = spec.width.or(hit.number()),
        }
    }
    for (words, scale) in [
        ("tiny|mini", 0.5),
        ("small|smaller|compact", 0.75),
        ("huge|giant|enormous", 2.0),
        ("large|big|larger|bigger", 1.5),
        ("medium|medium-sized|normal|regular", 1.0),
    ] {
        if clause.take(words).is_some() {
            spec.scale = Some(scale);
        }
    }
    if let Some(hit) = clause.take("wide")
        && hit.numbers.is_empty()
        && spec.width.is_none()
        && !subject.is_section()
    {
        spec.scale = spec.scale.or(Some(1.25));
    }
    // "circle 40", "square 80": a number that is left can only be the size.
    if subject.is_plain()
        && subject != Subject::Board
        && spec.width.is_none()
        && let Some(hit) = clause.take("#")
    {
        match subject {
            Subject::Text | Subject::Heading | Subject::Paragraph => spec.font_size = hit.number(),
            _ => {
                spec.width = hit.number();
                if subject != Subject::Line {
                    spec.height = hit.number();
                }
            }
        }
    }
    // A width alone, such as "desktop 1440".
    if spec.device.is_some()
        && let Some(hit) = clause.take("#")
    {
        spec.width = hit.number().filter(|width| *width >= 100.0);
    }
    for size in [&mut spec.width, &mut spec.height] {
        *size = size.map(|value| {
            value
                .abs()
                .clamp(if subject == Subject::Line { 0.0 } else { 1.0 }, 20_000.0)
        });
    }
    spec.font_size = spec.font_size.map(|size| size.abs().clamp(4.0, 400.0));
}

fn colors(clause: &mut Clause, spec: &mut Spec, subject: Subject) {
    if let Some(hit) = clause.take_any(&[
        "@ text|label|letters|writing|words|font",
        "text|label|letters|font ?color|colour @",
    ]) {
        spec.ink = hit.color();
    }
    if let Some(hit) = clause.take_any(&["?linear gradient @ @", "@ @ gradient", "gradient"]) {
        let mut colors = hit.colors.into_iter();
        spec.fill = colors.next().or_else(|| clause.take_color());
        spec.fill_to = colors.next().or_else(|| clause.take_color());
        if let (Some(from), None) = (&spec.fill, &spec.fill_to) {
            spec.fill_to = from.modified("dark");
        }
    }
    if let Some(hit) = clause.take_any(&[
        "@ ?background|bg|fill|filled|accent",
        "background|bg|fill|filled|accent @",
    ]) {
        spec.fill = hit.color().or(spec.fill.take());
        clause.accept("background bg fill filled accent filling");
    }
    // "white on blue": the second colour of a thing with words is the ground.
    if let Some(second) = clause.take_color() {
        if matches!(subject, Subject::Button | Subject::Badge | Subject::Card)
            && clause.mentions("on")
            && spec.fill.is_some()
        {
            spec.ink = spec.fill.take();
            spec.fill = Some(second);
        } else if subject.is_plain() || spec.outlined {
            spec.outline = spec.outline.take().or(Some(second));
        } else {
            spec.ink = spec.ink.take().or(Some(second));
        }
    }
}
