//! The rules between the layers and of the house, checked on every file.
//!
//! Each rule is a function from a file's path and text to complaints, so that the rules themselves
//! are tested below on small texts: a check that cannot fail protects nothing. Folders that do not
//! exist are skipped.

#![allow(clippy::string_slice, clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the repository: its path from the root, with `/`, and its text.
struct SourceFile {
    path: String,
    text: String,
}

impl SourceFile {
    fn is_under(&self, folder: &str) -> bool {
        self.path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
    }

    fn has_extension(&self, extensions: &[&str]) -> bool {
        let extension = Path::new(&self.path)
            .extension()
            .and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| extensions.contains(&extension))
    }
}

type Rule = fn(&SourceFile) -> Vec<String>;

const MAX_LINES: usize = 600;

/// The names that the layers may not use, each with the folder it holds for.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "src/engine",
        &[
            "leptos",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "gloo",
            "std::time::Instant",
            "SystemTime",
            "thread_rng",
            "crate::platform",
            "crate::ui",
            "crate::app",
        ],
    ),
    ("src/platform", &["leptos", "crate::ui", "crate::app"]),
    ("src/ui", &["crate::platform"]),
    ("src/ui/kit", &["stores"]),
];

/// Each layer names only what is below it.
fn layers_are_kept(file: &SourceFile) -> Vec<String> {
    if !file.has_extension(&["rs"]) {
        return Vec::new();
    }
    let code = without_comments(&file.text);
    let is_in = |folder: &str| file.is_under(folder) || file.path == format!("{folder}.rs");
    FORBIDDEN
        .iter()
        .filter(|(folder, _)| is_in(folder))
        .flat_map(|(_, names)| names.iter())
        .flat_map(|name| {
            let mut lines: Vec<usize> = lines_with_name(&code, name).collect();
            lines.extend(lines_with_grouped_import(&code, name));
            lines
                .into_iter()
                .map(move |line| format!("{}:{line} names {name}", file.path))
        })
        .collect()
}

fn files_are_short(file: &SourceFile) -> Vec<String> {
    let lines = file.text.lines().count();
    if file.has_extension(&["rs", "ts", "mjs", "css"]) && lines > MAX_LINES {
        vec![format!(
            "{} has {lines} lines, {MAX_LINES} are allowed",
            file.path
        )]
    } else {
        Vec::new()
    }
}

/// Every file says first what it is.
fn files_open_with_a_comment(file: &SourceFile) -> Vec<String> {
    let opening = if file.has_extension(&["rs"]) {
        "//!"
    } else if file.has_extension(&["ts", "mjs"]) {
        "/**"
    } else {
        return Vec::new();
    };
    // A script may say first what runs it.
    let text = match file.text.strip_prefix("#!/") {
        Some(script) => script.split_once('\n').map_or("", |(_, rest)| rest),
        None => &file.text,
    };
    if text.starts_with(opening) {
        Vec::new()
    } else {
        vec![format!("{} does not open with {opening}", file.path)]
    }
}

/// Nothing that a model writes may become markup.
fn no_html_is_injected(file: &SourceFile) -> Vec<String> {
    if !file.is_under("src") || !file.has_extension(&["rs"]) {
        return Vec::new();
    }
    lines_with_name(&without_comments(&file.text), "inner_html")
        .map(|line| format!("{}:{line} uses inner_html", file.path))
        .collect()
}

fn modules_have_names(file: &SourceFile) -> Vec<String> {
    if file.path.rsplit('/').next() == Some("mod.rs") {
        vec![format!("{} should be named after its module", file.path)]
    } else {
        Vec::new()
    }
}

/// Nothing is left for later. The words are put together here so that this file may name them.
fn nothing_is_left_undone(file: &SourceFile) -> Vec<String> {
    let in_scope = ["src", "plugin", "playground", "tests"]
        .iter()
        .any(|root| file.is_under(root));
    if !in_scope || !file.has_extension(&["rs", "ts", "mjs", "css"]) {
        return Vec::new();
    }
    let words = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("todo", "!"),
        concat!("unimplemented", "!"),
    ];
    words
        .iter()
        .flat_map(|word| {
            lines_with_name(&file.text, word)
                .map(|line| format!("{}:{line} says {word}", file.path))
                .collect::<Vec<_>>()
        })
        .collect()
}

const RULES: &[Rule] = &[
    layers_are_kept,
    files_are_short,
    files_open_with_a_comment,
    no_html_is_injected,
    modules_have_names,
    nothing_is_left_undone,
];

/// Every tool is declared in the list of tools: a file that is not compiled would rot unseen.
fn tools_are_listed(files: &[SourceFile]) -> Vec<String> {
    let list = files.iter().find(|file| file.path == "src/engine/tools.rs");
    let list = without_comments(list.map_or("", |file| &file.text));
    let tools = files.iter().filter_map(|file| {
        let name = file
            .path
            .strip_prefix("src/engine/tools/")?
            .strip_suffix(".rs")?;
        (!name.contains('/') && !name.ends_with("_tests")).then_some(name)
    });
    tools
        .filter(|name| lines_with_name(&list, name).next().is_none())
        .map(|name| format!("src/engine/tools.rs does not name {name}"))
        .collect()
}

