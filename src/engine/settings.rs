//! What the person has set: providers, keys, models.
//!
//! Stored as small preferences under the keys that the established React plugin uses
//! (`openaiApiKey`, `openrouterApiKey`, `selectedLanguageModel`, …), read whether they were stored
//! raw or as JSON. Invariant: a key is only ever read into [`ApiKey`] and written back to its own
//! preference; which origin it may be sent to is decided here, by [`Settings::endpoint`].

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ports::Preferences;
use super::secret::ApiKey;

/// Who answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProviderKind {
    /// The command interpreter that needs no model.
    #[default]
    BuiltIn,
    /// OpenAI over the Responses API.
    OpenAi,
    /// OpenRouter over Chat Completions.
    OpenRouter,
    /// A server of the person's own that speaks Chat Completions.
    Compatible,
}

impl ProviderKind {
    /// Every kind, in the order in which the interface offers them.
    pub const ALL: [Self; 4] = [
        Self::BuiltIn,
        Self::OpenRouter,
        Self::OpenAi,
        Self::Compatible,
    ];

    /// The stored name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BuiltIn => "builtin",
            Self::OpenAi => "openai",
            Self::OpenRouter => "openrouter",
            Self::Compatible => "compatible",
        }
    }

    /// The name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::BuiltIn => "Built-in (no AI)",
            Self::OpenAi => "OpenAI",
            Self::OpenRouter => "OpenRouter",
            Self::Compatible => "Local server",
        }
    }
}

/// How a model takes tool calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToolProtocol {
    /// The provider's own tool calling.
    #[default]
    Native,
    /// Answers constrained by `response_format: json_schema`; for servers whose model ignores tools.
    JsonSchema,
    /// The same for the smallest models: a short prompt, one tool, few layers.
    JsonSchemaTiny,
}

impl ToolProtocol {
    const ALL: [Self; 3] = [Self::Native, Self::JsonSchema, Self::JsonSchemaTiny];

    /// The stored name.
    const fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::JsonSchema => "json_schema",
            Self::JsonSchemaTiny => "json_schema_tiny",
        }
    }
}

/// What the person has set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Who answers.
    pub provider: ProviderKind,
    /// The key for OpenAI.
    pub openai_key: ApiKey,
    /// The key for OpenRouter.
    pub openrouter_key: ApiKey,
    /// The address of the person's own server, up to and including `/v1`.
    pub compatible_address: String,
    /// The key of that server; often empty.
    pub compatible_key: ApiKey,
    /// How that server's model takes tool calls, as the check found out.
    pub compatible_protocol: ToolProtocol,
    /// The chosen model's id at the chosen provider; empty if none was chosen.
    pub language_model: String,
}

/// Where requests go, and the only key that may go there.
#[derive(Clone, Debug, PartialEq)]
pub struct Endpoint {
    /// Who answers there.
    pub provider: ProviderKind,
    /// The address up to and including the version, without a slash at the end.
    pub base_url: String,
    /// The key that belongs to this address.
    pub key: ApiKey,
}

mod preference {
    pub(super) const PROVIDER: &str = "selectedProvider";
    pub(super) const OPENAI_KEY: &str = "openaiApiKey";
    pub(super) const OPENROUTER_KEY: &str = "openrouterApiKey";
    pub(super) const COMPATIBLE_ADDRESS: &str = "localServerAddress";
    pub(super) const COMPATIBLE_KEY: &str = "localServerApiKey";
    pub(super) const COMPATIBLE_PROTOCOL: &str = "localServerToolProtocol";
    pub(super) const LANGUAGE_MODEL: &str = "selectedLanguageModel";
}

/// A preference's text, whether it was stored raw or as a JSON string.
fn read_text(preferences: &dyn Preferences, key: &str) -> String {
    let stored = preferences.get(key).unwrap_or_default();
    match serde_json::from_str(&stored) {
        Ok(Value::String(text)) => text.trim().to_owned(),
        _ => stored.trim().to_owned(),
    }
}

