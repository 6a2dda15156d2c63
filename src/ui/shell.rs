//! The frame of the panel: header, pages, notices, composer.
//!
//! All pages are always in the document and stacked; the closed ones are hidden by style, so that
//! drafts, scroll positions and half-typed keys survive a look at another page.

use crate::ui::kit::erased::{For, Show, live, memo};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::chat::ChatPage;
use super::chat::composer::ComposerBar;
use super::chat::status::StatusNode;
use super::commands::{Command, use_commands};
use super::history::HistoryPage;
use super::icons::{Glyph, icon};
use super::kit::button::IconButton;
use super::kit::follow::Follow;
use super::kit::format;
use super::kit::notice::{NoticeCard, Tone};
use super::settings::SettingsPage;
use super::stores::{HostConnection, Page, use_stores};

/// The whole panel. Expects the stores and the commands in its context.
#[component]
pub fn Shell() -> impl IntoView {
    let stores = use_stores();
    provide_context(Follow::new());
    let page = stores.page;
    let is_page = move |one: Page| live(move || page.get() == one);
    let leave_page = move |event: KeyboardEvent| {
        if event.key() == "Escape" && page.get_untracked() != Page::Chat {
            stores.show_chat();
        }
    };
    view! {
        <div class="shell" on:keydown=leave_page>
            <Header />
            <HostNotice />
            <main class="content">
                <div class="pages">
                    <section class="page page-chat" class:is-open=is_page(Page::Chat)>
                        <ChatPage />
                    </section>
                    <section
                        class="page"
                        aria-label="Settings"
                        class:is-open=is_page(Page::Settings)
                    >
                        <SettingsPage />
                    </section>
                    <section
                        class="page"
                        aria-label="Conversations"
                        class:is-open=is_page(Page::Conversations)
                    >
                        <HistoryPage />
                    </section>
                </div>
                <NoticeBar />
                <div class="composer-place" class:is-open=is_page(Page::Chat)>
                    <ComposerBar />
                </div>
            </main>
            <StatusNode />
        </div>
    }
}

/// Where the person is, and the ways to elsewhere.
#[component]
fn Header() -> impl IntoView {
    let stores = use_stores();
    let commands = use_commands();
    let page = stores.page;
    // A second press leads back to the conversation.
    let toggle = move |to: Page| {
        Callback::new(move |()| {
            if page.get_untracked() == to {
                stores.show_chat();
            } else {
                page.set(to);
            }
        })
    };
    let is_elsewhere = memo(move || page.get() != Page::Chat);
    view! {
        <header class="header">
            <IconButton
                label="Conversations"
                glyph=Glyph::Menu
                current=Signal::derive(move || page.get() == Page::Conversations)
                on_press=toggle(Page::Conversations)
            />
            <HeaderTitle />
            <IconButton
                label="Settings"
                glyph=Glyph::Settings
                current=Signal::derive(move || page.get() == Page::Settings)
                on_press=toggle(Page::Settings)
            />
            <IconButton
                label="New conversation"
                glyph=Glyph::Plus
                on_press=Callback::new(move |()| {
                    page.set(Page::Chat);
                    commands.send(Command::NewConversation);
                })
            />
            <Show when=move || is_elsewhere.get()>
                <IconButton
                    label="Back to the chat"
                    glyph=Glyph::Close
                    on_press=Callback::new(move |()| stores.show_chat())
                />
            </Show>
        </header>
    }
}

/// What is open, and below it what answers.
#[component]
fn HeaderTitle() -> impl IntoView {
    let stores = use_stores();
    let title = memo(move || match stores.page.get() {
        Page::Chat => stores.transcript.title.with(|title| {
            if title.is_empty() {
                "New conversation".to_owned()
            } else {
                title.clone()
            }
        }),
        Page::Settings => "Settings".to_owned(),
        Page::Conversations => "Conversations".to_owned(),
    });
    let line = memo(move || match stores.page.get() {
        Page::Chat => stores
            .settings
            .settings
            .with(|settings| settings.model_label().to_owned()),
        Page::Settings => "Who answers".to_owned(),
        Page::Conversations => {
            let count = format::whole(stores.library.rows.with(Vec::len) as u64);
            if stores.library.is_durable.get() {
                format!("{count}, kept in this browser")
            } else {
                format!("{count}, until the panel closes")
            }
        }
    });
    view! {
        <div class="header-title">
            <h1>{live(move || title.get())}</h1>
            <p>{live(move || line.get())}</p>
        </div>
    }
}

/// How the panel stands with the canvas, if there is something to say about it.
#[component]
fn HostNotice() -> impl IntoView {
    let stores = use_stores();
    let said = memo(move || stores.host.connection.with(host_words));
    view! {
        <div class="host-notice" role="status">
            {live(move || {
                said.get()
                    .map(|(tone, title, remedy)| view! { <NoticeCard tone title remedy /> })
                    .into_any()
            })}
        </div>
    }
}

fn host_words(connection: &HostConnection) -> Option<(Tone, &'static str, &'static str)> {
    match connection {
        HostConnection::Standalone => Some((
            Tone::Calm,
            "No canvas is connected.",
            "You can chat. To draw, open Limn as a plugin in your design tool.",
        )),
        HostConnection::VersionMismatch => Some((
            Tone::Warning,
            "The plugin was updated.",
            "Close this panel and open the plugin again.",
        )),
        HostConnection::Connected(hello) if !hello.can_write => Some((
            Tone::Calm,
            "You may only look at this file.",
            "Limn can answer questions about it, but not draw.",
        )),
        HostConnection::Connecting | HostConnection::Connected(_) => None,
    }
}

/// Problems that belong to no message, each until the person closes it.
#[component]
fn NoticeBar() -> impl IntoView {
    let notices = use_stores().notices;
    view! {
        <div class="notice-bar" role="alert">
            <For each=move || notices.list.get() key=|notice| notice.key let:notice>
                <div class="bar-notice">
                    {icon(Glyph::Alert)}
                    <p>
                        <strong>{notice.title}</strong>
                        " "
                        {notice.remedy}
                    </p>
                    <IconButton
                        label="Close this notice"
                        glyph=Glyph::Close
                        is_small=true
                        on_press=Callback::new(move |()| notices.close(notice.key))
                    />
                </div>
            </For>
        </div>
    }
}
