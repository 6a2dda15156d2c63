//! What a section needs to know to build itself, and the grounds that all sections stand on.

use crate::engine::canvas::{LayoutAlign, Node};

use super::layer::{Layer, board};
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
}

/// Width of a section of a web page, px.
pub(crate) const PAGE_WIDTH: f64 = 1280.0;

/// Width of a phone's screen, px.
pub(crate) const PHONE_WIDTH: f64 = 390.0;

/// Height of a phone's screen, px.
pub(crate) const PHONE_HEIGHT: f64 = 844.0;

impl Brief {
    /// The product's name as it stands in bars and footers.
    pub(crate) fn brand(&self) -> &str {
        self.topic.as_deref().unwrap_or("Northwind")
    }

    /// `items` within what looks right.
    pub(crate) fn items_within(&self, default: usize, most: usize) -> usize {
        self.items.unwrap_or(default).clamp(1, most)
    }

    /// A card: a raised surface with round corners.
    pub(crate) fn surface(&self, name: &str) -> Node {
        board(name)
            .paint(&self.theme.surface)
            .outlined(&self.theme.border)
            .rounded(16.0)
            .shadowed(self.theme.raised())
    }

    /// The screen of a phone.
    pub(crate) fn phone_screen(&self, name: &str) -> Node {
        board(name).paint(&self.theme.surface).sized(
            self.width.unwrap_or(PHONE_WIDTH),
            self.height.unwrap_or(PHONE_HEIGHT),
        )
    }

    /// A section as wide as the page, its content in the middle.
    pub(crate) fn page_section(&self, name: &str) -> Node {
        board(name)
            .paint(&self.theme.surface)
            .wide(self.page_width())
            .column(48.0)
            .align(LayoutAlign::Center)
            .padded(
                if self.compact { 48.0 } else { 80.0 },
                if self.compact { 24.0 } else { 64.0 },
            )
    }

    /// The width of a page, px.
    pub(crate) fn page_width(&self) -> f64 {
        self.width.unwrap_or(if self.compact {
            PHONE_WIDTH
        } else {
            PAGE_WIDTH
        })
    }
}
