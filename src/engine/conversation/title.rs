//! A conversation's first title, taken from the first message at once, without a model.
//!
//! `Design a landing page for cats` becomes `Design a landing...`. A model or the person may replace
//! it later. Invariants: never empty, one line, and at most [`MAX_TITLE_CHARACTERS`] characters
//! besides the dots.

/// How much of the message is kept, in Unicode scalar values.
pub const MAX_TITLE_CHARACTERS: usize = 20;

/// The title of a conversation without any text.
pub const UNTITLED: &str = "New conversation";

/// A title for a conversation that begins with `text`.
///
/// White space is collapsed. A longer text is cut after the last word that fits and gets three dots;
/// if not even its first word fits, it is cut within that word.
pub fn heuristic_title(text: &str) -> String {
    // Looking no further than needed keeps a pasted book cheap.
    let mut title = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let space = usize::from(length > 0);
        let room = MAX_TITLE_CHARACTERS - length;
        // One more than fits is enough to know.
        let word_length = word.chars().take(MAX_TITLE_CHARACTERS + 1).count();
        if space + word_length > room {
            if length == 0 {
                title.extend(word.chars().take(MAX_TITLE_CHARACTERS));
            }
            title.push_str("...");
            return title;
        }
        if space > 0 {
            title.push(' ');
        }
        title.push_str(word);
        length += space + word_length;
    }
    if title.is_empty() {
        UNTITLED.to_owned()
    } else {
        title
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn titles_follow_the_table() {
        for (text, title) in [
            ("", "New conversation"),
            (" \n\t ", "New conversation"),
            ("A button", "A button"),
            ("12345678901234567890", "12345678901234567890"),
            ("123456789012345678901", "12345678901234567890..."),
            ("Design a landing page for cats", "Design a landing..."),
            ("a landing page for c", "a landing page for c"),
            ("a landing page for c at", "a landing page for c..."),
            ("a landing page for cats", "a landing page for..."),
            ("a 12345678901234567890", "a..."),
            ("  Draw \n\n three\tcards  ", "Draw three cards"),
            ("ééééééééééééééééééééé", "éééééééééééééééééééé..."),
            (
                "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
                "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀...",
            ),
            (
                "一二三四五六七八九十一二三四五六七八九十",
                "一二三四五六七八九十一二三四五六七八九十",
            ),
        ] {
            assert_eq!(heuristic_title(text), title, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_title_is_short_and_the_beginning_of_its_text(text in "[\\PC\\n\\t]{0,60}") {
            let title = heuristic_title(&text);
            let collapsed = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let length = collapsed.chars().count();
            if length == 0 {
                prop_assert_eq!(title, UNTITLED);
            } else if length <= MAX_TITLE_CHARACTERS {
                prop_assert_eq!(title, collapsed);
            } else {
                let kept = title.strip_suffix("...").expect("a cut is shown");
                prop_assert!(collapsed.starts_with(kept));
                prop_assert!((1..=MAX_TITLE_CHARACTERS).contains(&kept.chars().count()));
            }
        }
    }
}
