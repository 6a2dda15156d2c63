//! What stands below an answer: the facts, how it ended, and what can be done with it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::conversation::{Facts, Message, MessageState, Part, Role};
use crate::ui::commands::{Command, use_commands};
use crate::ui::icons::{Glyph, icon};
use crate::ui::kit::button::{Button, Emphasis};
use crate::ui::kit::clipboard::CopyButton;
use crate::ui::kit::format;
use crate::ui::kit::notice::{NoticeCard, Tone};
use crate::ui::stores::{Page, use_stores};

/// The end of a finished answer.
pub(super) fn answer_foot(message: &Arc<Message>) -> AnyView {
    view! {
        {ending(message)}
        {facts_line(message)}
        <Actions message=Arc::clone(message) />
    }
    .into_any()
}

/// How an answer ended, if not well.
fn ending(message: &Message) -> AnyView {
    let (tone, title, remedy) = match &message.state {
        MessageState::Streaming | MessageState::Done => return ().into_any(),
        MessageState::Stopped => {
            return view! { <p class="stopped-note">{icon(Glyph::Stopped)}"You stopped this."</p> }
                .into_any();
        }
        MessageState::Interrupted { title, remedy } => (Tone::Warning, title, remedy),
        MessageState::Failed { title, remedy } => (Tone::Error, title, remedy),
    };
    let stores = use_stores();
    let commands = use_commands();
    let message_id = message.id;
    view! {
        <NoticeCard tone title=title.clone() remedy=remedy.clone()>
            <span class="only-last">
                <Button
                    label="Retry"
                    on_press=Callback::new(move |()| commands.send(Command::Retry { message_id }))
                />
            </span>
            {(tone == Tone::Error)
                .then(|| {
                    view! {
                        <Button
                            label="Change key or model"
                            emphasis=Emphasis::Quiet
                            on_press=Callback::new(move |()| stores.page.set(Page::Settings))
                        />
                    }
                })}
        </NoticeCard>
    }
    .into_any()
}

/// The facts of a turn: what happened to the canvas, and what it took.
fn facts_line(message: &Message) -> AnyView {
    let worked = message
        .parts
        .iter()
        .any(|part| matches!(part, Part::Tool(_)));
    let mut entries: Vec<AnyView> = Vec::new();
    if worked || message.facts != Facts::default() {
        let Facts {
            added,
            changed,
            removed,
        } = message.facts;
        for (number, verb) in [(added, "added"), (changed, "changed"), (removed, "removed")] {
            let text = format!("{} {verb}", format::whole(number as u64));
            entries.push(view! { <li class:fact-some=number != 0>{text}</li> }.into_any());
        }
    }
    let usage = message.usage;
    let tokens = usage.input_tokens.unwrap_or(0) + usage.output_tokens.unwrap_or(0);
    if tokens > 0 {
        entries.push(fact(format!("{} tokens", format::whole(tokens)), ""));
    }
    if let Some(cost) = usage.cost_usd {
        entries.push(fact(format::dollars(cost), "What the provider charged"));
    }
    if message.duration.0 > 0 {
        entries.push(fact(format::duration(message.duration), &message.model));
    }
    if let Some(rate) = tokens_per_second(message) {
        entries.push(fact(
            format!("{rate} tok/s"),
            "Tokens written per second, over the whole turn",
        ));
    }
    if entries.is_empty() {
        return ().into_any();
    }
    view! { <ul class="facts" aria-label="Facts">{entries}</ul> }.into_any()
}

fn fact(text: String, title: &str) -> AnyView {
    let title = (!title.is_empty()).then(|| title.to_owned());
    view! { <li title=title>{text}</li> }.into_any()
}

/// Known only where the provider counted, and meaningful only after a second.
fn tokens_per_second(message: &Message) -> Option<u64> {
    let written = message.usage.output_tokens?;
    (message.duration.0 >= 1_000).then(|| written * 1_000 / message.duration.0)
}

/// Copy, and "again" below the last answer.
#[component]
fn Actions(message: Arc<Message>) -> impl IntoView {
    let commands = use_commands();
    let message_id = message.id;
    let text = Callback::new(move |()| plain_text(&message));
    view! {
        <div class="actions">
            <CopyButton label="Copy message" text />
            <span class="only-last">
                <button
                    type="button"
                    class="icon-button icon-button-small"
                    aria-label="Try again"
                    title="Try again"
                    on:click=move |_| commands.send(Command::Retry { message_id })
                >
                    {icon(Glyph::Retry)}
                </button>
            </span>
        </div>
    }
}

/// A message as text: what was written, and the titles of what was done.
pub(super) fn plain_text(message: &Message) -> String {
    let pieces: Vec<String> = message
        .parts
        .iter()
        .filter_map(|part| match part {
            Part::Text(text) => Some(text.clone()),
            Part::Tool(card) if message.role == Role::Assistant => {
                Some(format!("[{}]", card.title))
            }
            Part::Tool(_) | Part::Reasoning(_) | Part::Selection(_) => None,
        })
        .collect();
    pieces.join("\n\n")
}
