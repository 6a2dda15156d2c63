//! What a model is told about the canvas.
//!
//! Compact JSON: short ids, whole numbers, the selection in full, the rest of the page in short.
//! Invariants: it fits its budget whatever the file holds; it is data (the prompt says so), and text
//! from the canvas appears only inside JSON strings.

use serde_json::{Map, Value, json};

use super::canvas::{Aliases, PageSnapshot, Shape};
use super::json;

/// Most bytes of the context of one message.
pub const CONTEXT_BYTES_MAX: usize = 6 * 1024;

/// Most characters of one text that are passed on.
const TEXT_CHARS_MAX: usize = 200;

/// The canvas as the model is told about it with the person's message.
pub fn describe_canvas(page: &PageSnapshot, selection: &[Shape], aliases: &mut Aliases) -> String {
    let all = page.shapes.len();
    let sizes = (1..=4).rev().map(|depth| (depth, all));
    let smaller = std::iter::successors(Some(all / 2), |count| (*count > 0).then(|| count / 2));
    for (depth, count) in sizes.chain(smaller.map(|count| (1, count))) {
        // Only what is told gets a name: each try names on a copy.
        let mut names = aliases.clone();
        let text = canvas(page, selection, depth, count, &mut names).to_string();
        if text.len() <= CONTEXT_BYTES_MAX {
            *aliases = names;
            return text;
        }
    }
    String::new()
}

fn canvas(
    page: &PageSnapshot,
    selection: &[Shape],
    depth: u32,
    count: usize,
    aliases: &mut Aliases,
) -> Value {
    // A long selection is told as far as the budget for shapes goes, too.
    let selected: Vec<Value> = selection
        .iter()
        .take(if depth > 1 {
            selection.len()
        } else {
            count.max(1)
        })
        .map(|shape| describe(shape, depth, aliases))
        .collect();
    let shapes: Vec<Value> = page
        .shapes
        .iter()
        .take(count)
        .map(|shape| brief(shape, aliases))
        .collect();
    let mut canvas = json!({
        "page": { "name": text(&page.page_name) },
        "selection": selected,
        "selectionCount": selection.len(),
        "shapes": shapes,
    });
    let omitted = page.omitted + page.shapes.len().saturating_sub(count);
    if let (Some(canvas), true) = (canvas.as_object_mut(), omitted > 0) {
        canvas.insert("omittedShapes".to_owned(), json!(omitted));
    }
    canvas
}

/// Layers in full, down to `depth` levels, as JSON text.
pub fn describe_shapes(shapes: &[Shape], depth: u32, aliases: &mut Aliases) -> String {
    let shapes: Vec<Value> = shapes
        .iter()
        .map(|shape| describe(shape, depth, aliases))
        .collect();
    Value::Array(shapes).to_string()
}

/// A layer in full.
fn describe(shape: &Shape, depth: u32, aliases: &mut Aliases) -> Value {
    let mut fields = identity(shape, aliases);
    if let Some(parent) = &shape.parent_id {
        fields.insert("parent".to_owned(), json!(aliases.name(parent)));
    }
    if let Ok(Value::Object(properties)) = json::to_value(&shape.properties) {
        for (name, value) in properties {
            if name != "name" {
                fields.insert(name, rounded(value));
            }
        }
    }
    if depth > 1 && !shape.children.is_empty() {
        let children: Vec<Value> = shape
            .children
            .iter()
            .map(|child| describe(child, depth - 1, aliases))
            .collect();
        fields.insert("children".to_owned(), Value::Array(children));
    } else if shape.child_count > 0 {
        fields.insert("childCount".to_owned(), json!(shape.child_count));
    }
    Value::Object(fields)
}

/// A layer in short: what, where, how large.
fn brief(shape: &Shape, aliases: &mut Aliases) -> Value {
    let mut fields = identity(shape, aliases);
    let properties = &shape.properties;
    for (name, value) in [
        ("x", properties.x),
        ("y", properties.y),
        ("width", properties.width),
        ("height", properties.height),
    ] {
        if let Some(value) = value {
            fields.insert(name.to_owned(), rounded(json!(value)));
        }
    }
    if shape.child_count > 0 {
        fields.insert("childCount".to_owned(), json!(shape.child_count));
    }
    Value::Object(fields)
}

