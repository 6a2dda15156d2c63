//! The journal where the browser denies storage: it lasts until the panel closes.
//!
//! It behaves like the journal in IndexedDB in everything but lasting; the interface says so.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::engine::conversation::{Partial, RecordedEvent};
use crate::engine::ids::ConversationId;
use crate::engine::ports::{ConversationRow, Journal, JournalError, LoadedJournal, LocalFuture};

#[derive(Default)]
struct Kept {
    rows: HashMap<ConversationId, ConversationRow>,
    events: HashMap<ConversationId, Vec<RecordedEvent>>,
    partials: HashMap<ConversationId, Partial>,
}

/// The journal in memory.
#[derive(Default)]
pub struct MemoryJournal(RefCell<Kept>);

fn ready<T: 'static>(value: T) -> LocalFuture<'static, Result<T, JournalError>> {
    Box::pin(async move { Ok(value) })
}

impl Journal for MemoryJournal {
    fn is_durable(&self) -> bool {
        false
    }

    fn list(&self) -> LocalFuture<'static, Result<Vec<ConversationRow>, JournalError>> {
        let mut rows: Vec<ConversationRow> = self.0.borrow().rows.values().cloned().collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.updated_at));
        ready(rows)
    }

    fn load(
        &self,
        id: ConversationId,
    ) -> LocalFuture<'static, Result<LoadedJournal, JournalError>> {
        let kept = self.0.borrow();
        ready(LoadedJournal {
            events: kept.events.get(&id).cloned().unwrap_or_default(),
            partial: kept.partials.get(&id).cloned(),
            unreadable: 0,
        })
    }

    fn append(
        &self,
        row: ConversationRow,
        events: Vec<RecordedEvent>,
    ) -> LocalFuture<'static, Result<(), JournalError>> {
        let mut kept = self.0.borrow_mut();
        kept.events.entry(row.id).or_default().extend(events);
        kept.rows.insert(row.id, row);
        ready(())
    }

    fn set_partial(
        &self,
        id: ConversationId,
        partial: Option<Partial>,
    ) -> LocalFuture<'static, Result<(), JournalError>> {
        let mut kept = self.0.borrow_mut();
        match partial {
            Some(partial) => kept.partials.insert(id, partial),
            None => kept.partials.remove(&id),
        };
        ready(())
    }

    fn delete(&self, id: ConversationId) -> LocalFuture<'static, Result<(), JournalError>> {
        let mut kept = self.0.borrow_mut();
        kept.rows.remove(&id);
        kept.events.remove(&id);
        kept.partials.remove(&id);
        ready(())
    }
}
