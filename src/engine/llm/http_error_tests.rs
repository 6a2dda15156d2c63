//! Tests of the classification of refusals, one body per provider's shape.

use proptest::prelude::*;

use super::*;

const NOW: UnixMillis = UnixMillis(784_111_777_000);

fn classified(status: u16, body: &str) -> LlmError {
    classify(status, "application/json", None, body, NOW)
}

fn openai(message: &str, kind: &str, code: &str) -> String {
    serde_json::json!({"error": {"message": message, "type": kind, "param": null, "code": code}})
        .to_string()
}

#[test]
fn openai_refusals_are_told_apart_by_code() {
    let said = |message: &str| message.to_owned();
    let body = openai("No such model.", "invalid_request_error", "model_not_found");
    assert_eq!(
        classified(400, &body),
        LlmError::NotFound {
            message: said("No such model.")
        }
    );
    let body = openai("Bad key.", "invalid_request_error", "invalid_api_key");
    assert_eq!(
        classified(401, &body),
        LlmError::Unauthorized {
            message: said("Bad key.")
        }
    );
    let body = openai(
        "Too long.",
        "invalid_request_error",
        "context_length_exceeded",
    );
    assert_eq!(
        classified(400, &body),
        LlmError::ContextOverflow {
            message: said("Too long.")
        }
    );
    let body = openai("Flagged.", "invalid_request_error", "invalid_prompt");
    assert_eq!(
        classified(400, &body),
        LlmError::Refused {
            message: said("Flagged.")
        }
    );
    let body = openai("Bad field.", "invalid_request_error", "unknown_parameter");
    assert_eq!(
        classified(400, &body),
        LlmError::BadRequest {
            status: 400,
            message: said("Bad field.")
        }
    );
    let body = openai("Busy.", "server_error", "server_is_overloaded");
    assert_eq!(
        classified(503, &body),
        LlmError::Server {
            status: 503,
            message: said("Busy.")
        }
    );
}

#[test]
fn used_up_credit_is_never_mistaken_for_a_busy_server() {
    for code in ["insufficient_quota", "credit_balance_exhausted"] {
        let error = classified(429, &openai("Pay.", code, code));
        assert!(matches!(error, LlmError::OutOfCredit { .. }), "{error:?}");
        assert!(!error.is_retryable());
    }
    let error = classified(
        402,
        r#"{"error":{"code":402,"message":"Insufficient credits"}}"#,
    );
    assert_eq!(
        error,
        LlmError::OutOfCredit {
            message: "Insufficient credits".to_owned()
        }
    );
    let busy = classified(429, &openai("Slow.", "rate_limit_error", "slow_down"));
    assert!(busy.is_retryable());
}

#[test]
fn retry_after_is_read_as_seconds_or_as_a_date() {
    let wait = |header: Option<&str>, body: &str| match classify(429, "", header, body, NOW) {
        LlmError::RateLimited { retry_after, .. } => retry_after,
        other => panic!("{other:?}"),
    };
    assert_eq!(wait(Some("7"), ""), Some(Millis(7000)));
    assert_eq!(wait(Some("0.5"), ""), Some(Millis(500)));
    assert_eq!(
        wait(Some("Sun, 06 Nov 1994 08:49:47 GMT"), ""),
        Some(Millis(10_000))
    );
    assert_eq!(
        wait(Some("Sun, 06 Nov 1994 08:49:00 GMT"), ""),
        Some(Millis(0))
    );
    for nonsense in ["-1", "NaN", "inf", "tomorrow"] {
        assert_eq!(wait(Some(nonsense), ""), None, "{nonsense}");
    }
    assert_eq!(wait(None, "slow down"), None);
}

#[test]
fn the_wait_is_found_in_the_body_where_the_header_is_hidden() {
    let wait = |body: &str| match classified(429, body) {
        LlmError::RateLimited { retry_after, .. } => retry_after,
        other => panic!("{other:?}"),
    };
    let said = |words: &str| openai(words, "requests", "rate_limit_exceeded");
    assert_eq!(
        wait(&said("Please try again in 1m12.5s. Visit …")),
        Some(Millis(72_500))
    );
    assert_eq!(wait(&said("Please try again in 350ms.")), Some(Millis(350)));
    assert_eq!(wait(&said("try again in 20 seconds")), Some(Millis(20_000)));
    assert_eq!(wait(&said("try again in a while")), None);
    let availability =
        r#"{"error":{"code":429,"message":"Busy","availability":{"retry_after":9}}}"#;
    assert_eq!(wait(availability), Some(Millis(9000)));
    let reset = format!(
        r#"{{"error":{{"code":429,"message":"Limit","metadata":{{"headers":{{"X-RateLimit-Reset":"{}"}}}}}}}}"#,
        NOW.0 + 4000
    );
    assert_eq!(wait(&reset), Some(Millis(4000)));
}

