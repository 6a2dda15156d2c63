//! What a generator writes, without what a model does not need.
//!
//! ```json
//! {"anyOf":[{"$ref":"#/$defs/Sizing"},{"type":"null"}]}
//! {"type":"string","enum":["fix","fill","auto"]}
//! ```
//!
//! The first line becomes the second. Invariant: the same values are allowed, except that what may
//! be `null` must be left out instead.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::walk::{for_each_inside, merge, referenced, rename_one_of};

/// A definition up to this size in bytes is repeated rather than referred to: a reference with
/// its definition costs about as much, and models follow plain schemas better.
const INLINE_BYTES: usize = 200;

/// Doc comments of enum values are kept from this length in characters; shorter ones ("Centred.")
/// say no more than the value itself.
const TELLING_CHARS: usize = 40;

/// Holds the descriptions of an enum's values until it is known where the enum ends up.
const VALUES: &str = "$values";

/// Simplifies a root schema.
pub(super) fn simplify(mut schema: Value) -> Value {
    tidy(&mut schema);
    place_definitions(&mut schema);
    describe_values(&mut schema);
    if let Value::Object(root) = &mut schema {
        root.shift_remove("description");
    }
    schema
}

fn tidy(schema: &mut Value) {
    let Value::Object(keywords) = schema else {
        return;
    };
    for_each_inside(keywords, &mut tidy);
    for noise in ["title", "default"] {
        keywords.shift_remove(noise);
    }
    let format = keywords.shift_remove("format");
    if format.is_some_and(|format| format.as_str().is_some_and(|name| name.contains("int"))) {
        // The largest value of the Rust type, not of the thing.
        keywords.shift_remove("maximum");
    }
    rename_one_of(keywords);
    drop_null(keywords);
    collect_values(keywords);
    unwrap_single(keywords);
    let is_plain_object = keywords.contains_key("properties")
        && !keywords.contains_key("anyOf")
        && !keywords.contains_key("allOf");
    if is_plain_object {
        keywords
            .entry("additionalProperties")
            .or_insert(Value::Bool(false));
    }
}

fn drop_null(keywords: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = keywords.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            keywords.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(alternatives)) = keywords.get_mut("anyOf") {
        alternatives.retain(|alternative| *alternative != json!({ "type": "null" }));
    }
    if let Some(Value::Array(values)) = keywords.get_mut("enum") {
        values.retain(|value| !value.is_null());
    }
}

/// Turns alternatives that are all fixed strings into one `enum`.
fn collect_values(keywords: &mut Map<String, Value>) {
    let Some(Value::Array(alternatives)) = keywords.get("anyOf") else {
        return;
    };
    let mut values = Vec::new();
    let mut descriptions = Vec::new();
    for alternative in alternatives {
        if let Some(value) = alternative.get("const").filter(|value| value.is_string()) {
            values.push(value.clone());
            let description = alternative.get("description").and_then(Value::as_str);
            if let (Some(name), Some(text)) = (value.as_str(), description)
                && text.chars().count() >= TELLING_CHARS
            {
                descriptions.push(format!("{name}: {text}"));
            }
        } else if let Some(Value::Array(listed)) = alternative.get("enum") {
            values.extend(listed.iter().cloned());
        } else {
            return;
        }
    }
    keywords.shift_remove("anyOf");
    keywords.insert("type".to_owned(), json!("string"));
    keywords.insert("enum".to_owned(), Value::Array(values));
    if !descriptions.is_empty() {
        keywords.insert(VALUES.to_owned(), json!(descriptions.join(" ")));
    }
}

fn unwrap_single(keywords: &mut Map<String, Value>) {
    for list in ["anyOf", "allOf"] {
        let only = match keywords
            .get(list)
            .and_then(Value::as_array)
            .map(Vec::as_slice)
        {
            Some([Value::Object(only)]) => only.clone(),
            _ => continue,
        };
        keywords.shift_remove(list);
        merge(keywords, &only);
    }
}

