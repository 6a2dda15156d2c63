//! The choice of a model: type to search, pick from the list, or enter an id that is not in it.
//!
//! An editable combobox with a list popup, as the ARIA authoring practices describe it: the focus
//! stays in the field, the arrow keys move a mark through the list.

use crate::ui::kit::erased::{For, Show, live, memo, press};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::Form;
use super::model_filter::{Shown, filter};
use crate::engine::llm::catalog::ModelInfo;
use crate::ui::icons::{Glyph, icon};
use crate::ui::kit::format;

/// The field, its list, and what the chosen model can do.
#[component]
pub(super) fn ModelPicker(form: Form) -> impl IntoView {
    let picker = Picker {
        form,
        query: RwSignal::new(String::new()),
        is_open: RwSignal::new(false),
        marked: RwSignal::new(None),
        list: NodeRef::new(),
    };
    let chosen = memo(move || form.store.settings.with(|s| s.language_model.clone()));
    let shown = memo(move || {
        if picker.is_open.get() {
            form.store
                .models
                .with(|models| filter(models, &picker.query.get()))
        } else {
            Shown::default()
        }
    });
    let value = live(move || {
        if picker.is_open.get() {
            picker.query.get()
        } else {
            chosen.get()
        }
    });
    let placeholder = live(move || {
        let chosen = chosen.get();
        if chosen.is_empty() {
            "Search, or enter a model’s id".to_owned()
        } else {
            chosen
        }
    });
    let expanded = live(move || {
        if picker.is_open.get() {
            "true"
        } else {
            "false"
        }
    });
    view! {
        <div class="field">
            <label class="field-label" for="language-model">"Model"</label>
            <div class="combobox">
                <div class="input-box">
                    {icon(Glyph::Search)}
                    <input
                        id="language-model"
                        class="input"
                        type="text"
                        role="combobox"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        aria-autocomplete="list"
                        aria-controls="model-list"
                        aria-expanded=expanded
                        aria-activedescendant=live(move || picker.marked.get().map(option_id))
                        placeholder=placeholder
                        prop:value=value
                        on:focus=move |_| picker.open()
                        on:click=press(move || picker.open())
                        on:blur=move |_| picker.leave()
                        on:input=move |event| picker.search(event_target_value(&event))
                        on:keydown=move |event| picker.on_key(&event, &shown.get_untracked())
                    />
                    {icon(Glyph::ChevronDown)}
                </div>
                <ModelList picker shown />
            </div>
            <Capabilities form />
        </div>
    }
}

fn option_id(place: usize) -> String {
    format!("model-option-{place}")
}

/// The state of the combobox.
#[derive(Clone, Copy)]
struct Picker {
    form: Form,
    /// What is being typed; shown instead of the chosen model while the list is open.
    query: RwSignal<String>,
    is_open: RwSignal<bool>,
    /// The place of the marked option.
    marked: RwSignal<Option<usize>>,
    list: NodeRef<html::Ul>,
}

impl Picker {
    fn open(self) {
        if !self.is_open.get_untracked() {
            self.query.set(String::new());
            self.marked.set(None);
            self.is_open.set(true);
        }
    }

    fn close(self) {
        self.is_open.set(false);
        self.marked.set(None);
    }

    fn search(self, text: String) {
        self.query.set(text);
        self.marked.set(None);
        self.is_open.set(true);
    }

    fn choose(self, id: String) {
        self.form
            .save_changed(|settings| settings.language_model = id);
        self.close();
    }

    /// A text that was typed where there is no list to search was meant as an id.
    fn leave(self) {
        let typed = self.query.get_untracked().trim().to_owned();
        let has_list = self
            .form
            .store
            .models
            .with_untracked(|models| !models.is_empty());
        if self.is_open.get_untracked() && !typed.is_empty() && !has_list {
            self.choose(typed);
        } else {
            self.close();
        }
    }

    fn on_key(self, event: &KeyboardEvent, shown: &Shown) {
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => self.mark_next(shown.models.len(), 1),
            "ArrowUp" => self.mark_next(shown.models.len(), -1),
            "Escape" if self.is_open.get_untracked() => {
                // The next Escape is for the page.
                event.stop_propagation();
                self.close();
            }
            "Enter" => {
                let marked = self
                    .marked
                    .get_untracked()
                    .and_then(|place| shown.models.get(place));
                let typed = self.query.get_untracked().trim().to_owned();
                if let Some(model) = marked {
                    self.choose(model.id.clone());
                } else if !typed.is_empty() {
                    self.choose(typed);
                }
            }
            _ => return,
        }
        event.prevent_default();
    }

    /// Moves the mark, from the end to the beginning and back, and brings it into view.
    fn mark_next(self, count: usize, step: isize) {
        self.open();
        let count_signed = isize::try_from(count).unwrap_or(0);
        if count_signed == 0 {
            return;
        }
        let next = match self.marked.get_untracked() {
            None if step > 0 => 0,
            None => count_signed - 1,
            Some(place) => {
                let place = isize::try_from(place).unwrap_or(0);
                (place + step).rem_euclid(count_signed)
            }
        };
        let next = usize::try_from(next).unwrap_or(0);
        self.marked.set(Some(next));
        self.bring_into_view(next);
    }

    fn bring_into_view(self, place: usize) {
        let Some(list) = self.list.get_untracked() else {
            return;
        };
        let Some(option) = document()
            .get_element_by_id(&option_id(place))
            .and_then(|element| {
                wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(element).ok()
            })
        else {
            return;
        };
        let top = option.offset_top();
        let bottom = top + option.offset_height();
        if top < list.scroll_top() {
            list.set_scroll_top(top);
        } else if bottom > list.scroll_top() + list.client_height() {
            list.set_scroll_top(bottom - list.client_height());
        }
    }
}

