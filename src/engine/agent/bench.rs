//! The bench on which whole turns are tested: a scripted model, a scripted host, no IO.
//!
//! It plays the driver: it carries out steps in order, and judges on the way. Every request must be a
//! valid transcript, every batch must be recorded before it is sent, every turn must end exactly once.

use std::collections::{BTreeSet, VecDeque};

use super::*;
use crate::engine::canvas::{Applied, CreatedShape, Operation};
use crate::engine::conversation::event::RecordedEvent;
use crate::engine::conversation::{Conversation, Event, TurnEnd, decide, recover, transcript};
use crate::engine::host::{HostError, HostErrorCode, HostReply, HostRequest, LedgerEntry};
use crate::engine::ids::{ConversationId, MessageId, OperationId, TurnId};
use crate::engine::llm::{FinishReason, LlmError, LlmEvent, PromptMessage};
use crate::engine::time::UnixMillis;
use crate::engine::tools::Reply;

pub(super) fn uuid(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

/// What the host does with the next batch.
#[derive(Clone, Debug)]
pub(super) enum HostMood {
    Obey,
    Refuse {
        operation: usize,
    },
    /// Does it, but the answer is lost.
    LoseAnswer,
    /// Does not do it, and the answer is lost.
    LoseRequest,
    /// Is gone: not even the ledger answers.
    Gone,
}

/// One answer of the model.
pub(super) type Answer = Vec<LlmEvent>;

pub(super) struct Bench {
    pub(super) conversation: Conversation,
    pub(super) run: AgentRun,
    pub(super) answers: VecDeque<Result<Answer, LlmError>>,
    pub(super) moods: VecDeque<HostMood>,
    pub(super) ledger: Vec<LedgerEntry>,
    /// Names of the layers on the canvas.
    pub(super) canvas: Vec<String>,
    pub(super) requests: Vec<Vec<PromptMessage>>,
    pub(super) intended: BTreeSet<OperationId>,
    pub(super) applied: Vec<OperationId>,
    pub(super) journal: Vec<RecordedEvent>,
    pub(super) waits: Vec<u64>,
    pub(super) now: u64,
    pub(super) ends: usize,
    /// Stop after this many model events.
    pub(super) stop_after: Option<usize>,
    pub(super) model_events: usize,
}

impl Bench {
    pub(super) fn new(answers: Vec<Result<Answer, LlmError>>) -> Self {
        let mut conversation = Conversation::new(ConversationId(uuid(1)));
        let draft = decide::Draft {
            text: "draw something".to_owned(),
            ..Default::default()
        };
        let mut events = decide::send(&conversation, MessageId(uuid(2)), draft).unwrap();
        events.push(decide::start_turn(
            TurnId(uuid(3)),
            MessageId(uuid(4)),
            "model",
        ));
        let mut journal = Vec::new();
        for event in events {
            let recorded = RecordedEvent {
                seq: conversation.seq + 1,
                at: UnixMillis(1000),
                event,
            };
            conversation.apply(&recorded);
            journal.push(recorded);
        }
        let run = AgentRun::new(
            TurnId(uuid(3)),
            conversation.aliases.clone(),
            /*page_id*/ None,
            UnixMillis(1000),
        );
        Self {
            conversation,
            run,
            answers: answers.into(),
            moods: VecDeque::new(),
            ledger: Vec::new(),
            canvas: Vec::new(),
            requests: Vec::new(),
            intended: BTreeSet::new(),
            applied: Vec::new(),
            journal,
            waits: Vec::new(),
            now: 1000,
            ends: 0,
            stop_after: None,
            model_events: 0,
        }
    }

    pub(super) fn with_moods(mut self, moods: Vec<HostMood>) -> Self {
        self.moods = moods.into();
        self
    }

    /// Plays the turn to its end.
    pub(super) fn play(mut self) -> Self {
        let mut inputs = VecDeque::from([Input::Start]);
        let mut fed = 0;
        while let Some(input) = inputs.pop_front() {
            fed += 1;
            assert!(fed < 10_000, "the turn does not end");
            let is_model_event = matches!(input, Input::Model { .. });
            self.now += 1;
            let steps = self.run.feed(input, UnixMillis(self.now));
            self.carry_out(steps, &mut inputs);
            if is_model_event {
                self.model_events += 1;
                if self.stop_after == Some(self.model_events) {
                    inputs.push_front(Input::Stop);
                }
            }
        }
        assert_eq!(self.ends, 1, "a turn ends exactly once");
        assert!(self.conversation.open_turn().is_none());
        self.judge();
        self
    }

    pub(super) fn carry_out(&mut self, steps: Vec<Step>, inputs: &mut VecDeque<Input>) {
        for step in steps {
            match step {
                Step::Record(event) => self.record(event),
                Step::CallModel { attempt } => {
                    let messages = transcript::messages(&self.conversation);
                    assert_eq!(transcript::validate(&messages), Ok(()));
                    self.requests.push(messages);
                    match self.answers.pop_front().unwrap_or_else(|| Ok(says("ok"))) {
                        Ok(events) => {
                            inputs.extend(
                                events
                                    .into_iter()
                                    .map(|event| Input::Model { attempt, event }),
                            );
                            inputs.push_back(Input::ModelEnded { attempt });
                        }
                        Err(error) => {
                            inputs.push_back(Input::ModelFailed {
                                attempt,
                                error,
                                random: 0.5,
                            });
                        }
                    }
                }
                Step::AbortModel => inputs.retain(|input| {
                    !matches!(
                        input,
                        Input::Model { .. } | Input::ModelEnded { .. } | Input::ModelFailed { .. }
                    )
                }),
                Step::CallHost {
                    operation_id,
                    request,
                } => {
                    let reply = self.host(&operation_id, request);
                    inputs.push_front(Input::Host {
                        operation_id,
                        reply,
                    });
                }
                Step::SetTimer { timer, after } => {
                    self.waits.push(after.0);
                    self.now += after.0;
                    inputs.push_back(Input::Timer(timer));
                }
                Step::Show(_) => {}
                Step::End => self.ends += 1,
            }
        }
    }

    pub(super) fn record(&mut self, event: Event) {
        if let Event::OperationIntended { operation_id, .. } = &event {
            self.intended.insert(operation_id.clone());
        }
        let recorded = RecordedEvent {
            seq: self.conversation.seq + 1,
            at: UnixMillis(self.now),
            event,
        };
        let stored = serde_json::to_string(&recorded).unwrap();
        assert_eq!(
            serde_json::from_str::<RecordedEvent>(&stored).unwrap(),
            recorded,
            "a record survives storage"
        );
        self.conversation.apply(&recorded);
        self.journal.push(recorded);
    }

    pub(super) fn host(&mut self, operation_id: &OperationId, request: HostRequest) -> Reply {
        let lost = || Err(HostError::timed_out());
        match request {
            HostRequest::Apply {
                operation_id: batch,
                operations,
                ..
            } => {
                assert_eq!(&batch, operation_id);
                assert!(
                    self.intended.contains(&batch),
                    "a batch is recorded before it is sent"
                );
                assert!(!self.applied.contains(&batch), "a batch is sent once");
                match self.moods.pop_front().unwrap_or(HostMood::Obey) {
                    HostMood::Obey => Ok(HostReply::Applied(self.apply(batch, &operations))),
                    HostMood::Refuse { operation } => Err(HostError {
                        code: HostErrorCode::Rejected,
                        message: "Value not valid".to_owned(),
                        operation: Some(operation),
                    }),
                    HostMood::LoseAnswer => {
                        self.apply(batch, &operations);
                        lost()
                    }
                    HostMood::LoseRequest => lost(),
                    HostMood::Gone => {
                        self.moods.push_front(HostMood::Gone);
                        lost()
                    }
                }
            }
            HostRequest::ReadLedger { operation_ids } => {
                if matches!(self.moods.front(), Some(HostMood::Gone)) {
                    return lost();
                }
                let applied = self
                    .ledger
                    .iter()
                    .filter(|entry| operation_ids.contains(&entry.operation_id));
                Ok(HostReply::Ledger {
                    applied: applied.cloned().collect(),
                })
            }
            HostRequest::ReadPage { .. } => {
                Ok(HostReply::Page(crate::engine::canvas::PageSnapshot {
                    page_id: "p".into(),
                    page_name: "Page".to_owned(),
                    file_name: "File".to_owned(),
                    shapes: Vec::new(),
                    omitted: 0,
                }))
            }
            HostRequest::ReadShapes { .. } | HostRequest::ReadSelection { .. } => {
                Ok(HostReply::Shapes {
                    shapes: Vec::new(),
                    missing: Vec::new(),
                })
            }
            HostRequest::Select { .. } | HostRequest::Zoom { .. } => Ok(HostReply::Done {}),
        }
    }

    pub(super) fn apply(&mut self, batch: OperationId, operations: &[Operation]) -> Applied {
        let mut applied = Applied::default();
        for operation in operations {
            if let Operation::Draw { node, .. } = operation {
                let name = node
                    .properties
                    .name
                    .clone()
                    .unwrap_or_else(|| node.kind.name().to_owned());
                applied.created.push(CreatedShape {
                    reference: node.reference.clone(),
                    id: format!("shape-{}", self.canvas.len()).into(),
                    kind: node.kind.name().to_owned(),
                    name: name.clone(),
                    parent_id: None,
                    x: 0.0,
                    y: 0.0,
                    width: 10.0,
                    height: 10.0,
                });
                self.canvas.push(name);
            }
        }
        self.applied.push(batch.clone());
        self.ledger.push(LedgerEntry {
            operation_id: batch,
            applied: applied.clone(),
        });
        applied
    }

    /// What must hold after every turn.
    pub(super) fn judge(&self) {
        let messages = transcript::messages(&self.conversation);
        assert_eq!(transcript::validate(&messages), Ok(()));
        let replayed = Conversation::replay(self.conversation.id, &self.journal);
        assert_eq!(
            replayed.messages, self.conversation.messages,
            "the journal tells the same"
        );
        assert!(recover::recover(&replayed, None, &[], UnixMillis(self.now)).is_empty());
        let unique: BTreeSet<&OperationId> = self.applied.iter().collect();
        assert_eq!(unique.len(), self.applied.len(), "nothing is applied twice");
    }

    pub(super) fn end(&self) -> TurnEnd {
        match &self.journal.last().unwrap().event {
            Event::TurnEnded { end, .. } => end.clone(),
            other => panic!("the last event is {other:?}"),
        }
    }

    pub(super) fn answer(&self) -> &crate::engine::conversation::Message {
        self.conversation.messages.last().unwrap()
    }

    pub(super) fn last_result(&self) -> String {
        match self.requests.last().and_then(|messages| messages.last()) {
            Some(PromptMessage::ToolResult { content, .. }) => content.clone(),
            other => panic!("the last message is {other:?}"),
        }
    }
}

pub(super) fn says(text: &str) -> Answer {
    vec![
        LlmEvent::TextDelta(text.to_owned()),
        LlmEvent::Finished(FinishReason::Stop),
    ]
}

pub(super) fn call(slot: usize, name: &str, arguments: &str, piece: usize) -> Answer {
    let mut events = vec![LlmEvent::ToolCallStarted {
        slot,
        id: format!("call_{slot}").into(),
        name: name.to_owned(),
    }];
    let characters: Vec<char> = arguments.chars().collect();
    events.extend(
        characters
            .chunks(piece)
            .map(|piece| LlmEvent::ToolCallDelta {
                slot,
                arguments: piece.iter().collect(),
            }),
    );
    events
}

pub(super) fn calls(name: &str, arguments: &str) -> Answer {
    let mut events = call(0, name, arguments, 7);
    events.push(LlmEvent::Finished(FinishReason::ToolCalls));
    events
}

pub(super) const LOGIN: &str = r##"{"nodes":[{"type":"board","name":"Login","width":375,"height":812,"children":[{"type":"text","name":"Title","text":"Hi"},{"type":"rectangle","name":"Field","width":327,"height":48,"fill":"#ffffff"}]}]}"##;
