//! Shapes, words and single controls, with the sizes and looks that were asked for.

use crate::engine::canvas::{Fill, Node};
use crate::engine::interpreter::colors::{fixed, mix, readable_on};
use crate::engine::interpreter::spec::{Device, Spec, Subject};

use super::controls::{
    avatar, badge, brand_mark, button, check_box, field, field_box, fit_button, icon_tile, image,
    labelled, progress, radio, search_field, select_field, slider, switch, text_area,
};
use super::data::{list, table, table_width};
use super::decorate::decorate;
use super::icons::icon;
use super::layer::{Layer, board, paragraph, rectangle};
use super::shapes::{free_form, line, shape, words};
use super::theme::Theme;
use super::{brief_of, build_one, cards, label_at};

/// Initials of the people in avatars.
const PEOPLE: [&str; 6] = ["MK", "JO", "AS", "TL", "YM", "LB"];

/// One shape, text or control.
pub(crate) fn primitive(spec: &Spec, subject: Subject, place: usize) -> Node {
    let theme = Theme::new(spec.fill.as_ref(), spec.dark);
    let label = label_at(spec, place);
    let scale = spec.scale.unwrap_or(1.0);
    let size = |width: f64, height: f64| {
        (
            spec.width.unwrap_or((width * scale).round()),
            spec.height.unwrap_or((height * scale).round()),
        )
    };
    match subject {
        Subject::Square | Subject::Circle => {
            let side = spec
                .width
                .or(spec.height)
                .unwrap_or((120.0 * scale).round());
            let height = spec.height.unwrap_or(side);
            shape(spec, subject, label, side, height)
        }
        Subject::Line => line(spec, scale),
        Subject::Triangle
        | Subject::Star
        | Subject::Arrow
        | Subject::Diamond
        | Subject::Hexagon
        | Subject::Heart => {
            let side = spec
                .width
                .or(spec.height)
                .unwrap_or((120.0 * scale).round());
            free_form(spec, subject, side, spec.height.unwrap_or(side))
        }
        Subject::Text | Subject::Heading | Subject::Paragraph => {
            words(spec, subject, label, &theme)
        }
        Subject::Board => container(spec, "Board", size(400.0, 300.0)),
        Subject::Screen => {
            let device = spec.device.unwrap_or(DESKTOP);
            let size = (
                spec.width.unwrap_or(device.width),
                spec.height.unwrap_or(device.height),
            );
            container(spec, device.name, size)
        }
        Subject::Card => card(spec, place),
        Subject::Button => button_of(spec, label, &theme, scale),
        Subject::Input => match label {
            Some(label) if spec.height.is_none() => field(&theme, label, "")
                .wide(size(320.0, 44.0).0)
                .fixed_width(),
            label => {
                let (width, height) = size(320.0, 44.0);
                field_box(&theme, label.unwrap_or("Type here"))
                    .named("Input")
                    .sized(width, height)
            }
        },
        Subject::TextArea => text_area(&theme, label.unwrap_or("Message"), "Write here")
            .wide(size(320.0, 0.0).0)
            .fixed_width(),
        Subject::Search => {
            let (width, height) = size(320.0, 44.0);
            search_field(&theme, label.unwrap_or("Search")).sized(width, height)
        }
        Subject::Select => {
            let (width, height) = size(320.0, 44.0);
            select_field(&theme, label.unwrap_or("Choose one")).sized(width, height)
        }
        Subject::Badge => badge(&theme, label.unwrap_or("New")),
        Subject::Avatar => {
            let side = spec.width.or(spec.height).unwrap_or((48.0 * scale).round());
            let initials = PEOPLE
                .get(place % PEOPLE.len())
                .map_or("MK", |initials| *initials);
            avatar(&theme, label.unwrap_or(initials), side)
        }
        Subject::Divider => {
            let (width, height) = size(320.0, 1.0);
            let ink = spec.fill.as_ref().map_or(&theme.border, |tint| &tint.exact);
            let (width, height) = if spec.upright {
                (spec.width.unwrap_or(1.0), spec.height.unwrap_or(160.0))
            } else {
                (width, height)
            };
            rectangle("Divider", width, height).paint(ink)
        }
        Subject::Image => {
            let (width, height) = size(320.0, 200.0);
            image(&theme, label.unwrap_or("Image"))
                .sized(width, height)
                .rounded(8.0)
        }
        Subject::Icon => {
            let side = spec.width.or(spec.height).unwrap_or((24.0 * scale).round());
            let ink = spec.fill.as_ref().map_or(&theme.text, |tint| &tint.exact);
            icon(spec.symbol.as_deref().unwrap_or("star"), side, ink)
        }
        Subject::Logo => {
            let side = spec.width.or(spec.height).unwrap_or((48.0 * scale).round());
            brand_mark(&theme, side)
        }
        Subject::Checkbox => with_words(&theme, check_box(&theme, spec.on.unwrap_or(true)), label),
        Subject::Radio => with_words(&theme, radio(&theme, spec.on.unwrap_or(place == 0)), label),
        Subject::Toggle => with_words(&theme, switch(&theme, spec.on.unwrap_or(true)), label),
        Subject::Progress => {
            let (width, height) = size(320.0, 8.0);
            progress(&theme, width, height, spec.share.unwrap_or(0.6))
        }
        Subject::Slider => slider(
            &theme,
            size(320.0, 20.0).0.max(40.0),
            spec.share.unwrap_or(0.4),
        ),
        Subject::Table => {
            let columns = spec.columns.unwrap_or(4);
            let width = spec.width.unwrap_or(table_width(columns));
            table(
                &theme,
                "Table",
                columns,
                spec.rows.or(spec.items).unwrap_or(4),
                Some(width),
            )
        }
        Subject::List => {
            let items = spec.items.or(spec.rows).unwrap_or(4);
            list(&theme, items, &spec.labels, spec.width.unwrap_or(360.0))
        }
        _ => {
            let (width, height) = size(160.0, 100.0);
            shape(spec, subject, label, width, height)
        }
    }
}

