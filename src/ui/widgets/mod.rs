//! Widgets that depend only on egui and plain values, not on threads or settings.

pub(crate) mod body_map;
pub mod button;
pub mod choice;
pub mod dial;
pub(super) mod figure;
pub mod gauge;
mod ink;
pub mod page;
pub mod picture;
pub mod ring;
pub(super) mod sign;
mod silhouette;
pub mod spotlight;

use crate::text::t;
use plumbline_core::engine::limit_status::LimitStatus;

/// A change as a rounded number with sign: `+3°`, `−2 cm`, and `0°` without sign.
fn change_words(change: f64, unit: &str) -> String {
    match change.round() {
        rounded if rounded > 0.0 => format!("+{rounded:.0}{unit}"),
        rounded if rounded < 0.0 => format!("−{:.0}{unit}", -rounded),
        _ => format!("0{unit}"),
    }
}

/// An angle and its limit as text.
fn angle_words(name: &str, status: &LimitStatus) -> [String; 2] {
    let limit = change_words(status.limit(), "°");
    let limit = bound_words(status, limit);
    let angle = change_words(status.now(), "°");
    [t!("picture-angle", name = name, angle = angle), limit]
}

/// Text of a limit: "back to" during a fault, otherwise "limit".
fn bound_words(status: &LimitStatus, limit: String) -> String {
    if status.is_in_fault {
        t!("gauge-back-to", limit = limit)
    } else {
        t!("gauge-limit", limit = limit)
    }
}

/// A value as a rounded number: `12°`, `−3°`.
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
    fn a_change_that_rounds_to_zero_has_no_sign() {
        let words: Vec<String> =
            [-0.4, 0.0, 0.49, 1.6, -2.5].map(|v| change_words(v, "°")).to_vec();
        assert_eq!(words, ["0°", "0°", "0°", "+2°", "−3°"]);
    }
}
