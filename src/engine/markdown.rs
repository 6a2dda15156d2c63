//! Markdown as it streams in, to blocks. Never to HTML.
//!
//! The interface draws [`Block`]s as its own elements, so nothing a model writes can become markup.
//! Invariants: raw HTML is text; only `http`, `https` and `mailto` addresses are links; images are
//! never loaded; the work per piece does not grow with the length of the answer; blocks nest at
//! most [`MAX_BLOCK_DEPTH`] deep and inlines [`MAX_INLINE_DEPTH`], so that code that walks them may
//! recurse.
//!
//! `## Plan\n- **one**` becomes a [`Block::Heading`] of level 2 and a [`Block::List`] whose only item
//! holds a paragraph with [`Inline::Strong`].
//!
//! The dialect is CommonMark with the tables, struck-out text and task lists of GitHub. A list does
//! not say whether it was written tight or loose: an item always holds paragraphs.

mod balance;
mod builder;
mod fence;
mod intake;
mod link;
mod outline;
mod plain;
mod stream;

pub use outline::{MAX_BLOCK_DEPTH, MAX_INLINE_DEPTH};
pub use plain::plain_text;
pub use stream::{MarkdownStream, Progress};

/// Parses a whole text. Never fails: every text is Markdown.
///
/// Lists and quotes that are nested too deeply are flattened into the innermost one that is kept,
/// inlines likewise; no text is lost. Of a table row, the empty cells at its end are left out.
pub fn parse(text: &str) -> Vec<Block> {
    outline::read(&intake::clean(text), None).blocks
}

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A block of code.
    Code {
        /// What was written after the fence, first word only; may be empty.
        language: String,
        /// The code, without a final line break.
        code: String,
    },
    /// A quotation.
    Quote(Vec<Self>),
    /// A list.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// Its items.
        items: Vec<ListItem>,
    },
    /// A table.
    Table {
        /// Alignment of each column.
        alignments: Vec<ColumnAlign>,
        /// The cells of the head.
        head: Vec<Vec<Inline>>,
        /// The rows below it; one that is shorter than `alignments` ends in empty cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A horizontal rule.
    Rule,
    /// Raw HTML, to be shown as the text that it is.
    Html(String),
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// Whether a task list item is ticked; `None` if it is not a task.
    pub checked: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// Alignment of a table column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnAlign {
    /// Not said.
    None,
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Text.
    Text(String),
    /// Code in a line.
    Code(String),
    /// Emphasis.
    Emphasis(Vec<Self>),
    /// Strong emphasis.
    Strong(Vec<Self>),
    /// Struck out.
    Strikethrough(Vec<Self>),
    /// A link with an address that is safe to open.
    Link {
        /// Begins with `http://`, `https://` or `mailto:`.
        url: String,
        /// What is shown.
        content: Vec<Self>,
    },
    /// An image, never loaded: its description and where it points.
    Image {
        /// The description.
        alt: String,
        /// The address, for display only; empty unless it would be allowed as a link.
        url: String,
    },
    /// A line break within a paragraph: hard, or soft (drawn as a space).
    Break {
        /// Whether the writer asked for it.
        hard: bool,
    },
    /// Raw HTML, to be shown as the text that it is.
    Html(String),
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
