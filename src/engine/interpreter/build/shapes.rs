//! Plain shapes and words: colours mean exactly their CSS value here.

use crate::engine::canvas::{Node, NodeKind, Stroke, StrokeAlign, StrokeStyle};
use crate::engine::interpreter::colors::{fixed, readable_on};
use crate::engine::interpreter::spec::{Spec, Subject};

use super::layer::{Layer, board, ellipse, rectangle, text};
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
    let node = match label {
        Some(label) => {
            let node = board(name).sized(width, height).row(0.0).centered();
            let ink = spec
                .ink
                .as_ref()
                .map_or_else(|| readable_on(&fill), |tint| tint.exact.clone());
            let words = text(label, spec.font_size.unwrap_or(16.0), 500, &ink).text_centered();
            let node = node.and(words);
            if round {
                node.rounded(width.min(height) / 2.0)
            } else {
                node
            }
        }
        None if round => ellipse(name, width, height),
        None => rectangle(name, width, height),
    };
    node.paint(&fill)
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
    let mut node = Node::new(NodeKind::Line).named("Line").sized(width, height);
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
    const TRIANGLE: &[(f64, f64)] = &[(0.5, 0.0), (1.0, 1.0), (0.0, 1.0)];
    const DIAMOND: &[(f64, f64)] = &[(0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)];
    const HEXAGON: &[(f64, f64)] = &[
        (0.25, 0.0),
        (0.75, 0.0),
        (1.0, 0.5),
        (0.75, 1.0),
        (0.25, 1.0),
        (0.0, 0.5),
    ];
    const STAR: &[(f64, f64)] = &[
        (0.5, 0.0),
        (0.62, 0.36),
        (1.0, 0.38),
        (0.7, 0.61),
        (0.81, 1.0),
        (0.5, 0.77),
        (0.19, 1.0),
        (0.3, 0.61),
        (0.0, 0.38),
        (0.38, 0.36),
    ];
    const ARROW: &[(f64, f64)] = &[
        (0.0, 0.35),
        (0.6, 0.35),
        (0.6, 0.1),
        (1.0, 0.5),
        (0.6, 0.9),
        (0.6, 0.65),
        (0.0, 0.65),
    ];
    const HEART: &[(f64, f64)] = &[
        (0.5, 0.95),
        (0.1, 0.55),
        (0.0, 0.3),
        (0.1, 0.1),
        (0.28, 0.05),
        (0.42, 0.1),
        (0.5, 0.22),
        (0.58, 0.1),
        (0.72, 0.05),
        (0.9, 0.1),
        (1.0, 0.3),
        (0.9, 0.55),
    ];
    let (name, points) = match subject {
        Subject::Star => ("Star", STAR),
        Subject::Arrow => ("Arrow", ARROW),
        Subject::Diamond => ("Diamond", DIAMOND),
        Subject::Hexagon => ("Hexagon", HEXAGON),
        Subject::Heart => ("Heart", HEART),
        _ => ("Triangle", TRIANGLE),
    };
    let corners: Vec<String> = points
        .iter()
        .map(|(x, y)| format!("{} {}", (x * width).round(), (y * height).round()))
        .collect();
    let fill = spec
        .fill
        .as_ref()
        .map_or_else(|| fixed("#cbd3dd"), |tint| tint.exact.clone());
    let mut path = Node::new(NodeKind::Path).named("Form").paint(&fill);
    path.properties.d = Some(format!("M {} Z", corners.join(" L ")));
    board(name).bare().sized(width, height).with(vec![path])
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
    let node = text(
        label.unwrap_or(fallback),
        size,
        spec.font_weight.unwrap_or(weight),
        ink,
    );
    match (spec.width, subject) {
        (Some(width), _) => node.wide(width),
        (None, Subject::Paragraph) => node.wide(480.0),
        (None, _) => node,
    }
}
