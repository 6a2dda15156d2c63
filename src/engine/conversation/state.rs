//! The state of a conversation: its events, folded.
//!
//! Invariant: [`Conversation::apply`] is total. An event that does not fit (it names a turn that
//! does not run, say) changes nothing but the sequence number, so any stored journal loads.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::event::{Event, OperationOutcome, RecordedCall, RecordedEvent, ToolResult, TurnEnd};
use super::message::{Facts, Message, MessageState, Part, Role, ToolCard, ToolState};
use crate::engine::canvas::{Aliases, Applied};
use crate::engine::host::{HostRequest, SelectedShape};
use crate::engine::ids::{ConversationId, MessageId, OperationId, ToolCallId, TurnId};
use crate::engine::llm::{FinishReason, Usage};
use crate::engine::time::{Millis, UnixMillis};

/// A conversation as its events made it.
#[derive(Clone, Debug)]
pub struct Conversation {
    /// Its identity.
    pub id: ConversationId,
    /// Its title; empty until the first message.
    pub title: String,
    /// Whether the person chose the title.
    pub titled_by_user: bool,
    /// When its first event was recorded.
    pub created_at: UnixMillis,
    /// When its last event was recorded.
    pub updated_at: UnixMillis,
    /// The sequence number of the last event; 0 before the first.
    pub seq: u64,
    /// What was said and done, in order.
    pub entries: Vec<Entry>,
    /// The finished messages for the screen.
    pub messages: Vec<Arc<Message>>,
    /// Short names of shapes.
    pub aliases: Aliases,
}

/// One entry of a conversation.
#[derive(Clone, Debug)]
pub enum Entry {
    /// The person wrote.
    User(UserEntry),
    /// The agent answered, or is answering.
    Turn(TurnEntry),
}

/// A message of the person.
#[derive(Clone, Debug)]
pub struct UserEntry {
    /// Its identity.
    pub message_id: MessageId,
    /// Its text.
    pub text: String,
    /// What was selected.
    pub selection: Vec<SelectedShape>,
    /// The canvas as it was.
    pub context: String,
}

/// A turn of the agent.
#[derive(Clone, Debug)]
pub struct TurnEntry {
    /// Its identity.
    pub turn_id: TurnId,
    /// The message on screen that it fills.
    pub message_id: MessageId,
    /// The model.
    pub model: String,
    /// When it began.
    pub started_at: UnixMillis,
    /// Its steps so far.
    pub steps: Vec<StepEntry>,
    /// Results of tool calls, also of calls whose step is not finished yet.
    pub results: BTreeMap<ToolCallId, ToolResult>,
    /// Batches sent to the host.
    pub operations: BTreeMap<OperationId, OperationEntry>,
    /// How it ended; `None` while it runs.
    pub end: Option<TurnEnd>,
}

/// One answer of the model within a turn.
#[derive(Clone, Debug)]
pub struct StepEntry {
    /// Its text.
    pub text: String,
    /// Its visible reasoning.
    pub reasoning: String,
    /// Its tool calls.
    pub calls: Vec<RecordedCall>,
    /// Why it ended; `None` if it was cut off.
    pub finish: Option<FinishReason>,
    /// Tokens and cost.
    pub usage: Usage,
    /// What the dialect wants back.
    pub carry: Vec<serde_json::Value>,
}

/// A batch sent to the host.
#[derive(Clone, Debug)]
pub struct OperationEntry {
    /// The call that it belongs to.
    pub call_id: ToolCallId,
    /// What was sent.
    pub request: HostRequest,
    /// What came of it; `None` while nothing is known.
    pub outcome: Option<OperationOutcome>,
}

impl Conversation {
    /// A conversation without events.
    pub fn new(id: ConversationId) -> Self {
        Self {
            id,
            title: String::new(),
            titled_by_user: false,
            created_at: UnixMillis(0),
            updated_at: UnixMillis(0),
            seq: 0,
            entries: Vec::new(),
            messages: Vec::new(),
            aliases: Aliases::default(),
        }
    }

    /// The conversation that a journal tells.
    pub fn replay(id: ConversationId, events: &[RecordedEvent]) -> Self {
        let mut conversation = Self::new(id);
        for event in events {
            conversation.apply(event);
        }
        conversation
    }

    /// The turn that is running.
    pub fn open_turn(&self) -> Option<&TurnEntry> {
        match self.entries.last() {
            Some(Entry::Turn(turn)) if turn.end.is_none() => Some(turn),
            _ => None,
        }
    }