fn write_text(preferences: &dyn Preferences, key: &str, text: &str) -> bool {
    if text.is_empty() {
        preferences.remove(key);
        return true;
    }
    preferences.set(key, text)
}

impl Settings {
    /// Reads the stored settings. Where no provider was stored (settings of the React plugin), the
    /// first one that has a key and a model is taken.
    pub fn load(preferences: &dyn Preferences) -> Self {
        let text = |key| read_text(preferences, key);
        let mut settings = Self {
            provider: ProviderKind::BuiltIn,
            openai_key: ApiKey::new(&text(preference::OPENAI_KEY)),
            openrouter_key: ApiKey::new(&text(preference::OPENROUTER_KEY)),
            compatible_address: text(preference::COMPATIBLE_ADDRESS),
            compatible_key: ApiKey::new(&text(preference::COMPATIBLE_KEY)),
            compatible_protocol: {
                let stored = text(preference::COMPATIBLE_PROTOCOL);
                let known = ToolProtocol::ALL
                    .into_iter()
                    .find(|known| known.name() == stored);
                known.unwrap_or_default()
            },
            language_model: text(preference::LANGUAGE_MODEL),
        };
        let stored = text(preference::PROVIDER);
        settings.provider = ProviderKind::ALL
            .into_iter()
            .find(|kind| kind.name() == stored)
            .unwrap_or_else(|| settings.inferred_provider());
        settings
    }

    /// Stores everything; `false` if the browser refused.
    pub fn save(&self, preferences: &dyn Preferences) -> bool {
        [
            (preference::PROVIDER, self.provider.name()),
            (preference::OPENAI_KEY, self.openai_key.reveal()),
            (preference::OPENROUTER_KEY, self.openrouter_key.reveal()),
            (preference::COMPATIBLE_ADDRESS, &self.compatible_address),
            (preference::COMPATIBLE_KEY, self.compatible_key.reveal()),
            (
                preference::COMPATIBLE_PROTOCOL,
                self.compatible_protocol.name(),
            ),
            (preference::LANGUAGE_MODEL, &self.language_model),
        ]
        .into_iter()
        .fold(true, |stored, (key, value)| {
            write_text(preferences, key, value) && stored
        })
    }

    /// OpenRouter's model ids have a slash (`author/model`), OpenAI's have none.
    fn inferred_provider(&self) -> ProviderKind {
        if self.language_model.is_empty() {
            return ProviderKind::BuiltIn;
        }
        if !self.openrouter_key.is_empty() && self.language_model.contains('/') {
            ProviderKind::OpenRouter
        } else if !self.openai_key.is_empty() {
            ProviderKind::OpenAi
        } else if !self.openrouter_key.is_empty() {
            ProviderKind::OpenRouter
        } else if self.compatible_address.is_empty() {
            ProviderKind::BuiltIn
        } else {
            ProviderKind::Compatible
        }
    }

    /// Where a provider's requests go; `None` for the interpreter and for an address not yet given.
    pub fn endpoint(&self, provider: ProviderKind) -> Option<Endpoint> {
        let (base_url, key) = match provider {
            ProviderKind::BuiltIn => return None,
            ProviderKind::OpenAi => ("https://api.openai.com/v1", &self.openai_key),
            ProviderKind::OpenRouter => ("https://openrouter.ai/api/v1", &self.openrouter_key),
            ProviderKind::Compatible => (
                self.compatible_address.trim_end_matches('/'),
                &self.compatible_key,
            ),
        };
        (!base_url.is_empty()).then(|| Endpoint {
            provider,
            base_url: base_url.to_owned(),
            key: key.clone(),
        })
    }

    /// Whether the chosen provider can answer: the truth behind the "connected" state.
    pub fn is_connected(&self) -> bool {
        match self.provider {
            ProviderKind::BuiltIn => true,
            ProviderKind::OpenAi => !self.openai_key.is_empty() && !self.language_model.is_empty(),
            ProviderKind::OpenRouter => {
                !self.openrouter_key.is_empty() && !self.language_model.is_empty()
            }
            ProviderKind::Compatible => {
                !self.compatible_address.is_empty() && !self.language_model.is_empty()
            }
        }
    }

