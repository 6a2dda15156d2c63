//! Tests of the Responses decoder: its grammar, its ends, and what servers vary.

use proptest::prelude::*;

use super::*;
use crate::engine::llm::assemble::Answer;

fn events(body: &str) -> Vec<LlmEvent> {
    let mut decoder = ResponsesDecoder::default();
    let mut events = decoder.push(body.as_bytes());
    events.extend(decoder.finish());
    events
}

fn answer(body: &str) -> Answer {
    events(body).into_iter().collect()
}

/// An event as OpenAI sends it, named twice.
fn event(kind: &str, mut data: Value) -> String {
    data["type"] = json!(kind);
    format!("event: {kind}\ndata: {data}\n\n")
}

fn text_delta(item: u64, text: &str) -> String {
    event(
        "response.output_text.delta",
        json!({"output_index": item, "content_index": 0, "delta": text}),
    )
}

fn completed(output: Value) -> String {
    event(
        "response.completed",
        json!({"response": {"status": "completed", "output": output, "usage": {
            "input_tokens": 9, "output_tokens": 5,
            "input_tokens_details": {"cached_tokens": 3},
            "output_tokens_details": {"reasoning_tokens": 2},
        }}}),
    )
}

fn message(text: &str) -> Value {
    json!({"type": "message", "role": "assistant", "status": "completed",
        "content": [{"type": "output_text", "text": text}]})
}

fn call(id: &str, name: &str, arguments: &str) -> Value {
    json!({"type": "function_call", "id": format!("fc_{id}"), "call_id": id, "name": name,
        "arguments": arguments, "status": "completed"})
}

fn item_done(index: u64, item: Value) -> String {
    event(
        "response.output_item.done",
        json!({"output_index": index, "item": item}),
    )
}

fn item_added(index: u64, item: Value) -> String {
    event(
        "response.output_item.added",
        json!({"output_index": index, "item": item}),
    )
}

#[test]
fn streamed_text_is_not_said_again_when_it_is_repeated_whole() {
    let body = event(
        "response.created",
        json!({"response": {"error": null, "output": []}}),
    ) + &text_delta(0, "Hel")
        + &text_delta(0, "lo")
        + &item_done(0, message("Hello"))
        + &completed(json!([message("Hello")]));
    let usage = Usage {
        input_tokens: Some(9),
        cached_tokens: Some(3),
        output_tokens: Some(5),
        reasoning_tokens: Some(2),
        cost_usd: None,
    };
    assert_eq!(
        events(&body),
        [
            LlmEvent::TextDelta("Hel".to_owned()),
            LlmEvent::TextDelta("lo".to_owned()),
            LlmEvent::Finished(FinishReason::Stop),
            LlmEvent::Usage(usage),
        ]
    );
}

#[test]
fn text_that_was_only_sent_whole_is_said_once() {
    for body in [
        item_done(0, message("Hi")) + &completed(json!([message("Hi")])),
        item_done(1, message("Hi")) + &completed(json!([message("Hi")])),
        completed(json!([message("Hi")])),
        json!({"object": "response", "status": "completed", "output": [message("Hi")]}).to_string(),
    ] {
        let found = answer(&body);
        assert_eq!(
            (found.text.as_str(), found.finish),
            ("Hi", Some(FinishReason::Stop)),
            "{body}"
        );
    }
}

#[test]
fn a_repetition_that_leaves_items_out_repeats_nothing() {
    let body =
        text_delta(1, "Hi") + &item_done(1, message("Hi")) + &completed(json!([message("Hi")]));
    assert_eq!(answer(&body).text, "Hi");
    let body = text_delta(1, "Hi") + &completed(json!([]));
    assert_eq!(answer(&body).text, "Hi");
}

#[test]
fn parallel_calls_keep_their_pieces_apart() {
    let piece = |index: u64, item_id: &str, text: &str| {
        event(
            "response.function_call_arguments.delta",
            json!({"output_index": index, "item_id": item_id, "delta": text}),
        )
    };
    let body = item_added(0, call("a", "draw", ""))
        + &item_added(1, call("b", "find", ""))
        + &piece(0, "changes", "{\"x\"")
        + &piece(1, "with", "{}")
        + &piece(0, "every event", ":1}")
        + &event(
            "response.function_call_arguments.done",
            json!({"output_index": 0, "arguments": "{\"x\":1}"}),
        )
        + &item_done(0, call("a", "draw", "{\"x\":1}"))
        + &item_done(1, call("b", "find", "{}"))
        + &completed(json!([]));
    let found = answer(&body);
    let calls: Vec<_> = found
        .calls
        .iter()
        .map(|call| {
            (
                call.id.as_str(),
                call.name.as_str(),
                call.arguments.as_str(),
            )
        })
        .collect();
    assert_eq!(calls, [("a", "draw", "{\"x\":1}"), ("b", "find", "{}")]);
    assert_eq!(found.finish, Some(FinishReason::ToolCalls));
}

