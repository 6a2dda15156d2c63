//! What texts become which blocks, and what hostile texts do not become.

use proptest::prelude::*;

use super::*;

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(vec![text(words)])
}

fn item(words: &str) -> ListItem {
    ListItem {
        checked: None,
        blocks: vec![paragraph(words)],
    }
}

/// Visits every inline, on a stack of its own.
fn inlines(blocks: &[Block]) -> Vec<Inline> {
    let mut found = Vec::new();
    let mut open_blocks: Vec<&Block> = blocks.iter().collect();
    let mut open: Vec<&Inline> = Vec::new();
    while let Some(block) = open_blocks.pop() {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => open.extend(content),
            Block::Quote(blocks) => open_blocks.extend(blocks),
            Block::List { items, .. } => {
                open_blocks.extend(items.iter().flat_map(|item| &item.blocks));
            }
            Block::Table { head, rows, .. } => {
                open.extend(head.iter().chain(rows.iter().flatten()).flatten());
            }
            Block::Code { .. } | Block::Rule | Block::Html(_) => {}
        }
    }
    while let Some(inline) = open.pop() {
        found.push(inline.clone());
        match inline {
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strikethrough(content)
            | Inline::Link { content, .. } => open.extend(content),
            _ => {}
        }
    }
    found
}

fn depth(blocks: &[Block]) -> usize {
    let mut deepest = 0;
    let mut open: Vec<(&Block, usize)> = blocks.iter().map(|block| (block, 1)).collect();
    while let Some((block, depth)) = open.pop() {
        deepest = deepest.max(depth);
        match block {
            Block::Quote(blocks) => open.extend(blocks.iter().map(|block| (block, depth + 1))),
            Block::List { items, .. } => open.extend(
                items
                    .iter()
                    .flat_map(|item| &item.blocks)
                    .map(|block| (block, depth + 1)),
            ),
            _ => {}
        }
    }
    deepest
}

#[test]
fn each_kind_of_block_is_read() {
    let source = "# One\n\ntwo\nthree\n\n```rust ignore\nlet a = 1;\n\n```\n\n> four\n\n3. five\n4. six\n\n***\n\n<div>\nseven\n</div>\n";
    assert_eq!(
        parse(source),
        vec![
            Block::Heading {
                level: 1,
                content: vec![text("One")]
            },
            Block::Paragraph(vec![
                text("two"),
                Inline::Break { hard: false },
                text("three")
            ]),
            Block::Code {
                language: "rust".into(),
                code: "let a = 1;\n".into()
            },
            Block::Quote(vec![paragraph("four")]),
            Block::List {
                start: Some(3),
                items: vec![item("five"), item("six")]
            },
            Block::Rule,
            Block::Html("<div>\nseven\n</div>".into()),
        ]
    );
}

#[test]
fn each_kind_of_inline_is_read() {
    let source = "*a* **b** ~~c~~ `d` [e](https://f.g) ![h *i*](https://j.k \"t\") <b>  \nl";
    let space = || text(" ");
    assert_eq!(
        parse(source),
        vec![Block::Paragraph(vec![
            Inline::Emphasis(vec![text("a")]),
            space(),
            Inline::Strong(vec![text("b")]),
            space(),
            Inline::Strikethrough(vec![text("c")]),
            space(),
            Inline::Code("d".into()),
            space(),
            Inline::Link {
                url: "https://f.g".into(),
                content: vec![text("e")]
            },
            space(),
            Inline::Image {
                alt: "h i".into(),
                url: "https://j.k".into()
            },
            space(),
            Inline::Html("<b>".into()),
            Inline::Break { hard: true },
            text("l"),
        ])]
    );
}

#[test]
fn tight_and_loose_items_hold_paragraphs() {
    for source in ["- a\n- b", "- a\n\n- b\n"] {
        assert_eq!(
            parse(source),
            vec![Block::List {
                start: None,
                items: vec![item("a"), item("b")]
            }],
            "{source:?}"
        );
    }
    let nested = Block::List {
        start: None,
        items: vec![item("b")],
    };
    assert_eq!(
        parse("- a\n  - b"),
        vec![Block::List {
            start: None,
            items: vec![ListItem {
                checked: None,
                blocks: vec![paragraph("a"), nested]
            }],
        }]
    );
}

#[test]
fn tasks_are_ticked_or_not() {
    let Some(Block::List { items, .. }) = parse("- [x] a\n- [ ] b\n- c\n").into_iter().next()
    else {
        panic!("a list")
    };
    let checked: Vec<_> = items.iter().map(|item| item.checked).collect();
    assert_eq!(checked, [Some(true), Some(false), None]);
    assert_eq!(items[0].blocks, vec![paragraph("a")]);
}

