//! `draw`: new layers, drawn while their description still streams in.
//!
//! A board is created as soon as its `children` begin, a leaf as soon as its closing brace is there,
//! a group together with its layers once it is complete; what has come since the last batch went out
//! forms the next batch. So the person sees the design grow, and a stream that breaks off leaves
//! whole layers only.
//!
//! Invariants: a layer is sent once; children are sent after or together with their parent; a layer
//! that is refused takes only its own descendants with it, never its neighbours.

mod gathering;
mod intake;
mod node_path;
mod placement;
mod replies;
mod report;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Outcome;
use crate::engine::canvas::{Aliases, Node, NodeKind, Operation, PlacedNode, Properties};
use crate::engine::conversation::message::{CardLayer, Facts, LayerFate};
use crate::engine::host::HostRequest;
use crate::engine::ids::{OperationId, ShapeId};
use crate::engine::json_scanner::{DrawEvent, DrawScanner};

use gathering::{Gathering, Layer};
use node_path::{NodePath, as_pairs, path_of, reference};
use placement::FreeSpace;

/// The name that models call.
pub const NAME: &str = "draw";

/// The text of its snapshot.
pub(super) const SNAPSHOT: &str = include_str!("schemas/draw.json");

/// Most layers of one call; beyond that something has gone wrong.
const LAYERS_MAX: usize = 2000;

/// Most layers of one batch, so that the host answers well within its undo block's 20 seconds.
const BATCH_LAYERS_MAX: usize = 60;

/// Most layers listed in a card.
const CARD_LAYERS_MAX: usize = 200;

/// Draws new layers: whole screens, sections or single shapes, nested as deep as needed. Prefer
/// boards with a layout over loose shapes. Layers appear while you write, so describe outer boards
/// first. Outermost boards without x and y are placed in free space.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Input {
    /// Id of the board or group to draw into; leave it out to draw on the page. Write it before nodes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// The layers, from back to front.
    pub nodes: Vec<Node>,
}

/// A `draw` call as it runs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DrawRun {
    scanner: DrawScanner,
    target: Target,
    #[serde(with = "as_pairs")]
    nodes: BTreeMap<NodePath, DrawnNode>,
    queue: Vec<Queued>,
    /// The group that is being written; its layers wait for its end.
    gathering: Option<Gathering>,
    in_flight: Vec<Queued>,
    free_space: Option<FreeSpace>,
    /// Shapes at the top of what was drawn, to be brought into view.
    outermost: Vec<ShapeId>,
    is_shown: bool,
    problems: Vec<String>,
    facts: Facts,
    arguments: Arguments,
}

/// How far the arguments have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Arguments {
    Streaming,
    Complete,
    /// The stream broke off, or what came is not JSON.
    Broken,
}

/// Where the outermost nodes go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Target {
    Page,
    Shape(ShapeId),
    /// The model named a parent that does not exist.
    Unknown,
}

/// A node that the scanner has reported.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct DrawnNode {
    name: String,
    kind: NodeKind,
    state: NodeState,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum NodeState {
    Waiting,
    Created(ShapeId),
    Failed,
}

/// A change that waits for, or is in, a batch.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Queued {
    Create {
        path: NodePath,
        kind: NodeKind,
        properties: Box<Properties>,
        /// What is in a group; the children of a board are created one by one.
        inside: Vec<Layer>,
    },
    Update {
        path: NodePath,
        properties: Box<Properties>,
    },
}

impl Queued {
    fn path(&self) -> &NodePath {
        match self {
            Self::Create { path, .. } | Self::Update { path, .. } => path,
        }
    }
}

/// What a running `draw` wants from the host.
#[derive(Clone, Debug, PartialEq)]
pub enum DrawRequest {
    /// Read the page, to find free space, or bring layers into view.
    Other(HostRequest),
    /// Change the canvas.
    Apply(Vec<Operation>),
}

impl Default for DrawRun {
    fn default() -> Self {
        Self {
            scanner: DrawScanner::new(),
            target: Target::Page,
            nodes: BTreeMap::new(),
            queue: Vec::new(),
            gathering: None,
            in_flight: Vec::new(),
            free_space: None,
            outermost: Vec::new(),
            is_shown: false,
            problems: Vec::new(),
            facts: Facts::default(),
            arguments: Arguments::Streaming,
        }
    }
}

impl DrawRun {
    /// Takes the next piece of the arguments.
    pub fn push(&mut self, piece: &str, aliases: &Aliases) {
        for event in self.scanner.push(piece) {
            match event {
                DrawEvent::Argument { key, value } => self.take_argument(&key, &value, aliases),
                DrawEvent::Opened { path, fields } => {
                    self.take_node(path, fields, /*is_open*/ true);
                }
                DrawEvent::Closed {
                    path,
                    fields,
                    late,
                    was_opened,
                } => {
                    if was_opened {
                        self.take_late(&path, late);
                    } else {
                        self.take_node(path.clone(), fields, /*is_open*/ false);
                    }
                    if self.gathering.as_ref().is_some_and(|it| it.is_group(&path)) {
                        self.release_group();
                    }
                }
                DrawEvent::Broken { message } => {
                    self.problems
                        .push(format!("the arguments are not valid JSON: {message}"));
                    self.arguments = Arguments::Broken;
                    self.release_group();
                }
                DrawEvent::Finished => self.arguments = Arguments::Complete,
            }
        }
    }

