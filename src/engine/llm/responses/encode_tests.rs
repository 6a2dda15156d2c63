//! Tests of requests in the Responses dialect.

use super::*;
use crate::engine::secret::ApiKey;
use crate::engine::settings::ProviderKind;

fn body(model: &str, messages: Vec<PromptMessage>) -> Value {
    let request = LlmRequest {
        model: model.to_owned(),
        system: "You draw.".to_owned(),
        messages,
        tools: vec![ToolDescription {
            name: "draw".to_owned(),
            description: "Draws.".to_owned(),
            parameters: json!({"type": "object"}),
        }],
        max_output_tokens: Some(900),
        temperature: None,
        response_schema: None,
    };
    let endpoint = Endpoint {
        provider: ProviderKind::OpenAi,
        base_url: "https://api.openai.com/v1".to_owned(),
        key: ApiKey::new("sk-secret"),
    };
    let encoded = encode_responses(&request, &endpoint);
    assert_eq!(encoded.url, "https://api.openai.com/v1/responses");
    serde_json::from_str(encoded.body.as_deref().unwrap()).unwrap()
}

fn prompt_call(id: &str) -> PromptCall {
    PromptCall {
        id: id.into(),
        name: "draw".to_owned(),
        arguments: json!({"x": 1}),
    }
}

fn assistant(text: &str, calls: &[&str], carried: Option<Value>) -> PromptMessage {
    PromptMessage::Assistant {
        text: text.to_owned(),
        calls: calls.iter().map(|id| prompt_call(id)).collect(),
        carry: carried
            .into_iter()
            .map(|items| json!({ RESPONSE_ITEMS: items }))
            .collect(),
    }
}

fn reasoning() -> Value {
    json!({"type": "reasoning", "id": "rs", "encrypted_content": "xyz", "summary": []})
}

fn carried_call(id: &str) -> Value {
    json!({"type": "function_call", "id": "fc", "call_id": id, "name": "draw",
        "arguments": "{\"x\": 1}", "status": "completed"})
}

fn carried_message(text: &str) -> Value {
    json!({"type": "message", "id": "msg", "role": "assistant", "phase": "commentary",
        "content": [{"type": "output_text", "text": text}]})
}

fn rebuilt_call(id: &str) -> Value {
    json!({"type": "function_call", "call_id": id, "name": "draw", "arguments": "{\"x\":1}"})
}

#[test]
fn nothing_is_stored_and_tools_lie_flat() {
    assert_eq!(
        body("gpt-6-sol", Vec::new()),
        json!({
            "model": "gpt-6-sol",
            "instructions": "You draw.",
            "input": [],
            "tools": [{
                "type": "function", "name": "draw", "description": "Draws.",
                "parameters": {"type": "object"}, "strict": false,
            }],
            "stream": true,
            "store": false,
            "include": ["reasoning.encrypted_content"],
            "max_output_tokens": 900,
        })
    );
}

#[test]
fn a_model_that_does_not_reason_is_not_asked_for_reasoning() {
    assert_eq!(body("gpt-4.1", Vec::new()).get("include"), None);
}

#[test]
fn messages_calls_and_results_are_items() {
    let messages = vec![
        PromptMessage::User {
            text: "A button".to_owned(),
            context: "board A".to_owned(),
        },
        assistant("Sure.", &["a"], None),
        PromptMessage::ToolResult {
            call_id: "a".into(),
            name: "draw".to_owned(),
            content: "1 layer".to_owned(),
            is_error: false,
        },
    ];
    assert_eq!(
        body("gpt-6-sol", messages)["input"],
        json!([
            {"type": "message", "role": "user", "content": [
                {"type": "input_text", "text": "A button\n\n<canvas>\nboard A\n</canvas>"},
            ]},
            {"type": "message", "role": "assistant", "content": "Sure."},
            rebuilt_call("a"),
            {"type": "function_call_output", "call_id": "a", "output": "1 layer"},
        ])
    );
}

#[test]
fn carried_items_go_back_unchanged_and_in_order() {
    let items = json!([
        reasoning(),
        carried_message("Sure."),
        reasoning(),
        carried_call("a")
    ]);
    let message = assistant("Sure.", &["a"], Some(items.clone()));
    assert_eq!(body("gpt-6-sol", vec![message])["input"], items);
}

#[test]
fn a_carried_call_that_has_no_result_does_not_go_back_and_neither_does_its_reasoning() {
    let items = json!([
        reasoning(),
        carried_call("gone"),
        reasoning(),
        carried_call("a")
    ]);
    let message = assistant("", &["a"], Some(items));
    assert_eq!(
        body("gpt-6-sol", vec![message])["input"],
        json!([reasoning(), carried_call("a")])
    );
}

#[test]
fn a_call_that_was_not_carried_is_rebuilt() {
    let message = assistant(
        "",
        &["a", "b"],
        Some(json!([reasoning(), carried_call("a")])),
    );
    assert_eq!(
        body("gpt-6-sol", vec![message])["input"],
        json!([reasoning(), carried_call("a"), rebuilt_call("b")])
    );
}

#[test]
fn reasoning_never_goes_back_alone() {
    let message = assistant(
        "Other words.",
        &[],
        Some(json!([carried_message("Sure."), reasoning()])),
    );
    assert_eq!(
        body("gpt-6-sol", vec![message])["input"],
        json!([{"type": "message", "role": "assistant", "content": "Other words."}])
    );
}
