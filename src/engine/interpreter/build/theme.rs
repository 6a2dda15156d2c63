//! The palette of everything that is built: neutrals, one accent, light or dark.
//!
//! Invariant: text colours reach 4.5 to 1 on the surface they are meant for, whatever the accent.

use crate::engine::canvas::{Color, Shadow};
use crate::engine::interpreter::colors::{Tint, fixed, legible, mix, readable_on, translucent};

/// The colours of one piece of interface.
#[derive(Clone, Debug)]
pub(crate) struct Theme {
    /// Behind everything.
    pub(crate) page: Color,
    /// Cards, fields, bars.
    pub(crate) surface: Color,
    /// Quiet fills: placeholders, tracks, secondary buttons.
    pub(crate) subtle: Color,
    /// Hairlines.
    pub(crate) border: Color,
    /// Words that matter.
    pub(crate) text: Color,
    /// Words that explain.
    pub(crate) muted: Color,
    /// The one colour.
    pub(crate) accent: Color,
    /// Words on the accent.
    pub(crate) on_accent: Color,
    /// A tint of the accent for large areas.
    pub(crate) accent_soft: Color,
    /// The accent as the colour of words on the surface.
    pub(crate) accent_text: Color,
    /// Whether the ground is dark.
    pub(crate) dark: bool,
}

impl Theme {
    /// The palette for an accent (absent: a calm blue) on a light or dark ground.
    pub(crate) fn new(accent: Option<&Tint>, dark: bool) -> Self {
        let accent = accent.map_or_else(|| fixed("#3b5bdb"), |tint| tint.calm.clone());
        let [page, surface, subtle, border, text, muted] = if dark {
            [
                "#0f1115", "#181b21", "#252a32", "#303640", "#f3f5f8", "#a3acb9",
            ]
        } else {
            [
                "#f6f7f9", "#ffffff", "#eef0f3", "#dfe3e8", "#14181f", "#5b6472",
            ]
        }
        .map(fixed);
        Self {
            on_accent: readable_on(&accent),
            accent_soft: mix(&surface, &accent, if dark { 0.22 } else { 0.1 }),
            accent_text: legible(
                &accent,
                &mix(&surface, &accent, if dark { 0.22 } else { 0.1 }),
                &text,
            ),
            page,
            surface,
            subtle,
            border,
            text,
            muted,
            accent,
            dark,
        }
    }

    /// The colour that a sketch calls `name`, or the one that is written there.
    pub(crate) fn color(&self, name: &str) -> Color {
        match name {
            "page" => &self.page,
            "surface" => &self.surface,
            "subtle" => &self.subtle,
            "border" => &self.border,
            "text" => &self.text,
            "muted" => &self.muted,
            "accent" => &self.accent,
            "onaccent" => &self.on_accent,
            "soft" => &self.accent_soft,
            "accenttext" => &self.accent_text,
            digits => return fixed(digits),
        }
        .clone()
    }

    /// The shadow of something that lies above the page.
    pub(crate) fn raised(&self) -> Shadow {
        self.shadow(8.0, 24.0, if self.dark { "66" } else { "14" })
    }

    /// The shadow of something that lies flat.
    pub(crate) fn flat(&self) -> Shadow {
        self.shadow(1.0, 3.0, if self.dark { "66" } else { "1a" })
    }

    fn shadow(&self, y: f64, blur: f64, alpha: &str) -> Shadow {
        let ink = if self.dark { "#000000" } else { "#101828" };
        Shadow {
            x: 0.0,
            y,
            blur,
            spread: 0.0,
            color: translucent(&fixed(ink), alpha),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::interpreter::colors::contrast;

    #[test]
    fn words_can_be_read_whatever_the_accent() {
        for name in ["blue", "yellow", "white", "black", "lime", "pink", "navy"] {
            for dark in [false, true] {
                let theme = Theme::new(Tint::named(name).as_ref(), dark);
                for ground in [&theme.surface, &theme.page] {
                    assert!(contrast(&theme.text, ground) > 12.0, "{name} {dark}");
                    assert!(contrast(&theme.muted, ground) > 4.5, "{name} {dark}");
                }
                assert!(contrast(&theme.accent_text, &theme.accent_soft) >= 4.5);
                assert!(contrast(&theme.on_accent, &theme.accent) >= 3.4, "{name}");
            }
        }
    }
}
