//! Tests of the Chat Completions decoder: one per oddity of a server, and the laws.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::engine::llm::assemble::Answer;

/// Every event of a body that comes in one piece.
fn events(body: &str) -> Vec<LlmEvent> {
    let mut decoder = ChatDecoder::default();
    let mut events = decoder.push(body.as_bytes());
    events.extend(decoder.finish());
    events
}

fn answer(body: &str) -> Answer {
    events(body).into_iter().collect()
}

fn stream(chunks: &[Value]) -> String {
    let events: Vec<String> = chunks
        .iter()
        .map(|chunk| format!("data: {chunk}\n\n"))
        .collect();
    events.concat()
}

fn delta(delta: Value) -> Value {
    json!({"choices": [{"index": 0, "delta": delta, "finish_reason": null}]})
}

fn finish(reason: &str) -> Value {
    json!({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]})
}

fn text(text: &str) -> LlmEvent {
    LlmEvent::TextDelta(text.to_owned())
}

const DONE: &str = "data: [DONE]\n\n";

#[test]
fn text_finish_and_usage_come_in_order() {
    let body = stream(&[
        delta(json!({"role": "assistant", "content": "", "refusal": null})),
        delta(json!({"content": "Hi"})),
        finish("stop"),
        json!({"choices": [], "usage": {
            "prompt_tokens": 9, "completion_tokens": 2,
            "prompt_tokens_details": {"cached_tokens": 4},
            "completion_tokens_details": {"reasoning_tokens": 1},
        }}),
    ]) + DONE;
    let usage = Usage {
        input_tokens: Some(9),
        cached_tokens: Some(4),
        output_tokens: Some(2),
        reasoning_tokens: Some(1),
        cost_usd: None,
    };
    assert_eq!(
        events(&body),
        [
            text("Hi"),
            LlmEvent::Finished(FinishReason::Stop),
            LlmEvent::Usage(usage)
        ]
    );
}

#[test]
fn the_finish_is_told_before_the_stream_ends() {
    let mut decoder = ChatDecoder::default();
    let found = decoder.push(stream(&[finish("length")]).as_bytes());
    assert_eq!(found, [LlmEvent::Finished(FinishReason::Length)]);
    assert!(!decoder.is_over());
    decoder.push(DONE.as_bytes());
    assert!(decoder.is_over());
    assert_eq!(
        decoder.push(stream(&[delta(json!({"content": "x"}))]).as_bytes()),
        []
    );
    assert_eq!(decoder.finish(), []);
}

#[test]
fn an_end_without_a_finish_reason_is_never_a_success() {
    let part = stream(&[delta(json!({"content": "Hi"}))]);
    for body in [
        part.clone(),
        part + DONE,
        ": hello\n\n".to_owned(),
        String::new(),
    ] {
        assert_eq!(
            events(&body).last(),
            Some(&LlmEvent::Failed(LlmError::Truncated)),
            "{body}"
        );
    }
}

#[test]
fn an_unterminated_last_event_counts_only_if_it_ends_the_answer() {
    let whole = stream(&[delta(json!({"content": "Hi"})), finish("stop")]);
    assert_eq!(answer(whole.trim_end()).finish, Some(FinishReason::Stop));
    assert_eq!(
        answer(whole.trim_end_matches("}]}\n\n")).error,
        Some(LlmError::Truncated)
    );
    let cut = stream(&[delta(json!({"content": "Hi"}))]);
    assert_eq!(answer(cut.trim_end()).text, "");
    let usage = stream(&[
        finish("stop"),
        json!({"choices": [], "usage": {"prompt_tokens": 3}}),
    ]);
    assert_eq!(
        answer(usage.trim_end()).usage.unwrap().input_tokens,
        Some(3)
    );
}

#[test]
fn an_error_inside_the_stream_ends_it_at_once() {
    for error in [
        json!({"error": {"code": 502, "message": "Down"}}),
        json!({
            "error": {"code": 502, "message": "Down", "metadata": {"error_type": "server"}},
            "choices": [{"index": 0, "delta": {"content": ""}, "finish_reason": "error"}],
        }),
        json!({"object": "error", "message": "Down", "code": 502}),
    ] {
        let mut decoder = ChatDecoder::default();
        let body = stream(&[delta(json!({"content": "Hi"})), error, finish("stop")]);
        assert_eq!(
            decoder.push(body.as_bytes()),
            [
                text("Hi"),
                LlmEvent::Failed(LlmError::Server {
                    status: 502,
                    message: "Down".to_owned()
                }),
            ]
        );
        assert!(decoder.is_over());
        assert_eq!(decoder.finish(), []);
    }
    let named = answer("event: error\ndata: {\"message\":\"Out of memory\"}\n\n");
    let message = "Out of memory".to_owned();
    assert_eq!(
        named.error,
        Some(LlmError::Server {
            status: 200,
            message
        })
    );
}

