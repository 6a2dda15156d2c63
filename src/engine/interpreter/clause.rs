//! One request, and a way to take the understood words out of it.
//!
//! A pattern is a few words with a space between: `word|other` matches either, `?word` may be
//! missing, `#` is any number, `#n` one without a unit, `#%` a percentage, `@` a colour. Words that carry no meaning
//! ([`FILLERS`]) are skipped. Invariant: what no pattern took is known word for word, so that it can
//! be named as not understood.
//!
//! ```text
//! take("radius ?to #")  on  "with a radius of 8 px"  →  8
//! ```

use super::colors::Tint;
use super::lexer::{Kind, Token, cut};
use super::spec::{Device, Subject};
use super::vocabulary::{DEVICES, FILLERS, NOUNS, corrected, listed, singular};

/// A word, number, colour or text of a clause.
#[derive(Clone, Debug)]
struct Item {
    /// What it is; colours of several words are one item.
    kind: ItemKind,
    start: usize,
    end: usize,
    used: bool,
    /// Used from the start, because it carries no meaning: patterns look past it.
    filler: bool,
}

#[derive(Clone, Debug)]
enum ItemKind {
    Token(Kind),
    Color(Tint),
}

/// What a pattern found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hit {
    /// The numbers, in order.
    pub(crate) numbers: Vec<f64>,
    /// The colours, in order.
    pub(crate) colors: Vec<Tint>,
    /// The words, in order.
    pub(crate) words: Vec<String>,
    /// Place of the first item in the clause.
    pub(crate) place: usize,
}

impl Hit {
    /// The first number.
    pub(crate) fn number(&self) -> Option<f64> {
        self.numbers.first().copied()
    }

    /// The first colour.
    pub(crate) fn color(&self) -> Option<Tint> {
        self.colors.first().cloned()
    }

    /// Whether the pattern matched with `word`.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }
}

/// One request.
#[derive(Clone, Debug)]
pub(crate) struct Clause<'a> {
    letters: &'a [char],
    items: Vec<Item>,
}

impl<'a> Clause<'a> {
    /// A clause of these tokens; `letters` is the text that they were read from.
    pub(crate) fn new(letters: &'a [char], tokens: &[Token]) -> Self {
        let mut items: Vec<Item> = Vec::new();
        let mut rest = tokens;
        while let Some((token, after)) = rest.split_first() {
            if let Some((tint, taken)) = color_at(rest) {
                let end = rest
                    .get(taken.saturating_sub(1))
                    .map_or(token.end, |last| last.end);
                items.push(Item {
                    kind: ItemKind::Color(tint),
                    start: token.start,
                    end,
                    used: false,
                    filler: false,
                });
                rest = rest.get(taken..).unwrap_or_default();
                continue;
            }
            let kind = match &token.kind {
                Kind::Word(word) => Kind::Word(corrected(word).unwrap_or_else(|| word.clone())),
                kind => kind.clone(),
            };
            let used = match &kind {
                Kind::Word(word) => listed(FILLERS, word),
                Kind::Comma | Kind::Break => true,
                _ => false,
            };
            let kind = match kind {
                Kind::Hex(color) => ItemKind::Color(Tint::of(color)),
                kind => ItemKind::Token(kind),
            };
            items.push(Item {
                kind,
                start: token.start,
                end: token.end,
                used,
                filler: used,
            });
            rest = after;
        }
        Self { letters, items }
    }

