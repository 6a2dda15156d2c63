//! Plain shapes and words: colours mean exactly their CSS value here.

use crate::engine::canvas::{Node, NodeKind, Stroke, StrokeAlign, StrokeStyle};
use crate::engine::interpreter::colors::{fixed, readable_on};
use crate::engine::interpreter::spec::{Spec, Subject};

use super::layer::{Layer, board, layer, text};
use super::theme::Theme;

const PARAGRAPH: &str = "Good design is quiet. It puts the important thing first, leaves out what \
    nobody needs, and lets people get on with their day.";

/// A rectangle, square, circle or ellipse; with words in it, a board of that form.
pub(super) fn shape(
    spec: &Spec,
    subject: Subject,
    label: Option<&str>,
    width: f64,
    height: f64,
) -> Node {
    let fill = spec
        .fill
        .as_ref()
        .map_or_else(|| fixed("#cbd3dd"), |tint| tint.exact.clone());
    let (name, round) = match subject {
        Subject::Square => ("Square", false),
        Subject::Circle => ("Circle", true),
        Subject::Ellipse => ("Ellipse", true),
        _ => ("Rectangle", false),
    };
    let mut node = match label {
        Some(_) => board(name),
        None if round => layer(NodeKind::Ellipse, name),
        None => layer(NodeKind::Rectangle, name),
    };
    node.sized(width, height).paint(&fill);
    if let Some(label) = label {
        let ink = spec
            .ink
            .as_ref()
            .map_or_else(|| readable_on(&fill), |tint| tint.exact.clone());
        let mut words = text(label);
        words
            .font(spec.font_size.unwrap_or(16.0), 500)
            .paint(&ink)
            .text_centered();
        node.row(0.0).centered();
        node.children.push(words);
        if round {
            node.rounded(width.min(height) / 2.0);
        }
    }
    node
}

/// A line, lying or upright.
pub(super) fn line(spec: &Spec, scale: f64) -> Node {
    let length = (200.0 * scale).round();
    let (width, height) = if spec.upright {
        (spec.width.unwrap_or(0.0), spec.height.unwrap_or(length))
    } else {
        (spec.width.unwrap_or(length), spec.height.unwrap_or(0.0))
    };
    let color = spec
        .fill
        .as_ref()
        .or(spec.outline.as_ref())
        .map_or_else(|| fixed("#14181f"), |tint| tint.exact.clone());
    let mut node = Node::new(NodeKind::Line);
    node.named("Line").sized(width, height);
    node.properties.stroke = Some(Stroke {
        color,
        width: spec.outline_width.unwrap_or(2.0),
        align: Some(StrokeAlign::Center),
        style: spec.dashed.then_some(StrokeStyle::Dashed),
    });
    node
}

/// A polygon in a box of its own, so that it can be placed like any other shape.
pub(super) fn free_form(spec: &Spec, subject: Subject, width: f64, height: f64) -> Node {
    // The corners in hundredths of the box: x y x y …
    let (name, points) = match subject {
        Subject::Star => (
            "Star",
            "50 0 62 36 100 38 70 61 81 100 50 77 19 100 30 61 0 38 38 36",
        ),
        Subject::Arrow => ("Arrow", "0 35 60 35 60 10 100 50 60 90 60 65 0 65"),
        Subject::Diamond => ("Diamond", "50 0 100 50 50 100 0 50"),
        Subject::Hexagon => ("Hexagon", "25 0 75 0 100 50 75 100 25 100 0 50"),
        Subject::Heart => (
            "Heart",
            "50 95 10 55 0 30 10 10 28 5 42 10 50 22 58 10 72 5 90 10 100 30 90 55",
        ),
        _ => ("Triangle", "50 0 100 100 0 100"),
    };
    let mut outline = String::from("M");
    for (place, hundredths) in points.split(' ').enumerate() {
        let side = if place % 2 == 0 { width } else { height };
        let hundredths: f64 = hundredths.parse().unwrap_or(0.0);
        if place > 0 && place % 2 == 0 {
            outline.push_str(" L");
        }
        outline.push(' ');
        outline.push_str(&(hundredths * side / 100.0).round().to_string());
    }
    let fill = spec
        .fill
        .as_ref()
        .map_or_else(|| fixed("#cbd3dd"), |tint| tint.exact.clone());
    let mut path = layer(NodeKind::Path, "Form");
    path.paint(&fill);
    path.properties.d = Some(outline + " Z");
    let mut node = board(name);
    node.sized(width, height);
    node.children.push(path);
    node
}

/// A text, heading or paragraph.
pub(super) fn words(spec: &Spec, subject: Subject, label: Option<&str>, theme: &Theme) -> Node {
    let (fallback, size, weight) = match subject {
        Subject::Heading => ("Heading", 32.0, 700),
        Subject::Paragraph => (PARAGRAPH, 16.0, 400),
        _ => ("Text", 16.0, 400),
    };
    let ink = spec
        .ink
        .as_ref()
        .or(spec.fill.as_ref())
        .map_or(&theme.text, |tint| &tint.exact);
    let size = spec
        .font_size
        .unwrap_or((size * spec.scale.unwrap_or(1.0)).round());
    let mut node = text(label.unwrap_or(fallback));
    node.font(size, spec.font_weight.unwrap_or(weight))
        .paint(ink);
    let narrow = (subject == Subject::Paragraph).then_some(480.0);
    node.properties.width = spec.width.or(narrow);
    node
}
