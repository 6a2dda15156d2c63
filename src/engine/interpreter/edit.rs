//! From changes to the steps of the `edit` tool, computed from what is known of the layers.
//!
//! Invariant: every step names layers that are in `layers`, and every number in it is finite.

mod arrange;

use serde::Serialize;

use crate::engine::canvas::{
    Fill, Gradient, GradientKind, GradientStop, Layout, OrderTo, Properties, Radius, Shadow, Sides,
    Stroke, StrokeAlign, StrokeStyle,
};
use crate::engine::json;

use super::canvas::{Canvas, Layer};
use super::colors::{Tint, fixed};
use super::grammar::{Amount, Change, Corner, Turn};

/// One step of the `edit` tool.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "action", rename_all = "lowercase")]
pub(crate) enum Step {
    /// Change properties.
    Set {
        /// Which layers.
        ids: Vec<String>,
        /// What to change.
        set: Box<Properties>,
    },
    /// Move by so many px.
    Shift {
        /// Which layers.
        ids: Vec<String>,
        /// To the right.
        dx: f64,
        /// Down.
        dy: f64,
    },
    /// Delete.
    Delete {
        /// Which layers.
        ids: Vec<String>,
    },
    /// Change the place in the stack.
    Order {
        /// Which layers.
        ids: Vec<String>,
        /// Where to.
        to: OrderTo,
    },
}

impl Step {
    /// The layers that it is about.
    pub(crate) fn ids(&self) -> &[String] {
        match self {
            Self::Set { ids, .. }
            | Self::Shift { ids, .. }
            | Self::Delete { ids }
            | Self::Order { ids, .. } => ids,
        }
    }
}

/// What came of a change.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Outcome {
    /// What to do.
    pub(crate) steps: Vec<Step>,
    /// What could not be done, and why.
    pub(crate) notes: Vec<String>,
}

/// Whether `change` is about text that may lie inside a selected board.
pub(crate) fn looks_inside(change: &Change, layers: &[Layer]) -> bool {
    let about_text = matches!(
        change,
        Change::Words(_)
            | Change::Ink(_)
            | Change::TextSize(_)
            | Change::Weight(_)
            | Change::TextAlign(_)
            | Change::Uppercase(_)
    );
    about_text && !layers.is_empty() && layers.iter().all(Layer::is_container)
}

/// The steps that make `changes` to `layers`.
pub(crate) fn steps(changes: &[Change], layers: &[Layer], canvas: &Canvas) -> Outcome {
    let mut outcome = Outcome::default();
    // Later changes of one message start from what earlier ones made.
    let mut layers = layers.to_vec();
    for change in changes {
        step(change, &layers, canvas, &mut outcome);
        for made in &outcome.steps {
            if let Step::Set { ids, set } = made {
                for layer in layers.iter_mut().filter(|layer| ids.contains(&layer.id)) {
                    layer.properties.width = set.width.or(layer.properties.width);
                    layer.properties.height = set.height.or(layer.properties.height);
                }
            }
        }
    }
    outcome.steps = merge(outcome.steps);
    outcome
}

/// Sets of the same layers that follow each other become one.
pub(crate) fn merge(steps: Vec<Step>) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    for step in steps {
        if let (
            Some(Step::Set { ids, set }),
            Step::Set {
                ids: same,
                set: more,
            },
        ) = (out.last_mut(), &step)
            && ids == same
            && let (Ok(serde_json::Value::Object(mut old)), Ok(serde_json::Value::Object(new))) =
                (json::to_value(&*set), json::to_value(more))
        {
            old.extend(new);
            if let Ok(merged) = json::from_value(&serde_json::Value::Object(old)) {
                **set = merged;
                continue;
            }
        }
        out.push(step);
    }
    out
}

