//! Widgets that know egui and plain values, nothing of threads or settings.

pub mod figure;
pub mod gauge;
mod head_dial;
mod ink;
pub mod picture;
pub mod sign;

use crate::text::t;
use crate::ui::limit_status::LimitStatus;

/// A change as a whole number with its sign: `+3°`, `−2 cm`, and plain `0°` for next to nothing.
fn change_words(change: f64, unit: &str) -> String {
    match change.round() {
        rounded if rounded > 0.0 => format!("+{rounded:.0}{unit}"),
        rounded if rounded < 0.0 => format!("−{:.0}{unit}", -rounded),
        _ => format!("0{unit}"),
    }
}

/// An angle and its limit in words.
fn angle_words(name: &str, standing: &LimitStatus) -> [String; 2] {
    let limit = change_words(standing.limit(), "°");
    let limit = bound_words(standing, limit);
    let angle = change_words(standing.now(), "°");
    [t!("picture-angle", name = name, angle = angle), limit]
}

/// What a limit is for somebody within it, or beyond it.
fn bound_words(standing: &LimitStatus, limit: String) -> String {
    if standing.is_in_fault {
        t!("gauge-back-to", limit = limit)
    } else {
        t!("gauge-limit", limit = limit)
    }
}

/// A value as a whole number: `12°`, `−3°`.
fn value_words(value: f64, unit: &str) -> String {
    change_words(value, unit).trim_start_matches('+').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{change_words, value_words};

    #[test]
    fn a_value_has_no_plus_and_a_true_minus() {
        let words: Vec<String> = [-0.4, 12.0, -3.0].map(|v| value_words(v, "°")).to_vec();
        assert_eq!(words, ["0°", "12°", "−3°"]);
    }

    #[test]
    fn next_to_nothing_has_no_sign() {
        let words: Vec<String> =
            [-0.4, 0.0, 0.49, 1.6, -2.5].map(|v| change_words(v, "°")).to_vec();
        assert_eq!(words, ["0°", "0°", "0°", "+2°", "−3°"]);
    }
}
