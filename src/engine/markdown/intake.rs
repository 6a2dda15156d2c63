//! Text on its way into the parser: line ends are made equal and bombs are defused.
//!
//! Two things are changed before anything is parsed, so that the stream and the whole text agree:
//! `\r\n` and `\r` become `\n`, and a line that opens more than [`MAX_MARKERS_PER_LINE`] quotes or
//! lists (`>>>>>…`) gets a [`STOPPER`] before the next marker, which makes the rest of it text.
//! Without the second, the parser below does work for every open container on every later line.
//!
//! Invariant: feeding pieces gives the same result as feeding them joined, and the work is
//! proportional to the piece.

/// Quotes and list items that one line may open. Deeper ones would be flattened anyway, see
/// [`super::MAX_BLOCK_DEPTH`].
pub(super) const MAX_MARKERS_PER_LINE: usize = 64;

/// Ends the run of container markers of a line. It is taken out of everything that is shown, as is
/// this control character wherever else it stands.
pub(super) const STOPPER: char = '\u{1}';

/// The state between pieces.
#[derive(Clone, Debug, Default)]
pub(super) struct Intake {
    /// The last character was a `\r`, whose line feed may follow.
    after_carriage_return: bool,
    /// Something that is no container marker stood on this line.
    past_markers: bool,
    markers: usize,
    /// The character before, on this line.
    previous: Option<char>,
}

impl Intake {
    /// Cleans `piece` and appends it to `text`.
    pub(super) fn push(&mut self, piece: &str, text: &mut String) {
        text.reserve(piece.len());
        for character in piece.chars() {
            let was_carriage_return = self.after_carriage_return;
            self.after_carriage_return = character == '\r';
            match character {
                '\n' if was_carriage_return => {}
                '\n' | '\r' => {
                    text.push('\n');
                    self.past_markers = false;
                    self.markers = 0;
                    self.previous = None;
                }
                _ => {
                    if !self.past_markers && self.is_one_marker_too_many(character) {
                        text.push(STOPPER);
                        self.past_markers = true;
                    }
                    text.push(character);
                    self.previous = Some(character);
                }
            }
        }
    }

    /// Counts markers generously: what looks like one and is none only matters beyond the limit.
    fn is_one_marker_too_many(&mut self, character: char) -> bool {
        match character {
            '>' => self.markers += 1,
            '-' | '+' | '*' => {
                // A run such as `-----` is a rule, not nested lists.
                if !matches!(self.previous, Some('-' | '+' | '*')) {
                    self.markers += 1;
                }
            }
            '.' | ')' => {
                if self
                    .previous
                    .is_some_and(|previous| previous.is_ascii_digit())
                {
                    self.markers += 1;
                }
            }
            ' ' | '\t' | '0'..='9' => {}
            _ => self.past_markers = true,
        }
        self.markers > MAX_MARKERS_PER_LINE
    }
}

/// Cleans a whole text.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::new();
    Intake::default().push(text, &mut cleaned);
    cleaned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_becomes_a_line_feed() {
        assert_eq!(clean("a\r\nb\rc\nd\r\n"), "a\nb\nc\nd\n");
        assert_eq!(clean("\r\r\n\n"), "\n\n\n");
    }

    #[test]
    fn a_line_end_cut_in_two_counts_once() {
        let mut intake = Intake::default();
        let mut text = String::new();
        intake.push("a\r", &mut text);
        intake.push("\nb", &mut text);
        assert_eq!(text, "a\nb");
    }

    #[test]
    fn a_line_opens_only_so_many_containers() {
        let allowed = ">".repeat(MAX_MARKERS_PER_LINE);
        assert_eq!(clean(&allowed), allowed);
        assert_eq!(
            clean(&format!("{allowed}>>")),
            format!("{allowed}{STOPPER}>>")
        );
        let lists = "- ".repeat(MAX_MARKERS_PER_LINE);
        assert_eq!(
            clean(&format!("{lists}- a")),
            format!("{lists}{STOPPER}- a")
        );
        let numbered = "1. ".repeat(MAX_MARKERS_PER_LINE);
        assert_eq!(
            clean(&format!("{numbered}1. a")),
            format!("{numbered}1{STOPPER}. a")
        );
    }

    #[test]
    fn ordinary_lines_are_left_alone() {
        for text in [
            "-".repeat(500),
            format!("a {}", ">".repeat(500)),
            "1 ".repeat(500),
        ] {
            assert_eq!(clean(&text), text);
        }
    }
}
