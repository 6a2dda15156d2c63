//! Markdown that arrives in pieces.
//!
//! Only the open tail is parsed again, and only when enough text has come to pay for it: every byte
//! that arrives brings [`CREDIT_PER_BYTE`] bytes of parsing. Short tails are therefore parsed with
//! every piece, one giant paragraph every so often, and the whole is linear. Code fences and
//! the items of a list, which may be long, are not parsed again at all.
//!
//! Invariants: whatever the pieces, [`MarkdownStream::finish`] equals [`super::parse`] of the whole;
//! a block that was handed out as closed never changes, with one exception that CommonMark forces:
//! a link reference definition (`[a]: https://…`) turns an earlier `[a]` into a link, so `finish`
//! reads the whole text once more and its result is the one that counts.

use super::Block;
use super::balance::{complete, hold_back};
use super::fence::OpenFence;
use super::intake::Intake;
use super::outline::{Mark, Outline, References, read};

/// Bytes that may be parsed for each byte that arrives. With pieces of four bytes, tails of up to
/// 256 bytes are parsed with every piece and a tail of 2 kB with every eighth.
pub(super) const CREDIT_PER_BYTE: usize = 64;

/// Bytes that may be parsed before any have arrived, and the most that is saved up.
pub(super) const CREDIT_RESERVE: usize = 16 * 1024;

/// What a piece changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Blocks that are now complete, in order, each handed out once.
    pub closed: Vec<Block>,
    /// Whether [`MarkdownStream::tail`] is not what it was.
    pub tail_changed: bool,
}

/// Parses an answer while it streams in. See the module's page for what it promises.
#[derive(Clone, Debug)]
pub struct MarkdownStream {
    intake: Intake,
    /// The whole text, cleaned.
    text: String,
    /// Where the text begins that is parsed again; always the start of a line.
    open_start: usize,
    /// The blocks that are not closed.
    tail: Vec<Block>,
    /// Items at the start of the list `tail[0]` that stand before `open_start` and are final.
    settled_items: usize,
    fence: Option<OpenFence>,
    /// How far the text is in `tail`.
    shown: usize,
    credit: usize,
    bytes_parsed: usize,
    references: References,
}

impl Default for MarkdownStream {
    fn default() -> Self {
        Self {
            intake: Intake::default(),
            text: String::new(),
            open_start: 0,
            tail: Vec::new(),
            settled_items: 0,
            fence: None,
            shown: 0,
            credit: CREDIT_RESERVE,
            bytes_parsed: 0,
            references: References::new(),
        }
    }
}

impl MarkdownStream {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next piece, of any length, cut anywhere.
    pub fn push(&mut self, piece: &str) -> Progress {
        let length = self.text.len();
        self.intake.push(piece, &mut self.text);
        let earned = (self.text.len() - length).saturating_mul(CREDIT_PER_BYTE);
        let most = CREDIT_RESERVE.max(self.open_length().saturating_mul(2));
        self.credit = self.credit.saturating_add(earned).min(most);
        self.advance(false)
    }

    /// Brings the tail up to the last byte, for when the answer pauses: [`push`](Self::push) may
    /// leave the end of a long block for later. Costs one parse of the tail, so not for every piece.
    pub fn catch_up(&mut self) -> Progress {
        self.advance(true)
    }

    /// The blocks that are not closed yet, as they look so far.
    pub fn tail(&self) -> &[Block] {
        &self.tail
    }

    /// Ends the text. Returns all its blocks, those included that were handed out before; they are
    /// the same unless a link reference definition came later than its use. The stream is empty
    /// again.
    pub fn finish(&mut self) -> Vec<Block> {
        let text = std::mem::take(&mut self.text);
        let bytes_parsed = self.bytes_parsed + text.len();
        *self = Self {
            bytes_parsed,
            ..Self::default()
        };
        read(&text, None).blocks
    }

