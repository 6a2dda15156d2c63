//! The running turn on screen, flushed once per frame.
//!
//! Words of the model go into plain buffers; a frame moves what has gathered into the signals. So a
//! token costs an append, whatever the length of the conversation, and a fast model cannot make the
//! panel draw more often than the screen does.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::agent::{AgentRun, Live};
use crate::engine::conversation::ToolCard;
use crate::engine::ids::MessageId;
use crate::engine::markdown::MarkdownStream;
use crate::ui::stores::{LivePart, LivePartKind, LiveTurn};

/// Writes the live turn's signals.
pub(super) struct LiveView {
    turn: LiveTurn,
    next_key: usize,
    /// The part that text goes to, with its parser and what has gathered since the last frame.
    text: Option<OpenText>,
    reasoning: Option<(usize, String)>,
    /// Parts of the running step's calls, by slot.
    tools: BTreeMap<usize, usize>,
    changed_tools: BTreeSet<usize>,
    /// How many parts there were when the running step began.
    step_start: usize,
    is_frame_requested: bool,
}

struct OpenText {
    part: usize,
    parser: MarkdownStream,
    gathered: String,
}

impl LiveView {
    pub(super) fn new(turn: LiveTurn) -> Self {
        Self {
            turn,
            next_key: 0,
            text: None,
            reasoning: None,
            tools: BTreeMap::new(),
            changed_tools: BTreeSet::new(),
            step_start: 0,
            is_frame_requested: false,
        }
    }

    /// A turn begins.
    pub(super) fn begin(&mut self, message_id: MessageId, now_ms: f64) {
        self.clear();
        self.turn.started_at_ms.set(now_ms);
        self.turn.message_id.set(Some(message_id));
    }

    /// The turn is over.
    pub(super) fn clear(&mut self) {
        *self = Self {
            is_frame_requested: self.is_frame_requested,
            ..Self::new(self.turn)
        };
        self.turn.message_id.set(None);
        self.turn.parts.set(Vec::new());
    }

    /// Takes a change in; `true` if a frame must be requested for it.
    pub(super) fn take(&mut self, live: Live) -> bool {
        match live {
            Live::Text(text) => self.gather_text(&text),
            Live::Reasoning(text) => self.gather_reasoning(&text),
            Live::ToolStarted { slot, card } => self.open_tool(slot, *card),
            Live::Tool { slot } => {
                self.changed_tools.insert(slot);
            }
            Live::ToolDone { slot, card } => {
                // Set at once: the step may be over before the next frame.
                self.changed_tools.remove(&slot);
                self.show_card(slot, *card);
            }
            Live::Restart => {
                let start = self.step_start;
                self.turn.parts.update(|parts| parts.truncate(start));
                self.end_step();
            }
            Live::StepDone => {
                self.flush_text();
                self.flush_reasoning();
                self.end_step();
                self.step_start = self.turn.parts.with_untracked(Vec::len);
            }
        }
        !std::mem::replace(&mut self.is_frame_requested, true)
    }

    fn end_step(&mut self) {
        self.text = None;
        self.reasoning = None;
        self.tools.clear();
        self.changed_tools.clear();
    }

    /// Moves what has gathered into the signals.
    pub(super) fn flush(&mut self, run: Option<&AgentRun>) {
        self.is_frame_requested = false;
        self.flush_text();
        self.flush_reasoning();
        let changed = std::mem::take(&mut self.changed_tools);
        for slot in changed {
            if let Some(card) = run.and_then(|run| run.card(slot)) {
                self.show_card(slot, card);
            }
        }
    }

    fn show_card(&self, slot: usize, card: ToolCard) {
        if let Some(part) = self.tools.get(&slot).copied() {
            self.with_part(part, |kind| {
                if let LivePartKind::Tool(signal) = kind {
                    signal.set(card);
                }
            });
        }
    }

    fn gather_text(&mut self, text: &str) {
        if self.text.is_none() {
            let kind = LivePartKind::Text {
                closed: ArcRwSignal::new(Vec::new()),
                tail: ArcRwSignal::new(Vec::new()),
            };
            let part = self.add_part(kind);
            self.text = Some(OpenText {
                part,
                parser: MarkdownStream::new(),
                gathered: String::new(),
            });
        }
        if let Some(open) = &mut self.text {
            open.gathered.push_str(text);
        }
    }

    fn flush_text(&mut self) {
        let Some(open) = &mut self.text else { return };
        if open.gathered.is_empty() {
            return;
        }
        let gathered = std::mem::take(&mut open.gathered);
        let newly_closed = open.parser.push(&gathered).closed;
        let new_tail = open.parser.tail().to_vec();
        let part = open.part;
        self.with_part(part, |kind| {
            if let LivePartKind::Text { closed, tail } = kind {
                if !newly_closed.is_empty() {
                    closed.update(|blocks| blocks.extend(newly_closed.into_iter().map(Arc::new)));
                }
                tail.set(new_tail);
            }
        });
    }

    fn gather_reasoning(&mut self, text: &str) {
        if self.reasoning.is_none() {
            let part = self.add_part(LivePartKind::Reasoning(ArcRwSignal::new(String::new())));
            self.reasoning = Some((part, String::new()));
        }
        if let Some((_, gathered)) = &mut self.reasoning {
            gathered.push_str(text);
        }
    }

    fn flush_reasoning(&mut self) {
        let Some((part, gathered)) = &mut self.reasoning else {
            return;
        };
        if gathered.is_empty() {
            return;
        }
        let (part, gathered) = (*part, std::mem::take(gathered));
        self.with_part(part, |kind| {
            if let LivePartKind::Reasoning(text) = kind {
                text.update(|text| text.push_str(&gathered));
            }
        });
    }

    /// A call got its first word: text that follows is a new part, below the card.
    fn open_tool(&mut self, slot: usize, card: ToolCard) {
        self.flush_text();
        self.text = None;
        let part = self.add_part(LivePartKind::Tool(ArcRwSignal::new(card)));
        self.tools.insert(slot, part);
    }

    fn add_part(&mut self, kind: LivePartKind) -> usize {
        let key = self.next_key;
        self.next_key += 1;
        self.turn
            .parts
            .update(|parts| parts.push(LivePart { key, kind }));
        key
    }

    fn with_part(&self, key: usize, change: impl FnOnce(&LivePartKind)) {
        self.turn.parts.with_untracked(|parts| {
            if let Some(part) = parts.iter().find(|part| part.key == key) {
                change(&part.kind);
            }
        });
    }
}
