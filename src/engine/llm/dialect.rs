//! The one place that knows which provider speaks which dialect.
//!
//! A provider is a file with a [`Dialect`], named in `llm.rs` and in [`of`]: one file and two lines.
//! Invariant: nobody else matches on [`ProviderKind`] to reach a model.

use super::catalog::ModelInfo;
use super::request::{HttpRequest, LlmRequest};
use super::{Decoder, compatible, openai, openrouter};
use crate::engine::settings::{Endpoint, ProviderKind};
use crate::engine::time::UnixMillis;

/// How one provider is spoken to.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    /// Encodes a request for a streamed answer.
    pub encode: fn(&LlmRequest, &Endpoint) -> HttpRequest,
    /// A decoder for one answer.
    pub decoder: fn() -> Box<dyn Decoder>,
    /// Reads the entries of its list of models, leaving out what cannot chat.
    pub models: fn(&[serde_json::Value], UnixMillis) -> Vec<ModelInfo>,
}

/// The dialect of a provider; `None` for the interpreter, which is no model.
pub const fn of(provider: ProviderKind) -> Option<Dialect> {
    match provider {
        ProviderKind::BuiltIn => None,
        ProviderKind::OpenAi => Some(openai::DIALECT),
        ProviderKind::OpenRouter => Some(openrouter::DIALECT),
        ProviderKind::Compatible => Some(compatible::DIALECT),
    }
}

/// Encodes a request for the provider of the endpoint; `None` for the interpreter.
pub fn encode(request: &LlmRequest, endpoint: &Endpoint) -> Option<HttpRequest> {
    of(endpoint.provider).map(|dialect| (dialect.encode)(request, endpoint))
}

/// A decoder for one answer of the provider; `None` for the interpreter.
pub fn decoder(provider: ProviderKind) -> Option<Box<dyn Decoder>> {
    of(provider).map(|dialect| (dialect.decoder)())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::secret::ApiKey;

    #[test]
    fn every_provider_but_the_interpreter_can_be_asked_and_understood() {
        let request = LlmRequest {
            model: "m".to_owned(),
            system: String::new(),
            messages: Vec::new(),
            tools: Vec::new(),
            max_output_tokens: None,
            temperature: None,
            response_schema: None,
        };
        for provider in ProviderKind::ALL {
            let endpoint = Endpoint {
                provider,
                base_url: "https://host/v1".to_owned(),
                key: ApiKey::new("secret-key"),
            };
            let speaks = provider != ProviderKind::BuiltIn;
            assert_eq!(decoder(provider).is_some(), speaks);
            let encoded = encode(&request, &endpoint);
            assert_eq!(encoded.is_some(), speaks);
            if let Some(encoded) = encoded {
                assert!(encoded.url.starts_with("https://host/v1/"));
                assert_eq!(encoded.key.reveal(), "secret-key");
                assert!(!format!("{encoded:?}").contains("secret-key"));
            }
        }
    }
}
