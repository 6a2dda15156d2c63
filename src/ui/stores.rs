//! One store per domain: a `Copy` struct of signals, provided once at the root.
//!
//! Invariants: finished messages are immutable `Arc`s in [`Transcript`]; the running turn lives in
//! [`LiveTurn`] and is flushed at most once per animation frame, so that a token's cost does not
//! depend on the length of the conversation. No store writes another store.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::conversation::{Message, ToolCard};
use crate::engine::host::{HostHello, SelectedShape, Theme};
use crate::engine::ids::{ConversationId, MessageId};
use crate::engine::llm::catalog::ModelInfo;
use crate::engine::markdown::Block;
use crate::engine::ports::ConversationRow;
use crate::engine::settings::Settings;

/// The open conversation's finished messages.
#[derive(Clone, Copy)]
pub struct Transcript {
    /// Which conversation is open.
    pub conversation: RwSignal<Option<ConversationId>>,
    /// Its title.
    pub title: RwSignal<String>,
    /// Its finished messages, oldest first, keyed by [`Message::id`].
    pub messages: RwSignal<Vec<Arc<Message>>>,
}

/// The running turn.
#[derive(Clone, Copy)]
pub struct LiveTurn {
    /// What the agent is doing.
    pub phase: RwSignal<Phase>,
    /// The message that the turn fills; `None` when no turn runs.
    pub message_id: RwSignal<Option<MessageId>>,
    /// Its parts so far, in order. The list changes only when a part is added.
    pub parts: RwSignal<Vec<LivePart>>,
    /// When the turn began, as `performance.now()` milliseconds, for the elapsed time on screen.
    pub started_at_ms: RwSignal<f64>,
}

/// What the agent is doing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing; a message can be sent.
    #[default]
    Idle,
    /// The message is being made durable.
    Sending,
    /// Waiting for the first byte of an answer.
    Waiting,
    /// The answer streams in.
    Streaming,
    /// Waiting for the host.
    Working,
    /// A temporary problem; trying again by itself.
    Retrying {
        /// Which try comes next, from 2.
        attempt: u32,
    },
    /// The person pressed Stop.
    Stopping,
}

impl Phase {
    /// Whether a turn is running.
    pub const fn is_running(&self) -> bool {
        !matches!(self, Self::Idle)
    }
}

/// A part of the running turn. `key` is stable while the part lives.
#[derive(Clone)]
pub struct LivePart {
    /// Identity for keyed lists.
    pub key: usize,
    /// What it is.
    pub kind: LivePartKind,
}

/// What a part of the running turn is.
#[derive(Clone)]
pub enum LivePartKind {
    /// Markdown: closed blocks never change again, the tail is what is being written.
    Text {
        /// Closed blocks, keyed by their place.
        closed: ArcRwSignal<Vec<Arc<Block>>>,
        /// The blocks still being written, usually one.
        tail: ArcRwSignal<Vec<Block>>,
    },
    /// Visible reasoning, as plain text.
    Reasoning(ArcRwSignal<String>),
    /// A tool call.
    Tool(ArcRwSignal<ToolCard>),
}

/// Providers, keys and models.
#[derive(Clone, Copy)]
pub struct SettingsStore {
    /// The settings in force.
    pub settings: RwSignal<Settings>,
    /// The last check of the chosen provider.
    pub check: RwSignal<ConnectionCheck>,
    /// The models of the chosen provider, as last fetched.
    pub models: RwSignal<Vec<ModelInfo>>,
}

/// The state of a check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ConnectionCheck {
    /// Not checked since the settings changed.
    #[default]
    NotChecked,
    /// Under way.
    Checking,
    /// The provider answered; the sentence says what it can do, in plain words.
    Passed(String),
    /// The provider did not; what happened, and what to do.
    Failed {
        /// What happened.
        title: String,
        /// What to do.
        remedy: String,
    },
}

/// The design tool.
#[derive(Clone, Copy)]
pub struct HostStore {
    /// How the panel stands with it.
    pub connection: RwSignal<HostConnection>,
    /// What is selected, at most 20.
    pub selection: RwSignal<Vec<SelectedShape>>,
    /// How many are selected.
    pub selection_count: RwSignal<usize>,
    /// The theme.
    pub theme: RwSignal<Theme>,
}

