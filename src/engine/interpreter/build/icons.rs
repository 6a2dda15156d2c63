//! Simple line icons, drawn for this program on a grid of 24 by 24 px.
//!
//! Each is SVG path data with absolute commands; `O x y r` stands for a circle and is written out
//! as four curves. Invariant: an unknown name gives the image icon, never nothing.
//!
//! ```text
//! check: M 5 12.5 L 10 17.5 L 19 7
//! ```

use crate::engine::canvas::{Color, Node, NodeKind, Stroke, StrokeAlign};

use super::layer::{Layer, board, layer};

const ICONS: &str = include_str!("sketches/icons.txt");

/// The path data of the icon called `name`.
fn data_of(name: &str) -> Option<&'static str> {
    ICONS
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

/// Whether there is an icon of this name.
pub(crate) fn has_icon(name: &str) -> bool {
    data_of(name).is_some()
}

/// The icon called `name` in a box of `size` px.
pub(crate) fn icon(name: &str, size: f64, color: &Color) -> Node {
    let data = data_of(name).or_else(|| data_of("image"));
    let mut path = layer(NodeKind::Path, "Line");
    path.properties.d = Some(scale(data.unwrap_or_default(), size / 24.0));
    path.properties.stroke = Some(Stroke {
        color: color.clone(),
        width: if size < 18.0 { 1.5 } else { 1.75 },
        align: Some(StrokeAlign::Center),
        style: None,
    });
    let mut node = board(&format!("Icon {name}"));
    node.sized(size, size);
    node.children.push(path);
    node
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
    let mut path = format!("M {} {}", short((x + radius) * factor), short(y * factor));
    // From each end of an axis to the next: right, bottom, left, top.
    for (from_x, from_y, to_x, to_y) in [(1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)]
    {
        let [from_x, from_y, to_x, to_y] = [from_x, from_y, to_x, to_y].map(f64::from);
        path.push_str(" C");
        for number in [
            x + from_x * radius + to_x * handle,
            y + from_y * radius + to_y * handle,
            x + to_x * radius + from_x * handle,
            y + to_y * radius + from_y * handle,
            x + to_x * radius,
            y + to_y * radius,
        ] {
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
        for line in ICONS.lines() {
            let (name, data) = line.split_once(": ").unwrap();
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
