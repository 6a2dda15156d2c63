//! Whether a failed request is sent again by itself, and when.
//!
//! Invariants: nothing is retried that waiting cannot cure; a provider's `Retry-After` is the least
//! wait, never a hint; all waits of one request together stay under [`TOTAL_WAIT`]. Whoever calls
//! makes sure that nothing of the failed answer was shown yet.

use super::error::LlmError;
use crate::engine::time::Millis;

/// Most times one request is sent.
pub const MAX_ATTEMPTS: u32 = 4;

/// Most waiting for one request, all its waits together.
pub const TOTAL_WAIT: Millis = Millis(90_000);

/// The longest wait that a provider may ask for; beyond it the person decides.
pub const LONGEST_RETRY_AFTER: Millis = Millis(60_000);

const FIRST_STEP: Millis = Millis(500);
const LONGEST_STEP: Millis = Millis(20_000);

/// How long to wait before the request is sent again; `None` to give up.
///
/// `attempt` counts the requests sent so far, from 1. `waited` is what the earlier waits of this
/// request add up to. `random` lies between 0 and 1 and spreads the clients over the whole step.
pub fn decide(error: &LlmError, attempt: u32, waited: Millis, random: f64) -> Option<Millis> {
    let limit = match error {
        // An empty answer is tried once more and then explained.
        LlmError::Empty => 2,
        _ => MAX_ATTEMPTS,
    };
    if !error.is_retryable() || attempt >= limit {
        return None;
    }
    let least = match error {
        LlmError::RateLimited {
            retry_after: Some(wait),
            ..
        } => *wait,
        _ => Millis(0),
    };
    let doublings = attempt.saturating_sub(1).min(16);
    let step = Millis((FIRST_STEP.0 << doublings).min(LONGEST_STEP.0));
    let delay = Millis(least.0.saturating_add(part_of(step, random)));
    let total = waited.0.saturating_add(delay.0);
    (least <= LONGEST_RETRY_AFTER && total <= TOTAL_WAIT.0).then_some(delay)
}

/// The share `random` of a step; an impossible share counts as none.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a step is at most 20,000 and the share lies between 0 and 1"
)]
fn part_of(step: Millis, random: f64) -> u64 {
    if (0.0..=1.0).contains(&random) {
        (step.0 as f64 * random) as u64
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn server() -> LlmError {
        LlmError::Server {
            status: 503,
            message: String::new(),
        }
    }

    fn limited(seconds: u64) -> LlmError {
        LlmError::RateLimited {
            message: String::new(),
            retry_after: Some(Millis(seconds * 1000)),
        }
    }

    #[test]
    fn a_broken_server_is_asked_four_times_with_growing_steps() {
        let longest: Vec<_> = (1..=4)
            .map(|attempt| decide(&server(), attempt, Millis(0), 1.0))
            .collect();
        assert_eq!(
            longest,
            [
                Some(Millis(500)),
                Some(Millis(1000)),
                Some(Millis(2000)),
                None
            ]
        );
        assert_eq!(decide(&server(), 1, Millis(0), 0.0), Some(Millis(0)));
    }

    #[test]
    fn retry_after_is_the_least_wait() {
        assert_eq!(decide(&limited(7), 1, Millis(0), 0.0), Some(Millis(7000)));
        assert_eq!(decide(&limited(7), 1, Millis(0), 1.0), Some(Millis(7500)));
    }

    #[test]
    fn beyond_a_minute_the_person_decides() {
        assert_eq!(
            decide(&limited(60), 1, Millis(0), 0.0),
            Some(Millis(60_000))
        );
        assert_eq!(decide(&limited(61), 1, Millis(0), 0.0), None);
    }

    #[test]
    fn all_waits_together_stay_within_the_budget() {
        assert_eq!(decide(&limited(60), 2, Millis(60_000), 0.5), None);
        assert_eq!(
            decide(&limited(29), 2, Millis(60_000), 1.0),
            Some(Millis(30_000))
        );
    }

    #[test]
    fn what_waiting_cannot_cure_is_not_retried() {
        let message = String::new();
        for error in [
            LlmError::OutOfCredit {
                message: message.clone(),
            },
            LlmError::Unauthorized {
                message: message.clone(),
            },
            LlmError::NotFound {
                message: message.clone(),
            },
            LlmError::ContextOverflow {
                message: message.clone(),
            },
            LlmError::Refused { message },
            LlmError::Truncated,
            LlmError::Idle(Millis(60_000)),
        ] {
            assert_eq!(decide(&error, 1, Millis(0), 0.5), None, "{error:?}");
        }
    }

    #[test]
    fn an_empty_answer_is_tried_once_more() {
        assert!(decide(&LlmError::Empty, 1, Millis(0), 0.5).is_some());
        assert_eq!(decide(&LlmError::Empty, 2, Millis(0), 0.5), None);
    }

    proptest! {
        #[test]
        fn no_run_of_refusals_waits_longer_than_the_budget(
            seconds in proptest::collection::vec(0u64..90, 6),
            random in prop_oneof![0.0..=1.0, Just(f64::NAN), Just(-3.0), Just(1e9)],
        ) {
            let (mut waited, mut sent) = (0, 0);
            for (attempt, seconds) in (1..).zip(seconds) {
                sent = attempt;
                match decide(&limited(seconds), attempt, Millis(waited), random) {
                    Some(delay) => {
                        prop_assert!(delay.0 >= seconds * 1000);
                        waited += delay.0;
                    }
                    None => break,
                }
            }
            prop_assert!(waited <= TOTAL_WAIT.0);
            prop_assert!(sent <= MAX_ATTEMPTS);
        }
    }
}
