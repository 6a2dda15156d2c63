//! A text read once: its blocks, and the positions that streaming needs.
//!
//! Invariant: there is exactly one [`Mark`] for each top-level block, in order.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Options, Parser};

use super::Block;
use super::builder::Builder;

/// How many quotes and lists may stand inside each other.
pub const MAX_BLOCK_DEPTH: usize = 32;

/// How many emphases, links and the like may stand inside each other.
pub const MAX_INLINE_DEPTH: usize = 16;

/// Link addresses by [`reference_key`].
pub(super) type References = HashMap<String, String>;

/// A text read: its blocks, and where they stand in it.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The top-level blocks.
    pub(super) blocks: Vec<Block>,
    /// One for each of `blocks`.
    pub(super) marks: Vec<Mark>,
    /// The text at the very end, if the last block ends in text.
    pub(super) leaf: Option<Leaf>,
    /// Link reference definitions: position, label, address.
    pub(super) definitions: Vec<(usize, String, String)>,
}

/// Where a top-level block stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mark {
    /// A byte on its first line.
    pub(super) start: usize,
    /// Its first line makes it begin, whatever stands on the line before.
    pub(super) interrupts: bool,
    /// A byte on the first line of its last item, if it is a list.
    pub(super) last_item: Option<usize>,
}

/// A stretch of inline source.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    /// Bytes of the source.
    pub(super) range: Range<usize>,
    /// What it is the text of.
    pub(super) kind: LeafKind,
    /// Whether it stands at the top level.
    pub(super) is_top_level: bool,
}

/// What holds inlines directly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeafKind {
    Paragraph,
    Heading(u8),
    Cell,
}

/// Reads `source`, which [`super::intake`] has cleaned. `known` are references defined before it.
pub(super) fn read(source: &str, known: Option<&References>) -> Outline {
    let resolve = known.map(|known| {
        |link: BrokenLink<'_>| {
            let address = known.get(&reference_key(&link.reference))?;
            Some((CowStr::from(address.clone()), CowStr::Borrowed("")))
        }
    });
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut events =
        Parser::new_with_broken_link_callback(source, options, resolve).into_offset_iter();
    let mut builder = Builder::new(source);
    for (event, range) in events.by_ref() {
        builder.take(event, range);
    }
    let mut outline = builder.finish();
    outline.definitions = events
        .reference_definitions()
        .iter()
        .map(|(label, link)| (link.span.start, reference_key(label), link.dest.to_string()))
        .collect();
    outline
}

/// The form in which labels of references are compared.
fn reference_key(label: &str) -> String {
    label
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
