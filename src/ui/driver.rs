//! The only async loop of the panel: it carries out what the engine decides.
//!
//! Everything that happens (commands of the person, words of the model, answers of the host, timers,
//! frames) arrives in one queue and is taken in one at a time. The engine's machine turns each into
//! steps; the driver carries the steps out in order and waits for each record to be durable before it
//! goes on. So an intent is on disk before its request leaves, without locks and without races.
//!
//! Invariants: no decision about the product is made here; only the driver writes the stores of the
//! conversation; a task that outlives its turn can only send words that the machine ignores.

mod boot;
mod check;
mod live;
mod model_task;
mod send;

use std::rc::Rc;

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures_util::StreamExt;
use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::commands::Command;
use super::stores::{ConnectionCheck, HostConnection, Phase, Stores};
use crate::engine::agent::{AgentRun, Input, RunPhase, Step, Timer};
use crate::engine::conversation::{Conversation, Event, RecordedEvent, row};
use crate::engine::host::{HostEvent, HostRequest, Theme};
use crate::engine::ids::{ConversationId, Minter, TurnId};
use crate::engine::llm::LlmEvent;
use crate::engine::ports::{
    Clock, ConversationRow, Host, Journal, JournalError, Preferences, Transport,
};
use crate::engine::settings::Settings;
use crate::engine::time::Millis;
use live::LiveView;

/// How often the running step is kept for a reload.
const PARTIAL_EVERY: Millis = Millis(1000);

/// The surroundings, as the composition root found them.
#[derive(Clone)]
pub struct Ports {
    /// Requests to providers.
    pub transport: Rc<dyn Transport>,
    /// The design tool.
    pub host: Rc<dyn Host>,
    /// The journal.
    pub journal: Rc<dyn Journal>,
    /// Small preferences.
    pub preferences: Rc<dyn Preferences>,
    /// Time.
    pub clock: Rc<dyn Clock>,
    /// Fresh ids.
    pub minter: Rc<dyn Minter>,
    /// A random number from 0 to 1.
    pub random: fn() -> f64,
    /// Sets the theme of the page.
    pub show_theme: fn(Theme),
    /// Says that the panel can be used.
    pub show_ready: fn(),
}

/// Something that happened.
enum Happening {
    Command(Command),
    Host(HostEvent),
    /// Words of the model, in the order in which they came.
    Model {
        attempt: u32,
        events: Vec<LlmEvent>,
    },
    Run(Input),
    /// A timer of a turn; one that outlives its turn is dropped.
    Timer {
        turn_id: TurnId,
        timer: Timer,
    },
    Frame,
    KeepPartial(TurnId),
    Checked(check::Findings),
}

/// The driver. Made once, under the root owner; runs until the page goes away.
pub struct Driver {
    ports: Ports,
    stores: Stores,
    queue: UnboundedReceiver<Happening>,
    sender: UnboundedSender<Happening>,
    conversation: Conversation,
    run: Option<AgentRun>,
    live: LiveView,
    model_request: Option<AbortHandle>,
    /// What to do when the running turn has ended.
    afterwards: Vec<Command>,
}

impl Driver {
    /// A driver for the stores, fed by the components' commands.
    pub fn new(ports: Ports, stores: Stores, mut commands: UnboundedReceiver<Command>) -> Self {
        let (sender, queue) = unbounded();
        let forward = sender.clone();
        spawn_local(async move {
            while let Some(command) = commands.next().await {
                if forward.unbounded_send(Happening::Command(command)).is_err() {
                    break;
                }
            }
        });
        let id = ConversationId::mint(&*ports.minter);
        Self {
            live: LiveView::new(stores.live),
            ports,
            stores,
            queue,
            sender,
            conversation: Conversation::new(id),
            run: None,
            model_request: None,
            afterwards: Vec::new(),
        }
    }

