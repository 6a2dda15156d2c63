//! From what the person wants to the events that it means, or to why it cannot be.

use super::event::{Event, OperationOutcome};
use super::state::{Conversation, Entry, TurnEntry};
use super::title;
use crate::engine::canvas::Alias;
use crate::engine::host::SelectedShape;
use crate::engine::ids::{MessageId, TurnId};

/// Why a wish of the person is not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// There is nothing to send. The person writes something.
    #[error("the message is empty")]
    Empty,
    /// A turn is running. The person waits or stops it.
    #[error("an answer is still being given")]
    Busy,
    /// There is no answer that could be given again.
    #[error("there is nothing to try again")]
    NothingToRetry,
}

/// A message as it was when the person sent it.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Its text.
    pub text: String,
    /// What was selected.
    pub selection: Vec<SelectedShape>,
    /// The canvas as the model is told about it.
    pub context: String,
    /// Short names given while the context was written.
    pub aliases: Vec<Alias>,
}

/// The person sends a message.
pub fn send(
    conversation: &Conversation,
    message_id: MessageId,
    draft: Draft,
) -> Result<Vec<Event>, Rejected> {
    if draft.text.trim().is_empty() {
        return Err(Rejected::Empty);
    }
    if conversation.open_turn().is_some() {
        return Err(Rejected::Busy);
    }
    let mut events = Vec::new();
    if conversation.seq == 0 {
        events.push(Event::ConversationCreated {
            id: conversation.id,
        });
    }
    if conversation.title.is_empty() {
        events.push(Event::TitleChanged {
            title: title::heuristic_title(&draft.text),
            by_user: false,
        });
    }
    if !draft.aliases.is_empty() {
        events.push(Event::ShapesNamed {
            aliases: draft.aliases,
        });
    }
    events.push(Event::UserMessageAdded {
        message_id,
        text: draft.text,
        selection: draft.selection,
        context: draft.context,
    });
    Ok(events)
}

/// The agent begins to answer.
pub fn start_turn(turn_id: TurnId, message_id: MessageId, model: &str) -> Event {
    Event::TurnStarted {
        turn_id,
        message_id,
        model: model.to_owned(),
    }
}

/// The person wants the last answer once more. An answer that changed the canvas stays, so that the
/// model knows what is there; one that did not is taken away.
pub fn retry(conversation: &Conversation) -> Result<Vec<Event>, Rejected> {
    match conversation.entries.last() {
        None => Err(Rejected::NothingToRetry),
        Some(Entry::User(_)) => Ok(Vec::new()),
        Some(Entry::Turn(TurnEntry { end: None, .. })) => Err(Rejected::Busy),
        Some(Entry::Turn(turn)) if may_have_changed_canvas(turn) => Ok(Vec::new()),
        Some(Entry::Turn(turn)) => Ok(vec![Event::TurnSuperseded {
            turn_id: turn.turn_id,
        }]),
    }
}

/// Whether layers were touched, or it is not known.
fn may_have_changed_canvas(turn: &TurnEntry) -> bool {
    turn.operations
        .values()
        .any(|entry| !matches!(entry.outcome, Some(OperationOutcome::Failed { .. })))
}
