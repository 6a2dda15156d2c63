//! Decodes an answer in the Responses dialect.
//!
//! An answer is a list of items (messages, calls, reasoning), each announced, streamed in pieces and
//! then repeated whole; the last event repeats them all once more. Pieces are keyed by
//! `output_index`, because some servers change `item_id` with every event.
//!
//! Invariants: what was streamed is not said again when it is repeated whole, and what was only sent
//! whole is said once; exactly one of `Finished` and `Failed` comes, after `Failed` nothing; an end
//! without a terminal event is [`LlmError::Truncated`]; unknown events are ignored; no bytes make it
//! panic.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::super::body::{Body, BodyEnd, excerpt};
use super::super::http_error::{classify_in_stream, is_error};
use super::super::sse::SseEvent;
use super::super::tool_calls::{CallPiece, ToolCalls};
use super::super::{Decoder, FinishReason, LlmError, LlmEvent, Usage};

/// The key of [`LlmEvent::Carry`] under which the items lie that must be sent back.
pub(super) const RESPONSE_ITEMS: &str = "response_items";

/// Decodes one answer.
#[derive(Debug, Default)]
pub struct ResponsesDecoder {
    body: Body,
    over: bool,
    calls: ToolCalls,
    /// The parts whose text was said already.
    said: BTreeSet<Part>,
    /// Finished items in their order, for the next request.
    items: Vec<(u64, Value)>,
}

/// A part of an item: kind, `output_index`, and the part's own index.
type Part = (PartKind, u64, u64);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum PartKind {
    Text,
    Refusal,
    Summary,
    Reasoning,
}

impl PartKind {
    fn event(self, text: &str) -> LlmEvent {
        let text = text.to_owned();
        match self {
            Self::Text => LlmEvent::TextDelta(text),
            Self::Refusal => LlmEvent::RefusalDelta(text),
            Self::Summary | Self::Reasoning => LlmEvent::ReasoningDelta(text),
        }
    }
}

impl Decoder for ResponsesDecoder {
    fn push(&mut self, bytes: &[u8]) -> Vec<LlmEvent> {
        let mut out = Vec::new();
        if self.over {
            return out;
        }
        for event in self.body.push(bytes) {
            self.take_event(&event, &mut out);
        }
        out
    }

    fn finish(&mut self) -> Vec<LlmEvent> {
        let mut out = Vec::new();
        if self.over {
            return out;
        }
        match self.body.finish() {
            BodyEnd::Nothing => {}
            BodyEnd::Unterminated(event) => {
                if is_terminal(&event) {
                    self.take_event(&event, &mut out);
                }
            }
            BodyEnd::Document(text) => self.take_document(&text, &mut out),
            BodyEnd::Foreign(excerpt) => self.fail(LlmError::NotAStream { excerpt }, &mut out),
        }
        self.fail(LlmError::Truncated, &mut out);
        out
    }

    fn is_over(&self) -> bool {
        self.over
    }
}

impl ResponsesDecoder {
    fn take_event(&mut self, event: &SseEvent, out: &mut Vec<LlmEvent>) {
        if self.over {
            return;
        }
        if event.is_done() {
            self.fail(LlmError::Truncated, out);
            return;
        }
        let Ok(data) = serde_json::from_str::<Value>(&event.data) else {
            // A broken event would leave a hole in the answer; other words are some gateway's ping.
            if event.data.trim_start().starts_with('{') {
                let message = "A piece of the answer could not be read.".to_owned();
                self.fail(
                    LlmError::Server {
                        status: 200,
                        message,
                    },
                    out,
                );
            }
            return;
        };
        let kind = text_of(&data, "type").unwrap_or(&event.name);
        if kind == "error" || is_error(&data) {
            self.fail(classify_in_stream(&data), out);
            return;
        }
        self.take(kind, &data, out);
    }

