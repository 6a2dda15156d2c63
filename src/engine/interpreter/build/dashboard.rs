//! An overview with a sidebar, figures, a chart and a table.

use crate::engine::canvas::{LayoutAlign, LayoutJustify, Node};

use super::brief::Brief;
use super::controls::{avatar, badge, brand, hairline, search_field};
use super::data::table;
use super::icons::icon;
use super::layer::{Layer, board, line_up, rectangle, stack, text};
use super::marketing::person;

/// The whole overview: 1280 by 860 px, or for a phone in one column.
pub(crate) fn dashboard(brief: &Brief) -> Node {
    let theme = &brief.theme;
    if brief.compact {
        let cards: Vec<Node> = figures(brief).into_iter().collect();
        return brief
            .phone_screen("Dashboard")
            .paint(&theme.page)
            .column(20.0)
            .padded(60.0, 20.0)
            .with(vec![
                head(brief),
                super::marketing::rows_of("Figures", cards, 2, 12.0),
                chart(brief),
            ]);
    }
    let main = stack("Main", 24.0)
        .padded(28.0, 32.0)
        .fill_width()
        .fill_height()
        .with(vec![
            head(brief),
            board("Figures")
                .bare()
                .row(20.0)
                .fill_width()
                .with(figures(brief)),
            board("Details")
                .bare()
                .row(20.0)
                .fill_width()
                .with(vec![chart(brief), activity(brief)]),
            table(theme, "Orders", 4, 5, None),
        ]);
    board("Dashboard")
        .paint(&theme.page)
        .sized(brief.width.unwrap_or(1280.0), brief.height.unwrap_or(860.0))
        .row(0.0)
        .with(vec![sidebar(brief), main])
}

fn sidebar(brief: &Brief) -> Node {
    const ENTRIES: &[(&str, &str)] = &[
        ("home", "Overview"),
        ("chart", "Reports"),
        ("cart", "Orders"),
        ("user", "Customers"),
        ("folder", "Files"),
        ("sliders", "Settings"),
    ];
    let theme = &brief.theme;
    let entries = ENTRIES.iter().zip(0..).map(|((symbol, words), place)| {
        let active = place == 0;
        let ink = if active {
            &theme.accent_text
        } else {
            &theme.muted
        };
        let entry = board(words)
            .rounded(8.0)
            .row(12.0)
            .padded(0.0, 12.0)
            .align(LayoutAlign::Center)
            .tall(40.0)
            .fill_width()
            .with(vec![
                icon(symbol, 20.0, ink),
                text(words, 15.0, if active { 600 } else { 500 }, ink),
            ]);
        if active {
            entry.paint(&theme.accent_soft)
        } else {
            entry.bare()
        }
    });
    board("Sidebar")
        .paint(&theme.surface)
        .outlined(&theme.border)
        .wide(240.0)
        .fill_height()
        .column(32.0)
        .padded(28.0, 16.0)
        .justify(LayoutJustify::SpaceBetween)
        .with(vec![
            stack("Top", 28.0).fill_width().with(vec![
                stack("Brand space", 0.0)
                    .padded(0.0, 12.0)
                    .and(brand(theme, brief.brand())),
                stack("Entries", 4.0).fill_width().with(entries.collect()),
            ]),
            person(theme, "MK", "Maria Keller", "Admin"),
        ])
}

fn head(brief: &Brief) -> Node {
    let theme = &brief.theme;
    let title = brief.title.as_deref().unwrap_or("Overview");
    let bar = line_up("Head", 16.0)
        .fill_width()
        .justify(LayoutJustify::SpaceBetween)
        .and(text(title, 26.0, 700, &theme.text));
    if brief.compact {
        return bar.and(avatar(theme, "MK", 36.0));
    }
    bar.and(line_up("Tools", 16.0).with(vec![
        search_field(theme, "Search").wide(280.0),
        icon("bell", 22.0, &theme.muted),
        avatar(theme, "MK", 36.0),
    ]))
}

