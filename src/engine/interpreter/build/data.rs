//! Tables and lists with plausible content.

use crate::engine::canvas::Node;

use super::brief::Brief;
use super::layer::Layer;
use super::measure::count;
use super::sketch::{sketch, sketch_around};

/// The columns of a table: a title, then the words of six rows.
const COLUMNS: &str = "\
Name|Maria Keller|James Okafor|Ana Silva|Tom Lindt|Yuki Mori|Lea Brandt
Status|Paid|Open|Paid|Paid|Late|Open
Date|12 May|11 May|9 May|8 May|8 May|6 May
Amount|$240.00|$86.50|$1,120.00|$59.90|$310.00|$48.00
City|Berlin|Lagos|Porto|Bern|Osaka|Graz
Team|Design|Sales|Design|Data|Sales|Data
Plan|Pro|Team|Pro|Starter|Team|Pro
Seats|4|12|6|1|20|3";

/// The entries of a list: initials, name, what happened.
const ENTRIES: &str = "\
MK|Maria Keller|Shared a file with you
JO|James Okafor|Mentioned you in a note
AS|Ana Silva|Finished the review
TL|Tom Lindt|Asked a question
YM|Yuki Mori|Joined the team
LB|Lea Brandt|Changed the plan";

/// How many rows [`COLUMNS`] and [`ENTRIES`] have words for.
const VARIETY: usize = 6;

/// A table of `columns` by `rows` (without the head); its width follows.
pub(crate) fn table(brief: &Brief, name: &str, columns: usize, rows: usize) -> Node {
    let columns = columns.clamp(1, 12);
    let mut node = sketch(brief, "panel", &[name]);
    for row in 0..=rows.clamp(1, 30) {
        let cells = (0..columns)
            .map(|column| cell(brief, row, column))
            .collect();
        if row > 1 {
            node.children.push(sketch(brief, "hairline", &[]));
        }
        let (name, height) = if row == 0 {
            ("Head".to_owned(), "44")
        } else {
            (format!("Row {row}"), "48")
        };
        let mut line = sketch_around(brief, "table-line", &[&name, height], cells);
        if row == 0 {
            line.paint(&brief.theme.subtle);
        }
        node.children.push(line);
    }
    node
}

/// A cell of a table; row 0 is its head.
fn cell(brief: &Brief, row: usize, column: usize) -> Node {
    let words = COLUMNS.lines().nth(column).map(|line| {
        let place = if row == 0 { 0 } else { (row - 1) % VARIETY + 1 };
        line.split('|').nth(place).unwrap_or_default().to_owned()
    });
    let words = words.unwrap_or_else(|| match row {
        0 => format!("Column {}", column + 1),
        _ => "–".to_owned(),
    });
    let [weight, color, size] = match (row, column) {
        (0, _) => ["600", "muted", "13"],
        (_, 0) => ["500", "text", "14"],
        _ => ["400", "muted", "14"],
    };
    sketch(brief, "table-cell", &[&words, weight, color, size])
}

/// The width at which a table of `columns` can be read, px.
pub(crate) fn table_width(columns: usize) -> f64 {
    (count(columns) * 150.0 + 40.0).max(320.0)
}

/// A list of `items` entries, or of the given ones; its width follows.
pub(crate) fn list(brief: &Brief, items: usize, entries: &[String]) -> Node {
    let mut node = sketch(brief, "panel", &["List"]);
    let shown = if entries.is_empty() {
        items.clamp(1, 30)
    } else {
        entries.len()
    };
    for place in 0..shown {
        if place > 0 {
            node.children.push(sketch(brief, "hairline", &[]));
        }
        let known = ENTRIES.lines().nth(place % VARIETY).unwrap_or_default();
        let mut texts: Vec<&str> = known.split('|').collect();
        if let Some(words) = entries.get(place) {
            texts = vec!["", words];
        }
        let mut entry = sketch(brief, "list-entry", &texts);
        entry.named(&format!("Entry {}", place + 1));
        node.children.push(entry);
    }
    node
}
