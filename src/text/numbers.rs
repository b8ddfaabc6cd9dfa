//! Numbers for people: with the decimal sign of the language. Numbers for machines (JSON, CSV) never pass here.

use super::t;

/// `value` with `digits` decimals: "3.5", or "3,5" where the language writes a comma.
#[must_use]
pub(crate) fn decimal(value: f64, digits: usize) -> String {
    format!("{value:.digits$}").replace('.', t!("number-decimal"))
}

/// `percent` as a percentage: "87 %".
#[must_use]
pub(crate) fn percent(percent: f64, digits: usize) -> String {
    t!("number-percent", number = decimal(percent, digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_english_decimals_have_a_point() {
        assert_eq!([decimal(3.46, 1), decimal(-0.5, 2), decimal(12.0, 0)], ["3.5", "-0.50", "12"]);
        assert_eq!(percent(87.4, 0), "87 %");
    }
}
