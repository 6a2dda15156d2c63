//! What an empty conversation shows: what can be said, and how to have more.

use crate::ui::kit::erased::{Show, memo, press};
use leptos::prelude::*;

use crate::engine::settings::ProviderKind;
use crate::ui::icons::{Glyph, icon};
use crate::ui::kit::button::{Button, Emphasis};
use crate::ui::stores::{Page, use_stores};

/// A text that the built-in interpreter carries out, and how it is offered.
struct Suggestion {
    glyph: Glyph,
    title: &'static str,
    draft: &'static str,
}

const SUGGESTIONS: [Suggestion; 4] = [
    Suggestion {
        glyph: Glyph::Smartphone,
        title: "App screen",
        draft: "A login form",
    },
    Suggestion {
        glyph: Glyph::Cards,
        title: "Layout",
        draft: "Three cards in a row",
    },
    Suggestion {
        glyph: Glyph::Website,
        title: "Website",
        draft: "A pricing section with three plans",
    },
    Suggestion {
        glyph: Glyph::Wand,
        title: "Restyle selection",
        draft: "Make it rounded with a shadow",
    },
];

/// The empty conversation.
#[component]
pub(super) fn EmptyState() -> impl IntoView {
    let stores = use_stores();
    let suggest = move |draft: &str| {
        stores.composer.draft.set(draft.to_owned());
        stores.composer.focus_requests.update(|count| *count += 1);
    };
    let cards: Vec<_> = SUGGESTIONS
        .iter()
        .map(|suggestion| {
            let draft = suggestion.draft;
            view! {
                <li>
                    <button type="button" class="suggestion" on:click=press(move || suggest(draft))>
                        {icon(suggestion.glyph)}
                        <span class="suggestion-title">{suggestion.title}</span>
                        <span class="suggestion-hint">{draft}</span>
                    </button>
                </li>
            }
        })
        .collect();
    let is_built_in = memo(move || {
        stores
            .settings
            .settings
            .with(|settings| settings.provider == ProviderKind::BuiltIn)
    });
    view! {
        <div class="empty">
            <div>
                <h2 class="empty-title">"What shall we draw?"</h2>
                <p class="empty-text">
                    "Say it in plain words. It lands on your canvas as real layers, and one undo takes it back."
                </p>
            </div>
            <ul class="suggestions" aria-label="Suggestions">{cards}</ul>
            <Show when=move || is_built_in.get()>
                <ConnectCard on_try=Callback::new(move |()| suggest("A login form")) />
            </Show>
        </div>
    }
}

/// The offer to connect a model.
#[component]
fn ConnectCard(
    /// Puts an example into the composer.
    on_try: Callback<()>,
) -> impl IntoView {
    let page = use_stores().page;
    view! {
        <section class="card connect">
            <h3 class="card-title">{icon(Glyph::Plug)} "Connect a model when you want more"</h3>
            <div class="card-body">
                <p>
                    "Drawing works now, with the built-in interpreter. A model understands anything: with your own key, or on your own computer."
                </p>
                <div class="button-row">
                    <Button
                        label="Connect"
                        emphasis=Emphasis::Primary
                        on_press=Callback::new(move |()| page.set(Page::Settings))
                    />
                    <Button
                        label="Try “a login form”"
                        emphasis=Emphasis::Quiet
                        on_press=on_try
                    />
                </div>
            </div>
        </section>
    }
}
