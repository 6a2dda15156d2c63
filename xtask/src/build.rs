//! Building the panel and the playground.

use std::path::PathBuf;

use crate::run::{Outcome, program, root, step};
use crate::tools;

/// The built panel, as it is deployed.
pub(crate) fn release() -> Outcome<PathBuf> {
    let folder = panel(/*is_release*/ true)?;
    check_size()?;
    Ok(folder)
}

/// Fails if the built panel in `dist/` is a bigger download than it may be.
fn check_size() -> Outcome {
    step(
        "Weighing the panel",
        &mut program("node", &["tools/size-budget.mjs"]),
    )
}

/// Builds the panel into `dist/`: Trunk compiles it and runs the project's post-build step.
pub(crate) fn panel(is_release: bool) -> Outcome<PathBuf> {
    tools::ensure_rust_tools()?;
    tools::ensure_node_packages()?;
    let flags: &[&str] = if is_release {
        &["build", "--release"]
    } else {
        &["build"]
    };
    let mut trunk = program("trunk", flags);
    // Some environments set NO_COLOR=1, which Trunk reads as a flag of its own and refuses.
    trunk.env_remove("NO_COLOR");
    step("Building the panel", &mut trunk)?;
    Ok(root().join("dist"))
}

/// Builds the playground into `target/playground/`.
pub(crate) fn playground() -> Outcome<PathBuf> {
    tools::ensure_node_packages()?;
    let folder = root().join("target").join("playground");
    let mut build = program("node", &["playground/build.mjs"]);
    build.arg(&folder);
    step("Building the playground", &mut build)?;
    Ok(folder)
}
