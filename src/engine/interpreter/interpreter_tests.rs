//! The interpreter from outside: what a person says, and what comes of it.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::respond;
use crate::engine::canvas::Node;
use crate::engine::ids::ToolCallId;
use crate::engine::llm::request::PromptCall;
use crate::engine::llm::{FinishReason, LlmEvent, LlmRequest, PromptMessage};

pub(super) const EMPTY: &str =
    r#"{"page":{"name":"Page 1"},"selection":[],"selectionCount":0,"shapes":[]}"#;

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) text: String,
    pub(super) calls: Vec<(String, Value)>,
    pub(super) finish: FinishReason,
}

impl Answer {
    pub(super) fn nodes(&self) -> Vec<Node> {
        self.calls
            .iter()
            .filter(|(tool, _)| tool == "draw")
            .flat_map(|(_, input)| {
                serde_json::from_value::<Vec<Node>>(input["nodes"].clone()).unwrap()
            })
            .collect()
    }
}

pub(super) fn request(messages: Vec<PromptMessage>) -> LlmRequest {
    LlmRequest {
        model: "builtin".into(),
        system: String::new(),
        messages,
        tools: Vec::new(),
        max_output_tokens: None,
        temperature: None,
        response_schema: None,
    }
}

pub(super) fn user(text: &str, context: &str) -> PromptMessage {
    PromptMessage::User {
        text: text.into(),
        context: context.into(),
    }
}

/// Puts the events together, checking what must always hold.
pub(super) fn answer(messages: Vec<PromptMessage>) -> Answer {
    let events = respond(&request(messages));
    let mut text = String::new();
    let mut calls: Vec<(String, String)> = Vec::new();
    let mut finish = None;
    for event in events {
        assert_eq!(finish, None, "nothing follows the end");
        match event {
            LlmEvent::TextDelta(piece) => text.push_str(&piece),
            LlmEvent::ToolCallStarted { slot, name, .. } => {
                assert_eq!(slot, calls.len());
                calls.push((name, String::new()));
            }
            LlmEvent::ToolCallDelta { slot, arguments } => {
                assert!((1..=60).contains(&arguments.chars().count()));
                assert_eq!(slot + 1, calls.len());
                calls[slot].1.push_str(&arguments);
            }
            LlmEvent::Finished(reason) => finish = Some(reason),
            other => panic!("unexpected {other:?}"),
        }
    }
    let finish = finish.expect("an answer ends");
    assert_eq!(finish == FinishReason::ToolCalls, !calls.is_empty());
    assert!(!text.trim().is_empty(), "an answer says something");
    Answer {
        text,
        calls: calls
            .into_iter()
            .map(|(tool, input)| {
                (
                    tool,
                    serde_json::from_str(&input).expect("arguments are JSON"),
                )
            })
            .collect(),
        finish,
    }
}

pub(super) fn ask(text: &str) -> Answer {
    answer(vec![user(text, EMPTY)])
}

#[test]
fn a_section_is_never_smaller_than_its_content_and_says_so() {
    let answer = ask("a dashboard 120x40");
    let nodes = answer.nodes();
    assert!(nodes[0].properties.width >= Some(320.0) && nodes[0].properties.height >= Some(400.0));
    assert!(answer.text.contains("needs more room"), "{}", answer.text);
    assert!(
        !ask("a login form 480 wide")
            .text
            .contains("needs more room")
    );
}

#[test]
fn words_without_a_meaning_are_named_and_the_rest_is_done() {
    for (said, unknown) in [
        ("a button with sparkles", "“sparkles”"),
        ("a red frobnicated circle", "“frobnicated”"),
        ("a login form with retina scan", "“retina scan”"),
        ("a square and 🦄", "“🦄”"),
    ] {
        let answer = ask(said);
        assert_eq!(answer.nodes().len(), 1, "{said}");
        assert!(
            answer
                .text
                .contains(&format!("did not understand {unknown}")),
            "{said}: {}",
            answer.text
        );
    }
}

#[test]
fn what_is_not_understood_at_all_is_quoted_with_an_offer_and_the_way_to_a_model() {
    for said in [
        "unicorn rainbow",
        "calculate the meaning",
        "日本語のテキスト",
    ] {
        let answer = ask(said);
        assert_eq!(answer.finish, FinishReason::Stop);
        assert!(
            answer.text.contains(&format!("“{said}”")),
            "{}",
            answer.text
        );
        assert!(answer.text.contains("Settings"), "{}", answer.text);
    }
    assert!(ask("a calendar").text.contains("a table with 7 columns"));
}

