//! Shapes, words and single controls, with the sizes and looks that were asked for.

use crate::engine::canvas::{Color, Node, NodeKind, Stroke, StrokeAlign};
use crate::engine::interpreter::colors::{fixed, mix, readable_on};
use crate::engine::interpreter::spec::{Device, Spec, Subject};

use super::brief::Brief;
use super::data::{list, table, table_width};
use super::decorate::decorate;
use super::icons::icon;
use super::layer::{Layer, board, layer, text};
use super::measure::text_width;
use super::shapes::{free_form, line, shape, words};
use super::sketch::{sketch, sketch_around};
use super::{brief_of, build_one, label_at};

/// Initials of the people in avatars.
const PEOPLE: &str = "MK JO AS TL YM LB";

/// One shape, text or control.
pub(crate) fn primitive(spec: &Spec, subject: Subject, place: usize) -> Node {
    let brief = &brief_of(spec, place, 1);
    let label = label_at(spec, place);
    let scale = spec.scale.unwrap_or(1.0);
    let size = |width: f64, height: f64| {
        (
            spec.width.unwrap_or((width * scale).round()),
            spec.height.unwrap_or((height * scale).round()),
        )
    };
    let side = |side: f64| {
        let given = spec.width.or(spec.height);
        given.unwrap_or((side * scale).round())
    };
    let part = |name: &str, texts: &[&str]| sketch(brief, name, texts);
    let sized = |name: &str, texts: &[&str], (width, height): (f64, f64)| {
        let mut node = sketch(brief, name, texts);
        node.sized(width, height);
        node
    };
    match subject {
        Subject::Square | Subject::Circle => {
            let side = side(120.0);
            shape(spec, subject, label, side, spec.height.unwrap_or(side))
        }
        Subject::Line => line(spec, scale),
        Subject::Triangle
        | Subject::Star
        | Subject::Arrow
        | Subject::Diamond
        | Subject::Hexagon
        | Subject::Heart => {
            let side = side(120.0);
            free_form(spec, subject, side, spec.height.unwrap_or(side))
        }
        Subject::Text | Subject::Heading | Subject::Paragraph => {
            words(spec, subject, label, &brief.theme)
        }
        Subject::Board => container(spec, "Board", size(400.0, 300.0)),
        Subject::Screen => {
            let device = spec.device.unwrap_or(DESKTOP);
            let size = (
                spec.width.unwrap_or(device.width),
                spec.height.unwrap_or(device.height),
            );
            container(spec, device.name, size)
        }
        Subject::Card => card(spec, place),
        Subject::Button => button_of(spec, label, brief, scale),
        Subject::Input => match label {
            Some(label) if spec.height.is_none() => {
                wide(part("field", &[label]), size(320.0, 44.0).0)
            }
            label => {
                let words = label.unwrap_or("Type here");
                sized("input", &[words, "Input"], size(320.0, 44.0))
            }
        },
        Subject::TextArea => {
            let words = [label.unwrap_or("Message"), "Write here"];
            wide(part("area", &words), size(320.0, 0.0).0)
        }
        Subject::Search => sized("search", &[label.unwrap_or("Search")], size(320.0, 44.0)),
        Subject::Select => sized(
            "select",
            &[label.unwrap_or("Choose one")],
            size(320.0, 44.0),
        ),
        Subject::Badge => part("badge", &[label.unwrap_or("New")]),
        Subject::Avatar => {
            let initials = PEOPLE.split(' ').nth(place % 6).unwrap_or_default();
            let side = side(48.0).to_string();
            part("avatar", &[label.unwrap_or(initials), &side])
        }
        Subject::Divider => {
            let (width, height) = if spec.upright {
                (spec.width.unwrap_or(1.0), spec.height.unwrap_or(160.0))
            } else {
                size(320.0, 1.0)
            };
            let mut node = layer(NodeKind::Rectangle, "Divider");
            let ink = exact(spec).unwrap_or(&brief.theme.border);
            node.sized(width, height).paint(ink);
            node
        }
        Subject::Image => {
            let mut node = sized("image", &[label.unwrap_or("Image")], size(320.0, 200.0));
            node.rounded(8.0);
            node
        }
        Subject::Icon => {
            let ink = exact(spec).unwrap_or(&brief.theme.text);
            icon(spec.symbol.as_deref().unwrap_or("star"), side(24.0), ink)
        }
        Subject::Logo => part("mark", &[&side(48.0).to_string()]),
        Subject::Checkbox | Subject::Radio | Subject::Toggle => {
            let control = choice(
                subject,
                // Of several radio buttons one is chosen; other choices are made.
                spec.on.unwrap_or(subject != Subject::Radio || place == 0),
            );
            let control = part(control, &[]);
            match label {
                Some(label) => sketch_around(brief, "labelled", &[label], vec![control]),
                None => control,
            }
        }
        Subject::Progress => {
            let (width, height) = size(320.0, 8.0);
            let full = (width * spec.share.unwrap_or(0.6)).round();
            let numbers = [width, height, full].map(|number| number.to_string());
            part("progress", &numbers.each_ref().map(String::as_str))
        }
        Subject::Slider => {
            let width = size(320.0, 20.0).0.max(40.0);
            let place = ((width - 20.0) * spec.share.unwrap_or(0.4)).round();
            let numbers = [width, place, place + 10.0].map(|number| number.to_string());
            part("slider", &numbers.each_ref().map(String::as_str))
        }
        Subject::Table => {
            let columns = spec.columns.unwrap_or(4);
            let rows = spec.rows.or(spec.items).unwrap_or(4);
            let mut node = table(brief, "Table", columns, rows);
            node.properties.width = spec.width.or(Some(table_width(columns)));
            node
        }
        Subject::List => {
            let items = spec.items.or(spec.rows).unwrap_or(4);
            let mut node = list(brief, items, &spec.labels);
            node.properties.width = spec.width.or(Some(360.0));
            node
        }
        _ => {
            let (width, height) = size(160.0, 100.0);
            shape(spec, subject, label, width, height)
        }
    }
}

