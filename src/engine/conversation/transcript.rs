//! From a conversation to the messages of a request.
//!
//! Invariant, and why this is one total function: whatever happened to earlier turns (cut streams,
//! stopped calls, a reload), every tool call is followed by exactly one result, results follow their
//! calls in order, ids are unique, arguments are JSON objects. A transcript that breaks one of these
//! is refused by every provider, and the conversation would be dead.

use std::collections::BTreeSet;

use serde_json::Value;

use super::event::{RecordedCall, TurnEnd};
use super::message::ToolState;
use super::state::{Conversation, Entry, StepEntry, TurnEntry, UserEntry};
use crate::engine::ids::ToolCallId;
use crate::engine::llm::PromptMessage;
use crate::engine::llm::request::PromptCall;

/// What the model reads in place of a result that never came.
const NO_RESULT: &str = "No result: the answer was interrupted before this call was carried out.";

/// Follows the repeated request when the answer to it broke off.
const CONTINUE: &str = "\n\n(Your answer to this broke off. Go on from where it stopped; what was drawn is still there.)";

/// Follows the repeated request when the person wants another answer to it.
const AGAIN: &str =
    "\n\n(Answer this once more, in another way. What you drew before is still there.)";

/// The person's own words in a message, without the notes that are added when it is repeated.
pub fn own_words(text: &str) -> &str {
    [CONTINUE, AGAIN]
        .into_iter()
        .find_map(|note| text.strip_suffix(note))
        .unwrap_or(text)
}

/// The messages of the next request.
///
/// Only the last message of the person carries its canvas context: older ones describe a canvas
/// that is gone, and would be paid for again with every step.
pub fn messages(conversation: &Conversation) -> Vec<PromptMessage> {
    let last_user = conversation
        .entries
        .iter()
        .rposition(|entry| matches!(entry, Entry::User(_)));
    let mut ids = BTreeSet::new();
    let mut messages = Vec::new();
    let mut asked: Option<(usize, &UserEntry)> = None;
    for (index, entry) in conversation.entries.iter().enumerate() {
        match entry {
            Entry::User(user) => {
                asked = Some((index, user));
                messages.push(ask(user, "", Some(index) == last_user));
            }
            Entry::Turn(turn) => {
                let follows_turn = index
                    .checked_sub(1)
                    .and_then(|before| conversation.entries.get(before));
                if let (Some(Entry::Turn(before)), Some((place, user))) = (follows_turn, asked) {
                    let note = if before.end == Some(TurnEnd::Done) {
                        AGAIN
                    } else {
                        CONTINUE
                    };
                    messages.push(ask(user, note, Some(place) == last_user));
                }
                for step in &turn.steps {
                    push_step(&mut messages, turn, step, &mut ids);
                }
            }
        }
    }
    messages
}

fn ask(user: &UserEntry, note: &str, with_context: bool) -> PromptMessage {
    PromptMessage::User {
        text: format!("{}{note}", user.text),
        context: if with_context {
            user.context.clone()
        } else {
            String::new()
        },
    }
}

fn push_step(
    messages: &mut Vec<PromptMessage>,
    turn: &TurnEntry,
    step: &StepEntry,
    ids: &mut BTreeSet<ToolCallId>,
) {
    if step.text.is_empty() && step.calls.is_empty() {
        return;
    }
    let calls: Vec<(ToolCallId, &RecordedCall)> = step
        .calls
        .iter()
        .map(|call| (unique(&call.id, ids), call))
        .collect();
    messages.push(PromptMessage::Assistant {
        text: step.text.clone(),
        calls: calls
            .iter()
            .map(|(id, call)| PromptCall {
                id: id.clone(),
                name: call.name.clone(),
                arguments: arguments(&call.arguments),
            })
            .collect(),
        // Reasoning of a cut answer cannot be checked by the provider, which then refuses it.
        carry: if step.finish.is_some() {
            step.carry.clone()
        } else {
            Vec::new()
        },
    });
    for (id, call) in calls {
        let result = turn.results.get(&call.id);
        messages.push(PromptMessage::ToolResult {
            call_id: id,
            name: call.name.clone(),
            content: result.map_or_else(|| NO_RESULT.to_owned(), |result| result.content.clone()),
            is_error: result.is_none_or(|result| result.state != ToolState::Done),
        });
    }
}

/// Some servers number the calls of every answer from 0 again; a request must not name one id twice.
fn unique(id: &ToolCallId, ids: &mut BTreeSet<ToolCallId>) -> ToolCallId {
    let mut candidate = id.clone();
    let mut number = 2;
    while !ids.insert(candidate.clone()) {
        candidate = ToolCallId(format!("{id}_{number}"));
        number += 1;
    }
    candidate
}

/// Arguments as an object: a cut call is sent back as an empty one, its result says what happened.
fn arguments(text: &str) -> Value {
    serde_json::from_str::<Value>(text)
        .ok()
        .filter(Value::is_object)
        .unwrap_or_else(|| Value::Object(serde_json::Map::new()))
}

/// A rule that a list of messages breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TranscriptFault {
    /// A call has no result right after its answer.
    #[error("call {0} has no result")]
    Unanswered(ToolCallId),
    /// A result has no call before it.
    #[error("result {0} has no call")]
    Orphan(ToolCallId),
    /// An id is used twice.
    #[error("call id {0} is used twice")]
    Repeated(ToolCallId),
    /// Arguments are not an object.
    #[error("arguments of call {0} are not an object")]
    NotAnObject(ToolCallId),
}

/// Checks the rules that every provider insists on; the judge of the tests.
pub fn validate(messages: &[PromptMessage]) -> Result<(), TranscriptFault> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<ToolCallId> = Vec::new();
    for message in messages {
        if let PromptMessage::ToolResult { call_id, .. } = message {
            match open.first() {
                Some(expected) if expected == call_id => {
                    open.remove(0);
                }
                _ => return Err(TranscriptFault::Orphan(call_id.clone())),
            }
            continue;
        }
        if let Some(id) = open.first() {
            return Err(TranscriptFault::Unanswered(id.clone()));
        }
        if let PromptMessage::Assistant { calls, .. } = message {
            for call in calls {
                if !seen.insert(call.id.clone()) {
                    return Err(TranscriptFault::Repeated(call.id.clone()));
                }
                if !call.arguments.is_object() {
                    return Err(TranscriptFault::NotAnObject(call.id.clone()));
                }
                open.push(call.id.clone());
            }
        }
    }
    open.first()
        .map_or(Ok(()), |id| Err(TranscriptFault::Unanswered(id.clone())))
}
