//! Buttons: one with an icon only, and one with words.
//!
//! Invariant: a button always has a name for people who do not see it, and is at least 24 px high
//! and wide (WCAG 2.2, 2.5.8).

use crate::ui::kit::erased::{live, press};
use leptos::prelude::*;

use crate::ui::icons::{Glyph, icon};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Emphasis {
    /// The one thing to do here.
    Primary,
    /// One of several things.
    #[default]
    Normal,
    /// A way out.
    Quiet,
    /// Something that cannot be taken back.
    Danger,
}

impl Emphasis {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Normal => "button",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// A button with words.
#[component]
pub(crate) fn Button(
    /// What it does, in a word or two.
    #[prop(into)]
    label: Signal<String>,
    /// How much it asks for attention.
    #[prop(optional)]
    emphasis: Emphasis,
    /// Whether it cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What happens.
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=emphasis.class()
            disabled=live(move || disabled.get())
            on:click=press(move || on_press.run(()))
        >
            {live(move || label.get())}
        </button>
    }
}

/// A button that is an icon; its name is read aloud and shown as a tooltip.
#[component]
pub(crate) fn IconButton(
    /// What it does.
    label: &'static str,
    /// How it looks.
    glyph: Glyph,
    /// Whether it is small, for places with little room.
    #[prop(optional)]
    is_small: bool,
    /// Whether the place that it leads to is open; `None` if it leads nowhere.
    #[prop(optional, into)]
    current: Option<Signal<bool>>,
    /// What happens.
    on_press: Callback<()>,
) -> impl IntoView {
    let aria_current =
        live(move || current.map(|current| if current.get() { "page" } else { "false" }));
    view! {
        <button
            type="button"
            class="icon-button"
            class:icon-button-small=is_small
            aria-label=label
            title=label
            aria-current=aria_current
            on:click=press(move || on_press.run(()))
        >
            {icon(glyph)}
        </button>
    }
}
