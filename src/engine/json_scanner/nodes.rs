//! The layers inside `nodes`, as their tokens come.
//!
//! Literal example: `{"type":"board","children":[{"type":"text"}],"x":1}` as the first layer gives
//! `Opened` (path `[0]`, `type`) at the `[` of its children, `Closed` (path `[0,0]`) at the `}` of
//! the text, and `Closed` (path `[0]`, `type` and `x`, late: `x`) at its own `}`.
//!
//! Invariants: a path names the place in the written tree, so it is stable; every layer is closed
//! exactly once, children before their parent, and opened at most once, before its children.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::assembler::Assembler;
use super::draw::DrawEvent;
use super::tokenizer::{Container, Token};

const CHILDREN: &str = "children";
const NAME: &str = "name";

/// Reads the array of layers, its brackets included.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct NodeReader {
    phase: Phase,
    /// The layers being written, outermost first.
    open: Vec<OpenNode>,
    /// Outermost layers seen so far.
    roots: usize,
    /// All layers seen so far.
    count: usize,
    /// The value of the current member.
    value: Assembler,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Phase {
    /// Before the opening bracket of `nodes`.
    #[default]
    Start,
    /// Between the layers of an array.
    Siblings,
    /// Between the members of a layer.
    Members,
    /// After the name of a member.
    ValueStart,
    /// Inside the value of a member.
    Value,
    /// After the closing bracket of `nodes`.
    Ended,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct OpenNode {
    /// Its place among its siblings.
    index: usize,
    /// Members before `children`; all of them if there are no children.
    fields: Map<String, Value>,
    /// Members after `children`.
    late: Map<String, Value>,
    /// Children seen so far; `None` before `children`.
    children: Option<usize>,
    /// The member being read.
    key: String,
}

/// Why `nodes` is JSON but not a tree of layers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NodeFault {
    /// Something else than a list; `nodes` must be written as one.
    #[error("nodes is not a list")]
    NotAList,
    /// Something else than an object in a list of layers.
    #[error("{0} is not an object")]
    NotAnObject(String),
    /// Two lists of children, of which a strict parse would refuse the second.
    #[error("{0}.children is given twice")]
    ChildrenTwice(String),
}

impl NodeReader {
    /// Whether the closing bracket has come.
    pub(super) fn is_ended(&self) -> bool {
        self.phase == Phase::Ended
    }

    /// How many layers have begun.
    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// The name of the innermost layer being written that has one, as far as it is written.
    pub(super) fn partial_name(&self) -> Option<&str> {
        let last = self.open.last()?;
        if self.phase == Phase::Value && last.key == NAME {
            return self.value.growing_text();
        }
        self.open.iter().rev().find_map(|node| {
            let name = node.fields.get(NAME).or_else(|| node.late.get(NAME))?;
            name.as_str()
        })
    }

    /// Takes the next token; what it completes is added to `events`.
    pub(super) fn take(
        &mut self,
        token: Token,
        events: &mut Vec<DrawEvent>,
    ) -> Result<(), NodeFault> {
        match (self.phase, token) {
            (Phase::Start, Token::Open(Container::Array)) => self.phase = Phase::Siblings,
            (Phase::Start | Phase::Ended, _) => return Err(NodeFault::NotAList),
            (Phase::Siblings, Token::Open(Container::Object)) => self.begin_node(),
            (Phase::Siblings, Token::Close(Container::Array)) => {
                self.phase = if self.open.is_empty() {
                    Phase::Ended
                } else {
                    Phase::Members
                };
            }
            (Phase::Siblings, _) => {
                let index = self.next_index();
                return Err(NodeFault::NotAnObject(self.place(Some(index))));
            }
            (Phase::Members, Token::Key(key)) => {
                if let Some(node) = self.open.last_mut() {
                    node.key = key;
                }
                self.phase = Phase::ValueStart;
            }
            (Phase::Members, _) => self.end_node(events),
            (Phase::ValueStart, Token::Open(Container::Array)) if self.is_at_children() => {
                return self.begin_children(events);
            }
            (Phase::ValueStart | Phase::Value, token) => self.take_value(token),
        }
        Ok(())
    }

    fn is_at_children(&self) -> bool {
        self.open.last().is_some_and(|node| node.key == CHILDREN)
    }

    fn take_value(&mut self, token: Token) {
        self.phase = Phase::Value;
        if let Some(value) = self.value.take(token) {
            self.phase = Phase::Members;
            if let Some(node) = self.open.last_mut() {
                node.keep(value);
            }
        }
    }

    fn begin_children(&mut self, events: &mut Vec<DrawEvent>) -> Result<(), NodeFault> {
        let path = self.path();
        let place = self.place(None);
        let Some(node) = self.open.last_mut() else {
            return Ok(());
        };
        if node.children.is_some() {
            return Err(NodeFault::ChildrenTwice(place));
        }
        node.children = Some(0);
        events.push(DrawEvent::Opened {
            path,
            fields: node.fields.clone(),
        });
        self.phase = Phase::Siblings;
        Ok(())
    }

    /// The number of the layer that begins now, among its siblings.
    fn next_index(&mut self) -> usize {
        let next = match self.open.last_mut() {
            Some(parent) => parent.children.get_or_insert(0),
            None => &mut self.roots,
        };
        let index = *next;
        *next += 1;
        index
    }

    fn begin_node(&mut self) {
        let index = self.next_index();
        self.count += 1;
        self.open.push(OpenNode {
            index,
            fields: Map::new(),
            late: Map::new(),
            children: None,
            key: String::new(),
        });
        self.phase = Phase::Members;
    }

    fn end_node(&mut self, events: &mut Vec<DrawEvent>) {
        let path = self.path();
        if let Some(node) = self.open.pop() {
            let mut fields = node.fields;
            fields.extend(node.late.clone());
            events.push(DrawEvent::Closed {
                path,
                fields,
                late: node.late,
                was_opened: node.children.is_some(),
            });
        }
        self.phase = Phase::Siblings;
    }

    fn path(&self) -> Vec<usize> {
        self.open.iter().map(|node| node.index).collect()
    }

    /// The current layer, or its child `index`, in words: `nodes[0].children[2]`.
    fn place(&self, index: Option<usize>) -> String {
        let indexes = self.open.iter().map(|node| node.index).chain(index);
        let steps: Vec<String> = indexes.map(|index| format!("[{index}]")).collect();
        format!("nodes{}", steps.join(".children"))
    }
}

impl OpenNode {
    /// Keeps a member. `"children": null` says nothing and is dropped.
    fn keep(&mut self, value: Value) {
        let key = std::mem::take(&mut self.key);
        if key == CHILDREN && value.is_null() {
            return;
        }
        let members = if self.children.is_some() {
            &mut self.late
        } else {
            &mut self.fields
        };
        members.insert(key, value);
    }
}
