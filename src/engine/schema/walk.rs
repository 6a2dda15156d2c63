//! Where schemas are inside a schema.
//!
//! A member called `format` is a keyword in a schema and a property's name under `properties`, so
//! nothing may walk a schema as if it were any JSON.
//!
//! ```json
//! {"properties":{"format":{"type":"string"}},"items":{"format":"date"}}
//! ```

use serde_json::{Map, Value};

/// Prefix of every reference that the generator writes.
const REFERENCE_PREFIX: &str = "#/$defs/";

/// Calls `visit` for each schema directly inside `schema`, definitions included.
pub(super) fn for_each_inside(schema: &mut Map<String, Value>, visit: &mut impl FnMut(&mut Value)) {
    for (keyword, inside) in schema.iter_mut() {
        match (keyword.as_str(), inside) {
            ("properties" | "$defs", Value::Object(named)) => {
                named.values_mut().for_each(&mut *visit);
            }
            ("anyOf" | "oneOf" | "allOf" | "prefixItems", Value::Array(listed)) => {
                listed.iter_mut().for_each(&mut *visit);
            }
            ("items" | "additionalProperties", inside @ Value::Object(_)) => visit(inside),
            _ => {}
        }
    }
}

/// The name of the definition that `schema` refers to.
pub(super) fn referenced(schema: &Map<String, Value>) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix(REFERENCE_PREFIX)
}

/// Puts the keywords of `inner` where `outer` refers to it; what `outer` says itself stays.
pub(super) fn merge(outer: &mut Map<String, Value>, inner: &Map<String, Value>) {
    for (keyword, value) in inner {
        outer
            .entry(keyword.as_str())
            .or_insert_with(|| value.clone());
    }
}

/// Writes every `oneOf` as `anyOf`. For what a generator makes of Rust types they mean the same,
/// and not every reader knows both.
pub(super) fn rename_one_of(schema: &mut Map<String, Value>) {
    if let Some(alternatives) = schema.remove("oneOf") {
        schema.insert("anyOf".to_owned(), alternatives);
    }
}