    fn take(&mut self, kind: &str, data: &Value, out: &mut Vec<LlmEvent>) {
        let Some(kind) = kind.strip_prefix("response.") else {
            return;
        };
        match kind {
            "output_text.delta" => self.say_more(PartKind::Text, "content_index", data, out),
            "refusal.delta" => self.say_more(PartKind::Refusal, "content_index", data, out),
            "reasoning_summary_text.delta" => {
                self.say_more(PartKind::Summary, "summary_index", data, out);
            }
            "reasoning_text.delta" => {
                self.say_more(PartKind::Reasoning, "content_index", data, out);
            }
            "output_item.added" => {
                if let Some(item) = data.get("item") {
                    self.take_call(index_of(data, "output_index"), item, out);
                }
            }
            "function_call_arguments.delta" => {
                let piece = CallPiece {
                    index: data.get("output_index").and_then(Value::as_u64),
                    arguments: text_of(data, "delta"),
                    ..CallPiece::default()
                };
                self.calls.take(&piece, out);
            }
            "output_item.done" => {
                if let Some(item) = data.get("item") {
                    self.take_item(index_of(data, "output_index"), item, out);
                }
            }
            "completed" | "incomplete" | "failed" | "done" | "cancelled" => {
                self.take_response(data.get("response").unwrap_or(data), kind, out);
            }
            _ => {}
        }
    }

    /// A whole response, from a gateway that ignores `stream`.
    fn take_document(&mut self, text: &str, out: &mut Vec<LlmEvent>) {
        match serde_json::from_str::<Value>(text) {
            Ok(document) if is_error(document.get(0).unwrap_or(&document)) => {
                self.fail(classify_in_stream(&document), out);
            }
            Ok(document) if document.get("output").is_some_and(Value::is_array) => {
                self.take_response(&document, "done", out);
            }
            _ => {
                let excerpt = excerpt(text);
                self.fail(LlmError::NotAStream { excerpt }, out);
            }
        }
    }

    fn say_more(&mut self, kind: PartKind, index: &str, data: &Value, out: &mut Vec<LlmEvent>) {
        if let Some(text) = text_of(data, "delta") {
            let part = (kind, index_of(data, "output_index"), index_of(data, index));
            self.open(part, out);
            out.push(kind.event(text));
        }
    }

    /// Notes that a part is being said; paragraphs of reasoning are set apart.
    fn open(&mut self, part: Part, out: &mut Vec<LlmEvent>) {
        let more = matches!(part.0, PartKind::Summary | PartKind::Reasoning)
            && self.said.iter().any(|(kind, _, _)| *kind == part.0);
        if self.said.insert(part) && more {
            out.push(part.0.event("\n\n"));
        }
    }

    /// Begins a call, or confirms one that began already.
    fn take_call(&mut self, output_index: u64, item: &Value, out: &mut Vec<LlmEvent>) {
        if text_of(item, "type") != Some("function_call") {
            return;
        }
        let start = CallPiece {
            index: Some(output_index),
            id: text_of(item, "call_id").or_else(|| text_of(item, "id")),
            name: text_of(item, "name"),
            arguments: None,
        };
        if let Some(slot) = self.calls.take(&start, out)
            && let Some(whole) = text_of(item, "arguments")
        {
            self.calls.complete(slot, whole, out);
        }
    }

    /// A finished item: says what was not streamed, and keeps it for the next request.
    fn take_item(&mut self, output_index: u64, item: &Value, out: &mut Vec<LlmEvent>) {
        self.take_call(output_index, item, out);
        let parts = ["summary", "content"]
            .iter()
            .filter_map(|key| item.get(*key)?.as_array())
            .flat_map(|parts| (0..).zip(parts));
        for (index, part) in parts {
            let (kind, text) = match text_of(part, "type") {
                Some("output_text") => (PartKind::Text, text_of(part, "text")),
                Some("refusal") => (PartKind::Refusal, text_of(part, "refusal")),
                Some("summary_text") => (PartKind::Summary, text_of(part, "text")),
                Some("reasoning_text") => (PartKind::Reasoning, text_of(part, "text")),
                _ => continue,
            };
            let key = (kind, output_index, index);
            if let Some(text) = text
                && !self.said.contains(&key)
            {
                self.open(key, out);
                out.push(kind.event(text));
            }
        }
        if !self.items.iter().any(|(index, _)| *index == output_index) {
            self.items.push((output_index, item.clone()));
        }
    }

