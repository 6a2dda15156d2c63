//! JSON as it streams in: values are known as soon as their last character has come.
//!
//! A model writes its tool arguments for seconds. Waiting for the closing brace would leave the
//! person in front of an empty canvas, and parsing the growing text again for every piece would
//! cost the square of its length. Here every character is looked at once:
//!
//! - [`Tokenizer`] turns characters into [`Token`]s and knows the grammar;
//! - [`Assembler`] turns the tokens of one value into a [`serde_json::Value`];
//! - [`DrawScanner`] reads the arguments of `draw` and reports every layer when it is complete,
//!   and every board when its children begin.
//!
//! Literal example, with the events of [`DrawScanner`] below the text that causes them:
//!
//! ```text
//! {"parent":"s1","nodes":[{"type":"board","name":"Card","children":[{"type":"text"}]}]}
//!              Argument                                 Opened [0]                Finished
//!                                                               Closed [0,0]  Closed [0]
//! ```
//!
//! Invariants: pieces may be cut anywhere, inside escapes too, without a change in the outcome;
//! no input panics; nesting ends at [`MAX_DEPTH`] and uses no call stack; what is reported here is
//! for showing and drawing early. Whether a call is valid is decided by parsing it whole.

mod assembler;
mod draw;
mod nodes;
mod tokenizer;

pub use assembler::Assembler;
pub use draw::{DrawEvent, DrawScanner};
pub use tokenizer::{Container, JsonFault, MAX_DEPTH, Token, Tokenizer};
