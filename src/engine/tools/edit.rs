//! `edit`: change, move, reorder and delete layers, many at once.
//!
//! Invariant: all steps of a call are one batch: they happen together or not at all.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Outcome, Reply, Tool, ToolStep};
use crate::engine::canvas::{
    Aliases, Applied, Operation, OrderTo, Properties, Shape, check_properties,
};
use crate::engine::conversation::message::{CardLayer, Facts, LayerFate};
use crate::engine::host::{HostReply, HostRequest};
use crate::engine::ids::ShapeId;
use crate::engine::json;

/// Most layers listed in a card.
const CARD_LAYERS_MAX: usize = 40;

/// Changes layers that exist: properties, place, order, parent; or deletes them. The steps are done
/// together or not at all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Input {
    /// What to do, in order.
    pub steps: Vec<Step>,
}

/// One change to one or more layers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(tag = "action"))]
#[serde(remote = "Self", rename_all = "lowercase")]
pub enum Step {
    /// Set properties; those not named stay as they are.
    Set {
        /// Ids of the layers.
        ids: Vec<String>,
        /// What to set.
        set: Box<Properties>,
    },
    /// Move by a distance.
    Shift {
        /// Ids of the layers.
        ids: Vec<String>,
        /// To the right, px.
        #[serde(default)]
        dx: f64,
        /// Downwards, px.
        #[serde(default)]
        dy: f64,
    },
    /// Put into another board or group, or onto the page.
    Move {
        /// Ids of the layers.
        ids: Vec<String>,
        /// Id of the new parent, or "page".
        parent: String,
        /// Place among its children, 0 at the back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        index: Option<usize>,
    },
    /// Change what is in front of what.
    Order {
        /// Ids of the layers.
        ids: Vec<String>,
        /// Where to.
        to: OrderTo,
    },
    /// Remove layers with everything inside them.
    Delete {
        /// Ids of the layers.
        ids: Vec<String>,
    },
}

json::tagged_enum!(Step, "action");

impl Step {
    fn ids(&self) -> &[String] {
        match self {
            Self::Set { ids, .. }
            | Self::Shift { ids, .. }
            | Self::Move { ids, .. }
            | Self::Order { ids, .. }
            | Self::Delete { ids } => ids,
        }
    }
}

/// The tool.
pub struct Edit;

impl Tool for Edit {
    type Input = Input;
    const NAME: &'static str = "edit";
    const SNAPSHOT: &'static str = include_str!("schemas/edit.json");

    fn step(input: &Input, aliases: &mut Aliases, replies: &[Reply]) -> ToolStep {
        let to_read = match shapes_to_read(input, aliases) {
            Ok(ids) => ids,
            Err(problem) => {
                return ToolStep::Done(Outcome::failed("Nothing was changed", &problem));
            }
        };
        let (places, replies) = if to_read.is_empty() {
            (HashMap::new(), replies)
        } else {
            match replies.split_first() {
                None => {
                    return ToolStep::Read(HostRequest::ReadShapes {
                        ids: to_read,
                        depth: 1,
                    });
                }
                Some((Ok(HostReply::Shapes { shapes, .. }), rest)) => (places_of(shapes), rest),
                Some((Ok(_), _)) => {
                    return failed("the design tool gave another answer than asked");
                }
                Some((Err(error), _)) => return failed(&error.message),
            }
        };
        match replies.first() {
            None => match operations(input, aliases, &places) {
                Ok(operations) => ToolStep::Apply(operations),
                Err(problem) => failed(&problem),
            },
            Some(Ok(HostReply::Applied(applied))) => ToolStep::Done(outcome(applied, aliases)),
            Some(Ok(_)) => failed("the design tool gave another answer than asked"),
            Some(Err(error)) if !error.code.nothing_changed() => ToolStep::Done(Outcome::failed(
                "It is not known what was changed",
                &error.message,
            )),
            Some(Err(error)) => failed(&error.message),
        }
    }
}

fn failed(problem: &str) -> ToolStep {
    ToolStep::Done(Outcome::failed("Nothing was changed", problem))
}

