//! Questions, greetings and what else is not a request to draw.

use crate::engine::interpreter::clause::Clause;

/// Something to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// What can you do?
    Help,
    /// What is selected?
    Selection,
    /// What is on this page?
    Page,
    /// How do I undo?
    Undo,
    /// How do I connect a model?
    Connect,
    /// Hello.
    Greeting,
    /// Thank you.
    Thanks,
    /// Are you an AI?
    Identity,
}

/// The question that a clause asks, if it asks one.
pub(crate) fn ask(clause: &Clause) -> Option<Question> {
    let count = clause.words().count();
    let first = clause.words().next().unwrap_or_default();
    let asks = [
        "what", "whats", "which", "how", "who", "where", "describe", "inspect", "tell", "is",
        "are", "list", "show", "can", "do",
    ]
    .contains(&first);
    if asks
        && clause.mentions("selected selection")
        && clause.mentions("what whats which describe tell list show is inspect how")
        && !clause.mentions("delete move hide make draw align")
    {
        return Some(Question::Selection);
    }
    if asks
        && clause.mentions("page canvas here there file document board")
        && clause.mentions("what whats which describe tell list inspect how")
        && !clause.mentions("draw make create add")
    {
        return Some(Question::Page);
    }
    if clause.mentions("api key model connect openai openrouter ollama settings gpt claude llm")
        && (asks || first == "connect")
        && clause.mentions("key model connect openai openrouter ollama gpt claude llm")
    {
        return Some(Question::Connect);
    }
    if clause.mentions("undo redo revert") {
        return Some(Question::Undo);
    }
    if (asks
        && clause.mentions("you understand possible commands try say examples")
        && clause.mentions("what whats how which can"))
        && clause.clone().noun().is_none()
        || (clause.mentions("help commands examples") && count <= 4)
    {
        if clause.mentions("who are") && !clause.mentions("do can") {
            return Some(Question::Identity);
        }
        return Some(Question::Help);
    }
    if ["who", "are"].contains(&first) && clause.mentions("you") {
        return Some(Question::Identity);
    }
    let greeting = [
        "hello",
        "hi",
        "hey",
        "hallo",
        "howdy",
        "yo",
        "morning",
        "greetings",
        "good",
    ];
    if count <= 4 && greeting.contains(&first) && clause.noun().is_none() {
        return Some(Question::Greeting);
    }
    if count <= 5 && clause.mentions("thanks thank thx cheers") {
        return Some(Question::Thanks);
    }
    None
}
