//! Copying text, and the button for it.
//!
//! A panel inside a design tool's frame may be refused the clipboard by a permission policy. The
//! old way (select a text, then `execCommand("copy")`) still works there while a click is being
//! handled, so it is tried next. The button says "Copied" only when one of the two succeeded.

use std::time::Duration;

use crate::ui::kit::erased::live;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::ui::icons::{Glyph, icon};

/// How long a button says what became of the copy.
const FEEDBACK: Duration = Duration::from_millis(1600);

/// What became of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing was copied lately.
    Idle,
    /// It is in the clipboard.
    Copied,
    /// The browser refused both ways.
    Refused,
}

/// A button that copies a text, which is made only when it is pressed.
#[component]
pub(crate) fn CopyButton(
    /// What is copied, for the button's name: "Copy message".
    label: &'static str,
    /// Makes the text.
    text: Callback<(), String>,
) -> impl IntoView {
    let outcome = RwSignal::new(Outcome::Idle);
    let copy = move |_| {
        let text = text.run(());
        // Nobody cancels this: it ends with the clipboard's answer, and a button that is gone by
        // then is simply not told.
        spawn_local(async move {
            let copied = copy_text(&text).await;
            let next = if copied {
                Outcome::Copied
            } else {
                Outcome::Refused
            };
            if outcome.try_set(next).is_none() {
                set_timeout(
                    move || {
                        let _ = outcome.try_set(Outcome::Idle);
                    },
                    FEEDBACK,
                );
            }
        });
    };
    let name = move || match outcome.get() {
        Outcome::Idle => label,
        Outcome::Copied => "Copied",
        Outcome::Refused => "The browser refused to copy",
    };
    view! {
        <button
            type="button"
            class="icon-button icon-button-small"
            class:is-copied=live(move || outcome.get() == Outcome::Copied)
            aria-label=live(name)
            title=live(name)
            on:click=copy
        >
            {live(move || match outcome.get() {
                Outcome::Idle => icon(Glyph::Copy),
                Outcome::Copied => icon(Glyph::Check),
                Outcome::Refused => icon(Glyph::Alert),
            })}
        </button>
    }
}

/// Puts a text into the clipboard; `false` if the browser refused.
async fn copy_text(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // Outside a secure context there is no clipboard object at all.
    if !AsRef::<JsValue>::as_ref(&clipboard).is_undefined()
        && JsFuture::from(clipboard.write_text(text)).await.is_ok()
    {
        return true;
    }
    copy_by_selection(text).unwrap_or(false)
}

fn copy_by_selection(text: &str) -> Option<bool> {
    let document = document();
    let previous = document.active_element();
    let area: web_sys::HtmlTextAreaElement =
        document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    area.set_class_name("visually-hidden");
    document.body()?.append_child(&area).ok()?;
    area.select();
    let copied = js_sys::Reflect::get(&document, &JsValue::from_str("execCommand"))
        .ok()
        .and_then(|function| function.dyn_into::<js_sys::Function>().ok())
        .and_then(|function| function.call1(&document, &JsValue::from_str("copy")).ok())
        .and_then(|answer| answer.as_bool());
    area.remove();
    if let Some(element) = previous.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
    copied
}
