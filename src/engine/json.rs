//! JSON in and out of typed data: one way for everything that is stored, sent or read.
//!
//! Why: a reader derived from a type is compiled once for each kind of source, and serde's readers of
//! tagged and flattened types keep a copy of everything for two kinds of source of their own. Here
//! text always becomes a [`Value`] first, and every type is read from a borrowed [`Value`] only.
//!
//! Invariant: nothing else in the panel calls `serde_json` with a type other than [`Value`].

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Error, Value};

/// Reads a type from JSON text. Error: where the text is no JSON, or which member does not fit.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    from_value(&serde_json::from_str(text)?)
}

/// Reads a type from JSON data. Error: which member does not fit.
pub fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, Error> {
    T::deserialize(value)
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
