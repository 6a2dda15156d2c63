//! A finished message: drawn once, never again.

use std::sync::Arc;

use leptos::prelude::*;

use super::foot::{answer_foot, plain_text};
use super::text::{Reasoning, finished_text};
use super::tool_card::ToolCardView;
use crate::engine::conversation::{Message, Part, Role};
use crate::ui::icons::{Glyph, icon};
use crate::ui::kit::clipboard::CopyButton;

/// One finished message.
#[component]
pub(super) fn MessageView(
    /// The message.
    message: Arc<Message>,
) -> impl IntoView {
    let (speaker, content) = match message.role {
        Role::User => ("You", user_content(&message)),
        Role::Assistant => ("Limn", assistant_content(&message)),
    };
    view! {
        <article
            class="message"
            data-role=message.role.name()
            data-state=message.state.name()
            aria-label=speaker
        >
            {content}
        </article>
    }
}

/// The person's words stand as they were typed.
fn user_content(message: &Arc<Message>) -> AnyView {
    let parts: Vec<AnyView> = message
        .parts
        .iter()
        .map(|part| match part {
            Part::Selection(names) => selection_chips(names),
            Part::Text(text) => view! { <p class="user-text">{text.clone()}</p> }.into_any(),
            Part::Reasoning(_) | Part::Tool(_) => ().into_any(),
        })
        .collect();
    let copied = Arc::clone(message);
    let text = Callback::new(move |()| plain_text(&copied));
    view! {
        <div class="bubble">{parts}</div>
        <div class="actions">
            <CopyButton label="Copy message" text />
        </div>
    }
    .into_any()
}

fn selection_chips(names: &[String]) -> AnyView {
    let chips: Vec<_> = names
        .iter()
        .map(|name| {
            view! {
                <li class="chip chip-accent">
                    {icon(Glyph::Board)} <span class="chip-text">{name.clone()}</span>
                </li>
            }
        })
        .collect();
    view! { <ul class="chips" aria-label="Selected layers">{chips}</ul> }.into_any()
}

fn assistant_content(message: &Arc<Message>) -> AnyView {
    let parts: Vec<AnyView> = message
        .parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => finished_text(text),
            Part::Reasoning(text) => {
                view! { <Reasoning text=text.clone() is_running=false /> }.into_any()
            }
            Part::Tool(card) => {
                view! { <ToolCardView card=Signal::stored(card.clone()) /> }.into_any()
            }
            Part::Selection(_) => ().into_any(),
        })
        .collect();
    view! {
        {parts}
        {answer_foot(message)}
    }
    .into_any()
}
