//! Requests to draw: what, how many, how large, and how it looks.

use crate::engine::interpreter::build::has_icon;
use crate::engine::interpreter::clause::Clause;
use crate::engine::interpreter::sentences::CONTAINS;
use crate::engine::interpreter::spec::{Arrangement, Spec, Subject};
use crate::engine::interpreter::vocabulary::{DRAW_VERBS, SUFFIXES, listed};

/// The fields that a form may be asked to have.
const FIELDS: &str = "email name password phone message address city date birthday subject company \
    username comment notes website country zip age";

/// Parts that ready-made sections have anyway; asking for them is satisfied.
const INCLUDED: &str = "logo heading headline title subtitle text paragraph button buttons cta image picture \
    links link email password name fields field labels label avatar bio stats icons icon price prices rating \
    sidebar chart charts table cards card search menu navigation features checkmarks inputs input checkbox \
    message messages bubbles illustration dots footer header description social sign-in forgot remember copy \
    username phone subject toggles switches groups columns newsletter hero pricing navbar testimonials sections";

/// Reads a request to draw; `None` if there is nothing in it that can be drawn.
pub(crate) fn draw(clause: &mut Clause) -> Option<(Spec, bool)> {
    clause.accept(DRAW_VERBS);
    clause.accept("make mocked render apply");
    let inside = takes_place_inside(clause);
    let mut spec = Spec {
        device: clause.take_device(),
        ..Spec::default()
    };
    let contains = clause.place_of(CONTAINS).unwrap_or(usize::MAX);
    // "an iphone screen with a search bar": the screen is what is drawn.
    let noun = clause
        .noun()
        .filter(|(_, place)| spec.device.is_none() || *place < contains);
    let (subject, noun_place) = match noun {
        Some(_) => clause.take_noun()?,
        None => {
            spec.device?;
            (Subject::Screen, 0)
        }
    };
    let subject = if spec.device.is_some() && subject == Subject::Board {
        Subject::Screen
    } else {
        subject
    };
    spec.subject = Some(subject);
    // "a red card with a blue button": what follows "with" is read by itself.
    let parts = (contains > noun_place)
        .then(|| clause.split_at(CONTAINS))
        .flatten();
    spec.labels = clause.take_texts();
    spec.name = clause.take_name();
    count_and_arrangement(clause, &mut spec, subject, noun_place);
    clause.accept(SUFFIXES);
    attributes(clause, &mut spec, subject);
    if let Some(parts) = parts {
        contained(clause, parts, &mut spec, subject);
    }
    if subject == Subject::Pricing && spec.items.is_none() {
        spec.items = spec.count;
    }
    if subject.counts_inside() {
        spec.items = spec.items.or(spec.count);
    }
    topic(clause, &mut spec);
    Some((spec, inside))
}

fn takes_place_inside(clause: &mut Clause) -> bool {
    let explicit = clause.says("inside", "it this the these selected selection that")
        || clause.says("in", "it this selection here")
        || clause.says("into", "it this the selected selection that")
        || clause.says("to", "it this selection");
    let adds = clause.mentions("add insert put") && !clause.mentions("page new");
    clause.accept("selection selected");
    explicit || adds
}

