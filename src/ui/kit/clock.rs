//! Time for display: the seconds that something has taken so far.
//!
//! Invariant: the timer ends with the component that asked for it.

use std::time::Duration;

use leptos::prelude::*;

/// `performance.now()` in milliseconds; zero where there is no such clock.
pub(crate) fn performance_now_ms() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Whole seconds since `since_ms` (a reading of [`performance_now_ms`]), counted up twice a second
/// while the calling component lives.
pub(crate) fn seconds_since(since_ms: f64) -> ReadSignal<u32> {
    let (seconds, set_seconds) = signal(0);
    let tick = move || {
        let elapsed = (performance_now_ms() - since_ms).max(0.0) / 1000.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative, and far below four billion seconds"
        )]
        let whole = elapsed as u32;
        if seconds.get_untracked() != whole {
            set_seconds.set(whole);
        }
    };
    if let Ok(timer) = set_interval_with_handle(tick, Duration::from_millis(500)) {
        on_cleanup(move || timer.clear());
    }
    seconds
}
