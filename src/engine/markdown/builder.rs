//! The parser's events, built into blocks.
//!
//! Invariants: no recursion, whatever the nesting; at most [`MAX_BLOCK_DEPTH`] quotes and lists and
//! [`MAX_INLINE_DEPTH`] spans stand inside each other, deeper ones hand their content to the
//! innermost that is kept; neighbouring texts are one [`Inline::Text`].

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::intake::STOPPER;
use super::link::safe_address;
use super::outline::{Leaf, LeafKind, Mark, Outline};
use super::{Block, ColumnAlign, Inline, ListItem, MAX_BLOCK_DEPTH, MAX_INLINE_DEPTH};

/// An element that has begun and not ended.
enum Frame {
    Quote(Vec<Block>),
    List {
        start: Option<u64>,
        items: Vec<ListItem>,
    },
    Item(ListItem),
    Leaf {
        kind: LeafKind,
        is_implicit: bool,
        content: Vec<Inline>,
    },
    Span {
        kind: SpanKind,
        content: Vec<Inline>,
    },
    Image {
        url: String,
        alt: String,
    },
    Code {
        language: String,
        code: String,
    },
    Html(String),
    Table(Table),
}

enum SpanKind {
    Emphasis,
    Strong,
    Strikethrough,
    /// `None`: an address that may not be a link.
    Link(Option<String>),
}

#[derive(Default)]
struct Table {
    alignments: Vec<ColumnAlign>,
    head: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    row: Vec<Vec<Inline>>,
}

/// Takes events in order; the blocks are in the [`Outline`] at the end.
#[derive(Default)]
pub(super) struct Builder<'source> {
    source: &'source str,
    outline: Outline,
    /// The mark of the top-level block that is being built.
    mark: Mark,
    frames: Vec<Frame>,
    /// Quotes and lists among `frames`.
    block_depth: usize,
    /// Spans among `frames`.
    inline_depth: usize,
    /// Quotes, lists and items that are open but too deep to have a frame.
    flattened_blocks: usize,
    /// The same for spans, and for all that stands in the description of an image.
    flattened_inlines: usize,
}

impl<'source> Builder<'source> {
    /// For the events of `source`.
    pub(super) fn new(source: &'source str) -> Self {
        Self {
            source,
            ..Self::default()
        }
    }

    /// What was built. Without definitions, which are no events.
    pub(super) fn finish(mut self) -> Outline {
        self.close_implicit_paragraph();
        self.outline
    }

