//! Numbers and addresses as people read them. Pure, so it is tested natively.

use crate::engine::conversation::Facts;
use crate::engine::time::Millis;

/// A whole number with commas: `3412` is "3,412".
pub(crate) fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number with its noun: "1 layer", "9 layers". The plural takes an `s`.
pub(crate) fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", whole(number as u64))
}

/// A duration: "0.4 s", "12 s", "3 min 5 s".
pub(crate) fn duration(duration: Millis) -> String {
    let tenths = (duration.0 + 50) / 100;
    let seconds = (duration.0 + 500) / 1000;
    if tenths < 100 {
        format!("{}.{} s", tenths / 10, tenths % 10)
    } else if seconds < 60 {
        format!("{seconds} s")
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}

/// An amount of US dollars: "$1.20", "$0.006", "< $0.001".
pub(crate) fn dollars(amount: f64) -> String {
    if amount > 0.0 && amount < 0.001 {
        "< $0.001".to_owned()
    } else if amount < 0.1 {
        format!("${amount:.3}")
    } else {
        format!("${amount:.2}")
    }
}

/// A context length: "400k", "1M", "1.05M", "512".
pub(crate) fn tokens_short(tokens: u64) -> String {
    // Hundredths of a million, so that 1,048,576 is "1.05M" and 1,000,000 is "1M".
    let hundredths = (tokens + 5_000) / 10_000;
    if hundredths >= 100 {
        let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        return format!("{}M", text.trim_end_matches('0').trim_end_matches('.'));
    }
    if tokens >= 1_000 {
        return format!("{}k", (tokens + 500) / 1_000);
    }
    tokens.to_string()
}

/// What happened to the canvas, as a phrase: "3 layers added, 1 changed"; empty if nothing did.
pub(crate) fn facts(facts: Facts) -> String {
    let mut phrases: Vec<String> = Vec::new();
    for (number, verb) in [
        (facts.added, "added"),
        (facts.changed, "changed"),
        (facts.removed, "removed"),
    ] {
        if number == 0 {
            continue;
        }
        let what = if phrases.is_empty() {
            counted(number, "layer")
        } else {
            whole(number as u64)
        };
        phrases.push(format!("{what} {verb}"));
    }
    phrases.join(", ")
}

/// Whom an address belongs to: the host of `https://host/path`, the mailbox of `mailto:a@b`.
pub(crate) fn address_owner(url: &str) -> &str {
    if let Some(mailbox) = url.strip_prefix("mailto:") {
        return mailbox.split('?').next().unwrap_or(mailbox);
    }
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or(rest);
    // What stands before an `@` is a user name, which a link may use to look like another host.
    authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_have_commas_between_thousands() {
        let written: Vec<String> = [0, 12, 999, 1_000, 3_412, 1_234_567]
            .into_iter()
            .map(whole)
            .collect();
        assert_eq!(written, ["0", "12", "999", "1,000", "3,412", "1,234,567"]);
    }

    #[test]
    fn one_is_singular() {
        assert_eq!(counted(1, "layer"), "1 layer");
        assert_eq!(counted(0, "layer"), "0 layers");
        assert_eq!(counted(1_200, "layer"), "1,200 layers");
    }

    #[test]
    fn durations_lose_digits_as_they_grow() {
        let written: Vec<String> = [40, 2_140, 9_949, 9_960, 59_400, 61_000, 185_000]
            .into_iter()
            .map(|ms| duration(Millis(ms)))
            .collect();
        assert_eq!(
            written,
            [
                "0.0 s",
                "2.1 s",
                "9.9 s",
                "10 s",
                "59 s",
                "1 min 1 s",
                "3 min 5 s"
            ]
        );
    }

    #[test]
    fn small_amounts_are_never_shown_as_nothing() {
        assert_eq!(dollars(0.000_02), "< $0.001");
        assert_eq!(dollars(0.006_2), "$0.006");
        assert_eq!(dollars(1.2), "$1.20");
        assert_eq!(dollars(0.0), "$0.000");
    }

    #[test]
    fn context_lengths_are_short() {
        let written: Vec<String> = [512, 4_096, 400_000, 1_000_000, 1_048_576]
            .into_iter()
            .map(tokens_short)
            .collect();
        assert_eq!(written, ["512", "4k", "400k", "1M", "1.05M"]);
    }

    #[test]
    fn facts_name_only_what_happened() {
        let some = Facts {
            added: 1,
            changed: 0,
            removed: 3,
        };
        assert_eq!(facts(some), "1 layer added, 3 removed");
        assert_eq!(facts(Facts::default()), "");
    }

    #[test]
    fn a_user_name_in_an_address_does_not_pass_for_its_host() {
        assert_eq!(
            address_owner("https://penpot.app@evil.example/x"),
            "evil.example"
        );
        assert_eq!(
            address_owner("https://help.penpot.app/a?b#c"),
            "help.penpot.app"
        );
        assert_eq!(address_owner("mailto:a@b.example?subject=x"), "a@b.example");
    }
}
