//! `cargo xtask serve`: the panel and the playground on two origins.

use std::process::Stdio;
use std::thread;

use crate::run::{Outcome, Problem, program};
use crate::{build, http};

/// Port of the panel.
const PANEL_PORT: u16 = 4400;

/// Port of the playground: another origin, as in the real design tool.
const PLAYGROUND_PORT: u16 = 4401;

/// Builds, serves and opens the playground; runs until it is interrupted.
pub(crate) fn serve(flags: &[&str]) -> Outcome {
    if let Some(unknown) = flags
        .iter()
        .find(|flag| !["--release", "--no-open"].contains(flag))
    {
        return Err(Problem(format!(
            "serve does not know {unknown}; it takes --release and --no-open"
        )));
    }
    let panel = build::panel(flags.contains(&"--release"))?;
    let playground = build::playground()?;
    let panel_port = http::serve(panel, PANEL_PORT)?;
    let playground_port = http::serve(playground, PLAYGROUND_PORT)?;
    let manifest = format!("http://localhost:{panel_port}/manifest.json");
    let address = format!("http://localhost:{playground_port}/?plugin={manifest}");
    println!("\n✓ Playground  {address}");
    println!("  Manifest    {manifest}   (to install Limn in Penpot: Ctrl+Alt+P)");
    println!("  Ctrl+C stops.");
    if !flags.contains(&"--no-open") {
        open(&address);
    }
    loop {
        thread::park();
    }
}

/// Opens an address in the person's browser, where there is one.
fn open(address: &str) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    // Without a desktop nothing opens; the address is printed above.
    let _ = program(opener, &[address])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}
