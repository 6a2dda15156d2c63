//! Simple line icons, drawn for this program on a grid of 24 by 24 px.
//!
//! Each is SVG path data with absolute commands; `O x y r` stands for a circle and is written out
//! as four curves. Invariant: an unknown name gives the image icon, never nothing.
//!
//! ```text
//! check: M 5 12.5 L 10 17.5 L 19 7
//! ```

use crate::engine::canvas::{Color, Node, NodeKind, Stroke, StrokeAlign};

use super::layer::{Layer, board};

const ICONS: &[(&str, &str)] = &[
    ("check", "M 5 12.5 L 10 17.5 L 19 7"),
    ("close", "M 6 6 L 18 18 M 18 6 L 6 18"),
    ("plus", "M 12 5 L 12 19 M 5 12 L 19 12"),
    ("menu", "M 4 7 L 20 7 M 4 12 L 20 12 M 4 17 L 20 17"),
    ("next", "M 9 6 L 15 12 L 9 18"),
    ("back", "M 15 6 L 9 12 L 15 18"),
    ("down", "M 6 9 L 12 15 L 18 9"),
    ("arrow", "M 5 12 L 19 12 M 13 6 L 19 12 L 13 18"),
    ("search", "O 11 11 6 M 15.5 15.5 L 20 20"),
    (
        "user",
        "O 12 8 4 M 4.5 20 C 4.5 16.5 7.5 14.5 12 14.5 C 16.5 14.5 19.5 16.5 19.5 20",
    ),
    (
        "home",
        "M 4 11 L 12 4 L 20 11 M 6 9.5 L 6 20 L 18 20 L 18 9.5 M 10 20 L 10 14 L 14 14 L 14 20",
    ),
    (
        "bell",
        "M 6 16.5 L 6 11 C 6 7 8.5 4.5 12 4.5 C 15.5 4.5 18 7 18 11 L 18 16.5 M 4 16.5 L 20 16.5 M 10 20 L 14 20",
    ),
    (
        "mail",
        "M 3.5 6 L 20.5 6 L 20.5 18.5 L 3.5 18.5 Z M 3.5 7 L 12 13.5 L 20.5 7",
    ),
    (
        "lock",
        "M 5.5 11 L 18.5 11 L 18.5 20 L 5.5 20 Z M 8 11 L 8 8 C 8 5.5 9.5 4 12 4 C 14.5 4 16 5.5 16 8 L 16 11",
    ),
    (
        "image",
        "M 4 5 L 20 5 L 20 19 L 4 19 Z O 9 10 1.5 M 4 17 L 10 13 L 13 15.5 L 16.5 12 L 20 15",
    ),
    (
        "chat",
        "M 4 5 L 20 5 L 20 16.5 L 11 16.5 L 7 20 L 7 16.5 L 4 16.5 Z",
    ),
    (
        "chart",
        "M 4 20 L 20 20 M 7 16.5 L 7 12 M 12 16.5 L 12 5 M 17 16.5 L 17 9",
    ),
    (
        "heart",
        "M 12 20 C 6 16 3.5 13 3.5 9.5 C 3.5 5 9.5 3.5 12 8 C 14.5 3.5 20.5 5 20.5 9.5 C 20.5 13 18 16 12 20 Z",
    ),
    (
        "star",
        "M 12 4 L 14.4 9.2 L 20 9.8 L 15.8 13.6 L 17 19.2 L 12 16.3 L 7 19.2 L 8.2 13.6 L 4 9.8 L 9.6 9.2 Z",
    ),
    (
        "card",
        "M 3.5 6 L 20.5 6 L 20.5 18.5 L 3.5 18.5 Z M 3.5 10 L 20.5 10 M 7 15 L 11 15",
    ),
    (
        "globe",
        "O 12 12 8 M 4 12 L 20 12 M 12 4 C 8.5 8 8.5 16 12 20 M 12 4 C 15.5 8 15.5 16 12 20",
    ),
    (
        "moon",
        "M 19 14.5 C 13 16.5 7.5 11 9.5 5 C 6.5 6 4.5 9 4.5 12 C 4.5 16 8 19.5 12 19.5 C 15.5 19.5 18 17.5 19 14.5 Z",
    ),
    (
        "help",
        "O 12 12 8 M 9.5 10 C 9.5 6.8 14.5 7 14.5 10 C 14.5 12 12 12 12 14 M 12 16.6 L 12 16.8",
    ),
    (
        "bolt",
        "M 13 4 L 6 13.5 L 11.5 13.5 L 11 20 L 18 10.5 L 12.5 10.5 Z",
    ),
    (
        "shield",
        "M 12 4 L 19 6.5 L 19 12 C 19 16 16 18.5 12 20 C 8 18.5 5 16 5 12 L 5 6.5 Z M 9 12 L 11.2 14.2 L 15 10",
    ),
    (
        "cart",
        "M 3 5 L 6 5 L 8 15.5 L 18 15.5 L 20 8 L 6.6 8 O 9.5 19 1.2 O 16.5 19 1.2",
    ),
    ("sliders", "M 4 8 L 20 8 M 4 16 L 20 16 O 9 8 2 O 15 16 2"),
    (
        "folder",
        "M 3.5 6 L 10 6 L 12 8.5 L 20.5 8.5 L 20.5 18.5 L 3.5 18.5 Z",
    ),
    ("send", "M 4 11 L 20 4 L 14 20 L 11 13.5 Z M 11 13.5 L 20 4"),
];

