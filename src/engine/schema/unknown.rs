//! Members that a model invented, and what it may have meant.
//!
//! ```text
//! {"nodes":[{"type":"text","colour":"#000000"}]}
//! nodes[0].colour is not known; did you mean "fill"?
//! ```
//!
//! Invariants: another spelling is never accepted silently, or the model would go on using it; a
//! suggestion is always a name that is known at that place.

use std::fmt;

use serde_json::{Map, Value};

use super::walk::referenced;

/// Names from other design tools and from CSS, in lower case without separators, and our names for
/// the same thing. Of several, the first that is known at the place is suggested.
pub(super) const ALIASES: [(&str, &[&str]); 44] = [
    ("align", &["textAlign"]),
    ("alignitems", &["align"]),
    ("alpha", &["opacity"]),
    ("angle", &["rotation"]),
    ("autolayout", &["layout"]),
    ("background", &["fill"]),
    ("backgroundcolor", &["fill"]),
    ("bg", &["fill"]),
    ("border", &["stroke"]),
    ("borderradius", &["radius"]),
    ("boxshadow", &["shadow"]),
    ("caption", &["text"]),
    ("characters", &["text"]),
    ("color", &["fill", "color"]),
    ("colour", &["fill", "color"]),
    ("content", &["text"]),
    ("cornerradius", &["radius"]),
    ("data", &["d"]),
    ("elements", &["children", "nodes"]),
    ("fillcolor", &["fill"]),
    ("fills", &["fill"]),
    ("flex", &["layout"]),
    ("flexdirection", &["direction"]),
    ("font", &["fontFamily"]),
    ("h", &["height"]),
    ("items", &["children", "nodes"]),
    ("justifycontent", &["justify"]),
    ("kind", &["type"]),
    ("label", &["text"]),
    ("layers", &["children", "nodes"]),
    ("left", &["x"]),
    ("path", &["d"]),
    ("rotate", &["rotation"]),
    ("rounded", &["radius"]),
    ("shape", &["type"]),
    ("shapes", &["nodes", "children"]),
    ("size", &["fontSize"]),
    ("spacing", &["gap", "letterSpacing"]),
    ("title", &["name", "text"]),
    ("top", &["y"]),
    ("value", &["text"]),
    ("visible", &["hidden"]),
    ("w", &["width"]),
    ("weight", &["fontWeight"]),
];

/// A member that the schema does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownField {
    /// Where: the object that has the member, as `nodes[0].children[2]`; empty for the outermost.
    pub path: String,
    /// The member.
    pub name: String,
    /// The known name that was probably meant.
    pub suggestion: Option<String>,
}

impl fmt::Display for UnknownField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not known", join(&self.path, &self.name))?;
        match &self.suggestion {
            Some(suggestion) => write!(f, "; did you mean \"{suggestion}\"?"),
            None => Ok(()),
        }
    }
}

/// All members of `value` that `schema` (a tool's) does not know.
pub fn unknown_fields(value: &Value, schema: &Value) -> Vec<UnknownField> {
    let definitions = schema.get("$defs").and_then(Value::as_object);
    check(value, schema, definitions, "")
}

type Definitions<'schema> = Option<&'schema Map<String, Value>>;

fn check(
    value: &Value,
    schema: &Value,
    definitions: Definitions<'_>,
    path: &str,
) -> Vec<UnknownField> {
    let schema = resolve(schema, definitions);
    if let Some(Value::Array(alternatives)) = schema.get("anyOf") {
        return check_alternatives(value, alternatives, definitions, path);
    }
    match value {
        Value::Object(members) => check_members(members, schema, definitions, path),
        Value::Array(items) => {
            let Some(item_schema) = schema.get("items") else {
                return Vec::new();
            };
            let items = items.iter().enumerate();
            items
                .flat_map(|(index, item)| {
                    check(item, item_schema, definitions, &format!("{path}[{index}]"))
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

fn check_members(
    members: &Map<String, Value>,
    schema: &Value,
    definitions: Definitions<'_>,
    path: &str,
) -> Vec<UnknownField> {
    let Some(Value::Object(properties)) = schema.get("properties") else {
        return Vec::new();
    };
    let is_closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
    let mut unknown = Vec::new();
    for (name, member) in members {
        match properties.get(name) {
            Some(property) => {
                unknown.extend(check(member, property, definitions, &join(path, name)));
            }
            None if is_closed => unknown.push(UnknownField {
                path: path.to_owned(),
                name: name.clone(),
                suggestion: suggest(name, properties),
            }),
            None => {}
        }
    }
    unknown
}

/// Judges by the alternative that was meant: of those that fit by type and fixed members (or of
/// all, if none does) the one that knows most.
fn check_alternatives(
    value: &Value,
    alternatives: &[Value],
    definitions: Definitions<'_>,
    path: &str,
) -> Vec<UnknownField> {
    let fitting: Vec<&Value> = alternatives
        .iter()
        .filter(|alternative| fits(value, resolve(alternative, definitions)))
        .collect();
    fitting
        .into_iter()
        .map(|alternative| check(value, alternative, definitions, path))
        .min_by_key(Vec::len)
        .unwrap_or_default()
}

fn fits(value: &Value, schema: &Value) -> bool {
    let has_type = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" | "integer" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => value.is_null(),
    };
    let type_fits = match schema.get("type") {
        Some(Value::String(name)) => has_type(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(has_type),
        _ => true,
    };
    let properties = schema.get("properties").and_then(Value::as_object);
    let constants_fit = properties.into_iter().flatten().all(|(name, property)| {
        match (property.get("const"), value.get(name)) {
            (Some(constant), Some(written)) => constant == written,
            _ => true,
        }
    });
    type_fits && constants_fit
}

fn resolve<'schema>(schema: &'schema Value, definitions: Definitions<'schema>) -> &'schema Value {
    schema
        .as_object()
        .and_then(referenced)
        .and_then(|name| definitions?.get(name))
        .unwrap_or(schema)
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

fn suggest(name: &str, properties: &Map<String, Value>) -> Option<String> {
    let written = plain(name);
    let aliases = ALIASES.iter().find(|(alias, _)| *alias == written);
    let by_alias = aliases
        .into_iter()
        .flat_map(|(_, ours)| ours.iter().copied())
        .find(|ours| properties.contains_key(*ours));
    if let Some(ours) = by_alias {
        return Some(ours.to_owned());
    }
    let tolerated = (written.chars().count() / 3).max(1);
    properties
        .keys()
        .map(|known| (edit_distance(&written, &plain(known)), known))
        .filter(|(distance, known)| *distance <= tolerated && *distance < known.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known.clone())
}

/// Lower case, without separators: `font_size`, `font-size` and `fontSize` are the same word.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other
/// (optimal string alignment).
fn edit_distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    let mut previous_from = None;
    for (row, from_char) in from.chars().enumerate() {
        let mut current = vec![row + 1];
        let mut previous_to = None;
        for (column, to_char) in to.iter().enumerate() {
            let cell = |line: &[usize], at: usize| line.get(at).copied().unwrap_or(usize::MAX - 1);
            let replaced = cell(&last, column) + usize::from(from_char != *to_char);
            let mut best = replaced
                .min(cell(&last, column + 1) + 1)
                .min(cell(&current, column) + 1);
            if previous_from == Some(*to_char) && previous_to == Some(from_char) {
                best = best.min(cell(&before_last, column.wrapping_sub(1)) + 1);
            }
            current.push(best);
            previous_to = Some(*to_char);
        }
        before_last = std::mem::replace(&mut last, current);
        previous_from = Some(from_char);
    }
    last.last().copied().unwrap_or(0)
}
