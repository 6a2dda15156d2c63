//! What a person wants drawn, as understood: the grammar writes it, the builders read it.

use super::colors::Tint;

/// What to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    // Shapes.
    Rectangle,
    Square,
    Circle,
    Ellipse,
    Line,
    Triangle,
    Star,
    Arrow,
    Diamond,
    Hexagon,
    Heart,
    // Words.
    Text,
    Heading,
    Paragraph,
    // Parts of an interface.
    Board,
    Button,
    Input,
    TextArea,
    Search,
    Select,
    Card,
    Badge,
    Avatar,
    Divider,
    Image,
    Icon,
    Checkbox,
    Radio,
    Toggle,
    Progress,
    Slider,
    Table,
    List,
    Logo,
    // Sections and screens.
    Screen,
    Form,
    Login,
    SignUp,
    Contact,
    Pricing,
    Hero,
    Navbar,
    TabBar,
    Footer,
    Features,
    Testimonials,
    CallToAction,
    Landing,
    Profile,
    Settings,
    Dashboard,
    ProductCard,
    Chat,
    Onboarding,
    NotFound,
    EmptyState,
    Dialog,
    Toast,
    Sidebar,
    Chart,
}

impl Subject {
    /// Whether it is a plain shape or text: colours mean exactly their CSS value.
    pub(crate) const fn is_plain(self) -> bool {
        matches!(
            self,
            Self::Rectangle
                | Self::Square
                | Self::Circle
                | Self::Ellipse
                | Self::Line
                | Self::Triangle
                | Self::Star
                | Self::Arrow
                | Self::Diamond
                | Self::Hexagon
                | Self::Heart
                | Self::Text
                | Self::Heading
                | Self::Paragraph
                | Self::Board
        )
    }

    /// Whether it is a ready-made section or screen, which a colour gives its accent: all that come
    /// from [`Subject::Form`] on in the list.
    pub(crate) const fn is_section(self) -> bool {
        (self as u8) >= (Self::Form as u8)
    }

    /// Whether parts can be named after "with": "a card with a button".
    pub(crate) const fn holds_parts(self) -> bool {
        matches!(self, Self::Board | Self::Card | Self::Screen | Self::Form)
    }

    /// Whether a number before it counts what is in it: "four plans", "six features".
    pub(crate) const fn counts_inside(self) -> bool {
        matches!(self, Self::Pricing | Self::Features | Self::Testimonials)
    }
}

/// How several layers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrangement {
    /// Beside each other.
    Row,
    /// Below each other.
    Column,
    /// In so many columns.
    Grid(usize),
}

/// An area of known size that a design is made for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Device {
    /// Its name, for the layer.
    pub(crate) name: &'static str,
    /// Width, px.
    pub(crate) width: f64,
    /// Height, px.
    pub(crate) height: f64,
    /// Whether sections must be in one column.
    pub(crate) compact: bool,
}

/// One thing to draw, or several of the same.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word that was said or not"
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Spec {
    /// What; absent only while a request is being read.
    pub(crate) subject: Option<Subject>,
    /// How many.
    pub(crate) count: Option<usize>,
    /// How they stand.
    pub(crate) arrangement: Option<Arrangement>,
    /// Space between them, px.
    pub(crate) gap: Option<f64>,
    /// Space inside, px.
    pub(crate) padding: Option<f64>,
    /// Width, px.
    pub(crate) width: Option<f64>,
    /// Height, px.
    pub(crate) height: Option<f64>,
    /// Left edge, px.
    pub(crate) x: Option<f64>,
    /// Top edge, px.
    pub(crate) y: Option<f64>,
    /// Times its usual size: "small", "large".
    pub(crate) scale: Option<f64>,
    /// Fill, text colour of text, accent of a section.
    pub(crate) fill: Option<Tint>,
    /// The other end of a gradient.
    pub(crate) fill_to: Option<Tint>,
    /// Colour of the words inside.
    pub(crate) ink: Option<Tint>,
    /// Colour of the outline.
    pub(crate) outline: Option<Tint>,
    /// Thickness of the outline, px.
    pub(crate) outline_width: Option<f64>,
    /// Whether there is an outline.
    pub(crate) outlined: bool,
    /// Whether the outline is dashed.
    pub(crate) dashed: bool,
    /// Whether there is a shadow.
    pub(crate) shadow: bool,
    /// Corner radius, px; infinite for "fully rounded".
    pub(crate) radius: Option<f64>,
    /// 0 to 1.
    pub(crate) opacity: Option<f64>,
    /// Clockwise degrees.
    pub(crate) rotation: Option<f64>,
    /// Text size, px.
    pub(crate) font_size: Option<f64>,
    /// Text weight.
    pub(crate) font_weight: Option<u16>,
    /// Whether a line stands upright.
    pub(crate) upright: bool,
    /// Whether the ground is dark.
    pub(crate) dark: bool,
    /// Whether a control is on.
    pub(crate) on: Option<bool>,
    /// How full a bar is, 0 to 1.
    pub(crate) share: Option<f64>,
    /// The words, one for each or one for all.
    pub(crate) labels: Vec<String>,
    /// The layer's name.
    pub(crate) name: Option<String>,
    /// What a section is about: "Coffee shop".
    pub(crate) topic: Option<String>,
    /// What symbol an icon shows.
    pub(crate) symbol: Option<String>,
    /// Plans, entries, pictures.
    pub(crate) items: Option<usize>,
    /// Columns of a table.
    pub(crate) columns: Option<usize>,
    /// Rows of a table.
    pub(crate) rows: Option<usize>,
    /// The fields of a form.
    pub(crate) fields: Vec<String>,
    /// What it is made for.
    pub(crate) device: Option<Device>,
    /// What stands inside.
    pub(crate) parts: Vec<Self>,
}