fn resolve(word: &str, aliases: &Aliases) -> Result<ShapeId, String> {
    aliases
        .resolve(word)
        .cloned()
        .ok_or_else(|| super::unknown_id(word))
}

/// Layers whose present place is needed; also the check that every id is known.
fn shapes_to_read(input: &Input, aliases: &Aliases) -> Result<Vec<ShapeId>, String> {
    if input.steps.iter().all(|step| step.ids().is_empty()) {
        return Err("no step names a layer".to_owned());
    }
    let mut ids = Vec::new();
    for step in &input.steps {
        for word in step.ids() {
            let id = resolve(word, aliases)?;
            if matches!(step, Step::Shift { .. }) && !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    Ok(ids)
}

fn places_of(shapes: &[Shape]) -> HashMap<ShapeId, (f64, f64)> {
    shapes
        .iter()
        .map(|shape| {
            let place = (
                shape.properties.x.unwrap_or(0.0),
                shape.properties.y.unwrap_or(0.0),
            );
            (shape.id.clone(), place)
        })
        .collect()
}

fn operations(
    input: &Input,
    aliases: &Aliases,
    places: &HashMap<ShapeId, (f64, f64)>,
) -> Result<Vec<Operation>, String> {
    let mut operations = Vec::new();
    for step in &input.steps {
        for word in step.ids() {
            let id = resolve(word, aliases)?;
            operations.push(match step {
                Step::Set { set, .. } => {
                    check_properties(set, /*is_line*/ true)
                        .map_err(|problem| format!("{word}: {problem}"))?;
                    Operation::Update {
                        id: id.0,
                        properties: (**set).clone(),
                    }
                }
                Step::Shift { dx, dy, .. } => {
                    let (x, y) = places.get(&id).ok_or_else(|| super::unknown_id(word))?;
                    let properties = Properties {
                        x: Some(x + dx),
                        y: Some(y + dy),
                        ..Properties::default()
                    };
                    Operation::Update {
                        id: id.0,
                        properties,
                    }
                }
                Step::Move { parent, index, .. } => {
                    let parent = if parent == "page" {
                        parent.clone()
                    } else {
                        resolve(parent, aliases)?.0
                    };
                    Operation::Move {
                        id: id.0,
                        parent,
                        index: *index,
                    }
                }
                Step::Order { to, .. } => Operation::Order { id: id.0, to: *to },
                Step::Delete { .. } => Operation::Delete { id: id.0 },
            });
        }
    }
    Ok(operations)
}

fn outcome(applied: &Applied, aliases: &mut Aliases) -> Outcome {
    let facts = Facts::of(applied);
    let changed = applied
        .changed
        .iter()
        .map(|change| (&change.name, LayerFate::Changed));
    let removed = applied
        .removed
        .iter()
        .map(|shape| (&shape.name, LayerFate::Removed));
    let layers: Vec<CardLayer> = changed
        .chain(removed)
        .take(CARD_LAYERS_MAX)
        .map(|(name, fate)| CardLayer {
            name: name.clone(),
            kind: String::new(),
            fate,
            depth: 0,
        })
        .collect();
    let mut content = format!(
        "Done: {} changed, {} removed.",
        facts.changed, facts.removed
    );
    for change in &applied.changed {
        let after = json::write(&change.after).unwrap_or_default();
        let id = aliases.name(&change.id);
        content = format!("{content}\n{id} \"{}\" is now {after}", change.name);
    }
    Outcome {
        title: title(applied, facts),
        content,
        facts,
        layers,
        ..Outcome::default()
    }
}

fn title(applied: &Applied, facts: Facts) -> String {
    match (applied.changed.as_slice(), applied.removed.as_slice()) {
        ([], []) => "Nothing had to be changed".to_owned(),
        ([change], []) => format!("Changed {}", change.name),
        (changes, []) => format!("Changed {} layers", changes.len()),
        ([], [shape]) if shape.layers == 1 => format!("Removed {}", shape.name),
        ([], _) => format!("Removed {} layers", facts.removed),
        (changes, _) => format!(
            "Changed {} and removed {} layers",
            changes.len(),
            facts.removed
        ),
    }
}
