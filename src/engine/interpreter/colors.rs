//! Colours by name, and the little arithmetic that a palette needs.
//!
//! The names and values are those of CSS Color Module Level 4, section 6.1. "grey" is read as
//! "gray". A plain name means exactly its CSS value on a shape; in a finished component, where pure
//! `#0000ff` would hurt, the same word means a calmer tone ([`Tint::calm`]).

use crate::engine::canvas::Color;

/// Names and values, alternating.
const CSS: &str = "\
    aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc \
    bisque ffe4c4 black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a \
    burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50 \
    cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b darkcyan \
    008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkkhaki bdb76b darkmagenta \
    8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon \
    e9967a darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkturquoise 00ced1 \
    darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dodgerblue 1e90ff \
    firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc \
    ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray 808080 green 008000 greenyellow adff2f \
    honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c \
    lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 \
    lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen \
    90ee90 lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa \
    lightslategray 778899 lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 \
    linen faf0e6 magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd \
    mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee \
    mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 \
    mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace \
    fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6 \
    palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093 papayawhip \
    ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080 \
    rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon \
    fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue \
    87ceeb slateblue 6a5acd slategray 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan \
    d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 \
    white ffffff whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32";

/// What the everyday names mean in a component: tones on which white text can be read, if possible.
const CALM: &str = "blue 2563eb red dc2626 green 15803d lime 4d7c0f orange ea580c yellow eab308 \
    purple 7e3af2 violet 7c3aed pink db2777 magenta c026d3 fuchsia c026d3 cyan 0e7490 aqua 0e7490 \
    teal 0f766e turquoise 0d9488 indigo 4338ca brown 92400e black 18181b gray 52525b gold ca8a04 \
    maroon 9f1239 navy 1e3a8a";

/// A colour as somebody named it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tint {
    /// The value of the name.
    pub(crate) exact: Color,
    /// What the name means in a component.
    pub(crate) calm: Color,
}

impl Tint {
    /// A colour that was given as digits: it means what it says.
    pub(crate) fn of(color: Color) -> Self {
        Self {
            calm: color.clone(),
            exact: color,
        }
    }

    /// The colour called `name`, in lower case and without spaces.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = name.replace("grey", "gray");
        let exact = look_up(CSS, &name)?;
        let calm = look_up(CALM, &name).unwrap_or_else(|| exact.clone());
        Some(Self { exact, calm })
    }

    /// The tint with a word such as "dark" or "pale" applied; `None` if the word is none of these.
    pub(crate) fn modified(&self, word: &str) -> Option<Self> {
        let (target, share) = match word {
            "dark" | "darker" | "deep" => ("#000000", 0.4),
            "light" | "lighter" | "soft" => ("#ffffff", 0.5),
            "pale" | "pastel" | "faint" => ("#ffffff", 0.75),
            "bright" | "vivid" | "strong" => return Some(Self::of(self.exact.clone())),
            _ => return None,
        };
        let target = fixed(target);
        Some(Self {
            exact: mix(&self.exact, &target, share),
            calm: mix(&self.calm, &target, share),
        })
    }
}

fn look_up(table: &str, name: &str) -> Option<Color> {
    let mut words = table.split_ascii_whitespace();
    while let (Some(key), Some(value)) = (words.next(), words.next()) {
        if key == name {
            return Color::parse(value).ok();
        }
    }
    None
}

/// A colour that this program wrote itself. An unreadable one would be the default black that a
/// test rules out.
pub(crate) fn fixed(hex: &str) -> Color {
    Color::parse(hex).unwrap_or_default()
}

/// Red, green and blue, 0 to 255.
fn channels(color: &Color) -> [f64; 3] {
    let digits = u32::from_str_radix(color.as_str().get(1..7).unwrap_or("000000"), 16).unwrap_or(0);
    [16, 8, 0].map(|shift| f64::from((digits >> shift) & 0xff))
}

/// The whole number nearest to `channel`, 0 to 255.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is rounded and clamped to the range of a byte"
)]
fn byte(channel: f64) -> u8 {
    channel.round().clamp(0.0, 255.0) as u8
}

fn channels_to_color(channels: [f64; 3]) -> Color {
    let [red, green, blue] = channels.map(byte);
    fixed(&format!("#{red:02x}{green:02x}{blue:02x}"))
}

/// `share` (0 to 1) of `other` mixed into `color`.
pub(crate) fn mix(color: &Color, other: &Color, share: f64) -> Color {
    let [red, green, blue] = channels(color);
    let [to_red, to_green, to_blue] = channels(other);
    channels_to_color([
        red + (to_red - red) * share,
        green + (to_green - green) * share,
        blue + (to_blue - blue) * share,
    ])
}

/// `color` with `alpha` as two hexadecimal digits.
pub(crate) fn translucent(color: &Color, alpha: &str) -> Color {
    let opaque = color.as_str().get(..7).unwrap_or("#000000");
    fixed(&format!("{opaque}{alpha}"))
}

/// Contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
pub(crate) fn contrast(one: &Color, other: &Color) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(color: &Color) -> f64 {
    let [red, green, blue] = channels(color).map(|channel| {
        let share = channel / 255.0;
        if share <= 0.040_45 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Black or white, whichever can be read better on `color`; white where it is good enough.
pub(crate) fn readable_on(color: &Color) -> Color {
    let white = fixed("#ffffff");
    if contrast(&white, color) >= 3.4 {
        white
    } else {
        fixed("#14181f")
    }
}

/// `color`, moved towards `extreme` until it can be read on `ground` (4.5 to 1).
pub(crate) fn legible(color: &Color, ground: &Color, extreme: &Color) -> Color {
    [0.0, 0.15, 0.3, 0.45, 0.6, 0.75]
        .into_iter()
        .map(|share| mix(color, extreme, share))
        .find(|candidate| contrast(candidate, ground) >= 4.5)
        .unwrap_or_else(|| extreme.clone())
}
