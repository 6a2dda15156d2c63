//! Sections of a web page: bar, hero, features, plans, footer, and all of them as a landing page.

use crate::engine::canvas::{LayoutAlign, LayoutJustify, Node};

use super::brief::Brief;
use super::controls::{
    avatar, badge, brand, centered_heading, hairline, icon_tile, primary_button, secondary_button,
};
use super::icons::icon;
use super::layer::{Layer, board, line_up, paragraph, rectangle, stack, text};
use super::pricing::pricing;
use super::theme::Theme;

/// The bar at the top of a page.
pub(crate) fn navbar(brief: &Brief) -> Node {
    let theme = &brief.theme;
    let bar = board("Navbar")
        .paint(&theme.surface)
        .sized(brief.page_width(), 72.0)
        .row(32.0)
        .padded(0.0, if brief.compact { 24.0 } else { 64.0 })
        .align(LayoutAlign::Center)
        .justify(LayoutJustify::SpaceBetween)
        .and(brand(theme, brief.brand()));
    if brief.compact {
        return bar.and(icon("menu", 24.0, &theme.text));
    }
    let entries = ["Product", "Pricing", "Customers", "Docs", "Blog", "About"];
    let links = entries
        .iter()
        .take(brief.items_within(4, entries.len()))
        .zip(0..)
        .map(|(words, place)| {
            let (weight, ink) = if place == 0 {
                (600, &theme.text)
            } else {
                (500, &theme.muted)
            };
            text(words, 15.0, weight, ink)
        })
        .collect();
    bar.and(line_up("Links", 32.0).with(links))
        .and(line_up("Actions", 20.0).with(vec![
            text("Sign in", 15.0, 600, &theme.text),
            primary_button(theme, "Get started").tall(40.0),
        ]))
}

/// The first thing on a page: what it is, and what to do.
pub(crate) fn hero(brief: &Brief) -> Node {
    let theme = &brief.theme;
    let title = brief.title.clone().unwrap_or_else(|| {
        brief.topic.as_ref().map_or_else(
            || "Plan the week in ten quiet minutes".to_owned(),
            |topic| format!("{topic}, without the busywork"),
        )
    });
    let actions = line_up("Actions", 12.0).with(vec![
        primary_button(theme, "Start for free").tall(48.0),
        secondary_button(theme, "See how it works").tall(48.0),
    ]);
    let faces = ["MK", "JO", "AS", "TL"]
        .iter()
        .map(|initials| avatar(theme, initials, 32.0))
        .collect();
    let words = stack("Words", 24.0).fill_width().with(vec![
        badge(theme, "New in spring"),
        paragraph(
            &title,
            if brief.compact { 36.0 } else { 52.0 },
            700,
            &theme.text,
        )
        .spaced(-0.8),
        paragraph(
            "One place for plans, notes and people. It stays out of the way until you need it.",
            18.0,
            400,
            &theme.muted,
        ),
        actions,
        line_up("Customers", 12.0).with(vec![
            line_up("Faces", 6.0).with(faces),
            text("4,200 teams already do", 14.0, 500, &theme.muted),
        ]),
    ]);
    let section = brief.page_section("Hero");
    if brief.compact {
        return section
            .column(40.0)
            .with(vec![words, preview(theme, 320.0).fill_width()]);
    }
    section
        .row(64.0)
        .align(LayoutAlign::Center)
        .with(vec![words, preview(theme, 440.0).fill_width()])
}

/// A small picture of a product: a window with a chart of bars.
fn preview(theme: &Theme, height: f64) -> Node {
    let heights = [0.35, 0.55, 0.45, 0.7, 0.6, 0.85, 1.0];
    let room = height - 172.0;
    let bars = heights
        .iter()
        .zip(1_usize..)
        .map(|(share, place)| {
            let ink = if place == heights.len() {
                &theme.accent
            } else {
                &theme.border
            };
            let mut bar = rectangle("Bar", 0.0, (room * share).round())
                .paint(ink)
                .rounded(6.0)
                .fill_width();
            bar.properties.width = None;
            bar
        })
        .collect();
    let window = board("Window")
        .paint(&theme.surface)
        .outlined(&theme.border)
        .rounded(12.0)
        .shadowed(theme.raised())
        .column(20.0)
        .padded(24.0, 24.0)
        .justify(LayoutJustify::SpaceBetween)
        .fill_width()
        .fill_height()
        .with(vec![
            line_up("Head", 12.0)
                .fill_width()
                .justify(LayoutJustify::SpaceBetween)
                .with(vec![
                    text("This week", 16.0, 600, &theme.text),
                    badge(theme, "+18 %"),
                ]),
            board("Bars")
                .bare()
                .row(12.0)
                .align(LayoutAlign::End)
                .fill_width()
                .with(bars),
        ]);
    board("Picture")
        .paint(&theme.accent_soft)
        .rounded(20.0)
        .tall(height)
        .column(0.0)
        .padded(40.0, 40.0)
        .and(window)
}

