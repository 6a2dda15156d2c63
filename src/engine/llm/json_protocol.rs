//! Tools for models that have none: the whole answer is one JSON object.
//!
//! Small local models ignore a tool list, but a server like llama.cpp can force their output into a
//! JSON schema (`response_format: {"type":"json_schema"}`), whatever the model would rather write.
//! [`rewrite`] turns a request with tools into one that asks for this object, and
//! [`JsonProtocolDecoder`] turns the object, while it streams, into the events of native tool calls,
//! so that the rest of the product sees no difference.
//!
//! ```json
//! {"say":"Here is a card.","calls":[{"tool":"draw","arguments":{"nodes":[{"type":"board"}]}}]}
//! ```
//!
//! Invariants: `say` comes before `calls`, so that the person reads something early; arguments are
//! handed on exactly as they came; an answer that is not this object is shown as text and never
//! carried out.

mod decoder;
mod envelope;
mod request;

pub use decoder::JsonProtocolDecoder;
pub use request::{ProtocolLimits, response_format, response_schema, rewrite, system_suffix};
