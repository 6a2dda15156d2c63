//! From what a person typed to tokens: words, numbers, sizes, quoted text, colours, separators.
//!
//! Invariant: total on any text; every token knows where in the text it stands, so that words can be
//! quoted back exactly as they were written.
//!
//! ```text
//! two 120x40 buttons, "Save" #f00  →  Number(2) Size(120,40) Word(buttons) Comma Quoted(Save) Hex(#ff0000)
//! ```

use crate::engine::canvas::Color;

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A word in lower case.
    Word(String),
    /// A number, in px unless it says otherwise.
    Number(f64, Unit),
    /// Width by height, or columns by rows.
    Size(f64, f64),
    /// Text in quotation marks, or after "says".
    Text(String),
    /// A name after "called".
    Name(String),
    /// A colour in digits.
    Hex(Color),
    /// A comma.
    Comma,
    /// The end of a sentence or line.
    Break,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Nothing said.
    Plain,
    /// Pixels.
    Px,
    /// Percent.
    Percent,
    /// Degrees.
    Degrees,
    /// Times.
    Times,
}

/// A token and its place in the text, counted in characters.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: Kind,
    /// Its first character.
    pub(crate) start: usize,
    /// The character after its last.
    pub(crate) end: usize,
}

impl Token {
    /// The word, if it is one.
    pub(crate) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Whether it is the word `word`.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.word() == Some(word)
    }
}

/// Longest text that is read, in characters; commands are short, and this bounds the work.
const LONGEST: usize = 4000;

const NUMBERS: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

/// The number that a word stands for.
pub(crate) fn number_word(word: &str) -> Option<f64> {
    match word {
        "dozen" => Some(12.0),
        "fifteen" => Some(15.0),
        "sixteen" => Some(16.0),
        "twenty" => Some(20.0),
        word => NUMBERS
            .iter()
            .zip(0_u32..)
            .find(|(name, _)| **name == word)
            .map(|(_, value)| f64::from(value)),
    }
}

/// The tokens of `text`, and its characters for quoting.
pub(crate) fn read(text: &str) -> (Vec<char>, Vec<Token>) {
    let letters: Vec<char> = text.chars().take(LONGEST).collect();
    let mut tokens = Vec::new();
    let mut place = 0;
    while let Some(letter) = letters.get(place).copied() {
        let (kind, end) = next(&letters, place, letter);
        if let Some(kind) = kind {
            tokens.push(Token {
                kind,
                start: place,
                end,
            });
        }
        place = end.max(place + 1);
    }
    let tokens = join_sizes(tokens);
    (letters, tokens)
}

/// The letters from `start` to `end` as text.
pub(crate) fn cut(letters: &[char], start: usize, end: usize) -> String {
    letters
        .iter()
        .skip(start)
        .take(end.saturating_sub(start))
        .collect::<String>()
        .trim()
        .to_owned()
}

fn next(letters: &[char], place: usize, letter: char) -> (Option<Kind>, usize) {
    let at = |index: usize| letters.get(index).copied();
    let following = at(place + 1);
    match letter {
        '\n' | ';' => (Some(Kind::Break), place + 1),
        '.' | '!' | '?' if following.is_none_or(char::is_whitespace) => {
            (Some(Kind::Break), place + 1)
        }
        ',' => (Some(Kind::Comma), place + 1),
        '&' | '+' => (Some(Kind::Word("and".to_owned())), place + 1),
        '×' | '*' => (Some(Kind::Word("x".to_owned())), place + 1),
        '"' | '“' | '”' | '„' | '«' | '\'' | '‘' | '`' => quoted(letters, place, letter),
        '#' => {
            let end = run(letters, place + 1, |letter| letter.is_ascii_hexdigit());
            match Color::parse(&cut(letters, place + 1, end)) {
                Ok(color) => (Some(Kind::Hex(color)), end),
                Err(_) => (None, place + 1),
            }
        }
        letter if letter.is_ascii_digit() => number(letters, place, 1.0),
        '.' if following.is_some_and(|next| next.is_ascii_digit()) => number(letters, place, 1.0),
        '-' | '−' if following.is_some_and(|next| next.is_ascii_digit()) => {
            number(letters, place + 1, -1.0)
        }
        // The "x" of "120x40".
        'x' | 'X'
            if following.is_some_and(|next| next.is_ascii_digit())
                && place
                    .checked_sub(1)
                    .and_then(at)
                    .is_some_and(|before| before.is_ascii_digit() || before.is_whitespace()) =>
        {
            (Some(Kind::Word("x".to_owned())), place + 1)
        }
        letter if letter.is_alphanumeric() => {
            let end = word_end(letters, place);
            (Some(Kind::Word(word_of(letters, place, end))), end)
        }
        letter if letter.is_whitespace() || letter.is_ascii_punctuation() => (None, place + 1),
        // Whatever else: symbols and pictures, to be named if they are not understood.
        _ => {
            let end = run(letters, place, |letter| {
                !letter.is_alphanumeric() && !letter.is_whitespace() && !letter.is_ascii()
            });
            let rest = cut(letters, place, end);
            let punctuation = rest.chars().all(|letter| "–—…’”»°·•".contains(letter));
            (
                (!punctuation && !rest.is_empty()).then_some(Kind::Word(rest)),
                end,
            )
        }
    }
}

