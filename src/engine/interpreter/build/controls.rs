//! The small parts of an interface: buttons, fields, avatars, switches and the like.
//!
//! Invariant: a control looks the same wherever it is used; sections only place it.

use crate::engine::canvas::{Color, LayoutAlign, LayoutJustify, Node};

use super::icons::icon;
use super::layer::{Layer, board, ellipse, line_up, paragraph, rectangle, stack, text};
use super::measure::text_width;
use super::theme::Theme;

/// The filled button of the main action, 44 px high, as wide as its words.
pub(crate) fn primary_button(theme: &Theme, words: &str) -> Node {
    button(&theme.accent, &theme.on_accent, words)
}

/// The outlined button of another action.
pub(crate) fn secondary_button(theme: &Theme, words: &str) -> Node {
    button(&theme.surface, &theme.text, words).outlined(&theme.border)
}

/// A button with the given fill and colour of words.
pub(crate) fn button(fill: &Color, ink: &Color, words: &str) -> Node {
    let name = if words == "Button" {
        words.to_owned()
    } else {
        format!("{words} button")
    };
    board(&name)
        .paint(fill)
        .rounded(8.0)
        .row(8.0)
        .padded(0.0, 20.0)
        .centered()
        .tall(44.0)
        .with(vec![text(words, 15.0, 600, ink).text_centered()])
}

/// A field with its label above it.
pub(crate) fn field(theme: &Theme, label: &str, placeholder: &str) -> Node {
    stack(&format!("{label} field"), 6.0)
        .fill_width()
        .with(vec![
            text(label, 14.0, 500, &theme.text),
            field_box(theme, placeholder).fill_width(),
        ])
}

/// The box of a field, 44 px high; the placeholder may be empty.
pub(crate) fn field_box(theme: &Theme, placeholder: &str) -> Node {
    let node = board("Field")
        .paint(&theme.surface)
        .outlined(&theme.border)
        .rounded(8.0)
        .row(8.0)
        .padded(0.0, 14.0)
        .align(LayoutAlign::Center)
        .tall(44.0);
    if placeholder.is_empty() {
        return node;
    }
    node.and(text(placeholder, 15.0, 400, &theme.muted))
}

/// A field for several lines, with its label above it.
pub(crate) fn text_area(theme: &Theme, label: &str, placeholder: &str) -> Node {
    let area = field_box(theme, placeholder)
        .named("Text area")
        .padded(12.0, 14.0)
        .align(LayoutAlign::Start)
        .tall(120.0)
        .fill_width();
    stack(&format!("{label} field"), 6.0)
        .fill_width()
        .with(vec![text(label, 14.0, 500, &theme.text), area])
}

/// A field with a magnifier.
pub(crate) fn search_field(theme: &Theme, placeholder: &str) -> Node {
    let mut node = field_box(theme, placeholder).named("Search field");
    node.children.insert(0, icon("search", 18.0, &theme.muted));
    node
}

/// A field with an arrow that opens a choice.
pub(crate) fn select_field(theme: &Theme, words: &str) -> Node {
    let mut node = field_box(theme, words)
        .named("Select")
        .justify(LayoutJustify::SpaceBetween);
    node.children.push(icon("down", 18.0, &theme.muted));
    node
}

/// A round picture of a person: initials on a tint.
pub(crate) fn avatar(theme: &Theme, initials: &str, size: f64) -> Node {
    board("Avatar")
        .paint(&theme.accent_soft)
        .rounded(size / 2.0)
        .sized(size, size)
        .row(0.0)
        .centered()
        .and(text(initials, (size * 0.38).round(), 600, &theme.accent_text).text_centered())
}

/// A small rounded label.
pub(crate) fn badge(theme: &Theme, words: &str) -> Node {
    board(&format!("{words} badge"))
        .paint(&theme.accent_soft)
        .rounded(12.0)
        .row(4.0)
        .padded(0.0, 10.0)
        .centered()
        .tall(24.0)
        .and(text(words, 12.0, 600, &theme.accent_text))
}

/// A hairline across its parent.
pub(crate) fn hairline(theme: &Theme) -> Node {
    let mut line = rectangle("Divider", 0.0, 1.0)
        .paint(&theme.border)
        .fill_width();
    line.properties.width = None;
    line
}

/// A picture to come: a quiet area with a symbol in the middle.
pub(crate) fn image(theme: &Theme, name: &str) -> Node {
    board(name)
        .paint(&theme.subtle)
        .row(0.0)
        .centered()
        .and(icon("image", 32.0, &theme.muted))
}

/// A symbol on a tinted tile.
pub(crate) fn icon_tile(theme: &Theme, name: &str, size: f64) -> Node {
    board(&format!("{name} tile"))
        .paint(&theme.accent_soft)
        .rounded((size / 4.0).round())
        .sized(size, size)
        .row(0.0)
        .centered()
        .and(icon(name, (size / 2.0).round(), &theme.accent_text))
}

