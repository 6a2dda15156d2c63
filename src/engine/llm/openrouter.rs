//! OpenRouter: Chat Completions with a rich list of models.
//!
//! ```text
//! {"id":"openai/gpt-6-sol","name":"OpenAI: GPT-6 Sol","context_length":1050000,
//!  "architecture":{"input_modalities":["text","image"],"output_modalities":["text"]},
//!  "pricing":{"prompt":"0.000002","completion":"0.00001"},
//!  "supported_parameters":["tools","reasoning"],"expiration_date":null}
//! ```
//!
//! Invariant: the attribution headers go here and nowhere else, because other servers' preflights
//! refuse headers that they do not know.

use serde_json::Value;

use super::Decoder;
use super::catalog::{ModelInfo, lists, text};
use super::chat_completions::{ChatDecoder, encode_chat};
use super::dialect::Dialect;
use super::http_date::parse_iso_day;
use super::request::{HttpRequest, LlmRequest};
use crate::engine::settings::Endpoint;
use crate::engine::time::UnixMillis;

/// How OpenRouter is spoken to.
pub const DIALECT: Dialect = Dialect {
    encode,
    decoder,
    models,
};

/// The address under which OpenRouter counts this product. The product has no site of its own, so
/// this is a name that is guaranteed to belong to nobody (RFC 2606).
const APP_ADDRESS: &str = "https://limn.invalid";
const APP_TITLE: &str = "Limn";

fn encode(request: &LlmRequest, endpoint: &Endpoint) -> HttpRequest {
    let mut encoded = encode_chat(request, endpoint);
    encoded.headers.extend([
        ("HTTP-Referer", APP_ADDRESS.to_owned()),
        ("X-OpenRouter-Title", APP_TITLE.to_owned()),
    ]);
    encoded
}

fn decoder() -> Box<dyn Decoder> {
    Box::new(ChatDecoder::default())
}

fn models(entries: &[Value], now: UnixMillis) -> Vec<ModelInfo> {
    entries
        .iter()
        .filter_map(|entry| {
            let id = text(entry, "id")?;
            let writes = lists(entry.pointer("/architecture/output_modalities"), &["text"]);
            let ended = text(entry, "expiration_date")
                .and_then(parse_iso_day)
                .is_some_and(|end| end <= now);
            let price = |pointer| entry.pointer(pointer).and_then(Value::as_str);
            (writes != Some(false) && !ended).then(|| ModelInfo {
                id: id.to_owned(),
                name: text(entry, "name").unwrap_or(id).to_owned(),
                tools: lists(entry.get("supported_parameters"), &["tools"]),
                vision: lists(entry.pointer("/architecture/input_modalities"), &["image"]),
                context_tokens: entry.get("context_length").and_then(Value::as_u64),
                input_usd_per_million: price("/pricing/prompt").and_then(per_million),
                output_usd_per_million: price("/pricing/completion").and_then(per_million),
            })
        })
        .collect()
}

/// A price per token, as decimal text, times a million. The point is moved in the text, so that
/// `0.0000025` becomes exactly 2.5. Negative prices mean that it depends.
fn per_million(price: &str) -> Option<f64> {
    let price = price.trim();
    let approximate: f64 = price.parse().ok()?;
    let plain = price
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !plain {
        // An exponent: such prices are rare, and their last digit is not worth more code.
        return (approximate.is_finite() && approximate >= 0.0).then_some(approximate * 1e6);
    }
    let (whole, fraction) = price.split_once('.').unwrap_or((price, ""));
    let moved: String = fraction.chars().chain("000000".chars()).take(6).collect();
    let rest: String = fraction.chars().skip(6).collect();
    format!("{whole}{moved}.{rest}0").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_per_token_become_exact_prices_per_million() {
        for (price, expected) in [
            ("0.0000025", Some(2.5)),
            ("0.00001", Some(10.0)),
            ("0.00000015", Some(0.15)),
            ("0.000000075", Some(0.075)),
            ("0", Some(0.0)),
            ("1", Some(1_000_000.0)),
            ("2e-6", Some(2.0)),
            ("-1", None),
            ("free", None),
            ("", None),
            (".", None),
        ] {
            let found = per_million(price);
            match expected {
                Some(value) => {
                    assert!(
                        found.is_some_and(|found| (found - value).abs() < 1e-12),
                        "{price}"
                    );
                }
                None => assert_eq!(found, None, "{price}"),
            }
        }
    }
}
