//! A provider key that cannot be printed, logged or serialised by accident.
//!
//! Invariant: the only way to the text is [`ApiKey::reveal`], and `grep reveal` lists every place
//! that uses it: the request header and the settings store.

/// A provider's key. Empty means "none".
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ApiKey(String);

impl ApiKey {
    /// Wraps what the person pasted, without the white space that pasting brings along.
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_owned())
    }

    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The key itself, for the header of the origin it belongs to and for its own storage.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What may be shown: the last four characters of a key long enough to hide the rest.
    pub fn masked(&self) -> String {
        let count = self.0.chars().count();
        if count == 0 {
            return String::new();
        }
        let shown = if count >= 12 { 4 } else { 0 };
        let tail: String = self.0.chars().skip(count - shown).collect();
        format!("••••••••{tail}")
    }
}

impl std::fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ApiKey(••••)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_never_prints_itself() {
        let key = ApiKey::new(" sk-or-v1-0123456789abcdef4f2a\n");
        assert_eq!(key.masked(), "••••••••4f2a");
        assert_eq!(format!("{key:?}"), "ApiKey(••••)");
        assert_eq!(ApiKey::new("short").masked(), "••••••••");
        assert_eq!(ApiKey::new("").masked(), "");
    }
}
