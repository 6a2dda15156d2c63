//! A request with tools, rewritten as one that asks for a JSON object.
//!
//! The schema is enforced by the server and costs no tokens; the explanation costs some, so it is
//! short: these models often have a context of 2,048 tokens.
//!
//! ```text
//! Answer with one JSON object: … Example: {"say":"Here it is.","calls":[{"tool":"draw",…}]}
//! draw: Draws new layers.
//! look: Takes a picture. {"tool":"look","arguments":{"id":"id"}}
//! ```

use serde_json::{Map, Value, json};

use crate::engine::llm::request::PromptCall;
use crate::engine::llm::{LlmRequest, PromptMessage, ToolDescription};
use crate::engine::schema::{BoundedLimits, Narrowing, bounded};

const EXPLANATION: &str = "Answer with one JSON object: \"say\" is one short sentence for the \
    person, \"calls\" lists what to do.";
/// Small models copy examples word by word, so this is a sentence that may be copied.
const EXAMPLE_SAY: &str = "Here it is.";
const EXAMPLE_NUMBER: i64 = 100;
const EXAMPLE_COLOR: &str = "#3366ff";

/// What the smallest models may draw. They mix up what belongs to which kind (words in a rectangle,
/// texts without words), so each kind has a form of its own.
const TINY_LAYERS: [Narrowing; 3] = [
    Narrowing {
        definition: "Node",
        only: Some(("type", &["board"])),
        required: &["type", "name", "x", "y", "width", "height", "fill"],
        optional: &["children"],
    },
    Narrowing {
        definition: "Node",
        only: Some(("type", &["text"])),
        required: &["type", "name", "x", "y", "width", "height", "fill", "text"],
        optional: &["fontSize"],
    },
    Narrowing {
        definition: "Node",
        only: Some(("type", &["rectangle", "ellipse", "line"])),
        required: &["type", "name", "x", "y", "width", "height", "fill"],
        optional: &[],
    },
];

/// How large an answer may get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtocolLimits {
    /// Tool calls that there must be; 1 or more forces the model to act.
    pub min_calls: usize,
    /// Tool calls that there may be.
    pub max_calls: usize,
    /// Length of `say` in characters.
    pub max_say_chars: usize,
    /// Size of the arguments.
    pub arguments: BoundedLimits,
}

impl ProtocolLimits {
    /// For models that lose the thread after some 400 tokens (measured with 135 million
    /// parameters): one call, few layers, of which only the essential is said.
    pub fn tiny() -> Self {
        Self {
            min_calls: 0,
            max_calls: 1,
            max_say_chars: 100,
            arguments: BoundedLimits {
                max_depth: 2,
                max_items: 3,
                max_string_chars: 32,
                whole_numbers: Some((-2_000, 2_000)),
                narrowings: TINY_LAYERS.to_vec(),
            },
        }
    }

    /// For models that write well but were not taught to call tools.
    pub fn roomy() -> Self {
        Self {
            min_calls: 0,
            max_calls: 4,
            max_say_chars: 1_000,
            arguments: BoundedLimits {
                max_depth: 4,
                max_items: 24,
                max_string_chars: 500,
                whole_numbers: None,
                narrowings: Vec::new(),
            },
        }
    }
}

/// The schema of the whole answer: `say` first, then `calls`.
pub fn response_schema(tools: &[ToolDescription], limits: &ProtocolLimits) -> Value {
    let calls: Vec<Value> = tools
        .iter()
        .map(|tool| {
            let arguments = bounded(&tool.parameters, &limits.arguments);
            closed_object(json!({ "tool": { "const": tool.name }, "arguments": arguments }))
        })
        .collect();
    // Without tools the list can only be empty; a choice of nothing would be no valid schema.
    let calls = if calls.is_empty() {
        json!({ "type": "array", "items": closed_object(json!({})), "maxItems": 0 })
    } else {
        json!({
            "type": "array",
            "items": { "anyOf": calls },
            "minItems": limits.min_calls,
            "maxItems": limits.max_calls,
        })
    };
    closed_object(json!({
        "say": { "type": "string", "maxLength": limits.max_say_chars },
        "calls": calls,
    }))
}

/// The `response_format` of a Chat Completions request that enforces `schema`.
pub fn response_format(schema: Value) -> Value {
    json!({
        "type": "json_schema",
        "json_schema": { "name": "answer", "strict": true, "schema": schema },
    })
}

/// What the model is told about the object and the tools; goes below the system prompt.
///
/// The first tool is shown in a whole answer, since small models do what the example does. A tool's
/// example is the first of the `examples` of its schema; without, the least that fits.
pub fn system_suffix(tools: &[ToolDescription], limits: &ProtocolLimits) -> String {
    let mut calls = tools.iter().map(|tool| {
        let arguments = match tool.parameters.pointer("/examples/0") {
            Some(given) => given.clone(),
            None => example(&bounded(&tool.parameters, &limits.arguments), ""),
        };
        json!({ "tool": tool.name, "arguments": arguments })
    });
    let answer = json!({ "say": EXAMPLE_SAY, "calls": calls.by_ref().take(1).collect::<Value>() });
    let mut lines = vec![format!("{EXPLANATION} Example: {answer}")];
    for (index, tool) in tools.iter().enumerate() {
        let mut line = format!("{}: {}", tool.name, first_sentence(&tool.description));
        if index > 0
            && let Some(call) = calls.next()
        {
            line = format!("{line} {call}");
        }
        lines.push(line);
    }
    lines.join("\n")
}

