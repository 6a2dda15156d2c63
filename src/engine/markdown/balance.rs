//! Keeps half-written markup from flashing while an answer streams in.
//!
//! `**bol` is shown as strong `bol`, `[text](http` as `text`, and a line that so far is only `-` is
//! not shown yet. All of this is a guess for display; nothing here touches the final result.
//! Invariant: the work is proportional to the text given.

use super::outline::{Leaf, LeafKind};

/// How long the text of an open `[` may be before it is taken for an ordinary bracket.
const MAX_OPEN_LINK_BYTES: usize = 120;

/// How long a link address may be that is waited for.
const MAX_OPEN_ADDRESS_BYTES: usize = 2048;

/// How often a byte may be looked at, on average, in search of the end of a link or a tag.
const MAX_SEARCHES_PER_BYTE: usize = 8;

/// How many constructs may be open at once before nothing is guessed any more.
const MAX_OPEN: usize = 32;

/// `source` without a last line that is still nothing but markup: `-` may become a list, a rule or
/// the underline of a heading, `1.` a list, `|--` a table.
pub(super) fn hold_back(source: &str) -> &str {
    let (before, line) = match source.rfind('\n') {
        Some(at) => source.split_at_checked(at + 1).unwrap_or(("", source)),
        None => ("", source),
    };
    let is_markup = |character: char| {
        character.is_ascii_digit()
            || character.is_whitespace()
            || "-=*+_#>`~|:.)".contains(character)
    };
    let text = line.trim_start_matches(is_markup);
    if text.is_empty() || matches!(text, "[" | "[ " | "[ ]" | "[x" | "[x]" | "[X" | "[X]") {
        before
    } else {
        source
    }
}

/// The source from `leaf.range.start` on with its unfinished markup finished, if the text there may
/// still go on and there is something to finish.
pub(super) fn complete(source: &str, leaf: &Leaf) -> Option<String> {
    let text = source.get(leaf.range.start..)?;
    let is_over = source
        .get(leaf.range.end..)
        .is_some_and(|rest| !rest.trim().is_empty());
    let line_ends = text.len() - text.trim_end_matches('\n').len();
    let may_go_on =
        !is_over && (line_ends == 0 || line_ends == 1 && leaf.kind == LeafKind::Paragraph);
    if !may_go_on {
        return None;
    }
    let completed = Scan::new(text).run();
    let shown = completed.as_deref().unwrap_or(text);
    let could_be_table_head =
        leaf.kind == LeafKind::Paragraph && leaf.is_top_level && shown.starts_with('|');
    match delimiter_row(shown.trim_end()).filter(|_| could_be_table_head) {
        Some(row) => Some(format!("{}\n{row}", shown.trim_end())),
        None => completed,
    }
}

/// The line that would make a table of its head, if `head` is one line.
fn delimiter_row(head: &str) -> Option<String> {
    if head.contains('\n') {
        return None;
    }
    let inner = head.trim_start_matches('|');
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut is_escaped = false;
    let separators = inner.chars().filter(|character| {
        let separates = *character == '|' && !is_escaped;
        is_escaped = *character == '\\' && !is_escaped;
        separates
    });
    Some(format!("|{}", "-|".repeat(separators.count() + 1)))
}

/// Something that began and has not ended.
enum Open {
    /// A run of `*`, `_` or `~`, or what is left of it.
    Run { at: usize, mark: char, count: usize },
    /// `[` or `![`.
    Bracket { at: usize, width: usize },
}

/// One pass over the text of a leaf, after the delimiter rules of CommonMark, simplified.
struct Scan<'text> {
    text: &'text str,
    at: usize,
    open: Vec<Open>,
    /// Brackets of a half-written link, to be left out.
    dropped: Option<(usize, usize)>,
    /// The text is shown up to here.
    end: usize,
    /// Backticks that end an open code span.
    code_closer: usize,
    searched_bytes: usize,
}

