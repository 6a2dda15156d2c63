//! Models as their providers list them, and what they can do.

use serde::{Deserialize, Serialize};

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