const DESKTOP: Device = Device {
    name: "Desktop",
    width: 1440.0,
    height: 900.0,
    compact: false,
};

/// Keeps the width that was given, where a field would otherwise fill its parent.
trait FixedWidth {
    fn fixed_width(self) -> Self;
}

impl FixedWidth for Node {
    fn fixed_width(mut self) -> Self {
        self.properties.horizontal_sizing = None;
        self
    }
}

fn with_words(theme: &Theme, control: Node, label: Option<&str>) -> Node {
    match label {
        Some(label) => labelled(theme, control, label),
        None => control,
    }
}

fn button_of(spec: &Spec, label: Option<&str>, theme: &Theme, scale: f64) -> Node {
    let words = label.unwrap_or("Button");
    let ink = spec.ink.as_ref().map(|tint| tint.exact.clone());
    let mut node = if spec.outlined && spec.outline.is_none() {
        let ink = ink.unwrap_or_else(|| {
            if spec.fill.is_some() {
                theme.accent_text.clone()
            } else {
                theme.text.clone()
            }
        });
        let edge = if spec.fill.is_some() {
            &theme.accent
        } else {
            &theme.border
        };
        button(&theme.surface, &ink, words).outlined(edge)
    } else {
        button(
            &theme.accent,
            &ink.unwrap_or_else(|| theme.on_accent.clone()),
            words,
        )
    };
    if let Some(symbol) = &spec.symbol {
        let color = match node
            .children
            .first()
            .and_then(|child| child.properties.fill.clone())
        {
            Some(Fill::Solid(color)) => color,
            _ => theme.on_accent.clone(),
        };
        node.children.insert(0, icon(symbol, 18.0, &color));
    }
    let height = spec.height.unwrap_or((44.0 * scale).round());
    match spec.width {
        Some(width) if spec.symbol.is_none() => fit_button(node, width, height),
        Some(width) => node.sized(width, height),
        None => {
            if height >= 52.0
                && let Some(label) = node.children.last_mut()
            {
                label.properties.font_size = Some(18.0);
                node = node.padded(0.0, 28.0);
            }
            node.tall(height)
        }
    }
}

