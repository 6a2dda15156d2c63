//! The machine of one turn. See [`super`] for its states and invariants.

mod host;
mod model;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::call::{Advance, Call};
use super::limits;
use super::step::{Input, Live, Step, Timer};
use crate::engine::canvas::Aliases;
use crate::engine::conversation::message::{ToolCard, ToolState};
use crate::engine::conversation::{Event, Partial, TurnEnd};
use crate::engine::host::HostRequest;
use crate::engine::ids::{OperationId, PageId, ToolCallId, TurnId};
use crate::engine::llm::{FinishReason, Usage};
use crate::engine::time::{Millis, UnixMillis};

/// A running turn. Plain data: it can be stored and compared.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AgentRun {
    turn_id: TurnId,
    page_id: Option<PageId>,
    started_at: UnixMillis,
    phase: RunPhase,
    attempt: u32,
    /// Tries of the present step, from 1.
    tries: u32,
    /// What the waits of the present step add up to.
    waited: Millis,
    steps: u32,
    operations: u64,
    step: CurrentStep,
    aliases: Aliases,
    under_way: Option<UnderWay>,
    /// How the turn will end as soon as nothing is under way any more.
    ending: Option<TurnEnd>,
    /// Ids of all calls of the turn.
    call_ids: BTreeSet<ToolCallId>,
    last_call: Option<(String, String)>,
    repeats: u32,
    failed_steps: u32,
}

/// What the machine waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RunPhase {
    /// Not started.
    Ready,
    /// For the first word of an answer.
    Asking,
    /// For the rest of an answer.
    Streaming,
    /// For the host.
    Working,
    /// For the time to try again; the number of the try that comes next.
    Retrying(u32),
    /// For what is under way, to end.
    Ending,
    /// For nothing: the turn is over.
    Ended,
}

/// The answer that is being received.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct CurrentStep {
    text: String,
    reasoning: String,
    is_refusal: bool,
    calls: Vec<Call>,
    usage: Usage,
    carry: Vec<serde_json::Value>,
    finish: Option<FinishReason>,
    is_recorded: bool,
}

impl CurrentStep {
    fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.calls.is_empty()
    }
}

/// The request to the host that is under way.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct UnderWay {
    operation_id: OperationId,
    slot: usize,
    kind: UnderWayKind,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
enum UnderWayKind {
    Read,
    Apply,
    /// The answer to a batch was lost; the host's ledger is asked about it.
    Ledger {
        of: OperationId,
    },
}

impl AgentRun {
    /// A turn that has not begun. `aliases` are the conversation's; `page_id` is the page that the
    /// person was looking at, and the only one that the turn may change.
    pub fn new(
        turn_id: TurnId,
        aliases: Aliases,
        page_id: Option<PageId>,
        now: UnixMillis,
    ) -> Self {
        Self {
            turn_id,
            page_id,
            started_at: now,
            phase: RunPhase::Ready,
            attempt: 0,
            tries: 0,
            waited: Millis(0),
            steps: 0,
            operations: 0,
            step: CurrentStep::default(),
            aliases,
            under_way: None,
            ending: None,
            call_ids: BTreeSet::new(),
            last_call: None,
            repeats: 0,
            failed_steps: 0,
        }
    }

    /// Whose turn it is.
    pub const fn turn_id(&self) -> TurnId {
        self.turn_id
    }

    /// What it waits for.
    pub const fn phase(&self) -> RunPhase {
        self.phase
    }

    /// A call of the running step, as the person sees it.
    pub fn card(&self, slot: usize) -> Option<ToolCard> {
        self.step.calls.get(slot).map(Call::card)
    }

    /// The running step, for a reload in mid-turn; `None` while there is nothing to keep.
    pub fn partial(&self) -> Option<Partial> {
        (!self.step.is_recorded && !self.step.is_empty()).then(|| Partial {
            turn_id: self.turn_id,
            text: self.step.text.clone(),
            reasoning: self.step.reasoning.clone(),
            calls: self.step.calls.iter().map(Call::record).collect(),
            started_at: self.started_at,
            step: self.steps,
        })
    }

