//! Reasoning that a local model writes into its answer: `<think>why</think>what`.
//!
//! Invariant: only a tag at the very start of the answer counts, so an answer that talks about
//! `<think>` is left alone; whatever the cutting, text and reasoning come out the same, and nothing
//! but the tags and the white space around them is lost.

const OPEN: &str = "<think>";
const CLOSE: &str = "</think>";

/// A piece of an answer, told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The answer itself.
    Text(String),
    /// The reasoning before it.
    Reasoning(String),
}

/// Tells leading reasoning from the answer.
#[derive(Debug, Default)]
pub(super) struct ThinkSplitter {
    state: State,
    /// What may still turn out to be a tag.
    held: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Start,
    Thinking,
    /// White space between the tag and the answer is dropped.
    AfterThinking,
    Answering,
}

impl ThinkSplitter {
    /// Takes more of the content.
    pub(super) fn push(&mut self, text: &str) -> Vec<Part> {
        let mut parts = Vec::new();
        if self.state == State::Answering {
            parts.push(Part::Text(text.to_owned()));
            return parts;
        }
        self.held.push_str(text);
        if self.state == State::Start {
            let tag = self.held.trim_start();
            if let Some(rest) = tag.strip_prefix(OPEN) {
                self.held = rest.to_owned();
                self.state = State::Thinking;
            } else if !OPEN.starts_with(tag) {
                self.state = State::Answering;
                parts.push(Part::Text(std::mem::take(&mut self.held)));
            }
        }
        if self.state == State::Thinking {
            self.think(&mut parts);
        }
        if self.state == State::AfterThinking {
            let answer = self.held.trim_start();
            if !answer.is_empty() {
                parts.push(Part::Text(answer.to_owned()));
                self.state = State::Answering;
            }
            self.held.clear();
        }
        parts
    }

    /// The content has ended: what was held back was no tag.
    pub(super) fn finish(&mut self) -> Option<Part> {
        let held = std::mem::take(&mut self.held);
        if held.is_empty() {
            return None;
        }
        Some(match self.state {
            State::Thinking => Part::Reasoning(held),
            _ => Part::Text(held),
        })
    }

    fn think(&mut self, parts: &mut Vec<Part>) {
        let (reasoning, rest) = if let Some((reasoning, rest)) = self.held.split_once(CLOSE) {
            self.state = State::AfterThinking;
            (reasoning.to_owned(), rest.to_owned())
        } else {
            let (sure, maybe) = self.held.split_at(self.held.len() - tag_start(&self.held));
            (sure.to_owned(), maybe.to_owned())
        };
        if !reasoning.is_empty() {
            parts.push(Part::Reasoning(reasoning));
        }
        self.held = rest;
    }
}

/// How many bytes at the end of a text may be the beginning of [`CLOSE`].
fn tag_start(text: &str) -> usize {
    (1..CLOSE.len())
        .rev()
        .find(|length| CLOSE.get(..*length).is_some_and(|tag| text.ends_with(tag)))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Text and reasoning of a content that comes in these pieces.
    fn split<'a>(pieces: impl IntoIterator<Item = &'a str>) -> (String, String) {
        let mut splitter = ThinkSplitter::default();
        let mut parts = Vec::new();
        for piece in pieces {
            parts.extend(splitter.push(piece));
        }
        parts.extend(splitter.finish());
        let (mut text, mut reasoning) = (String::new(), String::new());
        for part in parts {
            match part {
                Part::Text(piece) => text.push_str(&piece),
                Part::Reasoning(piece) => reasoning.push_str(&piece),
            }
        }
        (text, reasoning)
    }

    fn pair(text: &str, reasoning: &str) -> (String, String) {
        (text.to_owned(), reasoning.to_owned())
    }

    #[test]
    fn leading_reasoning_is_told_from_the_answer() {
        assert_eq!(split(["<think>why</think>\n\nwhat"]), pair("what", "why"));
        assert_eq!(
            split(["\n<th", "ink>a<", "/b</thin", "k> c"]),
            pair("c", "a</b")
        );
        assert_eq!(
            split(["<think>", "never closed</"]),
            pair("", "never closed</")
        );
        assert_eq!(split(["<think></think>"]), pair("", ""));
    }

    #[test]
    fn an_answer_without_leading_reasoning_is_left_alone() {
        for text in [
            "Hello",
            " Hello <think>x</think>",
            "<thin",
            "<b>",
            "  \n",
            "",
        ] {
            assert_eq!(split([text]), pair(text, ""));
        }
    }

    proptest! {
        #[test]
        fn any_way_of_cutting_gives_the_same_parts(
            pieces in proptest::collection::vec(
                prop_oneof![
                    Just("<think>"), Just("</think>"), Just("</thi"), Just("<"), Just("nk>"),
                    Just(" "), Just("\n"), Just("a"), Just("é"),
                ],
                0..12,
            )
        ) {
            let whole = pieces.concat();
            let expected = split([whole.as_str()]);
            prop_assert_eq!(split(pieces), expected.clone());
            let single: Vec<String> = whole.chars().map(String::from).collect();
            prop_assert_eq!(split(single.iter().map(String::as_str)), expected);
        }
    }
}
