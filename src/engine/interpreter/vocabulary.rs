//! The words that the interpreter knows, in tables.
//!
//! Invariant: a word that is in any table is never "corrected"; a word of four letters or more that
//! is one slip away from a word of [`KEY_WORDS`] or [`NOUNS`] is read as that word.

use super::spec::{Device, Subject};

/// What can be drawn, by name; several words are tried before one.
pub(crate) const NOUNS: &[(&str, Subject)] = &[
    ("rectangle|rect|box|block", Subject::Rectangle),
    ("square", Subject::Square),
    ("circle|disc|disk|dot|ball", Subject::Circle),
    ("ellipse|oval", Subject::Ellipse),
    ("line|stroke line", Subject::Line),
    ("triangle", Subject::Triangle),
    ("star", Subject::Star),
    ("arrow", Subject::Arrow),
    ("diamond|rhombus", Subject::Diamond),
    ("hexagon", Subject::Hexagon),
    ("heart", Subject::Heart),
    ("text|label|caption|text layer|word|link", Subject::Text),
    ("heading|headline|title|subtitle", Subject::Heading),
    (
        "paragraph|body text|text block|lorem ipsum",
        Subject::Paragraph,
    ),
    (
        "board|frame|container|artboard|canvas|wrapper",
        Subject::Board,
    ),
    ("button|btn|cta button|icon button", Subject::Button),
    (
        "input|field|input field|text field|textfield|text input|textbox|text box|form field|email field|password field|password input|email input",
        Subject::Input,
    ),
    ("textarea|text area|message field", Subject::TextArea),
    (
        "search|search bar|search field|search box|searchbar|search input",
        Subject::Search,
    ),
    (
        "select|dropdown|drop down|select box|combobox|picker",
        Subject::Select,
    ),
    ("card|tile|info card", Subject::Card),
    ("badge|chip|tag|pill badge|label badge", Subject::Badge),
    (
        "avatar|profile picture|user picture|profile photo",
        Subject::Avatar,
    ),
    ("divider|separator|hairline", Subject::Divider),
    (
        "image|picture|photo|image placeholder|picture placeholder|thumbnail",
        Subject::Image,
    ),
    (
        "icon|icon placeholder|heart icon|star icon|arrow icon|search icon|image icon|card icon",
        Subject::Icon,
    ),
    ("checkbox|check box|tick box|tickbox", Subject::Checkbox),
    ("radio|radio button", Subject::Radio),
    ("toggle|switch|toggle switch", Subject::Toggle),
    (
        "progress bar|progress|progressbar|progress indicator|loading bar",
        Subject::Progress,
    ),
    ("slider|range slider|range", Subject::Slider),
    ("table|data table|datatable|data grid", Subject::Table),
    ("list|list view", Subject::List),
    ("logo", Subject::Logo),
    ("form|input form", Subject::Form),
    (
        "login|log in|sign in|signin|login form|log in form|sign in form|login card|login panel",
        Subject::Login,
    ),
    (
        "signup|sign up|register form|registration|register|create account form|registration form",
        Subject::SignUp,
    ),
    (
        "contact|contact form|contact us|feedback form",
        Subject::Contact,
    ),
    (
        "pricing|pricing table|pricing plan|price table|price plan|pricing card|price card|plan|pricing tier|tier|price list",
        Subject::Pricing,
    ),
    ("hero|hero section|hero banner|hero header", Subject::Hero),
    (
        "navbar|nav bar|navigation bar|navigation|nav|header|top bar|topbar|menu bar|app bar|site header|page header|menu",
        Subject::Navbar,
    ),
    (
        "tab bar|tabbar|bottom bar|bottom navigation|bottom nav",
        Subject::TabBar,
    ),
    ("footer|site footer|page footer", Subject::Footer),
    (
        "feature|feature section|feature grid|feature card|benefit",
        Subject::Features,
    ),
    (
        "testimonial|review section|quote section|customer quote",
        Subject::Testimonials,
    ),
    (
        "call to action|cta|cta section|banner",
        Subject::CallToAction,
    ),
    (
        "landing page|landing|website|web page|webpage|homepage|home page|web site|marketing page|site",
        Subject::Landing,
    ),
    (
        "profile|user profile|profile page|account page|profile screen",
        Subject::Profile,
    ),
    (
        "setting|preference|setting list|list of setting",
        Subject::Settings,
    ),
    (
        "dashboard|admin panel|overview|analytic",
        Subject::Dashboard,
    ),
    (
        "product card|product|shop card|item card|product tile|e commerce card",
        Subject::ProductCard,
    ),
    (
        "chat|chat screen|conversation|message screen|messenger|messaging",
        Subject::Chat,
    ),
    (
        "onboarding|onboarding screen|onboarding flow|walkthrough|intro screen",
        Subject::Onboarding,
    ),
    (
        "404|404 page|not found|error page|not found page",
        Subject::NotFound,
    ),
    ("empty state|blank state|empty screen", Subject::EmptyState),
    (
        "dialog|modal|popup|pop up|dialogue|confirmation|alert dialog|modal dialog",
        Subject::Dialog,
    ),
    (
        "sidebar|side bar|side menu|drawer|side navigation",
        Subject::Sidebar,
    ),
    ("chart|bar chart|graph|bar graph|diagram", Subject::Chart),
    ("toast|snackbar|notification|alert", Subject::Toast),
];

