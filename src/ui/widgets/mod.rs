//! Widgets that know egui and plain values, nothing of threads or settings.

pub mod figure;
pub mod gauge;
pub mod picture;
pub mod sign;

/// A change as a whole number with its sign: `+3°`, `−2 cm`, and plain `0°` for next to nothing.
fn change_words(change: f64, unit: &str) -> String {
    match change.round() {
        rounded if rounded > 0.0 => format!("+{rounded:.0}{unit}"),
        rounded if rounded < 0.0 => format!("−{:.0}{unit}", -rounded),
        _ => format!("0{unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::change_words;

    #[test]
    fn next_to_nothing_has_no_sign() {
        let words: Vec<String> =
            [-0.4, 0.0, 0.49, 1.6, -2.5].map(|v| change_words(v, "°")).to_vec();
        assert_eq!(words, ["0°", "0°", "0°", "+2°", "−3°"]);
    }
}