/// A board, and the layers that were asked for inside it.
fn container(spec: &Spec, name: &str, (width, height): (f64, f64)) -> Node {
    let fill = spec.fill.as_ref().map_or_else(
        || {
            if spec.dark {
                fixed("#181b21")
            } else {
                fixed("#ffffff")
            }
        },
        |tint| tint.exact.clone(),
    );
    let node = board(name).paint(&fill).sized(width, height);
    let parts = parts(spec);
    if parts.is_empty() && label_at(spec, 0).is_none() {
        return match spec.padding {
            Some(padding) => node
                .column(spec.gap.unwrap_or(16.0))
                .padded(padding, padding),
            None => node,
        };
    }
    let padding = spec.padding.unwrap_or(24.0);
    // The top of a phone's screen belongs to its clock.
    let top = if spec.device.is_some_and(|device| device.compact) {
        60.0
    } else {
        padding
    };
    let mut node = node.column(spec.gap.unwrap_or(16.0)).padded(top, padding);
    if let Some(label) = label_at(spec, 0) {
        node.children
            .push(paragraph(label, 24.0, 700, &readable_on(&fill)));
    }
    node.children.extend(parts);
    // What was asked for must fit: a board without a stated height grows with its parts.
    if spec.height.is_none() && spec.device.is_none() {
        node.properties.height = None;
    }
    node
}

/// The layers named after "with".
fn parts(spec: &Spec) -> Vec<Node> {
    let mut nodes = Vec::new();
    for part in &spec.parts {
        let part = Spec {
            dark: part.dark || spec.dark,
            ..part.clone()
        };
        let fills = part.width.is_none()
            && part.arrangement.is_none()
            && matches!(
                part.subject,
                Some(
                    Subject::Input
                        | Subject::TextArea
                        | Subject::Search
                        | Subject::Select
                        | Subject::Paragraph
                        | Subject::Divider
                        | Subject::Image
                        | Subject::Table
                        | Subject::List
                )
            );
        if fills {
            // Each takes the width of the board, so they stand below each other in it.
            let total = part.count.unwrap_or(1).clamp(1, super::arrange::MOST);
            for place in 0..total {
                let subject = part.subject.unwrap_or(Subject::Input);
                let mut node =
                    decorate(primitive(&part, subject, place), &part, subject).fill_width();
                node.properties.width = None;
                nodes.push(node);
            }
        } else {
            nodes.push(super::arrange::build_all(&part));
        }
    }
    nodes
}

fn card(spec: &Spec, place: usize) -> Node {
    let calm = Spec {
        fill: None,
        ..spec.clone()
    };
    let mut brief = brief_of(&calm, place);
    if spec.width.is_none() {
        brief.width = Some((280.0 * spec.scale.unwrap_or(1.0)).round());
    }
    if let Some(tint) = &spec.fill {
        brief.theme.surface = tint.calm.clone();
        brief.theme.text = readable_on(&tint.calm);
        brief.theme.muted = mix(&brief.theme.text, &tint.calm, 0.15);
        brief.theme.border = mix(&tint.calm, &brief.theme.text, 0.1);
    }
    let mut node = cards::card(&brief, place);
    let theme = &brief.theme;
    let mut above = 0;
    for part in &spec.parts {
        let before = node.children.len();
        let mut on_top = true;
        match part.subject {
            Some(Subject::Heading | Subject::Text | Subject::Paragraph)
                if part.labels.is_empty() => {}
            Some(Subject::Image) => node.children.insert(
                above,
                image(theme, "Picture")
                    .tall(140.0)
                    .rounded(8.0)
                    .fill_width(),
            ),
            Some(Subject::Icon) => {
                let symbol = part.symbol.as_deref().unwrap_or("star");
                node.children.insert(above, icon_tile(theme, symbol, 44.0));
            }
            Some(Subject::Avatar | Subject::Badge) => {
                node.children.insert(above, build_one(part, place, 1));
            }
            Some(Subject::Button) => {
                let mut action = super::arrange::build_all(part);
                if part.width.is_none() && part.count.unwrap_or(1) == 1 {
                    action = action.fill_width();
                }
                node.children.push(action);
                on_top = false;
            }
            _ => {
                on_top = false;
                node.children.extend(parts(&Spec {
                    parts: vec![part.clone()],
                    ..Spec::default()
                }));
            }
        }
        if on_top && node.children.len() > before {
            above += 1;
        }
    }
    match spec.height {
        Some(height) => node.tall(height),
        None => node,
    }
}