/// The popup.
#[component]
fn ModelList(picker: Picker, shown: Memo<Shown>) -> impl IntoView {
    let options = move || -> Vec<(usize, ModelInfo)> {
        shown.with(|shown| shown.models.iter().cloned().enumerate().collect())
    };
    let note = live(move || {
        shown.with(|shown| {
            let listed = shown.models.len();
            let has_models = picker.form.store.models.with(|models| !models.is_empty());
            if !has_models {
                "No list yet: “Check” fetches it. An id can be entered too.".to_owned()
            } else if shown.matching == 0 {
                "None fits. Enter takes the text as the model’s id.".to_owned()
            } else if shown.matching > listed {
                format!(
                    "{listed} of {} shown. Type to narrow.",
                    format::whole(shown.matching as u64)
                )
            } else {
                format::counted(listed, "model")
            }
        })
    });
    view! {
        <div
            class="popup"
            class:is-open=live(move || picker.is_open.get())
            // The field keeps the focus, so that a press in the list does not close it first.
            on:mousedown=|event| event.prevent_default()
        >
            <ul id="model-list" role="listbox" aria-label="Models" node_ref=picker.list>
                <For
                    each=options
                    key=|(place, model)| format!("{place} {}", model.id)
                    let:option
                >
                    <ModelOption picker place=option.0 model=option.1 />
                </For>
            </ul>
            <p class="popup-note">{note}</p>
        </div>
    }
}

/// One model of the list.
#[component]
fn ModelOption(picker: Picker, place: usize, model: ModelInfo) -> impl IntoView {
    let is_marked = move || picker.marked.get() == Some(place);
    let id = model.id.clone();
    let name = (!model.name.is_empty() && model.name != model.id)
        .then(|| view! { <span class="option-name">{model.name.clone()}</span> });
    let weak =
        (model.tools == Some(false)).then(|| view! { <span class="option-tag">"no tools"</span> });
    view! {
        <li
            id=option_id(place)
            role="option"
            class="option"
            class:is-marked=is_marked
            aria-selected=live(move || if is_marked() { "true" } else { "false" })
            on:click=press(move || picker.choose(id.clone()))
        >
            <span class="option-id">{model.id.clone()}</span>
            {name}
            {weak}
        </li>
    }
}

/// What the provider says about the chosen model.
#[component]
fn Capabilities(form: Form) -> impl IntoView {
    let facts = memo(move || {
        let id = form
            .store
            .settings
            .with(|settings| settings.language_model.clone());
        form.store
            .models
            .with(|models| {
                models
                    .iter()
                    .find(|model| model.id == id)
                    .map(capability_words)
            })
            .unwrap_or_default()
    });
    view! {
        <Show when=move || facts.with(|facts| !facts.is_empty())>
            <ul class="chips" aria-label="What this model can do">
                {live(move || {
                    facts
                        .get()
                        .into_iter()
                        .map(|(glyph, words)| {
                            view! {
                                <li class="chip">
                                    {icon(glyph)} <span class="chip-text">{words}</span>
                                </li>
                            }
                        })
                        .collect_view()
                        .into_any()
                })}
            </ul>
        </Show>
    }
}

fn capability_words(model: &ModelInfo) -> Vec<(Glyph, String)> {
    let mut words = Vec::new();
    match model.tools {
        Some(true) => words.push((Glyph::Check, "draws with tools".to_owned())),
        Some(false) => words.push((Glyph::Alert, "no tool calls".to_owned())),
        None => {}
    }
    if model.vision == Some(true) {
        words.push((Glyph::Eye, "sees pictures".to_owned()));
    }
    if let Some(context) = model.context_tokens {
        words.push((
            Glyph::Layers,
            format!("{} context", format::tokens_short(context)),
        ));
    }
    if let (Some(input), Some(output)) = (model.input_usd_per_million, model.output_usd_per_million)
    {
        let price = format!("${input:.2} in, ${output:.2} out a million");
        words.push((Glyph::Info, price));
    }
    words
}
