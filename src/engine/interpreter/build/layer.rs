//! A fluent way to write layers down, so that a section reads like its outline.
//!
//! Invariant: nothing here decides a look; colours and sizes are always arguments. Boards made with
//! [`stack`] and [`line_up`] have no fill and take the size of their content.

use crate::engine::canvas::{
    Color, Direction, Fill, Layout, LayoutAlign, LayoutJustify, Node, NodeKind, Radius, Shadow,
    Sides, Sizing, Stroke, StrokeAlign, TextAlign,
};

/// A board with a name; its fill and size follow.
pub(crate) fn board(name: &str) -> Node {
    Node::new(NodeKind::Board).named(name)
}

/// A board without a look whose children stand below each other, `gap` px apart.
pub(crate) fn stack(name: &str, gap: f64) -> Node {
    board(name).bare().column(gap)
}

/// A board without a look whose children stand beside each other, centred, `gap` px apart.
pub(crate) fn line_up(name: &str, gap: f64) -> Node {
    board(name).bare().row(gap).align(LayoutAlign::Center)
}

/// A rectangle of `width` by `height` px.
pub(crate) fn rectangle(name: &str, width: f64, height: f64) -> Node {
    Node::new(NodeKind::Rectangle)
        .named(name)
        .sized(width, height)
}

/// An ellipse of `width` by `height` px.
pub(crate) fn ellipse(name: &str, width: f64, height: f64) -> Node {
    Node::new(NodeKind::Ellipse)
        .named(name)
        .sized(width, height)
}

/// Text on one line, as wide as its words; the words are its name as well.
pub(crate) fn text(words: &str, size: f64, weight: u16, color: &Color) -> Node {
    let mut node = Node::new(NodeKind::Text)
        .named(&name_of(words))
        .paint(color);
    node.properties.text = Some(words.to_owned());
    node.properties.font_size = Some(size);
    node.properties.font_weight = Some(weight);
    node.properties.line_height = Some(if size >= 24.0 { 1.2 } else { 1.5 });
    node
}

/// Text that takes the width it is given and as many lines as it needs.
pub(crate) fn paragraph(words: &str, size: f64, weight: u16, color: &Color) -> Node {
    text(words, size, weight, color).fill_width()
}

/// A layer name made of the first words of a text.
fn name_of(words: &str) -> String {
    let short: Vec<&str> = words.split_whitespace().take(5).collect();
    if short.is_empty() {
        "Text".to_owned()
    } else {
        short.join(" ")
    }
}

/// What can be said about a layer, one call each.
pub(crate) trait Layer: Sized {
    /// Its name.
    fn named(self, name: &str) -> Self;
    /// Its size in px.
    fn sized(self, width: f64, height: f64) -> Self;
    /// Its width in px.
    fn wide(self, width: f64) -> Self;
    /// Its height in px.
    fn tall(self, height: f64) -> Self;
    /// Its fill; of text: its colour.
    fn paint(self, color: &Color) -> Self;
    /// No fill.
    fn bare(self) -> Self;
    /// An outline inside the edge, 1 px.
    fn outlined(self, color: &Color) -> Self;
    /// The radius of all corners in px.
    fn rounded(self, radius: f64) -> Self;
    /// A drop shadow.
    fn shadowed(self, shadow: Shadow) -> Self;
    /// Children beside each other, `gap` px apart.
    fn row(self, gap: f64) -> Self;
    /// Children below each other, `gap` px apart.
    fn column(self, gap: f64) -> Self;
    /// Inner space in px: above and below, left and right.
    fn padded(self, vertical: f64, horizontal: f64) -> Self;
    /// Placement across the direction.
    fn align(self, align: LayoutAlign) -> Self;
    /// Placement along the direction.
    fn justify(self, justify: LayoutJustify) -> Self;
    /// Everything in the middle.
    fn centered(self) -> Self;
    /// As wide as the parent allows.
    fn fill_width(self) -> Self;
    /// As high as the parent allows.
    fn fill_height(self) -> Self;
    /// Text in the middle of its box.
    fn text_centered(self) -> Self;
    /// Letters closer together or further apart, px.
    fn spaced(self, letter_spacing: f64) -> Self;
    /// The layers inside.
    fn with(self, children: Vec<Node>) -> Self;
    /// One more layer inside, at the end.
    fn and(self, child: Node) -> Self;
    /// Its place in a parent without a layout, px.
    fn at(self, x: f64, y: f64) -> Self;
}

fn change_layout(mut node: Node, change: impl FnOnce(&mut Layout)) -> Node {
    change(node.properties.layout.get_or_insert_default());
    node
}

impl Layer for Node {
    fn named(mut self, name: &str) -> Self {
        self.properties.name = Some(name.to_owned());
        self
    }

    fn sized(self, width: f64, height: f64) -> Self {
        self.wide(width).tall(height)
    }

    fn wide(mut self, width: f64) -> Self {
        self.properties.width = Some(width);
        self
    }

    fn tall(mut self, height: f64) -> Self {
        self.properties.height = Some(height);
        self
    }

    fn paint(mut self, color: &Color) -> Self {
        self.properties.fill = Some(Fill::Solid(color.clone()));
        self
    }

    fn bare(mut self) -> Self {
        self.properties.fill = Some(Fill::None);
        self
    }

    fn outlined(mut self, color: &Color) -> Self {
        self.properties.stroke = Some(Stroke {
            color: color.clone(),
            width: 1.0,
            align: Some(StrokeAlign::Inner),
            style: None,
        });
        self
    }

    fn rounded(mut self, radius: f64) -> Self {
        self.properties.radius = Some(Radius::All(radius));
        self
    }

    fn shadowed(mut self, shadow: Shadow) -> Self {
        self.properties.shadow = Some(shadow);
        self
    }

    fn row(self, gap: f64) -> Self {
        change_layout(self, |layout| {
            layout.direction = Some(Direction::Row);
            layout.gap = Some(gap);
        })
    }

    fn column(self, gap: f64) -> Self {
        change_layout(self, |layout| {
            layout.direction = Some(Direction::Column);
            layout.gap = Some(gap);
        })
    }

    fn padded(self, vertical: f64, horizontal: f64) -> Self {
        change_layout(self, |layout| {
            layout.padding = Some(if (vertical - horizontal).abs() < 0.5 {
                Sides::All(vertical)
            } else {
                Sides::Each([vertical, horizontal, vertical, horizontal])
            });
        })
    }

    fn align(self, align: LayoutAlign) -> Self {
        change_layout(self, |layout| layout.align = Some(align))
    }

    fn justify(self, justify: LayoutJustify) -> Self {
        change_layout(self, |layout| layout.justify = Some(justify))
    }

    fn centered(self) -> Self {
        self.align(LayoutAlign::Center)
            .justify(LayoutJustify::Center)
    }

    fn fill_width(mut self) -> Self {
        self.properties.horizontal_sizing = Some(Sizing::Fill);
        self
    }

    fn fill_height(mut self) -> Self {
        self.properties.vertical_sizing = Some(Sizing::Fill);
        self
    }

    fn text_centered(mut self) -> Self {
        self.properties.text_align = Some(TextAlign::Center);
        self
    }

    fn spaced(mut self, letter_spacing: f64) -> Self {
        self.properties.letter_spacing = Some(letter_spacing);
        self
    }

    fn with(mut self, children: Vec<Node>) -> Self {
        self.children = children;
        self
    }

    fn and(mut self, child: Node) -> Self {
        self.children.push(child);
        self
    }

    fn at(mut self, x: f64, y: f64) -> Self {
        self.properties.x = Some(x);
        self.properties.y = Some(y);
        self
    }
}