    /// Nothing more will come. What is whole is still drawn.
    pub fn end_arguments(&mut self) {
        if self.arguments == Arguments::Streaming {
            self.arguments = Arguments::Broken;
            self.problems
                .push("the call was cut off before it was complete".to_owned());
            self.release_group();
        }
    }

    /// Drops everything that was not sent yet.
    pub fn stop(&mut self) {
        self.arguments = Arguments::Broken;
        self.gathering = None;
        self.queue.clear();
    }

    /// What to ask the host next; to be called only while nothing of this call is under way.
    pub fn next_request(&mut self, operation_id: &OperationId) -> Option<DrawRequest> {
        if self.queue.is_empty() {
            return self.show_request();
        }
        if self.target == Target::Page && self.free_space.is_none() {
            return Some(DrawRequest::Other(HostRequest::ReadPage {
                depth: 1,
                limit: placement::OBSTACLES_MAX,
            }));
        }
        let rest = self.queue.split_off(self.queue.len().min(BATCH_LAYERS_MAX));
        let batch = std::mem::replace(&mut self.queue, rest);
        let mut operations = Vec::new();
        for mut queued in batch {
            match self.operation(&mut queued, operation_id) {
                Some(operation) => {
                    operations.push(operation);
                    self.in_flight.push(queued);
                }
                None => self.fail(queued.path().clone()),
            }
        }
        if operations.is_empty() {
            self.next_request(operation_id)
        } else {
            Some(DrawRequest::Apply(operations))
        }
    }

    fn show_request(&mut self) -> Option<DrawRequest> {
        if self.is_shown || self.outermost.is_empty() {
            return None;
        }
        self.is_shown = true;
        Some(DrawRequest::Other(HostRequest::Zoom {
            ids: self.outermost.clone(),
        }))
    }

    /// The operation for a queued change; `None` if its parent or target does not exist.
    fn operation(&mut self, queued: &mut Queued, operation_id: &OperationId) -> Option<Operation> {
        match queued {
            Queued::Create {
                path,
                kind,
                properties,
                inside,
            } => {
                let parent = self.parent_of(path, operation_id)?;
                if let (true, Some(free_space)) = (parent == "page", self.free_space.as_mut()) {
                    free_space.place(*kind, properties);
                }
                let node = PlacedNode {
                    reference: reference(operation_id, path),
                    kind: *kind,
                    properties: (**properties).clone(),
                    children: gathering::nested(inside, path, &|path| {
                        reference(operation_id, path)
                    }),
                };
                Some(Operation::Draw {
                    parent,
                    index: None,
                    node,
                })
            }
            Queued::Update { path, properties } => {
                let id = self.word_for(path, operation_id)?;
                Some(Operation::Update {
                    id,
                    properties: (**properties).clone(),
                })
            }
        }
    }

    fn parent_of(&self, path: &[usize], operation_id: &OperationId) -> Option<String> {
        match path.split_last() {
            Some((_, [])) | None => match &self.target {
                Target::Page => Some("page".to_owned()),
                Target::Shape(id) => Some(id.0.clone()),
                Target::Unknown => None,
            },
            Some((_, parent)) => self.word_for(parent, operation_id),
        }
    }

    /// The host's id of a node, or its name within the batch that creates it.
    fn word_for(&self, path: &[usize], operation_id: &OperationId) -> Option<String> {
        match &self.nodes.get(path)?.state {
            NodeState::Created(id) => Some(id.0.clone()),
            NodeState::Waiting => Some(reference(operation_id, path).0),
            NodeState::Failed => None,
        }
    }

    /// Whether there is nothing left to do.
    pub fn is_finished(&self) -> bool {
        self.arguments != Arguments::Streaming
            && self.queue.is_empty()
            && self.in_flight.is_empty()
            && (self.is_shown || self.outermost.is_empty())
    }

    /// What was done so far.
    pub const fn facts(&self) -> Facts {
        self.facts
    }

    /// The layers for the card, in the order of the arguments.
    pub fn layers(&self) -> Vec<CardLayer> {
        self.nodes
            .iter()
            .take(CARD_LAYERS_MAX)
            .map(|(path, node)| CardLayer {
                name: node.name.clone(),
                kind: node.kind.name().to_owned(),
                fate: match node.state {
                    NodeState::Waiting => LayerFate::Pending,
                    NodeState::Created(_) => LayerFate::Added,
                    NodeState::Failed => LayerFate::Failed,
                },
                depth: u32::try_from(path.len().saturating_sub(1)).unwrap_or(u32::MAX),
            })
            .collect()
    }

    /// The title while it runs: "Drawing Login".
    pub fn running_title(&self) -> String {
        self.nodes.values().next().map_or_else(
            || "Drawing".to_owned(),
            |node| format!("Drawing {}", node.name),
        )
    }

    /// The result, once finished.
    pub fn outcome(&self, aliases: &mut Aliases) -> Outcome {
        report::outcome(self, aliases)
    }
}

#[cfg(test)]
#[path = "draw/draw_tests.rs"]
mod tests;