/// Puts definitions where they are used, unless they are recursive, or large and used repeatedly.
fn place_definitions(schema: &mut Value) {
    let Some(Value::Object(mut definitions)) = remove_definitions(schema) else {
        return;
    };
    let recursive = recursive_names(&definitions);
    loop {
        let mut counts = count_references(schema);
        for definition in definitions.values() {
            for (name, count) in count_references(definition) {
                *counts.entry(name).or_default() += count;
            }
        }
        let placed = definitions.iter().find(|(name, definition)| {
            let uses = counts.get(*name).copied().unwrap_or(0);
            let is_small = definition.to_string().len() <= INLINE_BYTES;
            !recursive.contains(*name) && (uses <= 1 || is_small)
        });
        let Some(name) = placed.map(|(name, _)| name.clone()) else {
            break;
        };
        if let Some(Value::Object(definition)) = definitions.shift_remove(&name) {
            replace_references(schema, &name, &definition);
            for other in definitions.values_mut() {
                replace_references(other, &name, &definition);
            }
        }
    }
    if let (Value::Object(root), false) = (schema, definitions.is_empty()) {
        root.insert("$defs".to_owned(), Value::Object(definitions));
    }
}

fn remove_definitions(schema: &mut Value) -> Option<Value> {
    schema.as_object_mut()?.shift_remove("$defs")
}

/// How often each definition is referred to in `schema`, at any depth.
fn count_references(schema: &Value) -> BTreeMap<String, usize> {
    fn count(schema: &mut Value, counts: &mut BTreeMap<String, usize>) {
        if let Value::Object(keywords) = schema {
            if let Some(name) = referenced(keywords) {
                *counts.entry(name.to_owned()).or_default() += 1;
            }
            for_each_inside(keywords, &mut |inside| count(inside, counts));
        }
    }
    let mut counts = BTreeMap::new();
    count(&mut schema.clone(), &mut counts);
    counts
}

/// The definitions that refer to themselves, directly or through others.
fn recursive_names(definitions: &Map<String, Value>) -> BTreeSet<String> {
    let direct: BTreeMap<&String, BTreeSet<String>> = definitions
        .iter()
        .map(|(name, definition)| (name, count_references(definition).into_keys().collect()))
        .collect();
    let reaches_itself = |name: &String| {
        let mut reached = BTreeSet::new();
        let mut waiting: Vec<&String> = direct.get(name).into_iter().flatten().collect();
        while let Some(next) = waiting.pop() {
            if reached.insert(next) {
                waiting.extend(direct.get(next).into_iter().flatten());
            }
        }
        reached.contains(name)
    };
    let recursive = definitions.keys().filter(|name| reaches_itself(name));
    recursive.cloned().collect()
}

fn replace_references(schema: &mut Value, name: &str, definition: &Map<String, Value>) {
    let Value::Object(keywords) = schema else {
        return;
    };
    if referenced(keywords) == Some(name) {
        keywords.shift_remove("$ref");
        merge(keywords, definition);
    }
    for_each_inside(keywords, &mut |inside| {
        replace_references(inside, name, definition);
    });
}

/// Adds what is known about the values of an enum to its description, and drops what would say the
/// same thing twice: the description of a list's items, or of a plain alternative, below another.
fn describe_values(schema: &mut Value) {
    let Value::Object(keywords) = schema else {
        return;
    };
    if let Some(Value::String(values)) = keywords.shift_remove(VALUES) {
        let described = match keywords.get("description").and_then(Value::as_str) {
            Some(description) => format!("{description} {values}"),
            None => values,
        };
        keywords.insert("description".to_owned(), Value::String(described));
    }
    if keywords.contains_key("description") {
        let items = keywords.get_mut("items").and_then(Value::as_object_mut);
        if let Some(items) = items {
            items.shift_remove("description");
        }
        let alternatives = keywords.get_mut("anyOf").and_then(Value::as_array_mut);
        let plain = alternatives.into_iter().flatten();
        let plain = plain.filter(|alternative| alternative.get("properties").is_none());
        for alternative in plain.filter_map(Value::as_object_mut) {
            alternative.shift_remove("description");
        }
    }
    for_each_inside(keywords, &mut describe_values);
}
