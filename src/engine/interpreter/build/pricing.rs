//! The plans of a product, side by side.

use crate::engine::canvas::{LayoutAlign, LayoutJustify, Node};

use super::brief::{Brief, PHONE_WIDTH};
use super::controls::{badge, centered_heading, hairline, primary_button, secondary_button};
use super::icons::icon;
use super::layer::{Layer, board, line_up, paragraph, stack, text};
use super::measure::count;

/// Plans side by side, the middle one recommended.
pub(crate) fn pricing(brief: &Brief) -> Node {
    let theme = &brief.theme;
    let shown = brief.items_within(3, PLANS.len());
    let favourite = shown / 2;
    let cards: Vec<Node> = PLANS
        .iter()
        .take(shown)
        .enumerate()
        .map(|(place, plan)| plan_card(brief, plan, shown > 1 && place == favourite))
        .collect();
    let width = brief.width.unwrap_or(if brief.compact {
        PHONE_WIDTH
    } else {
        (count(shown) * 344.0 + 152.0).max(720.0)
    });
    let plans = if brief.compact {
        stack("Plans", 20.0)
    } else {
        board("Plans").bare().row(24.0)
    };
    brief
        .page_section("Pricing")
        .paint(&theme.page)
        .wide(width)
        .with(vec![
            centered_heading(
                theme,
                brief.title.as_deref().unwrap_or("Simple, honest pricing"),
                "Start for free. Change or cancel whenever you like.",
                36.0,
            ),
            if shown == 1 && !brief.compact {
                plans.wide(344.0).with(cards)
            } else {
                plans.fill_width().with(cards)
            },
        ])
}

struct Plan {
    name: &'static str,
    price: &'static str,
    words: &'static str,
    features: [&'static str; 4],
}

const PLANS: &[Plan] = &[
    Plan {
        name: "Starter",
        price: "$0",
        words: "For trying things out.",
        features: [
            "3 projects",
            "1 GB of files",
            "Community help",
            "All basic tools",
        ],
    },
    Plan {
        name: "Pro",
        price: "$12",
        words: "For people who do this daily.",
        features: [
            "Unlimited projects",
            "50 GB of files",
            "Help within a day",
            "Shared libraries",
        ],
    },
    Plan {
        name: "Team",
        price: "$29",
        words: "For groups that work together.",
        features: [
            "Everything in Pro",
            "500 GB of files",
            "Roles and rights",
            "Shared billing",
        ],
    },
    Plan {
        name: "Business",
        price: "$59",
        words: "For several teams at once.",
        features: [
            "Everything in Team",
            "2 TB of files",
            "Single sign-on",
            "Help within an hour",
        ],
    },
    Plan {
        name: "Enterprise",
        price: "$99",
        words: "For the whole company.",
        features: [
            "Everything in Business",
            "Your own storage",
            "Audit log",
            "A contact person",
        ],
    },
];

fn plan_card(brief: &Brief, plan: &Plan, favourite: bool) -> Node {
    let theme = &brief.theme;
    let mut title = line_up("Title", 8.0)
        .tall(28.0)
        .fill_width()
        .justify(LayoutJustify::SpaceBetween)
        .and(text(plan.name, 18.0, 600, &theme.text));
    let action = if favourite {
        title.children.push(badge(theme, "Most popular"));
        primary_button(theme, &format!("Choose {}", plan.name))
    } else {
        secondary_button(theme, &format!("Choose {}", plan.name))
    };
    let features = plan
        .features
        .iter()
        .map(|words| {
            line_up(words, 10.0).with(vec![
                icon("check", 18.0, &theme.accent_text),
                text(words, 15.0, 400, &theme.text),
            ])
        })
        .collect();
    let card = board(&format!("{} plan", plan.name))
        .paint(&theme.surface)
        .rounded(16.0)
        .column(24.0)
        .padded(32.0, 28.0)
        .fill_width()
        .with(vec![
            stack("Head", 8.0)
                .fill_width()
                .with(vec![title, paragraph(plan.words, 15.0, 400, &theme.muted)]),
            line_up("Price", 6.0).align(LayoutAlign::End).with(vec![
                text(plan.price, 44.0, 700, &theme.text).spaced(-1.0),
                stack("Period", 0.0).padded(8.0, 0.0).and(text(
                    "per month",
                    14.0,
                    400,
                    &theme.muted,
                )),
            ]),
            action.fill_width(),
            hairline(theme),
            stack("Features", 12.0).with(features),
        ]);
    if favourite {
        let mut card = card.outlined(&theme.accent).shadowed(theme.raised());
        if let Some(stroke) = &mut card.properties.stroke {
            stroke.width = 2.0;
        }
        card
    } else {
        card.outlined(&theme.border)
    }
}