/// The same request for a model without tools, and the schema that its answer must be held to.
pub fn rewrite(request: &LlmRequest, limits: &ProtocolLimits) -> (LlmRequest, Value) {
    let suffix = system_suffix(&request.tools, limits);
    let system = if request.system.is_empty() {
        suffix
    } else {
        format!("{}\n\n{suffix}", request.system)
    };
    let mut messages = Vec::new();
    for message in &request.messages {
        match message {
            PromptMessage::User { text, context } => add_user(&mut messages, text, context),
            PromptMessage::Assistant { text, calls, .. } => {
                messages.push(PromptMessage::Assistant {
                    text: written_answer(text, calls),
                    calls: Vec::new(),
                    carry: Vec::new(),
                });
            }
            PromptMessage::ToolResult {
                name,
                content,
                is_error,
                ..
            } => {
                let what = if *is_error { "Error" } else { "Result" };
                add_user(&mut messages, &format!("{what} of {name}: {content}"), "");
            }
        }
    }
    let rewritten = LlmRequest {
        system,
        messages,
        tools: Vec::new(),
        ..request.clone()
    };
    (rewritten, response_schema(&request.tools, limits))
}

/// Adds words of the person or of a tool. Many chat templates refuse two user messages in a row, so
/// they become one.
fn add_user(messages: &mut Vec<PromptMessage>, text: &str, context: &str) {
    if let Some(PromptMessage::User {
        text: before,
        context: context_before,
    }) = messages.last_mut()
    {
        *before = join_lines(before, text);
        *context_before = join_lines(context_before, context);
        return;
    }
    messages.push(PromptMessage::User {
        text: text.to_owned(),
        context: context.to_owned(),
    });
}

fn join_lines(above: &str, below: &str) -> String {
    match (above, below) {
        ("", only) | (only, "") => only.to_owned(),
        _ => format!("{above}\n{below}"),
    }
}

/// An earlier answer as the model would have to write it now.
fn written_answer(text: &str, calls: &[PromptCall]) -> String {
    let calls: Vec<Value> = calls
        .iter()
        .map(|call| json!({ "tool": call.name, "arguments": call.arguments }))
        .collect();
    json!({ "say": text, "calls": calls }).to_string()
}

fn closed_object(properties: Value) -> Value {
    let names: Vec<&String> = properties
        .as_object()
        .into_iter()
        .flat_map(Map::keys)
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": names,
        "additionalProperties": false,
    })
}

fn first_sentence(text: &str) -> String {
    let first = text.split_once(". ").map_or(text, |(first, _)| first);
    format!("{}.", first.trim_end_matches('.'))
}

/// A short value that fits `schema`: required members only, one item per list, and the member's
/// own name as its text.
fn example(schema: &Value, name: &str) -> Value {
    if let Some(constant) = schema.get("const") {
        return constant.clone();
    }
    let first_of = |keyword: &str| schema.get(keyword).and_then(|list| list.get(0));
    if let Some(value) = first_of("enum") {
        return value.clone();
    }
    if let Some(alternative) = first_of("anyOf") {
        return example(alternative, name);
    }
    let whole_number = |keyword: &str| schema.get(keyword).and_then(Value::as_i64);
    match schema.get("type").and_then(Value::as_str) {
        Some("object") => {
            let required = schema.get("required").and_then(Value::as_array);
            let required: Vec<&str> = required
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            let properties = schema.get("properties").and_then(Value::as_object);
            let members = properties.into_iter().flatten();
            members
                .filter(|(member, _)| required.contains(&member.as_str()))
                .map(|(member, property)| (member.clone(), example(property, member)))
                .collect()
        }
        Some("array") => {
            let items = schema.get("items").map(|items| example(items, name));
            let least = schema
                .get("minItems")
                .and_then(Value::as_u64)
                .unwrap_or(1)
                .max(1);
            let count = usize::try_from(least).unwrap_or(1);
            Value::Array(items.into_iter().cycle().take(count).collect())
        }
        Some("integer" | "number") => {
            let least = whole_number("minimum").unwrap_or(i64::MIN);
            let most = whole_number("maximum").unwrap_or(i64::MAX);
            json!(EXAMPLE_NUMBER.clamp(least, most.max(least)))
        }
        Some("boolean") => json!(true),
        Some("string") => match schema.get("pattern").and_then(Value::as_str) {
            // The only patterns in our schemas are those of colours.
            Some(_) => json!(EXAMPLE_COLOR),
            None => json!(name),
        },
        _ => Value::Null,
    }
}

#[cfg(test)]
#[path = "request_tests.rs"]
mod tests;
