//! The line to the plugin script: one private `MessagePort`.
//!
//! The panel makes a channel and hands one end over in its only window message, together with the
//! nonce that its address carries. It listens to nothing but its own end of the channel, so window
//! messages of other frames never reach it. Messages are JSON text.
//! Invariants: a request resolves exactly once: with its answer, or as timed out; an answer that
//! comes later is dropped.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use futures_channel::{mpsc, oneshot};
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageChannel, MessageEvent, MessagePort};

use super::page;
use crate::engine::host::{
    self, HostError, HostEvent, HostHello, HostMessage, HostReply, HostRequest,
};
use crate::engine::ports::{Host, LocalFuture, LocalStream};

/// Longest wait for an answer, ms: above the host's own limit of 20 s for an undo block.
const ANSWER_MS: u32 = 30_000;

/// Time between two attempts to hand a port over, ms.
const CONNECT_RETRY_MS: u32 = 500;

/// Attempts before the panel goes on without a canvas.
const CONNECT_ATTEMPTS: u32 = 12;

/// Time between later attempts, ms: a busy design tool may answer long after that.
const LATE_RETRY_MS: u32 = 2_000;

/// Most ends that wait for a greeting at once; the plugin script listens to as many.
const CANDIDATES_MAX: usize = 8;

/// The line to the plugin script.
#[derive(Clone, Default)]
pub struct HostPort(Rc<Line>);

type Pending = oneshot::Sender<Result<HostReply, HostError>>;

#[derive(Default)]
struct Line {
    /// Ends that wait for a greeting; once one was greeted, that one alone.
    ports: RefCell<Vec<OpenPort>>,
    is_greeted: Cell<bool>,
    epoch: Cell<u64>,
    next_id: Cell<u64>,
    pending: RefCell<HashMap<String, Pending>>,
    listeners: RefCell<Vec<mpsc::UnboundedSender<HostEvent>>>,
    greeting: RefCell<Option<oneshot::Sender<HostHello>>>,
}

/// Our end of the channel and the handler that belongs to it.
struct OpenPort {
    port: MessagePort,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Drop for OpenPort {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
        self.port.close();
    }
}

impl Line {
    fn take(&self, message: HostMessage, port: &MessagePort) {
        match message {
            HostMessage::Answer { id, reply } => {
                if let Some(waiting) = self.pending.borrow_mut().remove(&id) {
                    let _ = waiting.send(reply);
                }
            }
            HostMessage::Event {
                epoch,
                event: HostEvent::Hello(hello),
            } => self.take_greeting(epoch, hello, port),
            HostMessage::Event { event, .. } => self.tell(&event),
        }
    }

    /// The first greeting decides which end is used; a later one is an echo.
    fn take_greeting(&self, epoch: u64, hello: HostHello, port: &MessagePort) {
        if self.is_greeted.replace(true) {
            return;
        }
        self.ports
            .borrow_mut()
            .retain(|open| Object::is(&open.port, port));
        self.epoch.set(epoch);
        self.post(&format!(
            r#"{{"type":"{}","epoch":{epoch}}}"#,
            host::READY_TYPE
        ));
        match self.greeting.borrow_mut().take() {
            Some(waiting) if !waiting.is_canceled() => {
                let _ = waiting.send(hello);
            }
            // The panel went on without a canvas meanwhile.
            _ => self.tell(&HostEvent::Hello(hello)),
        }
    }

    fn tell(&self, event: &HostEvent) {
        self.listeners
            .borrow_mut()
            .retain(|listener| listener.unbounded_send(event.clone()).is_ok());
    }

    fn post(&self, text: &str) -> bool {
        let ports = self.ports.borrow();
        let message = js_sys::JSON::parse(text);
        match (ports.first(), message) {
            (Some(open), Ok(message)) => open.port.post_message(&message).is_ok(),
            _ => false,
        }
    }
}