    /// Runs until the page goes away.
    pub async fn run(mut self) {
        self.boot().await;
        (self.ports.show_ready)();
        while let Some(happening) = self.queue.next().await {
            self.take(happening).await;
        }
    }

    async fn take(&mut self, happening: Happening) {
        match happening {
            Happening::Command(command) => self.take_command(command).await,
            Happening::Host(event) => self.take_host_event(event),
            Happening::Model { attempt, events } => {
                for event in events {
                    self.feed(Input::Model { attempt, event }).await;
                }
            }
            Happening::Run(input) => self.feed(input).await,
            Happening::Timer { turn_id, timer } if self.runs(turn_id) => {
                self.feed(Input::Timer(timer)).await;
            }
            Happening::Frame => self.live.flush(self.run.as_ref()),
            Happening::KeepPartial(turn_id) if self.runs(turn_id) => {
                self.keep_partial(turn_id).await;
            }
            Happening::Timer { .. } | Happening::KeepPartial(_) => {}
            Happening::Checked(findings) => self.take_findings(findings),
        }
    }

    async fn take_command(&mut self, command: Command) {
        match command {
            Command::Send { text } => self.send(text).await,
            Command::Stop => self.feed(Input::Stop).await,
            Command::Retry { message_id } => self.retry(message_id).await,
            Command::NewConversation | Command::OpenConversation(_) if self.run.is_some() => {
                self.afterwards.push(command);
                self.feed(Input::Stop).await;
            }
            Command::NewConversation => self.open_new(),
            Command::OpenConversation(id) => self.open(id).await,
            Command::DeleteConversation(id) => self.delete(id).await,
            Command::SaveSettings(settings) => self.save_settings(settings),
            Command::CheckConnection => self.check_connection(),
            Command::ForgetKeys => {
                let settings = self.stores.settings.settings.get_untracked().without_keys();
                self.save_settings(settings);
            }
            Command::ShowOnCanvas(ids) => {
                self.tell_host(HostRequest::Select { ids: ids.clone() });
                self.tell_host(HostRequest::Zoom { ids });
            }
        }
    }

    fn take_host_event(&self, event: HostEvent) {
        let host = self.stores.host;
        match event {
            HostEvent::ThemeChange { theme } => {
                (self.ports.show_theme)(theme);
                host.theme.set(theme);
            }
            HostEvent::SelectionChange { selection, count } => {
                host.selection.set(selection);
                host.selection_count.set(count);
            }
            HostEvent::PageChange { page_id, page_name } => host.connection.update(|connection| {
                if let HostConnection::Connected(hello) = connection {
                    hello.page_id = page_id;
                    hello.page_name = page_name;
                }
            }),
            // A greeting that came after the panel had gone on without a canvas.
            HostEvent::Hello(hello) => self.welcome(hello),
        }
    }

    fn tell_host(&self, request: HostRequest) {
        let answer = self.ports.host.ask(request);
        let notices = self.stores.notices;
        spawn_local(async move {
            if let Err(error) = answer.await {
                notices.show("The canvas could not show that.", &error.message);
            }
        });
    }

    fn save_settings(&self, settings: Settings) {
        if !settings.save(&*self.ports.preferences) {
            self.stores.notices.show(
                "The settings could not be stored.",
                "They are in force until the panel closes. The browser may block storage for this page.",
            );
        }
        let store = self.stores.settings;
        let is_elsewhere = store.settings.with_untracked(|now| {
            now.provider != settings.provider
                || now.endpoint(now.provider) != settings.endpoint(settings.provider)
        });
        if is_elsewhere {
            // What another address or key had to offer says nothing about this one.
            store.models.set(Vec::new());
            store.check.set(ConnectionCheck::NotChecked);
        }
        store.settings.set(settings);
    }

    /// Lets the machine take something in, and carries out what it says.
    async fn feed(&mut self, input: Input) {
        let now = self.ports.clock.now();
        let Some(run) = &mut self.run else { return };
        let steps = run.feed(input, now);
        self.carry_out(steps).await;
        self.show_phase();
    }

