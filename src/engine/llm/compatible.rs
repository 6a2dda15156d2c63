//! A server of the person's own: Chat Completions, and a list of models that says something else in
//! each of them.
//!
//! ```text
//! llama.cpp  {"id":"/models/qwen.gguf","meta":{"n_ctx":32768}}
//! LM Studio  {"id":"qwen3","type":"vlm","max_context_length":32768,"capabilities":["tool_use"]}
//! Ollama     {"id":"qwen3:8b","object":"model","owned_by":"library"}
//! vLLM       {"id":"Qwen/Qwen3-8B","max_model_len":40960}
//! Mistral    {"id":"…","capabilities":{"function_calling":true,"vision":false}}
//! ```

use serde_json::Value;

use super::Decoder;
use super::catalog::{ModelInfo, lists, text};
use super::chat_completions::{ChatDecoder, encode_chat};
use super::dialect::Dialect;
use crate::engine::time::UnixMillis;

/// How such a server is spoken to.
pub const DIALECT: Dialect = Dialect {
    encode: encode_chat,
    decoder,
    models,
};

fn decoder() -> Box<dyn Decoder> {
    Box::new(ChatDecoder::default())
}

fn models(entries: &[Value], _now: UnixMillis) -> Vec<ModelInfo> {
    entries.iter().filter_map(model).collect()
}

fn model(entry: &Value) -> Option<ModelInfo> {
    // `model` is Ollama's name for it in its own list.
    let id = text(entry, "id").or_else(|| text(entry, "model"))?;
    let kind = text(entry, "type").unwrap_or_default();
    if kind == "embeddings" || id.to_ascii_lowercase().contains("embed") {
        return None;
    }
    let capabilities = entry.get("capabilities");
    let can = |key| {
        capabilities
            .and_then(|listed| listed.get(key))
            .and_then(Value::as_bool)
    };
    let sees = lists(entry.pointer("/architecture/input_modalities"), &["image"]);
    let context = [
        "/meta/n_ctx",
        "/loaded_context_length",
        "/max_model_len",
        "/max_context_length",
        "/context_length",
        "/context_window",
    ];
    Some(ModelInfo {
        id: id.to_owned(),
        name: text(entry, "name")
            .unwrap_or_else(|| file_stem(id))
            .to_owned(),
        tools: can("function_calling")
            .or_else(|| lists(capabilities, &["tool_use", "tools", "function_calling"])),
        vision: can("vision")
            .or(sees)
            .or_else(|| (kind == "vlm").then_some(true))
            .or_else(|| lists(capabilities, &["vision", "multimodal"])),
        context_tokens: context
            .iter()
            .find_map(|pointer| entry.pointer(pointer).and_then(Value::as_u64)),
        ..ModelInfo::default()
    })
}

/// The name of a model file without its path; llama.cpp names models by their files.
fn file_stem(id: &str) -> &str {
    id.strip_suffix(".gguf")
        .map_or(id, |stem| stem.rsplit(['/', '\\']).next().unwrap_or(stem))
}
