//! From the arguments as they stream in to layers that wait to be drawn.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::{
    DrawRun, DrawnNode, Gathering, LAYERS_MAX, Layer, NAME, NodePath, NodeState, Queued, SNAPSHOT,
    Target, report,
};
use crate::engine::canvas::{Aliases, Node, NodeKind, Properties, check_node, check_properties};
use crate::engine::tools::{input, snapshot, unknown_id};

impl DrawRun {
    pub(super) fn take_argument(&mut self, key: &str, value: &Value, aliases: &Aliases) {
        match (key, value.as_str()) {
            ("parent", Some("page" | "")) => {}
            ("parent", Some(word)) if self.nodes.is_empty() => {
                if let Some(id) = aliases.resolve(word) {
                    self.target = Target::Shape(id.clone());
                } else {
                    self.target = Target::Unknown;
                    self.problems.push(unknown_id(word));
                }
            }
            ("parent", Some(_)) => {
                self.problems.push(
                    "\"parent\" must be written before \"nodes\"; drawn on the page".to_owned(),
                );
            }
            ("parent", None) if value.is_null() => {}
            (name, _) => self.problems.push(format!(
                "\"{name}\" is not known; draw takes \"parent\" and \"nodes\""
            )),
        }
    }

    pub(super) fn take_node(&mut self, path: NodePath, fields: Map<String, Value>, is_open: bool) {
        let label = report::label(&path, &fields);
        let parent_failed = path.split_last().is_some_and(|(_, parent)| {
            !parent.is_empty()
                && self
                    .nodes
                    .get(parent)
                    .is_none_or(|node| node.state == NodeState::Failed)
        });
        let read = if parent_failed || self.target == Target::Unknown {
            Err(None)
        } else if self.nodes.len() >= LAYERS_MAX {
            Err(Some(format!("more than {LAYERS_MAX} layers in one call")))
        } else {
            read_node(fields).map_err(Some)
        };
        match read {
            Ok((kind, properties)) => {
                let name = properties.name.clone().unwrap_or_else(|| {
                    properties
                        .text
                        .clone()
                        .unwrap_or_else(|| kind.name().to_owned())
                });
                let node = DrawnNode {
                    name,
                    kind,
                    state: NodeState::Waiting,
                };
                self.nodes.insert(path.clone(), node);
                let layer = Layer {
                    path,
                    kind,
                    properties: Box::new(properties),
                };
                self.enqueue(layer, is_open);
            }
            Err(problem) => {
                // A descendant of a refused node is not a problem of its own.
                self.problems
                    .extend(problem.map(|problem| format!("{label}: {problem}")));
                let node = DrawnNode {
                    name: label,
                    kind: NodeKind::Rectangle,
                    state: NodeState::Failed,
                };
                self.nodes.insert(path, node);
            }
        }
    }

    pub(super) fn enqueue(&mut self, layer: Layer, is_open: bool) {
        match &mut self.gathering {
            Some(gathering) if gathering.covers(&layer.path) => gathering.add(layer),
            _ if layer.kind == NodeKind::Group => {
                self.gathering = Some(Gathering::new(layer));
                if !is_open {
                    self.release_group();
                }
            }
            _ => self.queue.push(Queued::Create {
                path: layer.path,
                kind: layer.kind,
                properties: layer.properties,
                inside: Vec::new(),
            }),
        }
    }

    /// The group is complete, or as complete as it will be.
    pub(super) fn release_group(&mut self) {
        let Some(gathering) = self.gathering.take() else {
            return;
        };
        let gathered = gathering.release();
        self.queue.extend(gathered.queue);
        for path in gathered.empty {
            let place = report::place(&path);
            self.problems
                .push(format!("{place}: a group needs layers inside it"));
            self.fail(path);
        }
    }

    /// Properties that a model wrote after `children`.
    pub(super) fn take_late(&mut self, path: &[usize], late: Map<String, Value>) {
        let is_alive = self
            .nodes
            .get(path)
            .is_some_and(|node| node.state != NodeState::Failed);
        if late.is_empty() || !is_alive {
            return;
        }
        match read_properties(late) {
            Ok(properties) => {
                let update = Queued::Update {
                    path: path.to_vec(),
                    properties: Box::new(properties),
                };
                match &mut self.gathering {
                    Some(gathering) if gathering.covers(path) => gathering.add_late(update),
                    _ => self.queue.push(update),
                }
            }
            Err(problem) => self
                .problems
                .push(format!("{}: {problem}", report::place(path))),
        }
    }
}

/// The schema of one layer, and of its properties alone.
static NODE_SCHEMAS: LazyLock<(Value, Value)> = LazyLock::new(|| {
    let draw = snapshot::read(NAME, SNAPSHOT).parameters;
    (
        snapshot::definition(&draw, "Node", &[]),
        snapshot::definition(&draw, "Node", &["type", "children"]),
    )
});

fn read_node(fields: Map<String, Value>) -> Result<(NodeKind, Properties), String> {
    let node: Node =
        input::parse(&Value::Object(fields), &NODE_SCHEMAS.0).map_err(|error| error.to_string())?;
    check_node(node.kind, &node.properties).map_err(|problem| problem.to_string())?;
    Ok((node.kind, node.properties))
}

fn read_properties(fields: Map<String, Value>) -> Result<Properties, String> {
    let properties: Properties =
        input::parse(&Value::Object(fields), &NODE_SCHEMAS.1).map_err(|error| error.to_string())?;
    check_properties(&properties, /*is_line*/ true).map_err(|problem| problem.to_string())?;
    Ok(properties)
}