    /// All words as they are read, fillers included, in order.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Token(Kind::Word(word)) => Some(word.as_str()),
            _ => None,
        })
    }

    /// Whether one of `words` stands anywhere in the clause, understood or not.
    pub(crate) fn mentions(&self, words: &str) -> bool {
        self.words().any(|word| listed(words, word))
    }

    /// Whether `word` stands directly before one of `next`.
    pub(crate) fn says(&self, word: &str, next: &str) -> bool {
        let words: Vec<&str> = self.words().collect();
        words
            .windows(2)
            .any(|pair| matches!(pair, [first, second] if *first == word && listed(next, second)))
    }

    /// The place in the clause of the first of `words`.
    pub(crate) fn place_of(&self, words: &str) -> Option<usize> {
        self.items.iter().position(
            |item| matches!(&item.kind, ItemKind::Token(Kind::Word(word)) if listed(words, word)),
        )
    }

    /// Takes the first match of `pattern`.
    pub(crate) fn take(&mut self, pattern: &str) -> Option<Hit> {
        let (hit, places) = self.find(pattern)?;
        for place in places {
            if let Some(item) = self.items.get_mut(place) {
                item.used = true;
            }
        }
        Some(hit)
    }

    /// Takes the first of several patterns that matches.
    pub(crate) fn take_any(&mut self, patterns: &[&str]) -> Option<Hit> {
        patterns.iter().find_map(|pattern| self.take(pattern))
    }

    fn find(&self, pattern: &str) -> Option<(Hit, Vec<usize>)> {
        (0..self.items.len()).find_map(|start| {
            let mut hit = Hit::default();
            let mut places = Vec::new();
            // What was taken before is a gap that no pattern bridges.
            let mut following = self
                .items
                .iter()
                .enumerate()
                .skip(start)
                .filter(|(_, item)| !item.filler)
                .take_while(|(_, item)| !item.used)
                .peekable();
            for element in pattern.split(' ') {
                let (element, optional) = match element.strip_prefix('?') {
                    Some(element) => (element, true),
                    None => (element, false),
                };
                match following.peek() {
                    Some((place, item)) if matches(element, item, &mut hit) => {
                        places.push(*place);
                        following.next();
                    }
                    _ if optional => {}
                    _ => return None,
                }
            }
            hit.place = *places.first()?;
            Some((hit, places))
        })
    }

    /// Takes the first colour.
    pub(crate) fn take_color(&mut self) -> Option<Tint> {
        self.take("@").and_then(|hit| hit.color())
    }

    /// Whether a colour is named.
    pub(crate) fn has_color(&self) -> bool {
        self.items
            .iter()
            .any(|item| matches!(item.kind, ItemKind::Color(_)))
    }

    /// Takes a size such as "120 by 40".
    pub(crate) fn take_size(&mut self) -> Option<(f64, f64)> {
        self.items.iter_mut().find_map(|item| match item.kind {
            ItemKind::Token(Kind::Size(width, height)) if !item.used => {
                item.used = true;
                Some((width, height))
            }
            _ => None,
        })
    }

    /// Takes all texts.
    pub(crate) fn take_texts(&mut self) -> Vec<String> {
        self.items
            .iter_mut()
            .filter_map(|item| match &item.kind {
                ItemKind::Token(Kind::Text(text)) if !item.used => {
                    item.used = true;
                    Some(text.clone())
                }
                _ => None,
            })
            .collect()
    }

    /// Takes a name given with "called".
    pub(crate) fn take_name(&mut self) -> Option<String> {
        self.items.iter_mut().find_map(|item| match &item.kind {
            ItemKind::Token(Kind::Name(name)) if !item.used => {
                item.used = true;
                Some(name.clone())
            }
            _ => None,
        })
    }

    /// Takes the first thing that can be drawn, and tells where it stands.
    pub(crate) fn take_noun(&mut self) -> Option<(Subject, usize)> {
        let (subject, places) = self.find_noun()?;
        let place = places.first().copied()?;
        self.mark(places);
        Some((subject, place))
    }

    /// The first thing that can be drawn and where it stands, without taking it.
    pub(crate) fn noun(&self) -> Option<(Subject, usize)> {
        let (subject, places) = self.find_noun()?;
        Some((subject, places.first().copied()?))
    }

    fn find_noun(&self) -> Option<(Subject, Vec<usize>)> {
        (0..self.items.len()).find_map(|start| {
            NOUNS
                .iter()
                .flat_map(|(names, subject)| names.split('|').map(move |name| (name, *subject)))
                .filter_map(|(name, subject)| {
                    let places = self.phrase_at(start, name)?;
                    Some((subject, places))
                })
                .max_by_key(|(_, places)| places.len())
        })
    }

    /// Takes the name of a screen or device.
    pub(crate) fn take_device(&mut self) -> Option<Device> {
        let found = (0..self.items.len()).find_map(|start| {
            DEVICES
                .iter()
                .flat_map(|(names, device)| names.split('|').map(move |name| (name, *device)))
                .filter_map(|(name, device)| Some((device, self.phrase_at(start, name)?)))
                .max_by_key(|(_, places)| places.len())
        });
        let (device, places) = found?;
        self.mark(places);
        Some(device)
    }

    fn mark(&mut self, places: Vec<usize>) {
        for place in places {
            if let Some(item) = self.items.get_mut(place) {
                item.used = true;
            }
        }
    }

    /// The places of the words of `phrase` from `start` on; "of" and articles may stand between.
    fn phrase_at(&self, start: usize, phrase: &str) -> Option<Vec<usize>> {
        let mut places = Vec::new();
        let mut place = start;
        for expected in phrase.split(' ') {
            loop {
                let item = self.items.get(place)?;
                let skippable = match &item.kind {
                    ItemKind::Token(Kind::Word(word)) => {
                        let same = word == expected || singular(word) == expected;
                        // A filler such as "in" counts where a phrase needs it ("sign in").
                        if same && (!item.used || listed(FILLERS, word)) {
                            break;
                        }
                        !places.is_empty() && listed("of a an the", word)
                    }
                    ItemKind::Token(Kind::Number(number, _)) => {
                        if !item.used && expected == "404" && (number - 404.0).abs() < 0.5 {
                            break;
                        }
                        false
                    }
                    _ => false,
                };
                if !skippable {
                    return None;
                }
                place += 1;
            }
            places.push(place);
            place += 1;
        }
        Some(places)
    }

    /// Splits off everything from the first of `words` on (understood or not), that word left out.
    pub(crate) fn split_at(&mut self, words: &str) -> Option<Self> {
        let place = self.place_of(words)?;
        let mut items = self.items.split_off(place);
        if let Some(first) = items.first_mut() {
            first.used = true;
        }
        Some(Self {
            letters: self.letters,
            items,
        })
    }

    /// The parts between "and" and commas.
    pub(crate) fn parts(self) -> Vec<Self> {
        let mut parts: Vec<Vec<Item>> = vec![Vec::new()];
        for item in self.items {
            let separates = match &item.kind {
                ItemKind::Token(Kind::Comma) => true,
                ItemKind::Token(Kind::Word(word)) => word == "and" || word == "plus",
                _ => false,
            };
            if separates {
                parts.push(Vec::new());
            } else if let Some(part) = parts.last_mut() {
                part.push(item);
            }
        }
        parts
            .into_iter()
            .filter(|items| !items.is_empty())
            .map(|items| Self {
                letters: self.letters,
                items,
            })
            .collect()
    }

    /// Puts the items of `other` back at the end.
    pub(crate) fn join(&mut self, other: Self) {
        self.items.extend(other.items);
    }

    /// Takes every item that is left up to `end` words, as the person wrote them.
    pub(crate) fn take_rest(&mut self, stop_at: &str) -> Option<String> {
        let mut start = None;
        let mut end = 0;
        for item in &mut self.items {
            if item.used {
                if start.is_some()
                    && matches!(&item.kind, ItemKind::Token(Kind::Comma | Kind::Break))
                {
                    break;
                }
                continue;
            }
            let stops = match &item.kind {
                ItemKind::Token(Kind::Word(word)) => listed(stop_at, word),
                _ => true,
            };
            if stops {
                break;
            }
            start = start.or(Some(item.start));
            end = item.end;
            item.used = true;
        }
        start.map(|start| cut(self.letters, start, end))
    }

    /// What nothing has taken, as the person wrote it; neighbours stay together.
    pub(crate) fn leftovers(&self) -> Vec<String> {
        let mut out: Vec<(usize, usize)> = Vec::new();
        let mut adjacent = false;
        for item in &self.items {
            if item.used {
                adjacent = false;
                continue;
            }
            match out.last_mut() {
                Some((_, end)) if adjacent => *end = item.end,
                _ => out.push((item.start, item.end)),
            }
            adjacent = true;
        }
        out.into_iter()
            .map(|(start, end)| cut(self.letters, start, end))
            .filter(|words| !words.is_empty())
            .collect()
    }

    /// The clause as the person wrote it.
    pub(crate) fn text(&self) -> String {
        match (self.items.first(), self.items.last()) {
            (Some(first), Some(last)) => cut(self.letters, first.start, last.end),
            _ => String::new(),
        }
    }

    /// Accepts every unused word that is in `list`.
    pub(crate) fn accept(&mut self, list: &str) {
        for item in &mut self.items {
            if let ItemKind::Token(Kind::Word(word)) = &item.kind
                && listed(list, word)
            {
                item.used = true;
            }
        }
    }
}