/// What the product can do, in cards.
pub(crate) fn features(brief: &Brief) -> Node {
    const FEATURES: &[(&str, &str, &str)] = &[
        (
            "bolt",
            "Fast from the start",
            "Everything opens in under a second, on any connection.",
        ),
        (
            "shield",
            "Private by default",
            "Your work is yours. Nothing leaves without your say.",
        ),
        (
            "chat",
            "Made for teams",
            "Comments and decisions stay next to the work.",
        ),
        (
            "chart",
            "Clear numbers",
            "See what moved this week, and what did not.",
        ),
        (
            "sliders",
            "Yours to shape",
            "Rules and views that follow how you already work.",
        ),
        (
            "globe",
            "Anywhere",
            "On the desk, on the phone, and offline on the train.",
        ),
    ];
    let theme = &brief.theme;
    let shown = brief.items_within(3, FEATURES.len());
    let cards: Vec<Node> = FEATURES
        .iter()
        .take(shown)
        .map(|(symbol, title, words)| {
            board(title)
                .paint(&theme.surface)
                .outlined(&theme.border)
                .rounded(16.0)
                .column(20.0)
                .padded(28.0, 28.0)
                .fill_width()
                .with(vec![
                    icon_tile(theme, symbol, 44.0),
                    stack("Words", 8.0).fill_width().with(vec![
                        paragraph(title, 18.0, 600, &theme.text),
                        paragraph(words, 15.0, 400, &theme.muted),
                    ]),
                ])
        })
        .collect();
    let per_row = if brief.compact {
        1
    } else if shown == 4 || shown == 2 {
        2
    } else {
        3
    };
    brief.page_section("Features").paint(&theme.page).with(vec![
        centered_heading(
            theme,
            brief.title.as_deref().unwrap_or("Everything in its place"),
            "The few things that you need every day, done well.",
            36.0,
        ),
        rows_of("Feature cards", cards, per_row, 24.0),
    ])
}

/// Layers in rows of `per_row`.
pub(crate) fn rows_of(name: &str, nodes: Vec<Node>, per_row: usize, gap: f64) -> Node {
    let mut rows: Vec<Node> = Vec::new();
    for (place, node) in nodes.into_iter().enumerate() {
        if place % per_row.max(1) == 0 {
            rows.push(board("Row").bare().row(gap).fill_width());
        }
        if let Some(row) = rows.last_mut() {
            row.children.push(node);
        }
    }
    stack(name, gap).fill_width().with(rows)
}

/// The end of a page: columns of links.
pub(crate) fn footer(brief: &Brief) -> Node {
    const COLUMNS: [(&str, [&str; 4]); 3] = [
        ("Product", ["Features", "Pricing", "Updates", "Status"]),
        ("Company", ["About", "Careers", "Press", "Contact"]),
        ("Help", ["Guides", "Community", "Security", "Privacy"]),
    ];
    let theme = &brief.theme;
    let about = stack("About", 16.0).fill_width().with(vec![
        brand(theme, brief.brand()),
        paragraph(
            "Made with care, and with as little as possible.",
            14.0,
            400,
            &theme.muted,
        ),
    ]);
    let columns = COLUMNS.iter().map(|(title, links)| {
        let mut column = stack(title, 12.0)
            .fill_width()
            .and(text(title, 14.0, 600, &theme.text));
        column.children.extend(
            links
                .iter()
                .map(|words| text(words, 14.0, 400, &theme.muted)),
        );
        column
    });
    let top = if brief.compact {
        stack("Top", 32.0).fill_width().and(about).and(
            board("Links")
                .bare()
                .row(16.0)
                .fill_width()
                .with(columns.collect()),
        )
    } else {
        let mut top = board("Top").bare().row(48.0).fill_width().and(about);
        top.children.extend(columns);
        top
    };
    let legal = format!("© 2026 {}. All rights reserved.", brief.brand());
    brief
        .page_section("Footer")
        .column(32.0)
        .padded(
            if brief.compact { 40.0 } else { 56.0 },
            if brief.compact { 24.0 } else { 64.0 },
        )
        .with(vec![
            top,
            hairline(theme),
            line_up("Bottom", 16.0)
                .fill_width()
                .justify(LayoutJustify::SpaceBetween)
                .with(if brief.compact {
                    vec![text(&legal, 13.0, 400, &theme.muted)]
                } else {
                    vec![
                        text(&legal, 13.0, 400, &theme.muted),
                        text("Terms  ·  Privacy  ·  Imprint", 13.0, 400, &theme.muted),
                    ]
                }),
        ])
}

