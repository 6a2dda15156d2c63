//! Which addresses may become links.
//!
//! A link is the only thing in an answer that can do something, so the rule is a list of what is
//! allowed. Invariant: what [`safe_address`] returns begins with `http://`, `https://` or `mailto:`
//! in lower case and holds no white space, control or invisible formatting character.

/// The address without the characters that only serve to deceive, if it may be a link.
///
/// Browsers drop tabs and line breaks inside an address (WHATWG URL, "basic URL parser"), so the
/// check is made on what remains, and what remains is what is returned. Addresses without a scheme
/// are refused too: they would point into the panel itself.
pub(super) fn safe_address(address: &str) -> Option<String> {
    let visible: String = address
        .chars()
        .filter(|character| !is_deceptive(*character))
        .collect();
    ["http://", "https://", "mailto:"]
        .into_iter()
        .find_map(|scheme| {
            let (start, rest) = visible.split_at_checked(scheme.len())?;
            let is_allowed = start.eq_ignore_ascii_case(scheme)
                && rest
                    .chars()
                    .next()
                    .is_some_and(|first| !matches!(first, '/' | '\\' | '?' | '#'));
            is_allowed.then(|| format!("{scheme}{rest}"))
        })
}

/// White space, control characters, and the invisible ones that turn or hide text.
fn is_deceptive(character: char) -> bool {
    character.is_control()
        || character.is_whitespace()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_schemes_are_allowed_in_any_case() {
        assert_eq!(
            safe_address("http://a.b/c?d#e").as_deref(),
            Some("http://a.b/c?d#e")
        );
        assert_eq!(safe_address("HTTPS://A.b").as_deref(), Some("https://A.b"));
        assert_eq!(
            safe_address("MailTo:a@b.c").as_deref(),
            Some("mailto:a@b.c")
        );
    }

    #[test]
    fn hidden_characters_are_taken_out_before_the_check() {
        assert_eq!(
            safe_address(" ht\ttp\n://\u{202e}a.b\u{0}").as_deref(),
            Some("http://a.b")
        );
        assert_eq!(safe_address("java\nscript:alert(1)"), None);
    }

    #[test]
    fn everything_else_is_refused() {
        for address in [
            "",
            "a",
            "/a",
            "//a.b",
            "#a",
            "?a",
            "..",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "\u{1}javascript:alert(1)",
            "vbscript:a",
            "data:text/html,<script>",
            "file:///etc/passwd",
            "blob:https://a.b/c",
            "http:a.b",
            "http:/a.b",
            "https:\\\\a.b",
            "http://",
            "https:///a",
            "http://\\a",
            "mailto:",
            "tel:1",
            "ftp://a.b",
            "about:blank",
            "view-source:http://a.b",
            "intent://a#Intent;scheme=http;end",
            "httpx://a.b",
            "\u{3a9}ttp://a.b",
        ] {
            assert_eq!(safe_address(address), None, "{address:?}");
        }
    }
}
