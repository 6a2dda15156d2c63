//! The events that are kept. Their JSON is a stored format: fields may be added, never renamed.
//!
//! ```json
//! {"seq":2,"at":1780000000000,"event":{"type":"user_message_added","messageId":"0198…","text":"a login form"}}
//! ```

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::message::{CardLayer, Facts, ToolState};
use crate::engine::canvas::{Alias, Applied};
use crate::engine::host::{HostError, HostRequest, SelectedShape};
use crate::engine::ids::{ConversationId, MessageId, OperationId, ToolCallId, TurnId};
use crate::engine::json;
use crate::engine::llm::{FinishReason, Usage};
use crate::engine::time::{Millis, UnixMillis};

/// An event with its place in the stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordedEvent {
    /// From 1, without gaps.
    pub seq: u64,
    /// When it was recorded; for display only.
    pub at: UnixMillis,
    /// What happened.
    pub event: Event,
}

/// What happened in a conversation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(
    remote = "Self",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum Event {
    /// The conversation began.
    ConversationCreated {
        /// Its identity.
        id: ConversationId,
    },
    /// The person gave it a name, or we did.
    TitleChanged {
        /// The name.
        title: String,
        /// Whether the person chose it; then it is never replaced by us.
        by_user: bool,
    },
    /// The person wrote.
    UserMessageAdded {
        /// The message.
        message_id: MessageId,
        /// Its text.
        text: String,
        /// What was selected on the canvas.
        #[serde(default)]
        selection: Vec<SelectedShape>,
        /// The canvas as the model is told about it; empty without a canvas.
        #[serde(default)]
        context: String,
    },
    /// The agent began to answer.
    TurnStarted {
        /// The turn.
        turn_id: TurnId,
        /// The message on screen that it fills.
        message_id: MessageId,
        /// The model that answers, as shown.
        model: String,
    },
    /// A turn is to be given again; it did nothing to the canvas and counts no more.
    TurnSuperseded {
        /// The turn.
        turn_id: TurnId,
    },
    /// Shapes got short names that the model may use from now on.
    ShapesNamed {
        /// The names.
        aliases: Vec<Alias>,
    },
    /// A batch is about to be sent to the host. Durable before it is sent.
    OperationIntended {
        /// The batch.
        operation_id: OperationId,
        /// The call that it belongs to.
        call_id: ToolCallId,
        /// What is sent.
        request: HostRequest,
    },
    /// The host answered, or the waiting ended.
    OperationSettled {
        /// The batch.
        operation_id: OperationId,
        /// What came of it.
        outcome: OperationOutcome,
    },
    /// The model's answer of one step is complete, or as complete as it will ever be.
    StepFinished {
        /// The turn.
        turn_id: TurnId,
        /// Its text.
        text: String,
        /// Its visible reasoning.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reasoning: String,
        /// Its tool calls.
        calls: Vec<RecordedCall>,
        /// Why it ended; absent if it was cut off.
        finish: Option<FinishReason>,
        /// Tokens and cost.
        usage: Usage,
        /// What the provider's dialect wants back with the next request.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        carry: Vec<Value>,
    },
    /// A tool call has its one result.
    ToolFinished {
        /// The turn.
        turn_id: TurnId,
        /// The call.
        call_id: ToolCallId,
        /// The result.
        result: ToolResult,
    },
    /// The turn reached its one terminal state.
    TurnEnded {
        /// The turn.
        turn_id: TurnId,
        /// How.
        end: TurnEnd,
        /// How long it took.
        duration: Millis,
    },
}

json::tagged_enum!(Event, "type");

/// A tool call as the model made it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordedCall {
    /// Its id.
    pub id: ToolCallId,
    /// The tool's name.
    pub name: String,
    /// The arguments, exactly as they came; not always valid JSON.
    pub arguments: String,
}

/// What came of a batch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "snake_case")]
pub enum OperationOutcome {
    /// The host did it.
    Ok {
        /// What changed.
        applied: Applied,
    },
    /// The host did not do it.
    Failed {
        /// Why.
        error: HostError,
    },
    /// It is not known whether the host did it.
    Unknown,
}

json::tagged_enum!(OperationOutcome, "outcome");

/// The one result of a tool call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToolResult {
    /// How it ended; never `running`.
    pub state: ToolState,
    /// What the person sees: "Drew 14 layers on Login".
    pub title: String,
    /// What the model reads.
    pub content: String,
    /// What changed on the canvas.
    #[serde(default)]
    pub facts: Facts,
    /// The layers for the card.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layers: Vec<CardLayer>,
    /// Problems, one sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// How long it took.
    #[serde(default)]
    pub duration: Millis,
}

/// The one end of a turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "snake_case")]
pub enum TurnEnd {
    /// The agent was done.
    Done,
    /// The person stopped it.
    Stopped,
    /// It broke off.
    Interrupted {
        /// What happened.
        title: String,
        /// What to do.
        remedy: String,
    },
    /// It could not go on.
    Failed {
        /// What happened.
        title: String,
        /// What to do.
        remedy: String,
    },
}

json::tagged_enum!(TurnEnd, "end");

/// A running turn as it was about a second ago at the most: replaceable, for a reload in mid-turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Partial {
    /// The turn.
    pub turn_id: TurnId,
    /// Text of the running step so far.
    pub text: String,
    /// Reasoning of the running step so far.
    #[serde(default)]
    pub reasoning: String,
    /// Tool calls of the running step so far, arguments as far as they came.
    pub calls: Vec<RecordedCall>,
    /// When the turn began.
    pub started_at: UnixMillis,
    /// How many steps of the turn had been recorded; once there are more, this one is old.
    #[serde(default)]
    pub step: u32,
}

#[cfg(test)]
#[path = "event_tests.rs"]
mod tests;