/// Whether there is an icon of this name.
pub(crate) fn has_icon(name: &str) -> bool {
    ICONS.iter().any(|(known, _)| *known == name)
}

/// The icon called `name` in a box of `size` px.
pub(crate) fn icon(name: &str, size: f64, color: &Color) -> Node {
    let data = ICONS
        .iter()
        .find(|(known, _)| *known == name)
        .or_else(|| ICONS.iter().find(|(known, _)| *known == "image"))
        .map_or("", |(_, data)| data);
    let mut path = Node::new(NodeKind::Path).named("Line").bare();
    path.properties.d = Some(scale(data, size / 24.0));
    path.properties.stroke = Some(Stroke {
        color: color.clone(),
        width: if size < 18.0 { 1.5 } else { 1.75 },
        align: Some(StrokeAlign::Center),
        style: None,
    });
    board(&format!("Icon {name}"))
        .bare()
        .sized(size, size)
        .with(vec![path])
}

/// Path data with every number multiplied, and circles written out.
fn scale(data: &str, factor: f64) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut words = data.split(' ');
    while let Some(word) = words.next() {
        if word == "O" {
            let mut next = || words.next().and_then(|word| word.parse().ok());
            if let (Some(x), Some(y), Some(radius)) = (next(), next(), next()) {
                out.push(circle(x, y, radius, factor));
            }
        } else {
            out.push(
                word.parse::<f64>()
                    .map_or_else(|_| word.to_owned(), |number| short(number * factor)),
            );
        }
    }
    out.join(" ")
}

fn circle(x: f64, y: f64, radius: f64, factor: f64) -> String {
    // The usual approximation of a quarter of a circle by a cubic curve.
    let handle = radius * 0.5523;
    let points: [[f64; 6]; 4] = [
        [
            x + radius,
            y + handle,
            x + handle,
            y + radius,
            x,
            y + radius,
        ],
        [
            x - handle,
            y + radius,
            x - radius,
            y + handle,
            x - radius,
            y,
        ],
        [
            x - radius,
            y - handle,
            x - handle,
            y - radius,
            x,
            y - radius,
        ],
        [
            x + handle,
            y - radius,
            x + radius,
            y - handle,
            x + radius,
            y,
        ],
    ];
    let mut path = format!("M {} {}", short((x + radius) * factor), short(y * factor));
    for curve in points {
        path.push_str(" C");
        for number in curve {
            path.push(' ');
            path.push_str(&short(number * factor));
        }
    }
    path + " Z"
}

/// A number with at most one decimal.
fn short(number: f64) -> String {
    format!("{}", (number * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_data_holds_only_absolute_commands_and_numbers_inside_the_box() {
        for (name, data) in ICONS {
            for word in scale(data, 2.0).split(' ') {
                match word.parse::<f64>() {
                    Ok(number) => assert!((0.0..=48.0).contains(&number), "{name}: {number}"),
                    Err(_) => assert!(["M", "L", "C", "Z"].contains(&word), "{name}: {word}"),
                }
            }
        }
    }

    #[test]
    fn an_unknown_icon_is_still_an_icon() {
        let color = Color::default();
        assert!(!has_icon("unicorn"));
        let node = icon("unicorn", 24.0, &color);
        assert!(
            node.children[0]
                .properties
                .d
                .as_deref()
                .unwrap()
                .starts_with('M')
        );
    }
}
