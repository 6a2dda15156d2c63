//! The sentences: short, factual, and frank about what was not understood.

use crate::engine::canvas::{Fill, Node};

use super::canvas::{Canvas, Layer, layers_in};
use super::grammar::{Question, Understood};
use super::spec::Spec;
use super::vocabulary::nearest;

const CONNECT: &str = "For anything beyond plain requests, connect a model: open Settings, then Models, and enter a key \
    or the address of a local server.";

/// "A", "A and B", "A, B and 3 more".
pub(crate) fn listing(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        [one, other, third] => format!("{one}, {other} and {third}"),
        [one, other, rest @ ..] => format!("{one}, {other} and {} more", rest.len()),
    }
}

/// "3 layers", "1 layer".
pub(crate) fn layers(count: usize) -> String {
    if count == 1 {
        "1 layer".to_owned()
    } else {
        format!("{count} layers")
    }
}

/// There is nothing to draw on.
pub(crate) fn no_canvas() -> String {
    "No canvas is connected, so there is nothing to draw on. The panel was opened by itself; open it as a plugin \
     inside Penpot, or use the playground, and ask again."
        .to_owned()
}

/// Nothing is selected.
pub(crate) fn nothing_selected() -> String {
    "Nothing is selected. Select the layers to change first, then ask again.".to_owned()
}

/// Says so when something cannot be as small as was asked.
pub(crate) fn size_note(spec: &Spec, node: &Node) -> Option<String> {
    let several = spec.count.unwrap_or(1) > 1 || spec.arrangement.is_some();
    let larger = |asked: Option<f64>, given: Option<f64>| {
        asked
            .zip(given)
            .is_some_and(|(asked, given)| given > asked + 0.5)
    };
    let (width, height) = (node.properties.width, node.properties.height);
    (!several && (larger(spec.width, width) || larger(spec.height, height))).then(|| {
        format!(
            "Its content needs more room than that, so it is {} × {} px.",
            width.unwrap_or(0.0),
            height.unwrap_or(0.0)
        )
    })
}

/// What was left over of requests that were understood.
pub(crate) fn left_over(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|words| format!("“{words}”")).collect();
    format!(
        "I did not understand {}, so I left that out.",
        listing(&quoted)
    )
}

/// Nothing of a request was understood.
pub(crate) fn not_understood(request: &Understood) -> String {
    let offer = request
        .text
        .to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .find_map(|word| nearest(&super::vocabulary::singular(word)))
        .unwrap_or("a login form");
    format!(
        "I did not understand “{}”. I work without AI and know plain requests; the nearest I can do is “{offer}”. \
         Ask “help” for the list. {CONNECT}",
        shortened(&request.text)
    )
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= 80 {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(79).collect();
    short.push('…');
    short
}

/// The answer to a question; `None` if a tool has to be asked.
pub(crate) fn answer(question: Question, canvas: &Canvas) -> Option<String> {
    Some(match question {
        Question::Help => format!(
            "I draw and change layers from plain requests, without AI:\n\n\
             - **Shapes and controls**: “a blue button 120 by 40 that says Save”, “a 3x2 grid of squares”, “a table with 4 columns and 6 rows”\n\
             - **Sections and screens**: “a login form”, “pricing with three plans”, “a dark dashboard”, “a landing page for a coffee shop”\n\
             - **Changes to the selection**: “make it red”, “20% bigger”, “align these left”, “space them 16 px apart”, “rename it to Card”\n\
             - **Questions**: “what is selected?”, “what is on this page?”\n\n\
             Join several with “and” or “then”. {CONNECT}"
        ),
        Question::Selection | Question::Page if !canvas.connected => no_canvas(),
        Question::Selection if canvas.selection.is_empty() => "Nothing is selected.".to_owned(),
        Question::Selection => {
            let lines: Vec<String> = canvas.selection.iter().take(12).map(describe).collect();
            let more = canvas.selection.len().saturating_sub(12);
            let end = if more > 0 { format!("\n- and {more} more") } else { String::new() };
            let verb = if canvas.selection.len() == 1 { "is" } else { "are" };
            format!(
                "{} {verb} selected:\n\n- {}{end}",
                capital(&layers(canvas.selection.len())),
                lines.join("\n- ")
            )
        }
        Question::Page => return None,
        Question::Undo => "Press Ctrl+Z (Cmd+Z on a Mac) on the canvas: everything from one answer is undone at once. \
             Ctrl+Shift+Z brings it back."
            .to_owned(),
        Question::Connect => CONNECT.to_owned(),
        Question::Greeting => "Hello. Tell me what to draw, such as “a login form” or “three cards in a row”, or ask “help”.".to_owned(),
        Question::Thanks => "You are welcome.".to_owned(),
        Question::Identity => format!("I am the built-in interpreter of Limn: no AI, only plain requests that become layers. {CONNECT}"),
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// "**Card**: board, 320 × 200 at 40, 80, #ffffff".
fn describe(layer: &Layer) -> String {
    let place = layer.bounds().map(|[x, y, width, height]| {
        let [x, y, width, height] = [x, y, width, height].map(f64::round);
        format!(", {width} × {height} at {x}, {y}")
    });
    let color = match &layer.properties.fill {
        Some(Fill::Solid(color)) => Some(format!(", {}", color.as_str())),
        _ => None,
    };
    format!(
        "**{}**: {}{}{}",
        layer.label(),
        layer.kind,
        place.unwrap_or_default(),
        color.unwrap_or_default()
    )
}

/// What a page holds, from the answer of the `inspect` tool.
pub(crate) fn page(content: &str, canvas: &Canvas) -> String {
    let mut found = layers_in(content);
    if found.is_empty() {
        found.clone_from(&canvas.shapes);
    }
    // Layers inside others are told by their count, not by name.
    let ids: Vec<String> = found.iter().map(|layer| layer.id.clone()).collect();
    let top: Vec<&Layer> = found
        .iter()
        .filter(|layer| {
            layer
                .parent
                .as_ref()
                .is_none_or(|parent| !ids.contains(parent))
        })
        .collect();
    let page = canvas.page.as_deref().unwrap_or("This page");
    if top.is_empty() {
        return format!("{page} is empty.");
    }
    let lines: Vec<String> = top.iter().take(12).map(|layer| describe(layer)).collect();
    let more = top.len().saturating_sub(12);
    let end = if more > 0 {
        format!("\n- and {more} more")
    } else {
        String::new()
    };
    format!(
        "{page} has {} at the top:\n\n- {}{end}",
        layers(top.len()),
        lines.join("\n- ")
    )
}