/// Words that may follow the name of a section and say nothing new.
pub(crate) const SUFFIXES: &str = "form screen page section view ui layout panel component area design \
    mockup mock wireframe interface placeholder shape layer element tiers plans bar widget app template";

const fn device(name: &'static str, width: f64, height: f64, compact: bool) -> Device {
    Device {
        name,
        width,
        height,
        compact,
    }
}

/// Screens by name.
pub(crate) const DEVICES: &[(&str, Device)] = &[
    ("iphone se", device("iPhone SE", 375.0, 667.0, true)),
    (
        "iphone pro max",
        device("iPhone Pro Max", 430.0, 932.0, true),
    ),
    ("iphone", device("iPhone", 390.0, 844.0, true)),
    ("android", device("Android", 360.0, 800.0, true)),
    ("pixel phone", device("Pixel", 412.0, 915.0, true)),
    (
        "smartphone|mobile phone|phone|mobile",
        device("Mobile", 390.0, 844.0, true),
    ),
    ("ipad|tablet", device("Tablet", 834.0, 1194.0, false)),
    ("macbook|laptop", device("Laptop", 1280.0, 832.0, false)),
    (
        "desktop|computer|pc",
        device("Desktop", 1440.0, 900.0, false),
    ),
    ("apple watch|watch", device("Watch", 198.0, 242.0, true)),
    (
        "instagram post|social post",
        device("Post", 1080.0, 1080.0, false),
    ),
    ("a4", device("A4", 595.0, 842.0, false)),
    ("slide|presentation", device("Slide", 1920.0, 1080.0, false)),
];

/// Words that carry no meaning of their own here, passed over in silence.
pub(crate) const FILLERS: &str = "the a an please pls can could would will you just me my i id want need like \
    kindly hey now also too very really some of is are be that which this these it them its those there here \
    for lets let us we to on at in with and then so nice clean simple modern beautiful minimal elegant calm \
    good great pretty basic standard plain nicely quick new again your our their his her bit little \
    slightly quite about around thanks thank selected selection current one ones all both each every both \
    x px by from into as do does have has having color colour coloured colored style styled kind sort thing \
    another more few couple pair using use inside within";

/// Verbs that draw.
pub(crate) const DRAW_VERBS: &str = "draw create add design build generate insert sketch place put give show \
    drop produce construct mock render compose paint";

/// Verbs that change.
pub(crate) const EDIT_VERBS: &str = "make change set turn color colour recolor fill resize scale rotate tilt spin \
    move nudge shift push rename delete remove erase clear hide show unhide align center centre distribute \
    space spread bring send duplicate copy clone increase decrease reduce enlarge shrink grow round name call \
    replace update edit modify arrange stack order reorder flip give apply double halve write widen stretch \
    undo redo select group ungroup lock restyle swap put raise lower tidy";

/// Words that questions begin with.
pub(crate) const QUESTION_WORDS: &str =
    "what how who why where which help hello hi hey list describe tell inspect";

/// Important words, other than nouns, that are worth correcting.
const KEY_WORDS: &str = "rounded outlined outline shadow border radius width height column columns horizontal \
    horizontally vertical vertically transparent opacity bigger larger smaller wider narrower taller shorter \
    select align distribute duplicate delete rename rotate center create button design generate background \
    yellow orange purple green black white magenta turquoise gradient dashed hidden stacked placeholder";

