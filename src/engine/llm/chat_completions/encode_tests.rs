//! Tests of requests in the Chat Completions dialect.

use super::*;
use crate::engine::llm::dialect;
use crate::engine::secret::ApiKey;

fn endpoint(provider: ProviderKind) -> Endpoint {
    Endpoint {
        provider,
        base_url: "http://localhost:8080/v1".to_owned(),
        key: ApiKey::new("sk-local-secret"),
    }
}

fn request(messages: Vec<PromptMessage>) -> LlmRequest {
    LlmRequest {
        model: "qwen3".to_owned(),
        system: "You draw.".to_owned(),
        messages,
        tools: Vec::new(),
        max_output_tokens: None,
        temperature: None,
        response_schema: None,
    }
}

fn body_of(request: &HttpRequest) -> Value {
    serde_json::from_str(request.body.as_deref().unwrap()).unwrap()
}

fn body(request: &LlmRequest, provider: ProviderKind) -> Value {
    body_of(&encode_chat(request, &endpoint(provider)))
}

fn conversation() -> Vec<PromptMessage> {
    vec![
        PromptMessage::User {
            text: "A button".to_owned(),
            context: "board A".to_owned(),
        },
        PromptMessage::Assistant {
            text: String::new(),
            calls: vec![PromptCall {
                id: "a".into(),
                name: "draw".to_owned(),
                arguments: json!({"x": 1}),
            }],
            carry: vec![
                json!({"response_items": [{"type": "reasoning"}]}),
                json!({
                    "reasoning_details": [{"type": "reasoning.encrypted", "data": "xyz"}],
                    "extra_content": {"a": {"google": {"thought_signature": "s"}}},
                }),
            ],
        },
        PromptMessage::ToolResult {
            call_id: "a".into(),
            name: "draw".to_owned(),
            content: "1 layer".to_owned(),
            is_error: false,
        },
        PromptMessage::Assistant {
            text: "Done.".to_owned(),
            calls: Vec::new(),
            carry: Vec::new(),
        },
    ]
}

#[test]
fn a_request_asks_for_a_stream_with_usage() {
    let encoded = encode_chat(&request(Vec::new()), &endpoint(ProviderKind::Compatible));
    assert_eq!(encoded.method, "POST");
    assert_eq!(encoded.url, "http://localhost:8080/v1/chat/completions");
    assert_eq!(
        encoded.headers,
        [
            ("Content-Type", "application/json".to_owned()),
            ("Accept", "text/event-stream".to_owned()),
        ]
    );
    assert_eq!(
        body_of(&encoded),
        json!({
            "model": "qwen3",
            "messages": [{"role": "system", "content": "You draw."}],
            "stream": true,
            "stream_options": {"include_usage": true},
        })
    );
}

#[test]
fn the_conversation_is_told_in_the_dialect() {
    assert_eq!(
        body(&request(conversation()), ProviderKind::OpenRouter)["messages"],
        json!([
            {"role": "system", "content": "You draw."},
            {"role": "user", "content": "A button\n\n<canvas>\nboard A\n</canvas>"},
            {
                "role": "assistant",
                "content": null,
                "tool_calls": [{
                    "id": "a",
                    "type": "function",
                    "function": {"name": "draw", "arguments": "{\"x\":1}"},
                    "extra_content": {"google": {"thought_signature": "s"}},
                }],
                "reasoning_details": [{"type": "reasoning.encrypted", "data": "xyz"}],
            },
            {"role": "tool", "tool_call_id": "a", "content": "1 layer"},
            {"role": "assistant", "content": "Done."},
        ])
    );
}

#[test]
fn tools_are_sent_only_where_there_are_any() {
    let mut request = request(Vec::new());
    assert_eq!(body(&request, ProviderKind::Compatible).get("tools"), None);
    request.tools.push(ToolDescription {
        name: "draw".to_owned(),
        description: "Draws.".to_owned(),
        parameters: json!({"type": "object", "properties": {}}),
    });
    assert_eq!(
        body(&request, ProviderKind::Compatible)["tools"],
        json!([{"type": "function", "function": {
            "name": "draw",
            "description": "Draws.",
            "parameters": {"type": "object", "properties": {}},
        }}])
    );
}

#[test]
fn the_output_limit_has_the_name_that_the_provider_knows() {
    let mut request = request(Vec::new());
    request.max_output_tokens = Some(100);
    request.temperature = Some(0.5);
    for provider in [ProviderKind::OpenRouter, ProviderKind::Compatible] {
        let body = body(&request, provider);
        assert_eq!(body["max_tokens"], json!(100));
        assert_eq!(body.get("max_completion_tokens"), None);
        assert_eq!(body["temperature"], json!(0.5));
    }
    let body = body(&request, ProviderKind::OpenAi);
    assert_eq!(body["max_completion_tokens"], json!(100));
    assert_eq!(body.get("max_tokens"), None);
}

#[test]
fn attribution_goes_to_openrouter_and_nowhere_else() {
    for provider in ProviderKind::ALL {
        let Some(encoded) = dialect::encode(&request(Vec::new()), &endpoint(provider)) else {
            continue;
        };
        let attributed = encoded
            .headers
            .iter()
            .any(|(name, _)| matches!(*name, "HTTP-Referer" | "X-OpenRouter-Title"));
        assert_eq!(
            attributed,
            provider == ProviderKind::OpenRouter,
            "{provider:?}"
        );
    }
}

#[test]
fn the_key_is_in_no_body_and_no_header() {
    let encoded = encode_chat(
        &request(conversation()),
        &endpoint(ProviderKind::OpenRouter),
    );
    assert!(
        !encoded
            .body
            .as_deref()
            .unwrap_or_default()
            .contains("sk-local-secret")
    );
    assert!(!format!("{encoded:?}").contains("sk-local-secret"));
}
