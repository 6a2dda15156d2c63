//! Does the cost of a token or a message grow with what is already there?
//!
//! Each line compares the same work on a small and on a large base within one run, because machines
//! differ and are noisy; what counts is the ratio. A ratio near 1 means "does not grow". Run with
//! `cargo xtask bench`.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads the clock and prints; it never runs in the browser"
)]

use std::hint::black_box;
use std::time::Instant;

use limn::engine::agent::{AgentRun, Input};
use limn::engine::canvas::Aliases;
use limn::engine::conversation::event::{Event, RecordedEvent};
use limn::engine::conversation::{Conversation, TurnEnd, row};
use limn::engine::ids::{ConversationId, MessageId, TurnId};
use limn::engine::json_scanner::DrawScanner;
use limn::engine::llm::{Decoder, LlmEvent, Usage, chat_completions::ChatDecoder};
use limn::engine::markdown::MarkdownStream;
use limn::engine::time::{Millis, UnixMillis};
use uuid::Uuid;

/// Times the work in microseconds: the best of several rounds, each on a fresh base.
fn best_us<B>(mut base: impl FnMut() -> B, mut work: impl FnMut(&mut B)) -> f64 {
    (0..7)
        .map(|_| {
            let mut fresh = base();
            let start = Instant::now();
            work(&mut fresh);
            start.elapsed().as_secs_f64() * 1e6
        })
        .fold(f64::INFINITY, f64::min)
}

fn report(what: &str, small_us: f64, large_us: f64) {
    println!(
        "{what:<58} {small_us:>9.1} µs {large_us:>9.1} µs   ×{:.2}",
        large_us / small_us
    );
}

fn main() {
    println!(
        "{:<58} {:>12} {:>12}   ratio",
        "the same work on a …", "small base", "large base"
    );
    report(
        "1,000 tokens of text, after 1,000 and 100,000 tokens",
        tokens(1_000),
        tokens(100_000),
    );
    report(
        "1,000 tokens of Markdown, after 1 kB and 200 kB",
        markdown(1_000),
        markdown(200_000),
    );
    report(
        "1,000 pieces of a draw call, after 10 and 1,000 layers",
        drawing(10),
        drawing(1_000),
    );
    report(
        "1,000 chunks of a stream, after 1,000 and 50,000",
        decoding(1_000),
        decoding(50_000),
    );
    report(
        "one message recorded, after 10 and 2,000 messages",
        recording(10),
        recording(2_000),
    );
}

fn tokens(before: usize) -> f64 {
    let input = || Input::Model {
        attempt: 1,
        event: LlmEvent::TextDelta("word ".to_owned()),
    };
    let base = || {
        let mut run = AgentRun::new(TurnId(Uuid::nil()), Aliases::default(), None, UnixMillis(0));
        run.feed(Input::Start, UnixMillis(0));
        (0..before).for_each(|_| drop(run.feed(input(), UnixMillis(0))));
        run
    };
    best_us(base, |run| {
        for _ in 0..1_000 {
            black_box(run.feed(input(), UnixMillis(0)));
        }
    })
}

fn markdown(before: usize) -> f64 {
    let paragraph = "Some **bold** words, `code` and a [link](https://example.org).\n\n";
    let base = || {
        let mut stream = MarkdownStream::new();
        (0..before / paragraph.len()).for_each(|_| drop(stream.push(paragraph)));
        stream
    };
    best_us(base, |stream| {
        for _ in 0..1_000 {
            black_box(stream.push("word "));
        }
    })
}

fn drawing(before: usize) -> f64 {
    let layer = r##"{"type":"rectangle","name":"Card","width":80,"height":40,"fill":"#ffffff"},"##;
    let base = || {
        let mut scanner = DrawScanner::new();
        scanner.push(r#"{"nodes":["#);
        (0..before).for_each(|_| drop(scanner.push(layer)));
        scanner
    };
    best_us(base, |scanner| {
        for _ in 0..1_000 {
            black_box(scanner.push(layer));
        }
    })
}

fn decoding(before: usize) -> f64 {
    let chunk = b"data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"},\"finish_reason\":null}]}\n\n";
    let base = || {
        let mut decoder = ChatDecoder::default();
        (0..before).for_each(|_| drop(decoder.push(chunk)));
        decoder
    };
    best_us(base, |decoder| {
        for _ in 0..1_000 {
            black_box(decoder.push(chunk));
        }
    })
}

fn recording(before: u64) -> f64 {
    let id = ConversationId(Uuid::nil());
    let turn = |number: u64| {
        let (turn_id, message_id) = (
            TurnId(Uuid::from_u64_pair(1, number)),
            MessageId(Uuid::from_u64_pair(2, number)),
        );
        [
            Event::UserMessageAdded {
                message_id,
                text: "Draw a card.".to_owned(),
                selection: Vec::new(),
                context: String::new(),
            },
            Event::TurnStarted {
                turn_id,
                message_id,
                model: "model".to_owned(),
            },
            Event::StepFinished {
                turn_id,
                text: "Here it is.".to_owned(),
                reasoning: String::new(),
                calls: Vec::new(),
                finish: None,
                usage: Usage::default(),
                carry: Vec::new(),
            },
            Event::TurnEnded {
                turn_id,
                end: TurnEnd::Done,
                duration: Millis(1),
            },
        ]
    };
    let record = |conversation: &mut Conversation, number: u64| {
        for event in turn(number) {
            let recorded = RecordedEvent {
                seq: conversation.seq + 1,
                at: UnixMillis(number),
                event,
            };
            black_box(row::after(conversation, std::slice::from_ref(&recorded)));
            conversation.apply(&recorded);
        }
    };
    let base = || {
        let mut conversation = Conversation::new(id);
        (0..before).for_each(|number| record(&mut conversation, number));
        conversation
    };
    best_us(base, |conversation| record(conversation, u64::MAX))
}
