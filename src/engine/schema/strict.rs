//! The subset of JSON schema that OpenAI enforces while a model writes (structured outputs).
//!
//! ```json
//! {"type":"object","properties":{"x":{"type":"number"}},"additionalProperties":false}
//! {"type":"object","properties":{"x":{"type":["number","null"]}},"required":["x"],"additionalProperties":false}
//! ```
//!
//! The first line becomes the second. Invariants: every property is required; what was optional may
//! be `null` instead; only supported keywords are left. Source: OpenAI, "Structured outputs",
//! section "Supported schemas".

use serde_json::{Map, Value, json};

use super::walk::{for_each_inside, rename_one_of};

/// Keywords that the strict subset knows.
const SUPPORTED: [&str; 20] = [
    "$defs",
    "$ref",
    "additionalProperties",
    "anyOf",
    "const",
    "description",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "items",
    "maxItems",
    "maximum",
    "minItems",
    "minimum",
    "multipleOf",
    "pattern",
    "properties",
    "required",
    "type",
];

/// Rewrites a tool's schema for strict mode.
///
/// Free maps cannot be expressed and become objects without members; "any value" becomes "any
/// plain value". Pass what the model writes through [`without_nulls`] before it is read.
pub fn strict(schema: &Value) -> Value {
    let mut schema = schema.clone();
    restrict(&mut schema);
    schema
}

/// Takes the members that are `null` out of every object: in strict mode they say "not given".
pub fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .filter(|(_, member)| !member.is_null())
            .map(|(name, member)| (name, without_nulls(member)))
            .collect(),
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        plain => plain,
    }
}

fn restrict(schema: &mut Value) {
    let Value::Object(keywords) = schema else {
        *schema = any_plain_value();
        return;
    };
    rename_one_of(keywords);
    keywords.retain(|keyword, _| SUPPORTED.contains(&keyword.as_str()));
    if keywords.contains_key("$ref") {
        keywords.retain(|keyword, _| keyword == "$ref" || keyword == "$defs");
    }
    for_each_inside(keywords, &mut restrict);
    if keywords.get("type").is_some_and(|name| name == "object") {
        close_object(keywords);
    }
    let says_what = ["type", "anyOf", "$ref", "enum", "const"];
    if !says_what
        .iter()
        .any(|keyword| keywords.contains_key(*keyword))
        && let Value::Object(plain) = any_plain_value()
    {
        keywords.extend(plain);
    }
}

fn any_plain_value() -> Value {
    json!({ "type": ["string", "number", "boolean", "null"] })
}

fn close_object(keywords: &mut Map<String, Value>) {
    let given: Vec<Value> = match keywords.remove("required") {
        Some(Value::Array(names)) => names,
        _ => Vec::new(),
    };
    let mut names = Vec::new();
    let properties = keywords.entry("properties").or_insert_with(|| json!({}));
    for (name, property) in properties.as_object_mut().into_iter().flatten() {
        if !given.iter().any(|required| required == name) {
            allow_null(property);
        }
        names.push(Value::String(name.clone()));
    }
    keywords.insert("required".to_owned(), Value::Array(names));
    keywords.insert("additionalProperties".to_owned(), Value::Bool(false));
}

fn allow_null(schema: &mut Value) {
    let Value::Object(keywords) = schema else {
        return;
    };
    if keywords.contains_key("$ref") || keywords.contains_key("const") {
        *schema = json!({ "anyOf": [schema.take(), { "type": "null" }] });
        return;
    }
    if let Some(Value::Array(alternatives)) = keywords.get_mut("anyOf") {
        alternatives.push(json!({ "type": "null" }));
    }
    if let Some(name @ Value::String(_)) = keywords.get_mut("type") {
        *name = json!([name.take(), "null"]);
    }
    if let Some(Value::Array(values)) = keywords.get_mut("enum") {
        values.push(Value::Null);
    }
}
