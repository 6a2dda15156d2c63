//! Tokens in, one value out.
//!
//! Literal example: `StringStart`, `StringChar('a')`, `StringEnd` give the value `"a"` at the last
//! of them, and [`Assembler::growing_text`] says `a` before it.
//!
//! Invariant: the value equals what `serde_json` makes of the same text, repeated names included
//! (the last one counts).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::tokenizer::{Container, Token};

/// Collects the tokens of one value; afterwards it is ready for the next.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Assembler {
    open: Vec<Open>,
    text: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Open {
    Object {
        members: Map<String, Value>,
        key: String,
    },
    Array(Vec<Value>),
}

impl Assembler {
    /// Takes the next token of the value; the value, if this was its last.
    pub fn take(&mut self, token: Token) -> Option<Value> {
        match token {
            Token::Open(Container::Object) => self.open.push(Open::Object {
                members: Map::new(),
                key: String::new(),
            }),
            Token::Open(Container::Array) => self.open.push(Open::Array(Vec::new())),
            Token::Key(name) => {
                if let Some(Open::Object { key, .. }) = self.open.last_mut() {
                    *key = name;
                }
            }
            Token::StringStart => self.text.clear(),
            Token::StringChar(character) => self.text.push(character),
            Token::StringEnd => {
                let text = std::mem::take(&mut self.text);
                return self.place(Value::String(text));
            }
            Token::Scalar(value) => return self.place(value),
            Token::Close(_) => {
                let value = match self.open.pop()? {
                    Open::Object { members, .. } => Value::Object(members),
                    Open::Array(items) => Value::Array(items),
                };
                return self.place(value);
            }
        }
        None
    }

    /// What is there of the value, if it is a string that has not ended.
    pub fn growing_text(&self) -> Option<&str> {
        self.open.is_empty().then_some(self.text.as_str())
    }

    fn place(&mut self, value: Value) -> Option<Value> {
        match self.open.last_mut() {
            None => return Some(value),
            Some(Open::Array(items)) => items.push(value),
            Some(Open::Object { members, key }) => {
                members.insert(std::mem::take(key), value);
            }
        }
        None
    }
}
