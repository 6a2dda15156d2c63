//! The running turn: the same article as a finished answer, fed by signals.

use crate::ui::kit::erased::{For, Show, live, memo};
use leptos::prelude::*;

use super::text::{Reasoning, StreamingText};
use super::tool_card::ToolCardView;
use crate::ui::icons::{Glyph, icon};
use crate::ui::kit::clock::{performance_now_ms, seconds_since};
use crate::ui::stores::{LivePart, LivePartKind, Phase, use_stores};

/// Shorter waits need no number.
const QUIET_SECONDS: u32 = 3;

/// The answer that is being given.
#[component]
pub(super) fn LiveMessage() -> impl IntoView {
    let stores = use_stores();
    let is_waiting = memo(move || {
        stores.live.phase.with(|phase| {
            matches!(
                phase,
                Phase::Sending | Phase::Waiting | Phase::Retrying { .. } | Phase::Stopping
            )
        })
    });
    let is_writing = live(move || stores.live.phase.with(|phase| *phase == Phase::Streaming));
    view! {
        <article
            class="message"
            class:is-writing=is_writing
            data-role="assistant"
            data-state="streaming"
            aria-label="Limn"
        >
            <For each=move || stores.live.parts.get() key=|part| part.key let:part>
                {draw_part(part)}
            </For>
            <Show when=move || is_waiting.get()>
                <Waiting />
            </Show>
        </article>
    }
}

fn draw_part(part: LivePart) -> AnyView {
    match part.kind {
        LivePartKind::Text { closed, tail } => view! { <StreamingText closed tail /> }.into_any(),
        LivePartKind::Reasoning(text) => view! { <Reasoning text is_running=true /> }.into_any(),
        LivePartKind::Tool(card) => view! { <ToolCardView card /> }.into_any(),
    }
}

/// A quiet sign of life while nothing arrives, with the seconds when it takes longer.
#[component]
fn Waiting() -> impl IntoView {
    let turn = use_stores().live;
    // Before the first piece the whole turn is the wait; later, only the time since the last step.
    let is_first = turn.parts.with_untracked(Vec::is_empty);
    let started_at_ms = turn.started_at_ms.get_untracked();
    let since_ms = if is_first && started_at_ms > 0.0 {
        started_at_ms
    } else {
        performance_now_ms()
    };
    let seconds = seconds_since(since_ms);
    let words = memo(move || {
        turn.phase.with(|phase| match phase {
            Phase::Sending => "Sending".to_owned(),
            Phase::Retrying { attempt } => format!("A temporary problem, trying again ({attempt})"),
            Phase::Stopping => "Stopping".to_owned(),
            Phase::Idle | Phase::Waiting | Phase::Streaming | Phase::Working => {
                "Thinking".to_owned()
            }
        })
    });
    view! {
        <p class="waiting">
            <span class="spinner">{icon(Glyph::Spinner)}</span>
            {live(move || words.get())}
            <Show when=move || { seconds.get() >= QUIET_SECONDS }>
                <span class="waiting-seconds">{live(move || format!("{} s", seconds.get()))}</span>
            </Show>
        </p>
    }
}
