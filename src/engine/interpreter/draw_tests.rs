//! Requests to draw: what is said, and the layers that come of it.

use std::fmt::Write;

use super::ask;
use crate::engine::canvas::{Fill, Node, NodeKind, Radius};

/// A drawn layer in a few words: `board 120x40 #2563eb "Save"`.
fn summary(node: &Node) -> String {
    let properties = &node.properties;
    let mut out = node.kind.name().to_owned();
    if let (Some(width), Some(height)) = (properties.width, properties.height) {
        write!(out, " {width}x{height}").unwrap();
    }
    match &properties.fill {
        Some(Fill::Solid(color)) => write!(out, " {}", color.as_str()).unwrap(),
        Some(Fill::Gradient(gradient)) => write!(
            out,
            " {}-{}",
            gradient.stops[0].color.as_str(),
            gradient.stops[1].color.as_str()
        )
        .unwrap(),
        _ => {}
    }
    if let Some(stroke) = &properties.stroke
        && (node.kind != NodeKind::Board || stroke.width > 1.0)
    {
        write!(out, " edge {} {}", stroke.color.as_str(), stroke.width).unwrap();
    }
    if let (Some(Radius::All(radius)), true) = (properties.radius, node.kind != NodeKind::Board) {
        write!(out, " r{radius}").unwrap();
    }
    for (word, given) in [
        ("opacity", properties.opacity),
        ("turn", properties.rotation),
        ("size", properties.font_size),
    ] {
        if let Some(value) = given {
            write!(out, " {word} {value}").unwrap();
        }
    }
    if node.kind == NodeKind::Text {
        write!(out, " {:?}", properties.text.as_deref().unwrap()).unwrap();
    } else if let [child] = node.children.as_slice()
        && child.kind == NodeKind::Text
    {
        write!(out, " {:?}", child.properties.text.as_deref().unwrap()).unwrap();
    }
    out
}

