//! The agent loop: a machine that decides everything about a turn and does nothing itself.
//!
//! [`AgentRun`] is fed [`Input`]s (what the model says, what the host answers, that a timer fired,
//! that the person pressed Stop) and returns [`Step`]s for the driver to carry out, in order. It
//! holds no connection, clock or callback, so a whole turn can be tested natively with a scripted
//! model and a scripted host, and the machine that is tested is the one that ships.
//!
//! ```text
//!            CallModel            ModelEnded, calls
//!  Ready ───────────────▶ Asking ───────────────────▶ Working ──┐ all calls have results
//!                          │  ▲                                 │
//!             SetTimer     ▼  │ Timer(Retry)                    └──▶ Asking (next step)
//!                         Waiting                 any state ── Stop ──▶ Ending ──▶ Ended
//! ```
//!
//! Invariants: a batch is recorded as intended before it is sent (the steps are in that order, and
//! the driver waits for each record to be durable); one batch is under way at a time; every call gets
//! exactly one result; after Stop nothing new is sent; every turn ends in exactly one
//! [`crate::engine::conversation::TurnEnd`].

mod call;
pub mod limits;
mod run;
mod step;

pub use run::{AgentRun, RunPhase};
pub use step::{Input, Live, Step, Timer};

#[cfg(test)]
mod bench;

#[cfg(test)]
#[path = "agent/agent_tests.rs"]
mod tests;