#[test]
fn a_finish_reason_of_error_is_an_error() {
    let error = answer(&stream(&[finish("error")])).error.unwrap();
    assert!(error.is_retryable(), "{error:?}");
}

#[test]
fn an_error_after_the_finish_changes_nothing() {
    let body = stream(&[
        finish("stop"),
        json!({"error": {"code": 500, "message": "late"}}),
    ]);
    assert_eq!(events(&body), [LlmEvent::Finished(FinishReason::Stop)]);
}

#[test]
fn one_document_instead_of_a_stream_is_an_answer_too() {
    let body = json!({
        "id": "c", "object": "chat.completion",
        "choices": [{
            "index": 0, "finish_reason": "tool_calls",
            "message": {"role": "assistant", "content": "Hi", "tool_calls": [
                {"id": "a", "type": "function", "function": {"name": "draw", "arguments": "{}"}},
                {"id": "b", "type": "function", "function": {"name": "find", "arguments": "{}"}},
            ]},
        }],
        "usage": {"prompt_tokens": 1, "completion_tokens": 2},
    });
    let answer = answer(&serde_json::to_string_pretty(&body).unwrap());
    assert_eq!(answer.text, "Hi");
    assert_eq!(answer.calls.len(), 2);
    assert_eq!(answer.finish, Some(FinishReason::ToolCalls));
    assert_eq!(answer.usage.unwrap().output_tokens, Some(2));
}

