//! A static file server for developing and testing, with the headers that a plugin needs.
//!
//! The design tool fetches `manifest.json` and `plugin.js` from its own origin, so everything may be
//! read from anywhere; nothing may be cached, or a rebuilt panel would not show. It listens on this
//! machine only. Invariant: only files inside its folder are served.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::thread;

use crate::run::{Outcome, Problem};

const HEADERS: &str = "Access-Control-Allow-Origin: *\r\n\
Access-Control-Allow-Headers: *\r\n\
Access-Control-Allow-Private-Network: true\r\n\
Cache-Control: no-store\r\n\
Connection: close\r\n";

/// Serves a folder from a thread of its own; port 0 takes any free one. Gives the port.
pub(crate) fn serve(folder: PathBuf, port: u16) -> Outcome<u16> {
    let listener = TcpListener::bind(("127.0.0.1", port)).map_err(|error| {
        Problem(format!(
            "port {port} cannot be used: {error}\n  Stop what uses it, or choose another one."
        ))
    })?;
    let port = listener.local_addr().map_or(port, |address| address.port());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folder = folder.clone();
            thread::spawn(move || {
                // A browser that goes away in mid-answer is nobody's problem.
                let _ = answer(stream, &folder);
            });
        }
    });
    Ok(port)
}

fn answer(mut stream: TcpStream, folder: &Path) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?.take(64 * 1024));
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let mut words = request.split_whitespace();
    let (method, target) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or("/"),
    );
    if method == "OPTIONS" {
        return write!(stream, "HTTP/1.1 204 No Content\r\n{HEADERS}\r\n");
    }
    match find(folder, target).and_then(|file| fs::read(&file).ok().map(|body| (file, body))) {
        Some((file, body)) => {
            let kind = content_type(&file);
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{HEADERS}\r\n",
                body.len()
            )?;
            if method == "HEAD" {
                Ok(())
            } else {
                stream.write_all(&body)
            }
        }
        None => write!(
            stream,
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n{HEADERS}\r\n"
        ),
    }
}

/// The file for a request's target; `None` for anything outside the folder.
fn find(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .trim_start_matches('/');
    let relative = Path::new(if path.is_empty() { "index.html" } else { path });
    let is_inside = relative
        .components()
        .all(|component| matches!(component, Component::Normal(_)));
    let file = folder.join(relative);
    (is_inside && file.is_file()).then_some(file)
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(
            find(folder, "/Cargo.toml?x=1").is_some(),
            "a file of the folder"
        );
        assert!(find(folder, "/../Cargo.toml").is_none(), "a file above it");
        assert!(find(folder, "//etc/passwd").is_none(), "an absolute path");
        assert!(find(folder, "/src").is_none(), "a folder");
    }
}
