//! What a reload makes of a turn that was running.
//!
//! Nothing in storage means "running": a turn without an end, found when a journal is opened, was
//! interrupted. Invariants: recovery is pure and idempotent; it closes every open batch (as the
//! host's ledger tells, else as unknown), every open call and the turn; text that had arrived is kept.

use super::event::{Event, OperationOutcome, Partial, RecordedCall, ToolResult, TurnEnd};
use super::message::{Facts, ToolState};
use super::state::{Conversation, TurnEntry};
use crate::engine::host::LedgerEntry;
use crate::engine::ids::ToolCallId;
use crate::engine::llm::Usage;
use crate::engine::time::{Millis, UnixMillis};

/// What the person reads under an answer that a reload interrupted.
const TITLE: &str = "The panel was closed during this answer.";
const REMEDY: &str = "What was said and drawn is kept. Try again to have it finished.";

/// The events that close an interrupted turn; none if no turn is open.
pub fn recover(
    conversation: &Conversation,
    partial: Option<&Partial>,
    ledger: &[LedgerEntry],
    now: UnixMillis,
) -> Vec<Event> {
    let Some(turn) = conversation.open_turn() else {
        return Vec::new();
    };
    let mut events: Vec<Event> = turn
        .open_operations()
        .map(|operation_id| Event::OperationSettled {
            operation_id: operation_id.clone(),
            outcome: ledger
                .iter()
                .find(|entry| entry.operation_id == *operation_id)
                .map_or(OperationOutcome::Unknown, |entry| OperationOutcome::Ok {
                    applied: entry.applied.clone(),
                }),
        })
        .collect();
    let mut calls: Vec<RecordedCall> = turn
        .steps
        .last()
        .map(|step| step.calls.clone())
        .unwrap_or_default();
    if let Some(partial) = partial.filter(|partial| is_news(turn, partial)) {
        events.push(Event::StepFinished {
            turn_id: turn.turn_id,
            text: partial.text.clone(),
            reasoning: partial.reasoning.clone(),
            calls: partial.calls.clone(),
            finish: None,
            usage: Usage::default(),
            carry: Vec::new(),
        });
        calls.extend(partial.calls.iter().cloned());
    }
    let open = calls
        .iter()
        .filter(|call| !turn.results.contains_key(&call.id));
    events.extend(open.map(|call| Event::ToolFinished {
        turn_id: turn.turn_id,
        call_id: call.id.clone(),
        result: interrupted_result(turn, call, ledger),
    }));
    events.push(Event::TurnEnded {
        turn_id: turn.turn_id,
        end: TurnEnd::Interrupted {
            title: TITLE.to_owned(),
            remedy: REMEDY.to_owned(),
        },
        duration: now.since(turn.started_at),
    });
    events
}

/// A partial describes the running step; once that step is recorded it is old.
fn is_news(turn: &TurnEntry, partial: &Partial) -> bool {
    partial.turn_id == turn.turn_id
        && usize::try_from(partial.step) == Ok(turn.steps.len())
        && !(partial.text.is_empty() && partial.calls.is_empty())
}

fn interrupted_result(turn: &TurnEntry, call: &RecordedCall, ledger: &[LedgerEntry]) -> ToolResult {
    let mut facts = Facts::default();
    turn.applied(&call.id)
        .for_each(|applied| facts += Facts::of(applied));
    let mut unknown = 0_usize;
    for operation_id in open_operations_of(turn, &call.id) {
        match ledger
            .iter()
            .find(|entry| entry.operation_id == *operation_id)
        {
            Some(entry) => facts += Facts::of(&entry.applied),
            None => unknown += 1,
        }
    }
    let (state, note) = if unknown > 0 {
        (
            ToolState::Unknown,
            "It is not known whether the last change was made.",
        )
    } else {
        (
            ToolState::Stopped,
            "It was interrupted before it was finished.",
        )
    };
    ToolResult {
        state,
        title: format!("{}: interrupted", call.name),
        content: format!(
            "Interrupted. {} layers were added, {} changed, {} removed before that. {note}",
            facts.added, facts.changed, facts.removed
        ),
        facts,
        layers: Vec::new(),
        notes: vec![note.to_owned()],
        duration: Millis(0),
    }
}

fn open_operations_of<'a>(
    turn: &'a TurnEntry,
    call_id: &'a ToolCallId,
) -> impl Iterator<Item = &'a crate::engine::ids::OperationId> {
    turn.operations
        .iter()
        .filter(move |(_, entry)| entry.call_id == *call_id && entry.outcome.is_none())
        .map(|(id, _)| id)
}
