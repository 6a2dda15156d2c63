//! The texts of an answer: finished Markdown, Markdown that streams in, and visible reasoning.

use std::sync::Arc;

use crate::ui::kit::erased::{For, Show, live, press};
use leptos::prelude::*;

use super::block::{Writing, blocks, draw_block};
use crate::engine::markdown::{self, Block};
use crate::ui::icons::{Glyph, icon};

/// Markdown that will not change any more.
pub(super) fn finished_text(text: &str) -> AnyView {
    let content = blocks(&markdown::parse(text), Writing::Closed);
    view! { <div class="prose">{content}</div> }.into_any()
}

/// Markdown that streams in: closed blocks are drawn once, only the tail is drawn again.
#[component]
pub(super) fn StreamingText(
    /// Blocks that never change again.
    closed: ArcRwSignal<Vec<Arc<Block>>>,
    /// The blocks still being written.
    tail: ArcRwSignal<Vec<Block>>,
) -> impl IntoView {
    let each = move || -> Vec<(usize, Arc<Block>)> {
        closed.with(|list| list.iter().cloned().enumerate().collect())
    };
    view! {
        <div class="prose prose-streaming">
            <For each key=|(place, _)| *place let:row>
                {draw_block(&row.1, Writing::Closed)}
            </For>
            {live(move || tail.with(|list| blocks(list, Writing::Open)).into_any())}
        </div>
    }
}

/// Reasoning, folded away until the person opens it.
#[component]
pub(super) fn Reasoning(
    /// What the model let us see.
    #[prop(into)]
    text: Signal<String>,
    /// Whether more is coming.
    is_running: bool,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let expanded = live(move || if is_open.get() { "true" } else { "false" });
    view! {
        <div class="reasoning">
            <button
                type="button"
                class="disclosure"
                aria-expanded=expanded
                on:click=press(move || is_open.update(|open| *open = !*open))
            >
                {icon(Glyph::ChevronRight)}
                {if is_running { "Thinking" } else { "Thought about it" }}
            </button>
            <Show when=move || is_open.get()>
                <p class="reasoning-text">{live(move || text.get())}</p>
            </Show>
        </div>
    }
}
