//! What a screen reader hears of a turn: that it began, and what came of it. Never its tokens.
//!
//! Invariant: one node, always in the document, whose text changes at most a few times in a turn;
//! opening an old conversation says nothing.

use crate::ui::kit::erased::live;
use leptos::prelude::*;

use crate::engine::conversation::{Message, MessageState};
use crate::ui::kit::format;
use crate::ui::stores::{Phase, use_stores};

/// The status node.
#[component]
pub(crate) fn StatusNode() -> impl IntoView {
    let stores = use_stores();
    let said = Memo::new(
        move |before: Option<&String>| match stores.live.phase.get() {
            // Only the end of a turn is news: the messages are read here, not subscribed to.
            Phase::Idle if before.is_none_or(String::is_empty) => String::new(),
            Phase::Idle => stores
                .transcript
                .messages
                .with_untracked(|messages| messages.last().map(|last| outcome(last)))
                .unwrap_or_default(),
            Phase::Retrying { .. } => "A temporary problem, trying again".to_owned(),
            Phase::Stopping => "Stopping".to_owned(),
            Phase::Sending | Phase::Waiting | Phase::Streaming | Phase::Working => {
                "Answering".to_owned()
            }
        },
    );
    view! {
        <p class="visually-hidden" role="status" aria-live="polite">
            {live(move || said.get())}
        </p>
    }
}

fn outcome(message: &Message) -> String {
    let facts = format::facts(message.facts);
    let with_facts = |what: &str| {
        if facts.is_empty() {
            what.to_owned()
        } else {
            format!("{what}, {facts}")
        }
    };
    match &message.state {
        MessageState::Streaming => String::new(),
        MessageState::Done => with_facts("Done"),
        MessageState::Stopped => with_facts("Stopped"),
        MessageState::Interrupted { title, .. } | MessageState::Failed { title, .. } => {
            with_facts(title.trim_end_matches('.'))
        }
    }
}
