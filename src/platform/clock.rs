//! Time: the wall clock, waiting, and the next frame.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::engine::ports::{Clock, LocalFuture};
use crate::engine::time::{Millis, UnixMillis};

/// The browser's clock.
pub struct BrowserClock;

impl Clock for BrowserClock {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a time after 1970"
    )]
    fn now(&self) -> UnixMillis {
        UnixMillis(js_sys::Date::now() as u64)
    }

    fn monotonic_ms(&self) -> f64 {
        web_sys::window()
            .and_then(|window| window.performance())
            .map_or_else(js_sys::Date::now, |performance| performance.now())
    }

    fn sleep(&self, delay: Millis) -> LocalFuture<'static, ()> {
        // setTimeout takes 31 bits; longer waits do not occur.
        let delay = u32::try_from(delay.0).unwrap_or(u32::MAX / 2);
        Box::pin(TimeoutFuture::new(delay))
    }

    fn next_frame(&self) -> LocalFuture<'static, ()> {
        let is_hidden = web_sys::window()
            .and_then(|window| window.document())
            .is_none_or(|it| it.hidden());
        if is_hidden {
            // No frames come in a hidden tab; a timer takes over.
            return Box::pin(TimeoutFuture::new(HIDDEN_FRAME_MS));
        }
        let (sender, receiver) = futures_channel::oneshot::channel::<()>();
        let sender = Rc::new(RefCell::new(Some(sender)));
        let callback = Closure::once(move |_time: f64| {
            if let Some(sender) = sender.borrow_mut().take() {
                let _ = sender.send(());
            }
        });
        let requested = web_sys::window()
            .map(|window| window.request_animation_frame(callback.as_ref().unchecked_ref()));
        Box::pin(async move {
            if matches!(requested, Some(Ok(_))) {
                // A tab that is hidden now gets no frame: do not wait for ever.
                let timeout = TimeoutFuture::new(HIDDEN_FRAME_MS);
                futures_util::future::select(receiver, timeout).await;
            }
            drop(callback);
        })
    }
}

/// Time between two flushes of the screen where no frames come, ms.
const HIDDEN_FRAME_MS: u32 = 250;
