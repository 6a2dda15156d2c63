//! What a section needs to know to build itself.

use super::theme::Theme;

/// The wishes that matter to a section.
#[derive(Clone, Debug)]
pub(crate) struct Brief {
    /// The colours.
    pub(crate) theme: Theme,
    /// The name of the product, or what it is about: "Coffee shop".
    pub(crate) topic: Option<String>,
    /// The main words, if the person gave some.
    pub(crate) title: Option<String>,
    /// For a phone: narrow, one column.
    pub(crate) compact: bool,
    /// How many plans, rows, entries or pictures.
    pub(crate) items: Option<usize>,
    /// The width that was asked for, px.
    pub(crate) width: Option<f64>,
    /// The height that was asked for, px.
    pub(crate) height: Option<f64>,
    /// Which of several it is, from 0.
    pub(crate) place: usize,
    /// Of how many.
    pub(crate) total: usize,
}

impl Brief {
    /// `items` within what looks right.
    pub(crate) fn items_within(&self, default: usize, most: usize) -> usize {
        self.items.unwrap_or(default).clamp(1, most.max(1))
    }
}
