//! The tools a model may call.
//!
//! A tool is one file: its input (whose doc comments are what the model reads), what it asks the
//! host, and what it answers. Two lines here put it on offer: a `mod` and an entry in [`TOOLS`]. Its
//! schema is derived from its input by a test and kept in `tools/schemas/`, so that the generator is
//! no part of the panel and a changed word is seen in review; a failing test says how to renew it.
//! A tool does no IO: it is a pure function from its input and the host's replies so far to its next
//! step, so a running call is plain data.
//!
//! Invariants: names are unique (checked at compile time); the order is stable, because providers
//! cache the prompt; a tool reaches the canvas only by what it returns.

mod input;
mod snapshot;

pub mod draw;
pub mod edit;
pub mod inspect;

use std::sync::LazyLock;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::canvas::{Aliases, Operation};
use super::conversation::event::ToolResult;
use super::conversation::message::{CardLayer, Facts, ToolState};
use super::host::{HostError, HostReply, HostRequest};
use super::llm::ToolDescription;
use super::time::Millis;

pub use input::InputError;

/// Most bytes of a result that the model reads.
pub const RESULT_BYTES_MAX: usize = 8 * 1024;

/// Every tool on offer, in the order in which models see them.
pub const TOOLS: &[ToolEntry] = &[
    ToolEntry::streamed(draw::NAME, draw::SNAPSHOT),
    ToolEntry::whole::<edit::Edit>(),
    ToolEntry::whole::<inspect::Inspect>(),
];

const _: () = assert!(names_are_unique(TOOLS), "two tools have the same name");

/// A tool whose arguments are complete before it starts.
pub trait Tool {
    /// Its input. The doc comment of the type is the tool's description.
    type Input: DeserializeOwned;

    /// The name that models call.
    const NAME: &'static str;

    /// The text of `schemas/<name>.json`.
    const SNAPSHOT: &'static str;

    /// The next step, given the host's replies to all earlier steps.
    fn step(input: &Self::Input, aliases: &mut Aliases, replies: &[Reply]) -> ToolStep;
}

/// The host's answer to one step of a tool.
pub type Reply = Result<HostReply, HostError>;

/// What a tool wants next.
#[derive(Clone, Debug, PartialEq)]
pub enum ToolStep {
    /// Read from the host.
    Read(HostRequest),
    /// Change the canvas: one batch, whole or not at all.
    Apply(Vec<Operation>),
    /// Nothing: this is the result.
    Done(Outcome),
}

/// What a tool did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Whether it failed.
    pub is_error: bool,
    /// What the person sees: "Drew 14 layers on Login".
    pub title: String,
    /// What the model reads.
    pub content: String,
    /// What changed.
    pub facts: Facts,
    /// The layers, for the card.
    pub layers: Vec<CardLayer>,
    /// Problems, one sentence each.
    pub notes: Vec<String>,
}

impl Outcome {
    /// A failure that the model may correct.
    pub fn failed(title: &str, problem: &str) -> Self {
        Self {
            is_error: true,
            title: title.to_owned(),
            content: format!("Error: {problem}"),
            notes: vec![problem.to_owned()],
            ..Self::default()
        }
    }

    /// The result for the journal.
    pub fn into_result(self, duration: Millis) -> ToolResult {
        ToolResult {
            state: if self.is_error {
                ToolState::Failed
            } else {
                ToolState::Done
            },
            title: self.title,
            content: shorten(self.content),
            facts: self.facts,
            layers: self.layers,
            notes: self.notes,
            duration,
        }
    }
}

/// Cuts a text to [`RESULT_BYTES_MAX`] and says so.
fn shorten(mut text: String) -> String {
    if text.len() > RESULT_BYTES_MAX {
        let end = text.floor_char_boundary(RESULT_BYTES_MAX);
        text.truncate(end);
        text.push_str("\n… (cut: too long; ask for less)");
    }
    text
}

type WholeStep = fn(&Value, &Value, &mut Aliases, &[Reply]) -> Result<ToolStep, InputError>;

/// A tool in the registry.
#[derive(Clone, Copy)]
pub struct ToolEntry {
    /// The name that models call.
    pub name: &'static str,
    /// Its description and schema, as JSON.
    snapshot: &'static str,
    /// The step function of a tool that needs its whole input; `None` for `draw`, which starts while
    /// its arguments still stream in.
    step: Option<WholeStep>,
}

impl ToolEntry {
    const fn whole<T: Tool>() -> Self {
        Self {
            name: T::NAME,
            snapshot: T::SNAPSHOT,
            step: Some(|value, schema, aliases, replies| {
                let input = input::parse::<T::Input>(value, schema)?;
                Ok(T::step(&input, aliases, replies))
            }),
        }
    }

    const fn streamed(name: &'static str, snapshot: &'static str) -> Self {
        Self {
            name,
            snapshot,
            step: None,
        }
    }

    /// Whether the tool works while its arguments stream in.
    pub const fn streams(&self) -> bool {
        self.step.is_none()
    }

    /// The next step of a tool with whole input.
    pub fn step(&self, input: &Value, aliases: &mut Aliases, replies: &[Reply]) -> ToolStep {
        let step = self.step.map(|step| {
            let schema = described(self.name).map_or(&Value::Null, |tool| &tool.parameters);
            step(input, schema, aliases, replies)
        });
        match step {
            Some(Ok(step)) => step,
            Some(Err(problem)) => ToolStep::Done(Outcome::failed(
                &format!("{}: not understood", self.name),
                &problem.to_string(),
            )),
            None => ToolStep::Done(Outcome::failed(
                self.name,
                "this tool works on streamed input only",
            )),
        }
    }
}

/// The tool of that name.
pub fn find(name: &str) -> Option<&'static ToolEntry> {
    TOOLS.iter().find(|tool| tool.name == name)
}

/// The sentence for an id that no layer has.
fn unknown_id(word: &str) -> String {
    format!("no layer has the id \"{word}\"; use ids that you were told or that inspect gives")
}

/// The tools as models are told about them, read once.
static DESCRIPTIONS: LazyLock<Vec<ToolDescription>> = LazyLock::new(|| {
    let tools = TOOLS.iter();
    tools
        .map(|tool| snapshot::read(tool.name, tool.snapshot))
        .collect()
});

fn described(name: &str) -> Option<&'static ToolDescription> {
    DESCRIPTIONS.iter().find(|tool| tool.name == name)
}

/// All tools as a model is told about them.
pub fn descriptions() -> Vec<ToolDescription> {
    DESCRIPTIONS.clone()
}

#[expect(
    clippy::indexing_slicing,
    reason = "checked at compile time, in const code without iterators"
)]
const fn names_are_unique(tools: &[ToolEntry]) -> bool {
    let mut left = 0;
    while left < tools.len() {
        let mut right = left + 1;
        while right < tools.len() {
            if equal(tools[left].name.as_bytes(), tools[right].name.as_bytes()) {
                return false;
            }
            right += 1;
        }
        left += 1;
    }
    true
}

#[expect(
    clippy::indexing_slicing,
    reason = "checked at compile time, in const code without iterators"
)]
const fn equal(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if left[index] != right[index] {
            return false;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
#[path = "tools/tools_tests.rs"]
mod tests;
