//! The page of the settings: who answers, with which key, at which address, with which model.
//!
//! A choice is saved at once. What is being typed is a draft until it is left, confirmed with Enter
//! or checked; a stored key is never put back into a field, only its last characters are shown.

mod check;
mod field;
mod model_filter;
mod model_picker;
mod provider;

use crate::ui::kit::erased::{Show, live, memo};
use leptos::prelude::*;

use super::commands::{Command, Commands, use_commands};
use super::kit::button::{Button, Emphasis};
use super::kit::confirm::Confirm;
use super::stores::{ConnectionCheck, SettingsStore, use_stores};
use crate::engine::secret::ApiKey;
use crate::engine::settings::{ProviderKind, Settings};
use check::CheckResult;
use field::{AddressField, KeyField};
use model_picker::ModelPicker;
use provider::ProviderChoice;

/// What is being typed and not yet saved, and how it is saved.
#[derive(Clone, Copy)]
struct Form {
    store: SettingsStore,
    commands: Commands,
    /// The key field's text; empty when nothing new was typed.
    key: RwSignal<String>,
    /// The address field's text; `None` when it was not touched.
    address: RwSignal<Option<String>>,
}

impl Form {
    /// The settings as they will be when the drafts are saved.
    fn with_drafts(self) -> Settings {
        let mut settings = self.store.settings.get_untracked();
        let key = ApiKey::new(&self.key.get_untracked());
        if !key.is_empty() {
            *key_of(&mut settings) = key;
        }
        if let Some(address) = self.address.get_untracked() {
            address.trim().clone_into(&mut settings.compatible_address);
        }
        settings
    }

    /// Saves the drafts, if they change anything.
    fn save(self) {
        self.save_changed(|_| {});
    }

    /// Saves the drafts together with one more change, if anything changes.
    fn save_changed(self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.with_drafts();
        change(&mut settings);
        self.key.set(String::new());
        self.address.set(None);
        if self
            .store
            .settings
            .with_untracked(|stored| *stored != settings)
        {
            self.commands.send(Command::SaveSettings(settings));
        }
    }

    /// Saves the drafts and asks the provider.
    fn check(self) {
        self.save();
        self.commands.send(Command::CheckConnection);
    }

    fn provider(self) -> Memo<ProviderKind> {
        memo(move || self.store.settings.with(|settings| settings.provider))
    }
}

/// The key of the chosen provider. The interpreter has none; the server's is as good as any there.
fn key_of(settings: &mut Settings) -> &mut ApiKey {
    match settings.provider {
        ProviderKind::OpenAi => &mut settings.openai_key,
        ProviderKind::OpenRouter => &mut settings.openrouter_key,
        ProviderKind::Compatible | ProviderKind::BuiltIn => &mut settings.compatible_key,
    }
}

/// The settings.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let form = Form {
        store: use_stores().settings,
        commands: use_commands(),
        key: RwSignal::new(String::new()),
        address: RwSignal::new(None),
    };
    let provider = form.provider();
    view! {
        <div class="page-body settings">
            <ProviderChoice form />
            {live(move || match provider.get() {
                ProviderKind::BuiltIn => built_in_words(),
                ProviderKind::Compatible => {
                    view! {
                        <AddressField form />
                        <KeyField form provider=ProviderKind::Compatible />
                        <ModelPicker form />
                        <CheckResult />
                    }
                        .into_any()
                }
                kind @ (ProviderKind::OpenAi | ProviderKind::OpenRouter) => {
                    view! {
                        <KeyField form provider=kind />
                        <ModelPicker form />
                        <CheckResult />
                    }
                        .into_any()
                }
            })}
        </div>
        <SettingsFoot form />
    }
}

fn built_in_words() -> AnyView {
    view! {
        <div class="prose settings-words">
            <p>
                "The built-in interpreter turns plain requests into layers: forms, cards, sections, buttons, colours, alignment. It needs no key, and nothing leaves this browser."
            </p>
            <p>
                "It understands a limited set of phrases and says so when it does not. For anything else, choose a model above."
            </p>
        </div>
    }
    .into_any()
}

/// What concerns the whole page: forget the keys, check the connection.
#[component]
fn SettingsFoot(form: Form) -> impl IntoView {
    let provider = form.provider();
    let is_asking = RwSignal::new(false);
    let has_keys = memo(move || {
        form.store
            .settings
            .with(|settings| *settings != settings.without_keys())
    });
    let is_checking = memo(move || {
        form.store
            .check
            .with(|check| *check == ConnectionCheck::Checking)
    });
    let answer = Callback::new(move |is_certain: bool| {
        is_asking.set(false);
        if is_certain {
            form.key.set(String::new());
            form.commands.send(Command::ForgetKeys);
        }
    });
    let check_label = move || {
        if is_checking.get() {
            "Checking…"
        } else {
            "Check"
        }
        .to_owned()
    };
    view! {
        <Show when=move || has_keys.get() || provider.get() != ProviderKind::BuiltIn>
            <footer class="page-foot page-foot-row">
                <Show when=move || has_keys.get()>
                    <Button
                        label="Forget keys"
                        emphasis=Emphasis::Quiet
                        on_press=Callback::new(move |()| is_asking.set(true))
                    />
                </Show>
                <span class="spacer"></span>
                <Show when=move || provider.get() != ProviderKind::BuiltIn>
                    <Button
                        label=Signal::derive(check_label)
                        emphasis=Emphasis::Primary
                        disabled=is_checking
                        on_press=Callback::new(move |()| form.check())
                    />
                </Show>
                <Show when=move || is_asking.get()>
                    <Confirm
                        question="Forget every key on this device?"
                        confirm="Forget"
                        on_answer=answer
                    />
                </Show>
            </footer>
        </Show>
    }
}
