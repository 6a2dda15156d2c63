//! Aligning, distributing and lining up, reckoned in the coordinates of the common parent.

use crate::engine::canvas::{Direction, Layout, Properties};
use crate::engine::interpreter::canvas::{Canvas, Layer};
use crate::engine::interpreter::grammar::Edge;
use crate::engine::interpreter::spec::Arrangement;

use super::Outcome;

/// A layer and its box: left, top, width, height.
type Placed<'a> = (&'a Layer, [f64; 4]);

/// The boxes of layers that can be compared; otherwise says why not.
fn placed<'a>(layers: &'a [Layer], least: usize, outcome: &mut Outcome) -> Option<Vec<Placed<'a>>> {
    if layers.len() < least {
        outcome.notes.push(format!(
            "Select at least {} layers for that.",
            if least == 2 { "two" } else { "three" }
        ));
        return None;
    }
    let parent = layers.first().and_then(|layer| layer.parent.as_deref());
    if layers.iter().any(|layer| layer.parent.as_deref() != parent) {
        outcome.notes.push(
            "These layers lie in different boards, so their positions cannot be compared. Select layers of one board."
                .to_owned(),
        );
        return None;
    }
    let placed: Option<Vec<Placed>> = layers
        .iter()
        .map(|layer| Some((layer, layer.bounds()?)))
        .collect();
    if placed.is_none() {
        outcome.notes.push(
            "The size of a selected layer is not known, so I left them where they are.".to_owned(),
        );
    }
    placed
}

/// Sets one coordinate; layers that get the same value share a step.
fn put(outcome: &mut Outcome, layer: &Layer, x: Option<f64>, y: Option<f64>) {
    let round = |value: f64| (value * 100.0).round() / 100.0;
    let set = Properties {
        x: x.map(round),
        y: y.map(round),
        ..Properties::default()
    };
    super::push_set(&mut outcome.steps, &layer.id, set);
}

/// Aligns layers with each other, or one layer in its board.
pub(super) fn align(edge: Edge, layers: &[Layer], canvas: &Canvas, outcome: &mut Outcome) {
    let area = match layers {
        [layer] => {
            let size = layer
                .parent
                .as_deref()
                .and_then(|parent| canvas.layer(parent))
                .and_then(Layer::bounds);
            let Some([_, _, width, height]) = size else {
                outcome.notes.push(
                    "Only one layer is selected, and it lies in no board that I know. Select two or more to align them with each other."
                        .to_owned(),
                );
                return;
            };
            Some([0.0, 0.0, width, height])
        }
        _ => None,
    };
    let least = if area.is_some() { 1 } else { 2 };
    let Some(placed) = placed(layers, least, outcome) else {
        return;
    };
    let [left, top, width, height] = area.unwrap_or_else(|| hull(&placed));
    for (layer, [_, _, own_width, own_height]) in placed {
        let middle_x = left + (width - own_width) / 2.0;
        let middle_y = top + (height - own_height) / 2.0;
        let (x, y) = match edge {
            Edge::Left => (Some(left), None),
            Edge::Right => (Some(left + width - own_width), None),
            Edge::CenterX => (Some(middle_x), None),
            Edge::Top => (None, Some(top)),
            Edge::Bottom => (None, Some(top + height - own_height)),
            Edge::CenterY => (None, Some(middle_y)),
            Edge::Center => (Some(middle_x), Some(middle_y)),
        };
        put(outcome, layer, x, y);
    }
}

fn hull(placed: &[Placed]) -> [f64; 4] {
    let least = |pick: fn(&[f64; 4]) -> f64| {
        placed
            .iter()
            .map(|(_, bounds)| pick(bounds))
            .fold(f64::INFINITY, f64::min)
    };
    let most = |pick: fn(&[f64; 4]) -> f64| {
        placed
            .iter()
            .map(|(_, bounds)| pick(bounds))
            .fold(f64::NEG_INFINITY, f64::max)
    };
    let (left, top) = (least(|[x, ..]| *x), least(|[_, y, ..]| *y));
    [
        left,
        top,
        most(|[x, _, width, _]| x + width) - left,
        most(|[_, y, _, height]| y + height) - top,
    ]
}

/// Start and length of a box along an axis.
const fn along(bounds: [f64; 4], horizontal: bool) -> (f64, f64) {
    let [x, y, width, height] = bounds;
    if horizontal { (x, width) } else { (y, height) }
}

