//! A schema under which even the smallest model comes to an end.
//!
//! A model of 135 million parameters that is free to choose writes one string, one number or one
//! list until its output limit. Here everything has an end: lists, strings, numbers and nesting.
//!
//! ```json
//! {"type":"array","items":{"type":"number"}}
//! {"type":"array","items":{"type":"integer","minimum":-2000,"maximum":2000},"maxItems":4}
//! ```
//!
//! Invariants: no `$ref`; only keywords that llama.cpp turns into a grammar; whatever fits the
//! bounded schema fits the schema it was made from.

use serde_json::{Map, Value, json};

use super::walk::{merge, referenced, rename_one_of};

/// How large a constrained answer may get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundedLimits {
    /// Levels of a recursive definition: 1 is a layer, 2 a layer with children.
    pub max_depth: usize,
    /// Members of a list, unless the schema asks for more.
    pub max_items: usize,
    /// Length of a free text in characters.
    pub max_string_chars: usize,
    /// Smallest and largest number, inclusive; numbers are then whole. `None`: as the schema says.
    pub whole_numbers: Option<(i64, i64)>,
    /// Definitions of which only a part is offered.
    pub narrowings: Vec<Narrowing>,
}

/// The part of a definition that is offered. Several of one definition are alternatives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Narrowing {
    /// Its name in `$defs`.
    pub definition: &'static str,
    /// A property and the values of it that this part is for; `None`: for all.
    pub only: Option<(&'static str, &'static [&'static str])>,
    /// Properties that must be written.
    pub required: &'static [&'static str],
    /// Properties that may be written. All others are left out.
    pub optional: &'static [&'static str],
}

/// Bounds a tool's schema.
pub fn bounded(schema: &Value, limits: &BoundedLimits) -> Value {
    let definitions = schema.get("$defs").and_then(Value::as_object);
    let mut bounder = Bounder {
        limits,
        definitions,
        inside: Vec::new(),
    };
    bounder.bound(schema).unwrap_or(Value::Bool(false))
}

struct Bounder<'schema> {
    limits: &'schema BoundedLimits,
    definitions: Option<&'schema Map<String, Value>>,
    /// The definitions being put in place, outermost first.
    inside: Vec<&'schema str>,
}

impl<'schema> Bounder<'schema> {
    /// `None` if nothing is left of it: it would be nested too deep.
    fn bound(&mut self, schema: &'schema Value) -> Option<Value> {
        let Value::Object(keywords) = schema else {
            return Some(schema.clone());
        };
        if let Some(name) = referenced(keywords) {
            return self.bound_reference(name);
        }
        let mut keywords = keywords.clone();
        rename_one_of(&mut keywords);
        for noise in [
            "$defs",
            "description",
            "default",
            "examples",
            "title",
            "format",
        ] {
            keywords.shift_remove(noise);
        }
        // What is inside is taken from the original, which lives as long as the definitions.
        let alternatives = schema.get("anyOf").or_else(|| schema.get("oneOf"));
        if let Some(alternatives) = alternatives.and_then(Value::as_array) {
            return self.bound_alternatives(keywords, alternatives);
        }
        match keywords.get("type").and_then(Value::as_str) {
            Some("object") => self.bound_object(&mut keywords, schema),
            Some("array") => self.bound_array(&mut keywords, schema)?,
            Some("string") => self.bound_string(&mut keywords),
            Some("number" | "integer") => self.bound_number(&mut keywords),
            _ => {}
        }
        Some(Value::Object(keywords))
    }

    fn bound_reference(&mut self, name: &'schema str) -> Option<Value> {
        let depth = self.inside.iter().filter(|open| **open == name).count();
        if depth >= self.limits.max_depth {
            return None;
        }
        let definition = self.definitions?.get(name)?;
        self.inside.push(name);
        let bounded = self.bound(definition);
        self.inside.pop();
        let bounded = bounded?;
        let narrowings = self.limits.narrowings.iter();
        let mut parts: Vec<Value> = narrowings
            .filter(|narrowing| narrowing.definition == name)
            .map(|narrowing| narrowed(bounded.clone(), narrowing))
            .collect();
        Some(match parts.len() {
            0 => bounded,
            1 => parts.remove(0),
            _ => json!({ "anyOf": parts }),
        })
    }

