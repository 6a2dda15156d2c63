//! An open code fence at the top level, read line by line as it grows.
//!
//! Invariant: the work per piece is proportional to the piece, however long the code is.
//!
//! ```` ```rust\nlet a = 1;\n ```` is an open fence whose code so far is `let a = 1;`; the line
//! ```` ``` ```` ends it. The rules are those of CommonMark 0.31, section 4.5.

use super::builder::push_visible;

/// How long a line may be while it is held back because it may turn out to be the closing fence.
const MAX_HELD_BACK_BYTES: usize = 256;

/// A fence whose opening line is complete.
#[derive(Clone, Debug)]
pub(super) struct OpenFence {
    mark: char,
    /// Marks in the opening line; the closing line has at least as many.
    mark_count: usize,
    /// Spaces before the opening line; as many are taken off the lines of code.
    indent: usize,
    /// Where the current line begins in the text.
    line_start: usize,
    /// How far the text is in the code.
    taken: usize,
    /// How long the code was when the current line began; `None` before the first line.
    settled: Option<usize>,
}

impl OpenFence {
    /// The fence that `text` opens at byte `start`, if that line is complete, and that line's end.
    pub(super) fn open_at(text: &str, start: usize) -> Option<(Self, usize)> {
        let (line, _) = text.get(start..)?.split_once('\n')?;
        let rest = line.trim_start_matches(' ');
        let indent = line.len() - rest.len();
        let mark = rest
            .chars()
            .next()
            .filter(|mark| matches!(mark, '`' | '~'))?;
        let info = rest.trim_start_matches(mark);
        let mark_count = rest.len() - info.len();
        if indent > 3 || mark_count < 3 || (mark == '`' && info.contains('`')) {
            return None;
        }
        let end = start + line.len() + 1;
        let fence = Self {
            mark,
            mark_count,
            indent,
            line_start: end,
            taken: end,
            settled: None,
        };
        Some((fence, end))
    }

    /// Takes what is new in `text` into `code`. Returns the end of the closing line if it is there.
    pub(super) fn advance(&mut self, text: &str, code: &mut String) -> Option<usize> {
        while let Some(fresh) = text.get(self.taken..)
            && let Some(length) = fresh.find('\n')
        {
            let end = self.taken + length;
            let line = text.get(self.line_start..end).unwrap_or_default();
            if self.closes(line) {
                code.truncate(self.settled.unwrap_or_default());
                return Some(end + 1);
            }
            self.show(text, end, code);
            self.settled = Some(code.len());
            self.line_start = end + 1;
            self.taken = end + 1;
        }
        let line = text.get(self.line_start..).unwrap_or_default();
        let is_held_back = line.len() <= MAX_HELD_BACK_BYTES && self.may_close(line);
        if text.len() > self.taken && !is_held_back {
            self.show(text, text.len(), code);
        }
        None
    }

    /// Appends the current line up to `end`.
    fn show(&mut self, text: &str, end: usize, code: &mut String) {
        let fresh = text.get(self.taken..end).unwrap_or_default();
        if self.taken == self.line_start {
            if self.settled.is_some() {
                code.push('\n');
            }
            let indent = fresh.len() - fresh.trim_start_matches(' ').len();
            push_visible(
                code,
                fresh.get(indent.min(self.indent)..).unwrap_or_default(),
            );
        } else {
            push_visible(code, fresh);
        }
        self.taken = end;
    }

    fn closes(&self, line: &str) -> bool {
        let rest = line.trim_start_matches(' ');
        let after = rest.trim_start_matches(self.mark);
        line.len() - rest.len() <= 3
            && rest.len() - after.len() >= self.mark_count
            && after.trim_start_matches(' ').is_empty()
    }

    /// Whether an unfinished line may still become the closing line.
    fn may_close(&self, line: &str) -> bool {
        let rest = line.trim_start_matches(' ');
        let after = rest.trim_start_matches(self.mark);
        line.len() - rest.len() <= 3 && (after.is_empty() || self.closes(line))
    }
}
