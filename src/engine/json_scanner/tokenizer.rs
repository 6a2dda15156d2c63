//! Characters in, tokens out: the JSON grammar (RFC 8259) as a machine that can stop anywhere.
//!
//! Literal example: the characters of `{"a":[1]}` give, in this order,
//! `Open(Object)` at `{`, `Key("a")` at the second quote, `Open(Array)` at `[`, then at `]` both
//! `Scalar(1)` (only now is it known that the number is over) and `Close(Array)`, and
//! `Close(Object)` at `}`.
//!
//! Invariants: one call per character, at most two tokens from each; the state is plain data that
//! can be stored and taken up again; after a [`JsonFault`] the machine must not be fed further.

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

/// Deepest nesting of objects and arrays. A design is rarely deeper than 10; a deeper text is a
/// runaway model or an attack.
pub const MAX_DEPTH: usize = 64;

/// How much of an unknown word is repeated in a message, in characters.
const WORD_IN_MESSAGE_CHARS: usize = 20;

/// What encloses a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Container {
    /// `{…}`
    Object,
    /// `[…]`
    Array,
}

/// One step of the structure of a JSON text.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// `{` or `[`.
    Open(Container),
    /// `}` or `]`.
    Close(Container),
    /// The name of a member, complete.
    Key(String),
    /// The opening quote of a value.
    StringStart,
    /// One character of that value, its escape resolved.
    StringChar(char),
    /// The closing quote of a value.
    StringEnd,
    /// A number, `true`, `false` or `null`, complete.
    Scalar(Value),
}

/// Why a text is not JSON. Nothing can be done but to have it written again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum JsonFault {
    /// A character where the grammar has no place for it.
    #[error("unexpected {character:?} at byte {offset}")]
    Unexpected {
        /// The character.
        character: char,
        /// Bytes before it.
        offset: usize,
    },
    /// A word that is neither a number nor `true`, `false` or `null`.
    #[error("{word:?} at byte {offset} is not a JSON value")]
    Word {
        /// Its beginning.
        word: String,
        /// Bytes before its end.
        offset: usize,
    },
    /// More than [`MAX_DEPTH`] levels.
    #[error("nested deeper than {MAX_DEPTH} levels")]
    TooDeep,
}

/// What the grammar allows next, outside strings and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Expect {
    Value,
    ValueOrClose,
    Key,
    KeyOrClose,
    Colon,
    CommaOrClose,
    Nothing,
}

/// What the current character is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Inside {
    Structure,
    Text,
    Escape,
    Unicode { digits: u8, unit: u32 },
    Word,
}

/// The machine. See the module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tokenizer {
    open: Vec<Container>,
    expect: Expect,
    inside: Inside,
    /// The name being read; `None` while a string is a value.
    key: Option<String>,
    /// The number or literal being read.
    word: String,
    /// The first half of a surrogate pair, waiting for the second.
    high_surrogate: Option<u32>,
    /// Bytes seen.
    offset: usize,
    #[cfg(test)]
    #[serde(skip)]
    pub(super) examined_bytes: usize,
}

impl Default for Tokenizer {
    fn default() -> Self {
        Self {
            open: Vec::new(),
            expect: Expect::Value,
            inside: Inside::Structure,
            key: None,
            word: String::new(),
            high_surrogate: None,
            offset: 0,
            #[cfg(test)]
            examined_bytes: 0,
        }
    }
}

/// What one character gives: nothing, one token or two.
type Tokens = [Option<Token>; 2];

const NO_TOKENS: Tokens = [None, None];

const fn one(token: Token) -> Tokens {
    [Some(token), None]
}

impl Tokenizer {
    /// A machine before the first character of a text.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many objects and arrays are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether one whole value has been read. A number is complete only when something follows it.
    pub fn is_complete(&self) -> bool {
        self.expect == Expect::Nothing
    }

    /// Takes the next character.
    pub fn step(&mut self, character: char) -> Result<Tokens, JsonFault> {
        #[cfg(test)]
        {
            self.examined_bytes += character.len_utf8();
        }
        let tokens = match self.inside {
            Inside::Structure => self.structure(character),
            Inside::Text => self.text(character),
            Inside::Escape => self.escape(character),
            Inside::Unicode { digits, unit } => self.unicode(character, digits, unit),
            Inside::Word => self.word(character),
        };
        self.offset += character.len_utf8();
        tokens
    }

    fn unexpected(&self, character: char) -> JsonFault {
        JsonFault::Unexpected {
            character,
            offset: self.offset,
        }
    }

