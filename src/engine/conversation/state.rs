//! The state of a conversation: its events, folded.
