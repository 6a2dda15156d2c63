//! The request of a step: the system prompt, the conversation, the tools; and its decoder.

use serde_json::{Value, json};

use super::conversation::{Conversation, transcript};
use super::llm::json_protocol::{self, JsonProtocolDecoder, ProtocolLimits};
use super::llm::{Decoder, LlmRequest, PromptMessage, ToolDescription, dialect};
use super::settings::{Settings, ToolProtocol};
use super::tools::{self, draw};

/// The system prompt. Its text is a file of its own, so that a change of it shows as what it is.
const SYSTEM: &str = include_str!("prompts/system.md");

/// The system prompt of the smallest models, which do what the last sentence says.
const SYSTEM_TINY: &str = include_str!("prompts/system_tiny.md");

/// Most tokens of an answer of the smallest models: three layers in three layers and a sentence.
const TINY_OUTPUT_TOKENS: u32 = 700;

/// Builds the request that follows from a conversation.
pub fn request(conversation: &Conversation, settings: &Settings) -> LlmRequest {
    let request = LlmRequest {
        model: settings.language_model.clone(),
        system: SYSTEM.to_owned(),
        messages: transcript::messages(conversation),
        tools: tools::descriptions(),
        max_output_tokens: None,
        temperature: None,
        response_schema: None,
    };
    match settings.tool_protocol() {
        ToolProtocol::Native => request,
        ToolProtocol::JsonSchema => constrained(&request, &ProtocolLimits::roomy()),
        ToolProtocol::JsonSchemaTiny => tiny(request),
    }
}

/// One tool, and after its result, good or bad, only words: a model of this size would go on for ever.
fn tiny(mut request: LlmRequest) -> LlmRequest {
    SYSTEM_TINY.trim().clone_into(&mut request.system);
    request.max_output_tokens = Some(TINY_OUTPUT_TOKENS);
    for message in &mut request.messages {
        if let PromptMessage::User { context, .. } = message {
            context.clear();
        }
    }
    request.tools.retain(|tool| tool.name == draw::NAME);
    for tool in &mut request.tools {
        make_tiny(tool);
    }
    if matches!(
        request.messages.last(),
        Some(PromptMessage::ToolResult { .. })
    ) {
        request.tools.clear();
    }
    constrained(&request, &ProtocolLimits::tiny())
}

/// The smallest models are not told what is on the canvas, so what they write as a parent is made up,
/// and nothing is drawn into a parent that does not exist. They write what the example says with the
/// request's words in it, so the example is a picture and not the least that fits the schema.
fn make_tiny(tool: &mut ToolDescription) {
    let Some(parameters) = tool.parameters.as_object_mut() else {
        return;
    };
    let properties = parameters.get_mut("properties");
    if let Some(properties) = properties.and_then(Value::as_object_mut) {
        properties.shift_remove("parent");
    }
    parameters.insert("examples".to_owned(), json!([tiny_example()]));
}

fn tiny_example() -> Value {
    json!({ "nodes": [{
        "type": "board", "name": "Card", "x": 0, "y": 0, "width": 240, "height": 160, "fill": "#f4f4f4",
        "children": [
            {
                "type": "text", "name": "Title", "x": 20, "y": 20, "width": 200, "height": 30,
                "fill": "#222222", "text": "Welcome",
            },
            {
                "type": "rectangle", "name": "Button", "x": 20, "y": 80, "width": 200, "height": 48,
                "fill": "#3366ff",
            },
        ],
    }] })
}

fn constrained(request: &LlmRequest, limits: &ProtocolLimits) -> LlmRequest {
    let (request, schema) = json_protocol::rewrite(request, limits);
    LlmRequest {
        response_schema: Some(schema),
        ..request
    }
}

/// The decoder of the answer to [`request`]; `None` for the interpreter, which is no model.
pub fn decoder(settings: &Settings) -> Option<Box<dyn Decoder>> {
    let decoder = dialect::decoder(settings.provider)?;
    Some(match settings.tool_protocol() {
        ToolProtocol::Native => decoder,
        ToolProtocol::JsonSchema | ToolProtocol::JsonSchemaTiny => {
            Box::new(JsonProtocolDecoder::new(decoder))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::canvas::check_node;
    use crate::engine::ids::ConversationId;
    use crate::engine::settings::ProviderKind;

    fn asked_with(protocol: ToolProtocol) -> LlmRequest {
        let settings = Settings {
            provider: ProviderKind::Compatible,
            compatible_protocol: protocol,
            ..Settings::default()
        };
        request(
            &Conversation::new(ConversationId(uuid::Uuid::nil())),
            &settings,
        )
    }

    #[test]
    fn only_models_that_know_the_canvas_may_choose_a_parent() {
        let schema = |protocol| asked_with(protocol).response_schema.unwrap().to_string();
        assert!(schema(ToolProtocol::JsonSchema).contains("\"parent\""));
        assert!(!schema(ToolProtocol::JsonSchemaTiny).contains("\"parent\""));
    }

    #[test]
    fn the_example_of_the_smallest_models_can_be_drawn() {
        let input: draw::Input = serde_json::from_value(tiny_example()).unwrap();
        for node in input.nodes.iter().chain(&input.nodes[0].children) {
            check_node(node.kind, &node.properties).unwrap();
        }
        let request = asked_with(ToolProtocol::JsonSchemaTiny);
        assert!(request.system.contains(&tiny_example().to_string()));
    }
}