/// The lines, counted from 1, on which `use a::{…, b, …}` imports the path `name`, which is `a::b`.
fn lines_with_grouped_import(code: &str, name: &str) -> Vec<usize> {
    let Some((parent, leaf)) = name.rsplit_once("::") else {
        return Vec::new();
    };
    let opening = format!("{parent}::{{");
    let mut lines = Vec::new();
    for (at, _) in code.match_indices(&opening) {
        let mut depth = 1;
        let mut direct = String::new();
        for character in code[at + opening.len()..].chars() {
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ if depth == 1 => direct.push(character),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        let imports = direct.split(',').map(str::trim);
        let is_imported = |import: &str| {
            import
                .strip_prefix(leaf)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', ' ']))
        };
        if imports.into_iter().any(is_imported) {
            lines.push(code[..at].matches('\n').count() + 1);
        }
    }
    lines
}

/// The lines, counted from 1, on which `name` stands as a word or path. It may go on after an
/// underscore: `gloo` is also found in `gloo_net`.
fn lines_with_name<'text>(
    text: &'text str,
    name: &'text str,
) -> impl Iterator<Item = usize> + 'text {
    text.lines().enumerate().filter_map(move |(index, line)| {
        line.match_indices(name)
            .any(|(at, _)| {
                let before = line[..at].chars().next_back();
                let after = line[at + name.len()..].chars().next();
                let begins = before.is_none_or(|it| !it.is_alphanumeric() && it != '_');
                let ends = name.ends_with('!') || after.is_none_or(|it| !it.is_alphanumeric());
                begins && ends
            })
            .then_some(index + 1)
    })
}

/// Rust code with its comments blanked out, line by line. Strings are kept, and what looks like a
/// comment within them is left alone.
fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment_length(rest)
        } else {
            0
        };
        if skipped > 0 {
            code.extend(
                rest[..skipped]
                    .chars()
                    .filter(|character| *character == '\n'),
            );
            rest = &rest[skipped..];
            continue;
        }
        let kept = match character {
            '"' => string_length(rest),
            'r' if !code.ends_with(|it: char| it.is_alphanumeric() || it == '_') => {
                raw_string_length(rest)
            }
            '\'' => quote_character_length(rest),
            _ => character.len_utf8(),
        };
        code.push_str(&rest[..kept]);
        rest = &rest[kept..];
    }
    code
}

