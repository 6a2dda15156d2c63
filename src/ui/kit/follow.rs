//! Scrolling that stays at the end while something grows, until the person scrolls up.
//!
//! A `ResizeObserver` on the content does the work, so nothing has to know what made it grow.
//! Invariant: the view is moved only while it is being followed, and only the person's own
//! scrolling up ends that.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// How close to the end counts as being there, in pixels.
const NEAR_END_PX: i32 = 40;

/// The scrolling of one list. Its owner puts the two references on the elements.
#[derive(Clone, Copy)]
pub(crate) struct Follow {
    /// The element that scrolls.
    pub(crate) scroller: NodeRef<html::Div>,
    /// The element inside that grows.
    pub(crate) content: NodeRef<html::Div>,
    /// Whether the end is being followed.
    pub(crate) is_following: RwSignal<bool>,
    last_top_px: StoredValue<i32>,
}

impl Follow {
    /// A list that is at its end.
    pub(crate) fn new() -> Self {
        Self {
            scroller: NodeRef::new(),
            content: NodeRef::new(),
            is_following: RwSignal::new(true),
            last_top_px: StoredValue::new(0),
        }
    }

    /// Goes to the end and stays there.
    pub(crate) fn jump_to_end(self) {
        self.set_following(true);
        self.stick();
    }

    /// What the scroller's `scroll` event does.
    pub(crate) fn on_scroll(self) {
        let Some(scroller) = self.scroller.get_untracked() else {
            return;
        };
        let top = scroller.scroll_top();
        let is_near_end = scroller.scroll_height() - top - scroller.client_height() <= NEAR_END_PX;
        // Content that grew since the last frame also leaves the end behind; only going up means
        // that the person wants to read.
        if is_near_end {
            self.set_following(true);
        } else if top < self.last_top_px.get_value() {
            self.set_following(false);
        }
        self.last_top_px.set_value(top);
    }

    /// Keeps what is on screen where it is while `insert_above` adds content above it.
    pub(crate) fn keep_place(self, insert_above: impl FnOnce()) {
        let before = self
            .scroller
            .get_untracked()
            .map(|scroller| (scroller.scroll_top(), scroller.scroll_height()));
        insert_above();
        let Some((top, height)) = before else { return };
        request_animation_frame(move || {
            if let Some(Some(scroller)) = self.scroller.try_get_untracked() {
                scroller.set_scroll_top(top + scroller.scroll_height() - height);
            }
        });
    }

    /// Begins to observe; call it in the component that owns the elements.
    pub(crate) fn observe(self) {
        let running: StoredValue<Option<Running>, LocalStorage> = StoredValue::new_local(None);
        Effect::new(move |_| {
            let (Some(scroller), Some(content)) = (self.scroller.get(), self.content.get()) else {
                return;
            };
            running.set_value(Running::start(&[&scroller, &content], move || {
                if self.is_following.try_get_untracked() == Some(true) {
                    self.stick();
                }
            }));
        });
        on_cleanup(move || running.set_value(None));
    }

    fn set_following(self, is_following: bool) {
        if self.is_following.get_untracked() != is_following {
            self.is_following.set(is_following);
        }
    }

    fn stick(self) {
        if let Some(scroller) = self.scroller.get_untracked() {
            scroller.set_scroll_top(scroller.scroll_height());
            self.last_top_px.set_value(scroller.scroll_top());
        }
    }
}

/// A running observer; it ends when dropped.
struct Running {
    observer: web_sys::ResizeObserver,
    _on_resize: Closure<dyn FnMut()>,
}

impl Running {
    fn start(elements: &[&web_sys::Element], on_resize: impl FnMut() + 'static) -> Option<Self> {
        let on_resize = Closure::<dyn FnMut()>::new(on_resize);
        let observer = web_sys::ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok()?;
        for element in elements {
            observer.observe(element);
        }
        Some(Self {
            observer,
            _on_resize: on_resize,
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
