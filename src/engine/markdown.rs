//! Markdown as it streams in, to blocks. Never to HTML.
//!
//! The interface draws [`Block`]s as its own elements, so nothing a model writes can become markup.
//! Invariants: raw HTML is text; only `http`, `https` and `mailto` addresses are links; images are
//! never loaded; the work per piece does not grow with the length of the answer.

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
    Quote(Vec<Block>),
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
        /// The rows below it.
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
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Strikethrough(Vec<Inline>),
    /// A link with an address that is safe to open.
    Link {
        /// `http`, `https` or `mailto`.
        url: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// An image, never loaded: its description and where it points.
    Image {
        /// The description.
        alt: String,
        /// The address, for display only.
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
