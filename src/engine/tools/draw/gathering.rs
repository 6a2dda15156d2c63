//! A group while its layers are still being written.
//!
//! Boards are drawn empty and filled as the stream goes on. The host has no empty groups: a group is
//! made around layers that are there. So the outermost group and everything inside it are kept back
//! until it is complete, and go out as one change. Invariant: what is released holds no empty group.

use serde::{Deserialize, Serialize};

use super::Queued;
use super::node_path::NodePath;
use crate::engine::canvas::{NodeKind, PlacedNode, Properties};
use crate::engine::ids::NodeRef;

/// A layer that is kept back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Layer {
    pub(super) path: NodePath,
    pub(super) kind: NodeKind,
    pub(super) properties: Box<Properties>,
}

/// The outermost group that is being written, and what came of it so far.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Gathering {
    group: Layer,
    /// Parents before children.
    inside: Vec<Layer>,
    /// Properties that were written after the children of a layer.
    late: Vec<Queued>,
}

/// A group that is complete, or as complete as it will be.
#[derive(Debug)]
pub(super) struct Gathered {
    /// The group with its layers, then what is to be changed about them.
    pub(super) queue: Vec<Queued>,
    /// Groups without layers.
    pub(super) empty: Vec<NodePath>,
}

impl Gathering {
    pub(super) const fn new(group: Layer) -> Self {
        Self {
            group,
            inside: Vec::new(),
            late: Vec::new(),
        }
    }

    /// Whether `path` is the group or lies inside it.
    pub(super) fn covers(&self, path: &[usize]) -> bool {
        path.starts_with(&self.group.path)
    }

    /// Whether `path` is the group itself.
    pub(super) fn is_group(&self, path: &[usize]) -> bool {
        path == self.group.path
    }

    pub(super) fn add(&mut self, layer: Layer) {
        self.inside.push(layer);
    }

    pub(super) fn add_late(&mut self, update: Queued) {
        self.late.push(update);
    }

    /// Ends the gathering. A group in which nothing is left is taken out, from the inside outwards.
    pub(super) fn release(self) -> Gathered {
        let mut kept: Vec<Layer> = Vec::new();
        let mut empty = Vec::new();
        for layer in self.inside.into_iter().rev() {
            if layer.kind == NodeKind::Group && !holds_any(&layer.path, &kept) {
                empty.push(layer.path);
            } else {
                kept.push(layer);
            }
        }
        kept.reverse();
        if kept.is_empty() {
            return Gathered {
                queue: Vec::new(),
                empty: vec![self.group.path],
            };
        }
        let late = self
            .late
            .into_iter()
            .filter(|update| !empty.contains(update.path()));
        let group = Queued::Create {
            path: self.group.path,
            kind: self.group.kind,
            properties: self.group.properties,
            inside: kept,
        };
        Gathered {
            queue: std::iter::once(group).chain(late).collect(),
            empty,
        }
    }
}

fn holds_any(path: &[usize], layers: &[Layer]) -> bool {
    layers.iter().any(|layer| layer.path.starts_with(path))
}

/// The layers directly inside `path`, each with its own; `inside` lists parents before children.
pub(super) fn nested(
    inside: &[Layer],
    path: &[usize],
    reference: &impl Fn(&[usize]) -> NodeRef,
) -> Vec<PlacedNode> {
    inside
        .iter()
        .filter(|layer| {
            layer
                .path
                .split_last()
                .is_some_and(|(_, parent)| parent == path)
        })
        .map(|layer| PlacedNode {
            reference: reference(&layer.path),
            kind: layer.kind,
            properties: (*layer.properties).clone(),
            children: nested(inside, &layer.path, reference),
        })
        .collect()
}
