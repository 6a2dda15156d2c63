//! What the product needs from its surroundings, as traits that the platform implements.
//!
//! Invariant: a port carries data in and out and decides nothing. Futures are local, because a
//! browser has one thread.

use std::future::Future;
use std::pin::Pin;

use futures_util::Stream;

use super::conversation::{Partial, RecordedEvent};
use super::host::{HostError, HostEvent, HostHello, HostReply, HostRequest};
use super::ids::ConversationId;
use super::llm::{HttpRequest, LlmError};
use super::time::{Millis, UnixMillis};

/// A future that stays on its thread.
pub type LocalFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// A stream that stays on its thread.
pub type LocalStream<'a, T> = Pin<Box<dyn Stream<Item = T> + 'a>>;

/// The start of an answer over HTTP.
pub struct HttpAnswer {
    /// The status.
    pub status: u16,
    /// The `Content-Type` header, or nothing.
    pub content_type: String,
    /// The `Retry-After` header, where the browser lets us see it.
    pub retry_after: Option<String>,
    /// The body, piece by piece. Dropping it aborts the request. An error is a broken connection.
    pub body: LocalStream<'static, Result<Vec<u8>, LlmError>>,
}

/// Requests to model providers.
pub trait Transport {
    /// Sends the request; resolves when the headers are there. Dropping the future aborts it.
    fn send(&self, request: HttpRequest) -> LocalFuture<'static, Result<HttpAnswer, LlmError>>;
}

/// Time as the platform gives it.
pub trait Clock {
    /// Wall time, for display and for ids.
    fn now(&self) -> UnixMillis;
    /// Milliseconds since some fixed moment, for durations; never jumps.
    fn monotonic_ms(&self) -> f64;
    /// Resolves after `delay`.
    fn sleep(&self, delay: Millis) -> LocalFuture<'static, ()>;
    /// Resolves when the screen is about to be drawn.
    fn next_frame(&self) -> LocalFuture<'static, ()>;
}

/// The design tool.
pub trait Host {
    /// Asks; resolves with the answer, or with [`super::host::HostErrorCode::Timeout`] after 30
    /// seconds and [`super::host::HostErrorCode::NotConnected`] without a host.
    fn ask(&self, request: HostRequest) -> LocalFuture<'static, Result<HostReply, HostError>>;
    /// Resolves with the host's greeting, or with
    /// [`super::host::HostErrorCode::NotConnected`] when the panel was opened by itself.
    fn connect(&self) -> LocalFuture<'static, Result<HostHello, HostError>>;
    /// What the host tells unasked; asked for once.
    fn events(&self) -> LocalStream<'static, HostEvent>;
}

/// Small preferences: text under established keys.
pub trait Preferences {
    /// The stored text.
    fn get(&self, key: &str) -> Option<String>;
    /// Stores a text; `false` if the browser refused.
    fn set(&self, key: &str, value: &str) -> bool;
    /// Removes a key.
    fn remove(&self, key: &str);
}

/// A row of the list of conversations.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConversationRow {
    /// Which conversation.
    pub id: ConversationId,
    /// Its title.
    pub title: String,
    /// When it began.
    pub created_at: UnixMillis,
    /// When its last event was written.
    pub updated_at: UnixMillis,
    /// How many messages it has.
    pub message_count: usize,
}

/// Why the journal could not be written or read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// The browser's storage is full. The person deletes conversations.
    #[error("the browser's storage is full")]
    Full,
    /// The browser refuses storage here; conversations are kept in memory until the panel closes.
    #[error("the browser does not let this panel store anything: {0}")]
    Refused(String),
    /// The database answered with an error.
    #[error("the browser's database failed: {0}")]
    Failed(String),
    /// Another tab wrote to the same conversation first. The person reloads it.
    #[error("the conversation was changed in another tab")]
    Conflict,
}

/// The journal: one append-only event stream per conversation.
pub trait Journal {
    /// Whether what is written survives a reload.
    fn is_durable(&self) -> bool;
    /// All conversations, the most recently changed first.
    fn list(&self) -> LocalFuture<'static, Result<Vec<ConversationRow>, JournalError>>;
    /// All events of a conversation in order, and its partial turn if one was running. Events that
    /// cannot be read are left out and counted.
    fn load(&self, id: ConversationId)
    -> LocalFuture<'static, Result<LoadedJournal, JournalError>>;
    /// Appends events and the row that follows from them, and resolves when they are durable.
    fn append(
        &self,
        row: ConversationRow,
        events: Vec<RecordedEvent>,
    ) -> LocalFuture<'static, Result<(), JournalError>>;
    /// Replaces the partial turn of a conversation; `None` removes it.
    fn set_partial(
        &self,
        id: ConversationId,
        partial: Option<Partial>,
    ) -> LocalFuture<'static, Result<(), JournalError>>;
    /// Removes a conversation with everything that belongs to it.
    fn delete(&self, id: ConversationId) -> LocalFuture<'static, Result<(), JournalError>>;
}

/// What [`Journal::load`] found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadedJournal {
    /// The events, in order.
    pub events: Vec<RecordedEvent>,
    /// The turn that was running when the panel went away.
    pub partial: Option<Partial>,
    /// How many stored events could not be read.
    pub unreadable: usize,
}
