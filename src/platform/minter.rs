//! Fresh ids and random numbers, from the browser's cryptographic source.

use std::cell::Cell;

use uuid::Uuid;

use super::clock::BrowserClock;
use crate::engine::ids::{Minter, uuid_v7};
use crate::engine::ports::Clock;
use crate::engine::time::UnixMillis;

/// Mints ids that sort in the order in which they were minted.
#[derive(Default)]
pub struct BrowserMinter {
    last: Cell<u64>,
}

impl Minter for BrowserMinter {
    fn mint(&self) -> Uuid {
        // Two ids within one millisecond (or after the clock went back) still ascend.
        let now = BrowserClock.now().0.max(self.last.get() + 1);
        self.last.set(now);
        uuid_v7(UnixMillis(now), &random_bytes())
    }
}

/// Random bytes; from `Math.random` where the page has no crypto.
fn random_bytes() -> [u8; 10] {
    let mut bytes = [0_u8; 10];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        for byte in &mut bytes {
            *byte = random_byte();
        }
    }
    bytes
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0 to 255"
)]
fn random_byte() -> u8 {
    (random() * 255.0) as u8
}

/// A random number from 0 to 1, for waiting times.
pub fn random() -> f64 {
    js_sys::Math::random()
}