impl<'text> Scan<'text> {
    fn new(text: &'text str) -> Self {
        let end = text.len();
        Self {
            text,
            at: 0,
            open: Vec::new(),
            dropped: None,
            end,
            code_closer: 0,
            searched_bytes: 0,
        }
    }

    fn rest(&self) -> &'text str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn run(mut self) -> Option<String> {
        while self.at < self.end
            && let Some(character) = self.rest().chars().next()
        {
            let may_search = MAX_SEARCHES_PER_BYTE * self.text.len();
            if self.open.len() > MAX_OPEN || self.searched_bytes > may_search {
                return None;
            }
            match character {
                '\\' => self.skip_escape(),
                '`' => self.skip_code(),
                '*' | '_' | '~' => self.take_run(character),
                '!' if self.rest().starts_with("![") => self.open_bracket(2),
                '[' => self.open_bracket(1),
                ']' => self.close_bracket(),
                '<' => self.skip_angle(),
                _ => self.at += character.len_utf8(),
            }
        }
        self.close()
    }

    fn skip_escape(&mut self) {
        let mut characters = self.rest().chars();
        characters.next();
        match characters.next() {
            Some(escaped) if escaped.is_ascii_punctuation() => self.at += 2,
            Some(_) => self.at += 1,
            None => self.end = self.at,
        }
    }

    fn skip_code(&mut self) {
        let after = self.rest().trim_start_matches('`');
        let count = self.rest().len() - after.len();
        let inside = self.at + count;
        let mut searched = after;
        while let Some(found) = searched.find('`') {
            let run = searched.get(found..).unwrap_or_default();
            searched = run.trim_start_matches('`');
            if run.len() - searched.len() == count {
                self.at = self.text.len() - searched.len();
                return;
            }
        }
        let content = after.trim_end_matches('`');
        if content.trim().is_empty() {
            self.end = self.at;
        } else {
            self.end = inside + content.len();
            self.code_closer = count;
        }
        self.at = self.end;
    }

    fn take_run(&mut self, mark: char) {
        let after = self.rest().trim_start_matches(mark);
        let mut count = self.rest().len() - after.len();
        let start = self.at;
        let before = self
            .text
            .get(..start)
            .and_then(|text| text.chars().next_back());
        let next = after.chars().next();
        self.at += count;
        let is_space = |character: Option<char>| character.is_none_or(char::is_whitespace);
        let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        let is_inside_word = is_word(before) && is_word(next);
        let may_close = !is_space(before) && (mark != '_' || !is_word(next));
        while may_close && count > 0 {
            let Some(index) = self
                .open
                .iter()
                .rposition(|open| matches!(open, Open::Run { mark: other, .. } if *other == mark))
            else {
                break;
            };
            let Some(Open::Run { count: left, .. }) = self.open.get_mut(index) else {
                break;
            };
            if next.is_none() && count < *left {
                // The closing run is itself half written.
                self.end = start;
                return;
            }
            let matched = count.min(*left);
            count -= matched;
            *left -= matched;
            let is_spent = *left == 0;
            self.open.truncate(if is_spent { index } else { index + 1 });
        }
        if count == 0 {
            return;
        }
        if next.is_none() {
            self.end = start;
            return;
        }
        // `5*3` and `~5` are rarely markup, so nothing is guessed from them.
        let is_unlikely = match mark {
            '*' => count == 1 && is_inside_word,
            '_' => is_inside_word,
            _ => count != 2,
        };
        if !is_space(next) && !is_unlikely {
            self.open.push(Open::Run {
                at: start,
                mark,
                count,
            });
        }
    }

    fn open_bracket(&mut self, width: usize) {
        self.open.push(Open::Bracket { at: self.at, width });
        self.at += width;
    }

    fn close_bracket(&mut self) {
        let close = self.at;
        self.at += 1;
        let Some(index) = self
            .open
            .iter()
            .rposition(|open| matches!(open, Open::Bracket { .. }))
        else {
            return;
        };
        let Some(Open::Bracket { at, width }) = self.open.get(index) else {
            return;
        };
        let (open_at, width) = (*at, *width);
        let half_written = match self.rest().chars().next() {
            None => true,
            Some('(') => {
                if let Some(length) = closing_parenthesis(self.rest()) {
                    self.at += length;
                    self.open.truncate(index);
                    return;
                }
                self.searched_bytes += MAX_OPEN_ADDRESS_BYTES.min(self.rest().len());
                self.rest().len() <= MAX_OPEN_ADDRESS_BYTES && may_be_destination(self.rest())
            }
            Some('[') => self.rest().len() <= MAX_OPEN_LINK_BYTES && !self.rest().contains(']'),
            Some(_) => false,
        };
        if half_written {
            self.open.remove(index);
            self.dropped = Some((open_at, width));
            self.end = close;
            self.at = close;
        } else {
            self.open.truncate(index);
        }
    }

    /// Autolinks and tags hold no emphasis.
    fn skip_angle(&mut self) {
        let inside = self.rest().get(1..).unwrap_or_default();
        let is_tag = inside.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/');
        if !is_tag {
            self.at += 1;
            return;
        }
        let length = inside
            .bytes()
            .take(MAX_OPEN_ADDRESS_BYTES)
            .position(|byte| byte == b'>');
        self.searched_bytes += length.unwrap_or(MAX_OPEN_ADDRESS_BYTES.min(inside.len()));
        self.at += length.map_or(1, |length| length + 2);
    }

    /// Writes the text with what is missing.
    fn close(mut self) -> Option<String> {
        let is_blank = |text: &str, from: usize, to: usize| {
            text.get(from..to)
                .is_none_or(|between| between.trim().is_empty())
        };
        let mut closers = "`".repeat(self.code_closer);
        while let Some(open) = self.open.pop() {
            match open {
                Open::Run { at, mark, count } => {
                    if closers.is_empty() && is_blank(self.text, at + count, self.end) {
                        self.end = at;
                    } else {
                        closers.extend(std::iter::repeat_n(mark, count));
                    }
                }
                Open::Bracket { at, width } => {
                    let length = self.end.saturating_sub(at);
                    if self.dropped.is_none() && length <= MAX_OPEN_LINK_BYTES {
                        self.dropped = Some((at, width));
                    }
                }
            }
        }
        if closers.is_empty() && self.dropped.is_none() && self.end == self.text.len() {
            return None;
        }
        let shown = self.text.get(..self.end).unwrap_or_default();
        let (start, middle) = match self.dropped {
            Some((at, width)) => (
                shown.get(..at).unwrap_or(shown),
                shown.get(at + width..).unwrap_or_default(),
            ),
            None => (shown, ""),
        };
        let mut completed = format!("{start}{middle}");
        if self.code_closer == 0 {
            completed.truncate(completed.trim_end().len());
        }
        completed.push_str(&closers);
        Some(completed)
    }
}

/// How long `(…)` at the start of `text` is, if it is complete and not beyond all measure.
fn closing_parenthesis(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            _ if is_escaped => {
                is_escaped = false;
                continue;
            }
            '\\' => is_escaped = true,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '\n' => return None,
            _ if at > MAX_OPEN_ADDRESS_BYTES => return None,
            _ => {}
        }
        if depth == 0 && character == ')' {
            return Some(at + 1);
        }
    }
    None
}

/// Whether `text`, which begins with `(`, may become the address of a link.
fn may_be_destination(text: &str) -> bool {
    let inside = text.trim_start_matches('(');
    let title = inside
        .split_once(char::is_whitespace)
        .map(|(_, title)| title.trim_start());
    !text.contains('\n')
        && (inside.starts_with('<')
            || title.is_none_or(|title| title.is_empty() || title.starts_with(['"', '\'', '('])))
}
