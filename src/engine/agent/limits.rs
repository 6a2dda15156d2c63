//! Every cap of a turn, in one place.

use crate::engine::time::Millis;

/// Longest wait for the first byte of an answer. Large local models read their prompt for minutes.
pub const FIRST_BYTE: Millis = Millis(180_000);

/// Longest silence within an answer. Any byte counts, also a comment that only keeps the line open.
pub const IDLE: Millis = Millis(90_000);

/// How long a stream may stay open after its finish reason, for usage and cost to arrive.
pub const AFTER_FINISH: Millis = Millis(2_000);

/// How long Stop waits for a batch that is already under way.
pub const STOP_GRACE: Millis = Millis(2_000);

/// Most answers of the model within one turn.
pub const STEPS_MAX: u32 = 40;

/// From this many identical calls in a row on, the model is told that it repeats itself.
pub const REPEATS_WARNED: u32 = 3;

/// This many identical calls in a row end the turn.
pub const REPEATS_MAX: u32 = 5;

/// This many answers in a row whose calls all failed end the turn.
pub const FAILED_STEPS_MAX: u32 = 3;
