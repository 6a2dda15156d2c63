//! Tests of the routing of tool-call pieces: every oddity that servers were seen to have.

use proptest::prelude::*;

use super::*;
use crate::engine::llm::assemble::Answer;

type Piece = (
    Option<u64>,
    Option<&'static str>,
    Option<&'static str>,
    Option<&'static str>,
);

/// The calls that the pieces make: id, name, arguments.
fn calls(pieces: &[Piece]) -> Vec<(String, String, String)> {
    let mut calls = ToolCalls::default();
    let mut out = Vec::new();
    for (index, id, name, arguments) in pieces.iter().copied() {
        let piece = CallPiece {
            index,
            id,
            name,
            arguments,
        };
        calls.take(&piece, &mut out);
    }
    calls.finish(&mut out);
    let answer: Answer = out.into_iter().collect();
    answer
        .calls
        .into_iter()
        .map(|call| (call.id.0, call.name, call.arguments))
        .collect()
}

fn expect(pieces: &[Piece], expected: &[(&str, &str, &str)]) {
    let found = calls(pieces);
    let found: Vec<_> = found
        .iter()
        .map(|(id, name, arguments)| (id.as_str(), name.as_str(), arguments.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn fragments_follow_their_index_even_when_they_interleave() {
    expect(
        &[
            (Some(0), Some("a"), Some("draw"), None),
            (Some(1), Some("b"), Some("find"), None),
            (Some(0), None, None, Some("{\"x\"")),
            (Some(1), None, None, Some("{}")),
            (Some(0), None, None, Some(":1}")),
        ],
        &[("a", "draw", "{\"x\":1}"), ("b", "find", "{}")],
    );
}

#[test]
fn an_index_may_start_at_one_or_be_missing() {
    expect(
        &[
            (Some(1), Some("a"), Some("draw"), Some("{")),
            (Some(1), None, None, Some("}")),
            (Some(2), Some("b"), Some("find"), Some("{}")),
        ],
        &[("a", "draw", "{}"), ("b", "find", "{}")],
    );
    expect(
        &[
            (None, Some("a"), Some("draw"), Some("{\"x\":")),
            (None, None, None, Some("1}")),
            (None, Some("b"), Some("draw"), Some("{}")),
        ],
        &[("a", "draw", "{\"x\":1}"), ("b", "draw", "{}")],
    );
}

#[test]
fn one_index_for_every_call_does_not_merge_them() {
    expect(
        &[
            (Some(0), Some("a"), Some("draw"), Some("{}")),
            (Some(0), Some("b"), Some("draw"), Some("{")),
            (Some(0), None, None, Some("\"y\":2}")),
            (Some(0), Some("a"), None, Some(" ")),
        ],
        &[("a", "draw", "{} "), ("b", "draw", "{\"y\":2}")],
    );
    expect(
        &[
            (Some(0), None, Some("draw"), Some("{\"x\":1}")),
            (Some(0), None, Some("draw"), Some("{\"x\":2}")),
        ],
        &[
            ("call_0", "draw", "{\"x\":1}"),
            ("call_1", "draw", "{\"x\":2}"),
        ],
    );
}

#[test]
fn a_shifting_index_without_a_new_name_continues_the_open_call() {
    expect(
        &[
            (Some(0), Some("a"), Some("draw"), Some("{\"x\":")),
            (Some(1), None, None, Some("1")),
            (Some(2), None, None, Some("}")),
        ],
        &[("a", "draw", "{\"x\":1}")],
    );
}

#[test]
fn a_new_id_on_every_fragment_does_not_split_the_call() {
    expect(
        &[
            (Some(0), Some("a1"), Some("draw"), Some("{\"x\":")),
            (Some(0), Some("a2"), None, Some("1")),
            (Some(0), Some("a3"), None, Some("}")),
        ],
        &[("a1", "draw", "{\"x\":1}")],
    );
}

#[test]
fn a_name_repeated_on_every_fragment_does_not_split_the_call() {
    expect(
        &[
            (Some(0), None, Some("draw"), Some("{\"x\":")),
            (Some(0), None, Some("draw"), Some("1}")),
        ],
        &[("call_0", "draw", "{\"x\":1}")],
    );
}

#[test]
fn a_name_or_an_id_may_come_late() {
    expect(
        &[
            (Some(0), Some("a"), None, None),
            (Some(0), None, Some("draw"), None),
            (Some(0), None, None, Some("{}")),
        ],
        &[("a", "draw", "{}")],
    );
    expect(
        &[
            (Some(0), None, Some("draw"), None),
            (Some(0), Some("a"), None, Some("{}")),
        ],
        &[("a", "draw", "{}")],
    );
    expect(
        &[
            (Some(0), Some("a"), None, Some("{\"x\"")),
            (Some(0), None, Some("draw"), Some(":1}")),
        ],
        &[("a", "draw", "{\"x\":1}")],
    );
}

#[test]
fn missing_ids_are_made_from_the_slot() {
    expect(
        &[
            (None, None, Some("draw"), Some("{}")),
            (None, None, Some("find"), None),
        ],
        &[("call_0", "draw", "{}"), ("call_1", "find", "")],
    );
}

#[test]
fn a_call_sent_twice_counts_once() {
    expect(
        &[
            (Some(0), Some("a"), Some("draw"), Some("{\"x\":1}")),
            (Some(0), Some("a"), Some("draw"), Some("{\"x\":1}")),
            (Some(3), Some("a"), Some("draw"), Some("{\"x\":1}")),
        ],
        &[("a", "draw", "{\"x\":1}")],
    );
}

#[test]
fn equal_fragments_of_an_unfinished_call_are_both_kept() {
    expect(
        &[
            (Some(0), Some("a"), Some("draw"), Some("{\"a\":")),
            (Some(0), Some("a"), None, Some("{\"a\":")),
            (Some(0), Some("a"), None, Some("1}}")),
        ],
        &[("a", "draw", "{\"a\":{\"a\":1}}")],
    );
}

#[test]
fn contradicting_repetitions_give_arguments_that_cannot_run() {
    let found = calls(&[
        (Some(0), Some("a"), Some("draw"), Some("{\"x\":1}")),
        (Some(0), Some("a"), Some("draw"), Some("{\"x\":2}")),
    ]);
    assert_eq!(found.len(), 1);
    assert!(serde_json::from_str::<serde_json::Value>(&found[0].2).is_err());
}

#[test]
fn arguments_without_any_call_still_get_a_result() {
    expect(&[(None, None, None, Some("{}"))], &[("call_0", "", "{}")]);
    expect(&[(Some(0), None, None, None)], &[]);
}

#[test]
fn the_whole_arguments_complete_what_the_pieces_left_out() {
    let mut calls = ToolCalls::default();
    let mut out = Vec::new();
    let start = CallPiece {
        id: Some("a"),
        name: Some("draw"),
        ..CallPiece::default()
    };
    let slot = calls.take(&start, &mut out).unwrap();
    calls.complete(slot, "{\"x\"", &mut out);
    calls.complete(slot, "{\"x\":1}", &mut out);
    calls.complete(slot, "{\"x\":1}", &mut out);
    calls.complete(slot, "else", &mut out);
    let answer: Answer = out.into_iter().collect();
    assert_eq!(answer.calls[0].arguments, "{\"x\":1}");
}

proptest! {
    /// Whatever the order in which the fragments of parallel calls arrive, each call gets its own.
    #[test]
    fn shuffled_fragments_find_their_call(
        order in Just((0..3usize).flat_map(|call| [call; 4]).collect::<Vec<_>>()).prop_shuffle(),
        by_index in any::<bool>(),
    ) {
        let mut calls = ToolCalls::default();
        let mut out = Vec::new();
        let mut sent = [0usize; 3];
        let mut appeared = Vec::new();
        let fragments = ["{\"n\"", ":", "7", "}"];
        for call in order {
            let id = format!("id-{call}");
            let first = sent[call] == 0;
            if first {
                appeared.push(id.clone());
            }
            let piece = CallPiece {
                index: by_index.then_some(call as u64),
                id: (first || !by_index).then_some(id.as_str()),
                name: first.then_some("draw"),
                arguments: Some(fragments[sent[call]]),
            };
            calls.take(&piece, &mut out);
            sent[call] += 1;
        }
        calls.finish(&mut out);
        let answer: Answer = out.into_iter().collect();
        let ids: Vec<String> = answer.calls.iter().map(|call| call.id.0.clone()).collect();
        prop_assert_eq!(ids, appeared);
        for call in &answer.calls {
            prop_assert_eq!(call.arguments.as_str(), "{\"n\":7}");
        }
    }

    /// No piece panics, and nothing that was sent disappears, but for repetitions of whole calls.
    #[test]
    fn any_pieces_are_taken(
        pieces in proptest::collection::vec(
            (
                proptest::option::of(0u64..3),
                proptest::option::of("[ab]"),
                proptest::option::of("[mn]"),
                proptest::option::of("[{:]{1,3}"),
            ),
            0..30,
        )
    ) {
        let mut calls = ToolCalls::default();
        let mut out = Vec::new();
        let mut sent = 0;
        for (index, id, name, arguments) in &pieces {
            let piece = CallPiece {
                index: *index,
                id: id.as_deref(),
                name: name.as_deref(),
                arguments: arguments.as_deref(),
            };
            calls.take(&piece, &mut out);
            sent += arguments.as_ref().map_or(0, String::len);
        }
        calls.finish(&mut out);
        let answer: Answer = out.into_iter().collect();
        let kept: usize = answer.calls.iter().map(|call| call.arguments.len()).sum();
        prop_assert_eq!(kept, sent);
    }
}
