//! Decodes recorded streams of real servers and compares them with what an independent decoder got
//! out of them, whole, byte by byte and cut at random places.
//!
//! The recordings are not part of the repository. `LIMN_STREAM_VECTORS` names their folder: pairs
//! of `NAME.sse` (the body) and `NAME.expect.json`. Without them the test says so and passes.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is not as it must be"
)]

use std::path::{Path, PathBuf};
use std::time::Instant;

use limn::engine::llm::assemble::Answer;
use limn::engine::llm::chat_completions::ChatDecoder;
use limn::engine::llm::responses::ResponsesDecoder;
use limn::engine::llm::{Decoder, FinishReason};
use serde_json::Value;

/// How many random ways of cutting each stream is tried in, and in how many places.
const RANDOM_CUTTINGS: u64 = 50;
const CUTS_EACH: u64 = 12;

struct Vector {
    name: String,
    body: Vec<u8>,
    expected: Value,
}

fn folder() -> PathBuf {
    std::env::var_os("LIMN_STREAM_VECTORS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vectors/streams"),
        PathBuf::from,
    )
}

fn vectors(folder: &Path) -> Vec<Vector> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut vectors: Vec<Vector> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_str()?.strip_suffix(".sse")?.to_owned();
            let expected = std::fs::read(path.with_file_name(format!("{name}.expect.json")))
                .unwrap_or_else(|error| panic!("{name} lacks its expectation: {error}"));
            Some(Vector {
                body: std::fs::read(&path).expect("a readable stream"),
                expected: serde_json::from_slice(&expected).expect("an expectation in JSON"),
                name,
            })
        })
        .collect();
    vectors.sort_by(|a, b| a.name.cmp(&b.name));
    vectors
}

/// Decodes a body that comes in these pieces.
fn decode<'a>(api: &str, pieces: impl Iterator<Item = &'a [u8]>) -> Answer {
    let mut decoder: Box<dyn Decoder> = match api {
        "chat" => Box::new(ChatDecoder::default()),
        "responses" => Box::new(ResponsesDecoder::default()),
        other => panic!("an unknown interface: {other}"),
    };
    let mut answer = Answer::default();
    for piece in pieces {
        for event in decoder.push(piece) {
            answer.push(event);
        }
    }
    for event in decoder.finish() {
        answer.push(event);
    }
    answer
}

/// The end that we tell, from the end that the provider wrote.
fn expected_finish(expected: &Value) -> Option<FinishReason> {
    let has_calls = !list(expected, "tool_calls").is_empty();
    let written = expected["finish"].as_str()?;
    Some(match written {
        // Whether there is something to carry out is read from the calls themselves, because
        // servers are known to say `stop` with calls; `completed` says nothing about it.
        "stop" | "tool_calls" | "completed" if has_calls => FinishReason::ToolCalls,
        "stop" | "tool_calls" | "completed" => FinishReason::Stop,
        // The only reason for `incomplete` in the recordings is the limit (`max_output_tokens`).
        "length" | "incomplete" => FinishReason::Length,
        "content_filter" => FinishReason::ContentFilter,
        // `failed` and `error` end as an error and not as a finish.
        "failed" | "error" => return None,
        other => panic!("an unknown finish reason: {other}"),
    })
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// What differs between an answer and what was expected of it.
fn differences(answer: &Answer, expected: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, ours: String, theirs: String| {
        if ours != theirs {
            found.push(format!("{what}: ours {ours:?}, expected {theirs:?}"));
        }
    };
    let text = |key: &str| expected[key].as_str().unwrap_or_default().to_owned();
    compare("text", answer.text.clone(), text("text"));
    compare("refusal", answer.refusal.clone(), text("refusal"));

    let ours: Vec<_> = answer
        .calls
        .iter()
        .map(|call| {
            (
                call.id.as_str(),
                call.name.as_str(),
                call.arguments.as_str(),
            )
        })
        .collect();
    let field =
        |call: &'static str| move |value: &'_ Value| value[call].as_str().map(str::to_owned);
    let theirs: Vec<_> = list(expected, "tool_calls")
        .iter()
        .map(|call| {
            (
                field("id")(call).unwrap_or_default(),
                field("name")(call).unwrap_or_default(),
                field("arguments")(call).unwrap_or_default(),
            )
        })
        .collect();
    compare("tool_calls", format!("{ours:?}"), format!("{theirs:?}"));

    let finish = expected_finish(expected);
    compare(
        "finish",
        format!("{:?}", answer.finish),
        format!("{finish:?}"),
    );
    compare(
        "error",
        answer.error.is_some().to_string(),
        (!expected["error"].is_null()).to_string(),
    );

    let usage = answer.usage.unwrap_or_default();
    let count = |key: &str| expected["usage"][key].as_u64();
    compare(
        "usage.input",
        format!("{:?}", usage.input_tokens),
        format!("{:?}", count("input")),
    );
    compare(
        "usage.output",
        format!("{:?}", usage.output_tokens),
        format!("{:?}", count("output")),
    );
    // Perplexity itemises its costs; the total is what the person pays. Where the recording names no
    // cost nobody looked for one.
    let cost = &expected["usage"]["cost"];
    if let Some(cost) = cost.as_f64().or_else(|| cost["total_cost"].as_f64()) {
        compare(
            "usage.cost",
            format!("{:?}", usage.cost_usd),
            format!("{:?}", Some(cost)),
        );
    }
    found
}

/// A small generator of repeatable numbers (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let bound = u64::try_from(bound.max(1)).expect("a length");
        usize::try_from((mixed ^ (mixed >> 31)) % bound).expect("less than a length")
    }
}

/// The pieces of a body that is cut at random places.
fn cut(body: &[u8], seed: u64) -> Vec<&[u8]> {
    let mut random = Random(seed);
    let mut places: Vec<usize> = (0..CUTS_EACH)
        .map(|_| random.below(body.len() + 1))
        .collect();
    places.push(body.len());
    places.sort_unstable();
    let mut start = 0;
    places
        .into_iter()
        .map(|place| {
            let piece = &body[start..place];
            start = place;
            piece
        })
        .collect()
}

#[test]
fn recorded_streams_decode_to_what_was_recorded_of_them() {
    let folder = folder();
    let vectors = vectors(&folder);
    if vectors.is_empty() {
        println!("skipped: {} absent", folder.display());
        return;
    }
    #[allow(
        clippy::disallowed_methods,
        reason = "a native test that reports its time"
    )]
    let started = Instant::now();
    let mut failures = Vec::new();
    let mut passed = std::collections::BTreeMap::<String, usize>::new();
    for vector in &vectors {
        let api = vector.expected["api"].as_str().expect("an interface");
        let whole = decode(api, std::iter::once(vector.body.as_slice()));
        let mut wrong = differences(&whole, &vector.expected);
        if decode(api, vector.body.chunks(1)) != whole {
            wrong.push("byte by byte it is another answer".to_owned());
        }
        for seed in 0..RANDOM_CUTTINGS {
            if decode(api, cut(&vector.body, seed).into_iter()) != whole {
                wrong.push(format!("cut with seed {seed} it is another answer"));
            }
        }
        if wrong.is_empty() {
            *passed.entry(api.to_owned()).or_default() += 1;
        } else {
            failures.push(format!("{}\n  {}", vector.name, wrong.join("\n  ")));
        }
    }
    println!(
        "{} streams, passed {passed:?}, failed {}, in {:.1} s",
        vectors.len(),
        failures.len(),
        started.elapsed().as_secs_f64()
    );
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
