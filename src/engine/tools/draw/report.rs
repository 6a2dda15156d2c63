//! What a `draw` call tells the model and the person when it is done.

use serde_json::{Map, Value};

use super::{DrawRun, NodeState};
use crate::engine::canvas::Aliases;
use crate::engine::conversation::message::Facts;
use crate::engine::tools::Outcome;

/// Most layers named to the model with their ids.
const NAMED_LAYERS_MAX: usize = 60;

/// Most problems told.
const PROBLEMS_MAX: usize = 12;

/// Where a node stands in the arguments: `nodes[0].children[2]`.
pub(super) fn place(path: &[usize]) -> String {
    let mut place = String::new();
    for (depth, index) in path.iter().enumerate() {
        let list = if depth == 0 { "nodes" } else { ".children" };
        place = format!("{place}{list}[{index}]");
    }
    place
}

/// A node's place and name, for messages.
pub(super) fn label(path: &[usize], fields: &Map<String, Value>) -> String {
    match fields.get("name").and_then(Value::as_str) {
        Some(name) => format!("{} \"{name}\"", place(path)),
        None => place(path),
    }
}

/// The result of a finished call.
pub(super) fn outcome(run: &DrawRun, aliases: &mut Aliases) -> Outcome {
    let Facts { added, .. } = run.facts;
    let failed = run
        .nodes
        .values()
        .filter(|node| !matches!(node.state, NodeState::Created(_)))
        .count();
    let notes: Vec<String> = run.problems.iter().take(PROBLEMS_MAX).cloned().collect();
    let mut content = if added == 0 {
        "Nothing was drawn.".to_owned()
    } else {
        format!("Drew {added} {}.", layers_word(added))
    };
    if failed > 0 {
        content = format!("{content} {failed} could not be drawn.");
    }
    for problem in &notes {
        content = format!("{content}\nProblem: {problem}");
    }
    let created = run.nodes.values().filter_map(|node| match &node.state {
        NodeState::Created(id) => Some((id, &node.name, node.kind)),
        NodeState::Waiting | NodeState::Failed => None,
    });
    for (id, name, kind) in created.take(NAMED_LAYERS_MAX) {
        content = format!("{content}\n{} {} \"{name}\"", aliases.name(id), kind.name());
    }
    Outcome {
        is_error: added == 0 || !run.problems.is_empty(),
        title: title(run, added),
        content,
        facts: run.facts,
        layers: run.layers(),
        notes,
    }
}

fn title(run: &DrawRun, added: usize) -> String {
    let first = run
        .nodes
        .values()
        .find(|node| matches!(node.state, NodeState::Created(_)));
    match first {
        None => "Drew nothing".to_owned(),
        Some(node) if added == 1 => format!("Drew {}", node.name),
        Some(node) if node.kind.holds_children() => {
            format!("Drew {added} {} on {}", layers_word(added), node.name)
        }
        Some(_) => format!("Drew {added} {}", layers_word(added)),
    }
}

const fn layers_word(count: usize) -> &'static str {
    if count == 1 { "layer" } else { "layers" }
}