    /// Plain values win over lists and objects: a colour is shorter than a gradient.
    fn bound_alternatives(
        &mut self,
        mut keywords: Map<String, Value>,
        alternatives: &'schema [Value],
    ) -> Option<Value> {
        let bounded: Vec<Value> = alternatives
            .iter()
            .filter_map(|alternative| self.bound(alternative))
            .collect();
        let (plain, nested): (Vec<Value>, Vec<Value>) = bounded.into_iter().partition(|value| {
            let name = value.get("type").and_then(Value::as_str);
            !matches!(name, Some("object" | "array") | None) || value.get("const").is_some()
        });
        let mut kept = if plain.is_empty() { nested } else { plain };
        keywords.shift_remove("anyOf");
        if kept.len() > 1 {
            keywords.insert("anyOf".to_owned(), Value::Array(kept));
        } else if let Value::Object(only) = kept.pop()? {
            merge(&mut keywords, &only);
        }
        Some(Value::Object(keywords))
    }

    fn bound_object(&mut self, keywords: &mut Map<String, Value>, schema: &'schema Value) {
        let properties = schema.get("properties").and_then(Value::as_object);
        let properties: Map<String, Value> = properties
            .into_iter()
            .flatten()
            .filter_map(|(name, property)| Some((name.clone(), self.bound(property)?)))
            .collect();
        if let Some(Value::Array(required)) = keywords.get_mut("required") {
            required.retain(|name| {
                name.as_str()
                    .is_some_and(|name| properties.contains_key(name))
            });
        }
        keywords.insert("properties".to_owned(), Value::Object(properties));
        keywords.insert("additionalProperties".to_owned(), Value::Bool(false));
    }

    fn bound_array(
        &mut self,
        keywords: &mut Map<String, Value>,
        schema: &'schema Value,
    ) -> Option<()> {
        if let Some(items) = schema.get("items") {
            let items = self.bound(items)?;
            keywords.insert("items".to_owned(), items);
        }
        let number = |keyword: &str| schema.get(keyword).and_then(Value::as_u64);
        let limit = self.limits.max_items as u64;
        let least = number("minItems").unwrap_or(0);
        let most = number("maxItems").unwrap_or(limit).min(limit.max(least));
        keywords.insert("maxItems".to_owned(), json!(most));
        Some(())
    }

    fn bound_string(&self, keywords: &mut Map<String, Value>) {
        if keywords.contains_key("enum") || keywords.contains_key("const") {
            return;
        }
        // The grammar knows whole patterns only, and heeds no length beside one.
        let pattern = keywords.get("pattern").and_then(Value::as_str);
        if pattern.is_some_and(|pattern| pattern.starts_with('^') && pattern.ends_with('$')) {
            return;
        }
        keywords.shift_remove("pattern");
        let most = keywords.get("maxLength").and_then(Value::as_u64);
        let limit = self.limits.max_string_chars as u64;
        keywords.insert(
            "maxLength".to_owned(),
            json!(most.unwrap_or(limit).min(limit)),
        );
    }

    fn bound_number(&self, keywords: &mut Map<String, Value>) {
        let Some((least, most)) = self.limits.whole_numbers else {
            return;
        };
        // Only bounds that are whole numbers themselves are combined with ours.
        let given = |keyword: &str| keywords.get(keyword).and_then(Value::as_i64);
        let least = given("minimum").map_or(least, |minimum| minimum.max(least));
        let most = given("maximum").map_or(most, |maximum| maximum.min(most));
        keywords.insert("type".to_owned(), json!("integer"));
        keywords.insert("minimum".to_owned(), json!(least));
        keywords.insert("maximum".to_owned(), json!(most.max(least)));
    }
}

/// Leaves only what `narrowing` names, in the order of the schema.
fn narrowed(mut schema: Value, narrowing: &Narrowing) -> Value {
    let is_required = |name: &str| narrowing.required.contains(&name);
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return schema;
    };
    properties.retain(|name, _| is_required(name) || narrowing.optional.contains(&name.as_str()));
    if let Some((name, values)) = narrowing.only
        && let Some(property) = properties.get_mut(name)
    {
        *property = json!({ "type": "string", "enum": values });
    }
    let required: Vec<Value> = properties
        .keys()
        .filter(|name| is_required(name))
        .map(|name| json!(name))
        .collect();
    if let Value::Object(keywords) = &mut schema {
        keywords.insert("required".to_owned(), Value::Array(required));
    }
    schema
}
