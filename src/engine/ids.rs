//! Identities, one type each, so that a conversation's id can never be passed for a message's.
//!
//! Ids that we mint are UUIDs of version 7 (they sort by time); the engine has no randomness, so
//! the caller hands in the random part ([`Minter`]). Ids that others mint (the host's shapes, a
//! provider's tool calls) are opaque strings and are never parsed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::time::UnixMillis;

/// Mints UUIDs of version 7; the platform supplies time and randomness.
pub trait Minter {
    /// A fresh id, greater than every id minted before it in this session.
    fn mint(&self) -> Uuid;
}

/// Builds a version 7 UUID from the time and ten random bytes (RFC 9562, section 5.7).
pub fn uuid_v7(now: UnixMillis, random: &[u8; 10]) -> Uuid {
    uuid::Builder::from_unix_timestamp_millis(now.0, random).into_uuid()
}

macro_rules! uuid_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh id.
            pub fn mint(minter: &dyn Minter) -> Self {
                Self(minter.mint())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

uuid_id! {
    /// One conversation, and the stream of events that it is.
    ConversationId;
    /// One message on screen: the person's, or the whole answer of one turn.
    MessageId;
    /// One turn of the agent: from the person's message to exactly one terminal state.
    TurnId;
}

macro_rules! string_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

string_id! {
    /// A tool call, named by the provider (`call_…`) or by us where the provider names none.
    ToolCallId;
    /// One change to the canvas, minted by us as `<turn>/<number>`; the host applies each at most once.
    OperationId;
    /// A shape as the host names it (a UUID in Penpot).
    ShapeId;
    /// A name that we give to a shape before the host has given it an id.
    NodeRef;
    /// A page of the design file, named by the host.
    PageId;
}
