//! What the transcript shows: messages, made of parts, made of facts.
//!
//! Invariant: a finished message never changes, so a view of it is drawn once. The running turn has
//! the same shape, so the interface draws both with the same components.

use serde::{Deserialize, Serialize};

use crate::engine::ids::{MessageId, ToolCallId};
use crate::engine::llm::Usage;
use crate::engine::time::{Millis, UnixMillis};

/// One message of the transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Its identity.
    pub id: MessageId,
    /// Whose it is.
    pub role: Role,
    /// How it ended, or that it runs.
    pub state: MessageState,
    /// What it consists of, in order.
    pub parts: Vec<Part>,
    /// What the whole turn did to the canvas; zero for the person's messages.
    pub facts: Facts,
    /// Tokens and cost of the whole turn.
    pub usage: Usage,
    /// How long the turn took; zero while it runs.
    pub duration: Millis,
    /// Which model answered; empty for the person's messages.
    pub model: String,
    /// When it was written.
    pub at: UnixMillis,
}

/// Whose message it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The person's.
    User,
    /// The agent's.
    Assistant,
}

impl Role {
    /// The value of the `data-role` attribute.
    pub const fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Assistant => "assistant",
        }
    }
}

/// How a message stands. Exactly one of the last four is its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum MessageState {
    /// The answer is being given.
    Streaming,
    /// Complete.
    Done,
    /// The person stopped it.
    Stopped,
    /// It broke off: the network, a reload, a closed panel. What came is kept.
    Interrupted {
        /// What happened, for the person.
        title: String,
        /// What to do about it.
        remedy: String,
    },
    /// It could not be given.
    Failed {
        /// What happened, for the person.
        title: String,
        /// What to do about it.
        remedy: String,
    },
}

impl MessageState {
    /// The value of the `data-state` attribute.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Streaming => "streaming",
            Self::Done => "done",
            Self::Stopped => "stopped",
            Self::Interrupted { .. } => "interrupted",
            Self::Failed { .. } => "failed",
        }
    }
}

/// A piece of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Text; Markdown from the model, plain text from the person.
    Text(String),
    /// Visible reasoning of the model.
    Reasoning(String),
    /// A tool call.
    Tool(ToolCard),
    /// Layers that were selected when the person wrote.
    Selection(Vec<String>),
}

/// A tool call as the person sees it: facts from the journal, not the model's claims.
#[derive(Clone, Debug, PartialEq)]
pub struct ToolCard {
    /// Which call.
    pub call_id: ToolCallId,
    /// The tool's name, the value of the `data-tool` attribute.
    pub tool: String,
    /// How it stands.
    pub state: ToolState,
    /// What it does or did, in a few words: "Drawing on Login", "Drew 14 layers on Login".
    pub title: String,
    /// What it did to the canvas so far.
    pub facts: Facts,
    /// The layers it touched, in order, as many as are worth showing.
    pub layers: Vec<CardLayer>,
    /// Problems and notes, one sentence each.
    pub notes: Vec<String>,
    /// The arguments, as far as they have come, for the curious.
    pub arguments: String,
    /// The result as the model reads it; empty while the call runs.
    pub result: String,
    /// How long it took; zero while it runs.
    pub duration: Millis,
}

/// A layer in a tool card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardLayer {
    /// The layer's name.
    pub name: String,
    /// What it is ([`crate::engine::canvas::NodeKind::name`] or a host kind).
    pub kind: String,
    /// What happened to it.
    pub fate: LayerFate,
    /// How deep it lies below the outermost layer of this call.
    pub depth: u32,
}

/// What happened to a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LayerFate {
    /// On its way.
    Pending,
    /// Created.
    Added,
    /// Changed.
    Changed,
    /// Removed.
    Removed,
    /// Refused.
    Failed,
}

/// How a tool call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToolState {
    /// Its arguments stream in, or it waits for the host.
    Running,
    /// It did what was asked.
    Done,
    /// It did not, or only in part; the card says why.
    Failed,
    /// The person stopped the turn before it was done.
    Stopped,
    /// The host never answered; whether it was done is not known.
    Unknown,
}

impl ToolState {
    /// The value of the `data-state` attribute.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Stopped => "stopped",
            Self::Unknown => "unknown",
        }
    }
}

/// What happened to the canvas, counted in layers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Layers created.
    pub added: usize,
    /// Layers changed.
    pub changed: usize,
    /// Layers removed, with everything inside them.
    pub removed: usize,
}

impl std::ops::AddAssign for Facts {
    fn add_assign(&mut self, other: Self) {
        self.added += other.added;
        self.changed += other.changed;
        self.removed += other.removed;
    }
}
