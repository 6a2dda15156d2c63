//! `inspect`: look at layers in numbers, before changing them.

use serde::{Deserialize, Serialize};

use super::{Outcome, RESULT_BYTES_MAX, Reply, Tool, ToolStep};
use crate::engine::canvas::{Aliases, Shape};
use crate::engine::context;
use crate::engine::host::{HostReply, HostRequest};
use crate::engine::ids::ShapeId;

/// Most layers that are read at once.
const LAYERS_MAX: u32 = 400;

/// How deep layers are read where the model does not say.
const DEPTH_DEFAULT: u32 = 2;

/// Deepest that may be asked for.
const DEPTH_MAX: u32 = 12;

/// Reads layers: their ids, kinds, places, sizes and looks. Use it before changing what you have not
/// drawn yourself in this conversation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Input {
    /// What to read.
    pub scope: Scope,
    /// Ids of the layers, for scope "shapes".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<String>,
    /// How many levels down, 1 to 12 (default 2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depth: Option<u32>,
}

/// What to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// What the person has selected.
    Selection,
    /// The whole page.
    Page,
    /// The layers named in ids.
    Shapes,
}

/// The tool.
pub struct Inspect;

impl Tool for Inspect {
    type Input = Input;
    const NAME: &'static str = "inspect";
    const SNAPSHOT: &'static str = include_str!("schemas/inspect.json");

    fn step(input: &Input, aliases: &mut Aliases, replies: &[Reply]) -> ToolStep {
        let depth = input.depth.unwrap_or(DEPTH_DEFAULT).clamp(1, DEPTH_MAX);
        let Some(reply) = replies.first() else {
            return match request(input, depth, aliases) {
                Ok(request) => ToolStep::Read(request),
                Err(unknown) => ToolStep::Done(Outcome::failed("Looked at nothing", &unknown)),
            };
        };
        ToolStep::Done(match reply {
            Ok(HostReply::Page(page)) => {
                let title = format!("Looked at page {}", page.page_name);
                outcome(title, &page.shapes, page.omitted, aliases)
            }
            Ok(HostReply::Shapes { shapes, missing }) => {
                let title = match (input.scope, shapes.as_slice()) {
                    (Scope::Selection, []) => "Nothing is selected".to_owned(),
                    (_, [shape]) => format!("Looked at {}", shape.label()),
                    (_, shapes) => format!("Looked at {} layers", shapes.len()),
                };
                let mut outcome = outcome(title, shapes, 0, aliases);
                if !missing.is_empty() {
                    outcome
                        .notes
                        .push(format!("{} layers no longer exist.", missing.len()));
                }
                outcome
            }
            Ok(_) => Outcome::failed(
                "Could not look",
                "the design tool gave another answer than asked",
            ),
            Err(error) => Outcome::failed("Could not look", &error.message),
        })
    }
}

fn request(input: &Input, depth: u32, aliases: &Aliases) -> Result<HostRequest, String> {
    Ok(match input.scope {
        Scope::Selection => HostRequest::ReadSelection { depth },
        Scope::Page => HostRequest::ReadPage {
            depth,
            limit: LAYERS_MAX,
        },
        Scope::Shapes => {
            let ids: Result<Vec<ShapeId>, String> = input
                .ids
                .iter()
                .map(|word| {
                    aliases
                        .resolve(word)
                        .cloned()
                        .ok_or_else(|| super::unknown_id(word))
                })
                .collect();
            let ids = ids?;
            if ids.is_empty() {
                return Err("scope \"shapes\" needs \"ids\"".to_owned());
            }
            HostRequest::ReadShapes { ids, depth }
        }
    })
}

/// The layers as JSON, as deep as fits.
fn outcome(title: String, shapes: &[Shape], omitted: usize, aliases: &mut Aliases) -> Outcome {
    let mut depth = DEPTH_MAX;
    let content = loop {
        let text = context::describe_shapes(shapes, depth, aliases);
        if text.len() <= RESULT_BYTES_MAX || depth == 1 {
            break text;
        }
        depth -= 1;
    };
    let notes = if omitted > 0 {
        vec![format!(
            "{omitted} layers were left out; look at single boards for the rest."
        )]
    } else {
        Vec::new()
    };
    let content = notes
        .iter()
        .fold(content, |content, note| format!("{content}\n{note}"));
    Outcome {
        title,
        content,
        notes,
        ..Outcome::default()
    }
}
