//! What the host answers, also when its answer is lost.

use super::{AgentRun, RunPhase, UnderWay, UnderWayKind};
use crate::engine::agent::step::{Live, Step};
use crate::engine::conversation::event::OperationOutcome;
use crate::engine::conversation::{Event, ToolState, TurnEnd};
use crate::engine::host::{HostError, HostErrorCode, HostReply, HostRequest};
use crate::engine::ids::OperationId;
use crate::engine::time::UnixMillis;
use crate::engine::tools::Reply;

impl AgentRun {
    pub(super) fn take_host_reply(
        &mut self,
        operation_id: &OperationId,
        reply: Reply,
        out: &mut Vec<Step>,
    ) {
        // A late or repeated answer belongs to nothing that is under way.
        let Some(under_way) = self
            .under_way
            .take_if(|it| it.operation_id == *operation_id)
        else {
            return;
        };
        let reply = match under_way.kind {
            UnderWayKind::Read => reply,
            UnderWayKind::Apply if is_lost(&reply) => {
                return self.ask_ledger(under_way.slot, under_way.operation_id, out);
            }
            UnderWayKind::Apply => {
                self.settle(under_way.operation_id, &reply, out);
                reply
            }
            UnderWayKind::Ledger { of } => {
                let reply = read_ledger(reply, &of);
                self.settle(of, &reply, out);
                reply
            }
        };
        if let Some(call) = self.step.calls.get_mut(under_way.slot) {
            call.take_reply(reply);
            out.push(Step::Show(Live::Tool {
                slot: under_way.slot,
            }));
        }
    }

    pub(super) fn ask_ledger(&mut self, slot: usize, of: OperationId, out: &mut Vec<Step>) {
        let operation_id = self.mint();
        out.push(Step::CallHost {
            operation_id: operation_id.clone(),
            request: HostRequest::ReadLedger {
                operation_ids: vec![of.clone()],
            },
        });
        self.under_way = Some(UnderWay {
            operation_id,
            slot,
            kind: UnderWayKind::Ledger { of },
        });
    }

    pub(super) fn settle(&mut self, operation_id: OperationId, reply: &Reply, out: &mut Vec<Step>) {
        let outcome = match reply {
            Ok(HostReply::Applied(applied)) => OperationOutcome::Ok {
                applied: applied.clone(),
            },
            Err(error) if error.code == HostErrorCode::Timeout => OperationOutcome::Unknown,
            Err(error) => OperationOutcome::Failed {
                error: error.clone(),
            },
            Ok(_) => OperationOutcome::Unknown,
        };
        if outcome == OperationOutcome::Unknown && self.ending.is_none() {
            self.ending = Some(TurnEnd::Interrupted {
                title: "The design tool does not answer.".to_owned(),
                remedy: "It is not known whether the last change was made. Look at the canvas, then try again."
                    .to_owned(),
            });
        }
        out.push(Step::Record(Event::OperationSettled {
            operation_id,
            outcome,
        }));
    }

    /// Stop waited long enough: what is under way has an unknown outcome.
    pub(super) fn give_up_waiting(&mut self, now: UnixMillis, out: &mut Vec<Step>) {
        if self.phase != RunPhase::Ending {
            return;
        }
        if let Some(under_way) = self.under_way.take() {
            let lost = match under_way.kind {
                UnderWayKind::Read => return,
                UnderWayKind::Apply => under_way.operation_id,
                UnderWayKind::Ledger { of } => of,
            };
            out.push(Step::Record(Event::OperationSettled {
                operation_id: lost,
                outcome: OperationOutcome::Unknown,
            }));
            if let Some(call) = self.step.calls.get_mut(under_way.slot) {
                let note = "Stopped before the design tool answered: it is not known whether the last change was made.";
                call.close(ToolState::Unknown, note, &mut self.aliases, now);
                if let (true, Some(result)) = (self.step.is_recorded, call.result.clone()) {
                    let (turn_id, call_id) = (self.turn_id, call.id.clone());
                    out.push(Step::Record(Event::ToolFinished {
                        turn_id,
                        call_id,
                        result,
                    }));
                }
            }
        }
    }
}

fn is_lost(reply: &Reply) -> bool {
    matches!(reply, Err(error) if error.code == HostErrorCode::Timeout)
}

/// What the ledger says about one batch.
fn read_ledger(reply: Reply, of: &OperationId) -> Reply {
    match reply {
        Ok(HostReply::Ledger { applied }) => {
            match applied.into_iter().find(|entry| entry.operation_id == *of) {
                Some(entry) => Ok(HostReply::Applied(entry.applied)),
                None => Err(HostError {
                    code: HostErrorCode::Rejected,
                    message: "the design tool did not answer in time and did not make the change"
                        .to_owned(),
                    operation: None,
                }),
            }
        }
        Ok(_) | Err(_) => Err(HostError {
            code: HostErrorCode::Timeout,
            message: "the design tool does not answer; it is not known whether the change was made"
                .to_owned(),
            operation: None,
        }),
    }
}
