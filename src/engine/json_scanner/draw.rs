//! The arguments of `draw`, as they are written.
//!
//! Some models write `nodes` as a string that holds JSON. Its characters, freed of their escapes,
//! go through a second tokenizer into the same reader, so that nobody downstream notices.
//!
//! ```text
//! {"parent":"page","nodes":"[{\"type\":\"text\",\"text\":\"Hi\"}]"}
//! ```
//!
//! Invariants: events come in the order of the text; nothing follows [`DrawEvent::Broken`]; the
//! same text in other pieces gives the same events.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::assembler::Assembler;
use super::nodes::{NodeFault, NodeReader};
use super::tokenizer::{Container, JsonFault, Token, Tokenizer};

const NODES: &str = "nodes";

/// What a piece of the arguments completed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DrawEvent {
    /// A member other than `nodes` is complete. `nodes` itself comes this way only if it is neither
    /// a list nor a string, so that the refusal can name what it is.
    Argument {
        /// Its name.
        key: String,
        /// Its value.
        value: Value,
    },
    /// The children of a layer begin: draw the layer now, they follow.
    Opened {
        /// Its place: an index into `nodes`, then into `children` of each level.
        path: Vec<usize>,
        /// What was said about it before its children.
        fields: Map<String, Value>,
    },
    /// A layer is complete.
    Closed {
        /// Its place, see [`DrawEvent::Opened`].
        path: Vec<usize>,
        /// All its members but the children.
        fields: Map<String, Value>,
        /// Those that came after the children: changes to what was drawn at `Opened`.
        late: Map<String, Value>,
        /// Whether `Opened` came before.
        was_opened: bool,
    },
    /// Not JSON, or not a tree of layers. Nothing follows.
    Broken {
        /// What is wrong and where, for the model.
        message: String,
    },
    /// The outer object closed.
    Finished,
}

/// Reads the arguments of one `draw` call in pieces of any size.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DrawScanner {
    tokenizer: Tokenizer,
    place: Place,
    /// The value of a member other than `nodes`.
    argument: Assembler,
    nodes: NodeReader,
    /// Whether `nodes` has come.
    has_nodes: bool,
    /// Reads what is inside `nodes` where that is a string.
    quoted: Tokenizer,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Place {
    /// Before the outer object.
    #[default]
    Start,
    /// Between its members.
    Members,
    /// Before the value of `nodes`.
    NodesStart,
    /// In the list that is `nodes`.
    Nodes,
    /// In the string that is `nodes`.
    QuotedNodes,
    /// In the value of another member.
    Argument(String),
    /// After the outer object.
    Finished,
    /// After a fault.
    Broken,
}

/// Why the arguments cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
enum DrawFault {
    /// Not JSON.
    #[error("the arguments are not JSON: {0}")]
    Json(#[from] JsonFault),
    /// The string that is `nodes` does not hold JSON.
    #[error("nodes is a string that is not JSON: {0}")]
    QuotedJson(JsonFault),
    /// That string ended in the middle.
    #[error("nodes is a string with incomplete JSON")]
    QuotedIncomplete,
    /// JSON, but not layers.
    #[error(transparent)]
    Nodes(#[from] NodeFault),
    /// JSON, but not an object.
    #[error("the arguments are not an object")]
    NotAnObject,
    /// Two members of that name, of which a strict parse would refuse the second.
    #[error("nodes is given twice")]
    NodesTwice,
}

impl DrawScanner {
    /// A scanner before the first character.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next piece and says what it completed.
    pub fn push(&mut self, piece: &str) -> Vec<DrawEvent> {
        let mut events = Vec::new();
        for character in piece.chars() {
            if self.place == Place::Broken {
                break;
            }
            if let Err(fault) = self.step(character, &mut events) {
                self.place = Place::Broken;
                events.push(DrawEvent::Broken {
                    message: fault.to_string(),
                });
            }
        }
        events
    }

    /// The name of the layer being written, as far as it is written; if it has none yet, that of
    /// the nearest layer around it.
    pub fn partial_name(&self) -> Option<&str> {
        self.nodes.partial_name()
    }

    /// How many layers have begun, all levels together.
    pub const fn node_count(&self) -> usize {
        self.nodes.count()
    }

    fn step(&mut self, character: char, events: &mut Vec<DrawEvent>) -> Result<(), DrawFault> {
        for token in self.tokenizer.step(character)?.into_iter().flatten() {
            self.take(token, events)?;
        }
        Ok(())
    }

    fn take(&mut self, token: Token, events: &mut Vec<DrawEvent>) -> Result<(), DrawFault> {
        match &self.place {
            Place::Start => {
                if token != Token::Open(Container::Object) {
                    return Err(DrawFault::NotAnObject);
                }
                self.place = Place::Members;
            }
            Place::Members => match token {
                Token::Key(key) if key == NODES => {
                    if std::mem::replace(&mut self.has_nodes, true) {
                        return Err(DrawFault::NodesTwice);
                    }
                    self.place = Place::NodesStart;
                }
                Token::Key(key) => self.place = Place::Argument(key),
                _ => {
                    self.place = Place::Finished;
                    events.push(DrawEvent::Finished);
                }
            },
            Place::NodesStart => match token {
                Token::Open(Container::Array) => {
                    self.place = Place::Nodes;
                    self.nodes.take(token, events)?;
                }
                Token::StringStart => self.place = Place::QuotedNodes,
                other => {
                    self.place = Place::Argument(NODES.to_owned());
                    return self.take(other, events);
                }
            },
            Place::Nodes => {
                self.nodes.take(token, events)?;
                if self.nodes.is_ended() {
                    self.place = Place::Members;
                }
            }
            Place::QuotedNodes => match token {
                Token::StringChar(character) => {
                    let tokens = self.quoted.step(character).map_err(DrawFault::QuotedJson)?;
                    for token in tokens.into_iter().flatten() {
                        self.nodes.take(token, events)?;
                    }
                }
                _ if self.nodes.is_ended() => self.place = Place::Members,
                _ => return Err(DrawFault::QuotedIncomplete),
            },
            Place::Argument(key) => {
                if let Some(value) = self.argument.take(token) {
                    let key = key.clone();
                    self.place = Place::Members;
                    events.push(DrawEvent::Argument { key, value });
                }
            }
            // The tokenizer lets nothing but white space follow.
            Place::Finished | Place::Broken => {}
        }
        Ok(())
    }

    /// Bytes looked at so far, by both tokenizers together.
    #[cfg(test)]
    pub(super) const fn examined_bytes(&self) -> usize {
        self.tokenizer.examined_bytes + self.quoted.examined_bytes
    }
}

#[cfg(test)]
#[path = "draw_tests.rs"]
mod tests;