fn figures(brief: &Brief) -> Vec<Node> {
    let theme = &brief.theme;
    [
        ("Revenue", "$48,250", "+12 %"),
        ("Orders", "1,284", "+4 %"),
        ("Customers", "892", "+7 %"),
        ("Returns", "1.8 %", "-0.3 %"),
    ]
    .iter()
    .take(brief.items_within(4, 4))
    .map(|(words, figure, change)| {
        panel(brief, words).column(8.0).with(vec![
            text(words, 14.0, 500, &theme.muted),
            line_up("Figure", 8.0)
                .fill_width()
                .justify(LayoutJustify::SpaceBetween)
                .with(if brief.compact {
                    vec![text(figure, 20.0, 700, &theme.text)]
                } else {
                    vec![text(figure, 24.0, 700, &theme.text), badge(theme, change)]
                }),
        ])
    })
    .collect()
}

fn panel(brief: &Brief, name: &str) -> Node {
    board(name)
        .paint(&brief.theme.surface)
        .outlined(&brief.theme.border)
        .rounded(12.0)
        .column(16.0)
        .padded(20.0, if brief.compact { 16.0 } else { 20.0 })
        .fill_width()
}

fn chart(brief: &Brief) -> Node {
    let theme = &brief.theme;
    let months = [
        ("Jan", 0.42),
        ("Feb", 0.5),
        ("Mar", 0.46),
        ("Apr", 0.62),
        ("May", 0.58),
        ("Jun", 0.74),
        ("Jul", 0.7),
        ("Aug", 1.0),
    ];
    let bars = months
        .iter()
        .map(|(month, share): &(&str, f64)| {
            let newest = *month == "Aug";
            let mut bar = rectangle("Bar", 0.0, (144.0 * share).round())
                .paint(if newest {
                    &theme.accent
                } else {
                    &theme.accent_soft
                })
                .rounded(6.0)
                .fill_width();
            bar.properties.width = None;
            stack(month, 8.0)
                .align(LayoutAlign::Center)
                .fill_width()
                .with(vec![bar, text(month, 12.0, 500, &theme.muted)])
        })
        .collect();
    panel(brief, "Chart")
        .tall(264.0)
        .justify(LayoutJustify::SpaceBetween)
        .with(vec![
            line_up("Head", 12.0)
                .fill_width()
                .justify(LayoutJustify::SpaceBetween)
                .with(vec![
                    text("Revenue by month", 16.0, 600, &theme.text),
                    text("2026", 14.0, 500, &theme.muted),
                ]),
            board("Bars")
                .bare()
                .row(if brief.compact { 6.0 } else { 16.0 })
                .align(LayoutAlign::End)
                .fill_width()
                .with(bars),
        ])
}

fn activity(brief: &Brief) -> Node {
    let theme = &brief.theme;
    let mut node = panel(brief, "Activity").tall(264.0).column(14.0);
    node.properties.horizontal_sizing = None;
    let mut node = node.wide(300.0).and(text("Latest", 16.0, 600, &theme.text));
    for (place, (initials, name, what)) in [
        ("JO", "James Okafor", "Placed order 1284"),
        ("AS", "Ana Silva", "Left a review"),
        ("TL", "Tom Lindt", "Asked for help"),
    ]
    .iter()
    .enumerate()
    {
        if place > 0 {
            node.children.push(hairline(theme));
        }
        node.children.push(person(theme, initials, name, what));
    }
    node
}

/// The sidebar by itself.
pub(crate) fn sidebar_alone(brief: &Brief) -> Node {
    let mut node = sidebar(brief);
    node.properties.vertical_sizing = None;
    node.wide(brief.width.unwrap_or(240.0).clamp(240.0, 400.0))
        .tall(brief.height.unwrap_or(800.0))
}

/// The chart by itself.
pub(crate) fn chart_alone(brief: &Brief) -> Node {
    let mut node = chart(brief);
    node.properties.horizontal_sizing = None;
    node.wide(brief.width.unwrap_or(560.0))
}