    fn open_turn_mut(&mut self) -> Option<&mut TurnEntry> {
        match self.entries.last_mut() {
            Some(Entry::Turn(turn)) if turn.end.is_none() => Some(turn),
            _ => None,
        }
    }

    /// Takes a finished turn away, from the screen and from what the model reads.
    fn supersede(&mut self, turn_id: TurnId) {
        let message_id = self.entries.iter().find_map(|entry| match entry {
            Entry::Turn(turn) if turn.turn_id == turn_id && turn.end.is_some() => {
                Some(turn.message_id)
            }
            Entry::Turn(_) | Entry::User(_) => None,
        });
        let Some(message_id) = message_id else { return };
        self.messages.retain(|message| message.id != message_id);
        self.entries
            .retain(|entry| !matches!(entry, Entry::Turn(turn) if turn.turn_id == turn_id));
    }

    fn running(&mut self, turn_id: TurnId) -> Option<&mut TurnEntry> {
        self.open_turn_mut().filter(|turn| turn.turn_id == turn_id)
    }

    /// Folds an event in.
    pub fn apply(&mut self, recorded: &RecordedEvent) {
        if self.seq == 0 {
            self.created_at = recorded.at;
        }
        self.seq = recorded.seq;
        self.updated_at = recorded.at;
        match &recorded.event {
            Event::ConversationCreated { id } => self.id = *id,
            Event::TitleChanged { title, by_user } => {
                if *by_user || !self.titled_by_user {
                    self.title.clone_from(title);
                    self.titled_by_user = *by_user;
                }
            }
            Event::UserMessageAdded {
                message_id,
                text,
                selection,
                context,
            } => {
                let entry = UserEntry {
                    message_id: *message_id,
                    text: text.clone(),
                    selection: selection.clone(),
                    context: context.clone(),
                };
                self.messages
                    .push(Arc::new(user_message(&entry, recorded.at)));
                self.entries.push(Entry::User(entry));
            }
            Event::TurnStarted {
                turn_id,
                message_id,
                model,
            } => {
                self.entries.push(Entry::Turn(TurnEntry {
                    turn_id: *turn_id,
                    message_id: *message_id,
                    model: model.clone(),
                    started_at: recorded.at,
                    steps: Vec::new(),
                    results: BTreeMap::new(),
                    operations: BTreeMap::new(),
                    end: None,
                }));
            }
            Event::TurnSuperseded { turn_id } => self.supersede(*turn_id),
            Event::ShapesNamed { aliases } => {
                for alias in aliases {
                    self.aliases.restore(alias);
                }
            }
            Event::OperationIntended {
                operation_id,
                call_id,
                request,
            } => {
                if let Some(turn) = self.open_turn_mut() {
                    let entry = OperationEntry {
                        call_id: call_id.clone(),
                        request: request.clone(),
                        outcome: None,
                    };
                    turn.operations.insert(operation_id.clone(), entry);
                }
            }
            Event::OperationSettled {
                operation_id,
                outcome,
            } => {
                let turn = self.open_turn_mut();
                if let Some(entry) = turn.and_then(|turn| turn.operations.get_mut(operation_id)) {
                    entry.outcome = Some(outcome.clone());
                }
            }
            Event::StepFinished {
                turn_id,
                text,
                reasoning,
                calls,
                finish,
                usage,
                carry,
            } => {
                if let Some(turn) = self.running(*turn_id) {
                    turn.steps.push(StepEntry {
                        text: text.clone(),
                        reasoning: reasoning.clone(),
                        calls: calls.clone(),
                        finish: *finish,
                        usage: *usage,
                        carry: carry.clone(),
                    });
                }
            }
            Event::ToolFinished {
                turn_id,
                call_id,
                result,
            } => {
                if let Some(turn) = self.running(*turn_id) {
                    turn.results
                        .entry(call_id.clone())
                        .or_insert_with(|| result.clone());
                }
            }
            Event::TurnEnded {
                turn_id,
                end,
                duration,
            } => {
                if let Some(turn) = self.running(*turn_id) {
                    turn.end = Some(end.clone());
                    let message = turn_message(turn, end, *duration);
                    self.messages.push(Arc::new(message));
                }
            }
        }
    }
}

