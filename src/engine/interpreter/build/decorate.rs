//! What can be said about any layer, applied after it was built.

use crate::engine::canvas::{
    Fill, Gradient, GradientKind, GradientStop, Node, NodeKind, Radius, Shadow, Stroke,
    StrokeAlign, StrokeStyle,
};
use crate::engine::interpreter::colors::{Tint, fixed, translucent};
use crate::engine::interpreter::spec::{Spec, Subject};

use super::theme::Theme;

/// Applies what can be said about any layer: outline, corners, shadow, opacity, rotation.
pub(crate) fn decorate(node: &mut Node, spec: &Spec, subject: Subject) {
    let theme = Theme::new(None, spec.dark);
    let smaller = |node: &Node| {
        let width = node.properties.width.unwrap_or(f64::INFINITY);
        width.min(node.properties.height.unwrap_or(f64::INFINITY))
    };
    if let Some(radius) = spec.radius {
        let most = smaller(node) / 2.0;
        let radius = if most.is_finite() {
            radius.min(most)
        } else {
            radius.min(999.0)
        };
        node.properties.radius = Some(Radius::All(radius));
    }
    if let (Some(from), Some(to)) = (&spec.fill, &spec.fill_to)
        && !subject.is_section()
    {
        let stop = |tint: &Tint, offset| GradientStop {
            color: if subject.is_plain() {
                tint.exact.clone()
            } else {
                tint.calm.clone()
            },
            offset,
        };
        node.properties.fill = Some(Fill::Gradient(Gradient {
            gradient: GradientKind::Linear,
            angle: Some(90.0),
            stops: vec![stop(from, 0.0), stop(to, 1.0)],
        }));
    }
    let outlined = spec.outlined || spec.outline.is_some() || spec.dashed;
    if outlined
        && subject != Subject::Line
        && (subject != Subject::Button || spec.outline.is_some())
    {
        let color = spec.outline.as_ref().map_or_else(
            || {
                spec.fill
                    .as_ref()
                    .filter(|_| subject.is_plain())
                    .map_or_else(|| fixed("#5b6472"), |tint| tint.exact.clone())
            },
            |tint| tint.exact.clone(),
        );
        // "An outlined red circle" is red at its edge only.
        let hollow = spec.outline.is_none()
            && spec.outlined
            && subject.is_plain()
            && node.kind != NodeKind::Text
            && subject != Subject::Board;
        if hollow {
            node.properties.fill = Some(Fill::None);
        }
        node.properties.stroke = Some(Stroke {
            color,
            width: spec.outline_width.unwrap_or(2.0),
            align: Some(StrokeAlign::Inner),
            style: spec.dashed.then_some(StrokeStyle::Dashed),
        });
    }
    if spec.shadow {
        node.properties.shadow = Some(Shadow {
            x: 0.0,
            y: 8.0,
            blur: 24.0,
            spread: 0.0,
            color: translucent(&fixed("#101828"), if theme.dark { "80" } else { "29" }),
        });
    }
    node.properties.opacity = spec.opacity.or(node.properties.opacity);
    node.properties.rotation = spec.rotation.or(node.properties.rotation);
}
