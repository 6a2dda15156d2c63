//! Layers as they are on the canvas, read back from the host.

use serde::{Deserialize, Serialize};

use super::node::{NodeKind, Properties};
use crate::engine::ids::{PageId, ShapeId};
use crate::engine::json;

/// A layer on the canvas.
///
/// ```json
/// {"id":"8f…","type":"rectangle","name":"Field","x":24,"y":80,"width":327,"height":48,"fill":"#ffffff"}
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase")]
pub struct Shape {
    /// The host's id.
    pub id: ShapeId,
    /// What it is: one of [`NodeKind`]'s names, or a kind that we cannot draw (`boolean`, `image`, `svg-raw`).
    #[serde(rename = "type")]
    pub kind: String,
    /// The layer that holds it; absent at the top of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<ShapeId>,
    /// Look and place; `x` and `y` from the parent.
    pub properties: Properties,
    /// The layers inside, from back to front, as deep as was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Self>,
    /// How many layers are directly inside, also when `children` was not asked for.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub child_count: usize,
}

json::flat_properties!(Shape, &["id", "type", "parentId", "children", "childCount"]);

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl Shape {
    /// The kind, if it is one that we can draw.
    pub fn node_kind(&self) -> Option<NodeKind> {
        [
            NodeKind::Board,
            NodeKind::Rectangle,
            NodeKind::Ellipse,
            NodeKind::Line,
            NodeKind::Path,
            NodeKind::Text,
            NodeKind::Group,
        ]
        .into_iter()
        .find(|kind| kind.name() == self.kind)
    }

    /// The layer's name, or what it is when it has none.
    pub fn label(&self) -> &str {
        self.properties.name.as_deref().unwrap_or(&self.kind)
    }
}

/// A page of the design file, as read at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PageSnapshot {
    /// The host's id of the page.
    pub page_id: PageId,
    /// Its name.
    pub page_name: String,
    /// The name of the file.
    pub file_name: String,
    /// The layers at the top of the page, from back to front.
    pub shapes: Vec<Shape>,
    /// How many layers were left out because the answer would have been too large.
    #[serde(default)]
    pub omitted: usize,
}
