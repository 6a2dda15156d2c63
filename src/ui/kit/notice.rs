//! A coloured card that says what happened and what to do about it.

use leptos::prelude::*;

use crate::ui::icons::{Glyph, icon};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Good to know.
    Calm,
    /// Something is not as it could be.
    Warning,
    /// Something went wrong.
    Error,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Calm => "notice notice-calm",
            Self::Warning => "notice notice-warning",
            Self::Error => "notice notice-error",
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Calm => Glyph::Info,
            Self::Warning | Self::Error => Glyph::Alert,
        }
    }
}

/// A notice: what happened, what to do, and the buttons for it as children.
#[component]
pub(crate) fn NoticeCard(
    /// How bad it is.
    tone: Tone,
    /// What happened, in one sentence.
    #[prop(into)]
    title: String,
    /// What to do; may be empty.
    #[prop(into)]
    remedy: String,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let remedy = (!remedy.is_empty()).then(|| view! { <p class="notice-remedy">{remedy}</p> });
    let actions = children.map(|children| view! { <div class="notice-actions">{children()}</div> });
    view! {
        <div class=tone.class()>
            {icon(tone.glyph())}
            <div class="notice-body">
                <p class="notice-title">{title}</p>
                {remedy}
                {actions}
            </div>
        </div>
    }
}
