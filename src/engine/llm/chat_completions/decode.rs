//! Decodes an answer in the Chat Completions dialect.
//!
//! Survives what servers were seen to do: no `finish_reason` key until the end, a finish chunk sent
//! twice, usage after it or in every chunk, chunks without choices, `null` where a list belongs,
//! reasoning under three names or inside the text, whole calls in one chunk, errors inside a stream
//! with status 200, one JSON document instead of a stream. How pieces find their call is
//! [`ToolCalls`]' business.
//!
//! Invariants: exactly one of `Finished` and `Failed` comes; after `Finished` only usage and carry,
//! after `Failed` nothing; an end without a finish reason is [`LlmError::Truncated`], even after
//! `[DONE]`; no bytes make it panic.

use serde_json::{Map, Value};

use super::super::body::{Body, BodyEnd, excerpt};
use super::super::http_error::{classify_in_stream, is_error};
use super::super::sse::SseEvent;
use super::super::think::{Part, ThinkSplitter};
use super::super::tool_calls::{CallPiece, ToolCalls};
use super::super::{Decoder, FinishReason, LlmError, LlmEvent, Usage};
use super::reasoning_details::add_detail;

/// The key of [`LlmEvent::Carry`] under which OpenRouter's reasoning lies.
pub(super) const REASONING_DETAILS: &str = "reasoning_details";

/// The key of [`LlmEvent::Carry`] under which Google's additions to calls lie, by call id.
pub(super) const EXTRA_CONTENT: &str = "extra_content";

/// Decodes one answer.
#[derive(Debug, Default)]
pub struct ChatDecoder {
    body: Body,
    state: State,
    /// The candidate that is read; servers that send several are answered with the first.
    candidate: Option<u64>,
    calls: ToolCalls,
    think: ThinkSplitter,
    usage: Usage,
    reasoning_details: Vec<Value>,
    extra_content: Map<String, Value>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Answering,
    /// `Finished` was said; usage may follow.
    Finished,
    /// Nothing follows.
    Over,
}

impl Decoder for ChatDecoder {
    fn push(&mut self, bytes: &[u8]) -> Vec<LlmEvent> {
        let mut out = Vec::new();
        if self.state == State::Over {
            return out;
        }
        for event in self.body.push(bytes) {
            self.take_event(&event, &mut out);
        }
        out
    }

    fn finish(&mut self) -> Vec<LlmEvent> {
        let mut out = Vec::new();
        if self.state == State::Over {
            return out;
        }
        match self.body.finish() {
            BodyEnd::Nothing => {}
            BodyEnd::Unterminated(event) => {
                // Some servers leave out the last empty line; a cut stream has half an event here.
                if self.state == State::Finished || is_terminal(&event) {
                    self.take_event(&event, &mut out);
                }
            }
            BodyEnd::Document(text) => self.take_document(&text, &mut out),
            BodyEnd::Foreign(excerpt) => self.fail(LlmError::NotAStream { excerpt }, &mut out),
        }
        self.end(&mut out);
        out
    }

    fn is_over(&self) -> bool {
        self.state == State::Over
    }
}

impl ChatDecoder {
    fn take_event(&mut self, event: &SseEvent, out: &mut Vec<LlmEvent>) {
        if self.state == State::Over {
            return;
        }
        if event.is_done() {
            self.end(out);
            return;
        }
        match serde_json::from_str::<Value>(&event.data) {
            Ok(chunk) => {
                if is_error(&chunk) || event.name == "error" {
                    self.fail(classify_in_stream(&chunk), out);
                } else {
                    self.take_chunk(&chunk, out);
                }
            }
            // A broken chunk would leave a hole in the answer; other words are some gateway's ping.
            Err(_) if event.data.trim_start().starts_with('{') => {
                let message = "A piece of the answer could not be read.".to_owned();
                self.fail(
                    LlmError::Server {
                        status: 200,
                        message,
                    },
                    out,
                );
            }
            Err(_) => {}
        }
    }

    /// A whole completion, from a gateway that ignores `stream`.
    fn take_document(&mut self, text: &str, out: &mut Vec<LlmEvent>) {
        match serde_json::from_str::<Value>(text) {
            Ok(document) if is_error(document.get(0).unwrap_or(&document)) => {
                self.fail(classify_in_stream(&document), out);
            }
            Ok(document) if document.get("choices").is_some_and(Value::is_array) => {
                self.take_chunk(&document, out);
            }
            _ => {
                let excerpt = excerpt(text);
                self.fail(LlmError::NotAStream { excerpt }, out);
            }
        }
    }

