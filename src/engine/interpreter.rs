//! The built-in command interpreter: "Built-in (no AI)".
//!
//! With nothing configured, plain requests become the same tool calls that a model would make, and go
//! through the same pipeline. A message is read into tokens (`lexer`), split into requests
//! (`sentences`), understood (`grammar`) and turned into layers (`build`) or steps (`edit`);
//! what was not understood is said, word for word (`reply`).
//!
//! Invariants: a pure function of the request, with no state between calls; the answer always ends
//! with exactly one `Finished`; the arguments of its calls are serialised from the canvas types, so
//! they are right by construction.

mod build;
mod canvas;
mod clause;
mod colors;
mod edit;
mod grammar;
mod lexer;
mod plan;
mod reply;
mod report;
mod sentences;
mod spec;
mod stream;
mod vocabulary;

use super::conversation::transcript::own_words;
use super::llm::{LlmEvent, LlmRequest, PromptMessage};
use canvas::Canvas;
use stream::events;

/// The whole answer to `request`, as a model would stream it.
///
/// After a person's message: a sentence, and the calls that it takes. After the results of these
/// calls: the next calls if more is needed, otherwise one factual sentence.
pub fn respond(request: &LlmRequest) -> Vec<LlmEvent> {
    let turn = request.messages.len();
    let Some((text, context, after)) = last_user(&request.messages) else {
        return events("Tell me what to draw, or ask “help”.", &[], turn);
    };
    let canvas = Canvas::read(context);
    let first = plan::plan(text, &canvas);
    let rounds = after
        .iter()
        .filter(|message| matches!(message, PromptMessage::Assistant { calls, .. } if !calls.is_empty()))
        .count();
    let results = last_results(after);
    if rounds == 0 || results.is_empty() {
        return events(&first.sentences.join("\n\n"), &first.calls, turn);
    }
    if results.iter().any(|(_, _, is_error)| *is_error) {
        return events(&report::report(&results), &[], turn);
    }
    let answers: Vec<&str> = results
        .iter()
        .filter(|(name, _, _)| *name == "inspect")
        .map(|(_, content, _)| *content)
        .collect();
    if rounds == 1 && !first.waiting.is_empty() {
        let next = plan::follow_up(&first, &answers, &canvas);
        if !next.sentences.is_empty() {
            return events(&next.sentences.join("\n\n"), &next.calls, turn);
        }
    }
    if rounds == 1
        && first.page
        && let Some(answer) = answers.first()
    {
        return events(&reply::page(answer, &canvas), &[], turn);
    }
    events(&report::report(&results), &[], turn)
}

/// The last message of the person, and what followed it.
fn last_user(messages: &[PromptMessage]) -> Option<(&str, &str, &[PromptMessage])> {
    let place = messages
        .iter()
        .rposition(|message| matches!(message, PromptMessage::User { .. }))?;
    match messages.get(place)? {
        PromptMessage::User { text, context } => Some((
            own_words(text),
            context,
            messages.get(place + 1..).unwrap_or_default(),
        )),
        _ => None,
    }
}

/// Name, content and failure of the results at the end.
fn last_results(messages: &[PromptMessage]) -> Vec<(&str, &str, bool)> {
    let mut results: Vec<(&str, &str, bool)> = messages
        .iter()
        .rev()
        .map_while(|message| match message {
            PromptMessage::ToolResult {
                name,
                content,
                is_error,
                ..
            } => Some((name.as_str(), content.as_str(), *is_error)),
            _ => None,
        })
        .collect();
    results.reverse();
    results
}

#[cfg(test)]
#[path = "interpreter/interpreter_tests.rs"]
mod tests;
