//! The Chat Completions dialect: OpenRouter, Ollama, LM Studio, llama.cpp, vLLM and most others.
//!
//! ```text
//! data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}
//! data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}
//! data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2}}
//! data: [DONE]
//! ```
//!
//! No two servers speak it alike; [`decode`] says what it survives.

pub mod decode;
pub mod encode;
mod reasoning_details;

pub use decode::ChatDecoder;
pub use encode::encode_chat;