    /// Bytes that were handed to the parser so far, to check the cost.
    pub fn bytes_parsed(&self) -> usize {
        self.bytes_parsed
    }

    fn open_length(&self) -> usize {
        self.text.len().saturating_sub(self.open_start)
    }

    fn advance(&mut self, is_forced: bool) -> Progress {
        let mut progress = Progress::default();
        loop {
            let goes_on = if self.fence.is_some() {
                self.advance_fence(&mut progress)
            } else {
                self.advance_tail(is_forced, &mut progress)
            };
            if !goes_on {
                return progress;
            }
        }
    }

    /// Takes what is new into the open fence. Returns whether it was closed.
    fn advance_fence(&mut self, progress: &mut Progress) -> bool {
        let (Some(fence), Some(Block::Code { code, .. })) = (&mut self.fence, self.tail.last_mut())
        else {
            self.fence = None;
            return true;
        };
        let length = code.len();
        let closed_at = fence.advance(&self.text, code);
        progress.tail_changed |= code.len() != length || closed_at.is_some();
        let Some(end) = closed_at else {
            self.shown = self.text.len();
            return false;
        };
        // Parsed once more, so that tabs and the like are exact.
        let outline = self.parse(self.open_start, end);
        progress.closed.extend(outline.blocks);
        self.tail.clear();
        self.fence = None;
        self.open_start = end;
        self.shown = end;
        true
    }

    /// Parses the tail again if it is worth it. Returns whether there is more to do.
    fn advance_tail(&mut self, is_forced: bool, progress: &mut Progress) -> bool {
        // Twice, because unfinished markup takes a second parse.
        let cost = self.open_length().saturating_mul(2);
        let is_due = self.shown < self.text.len() || is_forced;
        if !is_due || (!is_forced && self.credit < cost) {
            return false;
        }
        if self.settled_items == 0 {
            self.skip_blank_lines();
            if self.open_fence(progress) {
                return true;
            }
        }
        let open = self.text.get(self.open_start..).unwrap_or_default();
        let visible = if is_forced { open } else { hold_back(open) };
        let end = self.open_start + visible.len();
        self.shown = self.text.len();

        let mut outline = self.parse(self.open_start, end);
        let leaf = outline.leaf.take();
        let start = self.open_start;
        let mut blocks = outline.blocks;
        self.graft_settled_items(&mut blocks, progress);

        if let Some((count, cut)) = self.cut(&outline.marks, start) {
            let rest = blocks.split_off(count.min(blocks.len()));
            progress.closed.extend(std::mem::replace(&mut blocks, rest));
            self.open_start = cut;
            self.settled_items = 0;
        }
        if let ([Block::List { items, .. }], Some(mark)) = (blocks.as_slice(), outline.marks.last())
            && let Some(at) = mark.last_item.map(|last_item| start + last_item)
            && self.line_start(at) > self.open_start
            && self.is_line_complete(at)
        {
            self.settled_items = items.len().saturating_sub(1);
            self.open_start = self.line_start(at);
        }
        for (position, label, address) in outline.definitions {
            if start + position < self.open_start {
                self.references.entry(label).or_insert(address);
            }
        }
        self.tail = blocks;
        progress.tail_changed = true;
        if self.settled_items == 0 && self.open_fence(progress) {
            return true;
        }
        if let Some(mut leaf) = leaf {
            let offset = self.open_start - start;
            if let (Some(from), Some(to)) = (
                leaf.range.start.checked_sub(offset),
                leaf.range.end.checked_sub(offset),
            ) {
                leaf.range = from..to;
                let source = self.text.get(self.open_start..end).unwrap_or_default();
                if let Some(completed) = complete(source, &leaf) {
                    self.show_completed(from, &completed, progress);
                }
            }
        }
        false
    }

