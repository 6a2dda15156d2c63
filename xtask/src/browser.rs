//! A Chromium for the browser tests: one that is there, else Debian's package, else Playwright's own.

use std::path::{Path, PathBuf};

use crate::run::{Outcome, Problem, output, program, step};

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// The browser to test with; `None` means Playwright's own, which it finds by itself.
pub(crate) fn ensure_browser() -> Outcome<Option<PathBuf>> {
    if let Some(found) = find() {
        return Ok(Some(found));
    }
    let is_root = output("id", &["-u"]).as_deref() == Some("0");
    if is_root && output("apt-get", &["--version"]).is_some() {
        println!("\n▸ No browser found; trying Debian's Chromium");
        // Where the package cannot be had, Playwright's own browser is tried next.
        let _ = step(
            "Reading the package lists",
            &mut program("apt-get", &["update"]),
        );
        let mut install = program(
            "apt-get",
            &[
                "install",
                "-y",
                "--no-install-recommends",
                "chromium",
                "fonts-liberation",
            ],
        );
        install.env("DEBIAN_FRONTEND", "noninteractive");
        let _ = step("Installing Chromium", &mut install);
        if let Some(found) = find() {
            return Ok(Some(found));
        }
    }
    step(
        "Installing Playwright's Chromium",
        &mut program("npx", &["playwright", "install", "chromium"]),
    )
    .map_err(|problem| {
        Problem(format!(
            "{problem}\n  Install Chromium or Chrome, or name one in the variable LIMN_CHROMIUM."
        ))
    })?;
    Ok(None)
}

fn find() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("LIMN_CHROMIUM") {
        return Some(PathBuf::from(named));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .flat_map(|folder| NAMES.map(|name| folder.join(name)))
        .chain([PathBuf::from(MAC)])
        .find(|file| file.is_file() && starts(file))
}

/// Whether it is a browser at all: some systems ship a placeholder that only names a package.
fn starts(file: &Path) -> bool {
    output(&file.to_string_lossy(), &["--version"]).is_some()
}