    /// Takes in what happened and says what to do, in order.
    pub fn feed(&mut self, input: Input, now: UnixMillis) -> Vec<Step> {
        let mut out = Vec::new();
        if self.phase == RunPhase::Ended {
            return out;
        }
        match input {
            Input::Start if self.phase == RunPhase::Ready => self.ask(&mut out),
            Input::Model { attempt, event } if self.listens_to(attempt) => {
                self.take_model_event(event, now, &mut out);
            }
            Input::ModelEnded { attempt } if self.listens_to(attempt) => {
                self.take_model_end(&mut out);
            }
            Input::ModelFailed {
                attempt,
                error,
                random,
            } if self.listens_to(attempt) => {
                self.take_model_failure(error, random, &mut out);
            }
            // A second start, and words of a request that was given up.
            Input::Start
            | Input::Model { .. }
            | Input::ModelEnded { .. }
            | Input::ModelFailed { .. } => {}
            Input::Host {
                operation_id,
                reply,
            } => self.take_host_reply(&operation_id, reply, &mut out),
            Input::Timer(Timer::Retry { attempt }) => {
                if attempt == self.attempt && matches!(self.phase, RunPhase::Retrying(_)) {
                    self.ask(&mut out);
                }
            }
            Input::Timer(Timer::StopGrace) => self.give_up_waiting(now, &mut out),
            Input::Stop => self.stop(&mut out),
        }
        self.pump(now, &mut out);
        out
    }

    fn listens_to(&self, attempt: u32) -> bool {
        attempt == self.attempt && matches!(self.phase, RunPhase::Asking | RunPhase::Streaming)
    }

    fn ask(&mut self, out: &mut Vec<Step>) {
        self.attempt += 1;
        self.tries += 1;
        self.phase = RunPhase::Asking;
        self.step = CurrentStep::default();
        out.push(Step::CallModel {
            attempt: self.attempt,
        });
    }

    fn stop(&mut self, out: &mut Vec<Step>) {
        if self.phase == RunPhase::Ending {
            return;
        }
        out.push(Step::AbortModel);
        self.phase = RunPhase::Ending;
        self.ending = Some(TurnEnd::Stopped);
        for call in &mut self.step.calls {
            call.stop();
        }
        match &self.under_way {
            Some(UnderWay {
                kind: UnderWayKind::Read,
                ..
            }) => self.under_way = None,
            Some(_) => {
                out.push(Step::SetTimer {
                    timer: Timer::StopGrace,
                    after: limits::STOP_GRACE,
                });
            }
            None => {}
        }
    }

    /// Carries calls on as far as they go without waiting, then the turn.
    fn pump(&mut self, now: UnixMillis, out: &mut Vec<Step>) {
        while self.under_way.is_none() && self.phase != RunPhase::Ending {
            let Some(slot) = self
                .step
                .calls
                .iter()
                .position(|call| call.result.is_none())
            else {
                break;
            };
            if !self.advance_call(slot, now, out) {
                break;
            }
        }
        let waits_for_calls = self.phase == RunPhase::Working
            && self.step.calls.iter().any(|call| call.result.is_none());
        if self.under_way.is_some() || matches!(self.phase, RunPhase::Ready | RunPhase::Ended) {
            return;
        }
        match self.ending.take() {
            Some(end) if waits_for_calls => self.ending = Some(end),
            Some(end) => self.end(end, now, out),
            None if self.phase == RunPhase::Working && !waits_for_calls => self.next_step(now, out),
            None => {}
        }
    }

