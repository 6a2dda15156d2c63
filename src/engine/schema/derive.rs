//! From a tool's input type to the schema that models see.
//!
//! Why only under test: the generator and what it needs of every type would be a tenth of the panel.
//! The schemas are kept as files instead (`src/engine/tools/schemas/`), and a test derives them again.
//!
//! `struct Move { /// Which layer.\n id: String, x: Option<f64> }` becomes
//!
//! ```json
//! {"type":"object","properties":{"id":{"description":"Which layer.","type":"string"},
//! "x":{"type":"number"}},"required":["id"],"additionalProperties":false}
//! ```
//!
//! Invariant: properties stand in the order of the struct's fields. Models write in that order, and
//! the scanner can draw a board early only if `children` comes last.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::simplify;

/// The schema of a tool's input `T`, a struct.
///
/// An `Option` is simply not required and never `null`. Objects take no other members. Recursive
/// types stay in `$defs` at the root, everything else is put in place. Doc comments are kept as
/// descriptions; that of `T` itself is not, the tool has its own.
pub(crate) fn tool_schema<T: JsonSchema>() -> Value {
    simplify::simplify(root_schema::<T>())
}

/// The doc comment of `T`, as one paragraph: what the tool that takes it does.
pub(crate) fn description<T: JsonSchema>() -> String {
    let schema = root_schema::<T>();
    let text = schema
        .get("description")
        .and_then(Value::as_str)
        .unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn root_schema<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.meta_schema = None);
    settings
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}
