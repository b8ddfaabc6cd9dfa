//! Languages of the desktop.

/// Languages the desktop is set to, preferred first, such as `de-AT`. Empty if none is set (`LANG`
/// unset, `C` or `POSIX`).
#[must_use]
pub(crate) fn languages() -> Vec<String> {
    sys_locale::get_locales().filter(|name| is_language(name)).collect()
}

/// Locales that decide about the size of paper, the deciding one first: `LC_ALL` and `LC_PAPER` of POSIX systems, then the
/// languages.
#[must_use]
pub(crate) fn paper_locales() -> Vec<String> {
    let own = ["LC_ALL", "LC_PAPER"].into_iter().filter_map(|name| std::env::var(name).ok());
    own.filter(|name| is_language(name)).chain(languages()).collect()
}

/// Whether `name` names a language. `C` and `POSIX` are the locale without one.
fn is_language(name: &str) -> bool {
    let language = name.split(['.', '-', '_']).next().unwrap_or_default();
    !language.is_empty() && !["C", "POSIX"].iter().any(|none| language.eq_ignore_ascii_case(none))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_without_a_language_names_none() {
        for name in ["C", "C.UTF-8", "C-UTF-8", "POSIX", "posix", ""] {
            assert!(!is_language(name), "{name}");
        }
        assert!(["de-AT", "cs", "ca-valencia", "en-US"].into_iter().all(is_language));
    }
}
