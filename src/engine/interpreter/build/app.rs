//! Screens of an app for a phone: profile, settings, chat, onboarding.

use crate::engine::canvas::{LayoutAlign, LayoutJustify, Node};

use super::brief::Brief;
use super::controls::{
    avatar, brand_mark, field_box, hairline, icon_tile, primary_button, secondary_button, switch,
};
use super::icons::icon;
use super::layer::{Layer, board, line_up, paragraph, rectangle, stack, text};
use super::marketing::rows_of;

/// The bar at the top of a screen: a title with a symbol on either side.
fn top_bar(brief: &Brief, title: &str, left: &str, right: &str) -> Node {
    let theme = &brief.theme;
    board("Top bar")
        .bare()
        .row(12.0)
        .padded(0.0, 20.0)
        .align(LayoutAlign::Center)
        .justify(LayoutJustify::SpaceBetween)
        .tall(56.0)
        .fill_width()
        .with(vec![
            icon(left, 24.0, &theme.text),
            text(title, 17.0, 600, &theme.text),
            icon(right, 24.0, &theme.text),
        ])
}

/// The bar at the bottom of a screen; `active` is the place of the chosen tab.
pub(crate) fn tab_bar(brief: &Brief, active: usize) -> Node {
    let theme = &brief.theme;
    let tabs = [
        ("home", "Home"),
        ("search", "Search"),
        ("heart", "Saved"),
        ("user", "Profile"),
    ]
    .iter()
    .enumerate()
    .map(|(place, (symbol, words))| {
        let ink = if place == active {
            &theme.accent_text
        } else {
            &theme.muted
        };
        stack(words, 4.0).align(LayoutAlign::Center).with(vec![
            icon(symbol, 24.0, ink),
            text(words, 11.0, if place == active { 600 } else { 500 }, ink),
        ])
    })
    .collect();
    board("Tab bar")
        .paint(&theme.surface)
        .column(0.0)
        .fill_width()
        .with(vec![
            hairline(theme),
            board("Tabs")
                .bare()
                .row(8.0)
                .padded(8.0, 32.0)
                .align(LayoutAlign::Start)
                .justify(LayoutJustify::SpaceBetween)
                .tall(76.0)
                .fill_width()
                .with(tabs),
        ])
}

/// A person's own page.
pub(crate) fn profile(brief: &Brief) -> Node {
    let theme = &brief.theme;
    let name = brief
        .title
        .clone()
        .unwrap_or_else(|| "Maria Keller".to_owned());
    let initials: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .collect::<String>()
        .to_uppercase();
    let numbers = [
        ("128", "Posts"),
        ("4.2k", "Followers"),
        ("312", "Following"),
    ]
    .iter()
    .map(|(number, words)| {
        stack(words, 0.0)
            .fill_width()
            .align(LayoutAlign::Center)
            .with(vec![
                text(number, 18.0, 700, &theme.text),
                text(words, 13.0, 400, &theme.muted),
            ])
    })
    .collect();
    let who = stack("Who", 12.0)
        .fill_width()
        .align(LayoutAlign::Center)
        .with(vec![
            avatar(theme, &initials, 96.0),
            stack("Name", 4.0)
                .align(LayoutAlign::Center)
                .fill_width()
                .with(vec![
                    text(&name, 24.0, 700, &theme.text),
                    text("Product designer in Berlin", 15.0, 400, &theme.muted),
                ]),
        ]);
    let actions = board("Actions").bare().row(12.0).fill_width().with(vec![
        primary_button(theme, "Follow").fill_width(),
        secondary_button(theme, "Message").fill_width(),
    ]);
    let pictures = ["image", "star", "chart", "heart", "globe", "bolt"]
        .iter()
        .zip(0..)
        .map(|(symbol, place)| {
            board("Post")
                .paint(if place == 1 || place == 3 {
                    &theme.accent_soft
                } else {
                    &theme.subtle
                })
                .rounded(12.0)
                .tall(110.0)
                .row(0.0)
                .centered()
                .fill_width()
                .and(icon(
                    symbol,
                    24.0,
                    if place == 1 || place == 3 {
                        &theme.accent_text
                    } else {
                        &theme.muted
                    },
                ))
        })
        .collect();
    let content = stack("Content", 24.0)
        .fill_width()
        .fill_height()
        .padded(8.0, 24.0)
        .with(vec![
            who,
            board("Numbers").bare().row(8.0).fill_width().with(numbers),
            actions,
            rows_of("Posts", pictures, 3, 8.0),
        ]);
    brief.phone_screen("Profile").column(0.0).with(vec![
        status_space(),
        top_bar(brief, "Profile", "back", "sliders"),
        content,
        tab_bar(brief, 3),
    ])
}

