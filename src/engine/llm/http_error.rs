//! From a provider's refusal to an [`LlmError`]: every shape of error body, one classification.
//!
//! ```text
//! OpenAI      {"error":{"message":"…","type":"invalid_request_error","code":"model_not_found"}}
//! OpenRouter  {"error":{"code":429,"message":"Provider returned error",
//!              "metadata":{"error_type":"rate_limit_exceeded","raw":"{\"error\":{…}}"}}}
//! llama.cpp   {"error":{"code":400,"type":"exceed_context_size_error","message":"…"}}
//! vLLM        {"object":"error","message":"…","type":"BadRequestError","code":400}
//! Ollama      {"error":"model \"x\" not found"}, or plain text
//! proxies     <html>…</html>
//! ```
//!
//! Invariants: named codes decide before the status, because a used-up account and a busy server
//! share 429; the provider's words are kept as plain text of at most [`MAX_MESSAGE_CHARS`]
//! characters; any bytes give an error, never a panic.

use serde_json::Value;

use super::error::LlmError;
use super::http_date::parse_http_date;
use crate::engine::time::{Millis, UnixMillis};

/// Most characters that are kept of a provider's words.
pub const MAX_MESSAGE_CHARS: usize = 500;

/// What an answer with an error status means.
///
/// `content_type` and `retry_after` are the headers of those names, `retry_after` in seconds or as
/// an HTTP date; `now` is needed for the latter.
pub fn classify(
    status: u16,
    content_type: &str,
    retry_after: Option<&str>,
    body: &str,
    now: UnixMillis,
) -> LlmError {
    let body = body.trim();
    let mut complaint = match serde_json::from_str::<Value>(body) {
        Ok(value) => Complaint::read(&value),
        Err(_) => Complaint {
            message: if content_type.contains("html") || body.starts_with('<') {
                page_title(body)
            } else {
                body.to_owned()
            },
            ..Complaint::default()
        },
    };
    if let Some(wait) = retry_after.and_then(|header| parse_retry_after(header, now)) {
        complaint.retry_after = Some(wait);
    } else if let Some(reset) = complaint.reset_at {
        complaint.retry_after = Some(reset.since(now));
    }
    complaint.into_error(status)
}

/// What an error inside a stream, or in a document that came with status 200, means. `value` is the
/// whole chunk or only its `error`.
pub(super) fn classify_in_stream(value: &Value) -> LlmError {
    let complaint = Complaint::read(value);
    let status = complaint.numeric_code.unwrap_or(200);
    complaint.into_error(status)
}

/// Whether a chunk or a document is an error rather than an answer.
pub(super) fn is_error(value: &Value) -> bool {
    let stated = value.get("error").is_some_and(|error| match error {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    });
    let is = |key: &str| value.get(key).and_then(Value::as_str) == Some("error");
    stated || is("object") || is("type")
}

/// A `Retry-After` header: whole or broken seconds, or a date.
fn parse_retry_after(header: &str, now: UnixMillis) -> Option<Millis> {
    match header.trim().parse::<f64>() {
        Ok(seconds) => rounded_up(seconds * 1000.0),
        Err(_) => parse_http_date(header).map(|date| date.since(now)),
    }
}

/// A number of milliseconds, rounded up; nothing for what is no duration.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range is checked first"
)]
fn rounded_up(milliseconds: f64) -> Option<Millis> {
    (0.0..=1e12)
        .contains(&milliseconds)
        .then(|| Millis(milliseconds.ceil() as u64))
}

/// What a body said, whatever its shape.
#[derive(Debug, Default)]
struct Complaint {
    message: String,
    /// Every machine-readable name that was given, in lower case.
    codes: Vec<String>,
    /// A status inside the body.
    numeric_code: Option<u16>,
    retry_after: Option<Millis>,
    reset_at: Option<UnixMillis>,
    /// A moderator's reasons were given.
    moderated: bool,
}

impl Complaint {
    fn read(value: &Value) -> Self {
        // Google wraps its errors in a list of one.
        let value = value.get(0).unwrap_or(value);
        let error = value
            .get("error")
            .filter(|error| !error.is_null())
            .unwrap_or(value);
        let mut complaint = Self::default();
        complaint.read_error(error);
        if let Some(text) = value.get("detail").and_then(detail_text) {
            complaint.set_message(&text);
        }
        complaint
    }