/// Common words that look like one of ours and are not.
const COMMON: &str = "there their where other these those light right night table tables stable able cable \
    chart chart's start stars cart cars care heading header reading test texts next best rest list lists \
    lines like live liner size sized sides sites site form from forms forum font fonts card cards hard board \
    bored boards broad block blocks black back pack image imagine stage states state label labels table \
    toast roast boast least title tile tiles files field fields yield filed slide slides slider \
    circle circles square squares squared round rounds ground around switch stitch phone phones hone \
    shadow shadows window wider wide width with within without high height weight eight tight order border \
    borders column columns colour colours color colors clear clean close footer hero zero here heroes \
    chat chats that what hat chip chips ship tag tags tab tabs bag plan plans plane plant place \
    post posts most cost dark park mark text move more love made make makes take give gives icon icons \
    profile profiles product products price prices pricing dialog dialogs radio ratio arrow narrow grow \
    rotated tilted turned spaced centered centred aligned distributed rounder outlines borders \
    shadows backgrounds widths heights labelled labeled named called saying checked bolder higher lower \
    star feature features future contact contract content banner manner";

/// Whether `list` holds `word`.
pub(crate) fn listed(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// A word without its plural ending, if that is how it may be read.
pub(crate) fn singular(word: &str) -> String {
    for (ending, replacement) in [
        ("ies", "y"),
        ("boxes", "box"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("sses", "ss"),
    ] {
        if let Some(stem) = word.strip_suffix(ending)
            && !stem.is_empty()
        {
            return format!("{stem}{replacement}");
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// `word` with one slip of the keyboard put right, if it has one.
pub(crate) fn corrected(word: &str) -> Option<String> {
    if word.chars().count() < 4
        || !word.chars().all(char::is_alphabetic)
        || is_known(word)
        || is_known(&singular(word))
    {
        return None;
    }
    let nouns = NOUNS
        .iter()
        .flat_map(|(words, _)| words.split(['|', ' ']))
        .chain(
            DEVICES
                .iter()
                .flat_map(|(words, _)| words.split(['|', ' '])),
        );
    let candidates = nouns.chain(KEY_WORDS.split_ascii_whitespace());
    let stem = singular(word);
    candidates
        .filter(|candidate| candidate.len() >= 4)
        .find(|candidate| {
            let longer = candidate.len().max(word.len());
            longer >= 5 && (one_slip(word, candidate) || one_slip(&stem, candidate))
        })
        .map(str::to_owned)
}

/// Whether any table holds `word`.
pub(crate) fn is_known(word: &str) -> bool {
    [
        SUFFIXES,
        FILLERS,
        DRAW_VERBS,
        EDIT_VERBS,
        QUESTION_WORDS,
        KEY_WORDS,
        COMMON,
    ]
    .iter()
    .any(|list| listed(list, word))
        || NOUNS
            .iter()
            .any(|(words, _)| words.split(['|', ' ']).any(|known| known == word))
        || DEVICES
            .iter()
            .any(|(words, _)| words.split(['|', ' ']).any(|known| known == word))
        || super::colors::Tint::named(word).is_some()
}

/// Whether one insertion, removal, replacement or exchange of neighbours makes one word the other;
/// the first letter must be right.
pub(crate) fn one_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.first() != other.first() || one == other {
        return false;
    }
    let same = one
        .iter()
        .zip(&other)
        .take_while(|(left, right)| left == right)
        .count();
    let rest =
        |word: &[char], skip: usize| word.iter().skip(same + skip).copied().collect::<Vec<_>>();
    let exchanged = one.get(same) == other.get(same + 1)
        && one.get(same + 1) == other.get(same)
        && one.get(same).is_some();
    rest(&one, 1) == rest(&other, 1)
        || rest(&one, 1) == rest(&other, 0)
        || rest(&one, 0) == rest(&other, 1)
        || (exchanged && rest(&one, 2) == rest(&other, 2))
}

/// The thing that can be drawn whose name is nearest to `word`, for a suggestion.
pub(crate) fn nearest(word: &str) -> Option<&'static str> {
    const RELATED: &[(&str, &str)] = &[
        ("logo poster flyer banner cover", "a hero section"),
        ("carousel gallery mosaic collage", "a 3x2 grid of images"),
        ("plot pie donut", "a bar chart"),
        (
            "cat dog house tree car sun mountain animal person",
            "an image placeholder",
        ),
        (
            "calendar schedule timetable spreadsheet",
            "a table with 7 columns and 5 rows",
        ),
        (
            "shop store checkout basket cart",
            "three product cards in a row",
        ),
        ("game app prototype", "a profile screen"),
        ("blog article post newsletter", "three cards in a row"),
        ("tabs tab", "a tab bar"),
        ("tooltip popover hint", "a toast"),
        ("faq accordion", "a list with 5 items"),
        ("spinner loader loading", "a progress bar"),
    ];
    RELATED
        .iter()
        .find(|(words, _)| listed(words, word))
        .map(|(_, offer)| *offer)
}