#[test]
fn openrouter_says_what_the_provider_behind_it_said() {
    let body = serde_json::json!({"error": {
        "code": 400,
        "message": "Provider returned error",
        "metadata": {
            "provider_name": "OpenAI",
            "raw": r#"{"error":{"message":"Input too long.","code":"context_length_exceeded"}}"#,
        },
    }});
    assert_eq!(
        classified(400, &body.to_string()),
        LlmError::ContextOverflow {
            message: "OpenAI: Input too long.".to_owned()
        }
    );
    let body = serde_json::json!({"error": {
        "code": 502,
        "message": "Provider returned error",
        "metadata": {"error_type": "provider_unavailable", "raw": "upstream connect error"},
    }});
    assert_eq!(
        classified(502, &body.to_string()),
        LlmError::Server {
            status: 502,
            message: "upstream connect error".to_owned()
        }
    );
    let body = r#"{"error":{"code":403,"message":"Flagged","metadata":{"reasons":["violence"],"flagged_input":"…"}}}"#;
    assert_eq!(
        classified(403, body),
        LlmError::Refused {
            message: "Flagged".to_owned()
        }
    );
}

#[test]
fn local_servers_are_understood() {
    let llama = r#"{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error","n_prompt_tokens":9000,"n_ctx":4096}}"#;
    assert!(matches!(
        classified(400, llama),
        LlmError::ContextOverflow { .. }
    ));
    let loading = r#"{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"#;
    assert!(classified(503, loading).is_retryable());
    let vllm = r#"{"object":"error","message":"This model's maximum context length is 4096 tokens.","type":"BadRequestError","param":null,"code":400}"#;
    assert!(matches!(
        classified(400, vllm),
        LlmError::ContextOverflow { .. }
    ));
    assert_eq!(
        classified(
            404,
            r#"{"error":"model \"x\" not found, try pulling it first"}"#
        ),
        LlmError::NotFound {
            message: "model \"x\" not found, try pulling it first".to_owned()
        }
    );
    assert_eq!(
        classify(404, "text/plain", None, "404 page not found\n", NOW),
        LlmError::NotFound {
            message: "404 page not found".to_owned()
        }
    );
    let fast_api = r#"{"detail":[{"loc":["body"],"msg":"Field required"},{"msg":"Extra field"}]}"#;
    assert_eq!(
        classified(422, fast_api),
        LlmError::BadRequest {
            status: 422,
            message: "Field required; Extra field".to_owned()
        }
    );
    let google = r#"[{"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED"}}]"#;
    assert!(matches!(
        classified(429, google),
        LlmError::RateLimited { .. }
    ));
}

#[test]
fn a_web_page_is_told_by_its_title() {
    let page = "<html><head><TITLE> 502 Bad Gateway </TITLE></head><body>…</body></html>";
    assert_eq!(
        classify(502, "text/html", None, page, NOW),
        LlmError::Server {
            status: 502,
            message: "502 Bad Gateway".to_owned()
        }
    );
    assert_eq!(
        classify(403, "text/html; charset=utf-8", None, "<p>no</p>", NOW),
        LlmError::Unauthorized {
            message: "The server answered with a web page.".to_owned()
        }
    );
}

#[test]
fn words_are_capped_by_characters() {
    let LlmError::BadRequest { message, .. } = classify(400, "", None, &"é".repeat(3000), NOW)
    else {
        panic!("another kind");
    };
    assert_eq!(message, "é".repeat(MAX_MESSAGE_CHARS));
}

#[test]
fn errors_in_a_stream_carry_their_status_in_the_body() {
    let chunk = |text: &str| classify_in_stream(&serde_json::from_str(text).unwrap());
    assert_eq!(
        chunk(r#"{"error":{"code":502,"message":"Down"},"choices":[]}"#),
        LlmError::Server {
            status: 502,
            message: "Down".to_owned()
        }
    );
    assert!(matches!(
        chunk(r#"{"error":{"code":"429","message":"Busy"}}"#),
        LlmError::RateLimited { .. }
    ));
    assert_eq!(
        chunk(r#"{"error":{"code":"server_error","message":"Oops"}}"#),
        LlmError::Server {
            status: 200,
            message: "Oops".to_owned()
        }
    );
    assert_eq!(
        chunk(r#"{"error":"out of memory"}"#),
        LlmError::Server {
            status: 200,
            message: "out of memory".to_owned()
        }
    );
    assert!(matches!(
        chunk(r#"{"type":"error","code":"insufficient_quota","message":"Pay"}"#),
        LlmError::OutOfCredit { .. }
    ));
}

#[test]
fn only_a_stated_error_is_an_error() {
    let is = |text: &str| is_error(&serde_json::from_str(text).unwrap());
    assert!(is(r#"{"error":{"message":"x"}}"#));
    assert!(is(r#"{"error":"x"}"#));
    assert!(is(r#"{"object":"error","message":"x"}"#));
    assert!(!is(r#"{"error":null,"choices":[]}"#));
    assert!(!is(r#"{"error":{},"choices":[]}"#));
    assert!(!is(r#"{"error":false}"#));
    assert!(!is("[]"));
}

proptest! {
    #[test]
    fn any_body_gives_an_error_that_fits_on_the_screen(
        status in 0u16..700,
        body in ".{0,200}",
        kind in ".{0,20}",
        header in ".{0,20}",
    ) {
        let error = classify(status, &kind, Some(&header), &body, NOW);
        prop_assert!(error.for_user().1.chars().count() <= MAX_MESSAGE_CHARS + 200);
    }
}
