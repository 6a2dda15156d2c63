//! Splits a message into requests, and finds the words that are meant to be written.
//!
//! "a button that says Save and a red circle, then align them" holds three requests and one text.
//! Invariant: no token is lost; what belongs to nothing stays with the request before it.

use super::clause::Clause;
use super::lexer::{Kind, Token, cut};
use super::spec::Subject;
use super::vocabulary::{DRAW_VERBS, EDIT_VERBS, corrected, listed};

const SAYS: &str =
    "says say saying reads reading labelled labeled captioned titled entitled stating";
const NAMES: &str = "called named";
const WORDS: &str =
    "text label title caption words placeholder heading headline copy wording message content";
const REWORDING: &str = "change set replace update edit make turn";

/// The requests of a message, in order.
pub(crate) fn split(letters: &[char], tokens: &[Token]) -> Vec<Vec<Token>> {
    let tokens = capture_texts(letters, tokens);
    let mut clauses: Vec<Vec<Token>> = Vec::new();
    for sentence in tokens.split(|token| token.kind == Kind::Break) {
        let mut open: Vec<Token> = Vec::new();
        let mut rest = sentence;
        while let Some((token, after)) = rest.split_first() {
            let separates = token.kind == Kind::Comma
                || token
                    .word()
                    .is_some_and(|word| listed("and then plus", word));
            if separates && !open.is_empty() && starts_anew(letters, &open, after) {
                clauses.push(std::mem::take(&mut open));
            } else {
                open.push(token.clone());
            }
            rest = after;
        }
        if !open.is_empty() {
            clauses.push(open);
        }
    }
    clauses.retain(|clause| {
        clause.iter().any(|token| {
            !matches!(token.kind, Kind::Comma)
                && !token
                    .word()
                    .is_some_and(|word| listed("and then plus please", word))
        })
    });
    clauses
}

/// Whether what follows a separator is a request of its own.
fn starts_anew(letters: &[char], before: &[Token], after: &[Token]) -> bool {
    let end = after
        .iter()
        .position(|token| {
            token.kind == Kind::Comma
                || token
                    .word()
                    .is_some_and(|word| listed("and then plus", word))
        })
        .unwrap_or(after.len());
    if end == 0 {
        return false;
    }
    let segment = after.get(..end).unwrap_or_default();
    let first = segment
        .iter()
        .filter_map(Token::word)
        .find(|word| !listed("then also please now and", word))
        .map(|word| corrected(word).unwrap_or_else(|| word.to_owned()))
        .unwrap_or_default();
    // "rounded and space between" is not a request to space; a verb with something after it is.
    if listed(DRAW_VERBS, &first) || listed(EDIT_VERBS, &first) {
        return true;
    }
    if listed("what how who help", &first) {
        return true;
    }
    let before = Clause::new(letters, before);
    let segment = Clause::new(letters, segment);
    let Some((_, place)) = segment.noun() else {
        return false;
    };
    // "an iphone screen with a search bar and a list": the list is on the screen.
    if before.mentions(CONTAINS) && before.clone().take_device().is_some() {
        return false;
    }
    // "a button with rounded corners, white text and a blue ground": all about the button.
    let about_text = segment
        .noun()
        .is_some_and(|(subject, _)| subject == Subject::Text);
    if about_text && before.mentions(CONTAINS) && segment.has_color() {
        return false;
    }
    match before.noun() {
        // "a card with an avatar and a button": the button is in the card.
        Some((subject, _)) if subject.holds_parts() && before.mentions(CONTAINS) => false,
        // "a hero with a heading and a button": these are in it anyway.
        Some((subject, _)) if subject.is_section() && before.mentions(CONTAINS) => false,
        Some(_) if before.mentions("fields") => false,
        Some(_) => true,
        // "make it red and the text white".
        None => {
            place <= 1
                && segment
                    .words()
                    .next()
                    .is_some_and(|word| listed("the its", word))
        }
    }
}

/// Words after which the parts of something are named.
pub(crate) const CONTAINS: &str = "with containing including holding contains includes";

