//! Answers in the agreed form, cut in every way, and answers that are no such thing.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::engine::ids::ToolCallId;
use crate::engine::json_scanner::{DrawEvent, DrawScanner};
use crate::engine::llm::LlmError;

/// Bytes are the text of the answer; its end is given.
struct Text {
    end: Vec<LlmEvent>,
}

impl Decoder for Text {
    fn push(&mut self, bytes: &[u8]) -> Vec<LlmEvent> {
        vec![LlmEvent::TextDelta(
            String::from_utf8(bytes.to_vec()).unwrap(),
        )]
    }

    fn finish(&mut self) -> Vec<LlmEvent> {
        std::mem::take(&mut self.end)
    }
}

/// All events of an answer in pieces of the given lengths in characters, neighbours joined.
fn decode_pieces(text: &str, pieces: &[usize], end: Vec<LlmEvent>) -> Vec<LlmEvent> {
    let mut decoder = JsonProtocolDecoder::new(Text { end });
    let mut characters = text.chars().peekable();
    let mut lengths = pieces.iter().cycle();
    let mut events = Vec::new();
    while characters.peek().is_some() {
        let length = *lengths.next().unwrap();
        let piece: String = characters.by_ref().take(length).collect();
        events.extend(decoder.push(piece.as_bytes()));
    }
    events.extend(decoder.finish());
    join(events)
}

fn join(events: Vec<LlmEvent>) -> Vec<LlmEvent> {
    let mut joined: Vec<LlmEvent> = Vec::new();
    for event in events {
        match (joined.last_mut(), event) {
            (Some(LlmEvent::TextDelta(text)), LlmEvent::TextDelta(more)) => text.push_str(&more),
            (
                Some(LlmEvent::ToolCallDelta { slot, arguments }),
                LlmEvent::ToolCallDelta {
                    slot: next,
                    arguments: more,
                },
            ) if *slot == next => arguments.push_str(&more),
            (_, event) => joined.push(event),
        }
    }
    joined
}

fn decode(text: &str, reason: FinishReason) -> Vec<LlmEvent> {
    decode_pieces(text, &[usize::MAX], vec![LlmEvent::Finished(reason)])
}

fn text(text: &str) -> LlmEvent {
    LlmEvent::TextDelta(text.to_owned())
}

fn started(slot: usize, name: &str) -> LlmEvent {
    LlmEvent::ToolCallStarted {
        slot,
        id: ToolCallId(format!("call_{slot}")),
        name: name.to_owned(),
    }
}

fn delta(slot: usize, arguments: &str) -> LlmEvent {
    LlmEvent::ToolCallDelta {
        slot,
        arguments: arguments.to_owned(),
    }
}

fn end(reason: FinishReason) -> LlmEvent {
    LlmEvent::Finished(reason)
}