    fn structure(&mut self, character: char) -> Result<Tokens, JsonFault> {
        use Expect::{Colon, CommaOrClose, Key, KeyOrClose, Nothing, Value, ValueOrClose};
        match (self.expect, character) {
            (_, ' ' | '\t' | '\n' | '\r') => Ok(NO_TOKENS),
            (Value | ValueOrClose, '{') => self.enter(Container::Object, KeyOrClose),
            (Value | ValueOrClose, '[') => self.enter(Container::Array, ValueOrClose),
            (Value | ValueOrClose, '"') => {
                self.inside = Inside::Text;
                Ok(one(Token::StringStart))
            }
            (Value | ValueOrClose, '-' | '0'..='9' | 't' | 'f' | 'n') => {
                self.inside = Inside::Word;
                self.word.push(character);
                Ok(NO_TOKENS)
            }
            (Key | KeyOrClose, '"') => {
                self.inside = Inside::Text;
                self.key = Some(String::new());
                Ok(NO_TOKENS)
            }
            (Colon, ':') => {
                self.expect = Value;
                Ok(NO_TOKENS)
            }
            (CommaOrClose, ',') => {
                self.expect = match self.open.last() {
                    Some(Container::Object) => Key,
                    Some(Container::Array) => Value,
                    None => Nothing,
                };
                Ok(NO_TOKENS)
            }
            (CommaOrClose | KeyOrClose, '}') => self.leave(Container::Object, character),
            (CommaOrClose | ValueOrClose, ']') => self.leave(Container::Array, character),
            _ => Err(self.unexpected(character)),
        }
    }

    fn enter(&mut self, container: Container, expect: Expect) -> Result<Tokens, JsonFault> {
        if self.open.len() == MAX_DEPTH {
            return Err(JsonFault::TooDeep);
        }
        self.open.push(container);
        self.expect = expect;
        Ok(one(Token::Open(container)))
    }

    fn leave(&mut self, container: Container, character: char) -> Result<Tokens, JsonFault> {
        if self.open.pop_if(|open| *open == container).is_none() {
            return Err(self.unexpected(character));
        }
        self.end_value();
        Ok(one(Token::Close(container)))
    }

    fn end_value(&mut self) {
        self.inside = Inside::Structure;
        self.expect = if self.open.is_empty() {
            Expect::Nothing
        } else {
            Expect::CommaOrClose
        };
    }

    fn text(&mut self, character: char) -> Result<Tokens, JsonFault> {
        match character {
            '\\' => {
                self.inside = Inside::Escape;
                Ok(NO_TOKENS)
            }
            '"' => {
                let unpaired = self.flush_surrogate();
                let end = if let Some(key) = self.key.take() {
                    self.inside = Inside::Structure;
                    self.expect = Expect::Colon;
                    Token::Key(key)
                } else {
                    self.end_value();
                    Token::StringEnd
                };
                Ok([unpaired, Some(end)])
            }
            '\u{0}'..='\u{1f}' => Err(self.unexpected(character)),
            _ => Ok(self.resolved(character)),
        }
    }

    fn escape(&mut self, character: char) -> Result<Tokens, JsonFault> {
        self.inside = Inside::Text;
        let resolved = match character {
            '"' | '\\' | '/' => character,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                self.inside = Inside::Unicode { digits: 0, unit: 0 };
                return Ok(NO_TOKENS);
            }
            _ => return Err(self.unexpected(character)),
        };
        Ok(self.resolved(resolved))
    }

    fn unicode(&mut self, character: char, digits: u8, unit: u32) -> Result<Tokens, JsonFault> {
        let digit = character
            .to_digit(16)
            .ok_or_else(|| self.unexpected(character))?;
        let unit = unit * 16 + digit;
        if digits < 3 {
            self.inside = Inside::Unicode {
                digits: digits + 1,
                unit,
            };
            return Ok(NO_TOKENS);
        }
        self.inside = Inside::Text;
        match (self.high_surrogate, unit) {
            (Some(high), 0xdc00..=0xdfff) => {
                self.high_surrogate = None;
                let code = 0x1_0000 + ((high - 0xd800) << 10) + (unit - 0xdc00);
                Ok(self.resolved(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)))
            }
            (_, 0xd800..=0xdbff) => {
                let unpaired = self.flush_surrogate();
                self.high_surrogate = Some(unit);
                Ok([unpaired, None])
            }
            _ => Ok(self.resolved(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER))),
        }
    }

    /// Adds a character to the string being read. Half a surrogate pair before it is shown as U+FFFD:
    /// this text is for showing; the whole text is parsed strictly before it counts.
    fn resolved(&mut self, character: char) -> Tokens {
        [self.flush_surrogate(), self.add(character)]
    }

    fn flush_surrogate(&mut self) -> Option<Token> {
        self.high_surrogate.take()?;
        self.add(char::REPLACEMENT_CHARACTER)
    }

    fn add(&mut self, character: char) -> Option<Token> {
        if let Some(key) = &mut self.key {
            key.push(character);
            return None;
        }
        Some(Token::StringChar(character))
    }

    fn word(&mut self, character: char) -> Result<Tokens, JsonFault> {
        if character.is_ascii_alphanumeric() || matches!(character, '+' | '-' | '.') {
            self.word.push(character);
            return Ok(NO_TOKENS);
        }
        let word = std::mem::take(&mut self.word);
        let value = match word.as_str() {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            "null" => Some(Value::Null),
            number => number.parse::<Number>().map(Value::Number).ok(),
        };
        let value = value.ok_or_else(|| JsonFault::Word {
            word: word.chars().take(WORD_IN_MESSAGE_CHARS).collect(),
            offset: self.offset,
        })?;
        self.end_value();
        let [next, _] = self.structure(character)?;
        Ok([Some(Token::Scalar(value)), next])
    }
}
