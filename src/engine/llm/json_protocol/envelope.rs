//! The object that is the whole answer, read while it streams.
//!
//! ```text
//! {"say":"Hi","calls":[{"tool":"draw","arguments":{"nodes":[]}}]}
//!        TextDelta "Hi"  ToolCallStarted draw     ToolCallDelta {"nodes":[]}
//! ```
//!
//! Invariants: text is held back only until it is clear whether the answer is such an object; if it
//! is not, every character is handed on as text. The same text in other pieces gives the same
//! events, joined.

use crate::engine::ids::ToolCallId;
use crate::engine::json_scanner::{Assembler, Container, Token, Tokenizer};
use crate::engine::llm::LlmEvent;

const SAY: &str = "say";
const CALLS: &str = "calls";
const TOOL: &str = "tool";
const ARGUMENTS: &str = "arguments";

/// Reads one answer.
#[derive(Debug, Default)]
pub(super) struct Envelope {
    tokenizer: Tokenizer,
    place: Place,
    /// What was read while nothing of it was recognised.
    held: String,
    /// Whether a member of the protocol was seen.
    is_recognised: bool,
    /// Whether an outer member was seen that is not of the protocol.
    is_foreign: bool,
    /// A value that is read whole.
    value: Assembler,
    call: Call,
    /// The number of the next call.
    next_slot: usize,
    /// Calls started.
    calls: usize,
}

/// The call being read.
#[derive(Debug, Default)]
struct Call {
    slot: usize,
    is_started: bool,
    has_arguments: bool,
    /// Arguments that came before the tool's name.
    waiting: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// Before the object.
    #[default]
    Start,
    /// Between its members.
    Members,
    /// Before the value of `say`.
    SayStart,
    /// In the string that is `say`.
    Say,
    /// Before the value of `calls`.
    CallsStart,
    /// Between the calls.
    Calls,
    /// Between the members of a call.
    Call,
    /// In the value of `tool`.
    Tool,
    /// Before the value of `arguments`.
    ArgumentsStart,
    /// In the object or list that is `arguments`, which was opened at this depth.
    Arguments(usize),
    /// In the string that is `arguments`: JSON within JSON.
    QuotedArguments,
    /// In a value that nobody asked for, of the outer object, the list of calls or a call.
    Skipped(Within),
    /// After the object.
    Done,
    /// Not the protocol: everything is text.
    Plain,
    /// The protocol, but broken in the middle: the rest cannot be understood.
    Broken,
}

/// Where a value stands that is not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Outer,
    Calls,
    Call,
}

impl Envelope {
    /// Takes the next piece of the answer's text.
    pub(super) fn push(&mut self, piece: &str) -> Vec<LlmEvent> {
        let mut events = Vec::new();
        for character in piece.chars() {
            match self.place {
                Place::Plain => add_text(&mut events, character),
                Place::Broken => break,
                _ => self.step(character, &mut events),
            }
        }
        events
    }

    /// The answer has ended: hands on what was held back, unless it is only the first characters of
    /// an object that was cut off.
    pub(super) fn finish(&mut self) -> Option<LlmEvent> {
        let held = std::mem::take(&mut self.held);
        let is_text = self.place == Place::Done || self.is_foreign;
        (is_text && !held.is_empty()).then_some(LlmEvent::TextDelta(held))
    }

    /// Whether the object is complete and asks for tools.
    pub(super) fn wants_tools(&self) -> bool {
        self.calls > 0 && self.tokenizer.is_complete()
    }

    /// Makes our calls follow a native one.
    pub(super) fn reserve_slot(&mut self, slot: usize) {
        self.next_slot = self.next_slot.max(slot + 1);
    }

    fn step(&mut self, character: char, events: &mut Vec<LlmEvent>) {
        let was_arguments = matches!(self.place, Place::Arguments(_));
        if !self.is_recognised {
            self.held.push(character);
        }
        match self.tokenizer.step(character) {
            Ok(tokens) => {
                for token in tokens.into_iter().flatten() {
                    self.take(token, events);
                }
                if was_arguments || matches!(self.place, Place::Arguments(_)) {
                    self.add_argument(character, events);
                }
            }
            Err(_) if !self.is_recognised => {
                events.extend(self.become_plain());
            }
            Err(_) if self.place == Place::Done => {
                self.place = Place::Plain;
                add_text(events, character);
            }
            Err(_) => self.place = Place::Broken,
        }
    }

    fn become_plain(&mut self) -> Option<LlmEvent> {
        self.place = Place::Plain;
        let held = std::mem::take(&mut self.held);
        (!held.is_empty()).then_some(LlmEvent::TextDelta(held))
    }

    fn recognise(&mut self, place: Place) {
        self.is_recognised = true;
        self.held = String::new();
        self.place = place;
    }

