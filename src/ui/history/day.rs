//! Conversations in groups by day. Only [`Day::today`] reads the clock; the rest is pure.

use crate::engine::ports::ConversationRow;

/// Where days begin for this person, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    /// The last midnight.
    pub(super) today_ms: u64,
    /// The midnight before it.
    pub(super) yesterday_ms: u64,
}

impl Day {
    /// Asks the browser, which knows the time zone and its clock changes.
    pub(super) fn today() -> Self {
        let midnight = js_sys::Date::new_0();
        midnight.set_hours(0);
        midnight.set_minutes(0);
        midnight.set_seconds(0);
        midnight.set_milliseconds(0);
        let today_ms = whole_ms(midnight.get_time());
        midnight.set_date(midnight.get_date().saturating_sub(1));
        Self {
            today_ms,
            yesterday_ms: whole_ms(midnight.get_time()),
        }
    }
}

fn whole_ms(ms: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a time after 1970 in milliseconds is positive and has 41 bits"
    )]
    let whole = ms.max(0.0) as u64;
    whole
}

/// Rows under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The heading.
    pub(super) name: &'static str,
    /// The rows, in the order in which they came.
    pub(super) rows: Vec<ConversationRow>,
}

/// Puts rows under "Today", "Yesterday" and "Earlier"; empty groups are left out.
pub(super) fn group_by_day(rows: &[ConversationRow], day: Day) -> Vec<Group> {
    let mut groups = ["Today", "Yesterday", "Earlier"].map(|name| Group {
        name,
        rows: Vec::new(),
    });
    let [today, yesterday, earlier] = &mut groups;
    for row in rows {
        let group = if row.updated_at.0 >= day.today_ms {
            &mut *today
        } else if row.updated_at.0 >= day.yesterday_ms {
            &mut *yesterday
        } else {
            &mut *earlier
        };
        group.rows.push(row.clone());
    }
    groups
        .into_iter()
        .filter(|group| !group.rows.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::engine::ids::ConversationId;
    use crate::engine::time::UnixMillis;

    const DAY: Day = Day {
        today_ms: 2_000,
        yesterday_ms: 1_000,
    };

    fn row(updated_at: u64) -> ConversationRow {
        ConversationRow {
            id: ConversationId(Uuid::from_u128(u128::from(updated_at))),
            title: String::new(),
            created_at: UnixMillis(0),
            updated_at: UnixMillis(updated_at),
            message_count: 2,
        }
    }

    #[test]
    fn midnight_belongs_to_the_day_it_begins() {
        let groups = group_by_day(
            &[row(2_500), row(2_000), row(1_999), row(1_000), row(999)],
            DAY,
        );
        let sizes: Vec<_> = groups
            .iter()
            .map(|group| (group.name, group.rows.len()))
            .collect();
        assert_eq!(sizes, [("Today", 2), ("Yesterday", 2), ("Earlier", 1)]);
    }

    #[test]
    fn groups_without_rows_are_left_out() {
        let groups = group_by_day(&[row(5)], DAY);
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].name, "Earlier");
        assert!(group_by_day(&[], DAY).is_empty());
    }
}