impl TurnEntry {
    /// Batches of which nothing is known yet.
    pub fn open_operations(&self) -> impl Iterator<Item = &OperationId> {
        self.operations
            .iter()
            .filter(|(_, entry)| entry.outcome.is_none())
            .map(|(id, _)| id)
    }

    /// What the batches of a call did.
    pub fn applied(&self, call_id: &ToolCallId) -> impl Iterator<Item = &Applied> {
        self.operations
            .values()
            .filter(move |entry| entry.call_id == *call_id)
            .filter_map(|entry| match &entry.outcome {
                Some(OperationOutcome::Ok { applied }) => Some(applied),
                Some(OperationOutcome::Failed { .. } | OperationOutcome::Unknown) | None => None,
            })
    }
}

impl Facts {
    /// Counts what a batch did.
    pub fn of(applied: &Applied) -> Self {
        Self {
            added: applied.created.len(),
            changed: applied.changed.len(),
            removed: applied.removed.iter().map(|shape| shape.layers).sum(),
        }
    }
}

fn user_message(entry: &UserEntry, at: UnixMillis) -> Message {
    let mut parts = Vec::new();
    if !entry.selection.is_empty() {
        parts.push(Part::Selection(
            entry
                .selection
                .iter()
                .map(|shape| shape.name.clone())
                .collect(),
        ));
    }
    parts.push(Part::Text(entry.text.clone()));
    Message {
        id: entry.message_id,
        role: Role::User,
        state: MessageState::Done,
        parts,
        facts: Facts::default(),
        usage: Usage::default(),
        duration: Millis(0),
        model: String::new(),
        at,
    }
}

fn turn_message(turn: &TurnEntry, end: &TurnEnd, duration: Millis) -> Message {
    let mut parts = Vec::new();
    let mut usage = Usage::default();
    for step in &turn.steps {
        usage += step.usage;
        if !step.reasoning.is_empty() {
            parts.push(Part::Reasoning(step.reasoning.clone()));
        }
        if !step.text.is_empty() {
            parts.push(Part::Text(step.text.clone()));
        }
        parts.extend(
            step.calls
                .iter()
                .map(|call| Part::Tool(finished_card(call, turn.results.get(&call.id)))),
        );
    }
    let mut facts = Facts::default();
    for entry in turn.operations.values() {
        if let Some(OperationOutcome::Ok { applied }) = &entry.outcome {
            facts += Facts::of(applied);
        }
    }
    Message {
        id: turn.message_id,
        role: Role::Assistant,
        state: match end.clone() {
            TurnEnd::Done => MessageState::Done,
            TurnEnd::Stopped => MessageState::Stopped,
            TurnEnd::Interrupted { title, remedy } => MessageState::Interrupted { title, remedy },
            TurnEnd::Failed { title, remedy } => MessageState::Failed { title, remedy },
        },
        parts,
        facts,
        usage,
        duration,
        model: turn.model.clone(),
        at: turn.started_at,
    }
}

/// The card of a call that will not change any more.
pub fn finished_card(call: &RecordedCall, result: Option<&ToolResult>) -> ToolCard {
    let mut card = ToolCard {
        call_id: call.id.clone(),
        tool: call.name.clone(),
        state: ToolState::Stopped,
        title: call.name.clone(),
        facts: Facts::default(),
        layers: Vec::new(),
        notes: Vec::new(),
        arguments: call.arguments.clone(),
        result: String::new(),
        duration: Millis(0),
    };
    if let Some(result) = result {
        card.state = result.state;
        card.title.clone_from(&result.title);
        card.facts = result.facts;
        card.layers.clone_from(&result.layers);
        card.notes.clone_from(&result.notes);
        card.result.clone_from(&result.content);
        card.duration = result.duration;
    }
    card
}

impl std::ops::AddAssign for Usage {
    fn add_assign(&mut self, other: Self) {
        fn add<T: std::ops::Add<Output = T>>(sum: &mut Option<T>, more: Option<T>) {
            *sum = match (sum.take(), more) {
                (Some(left), Some(right)) => Some(left + right),
                (left, right) => left.or(right),
            };
        }
        add(&mut self.input_tokens, other.input_tokens);
        add(&mut self.cached_tokens, other.cached_tokens);
        add(&mut self.output_tokens, other.output_tokens);
        add(&mut self.reasoning_tokens, other.reasoning_tokens);
        add(&mut self.cost_usd, other.cost_usd);
    }
}
