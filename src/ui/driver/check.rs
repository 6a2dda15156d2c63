//! Checking the chosen provider: its models, and what an unknown server's model can do.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::model_task::{fetch_text, stream};
use super::{Driver, Happening, Ports};
use crate::engine::llm::catalog::{self, ModelInfo};
use crate::engine::llm::probe::{self, Abilities};
use crate::engine::llm::{LlmError, LlmEvent, LlmRequest, dialect};
use crate::engine::settings::{Endpoint, ProviderKind, Settings};
use crate::ui::stores::ConnectionCheck;

/// What a check found.
pub(super) struct Findings {
    /// The settings that were checked; findings about older ones are dropped.
    settings: Settings,
    models: Result<Vec<ModelInfo>, LlmError>,
    /// The model that was chosen, or the first one where none was chosen or it is gone.
    model: String,
    abilities: Option<Abilities>,
}

impl Driver {
    /// Asks the chosen provider for its models.
    pub(super) fn check_connection(&self) {
        let settings = self.stores.settings.settings.get_untracked();
        let Some(endpoint) = settings.endpoint(settings.provider) else {
            let (title, remedy) = match settings.provider {
                ProviderKind::BuiltIn => {
                    return self.stores.settings.check.set(ConnectionCheck::Passed(
                        "Works without a model, in this panel.".to_owned(),
                    ));
                }
                _ => (
                    "There is no address.",
                    "Fill in the address of the server, for example http://localhost:8080/v1.",
                ),
            };
            return self.stores.settings.check.set(ConnectionCheck::Failed {
                title: title.to_owned(),
                remedy: remedy.to_owned(),
            });
        };
        self.stores.settings.check.set(ConnectionCheck::Checking);
        let (ports, sender) = (self.ports.clone(), self.sender.clone());
        spawn_local(async move {
            let findings = check(&ports, settings, &endpoint).await;
            let _ = sender.unbounded_send(Happening::Checked(findings));
        });
    }

    pub(super) fn take_findings(&self, findings: Findings) {
        let store = self.stores.settings;
        let Findings {
            settings,
            models,
            model,
            abilities,
        } = findings;
        let is_current = store.settings.with_untracked(|now| {
            now.provider == settings.provider
                && now.language_model == settings.language_model
                && now.endpoint(now.provider) == settings.endpoint(settings.provider)
        });
        if !is_current {
            return;
        }
        let models = match models {
            Ok(models) => models,
            Err(error) => {
                let (title, remedy) = error.for_user();
                return store.check.set(ConnectionCheck::Failed { title, remedy });
            }
        };
        let chosen = store
            .settings
            .with_untracked(|now| now.language_model.clone());
        let mut sentence = match models.len() {
            1 => "1 model.".to_owned(),
            count => format!("{count} models."),
        };
        if chosen != model {
            sentence = format!("{sentence} {model} is chosen.");
        }
        let mut settings = store.settings.get_untracked();
        settings.language_model = model;
        if let Some(abilities) = abilities {
            let context = models
                .iter()
                .find(|it| it.id == settings.language_model)
                .and_then(|it| it.context_tokens);
            settings.compatible_protocol = abilities.protocol(context);
            sentence = format!("{sentence} {}", abilities.sentence());
        }
        self.save_settings(settings);
        store.models.set(models);
        store.check.set(ConnectionCheck::Passed(sentence));
    }
}

async fn check(ports: &Ports, settings: Settings, endpoint: &Endpoint) -> Findings {
    let models = match fetch_text(ports, catalog::encode_models_request(endpoint)).await {
        Ok(body) => catalog::parse_models(endpoint.provider, &body, ports.clock.now()),
        Err(error) => Err(error),
    };
    let listed = models.as_deref().unwrap_or_default();
    let is_listed = listed
        .iter()
        .any(|model| model.id == settings.language_model);
    let model = match listed.first() {
        Some(first) if !is_listed => first.id.clone(),
        _ => settings.language_model.clone(),
    };
    let abilities =
        if endpoint.provider == ProviderKind::Compatible && models.is_ok() && !model.is_empty() {
            Some(probe_model(ports, endpoint, &model).await)
        } else {
            None
        };
    Findings {
        settings,
        models,
        model,
        abilities,
    }
}

async fn probe_model(ports: &Ports, endpoint: &Endpoint, model: &str) -> Abilities {
    let tools = probe::called_tool(&answer(ports, endpoint, probe::tools_request(model)).await);
    let schema =
        tools || probe::obeyed_schema(&answer(ports, endpoint, probe::schema_request(model)).await);
    Abilities { tools, schema }
}

/// The whole answer; a server that refuses the request has answered nothing.
async fn answer(ports: &Ports, endpoint: &Endpoint, request: LlmRequest) -> Vec<LlmEvent> {
    let mut answer = Vec::new();
    let http = dialect::encode(&request, endpoint);
    let decoder = dialect::decoder(endpoint.provider);
    if let (Some(http), Some(decoder)) = (http, decoder)
        && stream(ports, http, decoder, |events| answer.extend(events))
            .await
            .is_err()
    {
        answer.clear();
    }
    answer
}