    async fn carry_out(&mut self, steps: Vec<Step>) {
        let mut steps = steps.into_iter().peekable();
        let mut is_unsaved = false;
        while let Some(step) = steps.next() {
            match step {
                Step::Record(event) => {
                    // Records that follow each other become durable together.
                    let mut events = vec![event];
                    while let Some(Step::Record(event)) =
                        steps.next_if(|step| matches!(step, Step::Record(_)))
                    {
                        events.push(event);
                    }
                    if let Err(error) = self.record(events).await {
                        self.report_journal(&error);
                        is_unsaved = true;
                        let _ = self.sender.unbounded_send(Happening::Run(Input::Stop));
                    }
                }
                // What could not be recorded must not be done: the turn is being stopped.
                Step::CallModel { .. } | Step::CallHost { .. } if is_unsaved => {}
                Step::CallModel { attempt } => self.call_model(attempt),
                Step::AbortModel => self.abort_model(),
                Step::CallHost {
                    operation_id,
                    request,
                } => {
                    let answer = self.ports.host.ask(request);
                    let sender = self.sender.clone();
                    spawn_local(async move {
                        let reply = answer.await;
                        let input = Input::Host {
                            operation_id,
                            reply,
                        };
                        let _ = sender.unbounded_send(Happening::Run(input));
                    });
                }
                Step::SetTimer { timer, after } => {
                    let Some(turn_id) = self.run.as_ref().map(AgentRun::turn_id) else {
                        continue;
                    };
                    let sleep = self.ports.clock.sleep(after);
                    let sender = self.sender.clone();
                    spawn_local(async move {
                        sleep.await;
                        let _ = sender.unbounded_send(Happening::Timer { turn_id, timer });
                    });
                }
                Step::Show(live) => {
                    if self.live.take(live) {
                        self.request_frame();
                    }
                }
                Step::End => self.finish_turn().await,
            }
        }
    }

    fn request_frame(&self) {
        let frame = self.ports.clock.next_frame();
        let sender = self.sender.clone();
        spawn_local(async move {
            frame.await;
            let _ = sender.unbounded_send(Happening::Frame);
        });
    }

    fn call_model(&mut self, attempt: u32) {
        self.abort_model();
        let settings = self.stores.settings.settings.get_untracked();
        let task = model_task::ask(
            &self.ports,
            &self.conversation,
            &settings,
            attempt,
            self.sender.clone(),
        );
        let (task, handle) = abortable(task);
        self.model_request = Some(handle);
        spawn_local(async move {
            // Aborted is what Stop wants: the machine has moved on.
            let _ = task.await;
        });
    }

    fn abort_model(&mut self) {
        if let Some(request) = self.model_request.take() {
            request.abort();
        }
    }

    /// Appends events to the journal and folds them in when they are durable.
    async fn record(&mut self, events: Vec<Event>) -> Result<(), JournalError> {
        let at = self.ports.clock.now();
        let recorded: Vec<RecordedEvent> = (self.conversation.seq + 1..)
            .zip(events)
            .map(|(seq, event)| RecordedEvent { seq, at, event })
            .collect();
        let row = row::after(&self.conversation, &recorded);
        let stored = self
            .ports
            .journal
            .append(row.clone(), recorded.clone())
            .await;
        // What the model has said is kept on screen even where it cannot be stored.
        let is_user_message = self.run.is_none();
        if stored.is_ok() || !is_user_message {
            for event in &recorded {
                self.conversation.apply(event);
            }
        }
        if stored.is_ok() {
            self.show_row(row);
        }
        stored
    }

    /// Moves a row to the top of the list.
    fn show_row(&self, row: ConversationRow) {
        self.stores.library.rows.update(|rows| {
            rows.retain(|known| known.id != row.id);
            rows.insert(0, row);
        });
    }