    fn take(&mut self, token: Token, events: &mut Vec<LlmEvent>) {
        match (self.place, token) {
            (Place::Start, Token::Open(Container::Object))
            | (Place::Calls, Token::Close(Container::Array)) => self.place = Place::Members,
            (Place::Start, _) => events.extend(self.become_plain()),
            (Place::Members, Token::Key(key)) => {
                self.place = match key.as_str() {
                    SAY => Place::SayStart,
                    CALLS => Place::CallsStart,
                    _ => Place::Skipped(Within::Outer),
                };
                self.is_foreign |= self.place == Place::Skipped(Within::Outer);
            }
            (Place::Members, _) => self.place = Place::Done,
            (Place::SayStart, Token::StringStart) => self.recognise(Place::Say),
            (Place::Say, Token::StringChar(character)) => add_text(events, character),
            (Place::Say, _) => self.place = Place::Members,
            (Place::CallsStart, Token::Open(Container::Array)) => self.recognise(Place::Calls),
            (Place::SayStart | Place::CallsStart, other) => {
                self.is_foreign = true;
                self.skip(other, Within::Outer);
            }
            (Place::Calls, Token::Open(Container::Object)) => {
                self.call = Call {
                    slot: self.next_slot,
                    ..Call::default()
                };
                self.next_slot += 1;
                self.place = Place::Call;
            }
            (Place::Calls, other) => self.skip(other, Within::Calls),
            (Place::Call, Token::Key(key)) => {
                self.place = match key.as_str() {
                    TOOL if !self.call.is_started => Place::Tool,
                    ARGUMENTS if !self.call.has_arguments => Place::ArgumentsStart,
                    _ => Place::Skipped(Within::Call),
                };
            }
            (Place::Call, _) => self.end_call(events),
            (Place::Tool, token) => {
                if let Some(value) = self.value.take(token) {
                    self.place = Place::Call;
                    self.start_call(value.as_str().unwrap_or_default(), events);
                }
            }
            (Place::ArgumentsStart, token) => {
                self.call.has_arguments = true;
                self.begin_arguments(token, events);
            }
            (Place::Arguments(depth), Token::Close(_)) if self.tokenizer.depth() < depth => {
                self.place = Place::Call;
            }
            (Place::QuotedArguments, Token::StringChar(character)) => {
                self.add_argument(character, events);
            }
            (Place::QuotedArguments, _) => self.place = Place::Call,
            (Place::Skipped(within), token) => self.skip(token, within),
            (Place::Arguments(_) | Place::Done | Place::Plain | Place::Broken, _) => {}
        }
    }

    fn skip(&mut self, token: Token, within: Within) {
        self.place = match self.value.take(token) {
            None => Place::Skipped(within),
            Some(_) => match within {
                Within::Outer => Place::Members,
                Within::Calls => Place::Calls,
                Within::Call => Place::Call,
            },
        };
    }

    fn begin_arguments(&mut self, token: Token, events: &mut Vec<LlmEvent>) {
        match token {
            Token::Open(_) => self.place = Place::Arguments(self.tokenizer.depth()),
            Token::StringStart => self.place = Place::QuotedArguments,
            Token::Scalar(value) => {
                self.place = Place::Call;
                if value.is_null() {
                    self.call.has_arguments = false;
                } else {
                    for character in value.to_string().chars() {
                        self.add_argument(character, events);
                    }
                }
            }
            _ => {}
        }
    }

    fn start_call(&mut self, name: &str, events: &mut Vec<LlmEvent>) {
        let slot = self.call.slot;
        self.call.is_started = true;
        self.calls += 1;
        events.push(LlmEvent::ToolCallStarted {
            slot,
            id: ToolCallId(format!("call_{slot}")),
            name: name.to_owned(),
        });
        let waiting = std::mem::take(&mut self.call.waiting);
        if !waiting.is_empty() {
            events.push(LlmEvent::ToolCallDelta {
                slot,
                arguments: waiting,
            });
        }
    }

    /// A call without a name is started all the same: that there is no such tool is then said where
    /// all such mistakes are.
    fn end_call(&mut self, events: &mut Vec<LlmEvent>) {
        if !self.call.has_arguments {
            "{}".chars().for_each(|one| self.add_argument(one, events));
        }
        if !self.call.is_started {
            self.start_call("", events);
        }
        self.place = Place::Calls;
    }

    fn add_argument(&mut self, character: char, events: &mut Vec<LlmEvent>) {
        let slot = self.call.slot;
        if !self.call.is_started {
            self.call.waiting.push(character);
            return;
        }
        match events.last_mut() {
            Some(LlmEvent::ToolCallDelta {
                slot: last,
                arguments,
            }) if *last == slot => arguments.push(character),
            _ => events.push(LlmEvent::ToolCallDelta {
                slot,
                arguments: character.to_string(),
            }),
        }
    }
}

fn add_text(events: &mut Vec<LlmEvent>, character: char) {
    match events.last_mut() {
        Some(LlmEvent::TextDelta(text)) => text.push(character),
        _ => events.push(LlmEvent::TextDelta(character.to_string())),
    }
}