fn identity(shape: &Shape, aliases: &mut Aliases) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("id".to_owned(), json!(aliases.name(&shape.id)));
    fields.insert("type".to_owned(), json!(shape.kind));
    fields.insert("name".to_owned(), json!(text(shape.label())));
    fields
}

/// Canvas text, shortened, without the invisible characters that hide orders in a design.
fn text(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .filter(|character| !is_invisible(*character))
        .take(TEXT_CHARS_MAX)
        .collect();
    if text.chars().count() > TEXT_CHARS_MAX {
        shown.push('…');
    }
    shown
}

/// Zero-width characters, bidirectional controls and Unicode tags.
const fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Whole numbers where that loses nothing a model could use; texts shortened.
fn rounded(value: Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(exact) if exact.abs() >= 2.0 => json!(whole(exact)),
            Some(exact) => tidy(exact),
            None => Value::Number(number),
        },
        Value::String(string) => json!(text(&string)),
        Value::Array(items) => Value::Array(items.into_iter().map(rounded).collect()),
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(name, value)| (name, rounded(value)))
                .collect(),
        ),
        other @ (Value::Null | Value::Bool(_)) => other,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the host's coordinates are far below 2^53"
)]
fn whole(exact: f64) -> i64 {
    exact.round() as i64
}

/// Small numbers (opacity, line height) keep two decimals.
fn tidy(exact: f64) -> Value {
    let tidy = (exact * 100.0).round() / 100.0;
    if tidy.fract() == 0.0 {
        json!(whole(tidy))
    } else {
        json!(tidy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::canvas::Properties;

    fn shape(id: &str, name: &str) -> Shape {
        Shape {
            id: id.into(),
            kind: "rectangle".to_owned(),
            parent_id: None,
            properties: Properties {
                name: Some(name.to_owned()),
                x: Some(10.4),
                width: Some(99.6),
                opacity: Some(0.5),
                ..Properties::default()
            },
            children: Vec::new(),
            child_count: 0,
        }
    }

    fn page(shapes: Vec<Shape>) -> PageSnapshot {
        PageSnapshot {
            page_id: "page".into(),
            page_name: "Home".to_owned(),
            file_name: "File".to_owned(),
            shapes,
            omitted: 0,
        }
    }

    #[test]
    fn the_selection_is_told_in_full_and_the_page_in_short() {
        let card = shape("aaaa", "Card");
        let mut aliases = Aliases::default();
        let text = describe_canvas(&page(vec![card.clone()]), &[card], &mut aliases);
        assert_eq!(
            serde_json::from_str::<Value>(&text).unwrap(),
            json!({
                "page": { "name": "Home" },
                "selection": [{ "id": "s1", "type": "rectangle", "name": "Card", "x": 10, "width": 100, "opacity": 0.5 }],
                "selectionCount": 1,
                "shapes": [{ "id": "s1", "type": "rectangle", "name": "Card", "x": 10, "width": 100 }],
            })
        );
    }

    #[test]
    fn it_fits_its_budget_whatever_the_file_holds() {
        let long = "x".repeat(5000);
        let shapes: Vec<Shape> = (0..3000)
            .map(|n| shape(&format!("id-{n}"), &long))
            .collect();
        let text = describe_canvas(&page(shapes.clone()), &shapes, &mut Aliases::default());
        assert!(text.len() <= CONTEXT_BYTES_MAX, "{} bytes", text.len());
        assert!(text.contains("omittedShapes"));
    }

    #[test]
    fn invisible_orders_are_dropped() {
        let hidden = shape("a", "Card\u{200b}\u{e0041}\u{202e}!");
        let text = describe_canvas(&page(vec![hidden]), &[], &mut Aliases::default());
        assert!(text.contains("\"Card!\""), "{text}");
    }
}
