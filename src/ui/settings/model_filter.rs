//! Which of several hundred models are shown while the person types. Pure.

use crate::engine::llm::catalog::ModelInfo;

/// How many models are listed at once.
pub(super) const LISTED: usize = 50;

/// What the list shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shown {
    /// The models, at most [`LISTED`].
    pub(super) models: Vec<ModelInfo>,
    /// How many fit the words, shown or not.
    pub(super) matching: usize,
}

/// The models in whose id or name every word occurs, in the provider's order.
pub(super) fn filter(models: &[ModelInfo], query: &str) -> Shown {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut shown = Shown::default();
    for model in models {
        let text = format!("{} {}", model.id, model.name).to_lowercase();
        if !words.iter().all(|word| text.contains(word)) {
            continue;
        }
        shown.matching += 1;
        if shown.models.len() < LISTED {
            shown.models.push(model.clone());
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn models(ids: &[&str]) -> Vec<ModelInfo> {
        ids.iter()
            .map(|id| ModelInfo {
                id: (*id).to_owned(),
                name: id.to_uppercase(),
                ..ModelInfo::default()
            })
            .collect()
    }

    fn ids(shown: &Shown) -> Vec<&str> {
        shown.models.iter().map(|model| model.id.as_str()).collect()
    }

    #[test]
    fn every_word_must_occur_in_any_order_and_case() {
        let all = models(&["acme/large-2", "acme/small-2", "other/large"]);
        assert_eq!(ids(&filter(&all, " LARGE acme ")), ["acme/large-2"]);
        assert_eq!(
            ids(&filter(&all, "")),
            ["acme/large-2", "acme/small-2", "other/large"]
        );
        assert_eq!(filter(&all, "huge"), Shown::default());
    }

    #[test]
    fn the_list_is_short_but_the_count_is_true() {
        let names: Vec<String> = (0..400).map(|number| format!("m{number}")).collect();
        let all = models(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let shown = filter(&all, "m");
        assert_eq!((shown.models.len(), shown.matching), (LISTED, 400));
    }
}
