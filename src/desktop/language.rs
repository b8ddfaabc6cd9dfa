//! Languages of the desktop.

/// Languages the desktop is set to, preferred first, such as `de-AT`. Empty if none is set (`LANG`
/// unset or `C`).
#[must_use]
pub(crate) fn languages() -> Vec<String> {
    sys_locale::get_locales().collect()
}
