//! Ready-made layers as text: what a section looks like is data, not code.
//!
//! A sketch starts with `= name` and is an outline: one line is one layer, indented lines are inside
//! it. A line is a kind of layer (`board`, `text`, `rectangle`, `ellipse`) or the name of another
//! sketch, then texts in quotes, then looks. Lines with `#` are remarks. `sketches/*.txt` hold them
//! all; a test reads every line.
//!
//! ```text
//! = card
//! # title
//! board "{1}" fill=surface round16 col8 pad24 phone?pad16
//!   text "{title|1}" font18/600 fill=text stretch
//!   slot
//! ```
//!
//! - `{1}` is the first text of the line that named the sketch; `{title|topic|Words}` is the first of
//!   these that is known, or the last as it stands.
//! - `phone?` (or `!phone?`) before a line or a look: only if that holds, see [`Call::holds`].
//! - Looks are listed in `look`; a number may be a product: `round{1}*0.5`.
//! - `slot` is where the lines below a call go, `pick` takes one of its lines by place, `repeat` draws
//!   its lines once for each place.
//!
//! Invariant: total; what cannot be read is left out, and a test finds it.

use crate::engine::canvas::{Node, NodeKind};

use super::brief::Brief;
use super::data::table;
use super::icons::icon;
use super::layer::{board, layer, text};
use super::look;

const SKETCHES: &[&str] = &[
    include_str!("sketches/controls.txt"),
    include_str!("sketches/forms.txt"),
    include_str!("sketches/web.txt"),
    include_str!("sketches/app.txt"),
    include_str!("sketches/cards.txt"),
    include_str!("sketches/dashboard.txt"),
];

/// The layer that the sketch called `name` describes; `texts` are its `{1}`, `{2}` and so on.
pub(crate) fn sketch(brief: &Brief, name: &str, texts: &[&str]) -> Node {
    sketch_around(brief, name, texts, Vec::new())
}

/// [`sketch`] with `inside` at its `slot`.
pub(crate) fn sketch_around(brief: &Brief, name: &str, texts: &[&str], inside: Vec<Node>) -> Node {
    let call = Call {
        brief,
        texts: texts.iter().map(|&text| text.to_owned()).collect(),
        place: brief.place,
        total: brief.total,
        chosen: false,
    };
    let first = call.named(name, inside).into_iter().next();
    first.unwrap_or_else(|| board(name))
}

/// The lines of the sketch called `name`.
fn lines_of(name: &str) -> Vec<&'static str> {
    SKETCHES
        .iter()
        .flat_map(|file| file.split("\n= "))
        .find_map(|sketch| sketch.strip_prefix(name)?.strip_prefix('\n'))
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

/// A line and the lines below it that are further in.
type Block<'a> = (&'a str, &'a [&'a str]);

fn blocks<'a>(lines: &'a [&'a str]) -> Vec<Block<'a>> {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut out = Vec::new();
    let mut rest = lines;
    while let Some((line, after)) = rest.split_first() {
        let inside = after
            .iter()
            .take_while(|next| depth(next) > depth(line))
            .count();
        out.push((line.trim_start(), after.get(..inside).unwrap_or_default()));
        rest = after.get(inside..).unwrap_or_default();
    }
    out
}

/// One use of a sketch.
#[derive(Clone)]
struct Call<'a> {
    brief: &'a Brief,
    texts: Vec<String>,
    /// Which of several it is, from 0.
    place: usize,
    /// Of how many.
    total: usize,
    /// Inside `repeat`: whether this is the place of the sketch itself.
    chosen: bool,
}

