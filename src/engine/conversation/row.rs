//! The row of a conversation in the list of all.
//!
//! Why apart from the state: a row is written with every append, so it is worked out from the new
//! events alone, at a cost that does not grow with the conversation.

use super::event::{Event, RecordedEvent};
use super::state::Conversation;
use crate::engine::ports::ConversationRow;

/// The row as it will be when the events have been folded in.
pub fn after(conversation: &Conversation, events: &[RecordedEvent]) -> ConversationRow {
    let mut row = ConversationRow {
        id: conversation.id,
        title: conversation.title.clone(),
        created_at: conversation.created_at,
        updated_at: conversation.updated_at,
        message_count: conversation.messages.len(),
    };
    let mut is_new = conversation.seq == 0;
    for recorded in events {
        if std::mem::take(&mut is_new) {
            row.created_at = recorded.at;
        }
        row.updated_at = recorded.at;
        match &recorded.event {
            Event::TitleChanged { title, by_user } if *by_user || !conversation.titled_by_user => {
                row.title.clone_from(title);
            }
            Event::UserMessageAdded { .. } | Event::TurnEnded { .. } => row.message_count += 1,
            Event::TurnSuperseded { .. } => row.message_count = row.message_count.saturating_sub(1),
            Event::ConversationCreated { .. }
            | Event::TitleChanged { .. }
            | Event::ShapesNamed { .. }
            | Event::TurnStarted { .. }
            | Event::OperationIntended { .. }
            | Event::OperationSettled { .. }
            | Event::StepFinished { .. }
            | Event::ToolFinished { .. } => {}
        }
    }
    row
}
