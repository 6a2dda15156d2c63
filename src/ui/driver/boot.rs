//! What happens before the panel can be used, and when another conversation is opened.

use futures_util::StreamExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use super::{Driver, Happening};
use crate::engine::conversation::Conversation;
use crate::engine::conversation::recover;
use crate::engine::host::{HostHello, HostReply, HostRequest, LedgerEntry, PROTOCOL_VERSION};
use crate::engine::ids::{ConversationId, OperationId};
use crate::engine::ports::LoadedJournal;
use crate::ui::stores::{HostConnection, Page};

/// The preference that names the conversation that was open last.
const OPEN_CONVERSATION: &str = "openConversation";

impl Driver {
    /// Connects to the host, reads the list and opens what was open last.
    pub(super) async fn boot(&mut self) {
        self.stores
            .library
            .is_durable
            .set(self.ports.journal.is_durable());
        self.connect().await;
        self.show_library().await;
        let stored = self.ports.preferences.get(OPEN_CONVERSATION);
        let last = stored
            .and_then(|id| Uuid::parse_str(&id).ok())
            .map(ConversationId);
        let is_listed = |id: &ConversationId| {
            self.stores
                .library
                .rows
                .with_untracked(|rows| rows.iter().any(|row| row.id == *id))
        };
        if let Some(id) = last.filter(is_listed) {
            self.open(id).await;
        }
    }

    async fn connect(&mut self) {
        let mut events = self.ports.host.events();
        let sender = self.sender.clone();
        spawn_local(async move {
            while let Some(event) = events.next().await {
                if sender.unbounded_send(Happening::Host(event)).is_err() {
                    break;
                }
            }
        });
        match self.ports.host.connect().await {
            Ok(hello) => self.welcome(hello),
            Err(_alone) => self.stores.host.connection.set(HostConnection::Standalone),
        }
    }

    /// The host greeted: the canvas is there.
    pub(super) fn welcome(&self, hello: HostHello) {
        let host = self.stores.host;
        if hello.protocol != PROTOCOL_VERSION {
            return host.connection.set(HostConnection::VersionMismatch);
        }
        (self.ports.show_theme)(hello.theme);
        host.theme.set(hello.theme);
        host.selection_count.set(hello.selection.len());
        host.selection.set(hello.selection.clone());
        host.connection.set(HostConnection::Connected(hello));
    }

    /// Opens a conversation of the list, and closes a turn that a reload interrupted.
    pub(super) async fn open(&mut self, id: ConversationId) {
        let loaded = match self.ports.journal.load(id).await {
            Ok(loaded) => loaded,
            Err(error) => return self.report_journal(&error),
        };
        let LoadedJournal {
            events,
            partial,
            unreadable,
        } = loaded;
        if unreadable > 0 {
            self.stores.notices.show(
                &format!("{unreadable} records of this conversation could not be read."),
                "The rest is shown.",
            );
        }
        self.conversation = Conversation::replay(id, &events);
        let open_operations: Vec<OperationId> = self
            .conversation
            .open_turn()
            .map(|turn| turn.open_operations().cloned().collect())
            .unwrap_or_default();
        let ledger = self.read_ledger(open_operations).await;
        let now = self.ports.clock.now();
        let events = recover::recover(&self.conversation, partial.as_ref(), &ledger, now);
        if !events.is_empty() {
            if let Err(error) = self.record(events).await {
                self.report_journal(&error);
            }
            let _ = self.ports.journal.set_partial(id, None).await;
        }
        self.remember_open();
        self.show_messages();
        self.stores.page.set(Page::Chat);
    }

    /// What the host knows of batches whose answer was lost.
    async fn read_ledger(&self, operation_ids: Vec<OperationId>) -> Vec<LedgerEntry> {
        if operation_ids.is_empty() {
            return Vec::new();
        }
        match self
            .ports
            .host
            .ask(HostRequest::ReadLedger { operation_ids })
            .await
        {
            Ok(HostReply::Ledger { applied }) => applied,
            Ok(_) | Err(_) => Vec::new(),
        }
    }

    pub(super) fn remember_open(&self) {
        // Only a convenience: where it cannot be stored, the next start begins with a fresh page.
        let _ = self
            .ports
            .preferences
            .set(OPEN_CONVERSATION, &self.conversation.id.to_string());
    }
}
