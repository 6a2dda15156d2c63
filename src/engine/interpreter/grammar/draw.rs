//! Requests to draw: what, how many, how large, and how it looks.

mod attributes;

use crate::engine::interpreter::clause::Clause;
use crate::engine::interpreter::sentences::CONTAINS;
use crate::engine::interpreter::spec::{Arrangement, Spec, Subject};
use crate::engine::interpreter::vocabulary::{DRAW_VERBS, SUFFIXES, listed};

use attributes::attributes;

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
    clause.accept("make mocked render apply write type");
    let inside = takes_place_inside(clause);
    // The phone in "a form with name and phone" is a field.
    let phone_field = clause.mentions("phone")
        && clause.mentions("form field fields inputs")
        && !clause.says("on", "phone")
        && !clause.says("a", "phone");
    let mut spec = Spec {
        device: if phone_field {
            None
        } else {
            clause.take_device()
        },
        ..Spec::default()
    };
    let contains = clause.place_of(CONTAINS).unwrap_or(usize::MAX);
    // "an iphone screen with a search bar": the screen is what is drawn.
    let noun = clause
        .noun()
        .filter(|(_, place)| spec.device.is_none() || *place < contains);
    let (subject, noun_place) = match noun {
        Some(_) => clause.take_noun()?,
        None if spec.device.is_some() => (Subject::Screen, 0),
        // "write Hello world".
        None if clause.mentions("write type") => (Subject::Text, 0),
        None => return None,
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
    if subject.is_section() {
        clause.accept("card cards");
    }
    // "a checkbox list with 3 items" are three check boxes.
    if matches!(
        subject,
        Subject::Checkbox | Subject::Radio | Subject::Toggle
    ) {
        clause.accept("list group");
        spec.count = spec.count.or(spec.items);
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

fn count_and_arrangement(
    clause: &mut Clause,
    spec: &mut Spec,
    subject: Subject,
    noun_place: usize,
) {
    if clause.mentions("grid") {
        if let Some((columns, rows)) = clause.take_size() {
            spec.count = Some(whole(columns * rows));
            spec.arrangement = Some(Arrangement::Grid(whole(columns)));
        }
        if let Some(columns) = take_count(clause, &["# columns|column|cols"]) {
            spec.arrangement = Some(Arrangement::Grid(columns));
        }
        clause.take("grid");
        if let Some(count) = take_count(clause, &["#n"]) {
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
    let mut two_rows = None;
    if matches!(
        subject,
        Subject::Table | Subject::List | Subject::Settings | Subject::Chat
    ) {
        spec.columns = take_count(clause, &["# columns|column|cols|col"]);
        spec.rows = take_count(clause, &["# rows|row"]);
        spec.items = take_count(
            clause,
            &["# items|entries|item|entry|lines|elements|messages|people|options"],
        );
        if spec.columns.is_none()
            && spec.rows.is_none()
            && subject == Subject::Table
            && let Some((columns, rows)) = clause
                .take_size()
                .filter(|(columns, rows)| *columns <= 20.0 && *rows <= 40.0)
        {
            spec.columns = Some(whole(columns));
            spec.rows = Some(whole(rows));
        }
    } else if let Some(columns) = take_count(clause, &["# columns|column|cols"]) {
        spec.arrangement = Some(Arrangement::Grid(columns));
        spec.columns = Some(columns);
        two_rows = Some(columns * 2);
    } else if let Some(rows) = take_count(clause, &["# rows"]) {
        spec.rows = Some(rows);
    }
    if clause
        .take_any(&[
            "row",
            "side side",
            "next each other",
            "beside each other",
            "horizontally",
            "horizontal row",
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
            "column",
            "stacked",
            "stack",
            "vertically",
            "below each other",
            "under each other",
            "on top each other",
            "vertical",
            "upright",
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
    if spec.count.is_none() && clause.mentions("couple") {
        spec.count = Some(2);
    }
    if spec.count.is_none() && clause.mentions("few several") {
        spec.count = Some(3);
    }
    clause.accept("several pair");
    if let Some(count) = clause.take_count_before(noun_place) {
        spec.count = spec.count.or(Some(whole(count)));
    }
    if let (Some(Arrangement::Row | Arrangement::Column), None) = (spec.arrangement, spec.count) {
        // "a row of cards" is more than one.
        if !matches!(subject, Subject::Table) && !subject.is_section() && subject != Subject::Board
        {
            spec.count = take_count(clause, &["#n"]).or(Some(3));
        }
    }
    // "two columns of cards" are more than two cards.
    spec.count = spec.count.or(two_rows);
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
fn contained<'a>(
    clause: &mut Clause<'a>,
    mut parts: Clause<'a>,
    spec: &mut Spec,
    subject: Subject,
) {
    if matches!(subject, Subject::Form | Subject::Contact)
        || (subject.is_section() && parts.mentions("fields"))
    {
        let fields: Vec<String> = field_names(&mut parts);
        if subject == Subject::Form {
            spec.fields = fields;
        }
    }
    if !subject.holds_parts() || subject == Subject::Form {
        spec.labels.extend(parts.take_texts());
        spec.name = spec.name.take().or_else(|| parts.take_name());
        count_inside(&mut parts, spec, subject);
        attributes(&mut parts, spec, subject);
        if !spec.labels.is_empty() {
            parts.accept(
                "text label title caption words heading headline placeholder labels titles",
            );
        }
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
    let one_word = FIELDS
        .split_ascii_whitespace()
        .collect::<Vec<_>>()
        .join("|");
    let mut fields: Vec<(usize, String)> = Vec::new();
    while let Some(hit) = parts.take_any(&[
        "first|last|full|family|company name",
        "phone|card|house number",
        "zip|post code",
        "email address",
        &one_word,
    ]) {
        let words = hit.words.join(" ");
        let mut letters = words.chars();
        let label = letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect())
            .unwrap_or_default();
        fields.push((hit.place, label));
    }
    parts.accept("fields field inputs input");
    fields.sort_by_key(|(place, _)| *place);
    fields.into_iter().map(|(_, label)| label).collect()
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
            while kept.last().is_some_and(|word| {
                listed(
                    "app application website site company business startup product page",
                    &word.to_lowercase(),
                )
            }) && kept.len() > 1
            {
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
