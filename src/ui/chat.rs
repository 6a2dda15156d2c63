//! The page of the conversation.
//!
//! Finished messages are static rows of a keyed list, at most [`RECENT`] of them until the person
//! asks for more; the running turn is one article below them. Invariant: a token that arrives
//! touches only that article.

mod block;
pub(crate) mod composer;
mod empty;
mod foot;
mod live;
mod message;
pub(crate) mod status;
mod text;
mod tool_card;

use std::sync::Arc;

use crate::ui::kit::erased::{For, Show, live, memo, press};
use leptos::prelude::*;

use super::icons::{Glyph, icon};
use super::kit::follow::Follow;
use super::stores::use_stores;
use crate::engine::conversation::Message;
use empty::EmptyState;
use live::LiveMessage;
use message::MessageView;

/// How many messages are drawn before the person asks for earlier ones.
const RECENT: usize = 40;

/// The scrolling of the transcript, for components that bring the end into view.
pub(crate) fn use_follow() -> Follow {
    use_context().unwrap_or_else(Follow::new)
}

/// The conversation, with what stands in its place while it is empty.
#[component]
pub(crate) fn ChatPage() -> impl IntoView {
    let stores = use_stores();
    let follow = use_follow();
    follow.observe();
    let is_empty = memo(move || {
        stores.transcript.messages.with(Vec::is_empty) && stores.live.message_id.get().is_none()
    });
    let has_live = memo(move || stores.live.message_id.get().is_some());
    let is_busy = live(move || if has_live.get() { "true" } else { "false" });
    view! {
        <div
            class="transcript"
            tabindex="0"
            node_ref=follow.scroller
            on:scroll=move |_| follow.on_scroll()
        >
            <div class="transcript-content" node_ref=follow.content>
                <div
                    class="messages"
                    role="log"
                    aria-label="Conversation"
                    aria-live="off"
                    aria-busy=is_busy
                >
                    <FinishedMessages />
                    <Show when=move || has_live.get()>
                        <LiveMessage />
                    </Show>
                </div>
            </div>
            // Inside the scroller, so that a wheel over the button scrolls too.
            <div class="jump-place">
                <JumpToLatest />
            </div>
        </div>
        <Show when=move || is_empty.get()>
            <EmptyState />
        </Show>
    }
}

/// The finished messages, the latest of them at first.
#[component]
fn FinishedMessages() -> impl IntoView {
    let stores = use_stores();
    let follow = use_follow();
    let messages = stores.transcript.messages;
    // How many more are shown, and of which conversation: another one begins with the latest again.
    let extra = RwSignal::new((None, 0_usize));
    let hidden = memo(move || {
        let (conversation, more) = extra.get();
        let is_current = conversation == stores.transcript.conversation.get();
        let shown = RECENT + if is_current { more } else { 0 };
        messages.with(Vec::len).saturating_sub(shown)
    });
    let rows = move || -> Vec<Arc<Message>> {
        let hidden = hidden.get();
        messages.with(|all| all.iter().skip(hidden).cloned().collect())
    };
    let show_earlier = move |_| {
        follow.keep_place("article", || {
            let conversation = stores.transcript.conversation.get_untracked();
            extra.update(|(of, more)| {
                *more = if *of == conversation { *more } else { 0 } + RECENT;
                *of = conversation;
            });
        });
    };
    view! {
        <Show when=move || { hidden.get() > 0 }>
            <button type="button" class="button button-quiet show-earlier" on:click=show_earlier>
                {live(move || format!("Show earlier ({} more)", hidden.get()))}
            </button>
        </Show>
        <For each=rows key=|message| message.id let:message>
            <MessageView message />
        </For>
    }
}

/// The way back to the end for a person who has scrolled up.
#[component]
fn JumpToLatest() -> impl IntoView {
    let follow = use_follow();
    view! {
        <Show when=move || !follow.is_following.get()>
            <button
                type="button"
                class="jump-to-latest"
                on:click=press(move || follow.jump_to_end())
            >
                {icon(Glyph::ArrowDown)}
                "Jump to latest"
            </button>
        </Show>
    }
}