/// The sketch of a choice that is made or not.
const fn choice(subject: Subject, on: bool) -> &'static str {
    match (subject, on) {
        (Subject::Checkbox, true) => "checkbox-on",
        (Subject::Checkbox, false) => "checkbox-off",
        (Subject::Radio, true) => "radio-on",
        (Subject::Radio, false) => "radio-off",
        (_, true) => "switch-on",
        (_, false) => "switch-off",
    }
}

/// The colour that was asked for.
fn exact(spec: &Spec) -> Option<&Color> {
    spec.fill.as_ref().map(|tint| &tint.exact)
}

/// `node` with a width of its own, where it would otherwise fill its parent.
fn wide(mut node: Node, width: f64) -> Node {
    node.properties.width = Some(width);
    node.properties.horizontal_sizing = None;
    node
}

const DESKTOP: Device = Device {
    name: "Desktop",
    width: 1440.0,
    height: 900.0,
    compact: false,
};

fn button_of(spec: &Spec, label: Option<&str>, brief: &Brief, scale: f64) -> Node {
    let theme = &brief.theme;
    let words = label.unwrap_or("Button");
    let hollow = spec.outlined && spec.outline.is_none();
    let (fill, ink, edge) = match (hollow, &spec.fill) {
        (false, _) => (&theme.accent, &theme.on_accent, &theme.border),
        (true, Some(_)) => (&theme.surface, &theme.accent_text, &theme.accent),
        (true, None) => (&theme.surface, &theme.text, &theme.border),
    };
    let ink = spec.ink.as_ref().map_or(ink, |tint| &tint.exact);
    let mut node = sketch(brief, "button", &[fill.as_str(), ink.as_str(), words]);
    if words == "Button" {
        node.named(words);
    }
    if hollow {
        node.properties.stroke = Some(Stroke {
            color: edge.clone(),
            width: 1.0,
            align: Some(StrokeAlign::Inner),
            style: None,
        });
    }
    if let Some(symbol) = &spec.symbol {
        node.children.insert(0, icon(symbol, 18.0, ink));
    }
    let height = spec.height.unwrap_or((44.0 * scale).round());
    match spec.width {
        Some(width) if spec.symbol.is_none() => fit_button(&mut node, width, height),
        Some(width) => {
            node.sized(width, height);
        }
        None => {
            if height >= 52.0
                && let Some(label) = node.children.last_mut()
            {
                label.properties.font_size = Some(18.0);
                node.padded(0.0, 28.0);
            }
            node.properties.height = Some(height);
        }
    }
    node
}

/// Gives a button a fixed size so that its words stay inside: the padding gives way, then the text
/// size.
fn fit_button(node: &mut Node, width: f64, height: f64) {
    node.sized(width, height);
    let Some(label) = node.children.first_mut() else {
        return;
    };
    let size = if height >= 52.0 {
        17.0
    } else if height < 32.0 {
        13.0
    } else {
        15.0
    };
    label.properties.font_size = Some(size);
    let words = text_width(&label.properties);
    if words > width {
        label.properties.font_size = Some((size * width / words).floor().max(8.0));
    }
    let padding = ((width - words) / 2.0).clamp(0.0, 20.0).floor();
    node.padded(0.0, padding);
}