fn block_comment_length(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// `r"…"` and `r#"…"#`; 1 if `text` begins another word with `r`.
fn raw_string_length(text: &str) -> usize {
    let hashes = text[1..].len() - text[1..].trim_start_matches('#').len();
    let inside = 1 + hashes;
    if !text[inside..].starts_with('"') {
        return 1;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    text[inside + 1..]
        .find(&end)
        .map_or(text.len(), |at| inside + 1 + at + end.len())
}

/// `'"'` is not the beginning of a string.
fn quote_character_length(text: &str) -> usize {
    ["'\"'", "'\\\"'", "'\\''"]
        .iter()
        .find(|it| text.starts_with(**it))
        .map_or(1, |it| it.len())
}

/// The files of the project that are written by hand.
fn source_files() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = ["src", "plugin", "playground", "tests", "xtask"]
        .iter()
        .map(|name| root.join(name))
        .collect();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let entry = entry.expect("a folder of the repository can be listed");
            let path = entry.path();
            let kind = entry.file_type().expect("its entries have a type");
            let name = entry.file_name();
            if kind.is_dir() {
                if !["node_modules", "target", "dist"]
                    .iter()
                    .any(|skipped| name == *skipped)
                {
                    folders.push(path);
                }
            } else if let Ok(text) = fs::read_to_string(&path) {
                let relative = path.strip_prefix(root).expect("it is below the root");
                let path = relative.to_string_lossy().replace('\\', "/");
                files.push(SourceFile { path, text });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

#[test]
fn the_code_keeps_the_rules() {
    let files = source_files();
    assert!(
        files.iter().any(|file| file.path == "src/lib.rs"),
        "the files are found"
    );
    let mut complaints: Vec<String> = files
        .iter()
        .flat_map(|file| RULES.iter().flat_map(|rule| rule(file)))
        .collect();
    complaints.extend(tools_are_listed(&files));
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

#[test]
fn a_name_from_a_layer_above_is_found() {
    for (path, text) in [
        ("src/engine/a.rs", "use leptos::prelude::*;"),
        ("src/engine/a/b.rs", "let now = std::time::Instant::now();"),
        ("src/engine.rs", "use crate::ui::stores;"),
        ("src/engine/a.rs", "let a = 1; /* why */ web_sys::window();"),
        ("src/engine/a.rs", "let url = \"http://a\"; js_sys::eval();"),
        ("src/engine/a.rs", "use gloo_net::http;"),
        ("src/engine/a.rs", "use std::time::{Duration, Instant};"),
        (
            "src/engine/a.rs",
            "use crate::{\n    engine::ids,\n    ui::{stores, kit},\n};",
        ),
        ("src/platform/a.rs", "use crate::app::App;"),
        ("src/ui/a.rs", "use crate::platform::clock;"),
        ("src/ui/kit/button.rs", "use crate::ui::stores::Live;"),
    ] {
        assert_eq!(
            layers_are_kept(&file(path, text)).len(),
            1,
            "{path}: {text}"
        );
    }
}

#[test]
fn a_name_that_is_allowed_is_not_found() {
    for (path, text) in [
        (
            "src/engine/a.rs",
            "//! no leptos\n// nor web_sys\n/* nor /* js_sys */ gloo */ let igloo = 1;",
        ),
        ("src/engine/a.rs", "//! \"\n//! leptos"),
        ("src/engine/a.rs", "let a = '\"'; // leptos '\"'"),
        ("src/engine/a.rs", "let a = r#\"\"\"#; // leptos"),
        ("src/engine/a.rs", "use crate::uid;"),
        ("src/engine/a.rs", "use crate::{engine::{ui, app}, uid};"),
        ("src/engine/a.rs", "use std::time::{Duration};"),
        (
            "src/ui/a.rs",
            "use leptos::prelude::*; use web_sys::Element;",
        ),
        ("src/ui/panel.rs", "use crate::ui::stores::Live;"),
        (
            "src/app.rs",
            "use crate::{engine, platform, ui}; use crate::platform::clock;",
        ),
    ] {
        assert_eq!(
            layers_are_kept(&file(path, text)),
            Vec::<String>::new(),
            "{path}: {text}"
        );
    }
}

#[test]
fn complaints_say_the_line() {
    let found = layers_are_kept(&file("src/engine/a.rs", "/* one\ntwo */\nuse gloo::a;"));
    assert_eq!(found, ["src/engine/a.rs:3 names gloo"]);
}

#[test]
fn a_long_file_is_found() {
    let lines = |count: usize| "a\n".repeat(count);
    assert!(files_are_short(&file("src/a.rs", &lines(MAX_LINES))).is_empty());
    assert_eq!(
        files_are_short(&file("src/a.css", &lines(MAX_LINES + 1))).len(),
        1
    );
    assert!(files_are_short(&file("tests/data.json", &lines(MAX_LINES + 1))).is_empty());
}

#[test]
fn a_file_without_an_opening_comment_is_found() {
    assert_eq!(
        files_open_with_a_comment(&file("xtask/src/a.rs", "// a\n")).len(),
        1
    );
    assert_eq!(files_open_with_a_comment(&file("src/a.rs", "")).len(), 1);
    assert_eq!(
        files_open_with_a_comment(&file("plugin/a.ts", "// a\n")).len(),
        1
    );
    assert!(files_open_with_a_comment(&file("src/a.rs", "//! A.\n")).is_empty());
    assert!(files_open_with_a_comment(&file("plugin/a.ts", "/**\n * A.\n */")).is_empty());
    assert!(files_open_with_a_comment(&file("a.mjs", "#!/usr/bin/env node\n/** A. */")).is_empty());
}

#[test]
fn injected_html_is_found() {
    let code = concat!("view! { <p inner", "_html=text/> }");
    assert_eq!(no_html_is_injected(&file("src/ui/a.rs", code)).len(), 1);
    assert!(no_html_is_injected(&file("src/ui/a.rs", &format!("// never {code}"))).is_empty());
}

#[test]
fn a_module_without_a_name_of_its_own_is_found() {
    assert_eq!(modules_have_names(&file("src/a/mod.rs", "")).len(), 1);
    assert!(modules_have_names(&file("src/a/amod.rs", "")).is_empty());
}

#[test]
fn work_left_undone_is_found() {
    for text in [
        concat!("// TO", "DO: later"),
        concat!("/* FIX", "ME */"),
        concat!("fn a() { todo", "!() }"),
        concat!("unimplemented", "!(\"a\")"),
    ] {
        assert_eq!(
            nothing_is_left_undone(&file("plugin/a.ts", text)).len(),
            1,
            "{text}"
        );
        assert!(nothing_is_left_undone(&file("docs/a.md", text)).is_empty());
    }
    assert!(nothing_is_left_undone(&file("src/a.rs", "let todos = 1;")).is_empty());
}

#[test]
fn a_tool_that_is_not_listed_is_found() {
    let list = file("src/engine/tools.rs", "//! draw\npub mod edit;\n");
    let files = [
        list,
        file("src/engine/tools/draw.rs", ""),
        file("src/engine/tools/edit.rs", ""),
        file("src/engine/tools/edit_tests.rs", ""),
        file("src/engine/tools/edit/deeper.rs", ""),
    ];
    assert_eq!(
        tools_are_listed(&files),
        ["src/engine/tools.rs does not name draw"]
    );
    assert_eq!(
        tools_are_listed(&files[1..3]).len(),
        2,
        "without the list nothing is listed"
    );
}
