//! The request of a step: the system prompt, the conversation, the tools.

use super::conversation::{Conversation, transcript};
use super::llm::{LlmRequest, json_protocol};
use super::settings::{Settings, ToolProtocol};
use super::tools;

/// The system prompt. Its text is a file of its own, so that a change of it shows as what it is.
const SYSTEM: &str = include_str!("prompts/system.md");

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
        ToolProtocol::JsonSchema => json_protocol::rewrite(&request),
    }
}