fn matches(element: &str, item: &Item, hit: &mut Hit) -> bool {
    use super::lexer::Unit;
    match (element, &item.kind) {
        ("#%", ItemKind::Token(Kind::Number(value, Unit::Percent)))
        | ("#x", ItemKind::Token(Kind::Number(value, Unit::Times)))
        | ("#px", ItemKind::Token(Kind::Number(value, Unit::Px)))
        | ("#deg", ItemKind::Token(Kind::Number(value, Unit::Degrees)))
        | ("#n", ItemKind::Token(Kind::Number(value, Unit::Plain)))
        | ("#", ItemKind::Token(Kind::Number(value, Unit::Plain | Unit::Px))) => {
            hit.numbers.push(*value);
            true
        }
        ("@", ItemKind::Color(tint)) => {
            hit.colors.push(tint.clone());
            true
        }
        (element, ItemKind::Token(Kind::Word(word))) => {
            let found = element.split('|').any(|known| known == word);
            if found {
                hit.words.push(word.clone());
            }
            found
        }
        _ => false,
    }
}

/// The colour that starts here and how many tokens it takes: "light sea green", "dark blue", "red".
fn color_at(tokens: &[Token]) -> Option<(Tint, usize)> {
    let words: Vec<&str> = tokens.iter().map_while(Token::word).take(3).collect();
    for taken in (1..=words.len()).rev() {
        let name: String = words.iter().take(taken).copied().collect();
        if let Some(tint) = Tint::named(&name) {
            return Some((tint, taken));
        }
    }
    let (first, rest) = words.split_first()?;
    (1..=rest.len()).rev().find_map(|taken| {
        let name: String = rest.iter().take(taken).copied().collect();
        let tint = Tint::named(&name)?.modified(first)?;
        Some((tint, taken + 1))
    })
}

