//! What the last check of the provider said, in plain words.

use crate::ui::kit::erased::live;
use leptos::prelude::*;

use crate::ui::icons::{Glyph, icon};
use crate::ui::kit::notice::{NoticeCard, Tone};
use crate::ui::stores::{ConnectionCheck, use_stores};

/// The result of the check, announced when it changes.
#[component]
pub(super) fn CheckResult() -> impl IntoView {
    let check = use_stores().settings.check;
    view! {
        <div class="check-result" role="status" aria-live="polite">
            {live(move || check.with(draw_check))}
        </div>
    }
}

fn draw_check(check: &ConnectionCheck) -> AnyView {
    match check {
        ConnectionCheck::NotChecked => {
            view! { <p class="check-line">"Not checked yet. “Check” asks for the models and tries the connection."</p> }
                .into_any()
        }
        ConnectionCheck::Checking => view! {
            <p class="check-line">
                <span class="spinner">{icon(Glyph::Spinner)}</span>
                "Checking…"
            </p>
        }
        .into_any(),
        ConnectionCheck::Passed(words) => {
            view! { <p class="check-line check-passed">{icon(Glyph::Check)} {words.clone()}</p> }
                .into_any()
        }
        ConnectionCheck::Failed { title, remedy } => view! {
            <NoticeCard tone=Tone::Warning title=title.clone() remedy=remedy.clone() />
        }
        .into_any(),
    }
}
