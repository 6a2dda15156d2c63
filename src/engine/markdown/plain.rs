//! Blocks as plain text, for the clipboard and for titles.
//!
//! Keeps what a reader needs (items, numbers, cells) and drops the markup: `# A` is `A`, a link is
//! its text. Invariant: the result ends without white space.

use super::{Block, Inline, ListItem};

/// The text of `blocks`, with a blank line between them.
pub fn plain_text(blocks: &[Block]) -> String {
    let mut text = String::new();
    write_blocks(blocks, "\n\n", &mut text);
    text.truncate(text.trim_end().len());
    text
}

fn write_blocks(blocks: &[Block], between: &str, text: &mut String) {
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            text.push_str(between);
        }
        write_block(block, text);
    }
}

fn write_block(block: &Block, text: &mut String) {
    match block {
        Block::Paragraph(content) | Block::Heading { content, .. } => write_inlines(content, text),
        Block::Code { code, .. } => text.push_str(code),
        Block::Html(html) => text.push_str(html),
        Block::Rule => text.push_str("---"),
        Block::Quote(blocks) => {
            let mut inner = String::new();
            write_blocks(blocks, "\n\n", &mut inner);
            write_prefixed(&inner, "> ", "> ", text);
        }
        Block::List { start, items } => write_list(*start, items, text),
        Block::Table { head, rows, .. } => {
            for (index, row) in std::iter::once(head).chain(rows).enumerate() {
                if index > 0 {
                    text.push('\n');
                }
                for (column, cell) in row.iter().enumerate() {
                    if column > 0 {
                        text.push('\t');
                    }
                    write_inlines(cell, text);
                }
            }
        }
    }
}

fn write_list(start: Option<u64>, items: &[ListItem], text: &mut String) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        let mut marker = match start {
            Some(first) => {
                let number = first.saturating_add(u64::try_from(index).unwrap_or(u64::MAX));
                format!("{number}. ")
            }
            None => "- ".to_owned(),
        };
        let indent = " ".repeat(marker.len());
        match item.checked {
            Some(true) => marker.push_str("[x] "),
            Some(false) => marker.push_str("[ ] "),
            None => {}
        }
        let mut inner = String::new();
        write_blocks(&item.blocks, "\n", &mut inner);
        write_prefixed(&inner, &marker, &indent, text);
    }
}

fn write_prefixed(inner: &str, first: &str, others: &str, text: &mut String) {
    for (index, line) in inner.split('\n').enumerate() {
        if index > 0 {
            text.push('\n');
        }
        text.push_str(if index == 0 { first } else { others });
        text.push_str(line);
    }
}

fn write_inlines(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(piece) | Inline::Code(piece) | Inline::Html(piece) => text.push_str(piece),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strikethrough(content)
            | Inline::Link { content, .. } => write_inlines(content, text),
            Inline::Image { alt, .. } => text.push_str(alt),
            Inline::Break { hard } => text.push(if *hard { '\n' } else { ' ' }),
        }
    }
}
