//! Changes to something that is only about to be drawn: "a square, and make it red".

use crate::engine::interpreter::spec::{Spec, Subject};

use super::{Amount, Change, Corner, Turn};

/// Applies changes to something that is about to be drawn; false if one of them cannot be.
pub(crate) fn fold(spec: &mut Spec, changes: &[Change]) -> bool {
    let mut draft = spec.clone();
    for change in changes {
        match change {
            Change::Fill(tint) => draft.fill = Some(tint.clone()),
            Change::Gradient(from, to) => {
                draft.fill = Some(from.clone());
                draft.fill_to = Some(to.clone());
            }
            Change::Ink(tint) => draft.ink = Some(tint.clone()),
            Change::Outline(tint, width, dashed) => {
                draft.outlined = true;
                draft.outline.clone_from(tint);
                draft.outline_width = *width;
                draft.dashed = *dashed;
            }
            Change::Shadow(shadow) => draft.shadow = *shadow,
            Change::Corners(Corner::Radius(radius)) => draft.radius = Some(*radius),
            Change::Corners(Corner::Pill) => draft.radius = Some(f64::INFINITY),
            Change::Opacity(opacity) => draft.opacity = Some(*opacity),
            Change::Width(Amount::To(width)) => draft.width = Some(*width),
            Change::Height(Amount::To(height)) => draft.height = Some(*height),
            Change::Scale(factor) => draft.scale = Some(draft.scale.unwrap_or(1.0) * factor),
            Change::Rotate(Turn::To(angle) | Turn::By(angle)) => draft.rotation = Some(*angle),
            Change::Words(words) => draft.labels = vec![words.clone()],
            Change::Name(name) => draft.name = Some(name.clone()),
            Change::TextSize(Amount::To(size)) => draft.font_size = Some(*size),
            Change::Weight(weight) => draft.font_weight = Some(*weight),
            Change::Place(x, y) => {
                draft.x = x.or(draft.x);
                draft.y = y.or(draft.y);
            }
            Change::Arrange(arrangement, gap) => {
                draft.arrangement = Some(*arrangement);
                draft.gap = gap.or(draft.gap);
            }
            Change::Space(_, gap) => draft.gap = Some(*gap),
            Change::Padding(padding) => draft.padding = Some(*padding),
            Change::Align(_) if draft.count.unwrap_or(1) > 1 => {}
            Change::Duplicate if draft.subject != Some(Subject::Pricing) => {
                draft.count = Some(draft.count.unwrap_or(1) + 1);
            }
            _ => return false,
        }
    }
    *spec = draft;
    true
}
