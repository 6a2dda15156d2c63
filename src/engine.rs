//! The pure layer: every decision the product makes, testable natively in milliseconds.
//!
//! Invariant: nothing in here names Leptos, the browser, a clock or a source of randomness.
//! Time arrives as an argument ([`time::UnixMillis`]), identities are minted by the caller, input
//! and output are plain data. The code that the tests simulate is therefore the code that ships.

pub mod agent;
pub mod canvas;
pub mod context;
pub mod conversation;
pub mod host;
pub mod ids;
pub mod interpreter;
pub mod json;
pub mod json_scanner;
pub mod llm;
pub mod markdown;
pub mod ports;
pub mod prompt;
pub mod schema;
pub mod secret;
pub mod settings;
pub mod time;
pub mod tools;
