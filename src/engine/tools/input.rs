//! From a model's arguments to a tool's input, with errors that a model can act on.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::engine::{json, schema};

/// Why arguments were not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// The arguments name something the tool does not know. The model corrects the name.
    #[error("{0}")]
    UnknownField(String),
    /// The arguments have the wrong shape. The model corrects the value.
    #[error("{0}")]
    Invalid(String),
}

/// Reads data. Names that `schema` does not have are refused, with the nearest known one, rather than
/// dropped.
pub(super) fn parse<T: DeserializeOwned>(value: &Value, schema: &Value) -> Result<T, InputError> {
    check_names(value, schema)?;
    json::from_value(value).map_err(|error| InputError::Invalid(error.to_string()))
}

/// Refuses names that the schema does not have.
fn check_names(value: &Value, schema: &Value) -> Result<(), InputError> {
    schema::unknown_fields(value, schema)
        .first()
        .map_or(Ok(()), |unknown| {
            let place = if unknown.path.is_empty() {
                format!("\"{}\"", unknown.name)
            } else {
                format!("\"{}.{}\"", unknown.path, unknown.name)
            };
            let hint = unknown
                .suggestion
                .as_ref()
                .map_or_else(String::new, |name| format!("; did you mean \"{name}\"?"));
            Err(InputError::UnknownField(format!(
                "{place} is not known{hint}"
            )))
        })
}
