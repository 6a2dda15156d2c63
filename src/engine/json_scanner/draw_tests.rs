//! Random trees of layers in random pieces, against a parse of the whole.

use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::engine::json_scanner::MAX_DEPTH;

/// All events of `text`, fed in pieces of the given lengths in characters, repeated as needed.
fn scan(text: &str, pieces: &[usize]) -> Vec<DrawEvent> {
    let mut scanner = DrawScanner::new();
    let mut characters = text.chars().peekable();
    let mut lengths = pieces.iter().cycle();
    let mut events = Vec::new();
    while characters.peek().is_some() {
        let length = (*lengths.next().unwrap()).max(1);
        let piece: String = characters.by_ref().take(length).collect();
        events.extend(scanner.push(&piece));
    }
    events
}

fn whole(text: &str) -> Vec<DrawEvent> {
    scan(text, &[text.len()])
}

fn object(value: Value) -> Map<String, Value> {
    let Value::Object(members) = value else {
        panic!("not an object: {value}")
    };
    members
}

fn argument(key: &str, value: Value) -> DrawEvent {
    DrawEvent::Argument {
        key: key.to_owned(),
        value,
    }
}

fn opened(path: &[usize], fields: Value) -> DrawEvent {
    DrawEvent::Opened {
        path: path.to_vec(),
        fields: object(fields),
    }
}

fn closed(path: &[usize], fields: Value, late: Option<Value>) -> DrawEvent {
    DrawEvent::Closed {
        path: path.to_vec(),
        fields: object(fields),
        was_opened: late.is_some(),
        late: late.map(object).unwrap_or_default(),
    }
}

/// The last event's message, which must be the only `Broken` one.
fn broken(text: &str) -> String {
    let events = whole(text);
    let (last, before) = events.split_last().unwrap();
    assert!(
        !before
            .iter()
            .any(|event| matches!(event, DrawEvent::Broken { .. }))
    );
    match last {
        DrawEvent::Broken { message } => message.clone(),
        other => panic!("{text} gave {other:?}"),
    }
}

#[test]
fn a_board_is_reported_when_its_children_begin_and_a_leaf_when_it_ends() {
    let text = r##"{"parent":"s1","nodes":[{"type":"board","name":"Login","fill":"#ffffff","children":[{"type":"text","text":"Hi"},{"type":"group","children":[]}],"x":4},{"type":"line"}],"note":[1,{}]}"##;
    assert_eq!(
        whole(text),
        [
            argument("parent", json!("s1")),
            opened(
                &[0],
                json!({"type":"board","name":"Login","fill":"#ffffff"})
            ),
            closed(&[0, 0], json!({"type":"text","text":"Hi"}), None),
            opened(&[0, 1], json!({"type":"group"})),
            closed(&[0, 1], json!({"type":"group"}), Some(json!({}))),
            closed(
                &[0],
                json!({"type":"board","name":"Login","fill":"#ffffff","x":4}),
                Some(json!({"x":4}))
            ),
            closed(&[1], json!({"type":"line"}), None),
            argument("note", json!([1, {}])),
            DrawEvent::Finished,
        ]
    );
}

