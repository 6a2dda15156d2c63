//! Short names for shapes: `s1`, `s2` … stand for the host's long ids wherever a model reads or
//! writes one.
//!
//! Why: a UUID costs a model some 25 tokens and invites typing errors. Invariant: a name is given
//! once and never to another shape; new names are recorded as events, so a replay gives the same.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::engine::ids::ShapeId;

/// A short name and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The number in `s<number>`.
    pub number: u32,
    /// The shape.
    pub id: ShapeId,
}

/// The short names of one conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aliases {
    numbers: HashMap<ShapeId, u32>,
    ids: HashMap<u32, ShapeId>,
    highest: u32,
    /// Names given since they were last taken for recording.
    fresh: Vec<Alias>,
}

impl Aliases {
    /// The short name of a shape; gives it one if it has none yet.
    pub fn name(&mut self, id: &ShapeId) -> String {
        let number = if let Some(number) = self.numbers.get(id) {
            *number
        } else {
            let alias = Alias {
                number: self.highest + 1,
                id: id.clone(),
            };
            self.fresh.push(alias.clone());
            self.restore(&alias);
            alias.number
        };
        format!("s{number}")
    }

    /// What a model's word stands for: a short name, or a host's id that it has seen.
    pub fn resolve(&self, word: &str) -> Option<&ShapeId> {
        let number = word
            .strip_prefix('s')
            .and_then(|digits| digits.parse::<u32>().ok());
        match number {
            Some(number) => self.ids.get(&number),
            None => self
                .numbers
                .get_key_value(&ShapeId::from(word))
                .map(|(id, _)| id),
        }
    }

    /// Takes a recorded name back in.
    pub fn restore(&mut self, alias: &Alias) {
        self.numbers.insert(alias.id.clone(), alias.number);
        self.ids.insert(alias.number, alias.id.clone());
        self.highest = self.highest.max(alias.number);
    }

    /// The names given since the last call, for recording.
    pub fn take_fresh(&mut self) -> Vec<Alias> {
        std::mem::take(&mut self.fresh)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_keeps_its_name_and_no_name_is_given_twice() {
        let mut aliases = Aliases::default();
        let (first, second) = (ShapeId::from("aaaa"), ShapeId::from("bbbb"));
        assert_eq!(aliases.name(&first), "s1");
        assert_eq!(aliases.name(&second), "s2");
        assert_eq!(aliases.name(&first), "s1");
        assert_eq!(aliases.resolve("s2"), Some(&second));
        assert_eq!(aliases.resolve("bbbb"), Some(&second));
        assert_eq!(aliases.resolve("s3"), None);
        assert_eq!(aliases.resolve("sofa"), None);

        let recorded = aliases.take_fresh();
        assert_eq!(recorded.len(), 2);
        let mut replayed = Aliases::default();
        for alias in &recorded {
            replayed.restore(alias);
        }
        assert_eq!(replayed, aliases);
        assert_eq!(replayed.name(&ShapeId::from("cccc")), "s3");
    }
}
