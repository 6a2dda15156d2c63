//! What the host's answers mean for the layers of a call.

use super::{DrawRun, FreeSpace, NodePath, NodeState, Queued, path_of, report};
use crate::engine::canvas::Applied;
use crate::engine::conversation::message::Facts;
use crate::engine::host::HostReply;
use crate::engine::tools::Reply;

impl DrawRun {
    /// A node that will not be drawn, and with it everything inside it.
    pub(super) fn fail(&mut self, path: NodePath) {
        for (below, node) in self.nodes.range_mut(path.clone()..) {
            if !below.starts_with(&path) {
                break;
            }
            if node.state == NodeState::Waiting {
                node.state = NodeState::Failed;
            }
        }
    }

    /// The host's answer to the last request.
    pub fn take_reply(&mut self, reply: &Reply) {
        if self.in_flight.is_empty() {
            if let Ok(HostReply::Page(page)) = reply {
                self.free_space = Some(FreeSpace::of(page));
            } else if self.free_space.is_none() {
                // Without the page's layers everything is free: better drawn on top than not at all.
                self.free_space = Some(FreeSpace::default());
            }
            return;
        }
        let mut batch = std::mem::take(&mut self.in_flight);
        match reply {
            Ok(HostReply::Applied(applied)) => self.take_applied(applied),
            Ok(_) => self.refuse(batch, "the design tool gave another answer than asked"),
            Err(error) if error.code.nothing_changed() => match error.operation {
                // The batch was rolled back: send it again without the one that was refused.
                Some(index) if index < batch.len() => {
                    let refused = batch.remove(index);
                    self.refuse(vec![refused], &error.message);
                    batch.append(&mut self.queue);
                    self.queue = batch;
                }
                _ => self.refuse(batch, &error.message),
            },
            Err(error) => {
                self.queue.clear();
                self.refuse(batch, &error.message);
            }
        }
    }

    pub(super) fn refuse(&mut self, batch: Vec<Queued>, message: &str) {
        if let [queued] = batch.as_slice() {
            self.problems
                .push(format!("{}: {message}", report::place(queued.path())));
        } else {
            self.problems
                .push(format!("{} layers: {message}", batch.len()));
        }
        for queued in batch {
            self.fail(queued.path().clone());
        }
    }

    pub(super) fn take_applied(&mut self, applied: &Applied) {
        self.facts += Facts {
            added: applied.created.len(),
            ..Facts::default()
        };
        for created in &applied.created {
            let path = path_of(&created.reference);
            if path.len() == 1 {
                self.outermost.push(created.id.clone());
            }
            if let Some(node) = self.nodes.get_mut(&path) {
                node.state = NodeState::Created(created.id.clone());
                node.name.clone_from(&created.name);
            }
        }
    }
}
