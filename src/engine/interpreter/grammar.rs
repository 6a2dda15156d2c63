//! From a message to commands, and the words that were not understood.
//!
//! Invariant: every word of the message ends up in a command, among the words without meaning, or in
//! [`Understood::unknown`]; nothing is dropped in silence.

mod change;
mod draw;
mod question;

pub(crate) use change::{Amount, Change, Corner, Edge, Target, Turn};
pub(crate) use question::Question;

use super::clause::Clause;
use super::lexer;
use super::sentences;
use super::spec::Spec;
use super::vocabulary::{DRAW_VERBS, EDIT_VERBS, FILLERS, listed};

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Command {
    /// Draw something; `inside`: in the layer that is selected.
    Draw {
        /// What.
        spec: Box<Spec>,
        /// Whether it goes into the selected layer.
        inside: bool,
    },
    /// Change layers.
    Edit {
        /// Which.
        target: Target,
        /// How, in order.
        changes: Vec<Change>,
    },
    /// Answer a question.
    Ask(Question),
}

/// One request, as far as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Understood {
    /// What to do; `None`: nothing could be made of it.
    pub(crate) command: Option<Command>,
    /// The words that meant nothing, as they were written.
    pub(crate) unknown: Vec<String>,
    /// The whole request, as it was written.
    pub(crate) text: String,
}

/// The requests in a message.
pub(crate) fn understand(text: &str) -> Vec<Understood> {
    let (letters, tokens) = lexer::read(text);
    let mut out: Vec<Understood> = Vec::new();
    for tokens in sentences::split(&letters, &tokens) {
        let clause = Clause::new(&letters, &tokens);
        if clause.text().is_empty() {
            continue;
        }
        let understood = read_clause(clause);
        // "… and make it red" after a drawing is about what is being drawn.
        let previous = out.iter_mut().rev().find(|previous| {
            matches!(
                &previous.command,
                Some(Command::Draw { .. } | Command::Edit { .. })
            )
        });
        if let (
            Some(Understood {
                command: Some(Command::Draw { spec, .. }),
                unknown,
                ..
            }),
            Some(Command::Edit {
                target: Target::Selection,
                changes,
            }),
        ) = (previous, &understood.command)
            && change::fold(spec, changes)
        {
            unknown.extend(understood.unknown);
            continue;
        }
        out.push(understood);
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Intent {
    Draw,
    Edit,
}

fn read_clause(mut clause: Clause) -> Understood {
    let text = clause.text();
    let done = |command: Command, unknown: Vec<String>| Understood {
        command: Some(command),
        unknown,
        text: text.clone(),
    };
    if let Some(question) = question::ask(&clause) {
        return done(Command::Ask(question), Vec::new());
    }
    if intent(&clause) == Intent::Draw
        && let Some((spec, inside)) = draw::draw(&mut clause)
    {
        let spec = Box::new(spec);
        return done(Command::Draw { spec, inside }, clause.leftovers());
    }
    let (target, changes) = change::changes(&mut clause);
    if !changes.is_empty() {
        return done(Command::Edit { target, changes }, clause.leftovers());
    }
    Understood {
        command: None,
        unknown: vec![text.clone()],
        text,
    }
}

const PRONOUNS: &str = "it this these them those selection selected everything";
const EFFECTS: &str = "shadow outline border stroke padding gap spacing radius corners opacity background fill \
    gradient corner";

/// Whether something new is wanted, or something that is there should change.
fn intent(clause: &Clause) -> Intent {
    let verb = clause
        .words()
        .find(|word| listed(DRAW_VERBS, word) || listed(EDIT_VERBS, word) || !listed(FILLERS, word))
        .unwrap_or_default()
        .to_owned();
    if verb == "write" || verb == "type" {
        return Intent::Draw;
    }
    let Some((_, noun_place)) = clause.noun().or_else(|| {
        clause
            .clone()
            .take_device()
            .map(|_| (super::spec::Subject::Screen, usize::MAX))
    }) else {
        return Intent::Edit;
    };
    // "call to action" begins with what looks like a verb.
    if clause.place_of(&verb) == Some(noun_place) {
        return Intent::Draw;
    }
    let pronoun_first = clause
        .place_of(PRONOUNS)
        .is_some_and(|place| place < noun_place || noun_place == usize::MAX);
    let definite = noun_place != usize::MAX
        && clause
            .place_of("the these those this")
            .is_some_and(|place| place < noun_place)
        && !clause.mentions("with saying says");
    match verb.as_str() {
        "add" | "give" | "apply" | "put" | "show" | "insert" | "place" => {
            let effect_first = clause
                .place_of(EFFECTS)
                .is_some_and(|effect| effect < noun_place && !clause.mentions("with"));
            let to_me = clause.mentions("me us");
            if effect_first
                || (verb != "add" && verb != "insert" && !to_me && (pronoun_first || definite))
            {
                Intent::Edit
            } else {
                Intent::Draw
            }
        }
        "make" => {
            if (pronoun_first || definite) && !clause.mentions("me") {
                Intent::Edit
            } else {
                Intent::Draw
            }
        }
        // Words that are adjectives before a noun: "round avatar", "space themed hero".
        "round" | "fill" | "color" | "colour" | "flip" | "clear" | "stack" | "group" | "scale"
            if !pronoun_first && !definite =>
        {
            Intent::Draw
        }
        verb if listed(DRAW_VERBS, verb) => Intent::Draw,
        verb if listed(EDIT_VERBS, verb) => Intent::Edit,
        _ if pronoun_first || definite => Intent::Edit,
        _ => Intent::Draw,
    }
}
