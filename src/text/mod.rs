//! All texts shown to the user, in their language: Fluent messages from `assets/text`, embedded in
//! the binary.
//!
//! [`t!`] returns a text. Ids and arguments are checked against the English file at compile time.
//! The module is pure: the caller passes in the desktop's languages.

pub mod catalogue;
pub(crate) mod dates;
pub mod desk;
pub(crate) mod durations;
mod faults;
pub(crate) mod guide;
pub(crate) mod history;
pub mod languages;
pub mod names;
pub(crate) mod notices;
pub(crate) mod numbers;
mod remembered;
pub mod routine;
pub(crate) mod search;
pub(crate) mod trial;
pub(crate) mod verdict;
pub(crate) mod watch;
pub(crate) mod week;

pub use faults::{FaultText, landmark};
#[doc(hidden)]
pub use remembered::Remembered;

use std::borrow::Cow;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::unic_langid::LanguageIdentifier;
use i18n_embed::{I18nAssets, I18nEmbedError};
use include_dir::{Dir, include_dir};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/text");

/// Fallback language; it has every text.
fn english() -> LanguageIdentifier {
    "en".parse().unwrap_or_default()
}

static LOADER: LazyLock<FluentLanguageLoader> = LazyLock::new(|| {
    let loader = FluentLanguageLoader::new("plumbline", english());
    // The file is embedded and covered by tests, so an error cannot occur at run time.
    drop(load(&loader, &EmbeddedFiles, &[]));
    loader
});

/// Loader used by [`t!`].
#[doc(hidden)]
#[must_use]
pub fn loader() -> &'static FluentLanguageLoader {
    &LOADER
}

static CHOICES: AtomicU32 = AtomicU32::new(0);

/// Number of times the language was chosen: what was made from texts is to be made again when it changes.
#[must_use]
pub(crate) fn choices() -> u32 {
    CHOICES.load(Ordering::Acquire)
}

/// The text with this id: `&'static str` without arguments, `String` with arguments.
///
/// A text without arguments is looked up only once per language, because frame functions request it 60 times a
/// second.
macro_rules! t {
    ($id:literal) => {{
        static TEXT: $crate::text::Remembered = $crate::text::Remembered::new();
        TEXT.get(|| i18n_embed_fl::fl!($crate::text::loader(), $id))
    }};
    ($id:literal, $($name:ident = $value:expr),+ $(,)?) => {
        i18n_embed_fl::fl!($crate::text::loader(), $id, $($name = ($value)),+)
    };
}
pub(crate) use t;

/// Selects the language: `own` if the user has chosen one with texts, otherwise the first language
/// of `desktop` with texts, otherwise English. Texts requested from now on are in it.
pub fn choose(own: &str, desktop: &[String]) {
    let asked = std::iter::once(own).chain(desktop.iter().map(String::as_str));
    let wanted: Vec<LanguageIdentifier> = asked.filter_map(|tag| tag.trim().parse().ok()).collect();
    // On an error the language stays English.
    drop(choose_from(&EmbeddedFiles, &wanted));
}

/// The tag of the language the texts are in, such as `de`.
#[must_use]
pub fn language() -> String {
    LOADER
        .current_languages()
        .first()
        .map_or_else(|| "en".to_owned(), |tag| tag.language.to_string())
}

/// Loads the texts from `assets`, for tests that use their own language.
///
/// # Errors
/// If the files are not valid Fluent.
pub fn choose_from(
    assets: &dyn I18nAssets,
    wanted: &[LanguageIdentifier],
) -> Result<(), I18nEmbedError> {
    let chosen = load(&LOADER, assets, wanted);
    CHOICES.fetch_add(1, Ordering::Release);
    chosen
}

fn load(
    loader: &FluentLanguageLoader,
    assets: &dyn I18nAssets,
    wanted: &[LanguageIdentifier],
) -> Result<(), I18nEmbedError> {
    i18n_embed::select(loader, assets, wanted)?;
    // The window's fonts lack glyphs for the Unicode isolation marks around arguments.
    loader.set_use_isolating(false);
    Ok(())
}

/// `text` with its first letter in upper case.
#[must_use]
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

/// The embedded files of `assets/text`.
struct EmbeddedFiles;

impl I18nAssets for EmbeddedFiles {
    fn get_files(&self, file_path: &str) -> Vec<Cow<'_, [u8]>> {
        FILES.get_file(file_path).map(|file| Cow::Borrowed(file.contents())).into_iter().collect()
    }

    fn filenames_iter(&self) -> Box<dyn Iterator<Item = String> + '_> {
        let files = FILES.dirs().flat_map(Dir::files);
        Box::new(files.map(|file| file.path().to_string_lossy().into_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages(own: &str, desktop: &[&str]) -> Vec<String> {
        // A separate loader, because the program's loader is shared with every other test.
        let loader = FluentLanguageLoader::new("plumbline", english());
        let asked = std::iter::once(own).chain(desktop.iter().copied());
        let wanted: Vec<LanguageIdentifier> = asked.filter_map(|tag| tag.parse().ok()).collect();
        load(&loader, &TwoLanguages, &wanted).unwrap();
        loader.current_languages().iter().map(ToString::to_string).collect()
    }

    struct TwoLanguages;

    impl I18nAssets for TwoLanguages {
        fn get_files(&self, _: &str) -> Vec<Cow<'_, [u8]>> {
            vec![Cow::Borrowed(b"tray-quit = Quit\n")]
        }

        fn filenames_iter(&self) -> Box<dyn Iterator<Item = String> + '_> {
            Box::new(["en/plumbline.ftl", "de/plumbline.ftl"].map(str::to_owned).into_iter())
        }
    }

    #[test]
    fn the_language_is_the_users_choice_else_the_desktops_else_english() {
        assert_eq!(languages("", &["fr-FR", "de-AT"])[0], "de");
        assert_eq!(languages("en", &["de-AT"])[0], "en");
        assert_eq!(languages("", &["fr-FR", "C"])[0], "en");
        assert_eq!(languages("no language", &[])[0], "en");
    }

    #[test]
    fn english_texts_are_found_and_arguments_have_no_isolation_marks() {
        assert_eq!(t!("tray-quit"), "Quit");
        assert_eq!(t!("now-sitting", minutes = 12), "Sitting for 12 min");
    }

    /// Measures the cost of a text in an immediate-mode window: `cargo test --lib the_cost_of --
    /// --ignored --nocapture`.
    #[test]
    #[ignore = "a measurement"]
    fn the_cost_of_a_text() {
        let count = 200_000;
        let started = std::time::Instant::now();
        for _ in 0..count {
            std::hint::black_box(t!("tray-quit"));
        }
        let plain = started.elapsed() / count;
        let started = std::time::Instant::now();
        for minutes in 0..count {
            std::hint::black_box(t!("now-sitting", minutes = minutes));
        }
        println!("without arguments {plain:?}, with one {:?}", started.elapsed() / count);
    }
}
