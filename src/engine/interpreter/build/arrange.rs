//! Several layers of one kind: rows, columns and grids.

use crate::engine::canvas::Node;
use crate::engine::interpreter::spec::{Arrangement, Spec, Subject};

use super::build_one;
use super::layer::{Layer, board};
use super::measure::settle;

/// Most layers that one request may ask for; more would be a slip of the keyboard.
pub(crate) const MOST: usize = 100;

/// Everything that `spec` asks for, in one outermost layer.
pub(crate) fn build_all(spec: &Spec) -> Node {
    let subject = spec.subject.unwrap_or(Subject::Rectangle);
    let total = if subject.counts_inside() {
        1
    } else {
        spec.count.unwrap_or(1).clamp(1, MOST)
    };
    if total == 1 && spec.arrangement.is_none() {
        return build_one(spec, 0, total);
    }
    let mut nodes: Vec<Node> = (0..total)
        .map(|place| build_one(spec, place, total))
        .collect();
    let gap = spec.gap.unwrap_or(default_gap(subject));
    let arrangement = spec
        .arrangement
        .unwrap_or(default_arrangement(subject, total));
    if matches!(subject, Subject::Card | Subject::ProductCard) && arrangement != Arrangement::Column
    {
        make_equally_high(&mut nodes);
    }
    let name = plural(nodes.first());
    let mut node = board(&name);
    match arrangement {
        Arrangement::Row => {
            node.row(gap);
            node.children = nodes;
        }
        Arrangement::Column => {
            node.column(gap);
            node.children = nodes;
        }
        Arrangement::Grid(columns) => {
            let columns = columns.clamp(1, MOST);
            node.column(gap);
            for (place, child) in nodes.into_iter().enumerate() {
                if place % columns == 0 {
                    let mut row = board(&format!("Row {}", place / columns + 1));
                    row.row(gap);
                    node.children.push(row);
                }
                if let Some(row) = node.children.last_mut() {
                    row.children.push(child);
                }
            }
        }
    }
    if let Some(padding) = spec.padding {
        node.padded(padding, padding);
    }
    node
}

fn default_gap(subject: Subject) -> f64 {
    match subject {
        Subject::Checkbox | Subject::Radio | Subject::Badge | Subject::Avatar => 12.0,
        Subject::Card | Subject::ProductCard => 24.0,
        subject if subject.is_section() || subject == Subject::Screen => 48.0,
        _ => 16.0,
    }
}

fn default_arrangement(subject: Subject, total: usize) -> Arrangement {
    match subject {
        Subject::Text
        | Subject::Heading
        | Subject::Paragraph
        | Subject::Input
        | Subject::TextArea
        | Subject::Search
        | Subject::Select
        | Subject::Checkbox
        | Subject::Radio
        | Subject::Toggle
        | Subject::Progress
        | Subject::Slider
        | Subject::Divider
        | Subject::Line => Arrangement::Column,
        _ if total > 8 => Arrangement::Grid(if total.is_multiple_of(4) { 4 } else { 5 }),
        _ => Arrangement::Row,
    }
}

/// Cards in one row are as high as the highest of them.
fn make_equally_high(nodes: &mut [Node]) {
    let mut highest = 0.0_f64;
    for node in nodes.iter_mut() {
        let mut copy = node.clone();
        settle(&mut copy);
        highest = highest.max(copy.properties.height.unwrap_or(0.0));
    }
    for node in nodes {
        node.properties.height = Some(highest);
    }
}

/// "Card" becomes "Cards".
fn plural(node: Option<&Node>) -> String {
    let name = node
        .and_then(|node| node.properties.name.as_deref())
        .unwrap_or("Layer")
        .trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
    if name.ends_with('s') || name.ends_with('x') || name.ends_with("ch") {
        format!("{name}es")
    } else {
        format!("{name}s")
    }
}
