//! One tool call, from its first byte to its result.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::engine::canvas::{Aliases, Operation};
use crate::engine::conversation::event::{RecordedCall, ToolResult};
use crate::engine::conversation::message::{Facts, ToolCard, ToolState};
use crate::engine::host::{HostReply, HostRequest};
use crate::engine::ids::{OperationId, ToolCallId};
use crate::engine::time::{Millis, UnixMillis};
use crate::engine::tools::draw::{self, DrawRequest, DrawRun};
use crate::engine::tools::{self, Outcome, Reply, ToolStep};

/// A call of the running step.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Call {
    pub(super) id: ToolCallId,
    pub(super) name: String,
    pub(super) arguments: String,
    pub(super) started_at: UnixMillis,
    pub(super) result: Option<ToolResult>,
    /// Whether all arguments are there.
    is_complete: bool,
    work: Work,
    facts: Facts,
}

/// How the call is carried out.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Work {
    /// While its arguments stream in.
    Draw(Box<DrawRun>),
    /// Once its arguments are complete.
    Whole { replies: Vec<Reply> },
}

/// What a call does next.
#[derive(Debug, PartialEq)]
pub(super) enum Advance {
    /// Nothing until more arguments arrive.
    Wait,
    /// Read from the host.
    Read(HostRequest),
    /// Change the canvas.
    Apply(Vec<Operation>),
    /// It is done.
    Done(Outcome),
}

impl Call {
    pub(super) fn new(id: ToolCallId, name: String, now: UnixMillis) -> Self {
        let work = if tools::find(&name).is_some_and(tools::ToolEntry::streams) {
            Work::Draw(Box::default())
        } else {
            Work::Whole {
                replies: Vec::new(),
            }
        };
        Self {
            id,
            name,
            arguments: String::new(),
            started_at: now,
            result: None,
            is_complete: false,
            work,
            facts: Facts::default(),
        }
    }

    pub(super) fn push(&mut self, piece: &str, aliases: &Aliases) {
        self.arguments.push_str(piece);
        if let Work::Draw(run) = &mut self.work {
            run.push(piece, aliases);
        }
    }

    /// No more arguments will come; `is_cut` if the stream broke off.
    pub(super) fn complete(&mut self, is_cut: bool) {
        match &mut self.work {
            Work::Draw(run) => run.end_arguments(),
            Work::Whole { .. } if is_cut => {
                let outcome = Outcome::failed(
                    &format!("{}: cut off", self.name),
                    "the call was cut off before it was complete, so it was not carried out",
                );
                self.result
                    .get_or_insert_with(|| outcome.into_result(Millis(0)));
            }
            Work::Whole { .. } => {}
        }
        self.is_complete = true;
    }

    pub(super) fn advance(&mut self, operation_id: &OperationId, aliases: &mut Aliases) -> Advance {
        match &mut self.work {
            Work::Draw(run) => match run.next_request(operation_id) {
                Some(DrawRequest::Other(request)) => Advance::Read(request),
                Some(DrawRequest::Apply(operations)) => Advance::Apply(operations),
                None if run.is_finished() => Advance::Done(run.outcome(aliases)),
                None => Advance::Wait,
            },
            Work::Whole { .. } if !self.is_complete => Advance::Wait,
            Work::Whole { replies } => match step(&self.name, &self.arguments, aliases, replies) {
                ToolStep::Read(request) => Advance::Read(request),
                ToolStep::Apply(operations) => Advance::Apply(operations),
                ToolStep::Done(outcome) => Advance::Done(outcome),
            },
        }
    }

    pub(super) fn take_reply(&mut self, reply: Reply) {
        if let Ok(HostReply::Applied(applied)) = &reply {
            self.facts += Facts::of(applied);
        }
        match &mut self.work {
            Work::Draw(run) => run.take_reply(&reply),
            Work::Whole { replies } => replies.push(reply),
        }
    }

    /// Drops what was not sent yet.
    pub(super) fn stop(&mut self) {
        self.is_complete = true;
        if let Work::Draw(run) = &mut self.work {
            run.stop();
        }
    }

    /// The result of a call that ends without being done.
    pub(super) fn close(
        &mut self,
        state: ToolState,
        note: &str,
        aliases: &mut Aliases,
        now: UnixMillis,
    ) {
        let mut outcome = match &self.work {
            Work::Draw(run) => run.outcome(aliases),
            Work::Whole { .. } => Outcome {
                title: self.name.clone(),
                facts: self.facts,
                ..Outcome::default()
            },
        };
        outcome.notes.push(note.to_owned());
        if !outcome.content.is_empty() {
            outcome.content.push(' ');
        }
        outcome.content.push_str(note);
        let mut result = outcome.into_result(now.since(self.started_at));
        result.state = state;
        self.result.get_or_insert(result);
    }

    pub(super) fn record(&self) -> RecordedCall {
        RecordedCall {
            id: self.id.clone(),
            name: self.name.clone(),
            arguments: self.arguments.clone(),
        }
    }

    /// The card as it is now. The arguments stay out until the call is done: copying them for every
    /// frame would cost more the longer they get.
    pub(super) fn card(&self) -> ToolCard {
        if self.result.is_some() {
            return crate::engine::conversation::state::finished_card(
                &self.record(),
                self.result.as_ref(),
            );
        }
        let (title, layers, facts) = match &self.work {
            Work::Draw(run) => (run.running_title(), run.layers(), run.facts()),
            Work::Whole { .. } => (running_title(&self.name).to_owned(), Vec::new(), self.facts),
        };
        ToolCard {
            call_id: self.id.clone(),
            tool: self.name.clone(),
            state: ToolState::Running,
            title,
            facts,
            layers,
            notes: Vec::new(),
            arguments: String::new(),
            result: String::new(),
            duration: Millis(0),
        }
    }
}

fn running_title(name: &str) -> &str {
    match name {
        draw::NAME => "Drawing",
        "edit" => "Changing layers",
        "inspect" => "Looking at the canvas",
        other => other,
    }
}

fn step(name: &str, arguments: &str, aliases: &mut Aliases, replies: &[Reply]) -> ToolStep {
    let Some(tool) = tools::find(name) else {
        let known: Vec<&str> = tools::TOOLS.iter().map(|tool| tool.name).collect();
        let problem = format!(
            "there is no tool \"{name}\"; there are {}",
            known.join(", ")
        );
        return ToolStep::Done(Outcome::failed(&format!("{name}: no such tool"), &problem));
    };
    // A tool without required input may be called with no arguments at all.
    let text = if arguments.trim().is_empty() {
        "{}"
    } else {
        arguments
    };
    match serde_json::from_str::<Value>(text) {
        Ok(input) => tool.step(&input, aliases, replies),
        Err(error) => ToolStep::Done(Outcome::failed(
            &format!("{name}: not understood"),
            &format!("the arguments are not valid JSON: {error}"),
        )),
    }
}
