//! Cards, dialogs and the screens for "there is nothing here".

use crate::engine::canvas::{LayoutAlign, LayoutJustify, Node};

use super::brief::Brief;
use super::controls::{badge, icon_tile, image, primary_button, secondary_button};
use super::icons::icon;
use super::layer::{Layer, board, line_up, paragraph, stack, text};

/// Titles and words of cards that are asked for in numbers.
const CARDS: &[(&str, &str)] = &[
    (
        "Morning review",
        "What changed since yesterday, in two minutes.",
    ),
    (
        "Shared notes",
        "Everything the team wrote down, in one place.",
    ),
    ("Weekly plan", "Five things that matter, and nothing else."),
    ("Open questions", "Decisions that wait for an answer."),
    ("Inspiration", "References that are worth another look."),
    ("Archive", "Finished work, easy to find again."),
];

/// A card with a title and a sentence; `place` chooses the words.
pub(crate) fn card(brief: &Brief, place: usize) -> Node {
    let theme = &brief.theme;
    let (title, words) = CARDS
        .get(place % CARDS.len())
        .copied()
        .unwrap_or(("Card", ""));
    let title = brief.title.as_deref().unwrap_or(title);
    brief
        .surface(if brief.title.is_some() { title } else { "Card" })
        .wide(brief.width.unwrap_or(280.0))
        .column(16.0)
        .padded(24.0, 24.0)
        .with(vec![stack("Words", 8.0).fill_width().with(vec![
            paragraph(title, 18.0, 600, &theme.text),
            paragraph(words, 15.0, 400, &theme.muted),
        ])])
}

/// A product in a shop; `place` chooses which.
pub(crate) fn product(brief: &Brief, place: usize) -> Node {
    const PRODUCTS: &[(&str, &str, &str)] = &[
        ("Oak desk lamp", "Warm light, dimmable", "$89"),
        ("Linen cushion", "50 × 50 cm, washable", "$34"),
        ("Stone mug", "Glazed by hand, 300 ml", "$22"),
        ("Wool throw", "Woven in Portugal", "$120"),
    ];
    let theme = &brief.theme;
    let (name, words, price) = PRODUCTS
        .get(place % PRODUCTS.len())
        .copied()
        .unwrap_or(("Product", "", "$0"));
    let name = brief.title.as_deref().unwrap_or(name);
    let content = stack("Content", 16.0)
        .padded(20.0, 20.0)
        .fill_width()
        .with(vec![
            stack("Words", 4.0).fill_width().with(vec![
                paragraph(name, 18.0, 600, &theme.text),
                paragraph(words, 14.0, 400, &theme.muted),
            ]),
            line_up("Price and rating", 8.0)
                .fill_width()
                .justify(LayoutJustify::SpaceBetween)
                .with(vec![
                    text(price, 22.0, 700, &theme.text),
                    line_up("Rating", 6.0).with(vec![
                        icon("star", 16.0, &theme.accent_text),
                        text("4.8 (126)", 14.0, 500, &theme.muted),
                    ]),
                ]),
            primary_button(theme, "Add to cart").fill_width(),
        ]);
    brief
        .surface("Product card")
        .wide(brief.width.unwrap_or(304.0))
        .column(0.0)
        .with(vec![
            image(theme, "Product picture")
                .tall(224.0)
                .fill_width()
                .rounded_top(16.0),
            content,
        ])
}

/// Round corners at the top only, where a picture meets the edge of its card.
trait TopCorners {
    fn rounded_top(self, radius: f64) -> Self;
}

impl TopCorners for Node {
    fn rounded_top(mut self, radius: f64) -> Self {
        self.properties.radius = Some(crate::engine::canvas::Radius::Each([
            radius, radius, 0.0, 0.0,
        ]));
        self
    }
}

/// A question that has to be answered.
pub(crate) fn dialog(brief: &Brief) -> Node {
    let theme = &brief.theme;
    brief
        .surface("Dialog")
        .wide(brief.width.unwrap_or(440.0))
        .column(24.0)
        .padded(28.0, 28.0)
        .with(vec![
            stack("Words", 8.0).fill_width().with(vec![
                paragraph(
                    brief.title.as_deref().unwrap_or("Delete this project?"),
                    20.0,
                    600,
                    &theme.text,
                ),
                paragraph(
                    "Its 24 files are kept for 30 days. After that they are gone.",
                    15.0,
                    400,
                    &theme.muted,
                ),
            ]),
            line_up("Actions", 12.0)
                .fill_width()
                .justify(LayoutJustify::End)
                .with(vec![
                    secondary_button(theme, "Keep it"),
                    primary_button(theme, "Delete"),
                ]),
        ])
}

/// A short message that comes and goes.
pub(crate) fn toast(brief: &Brief) -> Node {
    let theme = &brief.theme;
    brief
        .surface("Toast")
        .rounded(12.0)
        .wide(brief.width.unwrap_or(360.0))
        .row(12.0)
        .padded(14.0, 16.0)
        .align(LayoutAlign::Center)
        .with(vec![
            icon_tile(theme, "check", 32.0),
            stack("Words", 0.0).fill_width().with(vec![
                paragraph(
                    brief.title.as_deref().unwrap_or("Saved"),
                    15.0,
                    600,
                    &theme.text,
                ),
                paragraph("Your changes are live.", 13.0, 400, &theme.muted),
            ]),
        ])
}

/// The page for an address that leads nowhere.
pub(crate) fn not_found(brief: &Brief) -> Node {
    let theme = &brief.theme;
    let words = stack("Words", 12.0)
        .align(LayoutAlign::Center)
        .wide(if brief.compact { 342.0 } else { 640.0 })
        .with(vec![
            badge(theme, "Error 404"),
            paragraph(
                brief.title.as_deref().unwrap_or("This page has moved on"),
                if brief.compact { 30.0 } else { 44.0 },
                700,
                &theme.text,
            )
            .text_centered(),
            paragraph(
                "The address may be old or mistyped. Nothing of yours is lost.",
                17.0,
                400,
                &theme.muted,
            )
            .text_centered(),
        ]);
    let actions = line_up("Actions", 12.0).with(vec![
        primary_button(theme, "Back to start"),
        secondary_button(theme, "Search"),
    ]);
    let (width, height) = if brief.compact {
        (super::brief::PHONE_WIDTH, super::brief::PHONE_HEIGHT)
    } else {
        (super::brief::PAGE_WIDTH, 720.0)
    };
    board("404 page")
        .paint(&theme.page)
        .sized(brief.width.unwrap_or(width), brief.height.unwrap_or(height))
        .column(32.0)
        .centered()
        .with(vec![words, actions])
}

/// What stands where content will be.
pub(crate) fn empty_state(brief: &Brief) -> Node {
    let theme = &brief.theme;
    brief
        .surface("Empty state")
        .wide(brief.width.unwrap_or(480.0))
        .column(24.0)
        .padded(56.0, 40.0)
        .align(LayoutAlign::Center)
        .with(vec![
            icon_tile(theme, "folder", 64.0),
            stack("Words", 8.0).fill_width().with(vec![
                paragraph(
                    brief.title.as_deref().unwrap_or("No projects yet"),
                    20.0,
                    600,
                    &theme.text,
                )
                .text_centered(),
                paragraph(
                    "Projects keep files, notes and people together. Start with one.",
                    15.0,
                    400,
                    &theme.muted,
                )
                .text_centered(),
            ]),
            primary_button(theme, "New project"),
        ])
}
