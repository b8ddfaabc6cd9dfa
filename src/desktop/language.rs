//! Which languages the person reads.

use i18n_embed::DesktopLanguageRequester;

/// The languages the desktop is set to, the preferred one first, such as `de-AT`.
#[must_use]
pub fn languages() -> Vec<String> {
    let asked = DesktopLanguageRequester::requested_languages();
    asked.iter().map(ToString::to_string).collect()
}