fn step(change: &Change, layers: &[Layer], canvas: &Canvas, outcome: &mut Outcome) {
    let ids = || {
        layers
            .iter()
            .map(|layer| layer.id.clone())
            .collect::<Vec<_>>()
    };
    match change {
        Change::Delete => outcome.steps.push(Step::Delete { ids: ids() }),
        Change::Order(to) => outcome.steps.push(Step::Order {
            ids: ids(),
            to: *to,
        }),
        Change::Shift(dx, dy) => outcome.steps.push(Step::Shift {
            ids: ids(),
            dx: *dx,
            dy: *dy,
        }),
        Change::Align(edge) => arrange::align(*edge, layers, canvas, outcome),
        Change::Distribute(axis) => arrange::distribute(*axis, layers, outcome),
        Change::Space(axis, gap) => arrange::space(*axis, *gap, layers, outcome),
        Change::Arrange(arrangement, gap) => {
            arrange::arrange(*arrangement, *gap, layers, outcome);
        }
        Change::Impossible(reason) => outcome.notes.push((*reason).to_owned()),
        Change::Duplicate => outcome.notes.push(
            "I cannot copy layers that are on the canvas yet. Select them and press Ctrl+D."
                .to_owned(),
        ),
        change => {
            // Layers that get the same values share one step.
            let mut left_out = Vec::new();
            let before = outcome.steps.len();
            for layer in layers {
                match properties(change, layer) {
                    Some(set) => push_set(&mut outcome.steps, &layer.id, set),
                    None => left_out.push(layer.label().to_owned()),
                }
            }
            // Among several layers, those that it means nothing for are passed over.
            if !left_out.is_empty() && outcome.steps.len() == before {
                outcome.notes.push(why_not(change, &left_out));
            }
        }
    }
}

fn push_set(steps: &mut Vec<Step>, id: &str, set: Properties) {
    if let Some(Step::Set { ids, set: same }) = steps.last_mut()
        && **same == set
        && !ids.iter().any(|known| known == id)
    {
        ids.push(id.to_owned());
        return;
    }
    steps.push(Step::Set {
        ids: vec![id.to_owned()],
        set: Box::new(set),
    });
}

