//! JSON schemas of the tools, derived from their input types and cut to what each reader can take.
//!
//! - [`tool_schema`] is what models see: small, without the noise of a general generator.
//! - [`strict`] is the subset that OpenAI enforces while the model writes.
//! - [`bounded`] is for constrained writing by small local models: no recursion, an end to
//!   everything, so that the answer ends too.
//! - [`unknown_fields`] finds the members that a model invented and says what it may have meant.
//!
//! Literal example: `struct Move { /// Which layer.\n id: String, x: Option<f64> }` becomes
//!
//! ```json
//! {"type":"object","properties":{"id":{"description":"Which layer.","type":"string"},
//! "x":{"type":"number"}},"required":["id"],"additionalProperties":false}
//! ```
//!
//! Invariant: properties stand in the order of the struct's fields. Models write in that order, and
//! the scanner can draw a board early only if `children` comes last.

mod bounded;
mod simplify;
mod strict;
mod unknown;
mod walk;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

pub use bounded::{BoundedLimits, Narrowing, bounded};
pub use strict::{strict, without_nulls};
pub use unknown::{UnknownField, unknown_fields};

/// The schema of a tool's input `T`, a struct.
///
/// An `Option` is simply not required and never `null`. Objects take no other members. Recursive
/// types stay in `$defs` at the root, everything else is put in place. Doc comments are kept as
/// descriptions; that of `T` itself is not, the tool has its own.
pub fn tool_schema<T: JsonSchema>() -> Value {
    simplify::simplify(root_schema::<T>())
}

/// The doc comment of `T`, as one paragraph: what the tool that takes it does.
pub fn description<T: JsonSchema>() -> String {
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

#[cfg(test)]
#[path = "schema_tests.rs"]
mod tests;
