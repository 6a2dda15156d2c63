//! The whole answer that a run of [`LlmEvent`]s amounts to.
//!
//! Invariant: an answer is good to act on only if `finish` is there and `error` is not; until then
//! its calls may be cut. Arguments are kept exactly as they came and are read strictly
//! ([`AssembledCall::read_arguments`]), because a repaired call is another call.

use serde_json::{Map, Value};

use super::{FinishReason, LlmError, LlmEvent, Usage};
use crate::engine::ids::ToolCallId;

/// A model's answer so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Its text.
    pub text: String,
    /// Its visible reasoning.
    pub reasoning: String,
    /// Its refusal, apart from the text.
    pub refusal: String,
    /// Its tool calls, by slot.
    pub calls: Vec<AssembledCall>,
    /// Tokens and cost, if the provider said them.
    pub usage: Option<Usage>,
    /// What the dialect wants sent back with the next request of this turn.
    pub carry: Vec<Value>,
    /// Why it ended; `None` while it has not.
    pub finish: Option<FinishReason>,
    /// What went wrong inside the stream.
    pub error: Option<LlmError>,
}

/// A tool call of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssembledCall {
    /// Which call of the answer.
    pub slot: usize,
    /// The provider's id, or ours.
    pub id: ToolCallId,
    /// The tool's name; empty where the provider sent none.
    pub name: String,
    /// The arguments as they came: JSON text, or empty.
    pub arguments: String,
}

/// Why a call's arguments cannot be used. The model is told, and may call again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArgumentsError {
    /// The text is no JSON: cut, or joined from contradicting pieces.
    #[error("the arguments are not valid JSON: {0}")]
    NotJson(String),
    /// The text is JSON but no object.
    #[error("the arguments are not a JSON object")]
    NotAnObject,
}

impl AssembledCall {
    /// The arguments as an object. Nothing at all, or `null`, means that there are none: several
    /// servers send a tool without parameters that way.
    pub fn read_arguments(&self) -> Result<Map<String, Value>, ArgumentsError> {
        if self.arguments.trim().is_empty() {
            return Ok(Map::new());
        }
        match serde_json::from_str(&self.arguments) {
            Ok(Value::Object(fields)) => Ok(fields),
            Ok(Value::Null) => Ok(Map::new()),
            Ok(_) => Err(ArgumentsError::NotAnObject),
            Err(error) => Err(ArgumentsError::NotJson(error.to_string())),
        }
    }
}

impl Answer {
    /// Adds the next event.
    pub fn push(&mut self, event: LlmEvent) {
        match event {
            LlmEvent::TextDelta(text) => self.text.push_str(&text),
            LlmEvent::ReasoningDelta(text) => self.reasoning.push_str(&text),
            LlmEvent::RefusalDelta(text) => self.refusal.push_str(&text),
            LlmEvent::ToolCallStarted { slot, id, name } => {
                let at = self.calls.partition_point(|call| call.slot < slot);
                let call = AssembledCall {
                    slot,
                    id,
                    name,
                    arguments: String::new(),
                };
                self.calls.insert(at, call);
            }
            LlmEvent::ToolCallDelta { slot, arguments } => {
                if let Some(call) = self.calls.iter_mut().find(|call| call.slot == slot) {
                    call.arguments.push_str(&arguments);
                }
            }
            LlmEvent::Usage(usage) => self.usage = Some(usage),
            LlmEvent::Carry(value) => self.carry.push(value),
            LlmEvent::Finished(reason) => self.finish = Some(reason),
            LlmEvent::Failed(error) => self.error = Some(error),
        }
    }
}

impl FromIterator<LlmEvent> for Answer {
    fn from_iter<Events: IntoIterator<Item = LlmEvent>>(events: Events) -> Self {
        let mut answer = Self::default();
        for event in events {
            answer.push(event);
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(arguments: &str) -> AssembledCall {
        AssembledCall {
            slot: 0,
            id: "call_0".into(),
            name: "draw".to_owned(),
            arguments: arguments.to_owned(),
        }
    }

    #[test]
    fn calls_are_kept_by_slot_whenever_they_were_announced() {
        let started = |slot: usize| LlmEvent::ToolCallStarted {
            slot,
            id: format!("call_{slot}").into(),
            name: "draw".to_owned(),
        };
        let delta = |slot, text: &str| LlmEvent::ToolCallDelta {
            slot,
            arguments: text.to_owned(),
        };
        let answer: Answer = [
            started(1),
            delta(1, "{"),
            started(0),
            delta(0, "[]"),
            delta(1, "}"),
            delta(7, "lost"),
        ]
        .into_iter()
        .collect();
        let calls: Vec<_> = answer
            .calls
            .iter()
            .map(|call| (call.slot, call.arguments.as_str()))
            .collect();
        assert_eq!(calls, [(0, "[]"), (1, "{}")]);
    }

    #[test]
    fn no_arguments_are_an_empty_object() {
        for text in ["", "  ", "{}", "null"] {
            assert_eq!(call(text).read_arguments(), Ok(Map::new()), "{text:?}");
        }
    }

    #[test]
    fn cut_or_joined_arguments_are_never_repaired() {
        for text in ["{\"x\":1", "{}{}", "{\"x\":1,}"] {
            let error = call(text).read_arguments().unwrap_err();
            assert!(matches!(error, ArgumentsError::NotJson(_)), "{text:?}");
        }
        assert_eq!(
            call("[1]").read_arguments(),
            Err(ArgumentsError::NotAnObject)
        );
    }
}