impl Call<'_> {
    /// The layers of the sketch called `name`, with `inside` at its slot.
    fn named(&self, name: &str, mut inside: Vec<Node>) -> Vec<Node> {
        let lines = lines_of(name);
        let mut out = Vec::new();
        for block in blocks(&lines) {
            self.draw(block, &mut inside, &mut out);
        }
        out
    }

    /// Draws one line with what is below it.
    fn draw(&self, (line, below): Block, slot: &mut Vec<Node>, out: &mut Vec<Node>) {
        let mut name = String::new();
        let mut texts: Vec<String> = Vec::new();
        let mut looks: Vec<String> = Vec::new();
        // Every other piece between quotes is a text.
        for (piece, words) in line.split('"').enumerate() {
            if piece % 2 == 1 {
                texts.push(self.filled(words));
                continue;
            }
            for word in words.split(' ').filter(|word| !word.is_empty()) {
                match word.strip_suffix('?') {
                    Some(condition) if self.holds(condition) => {}
                    Some(_) => return,
                    None if name.is_empty() => name = self.filled(word),
                    None => looks.push(self.filled(word)),
                }
            }
        }
        let blocks = blocks(below);
        let mut inner = self.clone();
        match name.as_str() {
            "slot" => return out.append(slot),
            "pick" => {
                if let Some(block) = blocks.get(self.place % blocks.len().max(1)) {
                    self.draw(*block, slot, out);
                }
                return;
            }
            "repeat" => {
                for place in 0..self.total {
                    inner.chosen = place == self.place;
                    for block in &blocks {
                        inner.draw(*block, slot, out);
                    }
                }
                return;
            }
            _ => {}
        }
        let items = looks.iter().find_map(|look| look.strip_prefix("items"));
        if let Some(items) = items.and_then(|items| items.parse().ok()) {
            inner.total = self.brief.items_within(items, blocks.len());
        }
        let mut children = Vec::new();
        for (place, block) in blocks.into_iter().enumerate() {
            if items.is_some() {
                inner.place = place;
                if place >= inner.total {
                    break;
                }
            }
            inner.draw(block, slot, &mut children);
        }
        let mut nodes = self.made(&name, texts, children);
        for node in &mut nodes {
            for look in &looks {
                inner.look(node, look);
            }
        }
        out.append(&mut nodes);
    }

    /// The layers that a line stands for, without its looks.
    fn made(&self, name: &str, texts: Vec<String>, children: Vec<Node>) -> Vec<Node> {
        let text_at = |place: usize| texts.get(place).map_or("", String::as_str);
        let kind = match name {
            "board" => NodeKind::Board,
            "rectangle" => NodeKind::Rectangle,
            "ellipse" => NodeKind::Ellipse,
            "text" => return vec![text(text_at(0))],
            "icon" => {
                let color = self.brief.theme.color(text_at(2));
                return vec![icon(text_at(0), look::number(text_at(1)), &color)];
            }
            "table" => {
                let size = |place| text_at(place).parse().unwrap_or(1);
                return vec![table(self.brief, text_at(0), size(1), size(2))];
            }
            _ => {
                let call = Call {
                    texts,
                    ..self.clone()
                };
                return call.named(name, children);
            }
        };
        let mut node = layer(kind, text_at(0));
        node.children = children;
        vec![node]
    }

    /// `words` with everything in braces filled in.
    fn filled(&self, words: &str) -> String {
        let mut out = String::new();
        let mut rest = words;
        while let Some((before, after)) = rest.split_once('{') {
            let (names, next) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(before);
            let value = names.split('|').find_map(|name| self.value(name));
            match value {
                Some(value) => out.push_str(&value),
                None => out.push_str(names.rsplit('|').next().unwrap_or_default()),
            }
            rest = next;
        }
        out + rest
    }

    /// What a name in braces means; `None` if that is not known.
    fn value(&self, name: &str) -> Option<String> {
        match name {
            "title" => self.brief.title.clone(),
            "topic" => self.brief.topic.clone(),
            "initials" => self.brief.title.as_deref().map(initials),
            "number" => Some((self.place + 1).to_string()),
            _ => {
                let place: usize = name.parse().ok()?;
                Some(
                    self.texts
                        .get(place.saturating_sub(1))
                        .cloned()
                        .unwrap_or_default(),
                )
            }
        }
    }

    /// Whether a condition holds.
    fn holds(&self, condition: &str) -> bool {
        let has = |place: usize| self.texts.get(place).is_some_and(|text| !text.is_empty());
        match condition {
            "phone" => self.brief.compact,
            "title" => self.brief.title.is_some(),
            "topic" => self.brief.topic.is_some(),
            // The first or the third text of the call is not empty.
            "filled" => has(0),
            "third" => has(2),
            // Which of several it is, and how many there are.
            "alone" => self.total == 1 && !self.brief.compact,
            "pairs" => self.total == 2 || self.total == 4,
            "middle" => self.total > 1 && self.place == self.total / 2,
            "last" => self.place + 1 >= self.total,
            "here" => self.chosen,
            _ => match condition.strip_prefix('!') {
                Some(condition) => !self.holds(condition),
                // "more3": more than three were asked for, or no number was said.
                None => condition
                    .strip_prefix("more")
                    .and_then(|least| least.parse().ok())
                    .is_some_and(|least: usize| self.brief.items.is_none_or(|items| items > least)),
            },
        }
    }

    /// Gives `node` one look, if its conditions hold.
    fn look(&self, node: &mut Node, look: &str) {
        match look.split_once('?') {
            None => {
                look::apply(node, look, self.brief);
            }
            Some((condition, look)) if self.holds(condition) => self.look(node, look),
            Some(_) => {}
        }
    }
}

/// The first letters of the first two words.
fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
#[path = "sketch_tests.rs"]
mod tests;
