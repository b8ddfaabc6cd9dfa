//! Which languages the person reads.

/// The languages the desktop is set to, the preferred one first, such as `de-AT`. Empty where none is
/// set (`LANG` unset or `C`).
#[must_use]
pub fn languages() -> Vec<String> {
    sys_locale::get_locales().collect()
}
