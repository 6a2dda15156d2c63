//! Where the person writes.
//!
//! The textarea keeps its own text, so that typing waits for nothing; [`Composer::draft`] follows
//! it, and it follows the draft when somebody else changes that (a suggestion, a message that was
//! sent). Invariant: only the driver empties the draft, when the message is durable.
//!
//! [`Composer::draft`]: crate::ui::stores::Composer::draft

use crate::ui::kit::erased::{For, Show, live, memo, press};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::use_follow;
use crate::engine::host::SelectedShape;
use crate::engine::settings::Settings;
use crate::ui::commands::{Command, use_commands};
use crate::ui::icons::{Glyph, icon};
use crate::ui::kit::format;
use crate::ui::stores::{Page, Phase, use_stores};

/// The textarea grows to this height, then scrolls.
const MAX_HEIGHT_PX: i32 = 120;
/// How many selected layers are named.
const NAMED_LAYERS: usize = 3;
/// The key code that stands for "an input method has this key" in every browser.
const IME_KEY_CODE: u32 = 229;

/// The composer.
#[component]
pub(crate) fn ComposerBar() -> impl IntoView {
    let stores = use_stores();
    let commands = use_commands();
    let follow = use_follow();
    let draft = stores.composer.draft;
    let textarea: NodeRef<html::Textarea> = NodeRef::new();
    let is_blank = memo(move || draft.with(|text| text.trim().is_empty()));
    let is_running = memo(move || stores.live.phase.with(Phase::is_running));

    let send = move || {
        if is_blank.get_untracked() || is_running.get_untracked() {
            return;
        }
        follow.jump_to_end();
        commands.send(Command::Send {
            text: draft.get_untracked(),
        });
        focus(textarea);
    };
    let stop = move || commands.send(Command::Stop);
    let on_key = move |event: KeyboardEvent| {
        if event.is_composing() || event.key_code() == IME_KEY_CODE {
            return;
        }
        match event.key().as_str() {
            "Enter" if !event.shift_key() => {
                event.prevent_default();
                send();
            }
            "Escape" if is_running.get_untracked() => {
                event.prevent_default();
                stop();
            }
            _ => {}
        }
    };
    keep_in_step(textarea);
    view! {
        <form class="composer" on:submit=move |event| event.prevent_default()>
            <div class="composer-box">
                <SelectionChips />
                <textarea
                    class="composer-text"
                    aria-label="Message"
                    aria-describedby="composer-hint"
                    placeholder="Describe a screen, or a change…"
                    rows="1"
                    node_ref=textarea
                    on:input=move |event| draft.set(event_target_value(&event))
                    on:keydown=on_key
                ></textarea>
                <div class="composer-row">
                    <ModelPill />
                    <span class="spacer"></span>
                    <Show
                        when=move || is_running.get()
                        fallback=move || {
                            view! {
                                <button
                                    type="button"
                                    class="send"
                                    aria-label="Send"
                                    title="Send"
                                    disabled=live(move || is_blank.get())
                                    on:click=press(send)
                                >
                                    {icon(Glyph::ArrowUp)}
                                </button>
                            }
                        }
                    >
                        <button
                            type="button"
                            class="send stop"
                            aria-label="Stop"
                            title="Stop"
                            on:click=move |_| {
                                stop();
                                focus(textarea);
                            }
                        >
                            <span class="stop-square"></span>
                        </button>
                    </Show>
                </div>
            </div>
            <p class="composer-hint" id="composer-hint">
                {live(move || {
                    if is_running.get() {
                        "Escape stops the answer"
                    } else {
                        "Enter sends, Shift+Enter makes a new line"
                    }
                })}
            </p>
        </form>
    }
}

/// Brings the textarea in step with the draft, its height with its text, and the focus back.
fn keep_in_step(textarea: NodeRef<html::Textarea>) {
    let stores = use_stores();
    let draft = stores.composer.draft;
    Effect::new(move |_| {
        let Some(element) = textarea.get() else {
            return;
        };
        draft.with(|text| {
            if element.value() != *text {
                element.set_value(text);
            }
        });
        fit_height(&element);
    });
    Effect::new(move |before: Option<u32>| {
        let asked = stores.composer.focus_requests.get();
        if before.is_some_and(|before| before != asked) {
            focus(textarea);
        }
        asked
    });
    // The Stop button goes away with the turn; whoever pressed it goes on writing.
    Effect::new(move |was_running: Option<bool>| {
        let is_running = stores.live.phase.with(Phase::is_running);
        if was_running == Some(true) && !is_running && nothing_has_focus() {
            focus(textarea);
        }
        is_running
    });
}

fn fit_height(element: &web_sys::HtmlTextAreaElement) {
    let style = web_sys::HtmlElement::style(element);
    let _ = style.set_property("height", "auto");
    let height = element.scroll_height().min(MAX_HEIGHT_PX);
    // A composer that is not displayed has no height to take over.
    if height > 0 {
        let _ = style.set_property("height", &format!("{height}px"));
    }
}

fn focus(textarea: NodeRef<html::Textarea>) {
    if let Some(element) = textarea.get_untracked() {
        let _ = element.focus();
        let end = u32::try_from(element.value().encode_utf16().count()).unwrap_or(u32::MAX);
        let _ = element.set_selection_range(end, end);
    }
}

/// Whether this page has the window's focus, but no element of it does.
fn nothing_has_focus() -> bool {
    let document = document();
    document.has_focus().unwrap_or(false)
        && document
            .active_element()
            .is_none_or(|element| element.tag_name() == "BODY")
}

/// What is selected on the canvas, and so goes along with the message.
#[component]
fn SelectionChips() -> impl IntoView {
    let host = use_stores().host;
    let named = move || -> Vec<SelectedShape> {
        host.selection
            .with(|shapes| shapes.iter().take(NAMED_LAYERS).cloned().collect())
    };
    let more = memo(move || {
        let named = host.selection.with(Vec::len).min(NAMED_LAYERS);
        host.selection_count.get().saturating_sub(named)
    });
    view! {
        <Show when=move || host.selection.with(|shapes| !shapes.is_empty())>
            <ul class="chips composer-chips" aria-label="Selected layers">
                <For each=named key=|shape| format!("{} {}", shape.id, shape.name) let:shape>
                    <li class="chip">
                        {icon(Glyph::of_layer_kind(&shape.kind))}
                        <span class="chip-text">{shape.name}</span>
                    </li>
                </For>
                <Show when=move || { more.get() > 0 }>
                    <li class="chip">{live(move || format!("+{}", format::whole(more.get() as u64)))}</li>
                </Show>
            </ul>
        </Show>
    }
}

/// Who answers, whether it can, and the way to change it.
#[component]
fn ModelPill() -> impl IntoView {
    let stores = use_stores();
    let settings = stores.settings.settings;
    let model = memo(move || settings.with(|settings| settings.model_label().to_owned()));
    let is_ready = memo(move || settings.with(Settings::is_connected));
    let name = move || {
        let state = if is_ready.get() { "ready" } else { "not ready" };
        format!("Model: {}, {state}. Change", model.get())
    };
    view! {
        <button
            type="button"
            class="model-pill"
            aria-label=live(name)
            title=live(name)
            on:click=press(move || stores.page.set(Page::Settings))
        >
            <span class="dot" class:dot-ready=live(move || is_ready.get())></span>
            <span class="model-name">{live(move || model.get())}</span>
            {icon(Glyph::ChevronDown)}
        </button>
    }
}