#[test]
fn a_table_has_columns_a_head_and_rows_without_empty_ends() {
    assert_eq!(
        parse("|a|b|c|\n|:-|:-:|-:|\n|1|\n||2|\n"),
        vec![Block::Table {
            alignments: vec![ColumnAlign::Left, ColumnAlign::Center, ColumnAlign::Right],
            head: vec![vec![text("a")], vec![text("b")], vec![text("c")]],
            rows: vec![vec![vec![text("1")]], vec![vec![], vec![text("2")]]],
        }]
    );
}

#[test]
fn an_address_that_may_not_be_a_link_leaves_its_text() {
    assert_eq!(parse("[x](javascript:alert(1))"), vec![paragraph("x")]);
    assert_eq!(parse("a [x](/local) b"), vec![paragraph("a x b")]);
    assert_eq!(
        parse("[a **b**](data:text/html,c)"),
        vec![Block::Paragraph(vec![
            text("a "),
            Inline::Strong(vec![text("b")])
        ])]
    );
    assert_eq!(
        parse("![x](javascript:alert(1))"),
        vec![Block::Paragraph(vec![Inline::Image {
            alt: "x".into(),
            url: String::new()
        }])]
    );
}

#[test]
fn addresses_in_angle_brackets_are_links() {
    let link = |url: &str, shown: &str| {
        vec![Block::Paragraph(vec![Inline::Link {
            url: url.into(),
            content: vec![text(shown)],
        }])]
    };
    assert_eq!(
        parse("<https://a.b/c>"),
        link("https://a.b/c", "https://a.b/c")
    );
    assert_eq!(parse("<a@b.c>"), link("mailto:a@b.c", "a@b.c"));
    assert_eq!(
        parse("<javascript:alert(1)>"),
        vec![paragraph("javascript:alert(1)")]
    );
}

/// Texts that have made other chat panels run code, or try to.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a <img src=x onerror=alert(1)> b",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](java&#10;script:alert(1))",
    "[x](&#106;avascript&#58;alert(1))",
    "[x](&#x6A;&#x61;vascript&colon;alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](javascript&#x3a;alert%281%29)",
    "[x](\u{1}javascript:alert(1))",
    "[x](\u{feff}javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](data:image/svg+xml,<svg onload=alert(1)>)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://a.b/c)",
    "[x](//evil.example)",
    "[x](\\\\\\\\evil.example)",
    "[x](https:evil.example)",
    "[x](https:/evil.example)",
    "[x](?a=b)",
    "[x](#a)",
    "[x]\n\n[x]: javascript:alert(1)",
    "[x]\n\n[x]: <data:text/html,a>",
    "<javascript:alert(1)>",
    "<vbscript:a>",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,a)",
    "![x](x \"onerror=alert(1)\")",
    "[![x](javascript:alert(1))](javascript:alert(1))",
    "`<script>`",
    "```html\n<script>alert(1)</script>\n```",
    "```\"><script>alert(1)</script>\na\n```",
    "| <script> | [x](javascript:a) |\n|-|-|\n| <b> | ![x](data:a) |",
    "<!-- --><script>alert(1)</script>",
    "<![CDATA[<script>]]>",
    "<?php a ?>",
    "[x](http://a.b\" onmouseover=\"alert(1))",
    "[\u{202e}x](https://a.b)",
];

fn assert_addresses_are_safe(blocks: &[Block], source: &str) {
    for inline in inlines(blocks) {
        match inline {
            Inline::Link { url, .. } => assert!(is_safe(&url), "{url:?} in {source:?}"),
            Inline::Image { url, .. } => assert!(url.is_empty() || is_safe(&url), "{url:?}"),
            _ => {}
        }
    }
}

fn is_safe(url: &str) -> bool {
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
        && !url
            .chars()
            .any(|character| character.is_whitespace() || character.is_control())
}

#[test]
fn hostile_texts_yield_only_text_and_safe_links() {
    for source in HOSTILE {
        let mut stream = MarkdownStream::new();
        let mut shown = 0;
        for character in source.chars() {
            let progress = stream.push(character.encode_utf8(&mut [0; 4]));
            assert_addresses_are_safe(&progress.closed, source);
            assert_addresses_are_safe(stream.tail(), source);
            shown += progress.closed.len() + stream.tail().len();
        }
        let blocks = stream.finish();
        assert_addresses_are_safe(&blocks, source);
        assert!(shown > 0 && !blocks.is_empty(), "{source:?} is shown");
    }
}