/// `(what is said, what is drawn)`: one line for each outermost layer.
const PLAIN: &[(&str, &str)] = &[
    (
        "a button with rounded corners, white text and a blue background",
        "board 89x44 #2563eb \"Button\"",
    ),
    (
        "can you make a big red button?",
        "board 114x66 #dc2626 \"Button\"",
    ),
    (
        "a rectangle at 100, 200 size 50x60",
        "rectangle 50x60 #cbd3dd",
    ),
    ("a rectangle", "rectangle 160x100 #cbd3dd"),
    ("draw a red rectangle", "rectangle 160x100 #ff0000"),
    (
        "Please draw me a RED rectangle!",
        "rectangle 160x100 #ff0000",
    ),
    ("rectangle 200x80", "rectangle 200x80 #cbd3dd"),
    ("a 200 by 80 rectangle in blue", "rectangle 200x80 #0000ff"),
    (
        "rectangle, width 300, height 40",
        "rectangle 300x40 #cbd3dd",
    ),
    (
        "a rectangle 300 wide and 40 high",
        "rectangle 300x40 #cbd3dd",
    ),
    ("draw a rectngle", "rectangle 160x100 #cbd3dd"),
    ("a rectangel 120 × 40 px", "rectangle 120x40 #cbd3dd"),
    ("a box #ff8800", "rectangle 160x100 #ff8800"),
    ("square", "rectangle 120x120 #cbd3dd"),
    ("a square of 80 px", "rectangle 80x80 #cbd3dd"),
    ("small green square", "rectangle 90x90 #008000"),
    (
        "a rounded rectangle with a shadow",
        "rectangle 160x100 #cbd3dd r12",
    ),
    ("a rectangle with radius 8", "rectangle 160x100 #cbd3dd r8"),
    (
        "a rectangle with 8px rounded corners",
        "rectangle 160x100 #cbd3dd r8",
    ),
    ("a pill shaped rectangle", "rectangle 160x100 #cbd3dd r50"),
    (
        "a rectangle with a 3px red border",
        "rectangle 160x100 #cbd3dd edge #ff0000 3",
    ),
    (
        "a white rectangle with a black outline",
        "rectangle 160x100 #ffffff edge #000000 2",
    ),
    ("an outlined red square", "rectangle 120x120 edge #ff0000 2"),
    (
        "a rectangle rotated 45 degrees",
        "rectangle 160x100 #cbd3dd turn 45",
    ),
    (
        "a rectangle with 50% opacity",
        "rectangle 160x100 #cbd3dd opacity 0.5",
    ),
    (
        "a transparent rectangle",
        "rectangle 160x100 #cbd3dd opacity 0.5",
    ),
    ("circle", "ellipse 120x120 #cbd3dd"),
    ("a circel", "ellipse 120x120 #cbd3dd"),
    ("a circle with radius 40", "ellipse 80x80 #cbd3dd"),
    ("a circle with a diameter of 64 px", "ellipse 64x64 #cbd3dd"),
    ("circle 48", "ellipse 48x48 #cbd3dd"),
    ("a light blue circle", "ellipse 120x120 #add8e6"),
    ("a dark green circle", "ellipse 120x120 #006400"),
    ("a pale red circle", "ellipse 120x120 #ffbfbf"),
    ("a hotpink circle", "ellipse 120x120 #ff69b4"),
    ("a grey oval", "ellipse 160x100 #808080"),
    ("an ellipse 100x50", "ellipse 100x50 #cbd3dd"),
    (
        "a circle with a gradient from red to blue",
        "ellipse 120x120 #ff0000-#0000ff",
    ),
    ("a line", "line 200x0 edge #14181f 2"),
    ("a red line 300 px long", "line 300x0 edge #ff0000 2"),
    ("a vertical line", "line 0x200 edge #14181f 2"),
    ("a dashed line", "line 200x0 edge #14181f 2"),
    ("text that says Hello", "text #14181f size 16 \"Hello\""),
    ("write Hello world", "text #14181f size 16 \"Hello world\""),
    (
        "text \"Hi there\" 24px",
        "text #14181f size 24 \"Hi there\"",
    ),
    (
        "a red heading saying Big news",
        "text #ff0000 size 32 \"Big news\"",
    ),
    (
        "a heading that says Hello World in red",
        "text #ff0000 size 32 \"Hello World\"",
    ),
    ("a label 'Name'", "text #14181f size 16 \"Name\""),
    ("a board", "board 400x300 #ffffff"),
    ("a frame 800x600 called Home", "board 800x600 #ffffff"),
    ("iphone", "board 390x844 #ffffff"),
    ("an iphone screen", "board 390x844 #ffffff"),
    ("desktop 1440", "board 1440x900 #ffffff"),
    ("a tablet screen in beige", "board 834x1194 #f5f5dc"),
    (
        "a blue button 120 by 40 that says Save",
        "board 120x40 #2563eb \"Save\"",
    ),
    ("a buton labelled Send", "board 77x44 #3b5bdb \"Send\""),
    (
        "button \"Buy now\" 200x48",
        "board 200x48 #3b5bdb \"Buy now\"",
    ),
    (
        "a button that says Log in with a shadow",
        "board 87x44 #3b5bdb \"Log in\"",
    ),
    (
        "a black button with white text saying OK",
        "board 61x44 #18181b \"OK\"",
    ),
    ("an input 300 wide", "board 300x44 #ffffff \"Type here\""),
    ("a search bar", "board 320x44 #ffffff"),
    ("a dropdown", "board 320x44 #ffffff"),
    ("a badge that says New", "board 47x24 #ebeffb \"New\""),
    ("an avatar 64 px", "board 64x64 #ebeffb \"MK\""),
    ("a divider", "rectangle 320x1 #dfe3e8"),
    ("an image placeholder 400x300", "board 400x300 #eef0f3"),
    ("a heart icon", "board 24x24"),
    ("a progress bar 75% full", "board 320x8 #eef0f3"),
    ("a toggle switch", "board 44x24 #3b5bdb"),
    ("a toggle that is off", "board 44x24 #dfe3e8"),
    ("a checkbox", "board 20x20 #3b5bdb"),
    (
        "a red circle and a blue square",
        "ellipse 120x120 #ff0000\nrectangle 120x120 #0000ff",
    ),
    (
        "a red circle, a blue square and a line",
        "ellipse 120x120 #ff0000\nrectangle 120x120 #0000ff\nline 200x0 edge #14181f 2",
    ),
    (
        "draw a square then draw a circle",
        "rectangle 120x120 #cbd3dd\nellipse 120x120 #cbd3dd",
    ),
    (
        "a square; a circle",
        "rectangle 120x120 #cbd3dd\nellipse 120x120 #cbd3dd",
    ),
    (
        "a square\na circle",
        "rectangle 120x120 #cbd3dd\nellipse 120x120 #cbd3dd",
    ),
    ("draw a square and make it red", "rectangle 120x120 #ff0000"),
    (
        "draw a square, make it bigger and rotate it 45 degrees",
        "rectangle 150x150 #cbd3dd turn 45",
    ),
    ("a rectangle that says Hi", "board 160x100 #cbd3dd \"Hi\""),
];

