//! Tests of the lists of models, one per provider's shape.

use serde_json::json;

use super::*;
use crate::engine::secret::ApiKey;

/// 2026-11-20.
const NOW: UnixMillis = UnixMillis(1_795_132_800_000);

fn parsed(provider: ProviderKind, list: &Value) -> Vec<ModelInfo> {
    parse_models(provider, &list.to_string(), NOW).unwrap()
}

fn ids(models: &[ModelInfo]) -> Vec<&str> {
    models.iter().map(|model| model.id.as_str()).collect()
}

#[test]
fn the_list_is_asked_for_with_the_key_of_its_own_origin() {
    let endpoint = Endpoint {
        provider: ProviderKind::OpenRouter,
        base_url: "https://openrouter.ai/api/v1".to_owned(),
        key: ApiKey::new("sk-or"),
    };
    let request = encode_models_request(&endpoint);
    assert_eq!(request.method, "GET");
    assert_eq!(request.url, "https://openrouter.ai/api/v1/models");
    assert_eq!(request.key.reveal(), "sk-or");
    assert_eq!(request.body, None);
}

#[test]
fn openai_lists_chat_models_that_are_still_served() {
    let models = parsed(
        ProviderKind::OpenAi,
        &json!({"object": "list", "data": [
            {"id": "whisper-1"},
            {"id": "o4-mini", "shutdown_date": "2026-10-23"},
            {"id": "o3", "shutdown_date": "2026-12-11"},
            {"id": "gpt-6-sol", "shutdown_date": null},
            {"id": "gpt-image-2"},
            {"id": "gpt-4"},
        ]}),
    );
    assert_eq!(ids(&models), ["gpt-4", "gpt-6-sol", "o3"]);
    assert_eq!((models[0].tools, models[0].vision), (None, None));
    assert_eq!(
        (models[1].tools, models[1].vision),
        (Some(true), Some(true))
    );
    assert_eq!(models[1].input_usd_per_million, None);
}

#[test]
fn openrouter_says_what_its_models_can_do_and_cost() {
    let models = parsed(
        ProviderKind::OpenRouter,
        &json!({"data": [
            {
                "id": "z/paint", "name": "Z: Paint",
                "architecture": {"input_modalities": ["text"], "output_modalities": ["image"]},
            },
            {
                "id": "openai/gpt-6-sol", "name": "OpenAI: GPT-6 Sol", "context_length": 1_050_000,
                "architecture": {
                    "input_modalities": ["text", "image"], "output_modalities": ["text"],
                },
                "pricing": {"prompt": "0.000002", "completion": "0.00001"},
                "supported_parameters": ["tools", "reasoning"],
                "expiration_date": null,
            },
            {"id": "old/one", "name": "Old", "expiration_date": "2026-11-01"},
            {
                "id": "a/small", "name": "a small one",
                "architecture": {"input_modalities": ["text"], "output_modalities": ["text"]},
                "pricing": {"prompt": "-1", "completion": "-1"},
                "supported_parameters": ["temperature"],
            },
        ]}),
    );
    assert_eq!(ids(&models), ["a/small", "openai/gpt-6-sol"]);
    assert_eq!(
        (models[0].tools, models[0].vision),
        (Some(false), Some(false))
    );
    assert_eq!(models[0].input_usd_per_million, None);
    assert_eq!(
        models[1],
        ModelInfo {
            id: "openai/gpt-6-sol".to_owned(),
            name: "OpenAI: GPT-6 Sol".to_owned(),
            tools: Some(true),
            vision: Some(true),
            context_tokens: Some(1_050_000),
            input_usd_per_million: Some(2.0),
            output_usd_per_million: Some(10.0),
        }
    );
}

#[test]
fn local_servers_are_read_whatever_they_call_things() {
    let models = parsed(
        ProviderKind::Compatible,
        &json!({"models": [{"name": "ignored"}], "data": [
            {"id": "/models/Qwen3-8B.gguf", "meta": {"n_ctx": 32768}},
            {"id": "zeta:8b", "object": "model", "owned_by": "library"},
            {"id": "meta/llama", "max_model_len": 40960},
            {"id": "vision-one", "type": "vlm", "max_context_length": 8192,
             "capabilities": ["tool_use"]},
            {"id": "text-embedding-nomic"},
            {"id": "bge", "type": "embeddings"},
            {"id": "mistral", "capabilities": {"function_calling": true, "vision": false}},
        ]}),
    );
    assert_eq!(
        ids(&models),
        [
            "meta/llama",
            "mistral",
            "/models/Qwen3-8B.gguf",
            "vision-one",
            "zeta:8b"
        ]
    );
    assert_eq!(models[0].context_tokens, Some(40960));
    assert_eq!(
        (models[1].tools, models[1].vision),
        (Some(true), Some(false))
    );
    assert_eq!(models[2].name, "Qwen3-8B");
    assert_eq!(models[2].context_tokens, Some(32768));
    assert_eq!(
        (models[3].tools, models[3].vision),
        (Some(true), Some(true))
    );
    assert_eq!((models[4].tools, models[4].context_tokens), (None, None));
}

#[test]
fn other_shapes_of_the_list_are_understood() {
    let ollama = json!({"models": [{"name": "smol:latest", "model": "smol:latest"}]});
    assert_eq!(
        ids(&parsed(ProviderKind::Compatible, &ollama)),
        ["smol:latest"]
    );
    let bare = json!([{"id": "one"}, {"id": "one"}, {"no": "id"}]);
    assert_eq!(ids(&parsed(ProviderKind::Compatible, &bare)), ["one"]);
}

#[test]
fn what_is_no_list_is_explained() {
    let error = |body: &str| parse_models(ProviderKind::Compatible, body, NOW).unwrap_err();
    assert_eq!(
        error("<html>Sign in</html>"),
        LlmError::NotAStream {
            excerpt: "<html>Sign in</html>".to_owned()
        }
    );
    assert!(matches!(
        error("{\"hello\":1}"),
        LlmError::NotAStream { .. }
    ));
    assert!(matches!(
        error("{\"error\":{\"code\":401,\"message\":\"no key\"}}"),
        LlmError::Unauthorized { .. }
    ));
    assert_eq!(parse_models(ProviderKind::BuiltIn, "", NOW), Ok(Vec::new()));
}
