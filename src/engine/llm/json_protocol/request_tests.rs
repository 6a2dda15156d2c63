//! Requests rewritten for models without tools.

use schemars::JsonSchema;
use serde::Deserialize;

use super::*;
use crate::engine::canvas::Node;
use crate::engine::ids::ToolCallId;
use crate::engine::schema::tool_schema;

#[derive(Debug, Deserialize, JsonSchema)]
struct Draw {
    parent: Option<String>,
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize, JsonSchema)]
struct Look {
    id: String,
    margins: [f64; 4],
    mode: Option<String>,
}

fn tools() -> Vec<ToolDescription> {
    let tool = |name: &str, description: &str, parameters| ToolDescription {
        name: name.to_owned(),
        description: description.to_owned(),
        parameters,
    };
    vec![
        tool(
            "draw",
            "Draws new layers. Boards hold other layers.",
            tool_schema::<Draw>(),
        ),
        tool("look", "Takes a picture", tool_schema::<Look>()),
    ]
}

fn user(text: &str, context: &str) -> PromptMessage {
    PromptMessage::User {
        text: text.to_owned(),
        context: context.to_owned(),
    }
}

fn assistant(text: &str) -> PromptMessage {
    PromptMessage::Assistant {
        text: text.to_owned(),
        calls: Vec::new(),
        carry: Vec::new(),
    }
}

fn result(name: &str, content: &str, is_error: bool) -> PromptMessage {
    PromptMessage::ToolResult {
        call_id: ToolCallId::from("c"),
        name: name.to_owned(),
        content: content.to_owned(),
        is_error,
    }
}

#[test]
fn the_answer_is_an_object_with_words_first_and_then_calls() {
    let schema = response_schema(&tools(), &ProtocolLimits::tiny());
    let names: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["say", "calls"]);
    assert_eq!(schema["required"], json!(["say", "calls"]));
    assert_eq!(schema["additionalProperties"], json!(false));
    let calls = &schema["properties"]["calls"];
    assert_eq!(
        (&calls["minItems"], &calls["maxItems"]),
        (&json!(0), &json!(1))
    );
    let draw = &calls["items"]["anyOf"][0];
    assert_eq!(draw["required"], json!(["tool", "arguments"]));
    assert_eq!(draw["properties"]["tool"], json!({"const": "draw"}));
    let nodes = draw
        .pointer("/properties/arguments/properties/nodes/items/anyOf")
        .unwrap();
    let forms: Vec<(&Value, &Value)> = nodes
        .as_array()
        .unwrap()
        .iter()
        .map(|form| (&form["properties"]["type"]["enum"], &form["required"]))
        .collect();
    let all = json!(["type", "name", "x", "y", "width", "height", "fill"]);
    let words = json!(["type", "name", "x", "y", "width", "height", "fill", "text"]);
    assert_eq!(
        forms,
        [
            (&json!(["board"]), &all),
            (&json!(["text"]), &words),
            (&json!(["rectangle", "ellipse", "line"]), &all),
        ]
    );
    assert!(!schema.to_string().contains("$ref"));
}

#[test]
fn without_tools_no_call_can_be_written() {
    let schema = response_schema(&[], &ProtocolLimits::roomy());
    assert_eq!(schema["properties"]["calls"]["maxItems"], json!(0));
}

#[test]
fn a_forced_call_is_asked_for_in_the_schema() {
    let limits = ProtocolLimits {
        min_calls: 1,
        ..ProtocolLimits::tiny()
    };
    let schema = response_schema(&tools(), &limits);
    assert_eq!(schema["properties"]["calls"]["minItems"], json!(1));
}

#[test]
fn the_explanation_is_short_and_its_examples_are_valid() {
    for limits in [ProtocolLimits::tiny(), ProtocolLimits::roomy()] {
        let suffix = system_suffix(&tools(), &limits);
        assert!(suffix.len() < 500, "{} bytes", suffix.len());
        let [answer, draw, look] = suffix.lines().collect::<Vec<_>>()[..] else {
            panic!("{suffix}")
        };
        let answer: Value =
            serde_json::from_str(answer.split_once("Example: ").unwrap().1).unwrap();
        assert_eq!(answer["say"], json!("Here it is."));
        let call = &answer["calls"][0];
        assert_eq!(call["tool"], json!("draw"));
        let arguments: Draw = serde_json::from_value(call["arguments"].clone()).unwrap();
        assert_eq!((arguments.nodes.len(), arguments.parent), (1, None));
        assert_eq!(draw, "draw: Draws new layers.");
        let look: Value =
            serde_json::from_str(look.strip_prefix("look: Takes a picture. ").unwrap()).unwrap();
        let arguments: Look = serde_json::from_value(look["arguments"].clone()).unwrap();
        assert_eq!(arguments.id, "id");
        assert_eq!((arguments.margins.len(), arguments.mode), (4, None));
    }
}

#[test]
fn an_example_that_a_tool_brings_is_preferred() {
    let mut tools = tools();
    tools[1].parameters["examples"] = json!([{"id": "s1"}]);
    let limits = ProtocolLimits::tiny();
    assert!(
        system_suffix(&tools, &limits)
            .ends_with(r#"look: Takes a picture. {"tool":"look","arguments":{"id":"s1"}}"#)
    );
    assert!(
        !response_schema(&tools, &limits)
            .to_string()
            .contains("examples")
    );
}

#[test]
fn history_is_written_as_the_model_would_write_it_now() {
    let request = LlmRequest {
        model: "smollm2".to_owned(),
        system: "You draw.".to_owned(),
        messages: vec![
            user("A card", "page: empty"),
            PromptMessage::Assistant {
                text: "Sure.".to_owned(),
                calls: vec![PromptCall {
                    id: ToolCallId::from("c"),
                    name: "draw".to_owned(),
                    arguments: json!({"nodes": []}),
                }],
                carry: vec![json!({"opaque": true})],
            },
            result("draw", "1 layer added", false),
            result("look", "no picture", true),
            user("Thanks", "page: 1 board"),
            assistant("You are welcome."),
        ],
        tools: tools(),
        max_output_tokens: Some(400),
        temperature: None,
        response_schema: None,
    };
    let limits = ProtocolLimits::tiny();
    let (rewritten, schema) = rewrite(&request, &limits);
    assert_eq!(schema, response_schema(&tools(), &limits));
    assert_eq!(
        rewritten,
        LlmRequest {
            system: format!("You draw.\n\n{}", system_suffix(&tools(), &limits)),
            messages: vec![
                user("A card", "page: empty"),
                assistant(r#"{"say":"Sure.","calls":[{"tool":"draw","arguments":{"nodes":[]}}]}"#),
                user(
                    "Result of draw: 1 layer added\nError of look: no picture\nThanks",
                    "page: 1 board"
                ),
                assistant(r#"{"say":"You are welcome.","calls":[]}"#),
            ],
            tools: Vec::new(),
            ..request
        }
    );
}

#[test]
fn the_response_format_is_that_of_chat_completions() {
    assert_eq!(
        response_format(json!({"type": "object"})),
        json!({"type": "json_schema", "json_schema": {
            "name": "answer", "strict": true, "schema": {"type": "object"},
        }})
    );
}
