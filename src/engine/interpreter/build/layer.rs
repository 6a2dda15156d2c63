//! Small setters, so that layers that are built in code read like their outline.
//!
//! Invariant: nothing here decides a look; colours and sizes are always arguments. None of the setters
//! is inlined: a layer has some thirty optional properties, and their code would be many times as
//! large.

use crate::engine::canvas::{
    Color, Direction, Fill, Layout, LayoutAlign, LayoutJustify, Node, NodeKind, Radius, Sides,
    Sizing, TextAlign,
};

/// A board with a name; it has no fill.
#[inline(never)]
pub(crate) fn board(name: &str) -> Node {
    layer(NodeKind::Board, name)
}

/// A layer of `kind` with a name and without fill.
#[inline(never)]
pub(crate) fn layer(kind: NodeKind, name: &str) -> Node {
    let mut node = Node::new(kind);
    node.properties.fill = Some(Fill::None);
    node.named(name);
    node
}

/// Text on one line, as wide as its words; the first of the words are its name as well.
#[inline(never)]
pub(crate) fn text(words: &str) -> Node {
    let short: Vec<&str> = words.split_whitespace().take(5).collect();
    let mut node = Node::new(NodeKind::Text);
    node.named(&if short.is_empty() {
        "Text".to_owned()
    } else {
        short.join(" ")
    });
    node.properties.text = Some(words.to_owned());
    node
}

/// The placement across a layout that `word` names.
pub(crate) fn alignment(word: &str) -> Option<LayoutAlign> {
    Some(match word {
        "start" => LayoutAlign::Start,
        "center" => LayoutAlign::Center,
        "end" => LayoutAlign::End,
        _ => return None,
    })
}

/// The placement along a layout that `word` names.
pub(crate) fn justification(word: &str) -> Option<LayoutJustify> {
    Some(match word {
        "start" => LayoutJustify::Start,
        "center" => LayoutJustify::Center,
        "end" => LayoutJustify::End,
        "space-between" => LayoutJustify::SpaceBetween,
        _ => return None,
    })
}

/// What can be said about a layer, one call each.
pub(crate) trait Layer {
    /// Its name.
    fn named(&mut self, name: &str) -> &mut Self;
    /// Its size in px.
    fn sized(&mut self, width: f64, height: f64) -> &mut Self;
    /// Its fill; of text: its colour.
    fn paint(&mut self, color: &Color) -> &mut Self;
    /// The radius of all corners in px.
    fn rounded(&mut self, radius: f64) -> &mut Self;
    /// Its layout, made if it has none.
    fn layout(&mut self) -> &mut Layout;
    /// Children beside each other, `gap` px apart.
    fn row(&mut self, gap: f64) -> &mut Self;
    /// Children below each other, `gap` px apart.
    fn column(&mut self, gap: f64) -> &mut Self;
    /// Inner space in px: above and below, left and right.
    fn padded(&mut self, vertical: f64, horizontal: f64) -> &mut Self;
    /// Everything in the middle.
    fn centered(&mut self) -> &mut Self;
    /// As wide as the parent allows.
    fn fill_width(&mut self) -> &mut Self;
    /// Size and weight of text, and the line height that suits the size.
    fn font(&mut self, size: f64, weight: u16) -> &mut Self;
    /// Text in the middle of its box.
    fn text_centered(&mut self) -> &mut Self;
    /// Its place in a parent without a layout, px.
    fn at(&mut self, x: f64, y: f64) -> &mut Self;
}

impl Layer for Node {
    #[inline(never)]
    fn named(&mut self, name: &str) -> &mut Self {
        self.properties.name = Some(name.to_owned());
        self
    }

    #[inline(never)]
    fn sized(&mut self, width: f64, height: f64) -> &mut Self {
        self.properties.width = Some(width);
        self.properties.height = Some(height);
        self
    }

    #[inline(never)]
    fn paint(&mut self, color: &Color) -> &mut Self {
        self.properties.fill = Some(Fill::Solid(color.clone()));
        self
    }

    #[inline(never)]
    fn rounded(&mut self, radius: f64) -> &mut Self {
        self.properties.radius = Some(Radius::All(radius));
        self
    }

    #[inline(never)]
    fn layout(&mut self) -> &mut Layout {
        self.properties.layout.get_or_insert_default()
    }

    #[inline(never)]
    fn row(&mut self, gap: f64) -> &mut Self {
        let layout = self.layout();
        layout.direction = Some(Direction::Row);
        layout.gap = Some(gap);
        self
    }

    #[inline(never)]
    fn column(&mut self, gap: f64) -> &mut Self {
        let layout = self.layout();
        layout.direction = Some(Direction::Column);
        layout.gap = Some(gap);
        self
    }

    #[inline(never)]
    fn padded(&mut self, vertical: f64, horizontal: f64) -> &mut Self {
        self.layout().padding = Some(if (vertical - horizontal).abs() < 0.5 {
            Sides::All(vertical)
        } else {
            Sides::Each([vertical, horizontal, vertical, horizontal])
        });
        self
    }

    #[inline(never)]
    fn centered(&mut self) -> &mut Self {
        let layout = self.layout();
        layout.align = Some(LayoutAlign::Center);
        layout.justify = Some(LayoutJustify::Center);
        self
    }

    #[inline(never)]
    fn fill_width(&mut self) -> &mut Self {
        self.properties.horizontal_sizing = Some(Sizing::Fill);
        self
    }

    #[inline(never)]
    fn font(&mut self, size: f64, weight: u16) -> &mut Self {
        self.properties.font_size = Some(size);
        self.properties.font_weight = Some(weight);
        self.properties.line_height = Some(if size >= 24.0 { 1.2 } else { 1.5 });
        self
    }

    #[inline(never)]
    fn text_centered(&mut self) -> &mut Self {
        self.properties.text_align = Some(TextAlign::Center);
        self
    }

    #[inline(never)]
    fn at(&mut self, x: f64, y: f64) -> &mut Self {
        self.properties.x = Some(x);
        self.properties.y = Some(y);
        self
    }
}