fn run(letters: &[char], from: usize, belongs: impl Fn(char) -> bool) -> usize {
    from + letters
        .iter()
        .skip(from)
        .take_while(|letter| belongs(**letter))
        .count()
}

/// The end of the word at `from`; an apostrophe inside a word belongs to it.
fn word_end(letters: &[char], from: usize) -> usize {
    let mut end = run(letters, from, char::is_alphanumeric);
    while matches!(letters.get(end), Some('\'' | '’'))
        && letters
            .get(end + 1)
            .is_some_and(|next| next.is_alphabetic())
    {
        end = run(letters, end + 1, char::is_alphanumeric);
    }
    end
}

fn word_of(letters: &[char], start: usize, end: usize) -> String {
    cut(letters, start, end)
        .to_lowercase()
        .replace(['\'', '’'], "")
}

/// Text between quotation marks; an apostrophe that nothing closes is passed over.
fn quoted(letters: &[char], place: usize, open: char) -> (Option<Kind>, usize) {
    let closes = |letter: char| match open {
        '“' | '„' | '”' => matches!(letter, '”' | '“' | '"'),
        '«' => letter == '»',
        '‘' => letter == '’',
        open => letter == open,
    };
    let single = matches!(open, '\'' | '‘');
    let end = letters
        .iter()
        .enumerate()
        .skip(place + 1)
        .find(|(index, letter)| {
            closes(**letter)
                && !(single
                    && letters
                        .get(index + 1)
                        .is_some_and(|next| next.is_alphanumeric()))
        })
        .map(|(index, _)| index);
    match end {
        Some(end) => {
            let text = cut(letters, place + 1, end);
            ((!text.is_empty()).then_some(Kind::Text(text)), end + 1)
        }
        None => (None, place + 1),
    }
}

fn number(letters: &[char], place: usize, sign: f64) -> (Option<Kind>, usize) {
    let mut end = run(letters, place, |letter| letter.is_ascii_digit());
    if letters.get(end) == Some(&'.') && letters.get(end + 1).is_some_and(char::is_ascii_digit) {
        end = run(letters, end + 1, |letter| letter.is_ascii_digit());
    }
    // Longer numbers than any canvas needs are cut, which keeps the value finite.
    let digits: String = cut(letters, place, end).chars().take(9).collect();
    let value = digits.parse::<f64>().unwrap_or(0.0) * sign;
    let unit_end = run(letters, end, char::is_alphabetic);
    let unit = cut(letters, end, unit_end).to_lowercase();
    match unit.as_str() {
        "px" | "pt" | "dp" | "pixels" | "pixel" => (Some(Kind::Number(value, Unit::Px)), unit_end),
        "deg" | "degrees" => (Some(Kind::Number(value, Unit::Degrees)), unit_end),
        // "2x bigger", but not "120x40".
        "x" if !letters.get(unit_end).is_some_and(char::is_ascii_digit) => {
            let spaced = letters
                .iter()
                .skip(unit_end)
                .find(|letter| !letter.is_whitespace())
                .is_some_and(char::is_ascii_digit);
            if spaced {
                (Some(Kind::Number(value, Unit::Plain)), end)
            } else {
                (Some(Kind::Number(value, Unit::Times)), unit_end)
            }
        }
        _ => match letters.get(end) {
            Some('%') => (Some(Kind::Number(value, Unit::Percent)), end + 1),
            Some('°') => (Some(Kind::Number(value, Unit::Degrees)), end + 1),
            _ => (Some(Kind::Number(value, Unit::Plain)), end),
        },
    }
}