    fn take_response(&mut self, response: &Value, event: &str, out: &mut Vec<LlmEvent>) {
        let status = match event {
            "done" => text_of(response, "status").unwrap_or("completed"),
            named => named,
        };
        // The repetition at the end may leave items out, so its positions prove nothing: it counts
        // only where nothing was streamed.
        if self.items.is_empty() && self.said.is_empty() && self.calls.is_empty() {
            let items = response.get("output").and_then(Value::as_array);
            for (index, item) in (0..).zip(items.into_iter().flatten()) {
                self.take_item(index, item, out);
            }
        }
        let usage = response.get("usage").map(read_usage);
        let usage = usage.filter(|usage| *usage != Usage::default());
        let reason = match status {
            "completed" if self.calls.is_empty() => FinishReason::Stop,
            "completed" => FinishReason::ToolCalls,
            "incomplete" => match response
                .pointer("/incomplete_details/reason")
                .and_then(Value::as_str)
            {
                Some("content_filter") => FinishReason::ContentFilter,
                _ => FinishReason::Length,
            },
            "failed" => {
                out.extend(usage.map(LlmEvent::Usage));
                self.fail(classify_in_stream(response), out);
                return;
            }
            _ => {
                out.extend(usage.map(LlmEvent::Usage));
                self.fail(LlmError::Truncated, out);
                return;
            }
        };
        self.calls.finish(out);
        out.push(LlmEvent::Finished(reason));
        out.extend(usage.map(LlmEvent::Usage));
        out.extend(self.carry().map(LlmEvent::Carry));
        self.over = true;
    }

    fn fail(&mut self, error: LlmError, out: &mut Vec<LlmEvent>) {
        if !std::mem::replace(&mut self.over, true) {
            out.push(LlmEvent::Failed(error));
        }
    }

    /// The items of this answer, unless they hold nothing that the text and the calls do not say.
    /// Reasoning that the server did not encrypt cannot be sent back, because nothing is stored.
    fn carry(&mut self) -> Option<Value> {
        let mut items = std::mem::take(&mut self.items);
        items.sort_by_key(|(index, _)| *index);
        let items: Vec<Value> = items
            .into_iter()
            .map(|(_, item)| item)
            .filter(|item| match text_of(item, "type") {
                Some("reasoning") => text_of(item, "encrypted_content").is_some(),
                Some("message" | "function_call") => true,
                _ => false,
            })
            .collect();
        let needed = items.iter().any(|item| {
            text_of(item, "type") == Some("reasoning") || text_of(item, "phase").is_some()
        });
        needed.then(|| json!({ RESPONSE_ITEMS: items }))
    }
}

/// Whether an event ends an answer by itself.
fn is_terminal(event: &SseEvent) -> bool {
    let Ok(data) = serde_json::from_str::<Value>(&event.data) else {
        return event.is_done();
    };
    matches!(
        text_of(&data, "type").unwrap_or(&event.name),
        "response.completed"
            | "response.incomplete"
            | "response.failed"
            | "response.done"
            | "error"
    )
}

fn text_of<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    let text = value.get(key).and_then(Value::as_str)?;
    (!text.is_empty()).then_some(text)
}

fn index_of(value: &Value, key: &str) -> u64 {
    value.get(key).and_then(Value::as_u64).unwrap_or(0)
}

/// What a `usage` object says; `cost` is OpenRouter's.
fn read_usage(usage: &Value) -> Usage {
    let count = |pointer: &str| usage.pointer(pointer).and_then(Value::as_u64);
    Usage {
        input_tokens: count("/input_tokens"),
        cached_tokens: count("/input_tokens_details/cached_tokens"),
        output_tokens: count("/output_tokens"),
        reasoning_tokens: count("/output_tokens_details/reasoning_tokens"),
        cost_usd: usage.get("cost").and_then(Value::as_f64),
    }
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
