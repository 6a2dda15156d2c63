//! Tables and lists with plausible content.

use crate::engine::canvas::{LayoutAlign, Node};

use super::controls::{avatar, hairline};
use super::icons::icon;
use super::layer::{Layer, board, line_up, stack, text};
use super::measure::count;
use super::theme::Theme;

const COLUMNS: &[(&str, [&str; 6])] = &[
    (
        "Name",
        [
            "Maria Keller",
            "James Okafor",
            "Ana Silva",
            "Tom Lindt",
            "Yuki Mori",
            "Lea Brandt",
        ],
    ),
    ("Status", ["Paid", "Open", "Paid", "Paid", "Late", "Open"]),
    (
        "Date",
        ["12 May", "11 May", "9 May", "8 May", "8 May", "6 May"],
    ),
    (
        "Amount",
        [
            "$240.00",
            "$86.50",
            "$1,120.00",
            "$59.90",
            "$310.00",
            "$48.00",
        ],
    ),
    (
        "City",
        ["Berlin", "Lagos", "Porto", "Bern", "Osaka", "Graz"],
    ),
    (
        "Team",
        ["Design", "Sales", "Design", "Data", "Sales", "Data"],
    ),
    ("Plan", ["Pro", "Team", "Pro", "Starter", "Team", "Pro"]),
    ("Seats", ["4", "12", "6", "1", "20", "3"]),
];

/// A table of `columns` by `rows` (without the head), `width` px wide or as wide as its parent.
pub(crate) fn table(
    theme: &Theme,
    name: &str,
    columns: usize,
    rows: usize,
    width: Option<f64>,
) -> Node {
    let columns = columns.clamp(1, 12);
    let line = |name: &str, height: f64, cells: Vec<Node>| {
        board(name)
            .bare()
            .row(16.0)
            .padded(0.0, 20.0)
            .align(LayoutAlign::Center)
            .tall(height)
            .fill_width()
            .with(cells)
    };
    let head = (0..columns)
        .map(|column| {
            let words = COLUMNS.get(column).map_or_else(
                || format!("Column {}", column + 1),
                |(title, _)| (*title).to_owned(),
            );
            cell(&words, text(&words, 13.0, 600, &theme.muted))
        })
        .collect();
    let mut node = board(name)
        .paint(&theme.surface)
        .outlined(&theme.border)
        .rounded(12.0)
        .column(0.0)
        .and(line("Head", 44.0, head).paint(&theme.subtle));
    for row in 0..rows.clamp(1, 30) {
        let cells = (0..columns)
            .map(|column| {
                let words = COLUMNS
                    .get(column)
                    .and_then(|(_, values)| values.get(row % values.len()))
                    .map_or("–", |words| *words);
                let (weight, ink) = if column == 0 {
                    (500, &theme.text)
                } else {
                    (400, &theme.muted)
                };
                cell(words, text(words, 14.0, weight, ink))
            })
            .collect();
        if row > 0 {
            node.children.push(hairline(theme));
        }
        node.children
            .push(line(&format!("Row {}", row + 1), 48.0, cells));
    }
    match width {
        Some(width) => node.wide(width),
        None => node.fill_width(),
    }
}

/// The width at which a table of `columns` can be read, px.
pub(crate) fn table_width(columns: usize) -> f64 {
    (count(columns) * 150.0 + 40.0).max(320.0)
}

fn cell(name: &str, words: Node) -> Node {
    board(name)
        .bare()
        .row(0.0)
        .align(LayoutAlign::Center)
        .fill_width()
        .and(words)
}

/// A list of `items` entries, or of the given ones, `width` px wide.
pub(crate) fn list(theme: &Theme, items: usize, entries: &[String], width: f64) -> Node {
    const ENTRIES: &[(&str, &str, &str)] = &[
        ("MK", "Maria Keller", "Shared a file with you"),
        ("JO", "James Okafor", "Mentioned you in a note"),
        ("AS", "Ana Silva", "Finished the review"),
        ("TL", "Tom Lindt", "Asked a question"),
        ("YM", "Yuki Mori", "Joined the team"),
        ("LB", "Lea Brandt", "Changed the plan"),
    ];
    let mut node = board("List")
        .paint(&theme.surface)
        .outlined(&theme.border)
        .rounded(12.0)
        .wide(width)
        .column(0.0);
    let shown = if entries.is_empty() {
        items.clamp(1, 30)
    } else {
        entries.len()
    };
    for place in 0..shown {
        if place > 0 {
            node.children.push(hairline(theme));
        }
        let row = board(&format!("Entry {}", place + 1))
            .bare()
            .row(12.0)
            .padded(12.0, 16.0)
            .align(LayoutAlign::Center)
            .fill_width();
        let row = match (entries.get(place), ENTRIES.get(place % ENTRIES.len())) {
            (Some(words), _) => row.and(line_up("Words", 0.0).fill_width().and(text(
                words,
                15.0,
                500,
                &theme.text,
            ))),
            (None, Some((initials, name, what))) => {
                row.and(avatar(theme, initials, 40.0))
                    .and(stack("Words", 0.0).fill_width().with(vec![
                        text(name, 15.0, 600, &theme.text),
                        text(what, 13.0, 400, &theme.muted),
                    ]))
            }
            (None, None) => row,
        };
        node.children
            .push(row.and(icon("next", 18.0, &theme.muted)));
    }
    node
}
