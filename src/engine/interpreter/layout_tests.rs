//! Whether drawn layers fit: nothing empty, nothing overlapping, nothing sticking out.

use super::{EMPTY, answer, ask, user};
use crate::engine::canvas::{Direction, Node, NodeKind, Sides, Sizing};

use super::super::build::{text_height, text_width};

/// The size that a layer will have; text is measured.
fn size(node: &Node) -> (f64, f64) {
    let properties = &node.properties;
    if node.kind == NodeKind::Text {
        (
            properties.width.unwrap_or_else(|| text_width(properties)),
            text_height(properties),
        )
    } else {
        (
            properties.width.unwrap_or(0.0),
            properties.height.unwrap_or(0.0),
        )
    }
}

/// Checks what the host insists on, and that children fit.
pub(super) fn check(node: &Node, said: &str) {
    let properties = &node.properties;
    let name = properties.name.clone().unwrap_or_default();
    assert!(!name.trim().is_empty(), "{said}: a layer without a name");
    let positive = |value: Option<f64>| value.is_none_or(|value| value.is_finite() && value > 0.0);
    match node.kind {
        NodeKind::Text => assert!(
            properties
                .text
                .as_ref()
                .is_some_and(|text| !text.is_empty())
        ),
        NodeKind::Path => assert!(properties.d.is_some(), "{said}: {name}"),
        NodeKind::Line => assert!(properties.width != Some(0.0) || properties.height != Some(0.0)),
        _ => {
            assert!(
                properties.width.is_some() && properties.height.is_some(),
                "{said}: {name}"
            );
            assert!(
                positive(properties.width) && positive(properties.height),
                "{said}: {name} is {:?} by {:?}",
                properties.width,
                properties.height
            );
        }
    }
    assert!(
        properties.layout.is_none() || node.kind == NodeKind::Board,
        "{said}: {name}"
    );
    assert!(
        node.children.is_empty() || node.kind.holds_children(),
        "{said}: {name}"
    );
    for child in &node.children {
        check(child, said);
    }
}

/// Checks that the children of `node` fit into it and do not overlap; `path` names it.
fn fits(node: &Node, said: &str, path: &str) {
    let path = format!("{path}/{}", node.properties.name.as_deref().unwrap_or("?"));
    let (width, height) = size(node);
    if let Some(layout) = &node.properties.layout {
        let [top, right, bottom, left] = match layout.padding {
            None => [0.0; 4],
            Some(Sides::All(side)) => [side; 4],
            Some(Sides::Each(sides)) => sides,
        };
        let (inner_width, inner_height) = (width - left - right, height - top - bottom);
        let row = layout.direction != Some(Direction::Column);
        let sizes: Vec<(f64, f64)> = node.children.iter().map(size).collect();
        let gaps =
            layout.gap.unwrap_or(0.0) * f64::from(u32::try_from(sizes.len().max(1) - 1).unwrap());
        let sum = |pick: fn(&(f64, f64)) -> f64| sizes.iter().map(pick).sum::<f64>() + gaps;
        let most = |pick: fn(&(f64, f64)) -> f64| sizes.iter().map(pick).fold(0.0, f64::max);
        let (needs_width, needs_height) = if row {
            (sum(|size| size.0), most(|size| size.1))
        } else {
            (most(|size| size.0), sum(|size| size.1))
        };
        assert!(
            needs_width <= inner_width + 1.0,
            "{said}: {path} needs {needs_width}, has {inner_width} across"
        );
        assert!(
            needs_height <= inner_height + 1.0,
            "{said}: {path} needs {needs_height}, has {inner_height} down"
        );
        for child in &node.children {
            if child.properties.horizontal_sizing == Some(Sizing::Fill)
                && child.kind != NodeKind::Path
            {
                assert!(
                    size(child).0 > 0.0,
                    "{said}: {path} leaves no width for a child"
                );
            }
        }
    } else if node.properties.name.as_deref() != Some("Slider") {
        let boxes: Vec<[f64; 4]> = node
            .children
            .iter()
            .filter(|child| child.kind != NodeKind::Path)
            .map(|child| {
                let (x, y) = (
                    child.properties.x.unwrap_or(0.0),
                    child.properties.y.unwrap_or(0.0),
                );
                let (child_width, child_height) = size(child);
                assert!(
                    x + child_width <= width + 1.0 && y + child_height <= height + 1.0,
                    "{said}: {path}"
                );
                [x, y, child_width, child_height]
            })
            .collect();
        for (place, [x, y, w, h]) in boxes.iter().enumerate() {
            for [other_x, other_y, other_w, other_h] in boxes.iter().skip(place + 1) {
                let apart = x + w <= *other_x
                    || other_x + other_w <= *x
                    || y + h <= *other_y
                    || other_y + other_h <= *y;
                assert!(apart, "{said}: {path} has overlapping children");
            }
        }
    }
    for child in &node.children {
        fits(child, said, &path);
    }
}

const SECTIONS: &[&str] = &[
    "login form",
    "sign up form",
    "contact form",
    "form with name, email, phone and message",
    "pricing with 1 plan",
    "pricing with 2 plans",
    "pricing with 3 plans",
    "pricing with 4 plans",
    "pricing with 5 plans",
    "hero",
    "navbar",
    "footer",
    "features with 6 features",
    "features with 4 features",
    "testimonials",
    "call to action",
    "landing page",
    "profile",
    "settings",
    "dashboard",
    "product card",
    "chat",
    "onboarding",
    "404 page",
    "empty state",
    "dialog",
    "toast",
    "tab bar",
    "sidebar",
    "chart",
    "table with 6 columns and 8 rows",
    "list with 6 items",
    "card with an image, a badge and a button",
    "board with a heading, three inputs, a checkbox and a button",
    "3x3 grid of cards",
    "four product cards in a row",
    "three onboarding screens",
    "landing page for a small coffee shop",
    "slider",
    "progress bar",
    "badge",
    "avatar",
    "select",
    "text area",
    "radio button that says Monthly",
];

#[test]
fn in_every_section_children_fit_into_their_parents_without_overlap() {
    for section in SECTIONS {
        for said in [
            (*section).to_owned(),
            format!("dark {section} in green"),
            format!("mobile {section}"),
        ] {
            let answer = ask(&said);
            let nodes = answer.nodes();
            assert_eq!(nodes.len(), 1, "{said}: {}", answer.text);
            for node in nodes {
                check(&node, &said);
                fits(&node, &said, "");
                assert!(
                    node.count() <= 500,
                    "{said}: more layers than one batch may have"
                );
            }
        }
    }
}

#[test]
fn a_tree_that_was_drawn_is_read_back_as_it_was_written() {
    for section in SECTIONS {
        let answer = answer(vec![user(section, EMPTY)]);
        for (_, input) in &answer.calls {
            for written in input["nodes"].as_array().unwrap() {
                let node: Node = serde_json::from_value(written.clone()).unwrap();
                assert_eq!(&serde_json::to_value(&node).unwrap(), written, "{section}");
            }
        }
    }
}
