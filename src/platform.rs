//! The browser, thinly: what [`crate::engine::ports`] asks for, and nothing more.
//!
//! Invariants: no decision about the product is made here (no retry, no parsing, no defaults);
//! every listener lives in a struct that removes it; JavaScript values become typed errors here and
//! go no further.

pub mod clock;
pub mod fetch;
pub mod host_port;
pub mod indexed_db;
pub mod journal;
pub mod memory_journal;
pub mod minter;
pub mod page;
pub mod preferences;