#[test]
fn plain_requests_become_the_layers_that_were_named() {
    let mut wrong = Vec::new();
    for (said, expected) in PLAIN {
        let answer = ask(said);
        let summaries: Vec<String> = answer.nodes().iter().map(summary).collect();
        let drawn = summaries.join("\n");
        if drawn != *expected || answer.text.contains("did not understand") {
            wrong.push(format!("{said}: {drawn} ({})", answer.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `(what is said, name, how many layers directly inside, a text somewhere inside)`.
const COMPOSED: &[(&str, &str, usize, &str)] = &[
    ("a 5x5 grid of 20px red circles", "Circles", 5, ""),
    ("two columns of cards", "Cards", 2, "Open questions"),
    (
        "a form with first name, last name and email",
        "Form",
        2,
        "Last name",
    ),
    ("a user profile card", "Profile", 4, "Follow"),
    ("a checkbox list with 3 items", "Check boxes", 3, ""),
    ("a sidebar", "Sidebar", 2, "Reports"),
    ("a bar chart", "Chart", 2, "Jun"),
    ("three cards in a row", "Cards", 3, "Shared notes"),
    ("3 cards", "Cards", 3, "Weekly plan"),
    ("a row of four cards", "Cards", 4, "Open questions"),
    ("a 3x2 grid of squares", "Squares", 2, ""),
    ("six squares in 3 columns", "Squares", 2, ""),
    ("a grid of 9 circles", "Circles", 3, ""),
    ("five circles in a column with 16 px gap", "Circles", 5, ""),
    ("a column of three inputs", "Inputs", 3, "Type here"),
    (
        "two buttons \"Cancel\" and \"OK\"",
        "Cancel buttons",
        2,
        "OK",
    ),
    ("a couple of avatars", "Avatars", 2, "JO"),
    ("a card titled Summer sale", "Summer sale", 1, "Summer sale"),
    (
        "a card with an image and a button that says Read",
        "Card",
        3,
        "Read",
    ),
    (
        "a card with an avatar, a badge and a button",
        "Card",
        4,
        "Button",
    ),
    (
        "a board with a heading, two inputs and a button",
        "Board",
        4,
        "Heading",
    ),
    (
        "an iphone screen with a search bar and a list",
        "iPhone",
        2,
        "Maria Keller",
    ),
    ("a table with 5 columns and 3 rows", "Table", 6, "City"),
    ("a 3x4 table", "Table", 8, "Date"),
    ("a list with 5 items", "List", 9, "Yuki Mori"),
    (
        "a checkbox that says Remember me",
        "Remember me",
        2,
        "Remember me",
    ),
    ("a text field that says Email", "Email field", 2, "Email"),
    ("a login form", "Login", 3, "Welcome back"),
    ("a logn form", "Login", 3, "Sign in"),
    ("login screen", "Login", 3, "Forgot password?"),
    ("a sign in form", "Login", 3, "Password"),
    ("sign-up form", "Sign up", 3, "Create account"),
    ("a sign up page", "Sign up", 3, "Full name"),
    (
        "a login screen for a banking app",
        "Login",
        3,
        "Sign in to Banking",
    ),
    ("a contact form", "Contact", 2, "Send message"),
    (
        "a form with name, email and phone fields",
        "Form",
        2,
        "Phone",
    ),
    ("pricing with three plans", "Pricing", 2, "Most popular"),
    ("four pricing plans", "Pricing", 2, "Business"),
    ("a pricing section with 2 tiers", "Pricing", 2, "Choose Pro"),
    ("a hero section", "Hero", 2, "Start for free"),
    ("hero titled Make more music", "Hero", 2, "Make more music"),
    ("a navbar", "Navbar", 3, "Get started"),
    ("a header with a logo and links", "Navbar", 3, "Pricing"),
    ("a footer", "Footer", 3, "Careers"),
    ("a mobile navbar", "Navbar", 2, "Northwind"),
    (
        "features section with six features",
        "Features",
        2,
        "Anywhere",
    ),
    ("testimonials", "Testimonials", 2, "Ana Silva"),
    (
        "a landing page for a coffee shop in teal",
        "Landing page",
        6,
        "Coffee shop",
    ),
    ("a profile screen", "Profile", 4, "Followers"),
    ("a settings list", "Settings", 2, "Notifications"),
    ("a dashboard", "Dashboard", 2, "Revenue by month"),
    ("dark dashboard in orange", "Dashboard", 2, "Overview"),
    ("a product card", "Product card", 2, "Add to cart"),
    (
        "three product cards in a row",
        "Product cards",
        3,
        "Stone mug",
    ),
    ("a chat screen", "Chat", 6, "Already drawing it."),
    ("onboarding", "Onboarding 1", 5, "Get started"),
    (
        "three onboarding screens",
        "Onboardings",
        3,
        "Decide together",
    ),
    ("a 404 page", "404 page", 2, "Back to start"),
    ("an empty state", "Empty state", 3, "New project"),
    ("a modal dialog", "Dialog", 2, "Keep it"),
    ("a toast", "Toast", 2, "Saved"),
    ("a tab bar", "Tab bar", 2, "Saved"),
    ("a navbar called Top", "Top", 3, "Sign in"),
];

fn texts(node: &Node) -> Vec<String> {
    let mut out: Vec<String> = node.properties.text.iter().cloned().collect();
    out.extend(node.children.iter().flat_map(texts));
    out
}

#[test]
fn sections_and_arrangements_hold_what_was_asked_for() {
    let mut wrong = Vec::new();
    for (said, name, inside, words) in COMPOSED {
        let answer = ask(said);
        let nodes = answer.nodes();
        let right = match nodes.as_slice() {
            [node] => {
                node.properties.name.as_deref() == Some(*name)
                    && node.children.len() == *inside
                    && (words.is_empty() || texts(node).iter().any(|text| text.contains(words)))
                    && (node.properties.x, node.properties.y) == (None, None)
            }
            _ => false,
        };
        if !right || answer.text.contains("did not understand") {
            let found: Vec<_> = nodes
                .iter()
                .map(|node| (&node.properties.name, node.children.len(), texts(node)))
                .collect();
            wrong.push(format!("{said}: {found:?} ({})", answer.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
