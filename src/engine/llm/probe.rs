//! Finding out what an unknown server's model can do: does it call tools, does it obey a schema.
//!
//! A server's list of models does not say, so two tiny requests ask. The answers decide how Limn
//! talks to the model, and what the person is told about it.

use serde_json::{Value, json};

use super::{LlmEvent, LlmRequest, PromptMessage, ToolDescription};
use crate::engine::settings::ToolProtocol;

/// Most tokens of a probe's answer.
const TOKENS_MAX: u32 = 64;

/// Up to this context a model without tools is taken for one of the smallest, which lose the thread
/// in a long prompt (measured with 135 million parameters and a context of 8,192).
const TINY_CONTEXT_TOKENS: u64 = 8_192;

/// What a model was found to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abilities {
    /// It calls tools when asked to.
    pub tools: bool,
    /// It obeys `response_format: json_schema`.
    pub schema: bool,
}

fn request(model: &str, text: &str) -> LlmRequest {
    LlmRequest {
        model: model.to_owned(),
        system: String::new(),
        messages: vec![PromptMessage::User {
            text: text.to_owned(),
            context: String::new(),
        }],
        tools: Vec::new(),
        max_output_tokens: Some(TOKENS_MAX),
        temperature: Some(0.0),
        response_schema: None,
    }
}

/// A request that any model which knows tools answers with a call.
pub fn tools_request(model: &str) -> LlmRequest {
    let tool = ToolDescription {
        name: "set_color".to_owned(),
        description: "Sets the colour of the shape.".to_owned(),
        parameters: json!({
            "type": "object",
            "properties": { "color": { "type": "string" } },
            "required": ["color"],
            "additionalProperties": false,
        }),
    };
    LlmRequest {
        tools: vec![tool],
        ..request(model, "Call the tool set_color with the color red.")
    }
}

/// Whether the answer to [`tools_request`] is the call that was asked for.
pub fn called_tool(events: &[LlmEvent]) -> bool {
    let is_named = events.iter().any(
        |event| matches!(event, LlmEvent::ToolCallStarted { name, .. } if name == "set_color"),
    );
    let arguments: String = events
        .iter()
        .filter_map(|event| match event {
            LlmEvent::ToolCallDelta { slot: 0, arguments } => Some(arguments.as_str()),
            _ => None,
        })
        .collect();
    let color = serde_json::from_str::<Value>(&arguments)
        .ok()
        .and_then(|value| {
            value
                .get("color")
                .and_then(Value::as_str)
                .map(str::to_lowercase)
        });
    is_named && color.is_some_and(|color| !color.is_empty())
}

/// A request whose answer can only be right if the server enforces the schema.
pub fn schema_request(model: &str) -> LlmRequest {
    let schema = json!({
        "type": "object",
        "properties": { "color": { "type": "string", "enum": ["red", "green"] } },
        "required": ["color"],
        "additionalProperties": false,
    });
    LlmRequest {
        response_schema: Some(schema),
        ..request(model, "Say hello to the person.")
    }
}

/// Whether the answer to [`schema_request`] obeys the schema.
pub fn obeyed_schema(events: &[LlmEvent]) -> bool {
    let text: String = events
        .iter()
        .filter_map(|event| match event {
            LlmEvent::TextDelta(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let answer = serde_json::from_str::<Value>(&text).unwrap_or_default();
    matches!(
        answer.get("color").and_then(Value::as_str),
        Some("red" | "green")
    )
}

impl Abilities {
    /// How to talk to the model, given its context where the server says it.
    pub fn protocol(self, context_tokens: Option<u64>) -> ToolProtocol {
        if self.tools {
            ToolProtocol::Native
        } else if context_tokens.is_some_and(|tokens| tokens <= TINY_CONTEXT_TOKENS) {
            ToolProtocol::JsonSchemaTiny
        } else {
            ToolProtocol::JsonSchema
        }
    }

    /// What the person is told, in plain words.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self { tools: true, .. } => "It draws with tools.",
            Self {
                tools: false,
                schema: true,
            } => {
                "It does not call tools, so Limn has it answer in a fixed form. Drawings are simpler and come in smaller steps."
            }
            Self {
                tools: false,
                schema: false,
            } => {
                "It neither calls tools nor keeps to a fixed form. It can talk, but will hardly draw; choose a larger model for that."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Vec<LlmEvent> {
        text.chars()
            .map(|character| LlmEvent::TextDelta(character.to_string()))
            .collect()
    }

    fn call(name: &str, arguments: &str) -> Vec<LlmEvent> {
        vec![
            LlmEvent::ToolCallStarted {
                slot: 0,
                id: "call_0".into(),
                name: name.to_owned(),
            },
            LlmEvent::ToolCallDelta {
                slot: 0,
                arguments: arguments.to_owned(),
            },
        ]
    }

    #[test]
    fn only_the_call_that_was_asked_for_counts() {
        assert!(called_tool(&call("set_color", r#"{"color":"red"}"#)));
        assert!(!called_tool(&call("other", r#"{"color":"red"}"#)));
        assert!(!called_tool(&call("set_color", "{")));
        assert!(!called_tool(&text("set_color(red)")));
    }

    #[test]
    fn an_answer_in_prose_does_not_obey_the_schema() {
        assert!(obeyed_schema(&text(r#"{"color":"green"}"#)));
        assert!(!obeyed_schema(&text("Hello!")));
        assert!(!obeyed_schema(&text(r#"{"color":"blue"}"#)));
    }
}
