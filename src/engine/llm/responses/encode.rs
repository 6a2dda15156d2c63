//! Encodes a request in the Responses dialect.
//!
//! Invariants: nothing is stored at the provider; every `function_call_output` has its
//! `function_call`, because both come from the same messages, whatever was carried; reasoning is
//! sent back only in front of what it led to, because the provider refuses it alone.

use serde_json::{Map, Value, json};

use super::super::openai::thinks;
use super::super::request::{
    HttpRequest, LlmRequest, PromptCall, PromptMessage, ToolDescription, user_text,
};
use super::decode::RESPONSE_ITEMS;
use crate::engine::settings::Endpoint;

/// The request for an answer, streamed.
pub fn encode_responses(request: &LlmRequest, endpoint: &Endpoint) -> HttpRequest {
    let mut body = Map::new();
    let mut set = |key: &str, value: Value| {
        body.insert(key.to_owned(), value);
    };
    set("model", json!(request.model));
    if !request.system.is_empty() {
        set("instructions", json!(request.system));
    }
    set("input", request.messages.iter().flat_map(items).collect());
    if !request.tools.is_empty() {
        set("tools", request.tools.iter().map(tool).collect());
    }
    set("stream", json!(true));
    set("store", json!(false));
    if thinks(&request.model) {
        // Models that do not reason refuse to be asked for it.
        set("include", json!(["reasoning.encrypted_content"]));
    }
    if let Some(limit) = request.max_output_tokens {
        set("max_output_tokens", json!(limit));
    }
    if let Some(temperature) = request.temperature {
        set("temperature", json!(temperature));
    }
    HttpRequest::stream(
        format!("{}/responses", endpoint.base_url),
        endpoint.key.clone(),
        &Value::Object(body),
    )
}

fn items(message: &PromptMessage) -> Vec<Value> {
    match message {
        PromptMessage::User { text, context } => vec![json!({
            "type": "message",
            "role": "user",
            "content": [{ "type": "input_text", "text": user_text(text, context) }],
        })],
        PromptMessage::Assistant { text, calls, carry } => {
            let carried = carry
                .iter()
                .filter_map(|value| value.get(RESPONSE_ITEMS)?.as_array())
                .flatten();
            assistant_items(text, calls, carried)
        }
        PromptMessage::ToolResult {
            call_id, content, ..
        } => vec![json!({
            "type": "function_call_output",
            "call_id": call_id,
            "output": content,
        })],
    }
}

/// The answer as the provider gave it where that still is the answer, rebuilt where it is not.
fn assistant_items<'a>(
    text: &str,
    calls: &[PromptCall],
    carried: impl Iterator<Item = &'a Value> + Clone,
) -> Vec<Value> {
    let kind = |item: &Value, name| item.get("type").and_then(Value::as_str) == Some(name);
    let carried_text: String = carried.clone().filter_map(output_text).collect();
    let keeps_text = !carried_text.is_empty() && carried_text == text;
    let call_id = |item: &'a Value| item.get("call_id").and_then(Value::as_str);

    let mut items: Vec<Value> = Vec::new();
    if !text.is_empty() && !keeps_text {
        items.push(json!({ "type": "message", "role": "assistant", "content": text }));
    }
    let mut reasoning = Vec::new();
    for item in carried.clone() {
        if kind(item, "reasoning") {
            reasoning.push(item.clone());
            continue;
        }
        let stays = if kind(item, "function_call") {
            calls
                .iter()
                .any(|call| call_id(item) == Some(call.id.as_str()))
        } else {
            keeps_text
        };
        if stays {
            items.append(&mut reasoning);
            items.push(item.clone());
        } else {
            reasoning.clear();
        }
    }
    let known = |call: &&PromptCall| {
        carried
            .clone()
            .any(|item| kind(item, "function_call") && call_id(item) == Some(call.id.as_str()))
    };
    items.extend(calls.iter().filter(|call| !known(call)).map(function_call));
    items
}

/// The text of a carried message, as the decoder gave it out.
fn output_text(item: &Value) -> Option<String> {
    let parts = item.get("content")?.as_array()?;
    let texts = parts
        .iter()
        .filter(|part| part.get("type").and_then(Value::as_str) == Some("output_text"))
        .filter_map(|part| part.get("text").and_then(Value::as_str));
    Some(texts.collect())
}

fn function_call(call: &PromptCall) -> Value {
    json!({
        "type": "function_call",
        "call_id": call.id,
        "name": call.name,
        "arguments": call.arguments.to_string(),
    })
}

/// Tools lie flat here. `strict` is required, and false because it would demand that every optional
/// field be rewritten as a nullable one.
fn tool(tool: &ToolDescription) -> Value {
    json!({
        "type": "function",
        "name": tool.name,
        "description": tool.description,
        "parameters": tool.parameters,
        "strict": false,
    })
}

#[cfg(test)]
#[path = "encode_tests.rs"]
mod tests;
