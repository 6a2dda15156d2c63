//! What the person can ask for. Components send these; the driver carries them out.

use futures_channel::mpsc::UnboundedSender;
use leptos::prelude::*;

use crate::engine::ids::{ConversationId, MessageId, ShapeId};
use crate::engine::settings::Settings;

/// One wish of the person.
#[derive(Clone, Debug)]
pub enum Command {
    /// Send what is in the composer. The composer is emptied when the message is durable.
    Send {
        /// The text; blank is ignored.
        text: String,
    },
    /// Stop the running turn.
    Stop,
    /// Answer the last message of the person once more.
    Retry {
        /// The answer that is to be given again.
        message_id: MessageId,
    },
    /// Begin a new conversation.
    NewConversation,
    /// Open a conversation of the list.
    OpenConversation(ConversationId),
    /// Remove a conversation for good.
    DeleteConversation(ConversationId),
    /// Take over changed settings and store them.
    SaveSettings(Settings),
    /// Ask the chosen provider for its models, and whether its model can call tools.
    CheckConnection,
    /// Forget every key on this device.
    ForgetKeys,
    /// Select layers on the canvas and bring them into view.
    ShowOnCanvas(Vec<ShapeId>),
}

/// The way from the components to the driver.
#[derive(Clone, Copy)]
pub struct Commands(StoredValue<UnboundedSender<Command>>);

impl Commands {
    /// Wraps the sending end of the driver's queue.
    pub fn new(sender: UnboundedSender<Command>) -> Self {
        Self(StoredValue::new(sender))
    }

    /// Sends a wish to the driver. If the driver is gone the page is going away, and nothing is lost
    /// that was acknowledged.
    pub fn send(&self, command: Command) {
        self.0.with_value(|sender| {
            let _ = sender.unbounded_send(command);
        });
    }
}

/// The commands of the panel.
pub fn use_commands() -> Commands {
    use_context().unwrap_or_else(|| {
        // Without a provider nobody listens: a queue whose receiver is gone swallows the command.
        Commands::new(futures_channel::mpsc::unbounded().0)
    })
}
