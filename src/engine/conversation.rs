//! A conversation is the stream of its events.
//!
//! `decide` turns a command into events or refuses it, `apply` folds an event into the state and is
//! total, [`transcript`] turns any state into a valid request for a model. Events are the truth:
//! what is on screen and what the model reads are both derived from them.
//!
//! Invariants: events are append-only and numbered from 1 without gaps; `apply` never fails,
//! whatever the order; after a turn's end nothing belongs to that turn.

pub mod decide;
pub mod event;
pub mod message;
pub mod recover;
pub mod row;
pub mod state;
pub mod title;
pub mod transcript;

pub use event::{Event, Partial, RecordedEvent, TurnEnd};
pub use message::{Facts, Message, MessageState, Part, Role, ToolCard, ToolState};
pub use state::Conversation;
