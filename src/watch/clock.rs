//! Local date and time.

use plumbline_core::coaching::silence::LocalTime;

/// The local day (days since 1970-01-01) and minute of the day.
pub(super) fn local_time() -> LocalTime {
    let now = jiff::Zoned::now();
    let day = now.date().since(jiff::civil::date(1970, 1, 1)).map_or(0, |span| span.get_days());
    let minute = i16::from(now.hour()) * 60 + i16::from(now.minute());
    LocalTime { day, minute: u16::try_from(minute).unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_day_counts_from_1970_and_the_minute_from_midnight() {
        let local = super::local_time();
        assert!(local.day > 20_000 && local.minute < 24 * 60, "{local:?}");
    }
}