#[test]
fn the_object_becomes_text_and_calls_with_arguments_exactly_as_written() {
    let written = r#" {"say":"Hi \"you\" \ud83d\ude00", "calls":[ {"tool":"draw","arguments":{ "nodes" : [ {"x":1.50} ]}}, {"tool":"look","arguments":{}} ] }"#;
    assert_eq!(
        decode(written, FinishReason::Stop),
        [
            text("Hi \"you\" 😀"),
            started(0, "draw"),
            delta(0, r#"{ "nodes" : [ {"x":1.50} ]}"#),
            started(1, "look"),
            delta(1, "{}"),
            end(FinishReason::ToolCalls),
        ]
    );
}

#[test]
fn words_appear_while_they_are_written() {
    let mut decoder = JsonProtocolDecoder::new(Text { end: Vec::new() });
    assert_eq!(decoder.push(br#"{"say":"#), []);
    assert_eq!(decoder.push(br#""Here "#), [text("Here ")]);
    assert_eq!(
        decoder.push(br#"it is.","calls":[{"tool":"dr"#),
        [text("it is.")]
    );
    assert_eq!(decoder.push(br#"aw","#), [started(0, "draw")]);
    assert_eq!(
        decoder.push(br#""arguments":{"nodes":[{"#),
        [delta(0, r#"{"nodes":[{"#)]
    );
}

#[test]
fn without_calls_the_answer_is_just_text() {
    assert_eq!(
        decode(r#"{"say":"Hello","calls":[]}"#, FinishReason::Stop),
        [text("Hello"), end(FinishReason::Stop)]
    );
    assert_eq!(
        decode(r#"{"say":"","calls":[]}"#, FinishReason::Stop),
        [end(FinishReason::Stop)]
    );
}

#[test]
fn an_answer_that_is_no_such_object_is_passed_on_whole() {
    let answers = [
        "Sure, here is a card.",
        "```json\n{\"say\":\"x\",\"calls\":[{\"tool\":\"draw\",\"arguments\":{}}]}\n```",
        r#"{"answer":"x","list":[1,2]}"#,
        r#"{"answer":"cut of"#,
        "{not json}",
        "[1,2]",
        "42 layers",
        "\"quoted\"",
        r#"{"say":{"text":"x"}}"#,
        r#"{"calls":{"tool":"draw"}}"#,
    ];
    for answer in answers {
        assert_eq!(
            decode(answer, FinishReason::Stop),
            [text(answer), end(FinishReason::Stop)]
        );
    }
}

#[test]
fn what_was_cut_off_keeps_its_reason_and_is_not_completed() {
    let whole = r#"{"say":"Hi","calls":[{"tool":"draw","arguments":{"nodes":[]}}]}"#;
    for (kept, expected) in [
        (r#"{"say":"#, vec![]),
        (r#"{"say":"H"#, vec![text("H")]),
        (r#"{"say":"Hi","calls":[{"tool":"draw"#, vec![text("Hi")]),
        (
            r#"{"say":"Hi","calls":[{"tool":"draw","arguments":{"nodes"#,
            vec![text("Hi"), started(0, "draw"), delta(0, r#"{"nodes"#)],
        ),
        (
            r#"{"say":"Hi","calls":[{"tool":"draw","arguments":{"nodes":[]}}]"#,
            vec![text("Hi"), started(0, "draw"), delta(0, r#"{"nodes":[]}"#)],
        ),
    ] {
        assert!(whole.starts_with(kept));
        for reason in [FinishReason::Length, FinishReason::Stop] {
            let mut expected = expected.clone();
            expected.push(end(reason));
            assert_eq!(decode(kept, reason), expected);
        }
    }
    assert_eq!(
        decode(whole, FinishReason::Length).last(),
        Some(&end(FinishReason::Length))
    );
}

#[test]
fn json_that_breaks_in_a_call_ends_there() {
    assert_eq!(
        decode(
            r#"{"say":"Hi","calls":[{"tool":"draw","arguments":{"a":1,}}]}"#,
            FinishReason::Stop
        ),
        [
            text("Hi"),
            started(0, "draw"),
            delta(0, r#"{"a":1,"#),
            end(FinishReason::Stop)
        ]
    );
}

#[test]
fn members_in_another_order_or_unasked_for_do_no_harm() {
    let written = r#"{"mood":["x"],"calls":[7,{"why":{"a":"b"},"arguments":{"a":[{}]},"tool":"draw","id":3}],"say":"Hi"} So."#;
    assert_eq!(
        decode(written, FinishReason::Stop),
        [
            started(0, "draw"),
            delta(0, r#"{"a":[{}]}"#),
            text("HiSo."),
            end(FinishReason::ToolCalls),
        ]
    );
}

#[test]
fn incomplete_calls_are_made_as_they_are_so_that_they_are_answered() {
    let cases = [
        (r#"{"tool":"look"}"#, "look", "{}"),
        (r#"{"tool":"look","arguments":null}"#, "look", "{}"),
        (r#"{"arguments":{"a":1}}"#, "", r#"{"a":1}"#),
        ("{}", "", "{}"),
        (r#"{"tool":"a","arguments":[1]}"#, "a", "[1]"),
        (r#"{"tool":"a","arguments":12}"#, "a", "12"),
        (
            r#"{"tool":"a","arguments":"{\"x\":\"\\n\"}"}"#,
            "a",
            r#"{"x":"\n"}"#,
        ),
    ];
    for (call, name, arguments) in cases {
        assert_eq!(
            decode(&format!(r#"{{"calls":[{call}]}}"#), FinishReason::Stop),
            [
                started(0, name),
                delta(0, arguments),
                end(FinishReason::ToolCalls)
            ]
        );
    }
}

#[test]
fn everything_else_passes_through_and_native_calls_keep_their_slots() {
    struct Native;
    impl Decoder for Native {
        fn push(&mut self, bytes: &[u8]) -> Vec<LlmEvent> {
            vec![
                LlmEvent::ReasoningDelta("hm".to_owned()),
                started(0, "native"),
                text(&String::from_utf8_lossy(bytes)),
                LlmEvent::Usage(crate::engine::llm::Usage::default()),
            ]
        }
        fn finish(&mut self) -> Vec<LlmEvent> {
            vec![LlmEvent::Failed(LlmError::Truncated)]
        }
    }
    let mut decoder = JsonProtocolDecoder::new(Native);
    assert_eq!(
        decoder.push(br#"{"calls":[{"tool":"draw","arguments":{}}]}"#),
        [
            LlmEvent::ReasoningDelta("hm".to_owned()),
            started(0, "native"),
            started(1, "draw"),
            delta(1, "{}"),
            LlmEvent::Usage(crate::engine::llm::Usage::default()),
        ]
    );
    assert_eq!(decoder.finish(), [LlmEvent::Failed(LlmError::Truncated)]);
}

#[test]
fn a_stream_that_fails_hands_on_what_was_held_back() {
    let failed = LlmEvent::Failed(LlmError::Truncated);
    assert_eq!(
        decode_pieces(r#"{"other":1"#, &[3], vec![failed.clone()]),
        [text(r#"{"other":1"#), failed]
    );
    assert_eq!(
        decode_pieces(r#"{"other":1"#, &[3], Vec::new()),
        [text(r#"{"other":1"#)]
    );
}

#[test]
fn the_layers_of_a_streamed_call_reach_the_draw_scanner_one_by_one() {
    let written = r#"{"say":"A card","calls":[{"tool":"draw","arguments":{"nodes":[{"type":"board","children":[{"type":"text"}]}]}}]}"#;
    let mut decoder = JsonProtocolDecoder::new(Text { end: Vec::new() });
    let mut scanner = DrawScanner::new();
    let mut events = Vec::new();
    for byte in written.bytes() {
        for event in decoder.push(&[byte]) {
            if let LlmEvent::ToolCallDelta { arguments, .. } = event {
                events.extend(scanner.push(&arguments));
            }
        }
    }
    assert!(matches!(&events[0], DrawEvent::Opened { path, .. } if path == &[0]));
    assert!(matches!(&events[1], DrawEvent::Closed { path, .. } if path == &[0, 0]));
    assert_eq!(events.last(), Some(&DrawEvent::Finished));
}

fn any_arguments() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<i32>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..4)
                .prop_map(|members| members.into_iter().collect::<Value>()),
        ]
    });
    prop::collection::vec((any::<String>(), value), 0..4)
        .prop_map(|members| members.into_iter().collect::<Value>())
}

proptest! {
    #[test]
    fn any_answer_in_any_pieces_gives_its_words_and_calls(
        say in any::<String>(),
        calls in prop::collection::vec(("[a-z]{1,8}", any_arguments()), 0..4),
        pretty in any::<bool>(),
        pieces in prop::collection::vec(1_usize..20, 1..5),
        cut in any::<prop::sample::Index>(),
    ) {
        let listed: Vec<Value> = calls
            .iter()
            .map(|(tool, arguments)| json!({"tool": tool, "arguments": arguments}))
            .collect();
        let answer = json!({"say": say, "calls": listed});
        let written = if pretty {
            serde_json::to_string_pretty(&answer).unwrap()
        } else {
            answer.to_string()
        };
        let stop = vec![end(FinishReason::Stop)];
        let events = decode_pieces(&written, &pieces, stop.clone());
        prop_assert_eq!(&events, &decode(&written, FinishReason::Stop));

        let mut events = events.into_iter();
        if !say.is_empty() {
            prop_assert_eq!(events.next(), Some(text(&say)));
        }
        for (slot, (tool, arguments)) in calls.iter().enumerate() {
            prop_assert_eq!(events.next(), Some(started(slot, tool)));
            let Some(LlmEvent::ToolCallDelta { slot: of, arguments: raw }) = events.next() else {
                return Err(TestCaseError::fail("no arguments"));
            };
            prop_assert_eq!(of, slot);
            prop_assert!(written.contains(&raw));
            prop_assert_eq!(&serde_json::from_str::<Value>(&raw).unwrap(), arguments);
        }
        let reason = if calls.is_empty() { FinishReason::Stop } else { FinishReason::ToolCalls };
        prop_assert_eq!(events.next(), Some(end(reason)));

        // A prefix never says more than the whole does.
        let prefix: String = written.chars().take(cut.index(written.chars().count() + 1)).collect();
        for event in decode_pieces(&prefix, &pieces, Vec::new()) {
            match event {
                LlmEvent::TextDelta(words) => prop_assert!(say.starts_with(&words)),
                LlmEvent::ToolCallStarted { slot, name, .. } => prop_assert_eq!(&name, &calls[slot].0),
                LlmEvent::ToolCallDelta { arguments, .. } => prop_assert!(written.contains(&arguments)),
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }

    #[test]
    fn any_text_is_survived_and_pieces_do_not_matter(
        written in prop_oneof![
            any::<String>(),
            r#"\{?("say"|"calls"|"tool"|"arguments"|[\{\}\[\]:,"x1 \\]){0,30}"#,
        ],
        pieces in prop::collection::vec(1_usize..9, 1..4),
    ) {
        let stop = vec![end(FinishReason::Stop)];
        prop_assert_eq!(
            decode_pieces(&written, &pieces, stop.clone()),
            decode(&written, FinishReason::Stop)
        );
    }
}