impl Clause<'_> {
    /// Takes the number that counts the noun at `noun_place`: the last plain one before it.
    pub(crate) fn take_count_before(&mut self, noun_place: usize) -> Option<f64> {
        use super::lexer::Unit;
        self.items
            .iter_mut()
            .take(noun_place)
            .rev()
            .find_map(|item| match item.kind {
                ItemKind::Token(Kind::Number(number, Unit::Plain)) if !item.used => {
                    item.used = true;
                    Some(number)
                }
                _ => None,
            })
    }
}

impl Clause<'_> {
    /// Takes an unknown word that stands after "the".
    pub(crate) fn take_name_after_the(&mut self) -> Option<String> {
        let mut after_the = false;
        self.items.iter_mut().find_map(|item| {
            let ItemKind::Token(Kind::Word(word)) = &item.kind else {
                after_the = false;
                return None;
            };
            let general =
                "layer layers object objects element elements shape shapes page canvas size";
            if after_the && !item.used && !listed(general, word) {
                item.used = true;
                return Some(word.clone());
            }
            after_the = word == "the";
            None
        })
    }

    /// The word at `place`.
    pub(crate) fn words_at(&self, place: usize) -> Option<&str> {
        match &self.items.get(place)?.kind {
            ItemKind::Token(Kind::Word(word)) => Some(word),
            _ => None,
        }
    }
}