#[test]
fn a_call_that_was_only_sent_whole_is_complete() {
    let body = item_done(0, call("a", "draw", "{\"x\":1}")) + &completed(json!([]));
    assert_eq!(answer(&body).calls[0].arguments, "{\"x\":1}");
}

#[test]
fn a_call_confirmed_under_a_new_item_counts_once() {
    let body = item_added(0, call("a", "draw", ""))
        + &item_done(0, call("a", "draw", "{}"))
        + &item_done(4, call("a", "draw", "{}"))
        + &completed(json!([]));
    let found = answer(&body);
    assert_eq!(found.calls.len(), 1);
    assert_eq!(found.calls[0].arguments, "{}");
}

#[test]
fn a_call_cut_by_the_limit_is_kept_and_the_answer_ends_as_cut() {
    let response = |reason: &str| {
        item_done(0, call("a", "draw", "{\"x\":4"))
            + &event(
                "response.incomplete",
                json!({"response": {"status": "incomplete", "incomplete_details": {"reason": reason}}}),
            )
    };
    let found = answer(&response("max_output_tokens"));
    assert_eq!(found.finish, Some(FinishReason::Length));
    assert_eq!(found.calls[0].arguments, "{\"x\":4");
    assert_eq!(
        answer(&response("content_filter")).finish,
        Some(FinishReason::ContentFilter)
    );
}

#[test]
fn refusals_and_reasoning_are_told_apart_from_text() {
    let summary = |part: u64, text: &str| {
        event(
            "response.reasoning_summary_text.delta",
            json!({"output_index": 0, "summary_index": part, "delta": text}),
        )
    };
    let reasoning = json!({"type": "reasoning", "summary": [
        {"type": "summary_text", "text": "why"}, {"type": "summary_text", "text": "so"},
    ]});
    let refusal = json!({"type": "message", "content": [{"type": "refusal", "refusal": "No."}]});
    let body = summary(0, "w")
        + &summary(0, "hy")
        + &summary(1, "so")
        + &item_done(0, reasoning)
        + &event(
            "response.refusal.delta",
            json!({"output_index": 1, "delta": "No."}),
        )
        + &item_done(1, refusal.clone())
        + &completed(json!([]));
    let found = answer(&body);
    assert_eq!(found.reasoning, "why\n\nso");
    assert_eq!((found.refusal.as_str(), found.text.as_str()), ("No.", ""));
    assert_eq!(
        answer(&(item_done(0, refusal) + &completed(json!([])))).refusal,
        "No."
    );
}

#[test]
fn failures_and_errors_end_the_answer_at_once() {
    let failed = event(
        "response.failed",
        json!({"response": {"status": "failed",
            "error": {"code": "rate_limit_exceeded", "message": "Slow"}}}),
    );
    assert!(matches!(
        answer(&failed).error,
        Some(LlmError::RateLimited { .. })
    ));
    let server = "data: {\"type\":\"error\",\"code\":null,\"message\":\"Oops\",\"param\":null}\n\n";
    assert_eq!(
        answer(server).error,
        Some(LlmError::Server {
            status: 200,
            message: "Oops".to_owned()
        })
    );
    let wrapped =
        "event: error\ndata: {\"error\":{\"code\":\"invalid_prompt\",\"message\":\"No\"}}\n\n";
    assert_eq!(
        answer(wrapped).error,
        Some(LlmError::Refused {
            message: "No".to_owned()
        })
    );

    let mut decoder = ResponsesDecoder::default();
    let found = decoder.push((server.to_owned() + &text_delta(0, "late")).as_bytes());
    assert_eq!(found.len(), 1);
    assert!(decoder.is_over());
    assert_eq!(decoder.finish(), []);
}