impl HostPort {
    /// Makes a channel, listens at our end and hands the other one over.
    fn hand_over(&self, nonce: &str) -> Result<(), JsValue> {
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let parent = window.parent()?.ok_or(JsValue::NULL)?;
        let channel = MessageChannel::new()?;
        let (line, own) = (Rc::downgrade(&self.0), channel.port1());
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let text = js_sys::JSON::stringify(&event.data())
                .ok()
                .and_then(|it| it.as_string());
            let message = text.as_deref().and_then(host::decode_message);
            if let (Some(line), Some(message)) = (line.upgrade(), message) {
                line.take(message, &own);
            }
        });
        let port = channel.port1();
        port.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        let mut ports = self.0.ports.borrow_mut();
        if ports.len() == CANDIDATES_MAX {
            ports.remove(0);
        }
        ports.push(OpenPort {
            port,
            _on_message: on_message,
        });
        drop(ports);

        let message = Object::new();
        let set = |name: &str, value: &JsValue| Reflect::set(&message, &name.into(), value);
        set("app", &host::APP_TAG.into())?;
        set("type", &host::CONNECT_TYPE.into())?;
        set("nonce", &nonce.into())?;
        set("protocol", &host::PROTOCOL_VERSION.into())?;
        set("port", &channel.port2())?;
        let target = page::parent_origin(&window).unwrap_or_else(|| "*".to_owned());
        parent.post_message_with_transfer(&message, &target, &Array::of1(&channel.port2()))
    }
}

impl HostPort {
    /// Goes on handing ports over until the host greets one; the greeting then comes as an event.
    fn keep_trying(&self, nonce: String) {
        let host = self.clone();
        spawn_local(async move {
            while !host.0.is_greeted.get() {
                TimeoutFuture::new(LATE_RETRY_MS).await;
                if host.0.is_greeted.get() || host.hand_over(&nonce).is_err() {
                    break;
                }
            }
        });
    }
}

impl Host for HostPort {
    fn ask(&self, request: HostRequest) -> LocalFuture<'static, Result<HostReply, HostError>> {
        let line = Rc::clone(&self.0);
        Box::pin(async move {
            let id = line.next_id.get() + 1;
            line.next_id.set(id);
            let id = id.to_string();
            let (sender, receiver) = oneshot::channel();
            line.pending.borrow_mut().insert(id.clone(), sender);
            if !line.is_greeted.get()
                || !line.post(&host::encode_request(&id, line.epoch.get(), &request))
            {
                line.pending.borrow_mut().remove(&id);
                return Err(HostError::not_connected());
            }
            match select(receiver, TimeoutFuture::new(ANSWER_MS)).await {
                Either::Left((Ok(reply), _)) => reply,
                Either::Left((Err(oneshot::Canceled), _)) => Err(HostError::not_connected()),
                Either::Right(((), _)) => {
                    line.pending.borrow_mut().remove(&id);
                    Err(HostError::timed_out())
                }
            }
        })
    }

    fn connect(&self) -> LocalFuture<'static, Result<HostHello, HostError>> {
        let host = self.clone();
        Box::pin(async move {
            let Some(nonce) = page::address().nonce.filter(|_| page::is_framed()) else {
                return Err(HostError::not_connected());
            };
            let (sender, mut greeting) = oneshot::channel();
            host.0.greeting.replace(Some(sender));
            for _ in 0..CONNECT_ATTEMPTS {
                if host.hand_over(&nonce).is_err() {
                    break;
                }
                match select(greeting, TimeoutFuture::new(CONNECT_RETRY_MS)).await {
                    Either::Left((Ok(hello), _)) => return Ok(hello),
                    Either::Left((Err(oneshot::Canceled), _)) => break,
                    Either::Right(((), waiting)) => greeting = waiting,
                }
            }
            host.keep_trying(nonce);
            Err(HostError::not_connected())
        })
    }

    fn events(&self) -> LocalStream<'static, HostEvent> {
        let (sender, receiver) = mpsc::unbounded();
        self.0.listeners.borrow_mut().push(sender);
        receiver.boxed_local()
    }
}