/// How the panel stands with the host.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum HostConnection {
    /// Not known yet: the handshake runs.
    #[default]
    Connecting,
    /// Opened by itself: the panel chats, and says that no canvas is connected.
    Standalone,
    /// Connected.
    Connected(HostHello),
    /// The plugin script is of another version; the person opens the plugin again.
    VersionMismatch,
}

/// The message being written.
#[derive(Clone, Copy)]
pub struct Composer {
    /// Its text. Written by the composer on input, and by whoever suggests a text.
    pub draft: RwSignal<String>,
    /// Counts up when the composer should take the focus.
    pub focus_requests: RwSignal<u32>,
}

/// The list of conversations.
#[derive(Clone, Copy)]
pub struct Library {
    /// The rows, most recently changed first.
    pub rows: RwSignal<Vec<ConversationRow>>,
    /// Whether they survive a reload.
    pub is_durable: RwSignal<bool>,
}

/// Problems that belong to no message.
#[derive(Clone, Copy)]
pub struct Notices {
    /// What is shown now, oldest first.
    pub list: RwSignal<Vec<Notice>>,
}

/// A problem for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Identity for keyed lists.
    pub key: u32,
    /// What happened.
    pub title: String,
    /// What to do.
    pub remedy: String,
}

impl Notices {
    /// Shows a problem until the person closes it; the same problem is shown once.
    pub fn show(&self, title: &str, remedy: &str) {
        self.list.update(|list| {
            if list
                .iter()
                .any(|notice| notice.title == title && notice.remedy == remedy)
            {
                return;
            }
            let key = list.last().map_or(0, |last| last.key + 1);
            list.push(Notice {
                key,
                title: title.to_owned(),
                remedy: remedy.to_owned(),
            });
        });
    }

    /// Closes a notice.
    pub fn close(&self, key: u32) {
        self.list
            .update(|list| list.retain(|notice| notice.key != key));
    }
}

/// Which page of the panel is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The conversation.
    #[default]
    Chat,
    /// The settings.
    Settings,
    /// The list of conversations.
    Conversations,
}

/// All stores of the panel.
#[derive(Clone, Copy)]
pub struct Stores {
    /// The open conversation.
    pub transcript: Transcript,
    /// The running turn.
    pub live: LiveTurn,
    /// Providers, keys and models.
    pub settings: SettingsStore,
    /// The design tool.
    pub host: HostStore,
    /// The message being written.
    pub composer: Composer,
    /// The list of conversations.
    pub library: Library,
    /// Problems that belong to no message.
    pub notices: Notices,
    /// Which page is open.
    pub page: RwSignal<Page>,
}

impl Stores {
    /// Fresh stores; must be called under the root owner, so that they live as long as the panel.
    pub fn new(settings: Settings, theme: Theme) -> Self {
        Self {
            transcript: Transcript {
                conversation: RwSignal::new(None),
                title: RwSignal::new(String::new()),
                messages: RwSignal::new(Vec::new()),
            },
            live: LiveTurn {
                phase: RwSignal::new(Phase::Idle),
                message_id: RwSignal::new(None),
                parts: RwSignal::new(Vec::new()),
                started_at_ms: RwSignal::new(0.0),
            },
            settings: SettingsStore {
                settings: RwSignal::new(settings),
                check: RwSignal::new(ConnectionCheck::NotChecked),
                models: RwSignal::new(Vec::new()),
            },
            host: HostStore {
                connection: RwSignal::new(HostConnection::Connecting),
                selection: RwSignal::new(Vec::new()),
                selection_count: RwSignal::new(0),
                theme: RwSignal::new(theme),
            },
            composer: Composer {
                draft: RwSignal::new(String::new()),
                focus_requests: RwSignal::new(0),
            },
            library: Library {
                rows: RwSignal::new(Vec::new()),
                is_durable: RwSignal::new(true),
            },
            notices: Notices {
                list: RwSignal::new(Vec::new()),
            },
            page: RwSignal::new(Page::Chat),
        }
    }
}

impl Stores {
    /// Leads back to the conversation, with the focus where a message is written.
    pub fn show_chat(&self) {
        self.page.set(Page::Chat);
        self.composer.focus_requests.update(|count| *count += 1);
    }
}

/// The stores of the panel.
pub fn use_stores() -> Stores {
    use_context().unwrap_or_else(|| Stores::new(Settings::default(), Theme::default()))
}
