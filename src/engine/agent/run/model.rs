//! What the model says: words, calls, the end of an answer, its failure.

use super::{AgentRun, RunPhase};
use crate::engine::agent::call::Call;
use crate::engine::agent::limits;
use crate::engine::agent::step::{Live, Step, Timer};
use crate::engine::conversation::{Event, TurnEnd};
use crate::engine::ids::ToolCallId;
use crate::engine::llm::{FinishReason, LlmError, LlmEvent, retry};
use crate::engine::time::UnixMillis;

impl AgentRun {
    pub(super) fn take_model_event(
        &mut self,
        event: LlmEvent,
        now: UnixMillis,
        out: &mut Vec<Step>,
    ) {
        if !matches!(event, LlmEvent::Usage(_) | LlmEvent::Carry(_)) {
            self.phase = RunPhase::Streaming;
        }
        match event {
            LlmEvent::TextDelta(text) => {
                self.step.text.push_str(&text);
                out.push(Step::Show(Live::Text(text)));
            }
            LlmEvent::RefusalDelta(text) => {
                self.step.is_refusal = true;
                self.step.text.push_str(&text);
                out.push(Step::Show(Live::Text(text)));
            }
            LlmEvent::ReasoningDelta(text) => {
                self.step.reasoning.push_str(&text);
                out.push(Step::Show(Live::Reasoning(text)));
            }
            LlmEvent::ToolCallStarted { slot, id, name } => {
                // Decoders number calls from 0 without gaps; anything else is a call that cannot be placed.
                if slot == self.step.calls.len() {
                    let call = Call::new(self.unique_id(id), name, now);
                    let card = Box::new(call.card());
                    self.step.calls.push(call);
                    out.push(Step::Show(Live::ToolStarted { slot, card }));
                }
            }
            LlmEvent::ToolCallDelta { slot, arguments } => {
                if let Some(call) = self.step.calls.get_mut(slot) {
                    call.push(&arguments, &self.aliases);
                    out.push(Step::Show(Live::Tool { slot }));
                }
            }
            LlmEvent::Usage(usage) => self.step.usage = usage,
            LlmEvent::Carry(value) => self.step.carry.push(value),
            LlmEvent::Finished(reason) => self.step.finish = Some(reason),
            LlmEvent::Failed(error) => {
                out.push(Step::AbortModel);
                self.take_model_failure(error, /*random*/ 0.5, out);
            }
        }
    }

    /// Servers that send no ids number the calls of each answer anew; within a turn a call is known
    /// by its id, so a repeated one gets a number of ours. Others stay: providers look for them again.
    fn unique_id(&mut self, id: ToolCallId) -> ToolCallId {
        let mut unique = id.clone();
        let mut number = self.steps + 1;
        while !self.call_ids.insert(unique.clone()) {
            unique = ToolCallId(format!("{id}_{number}"));
            number += 1;
        }
        unique
    }

    /// The stream is over: the answer is as complete as it will be.
    pub(super) fn take_model_end(&mut self, out: &mut Vec<Step>) {
        let Some(finish) = self.step.finish else {
            return self.take_model_failure(LlmError::Truncated, /*random*/ 0.5, out);
        };
        if self.step.is_empty() && matches!(finish, FinishReason::Stop | FinishReason::ToolCalls) {
            return self.take_model_failure(LlmError::Empty, /*random*/ 0.5, out);
        }
        self.finish_step(finish == FinishReason::Length, out);
        match finish {
            FinishReason::Stop | FinishReason::ToolCalls if self.step.is_refusal => {
                self.ending = Some(failed(&LlmError::Refused {
                    message: String::new(),
                }));
            }
            FinishReason::Stop | FinishReason::ToolCalls => self.watch_for_loops(),
            FinishReason::Length => {
                self.ending = Some(TurnEnd::Interrupted {
                    title: "The answer reached the model's output limit.".to_owned(),
                    remedy: "What was said and drawn is kept. Ask it to continue.".to_owned(),
                });
            }
            FinishReason::ContentFilter => {
                self.ending = Some(failed(&LlmError::Refused {
                    message: "A content filter stopped the answer.".to_owned(),
                }));
            }
        }
    }

    pub(super) fn take_model_failure(&mut self, error: LlmError, random: f64, out: &mut Vec<Step>) {
        let was_shown = !self.step.is_empty() || !self.step.reasoning.is_empty();
        if !was_shown {
            if let Some(after) = retry::decide(&error, self.tries, self.waited, random) {
                self.waited.0 += after.0;
                self.phase = RunPhase::Retrying(self.tries + 1);
                out.push(Step::Show(Live::Restart));
                out.push(Step::SetTimer {
                    timer: Timer::Retry {
                        attempt: self.attempt,
                    },
                    after,
                });
                return;
            }
            self.ending = Some(failed(&error));
            return;
        }
        let (title, remedy) = error.for_user();
        self.finish_step(/*is_cut*/ true, out);
        self.ending = Some(TurnEnd::Interrupted { title, remedy });
    }

    /// Records the answer and lets its calls run out.
    pub(super) fn finish_step(&mut self, is_cut: bool, out: &mut Vec<Step>) {
        for call in &mut self.step.calls {
            call.complete(is_cut);
        }
        self.record_step(out);
        self.phase = RunPhase::Working;
    }

    pub(super) fn record_step(&mut self, out: &mut Vec<Step>) {
        if self.step.is_recorded || (self.step.is_empty() && self.step.reasoning.is_empty()) {
            return;
        }
        self.step.is_recorded = true;
        self.steps += 1;
        out.push(Step::Record(Event::StepFinished {
            turn_id: self.turn_id,
            text: self.step.text.clone(),
            reasoning: self.step.reasoning.clone(),
            calls: self.step.calls.iter().map(Call::record).collect(),
            finish: self.step.finish,
            usage: self.step.usage,
            carry: std::mem::take(&mut self.step.carry),
        }));
        // Calls that got their result before their step was recorded.
        for call in &self.step.calls {
            if let Some(result) = &call.result {
                out.push(Step::Record(Event::ToolFinished {
                    turn_id: self.turn_id,
                    call_id: call.id.clone(),
                    result: result.clone(),
                }));
            }
        }
    }

    /// A model that makes the same call again and again is told so, then stopped.
    pub(super) fn watch_for_loops(&mut self) {
        for call in &self.step.calls {
            let this = (call.name.clone(), call.arguments.clone());
            if self.last_call.as_ref() == Some(&this) {
                self.repeats += 1;
            } else {
                self.repeats = 1;
                self.last_call = Some(this);
            }
        }
        if self.repeats >= limits::REPEATS_MAX {
            self.ending = Some(TurnEnd::Interrupted {
                title: "The model repeated the same step.".to_owned(),
                remedy:
                    "It was stopped. Say what you want in other words, or choose another model."
                        .to_owned(),
            });
        }
    }
}

fn failed(error: &LlmError) -> TurnEnd {
    let (title, remedy) = error.for_user();
    TurnEnd::Failed { title, remedy }
}
