//! The schemas of the tools as they are kept: derived from the input types, written to files.
//!
//! ```json
//! {"description":"Reads layers: …","parameters":{"type":"object","properties":{…}}}
//! ```
//!
//! Invariant: a file says what its tool's input type says; a test derives it again and compares.

use serde_json::{Value, json};

use crate::engine::llm::ToolDescription;

/// The tool that a snapshot describes.
pub(super) fn read(name: &str, snapshot: &str) -> ToolDescription {
    let mut snapshot: Value = serde_json::from_str(snapshot).unwrap_or_default();
    let mut take = |member| {
        let value = snapshot.get_mut(member);
        value.map(Value::take).unwrap_or_default()
    };
    ToolDescription {
        name: name.to_owned(),
        description: take("description").as_str().unwrap_or_default().to_owned(),
        parameters: take("parameters"),
    }
}

/// The schema of a definition inside a tool's schema, without some of its properties.
pub(super) fn definition(parameters: &Value, name: &str, without: &[&str]) -> Value {
    let definitions = parameters.get("$defs");
    let mut schema = definitions
        .and_then(|definitions| definitions.get(name))
        .cloned()
        .unwrap_or_default();
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.retain(|property, _| !without.contains(&property.as_str()));
    }
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("$defs".to_owned(), json!(definitions));
    }
    schema
}

#[cfg(test)]
#[path = "snapshot_tests.rs"]
mod tests;
