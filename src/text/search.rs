//! Comparison of typed words with texts.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// `text` in lower case, without accents and with straight apostrophes: how words are compared in a search, because
/// people type "omoplato" for "omóplato".
#[must_use]
pub(crate) fn folded(text: &str) -> String {
    let plain = text.nfd().filter(|letter| !is_combining_mark(*letter));
    plain.map(|letter| if letter == '’' { '\'' } else { letter }).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_apostrophes_do_not_matter() {
        for (typed, text) in [
            ("omoplato", "Omóplato"),
            ("pescoco", "pescoço"),
            ("L'epaule", "l’épaule"),
            ("ruckwarts", "Rückwärts"),
        ] {
            assert_eq!(folded(typed), folded(text));
        }
        assert_ne!(folded("Hals"), folded("Hols"));
    }
}