/// Makes numbers of number words, sizes of "120 x 40" and units of "20 percent".
fn join_sizes(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for mut token in tokens {
        if let Some(value) = token.word().and_then(number_word) {
            token.kind = Kind::Number(value, Unit::Plain);
        }
        if let Some(unit) = token.word().and_then(unit_word)
            && let Some(Token {
                kind: Kind::Number(_, written @ Unit::Plain),
                end,
                ..
            }) = out.last_mut()
        {
            *written = unit;
            *end = token.end;
            continue;
        }
        if let Kind::Number(height, _) = token.kind
            && let [.., first, between] = out.as_slice()
            && let Kind::Number(width, _) = first.kind
            && ["x", "by"].iter().any(|word| between.is(word))
        {
            let start = first.start;
            out.truncate(out.len().saturating_sub(2));
            token = Token {
                kind: Kind::Size(width, height),
                start,
                end: token.end,
            };
        }
        out.push(token);
    }
    // "120 × 40 px": the unit after a size says nothing new.
    let mut after_size = false;
    out.retain(|token| {
        let unit = after_size && token.word().is_some_and(|word| unit_word(word).is_some());
        after_size = matches!(token.kind, Kind::Size(..));
        !unit
    });
    out
}

fn unit_word(word: &str) -> Option<Unit> {
    match word {
        "px" | "pixel" | "pixels" | "pt" | "points" => Some(Unit::Px),
        "percent" | "pct" => Some(Unit::Percent),
        "deg" | "degree" | "degrees" => Some(Unit::Degrees),
        "times" => Some(Unit::Times),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        read(text).1.into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn sizes_are_read_however_they_are_written() {
        for text in [
            "120x40",
            "120 x 40",
            "120 by 40",
            "120×40",
            "120 × 40 px",
            "120px by 40px",
            "120*40",
            "120 px x 40 px",
        ] {
            assert_eq!(kinds(text), [Kind::Size(120.0, 40.0)], "{text}");
        }
    }

    #[test]
    fn numbers_carry_their_unit() {
        assert_eq!(kinds("twelve"), [Kind::Number(12.0, Unit::Plain)]);
        assert_eq!(kinds("20%"), [Kind::Number(20.0, Unit::Percent)]);
        assert_eq!(kinds("20 percent"), [Kind::Number(20.0, Unit::Percent)]);
        assert_eq!(kinds("-8px"), [Kind::Number(-8.0, Unit::Px)]);
        assert_eq!(kinds("45°"), [Kind::Number(45.0, Unit::Degrees)]);
        assert_eq!(kinds("0.5"), [Kind::Number(0.5, Unit::Plain)]);
        assert_eq!(
            kinds("2x bigger"),
            [Kind::Number(2.0, Unit::Times), Kind::Word("bigger".into())]
        );
    }

    #[test]
    fn quotation_marks_of_all_kinds_hold_text_and_apostrophes_do_not() {
        for text in [
            "\"Save it\"",
            "“Save it”",
            "'Save it'",
            "«Save it»",
            "‘Save it’",
        ] {
            assert_eq!(kinds(text), [Kind::Text("Save it".into())], "{text}");
        }
        assert_eq!(kinds("'Don't'"), [Kind::Text("Don't".into())]);
        assert_eq!(kinds("don't"), [Kind::Word("dont".into())]);
    }

    #[test]
    fn colours_and_separators_are_told_from_the_rest() {
        assert_eq!(
            kinds("#f00, a; b."),
            [
                Kind::Hex(Color::parse("#ff0000").unwrap()),
                Kind::Comma,
                Kind::Word("a".into()),
                Kind::Break,
                Kind::Word("b".into()),
                Kind::Break,
            ]
        );
    }
}
