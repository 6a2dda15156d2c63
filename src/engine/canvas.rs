//! The canvas language: how layers are described, read back and changed.
//!
//! One vocabulary serves the model (tool inputs), the journal (what was intended and what came of
//! it) and the host (`plugin/`, which holds the same types in `plugin/src/protocol.ts`).
//!
//! Invariants: coordinates are in px; those of a [`Node`] and of [`Properties`] are relative to the
//! parent (the page for outermost layers), those of a [`Shape`] read back from the host are
//! relative to its parent too, so that what is read can be written. Colours are `#rrggbb` or
//! `#rrggbbaa`. Every property is optional: absent means "the host's default" on creation and
//! "unchanged" on an update.

mod aliases;
mod check;
mod node;
mod operation;
mod paint;
mod shape;

pub use aliases::{Alias, Aliases};
pub use check::{NodeProblem, check_node, check_properties};
pub use node::{
    Direction, Layout, LayoutAlign, LayoutJustify, Node, NodeKind, Properties, Sides, Sizing,
    TextAlign, VerticalAlign,
};
pub use operation::{Applied, Change, CreatedShape, Operation, OrderTo, PlacedNode, RemovedShape};
pub use paint::{
    Color, ColorError, Fill, Gradient, GradientKind, GradientStop, Radius, Shadow, Stroke,
    StrokeAlign, StrokeStyle,
};
pub use shape::{PageSnapshot, Shape};
