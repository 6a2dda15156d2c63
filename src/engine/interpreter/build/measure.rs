//! Gives every board the size that its layout will come to, before the host has drawn anything.
//!
//! The drawing tool has to find free space for a board when only its first characters have come, so
//! sizes cannot wait for the host. Text is measured roughly and on the wide side; the host hugs
//! boards again with real fonts. Invariant: after [`settle`] every layer but text and paths has a
//! width and a height, and text that fills its parent has a width.

use crate::engine::canvas::{Direction, Layout, Node, NodeKind, Properties, Sides, Sizing};

/// Computes all sizes inside `node`; sizes that were given stay.
pub(crate) fn settle(node: &mut Node) {
    let width = natural(node, Axis::Width);
    assign(node, Axis::Width, width);
    let height = natural(node, Axis::Height);
    assign(node, Axis::Height, height);
}

/// The width that `node` would take if nothing limited it, px.
pub(crate) fn wanted_width(node: &Node) -> f64 {
    natural(node, Axis::Width)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Axis {
    Width,
    Height,
}

impl Axis {
    const fn given(self, properties: &Properties) -> Option<f64> {
        match self {
            Self::Width => properties.width,
            Self::Height => properties.height,
        }
    }

    const fn place(self, properties: &Properties) -> Option<f64> {
        match self {
            Self::Width => properties.x,
            Self::Height => properties.y,
        }
    }

    const fn sizing(self, properties: &Properties) -> Option<Sizing> {
        match self {
            Self::Width => properties.horizontal_sizing,
            Self::Height => properties.vertical_sizing,
        }
    }

    /// Whether children follow each other along this axis.
    fn is_main(self, layout: &Layout) -> bool {
        let main = match layout.direction.unwrap_or_default() {
            Direction::Row => Self::Width,
            Direction::Column => Self::Height,
        };
        self == main
    }

    fn padding(self, layout: &Layout) -> f64 {
        match (layout.padding, self) {
            (None, _) => 0.0,
            (Some(Sides::All(side)), _) => side * 2.0,
            (Some(Sides::Each([_, right, _, left])), Self::Width) => right + left,
            (Some(Sides::Each([top, _, bottom, _])), Self::Height) => top + bottom,
        }
    }
}

/// A count as a number to reckon with.
pub(crate) fn count(items: usize) -> f64 {
    u32::try_from(items).map_or(0.0, f64::from)
}

/// The size that `node` wants along `axis`.
fn natural(node: &Node, axis: Axis) -> f64 {
    if let Some(given) = axis.given(&node.properties) {
        return given;
    }
    if node.kind == NodeKind::Text {
        return match axis {
            Axis::Width => text_width(&node.properties),
            Axis::Height => text_height(&node.properties),
        };
    }
    let sizes = node.children.iter().map(|child| natural(child, axis));
    match &node.properties.layout {
        Some(layout) if axis.is_main(layout) => {
            let gaps = layout.gap.unwrap_or(0.0) * count(node.children.len().saturating_sub(1));
            sizes.sum::<f64>() + gaps + axis.padding(layout)
        }
        Some(layout) => sizes.fold(0.0, f64::max) + axis.padding(layout),
        None => node
            .children
            .iter()
            .map(|child| axis.place(&child.properties).unwrap_or(0.0) + natural(child, axis))
            .fold(0.0, f64::max),
    }
    .ceil()
    // A board without content still has to be there: hosts refuse a size of nothing.
    .max(if node.kind == NodeKind::Path {
        0.0
    } else {
        1.0
    })
}

/// Gives `node` its size and its children theirs.
fn assign(node: &mut Node, axis: Axis, size: f64) {
    let fills = axis.sizing(&node.properties) == Some(Sizing::Fill);
    if node.kind == NodeKind::Text {
        if fills && axis == Axis::Width {
            node.properties.width = Some(size);
        }
        return;
    }
    if node.kind == NodeKind::Path {
        return;
    }
    let hugs = axis.given(&node.properties).is_none() && !fills && node.properties.layout.is_some();
    let sizing = match axis {
        Axis::Width => {
            node.properties.width = Some(size);
            &mut node.properties.horizontal_sizing
        }
        Axis::Height => {
            node.properties.height = Some(size);
            &mut node.properties.vertical_sizing
        }
    };
    if hugs && sizing.is_none() {
        *sizing = Some(Sizing::Auto);
    }

    let Some(layout) = node.properties.layout.clone() else {
        for child in &mut node.children {
            let own = natural(child, axis);
            assign(child, axis, own);
        }
        return;
    };
    let inner = (size - axis.padding(&layout)).max(1.0);
    let filling = |child: &Node| axis.sizing(&child.properties) == Some(Sizing::Fill);
    let share = if axis.is_main(&layout) {
        let fixed: f64 = node
            .children
            .iter()
            .filter(|child| !filling(child))
            .map(|child| natural(child, axis))
            .sum();
        let gaps = layout.gap.unwrap_or(0.0) * count(node.children.len().saturating_sub(1));
        let takers = count(node.children.iter().filter(|child| filling(child)).count());
        ((inner - fixed - gaps) / takers.max(1.0)).max(1.0).floor()
    } else {
        inner
    };
    for child in &mut node.children {
        let own = if filling(child) {
            share
        } else {
            natural(child, axis)
        };
        assign(child, axis, own);
    }
}

/// The width of the widest line of a text, px, rather too wide than too narrow.
pub(crate) fn text_width(properties: &Properties) -> f64 {
    let text = properties.text.as_deref().unwrap_or_default();
    let widest = text.lines().map(ems).fold(0.0, f64::max);
    let weight = if properties.font_weight.unwrap_or(400) >= 600 {
        1.06
    } else {
        1.0
    };
    let spacing = properties.letter_spacing.unwrap_or(0.0) * count(text.chars().count());
    (widest * properties.font_size.unwrap_or(14.0) * weight + spacing).ceil()
}

/// The height of a text in the width that it was given, px.
pub(crate) fn text_height(properties: &Properties) -> f64 {
    let text = properties.text.as_deref().unwrap_or_default();
    let size = properties.font_size.unwrap_or(14.0);
    let room = properties
        .width
        .map_or(f64::INFINITY, |width| width.max(1.0));
    let lines: f64 = text
        .lines()
        .map(|line| {
            let mut lines = 1.0;
            let mut used = 0.0;
            for word in line.split_whitespace() {
                let width = ems(word) * size;
                if used > 0.0 && used + width > room {
                    lines += 1.0;
                    used = 0.0;
                }
                used += width + size * 0.28;
            }
            lines
        })
        .sum();
    (lines.max(1.0) * size * properties.line_height.unwrap_or(1.2)).ceil()
}

/// The width of a line in units of the text size, for a typical sans serif.
fn ems(line: &str) -> f64 {
    line.chars()
        .map(|letter| match letter {
            'i' | 'l' | 'j' | 'I' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | '’' | '·' => 0.28,
            ' ' | 't' | 'f' | 'r' | '(' | ')' | '-' | '/' => 0.36,
            'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.88,
            letter if letter.is_uppercase() => 0.66,
            letter if letter.is_ascii_digit() => 0.58,
            letter if letter.is_ascii() => 0.55,
            _ => 0.9,
        })
        .sum()
}
