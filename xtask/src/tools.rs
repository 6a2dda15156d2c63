//! The tools that a build needs, installed where they are missing.

use std::fs;

use crate::run::{Outcome, Problem, output, program, root, step};

/// Newer versions of Trunk need a newer Rust than the pinned one.
const TRUNK: &str = "0.21.14";

/// Must equal the `wasm-bindgen` crate in `Cargo.toml`.
const WASM_BINDGEN: &str = "0.2.128";

/// Oldest Node that can run the packages.
const NODE_MAJOR: u32 = 20;

/// The WebAssembly target, Trunk and wasm-bindgen.
pub(crate) fn ensure_rust_tools() -> Outcome {
    let targets = output("rustup", &["target", "list", "--installed"]).unwrap_or_default();
    if !targets
        .lines()
        .any(|target| target == "wasm32-unknown-unknown")
    {
        step("Adding the WebAssembly target", &mut program("rustup", &["target", "add", "wasm32-unknown-unknown"]))
            .map_err(|problem| Problem(format!("{problem}\n  Install Rust with rustup (https://rustup.rs), or add the target wasm32-unknown-unknown by your own means.")))?;
    }
    ensure_cargo_tool("trunk", "trunk", TRUNK)?;
    ensure_cargo_tool("wasm-bindgen", "wasm-bindgen-cli", WASM_BINDGEN)
}

fn ensure_cargo_tool(name: &str, package: &str, version: &str) -> Outcome {
    let installed = output(name, &["--version"]).unwrap_or_default();
    if installed.split_whitespace().any(|word| word == version) {
        return Ok(());
    }
    let what = format!("Installing {package} {version} (once; takes some minutes)");
    let mut install = program(
        "cargo",
        &[
            "install",
            package,
            "--version",
            version,
            "--locked",
            "--force",
        ],
    );
    // Outside the repository, so that neither its toolchain file nor its settings apply to the tool's build.
    install.current_dir(std::env::temp_dir());
    step(&what, &mut install).map_err(|problem| {
        Problem(format!("{problem}\n  Try `cargo install {package} --version {version} --locked` by hand; it needs a C compiler and a network."))
    })
}

/// Node, and the npm packages that the lock file names.
pub(crate) fn ensure_node_packages() -> Outcome {
    let version = output("node", &["--version"]).ok_or_else(|| {
        Problem(format!(
            "Node is missing.\n  Install Node {NODE_MAJOR} or newer (https://nodejs.org)."
        ))
    })?;
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE_MAJOR) {
        return Err(Problem(format!(
            "Node {version} is too old.\n  Install Node {NODE_MAJOR} or newer."
        )));
    }
    let wanted = fs::read(root().join("package-lock.json")).unwrap_or_default();
    let stamp = root().join("node_modules").join(".limn-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    step(
        "Installing npm packages",
        &mut program("npm", &["ci", "--no-audit", "--no-fund"]),
    )?;
    // Only spares the next run the question; without it packages are installed again.
    let _ = fs::write(stamp, wanted);
    Ok(())
}