#[test]
fn an_end_without_a_terminal_event_is_never_a_success() {
    let part = text_delta(0, "Hi");
    for body in [
        part.clone(),
        part.clone() + "data: [DONE]\n\n",
        String::new(),
    ] {
        assert_eq!(
            events(&body).last(),
            Some(&LlmEvent::Failed(LlmError::Truncated))
        );
    }
    let whole = part + &completed(json!([]));
    assert_eq!(answer(whole.trim_end()).finish, Some(FinishReason::Stop));
    assert_eq!(
        answer(whole.trim_end_matches("}\n\n")).error,
        Some(LlmError::Truncated)
    );
}

#[test]
fn unknown_events_are_ignored_and_the_mark_of_the_end_is_harmless() {
    let body = event(
        "response.image_generation_call.partial_image",
        json!({"delta": "x"}),
    ) + &event("keepalive", json!({}))
        + "data: ping\n\n"
        + &text_delta(0, "Hi")
        + &completed(json!([]))
        + "data: [DONE]\n\n";
    let found = answer(&body);
    assert_eq!((found.text.as_str(), found.error), ("Hi", None));
}

#[test]
fn what_is_no_answer_is_explained() {
    assert!(matches!(
        answer(r#"{"error":{"code":"invalid_api_key","message":"No"}}"#).error,
        Some(LlmError::Unauthorized { .. })
    ));
    for body in ["<html>Sign in</html>", "{\"hello\":1}", "hello"] {
        assert!(
            matches!(answer(body).error, Some(LlmError::NotAStream { .. })),
            "{body}"
        );
    }
}

#[test]
fn encrypted_reasoning_is_carried_with_what_it_led_to() {
    let reasoning =
        json!({"type": "reasoning", "id": "rs", "encrypted_content": "xyz", "summary": []});
    let plain = json!({"type": "reasoning", "id": "rs2", "summary": []});
    let body = item_done(2, call("a", "draw", "{}"))
        + &item_done(0, reasoning.clone())
        + &item_done(1, plain)
        + &completed(json!([]));
    assert_eq!(
        answer(&body).carry,
        [json!({"response_items": [reasoning, call("a", "draw", "{}")]})]
    );
    let body = item_done(0, message("Hi")) + &completed(json!([]));
    assert_eq!(answer(&body).carry, [Value::Null; 0]);
}

#[test]
fn the_phase_of_a_message_is_carried() {
    let mut item = message("Hi");
    item["phase"] = json!("commentary");
    let body = item_done(0, item.clone()) + &completed(json!([]));
    assert_eq!(answer(&body).carry, [json!({"response_items": [item]})]);
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        any::<Vec<u8>>(),
        Just(text_delta(0, "é").into_bytes()),
        Just(
            item_added(
                0,
                json!({"type": "function_call", "name": [], "call_id": 3})
            )
            .into_bytes()
        ),
        Just(item_added(1, call("a", "draw", "{")).into_bytes()),
        Just(
            item_done(
                1,
                json!({"type": "message", "content": {}, "summary": [null]})
            )
            .into_bytes()
        ),
        Just(
            event(
                "response.function_call_arguments.delta",
                json!({"delta": "x"})
            )
            .into_bytes()
        ),
        Just(event("response.completed", json!({"response": 3})).into_bytes()),
        Just(event("response.incomplete", json!({})).into_bytes()),
        Just(event("response.failed", json!({"response": {"error": []}})).into_bytes()),
        Just(b"data: {\"type\":".to_vec()),
        Just(vec![b'['; 300]),
        Just(b"data: [DONE]\n\n".to_vec()),
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// No bytes panic; there is exactly one end, and nothing forbidden after it.
    #[test]
    fn any_bytes_give_exactly_one_end(
        bytes in body(),
        cut in any::<proptest::sample::Index>(),
    ) {
        let mut whole = ResponsesDecoder::default();
        let mut expected = whole.push(&bytes);
        expected.extend(whole.finish());

        let (head, tail) = bytes.split_at(cut.index(bytes.len() + 1));
        let mut decoder = ResponsesDecoder::default();
        let mut found = decoder.push(head);
        found.extend(decoder.push(tail));
        found.extend(decoder.finish());
        prop_assert!(decoder.is_over());
        prop_assert_eq!(&found, &expected);

        let end = found
            .iter()
            .position(|event| matches!(event, LlmEvent::Finished(_) | LlmEvent::Failed(_)))
            .expect("an end");
        let failed = matches!(found[end], LlmEvent::Failed(_));
        for event in &found[end + 1..] {
            prop_assert!(!failed, "{event:?} after a failure");
            prop_assert!(matches!(event, LlmEvent::Usage(_) | LlmEvent::Carry(_)), "{event:?}");
        }
    }
}
