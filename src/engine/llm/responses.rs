//! The Responses dialect: OpenAI itself.
//!
//! ```text
//! event: response.output_text.delta
//! data: {"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"Hi"}
//!
//! event: response.completed
//! data: {"type":"response.completed","response":{"status":"completed","usage":{…},"output":[…]}}
//! ```
//!
//! Used without state on the server: every request says `store: false` and carries the encrypted
//! reasoning of this turn back.

pub mod decode;
pub mod encode;

pub use decode::ResponsesDecoder;
pub use encode::encode_responses;
