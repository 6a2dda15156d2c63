//! Small preferences in localStorage, or in memory where the browser denies it.

use std::cell::RefCell;
use std::collections::HashMap;

use gloo_storage::{LocalStorage, Storage};

use crate::engine::ports::Preferences;

/// The browser's localStorage.
///
/// In a third-party frame the mere access may throw; then preferences last until the panel closes.
pub struct BrowserPreferences {
    /// What is kept instead, where storage is denied.
    memory: Option<RefCell<HashMap<String, String>>>,
}

impl Default for BrowserPreferences {
    fn default() -> Self {
        let is_allowed = web_sys::window()
            .and_then(|window| window.local_storage().ok().flatten())
            .is_some_and(|storage| storage.length().is_ok());
        Self {
            memory: (!is_allowed).then(RefCell::default),
        }
    }
}

impl Preferences for BrowserPreferences {
    fn get(&self, key: &str) -> Option<String> {
        match &self.memory {
            Some(memory) => memory.borrow().get(key).cloned(),
            None => LocalStorage::raw().get_item(key).ok().flatten(),
        }
    }

    fn set(&self, key: &str, value: &str) -> bool {
        match &self.memory {
            Some(memory) => {
                memory.borrow_mut().insert(key.to_owned(), value.to_owned());
                false
            }
            None => LocalStorage::raw().set_item(key, value).is_ok(),
        }
    }

    fn remove(&self, key: &str) {
        match &self.memory {
            Some(memory) => {
                memory.borrow_mut().remove(key);
            }
            None => LocalStorage::delete(key),
        }
    }
}