    fn read_error(&mut self, error: &Value) {
        if let Some(text) = error.as_str() {
            self.set_message(text);
            return;
        }
        for key in ["code", "type", "status"] {
            self.read_code(error.get(key));
        }
        match error.get("message") {
            Some(Value::String(text)) => self.set_message(text),
            Some(other) => {
                if let Some(text) = detail_text(other.get("detail").unwrap_or(other)) {
                    self.set_message(&text);
                }
            }
            None => {}
        }
        if let Some(metadata) = error.get("metadata") {
            self.read_metadata(metadata);
        }
        if let Some(availability) = error.get("availability") {
            self.read_code(availability.get("code"));
            if let Some(seconds) = availability.get("retry_after").and_then(Value::as_f64) {
                self.retry_after = rounded_up(seconds * 1000.0);
            }
        }
        if self.retry_after.is_none() {
            self.retry_after = wait_in_words(&self.message);
        }
    }

    /// OpenRouter's account of what the provider behind it said.
    fn read_metadata(&mut self, metadata: &Value) {
        for key in ["error_type", "provider_code"] {
            self.read_code(metadata.get(key));
        }
        self.moderated = metadata.get("reasons").is_some_and(Value::is_array);
        self.reset_at = metadata
            .pointer("/headers/X-RateLimit-Reset")
            .and_then(|reset| match reset {
                Value::String(text) => text.parse().ok(),
                other => other.as_u64(),
            })
            .map(UnixMillis);
        let Some(raw) = metadata.get("raw") else {
            return;
        };
        let parsed = raw
            .as_str()
            .map_or_else(|| Ok(raw.clone()), serde_json::from_str::<Value>);
        let inner = match parsed {
            Ok(value @ (Value::Object(_) | Value::Array(_))) => Self::read(&value),
            _ => Self {
                message: raw.as_str().unwrap_or_default().to_owned(),
                ..Self::default()
            },
        };
        self.codes.extend(inner.codes);
        if !inner.message.is_empty() {
            self.message = match metadata.get("provider_name").and_then(Value::as_str) {
                Some(provider) => format!("{provider}: {}", inner.message),
                None => inner.message,
            };
        }
    }

    fn read_code(&mut self, code: Option<&Value>) {
        match code {
            Some(Value::String(text)) => match text.parse() {
                Ok(number) => self.numeric_code = Some(number),
                Err(_) => self.codes.push(text.to_ascii_lowercase()),
            },
            Some(Value::Number(number)) => {
                self.numeric_code = number
                    .as_u64()
                    .and_then(|number| u16::try_from(number).ok())
                    .filter(|number| (400..600).contains(number))
                    .or(self.numeric_code);
            }
            _ => {}
        }
    }

    fn set_message(&mut self, text: &str) {
        if !text.trim().is_empty() {
            text.trim().clone_into(&mut self.message);
        }
    }

    fn has(&self, names: &[&str]) -> bool {
        self.codes.iter().any(|code| names.contains(&code.as_str()))
    }

    fn says(&self, phrases: &[&str]) -> bool {
        let message = self.message.to_ascii_lowercase();
        phrases.iter().any(|phrase| message.contains(phrase))
    }

    fn into_error(self, status: u16) -> LlmError {
        let message: String = self.message.chars().take(MAX_MESSAGE_CHARS).collect();
        if status == 402 || self.has(OUT_OF_CREDIT) {
            LlmError::OutOfCredit { message }
        } else if self.has(CONTEXT_OVERFLOW)
            || status == 413
            || (matches!(status, 400 | 422) && self.says(CONTEXT_OVERFLOW_PHRASES))
        {
            LlmError::ContextOverflow { message }
        } else if self.moderated || self.has(REFUSED) {
            LlmError::Refused { message }
        } else if status == 429 || self.has(RATE_LIMITED) {
            LlmError::RateLimited {
                message,
                retry_after: self.retry_after,
            }
        } else if matches!(status, 401 | 403) || self.has(UNAUTHORIZED) {
            LlmError::Unauthorized { message }
        } else if status == 404 || self.has(NOT_FOUND) {
            LlmError::NotFound { message }
        } else if status == 408 || !(400..500).contains(&status) || self.has(TEMPORARY) {
            LlmError::Server { status, message }
        } else {
            LlmError::BadRequest { status, message }
        }
    }
}

