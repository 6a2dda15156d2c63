//! `cargo xtask test`: every test, and everything that they need.

use std::process::Command;

use crate::run::{Outcome, Problem, program, step};
use crate::{browser, build, http, tools};

/// Runs all tests, or those of one kind.
pub(crate) fn test(words: &[&str]) -> Outcome {
    let (kinds, rest) = match words.iter().position(|word| *word == "--") {
        Some(at) => (&words[..at], &words[at + 1..]),
        None => (words, &[][..]),
    };
    match kinds {
        [] => {
            native(&[])?;
            host(&[])?;
            browser_tests(&[])
        }
        ["native"] => native(rest),
        ["host"] => host(rest),
        ["browser"] => browser_tests(rest),
        _ => Err(Problem("test takes native, host or browser".to_owned())),
    }
}

/// Format, lints and the Rust tests.
fn native(rest: &[&str]) -> Outcome {
    let mut tests = program("cargo", &["test", "--workspace"]);
    tests.args(rest);
    if !rest.is_empty() {
        return step("Running the Rust tests", &mut tests);
    }
    tools::ensure_rust_tools()?;
    step(
        "Checking the format",
        &mut program("cargo", &["fmt", "--all", "--check"]),
    )?;
    step(
        "Linting for this machine",
        &mut clippy(&["--workspace", "--all-targets"]),
    )?;
    step(
        "Linting for the browser",
        &mut clippy(&["--package", "limn", "--target", "wasm32-unknown-unknown"]),
    )?;
    step("Running the Rust tests", &mut tests)
}

fn clippy(arguments: &[&str]) -> Command {
    let mut command = program("cargo", &["clippy"]);
    command.args(arguments).args(["--", "--deny", "warnings"]);
    command
}

/// The TypeScript side: types, and its own tests.
fn host(rest: &[&str]) -> Outcome {
    tools::ensure_node_packages()?;
    for folder in ["plugin", "playground", "tests/browser"] {
        step(
            &format!("Checking the types of {folder}"),
            &mut program("tsc", &["--project", folder]),
        )?;
    }
    for folder in ["plugin", "playground"] {
        let runner = format!("{folder}/tests/run.mjs");
        let mut tests = program("node", &[&runner]);
        step(&format!("Running the tests of {folder}"), tests.args(rest))?;
    }
    Ok(())
}

/// The browser tests: the real panel in the real plugin runtime.
fn browser_tests(rest: &[&str]) -> Outcome {
    let panel = build::release()?;
    let playground = build::playground()?;
    let browser = browser::ensure_browser()?;
    let panel_port = http::serve(panel, 0)?;
    let playground_port = http::serve(playground, 0)?;
    let mut playwright = program(
        "playwright",
        &["test", "--config", "tests/browser/playwright.config.ts"],
    );
    playwright
        .args(rest)
        .env("LIMN_PANEL_URL", format!("http://localhost:{panel_port}"))
        .env(
            "LIMN_PLAYGROUND_URL",
            format!("http://localhost:{playground_port}"),
        );
    if let Some(browser) = browser {
        playwright.env("LIMN_CHROMIUM", browser);
    }
    step("Running the browser tests", &mut playwright)
}

/// Measures the engine, natively.
pub(crate) fn bench() -> Outcome {
    step(
        "Measuring",
        &mut program(
            "cargo",
            &["bench", "--package", "limn", "--bench", "engine"],
        ),
    )
}
