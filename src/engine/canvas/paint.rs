//! Colours, fills, outlines, shadows and corners.
//!
//! Invariant: a [`Color`] that was parsed is always `#rrggbb` or `#rrggbbaa` in lower case, because
//! three-digit colours pass the host's validation and are then painted wrongly.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::engine::json;

/// A colour as `#rrggbb` or `#rrggbbaa`, lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Color(String);

impl Default for Color {
    /// Black.
    fn default() -> Self {
        Self("#000000".to_owned())
    }
}

/// Why a text is not a colour; the message is written for the model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a colour; write \"#rrggbb\" or \"#rrggbbaa\"")]
pub struct ColorError(pub String);

impl Color {
    /// Parses `#rgb`, `#rrggbb` and `#rrggbbaa`, with or without the `#`, in any case.
    pub fn parse(text: &str) -> Result<Self, ColorError> {
        let digits = text.trim().trim_start_matches('#').to_ascii_lowercase();
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        match digits.len() {
            3 if is_hex => Ok(Self(digits.chars().fold(
                "#".to_owned(),
                |mut color, digit| {
                    color.push(digit);
                    color.push(digit);
                    color
                },
            ))),
            6 | 8 if is_hex => Ok(Self(format!("#{digits}"))),
            _ => Err(ColorError(text.to_owned())),
        }
    }

    /// The colour as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// What a shape is filled with.
#[derive(Clone, Debug, PartialEq)]
pub enum Fill {
    /// Nothing; written `"none"`.
    None,
    /// One colour; written `"#rrggbb"`.
    Solid(Color),
    /// A gradient; written as an object.
    Gradient(Gradient),
}

impl Serialize for Fill {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_str("none"),
            Self::Solid(color) => color.serialize(serializer),
            Self::Gradient(gradient) => gradient.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Fill {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        match value.as_str() {
            Some(text) if text.eq_ignore_ascii_case("none") || text == "transparent" => {
                Ok(Self::None)
            }
            Some(text) => Color::parse(text)
                .map(Self::Solid)
                .map_err(serde::de::Error::custom),
            None => json::from_value(&value)
                .map(Self::Gradient)
                .map_err(serde::de::Error::custom),
        }
    }
}

/// A gradient over the box of a shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Gradient {
    /// linear or radial.
    pub gradient: GradientKind,
    /// Direction of a linear gradient in degrees: 0 to the right, 90 downwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub angle: Option<f64>,
    /// Two or more colours.
    pub stops: Vec<GradientStop>,
}

/// Kind of gradient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum GradientKind {
    /// Along a line.
    Linear,
    /// From the centre outwards.
    Radial,
}

/// A colour at a place in a gradient.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GradientStop {
    /// The colour.
    pub color: Color,
    /// Its place, 0 to 1.
    pub offset: f64,
}

/// The outline of a shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Stroke {
    /// The colour.
    pub color: Color,
    /// Thickness in px; 0 removes the outline.
    pub width: f64,
    /// Where the outline lies on the edge (default: inner).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub align: Option<StrokeAlign>,
    /// solid (default), dashed or dotted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<StrokeStyle>,
}

/// Where an outline lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum StrokeAlign {
    /// Inside the edge.
    Inner,
    /// On the edge.
    Center,
    /// Outside the edge.
    Outer,
}

/// How an outline is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum StrokeStyle {
    /// One line.
    Solid,
    /// Dashes.
    Dashed,
    /// Dots.
    Dotted,
}

/// A drop shadow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Shadow {
    /// To the right, in px.
    pub x: f64,
    /// Downwards, in px.
    pub y: f64,
    /// Softness in px.
    pub blur: f64,
    /// Growth in px.
    #[serde(default)]
    pub spread: f64,
    /// The colour, with its transparency.
    pub color: Color,
}

/// One radius for all corners, or `[topLeft, topRight, bottomRight, bottomLeft]`, in px.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Radius {
    /// The same at all corners.
    All(f64),
    /// Top left, top right, bottom right, bottom left.
    Each([f64; 4]),
}

impl<'de> Deserialize<'de> for Radius {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        match json::one_or_four(&value) {
            Ok(Ok(all)) => Ok(Self::All(all)),
            Ok(Err(each)) => Ok(Self::Each(each)),
            Err(error) => Err(serde::de::Error::custom(error)),
        }
    }
}

#[cfg(test)]
#[path = "paint_schema.rs"]
mod schema;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_normalised_and_refused_with_a_remedy() {
        assert_eq!(Color::parse("#FFF").unwrap().as_str(), "#ffffff");
        assert_eq!(Color::parse("6911D4").unwrap().as_str(), "#6911d4");
        assert_eq!(Color::parse("#00000080").unwrap().as_str(), "#00000080");
        let refused = Color::parse("red").unwrap_err();
        assert_eq!(
            refused.to_string(),
            "\"red\" is not a colour; write \"#rrggbb\" or \"#rrggbbaa\""
        );
    }

    #[test]
    fn a_fill_is_read_as_it_is_written() {
        for written in [r#""none""#, r##""#ff0000""##] {
            let fill: Fill = serde_json::from_str(written).unwrap();
            assert_eq!(serde_json::to_string(&fill).unwrap(), written);
        }
        let gradient = r##"{"gradient":"linear","angle":90.0,"stops":[{"color":"#000000","offset":0.0},{"color":"#ffffff","offset":1.0}]}"##;
        let fill: Fill = serde_json::from_str(gradient).unwrap();
        assert!(matches!(&fill, Fill::Gradient(gradient) if gradient.stops.len() == 2));
        assert_eq!(serde_json::to_string(&fill).unwrap(), gradient);
    }
}