/// What `change` sets on `layer`; `None` if it means nothing there or too little is known.
fn properties(change: &Change, layer: &Layer) -> Option<Properties> {
    let old = &layer.properties;
    let mut set = Properties::default();
    match change {
        Change::Fill(tint) if matches!(layer.kind.as_str(), "line" | "path") => {
            set.stroke = Some(stroke(Some(tint), None, false, old));
        }
        Change::Fill(tint) => set.fill = Some(Fill::Solid(tint.exact.clone())),
        Change::Gradient(from, to) => {
            set.fill = Some(Fill::Gradient(Gradient {
                gradient: GradientKind::Linear,
                angle: Some(90.0),
                stops: vec![
                    GradientStop {
                        color: from.exact.clone(),
                        offset: 0.0,
                    },
                    GradientStop {
                        color: to.exact.clone(),
                        offset: 1.0,
                    },
                ],
            }));
        }
        Change::NoFill => set.fill = Some(Fill::None),
        Change::Ink(tint) => {
            layer.is_text().then_some(())?;
            set.fill = Some(Fill::Solid(tint.exact.clone()));
        }
        Change::Outline(tint, width, dashed) => {
            set.stroke = Some(stroke(tint.as_ref(), *width, *dashed, old));
        }
        Change::NoOutline => {
            let mut none = stroke(None, None, false, old);
            none.width = 0.0;
            set.stroke = Some(none);
        }
        Change::Shadow(on) => {
            set.shadow = Some(Shadow {
                x: 0.0,
                y: if *on { 8.0 } else { 0.0 },
                blur: if *on { 24.0 } else { 0.0 },
                spread: 0.0,
                color: fixed(if *on { "#10182829" } else { "#00000000" }),
            });
        }
        Change::Corners(corner) => {
            if layer.kind == "ellipse" || layer.is_text() {
                return None;
            }
            set.radius = Some(Radius::All(match corner {
                Corner::Radius(radius) => *radius,
                Corner::Pill => {
                    let [_, _, width, height] = layer.bounds()?;
                    (width.min(height) / 2.0).round()
                }
            }));
        }
        Change::Opacity(opacity) => set.opacity = Some(*opacity),
        Change::Width(amount) => set.width = Some(side(*amount, old.width)?),
        Change::Height(amount) => set.height = Some(side(*amount, old.height)?),
        Change::Scale(factor) if layer.is_text() => {
            set.font_size = Some(side(Amount::Times(*factor), old.font_size)?);
        }
        Change::Scale(factor) => {
            set.width = Some(side(Amount::Times(*factor), old.width)?);
            set.height = Some(side(Amount::Times(*factor), old.height)?);
        }
        Change::Grow(more) if layer.is_text() => {
            set.font_size = Some(side(Amount::By(*more), old.font_size)?);
        }
        Change::Grow(more) => {
            set.width = Some(side(Amount::By(*more), old.width)?);
            set.height = Some(side(Amount::By(*more), old.height)?);
        }
        Change::Place(x, y) => {
            set.x = *x;
            set.y = *y;
        }
        Change::Rotate(turn) => {
            let angle = match turn {
                Turn::To(angle) => *angle,
                Turn::By(angle) => old.rotation.unwrap_or(0.0) + angle,
            };
            set.rotation = Some(angle.rem_euclid(360.0));
        }
        Change::Words(words) => {
            layer.is_text().then_some(())?;
            set.text = Some(words.clone());
        }
        Change::Name(name) => set.name = Some(name.clone()),
        Change::TextSize(amount) => {
            layer.is_text().then_some(())?;
            set.font_size = Some(side(*amount, old.font_size)?);
        }
        Change::Weight(weight) => {
            layer.is_text().then_some(())?;
            set.font_weight = Some(*weight);
        }
        Change::Uppercase(upper) => {
            let words = old.text.as_ref()?;
            set.text = Some(if *upper {
                words.to_uppercase()
            } else {
                words.to_lowercase()
            });
        }
        Change::TextAlign(align) => {
            layer.is_text().then_some(())?;
            set.text_align = Some(*align);
        }
        Change::Hide(hidden) => set.hidden = Some(*hidden),
        Change::Padding(padding) => {
            old.layout.as_ref()?;
            set.layout = Some(Layout {
                padding: Some(Sides::All(*padding)),
                ..Layout::default()
            });
        }
        // Those that concern several layers at once were handled before.
        Change::Delete
        | Change::Order(_)
        | Change::Shift(..)
        | Change::Align(_)
        | Change::Distribute(_)
        | Change::Space(..)
        | Change::Arrange(..)
        | Change::Duplicate
        | Change::Impossible(_) => return None,
    }
    Some(set)
}

/// A new side in whole px, at least 1; `None` if the old one is needed and not known.
fn side(amount: Amount, old: Option<f64>) -> Option<f64> {
    let new = match (amount, old) {
        (Amount::To(value), _) => value,
        (amount, old) => amount.of(old?),
    };
    Some(new.round().clamp(1.0, 50_000.0))
}

fn stroke(tint: Option<&Tint>, width: Option<f64>, dashed: bool, old: &Properties) -> Stroke {
    let before = old.stroke.as_ref();
    Stroke {
        color: tint.map_or_else(
            || before.map_or_else(|| fixed("#14181f"), |stroke| stroke.color.clone()),
            |tint| tint.exact.clone(),
        ),
        width: width
            .or(before.map(|stroke| stroke.width))
            .unwrap_or(1.0)
            .max(0.0),
        align: before.map_or(Some(StrokeAlign::Inner), |stroke| stroke.align),
        style: if dashed {
            Some(StrokeStyle::Dashed)
        } else {
            None
        },
    }
}

/// Why a change means nothing for some layers.
fn why_not(change: &Change, layers: &[String]) -> String {
    let names = super::reply::listing(layers);
    let reason = match change {
        Change::Words(_)
        | Change::Ink(_)
        | Change::TextSize(_)
        | Change::Weight(_)
        | Change::TextAlign(_)
        | Change::Uppercase(_) => "is not a text layer",
        Change::Corners(_) => "has no corners to round",
        Change::Padding(_) => "has no layout",
        _ => "has no known size",
    };
    format!("{names}: {reason}, so I left it as it is.")
}
