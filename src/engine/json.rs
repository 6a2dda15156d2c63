//! JSON in and out of typed data: one way for everything that is stored, sent or read.
//!
//! Why: a reader derived from a type is compiled once for each kind of source, and serde's readers of
//! tagged and flattened types keep a copy of everything for two kinds of source of their own. Here
//! text always becomes a [`Value`] first, and every type is read from a borrowed [`Value`] only.
//!
//! Invariant: nothing else in the panel calls `serde_json` with a type other than [`Value`].

mod reader;
mod tagged;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Error, Map, Value};

pub(crate) use reader::Reader;
pub(crate) use tagged::{Tagged, tag};

/// Reads a type from JSON text. Error: where the text is no JSON, or which member does not fit.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    from_value(&serde_json::from_str(text)?)
}

/// Reads a type from JSON data. Error: which member does not fit.
pub fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, Error> {
    T::deserialize(Reader(value))
}

/// Writes a type as JSON text. Error: only for types that JSON cannot hold, such as maps with keys
/// that are not texts.
pub fn write<T: Serialize>(value: &T) -> Result<String, Error> {
    to_value(value).map(|value| value.to_string())
}

/// Writes a type as JSON data. Error: as of [`write`].
pub fn to_value<T: Serialize>(value: &T) -> Result<Value, Error> {
    value.serialize(serde_json::value::Serializer)
}

/// Implements serde's traits for an enum that is written as an object with a member that names the
/// variant, beside the variant's members or, with a third argument, beside an object of them.
///
/// The enum derives both traits as if it were not tagged, with `#[serde(remote = "Self")]`.
///
/// ```json
/// {"type":"title_changed","title":"Login","byUser":true}
/// {"type":"GET_SHAPES","payload":{"ids":[],"depth":1}}
/// ```
macro_rules! tagged_enum {
    ($name:ty, $tag:literal $(, $content:literal)?) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let content: Option<&str> = [$($content)?].first().copied();
                let value = Self::serialize(self, serde_json::value::Serializer)
                    .map_err(serde::ser::Error::custom)?;
                $crate::engine::json::tag(value, $tag, content).serialize(serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let content: Option<&str> = [$($content)?].first().copied();
                let value = serde_json::Value::deserialize(deserializer)?;
                $crate::engine::json::Tagged::of(&value, $tag, content)
                    .and_then(Self::deserialize)
                    .map_err(serde::de::Error::custom)
            }
        }
    };
}

/// Implements serde's traits for a struct whose member `properties` is written as members of the
/// struct itself; `$own` are the names of its other members as they are written.
///
/// The struct derives both traits as if nothing were flat, with `#[serde(remote = "Self")]`.
///
/// ```json
/// {"type":"text","name":"Title","x":8.0,"children":[]}
/// ```
macro_rules! flat_properties {
    ($name:ty, $own:expr) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let value = Self::serialize(self, serde_json::value::Serializer)
                    .map_err(serde::ser::Error::custom)?;
                $crate::engine::json::flatten(value).serialize(serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = serde_json::Value::deserialize(deserializer)?;
                let value = $crate::engine::json::nest(value, $own);
                Self::deserialize($crate::engine::json::Reader(&value))
                    .map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use {flat_properties, tagged_enum};

/// The member that [`flatten`] and [`nest`] are about.
const PROPERTIES: &str = "properties";

/// Puts the members of `properties` in its place.
pub(crate) fn flatten(value: Value) -> Value {
    let Value::Object(members) = value else {
        return value;
    };
    let mut flat = Map::new();
    for (name, member) in members {
        match member {
            Value::Object(properties) if name == PROPERTIES => flat.extend(properties),
            member => {
                flat.insert(name, member);
            }
        }
    }
    Value::Object(flat)
}

/// Puts all members but `own` into a member `properties`.
pub(crate) fn nest(value: Value, own: &[&str]) -> Value {
    let Value::Object(members) = value else {
        return value;
    };
    let (mut nested, properties): (Map<String, Value>, Map<String, Value>) = members
        .into_iter()
        .partition(|(name, _)| own.contains(&name.as_str()));
    nested.insert(PROPERTIES.to_owned(), Value::Object(properties));
    Value::Object(nested)
}

/// Reads a number, or a list of four, as so many numbers.
pub(crate) fn one_or_four(value: &Value) -> Result<Result<f64, [f64; 4]>, Error> {
    match value {
        Value::Array(_) => from_value(value).map(Err),
        _ => from_value(value).map(Ok),
    }
}

#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;
