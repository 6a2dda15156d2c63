//! Models as their providers list them, and what they can do.
//!
//! ```text
//! GET {base}/models → {"object":"list","data":[{"id":"gpt-6-sol","object":"model",…}]}
//! ```
//!
//! The entries differ from provider to provider and are read by its dialect. Invariants: what a
//! provider does not say is `None`, never a guess about an unknown model; the list is sorted by name.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::body::excerpt;
use super::dialect;
use super::error::LlmError;
use super::http_error::{classify_in_stream, is_error};
use super::request::HttpRequest;
use crate::engine::settings::{Endpoint, ProviderKind};
use crate::engine::time::UnixMillis;

/// A model on offer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ModelInfo {
    /// The id to ask for.
    pub id: String,
    /// The name for people; the id where there is none.
    pub name: String,
    /// Whether it calls tools; `None` where the provider does not say.
    pub tools: Option<bool>,
    /// Whether it sees pictures.
    pub vision: Option<bool>,
    /// Its context in tokens.
    pub context_tokens: Option<u64>,
    /// US dollars per million tokens read.
    pub input_usd_per_million: Option<f64>,
    /// US dollars per million tokens written.
    pub output_usd_per_million: Option<f64>,
}

/// The request for an endpoint's list of models.
pub fn encode_models_request(endpoint: &Endpoint) -> HttpRequest {
    HttpRequest {
        method: "GET",
        url: format!("{}/models", endpoint.base_url),
        headers: vec![("Accept", "application/json".to_owned())],
        key: endpoint.key.clone(),
        body: None,
    }
}

/// Reads the list from the body of an answer with status 200, sorted by name. Models that cannot
/// chat, and those whose end lies before `now`, are left out.
///
/// Errors: [`LlmError::NotAStream`] for what is no list of models, and whatever the body reports.
pub fn parse_models(
    provider: ProviderKind,
    body: &str,
    now: UnixMillis,
) -> Result<Vec<ModelInfo>, LlmError> {
    let Some(dialect) = dialect::of(provider) else {
        return Ok(Vec::new());
    };
    let foreign = || LlmError::NotAStream {
        excerpt: excerpt(body),
    };
    let list: Value = serde_json::from_str(body).map_err(|_syntax| foreign())?;
    if is_error(&list) {
        return Err(classify_in_stream(&list));
    }
    // `data` by the standard, `models` in Ollama's own list, a bare list in a few gateways.
    let entries = [list.get("data"), list.get("models"), Some(&list)]
        .into_iter()
        .flatten()
        .find_map(Value::as_array)
        .ok_or_else(foreign)?;
    let mut models = (dialect.models)(entries, now);
    models.sort_by_cached_key(|model| (model.name.to_lowercase(), model.id.clone()));
    models.dedup_by(|a, b| a.id == b.id);
    Ok(models)
}

/// A text field of an entry; empty ones count as absent.
pub(super) fn text<'a>(entry: &'a Value, key: &str) -> Option<&'a str> {
    let text = entry.get(key).and_then(Value::as_str)?.trim();
    (!text.is_empty()).then_some(text)
}

/// Whether a list of texts holds one of these words; `None` where there is no list.
pub(super) fn lists(list: Option<&Value>, words: &[&str]) -> Option<bool> {
    let entries = list?.as_array()?;
    Some(
        entries
            .iter()
            .filter_map(Value::as_str)
            .any(|entry| words.contains(&entry)),
    )
}

#[cfg(test)]
#[path = "catalog_tests.rs"]
mod tests;
