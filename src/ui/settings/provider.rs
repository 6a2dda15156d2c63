//! The choice of who answers.

use std::collections::HashMap;

use crate::ui::kit::erased::live;
use leptos::prelude::*;

use super::Form;
use crate::engine::settings::ProviderKind;

/// One radio button per provider, drawn as segments.
#[component]
pub(super) fn ProviderChoice(form: Form) -> impl IntoView {
    let chosen = form.provider();
    // A model's id means nothing to another provider. Whoever looks at another one and comes back
    // finds the model again.
    let models = StoredValue::new(HashMap::<ProviderKind, String>::new());
    let choose = move |kind: ProviderKind| {
        form.save_changed(|settings| {
            if settings.provider == kind {
                return;
            }
            let left = std::mem::take(&mut settings.language_model);
            models.update_value(|models| {
                models.insert(settings.provider, left);
                settings.language_model = models.get(&kind).cloned().unwrap_or_default();
            });
            settings.provider = kind;
        });
    };
    let segments: Vec<_> = ProviderKind::ALL
        .into_iter()
        .map(|kind| {
            view! {
                <label class="segment">
                    <input
                        type="radio"
                        name="provider"
                        class="visually-hidden"
                        value=kind.name()
                        prop:checked=live(move || chosen.get() == kind)
                        on:change=move |_| choose(kind)
                    />
                    <span>{short_label(kind)}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="segments">
            <legend class="visually-hidden">"Who answers"</legend>
            {segments}
        </fieldset>
    }
}

/// A name that fits into a quarter of a narrow panel.
const fn short_label(kind: ProviderKind) -> &'static str {
    match kind {
        ProviderKind::BuiltIn => "Built-in",
        ProviderKind::OpenAi | ProviderKind::OpenRouter | ProviderKind::Compatible => kind.label(),
    }
}