#[test]
fn a_document_that_is_no_answer_is_explained() {
    assert!(matches!(
        answer(r#"{"error":{"code":401,"message":"No key"}}"#).error,
        Some(LlmError::Unauthorized { .. })
    ));
    assert!(matches!(
        answer(r#"[{"error":{"code":429,"message":"Quota"}}]"#).error,
        Some(LlmError::RateLimited { .. })
    ));
    for body in [
        "<html><p>Sign in</p></html>",
        "{\"hello\":1}",
        "Welcome to the hotel",
    ] {
        let excerpt = body.to_owned();
        assert_eq!(answer(body).error, Some(LlmError::NotAStream { excerpt }));
    }
}

#[test]
fn a_broken_chunk_is_an_error_and_a_ping_is_not() {
    let body = "data: ping\n\n".to_owned() + &stream(&[delta(json!({"content": "a"}))]);
    assert_eq!(events(&body).first(), Some(&text("a")));
    let body = body + "data: {\"choices\":[{\"delta\":{\"cont\n\n" + &stream(&[finish("stop")]);
    let found = answer(&body);
    assert_eq!((found.text.as_str(), found.finish), ("a", None));
    assert!(matches!(
        found.error,
        Some(LlmError::Server { status: 200, .. })
    ));
}

#[test]
fn chunks_without_choices_and_nulls_in_place_of_lists_are_harmless() {
    let body = stream(&[
        json!({"id": "", "created": 0, "choices": [], "prompt_filter_results": []}),
        json!({"choices": null, "usage": null}),
        json!({"id": "x"}),
        json!({"choices": [{"index": 0, "delta": null}]}),
        delta(json!({"content": null, "tool_calls": null, "refusal": null})),
        delta(json!({"content": "ok"})),
        finish("stop"),
    ]) + DONE;
    assert_eq!(
        events(&body),
        [text("ok"), LlmEvent::Finished(FinishReason::Stop)]
    );
}

#[test]
fn an_empty_finish_reason_is_none() {
    let body = stream(&[
        json!({"choices": [{"delta": {"content": "a"}, "finish_reason": ""}]}),
        json!({"choices": [{"delta": {"content": "b"}}]}),
        finish("stop"),
    ]);
    assert_eq!(answer(&body).text, "ab");
}

#[test]
fn a_repeated_finish_with_usage_finishes_once() {
    let mut last = finish("tool_calls");
    last["usage"] = json!({"prompt_tokens": 5, "completion_tokens": 1, "cost": 0.25});
    let call = json!({"tool_calls": [
        {"index": 0, "id": "a", "function": {"name": "draw", "arguments": "{}"}},
    ]});
    let mut whole = delta(call.clone());
    whole["choices"][0]["finish_reason"] = json!("tool_calls");
    let mut again = last.clone();
    again["choices"][0]["delta"] = call;
    let found = events(&(stream(&[whole, again, last]) + DONE));
    let finishes = found
        .iter()
        .filter(|event| matches!(event, LlmEvent::Finished(_)))
        .count();
    let usages = found
        .iter()
        .filter(|event| matches!(event, LlmEvent::Usage(_)))
        .count();
    assert_eq!((finishes, usages), (1, 1));
    let answer: Answer = found.into_iter().collect();
    assert_eq!(answer.calls.len(), 1);
    assert_eq!(answer.calls[0].arguments, "{}");
    assert_eq!(answer.usage.unwrap().cost_usd, Some(0.25));
}

#[test]
fn usage_in_every_chunk_counts_once_and_the_last_figures_win() {
    let with_usage = |text: &str, output: u64| {
        let mut chunk = delta(json!({"content": text}));
        chunk["usage"] = json!({"prompt_tokens": 7, "completion_tokens": output});
        chunk
    };
    let body = stream(&[with_usage("a", 1), with_usage("b", 2), finish("stop")]);
    let usage = answer(&body).usage.unwrap();
    assert_eq!(
        (usage.input_tokens, usage.output_tokens),
        (Some(7), Some(2))
    );
    assert_eq!(usage.cost_usd, None);
}

#[test]
fn missing_usage_is_unknown_and_not_zero() {
    assert_eq!(answer(&stream(&[finish("stop")])).usage, None);
}

#[test]
fn a_cut_answer_still_says_its_usage() {
    let mut chunk = delta(json!({"content": "a"}));
    chunk["usage"] = json!({"prompt_tokens": 7});
    let found = answer(&stream(&[chunk]));
    assert_eq!(found.usage.unwrap().input_tokens, Some(7));
    assert_eq!(found.error, Some(LlmError::Truncated));
}

#[test]
fn the_presence_of_calls_decides_between_stop_and_tool_calls() {
    let call =
        delta(json!({"tool_calls": [{"function": {"name": "draw", "arguments": {"x": 1}}}]}));
    let found = answer(&stream(&[call.clone(), finish("stop")]));
    assert_eq!(found.finish, Some(FinishReason::ToolCalls));
    assert_eq!(found.calls[0].id.as_str(), "call_0");
    assert_eq!(found.calls[0].arguments, "{\"x\":1}");
    let found = answer(&stream(&[finish("tool_calls")]));
    assert_eq!(found.finish, Some(FinishReason::Stop));
    let found = answer(&stream(&[call, finish("length")]));
    assert_eq!(found.finish, Some(FinishReason::Length));
}

#[test]
fn a_call_without_arguments_keeps_the_empty_text() {
    let call = json!({"tool_calls": [
        {"index": 0, "id": 7, "function": {"name": "look", "arguments": ""}},
    ]});
    let found = answer(&stream(&[delta(call), finish("tool_calls")]));
    assert_eq!(found.calls[0].id.as_str(), "7");
    assert_eq!(found.calls[0].arguments, "");
}

#[test]
fn filters_and_refusals_are_told_apart_from_text() {
    let body = stream(&[
        delta(json!({"content": null, "refusal": "I can"})),
        delta(json!({"refusal": "not."})),
        finish("stop"),
    ]);
    assert_eq!(answer(&body).refusal, "I cannot.");
    let found = answer(&stream(&[finish("content_filter")]));
    assert_eq!(found.finish, Some(FinishReason::ContentFilter));
}

#[test]
fn reasoning_is_found_under_each_of_its_names_and_said_once() {
    for reasoning in [
        json!({"reasoning_content": "why"}),
        json!({"reasoning": "why"}),
        json!({"reasoning": "why", "reasoning_content": "why"}),
        json!({"reasoning": "why", "reasoning_details": [{"type": "reasoning.text", "text": "why"}]}),
        json!({"reasoning_details": [{"type": "reasoning.summary", "summary": "why"}]}),
        json!({"content": [{"type": "thinking", "thinking": [{"type": "text", "text": "why"}]}]}),
        json!({"content": "<think>why</think>\n"}),
    ] {
        let body = stream(&[
            delta(reasoning.clone()),
            delta(json!({"content": "so"})),
            finish("stop"),
        ]);
        let found = answer(&body);
        assert_eq!(found.reasoning, "why", "{reasoning}");
        assert_eq!(found.text, "so", "{reasoning}");
    }
}

#[test]
fn reasoning_details_are_joined_and_carried_once_at_the_end() {
    let detail = |detail: Value| delta(json!({"reasoning_details": [detail]}));
    let body = stream(&[
        detail(json!({"type": "reasoning.text", "index": 0, "text": "I ", "format": "f"})),
        detail(json!({"type": "reasoning.text", "index": 0, "text": "think", "signature": null})),
        detail(json!({"type": "reasoning.text", "index": 0, "signature": "sig"})),
        detail(json!({"type": "reasoning.encrypted", "index": 1, "id": "r", "data": "xyz"})),
        detail(json!({"type": "reasoning.encrypted", "index": 1, "id": "s", "data": "xyz"})),
        detail(json!({"type": "reasoning.summary", "index": 2, "summary": "So"})),
        finish("stop"),
    ]) + DONE;
    let found = answer(&body);
    assert_eq!(found.reasoning, "I thinkSo");
    assert_eq!(
        found.carry,
        [json!({"reasoning_details": [
            {"type": "reasoning.text", "index": 0, "text": "I think", "format": "f",
             "signature": "sig"},
            {"type": "reasoning.encrypted", "index": 1, "id": "r", "data": "xyz"},
            {"type": "reasoning.encrypted", "index": 1, "id": "s", "data": "xyz"},
            {"type": "reasoning.summary", "index": 2, "summary": "So"},
        ]})]
    );
}

#[test]
fn an_interrupted_answer_carries_nothing() {
    let body = stream(&[delta(
        json!({"reasoning_details": [{"type": "reasoning.encrypted"}]}),
    )]);
    assert_eq!(answer(&body).carry, [Value::Null; 0]);
}

#[test]
fn signatures_of_calls_are_carried_by_call_id() {
    let extra = json!({"google": {"thought_signature": "s"}});
    let call = json!({"tool_calls": [
        {"id": "a", "function": {"name": "draw", "arguments": "{}"}, "extra_content": extra},
        {"function": {"name": "find", "arguments": "{}"}, "extra_content": null},
    ]});
    let found = answer(&stream(&[delta(call), finish("stop")]));
    assert_eq!(found.carry, [json!({"extra_content": {"a": extra}})]);
    assert_eq!(found.calls.len(), 2);
}

#[test]
fn only_the_first_candidate_is_read() {
    let choice = |index: u64, text: &str, finish: Option<&str>| json!({"choices": [{"index": index, "delta": {"content": text}, "finish_reason": finish}]});
    let body = stream(&[
        choice(0, "one", None),
        choice(1, "two", Some("length")),
        choice(0, "!", Some("stop")),
    ]);
    let found = answer(&body);
    assert_eq!(
        (found.text.as_str(), found.finish),
        ("one!", Some(FinishReason::Stop))
    );
}

/// Bodies made of what servers send, in any order, and of any bytes.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        any::<Vec<u8>>(),
        Just(stream(&[finish("stop")]).into_bytes()),
        Just(stream(&[finish("error")]).into_bytes()),
        Just(stream(&[delta(json!({"content": "é<think>"}))]).into_bytes()),
        Just(
            stream(&[delta(
                json!({"reasoning_details": [1, {"type": 2}, {"text": "x"}]})
            )])
            .into_bytes()
        ),
        Just(
            stream(&[delta(json!({"tool_calls": [
                {"index": -1, "id": [], "function": {"name": "n", "arguments": "{\"a\":"}}, null, 3,
            ]}))])
            .into_bytes()
        ),
        Just(
            stream(&[delta(
                json!({"tool_calls": [{"function": null}, {"id": "x"}]})
            )])
            .into_bytes()
        ),
        Just(
            stream(&[json!({"usage": {"prompt_tokens": -1, "cost": "x"}, "choices": {}})])
                .into_bytes()
        ),
        Just(stream(&[json!({"error": [[]]})]).into_bytes()),
        Just(b"data: {\"choices\":".to_vec()),
        Just(vec![b'['; 300]),
        Just(DONE.as_bytes().to_vec()),
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// No bytes panic; there is exactly one end, and nothing forbidden after it.
    #[test]
    fn any_bytes_give_exactly_one_end(
        bytes in body(),
        cuts in proptest::collection::vec(any::<proptest::sample::Index>(), 0..6),
    ) {
        let mut whole = ChatDecoder::default();
        let mut expected = whole.push(&bytes);
        expected.extend(whole.finish());

        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.sort_unstable();
        let mut decoder = ChatDecoder::default();
        let mut found = Vec::new();
        let mut start = 0;
        for cut in cuts.into_iter().chain([bytes.len()]) {
            found.extend(decoder.push(&bytes[start..cut]));
            start = cut;
        }
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
