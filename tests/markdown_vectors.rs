//! The examples of the CommonMark specification, streamed.
//!
//! They are not part of the repository. The file is named by `LIMN_COMMONMARK`, or expected at
//! `../shared/vectors/commonmark.json` beside the package; without it, this says so and passes.
//! What is checked is that streaming changes nothing; what a text means is the business of the
//! parser below, which is tested against the same examples.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may panic and say why it is skipped"
)]

use std::path::PathBuf;

use limn::engine::markdown::{Block, MarkdownStream, parse, plain_text};

/// Bytes parsed for each byte of text, at most, and what may come on top for a short text.
const MAX_BYTES_PARSED_PER_BYTE: usize = 67;
const MAX_BYTES_PARSED_BESIDES: usize = 16 * 1024;

fn examples() -> Option<Vec<String>> {
    let path = std::env::var_os("LIMN_COMMONMARK").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/vectors/commonmark.json"),
        PathBuf::from,
    );
    let Ok(json) = std::fs::read_to_string(&path) else {
        println!("skipped: no CommonMark examples at {}", path.display());
        return None;
    };
    let examples: Vec<serde_json::Value> = serde_json::from_str(&json).expect("a list of examples");
    let texts = examples.iter().map(|example| {
        example["markdown"]
            .as_str()
            .expect("an example has its markdown")
            .to_owned()
    });
    Some(texts.collect())
}

/// Streams `text` character by character: what was closed on the way, the end result, the cost.
fn stream(text: &str) -> (Vec<Block>, Vec<Block>, usize) {
    let mut stream = MarkdownStream::new();
    let mut closed = Vec::new();
    for character in text.chars() {
        closed.extend(stream.push(character.encode_utf8(&mut [0; 4])).closed);
    }
    let all = stream.finish();
    (closed, all, stream.bytes_parsed())
}

#[test]
fn every_example_streams_to_what_it_is_at_once() {
    let Some(examples) = examples() else { return };
    assert!(examples.len() >= 600, "only {} examples", examples.len());
    for text in examples {
        let (closed, all, bytes) = stream(&text);
        assert_eq!(all, parse(&text), "{text:?}");
        assert!(
            bytes <= MAX_BYTES_PARSED_PER_BYTE * text.len() + MAX_BYTES_PARSED_BESIDES,
            "{bytes} bytes for {text:?}"
        );
        // A definition may change links that were handed out before it came.
        if !text.contains("]:") {
            assert_eq!(closed, all[..closed.len()], "{text:?}");
        }
    }
}

#[test]
fn every_example_is_closed_by_what_follows_as_it_is_at_once() {
    let Some(examples) = examples() else { return };
    for example in examples.iter().filter(|text| !text.contains("]:")) {
        let text = format!("{example}\n\n# end\n\n# end\n\n");
        let (closed, all, _) = stream(&text);
        assert_eq!(closed, all[..closed.len()], "{text:?}");
        // Unless the example leaves code or HTML open, all but the last heading is closed.
        if all.len() >= 2 && matches!(all.last(), Some(Block::Heading { level: 1, .. })) {
            assert!(closed.len() + 1 >= all.len(), "{text:?}");
        }
    }
}

#[test]
fn all_examples_in_one_text_cost_linear_work() {
    let Some(examples) = examples() else { return };
    let text = examples.join("\n\n# next\n\n");
    let (_, all, bytes) = stream(&text);
    println!("{} bytes parsed for {} bytes", bytes, text.len());
    assert!(bytes <= MAX_BYTES_PARSED_PER_BYTE * text.len() + MAX_BYTES_PARSED_BESIDES);
    assert_eq!(all, parse(&text));
    assert!(!plain_text(&all).is_empty());
}