#[test]
fn a_layer_is_reported_with_the_very_character_that_completes_it() {
    let mut scanner = DrawScanner::new();
    assert_eq!(scanner.push(r#"{"nodes":[{"type":"board","children":"#), []);
    assert_eq!(scanner.push("["), [opened(&[0], json!({"type":"board"}))]);
    assert_eq!(scanner.push(r#"{"type":"line","x":12"#), []);
    assert_eq!(
        scanner.push("}"),
        [closed(&[0, 0], json!({"type":"line","x":12}), None)]
    );
}

#[test]
fn nodes_written_as_a_string_of_json_are_read_the_same() {
    let nodes =
        json!([{"type":"board","name":"A \"b\" \\ ü","children":[{"type":"text","text":"x\ny"}]}]);
    let plain = json!({"parent":"page","nodes":nodes}).to_string();
    let quoted = json!({"parent":"page","nodes":nodes.to_string()}).to_string();
    assert_eq!(whole(&quoted), whole(&plain));
    assert_eq!(scan(&quoted, &[1]), whole(&plain));
}

#[test]
fn the_name_of_the_layer_being_written_grows() {
    let mut scanner = DrawScanner::new();
    assert_eq!(scanner.partial_name(), None);
    let steps = [
        (r#"{"nodes":[{"name":"Lo"#, Some("Lo"), 1),
        (r#"gin","#, Some("Login"), 1),
        (r#""children":[{"type":"text","#, Some("Login"), 2),
        (r#""name":"Ti"#, Some("Ti"), 2),
        (r#"tle"},"#, Some("Login"), 2),
        ("{}],", Some("Login"), 3),
        ("\"x\":1}]", None, 3),
    ];
    for (piece, name, count) in steps {
        scanner.push(piece);
        assert_eq!(scanner.partial_name(), name, "after {piece}");
        assert_eq!(scanner.node_count(), count, "after {piece}");
    }
}

#[test]
fn null_children_are_no_children() {
    assert_eq!(
        whole(r#"{"nodes":[{"type":"text","children":null}]}"#),
        [
            closed(&[0], json!({"type":"text"}), None),
            DrawEvent::Finished
        ]
    );
}

#[test]
fn nodes_that_are_no_list_are_handed_on_to_be_refused() {
    assert_eq!(
        whole(r#"{"nodes":{"type":"text"}}"#),
        [
            argument("nodes", json!({"type":"text"})),
            DrawEvent::Finished
        ]
    );
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let cases = [
        (
            "hello",
            "the arguments are not JSON: unexpected 'h' at byte 0",
        ),
        ("[]", "the arguments are not an object"),
        (r#"{"nodes":[1]}"#, "nodes[0] is not an object"),
        (
            r#"{"nodes":[{},{"children":[{},[]]}]}"#,
            "nodes[1].children[1] is not an object",
        ),
        (
            r#"{"nodes":[{"children":[],"children":[]}]}"#,
            "nodes[0].children is given twice",
        ),
        (r#"{"nodes":[],"nodes":[]}"#, "nodes is given twice"),
        (r#"{"nodes":"{}"}"#, "nodes is not a list"),
        (
            r#"{"nodes":"[{"}"#,
            "nodes is a string with incomplete JSON",
        ),
        (
            r#"{"nodes":"<svg>"}"#,
            "nodes is a string that is not JSON: unexpected '<' at byte 0",
        ),
        (
            r#"{"a":01}"#,
            "the arguments are not JSON: \"01\" at byte 7 is not a JSON value",
        ),
        (
            r#"{"a":1}}"#,
            "the arguments are not JSON: unexpected '}' at byte 7",
        ),
        (
            "{\"a\":\"x\ny\"}",
            "the arguments are not JSON: unexpected '\\n' at byte 7",
        ),
    ];
    for (text, message) in cases {
        assert_eq!(broken(text), message, "for {text}");
    }
}

#[test]
fn nothing_follows_a_fault() {
    let mut scanner = DrawScanner::new();
    assert_eq!(scanner.push("{]").len(), 1);
    assert_eq!(scanner.push(r#"{"nodes":[{}]}"#), []);
}

#[test]
fn nesting_stops_at_the_cap_without_using_the_stack() {
    let opening = r#"{"nodes":[{"children":["#;
    let deep = format!("{opening}{}", r#"{"children":["#.repeat(100_000));
    assert!(broken(&deep).ends_with("nested deeper than 64 levels"));
    let lists = format!(r#"{{"a":{}"#, "[".repeat(100_000));
    assert!(broken(&lists).ends_with("nested deeper than 64 levels"));
    let fitting = format!(
        r#"{{"a":{}{}}}"#,
        "[".repeat(MAX_DEPTH - 1),
        "]".repeat(MAX_DEPTH - 1)
    );
    assert_eq!(whole(&fitting).last(), Some(&DrawEvent::Finished));
}

#[test]
fn half_a_surrogate_pair_is_shown_as_a_replacement_character() {
    for (written, shown) in [
        (r"\ud83d\ude00", "😀"),
        (r"\ud83d", "\u{fffd}"),
        (r"\ude00", "\u{fffd}"),
        (r"\ud83dx", "\u{fffd}x"),
        (r"\ud83d\n", "\u{fffd}\n"),
        (r"\ud83dA", "\u{fffd}A"),
        (r"\ud83d\ud83d\ude00", "\u{fffd}😀"),
    ] {
        let text = format!(r#"{{"a":"{written}","{written}":1}}"#);
        assert_eq!(
            scan(&text, &[1]),
            [
                argument("a", json!(shown)),
                argument(shown, json!(1)),
                DrawEvent::Finished
            ]
        );
    }
}

#[test]
fn a_megabyte_in_small_pieces_is_looked_at_once() {
    let leaf =
        r##"{"type":"rectangle","name":"Row","x":1,"y":2,"width":3,"height":4,"fill":"#ffffff"}"##;
    let leaves = vec![leaf; 1_000_000 / leaf.len()].join(",");
    let text = format!(r#"{{"nodes":[{{"type":"board","children":[{leaves}]}}]}}"#);
    let mut scanner = DrawScanner::new();
    let mut reported = 0;
    for piece in text.as_bytes().chunks(7) {
        reported += scanner.push(std::str::from_utf8(piece).unwrap()).len();
    }
    assert_eq!(scanner.examined_bytes(), text.len());
    assert_eq!(reported, scanner.node_count() + 2);
}

#[test]
fn a_scanner_can_be_stored_between_any_two_characters() {
    let text = r#"{"parent":"a\ud83d\ude00","nodes":[{"type":"board","x":-1.5e3,"children":[{"name":"\u00fc"}],"y":true}]}"#;
    let mut scanner = DrawScanner::new();
    let mut events = Vec::new();
    for character in text.chars() {
        let stored = serde_json::to_string(&scanner).unwrap();
        scanner = serde_json::from_str(&stored).unwrap();
        events.extend(scanner.push(character.encode_utf8(&mut [0; 4])));
    }
    assert_eq!(events, whole(text));
}

/// Rebuilds the arguments from the events, without any `children` that are empty.
fn rebuild(events: &[DrawEvent]) -> Value {
    fn attach(siblings: &mut Vec<Value>, path: &[usize], fields: &Map<String, Value>) {
        let (index, rest) = path.split_first().unwrap();
        while siblings.len() <= *index {
            siblings.push(json!({}));
        }
        let node = siblings[*index].as_object_mut().unwrap();
        if rest.is_empty() {
            node.extend(fields.clone());
        } else {
            let children = node.entry("children").or_insert_with(|| json!([]));
            attach(children.as_array_mut().unwrap(), rest, fields);
        }
    }
    let mut arguments = Map::new();
    let mut nodes = Vec::new();
    for event in events {
        match event {
            DrawEvent::Argument { key, value } => {
                arguments.insert(key.clone(), value.clone());
            }
            DrawEvent::Opened { .. } | DrawEvent::Finished => {}
            DrawEvent::Closed { path, fields, .. } => attach(&mut nodes, path, fields),
            DrawEvent::Broken { message } => panic!("broken: {message}"),
        }
    }
    arguments.insert("nodes".to_owned(), Value::Array(nodes));
    Value::Object(arguments)
}

/// Checks what every sequence of events must obey, and that opened and late members add up.
fn check_order(events: &[DrawEvent]) {
    let mut open: Vec<(Vec<usize>, Map<String, Value>)> = Vec::new();
    for event in events {
        match event {
            DrawEvent::Opened { path, fields } => {
                let parent = path.split_last().unwrap().1;
                assert_eq!(parent, open.last().map_or(&[][..], |(path, _)| path));
                open.push((path.clone(), fields.clone()));
            }
            DrawEvent::Closed {
                path,
                fields,
                late,
                was_opened,
            } => {
                if *was_opened {
                    let (opened_path, mut before) = open.pop().unwrap();
                    assert_eq!(path, &opened_path);
                    before.extend(late.clone());
                    assert_eq!(&before, fields);
                } else {
                    assert!(late.is_empty());
                }
            }
            _ => {}
        }
    }
    assert!(open.is_empty());
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{0,8}",
        "[ -~]{0,12}",
        any::<String>().prop_map(|text| text.chars().take(12).collect()),
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any_text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((any_text(), inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Members of a layer, in any order, `children` anywhere among them.
fn any_node() -> impl Strategy<Value = Value> {
    let key = prop_oneof![Just("name".to_owned()), any_text()];
    let members = prop::collection::vec((key, any_value()), 0..5).boxed();
    let leaf = members
        .clone()
        .prop_map(|members| members.into_iter().collect());
    leaf.prop_recursive(5, 30, 4, move |inner| {
        let children = prop::collection::vec(inner, 1..4);
        (members.clone(), children, any::<prop::sample::Index>()).prop_map(
            |(mut members, children, place)| {
                let place = place.index(members.len() + 1);
                members.insert(place, ("children".to_owned(), Value::Array(children)));
                members.into_iter().collect()
            },
        )
    })
}

fn any_arguments() -> impl Strategy<Value = Value> {
    let nodes = prop::collection::vec(any_node(), 0..4);
    (
        prop::collection::vec((any_text(), any_value()), 0..3),
        nodes,
    )
        .prop_map(|(mut members, nodes)| {
            members.push(("nodes".to_owned(), Value::Array(nodes)));
            members.into_iter().collect()
        })
}

/// The same text with everything outside ASCII written as `\uXXXX`.
fn escape_all(text: &str) -> String {
    let mut escaped = String::new();
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => escaped.push(char::from(byte)),
            _ => write!(escaped, "\\u{unit:04X}").unwrap(),
        }
    }
    escaped
}

proptest! {
    #[test]
    fn events_rebuild_what_was_written_however_it_is_cut(
        arguments in any_arguments(),
        pretty in any::<bool>(),
        escaped in any::<bool>(),
        pieces in prop::collection::vec(1_usize..40, 1..6),
    ) {
        let mut text = if pretty {
            serde_json::to_string_pretty(&arguments).unwrap()
        } else {
            arguments.to_string()
        };
        if escaped {
            text = escape_all(&text);
        }
        let expected: Value = serde_json::from_str(&text).unwrap();
        let events = scan(&text, &pieces);
        prop_assert_eq!(events.last(), Some(&DrawEvent::Finished));
        prop_assert_eq!(rebuild(&events), expected);
        check_order(&events);
        prop_assert_eq!(events, whole(&text));
    }

    #[test]
    fn a_prefix_gives_the_first_events_of_the_whole(
        arguments in any_arguments(),
        cut in any::<prop::sample::Index>(),
    ) {
        let text = escape_all(&arguments.to_string());
        let prefix: String = text.chars().take(cut.index(text.len() + 1)).collect();
        let events = whole(&prefix);
        prop_assert_eq!(&events[..], &whole(&text)[..events.len()]);
    }

    #[test]
    fn any_text_at_all_is_survived(
        text in prop_oneof![any::<String>(), r#"[\{\}\[\]",:\\ua-f0-9 nodes]{0,80}"#],
        pieces in prop::collection::vec(1_usize..9, 1..4),
    ) {
        prop_assert_eq!(scan(&text, &pieces), whole(&text));
        let nested = format!(r#"{{"nodes":[{text}"#);
        prop_assert_eq!(scan(&nested, &pieces), whole(&nested));
    }

    #[test]
    fn what_the_scanner_accepts_is_what_a_strict_parser_accepts(
        text in r#"\{("a":(1|-0\.5|1e9|01|true|nul|null|"\\n"|"\\x"|\[1,?\]|\{\}),?){0,3}\}[ \}]?"#,
    ) {
        let accepted = matches!(whole(&text).last(), Some(DrawEvent::Finished));
        prop_assert_eq!(accepted, serde_json::from_str::<Value>(&text).is_ok(), "{}", text);
    }
}