    /// How the chosen model takes tool calls.
    pub const fn tool_protocol(&self) -> ToolProtocol {
        match self.provider {
            ProviderKind::Compatible => self.compatible_protocol,
            ProviderKind::BuiltIn | ProviderKind::OpenAi | ProviderKind::OpenRouter => {
                ToolProtocol::Native
            }
        }
    }

    /// The model as the header shows it.
    pub fn model_label(&self) -> &str {
        if self.provider == ProviderKind::BuiltIn {
            ProviderKind::BuiltIn.label()
        } else if self.language_model.is_empty() {
            "No model chosen"
        } else {
            &self.language_model
        }
    }

    /// The same settings without any key.
    #[must_use]
    pub fn without_keys(&self) -> Self {
        Self {
            openai_key: ApiKey::default(),
            openrouter_key: ApiKey::default(),
            compatible_key: ApiKey::default(),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Default)]
    struct Stored(RefCell<BTreeMap<String, String>>);

    impl Preferences for Stored {
        fn get(&self, key: &str) -> Option<String> {
            self.0.borrow().get(key).cloned()
        }
        fn set(&self, key: &str, value: &str) -> bool {
            self.0.borrow_mut().insert(key.to_owned(), value.to_owned());
            true
        }
        fn remove(&self, key: &str) {
            self.0.borrow_mut().remove(key);
        }
    }

    #[test]
    fn nothing_stored_means_the_interpreter() {
        let settings = Settings::load(&Stored::default());
        assert_eq!(settings.provider, ProviderKind::BuiltIn);
        assert!(settings.is_connected());
        assert_eq!(settings.model_label(), "Built-in (no AI)");
        assert_eq!(settings.endpoint(ProviderKind::Compatible), None);
    }

    #[test]
    fn settings_of_the_react_plugin_connect_without_asking() {
        for (key, model) in [
            ("sk-or-v1-x", "openai/gpt-6-sol"),
            ("\"sk-or-v1-x\"", "\"openai/gpt-6-sol\""),
        ] {
            let stored = Stored::default();
            stored.set("openrouterApiKey", key);
            stored.set("selectedLanguageModel", model);
            let settings = Settings::load(&stored);
            assert_eq!(settings.provider, ProviderKind::OpenRouter);
            assert_eq!(settings.openrouter_key.reveal(), "sk-or-v1-x");
            assert!(settings.is_connected());
        }
    }

    #[test]
    fn what_is_saved_is_loaded() {
        let stored = Stored::default();
        let settings = Settings {
            provider: ProviderKind::Compatible,
            compatible_address: "http://localhost:8080/v1".to_owned(),
            compatible_protocol: ToolProtocol::JsonSchema,
            language_model: "smollm2".to_owned(),
            openai_key: ApiKey::new("sk-1"),
            ..Settings::default()
        };
        assert!(settings.save(&stored));
        assert_eq!(Settings::load(&stored), settings);
        assert!(settings.without_keys().save(&stored));
        assert_eq!(stored.get("openaiApiKey"), None);
    }

    #[test]
    fn a_key_goes_only_to_its_own_origin() {
        let settings = Settings {
            openai_key: ApiKey::new("sk-openai"),
            openrouter_key: ApiKey::new("sk-or"),
            compatible_address: "http://localhost:8080/v1/".to_owned(),
            ..Settings::default()
        };
        let compatible = settings.endpoint(ProviderKind::Compatible).unwrap();
        assert_eq!(compatible.base_url, "http://localhost:8080/v1");
        assert!(compatible.key.is_empty());
        let openai = settings.endpoint(ProviderKind::OpenAi).unwrap();
        assert_eq!(
            (openai.base_url.as_str(), openai.key.reveal()),
            ("https://api.openai.com/v1", "sk-openai")
        );
    }
}