/// Makes one text token of the words after "says", "called", "rename to" and the like.
fn capture_texts(letters: &[char], tokens: &[Token]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut place = 0;
    // Since the last separator: whether it is about renaming or rewording.
    let mut renames = false;
    let mut rewords = false;
    while let Some(token) = tokens.get(place) {
        let word = token.word().unwrap_or_default();
        if token.kind == Kind::Break {
            renames = false;
            rewords = false;
        }
        renames |= word == "rename";
        rewords |= listed(REWORDING, word);
        let next = tokens.get(place + 1);
        let next_is_text = next.is_some_and(|next| matches!(next.kind, Kind::Text(_)));
        let before = out.iter().rev().filter_map(Token::word).take(2);
        let about_words = listed(WORDS, word);
        let introduced = about_words
            && before.clone().any(|word| word == "with")
            && next.is_some_and(|next| next.word().is_some_and(is_open_word));
        let said = out
            .iter()
            .rev()
            .filter_map(Token::word)
            .take(8)
            .any(|word| listed(WORDS, word));
        let name = listed(NAMES, word)
            || (renames && listed("to as", word))
            || (listed("it this that them", word)
                && before
                    .clone()
                    .next()
                    .is_some_and(|word| listed("call name", word)));
        let text = listed(SAYS, word)
            || introduced
            || (rewords && said && listed("to with", word) && next.is_some_and(is_wording))
            || (listed("write type", word)
                && out.iter().all(|token| {
                    token
                        .word()
                        .is_some_and(|word| listed("please and then", word))
                }));
        if (name || text) && next.is_some() {
            let from = if tokens.get(place + 1).is_some_and(|next| {
                next.word().is_some_and(|word| listed("as to", word)) && !renames
            }) && !listed(SAYS, word)
            {
                place + 2
            } else {
                place + 1
            };
            let to = if next_is_text {
                from + 1
            } else {
                text_end(tokens, from)
            };
            if let (Some(first), Some(last)) = (tokens.get(from), tokens.get(to.saturating_sub(1)))
                && to > from
            {
                let words = match &first.kind {
                    Kind::Text(words) if to == from + 1 => words.clone(),
                    _ => cut(letters, first.start, last.end),
                };
                if listed(WORDS, word) || listed("it this that them write type", word) {
                    out.push(token.clone());
                }
                out.push(Token {
                    kind: if name {
                        Kind::Name(words)
                    } else {
                        Kind::Text(words)
                    },
                    start: first.start,
                    end: last.end,
                });
                place = to;
                renames = false;
                rewords = false;
                continue;
            }
        }
        out.push(token.clone());
        place += 1;
    }
    out
}

/// Whether a word after "with the text" can be the beginning of that text.
fn is_open_word(word: &str) -> bool {
    !listed(SAYS, word)
        && !listed(
            "color colour size in align aligned centered left right weight",
            word,
        )
        && super::colors::Tint::named(word).is_none()
}

/// Whether what follows "change the text to" is wording, not a look.
fn is_wording(token: &Token) -> bool {
    match &token.kind {
        Kind::Word(word) => {
            super::colors::Tint::named(word).is_none()
                && !listed(
                    "bold uppercase lowercase italic bigger smaller left right center hidden dark light regular medium",
                    word,
                )
        }
        Kind::Text(_) => true,
        _ => false,
    }
}

/// Where the text that begins at `from` ends: at a comma, or where the request goes on.
fn text_end(tokens: &[Token], from: usize) -> usize {
    let word_at = |place: usize| tokens.get(place).and_then(Token::word).unwrap_or_default();
    let mut place = from;
    while let Some(token) = tokens.get(place) {
        let next = word_at(place + 1);
        let next_is_number = tokens
            .get(place + 1)
            .is_some_and(|next| matches!(next.kind, Kind::Number(..) | Kind::Size(..)));
        let begins = place > from;
        let stops = match &token.kind {
            Kind::Comma | Kind::Break => true,
            Kind::Size(..) | Kind::Hex(_) => begins,
            Kind::Word(word) if begins => match word.as_str() {
                "with" | "called" | "named" | "then" | "that" | "which" => true,
                "and" => {
                    listed("a an the then with its it them", next)
                        || next_is_number
                        || listed(DRAW_VERBS, next)
                        || listed(EDIT_VERBS, next)
                }
                "inside" | "into" => listed("it this the these selected", next),
                "in" => {
                    super::colors::Tint::named(next).is_some()
                        || listed("dark light bold", next)
                        || (next == "a" && listed("row column grid", word_at(place + 2)))
                }
                "at" | "width" | "height" => next_is_number,
                _ => false,
            },
            _ => false,
        };
        if stops {
            break;
        }
        place += 1;
    }
    place
}
