//! Checks of what a model wants to draw or change, before the host sees it.
//!
//! Invariant: what passes here has finite numbers, possible sizes and the parts its kind needs. The
//! messages are written for the model: they name the field and say what would be right.

use super::node::{NodeKind, Properties};

/// Largest coordinate or size, px. The host refuses beyond 2^31; nobody designs beyond a million.
const LARGEST_PX: f64 = 1_000_000.0;

/// Why a layer cannot be drawn or changed as asked.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NodeProblem {
    /// A number is outside what is possible.
    #[error("{field} is {value}; it must be {expected}")]
    OutOfRange {
        /// Which field.
        field: &'static str,
        /// What it was.
        value: f64,
        /// What it may be.
        expected: &'static str,
    },
    /// A kind needs a field that is not there.
    #[error("a {kind} needs \"{field}\"")]
    Missing {
        /// The kind.
        kind: &'static str,
        /// The field.
        field: &'static str,
    },
}

/// Checks a layer that is to be created.
pub fn check_node(kind: NodeKind, properties: &Properties) -> Result<(), NodeProblem> {
    let missing = |field| {
        Err(NodeProblem::Missing {
            kind: kind.name(),
            field,
        })
    };
    match kind {
        NodeKind::Text if properties.text.as_deref().is_none_or(str::is_empty) => missing("text"),
        NodeKind::Path if properties.d.as_deref().is_none_or(str::is_empty) => missing("d"),
        NodeKind::Board
        | NodeKind::Rectangle
        | NodeKind::Ellipse
        | NodeKind::Line
        | NodeKind::Path
        | NodeKind::Text
        | NodeKind::Group => check_properties(properties, kind == NodeKind::Line),
    }
}

/// Checks properties that are to be set. A line may have no width or no height, nothing else may.
pub fn check_properties(properties: &Properties, is_line: bool) -> Result<(), NodeProblem> {
    let size = if is_line {
        (0.0, "0 or more")
    } else {
        (f64::MIN_POSITIVE, "greater than 0")
    };
    check(
        "x",
        properties.x,
        -LARGEST_PX,
        LARGEST_PX,
        "a coordinate in px",
    )?;
    check(
        "y",
        properties.y,
        -LARGEST_PX,
        LARGEST_PX,
        "a coordinate in px",
    )?;
    check("width", properties.width, size.0, LARGEST_PX, size.1)?;
    check("height", properties.height, size.0, LARGEST_PX, size.1)?;
    check("opacity", properties.opacity, 0.0, 1.0, "0 to 1")?;
    check("rotation", properties.rotation, -3600.0, 3600.0, "degrees")?;
    check(
        "fontSize",
        properties.font_size,
        1.0,
        2000.0,
        "1 to 2000 px",
    )?;
    check(
        "fontWeight",
        properties.font_weight.map(f64::from),
        1.0,
        1000.0,
        "100 to 900",
    )?;
    check(
        "lineHeight",
        properties.line_height,
        0.1,
        10.0,
        "a multiple of the text size",
    )?;
    let stroke = properties.stroke.as_ref().map(|stroke| stroke.width);
    check("stroke.width", stroke, 0.0, 1000.0, "0 or more")
}

fn check(
    field: &'static str,
    value: Option<f64>,
    least: f64,
    most: f64,
    expected: &'static str,
) -> Result<(), NodeProblem> {
    match value {
        Some(value) if !(least..=most).contains(&value) => Err(NodeProblem::OutOfRange {
            field,
            value,
            expected,
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impossible_numbers_are_named() {
        let properties = Properties {
            width: Some(-4.0),
            ..Properties::default()
        };
        let problem = check_node(NodeKind::Rectangle, &properties).unwrap_err();
        assert_eq!(
            problem.to_string(),
            "width is -4; it must be greater than 0"
        );
        let properties = Properties {
            x: Some(f64::NAN),
            ..Properties::default()
        };
        assert!(check_node(NodeKind::Rectangle, &properties).is_err());
        let line = Properties {
            width: Some(80.0),
            height: Some(0.0),
            ..Properties::default()
        };
        assert_eq!(check_node(NodeKind::Line, &line), Ok(()));
        assert!(check_node(NodeKind::Ellipse, &line).is_err());
    }

    #[test]
    fn a_text_needs_words() {
        let problem = check_node(NodeKind::Text, &Properties::default()).unwrap_err();
        assert_eq!(problem.to_string(), "a text needs \"text\"");
    }
}
