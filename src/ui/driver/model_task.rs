//! One request to a model, from its sending to the end of its stream.
//!
//! The task carries bytes to the decoder and its events to the queue. Dropping it drops the body,
//! which aborts the request on the network.

use std::rc::Rc;

use futures_channel::mpsc::UnboundedSender;
use futures_util::FutureExt;
use futures_util::StreamExt;
use futures_util::future::{Either, LocalBoxFuture, select};

use super::{Happening, Ports};
use crate::engine::agent::{Input, limits};
use crate::engine::conversation::Conversation;
use crate::engine::interpreter;
use crate::engine::llm::{Decoder, HttpRequest, LlmError, LlmEvent, dialect, http_error};
use crate::engine::ports::{Clock, HttpAnswer, LocalStream};
use crate::engine::prompt;
use crate::engine::settings::Settings;
use crate::engine::time::Millis;

/// Pause between two words of the built-in interpreter: fast, but to be followed by eye.
const INTERPRETER_PACE: Millis = Millis(12);

/// Most bytes of an error's body that are read.
const ERROR_BYTES_MAX: usize = 64 * 1024;

type Body = LocalStream<'static, Result<Vec<u8>, LlmError>>;

/// Asks the chosen provider and sends what it says to the queue.
pub(super) fn ask(
    ports: &Ports,
    conversation: &Conversation,
    settings: &Settings,
    attempt: u32,
    queue: UnboundedSender<Happening>,
) -> LocalBoxFuture<'static, ()> {
    let request = prompt::request(conversation, settings);
    let endpoint = settings.endpoint(settings.provider);
    let Some(endpoint) = endpoint else {
        let words = interpreter::respond(&request);
        let clock = Rc::clone(&ports.clock);
        return async move {
            for word in words {
                clock.sleep(INTERPRETER_PACE).await;
                let _ = queue.unbounded_send(Happening::Model {
                    attempt,
                    events: vec![word],
                });
            }
            let _ = queue.unbounded_send(Happening::Run(Input::ModelEnded { attempt }));
        }
        .boxed_local();
    };
    let http = dialect::encode(&request, &endpoint);
    let decoder = prompt::decoder(settings);
    let (ports, random) = (ports.clone(), ports.random);
    async move {
        let result = match (http, decoder) {
            (Some(http), Some(decoder)) => {
                stream(&ports, http, decoder, |events| {
                    let _ = queue.unbounded_send(Happening::Model { attempt, events });
                })
                .await
            }
            _ => Err(LlmError::NotFound {
                message: "This provider has no address.".to_owned(),
            }),
        };
        let input = match result {
            Ok(()) => Input::ModelEnded { attempt },
            Err(error) => Input::ModelFailed {
                attempt,
                error,
                random: random(),
            },
        };
        let _ = queue.unbounded_send(Happening::Run(input));
    }
    .boxed_local()
}

/// Sends a request and hands the decoded events on, until the stream ends.
pub(super) async fn stream(
    ports: &Ports,
    request: HttpRequest,
    mut decoder: Box<dyn Decoder>,
    mut hand_on: impl FnMut(Vec<LlmEvent>),
) -> Result<(), LlmError> {
    let HttpAnswer { mut body, .. } = open(ports, request).await?;
    let mut patience = limits::FIRST_BYTE;
    loop {
        let events = match next(&*ports.clock, &mut body, patience).await {
            Ok(Some(bytes)) => decoder.push(&bytes),
            Ok(None) => break,
            // After its finish reason an answer is complete, however its stream ends.
            Err(_) if patience == limits::AFTER_FINISH => break,
            Err(error) => return Err(error),
        };
        let is_finished = events
            .iter()
            .any(|event| matches!(event, LlmEvent::Finished(_)));
        if is_finished {
            patience = limits::AFTER_FINISH;
        } else if patience == limits::FIRST_BYTE {
            patience = limits::IDLE;
        }
        if !events.is_empty() {
            hand_on(events);
        }
        if decoder.is_over() {
            break;
        }
    }
    let rest = decoder.finish();
    if !rest.is_empty() {
        hand_on(rest);
    }
    Ok(())
}

/// Sends a request and waits for headers that promise an answer.
async fn open(ports: &Ports, request: HttpRequest) -> Result<HttpAnswer, LlmError> {
    let mut answer = match select(
        ports.transport.send(request),
        ports.clock.sleep(limits::FIRST_BYTE),
    )
    .await
    {
        Either::Left((answer, _)) => answer?,
        Either::Right(((), _)) => return Err(LlmError::Idle(limits::FIRST_BYTE)),
    };
    if (200..300).contains(&answer.status) {
        return Ok(answer);
    }
    let body = read_all(ports, &mut answer.body).await;
    Err(http_error::classify(
        answer.status,
        &answer.content_type,
        answer.retry_after.as_deref(),
        &String::from_utf8_lossy(&body),
        ports.clock.now(),
    ))
}

/// A whole answer that is not a stream: a list of models.
pub(super) async fn fetch_text(ports: &Ports, request: HttpRequest) -> Result<String, LlmError> {
    let mut answer = open(ports, request).await?;
    let mut bytes = Vec::new();
    while let Some(piece) = next(&*ports.clock, &mut answer.body, limits::IDLE).await? {
        bytes.extend(piece);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn read_all(ports: &Ports, body: &mut Body) -> Vec<u8> {
    let mut bytes = Vec::new();
    while bytes.len() < ERROR_BYTES_MAX {
        match next(&*ports.clock, body, limits::AFTER_FINISH).await {
            Ok(Some(piece)) => bytes.extend(piece),
            Ok(None) | Err(_) => break,
        }
    }
    bytes
}

/// The next piece; `None` at the end.
async fn next(
    clock: &dyn Clock,
    body: &mut Body,
    patience: Millis,
) -> Result<Option<Vec<u8>>, LlmError> {
    match select(body.next(), clock.sleep(patience)).await {
        Either::Left((piece, _)) => piece.transpose(),
        Either::Right(((), _)) => Err(LlmError::Idle(patience)),
    }
}
