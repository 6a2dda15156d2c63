//! From the composer to a running turn.

use futures_util::future::join;
use leptos::prelude::*;

use super::Driver;
use crate::engine::agent::{AgentRun, Input};
use crate::engine::context;
use crate::engine::conversation::decide::{self, Draft};
use crate::engine::host::{HostReply, HostRequest, SelectedShape};
use crate::engine::ids::{MessageId, PageId, TurnId};
use crate::ui::stores::{HostConnection, Phase};

/// Outermost layers that are told with a message.
const CONTEXT_LAYERS_MAX: u32 = 60;

/// How deep the selection is told with a message.
const SELECTION_DEPTH: u32 = 3;

impl Driver {
    /// Sends a message: first durable, then on screen, then to the model.
    pub(super) async fn send(&mut self, text: String) {
        if self.run.is_some() || text.trim().is_empty() {
            return;
        }
        if !self
            .stores
            .settings
            .settings
            .with_untracked(crate::engine::settings::Settings::is_connected)
        {
            return self.stores.notices.show(
                "No model is connected.",
                "Choose one in Settings, or use Built-in (no AI).",
            );
        }
        self.stores.live.phase.set(Phase::Sending);
        let sent = text.clone();
        let draft = self.draft(text).await;
        let message_id = MessageId::mint(&*self.ports.minter);
        let recorded = match decide::send(&self.conversation, message_id, draft) {
            Ok(events) => self.record(events).await,
            Err(rejected) => {
                self.stores.live.phase.set(Phase::Idle);
                return self
                    .stores
                    .notices
                    .show("The message was not sent.", &rejected.to_string());
            }
        };
        if let Err(error) = recorded {
            // The text stays in the composer.
            self.stores.live.phase.set(Phase::Idle);
            return self.report_journal(&error);
        }
        // What the person wrote meanwhile stays.
        if self.stores.composer.draft.get_untracked() == sent {
            self.stores.composer.draft.set(String::new());
        }
        self.remember_open();
        self.show_messages();
        self.start_turn().await;
    }

    /// Answers the last message of the person once more.
    pub(super) async fn retry(&mut self) {
        if self.run.is_some() {
            return;
        }
        match decide::retry(&self.conversation) {
            Ok(events) => {
                if !events.is_empty() {
                    if let Err(error) = self.record(events).await {
                        return self.report_journal(&error);
                    }
                    self.show_messages();
                }
                self.start_turn().await;
            }
            Err(rejected) => self
                .stores
                .notices
                .show("Nothing was sent.", &rejected.to_string()),
        }
    }

    async fn start_turn(&mut self) {
        let turn_id = TurnId::mint(&*self.ports.minter);
        let message_id = MessageId::mint(&*self.ports.minter);
        let model = self
            .stores
            .settings
            .settings
            .with_untracked(|it| it.model_label().to_owned());
        if let Err(error) = self
            .record(vec![decide::start_turn(turn_id, message_id, &model)])
            .await
        {
            self.stores.live.phase.set(Phase::Idle);
            return self.report_journal(&error);
        }
        let now = self.ports.clock.now();
        self.run = Some(AgentRun::new(
            turn_id,
            self.conversation.aliases.clone(),
            self.page_id(),
            now,
        ));
        self.live.begin(message_id, self.ports.clock.monotonic_ms());
        self.schedule_partial();
        self.feed(Input::Start).await;
    }

    /// The page that the person is looking at.
    fn page_id(&self) -> Option<PageId> {
        self.stores
            .host
            .connection
            .with_untracked(|connection| match connection {
                HostConnection::Connected(hello) => Some(hello.page_id.clone()),
                HostConnection::Connecting
                | HostConnection::Standalone
                | HostConnection::VersionMismatch => None,
            })
    }

    /// The message with the canvas as it is now.
    async fn draft(&mut self, text: String) -> Draft {
        let is_connected = self
            .stores
            .host
            .connection
            .with_untracked(|it| matches!(it, HostConnection::Connected(_)));
        if !is_connected {
            return Draft {
                text,
                ..Draft::default()
            };
        }
        let host = &self.ports.host;
        let page = host.ask(HostRequest::ReadPage {
            depth: 1,
            limit: CONTEXT_LAYERS_MAX,
        });
        let selection = host.ask(HostRequest::ReadSelection {
            depth: SELECTION_DEPTH,
        });
        let (page, selection) = join(page, selection).await;
        let selected = match selection {
            Ok(HostReply::Shapes { shapes, .. }) => shapes,
            Ok(_) | Err(_) => Vec::new(),
        };
        let mut aliases = self.conversation.aliases.clone();
        let context = match page {
            Ok(HostReply::Page(page)) => context::describe_canvas(&page, &selected, &mut aliases),
            // A message without context is worth more than no message.
            Ok(_) | Err(_) => String::new(),
        };
        let selection = selected
            .iter()
            .take(20)
            .map(|shape| SelectedShape {
                id: shape.id.clone(),
                name: shape.label().to_owned(),
                kind: shape.kind.clone(),
            })
            .collect();
        Draft {
            text,
            selection,
            context,
            aliases: aliases.take_fresh(),
        }
    }
}
