//! One conversation in the list.

use crate::ui::kit::erased::{Show, live, memo, press};
use leptos::prelude::*;

use crate::engine::ids::ConversationId;
use crate::ui::chat::use_follow;
use crate::ui::commands::{Command, use_commands};
use crate::ui::icons::{Glyph, icon};
use crate::ui::kit::confirm::Confirm;
use crate::ui::stores::use_stores;

/// A row: the conversation, and the way to remove it.
#[component]
pub(super) fn HistoryRow(
    /// Which conversation.
    id: ConversationId,
    /// Its title; may be empty.
    title: String,
    /// A second line.
    line: String,
    /// When it was last changed, in words.
    time: String,
    /// Removes it for good.
    on_delete: Callback<()>,
) -> impl IntoView {
    let stores = use_stores();
    let commands = use_commands();
    let follow = use_follow();
    let is_asking = RwSignal::new(false);
    let is_current = memo(move || stores.transcript.conversation.get() == Some(id));
    let title = if title.is_empty() {
        "Untitled".to_owned()
    } else {
        title
    };
    let delete_name = format!("Delete “{title}”");
    let open = move |_| {
        commands.send(Command::OpenConversation(id));
        stores.show_chat();
        follow.jump_to_end();
    };
    let answer = Callback::new(move |is_certain: bool| {
        is_asking.set(false);
        if is_certain {
            on_delete.run(());
        }
    });
    view! {
        <li class="history-row" class:is-current=live(move || is_current.get())>
            <button
                type="button"
                class="history-open"
                aria-current=live(move || if is_current.get() { "true" } else { "false" })
                on:click=open
            >
                <span class="history-name">{title}</span>
                <span class="history-line">{line} <span class="history-time">{time}</span></span>
            </button>
            <button
                type="button"
                class="icon-button icon-button-small"
                aria-label=delete_name.clone()
                title=delete_name
                on:click=press(move || is_asking.set(true))
            >
                {icon(Glyph::Trash)}
            </button>
            <Show when=move || is_asking.get()>
                <Confirm question="Delete it for good?" confirm="Delete" on_answer=answer />
            </Show>
        </li>
    }
}
