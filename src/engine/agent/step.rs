//! What goes into the machine and what comes out. Both lists are exhaustive on purpose: a driver
//! must handle every step, so a new one does not compile until it does.

use crate::engine::conversation::{Event, ToolCard};
use crate::engine::host::HostRequest;
use crate::engine::ids::OperationId;
use crate::engine::llm::{LlmError, LlmEvent};
use crate::engine::time::Millis;
use crate::engine::tools::Reply;

/// Something happened.
#[derive(Clone, Debug)]
pub enum Input {
    /// Begin.
    Start,
    /// The model said something.
    Model {
        /// Which request it answers; an older one is ignored.
        attempt: u32,
        /// What it said.
        event: LlmEvent,
    },
    /// The answer's stream is over.
    ModelEnded {
        /// Which request it answered.
        attempt: u32,
    },
    /// The request failed before or during its answer.
    ModelFailed {
        /// Which request.
        attempt: u32,
        /// How.
        error: LlmError,
        /// A fresh random number, 0 to 1, for the waiting time before another try.
        random: f64,
    },
    /// The host answered.
    Host {
        /// The request's id.
        operation_id: OperationId,
        /// The answer.
        reply: Reply,
    },
    /// A timer fired.
    Timer(Timer),
    /// The person pressed Stop.
    Stop,
}

/// Something to do, in the order given.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Append the event to the journal; go on when it is durable.
    Record(Event),
    /// Send the request that follows from the journal.
    CallModel {
        /// Number it; its events must carry the number.
        attempt: u32,
    },
    /// Abort the request that is under way, if one is.
    AbortModel,
    /// Ask the host.
    CallHost {
        /// Number it; its reply must carry the number.
        operation_id: OperationId,
        /// The question.
        request: HostRequest,
    },
    /// Feed [`Input::Timer`] after a while.
    SetTimer {
        /// Which.
        timer: Timer,
        /// When.
        after: Millis,
    },
    /// Something changed on screen.
    Show(Live),
    /// The turn is over and its end is recorded.
    End,
}

/// A timer of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// Time to send the request again.
    Retry {
        /// The number of the request that failed.
        attempt: u32,
    },
    /// Stop has waited long enough for the host.
    StopGrace,
}

/// A change on screen, to be drawn with the next frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Live {
    /// More text of the answer.
    Text(String),
    /// More reasoning.
    Reasoning(String),
    /// A tool call appeared.
    ToolStarted {
        /// Which call of the running step.
        slot: usize,
        /// Its card.
        card: Box<ToolCard>,
    },
    /// A tool call changed; ask [`super::AgentRun::card`] for it.
    Tool {
        /// Which call of the running step.
        slot: usize,
    },
    /// A tool call has its result; the card will not change any more.
    ToolDone {
        /// Which call of the running step.
        slot: usize,
        /// Its card.
        card: Box<ToolCard>,
    },
    /// What came of this step so far is void: the request is sent again.
    Restart,
    /// The step is complete; what follows belongs to the next one.
    StepDone,
}
