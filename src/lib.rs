//! Limn: a design agent in a plugin panel.
//!
//! The map, and the one rule between its layers (enforced by `tests/architecture.rs`):
//!
//! - [`engine`] is pure: it decides everything the product does and touches nothing outside itself.
//! - [`platform`] is the browser, thinly: fetch, IndexedDB, localStorage, the message channel.
//!   It imports `engine` and holds no decision about the product.
//! - [`ui`] is Leptos: stores, components and one driver. It imports `engine` and is handed the
//!   platform as trait objects.
//! - [`app`] puts them together and is the only module that names all three.
//!
//! Start reading at [`engine::agent`], the loop behind every answer.

pub mod app;
pub mod engine;
pub mod platform;
pub mod ui;