#[test]
fn without_a_canvas_it_says_so_and_draws_nothing() {
    for said in [
        "a red circle",
        "make it red",
        "what is selected?",
        "what is on this page?",
    ] {
        let answer = answer(vec![user(said, "")]);
        assert!(answer.calls.is_empty(), "{said}");
        assert!(
            answer.text.starts_with("No canvas is connected"),
            "{}",
            answer.text
        );
    }
    let help = answer(vec![user("help", "")]);
    assert!(help.text.contains("a login form"));
}

#[test]
fn questions_and_greetings_are_answered() {
    for (said, part) in [
        ("what can you do?", "plain requests"),
        ("help", "plain requests"),
        ("undo", "Ctrl+Z"),
        ("how do I undo that?", "Ctrl+Z"),
        ("hello", "Tell me what to draw"),
        ("Hi there!", "Tell me what to draw"),
        ("thanks!", "welcome"),
        ("are you an AI?", "no AI"),
        ("how do I connect a model?", "Settings"),
        ("what is selected?", "Nothing is selected"),
    ] {
        let answer = ask(said);
        assert!(answer.text.contains(part), "{said}: {}", answer.text);
        assert!(answer.calls.is_empty(), "{said}");
    }
}

fn tool_round(calls: &[(String, Value)], results: &[(&str, bool)]) -> Vec<PromptMessage> {
    let id = |slot: usize| ToolCallId(format!("call_{slot}"));
    let mut messages = vec![PromptMessage::Assistant {
        text: String::new(),
        calls: calls
            .iter()
            .enumerate()
            .map(|(slot, (name, arguments))| PromptCall {
                id: id(slot),
                name: name.clone(),
                arguments: arguments.clone(),
            })
            .collect(),
        carry: Vec::new(),
    }];
    messages.extend(results.iter().zip(calls).enumerate().map(
        |(slot, ((content, is_error), (name, _)))| PromptMessage::ToolResult {
            call_id: id(slot),
            name: name.clone(),
            content: (*content).to_owned(),
            is_error: *is_error,
        },
    ));
    messages
}

#[test]
fn after_the_results_it_states_what_they_say_and_stops() {
    let first = ask("a red circle");
    for (content, is_error, expected) in [
        (
            "Drew 14 layers.\ns3 board \"Login\"\ns4 text \"Title\"",
            false,
            "Drew 14 layers on Login.",
        ),
        (
            "Drew 1 layer.\ns1 ellipse \"Circle\"",
            false,
            "Drew Circle.",
        ),
        (
            "Drew 2 layers.\ns1 ellipse \"One\"\ns2 text \"Two\"",
            false,
            "Drew 2 layers.",
        ),
        (
            "Drew 3 layers. 1 could not be drawn.\nProblem: nodes[0] \"Dot\" has no size\ns1 board \"Card\"",
            true,
            "Drew 3 layers on Card. 1 could not be drawn. The reason: \"Dot\" has no size.",
        ),
        (
            "Done: 1 changed, 0 removed.\ns3 \"Card\" is now {\"fill\":\"#ff0000\"}",
            false,
            "Changed Card.",
        ),
        (
            "Done: 2 changed, 1 removed.\ns3 \"Card\" is now {}\ns4 \"Title\" is now {}",
            false,
            "Changed 2 layers and removed 1 layer.",
        ),
        (
            "Done: 0 changed, 0 removed.",
            false,
            "Nothing had to be changed.",
        ),
        (
            "Error: no layer has the id \"s9\"; use ids that you were told or that inspect gives",
            true,
            "That did not work: One of the layers is no longer there.",
        ),
        (
            "Error: the page is locked",
            true,
            "That did not work: the page is locked.",
        ),
    ] {
        let mut messages = vec![user("a red circle", EMPTY)];
        messages.extend(tool_round(&first.calls, &[(content, is_error)]));
        let second = answer(messages);
        assert_eq!(second.text, expected);
        assert_eq!(second.finish, FinishReason::Stop);
    }
}

#[test]
fn the_page_is_inspected_and_then_told() {
    let first = ask("what is on this page?");
    assert_eq!(
        first.calls,
        [("inspect".to_owned(), json!({"scope":"page","depth":1}))]
    );
    let page = r#"{"shapes":[{"id":"s1","type":"board","name":"Login","x":0,"y":0,"width":416,"height":634,"children":[{"id":"s2","type":"text","name":"Title"}]}]}"#;
    let mut messages = vec![user("what is on this page?", EMPTY)];
    messages.extend(tool_round(&first.calls, &[(page, false)]));
    let second = answer(messages);
    assert!(
        second.text.starts_with("Page 1 has 1 layer at the top"),
        "{}",
        second.text
    );
    assert!(
        second.text.contains("**Login**: board, 416 × 634"),
        "{}",
        second.text
    );
}