fn count_and_arrangement(clause: &mut Clause, spec: &mut Spec, subject: Subject, noun_place: usize) {
    if clause.mentions("grid") {
        let before = clause.place_of("grid").unwrap_or(0);
        if let Some((columns, rows)) = clause.take_size() {
            spec.count = Some(whole(columns * rows));
            spec.arrangement = Some(Arrangement::Grid(whole(columns)));
        }
        if let Some(columns) = take_count(clause, &["# columns|column|cols"]) {
            spec.arrangement = Some(Arrangement::Grid(columns));
        }
        clause.take("grid");
        let _ = before;
        if let Some(count) = take_count(clause, &["#"]) {
            spec.count = spec.count.or(Some(count));
        }
        let count = spec.count.unwrap_or(6);
        spec.count = Some(count);
        if spec.arrangement.is_none() {
            spec.arrangement = Some(Arrangement::Grid(match count {
                1..=4 => 2,
                5 | 6 | 9 => 3,
                _ => 4,
            }));
        }
        return;
    }
    let adjectives = |clause: &Clause, word: &str| clause.mentions(word);
    if matches!(subject, Subject::Table | Subject::List | Subject::Settings | Subject::Chat) {
        spec.columns = take_count(clause, &["# columns|column|cols|col"]);
        spec.rows = take_count(clause, &["# rows|row"]);
        spec.items = take_count(clause, &["# items|entries|item|entry|lines|elements|messages|people|options"]);
        if spec.columns.is_none()
            && spec.rows.is_none()
            && subject == Subject::Table
            && let Some((columns, rows)) = clause.take_size().filter(|(columns, rows)| *columns <= 20.0 && *rows <= 40.0)
        {
            spec.columns = Some(whole(columns));
            spec.rows = Some(whole(rows));
        }
    } else if let Some(columns) = take_count(clause, &["# columns|column|cols"]) {
        spec.arrangement = Some(Arrangement::Grid(columns));
        spec.columns = Some(columns);
    } else if let Some(rows) = take_count(clause, &["# rows"]) {
        spec.rows = Some(rows);
    }
    if clause
        .take_any(&[
            "row", "side side", "next each other", "beside each other", "horizontally", "horizontal row",
            "horizontal",
        ])
        .is_some()
    {
        spec.arrangement = spec.arrangement.or(Some(Arrangement::Row));
        if matches!(subject, Subject::Line | Subject::Divider) {
            spec.arrangement = None;
        }
    }
    if clause
        .take_any(&[
            "column", "stacked", "stack", "vertically", "below each other", "under each other",
            "on top each other", "vertical", "upright",
        ])
        .is_some()
    {
        if matches!(subject, Subject::Line | Subject::Divider) {
            spec.upright = true;
        } else {
            spec.arrangement = spec.arrangement.or(Some(Arrangement::Column));
        }
    }
    // "a couple of", "three": the number that stands before the noun.
    if spec.count.is_none() && adjectives(clause, "couple") {
        spec.count = Some(2);
    }
    if spec.count.is_none() && (adjectives(clause, "few") || adjectives(clause, "several")) {
        spec.count = Some(3);
    }
    clause.accept("several pair");
    if let Some(count) = clause.take_count_before(noun_place) {
        spec.count = spec.count.or(Some(whole(count)));
    }
    if let (Some(Arrangement::Row | Arrangement::Column), None) = (spec.arrangement, spec.count) {
        // "a row of cards" is more than one.
        if !matches!(subject, Subject::Table) && !subject.is_section() && subject != Subject::Board {
            spec.count = take_count(clause, &["#"]).or(Some(3));
        }
    }
    if let (Some(rows), Some(count), None) = (spec.rows, spec.count, spec.arrangement) {
        spec.arrangement = Some(Arrangement::Grid(count.div_ceil(rows.max(1))));
    }
}

fn take_count(clause: &mut Clause, patterns: &[&str]) -> Option<usize> {
    clause
        .take_any(patterns)
        .and_then(|hit| hit.number())
        .map(whole)
}

/// A number as a count: whole and within reason.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is clamped to a small range first"
)]
pub(crate) fn whole(number: f64) -> usize {
    number.round().clamp(0.0, 1000.0) as usize
}

/// What stands after "with": looks for most things, layers for what can hold layers.
fn contained<'a>(clause: &mut Clause<'a>, mut parts: Clause<'a>, spec: &mut Spec, subject: Subject) {
    if matches!(subject, Subject::Form | Subject::Contact) || (subject.is_section() && parts.mentions("fields")) {
        let fields: Vec<String> = field_names(&mut parts);
        if subject == Subject::Form {
            spec.fields = fields;
        }
    }
    if !subject.holds_parts() || subject == Subject::Form {
        spec.labels.extend(parts.take_texts());
        spec.name = spec.name.take().or_else(|| parts.take_name());
        if !spec.labels.is_empty() {
            parts.accept("text label title caption words heading headline placeholder labels titles");
        }
        count_inside(&mut parts, spec, subject);
        attributes(&mut parts, spec, subject);
        if subject.is_section() {
            parts.accept(INCLUDED);
        }
        clause.join(parts);
        return;
    }
    // The looks come first, so that "with a red border and two buttons" is read right.
    for mut part in parts.parts() {
        match part.noun() {
            Some(_) if !part.mentions("shadow border outline stroke") => {
                let Some((inner, _)) = draw(&mut part) else {
                    clause.join(part);
                    continue;
                };
                let is_title = matches!(
                    inner.subject,
                    Some(Subject::Text | Subject::Heading | Subject::Paragraph)
                ) && subject == Subject::Card
                    && spec.labels.is_empty();
                if is_title && !inner.labels.is_empty() {
                    spec.labels = inner.labels;
                } else {
                    spec.parts.push(inner);
                }
            }
            _ => {
                spec.labels.extend(part.take_texts());
                spec.name = spec.name.take().or_else(|| part.take_name());
                if part.mentions(FIELDS) {
                    for label in field_names(&mut part) {
                        spec.parts.push(Spec {
                            subject: Some(Subject::Input),
                            labels: vec![label],
                            ..Spec::default()
                        });
                    }
                }
                attributes(&mut part, spec, subject);
            }
        }
        clause.join(part);
    }
}

