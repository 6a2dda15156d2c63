//! The canvas as the interpreter sees it: the JSON that comes with a message, or a tool's answer.
//!
//! Reads leniently: any object with an `id` and a `type` is a layer, wherever it stands. Invariant:
//! total on any text; unreadable text is an empty canvas.
//!
//! ```json
//! {"page":{"name":"Page 1"},"selection":[{"id":"s3","type":"text","x":0,"y":0,"parent":"s1"}],"shapes":[]}
//! ```

use serde_json::Value;

use crate::engine::canvas::Properties;
use crate::engine::json;

/// A layer that is there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Layer {
    /// Its short id.
    pub(crate) id: String,
    /// Its kind: "rectangle".
    pub(crate) kind: String,
    /// The layer it lies in, if that is known.
    pub(crate) parent: Option<String>,
    /// What is known of its place and look.
    pub(crate) properties: Properties,
}

impl Layer {
    /// Its name, or what it is.
    pub(crate) fn label(&self) -> &str {
        self.properties.name.as_deref().unwrap_or(&self.kind)
    }

    /// Left, top, width and height, if all are known.
    pub(crate) fn bounds(&self) -> Option<[f64; 4]> {
        let Properties {
            x,
            y,
            width,
            height,
            ..
        } = &self.properties;
        Some([(*x)?, (*y)?, (*width)?, (*height)?])
    }

    /// Whether it is text.
    pub(crate) fn is_text(&self) -> bool {
        self.kind == "text"
    }

    /// Whether it can hold layers.
    pub(crate) fn is_container(&self) -> bool {
        matches!(
            self.kind.as_str(),
            "board" | "group" | "frame" | "boolean" | "component"
        )
    }
}

/// The page, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Canvas {
    /// Whether there is a canvas at all.
    pub(crate) connected: bool,
    /// The page's name.
    pub(crate) page: Option<String>,
    /// What is selected.
    pub(crate) selection: Vec<Layer>,
    /// The layers at the top of the page.
    pub(crate) shapes: Vec<Layer>,
}

impl Canvas {
    /// Reads the context of a message.
    pub(crate) fn read(context: &str) -> Self {
        if context.trim().is_empty() {
            return Self::default();
        }
        let value: Value = serde_json::from_str(context).unwrap_or(Value::Null);
        let list = |key: &str| {
            let mut out = Vec::new();
            if let Some(value) = value.get(key) {
                collect(value, None, &mut out);
            }
            out
        };
        Self {
            connected: true,
            page: value
                .pointer("/page/name")
                .and_then(Value::as_str)
                .map(str::to_owned),
            selection: list("selection"),
            shapes: list("shapes"),
        }
    }

    /// The layer called `id`, if the context knows it.
    pub(crate) fn layer(&self, id: &str) -> Option<&Layer> {
        self.shapes
            .iter()
            .chain(&self.selection)
            .find(|layer| layer.id == id)
    }

    /// Layers whose kind or name fits `word`.
    pub(crate) fn called(&self, word: &str) -> Vec<&Layer> {
        called(&self.shapes, word)
    }
}

/// Those of `layers` whose kind or name fits `word`; names first.
pub(crate) fn called<'a>(layers: &'a [Layer], word: &str) -> Vec<&'a Layer> {
    let word = word.to_lowercase();
    let named: Vec<&Layer> = layers
        .iter()
        .filter(|layer| {
            let label = layer.label().to_lowercase();
            label == word
                || label
                    .split(|letter: char| !letter.is_alphanumeric())
                    .any(|part| super::vocabulary::singular(part) == word)
        })
        .collect();
    if !named.is_empty() {
        return named;
    }
    let kind = match word.as_str() {
        "rect" | "box" | "square" => "rectangle",
        "circle" | "oval" => "ellipse",
        "frame" | "container" => "board",
        "label" | "heading" | "title" | "headline" | "paragraph" | "caption" => "text",
        word => word,
    };
    layers.iter().filter(|layer| layer.kind == kind).collect()
}

/// Every layer in a tool's answer, outer ones before inner ones.
pub(crate) fn layers_in(content: &str) -> Vec<Layer> {
    let mut out = Vec::new();
    // Remarks may stand in the lines below the JSON.
    let json = content.lines().next().unwrap_or_default();
    if let Ok(value) = serde_json::from_str::<Value>(json) {
        collect(&value, None, &mut out);
    }
    out
}

fn collect(value: &Value, parent: Option<&str>, out: &mut Vec<Layer>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, parent, out)),
        Value::Object(members) => {
            let text = |key: &str| members.get(key).and_then(Value::as_str);
            let mut inner = parent;
            if let (Some(id), Some(kind)) = (text("id"), text("type")) {
                out.push(Layer {
                    id: id.to_owned(),
                    kind: kind.to_owned(),
                    parent: text("parent")
                        .or(text("parentId"))
                        .or(parent)
                        .map(str::to_owned),
                    properties: lenient(members),
                });
                inner = Some(id);
            }
            for value in members.values() {
                if value.is_array() || value.is_object() {
                    collect(value, inner, out);
                }
            }
        }
        _ => {}
    }
}

/// The properties that can be read; one unreadable member does not spoil the others.
fn lenient(members: &serde_json::Map<String, Value>) -> Properties {
    let whole: serde_json::Map<String, Value> = members
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    json::from_value(&Value::Object(whole.clone())).unwrap_or_else(|_| {
        let readable = whole
            .into_iter()
            .filter(|(key, value)| {
                let one = [(key.clone(), value.clone())].into_iter().collect();
                json::from_value::<Properties>(&Value::Object(one)).is_ok()
            })
            .collect();
        json::from_value(&Value::Object(readable)).unwrap_or_default()
    })
}