/// Codes of OpenAI (`error.code`) and OpenRouter (`metadata.error_type`) for an empty account.
const OUT_OF_CREDIT: &[&str] = &[
    "insufficient_quota",
    "credit_balance_exhausted",
    "insufficient_credits",
    "insufficient_balance",
    "billing_hard_limit_reached",
    "billing_not_active",
    "payment_required",
];

/// Codes of OpenAI, OpenRouter and llama.cpp for a request larger than the context.
const CONTEXT_OVERFLOW: &[&str] = &[
    "context_length_exceeded",
    "exceed_context_size_error",
    "token_limit_exceeded",
    "string_too_long",
    "payload_too_large",
];

/// What servers without codes say about it (vLLM, LM Studio, Anthropic, Mistral).
const CONTEXT_OVERFLOW_PHRASES: &[&str] = &[
    "maximum context length",
    "context length",
    "context window",
    "available context size",
    "prompt is too long",
    "too large for model with",
];

/// Codes for an answer that a policy forbids.
const REFUSED: &[&str] = &[
    "content_policy_violation",
    "image_content_policy_violation",
    "content_filter",
    "moderation_blocked",
    "bio_policy",
    "invalid_prompt",
    "refusal",
];

const RATE_LIMITED: &[&str] = &[
    "rate_limit_exceeded",
    "rate_limit_error",
    "slow_down",
    "resource_exhausted",
];

const UNAUTHORIZED: &[&str] = &[
    "invalid_api_key",
    "authentication",
    "authentication_error",
    "permission_denied",
    "permission_error",
];

const NOT_FOUND: &[&str] = &[
    "model_not_found",
    "not_found",
    "not_found_error",
    "no_endpoints",
    "model_deprecated",
    "wrong_endpoint",
];

const TEMPORARY: &[&str] = &[
    "server_error",
    "internal_server_error",
    "server_is_overloaded",
    "overloaded_error",
    "provider_overloaded",
    "provider_unavailable",
    "temporarily_unavailable",
    "capacity_exhausted",
    "unavailable_error",
    "timeout",
];

/// The text of `FastAPI`'s `detail`: a sentence, or a list of `{"msg": …}`.
fn detail_text(detail: &Value) -> Option<String> {
    match detail {
        Value::String(text) => Some(text.clone()),
        Value::Array(entries) => {
            let parts: Vec<&str> = entries
                .iter()
                .filter_map(|entry| entry.get("msg").and_then(Value::as_str))
                .collect();
            (!parts.is_empty()).then(|| parts.join("; "))
        }
        _ => None,
    }
}

/// "Please try again in 1m12.5s": the browser hides OpenAI's `Retry-After`, the message has it too.
fn wait_in_words(message: &str) -> Option<Millis> {
    let lower = message.to_ascii_lowercase();
    let (_, mut rest) = lower.split_once("try again in ")?;
    let mut milliseconds = 0.0;
    let mut found = false;
    while let Some(end) = rest.find(|c: char| !c.is_ascii_digit() && c != '.') {
        let (number, unit) = rest.split_at_checked(end)?;
        let Ok(number) = number.parse::<f64>() else {
            break;
        };
        let (factor, length) = match unit.trim_start() {
            u if u.starts_with("ms") || u.starts_with("millisecond") => (1.0, 2),
            u if u.starts_with('m') => (60_000.0, 1),
            u if u.starts_with('s') => (1000.0, 1),
            u if u.starts_with('h') => (3_600_000.0, 1),
            _ => break,
        };
        milliseconds += number * factor;
        found = true;
        rest = unit.trim_start().get(length..).unwrap_or_default();
    }
    found.then(|| rounded_up(milliseconds)).flatten()
}

/// A web page in one line: its title, because the rest is markup.
fn page_title(page: &str) -> String {
    let lower = page.to_ascii_lowercase();
    let title = lower.find("<title>").zip(lower.find("</title>"));
    title
        .and_then(|(start, end)| page.get(start + "<title>".len()..end))
        .map(str::trim)
        .filter(|title| !title.is_empty())
        .unwrap_or("The server answered with a web page.")
        .to_owned()
}

#[cfg(test)]
#[path = "http_error_tests.rs"]
mod tests;
