//! A question in place of a dialog: the buttons turn into "really?" and back.
//!
//! Invariant: nothing happens without a second, different press; Escape takes the question away.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::button::{Button, Emphasis};

/// The question and its two answers. The question has the focus, and the safe answer comes first.
#[component]
pub(crate) fn Confirm(
    /// What is asked.
    question: &'static str,
    /// What the dangerous answer says.
    confirm: &'static str,
    /// Called with `true` for the dangerous answer.
    on_answer: Callback<bool>,
) -> impl IntoView {
    let group: NodeRef<html::Div> = NodeRef::new();
    Effect::new(move |_| {
        if let Some(group) = group.get() {
            let _ = group.focus();
        }
    });
    let leave = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            on_answer.run(false);
        }
    };
    view! {
        <div
            class="confirm"
            role="group"
            aria-label=question
            tabindex="-1"
            node_ref=group
            on:keydown=leave
        >
            <span class="confirm-question">{question}</span>
            <Button
                label="Keep"
                emphasis=Emphasis::Quiet
                on_press=Callback::new(move |()| on_answer.run(false))
            />
            <Button
                label=confirm
                emphasis=Emphasis::Danger
                on_press=Callback::new(move |()| on_answer.run(true))
            />
        </div>
    }
}
