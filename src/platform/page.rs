//! The panel's own page: its address, its theme, and whether it is ready.

use js_sys::Reflect;
use web_sys::{Element, Window};

use crate::engine::host::Theme;

/// What the address says. The host puts our parameters behind the `#`:
/// `index.html#/?nonce=…&theme=light`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageAddress {
    /// The word that proves to the plugin script that we are its panel.
    pub nonce: Option<String>,
    /// The design tool's theme at the start.
    pub theme: Option<Theme>,
}

/// Reads the address.
pub fn address() -> PageAddress {
    let Some(location) = web_sys::window().map(|window| window.location()) else {
        return PageAddress::default();
    };
    let hash = location.hash().unwrap_or_default();
    let search = location.search().unwrap_or_default();
    let parameter = |name: &str| {
        [hash.as_str(), search.as_str()]
            .into_iter()
            .find_map(|part| parameter(part, name))
    };
    PageAddress {
        nonce: parameter("nonce"),
        theme: parameter("theme").as_deref().and_then(Theme::from_name),
    }
}

fn parameter(part: &str, name: &str) -> Option<String> {
    let (_, query) = part.split_once('?')?;
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// Whether the panel sits in a frame of another page.
pub fn is_framed() -> bool {
    web_sys::window().is_some_and(|window| match window.parent() {
        Ok(Some(parent)) => !js_sys::Object::is(&parent, &window),
        _ => false,
    })
}

/// The origin of the page that holds our frame, as far as the browser tells.
pub fn parent_origin(window: &Window) -> Option<String> {
    // `location.ancestorOrigins[0]`, which the bindings do not know and Firefox does not have.
    let ancestors = Reflect::get(&window.location(), &"ancestorOrigins".into()).ok()?;
    let first = Reflect::get_u32(&ancestors, 0).ok()?;
    first.as_string().filter(|origin| origin != "null")
}

/// Sets the theme of the whole page.
pub fn set_theme(theme: Theme) {
    set_attribute("data-theme", theme.name());
}

/// Says that the panel can be used.
pub fn set_ready() {
    set_attribute("data-ready", "true");
}

fn set_attribute(name: &str, value: &str) {
    let root: Option<Element> = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|it| it.document_element());
    if let Some(root) = root {
        // Setting an attribute with a valid name cannot fail.
        let _ = root.set_attribute(name, value);
    }
}

/// Takes away what the page shows before the panel is there.
pub fn remove_loading_screen() {
    let screen = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("loading"));
    if let Some(screen) = screen {
        screen.remove();
    }
}
