//! From the composer to a running turn.

use futures_util::future::{Either, join, select};
use leptos::prelude::*;

use super::Driver;
use crate::engine::agent::{AgentRun, Input};
use crate::engine::context;
use crate::engine::conversation::Event;
use crate::engine::conversation::decide::{self, Draft};
use crate::engine::host::{HostReply, HostRequest, SelectedShape};
use crate::engine::ids::{MessageId, PageId, TurnId};
use crate::engine::time::Millis;
use crate::ui::stores::{HostConnection, Phase};

/// Outermost layers that are told with a message.
const CONTEXT_LAYERS_MAX: u32 = 60;

/// How deep the selection is told with a message.
const SELECTION_DEPTH: u32 = 3;

/// Longest wait for the host to describe the canvas; a message without it is better than no message.
const DRAFT_WAIT: Millis = Millis(2_000);

/// A turn that is about to begin.
struct NewTurn {
    turn_id: TurnId,
    message_id: MessageId,
    model: String,
}

impl NewTurn {
    fn event(&self) -> Event {
        decide::start_turn(self.turn_id, self.message_id, &self.model)
    }
}

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
        let turn = self.new_turn();
        let recorded = match decide::send(&self.conversation, message_id, draft) {
            Ok(mut events) => {
                // With the message, so that none is ever left without an answer to try again.
                events.push(turn.event());
                self.record(events).await
            }
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
        self.start(turn).await;
    }

    /// Answers the last message of the person once more.
    pub(super) async fn retry(&mut self, message_id: MessageId) {
        let last = self.conversation.messages.last().map(|message| message.id);
        // A second press, or one on an answer that was replaced meanwhile.
        if self.run.is_some() || last != Some(message_id) {
            return;
        }
        match decide::retry(&self.conversation) {
            Ok(mut events) => {
                let turn = self.new_turn();
                events.push(turn.event());
                if let Err(error) = self.record(events).await {
                    return self.report_journal(&error);
                }
                self.show_messages();
                self.start(turn).await;
            }
            Err(rejected) => self
                .stores
                .notices
                .show("Nothing was sent.", &rejected.to_string()),
        }
    }

    fn new_turn(&self) -> NewTurn {
        NewTurn {
            turn_id: TurnId::mint(&*self.ports.minter),
            message_id: MessageId::mint(&*self.ports.minter),
            model: self
                .stores
                .settings
                .settings
                .with_untracked(|it| it.model_label().to_owned()),
        }
    }

    /// Runs a turn whose start is recorded.
    async fn start(&mut self, turn: NewTurn) {
        let now = self.ports.clock.now();
        self.run = Some(AgentRun::new(
            turn.turn_id,
            self.conversation.aliases.clone(),
            self.page_id(),
            now,
        ));
        self.live
            .begin(turn.message_id, self.ports.clock.monotonic_ms());
        self.schedule_partial(turn.turn_id);
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
        let timeout = self.ports.clock.sleep(DRAFT_WAIT);
        let (page, selection) = match select(join(page, selection), timeout).await {
            Either::Left((answers, _)) => answers,
            Either::Right(((), _)) => {
                return Draft {
                    text,
                    ..Draft::default()
                };
            }
        };
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