/// A board, and the layers that were asked for inside it.
fn container(spec: &Spec, name: &str, (width, height): (f64, f64)) -> Node {
    let fill = spec.fill.as_ref().map_or_else(
        || {
            if spec.dark {
                fixed("#181b21")
            } else {
                fixed("#ffffff")
            }
        },
        |tint| tint.exact.clone(),
    );
    let mut node = board(name);
    node.paint(&fill).sized(width, height);
    let parts = parts(spec);
    if parts.is_empty() && label_at(spec, 0).is_none() {
        if let Some(padding) = spec.padding {
            node.column(spec.gap.unwrap_or(16.0))
                .padded(padding, padding);
        }
        return node;
    }
    let padding = spec.padding.unwrap_or(24.0);
    // The top of a phone's screen belongs to its clock.
    let top = if spec.device.is_some_and(|device| device.compact) {
        60.0
    } else {
        padding
    };
    node.column(spec.gap.unwrap_or(16.0)).padded(top, padding);
    if let Some(label) = label_at(spec, 0) {
        let mut title = text(label);
        title
            .font(24.0, 700)
            .paint(&readable_on(&fill))
            .fill_width();
        node.children.push(title);
    }
    node.children.extend(parts);
    // What was asked for must fit: a board without a stated height grows with its parts.
    if spec.height.is_none() && spec.device.is_none() {
        node.properties.height = None;
    }
    node
}

/// The layers named after "with".
fn parts(spec: &Spec) -> Vec<Node> {
    let mut nodes = Vec::new();
    for part in &spec.parts {
        let part = Spec {
            dark: part.dark || spec.dark,
            ..part.clone()
        };
        let fills = part.width.is_none()
            && part.arrangement.is_none()
            && matches!(
                part.subject,
                Some(
                    Subject::Input
                        | Subject::TextArea
                        | Subject::Search
                        | Subject::Select
                        | Subject::Paragraph
                        | Subject::Divider
                        | Subject::Image
                        | Subject::Table
                        | Subject::List
                )
            );
        if fills {
            // Each takes the width of the board, so they stand below each other in it.
            let total = part.count.unwrap_or(1).clamp(1, super::arrange::MOST);
            for place in 0..total {
                let subject = part.subject.unwrap_or(Subject::Input);
                let mut node = primitive(&part, subject, place);
                decorate(&mut node, &part, subject);
                node.fill_width();
                node.properties.width = None;
                nodes.push(node);
            }
        } else {
            nodes.push(super::arrange::build_all(&part));
        }
    }
    nodes
}

fn card(spec: &Spec, place: usize) -> Node {
    let calm = Spec {
        fill: None,
        ..spec.clone()
    };
    let mut brief = brief_of(&calm, place, 1);
    if spec.width.is_none() {
        brief.width = Some((280.0 * spec.scale.unwrap_or(1.0)).round());
    }
    if let Some(tint) = &spec.fill {
        brief.theme.surface = tint.calm.clone();
        brief.theme.text = readable_on(&tint.calm);
        brief.theme.muted = mix(&brief.theme.text, &tint.calm, 0.15);
        brief.theme.border = mix(&tint.calm, &brief.theme.text, 0.1);
    }
    let mut node = sketch(&brief, "card", &[]);
    let mut above = 0;
    for part in &spec.parts {
        let before = node.children.len();
        let mut on_top = true;
        match part.subject {
            Some(Subject::Heading | Subject::Text | Subject::Paragraph)
                if part.labels.is_empty() => {}
            Some(Subject::Image) => {
                node.children.insert(above, sketch(&brief, "picture", &[]));
            }
            Some(Subject::Icon) => {
                let symbol = part.symbol.as_deref().unwrap_or("star");
                node.children
                    .insert(above, sketch(&brief, "tile", &[symbol, "44"]));
            }
            Some(Subject::Avatar | Subject::Badge) => {
                node.children.insert(above, build_one(part, place, 1));
            }
            Some(Subject::Button) => {
                let mut action = super::arrange::build_all(part);
                if part.width.is_none() && part.count.unwrap_or(1) == 1 {
                    action.fill_width();
                }
                node.children.push(action);
                on_top = false;
            }
            _ => {
                on_top = false;
                node.children.extend(parts(&Spec {
                    parts: vec![part.clone()],
                    ..Spec::default()
                }));
            }
        }
        if on_top && node.children.len() > before {
            above += 1;
        }
    }
    node.properties.height = spec.height.or(node.properties.height);
    node
}
