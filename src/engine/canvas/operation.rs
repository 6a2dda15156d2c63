//! Changes to the canvas, and what came of them.
//!
//! A batch of [`Operation`]s is applied whole or not at all, inside one undo block. Names of types
//! on the wire are those that the established React plugin uses, where it has them.
//!
//! ```json
//! {"type":"DRAW_SHAPE","parent":"page","node":{"ref":"t/1","type":"board","name":"Login","x":0,"y":0}}
//! ```

use serde::{Deserialize, Serialize};

use super::node::{Node, NodeKind, Properties};
use crate::engine::ids::{NodeRef, ShapeId};
use crate::engine::json;

/// A layer to create, with the name by which later operations of the same batch may call it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase")]
pub struct PlacedNode {
    /// Our name for it; the answer tells the host's id.
    #[serde(rename = "ref")]
    pub reference: NodeRef,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: NodeKind,
    /// How it looks and where it is, relative to its parent.
    pub properties: Properties,
    /// The layers inside, from back to front.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Self>,
}

json::flat_properties!(PlacedNode, &["ref", "type", "children"]);

impl PlacedNode {
    /// Gives `node` and everything inside it names below `reference`: `a`, `a.0`, `a.0.1` …
    pub fn place(node: &Node, reference: NodeRef) -> Self {
        let children = node
            .children
            .iter()
            .enumerate()
            .map(|(index, child)| Self::place(child, NodeRef(format!("{reference}.{index}"))))
            .collect();
        Self {
            reference,
            kind: node.kind,
            properties: node.properties.clone(),
            children,
        }
    }
}

/// One change to the canvas.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub enum Operation {
    /// Create a layer and everything inside it.
    #[serde(rename = "DRAW_SHAPE")]
    Draw {
        /// A shape's id, a `ref` of the same batch, or `"page"`.
        parent: String,
        /// Place among the parent's children, 0 at the back; absent: in front.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        index: Option<usize>,
        /// The layer.
        node: PlacedNode,
    },
    /// Change properties of a layer; absent ones stay as they are.
    #[serde(rename = "MODIFY_SHAPE")]
    Update {
        /// A shape's id or a `ref` of the same batch.
        id: String,
        /// What to change.
        properties: Properties,
    },
    /// Remove a layer and everything inside it.
    #[serde(rename = "DELETE_SHAPE")]
    Delete {
        /// A shape's id.
        id: String,
    },
    /// Put a layer into another parent, keeping its place on the page.
    #[serde(rename = "MOVE_SHAPE")]
    Move {
        /// A shape's id.
        id: String,
        /// A shape's id, a `ref` of the same batch, or `"page"`.
        parent: String,
        /// Place among the parent's children, 0 at the back; absent: in front.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        index: Option<usize>,
    },
    /// Change the place of a layer among its siblings.
    #[serde(rename = "ORDER_SHAPE")]
    Order {
        /// A shape's id.
        id: String,
        /// Where to.
        to: OrderTo,
    },
}

json::tagged_enum!(Operation, "type");

/// A place in the stack of siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum OrderTo {
    /// In front of all.
    Front,
    /// One step to the front.
    Forward,
    /// One step to the back.
    Backward,
    /// Behind all.
    Back,
}

/// What a batch did, as the host found it afterwards.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Applied {
    /// Layers that were created, parents before children.
    pub created: Vec<CreatedShape>,
    /// Layers that were changed.
    pub changed: Vec<Change>,
    /// Layers that were removed.
    pub removed: Vec<RemovedShape>,
}

/// A layer that was created.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreatedShape {
    /// Our name for it.
    #[serde(rename = "ref")]
    pub reference: NodeRef,
    /// The host's id.
    pub id: ShapeId,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The layer that holds it; absent at the top of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<ShapeId>,
    /// Left edge from the parent, px, as the host placed it.
    pub x: f64,
    /// Top edge from the parent, px.
    pub y: f64,
    /// Width, px.
    pub width: f64,
    /// Height, px.
    pub height: f64,
}

/// A layer that was changed: only the properties that differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// The host's id.
    pub id: ShapeId,
    /// The layer's name.
    pub name: String,
    /// The properties before.
    pub before: Properties,
    /// The same properties after.
    pub after: Properties,
    /// Whether its parent or its place among its siblings changed.
    #[serde(default)]
    pub moved: bool,
}

/// A layer that was removed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RemovedShape {
    /// The id that it had.
    pub id: ShapeId,
    /// The name that it had.
    pub name: String,
    /// How many layers went with it, itself included.
    pub layers: usize,
}
