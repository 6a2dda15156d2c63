//! From calls and sentences to the events that a model would send, in pieces.
//!
//! Invariant: the pieces of a call, put together, are the JSON of its arguments, byte for byte.

use serde::Serialize;

use crate::engine::canvas::Node;
use crate::engine::ids::ToolCallId;
use crate::engine::json;
use crate::engine::llm::{FinishReason, LlmEvent};

use super::edit::Step;

/// A tool call to be made.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Call {
    /// Draw layers, in a parent or on the page.
    Draw {
        /// The layer that they go into.
        parent: Option<String>,
        /// The layers.
        nodes: Vec<Node>,
    },
    /// Change layers.
    Edit(Vec<Step>),
    /// Read the page.
    InspectPage,
    /// Read layers and what is in them.
    InspectShapes(Vec<String>),
}

#[derive(Serialize)]
struct DrawInput<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    nodes: &'a [Node],
}

#[derive(Serialize)]
struct EditInput<'a> {
    steps: &'a [Step],
}

#[derive(Serialize)]
struct InspectInput<'a> {
    scope: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ids: Option<&'a [String]>,
    depth: u8,
}

impl Call {
    /// The tool's name.
    pub(crate) const fn tool(&self) -> &'static str {
        match self {
            Self::Draw { .. } => "draw",
            Self::Edit(_) => "edit",
            Self::InspectPage | Self::InspectShapes(_) => "inspect",
        }
    }

    /// The arguments as JSON.
    pub(crate) fn arguments(&self) -> String {
        let written = match self {
            Self::Draw { parent, nodes } => json::write(&DrawInput {
                parent: parent.as_deref(),
                nodes,
            }),
            Self::Edit(steps) => json::write(&EditInput { steps }),
            Self::InspectPage => json::write(&InspectInput {
                scope: "page",
                ids: None,
                depth: 1,
            }),
            Self::InspectShapes(ids) => json::write(&InspectInput {
                scope: "shapes",
                ids: Some(ids),
                depth: 6,
            }),
        };
        // Plain structs of numbers and texts always serialise.
        written.unwrap_or_else(|_| "{}".to_owned())
    }
}

/// An answer: a sentence, then the calls, then the end. `turn` makes the ids of the calls unique.
pub(crate) fn events(sentence: &str, calls: &[Call], turn: usize) -> Vec<LlmEvent> {
    let mut out: Vec<LlmEvent> = pieces(sentence, &[9, 14, 7, 12], true)
        .into_iter()
        .map(LlmEvent::TextDelta)
        .collect();
    for (slot, call) in calls.iter().enumerate() {
        out.push(LlmEvent::ToolCallStarted {
            slot,
            id: ToolCallId(format!("builtin_{turn}_{slot}")),
            name: call.tool().to_owned(),
        });
        for arguments in pieces(&call.arguments(), &[32, 48, 24, 56, 40], false) {
            out.push(LlmEvent::ToolCallDelta { slot, arguments });
        }
    }
    out.push(LlmEvent::Finished(if calls.is_empty() {
        FinishReason::Stop
    } else {
        FinishReason::ToolCalls
    }));
    out
}

/// `text` in pieces of about the given lengths in turn; at words, if asked for.
fn pieces(text: &str, lengths: &[usize], at_words: bool) -> Vec<String> {
    let mut out = Vec::new();
    let mut piece = String::new();
    let mut written = 0;
    let mut length = lengths.iter().cycle();
    let mut room = length.next().copied().unwrap_or(32);
    for letter in text.chars() {
        piece.push(letter);
        written += 1;
        if written >= room && (!at_words || letter == ' ') {
            out.push(std::mem::take(&mut piece));
            written = 0;
            room = length.next().copied().unwrap_or(32);
        }
    }
    if !piece.is_empty() {
        out.push(piece);
    }
    out
}
