//! The languages that have texts.

/// Tag and own name of each language, English first, then by name. The own name is never translated.
pub const ALL: [(&str, &str); 5] = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("fr", "Français"),
    ("pt", "Português"),
];

/// The tag of the language that `own`, a value of the settings, names. `""` is the language of the desktop; so is
/// everything that has no texts.
#[must_use]
pub fn known(own: &str) -> &'static str {
    let language = own.split(['-', '_']).next().unwrap_or_default();
    ALL.iter()
        .map(|(tag, _)| *tag)
        .find(|tag| tag.eq_ignore_ascii_case(language))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_list_has_a_folder_and_the_other_way_round() {
        let mut folders: Vec<String> = super::super::FILES
            .dirs()
            .map(|dir| dir.path().to_string_lossy().into_owned())
            .collect();
        folders.sort();
        let mut tags = ALL.map(|(tag, _)| tag.to_owned());
        tags.sort();
        assert_eq!(folders, tags);
    }

    #[test]
    fn a_region_is_left_out() {
        assert_eq!(
            ["de", "de-AT", "PT_br", "", "nl", "pt-PT"].map(known),
            ["de", "de", "pt", "", "", "pt"]
        );
    }
}
