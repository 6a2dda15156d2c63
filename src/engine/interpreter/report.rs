//! The closing sentence: what the tools did, in a person's words.
//!
//! Reads the results that the tools write for a model. Invariant: short ids (`s3`) and places in the
//! arguments (`nodes[0]`) never reach the sentence; they mean nothing to a person.
//!
//! ```text
//! Drew 14 layers.              Done: 2 changed, 0 removed.         Error: the page is locked
//! s3 board "Login"             s3 "Card" is now {"fill":"#ff0000"}
//! ```

use super::reply::layers;

/// The answer after tools have run: name, content and failure of each result.
pub(crate) fn report(results: &[(&str, &str, bool)]) -> String {
    let mut sentences: Vec<String> = Vec::new();
    for (tool, content, is_error) in results {
        if *tool == "inspect" && !is_error {
            continue;
        }
        let sentence = sentence_of(content, *is_error);
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    if sentences.is_empty() {
        sentences.push("Done.".to_owned());
    }
    sentences.join(" ")
}

fn sentence_of(content: &str, is_error: bool) -> String {
    let (head, rest) = content.split_once('\n').unwrap_or((content, ""));
    let (problems, layer_lines): (Vec<&str>, Vec<&str>) =
        rest.lines().partition(|line| line.starts_with("Problem: "));
    let first = layer_lines.first().copied().unwrap_or_default();
    let mut out = if let Some(drawn) = head.strip_prefix("Drew ") {
        drew(drawn, first)
    } else if let Some(counts) = head.strip_prefix("Done: ") {
        done(counts, first)
    } else if is_error {
        let cause = head.strip_prefix("Error: ").unwrap_or(head);
        format!("That did not work: {}", plain(cause))
    } else {
        plain(head)
    };
    if let Some(problem) = problems
        .first()
        .and_then(|line| line.strip_prefix("Problem: "))
    {
        out = format!("{out} The reason: {}", plain(problem));
    }
    out
}

/// From "14 layers. 2 could not be drawn." and `s3 board "Login"`.
fn drew(drawn: &str, first: &str) -> String {
    let (count, failures) = drawn.split_once('.').unwrap_or((drawn, ""));
    let holds = first
        .split(' ')
        .nth(1)
        .is_some_and(|kind| kind == "board" || kind == "group");
    match name_in(first) {
        Some(name) if count == "1 layer" => format!("Drew {name}.{failures}"),
        Some(name) if holds => format!("Drew {count} on {name}.{failures}"),
        _ => format!("Drew {count}.{failures}"),
    }
}

/// From "2 changed, 0 removed." and `s3 "Card" is now {…}`.
fn done(counts: &str, first: &str) -> String {
    let mut numbers = counts
        .split(' ')
        .filter_map(|word| word.parse::<usize>().ok());
    let changed = numbers.next().unwrap_or(0);
    let removed = numbers.next().unwrap_or(0);
    let changes = match name_in(first) {
        Some(name) if changed == 1 => name.to_owned(),
        _ => layers(changed),
    };
    match (changed, removed) {
        (0, 0) => "Nothing had to be changed.".to_owned(),
        (_, 0) => format!("Changed {changes}."),
        (0, _) => format!("Removed {}.", layers(removed)),
        _ => format!("Changed {changes} and removed {}.", layers(removed)),
    }
}

/// The name between the first quotation mark and its end.
fn name_in(line: &str) -> Option<&str> {
    line.split('"').nth(1).filter(|name| !name.is_empty())
}

/// A tool's remark as a sentence.
fn plain(remark: &str) -> String {
    if remark.contains("no layer has the id") {
        return "One of the layers is no longer there.".to_owned();
    }
    let remark = match remark.trim().split_once(' ') {
        Some((place, rest)) if place.starts_with("nodes[") => rest,
        _ => remark.trim(),
    };
    let mut line: String = remark.chars().take(200).collect();
    if line.is_empty() {
        line.push_str("Done");
    } else if line.len() < remark.len() {
        line.push('…');
    }
    if !line.ends_with(['.', '!', '?', '…']) {
        line.push('.');
    }
    line
}
