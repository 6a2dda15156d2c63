//! The looks that a line of a sketch can name.
//!
//! A look is a word, for most with a number or two: `stretch`, `round16`, `pad24/16`, `fill=accent`.
//! Invariant: total; an unknown word changes nothing and is found by a test of all sketches.

use crate::engine::canvas::{Fill, Node, Radius, Sizing, Stroke, StrokeAlign, TextAlign};

use super::brief::Brief;
use super::layer::{Layer, alignment, board, justification};
use super::measure::wanted_width;

/// A number, or the product of several, rounded: `44*0.38`. What is no number counts as 1.
pub(super) fn number(written: &str) -> f64 {
    let product: f64 = written
        .split('*')
        .map(|factor| factor.parse().unwrap_or(1.0))
        .product();
    if written.contains('*') {
        product.round()
    } else {
        product
    }
}

/// Gives `node` a look; says whether there is such a look.
pub(super) fn apply(node: &mut Node, look: &str, brief: &Brief) -> bool {
    let end = look
        .find(|letter: char| letter.is_ascii_digit() || letter == '=' || letter == '-')
        .unwrap_or(look.len());
    let (key, value) = look.split_at_checked(end).unwrap_or((look, ""));
    let value = value.trim_start_matches('=');
    let (first, second) = value.split_once('/').unwrap_or((value, value));
    let (one, two) = (number(first), number(second));
    let theme = &brief.theme;
    let properties = &mut node.properties;
    match key {
        // Place and size, px; `width` and `height`: as asked for, or else this.
        "at" => {
            node.at(one, two);
        }
        "size" => {
            node.sized(one, two);
        }
        "wide" => properties.width = Some(one),
        "tall" => properties.height = Some(one),
        "width" => properties.width = Some(brief.width.unwrap_or(one)),
        "height" => properties.height = Some(brief.height.unwrap_or(one)),
        // As large as the parent allows, and that taken back.
        "stretch" => {
            node.fill_width();
        }
        "grow" => properties.vertical_sizing = Some(Sizing::Fill),
        "loose" => properties.horizontal_sizing = None,
        "hug" => properties.vertical_sizing = None,
        // At most so wide; words inside then take several lines.
        "most" => {
            if wanted_width(node) > one {
                node.properties.width = Some(one);
                node.children.iter_mut().for_each(|child| {
                    child.fill_width();
                });
            }
        }
        // Colours by their name in the theme.
        "fill" => properties.fill = Some(Fill::Solid(theme.color(value))),
        "edge" => {
            properties.stroke = Some(Stroke {
                color: theme.color(value),
                width: 1.0,
                align: Some(StrokeAlign::Inner),
                style: None,
            });
        }
        "thick" => {
            if let Some(stroke) = &mut properties.stroke {
                stroke.width = 2.0;
            }
        }
        "round" => properties.radius = Some(Radius::All(one)),
        // Round corners at the top only, where a picture meets the edge of its card.
        "top" => properties.radius = Some(Radius::Each([one, one, 0.0, 0.0])),
        "raised" => properties.shadow = Some(theme.raised()),
        "flat" => properties.shadow = Some(theme.flat()),
        // Layout: direction with the space between, space inside, placement.
        "row" => {
            node.row(one);
        }
        "col" => {
            node.column(one);
        }
        "pad" => {
            node.padded(one, two);
        }
        "align" => node.layout().align = alignment(value),
        "justify" => node.layout().justify = justification(value),
        "centered" => {
            node.centered();
        }
        // Children in rows of so many, so far apart.
        "grid" => in_rows(node, first.parse().unwrap_or(1), two),
        // Text: size and weight, letter spacing, line height, alignment.
        "font" => {
            node.font(one, second.parse().unwrap_or(400));
        }
        "spaced" => properties.letter_spacing = Some(one),
        "leading" => properties.line_height = Some(one),
        "text" => properties.text_align = Some(TextAlign::Center),
        // How many children there are: the sketch itself sees to that.
        "items" => {}
        _ => return false,
    }
    true
}

/// Puts the children of `node` into rows of `per_row`, `gap` px apart.
fn in_rows(node: &mut Node, per_row: usize, gap: f64) {
    let mut rows: Vec<Node> = Vec::new();
    for (place, child) in std::mem::take(&mut node.children).into_iter().enumerate() {
        if place.is_multiple_of(per_row.max(1)) {
            let mut row = board("Row");
            row.row(gap).fill_width();
            rows.push(row);
        }
        if let Some(row) = rows.last_mut() {
            row.children.push(child);
        }
    }
    node.children = rows;
}
