//! The laws of streaming: same result, linear cost, closed means closed, nothing flashes.

use proptest::prelude::*;

use super::super::tests::bombs;
use super::super::{parse, plain_text};
use super::*;

/// Feeds the pieces; returns all that was closed on the way, and the end result.
fn feed<'a>(pieces: impl IntoIterator<Item = &'a str>) -> (Vec<Block>, Vec<Block>, usize) {
    let mut stream = MarkdownStream::new();
    let mut closed = Vec::new();
    for piece in pieces {
        closed.extend(stream.push(piece).closed);
    }
    let all = stream.finish();
    (closed, all, stream.bytes_parsed())
}

fn characters(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|_: char| true)
}

/// Cuts a text into pieces of about so many bytes.
fn pieces(text: &str, length: usize) -> Vec<&str> {
    let mut rest = text;
    let mut pieces = Vec::new();
    while !rest.is_empty() {
        let mut at = length.min(rest.len());
        while !rest.is_char_boundary(at) {
            at += 1;
        }
        let (piece, after) = rest.split_at(at);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// What is on screen after `text` came in character by character.
fn shown(text: &str) -> Vec<Block> {
    let mut stream = MarkdownStream::new();
    let mut blocks = Vec::new();
    for character in characters(text) {
        blocks.extend(stream.push(character).closed);
    }
    blocks.extend_from_slice(stream.tail());
    blocks
}

fn cost_limit(length: usize) -> usize {
    (CREDIT_PER_BYTE + 3) * length + CREDIT_RESERVE
}

const LONG: usize = 200_000;

#[test]
fn an_answer_closes_block_by_block() {
    let mut stream = MarkdownStream::new();
    assert_eq!(stream.push("# A\n\nb").closed, parse("# A"));
    assert_eq!(stream.tail(), parse("b"));
    assert_eq!(stream.push("c\n").closed, vec![]);
    assert_eq!(stream.push("\n- d\n- e").closed, parse("bc"));
    assert_eq!(stream.tail(), parse("- d\n- e"));
    assert_eq!(
        stream.push("\n```\nf\n```\n").closed,
        parse("- d\n- e\n```\nf\n```\n")
    );
    assert_eq!(stream.tail(), []);
    assert_eq!(
        stream.finish(),
        parse("# A\n\nbc\n\n- d\n- e\n```\nf\n```\n")
    );
    assert_eq!(stream.finish(), []);
}

#[test]
fn a_piece_without_news_changes_nothing() {
    let mut stream = MarkdownStream::new();
    assert!(stream.push("a").tail_changed);
    assert_eq!(stream.push(""), Progress::default());
}

#[test]
fn a_paragraph_stays_open_while_a_line_may_still_change_it() {
    for (start, then) in [
        ("a", "\n---\n"),
        ("a|b", "\n-|-\n"),
        ("a", "\nb\n"),
        ("> a", "\nb\n"),
        ("- a", "\n\n  b\n"),
    ] {
        let mut stream = MarkdownStream::new();
        let closed = stream.push(&format!("{start}\n")).closed;
        assert_eq!(closed, vec![], "{start:?}");
        let closed = stream.push(then.trim_start_matches('\n')).closed;
        assert_eq!(closed, vec![], "{start:?} {then:?}");
    }
}

#[test]
fn a_title_that_is_still_open_keeps_the_lines_after_a_definition_open() {
    let text = "[a]: /u\n'b\nc\n\nd\n";
    let (closed, all, _) = feed(characters(text));
    assert_eq!(all, parse(text));
    assert_eq!(closed, all[..closed.len()]);
    let text = "# x\n[a]: /u\n'b\nc'\n\nd\n\n# e\n\n";
    let (closed, all, _) = feed(characters(text));
    assert_eq!(all.len(), 3);
    assert_eq!(closed, all[..closed.len()]);
}

#[test]
fn a_reference_defined_before_its_use_is_a_link_at_once() {
    for text in [
        "[a]: https://b.c\n\n# x\n\nsee [A]\n\n# y\n\n",
        "[a]: https://b.c\n- see [a]\n- and [a]\n\n# y\n\n",
    ] {
        let (closed, all, _) = feed(characters(text));
        assert!(closed.len() + 1 >= all.len());
        assert_eq!(closed, all[..closed.len()]);
        assert!(format!("{closed:?}").contains("Link"), "{text:?}");
    }
}

#[test]
fn a_reference_defined_after_its_use_is_a_link_in_the_end() {
    let text = "see [a]\n\n# x\n\n[a]: https://b.c\n";
    let (closed, all, _) = feed(characters(text));
    assert_eq!(closed.first(), parse("see [a]").first());
    assert_eq!(all, parse(text));
    assert_ne!(closed.first(), all.first());
}

#[test]
fn unfinished_markup_does_not_flash() {
    for (half, whole) in [
        ("**bol", "**bol**"),
        ("a **bol", "a **bol**"),
        ("a **b *c", "a **b *c***"),
        ("a **bol*", "a **bol**"),
        ("a **", "a"),
        ("a *", "a"),
        ("a ~~b", "a ~~b~~"),
        ("a `co", "a `co`"),
        ("a ``co`", "a ``co``"),
        ("a `", "a"),
        ("**a `b", "**a `b`**"),
        ("**a\nb", "**a\nb**"),
        ("[text", "text"),
        ("[text]", "text"),
        ("[text](", "text"),
        ("[text](http", "text"),
        ("[text](https://a.b \"ti", "text"),
        ("see **[te](htt", "see **te**"),
        ("see [**te](htt", "see **te**"),
        ("![alt](http", "alt"),
        ("- a **b", "- a **b**"),
        ("> a **b", "> a **b**"),
        ("# a **b", "# a **b**"),
        ("|a|b|\n|-|-|\n|**c", "|a|b|\n|-|-|\n|**c**|"),
        ("| a | b |", "| a | b |\n|-|-|"),
        ("| a | b |\n|--", "| a | b |\n|-|-|"),
        ("text\n-", "text"),
        ("text\n- ", "text"),
        ("text\n1", "text"),
        ("text\n1.", "text"),
        ("text\n##", "text"),
        ("- a\n- [", "- a"),
        ("- a\n- [x]", "- a"),
        ("```", ""),
        ("a\\", "a"),
    ] {
        assert_eq!(shown(half), parse(whole), "{half:?}");
    }
}

#[test]
fn what_only_looks_like_markup_is_left_alone() {
    for text in [
        "2 * 3 * 4 is",
        "5*3 is",
        "about ~5 px",
        "snake_case_name here",
        "a \\*b",
        "a \\[b",
        "`*a` b",
        "`[a` b",
        "a [b] c",
        "a [b](no address c",
        "<https://a.b/_c_d> e",
        "**a** b",
        "```\nint *p",
        "- ```\n  int *p",
        "    int *p",
    ] {
        assert_eq!(shown(text), parse(text), "{text:?}");
    }
}

#[test]
fn code_appears_as_it_is_written() {
    let text = "  ~~~~rust  x\n  a\n b\n\n    c ~~~~\n~~~\n";
    let code = |text: &str| match shown(text).as_slice() {
        [Block::Code { language, code }] => {
            assert_eq!(language, "rust");
            code.clone()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(code("  ~~~~rust  x\n"), "");
    assert_eq!(code("  ~~~~rust  x\n  a"), "a");
    assert_eq!(code(text), "a\nb\n\n  c ~~~~\n~~~");
    assert_eq!(
        code(&format!("{text}~~")),
        "a\nb\n\n  c ~~~~\n~~~",
        "perhaps its end"
    );
    assert_eq!(
        code(&format!("{text}~~~~ x")),
        "a\nb\n\n  c ~~~~\n~~~\n~~~~ x"
    );
    assert_eq!(code(&format!("{text}~~~~  \n")), "a\nb\n\n  c ~~~~\n~~~");
}

#[test]
fn catching_up_shows_what_was_held_back() {
    let mut stream = MarkdownStream::new();
    stream.push("The answer is\n\n42");
    assert_eq!(plain_text(stream.tail()), "The answer is");
    assert!(stream.catch_up().tail_changed);
    assert_eq!(plain_text(stream.tail()), "42");

    let long = "word ".repeat(LONG / 5);
    let mut stream = MarkdownStream::new();
    for piece in pieces(&long, 4) {
        stream.push(piece);
    }
    stream.catch_up();
    assert_eq!(stream.tail(), parse(&long));
}

#[test]
fn a_pause_closes_nothing_too_early() {
    for (start, end) in [
        ("1. a\n\n2", ". b"),
        ("- a\n\n-", " b"),
        ("- a\n-", "--"),
        ("a\n-", " b"),
    ] {
        let mut stream = MarkdownStream::new();
        let mut closed = stream.push(start).closed;
        closed.extend(stream.catch_up().closed);
        closed.extend(stream.push(end).closed);
        closed.extend(stream.push("\n\n# c\n\n# d\n\n").closed);
        let all = stream.finish();
        assert!(!closed.is_empty());
        assert_eq!(closed, all[..closed.len()], "{start:?} {end:?}");
    }
}

#[test]
fn long_blocks_cost_linear_work() {
    for (piece_length, length) in [(4, LONG), (1, LONG / 10), (64, LONG / 10), (LONG, LONG)] {
        for (name, text) in long_blocks(length) {
            let (closed, all, bytes) = feed(pieces(&text, piece_length));
            assert!(
                bytes <= cost_limit(text.len()),
                "{name} by {piece_length}: {bytes}"
            );
            assert_eq!(closed, all[..closed.len()], "{name} by {piece_length}");
            assert_eq!(all, parse(&text), "{name} by {piece_length}");
        }
    }
}

fn long_blocks(length: usize) -> Vec<(&'static str, String)> {
    let long = |start: &str, piece: &str, end: &str| {
        format!("{start}{}{end}", piece.repeat(length / piece.len()))
    };
    vec![
        (
            "code fence",
            long("```rust\n", "let value = 1;\n", "```\n\nend"),
        ),
        ("code on one line", long("```\n", "x", "\n```\n")),
        ("fence of backticks", long("```\n", "`", "x\n")),
        (
            "code in an item",
            long("- a\n\n  ```\n", "  let value = 1;\n", "  ```\n\nend"),
        ),
        ("list", long("", "- an item **of** some length\n", "\nend")),
        (
            "numbered list",
            long("", "1. an item\n   - and another\n", "\nend"),
        ),
        ("one item", long("- ", "word ", "\n")),
        ("paragraph", long("", "some words and **more** ", "\n\nend")),
        (
            "paragraph of lines",
            long("", "some words and\n", "\n\nend"),
        ),
        ("quotation", long("", "> some words\n", "\nend")),
        ("table", long("|a|b|\n|-|-|\n", "|1|2|\n", "\nend")),
        ("html", long("<div>\n", "<p>some words</p>\n", "\nend")),
        ("indented code", long("", "    let value = 1;\n", "\nend")),
        ("blank lines", long("a", "\n", "b")),
        ("open brackets", long("", "[a", "")),
        ("definitions", long("", "[a]: /u\n", "")),
        (
            "many blocks",
            long("", "# A\n\nSome words.\n\n- one\n- two\n\n", ""),
        ),
    ]
}

#[test]
fn code_and_lists_are_not_parsed_again() {
    for (text, times) in [
        (
            format!("```rust\n{}```\n", "let value = 1;\n".repeat(LONG / 15)),
            3,
        ),
        ("- an item of a list\n".repeat(LONG / 20), 20),
    ] {
        let (_, _, bytes) = feed(pieces(&text, 4));
        assert!(bytes <= times * text.len(), "{bytes} for {}", text.len());
    }
}

#[test]
fn bombs_cost_linear_work_in_pieces() {
    for bomb in bombs(20_000) {
        let (_, all, bytes) = feed(pieces(&bomb, 512));
        assert!(bytes <= cost_limit(bomb.len() * 2));
        assert_eq!(all, parse(&bomb));
    }
}

/// Pieces of Markdown that meet each other in every way.
fn markdown() -> impl Strategy<Value = String> {
    let fragment = proptest::sample::select(vec![
        "\n",
        "\n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2) ",
        "7. ",
        "> ",
        "# ",
        "##",
        "```",
        "```\n",
        "~~~\n",
        "    ",
        "\t",
        "  ",
        " ",
        "a",
        "b c",
        "é",
        "*",
        "**",
        "_",
        "`",
        "``",
        "~~",
        "[a]",
        "[unused]: /u\n",
        "\n'",
        "[a](",
        "(https://x.y)",
        ")",
        "'",
        "\"",
        "|",
        "|a|b|\n",
        "|-|-|\n",
        "-|-",
        "---",
        "===",
        "***",
        "<div>",
        "</div>",
        "<pre>",
        "<!--",
        "-->",
        "<b>",
        "<https://a.b>",
        "\\",
        "&amp;",
        "[ ] ",
        "[x] ",
        "![",
        "-",
        "1.",
        "<a\n",
        "\u{1}",
        "\0",
    ]);
    proptest::collection::vec(fragment, 0..40).prop_map(|fragments| {
        // No two definitions share a label, so that none changes what came before it.
        let number =
            |(index, fragment): (usize, &str)| fragment.replace("[unused]", &format!("[n{index}]"));
        fragments.into_iter().enumerate().map(number).collect()
    })
}

fn cut(text: &str, cuts: &[prop::sample::Index]) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut places: Vec<usize> = cuts
        .iter()
        .map(|cut| cut.index(characters.len() + 1))
        .collect();
    places.extend([0, characters.len()]);
    places.sort_unstable();
    places
        .windows(2)
        .map(|pair| characters[pair[0]..pair[1]].iter().collect())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces_give_the_result_of_the_whole(
        text in markdown(),
        cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..12),
    ) {
        let pieces = cut(&text, &cuts);
        let (closed, all, _) = feed(pieces.iter().map(String::as_str));
        let whole = parse(&text);
        prop_assert_eq!(&all, &whole);
        prop_assert_eq!(&closed, &whole[..closed.len()]);
    }

    #[test]
    fn closed_blocks_are_final_character_by_character(text in markdown()) {
        let text = format!("{text}\n\n# end\n\n# end\n\n");
        let (closed, all, _) = feed(characters(&text));
        prop_assert_eq!(&closed, &all[..closed.len()]);
    }

    #[test]
    fn closed_blocks_are_final_whatever_the_pauses(text in markdown()) {
        let text = format!("{text}\n\n# end\n\n# end\n\n");
        let mut stream = MarkdownStream::new();
        let mut closed = Vec::new();
        for character in characters(&text) {
            closed.extend(stream.push(character).closed);
            closed.extend(stream.catch_up().closed);
        }
        let all = stream.finish();
        prop_assert_eq!(&closed, &all[..closed.len()]);
    }

    #[test]
    fn definitions_anywhere_give_the_result_of_the_whole(text in markdown(), at in any::<prop::sample::Index>()) {
        let place = text.char_indices().map(|(place, _)| place).nth(at.index(text.chars().count() + 1));
        let place = place.unwrap_or(text.len());
        let (before, after) = text.split_at(place);
        let text = format!("{before}\n\n[a]: https://d.e\n{after}");
        let (_, all, _) = feed(characters(&text));
        prop_assert_eq!(all, parse(&text));
    }

    #[test]
    fn any_text_in_any_pieces_is_read(
        text in "[\\PC\\n\\r\\t]{0,80}",
        cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..12),
    ) {
        let pieces = cut(&text, &cuts);
        let (closed, all, bytes) = feed(pieces.iter().map(String::as_str));
        prop_assert_eq!(&all, &parse(&text));
        prop_assert!(closed.len() <= all.len());
        prop_assert!(bytes <= cost_limit(text.len() * 2));
    }
}
