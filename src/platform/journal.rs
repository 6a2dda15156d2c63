//! The journal in IndexedDB.
//!
//! Database `limn`, version 1: `conversations` (rows by id), `events` (records by
//! `[conversation, seq]`), `partials` (the running turn by conversation). Records are stored as JSON
//! text: what the engine wrote is what it reads, and one bad record can be left out alone.
//! Invariant: a record is added, never put, so two tabs cannot overwrite each other's events.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use web_sys::{IdbDatabase, IdbKeyRange};

use super::indexed_db::{self, Database};
use crate::engine::conversation::{Partial, RecordedEvent};
use crate::engine::ids::ConversationId;
use crate::engine::json;
use crate::engine::ports::{ConversationRow, Journal, JournalError, LoadedJournal, LocalFuture};

const NAME: &str = "limn";
const VERSION: u32 = 1;
const CONVERSATIONS: &str = "conversations";
const EVENTS: &str = "events";
const PARTIALS: &str = "partials";

/// The journal in IndexedDB.
#[derive(Clone)]
pub struct BrowserJournal {
    /// Replaced when the browser has closed the connection.
    database: Rc<RefCell<Database>>,
}

impl BrowserJournal {
    /// Opens the database, creating it the first time.
    pub async fn open() -> Result<Self, JournalError> {
        Ok(Self {
            database: Rc::new(RefCell::new(open().await?)),
        })
    }

    fn database(&self) -> Database {
        self.database.borrow().clone()
    }

    /// Writes; where the browser had closed the connection, opens it again and writes once more.
    async fn write(
        &self,
        stores: &[&str],
        issue: impl Fn(&web_sys::IdbTransaction) -> Result<(), JsValue>,
    ) -> Result<(), JournalError> {
        match self.database().write(stores, &issue).await {
            Err(JournalError::Failed(message)) if message.starts_with("InvalidStateError") => {
                *self.database.borrow_mut() = open().await?;
                self.database().write(stores, issue).await
            }
            other => other,
        }
    }
}

async fn open() -> Result<Database, JournalError> {
    indexed_db::open(NAME, VERSION, |database: &IdbDatabase, old_version| {
        if old_version < 1.0 {
            for store in [CONVERSATIONS, EVENTS, PARTIALS] {
                // Fails only if the store exists, which is what is wanted.
                let _ = database.create_object_store(store);
            }
        }
    })
    .await
}

fn key(id: ConversationId) -> JsValue {
    JsValue::from_str(&id.to_string())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a conversation has fewer than 2^53 events"
)]
fn event_key(id: ConversationId, seq: u64) -> JsValue {
    Array::of2(&key(id), &JsValue::from_f64(seq as f64)).into()
}

fn all_events(id: ConversationId) -> Result<IdbKeyRange, JsValue> {
    let last = Array::of2(&key(id), &JsValue::from_f64(f64::INFINITY));
    IdbKeyRange::bound(&event_key(id, 0), &last)
}

fn to_text<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    json::write(value)
        .map(|text| JsValue::from_str(&text))
        .map_err(|error| JsValue::from_str(&error.to_string()))
}

fn from_text<T: DeserializeOwned>(value: &JsValue) -> Option<T> {
    value.as_string().and_then(|text| json::read(&text).ok())
}

impl Journal for BrowserJournal {
    fn is_durable(&self) -> bool {
        true
    }

    fn list(&self) -> LocalFuture<'static, Result<Vec<ConversationRow>, JournalError>> {
        let database = self.database();
        Box::pin(async move {
            let rows = database
                .read(CONVERSATIONS, web_sys::IdbObjectStore::get_all)
                .await?;
            let mut rows: Vec<ConversationRow> = Array::from(&rows)
                .iter()
                .filter_map(|row| from_text(&row))
                .collect();
            rows.sort_by_key(|row| std::cmp::Reverse(row.updated_at));
            Ok(rows)
        })
    }

    fn load(
        &self,
        id: ConversationId,
    ) -> LocalFuture<'static, Result<LoadedJournal, JournalError>> {
        let database = self.database();
        Box::pin(async move {
            let records = database
                .read(EVENTS, |store| {
                    store.get_all_with_key(&all_events(id)?.into())
                })
                .await?;
            let records = Array::from(&records);
            let events: Vec<RecordedEvent> = records
                .iter()
                .filter_map(|record| from_text(&record))
                .collect();
            let partial = database.read(PARTIALS, |store| store.get(&key(id))).await?;
            Ok(LoadedJournal {
                unreadable: (records.length() as usize).saturating_sub(events.len()),
                events,
                partial: from_text::<Partial>(&partial),
            })
        })
    }

    fn append(
        &self,
        row: ConversationRow,
        events: Vec<RecordedEvent>,
    ) -> LocalFuture<'static, Result<(), JournalError>> {
        let journal = self.clone();
        Box::pin(async move {
            journal
                .write(&[CONVERSATIONS, EVENTS], |transaction| {
                    let store = transaction.object_store(EVENTS)?;
                    for event in &events {
                        store.add_with_key(&to_text(event)?, &event_key(row.id, event.seq))?;
                    }
                    transaction
                        .object_store(CONVERSATIONS)?
                        .put_with_key(&to_text(&row)?, &key(row.id))?;
                    Ok(())
                })
                .await
        })
    }

    fn set_partial(
        &self,
        id: ConversationId,
        partial: Option<Partial>,
    ) -> LocalFuture<'static, Result<(), JournalError>> {
        let journal = self.clone();
        Box::pin(async move {
            journal
                .write(&[PARTIALS], |transaction| {
                    let store = transaction.object_store(PARTIALS)?;
                    match &partial {
                        Some(partial) => store.put_with_key(&to_text(partial)?, &key(id))?,
                        None => store.delete(&key(id))?,
                    };
                    Ok(())
                })
                .await
        })
    }

    fn delete(&self, id: ConversationId) -> LocalFuture<'static, Result<(), JournalError>> {
        let journal = self.clone();
        Box::pin(async move {
            journal
                .write(&[CONVERSATIONS, EVENTS, PARTIALS], |transaction| {
                    transaction.object_store(CONVERSATIONS)?.delete(&key(id))?;
                    transaction.object_store(PARTIALS)?.delete(&key(id))?;
                    transaction
                        .object_store(EVENTS)?
                        .delete(&all_events(id)?.into())?;
                    Ok(())
                })
                .await
        })
    }
}