#[test]
fn raw_html_is_kept_as_the_text_that_it_is() {
    assert_eq!(
        parse("<script>alert(1)</script>"),
        vec![Block::Html("<script>alert(1)</script>".into())]
    );
    assert_eq!(
        parse("a <img src=x onerror=alert(1)>"),
        vec![Block::Paragraph(vec![
            text("a "),
            Inline::Html("<img src=x onerror=alert(1)>".into())
        ])]
    );
}

#[test]
fn deep_nesting_is_flattened_and_no_text_is_lost() {
    let quotes = parse(&format!("{}deep\n\nafter", "> ".repeat(40)));
    assert_eq!(depth(&quotes), MAX_BLOCK_DEPTH + 1);
    assert!(plain_text(&quotes).contains("deep"));
    assert_eq!(quotes.last(), Some(&paragraph("after")));

    let lists = parse(&format!("{}deep", "- ".repeat(50)));
    assert_eq!(depth(&lists), MAX_BLOCK_DEPTH + 1);
    assert!(plain_text(&lists).contains("deep"));

    let spans = parse(&format!("{}deep{}", "*".repeat(101), "*".repeat(101)));
    let nested = inlines(&spans)
        .iter()
        .filter(|inline| !matches!(inline, Inline::Text(_)))
        .count();
    assert_eq!(nested, MAX_INLINE_DEPTH);
    assert_eq!(plain_text(&spans), "deep");
}

/// Texts on which a recursive or quadratic parser fails.
pub(super) fn bombs(many: usize) -> Vec<String> {
    let half = many / 2;
    let mut bombs: Vec<String> = [
        ">",
        "> ",
        "- ",
        "-\t",
        "* ",
        "1. ",
        "[",
        "![",
        "*",
        "**",
        "_",
        "*a ",
        "**a ",
        "~~a ",
        "`",
        "<",
        "&",
        "\\",
        "|",
        "~",
        "](",
        "[a](",
        "[a]",
        "a**b",
        "*_",
        "> - ",
        "<!--",
        "<a ",
        "\n",
        "\r",
        "\0",
        "- a\n",
        "# a\n",
        "a\n",
        "[a]: /u\n",
        "- [ ] a\n",
        "<div>\n",
        "\t",
        "    a\n\n",
        "a\n-\n",
    ]
    .iter()
    .map(|piece| piece.repeat(many))
    .collect();
    bombs.extend([
        format!("{}a{}", "*".repeat(half), "*".repeat(half)),
        format!("{}a{}", "[".repeat(half), "](u)".repeat(half)),
        format!("{}a\n{}", ">".repeat(many), "a\n".repeat(half)),
        format!("{}a\n{}", "- ".repeat(many), "a\n".repeat(many)),
        format!("{}a{}", "- ".repeat(half), "\n".repeat(half)),
        format!(
            "{}\n{}\n{}",
            "|".repeat(2000),
            "|-".repeat(2000),
            "a\n".repeat(many / 5)
        ),
        (1..600).map(|length| "`".repeat(length) + " ").collect(),
        (0..400)
            .map(|indent| "  ".repeat(indent) + "- a\n")
            .collect(),
        (0..300).map(|depth| "> ".repeat(depth) + "- a\n").collect(),
    ]);
    bombs
}

#[test]
fn bombs_are_read_and_stay_shallow() {
    for bomb in bombs(100_000) {
        let blocks = parse(&bomb);
        assert!(depth(&blocks) <= MAX_BLOCK_DEPTH + 1);
        assert_eq!(blocks.clone(), blocks);
    }
}

#[test]
fn plain_text_keeps_what_a_reader_needs() {
    let source = "# Plan\n\nUse **two** [links](https://a.b) and `code`.\n\n1. one\n2. two\n   - three\n\n> quoted\n> more\n\n|a|b|\n|-|-|\n|1|2|\n\n```js\nlet a;\n```\n- [x] done\n";
    assert_eq!(
        plain_text(&parse(source)),
        "Plan\n\nUse two links and code.\n\n1. one\n2. two\n   - three\n\n> quoted more\n\na\tb\n1\t2\n\nlet a;\n\n- [x] done"
    );
    assert_eq!(plain_text(&[]), "");
}

proptest! {
    #[test]
    fn any_text_is_read_with_safe_addresses_and_bounded_depth(source in "\\PC*|[\\PC\\n\\r\\t\u{0}\u{1}]{0,200}") {
        let blocks = parse(&source);
        prop_assert!(depth(&blocks) <= MAX_BLOCK_DEPTH + 1);
        assert_addresses_are_safe(&blocks, &source);
        let plain = plain_text(&blocks);
        prop_assert!(!plain.contains(char::from(1)));
    }

    #[test]
    fn words_survive(words in proptest::collection::vec("[a-z]{1,8}", 1..20)) {
        let source = words.join(" ");
        prop_assert_eq!(plain_text(&parse(&source)), source);
    }
}