/// A check box without words.
pub(crate) fn check_box(theme: &Theme, checked: bool) -> Node {
    let node = board("Check box").rounded(5.0).sized(20.0, 20.0);
    if checked {
        node.paint(&theme.accent)
            .row(0.0)
            .centered()
            .and(icon("check", 14.0, &theme.on_accent))
    } else {
        node.paint(&theme.surface).outlined(&theme.muted)
    }
}

/// A round choice without words.
pub(crate) fn radio(theme: &Theme, chosen: bool) -> Node {
    let node = board("Radio")
        .paint(&theme.surface)
        .rounded(10.0)
        .sized(20.0, 20.0);
    if chosen {
        node.outlined(&theme.accent)
            .row(0.0)
            .centered()
            .and(ellipse("Dot", 10.0, 10.0).paint(&theme.accent))
    } else {
        node.outlined(&theme.muted)
    }
}

/// A control and the words that belong to it.
pub(crate) fn labelled(theme: &Theme, control: Node, words: &str) -> Node {
    line_up(words, 10.0).with(vec![control, text(words, 15.0, 400, &theme.text)])
}

/// A switch, 44 by 24 px.
pub(crate) fn switch(theme: &Theme, on: bool) -> Node {
    let knob = ellipse("Knob", 20.0, 20.0)
        .paint(if on { &theme.on_accent } else { &theme.surface })
        .shadowed(theme.flat());
    board("Switch")
        .paint(if on { &theme.accent } else { &theme.border })
        .rounded(12.0)
        .sized(44.0, 24.0)
        .row(0.0)
        .padded(0.0, 2.0)
        .align(LayoutAlign::Center)
        .justify(if on {
            LayoutJustify::End
        } else {
            LayoutJustify::Start
        })
        .and(knob)
}

/// A track that is filled to `share` (0 to 1).
pub(crate) fn progress(theme: &Theme, width: f64, height: f64, share: f64) -> Node {
    board("Progress bar")
        .paint(&theme.subtle)
        .rounded(height / 2.0)
        .sized(width, height)
        .and(
            rectangle("Progress", (width * share).round(), height)
                .paint(&theme.accent)
                .rounded(height / 2.0)
                .at(0.0, 0.0),
        )
}

/// A track with a handle at `share` (0 to 1).
pub(crate) fn slider(theme: &Theme, width: f64, share: f64) -> Node {
    let filled = ((width - 20.0) * share).round();
    board("Slider").bare().sized(width, 20.0).with(vec![
        rectangle("Track", width, 4.0)
            .paint(&theme.border)
            .rounded(2.0)
            .at(0.0, 8.0),
        rectangle("Value", filled + 10.0, 4.0)
            .paint(&theme.accent)
            .rounded(2.0)
            .at(0.0, 8.0),
        ellipse("Handle", 20.0, 20.0)
            .paint(&theme.surface)
            .outlined(&theme.accent)
            .shadowed(theme.flat())
            .at(filled, 0.0),
    ])
}

/// The sign and the name of the product.
pub(crate) fn brand(theme: &Theme, name: &str) -> Node {
    line_up("Brand", 10.0).with(vec![
        brand_mark(theme, 28.0),
        text(name, 17.0, 700, &theme.text),
    ])
}

/// The sign of the product: a tile with a smaller shape in it.
pub(crate) fn brand_mark(theme: &Theme, size: f64) -> Node {
    board("Logo")
        .paint(&theme.accent)
        .rounded((size / 3.5).round())
        .sized(size, size)
        .row(0.0)
        .centered()
        .and(
            rectangle("Mark", (size * 0.4).round(), (size * 0.4).round())
                .paint(&theme.on_accent)
                .rounded((size / 8.0).round()),
        )
}

/// A heading with a sentence below it, both as wide as the parent.
pub(crate) fn heading(theme: &Theme, title: &str, explanation: &str, size: f64) -> Node {
    stack("Heading", 8.0).fill_width().with(vec![
        paragraph(title, size, 700, &theme.text),
        paragraph(
            explanation,
            if size > 30.0 { 17.0 } else { 15.0 },
            400,
            &theme.muted,
        ),
    ])
}

/// [`heading`] with both texts in the middle.
pub(crate) fn centered_heading(theme: &Theme, title: &str, explanation: &str, size: f64) -> Node {
    let mut node = heading(theme, title, explanation, size);
    node.children = node
        .children
        .into_iter()
        .map(Layer::text_centered)
        .collect();
    node
}

/// A button of fixed size whose words stay inside: the padding gives way, then the text size.
pub(crate) fn fit_button(mut node: Node, width: f64, height: f64) -> Node {
    node = node.sized(width, height);
    let Some(label) = node.children.first_mut() else {
        return node;
    };
    let size = if height >= 52.0 {
        17.0
    } else if height < 32.0 {
        13.0
    } else {
        15.0
    };
    label.properties.font_size = Some(size);
    let words = text_width(&label.properties);
    if words > width {
        label.properties.font_size = Some((size * width / words).floor().max(8.0));
    }
    let padding = ((width - words) / 2.0).clamp(0.0, 20.0).floor();
    node.padded(0.0, padding)
}
