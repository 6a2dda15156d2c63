//! Running other programs, with their output on screen and a sentence when they fail.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Why a command of the project could not be carried out, with the remedy.
#[derive(Debug)]
pub(crate) struct Problem(pub(crate) String);

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The outcome of a step.
pub(crate) type Outcome<T = ()> = Result<T, Problem>;

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map_or_else(PathBuf::new, Path::to_path_buf)
}

/// A program, to be run in the root with the project's own tools first on the path.
pub(crate) fn program(name: &str, arguments: &[&str]) -> Command {
    // npm's commands are scripts, which Windows starts only by their full name.
    let name = if cfg!(windows) && (name == "npm" || name == "npx") {
        format!("{name}.cmd")
    } else {
        name.to_owned()
    };
    let mut command = Command::new(name);
    command
        .args(arguments)
        .current_dir(root())
        .env("PATH", path());
    command
}

fn path() -> std::ffi::OsString {
    let own = root().join("node_modules").join(".bin");
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(own).chain(std::env::split_paths(&inherited));
    std::env::join_paths(all).unwrap_or(inherited)
}

/// Runs a step, says what it does and how long it took.
#[allow(
    clippy::disallowed_methods,
    reason = "the rule is for code that runs in a browser"
)]
pub(crate) fn step(what: &str, command: &mut Command) -> Outcome {
    println!("\n▸ {what}");
    let start = Instant::now();
    let status = command
        .status()
        .map_err(|error| Problem(format!("{what}: could not start {command:?}: {error}")))?;
    if !status.success() {
        return Err(Problem(format!("{what}: failed ({status})")));
    }
    println!("  {what}: {:.1} s", start.elapsed().as_secs_f32());
    Ok(())
}

/// What a program prints, trimmed; `None` if it cannot be run or fails.
pub(crate) fn output(name: &str, arguments: &[&str]) -> Option<String> {
    let output = program(name, arguments)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