#[test]
fn text_inside_a_selected_button_is_found_and_changed_in_a_second_round() {
    let context = r##"{"page":{"name":"Page 1"},"selection":[{"id":"s7","type":"board","name":"Save button","x":0,"y":0,"width":120,"height":40,"fill":"#2563eb"}],"selectionCount":1,"shapes":[]}"##;
    let said = "change the text to Publish";
    let first = answer(vec![user(said, context)]);
    assert_eq!(
        first.calls,
        [(
            "inspect".to_owned(),
            json!({"scope":"shapes","ids":["s7"],"depth":6})
        )]
    );
    let inside =
        r#"[{"id":"s7","type":"board","children":[{"id":"s8","type":"text","text":"Save"}]}]"#;
    let mut messages = vec![user(said, context)];
    messages.extend(tool_round(&first.calls, &[(inside, false)]));
    let second = answer(messages.clone());
    assert_eq!(
        second.calls,
        [(
            "edit".to_owned(),
            json!({"steps":[{"action":"set","ids":["s8"],"set":{"text":"Publish"}}]})
        )]
    );
    messages.extend(tool_round(
        &second.calls,
        &[("Done: 1 changed, 0 removed.\ns8 \"Label\" is now {}", false)],
    ));
    let third = answer(messages);
    assert_eq!(
        (third.text.as_str(), third.calls.len()),
        ("Changed Label.", 0)
    );
}

#[test]
fn adding_to_a_selected_board_draws_inside_it() {
    let context = r#"{"page":{"name":"Page 1"},"selection":[{"id":"s7","type":"board","name":"Login","x":0,"y":0,"width":400,"height":400}],"selectionCount":1,"shapes":[]}"#;
    for (said, parent) in [
        ("add a button saying Go inside this", Some("s7")),
        ("add a red circle", Some("s7")),
        ("draw a red circle", None),
        ("put a checkbox into the selected board", Some("s7")),
    ] {
        let answer = answer(vec![user(said, context)]);
        let (_, input) = &answer.calls[0];
        assert_eq!(
            input.get("parent").and_then(Value::as_str),
            parent,
            "{said}"
        );
    }
}

fn check_order(node: &Value) {
    let keys: Vec<&String> = node.as_object().unwrap().keys().collect();
    assert_eq!(keys[0], "type");
    assert_eq!(keys[1], "name");
    if let Some(children) = node.get("children") {
        assert_eq!(*keys.last().unwrap(), "children");
        children.as_array().unwrap().iter().for_each(check_order);
    }
}

#[test]
fn json_members_come_in_the_order_in_which_a_drawing_can_grow() {
    let events = respond(&request(vec![user("a login form", EMPTY)]));
    let written: String = events
        .iter()
        .filter_map(|event| match event {
            LlmEvent::ToolCallDelta { arguments, .. } => Some(arguments.as_str()),
            _ => None,
        })
        .collect();
    let value: Value = serde_json::from_str(&written).unwrap();
    check_order(&value["nodes"][0]);
}

const VOCABULARY: &[&str] = &[
    "a",
    "the",
    "three",
    "0",
    "12",
    "120x40",
    "-5",
    "50%",
    "45°",
    "red",
    "dark",
    "blue",
    "#f00",
    "rectangle",
    "circles",
    "card",
    "login",
    "form",
    "with",
    "and",
    "then",
    ",",
    ";",
    "grid",
    "of",
    "row",
    "in",
    "columns",
    "button",
    "that",
    "says",
    "\"",
    "“Save”",
    "make",
    "it",
    "bigger",
    "align",
    "left",
    "rotate",
    "to",
    "rename",
    "text",
    "change",
    "called",
    "delete",
    "everything",
    "table",
    "rows",
    "999999",
    "iphone",
    "dashboard",
    "🦄",
    "space",
    "apart",
    "px",
    "width",
    "twice",
    "gradient",
    "from",
    "'",
    "pricing",
    "plans",
    "for",
    "404",
    "radius",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_answered_and_ends_once(text in "\\PC{0,60}") {
        answer(vec![user(&text, EMPTY)]);
        answer(vec![user(&text, &text)]);
    }

    #[test]
    fn any_mixture_of_known_words_draws_only_valid_layers(
        words in proptest::collection::vec(proptest::sample::select(VOCABULARY), 0..12)
    ) {
        let text = words.join(" ");
        for context in [EMPTY, edits::SELECTED] {
            let answer = answer(vec![user(&text, context)]);
            for node in answer.nodes() {
                layout::check(&node, &text);
            }
        }
    }
}

#[path = "draw_tests.rs"]
mod draws;
#[path = "edit_tests.rs"]
mod edits;
#[path = "layout_tests.rs"]
mod layout;