    /// Takes an event and the bytes of the source it comes from.
    pub(super) fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Rule => {
                self.begin_block(&range, true);
                self.add_block(Block::Rule);
            }
            Event::Text(text) => self.add_text(&text, range),
            Event::Html(html) => match self.frames.last_mut() {
                Some(Frame::Html(text)) => push_visible(text, &html),
                _ => self.add_inline(Inline::Html(visible(&html)), range),
            },
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                self.add_inline(Inline::Code(visible(&code)), range);
            }
            Event::InlineHtml(html) => self.add_inline(Inline::Html(visible(&html)), range),
            Event::FootnoteReference(label) => self.add_text(&label, range),
            Event::SoftBreak => self.add_inline(Inline::Break { hard: false }, range),
            Event::HardBreak => self.add_inline(Inline::Break { hard: true }, range),
            Event::TaskListMarker(ticked) => {
                if self.flattened_blocks == 0 {
                    let item = self.frames.iter_mut().rev().find_map(|frame| match frame {
                        Frame::Item(item) => Some(item),
                        _ => None,
                    });
                    if let Some(item) = item {
                        item.checked = Some(ticked);
                    }
                }
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::BlockQuote(_) => {
                self.begin_block(&range, true);
                self.open_container(Frame::Quote(Vec::new()));
            }
            Tag::List(start) => {
                self.begin_block(&range, true);
                self.open_container(Frame::List {
                    start,
                    items: Vec::new(),
                });
            }
            Tag::Item => {
                self.close_implicit_paragraph();
                self.outline.leaf = None;
                if self.flattened_blocks > 0 {
                    self.flattened_blocks += 1;
                    return;
                }
                if self.frames.len() == 1 {
                    self.mark.last_item = Some(range.start);
                }
                self.frames.push(Frame::Item(ListItem {
                    checked: None,
                    blocks: Vec::new(),
                }));
            }
            Tag::Paragraph => {
                self.begin_block(&range, false);
                self.open_leaf(LeafKind::Paragraph, false, range);
            }
            Tag::Heading { level, .. } => {
                let lines = self.source.get(range.clone()).unwrap_or_default();
                self.begin_block(&range, !lines.trim_end().contains('\n'));
                self.open_leaf(LeafKind::Heading(heading_level(level)), false, range);
            }
            Tag::CodeBlock(kind) => {
                self.begin_block(&range, matches!(kind, CodeBlockKind::Fenced(_)));
                let language = match kind {
                    CodeBlockKind::Fenced(info) => {
                        visible(info.split_whitespace().next().unwrap_or_default())
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                self.frames.push(Frame::Code {
                    language,
                    code: String::new(),
                });
            }
            Tag::HtmlBlock => {
                self.begin_block(&range, false);
                self.frames.push(Frame::Html(String::new()));
            }
            Tag::Table(alignments) => {
                self.begin_block(&range, false);
                let alignments = alignments.into_iter().map(column_align).collect();
                self.frames.push(Frame::Table(Table {
                    alignments,
                    ..Table::default()
                }));
            }
            Tag::TableCell => self.open_leaf(LeafKind::Cell, false, range),
            Tag::Emphasis => self.open_span(SpanKind::Emphasis, range),
            Tag::Strong => self.open_span(SpanKind::Strong, range),
            Tag::Strikethrough => self.open_span(SpanKind::Strikethrough, range),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let address = match link_type {
                    LinkType::Email => safe_address(&format!("mailto:{dest_url}")),
                    _ => safe_address(&dest_url),
                };
                self.open_span(SpanKind::Link(address), range);
            }
            Tag::Image { dest_url, .. } => {
                self.ensure_leaf(&range);
                if self.is_in_image() || self.inline_depth >= MAX_INLINE_DEPTH {
                    self.flattened_inlines += 1;
                } else {
                    let url = safe_address(&dest_url).unwrap_or_default();
                    self.inline_depth += 1;
                    self.frames.push(Frame::Image {
                        url,
                        alt: String::new(),
                    });
                }
            }
            // The rows of a table need no frame; the others belong to extensions that are off.
            Tag::TableHead
            | Tag::TableRow
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.close_implicit_paragraph();
                if self.flattened_blocks > 0 {
                    self.flattened_blocks -= 1;
                } else {
                    self.close_frame();
                }
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image => {
                if self.flattened_inlines > 0 {
                    self.flattened_inlines -= 1;
                } else {
                    self.inline_depth = self.inline_depth.saturating_sub(1);
                    self.close_frame();
                }
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Table
            | TagEnd::TableCell => self.close_frame(),
            TagEnd::TableHead => {
                if let Some(Frame::Table(table)) = self.frames.last_mut() {
                    table.head = std::mem::take(&mut table.row);
                }
            }
            TagEnd::TableRow => {
                if let Some(Frame::Table(table)) = self.frames.last_mut() {
                    // A short row is filled up by the parser. A hostile table of many columns and
                    // short rows would thereby become far larger than its text.
                    while table.row.last().is_some_and(Vec::is_empty) {
                        table.row.pop();
                    }
                    table.rows.push(std::mem::take(&mut table.row));
                }
            }
            TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Notes that a block begins, wherever it stands.
    fn begin_block(&mut self, range: &Range<usize>, interrupts: bool) {
        self.close_implicit_paragraph();
        self.outline.leaf = None;
        if self.frames.is_empty() {
            self.mark = Mark {
                start: range.start,
                interrupts,
                last_item: None,
            };
        }
    }

    fn open_container(&mut self, frame: Frame) {
        if self.flattened_blocks > 0 || self.block_depth >= MAX_BLOCK_DEPTH {
            self.flattened_blocks += 1;
        } else {
            self.block_depth += 1;
            self.frames.push(frame);
        }
    }

    fn open_leaf(&mut self, kind: LeafKind, is_implicit: bool, range: Range<usize>) {
        let is_blank = self
            .source
            .get(range.clone())
            .is_none_or(|text| text.trim().is_empty());
        // The empty cells that end an unfinished row are not where the text goes on.
        if kind != LeafKind::Cell || !is_blank {
            let is_top_level = self.frames.is_empty();
            self.outline.leaf = Some(Leaf {
                range,
                kind,
                is_top_level,
            });
        }
        self.frames.push(Frame::Leaf {
            kind,
            is_implicit,
            content: Vec::new(),
        });
    }

    /// The items of a tight list hold text without a paragraph around it; here, it gets one.
    fn ensure_leaf(&mut self, range: &Range<usize>) {
        match self.frames.last() {
            Some(Frame::Leaf { is_implicit, .. }) => {
                if *is_implicit && let Some(leaf) = &mut self.outline.leaf {
                    leaf.range.end = leaf.range.end.max(range.end);
                }
            }
            None | Some(Frame::Quote(_) | Frame::Item(_)) => {
                if self.frames.is_empty() {
                    self.mark = Mark {
                        start: range.start,
                        interrupts: false,
                        last_item: None,
                    };
                }
                // The backslash before an escaped character is not part of the text's range.
                let is_escaped = self
                    .source
                    .get(..range.start)
                    .is_some_and(|t| t.ends_with('\\'));
                let start = range.start.saturating_sub(usize::from(is_escaped));
                self.open_leaf(LeafKind::Paragraph, true, start..range.end);
            }
            Some(_) => {}
        }
    }

    fn close_implicit_paragraph(&mut self) {
        if matches!(
            self.frames.last(),
            Some(Frame::Leaf {
                is_implicit: true,
                ..
            })
        ) {
            self.close_frame();
        }
    }

    fn open_span(&mut self, kind: SpanKind, range: Range<usize>) {
        self.ensure_leaf(&range);
        if self.is_in_image() || self.inline_depth >= MAX_INLINE_DEPTH {
            self.flattened_inlines += 1;
        } else {
            self.inline_depth += 1;
            self.frames.push(Frame::Span {
                kind,
                content: Vec::new(),
            });
        }
    }

    fn is_in_image(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Image { .. }))
    }

    fn add_text(&mut self, text: &str, range: Range<usize>) {
        match self.frames.last_mut() {
            Some(Frame::Code { code: target, .. } | Frame::Html(target)) => {
                push_visible(target, text);
            }
            _ => self.add_inline(Inline::Text(visible(text)), range),
        }
    }

    fn add_inline(&mut self, inline: Inline, range: Range<usize>) {
        self.ensure_leaf(&range);
        match self.frames.last_mut() {
            Some(Frame::Image { alt, .. }) => match inline {
                Inline::Text(text) | Inline::Code(text) | Inline::Html(text) => alt.push_str(&text),
                _ => alt.push(' '),
            },
            Some(Frame::Leaf { content, .. } | Frame::Span { content, .. }) => {
                push_inline(content, inline);
            }
            _ => {}
        }
    }

    /// Ends the innermost element and hands it to the one around it.
    fn close_frame(&mut self) {
        match self.frames.pop() {
            Some(Frame::Quote(blocks)) => {
                self.block_depth = self.block_depth.saturating_sub(1);
                self.add_block(Block::Quote(blocks));
            }
            Some(Frame::List { start, items }) => {
                self.block_depth = self.block_depth.saturating_sub(1);
                self.add_block(Block::List { start, items });
            }
            Some(Frame::Item(item)) => {
                if let Some(Frame::List { items, .. }) = self.frames.last_mut() {
                    items.push(item);
                }
            }
            Some(Frame::Leaf {
                kind: LeafKind::Paragraph,
                content,
                ..
            }) => {
                self.add_block(Block::Paragraph(content));
            }
            Some(Frame::Leaf {
                kind: LeafKind::Heading(level),
                content,
                ..
            }) => {
                self.add_block(Block::Heading { level, content });
            }
            Some(Frame::Leaf {
                kind: LeafKind::Cell,
                content,
                ..
            }) => {
                if let Some(Frame::Table(table)) = self.frames.last_mut() {
                    table.row.push(content);
                }
            }
            Some(Frame::Span { kind, content }) => self.add_span(kind, content),
            Some(Frame::Image { url, alt }) => {
                if let Some(content) = self.content() {
                    content.push(Inline::Image { alt, url });
                }
            }
            Some(Frame::Code { language, mut code }) => {
                drop_final_line_break(&mut code);
                self.add_block(Block::Code { language, code });
            }
            Some(Frame::Html(mut html)) => {
                drop_final_line_break(&mut html);
                self.add_block(Block::Html(html));
            }
            Some(Frame::Table(Table {
                alignments,
                head,
                rows,
                ..
            })) => {
                self.add_block(Block::Table {
                    alignments,
                    head,
                    rows,
                });
            }
            None => {}
        }
    }

    fn add_span(&mut self, kind: SpanKind, inner: Vec<Inline>) {
        let Some(content) = self.content() else {
            return;
        };
        match kind {
            SpanKind::Emphasis => content.push(Inline::Emphasis(inner)),
            SpanKind::Strong => content.push(Inline::Strong(inner)),
            SpanKind::Strikethrough => content.push(Inline::Strikethrough(inner)),
            SpanKind::Link(Some(url)) => content.push(Inline::Link {
                url,
                content: inner,
            }),
            SpanKind::Link(None) => {
                for inline in inner {
                    push_inline(content, inline);
                }
            }
        }
    }

    fn content(&mut self) -> Option<&mut Vec<Inline>> {
        match self.frames.last_mut() {
            Some(Frame::Leaf { content, .. } | Frame::Span { content, .. }) => Some(content),
            _ => None,
        }
    }

    fn add_block(&mut self, block: Block) {
        match self.frames.last_mut() {
            Some(Frame::Quote(blocks)) => blocks.push(block),
            Some(Frame::Item(item)) => item.blocks.push(block),
            _ => {
                self.outline.blocks.push(block);
                self.outline.marks.push(self.mark);
            }
        }
    }
}

fn push_inline(content: &mut Vec<Inline>, inline: Inline) {
    match (content.last_mut(), inline) {
        (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
        (_, Inline::Text(text)) if text.is_empty() => {}
        (_, inline) => content.push(inline),
    }
}

/// Appends what may be shown of `text`.
pub(super) fn push_visible(target: &mut String, text: &str) {
    target.extend(text.split(STOPPER));
}

fn visible(text: &str) -> String {
    text.split(STOPPER).collect()
}

fn drop_final_line_break(text: &mut String) {
    if text.ends_with('\n') {
        text.pop();
    }
}

fn heading_level(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn column_align(alignment: Alignment) -> ColumnAlign {
    match alignment {
        Alignment::None => ColumnAlign::None,
        Alignment::Left => ColumnAlign::Left,
        Alignment::Center => ColumnAlign::Center,
        Alignment::Right => ColumnAlign::Right,
    }
}
