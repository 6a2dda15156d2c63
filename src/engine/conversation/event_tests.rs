//! The stored format, pinned: what was written yesterday is read, and written again, byte for byte.

use std::collections::BTreeSet;

use super::*;
use crate::engine::json;

/// One line for each event, and for each thing that an event may hold.
const STORED: &str = include_str!("stored_events.jsonl");

fn stored() -> impl Iterator<Item = (&'static str, RecordedEvent)> {
    STORED.lines().map(|line| {
        let event = json::read(line).unwrap_or_else(|error| panic!("{error}\n{line}"));
        (line, event)
    })
}

#[test]
fn every_event_is_written_as_it_was_read() {
    for (line, event) in stored() {
        assert_eq!(json::write(&event).unwrap(), line);
    }
}

#[test]
fn the_stored_lines_hold_every_event_outcome_end_request_and_operation() {
    let told: BTreeSet<String> = stored()
        .flat_map(|(_, event)| names(&event.event))
        .collect();
    let all = [
        "ConversationCreated",
        "TitleChanged",
        "UserMessageAdded",
        "TurnStarted",
        "TurnSuperseded",
        "ShapesNamed",
        "OperationIntended",
        "OperationSettled",
        "StepFinished",
        "ToolFinished",
        "TurnEnded",
        "ReadPage",
        "ReadShapes",
        "ReadSelection",
        "Apply",
        "Select",
        "Zoom",
        "ReadLedger",
        "Draw",
        "Update",
        "Delete",
        "Move",
        "Order",
        "Ok",
        "Failed",
        "Unknown",
        "Done",
        "Stopped",
        "Interrupted",
        "TurnFailed",
    ];
    let missing: Vec<&str> = all
        .into_iter()
        .filter(|name| !told.contains(*name))
        .collect();
    assert!(missing.is_empty(), "no line for {missing:?}");
}

/// The names of the variants in an event, from their debug text.
fn names(event: &Event) -> Vec<String> {
    let mut found = vec![variant(event)];
    match event {
        Event::OperationIntended { request, .. } => {
            found.push(variant(request));
            if let HostRequest::Apply { operations, .. } = request {
                found.extend(operations.iter().map(variant));
            }
        }
        Event::OperationSettled { outcome, .. } => found.push(variant(outcome)),
        Event::TurnEnded {
            end: TurnEnd::Failed { .. },
            ..
        } => found.push("TurnFailed".to_owned()),
        Event::TurnEnded { end, .. } => found.push(variant(end)),
        _ => {}
    }
    found
}

fn variant(value: &impl std::fmt::Debug) -> String {
    let text = format!("{value:?}");
    let end = |character: char| !character.is_alphanumeric();
    text.split(end).next().unwrap_or_default().to_owned()
}

#[test]
fn members_that_a_later_version_adds_are_passed_over() {
    for line in [
        r#"{"seq":1,"at":5,"event":{"type":"operation_settled","operationId":"t/1","later":1,"outcome":{"outcome":"unknown","later":{"a":1}}}}"#,
        r#"{"seq":1,"at":5,"event":{"later":[],"operationId":"t/1","outcome":{"later":1,"outcome":"unknown"},"type":"operation_settled"}}"#,
    ] {
        let event: RecordedEvent = json::read(line).unwrap();
        let Event::OperationSettled { outcome, .. } = event.event else {
            panic!("{line}");
        };
        assert_eq!(outcome, OperationOutcome::Unknown);
    }
}

#[test]
fn an_event_without_a_known_type_is_refused_by_name() {
    let refusal = |line: &str| json::read::<Event>(line).unwrap_err().to_string();
    assert!(
        refusal(r#"{"type":"rained"}"#).starts_with("unknown variant `rained`, expected one of")
    );
    assert_eq!(refusal(r#"{"title":"a"}"#), "missing field `type`");
    assert_eq!(
        refusal(r#"{"type":"title_changed","title":"a"}"#),
        "missing field `byUser`"
    );
}
