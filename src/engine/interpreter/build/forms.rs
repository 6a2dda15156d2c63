//! Forms: sign in, sign up, contact, and one with any fields.

use crate::engine::canvas::{LayoutJustify, Node};

use super::brief::Brief;
use super::controls::{
    brand_mark, centered_heading, check_box, field, hairline, heading, labelled, primary_button,
    secondary_button, text_area,
};
use super::layer::{Layer, line_up, stack, text};

/// Sign in with an address and a password.
pub(crate) fn login(brief: &Brief) -> Node {
    let theme = &brief.theme;
    let title = brief.title.clone().unwrap_or_else(|| match &brief.topic {
        Some(topic) => format!("Sign in to {topic}"),
        None => "Welcome back".to_owned(),
    });
    let options = line_up("Options", 16.0)
        .fill_width()
        .justify(LayoutJustify::SpaceBetween)
        .with(vec![
            labelled(theme, check_box(theme, true), "Remember me"),
            text("Forgot password?", 14.0, 600, &theme.accent_text),
        ]);
    form_card(
        brief,
        "Login",
        &title,
        "Sign in to pick up where you left off.",
        vec![
            field(theme, "Email", "name@example.com"),
            field(theme, "Password", "••••••••••"),
            options,
            primary_button(theme, "Sign in").fill_width(),
            separator(brief),
            secondary_button(theme, "Continue with single sign-on").fill_width(),
        ],
        Some(("New here?", "Create an account")),
    )
}

/// Make an account.
pub(crate) fn sign_up(brief: &Brief) -> Node {
    let theme = &brief.theme;
    let title = brief
        .title
        .clone()
        .unwrap_or_else(|| "Create your account".to_owned());
    form_card(
        brief,
        "Sign up",
        &title,
        "It takes a minute. No card needed.",
        vec![
            field(theme, "Full name", "Maria Keller"),
            field(theme, "Email", "name@example.com"),
            field(theme, "Password", "At least 10 characters"),
            labelled(theme, check_box(theme, false), "I agree to the terms"),
            primary_button(theme, "Create account").fill_width(),
        ],
        Some(("Already have an account?", "Sign in")),
    )
}

/// Write a message to somebody.
pub(crate) fn contact(brief: &Brief) -> Node {
    let theme = &brief.theme;
    let title = brief
        .title
        .clone()
        .unwrap_or_else(|| "Get in touch".to_owned());
    let name = field(theme, "Name", "Maria Keller");
    let email = field(theme, "Email", "name@example.com");
    let mut fields = if brief.compact {
        vec![name, email]
    } else {
        vec![
            stack("Who", 16.0)
                .row(16.0)
                .fill_width()
                .with(vec![name, email]),
        ]
    };
    fields.extend([
        field(theme, "Subject", "What is it about?"),
        text_area(theme, "Message", "How can we help?"),
        primary_button(theme, "Send message").fill_width(),
    ]);
    form_card(
        brief,
        "Contact",
        &title,
        "We answer within one working day.",
        fields,
        None,
    )
}

/// A form with the fields that were asked for.
pub(crate) fn custom(brief: &Brief, fields: &[String]) -> Node {
    let theme = &brief.theme;
    let title = brief
        .title
        .clone()
        .or_else(|| brief.topic.clone())
        .unwrap_or_else(|| "Your details".to_owned());
    let mut children: Vec<Node> = fields
        .iter()
        .map(|label| match label.to_lowercase().as_str() {
            "message" | "comment" | "notes" | "bio" => text_area(theme, label, "Write here"),
            "email" => field(theme, label, "name@example.com"),
            "password" => field(theme, label, "••••••••••"),
            "phone" => field(theme, label, "+49 30 1234567"),
            "date" | "birthday" => field(theme, label, "DD.MM.YYYY"),
            "name" => field(theme, label, "Maria Keller"),
            _ => field(theme, label, label),
        })
        .collect();
    children.push(primary_button(theme, "Send").fill_width());
    form_card(
        brief,
        "Form",
        &title,
        "Fields can be changed at any time.",
        children,
        None,
    )
}

/// The card that every form stands in; on a phone, a whole screen.
fn form_card(
    brief: &Brief,
    name: &str,
    title: &str,
    explanation: &str,
    fields: Vec<Node>,
    last: Option<(&str, &str)>,
) -> Node {
    let theme = &brief.theme;
    let wide = name == "Contact" && !brief.compact;
    let head = if wide {
        heading(theme, title, explanation, 24.0)
    } else {
        centered_heading(theme, title, explanation, 24.0)
    };
    let head = if wide {
        head
    } else {
        stack("Head", 20.0)
            .fill_width()
            .align(crate::engine::canvas::LayoutAlign::Center)
            .with(vec![brand_mark(theme, 44.0), head])
    };
    let mut children = vec![head, stack("Fields", 16.0).fill_width().with(fields)];
    if let Some((question, link)) = last {
        children.push(
            line_up("Other way", 6.0)
                .fill_width()
                .justify(LayoutJustify::Center)
                .with(vec![
                    text(question, 14.0, 400, &theme.muted),
                    text(link, 14.0, 600, &theme.accent_text),
                ]),
        );
    }
    if brief.compact {
        return brief
            .phone_screen(name)
            .column(28.0)
            .padded(72.0, 24.0)
            .with(children);
    }
    brief
        .surface(name)
        .wide(brief.width.unwrap_or(if wide { 560.0 } else { 416.0 }))
        .column(28.0)
        .padded(40.0, 32.0)
        .with(children)
}

/// "or" between two hairlines.
fn separator(brief: &Brief) -> Node {
    let theme = &brief.theme;
    line_up("Separator", 12.0).fill_width().with(vec![
        hairline(theme),
        text("or", 13.0, 400, &theme.muted),
        hairline(theme),
    ])
}
