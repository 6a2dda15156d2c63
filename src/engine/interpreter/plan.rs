//! What to say and to call for a message: recomputed from the message every time, no hidden state.
//!
//! Requests that need to know what is inside a layer take two rounds: first `inspect`, then, from its
//! answer, `edit`. Everything else is one round.

use crate::engine::canvas::Node;

use super::build::build;
use super::canvas::{Canvas, Layer, called};
use super::edit::{Step, looks_inside, merge, steps};
use super::grammar::{Change, Command, Question, Target, Understood, understand};
use super::reply;
use super::stream::Call;

/// What to do about a message.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Plan {
    /// What to say before the calls.
    pub(crate) sentences: Vec<String>,
    /// The calls.
    pub(crate) calls: Vec<Call>,
    /// Changes that wait for what is inside these layers.
    pub(crate) waiting: Vec<Waiting>,
    /// Whether the answer to "what is on this page?" is awaited.
    pub(crate) page: bool,
}

/// A change that first needs to know more.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Waiting {
    /// The layers to look into; empty: the page.
    pub(crate) ids: Vec<String>,
    /// Which of the layers found are meant; `None`: the text layers.
    pub(crate) word: Option<String>,
    /// What to change.
    pub(crate) changes: Vec<Change>,
}

/// The first round.
pub(crate) fn plan(text: &str, canvas: &Canvas) -> Plan {
    let mut plan = Plan::default();
    let requests = understand(text);
    if requests.is_empty() {
        plan.sentences
            .push("Tell me what to draw, such as “a login form”, or ask “help”.".to_owned());
        return plan;
    }
    let mut unknown: Vec<String> = Vec::new();
    let mut refused: Vec<&Understood> = Vec::new();
    for request in &requests {
        match &request.command {
            None => {
                refused.push(request);
                continue;
            }
            Some(Command::Ask(question)) => ask(*question, canvas, &mut plan),
            Some(_) if !canvas.connected => say(reply::no_canvas(), &mut plan),
            Some(Command::Draw { spec, inside }) => {
                let node = build(spec);
                let note = reply::size_note(spec, &node);
                draw(node, *inside, canvas, &mut plan);
                plan.sentences.extend(note);
            }
            Some(Command::Edit { target, changes }) => edit(target, changes, canvas, &mut plan),
        }
        unknown.extend(request.unknown.iter().cloned());
    }
    if !unknown.is_empty() {
        plan.sentences.push(reply::left_over(&unknown));
    }
    match refused.as_slice() {
        [] => {}
        [first, ..] if requests.len() == refused.len() => {
            plan.sentences.push(reply::not_understood(first));
        }
        several => {
            let words: Vec<String> = several.iter().map(|request| request.text.clone()).collect();
            plan.sentences.push(reply::left_over(&words));
        }
    }
    plan
}

fn ask(question: Question, canvas: &Canvas, plan: &mut Plan) {
    if let Some(sentence) = reply::answer(question, canvas) {
        plan.sentences.push(sentence);
        return;
    }
    plan.sentences.push("I am looking at the page.".to_owned());
    plan.calls.push(Call::InspectPage);
    plan.page = true;
}

fn draw(node: Node, inside: bool, canvas: &Canvas, plan: &mut Plan) {
    let parent = match canvas.selection.as_slice() {
        [board] if inside && board.kind == "board" => Some(board),
        _ => None,
    };
    let name = node.properties.name.clone().unwrap_or_default();
    let count = reply::layers(node.count());
    plan.sentences.push(match parent {
        Some(board) => format!("Drawing **{name}** inside {}: {count}.", board.label()),
        None => format!("Drawing **{name}**: {count}."),
    });
    let parent = parent.map(|board| board.id.clone());
    // Several drawings in one message are one call, so that they stand side by side.
    if let Some(Call::Draw {
        parent: same,
        nodes,
    }) = plan.calls.last_mut()
        && *same == parent
    {
        nodes.push(node);
        return;
    }
    plan.calls.push(Call::Draw {
        parent,
        nodes: vec![node],
    });
}

