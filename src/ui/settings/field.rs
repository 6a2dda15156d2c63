//! The fields for a key and for an address.
//!
//! Invariant: a stored key is never written into the page; the placeholder shows that there is one.

use crate::ui::kit::erased::{live, memo};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::Form;
use crate::engine::settings::ProviderKind;
use crate::ui::icons::{Glyph, icon};
use crate::ui::kit::button::IconButton;

/// Addresses at which well-known local servers listen unless told otherwise.
const PRESETS: [(&str, &str); 4] = [
    ("Ollama", "http://localhost:11434/v1"),
    ("LM Studio", "http://localhost:1234/v1"),
    ("llama.cpp", "http://localhost:8080/v1"),
    ("vLLM", "http://localhost:8000/v1"),
];

/// The key of one provider.
#[component]
pub(super) fn KeyField(form: Form, provider: ProviderKind) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    let stored = memo(move || {
        form.store.settings.with(|settings| {
            match provider {
                ProviderKind::OpenAi => &settings.openai_key,
                ProviderKind::OpenRouter => &settings.openrouter_key,
                ProviderKind::Compatible | ProviderKind::BuiltIn => &settings.compatible_key,
            }
            .masked()
        })
    });
    let (label, example, hint) = words(provider);
    let placeholder = live(move || {
        let stored = stored.get();
        if stored.is_empty() {
            example.to_owned()
        } else {
            stored
        }
    });
    let input_type = live(move || if is_shown.get() { "text" } else { "password" });
    view! {
        <div class="field">
            <label class="field-label" for="provider-key">{label}</label>
            <div class="input-box">
                {icon(Glyph::Key)}
                <input
                    id="provider-key"
                    class="input"
                    type=input_type
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby="provider-key-hint"
                    placeholder=placeholder
                    prop:value=live(move || form.key.get())
                    on:input=move |event| form.key.set(event_target_value(&event))
                    on:change=move |_| form.save()
                    on:keydown=move |event| on_enter(&event, form)
                />
                {live(move || {
                    let (label, glyph) = if is_shown.get() {
                        ("Hide the key", Glyph::EyeOff)
                    } else {
                        ("Show the key", Glyph::Eye)
                    };
                    view! {
                        <IconButton
                            label
                            glyph
                            is_small=true
                            on_press=Callback::new(move |()| is_shown.update(|shown| *shown = !*shown))
                        />
                    }
                        .into_any()
                })}
            </div>
            <p class="field-hint" id="provider-key-hint">
                {live(move || {
                    if stored.get().is_empty() {
                        hint.to_owned()
                    } else {
                        format!("A key is stored. {hint}")
                    }
                })}
            </p>
        </div>
    }
}

/// Label, example and promise of a key field.
const fn words(provider: ProviderKind) -> (&'static str, &'static str, &'static str) {
    match provider {
        ProviderKind::OpenAi => (
            "OpenAI key",
            "sk-…",
            "It stays in this browser and goes only to api.openai.com.",
        ),
        ProviderKind::OpenRouter => (
            "OpenRouter key",
            "sk-or-v1-…",
            "It stays in this browser and goes only to openrouter.ai.",
        ),
        ProviderKind::Compatible | ProviderKind::BuiltIn => (
            "Key of the server (if it wants one)",
            "None",
            "It stays in this browser and goes only to that address.",
        ),
    }
}

fn on_enter(event: &KeyboardEvent, form: Form) {
    if event.key() == "Enter" && !event.is_composing() {
        event.prevent_default();
        form.check();
    }
}

/// The address of the person's own server.
#[component]
pub(super) fn AddressField(form: Form) -> impl IntoView {
    let value = live(move || {
        form.address.get().unwrap_or_else(|| {
            form.store
                .settings
                .with(|settings| settings.compatible_address.clone())
        })
    });
    let presets: Vec<_> = PRESETS
        .into_iter()
        .map(|(name, address)| {
            view! {
                <button
                    type="button"
                    class="chip chip-button"
                    title=address
                    on:click=move |_| {
                        form.address.set(Some(address.to_owned()));
                        form.check();
                    }
                >
                    {name}
                </button>
            }
        })
        .collect();
    view! {
        <div class="field">
            <label class="field-label" for="server-address">"Address"</label>
            <div class="input-box">
                {icon(Glyph::Server)}
                <input
                    id="server-address"
                    class="input"
                    type="url"
                    inputmode="url"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby="server-address-hint"
                    placeholder="http://localhost:11434/v1"
                    prop:value=value
                    on:input=move |event| form.address.set(Some(event_target_value(&event)))
                    on:change=move |_| form.save()
                    on:keydown=move |event| on_enter(&event, form)
                />
            </div>
            <div class="chips" role="group" aria-label="Well-known servers">{presets}</div>
            <p class="field-hint" id="server-address-hint">
                "Up to and including /v1. The server must allow requests from this page (CORS)."
            </p>
        </div>
    }
}