/// The space that a phone keeps for its clock.
fn status_space() -> Node {
    let mut node = board("Status bar").bare().tall(44.0).fill_width();
    node.properties.width = None;
    node
}

/// Symbol, words and value of a setting; "on" and "off" are switches.
type Setting = (&'static str, &'static str, &'static str);

/// A list of settings in groups.
pub(crate) fn settings(brief: &Brief) -> Node {
    const GROUPS: &[(&str, &[Setting])] = &[
        (
            "Account",
            &[
                ("user", "Personal details", ""),
                ("lock", "Password", ""),
                ("card", "Payment", "Visa ··42"),
            ],
        ),
        (
            "Preferences",
            &[
                ("bell", "Notifications", "on"),
                ("moon", "Dark appearance", "off"),
                ("globe", "Language", "English"),
            ],
        ),
        ("More", &[("shield", "Privacy", ""), ("help", "Help", "")]),
    ];
    let theme = &brief.theme;
    let mut left = brief.items_within(8, 8);
    let groups: Vec<Node> = GROUPS
        .iter()
        .map_while(|(title, rows)| {
            let shown: Vec<_> = rows.iter().take(left).collect();
            left = left.saturating_sub(shown.len());
            if shown.is_empty() {
                return None;
            }
            let mut card = board("Rows")
                .paint(&theme.surface)
                .outlined(&theme.border)
                .rounded(12.0)
                .column(0.0)
                .fill_width();
            for (place, (symbol, words, value)) in shown.into_iter().enumerate() {
                if place > 0 {
                    card.children.push(hairline(theme));
                }
                card.children.push(setting(brief, symbol, words, value));
            }
            Some(
                stack(title, 8.0)
                    .fill_width()
                    .with(vec![text(title, 13.0, 600, &theme.muted), card]),
            )
        })
        .collect();
    let title = brief.title.as_deref().unwrap_or("Settings");
    let mut content = stack("Content", 24.0)
        .fill_width()
        .padded(16.0, 20.0)
        .and(paragraph(title, 30.0, 700, &theme.text));
    content.children.extend(groups);
    brief
        .phone_screen("Settings")
        .paint(&theme.page)
        .column(0.0)
        .with(vec![status_space(), content])
}

fn setting(brief: &Brief, symbol: &str, words: &str, value: &str) -> Node {
    let theme = &brief.theme;
    let end = match value {
        "on" => switch(theme, true),
        "off" => switch(theme, false),
        "" => icon("next", 18.0, &theme.muted),
        value => line_up("Value", 6.0).with(vec![
            text(value, 15.0, 400, &theme.muted),
            icon("next", 18.0, &theme.muted),
        ]),
    };
    board(words)
        .bare()
        .row(12.0)
        .padded(0.0, 16.0)
        .align(LayoutAlign::Center)
        .justify(LayoutJustify::SpaceBetween)
        .tall(56.0)
        .fill_width()
        .with(vec![
            line_up("Label", 12.0).with(vec![
                icon_tile(theme, symbol, 32.0),
                text(words, 15.0, 500, &theme.text),
            ]),
            end,
        ])
}

/// A conversation between two people.
pub(crate) fn chat(brief: &Brief) -> Node {
    const MESSAGES: &[(bool, &str)] = &[
        (false, "Morning! Did the new onboarding go out?"),
        (true, "It did, last night. First numbers look calm."),
        (false, "Nice. Any surprises?"),
        (
            true,
            "One: people skip the second step. I would fold it into the first.",
        ),
        (false, "Agreed. Shall we try it this week?"),
        (true, "Already drawing it."),
    ];
    let theme = &brief.theme;
    let bubbles = MESSAGES
        .iter()
        .take(brief.items_within(6, 6))
        .map(|(mine, words)| {
            let (fill, ink) = if *mine {
                (&theme.accent, &theme.on_accent)
            } else {
                (&theme.subtle, &theme.text)
            };
            let mut line = text(words, 15.0, 400, ink);
            line.properties.line_height = Some(1.4);
            let long = super::measure::text_width(&line.properties) > 240.0;
            let bubble = board("Bubble")
                .paint(fill)
                .rounded(16.0)
                .row(0.0)
                .padded(10.0, 14.0);
            let bubble = if long {
                bubble.wide(264.0).and(line.fill_width())
            } else {
                bubble.and(line)
            };
            board(if *mine { "Sent" } else { "Received" })
                .bare()
                .row(0.0)
                .justify(if *mine {
                    LayoutJustify::End
                } else {
                    LayoutJustify::Start
                })
                .fill_width()
                .and(bubble)
        })
        .collect();
    let head = board("Head")
        .bare()
        .row(12.0)
        .padded(0.0, 16.0)
        .align(LayoutAlign::Center)
        .tall(64.0)
        .fill_width()
        .with(vec![
            icon("back", 24.0, &theme.text),
            avatar(theme, "JO", 40.0),
            stack("Who", 0.0).with(vec![
                text(
                    brief.title.as_deref().unwrap_or("James Okafor"),
                    16.0,
                    600,
                    &theme.text,
                ),
                text("Online", 13.0, 400, &theme.muted),
            ]),
        ]);
    let composer = board("Composer")
        .bare()
        .row(12.0)
        .padded(12.0, 16.0)
        .align(LayoutAlign::Center)
        .tall(92.0)
        .align(LayoutAlign::Start)
        .fill_width()
        .with(vec![
            field_box(theme, "Message").rounded(22.0).fill_width(),
            board("Send")
                .paint(&theme.accent)
                .rounded(22.0)
                .sized(44.0, 44.0)
                .row(0.0)
                .centered()
                .and(icon("arrow", 20.0, &theme.on_accent)),
        ]);
    brief.phone_screen("Chat").column(0.0).with(vec![
        status_space(),
        head,
        hairline(theme),
        stack("Messages", 12.0)
            .padded(20.0, 16.0)
            .justify(LayoutJustify::End)
            .fill_width()
            .fill_height()
            .with(bubbles),
        hairline(theme),
        composer,
    ])
}

/// One step of an introduction; `step` counts from 0.
pub(crate) fn onboarding(brief: &Brief, step: usize, steps: usize) -> Node {
    const STEPS: &[(&str, &str, &str)] = &[
        (
            "bolt",
            "Everything in one place",
            "Plans, notes and people come together, so that nothing gets lost.",
        ),
        (
            "chat",
            "Decide together",
            "Talk about the work where the work is, and see what was agreed.",
        ),
        (
            "shield",
            "Yours alone",
            "You choose who sees what. Change your mind at any time.",
        ),
        (
            "bell",
            "Quiet by default",
            "We only speak up when something needs you.",
        ),
    ];
    let theme = &brief.theme;
    let (symbol, title, words) = STEPS.get(step % STEPS.len().max(1)).copied().unwrap_or((
        "bolt",
        "Welcome",
        "It is good to have you here.",
    ));
    let last = step + 1 >= steps;
    let dots = (0..steps)
        .map(|place| {
            rectangle("Dot", if place == step { 24.0 } else { 8.0 }, 8.0)
                .paint(if place == step {
                    &theme.accent
                } else {
                    &theme.border
                })
                .rounded(4.0)
        })
        .collect();
    let picture = board("Picture")
        .paint(&theme.accent_soft)
        .rounded(24.0)
        .tall(340.0)
        .row(0.0)
        .centered()
        .fill_width()
        .and(
            board("Tile")
                .paint(&theme.surface)
                .rounded(32.0)
                .shadowed(theme.raised())
                .sized(128.0, 128.0)
                .row(0.0)
                .centered()
                .and(icon(symbol, 64.0, &theme.accent_text)),
        );
    brief
        .phone_screen(&format!("Onboarding {}", step + 1))
        .column(32.0)
        .padded(60.0, 24.0)
        .justify(LayoutJustify::SpaceBetween)
        .with(vec![
            line_up("Top", 12.0)
                .justify(LayoutJustify::SpaceBetween)
                .fill_width()
                .with(vec![
                    brand_mark(theme, 32.0),
                    text("Skip", 15.0, 600, &theme.muted),
                ]),
            picture,
            stack("Words", 12.0).fill_width().with(vec![
                paragraph(
                    brief.title.as_deref().unwrap_or(title),
                    30.0,
                    700,
                    &theme.text,
                )
                .text_centered(),
                paragraph(words, 16.0, 400, &theme.muted).text_centered(),
            ]),
            line_up("Steps", 8.0)
                .justify(LayoutJustify::Center)
                .fill_width()
                .with(dots),
            primary_button(theme, if last { "Get started" } else { "Next" })
                .tall(52.0)
                .fill_width(),
        ])
}

/// The bar at the bottom of a screen, by itself.
pub(crate) fn tab_bar_alone(brief: &Brief) -> Node {
    let mut node = tab_bar(brief, 0);
    node.properties.horizontal_sizing = None;
    node.wide(brief.width.unwrap_or(super::brief::PHONE_WIDTH))
}