    fn report_journal(&self, error: &JournalError) {
        let remedy = match error {
            JournalError::Full => "Delete conversations that you no longer need, then send again.",
            JournalError::Conflict => {
                "It is open in another tab. Open it again from the list to see both."
            }
            JournalError::Refused(_) | JournalError::Failed(_) => {
                "What follows may be lost when the panel closes. Copy what you need."
            }
        };
        self.stores.notices.show(
            &format!("The conversation could not be saved: {error}."),
            remedy,
        );
    }

    fn runs(&self, turn_id: TurnId) -> bool {
        self.run
            .as_ref()
            .is_some_and(|run| run.turn_id() == turn_id)
    }

    async fn keep_partial(&mut self, turn_id: TurnId) {
        let Some(run) = &self.run else { return };
        if let Some(partial) = run.partial() {
            // Kept again in a second; the journal itself reports lasting trouble.
            let _ = self
                .ports
                .journal
                .set_partial(self.conversation.id, Some(partial))
                .await;
        }
        self.schedule_partial(turn_id);
    }

    fn schedule_partial(&self, turn_id: TurnId) {
        let sleep = self.ports.clock.sleep(PARTIAL_EVERY);
        let sender = self.sender.clone();
        spawn_local(async move {
            sleep.await;
            let _ = sender.unbounded_send(Happening::KeepPartial(turn_id));
        });
    }

    /// The turn is over: its message joins the finished ones in the same tick in which the live turn
    /// goes away, so nothing flashes.
    async fn finish_turn(&mut self) {
        self.model_request = None;
        self.run = None;
        self.show_messages();
        self.live.clear();
        self.stores.live.phase.set(Phase::Idle);
        let _ = self
            .ports
            .journal
            .set_partial(self.conversation.id, None)
            .await;
        for command in std::mem::take(&mut self.afterwards) {
            let _ = self.sender.unbounded_send(Happening::Command(command));
        }
    }

    fn show_messages(&self) {
        let transcript = self.stores.transcript;
        transcript
            .conversation
            .set((self.conversation.seq > 0).then_some(self.conversation.id));
        transcript.title.set(self.conversation.title.clone());
        transcript.messages.set(self.conversation.messages.clone());
    }

    async fn show_library(&self) {
        match self.ports.journal.list().await {
            Ok(rows) => self.stores.library.rows.set(rows),
            Err(error) => self.report_journal(&error),
        }
    }

    fn show_phase(&self) {
        let phase = match self.run.as_ref().map(AgentRun::phase) {
            None | Some(RunPhase::Ended) => Phase::Idle,
            Some(RunPhase::Ready) => Phase::Sending,
            Some(RunPhase::Asking) => Phase::Waiting,
            Some(RunPhase::Streaming) => Phase::Streaming,
            Some(RunPhase::Working) => Phase::Working,
            Some(RunPhase::Retrying(attempt)) => Phase::Retrying { attempt },
            Some(RunPhase::Ending) => Phase::Stopping,
        };
        if self
            .stores
            .live
            .phase
            .with_untracked(|shown| *shown != phase)
        {
            self.stores.live.phase.set(phase);
        }
    }

    fn open_new(&mut self) {
        self.conversation = Conversation::new(ConversationId::mint(&*self.ports.minter));
        self.remember_open();
        self.show_messages();
        self.stores.show_chat();
    }

    async fn delete(&mut self, id: ConversationId) {
        if self.conversation.id == id {
            if self.run.is_some() {
                self.afterwards.push(Command::DeleteConversation(id));
                return self.feed(Input::Stop).await;
            }
            let page = self.stores.page.get_untracked();
            self.open_new();
            self.stores.page.set(page);
        }
        if let Err(error) = self.ports.journal.delete(id).await {
            self.report_journal(&error);
        }
        self.show_library().await;
    }
}
