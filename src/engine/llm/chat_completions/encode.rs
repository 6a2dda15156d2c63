//! Encodes a request in the Chat Completions dialect.
//!
//! Invariants: the key is not in the body; fields that some servers refuse (`tools: []`, a second
//! name for the output limit, attribution) are sent only where they are understood.

use serde_json::{Map, Value, json};

use super::super::request::{
    HttpRequest, LlmRequest, PromptCall, PromptMessage, ToolDescription, user_text,
};
use super::decode::{EXTRA_CONTENT, REASONING_DETAILS};
use crate::engine::llm::json_protocol::response_format;
use crate::engine::settings::{Endpoint, ProviderKind};

/// The request for an answer, streamed.
pub fn encode_chat(request: &LlmRequest, endpoint: &Endpoint) -> HttpRequest {
    let mut body = Map::new();
    let mut set = |key: &str, value: Value| {
        body.insert(key.to_owned(), value);
    };
    set("model", json!(request.model));
    set("messages", messages(request));
    if !request.tools.is_empty() {
        set("tools", request.tools.iter().map(tool).collect());
    }
    set("stream", json!(true));
    if endpoint.provider != ProviderKind::OpenRouter {
        // OpenRouter always says the usage and calls this switch obsolete.
        set("stream_options", json!({ "include_usage": true }));
    }
    if let Some(limit) = request.max_output_tokens {
        let key = match endpoint.provider {
            // OpenAI's reasoning models refuse the older name, other servers may not know the newer.
            ProviderKind::OpenAi => "max_completion_tokens",
            _ => "max_tokens",
        };
        set(key, json!(limit));
    }
    if let Some(temperature) = request.temperature {
        set("temperature", json!(temperature));
    }
    if let Some(schema) = &request.response_schema {
        set("response_format", response_format(schema.clone()));
    }
    HttpRequest::stream(
        format!("{}/chat/completions", endpoint.base_url),
        endpoint.key.clone(),
        &Value::Object(body),
    )
}

fn messages(request: &LlmRequest) -> Value {
    let system = (!request.system.is_empty())
        .then(|| json!({ "role": "system", "content": request.system }));
    system
        .into_iter()
        .chain(request.messages.iter().map(message))
        .collect()
}

fn message(message: &PromptMessage) -> Value {
    match message {
        PromptMessage::User { text, context } => {
            json!({ "role": "user", "content": user_text(text, context) })
        }
        PromptMessage::Assistant { text, calls, carry } => {
            let carried = |key| carry.iter().find_map(|value| value.get(key));
            let mut message = Map::new();
            message.insert("role".to_owned(), json!("assistant"));
            let content = if text.is_empty() && !calls.is_empty() {
                Value::Null
            } else {
                json!(text)
            };
            message.insert("content".to_owned(), content);
            if !calls.is_empty() {
                let extra = carried(EXTRA_CONTENT);
                let calls = calls.iter().map(|one| call(one, extra)).collect();
                message.insert("tool_calls".to_owned(), calls);
            }
            if let Some(details) = carried(REASONING_DETAILS) {
                message.insert(REASONING_DETAILS.to_owned(), details.clone());
            }
            Value::Object(message)
        }
        PromptMessage::ToolResult {
            call_id, content, ..
        } => json!({ "role": "tool", "tool_call_id": call_id, "content": content }),
    }
}

fn call(call: &PromptCall, extra: Option<&Value>) -> Value {
    let mut encoded = json!({
        "id": call.id,
        "type": "function",
        "function": { "name": call.name, "arguments": call.arguments.to_string() },
    });
    if let Some(fields) = encoded.as_object_mut()
        && let Some(extra) = extra.and_then(|extra| extra.get(call.id.as_str()))
    {
        fields.insert(EXTRA_CONTENT.to_owned(), extra.clone());
    }
    encoded
}

fn tool(tool: &ToolDescription) -> Value {
    json!({
        "type": "function",
        "function": {
            "name": tool.name,
            "description": tool.description,
            "parameters": tool.parameters,
        },
    })
}

#[cfg(test)]
#[path = "encode_tests.rs"]
mod tests;
