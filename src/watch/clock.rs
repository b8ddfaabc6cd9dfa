//! The person's calendar and clock.

use plumbline_core::coaching::silence::LocalTime;

/// What day and minute it is where the person is.
pub(super) fn local_time() -> LocalTime {
    let now = jiff::Zoned::now();
    let day = now.date().since(jiff::civil::date(1970, 1, 1)).map_or(0, |span| span.get_days());
    let minute = i16::from(now.hour()) * 60 + i16::from(now.minute());
    LocalTime { day, minute: u16::try_from(minute).unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_day_is_counted_and_the_minute_is_of_the_day() {
        let local = super::local_time();
        assert!(local.day > 20_000 && local.minute < 24 * 60, "{local:?}");
    }
}
