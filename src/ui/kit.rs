//! Building blocks that every page uses.
//!
//! Invariant: nothing in here knows a store or a command; everything comes in as an argument.

pub(crate) mod button;
pub(crate) mod clipboard;
pub(crate) mod clock;
pub(crate) mod confirm;
pub(crate) mod erased;
pub(crate) mod follow;
pub(crate) mod format;
pub(crate) mod notice;
