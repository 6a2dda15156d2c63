//! A tool call as a card: what it does while it runs, what it did when it is done.
//!
//! Running and finished cards are the same component. While a call runs the last layers are
//! visible; when it is done the card is one line, and everything else is behind it.

use crate::ui::kit::erased::{For, Show, live, memo, press};
use leptos::prelude::*;

use crate::engine::conversation::message::{CardLayer, LayerFate};
use crate::engine::conversation::{ToolCard, ToolState};
use crate::ui::icons::{Glyph, icon};
use crate::ui::kit::format;

/// How many layers are visible while they arrive.
const PEEK: usize = 6;
/// How many layers an opened card lists.
const LISTED: usize = 200;

/// The card of one tool call.
#[component]
pub(super) fn ToolCardView(
    /// The call; it changes while the call runs.
    #[prop(into)]
    card: Signal<ToolCard>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let state = memo(move || card.with(|card| card.state));
    let tool = card.with_untracked(|card| card.tool.clone());
    let glyph = Glyph::of_tool(&tool);
    let title = memo(move || {
        card.with(|card| {
            let title = if card.title.is_empty() {
                &card.tool
            } else {
                &card.title
            };
            title.clone()
        })
    });
    let expanded = live(move || if is_open.get() { "true" } else { "false" });
    view! {
        <section
            class="card tool"
            data-tool=tool
            data-state=live(move || state.get().name())
            class:is-open=live(move || is_open.get())
        >
            <button
                type="button"
                class="card-head"
                aria-expanded=expanded
                on:click=press(move || is_open.update(|open| *open = !*open))
            >
                <span class="tool-state">{live(move || icon(state_glyph(state.get(), glyph)))}</span>
                <span class="tool-title">{live(move || title.get())}</span>
                <ToolSide card state />
            </button>
            <Show when=move || state.get() == ToolState::Running>
                <div class="progress" role="presentation"></div>
            </Show>
            <ToolLayers card state is_open />
            <ToolNotes card />
            <Show when=move || is_open.get()>
                <ToolDetails card />
            </Show>
        </section>
    }
}

/// A running call shows what it is; a finished one shows how it ended.
const fn state_glyph(state: ToolState, tool: Glyph) -> Glyph {
    match state {
        ToolState::Running => tool,
        ToolState::Done => Glyph::Check,
        ToolState::Failed => Glyph::Alert,
        ToolState::Stopped => Glyph::Stopped,
        ToolState::Unknown => Glyph::Help,
    }
}

/// The right end of the card's line: a count while it runs, then what came of it.
#[component]
fn ToolSide(card: Signal<ToolCard>, state: Memo<ToolState>) -> impl IntoView {
    let side = memo(move || {
        card.with(|card| {
            let layers = card.layers.len();
            match card.state {
                ToolState::Running if layers > 0 => format::counted(layers, "layer"),
                ToolState::Running => String::new(),
                ToolState::Failed => "failed".to_owned(),
                ToolState::Stopped => "stopped".to_owned(),
                ToolState::Unknown => "not confirmed".to_owned(),
                ToolState::Done if card.duration.0 == 0 => String::new(),
                ToolState::Done => format::duration(card.duration),
            }
        })
    });
    view! {
        <span class="tool-side">
            {live(move || side.get())}
            <Show
                when=move || state.get() == ToolState::Running
                fallback=|| icon(Glyph::ChevronRight)
            >
                <span class="spinner">{icon(Glyph::Spinner)}</span>
            </Show>
        </span>
    }
}

/// The layers: the last few while the call runs, all of them when the card is open.
#[component]
fn ToolLayers(
    card: Signal<ToolCard>,
    state: Memo<ToolState>,
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let range = memo(move || {
        let count = card.with(|card| card.layers.len());
        if is_open.get() {
            (0, count.min(LISTED))
        } else if state.get() == ToolState::Running {
            (count.saturating_sub(PEEK), count)
        } else {
            (0, 0)
        }
    });
    let unlisted = memo(move || {
        let count = card.with(|card| card.layers.len());
        if is_open.get() {
            count.saturating_sub(LISTED)
        } else {
            0
        }
    });
    view! {
        <Show when=move || range.get().0 < range.get().1>
            <ul class="layers" class:has-more-above=live(move || { range.get().0 > 0 })>
                <For
                    each=move || {
                        let (first, end) = range.get();
                        first..end
                    }
                    key=|place| *place
                    let:place
                >
                    <LayerLine card place />
                </For>
                <Show when=move || { unlisted.get() > 0 }>
                    <li class="layer">
                        {live(move || format!("and {} more", format::whole(unlisted.get() as u64)))}
                    </li>
                </Show>
            </ul>
        </Show>
    }
}

/// One layer; its fate changes while the call runs.
#[component]
fn LayerLine(card: Signal<ToolCard>, place: usize) -> impl IntoView {
    let layer = memo(move || card.with(|card| card.layers.get(place).cloned()));
    live(move || layer.get().map(draw_layer).into_any())
}

fn draw_layer(layer: CardLayer) -> impl IntoView {
    let (class, fate) = match layer.fate {
        LayerFate::Pending => ("layer is-pending", None),
        LayerFate::Added => ("layer", None),
        LayerFate::Changed => ("layer", Some("changed")),
        LayerFate::Removed => ("layer is-removed", Some("removed")),
        LayerFate::Failed => ("layer is-failed", Some("refused")),
    };
    // Four steps are enough to see the nesting; more would push the names out of a narrow panel.
    let depth = layer.depth.min(4).to_string();
    let name = if layer.name.is_empty() {
        layer.kind.clone()
    } else {
        layer.name
    };
    view! {
        <li class=class data-depth=depth>
            {icon(Glyph::of_layer_kind(&layer.kind))}
            <span class="layer-name">{name}</span>
            {fate.map(|fate| view! { <span class="layer-fate">{fate}</span> })}
        </li>
    }
}

/// Problems and remarks, always visible.
#[component]
fn ToolNotes(card: Signal<ToolCard>) -> impl IntoView {
    let notes = memo(move || card.with(|card| card.notes.clone()));
    view! {
        <Show when=move || notes.with(|notes| !notes.is_empty())>
            <ul class="tool-notes">
                {live(move || {
                    notes.get().into_iter().map(|note| view! { <li>{note}</li> }).collect_view().into_any()
                })}
            </ul>
        </Show>
    }
}

/// What went out and what came back, for the curious.
#[component]
fn ToolDetails(card: Signal<ToolCard>) -> impl IntoView {
    let arguments = memo(move || card.with(|card| card.arguments.clone()));
    let result = memo(move || card.with(|card| card.result.clone()));
    view! {
        <div class="tool-details">
            <DetailText label="Asked for" text=arguments />
            <DetailText label="Answer" text=result />
        </div>
    }
}

#[component]
fn DetailText(label: &'static str, text: Memo<String>) -> impl IntoView {
    view! {
        <Show when=move || text.with(|text| !text.is_empty())>
            <p class="detail-label">{label}</p>
            <pre class="detail-text" tabindex="0" role="region" aria-label=label>
                {live(move || text.get())}
            </pre>
        </Show>
    }
}