    fn take_chunk(&mut self, chunk: &Value, out: &mut Vec<LlmEvent>) {
        if let Some(usage) = chunk.get("usage") {
            self.usage = merge(read_usage(usage), self.usage);
        }
        let choices = chunk.get("choices").and_then(Value::as_array);
        for choice in choices.into_iter().flatten() {
            let index = choice.get("index").and_then(Value::as_u64).unwrap_or(0);
            if *self.candidate.get_or_insert(index) == index && self.state == State::Answering {
                self.take_choice(choice, out);
            }
        }
    }

    fn take_choice(&mut self, choice: &Value, out: &mut Vec<LlmEvent>) {
        let delta = choice.get("delta").filter(|delta| delta.is_object());
        if let Some(delta) = delta.or_else(|| choice.get("message")) {
            self.take_reasoning(delta, out);
            match delta.get("content") {
                Some(Value::String(text)) => self.take_text(text, out),
                Some(Value::Array(parts)) => self.take_parts(parts, out),
                _ => {}
            }
            if let Some(text) = text_of(delta, "refusal") {
                out.push(LlmEvent::RefusalDelta(text.to_owned()));
            }
            let pieces = delta.get("tool_calls").and_then(Value::as_array);
            for piece in pieces.into_iter().flatten() {
                self.take_call(piece, out);
            }
        }
        if let Some(reason) = text_of(choice, "finish_reason") {
            self.take_finish(reason, out);
        }
    }

    fn take_text(&mut self, text: &str, out: &mut Vec<LlmEvent>) {
        if !text.is_empty() {
            out.extend(self.think.push(text).into_iter().map(event_of));
        }
    }

    /// Content as a list of parts: Mistral's reasoning models.
    fn take_parts(&mut self, parts: &[Value], out: &mut Vec<LlmEvent>) {
        for part in parts {
            let thinking = part.get("thinking").and_then(Value::as_array);
            for thought in thinking.into_iter().flatten() {
                if let Some(text) = text_of(thought, "text") {
                    out.push(LlmEvent::ReasoningDelta(text.to_owned()));
                }
            }
            if let Some(text) = text_of(part, "text") {
                self.take_text(text, out);
            }
        }
    }

    /// Reasoning under the first of its names that is there: servers repeat it under several.
    fn take_reasoning(&mut self, delta: &Value, out: &mut Vec<LlmEvent>) {
        let details = delta.get(REASONING_DETAILS).and_then(Value::as_array);
        let plain = text_of(delta, "reasoning").or_else(|| text_of(delta, "reasoning_content"));
        if let Some(text) = plain {
            out.push(LlmEvent::ReasoningDelta(text.to_owned()));
        }
        for detail in details.into_iter().flatten() {
            let text = text_of(detail, "text").or_else(|| text_of(detail, "summary"));
            if let (None, Some(text)) = (plain, text) {
                out.push(LlmEvent::ReasoningDelta(text.to_owned()));
            }
            add_detail(&mut self.reasoning_details, detail);
        }
    }

    fn take_call(&mut self, piece: &Value, out: &mut Vec<LlmEvent>) {
        let function = piece.get("function").unwrap_or(&Value::Null);
        // Ids are opaque, but LM Studio numbers them; arguments are text, but some send an object.
        let id = match piece.get("id") {
            Some(Value::String(id)) => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            _ => String::new(),
        };
        let arguments = match function.get("arguments") {
            Some(Value::String(text)) => text.clone(),
            Some(object @ (Value::Object(_) | Value::Array(_))) => object.to_string(),
            _ => String::new(),
        };
        let slot = self.calls.take(
            &CallPiece {
                index: piece.get("index").and_then(Value::as_u64),
                id: non_empty(&id),
                name: text_of(function, "name"),
                arguments: non_empty(&arguments),
            },
            out,
        );
        if let Some(extra) = piece.get(EXTRA_CONTENT).filter(|extra| extra.is_object())
            && let Some(id) = slot.and_then(|slot| self.calls.id_of(slot))
        {
            self.extra_content.insert(id.0, extra.clone());
        }
    }

