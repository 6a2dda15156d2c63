//! The page of the conversations: open one, remove one.

mod day;
mod row;

use crate::ui::kit::erased::{For, Show, live, memo};
use leptos::prelude::*;

use super::commands::{Command, use_commands};
use super::kit::format;
use super::stores::use_stores;
use crate::engine::ports::ConversationRow;
use crate::engine::time::UnixMillis;
use day::{Day, Group, group_by_day};
use row::HistoryRow;

/// The list of conversations.
#[component]
pub(crate) fn HistoryPage() -> impl IntoView {
    let library = use_stores().library;
    // A list that is looked at across midnight is put right by the next change of it.
    let groups = memo(move || {
        let today = Day::today();
        library.rows.with(|rows| group_by_day(rows, today))
    });
    let is_empty = memo(move || library.rows.with(Vec::is_empty));
    view! {
        <div class="page-body history">
            <Show when=move || is_empty.get()>
                <p class="page-empty">
                    "No conversations yet. What you write is listed here, so that you can come back to it."
                </p>
            </Show>
            <For each=move || groups.get() key=|group| group.name let:group>
                <HistoryGroup name=group.name groups />
            </For>
        </div>
        <footer class="page-foot">
            <p>
                {live(move || {
                    if library.is_durable.get() {
                        "Kept in this browser. Nothing leaves it but what you send to a model."
                    } else {
                        "This browser does not let the panel store anything: conversations last until the panel closes."
                    }
                })}
            </p>
        </footer>
    }
}

/// The conversations of one stretch of time.
#[component]
fn HistoryGroup(
    /// Its heading, which is also its identity.
    name: &'static str,
    /// All groups; the rows are looked up by name, because they change under the same heading.
    groups: Memo<Vec<Group>>,
) -> impl IntoView {
    let commands = use_commands();
    let rows = move || -> Vec<ConversationRow> {
        groups.with(|groups| {
            groups
                .iter()
                .find(|group| group.name == name)
                .map(|group| group.rows.clone())
                .unwrap_or_default()
        })
    };
    view! {
        <section class="history-group">
            <h2 class="group-title">{name}</h2>
            <ul>
                // A row whose facts changed is another row: its content is drawn once.
                <For
                    each=rows
                    key=|row| {
                        format!("{} {} {} {}", row.id, row.updated_at.0, row.message_count, row.title)
                    }
                    let:row
                >
                    <HistoryRow
                        id=row.id
                        title=row.title
                        line=format::counted(row.message_count, "message")
                        time=time_words(row.updated_at)
                        on_delete=Callback::new(move |()| {
                            commands.send(Command::DeleteConversation(row.id));
                        })
                    />
                </For>
            </ul>
        </section>
    }
}

/// The time as this group of rows needs it: the hour for the last two days, else the date.
fn time_words(at: UnixMillis) -> String {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a time in milliseconds has 41 bits"
    )]
    let date = js_sys::Date::new(&(at.0 as f64).into());
    if at.0 >= Day::today().yesterday_ms {
        return format!("{:02}:{:02}", date.get_hours(), date.get_minutes());
    }
    let options = js_sys::Object::new();
    for (name, value) in [("day", "numeric"), ("month", "short"), ("year", "numeric")] {
        // Setting a property of a plain object cannot fail.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    date.to_locale_date_string("en-GB", &options).into()
}
