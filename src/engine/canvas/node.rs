//! A layer to be drawn: its kind, its properties and the layers inside it.
//!
//! The doc comments of the fields are what the model reads: the tool schema is derived from these
//! types. They are therefore written for the model, in one short sentence each, with units.

use serde::{Deserialize, Serialize};

use crate::engine::json;

use super::paint::{Fill, Radius, Shadow, Stroke};

/// What a layer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum NodeKind {
    /// A frame that holds other layers: a screen, a card, a button, a row.
    Board,
    /// A rectangle.
    Rectangle,
    /// A circle or an oval.
    Ellipse,
    /// A straight line from the top left to the bottom right corner of its box.
    Line,
    /// A free form, given as SVG path data in `d`.
    Path,
    /// Text.
    Text,
    /// Layers that move together and have no look of their own.
    Group,
}

impl NodeKind {
    /// The kind as it is written in JSON and shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Rectangle => "rectangle",
            Self::Ellipse => "ellipse",
            Self::Line => "line",
            Self::Path => "path",
            Self::Text => "text",
            Self::Group => "group",
        }
    }

    /// Whether layers can be put inside.
    pub const fn holds_children(self) -> bool {
        matches!(self, Self::Board | Self::Group)
    }
}

/// One layer to draw, with the layers inside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(remote = "Self", rename_all = "camelCase")]
pub struct Node {
    /// What to draw.
    #[serde(rename = "type")]
    pub kind: NodeKind,
    /// How it looks and where it is.
    #[cfg_attr(test, schemars(flatten))]
    pub properties: Properties,
    /// Layers inside a board or group, from back to front. Always write this field last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Self>,
}

json::flat_properties!(Node, &["type", "children"]);

impl Node {
    /// A layer of `kind` with nothing said about it yet.
    pub fn new(kind: NodeKind) -> Self {
        Self {
            kind,
            properties: Properties::default(),
            children: Vec::new(),
        }
    }

    /// How many layers this is, itself included.
    pub fn count(&self) -> usize {
        1 + self.children.iter().map(Self::count).sum::<usize>()
    }
}

/// Everything that can be said about a layer; all of it optional.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Properties {
    /// A name a designer would give, like "Email field".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Left edge in px, from the parent's left edge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<f64>,
    /// Top edge in px, from the parent's top edge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y: Option<f64>,
    /// Width in px.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<f64>,
    /// Height in px.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<f64>,
    /// "#rrggbb", "none", or a gradient. For text: its colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fill: Option<Fill>,
    /// Outline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stroke: Option<Stroke>,
    /// Corner radius in px: one number, or [topLeft, topRight, bottomRight, bottomLeft].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub radius: Option<Radius>,
    /// 0 (invisible) to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opacity: Option<f64>,
    /// Clockwise degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rotation: Option<f64>,
    /// Drop shadow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shadow: Option<Shadow>,
    /// True to hide the layer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden: Option<bool>,
    /// The words of a text layer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Text size in px.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font_size: Option<f64>,
    /// Text weight, 100 to 900.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font_weight: Option<u16>,
    /// Font family by its exact name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font_family: Option<String>,
    /// Line height as a multiple of the text size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_height: Option<f64>,
    /// Letter spacing in px.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letter_spacing: Option<f64>,
    /// Horizontal alignment of text in its box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_align: Option<TextAlign>,
    /// Vertical alignment of text in its box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vertical_align: Option<VerticalAlign>,
    /// SVG path data of a path, in px from the parent's top left corner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub d: Option<String>,
    /// Lays out the children of a board in a row or column; their x and y are then ignored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layout: Option<Layout>,
    /// Width inside a layout: fix (its own), fill (the rest) or auto (its content).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizontal_sizing: Option<Sizing>,
    /// Height inside a layout: fix (its own), fill (the rest) or auto (its content).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vertical_sizing: Option<Sizing>,
}

/// Horizontal text alignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum TextAlign {
    /// To the left.
    Left,
    /// Centred.
    Center,
    /// To the right.
    Right,
    /// Stretched to both edges.
    Justify,
}

/// Vertical text alignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum VerticalAlign {
    /// At the top.
    Top,
    /// In the middle.
    Center,
    /// At the bottom.
    Bottom,
}

/// How a layer gets its size inside a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Sizing {
    /// Its own width or height.
    Fix,
    /// Whatever the parent has left.
    Fill,
    /// As much as its content needs.
    Auto,
}

/// Flex layout of a board.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Layout {
    /// row (default) or column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Space between children in px.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap: Option<f64>,
    /// Inner space in px: one number, or [top, right, bottom, left].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub padding: Option<Sides>,
    /// Placement across the direction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub align: Option<LayoutAlign>,
    /// Placement along the direction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub justify: Option<LayoutJustify>,
    /// True to continue on a new line when the space is used up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wrap: Option<bool>,
}

/// Direction of a layout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    #[default]
    Row,
    /// Top to bottom.
    Column,
}

/// Placement of children across the direction of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum LayoutAlign {
    /// At the start.
    Start,
    /// In the middle.
    Center,
    /// At the end.
    End,
    /// As large as the parent.
    Stretch,
}

/// Placement of children along the direction of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LayoutJustify {
    /// At the start.
    Start,
    /// In the middle.
    Center,
    /// At the end.
    End,
    /// First and last at the edges, equal space between.
    SpaceBetween,
    /// Equal space around each.
    SpaceAround,
    /// Equal space between all and the edges.
    SpaceEvenly,
}

/// One number for all four sides, or `[top, right, bottom, left]`, in px.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Sides {
    /// The same on all sides.
    All(f64),
    /// Top, right, bottom, left.
    Each([f64; 4]),
}

impl<'de> Deserialize<'de> for Sides {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        match json::one_or_four(&value) {
            Ok(Ok(all)) => Ok(Self::All(all)),
            Ok(Err(each)) => Ok(Self::Each(each)),
            Err(error) => Err(serde::de::Error::custom(error)),
        }
    }
}
