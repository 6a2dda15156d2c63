//! Whole turns on the [`bench`](super::bench).

use std::collections::VecDeque;

use proptest::prelude::*;

use super::*;
use crate::engine::conversation::event::{OperationOutcome, RecordedEvent};
use crate::engine::conversation::state::Entry;
use crate::engine::conversation::{
    Conversation, Event, MessageState, Part, Partial, ToolState, TurnEnd, decide, recover,
    transcript,
};
use crate::engine::host::HostRequest;
use crate::engine::ids::{MessageId, TurnId};
use crate::engine::llm::{FinishReason, LlmError, LlmEvent, PromptMessage};
use crate::engine::time::UnixMillis;

use super::bench::*;

#[test]
fn an_answer_in_text_ends_the_turn() {
    let bench = Bench::new(vec![Ok(says("Hello."))]).play();
    assert_eq!(bench.end(), TurnEnd::Done);
    assert_eq!(bench.answer().parts, vec![Part::Text("Hello.".to_owned())]);
}

#[test]
fn a_board_is_drawn_before_its_call_is_complete() {
    let mut run = Bench::new(Vec::new());
    let mut inputs = VecDeque::new();
    let start = run.run.feed(Input::Start, UnixMillis(1));
    run.carry_out(start, &mut inputs);
    let half = LOGIN.split_once(r#","children""#).unwrap().0.to_owned() + r#","children":["#;
    for event in call(0, "draw", &half, 5) {
        let steps = run
            .run
            .feed(Input::Model { attempt: 1, event }, UnixMillis(2));
        run.carry_out(steps, &mut inputs);
        while let Some(Input::Host {
            operation_id,
            reply,
        }) = inputs
            .iter()
            .position(|input| matches!(input, Input::Host { .. }))
            .and_then(|at| inputs.remove(at))
        {
            let steps = run.run.feed(
                Input::Host {
                    operation_id,
                    reply,
                },
                UnixMillis(3),
            );
            run.carry_out(steps, &mut inputs);
        }
    }
    assert_eq!(run.canvas, ["Login"]);
}

#[test]
fn a_drawn_call_is_told_to_the_model_and_counted_for_the_person() {
    let bench = Bench::new(vec![Ok(calls("draw", LOGIN)), Ok(says("Done."))]).play();
    assert_eq!(bench.canvas, ["Login", "Title", "Field"]);
    assert_eq!(bench.answer().facts.added, 3);
    assert!(
        bench.last_result().starts_with("Drew 3 layers."),
        "{}",
        bench.last_result()
    );
    assert!(bench.last_result().contains("s1 board \"Login\""));
}

#[test]
fn a_refused_layer_takes_only_its_own_descendants_with_it() {
    let bench = Bench::new(vec![Ok(calls("draw", LOGIN)), Ok(says("Done."))])
        .with_moods(vec![HostMood::Obey, HostMood::Refuse { operation: 0 }])
        .play();
    assert_eq!(bench.canvas, ["Login", "Field"]);
    assert!(
        bench.last_result().contains("Value not valid"),
        "{}",
        bench.last_result()
    );
}

#[test]
fn an_unknown_colour_is_named_with_its_place() {
    let arguments = r#"{"nodes":[{"type":"rectangle","name":"A","width":1,"height":1,"fill":"reddish"},{"type":"ellipse","name":"B","width":1,"height":1}]}"#;
    let bench = Bench::new(vec![Ok(calls("draw", arguments)), Ok(says("Done."))]).play();
    assert_eq!(bench.canvas, ["B"]);
    assert!(
        bench.last_result().contains("nodes[0] \"A\""),
        "{}",
        bench.last_result()
    );
    assert!(bench.last_result().contains("reddish"));
}

#[test]
fn a_misspelt_property_is_refused_with_the_right_name() {
    let arguments =
        r##"{"nodes":[{"type":"rectangle","name":"A","width":1,"height":1,"colour":"#ff0000"}]}"##;
    let bench = Bench::new(vec![Ok(calls("draw", arguments)), Ok(says("Done."))]).play();
    assert!(bench.canvas.is_empty());
    assert!(
        bench.last_result().contains("did you mean \"fill\""),
        "{}",
        bench.last_result()
    );
}

#[test]
fn a_call_cut_by_the_limit_never_runs() {
    let mut cut = call(
        0,
        "edit",
        r#"{"steps":[{"action":"delete","ids":["s1"]}]}"#,
        100,
    );
    cut.push(LlmEvent::Finished(FinishReason::Length));
    let bench = Bench::new(vec![Ok(cut)]).play();
    assert!(bench.applied.is_empty());
    assert!(matches!(bench.end(), TurnEnd::Interrupted { .. }));
}

#[test]
fn a_stream_without_a_finish_reason_is_interrupted_and_whole_layers_stay() {
    let half = LOGIN.split_once(r#",{"type":"rectangle""#).unwrap().0;
    let bench = Bench::new(vec![Ok(call(0, "draw", half, 9))]).play();
    assert_eq!(bench.canvas, ["Login", "Title"]);
    assert!(matches!(
        bench.answer().state,
        MessageState::Interrupted { .. }
    ));
    assert_eq!(bench.answer().facts.added, 2);
}

#[test]
fn an_unknown_tool_is_told_and_the_model_goes_on() {
    let bench = Bench::new(vec![Ok(calls("paint", "{}")), Ok(says("Sorry."))]).play();
    assert!(bench.last_result().contains("there is no tool \"paint\""));
    assert_eq!(bench.end(), TurnEnd::Done);
}

#[test]
fn two_calls_of_one_answer_are_carried_out_in_order() {
    let one = r#"{"nodes":[{"type":"rectangle","name":"One","width":1,"height":1}]}"#;
    let two = r#"{"nodes":[{"type":"rectangle","name":"Two","width":1,"height":1}]}"#;
    let mut answer = call(0, "draw", one, 11);
    answer.extend(call(1, "draw", two, 11));
    answer.push(LlmEvent::Finished(FinishReason::ToolCalls));
    let bench = Bench::new(vec![Ok(answer), Ok(says("Done."))]).play();
    assert_eq!(bench.canvas, ["One", "Two"]);
    let results = bench.requests[1]
        .iter()
        .filter(|message| matches!(message, PromptMessage::ToolResult { .. }));
    assert_eq!(results.count(), 2);
}

#[test]
fn a_lost_answer_is_looked_up_and_nothing_is_done_twice() {
    let bench = Bench::new(vec![Ok(calls("draw", LOGIN)), Ok(says("Done."))])
        .with_moods(vec![HostMood::LoseAnswer])
        .play();
    assert_eq!(bench.canvas, ["Login", "Title", "Field"]);
    assert_eq!(bench.answer().facts.added, 3);
}

#[test]
fn a_lost_request_is_a_failure_not_a_repetition() {
    let bench = Bench::new(vec![Ok(calls("draw", LOGIN)), Ok(says("Done."))])
        .with_moods(vec![HostMood::LoseRequest])
        .play();
    assert!(
        bench.canvas.is_empty(),
        "children of a board that was not drawn are not drawn"
    );
    assert_eq!(bench.answer().facts.added, 0);
}

#[test]
fn a_host_that_is_gone_leaves_an_unknown_outcome_and_says_so() {
    let bench = Bench::new(vec![Ok(calls("draw", LOGIN))])
        .with_moods(vec![HostMood::Gone])
        .play();
    assert!(
        matches!(bench.end(), TurnEnd::Interrupted { title, .. } if title.contains("does not answer"))
    );
    let unknown = bench.journal.iter().any(|recorded| {
        matches!(
            &recorded.event,
            Event::OperationSettled {
                outcome: OperationOutcome::Unknown,
                ..
            }
        )
    });
    assert!(unknown);
}

#[test]
fn a_server_in_trouble_is_asked_again_before_anything_was_shown() {
    let trouble = LlmError::Server {
        status: 503,
        message: "busy".to_owned(),
    };
    let bench = Bench::new(vec![Err(trouble.clone()), Err(trouble), Ok(says("Here."))]).play();
    assert_eq!(bench.end(), TurnEnd::Done);
    assert_eq!(bench.requests.len(), 3);
    assert_eq!(bench.waits.len(), 2);
}

#[test]
fn a_refused_key_is_not_tried_again() {
    let refused = LlmError::Unauthorized {
        message: String::new(),
    };
    let bench = Bench::new(vec![Err(refused)]).play();
    assert_eq!(bench.requests.len(), 1);
    assert!(
        matches!(bench.end(), TurnEnd::Failed { title, .. } if title == "The key was refused.")
    );
}

#[test]
fn nothing_is_asked_again_once_something_was_shown() {
    let mut answer = vec![LlmEvent::TextDelta("Half".to_owned())];
    answer.push(LlmEvent::Failed(LlmError::Server {
        status: 200,
        message: "overloaded".to_owned(),
    }));
    let bench = Bench::new(vec![Ok(answer), Ok(says("again"))]).play();
    assert_eq!(bench.requests.len(), 1);
    assert!(matches!(
        bench.answer().state,
        MessageState::Interrupted { .. }
    ));
    assert_eq!(bench.answer().parts, vec![Part::Text("Half".to_owned())]);
}

#[test]
fn a_model_that_repeats_itself_is_stopped() {
    let again = || Ok(calls("inspect", r#"{"scope":"selection"}"#));
    let bench = Bench::new((0..20).map(|_| again()).collect()).play();
    assert!(
        bench.requests.len() <= 6,
        "{} requests",
        bench.requests.len()
    );
    assert!(matches!(bench.end(), TurnEnd::Interrupted { .. }));
}

#[test]
fn a_run_can_be_stored_at_any_moment() {
    let mut bench = Bench::new(Vec::new());
    bench.run.feed(Input::Start, UnixMillis(1));
    for event in call(0, "draw", LOGIN, 3) {
        bench
            .run
            .feed(Input::Model { attempt: 1, event }, UnixMillis(2));
        let stored = serde_json::to_string(&bench.run).unwrap();
        let restored: AgentRun = serde_json::from_str(&stored).unwrap();
        assert_eq!(serde_json::to_string(&restored).unwrap(), stored);
    }
}

#[test]
fn a_reload_in_mid_turn_closes_what_was_open() {
    let mut bench = Bench::new(Vec::new());
    let mut inputs = VecDeque::new();
    let mut take = |bench: &mut Bench, input| {
        let steps = bench.run.feed(input, UnixMillis(5));
        for step in steps {
            // The page goes away before the host answers.
            if !matches!(
                step,
                Step::CallHost {
                    request: HostRequest::Apply { .. },
                    ..
                }
            ) {
                bench.carry_out(vec![step], &mut inputs);
            }
        }
        while let Some(Input::Host {
            operation_id,
            reply,
        }) = inputs.pop_front()
        {
            let steps = bench.run.feed(
                Input::Host {
                    operation_id,
                    reply,
                },
                UnixMillis(6),
            );
            for step in steps {
                if let Step::Record(event) = step {
                    bench.record(event);
                }
            }
        }
    };
    take(&mut bench, Input::Start);
    take(
        &mut bench,
        Input::Model {
            attempt: 1,
            event: LlmEvent::TextDelta("A login.".to_owned()),
        },
    );
    for event in call(0, "draw", LOGIN, 1000) {
        take(&mut bench, Input::Model { attempt: 1, event });
    }
    let partial = bench.run.partial();
    assert_eq!(bench.intended.len(), 1);

    let mut reopened = Conversation::replay(bench.conversation.id, &bench.journal);
    let events = recover::recover(&reopened, partial.as_ref(), &[], UnixMillis(9));
    for event in events {
        let recorded = RecordedEvent {
            seq: reopened.seq + 1,
            at: UnixMillis(9),
            event,
        };
        reopened.apply(&recorded);
    }
    let message = reopened.messages.last().unwrap();
    assert!(matches!(message.state, MessageState::Interrupted { .. }));
    assert_eq!(message.parts[0], Part::Text("A login.".to_owned()));
    assert!(matches!(&message.parts[1], Part::Tool(card) if card.state == ToolState::Unknown));
    assert_eq!(
        transcript::validate(&transcript::messages(&reopened)),
        Ok(())
    );
    assert!(
        recover::recover(&reopened, partial.as_ref(), &[], UnixMillis(9)).is_empty(),
        "recovery is done once"
    );
}

fn any_answer() -> impl Strategy<Value = Result<Answer, LlmError>> {
    let finish = prop_oneof![
        Just(Some(FinishReason::Stop)),
        Just(Some(FinishReason::ToolCalls)),
        Just(Some(FinishReason::Length)),
        Just(Some(FinishReason::ContentFilter)),
        Just(None),
    ];
    let arguments = prop_oneof![
        Just(LOGIN.to_owned()),
        (0..LOGIN.len()).prop_map(|end| LOGIN.chars().take(end).collect()),
        Just(r#"{"scope":"page"}"#.to_owned()),
        Just(r#"{"steps":[{"action":"delete","ids":["s1"]}]}"#.to_owned()),
        Just("not json".to_owned()),
        Just(String::new()),
    ];
    let one_call = (
        prop_oneof![Just("draw"), Just("edit"), Just("inspect"), Just("paint")],
        arguments,
        1..40_usize,
    );
    let answer = (
        proptest::option::of("[a-z ]{1,12}"),
        proptest::collection::vec(one_call, 0..3),
        finish,
    )
        .prop_map(|(text, calls, finish)| {
            let mut events: Answer = text.into_iter().map(LlmEvent::TextDelta).collect();
            for (slot, (name, arguments, piece)) in calls.into_iter().enumerate() {
                events.extend(call(slot, name, &arguments, piece));
            }
            events.extend(finish.map(LlmEvent::Finished));
            Ok(events)
        });
    let error = prop_oneof![
        Just(LlmError::Truncated),
        Just(LlmError::RateLimited {
            message: String::new(),
            retry_after: None
        }),
        Just(LlmError::Server {
            status: 500,
            message: String::new()
        }),
        Just(LlmError::ContextOverflow {
            message: String::new()
        }),
    ];
    prop_oneof![4 => answer, 1 => error.prop_map(Err)]
}

fn any_mood() -> impl Strategy<Value = HostMood> {
    prop_oneof![
        6 => Just(HostMood::Obey),
        1 => (0..4_usize).prop_map(|operation| HostMood::Refuse { operation }),
        1 => Just(HostMood::LoseAnswer),
        1 => Just(HostMood::LoseRequest),
        1 => Just(HostMood::Gone),
    ]
}

proptest! {
    /// Whatever the model, the host and the person do: the turn ends, once, in a state that is true.
    #[test]
    fn every_turn_ends_exactly_once(
        answers in proptest::collection::vec(any_answer(), 0..6),
        moods in proptest::collection::vec(any_mood(), 0..8),
        stop_after in proptest::option::of(0..40_usize),
    ) {
        let mut bench = Bench::new(answers).with_moods(moods);
        bench.stop_after = stop_after;
        let bench = bench.play();
        let added: usize = bench.answer().facts.added;
        let told = bench.ledger.iter().map(|entry| entry.applied.created.len()).sum::<usize>();
        prop_assert!(added <= told);
    }
}

#[test]
fn calls_of_two_answers_with_one_id_keep_their_own_results() {
    let inspect = Ok(calls("inspect", r#"{"scope":"page"}"#));
    let bench = Bench::new(vec![inspect, Ok(calls("draw", LOGIN)), Ok(says("Done."))]).play();
    assert!(
        bench.last_result().starts_with("Drew 3 layers."),
        "{}",
        bench.last_result()
    );
    let Some(Entry::Turn(turn)) = bench.conversation.entries.last() else {
        panic!("the last entry is a turn");
    };
    assert_eq!(turn.results.len(), 2);
}

#[test]
fn a_partial_of_a_step_that_was_recorded_is_old() {
    let bench = Bench::new(vec![Ok(calls("draw", LOGIN)), Ok(says("Done."))]).play();
    let ended = bench.journal.len();
    let reopened = Conversation::replay(bench.conversation.id, &bench.journal[..ended - 1]);
    let partial = Partial {
        turn_id: TurnId(uuid(3)),
        text: "Do".to_owned(),
        reasoning: String::new(),
        calls: Vec::new(),
        started_at: UnixMillis(1),
        step: 1,
    };
    let events = recover::recover(&reopened, Some(&partial), &[], UnixMillis(9));
    let steps = events
        .iter()
        .filter(|event| matches!(event, Event::StepFinished { .. }));
    assert_eq!(steps.count(), 0, "{events:?}");
}

#[test]
fn a_drawing_that_is_asked_for_again_stays_known_to_the_model() {
    let bench = Bench::new(vec![Ok(calls("draw", LOGIN)), Ok(says("Done."))]).play();
    assert_eq!(decide::retry(&bench.conversation), Ok(Vec::new()));
    let talk = Bench::new(vec![Ok(says("Hello."))]).play();
    let retried = decide::retry(&talk.conversation).unwrap();
    assert!(matches!(retried.as_slice(), [Event::TurnSuperseded { .. }]));

    let mut again = bench.conversation.clone();
    let event = decide::start_turn(TurnId(uuid(9)), MessageId(uuid(10)), "model");
    again.apply(&RecordedEvent {
        seq: again.seq + 1,
        at: UnixMillis(9),
        event,
    });
    let messages = transcript::messages(&again);
    assert_eq!(transcript::validate(&messages), Ok(()));
    match messages.last() {
        Some(PromptMessage::User { text, .. }) => {
            assert_eq!(transcript::own_words(text), "draw something");
            assert!(text.contains("once more"), "{text}");
        }
        other => panic!("the last message is {other:?}"),
    }
}
