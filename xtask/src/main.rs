//! The project's commands: `cargo xtask serve | test | build | bench`.
//!
//! On a machine with Rust (by rustup), Node 20 or newer and git, each command installs what it still
//! needs, says what it does, and fails with the remedy where something cannot be had.
//! Invariant: nothing but the standard library is used here, so the first command starts at once.

mod browser;
mod build;
mod http;
mod run;
mod serve;
mod test;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve [--release] [--no-open]   build, serve panel and playground, open the playground
cargo xtask test [native|host|browser] [-- …] run every test, or one kind (… goes to its runner)
cargo xtask build                           leave the deployable panel in dist/
cargo xtask bench                           measure, as ratios within one run";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["serve", flags @ ..] => serve::serve(flags),
        ["test", rest @ ..] => test::test(rest),
        ["build"] => build::release().map(|_| ()),
        ["bench"] => test::bench(),
        _ => {
            eprintln!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\n✗ {problem}");
            ExitCode::FAILURE
        }
    }
}
