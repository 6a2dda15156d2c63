//! Tests of the event-stream parser. The cases restate, in our own bytes, what the web platform
//! tests for `EventSource` check (`format-bom`, `format-comments`, `format-field-data`, …).

use proptest::prelude::*;

use super::*;

/// Everything that a stream given in one piece yields, the unfinished event left out.
fn events(bytes: &[u8]) -> Vec<(String, String)> {
    let mut parser = SseParser::new();
    parser
        .push(bytes)
        .into_iter()
        .map(|event| (event.name, event.data))
        .collect()
}

fn data(bytes: &[u8]) -> Vec<String> {
    events(bytes).into_iter().map(|(_, data)| data).collect()
}

#[test]
fn lines_may_end_in_any_of_the_three_ways() {
    assert_eq!(
        data(b"data: a\n\ndata: b\r\rdata: c\r\n\r\n"),
        ["a", "b", "c"]
    );
    assert_eq!(
        data(b"data: a\r\ndata: b\n\r\ndata: c\r\n\n"),
        ["a\nb", "c"]
    );
}

#[test]
fn a_line_end_split_between_pieces_counts_once() {
    let mut parser = SseParser::new();
    assert_eq!(parser.push(b"data: a\r"), []);
    assert_eq!(parser.push(b"\n"), []);
    assert_eq!(parser.push(b""), []);
    assert_eq!(parser.push(b"\r").len(), 1);
    assert_eq!(parser.push(b"\ndata: b\r"), []);
    assert_eq!(parser.push(b"\r").len(), 1);
}

#[test]
fn one_byte_order_mark_is_skipped_and_a_second_one_spoils_its_field() {
    assert_eq!(
        data(b"\xEF\xBB\xBFdata:1\n\n\xEF\xBB\xBFdata:2\n\ndata:3\n\n"),
        ["1", "3"]
    );
    assert_eq!(data(b"\xEF\xBB\xBF\xEF\xBB\xBFdata:1\n\ndata:2\n\n"), ["2"]);
}

#[test]
fn comments_never_end_an_event_and_may_hold_anything() {
    let long = "x".repeat(2048);
    let stream =
        format!("data:1\r:\0\n:\r\ndata:2\n:{long}\rdata:3\n:data:no\r:{long}\ndata:4\n\n");
    assert_eq!(data(stream.as_bytes()), ["1\n2\n3\n4"]);
}

#[test]
fn comments_count_as_life_and_say_that_this_is_an_event_stream() {
    let mut parser = SseParser::new();
    assert!(!parser.is_event_stream());
    assert_eq!(parser.push(b": OPENROUTER PROCESSING\n\n"), []);
    assert_eq!(parser.bytes_seen(), 25);
    assert!(parser.is_event_stream());
}

#[test]
fn several_data_lines_are_joined_and_empty_data_is_not_an_event() {
    assert_eq!(
        data(b"data:\n\ndata\ndata\n\ndata:test\n\n"),
        ["\n", "test"]
    );
    assert_eq!(data(b"event: ping\n\ndata: x\n\n"), ["x"]);
}

#[test]
fn only_one_space_after_the_colon_is_dropped() {
    assert_eq!(
        data(b"data:  two\n\ndata:\ttab\n\ndata:none\n\n"),
        [" two", "\ttab", "none"]
    );
}

#[test]
fn a_name_belongs_to_its_event_only() {
    assert_eq!(
        events(b"event: delta\ndata: a\n\ndata: b\n\nevent:x\nevent\ndata:c\n\n"),
        [("delta", "a"), ("", "b"), ("", "c")].map(|(n, d)| (n.to_owned(), d.to_owned()))
    );
}

#[test]
fn unknown_and_misspelt_fields_are_ignored() {
    assert_eq!(
        data(b"id: 7\nretry: 10\n data: no\nData: no\ndatas: no\ndata: yes\n\n"),
        ["yes"]
    );
    let mut parser = SseParser::new();
    parser.push(b"<html><body>Sign in: here</body></html>\n");
    assert!(!parser.is_event_stream());
}

#[test]
fn an_unterminated_event_is_offered_apart() {
    let mut parser = SseParser::new();
    assert_eq!(parser.push(b"data: a\n\ndata: b").len(), 1);
    assert_eq!(
        parser.finish().map(|event| event.data).as_deref(),
        Some("b")
    );
    assert_eq!(parser.finish(), None);
    parser.push(b"data: c\n");
    assert_eq!(
        parser.finish().map(|event| event.data).as_deref(),
        Some("c")
    );
}

#[test]
fn a_character_split_between_pieces_stays_whole() {
    let mut parser = SseParser::new();
    let mut found = Vec::new();
    for byte in "data: 漢字 🖌️ é\n\n".as_bytes() {
        found.extend(parser.push(&[*byte]));
    }
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].data, "漢字 🖌️ é");
    assert_eq!(data(b"data: a\xFFb\0\n\n"), ["a\u{FFFD}b\0"]);
}

#[test]
fn the_mark_of_the_end_is_known() {
    let mut parser = SseParser::new();
    assert!(parser.push(b"data: [DONE]\n\n")[0].is_done());
    assert!(!parser.push(b"data: [DONE]!\n\n")[0].is_done());
}

/// Streams made of the pieces that matter, and of any bytes.
fn stream() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"data: {\"a\":1}".to_vec()),
        Just(b"data".to_vec()),
        Just(b"event: x".to_vec()),
        Just(b": comment".to_vec()),
        Just(b"\n".to_vec()),
        Just(b"\r".to_vec()),
        Just(b"\r\n".to_vec()),
        Just(b"\xEF\xBB\xBF".to_vec()),
        Just("data: é漢🖌".as_bytes().to_vec()),
        proptest::collection::vec(any::<u8>(), 0..6),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_way_of_cutting_gives_the_same_events(
        bytes in stream(),
        cuts in proptest::collection::vec(any::<proptest::sample::Index>(), 0..12),
    ) {
        let mut whole = SseParser::new();
        let expected = (whole.push(&bytes), whole.finish());

        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.sort_unstable();
        let mut parser = SseParser::new();
        let mut found = Vec::new();
        let mut start = 0;
        for cut in cuts.into_iter().chain([bytes.len()]) {
            found.extend(parser.push(&bytes[start..cut]));
            start = cut;
        }
        prop_assert_eq!((found, parser.finish()), expected);
        prop_assert_eq!(parser.bytes_seen(), bytes.len() as u64);
    }
}
