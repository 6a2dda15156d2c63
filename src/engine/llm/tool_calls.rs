//! Which call of an answer a piece of a tool call belongs to.
//!
//! ```text
//! {"index":0,"id":"call_a","function":{"name":"draw","arguments":""}}   a call begins
//! {"index":0,"function":{"arguments":"{\"no"}}                          more of it
//! ```
//!
//! Servers leave out the index, start it at 1, use 0 for every call, leave out the id, send the
//! name later, send a whole call at once, or send it twice. So a piece is routed by its id first,
//! then by its index, then to the call that is still open.
//!
//! Invariants: calls are numbered in the order in which they first appear; a call is announced once,
//! with its name, before its arguments; nothing that was sent is lost. Where pieces contradict each
//! other they are joined, so that the arguments are no valid JSON and the call cannot run.

use super::LlmEvent;
use crate::engine::ids::ToolCallId;

/// A piece of a call as a server sent it; empty texts and absent fields alike are `None`.
#[derive(Clone, Debug, Default)]
pub(super) struct CallPiece<'a> {
    pub(super) index: Option<u64>,
    pub(super) id: Option<&'a str>,
    pub(super) name: Option<&'a str>,
    pub(super) arguments: Option<&'a str>,
}

/// The calls of one answer.
#[derive(Debug, Default)]
pub(super) struct ToolCalls {
    calls: Vec<Call>,
}

#[derive(Debug, Default)]
struct Call {
    index: Option<u64>,
    id: Option<String>,
    name: String,
    /// Everything that came, to tell a repetition from a continuation.
    arguments: String,
    nesting: Nesting,
    announced: bool,
}

impl Call {
    /// Whether its arguments are one whole JSON object.
    const fn is_complete(&self) -> bool {
        self.nesting.closed
    }
}

/// How deep a JSON text is nested so far; looks at each byte once.
#[derive(Debug, Default)]
struct Nesting {
    depth: u64,
    in_string: bool,
    escaped: bool,
    /// The outermost bracket was closed.
    closed: bool,
}

impl Nesting {
    fn take(&mut self, text: &str) {
        for byte in text.bytes() {
            if std::mem::take(&mut self.escaped) {
                continue;
            }
            match byte {
                b'"' => self.in_string = !self.in_string,
                b'\\' if self.in_string => self.escaped = true,
                b'{' | b'[' if !self.in_string => self.depth += 1,
                b'}' | b']' if !self.in_string => {
                    self.depth = self.depth.saturating_sub(1);
                    self.closed |= self.depth == 0;
                }
                _ => {}
            }
        }
    }
}

impl ToolCalls {
    /// Whether the answer has no calls.
    pub(super) fn is_empty(&self) -> bool {
        self.calls.is_empty()
    }

    /// Takes a piece and returns the slot of its call, or `None` if it belongs to nothing.
    pub(super) fn take(&mut self, piece: &CallPiece<'_>, out: &mut Vec<LlmEvent>) -> Option<usize> {
        let slot = match self.find(piece) {
            Some(slot) => slot,
            None if piece.id.is_none() && piece.name.is_none() && piece.arguments.is_none() => {
                return None;
            }
            None => {
                self.calls.push(Call::default());
                self.calls.len() - 1
            }
        };
        let call = self.calls.get_mut(slot)?;
        if piece.index.is_some() {
            call.index = piece.index;
        }
        if call.id.is_none()
            && !call.announced
            && let Some(id) = piece.id
        {
            call.id = Some(id.to_owned());
        }
        if call.name.is_empty()
            && let Some(name) = piece.name
        {
            name.clone_into(&mut call.name);
        }
        // Without an id the announcement waits for the first argument, because the id may follow.
        if !call.name.is_empty() && (call.id.is_some() || piece.arguments.is_some()) {
            announce(slot, call, out);
        }
        if let Some(arguments) = piece.arguments
            && !(arguments == call.arguments && call.is_complete())
        {
            write(slot, call, arguments, out);
        }
        Some(slot)
    }

    /// The id under which a call was announced or will be.
    pub(super) fn id_of(&self, slot: usize) -> Option<ToolCallId> {
        self.calls.get(slot).map(|call| call_id(slot, call))
    }

    /// What is still missing of a call's arguments, given all of them: some servers send only the
    /// whole, others the pieces and then the whole again.
    pub(super) fn complete(&mut self, slot: usize, whole: &str, out: &mut Vec<LlmEvent>) {
        if let Some(call) = self.calls.get_mut(slot)
            && let Some(rest) = whole.strip_prefix(call.arguments.as_str())
            && !rest.is_empty()
        {
            let rest = rest.to_owned();
            write(slot, call, &rest, out);
        }
    }

    /// The answer is complete: announces what never got a name or an id, so that it gets a result.
    pub(super) fn finish(&mut self, out: &mut Vec<LlmEvent>) {
        for (slot, call) in self.calls.iter_mut().enumerate() {
            announce(slot, call, out);
        }
    }

    fn find(&self, piece: &CallPiece<'_>) -> Option<usize> {
        if let Some(id) = piece.id
            && let Some(slot) = self.last_where(|call| call.id.as_deref() == Some(id))
        {
            return Some(slot);
        }
        let (slot, known_index) = match piece.index {
            Some(index) => match self.last_where(|call| call.index == Some(index)) {
                Some(slot) => (slot, true),
                None => (self.calls.len().checked_sub(1)?, false),
            },
            None => (self.calls.len().checked_sub(1)?, false),
        };
        let call = self.calls.get(slot)?;
        let continues = if piece.name.is_some() {
            // A name begins a call, unless the call at hand still waits for one, or repeats its own
            // name with every piece.
            (call.name.is_empty() && (known_index || piece.index.is_none()))
                || (piece.id.is_none()
                    && (known_index || piece.index.is_none())
                    && piece.name == Some(call.name.as_str())
                    && !call.arguments.is_empty()
                    && !call.is_complete())
        } else if piece.id.is_some() {
            // An id without a name: the call at hand where the index says so and it is unfinished.
            known_index && !call.is_complete()
        } else {
            true
        };
        continues.then_some(slot)
    }

    fn last_where(&self, matches: impl Fn(&Call) -> bool) -> Option<usize> {
        self.calls.iter().rposition(matches)
    }
}

fn call_id(slot: usize, call: &Call) -> ToolCallId {
    call.id
        .as_deref()
        .map_or_else(|| format!("call_{slot}").into(), ToolCallId::from)
}

/// Announces a call once, with the arguments that came before its name.
fn announce(slot: usize, call: &mut Call, out: &mut Vec<LlmEvent>) {
    if std::mem::replace(&mut call.announced, true) {
        return;
    }
    out.push(LlmEvent::ToolCallStarted {
        slot,
        id: call_id(slot, call),
        name: call.name.clone(),
    });
    if !call.arguments.is_empty() {
        out.push(LlmEvent::ToolCallDelta {
            slot,
            arguments: call.arguments.clone(),
        });
    }
}

/// Adds arguments to a call and hands them on, or holds them back until the call has its name.
fn write(slot: usize, call: &mut Call, arguments: &str, out: &mut Vec<LlmEvent>) {
    call.arguments.push_str(arguments);
    call.nesting.take(arguments);
    if call.announced {
        out.push(LlmEvent::ToolCallDelta {
            slot,
            arguments: arguments.to_owned(),
        });
    }
}

#[cfg(test)]
#[path = "tool_calls_tests.rs"]
mod tests;