/// The axis that was named, or the one along which the layers are spread.
fn axis_of(axis: Option<bool>, placed: &[Placed]) -> bool {
    axis.unwrap_or_else(|| {
        let spread = |horizontal: bool| {
            let starts = placed
                .iter()
                .map(|(_, bounds)| along(*bounds, horizontal).0);
            starts.clone().fold(f64::NEG_INFINITY, f64::max) - starts.fold(f64::INFINITY, f64::min)
        };
        spread(true) >= spread(false)
    })
}

fn sorted(mut placed: Vec<Placed<'_>>, horizontal: bool) -> Vec<Placed<'_>> {
    placed.sort_by(|(_, one), (_, other)| {
        along(*one, horizontal)
            .0
            .total_cmp(&along(*other, horizontal).0)
    });
    placed
}

/// Lays boxes out one after the other along an axis.
fn chain(placed: &[Placed], horizontal: bool, from: f64, gap: f64, outcome: &mut Outcome) {
    let mut next = from;
    for (layer, bounds) in placed {
        if horizontal {
            put(outcome, layer, Some(next), None);
        } else {
            put(outcome, layer, None, Some(next));
        }
        next += along(*bounds, horizontal).1 + gap;
    }
}

/// Makes the spaces between layers equal; the first and the last stay.
pub(super) fn distribute(axis: Option<bool>, layers: &[Layer], outcome: &mut Outcome) {
    let Some(placed) = placed(layers, 3, outcome) else {
        return;
    };
    let horizontal = axis_of(axis, &placed);
    let placed = sorted(placed, horizontal);
    let sizes: f64 = placed
        .iter()
        .map(|(_, bounds)| along(*bounds, horizontal).1)
        .sum();
    let (from, length) = along(hull(&placed), horizontal);
    let spaces = u32::try_from(placed.len().saturating_sub(1)).map_or(1.0, f64::from);
    chain(
        &placed,
        horizontal,
        from,
        (length - sizes) / spaces,
        outcome,
    );
}

/// Puts `gap` px between layers; the first stays.
pub(super) fn space(axis: Option<bool>, gap: f64, layers: &[Layer], outcome: &mut Outcome) {
    if let [board] = layers
        && board.properties.layout.is_some()
    {
        set_layout(board, None, Some(gap), outcome);
        return;
    }
    let Some(placed) = placed(layers, 2, outcome) else {
        return;
    };
    let horizontal = axis_of(axis, &placed);
    let placed = sorted(placed, horizontal);
    let from = along(hull(&placed), horizontal).0;
    chain(&placed, horizontal, from, gap, outcome);
}

fn set_layout(
    board: &Layer,
    direction: Option<Direction>,
    gap: Option<f64>,
    outcome: &mut Outcome,
) {
    let set = Properties {
        layout: Some(Layout {
            direction,
            gap,
            ..Layout::default()
        }),
        ..Properties::default()
    };
    super::push_set(&mut outcome.steps, &board.id, set);
}

/// Lines layers up in a row, a column or a grid; a single board gets a layout.
pub(super) fn arrange(
    arrangement: Arrangement,
    gap: Option<f64>,
    layers: &[Layer],
    outcome: &mut Outcome,
) {
    if let [board] = layers
        && board.kind == "board"
        && !matches!(arrangement, Arrangement::Grid(_))
    {
        let direction = match arrangement {
            Arrangement::Column => Direction::Column,
            _ => Direction::Row,
        };
        set_layout(board, Some(direction), Some(gap.unwrap_or(16.0)), outcome);
        return;
    }
    let Some(placed) = placed(layers, 2, outcome) else {
        return;
    };
    let gap = gap.unwrap_or(16.0);
    let [left, top, ..] = hull(&placed);
    let (columns, horizontal) = match arrangement {
        Arrangement::Row => (placed.len(), true),
        Arrangement::Column => (1, false),
        Arrangement::Grid(columns) => (columns.max(1), true),
    };
    let placed = sorted(placed, horizontal);
    let (mut x, mut y, mut highest) = (left, top, 0.0_f64);
    for (place, (layer, [_, _, width, height])) in placed.into_iter().enumerate() {
        if place > 0 && place % columns == 0 {
            x = left;
            y += highest + gap;
            highest = 0.0;
        }
        put(outcome, layer, Some(x), Some(y));
        x += width + gap;
        highest = highest.max(height);
    }
}
