//! Time zones that the environment names in the POSIX form, such as `TZ=CET-1CEST`.

use jiff::tz::TimeZone;

/// Variable with the time zone.
pub const VARIABLE: &str = "TZ";

/// Rule of summer time if the variable names a summer time without one: that of the C library.
const DEFAULT_RULE: &str = ",M3.2.0,M11.1.0";

/// The POSIX time zone `tz` with the default rule of summer time, if it needs one. `None` if it can
/// be used as it is, or not at all.
///
/// jiff requires the rule; without it, local time would be UTC.
#[must_use]
pub fn completed(tz: &str) -> Option<String> {
    // A name in the time zone database comes first (`EST5EDT` is one).
    if TimeZone::posix(tz).is_ok() || TimeZone::get(tz).is_ok() {
        return None;
    }
    let completed = format!("{tz}{DEFAULT_RULE}");
    TimeZone::posix(&completed).is_ok().then_some(completed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Offset at `time` in the zone as it will be used, hours.
    fn offset_h(tz: &str, time: &str) -> f64 {
        let tz = completed(tz).unwrap_or_else(|| tz.to_owned());
        let zone = TimeZone::posix(&tz).unwrap();
        f64::from(zone.to_offset(time.parse().unwrap()).seconds()) / 3600.0
    }

    #[test]
    fn a_summer_time_without_a_rule_follows_that_of_the_c_library() {
        for (tz, winter, summer) in [
            ("CET-1CEST", 1.0, 2.0),
            ("CET-1CEST-2", 1.0, 2.0),
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1.0, 2.0),
            ("Foo4Bar", -4.0, -3.0),
            ("NST3:30NDT", -3.5, -2.5),
            ("<+03>-3", 3.0, 3.0),
            ("CET-1", 1.0, 1.0),
        ] {
            assert_eq!(offset_h(tz, "2026-01-15T12:00:00Z"), winter, "{tz}");
            assert_eq!(offset_h(tz, "2026-07-15T12:00:00Z"), summer, "{tz}");
        }
    }

    #[test]
    fn names_and_unusable_values_stay() {
        for tz in ["Europe/Berlin", "UTC", ":Europe/Berlin", "/etc/localtime", "Nowhere/City", ""] {
            assert_eq!(completed(tz), None, "{tz}");
        }
    }
}
