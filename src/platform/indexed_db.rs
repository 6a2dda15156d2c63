//! IndexedDB as futures: opening, requests, and the completion of a transaction.
//!
//! Why our own few lines and not a crate: the crates at hand cannot ask for strict durability, and
//! they invite an `.await` between two requests, at which the browser commits the transaction. Here
//! a transaction is a closure that issues all its requests at once; only its completion is awaited.
//! Invariant: `Ok` means that the transaction's `complete` event fired.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, IdbDatabase, IdbFactory, IdbObjectStore, IdbRequest, IdbTransaction};

use crate::engine::ports::JournalError;

/// An open database.
#[derive(Clone)]
pub struct Database(IdbDatabase);

/// Waits for one event of several; the handlers live exactly as long as the waiting.
struct Waiter {
    target: JsValue,
    names: Vec<String>,
    receiver: oneshot::Receiver<Result<(), JsValue>>,
    _handlers: [Closure<dyn FnMut(JsValue)>; 2],
}

impl Waiter {
    /// Waits until the target's `on_success` property is called, or its `on_failure`.
    fn on(target: &JsValue, on_success: &str, on_failure: &[&str]) -> Self {
        let (sender, receiver) = oneshot::channel();
        let sender = Rc::new(RefCell::new(Some(sender)));
        let handler = |is_success: bool| {
            let sender = Rc::clone(&sender);
            Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
                if let Some(sender) = sender.borrow_mut().take() {
                    let _ = sender.send(if is_success { Ok(()) } else { Err(event) });
                }
            })
        };
        let handlers = [handler(true), handler(false)];
        let [success, failure] = &handlers;
        set_handler(target, on_success, success.as_ref().unchecked_ref());
        for name in on_failure {
            set_handler(target, name, failure.as_ref().unchecked_ref());
        }
        let names = std::iter::once(&on_success).chain(on_failure);
        Self {
            target: target.clone(),
            names: names.map(|name| (*name).to_owned()).collect(),
            receiver,
            _handlers: handlers,
        }
    }

    async fn wait(mut self) -> Result<(), JsValue> {
        match (&mut self.receiver).await {
            Ok(result) => result,
            Err(oneshot::Canceled) => Err(JsValue::from_str("the waiting was given up")),
        }
    }
}

/// A failing request is told to its transaction, too: what was waited for may call back once more.
impl Drop for Waiter {
    fn drop(&mut self) {
        for name in &self.names {
            let _ = Reflect::set(&self.target, &name.into(), &JsValue::NULL);
        }
    }
}

fn set_handler(target: &JsValue, name: &str, handler: &Function) {
    // The targets are IndexedDB objects, whose handler properties can be set.
    let _ = Reflect::set(target, &name.into(), handler);
}

/// Opens a database; `upgrade` creates what is missing, given the old version (0: new).
pub async fn open(
    name: &str,
    version: u32,
    upgrade: impl Fn(&IdbDatabase, f64) + 'static,
) -> Result<Database, JournalError> {
    let factory = factory()?;
    let request = factory
        .open_with_u32(name, version)
        .map_err(|error| refused(&error))?;
    let target = request.clone();
    let on_upgrade = Closure::<dyn FnMut(web_sys::IdbVersionChangeEvent)>::new(
        move |event: web_sys::IdbVersionChangeEvent| {
            if let Ok(database) = target.result().map(JsCast::unchecked_into::<IdbDatabase>) {
                upgrade(&database, event.old_version());
            }
        },
    );
    request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
    Waiter::on(&request, "onsuccess", &["onerror", "onblocked"])
        .wait()
        .await
        .map_err(|event| failure(&event))?;
    let database: IdbDatabase = request
        .result()
        .map_err(|error| refused(&error))?
        .unchecked_into();
    close_on_version_change(&database);
    Ok(Database(database))
}

fn factory() -> Result<IdbFactory, JournalError> {
    let window = web_sys::window().ok_or_else(|| JournalError::Refused("no window".to_owned()))?;
    window
        .indexed_db()
        .map_err(|error| refused(&error))?
        .ok_or_else(|| JournalError::Refused("the browser has no IndexedDB here".to_owned()))
}

/// Another tab with a newer version must not be kept waiting by this one.
fn close_on_version_change(database: &IdbDatabase) {
    let target = database.clone();
    let close = Closure::once_into_js(move || target.close());
    database.set_onversionchange(Some(close.unchecked_ref()));
}

impl Database {
    /// Runs a writing transaction: `issue` makes all its requests; resolves when they are durable.
    pub async fn write(
        &self,
        stores: &[&str],
        issue: impl FnOnce(&IdbTransaction) -> Result<(), JsValue>,
    ) -> Result<(), JournalError> {
        let transaction = self
            .strict_transaction(stores)
            .map_err(|error| from_exception(&error))?;
        let completion = Waiter::on(&transaction, "oncomplete", &["onabort", "onerror"]);
        if let Err(error) = issue(&transaction) {
            // A request that cannot even be made must not leave half of the others behind.
            let _ = transaction.abort();
            return Err(from_exception(&error));
        }
        completion.wait().await.map_err(|event| failure(&event))
    }

    /// `transaction(stores, "readwrite", { durability: "strict" })`: the bindings know the first two
    /// arguments only.
    fn strict_transaction(&self, stores: &[&str]) -> Result<IdbTransaction, JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let function: Function = Reflect::get(&self.0, &"transaction".into())?.dyn_into()?;
        let transaction = function.call3(&self.0, &names(stores), &"readwrite".into(), &options)?;
        transaction.dyn_into()
    }

    /// Runs one reading request and gives its result.
    pub async fn read(
        &self,
        store: &str,
        issue: impl FnOnce(&IdbObjectStore) -> Result<IdbRequest, JsValue>,
    ) -> Result<JsValue, JournalError> {
        let transaction = self
            .0
            .transaction_with_str(store)
            .map_err(|error| from_exception(&error))?;
        let request = transaction
            .object_store(store)
            .and_then(|store| issue(&store))
            .map_err(|error| from_exception(&error))?;
        let answer = Waiter::on(&request, "onsuccess", &["onerror"]);
        answer.wait().await.map_err(|event| failure(&event))?;
        request.result().map_err(|error| from_exception(&error))
    }
}

fn names(stores: &[&str]) -> JsValue {
    stores
        .iter()
        .map(|name| JsValue::from_str(name))
        .collect::<js_sys::Array>()
        .into()
}

/// The error of the request or transaction that an event is about.
fn failure(event: &JsValue) -> JournalError {
    let error = Reflect::get(event, &"target".into())
        .and_then(|target| Reflect::get(&target, &"error".into()))
        .unwrap_or(JsValue::UNDEFINED);
    from_exception(&error)
}

fn from_exception(error: &JsValue) -> JournalError {
    let Some(exception) = error.dyn_ref::<DomException>() else {
        return JournalError::Failed("the database did not say why".to_owned());
    };
    match exception.name().as_str() {
        "QuotaExceededError" => JournalError::Full,
        "ConstraintError" => JournalError::Conflict,
        name => JournalError::Failed(format!("{name}: {}", exception.message())),
    }
}

fn refused(error: &JsValue) -> JournalError {
    match from_exception(error) {
        JournalError::Failed(message) => JournalError::Refused(message),
        other => other,
    }
}
