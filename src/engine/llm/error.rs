//! What can go wrong between a request and the end of its answer.
//!
//! Each variant says when it is raised; [`LlmError::is_retryable`] and [`LlmError::for_user`] say
//! what happens next and what the person may do.

use serde::{Deserialize, Serialize};

use crate::engine::time::Millis;

/// A request to a model failed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LlmError {
    /// No answer at all: the browser says only "Failed to fetch" (offline, wrong address, a server
    /// that refuses this page, a blocker).
    #[error("could not reach {address}")]
    Unreachable {
        /// The origin that was asked.
        address: String,
        /// Whether the browser believes it is online.
        online: bool,
    },
    /// 401 or 403: the key is missing, wrong or not allowed.
    #[error("the key was refused: {message}")]
    Unauthorized {
        /// The provider's words.
        message: String,
    },
    /// 402, or 429 for used-up credit: waiting does not help.
    #[error("no credit left: {message}")]
    OutOfCredit {
        /// The provider's words.
        message: String,
    },
    /// 429: too many requests.
    #[error("too many requests: {message}")]
    RateLimited {
        /// The provider's words.
        message: String,
        /// The least time to wait, where the provider says it.
        retry_after: Option<Millis>,
    },
    /// 404: the model or the address does not exist.
    #[error("not found: {message}")]
    NotFound {
        /// The provider's words.
        message: String,
    },
    /// The request is larger than the model's context.
    #[error("the conversation is too long for this model: {message}")]
    ContextOverflow {
        /// The provider's words.
        message: String,
    },
    /// Any other 4xx: the provider does not accept the request.
    #[error("the request was refused ({status}): {message}")]
    BadRequest {
        /// HTTP status.
        status: u16,
        /// The provider's words.
        message: String,
    },
    /// 5xx, or an error inside the stream that the provider calls temporary.
    #[error("the provider has a problem ({status}): {message}")]
    Server {
        /// HTTP status; 200 for an error inside the stream.
        status: u16,
        /// The provider's words.
        message: String,
    },
    /// The answer is not an event stream: a captive portal, a web page, a wrong address.
    #[error("the answer is not a model's answer: {excerpt}")]
    NotAStream {
        /// Its first 200 characters, as text.
        excerpt: String,
    },
    /// The stream broke off: the network, or an end without a finish reason.
    #[error("the answer was cut off")]
    Truncated,
    /// Nothing came for too long.
    #[error("no answer for {0:?}")]
    Idle(Millis),
    /// The model or a filter declined.
    #[error("declined: {message}")]
    Refused {
        /// The provider's words, if any.
        message: String,
    },
    /// The model wrote nothing at all.
    #[error("the answer was empty")]
    Empty,
}

impl LlmError {
    /// Whether the same request may be sent again by itself, provided nothing was shown yet.
    pub const fn is_retryable(&self) -> bool {
        match self {
            Self::RateLimited { .. } | Self::Server { .. } | Self::Empty => true,
            Self::Unreachable { .. }
            | Self::Unauthorized { .. }
            | Self::OutOfCredit { .. }
            | Self::NotFound { .. }
            | Self::ContextOverflow { .. }
            | Self::BadRequest { .. }
            | Self::NotAStream { .. }
            | Self::Truncated
            | Self::Idle(_)
            | Self::Refused { .. } => false,
        }
    }

    /// The sentence for the person: what happened, then what to do. Plain text.
    pub fn for_user(&self) -> (String, String) {
        let (title, remedy): (&str, String) = match self {
            Self::Unreachable {
                address,
                online: false,
            } => (
                "You are offline.",
                format!("{address} could not be reached. Try again when you are connected."),
            ),
            Self::Unreachable {
                address,
                online: true,
            } => (
                "The model could not be reached.",
                format!(
                    "{address} did not answer. The address may be wrong, the server may be off, or it may refuse this page (CORS)."
                ),
            ),
            Self::Unauthorized { message } => (
                "The key was refused.",
                format!("Check the key in Settings. {message}"),
            ),
            Self::OutOfCredit { message } => (
                "The account has no credit left.",
                format!("Add credit with your provider. {message}"),
            ),
            Self::RateLimited { message, .. } => (
                "Too many requests.",
                format!("Wait a moment, then try again. {message}"),
            ),
            Self::NotFound { message } => (
                "The model was not found.",
                format!("Choose another model in Settings. {message}"),
            ),
            Self::ContextOverflow { message } => (
                "The conversation is too long for this model.",
                format!(
                    "Start a new conversation or choose a model with a larger context. {message}"
                ),
            ),
            Self::BadRequest { status, message } => (
                "The provider refused the request.",
                format!("Status {status}. {message}"),
            ),
            Self::Server { message, .. } => (
                "The provider has a problem.",
                format!("Try again. {message}"),
            ),
            Self::NotAStream { excerpt } => (
                "That address does not answer like a model.",
                format!("Check the address in Settings. It said: {excerpt}"),
            ),
            Self::Truncated => (
                "The answer was cut off.",
                "What was said and drawn is kept. Try again.".to_owned(),
            ),
            Self::Idle(after) => (
                "The model went silent.",
                format!(
                    "Nothing came for {} seconds. What was said and drawn is kept.",
                    after.0 / 1000
                ),
            ),
            Self::Refused { message } => (
                "The model declined.",
                format!("Say it another way. {message}"),
            ),
            Self::Empty => (
                "The model answered nothing.",
                "Try again, or choose another model.".to_owned(),
            ),
        };
        (title.to_owned(), remedy.trim().to_owned())
    }
}
