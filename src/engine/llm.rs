//! Language models: one vocabulary for every provider.
//!
//! Bytes → [`sse`] → a provider's decoder → [`LlmEvent`]. The rest of the product knows only the
//! events. A provider is one dialect file that encodes an [`LlmRequest`] and decodes its stream.
//!
//! Invariants: a stream that ends without a finish reason is an error, never a success; a tool
//! call's arguments are handed on exactly as they came; nothing here does IO.

pub mod assemble;
mod body;
pub mod catalog;
pub mod chat_completions;
pub mod compatible;
pub mod dialect;
pub mod error;
mod http_date;
pub mod http_error;
pub mod json_protocol;
pub mod openai;
pub mod openrouter;
pub mod probe;
pub mod request;
pub mod responses;
pub mod retry;
pub mod sse;
mod think;
mod tool_calls;

use serde::{Deserialize, Serialize};

pub use error::LlmError;
pub use request::{HttpRequest, LlmRequest, PromptMessage, ToolDescription};

use super::ids::ToolCallId;

/// What a model's answer is made of, in the order in which it arrives.
#[derive(Clone, Debug, PartialEq)]
pub enum LlmEvent {
    /// More text of the answer.
    TextDelta(String),
    /// More of the model's visible reasoning.
    ReasoningDelta(String),
    /// More of a refusal; shown like text, but the turn ends as refused.
    RefusalDelta(String),
    /// A tool call began; its arguments follow. `slot` numbers the calls of one answer from 0.
    ToolCallStarted {
        /// Which call of this answer.
        slot: usize,
        /// The provider's id, or one of ours (`call_<slot>`) where it sends none.
        id: ToolCallId,
        /// The tool's name.
        name: String,
    },
    /// More of a call's arguments: a piece of JSON text.
    ToolCallDelta {
        /// Which call.
        slot: usize,
        /// The piece, exactly as sent.
        arguments: String,
    },
    /// Tokens and cost, when the provider says them.
    Usage(Usage),
    /// What must be sent back unchanged with the next request of this turn (encrypted reasoning and
    /// the like), opaque to everybody but the dialect that made it.
    Carry(serde_json::Value),
    /// The answer is complete. Nothing follows but `Usage` and `Carry`, each at most once.
    Finished(FinishReason),
    /// The provider reported an error inside the stream. Nothing follows.
    Failed(LlmError),
}

/// Why a model stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FinishReason {
    /// It was done.
    Stop,
    /// It wants its tool calls carried out.
    ToolCalls,
    /// The output limit was reached; the last tool call may be cut and must not run.
    Length,
    /// A filter stopped it.
    ContentFilter,
}

/// Tokens and cost of one answer; what the provider did not say is `None`, never zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Usage {
    /// Tokens read, cached ones included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_tokens: Option<u64>,
    /// Tokens read from the provider's cache.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cached_tokens: Option<u64>,
    /// Tokens written, reasoning included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_tokens: Option<u64>,
    /// Tokens of reasoning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasoning_tokens: Option<u64>,
    /// US dollars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_usd: Option<f64>,
}

/// Decodes one answer of one provider. Feed it bytes as they come, in pieces of any size.
pub trait Decoder {
    /// Takes the next piece of the body.
    fn push(&mut self, bytes: &[u8]) -> Vec<LlmEvent>;

    /// The body has ended. Yields what was still held back (usage, carry), and
    /// [`LlmError::Truncated`] if no finish reason had come. To be called however the body ended.
    fn finish(&mut self) -> Vec<LlmEvent>;

    /// Whether nothing can follow, so that the connection may be dropped although it is still open.
    fn is_over(&self) -> bool {
        false
    }
}

impl Decoder for Box<dyn Decoder> {
    fn push(&mut self, bytes: &[u8]) -> Vec<LlmEvent> {
        (**self).push(bytes)
    }

    fn finish(&mut self) -> Vec<LlmEvent> {
        (**self).finish()
    }

    fn is_over(&self) -> bool {
        (**self).is_over()
    }
}