/// A call to act, in the accent colour.
pub(crate) fn call_to_action(brief: &Brief) -> Node {
    let theme = &brief.theme;
    brief
        .page_section("Call to action")
        .paint(&theme.accent)
        .column(28.0)
        .with(vec![
            stack("Words", 12.0).fill_width().with(vec![
                paragraph(
                    brief.title.as_deref().unwrap_or("Ready when you are"),
                    36.0,
                    700,
                    &theme.on_accent,
                )
                .text_centered(),
                paragraph(
                    "Free for as long as you like. Set up in a minute.",
                    17.0,
                    400,
                    &theme.on_accent,
                )
                .text_centered(),
            ]),
            super::controls::button(&theme.on_accent, &theme.accent, "Start for free").tall(48.0),
        ])
}

/// What people say, in cards.
pub(crate) fn testimonials(brief: &Brief) -> Node {
    const VOICES: &[(&str, &str, &str, &str)] = &[
        (
            "MK",
            "Maria Keller",
            "Head of design, Fjord",
            "We stopped talking about the tool and started talking about the work.",
        ),
        (
            "JO",
            "James Okafor",
            "Founder, Patch",
            "I had a first version before my coffee was cold.",
        ),
        (
            "AS",
            "Ana Silva",
            "Product lead, Lumen",
            "It is the first thing that the whole team opens in the morning.",
        ),
    ];
    let theme = &brief.theme;
    let cards: Vec<Node> = VOICES
        .iter()
        .take(brief.items_within(3, VOICES.len()))
        .map(|(initials, name, role, words)| {
            board(name)
                .paint(&theme.surface)
                .outlined(&theme.border)
                .rounded(16.0)
                .column(24.0)
                .padded(28.0, 28.0)
                .justify(LayoutJustify::SpaceBetween)
                .fill_width()
                .with(vec![
                    paragraph(&format!("“{words}”"), 17.0, 400, &theme.text),
                    person(theme, initials, name, role),
                ])
        })
        .collect();
    let per_row = if brief.compact { 1 } else { 3 };
    brief
        .page_section("Testimonials")
        .paint(&theme.page)
        .with(vec![
            centered_heading(
                theme,
                brief.title.as_deref().unwrap_or("What people say"),
                "From teams of two to teams of two hundred.",
                36.0,
            ),
            rows_of("Voices", cards, per_row, 24.0),
        ])
}

/// A person: picture, name, role.
pub(crate) fn person(theme: &Theme, initials: &str, name: &str, role: &str) -> Node {
    line_up(name, 12.0).with(vec![
        avatar(theme, initials, 40.0),
        stack("Words", 0.0).with(vec![
            text(name, 15.0, 600, &theme.text),
            text(role, 13.0, 400, &theme.muted),
        ]),
    ])
}

/// A whole page made of the sections above.
pub(crate) fn landing(brief: &Brief) -> Node {
    let inner = Brief {
        title: None,
        items: None,
        height: None,
        width: Some(brief.page_width()),
        ..brief.clone()
    };
    let first = Brief {
        title: brief.title.clone(),
        ..inner.clone()
    };
    board("Landing page")
        .paint(&brief.theme.surface)
        .wide(brief.page_width())
        .column(0.0)
        .with(vec![
            navbar(&inner),
            hero(&first),
            features(&inner),
            pricing(&inner),
            call_to_action(&inner),
            footer(&inner),
        ])
}