fn field_names(parts: &mut Clause) -> Vec<String> {
    let mut fields = Vec::new();
    while let Some(hit) = parts.take(&FIELDS.split_ascii_whitespace().collect::<Vec<_>>().join("|")) {
        for word in hit.words {
            let mut letters = word.chars();
            let label: String = letters
                .next()
                .map(|first| first.to_uppercase().chain(letters).collect())
                .unwrap_or_default();
            fields.push(label);
        }
    }
    parts.accept("fields field inputs input");
    fields
}

/// "with three plans", "with 5 rows": numbers of what is inside.
fn count_inside(parts: &mut Clause, spec: &mut Spec, subject: Subject) {
    spec.columns = take_count(parts, &["# columns|column|cols|col"]).or(spec.columns);
    spec.rows = take_count(parts, &["# rows|row"]).or(spec.rows);
    let counted = "# ?more plans|plan|tiers|tier|options|option|items|item|entries|entry|features|feature|cards|card|\
        links|link|messages|message|steps|step|settings|posts|pictures|columns|products|people|fields|figures|stats";
    let inside = take_count(parts, &[counted]);
    spec.items = inside.or(spec.items);
    if subject == Subject::Onboarding && inside.is_some() {
        spec.count = inside;
        spec.items = None;
    }
    parts.accept("plans plan tiers tier items item entries steps");
}

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
            "no|without shadow", "no|without outline|border|stroke", "not rounded",
        ])
        .is_none()
        && clause
            .take_any(&[
                "soft|subtle|light|big|large|small|strong|drop ?drop shadow", "drop shadow", "shadow|shadowed|elevated|raised",
            ])
            .is_some()
    {
        spec.shadow = true;
    }
    // Edges before fills, so that a colour belongs to the right one.
    if let Some(hit) = clause.take_any(&[
        "# ?thick|wide @ outline|border|stroke", "@ # ?thick outline|border|stroke", "# ?thick ?solid outline|border|stroke @",
        "@ ?dashed outline|border|stroke", "outline|border|stroke @", "thick @ outline|border|stroke",
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
        "corner|border radius #", "# corner|border radius", "?rounded corners|corner #", "rounded #", "# rounded ?corners|corner",
    ]) {
        spec.radius = hit.number();
    } else if subject != Subject::Circle && let Some(hit) = clause.take_any(&["radius #", "# radius"]) {
        spec.radius = hit.number();
    }
    if clause
        .take_any(&["pill ?shaped", "fully|completely rounded|round ?corners", "capsule"])
        .is_some()
    {
        spec.radius = Some(f64::INFINITY);
    } else if clause.take_any(&["rounded|round ?corners|edges|corner", "soft corners"]).is_some() {
        spec.radius = spec.radius.or(Some(12.0));
    } else if clause.take_any(&["sharp|square corners", "sharp"]).is_some() {
        spec.radius = Some(0.0);
    }
    if let Some(hit) = clause.take_any(&["#% opacity|opaque|transparent|transparency", "opacity #%"]) {
        let share = hit.number().unwrap_or(100.0) / 100.0;
        let inverse = hit.has("transparent") || hit.has("transparency");
        spec.opacity = Some(if inverse { 1.0 - share } else { share }.clamp(0.0, 1.0));
    } else if let Some(hit) = clause.take("opacity #") {
        spec.opacity = hit.number().map(|value| if value > 1.0 { value / 100.0 } else { value }.clamp(0.0, 1.0));
    } else if clause.take("semi|half|slightly ?transparent|translucent").is_some()
        || clause.take("transparent|translucent").is_some()
    {
        spec.opacity = Some(0.5);
    }
    if let Some(hit) = clause.take_any(&["rotated|tilted|turned ?by #deg", "rotated|tilted|turned #", "#deg rotated|tilted|rotation"]) {
        spec.rotation = hit.number();
    }
    if clause.take_any(&["dark ?mode|theme|variant|version|themed", "night ?mode"]).is_some() {
        spec.dark = true;
    }
    clause.take_any(&["light mode|theme|variant|version|themed", "light"]);
    if clause.take("checked|on|enabled|active").is_some() || clause.mentions("switched") {
        spec.on = Some(true);
    }
    if clause.take("unchecked|off|disabled|inactive|empty").is_some() {
        spec.on = Some(false);
    }
    if matches!(subject, Subject::Progress | Subject::Slider)
        && let Some(hit) = clause.take_any(&["#% ?full|done|complete|filled", "#%"])
    {
        spec.share = hit.number().map(|value| (value / 100.0).clamp(0.0, 1.0));
        clause.accept("full done complete filled");
    }
    if matches!(subject, Subject::Icon | Subject::Button | Subject::Card) {
        let found = clause.words().find(|word| has_icon(word)).map(str::to_owned);
        if let Some(word) = found && clause.take(&word).is_some() {
            spec.symbol = Some(word);
            clause.accept("icon");
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
    if let Some((width, height)) = clause.take_size() {
        spec.width = Some(width);
        spec.height = Some(height);
    }
    if let Some(hit) = clause.take_any(&["width|wide #", "# wide|width"]) {
        spec.width = hit.number();
    }
    if let Some(hit) = clause.take_any(&["height|high|tall #", "# high|tall|height"]) {
        spec.height = hit.number();
    }
    if let Some(hit) = clause.take_any(&["diameter|size|side|sides #", "# diameter|size|square", "# long", "length #"]) {
        spec.width = hit.number();
        if matches!(subject, Subject::Line | Subject::Divider) {
            if spec.upright {
                spec.height = spec.width.take();
            }
        } else if !matches!(subject, Subject::Text | Subject::Heading | Subject::Paragraph) {
            spec.height = spec.height.or(spec.width);
        }
    }
    if subject == Subject::Circle && let Some(hit) = clause.take_any(&["radius #", "# radius"]) {
        spec.width = hit.number().map(|radius| radius * 2.0);
        spec.height = spec.width;
    }
    if clause.mentions("at") && let Some(hit) = clause.take("# #") {
        spec.x = hit.number();
        spec.y = hit.numbers.get(1).copied();
    }
    if let Some(hit) = clause.take("#px") {
        match subject {
            Subject::Text | Subject::Heading | Subject::Paragraph => spec.font_size = hit.number(),
            Subject::Divider | Subject::Line if spec.upright => spec.height = hit.number(),
            Subject::Square | Subject::Circle | Subject::Icon | Subject::Avatar | Subject::Star
            | Subject::Triangle | Subject::Heart | Subject::Hexagon | Subject::Diamond => {
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
    if subject.is_plain() && subject != Subject::Board && spec.width.is_none()
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
    if spec.device.is_some() && let Some(hit) = clause.take("#") {
        spec.width = hit.number().filter(|width| *width >= 100.0);
    }
    for size in [&mut spec.width, &mut spec.height] {
        *size = size.map(|value| value.abs().clamp(if subject == Subject::Line { 0.0 } else { 1.0 }, 20_000.0));
    }
    spec.font_size = spec.font_size.map(|size| size.abs().clamp(4.0, 400.0));
}

fn colors(clause: &mut Clause, spec: &mut Spec, subject: Subject) {
    if let Some(hit) = clause.take_any(&[
        "@ text|label|letters|writing|words|font", "text|label|letters|font ?color|colour @",
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
    if let Some(hit) = clause.take_any(&["@ ?background|bg|fill|filled|accent", "background|bg|fill|filled|accent @"]) {
        spec.fill = hit.color().or(spec.fill.take());
        clause.accept("background bg fill filled accent filling");
    }
    // "white on blue": the second colour of a thing with words is the ground.
    if let Some(second) = clause.take_color() {
        if matches!(subject, Subject::Button | Subject::Badge | Subject::Card) && clause.mentions("on") && spec.fill.is_some() {
            spec.ink = spec.fill.take();
            spec.fill = Some(second);
        } else if subject.is_plain() || spec.outlined {
            spec.outline = spec.outline.take().or(Some(second));
        } else {
            spec.ink = spec.ink.take().or(Some(second));
        }
    }
}

/// "for a coffee shop": what a section is about.
fn topic(clause: &mut Clause, spec: &mut Spec) {
    if !spec.subject.is_some_and(Subject::is_section) || !clause.mentions("for about") {
        return;
    }
    let Some(mut about) = clause.split_at("for about") else {
        return;
    };
    if let Some(words) = about.take_rest("with in that and") {
        let mut kept: Vec<&str> = words
            .split_whitespace()
            .filter(|word| !listed("my our a an the your", &word.to_lowercase()))
            .collect();
        if kept.len() > 1 {
            while kept.last().is_some_and(|word| listed("app application website site company business startup product page", &word.to_lowercase())) && kept.len() > 1 {
                kept.pop();
            }
        }
        let words = kept.join(" ");
        let mut letters = words.chars();
        spec.topic = letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect());
    }
    clause.join(about);
}
