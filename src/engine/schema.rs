//! JSON schemas of the tools, cut to what each reader can take.
//!
//! - [`strict`] is the subset that OpenAI enforces while the model writes.
//! - [`bounded`] is for constrained writing by small local models: no recursion, an end to
//!   everything, so that the answer ends too.
//! - [`unknown_fields`] finds the members that a model invented and says what it may have meant.
//!
//! ```json
//! {"type":"object","properties":{"x":{"type":"number"}},"additionalProperties":false}
//! ```
//!
//! Invariant: all of them work on JSON data only. The schemas are derived from the input types of
//! the tools by a test and kept as files ([`crate::engine::tools`]), so the generator is no part of
//! the panel.

mod bounded;
#[cfg(test)]
mod derive;
#[cfg(test)]
mod simplify;
mod strict;
mod unknown;
mod walk;

pub use bounded::{BoundedLimits, Narrowing, bounded};
#[cfg(test)]
pub(crate) use derive::{description, tool_schema};
pub use strict::{strict, without_nulls};
pub use unknown::{UnknownField, unknown_fields};

#[cfg(test)]
#[path = "schema_tests.rs"]
mod tests;
