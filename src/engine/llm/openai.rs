//! OpenAI: the Responses API, because its newer models take tools nowhere else; and what the names
//! of its models say, because its list says nothing about them.
//!
//! ```text
//! {"id":"gpt-6-sol","object":"model","created":1790000000,"owned_by":"system","shutdown_date":null}
//! ```
//!
//! Invariant: names are read by their generation, so that models which do not exist yet behave like
//! the newest ones that do.

use serde_json::Value;

use super::Decoder;
use super::catalog::{ModelInfo, text};
use super::dialect::Dialect;
use super::http_date::parse_iso_day;
use super::responses::{ResponsesDecoder, encode_responses};
use crate::engine::time::UnixMillis;

/// How OpenAI is spoken to.
pub const DIALECT: Dialect = Dialect {
    encode: encode_responses,
    decoder,
    models,
};

fn decoder() -> Box<dyn Decoder> {
    Box::new(ResponsesDecoder::default())
}

/// Whether a model reasons before it answers. A name that cannot be read is taken for a newer one.
pub(super) fn thinks(model: &str) -> bool {
    let name = base_name(model);
    !name.contains("chat") && generation(name).is_none_or(|generation| generation >= 5)
}

/// The list holds everything that the account may use; most of it cannot hold a conversation.
fn models(entries: &[Value], now: UnixMillis) -> Vec<ModelInfo> {
    entries
        .iter()
        .filter_map(|entry| {
            let id = text(entry, "id")?;
            let ended = text(entry, "shutdown_date")
                .and_then(parse_iso_day)
                .is_some_and(|end| end <= now);
            (can_chat(id) && !ended).then(|| model(id))
        })
        .collect()
}

fn model(id: &str) -> ModelInfo {
    let name = base_name(id);
    let capable = generation(name).is_none_or(|generation| generation >= 5)
        || ["gpt-4o", "gpt-4.1"]
            .iter()
            .any(|family| name.starts_with(family));
    ModelInfo {
        id: id.to_owned(),
        name: id.to_owned(),
        tools: capable.then_some(true),
        vision: capable.then_some(true),
        ..ModelInfo::default()
    }
}

/// Words in the names of models that do something else than chat, or only something slower.
const OTHER_PURPOSES: [&str; 15] = [
    "audio",
    "realtime",
    "transcribe",
    "tts",
    "image",
    "search",
    "embedding",
    "moderation",
    "instruct",
    "codex-mini",
    "computer-use",
    "deep-research",
    "-pro",
    "whisper",
    "-live",
];

fn can_chat(id: &str) -> bool {
    let name = base_name(id);
    let known = generation(name).is_some()
        || is_o_series(name)
        || name == "chat-latest"
        || id.starts_with("ft:gpt");
    known && !OTHER_PURPOSES.iter().any(|word| name.contains(word))
}

/// The name of the model that a fine-tuned one (`ft:gpt-4.1:team::id`) was made from.
fn base_name(id: &str) -> &str {
    id.strip_prefix("ft:")
        .and_then(|rest| rest.split(':').next())
        .unwrap_or(id)
}

/// The 5 of `gpt-5.4-mini`.
fn generation(name: &str) -> Option<u32> {
    let rest = name.strip_prefix("gpt-")?;
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}

/// `o1`, `o3-mini`, `o4-mini`.
fn is_o_series(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next() == Some('o') && letters.next().is_some_and(|letter| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_that_do_not_chat_are_left_out() {
        for id in [
            "gpt-6-sol",
            "gpt-5.4-mini",
            "gpt-4o",
            "o3",
            "chat-latest",
            "gpt-9.2-nova",
            "ft:gpt-4.1-mini:team::abc",
        ] {
            assert!(can_chat(id), "{id}");
        }
        for id in [
            "gpt-image-2",
            "gpt-4o-audio-preview",
            "gpt-realtime",
            "whisper-1",
            "tts-1",
            "text-embedding-3-small",
            "omni-moderation-latest",
            "gpt-3.5-turbo-instruct",
            "gpt-4o-transcribe",
            "gpt-5-pro",
            "dall-e-3",
            "sora-2",
            "gpt-4o-search-preview",
            "computer-use-preview",
            "o3-deep-research",
            "davinci-002",
        ] {
            assert!(!can_chat(id), "{id}");
        }
    }

    #[test]
    fn only_models_that_reason_are_asked_for_their_reasoning() {
        for id in [
            "gpt-5",
            "gpt-6.1-sol",
            "o3",
            "o4-mini",
            "nova-1",
            "ft:gpt-5:t::x",
        ] {
            assert!(thinks(id), "{id}");
        }
        for id in [
            "gpt-4o",
            "gpt-4.1-mini",
            "gpt-5-chat-latest",
            "chat-latest",
            "ft:gpt-4.1:t::x",
        ] {
            assert!(!thinks(id), "{id}");
        }
    }
}
