//! The date of an HTTP header, such as `Sun, 06 Nov 1994 08:49:37 GMT`, as milliseconds.
//!
//! Only the form that RFC 9110 (section 5.6.7) lets servers send is read; the two obsolete ones are
//! not. Invariant: any text gives a date or `None`, never a panic.

use crate::engine::time::UnixMillis;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Reads a date of the form `Sun, 06 Nov 1994 08:49:37 GMT`.
pub(super) fn parse_http_date(text: &str) -> Option<UnixMillis> {
    let mut words = text.trim().split_once(", ")?.1.split(' ');
    let day = words.next()?.parse().ok()?;
    let name = words.next()?;
    let month = MONTHS.iter().position(|month| *month == name)? as u64 + 1;
    let year = words.next()?.parse().ok()?;
    let mut clock = words.next()?.split(':').map(str::parse::<u64>);
    let (hour, minute, second) = (
        clock.next()?.ok()?,
        clock.next()?.ok()?,
        clock.next()?.ok()?,
    );
    if words.next()? != "GMT" || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let seconds = days_since_epoch(year, month, day)? * 86_400 + hour * 3600 + minute * 60 + second;
    Some(UnixMillis(seconds * 1000))
}

/// Reads the day of a date such as `2026-12-11` or `2026-12-11T00:00:00Z`: its first moment.
pub(super) fn parse_iso_day(text: &str) -> Option<UnixMillis> {
    let mut parts = text.get(..10)?.split('-').map(str::parse::<u64>);
    let (year, month, day) = (
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    );
    Some(UnixMillis(days_since_epoch(year, month, day)? * 86_400_000))
}

/// Days from 1970-01-01 in the Gregorian calendar, counted in years that begin in March so that the
/// leap day is the last one.
fn days_since_epoch(year: u64, month: u64, day: u64) -> Option<u64> {
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = year * 365 + year / 4 - year / 100 + year / 400 + day_of_year;
    // 719,468 days lie between the first of March of year 0 and the epoch.
    days.checked_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_to_the_second() {
        let seconds = |text| parse_http_date(text).map(|date| date.0 / 1000);
        assert_eq!(seconds("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(seconds("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(
            seconds("Tue, 29 Feb 2028 23:59:59 GMT"),
            Some(1_835_481_599)
        );
        assert_eq!(
            seconds(" Fri, 01 Mar 2030 12:00:00 GMT "),
            Some(1_898_596_800)
        );
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "soon",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 32 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:61:37 GMT",
            "Sun, 06 Nov 99999999999999999999 08:49:37 GMT",
            "Sun, 06 Nov 1969 08:49:37 GMT",
        ] {
            assert_eq!(parse_http_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_its_first_moment() {
        assert_eq!(parse_iso_day("1970-01-02"), Some(UnixMillis(86_400_000)));
        assert_eq!(
            parse_iso_day("2026-12-11T10:00:00Z"),
            Some(UnixMillis(1_796_947_200_000))
        );
        assert_eq!(parse_iso_day("é026-12-1"), None);
        assert_eq!(parse_iso_day("2026-13-11"), None);
    }
}