    /// Lets a call take its next step; `false` if it waits for something.
    fn advance_call(&mut self, slot: usize, now: UnixMillis, out: &mut Vec<Step>) -> bool {
        let operation_id = OperationId(format!("{}/{}", self.turn_id, self.operations + 1));
        let repeats = self.repeats;
        let Some(call) = self.step.calls.get_mut(slot) else {
            return false;
        };
        let (kind, request) = match call.advance(&operation_id, &mut self.aliases) {
            Advance::Wait => return false,
            Advance::Done(mut outcome) => {
                if repeats >= limits::REPEATS_WARNED {
                    outcome.content.push_str("\nYou have made this same call several times. Do something else, or say what is in the way.");
                }
                let result = outcome.into_result(now.since(call.started_at));
                call.result = Some(result.clone());
                let call_id = call.id.clone();
                let card = Box::new(call.card());
                self.record_names(out);
                if self.step.is_recorded {
                    let turn_id = self.turn_id;
                    out.push(Step::Record(Event::ToolFinished {
                        turn_id,
                        call_id,
                        result,
                    }));
                }
                out.push(Step::Show(Live::ToolDone { slot, card }));
                return true;
            }
            Advance::Read(request) => (UnderWayKind::Read, request),
            Advance::Apply(operations) => {
                let request = HostRequest::Apply {
                    operation_id: operation_id.clone(),
                    page_id: self.page_id.clone(),
                    operations,
                };
                out.push(Step::Record(Event::OperationIntended {
                    operation_id: operation_id.clone(),
                    call_id: call.id.clone(),
                    request: request.clone(),
                }));
                (UnderWayKind::Apply, request)
            }
        };
        self.operations += 1;
        out.push(Step::CallHost {
            operation_id: operation_id.clone(),
            request,
        });
        self.under_way = Some(UnderWay {
            operation_id,
            slot,
            kind,
        });
        false
    }

    fn mint(&mut self) -> OperationId {
        self.operations += 1;
        OperationId(format!("{}/{}", self.turn_id, self.operations))
    }

    /// Short names that were given since the last time become part of the journal.
    fn record_names(&mut self, out: &mut Vec<Step>) {
        let aliases = self.aliases.take_fresh();
        if !aliases.is_empty() {
            out.push(Step::Record(Event::ShapesNamed { aliases }));
        }
    }

    /// All calls have their results: ask again, or be done.
    fn next_step(&mut self, now: UnixMillis, out: &mut Vec<Step>) {
        if self.step.calls.is_empty() {
            return self.end(TurnEnd::Done, now, out);
        }
        let all_failed = self.step.calls.iter().all(|call| {
            call.result
                .as_ref()
                .is_some_and(|result| result.state != ToolState::Done)
        });
        self.failed_steps = if all_failed { self.failed_steps + 1 } else { 0 };
        if self.failed_steps >= limits::FAILED_STEPS_MAX {
            let end = TurnEnd::Interrupted {
                title: "The model's tool calls kept failing.".to_owned(),
                remedy: "Its cards say why. Say it in other words, or choose another model."
                    .to_owned(),
            };
            return self.end(end, now, out);
        }
        if self.steps >= limits::STEPS_MAX {
            let end = TurnEnd::Interrupted {
                title: format!("The answer took {} steps.", limits::STEPS_MAX),
                remedy: "It was paused. Ask it to continue.".to_owned(),
            };
            return self.end(end, now, out);
        }
        out.push(Step::Show(Live::StepDone));
        self.tries = 0;
        self.waited = Millis(0);
        self.ask(out);
    }

    /// The one way out.
    fn end(&mut self, end: TurnEnd, now: UnixMillis, out: &mut Vec<Step>) {
        let (state, note) = match end {
            TurnEnd::Stopped => (ToolState::Stopped, "Stopped by the person."),
            TurnEnd::Done | TurnEnd::Interrupted { .. } | TurnEnd::Failed { .. } => {
                (ToolState::Failed, "It was not carried out.")
            }
        };
        let is_recorded = self.step.is_recorded;
        for call in &mut self.step.calls {
            if call.result.is_none() {
                call.close(state, note, &mut self.aliases, now);
                if let (true, Some(result)) = (is_recorded, call.result.clone()) {
                    let (turn_id, call_id) = (self.turn_id, call.id.clone());
                    out.push(Step::Record(Event::ToolFinished {
                        turn_id,
                        call_id,
                        result,
                    }));
                }
            }
        }
        if matches!(self.phase, RunPhase::Asking | RunPhase::Streaming) {
            out.push(Step::AbortModel);
        }
        self.record_names(out);
        self.record_step(out);
        out.push(Step::Record(Event::TurnEnded {
            turn_id: self.turn_id,
            end,
            duration: now.since(self.started_at),
        }));
        self.phase = RunPhase::Ended;
        out.push(Step::End);
    }
}