    /// Shows the tail as if it ended in `completed` instead of what stands from `from` on.
    fn show_completed(&mut self, from: usize, completed: &str, progress: &mut Progress) {
        let before = self
            .text
            .get(self.open_start..self.open_start + from)
            .unwrap_or_default();
        let source = format!("{before}{completed}");
        self.spend(source.len());
        let mut blocks = read(&source, Some(&self.references)).blocks;
        self.graft_settled_items(&mut blocks, progress);
        self.tail = blocks;
    }

    fn parse(&mut self, start: usize, end: usize) -> Outline {
        self.spend(end - start);
        read(
            self.text.get(start..end).unwrap_or_default(),
            Some(&self.references),
        )
    }

    fn spend(&mut self, bytes: usize) {
        self.bytes_parsed += bytes;
        self.credit = self.credit.saturating_sub(bytes);
    }

    /// Puts the settled items of the list in front of those just parsed.
    fn graft_settled_items(&mut self, blocks: &mut [Block], progress: &mut Progress) {
        if self.settled_items == 0 {
            return;
        }
        let Some(Block::List { start, mut items }) = self.tail.drain(..).next() else {
            return;
        };
        items.truncate(self.settled_items);
        if let Some(Block::List {
            start: first,
            items: fresh,
        }) = blocks.first_mut()
        {
            items.append(fresh);
            *fresh = items;
            *first = start;
        } else {
            // A line that began an item does so on its own too; should that ever not hold, the
            // items are not lost.
            progress.closed.push(Block::List { start, items });
            self.settled_items = 0;
        }
    }

    /// The last place at which the tail can be cut for good: how many blocks come before it, and
    /// where it is.
    ///
    /// A block is closed when a later one has begun for good. After a blank line, that is at once,
    /// except that what follows a list may still become its next item (`2` before `2. b`). Without a
    /// blank line, it must have begun on a complete line that makes it begin whatever comes before:
    /// text after a link reference definition, say, may still become part of it.
    fn cut(&self, marks: &[Mark], start: usize) -> Option<(usize, usize)> {
        let pairs = marks.iter().zip(marks.iter().skip(1)).enumerate();
        pairs.rev().find_map(|(index, (previous, mark))| {
            let at = start + mark.start;
            let line = self.line_start(at);
            let before = self.text.get(..line).unwrap_or_default();
            let line_before = before
                .strip_suffix('\n')
                .unwrap_or(before)
                .rsplit('\n')
                .next();
            let after_blank = line_before.is_none_or(|line| line.trim().is_empty());
            let may_be_item = || {
                let text = self.text.get(line..).unwrap_or_default().trim_start();
                text.starts_with(|first: char| first.is_ascii_digit() || "-+*".contains(first))
            };
            let is_final = if after_blank {
                previous.last_item.is_none() || !may_be_item() || self.is_line_complete(at)
            } else {
                mark.interrupts && self.is_line_complete(at)
            };
            is_final.then_some((index + 1, line))
        })
    }

    /// The start of the line that holds byte `at`.
    fn line_start(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        before.rfind('\n').map_or(0, |line_end| line_end + 1)
    }

    fn is_line_complete(&self, at: usize) -> bool {
        self.text.get(at..).is_some_and(|rest| rest.contains('\n'))
    }

    fn skip_blank_lines(&mut self) {
        while let Some((line, _)) = self
            .text
            .get(self.open_start..)
            .and_then(|open| open.split_once('\n'))
            && line.trim().is_empty()
        {
            self.open_start += line.len() + 1;
        }
    }

    /// Begins to read line by line if the tail begins with a code fence.
    fn open_fence(&mut self, progress: &mut Progress) -> bool {
        let Some((fence, end)) = OpenFence::open_at(&self.text, self.open_start) else {
            return false;
        };
        let blocks = self.parse(self.open_start, end).blocks;
        let is_code = matches!(blocks.as_slice(), [Block::Code { .. }]);
        if is_code {
            self.tail = blocks;
            self.fence = Some(fence);
            progress.tail_changed = true;
        }
        is_code
    }
}

#[cfg(test)]
#[path = "stream_tests.rs"]
mod tests;