    fn take_finish(&mut self, reason: &str, out: &mut Vec<LlmEvent>) {
        let reason = match reason {
            "error" => {
                let message = "The provider stopped with an error.".to_owned();
                self.fail(
                    LlmError::Server {
                        status: 200,
                        message,
                    },
                    out,
                );
                return;
            }
            "length" | "max_tokens" | "model_length" => FinishReason::Length,
            "content_filter" => FinishReason::ContentFilter,
            // Gemini says `stop` although it calls, others the reverse: the calls decide.
            _ if self.calls.is_empty() => FinishReason::Stop,
            _ => FinishReason::ToolCalls,
        };
        out.extend(self.think.finish().map(event_of));
        self.calls.finish(out);
        out.push(LlmEvent::Finished(reason));
        self.state = State::Finished;
    }

    /// The stream is over: what was kept for the end, or the truth that there was no end.
    fn end(&mut self, out: &mut Vec<LlmEvent>) {
        match self.state {
            State::Answering => self.fail(LlmError::Truncated, out),
            State::Finished => {
                self.tell_usage(out);
                if let Some(carry) = self.carry() {
                    out.push(LlmEvent::Carry(carry));
                }
                self.state = State::Over;
            }
            State::Over => {}
        }
    }

    /// An error ends the answer, unless it was complete already.
    fn fail(&mut self, error: LlmError, out: &mut Vec<LlmEvent>) {
        if self.state == State::Answering {
            out.extend(self.think.finish().map(event_of));
            self.tell_usage(out);
            out.push(LlmEvent::Failed(error));
            self.state = State::Over;
        }
    }

    fn tell_usage(&self, out: &mut Vec<LlmEvent>) {
        if self.usage != Usage::default() {
            out.push(LlmEvent::Usage(self.usage));
        }
    }

    fn carry(&mut self) -> Option<Value> {
        let mut carry = Map::new();
        if !self.reasoning_details.is_empty() {
            let details = std::mem::take(&mut self.reasoning_details);
            carry.insert(REASONING_DETAILS.to_owned(), Value::Array(details));
        }
        if !self.extra_content.is_empty() {
            let extra = std::mem::take(&mut self.extra_content);
            carry.insert(EXTRA_CONTENT.to_owned(), Value::Object(extra));
        }
        (!carry.is_empty()).then_some(Value::Object(carry))
    }
}

/// Whether an event ends an answer by itself.
fn is_terminal(event: &SseEvent) -> bool {
    if event.is_done() {
        return true;
    }
    let Ok(chunk) = serde_json::from_str::<Value>(&event.data) else {
        return false;
    };
    let choices = chunk.get("choices").and_then(Value::as_array);
    is_error(&chunk)
        || choices
            .into_iter()
            .flatten()
            .any(|choice| text_of(choice, "finish_reason").is_some())
}

fn event_of(part: Part) -> LlmEvent {
    match part {
        Part::Text(text) => LlmEvent::TextDelta(text),
        Part::Reasoning(text) => LlmEvent::ReasoningDelta(text),
    }
}

fn non_empty(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn text_of<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str).and_then(non_empty)
}

/// What a `usage` object says. Costs are OpenRouter's `cost` or Perplexity's `cost.total_cost`.
fn read_usage(usage: &Value) -> Usage {
    let count = |pointer: &str| usage.pointer(pointer).and_then(Value::as_u64);
    let cost = usage.get("cost").unwrap_or(&Value::Null);
    Usage {
        input_tokens: count("/prompt_tokens"),
        cached_tokens: count("/prompt_tokens_details/cached_tokens")
            .or_else(|| count("/prompt_cache_hit_tokens")),
        output_tokens: count("/completion_tokens"),
        reasoning_tokens: count("/completion_tokens_details/reasoning_tokens"),
        cost_usd: cost
            .as_f64()
            .or_else(|| cost.get("total_cost").and_then(Value::as_f64)),
    }
}

/// The newer figures, and the older ones where there are no newer.
fn merge(newer: Usage, older: Usage) -> Usage {
    Usage {
        input_tokens: newer.input_tokens.or(older.input_tokens),
        cached_tokens: newer.cached_tokens.or(older.cached_tokens),
        output_tokens: newer.output_tokens.or(older.output_tokens),
        reasoning_tokens: newer.reasoning_tokens.or(older.reasoning_tokens),
        cost_usd: newer.cost_usd.or(older.cost_usd),
    }
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