fn edit(target: &Target, changes: &[Change], canvas: &Canvas, plan: &mut Plan) {
    let layers: Vec<Layer> = match target {
        Target::Selection => canvas.selection.clone(),
        Target::Everything => canvas.shapes.clone(),
        Target::Named(word) => {
            let selected: Vec<Layer> = called(&canvas.selection, word)
                .into_iter()
                .cloned()
                .collect();
            if selected.is_empty() {
                canvas.called(word).into_iter().cloned().collect()
            } else {
                selected
            }
        }
    };
    if layers.is_empty() {
        match target {
            Target::Selection => plan.sentences.push(reply::nothing_selected()),
            Target::Everything => plan.sentences.push("This page is empty.".to_owned()),
            Target::Named(word) => wait(
                Waiting {
                    ids: canvas
                        .selection
                        .iter()
                        .map(|layer| layer.id.clone())
                        .collect(),
                    word: Some(word.clone()),
                    changes: changes.to_vec(),
                },
                plan,
            ),
        }
        return;
    }
    let (inner, outer): (Vec<Change>, Vec<Change>) = changes
        .iter()
        .cloned()
        .partition(|change| looks_inside(change, &layers));
    if !outer.is_empty() {
        let outcome = steps(&outer, &layers, canvas);
        if !outcome.steps.is_empty() {
            let verb = if outer.contains(&Change::Delete) {
                "Deleting"
            } else {
                "Changing"
            };
            say(
                format!("{verb} {}.", touched(&outcome.steps, &layers)),
                plan,
            );
            push_steps(outcome.steps, plan);
        }
        plan.sentences.extend(outcome.notes);
    }
    if !inner.is_empty() {
        wait(
            Waiting {
                ids: layers.iter().map(|layer| layer.id.clone()).collect(),
                word: None,
                changes: inner,
            },
            plan,
        );
    }
}

/// Says something once.
fn say(sentence: String, plan: &mut Plan) {
    if !plan.sentences.contains(&sentence) {
        plan.sentences.push(sentence);
    }
}

/// The names of the layers that the steps are about.
fn touched(steps: &[Step], layers: &[Layer]) -> String {
    let names: Vec<String> = layers
        .iter()
        .filter(|layer| steps.iter().any(|step| step.ids().contains(&layer.id)))
        .map(|layer| layer.label().to_owned())
        .collect();
    reply::listing(&names)
}

fn push_steps(more: Vec<Step>, plan: &mut Plan) {
    if let Some(Call::Edit(steps)) = plan.calls.last_mut() {
        steps.extend(more);
        *steps = merge(std::mem::take(steps));
    } else {
        plan.calls.push(Call::Edit(more));
    }
}

fn wait(waiting: Waiting, plan: &mut Plan) {
    plan.sentences.push("I am looking inside first.".to_owned());
    plan.calls.push(if waiting.ids.is_empty() {
        Call::InspectPage
    } else {
        Call::InspectShapes(waiting.ids.clone())
    });
    plan.waiting.push(waiting);
}

/// The second round: `answers` are the results of the `inspect` calls, in order.
pub(crate) fn follow_up(first: &Plan, answers: &[&str], canvas: &Canvas) -> Plan {
    let mut plan = Plan::default();
    for (waiting, answer) in first.waiting.iter().zip(answers) {
        let found = super::canvas::layers_in(answer);
        let layers: Vec<Layer> = match &waiting.word {
            Some(word) => called(&found, word).into_iter().cloned().collect(),
            None => found.into_iter().filter(Layer::is_text).collect(),
        };
        // Words are for one text layer only: the first, which is the title or the only one.
        let about_words = waiting
            .changes
            .iter()
            .any(|change| matches!(change, Change::Words(_)));
        let layers = if about_words {
            layers.into_iter().take(1).collect()
        } else {
            layers
        };
        if layers.is_empty() {
            plan.sentences.push(match &waiting.word {
                Some(word) => format!("I found no “{word}” there. Select the layer and ask again."),
                None => "There is no text inside the selection.".to_owned(),
            });
            continue;
        }
        let outcome = steps(&waiting.changes, &layers, canvas);
        if !outcome.steps.is_empty() {
            say(
                format!("Changing {}.", touched(&outcome.steps, &layers)),
                &mut plan,
            );
            push_steps(outcome.steps, &mut plan);
        }
        plan.sentences.extend(outcome.notes);
    }
    plan
}
