//! The texts a person reads, in their language: Fluent messages from `assets/text`, compiled in.
//!
//! [`t!`] looks one up. Ids and arguments are checked against the English file when Plumbline is
//! compiled. Pure: which languages the desktop asks for is told from outside.

pub mod dates;
mod faults;
pub mod guide;
pub mod history;
pub mod names;
pub mod notices;
pub mod routine;
pub mod week;

pub use faults::{FaultText, landmark};

use std::borrow::Cow;
use std::sync::LazyLock;

use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::unic_langid::LanguageIdentifier;
use i18n_embed::{I18nAssets, I18nEmbedError};
use include_dir::{Dir, include_dir};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/text");

/// The language that has every text.
fn english() -> LanguageIdentifier {
    "en".parse().unwrap_or_default()
}

static LOADER: LazyLock<FluentLanguageLoader> = LazyLock::new(|| {
    let loader = FluentLanguageLoader::new("plumbline", english());
    // It is compiled in, and the tests read it: there is nothing to be done about an error.
    drop(load(&loader, &CompiledIn, &[]));
    loader
});

/// Where [`t!`] looks.
#[doc(hidden)]
#[must_use]
pub fn loader() -> &'static FluentLanguageLoader {
    &LOADER
}

/// The text with this id: `&'static str` without arguments, a `String` with some.
///
/// What has no arguments is looked up once: a frame function asks for it sixty times a second.
macro_rules! t {
    ($id:literal) => {{
        static TEXT: std::sync::LazyLock<String> =
            std::sync::LazyLock::new(|| i18n_embed_fl::fl!($crate::text::loader(), $id));
        TEXT.as_str()
    }};
    ($id:literal, $($name:ident = $value:expr),+ $(,)?) => {
        i18n_embed_fl::fl!($crate::text::loader(), $id, $($name = ($value)),+)
    };
}
pub(crate) use t;

/// Chooses the language: `own`, if the person has named one there are texts in, else the first such
/// of `desktop`, else English. To be called before the first text is asked for.
pub fn choose(own: &str, desktop: &[String]) {
    let asked = std::iter::once(own).chain(desktop.iter().map(String::as_str));
    let wanted: Vec<LanguageIdentifier> = asked.filter_map(|tag| tag.trim().parse().ok()).collect();
    // English stays.
    drop(load(&LOADER, &CompiledIn, &wanted));
}

/// Takes the texts from elsewhere: a test's own language.
///
/// # Errors
/// When the files cannot be read as Fluent.
pub fn choose_from(
    assets: &dyn I18nAssets,
    wanted: &[LanguageIdentifier],
) -> Result<(), I18nEmbedError> {
    load(&LOADER, assets, wanted)
}

fn load(
    loader: &FluentLanguageLoader,
    assets: &dyn I18nAssets,
    wanted: &[LanguageIdentifier],
) -> Result<(), I18nEmbedError> {
    i18n_embed::select(loader, assets, wanted)?;
    // The marks around what is filled in are glyphs the window's fonts do not have.
    loader.set_use_isolating(false);
    Ok(())
}

/// `text` with a capital letter at its beginning.
#[must_use]
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

/// The files in `assets/text`.
struct CompiledIn;

impl I18nAssets for CompiledIn {
    fn get_files(&self, file_path: &str) -> Vec<Cow<'_, [u8]>> {
        FILES.get_file(file_path).map(|file| Cow::Borrowed(file.contents())).into_iter().collect()
    }

    fn filenames_iter(&self) -> Box<dyn Iterator<Item = String> + '_> {
        let of_languages = FILES.dirs().flat_map(Dir::files);
        Box::new(of_languages.map(|file| file.path().to_string_lossy().into_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages(own: &str, desktop: &[&str]) -> Vec<String> {
        // A loader of its own: the one of the program is shared with every other test.
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
    fn the_language_is_the_persons_own_else_the_desktops_else_english() {
        assert_eq!(languages("", &["fr-FR", "de-AT"])[0], "de");
        assert_eq!(languages("en", &["de-AT"])[0], "en");
        assert_eq!(languages("", &["fr-FR", "C"])[0], "en");
        assert_eq!(languages("no language", &[])[0], "en");
    }

    #[test]
    fn the_english_texts_are_there_and_nothing_is_put_around_what_is_filled_in() {
        assert_eq!(t!("tray-quit"), "Quit");
        assert_eq!(t!("now-sitting", minutes = 12), "Sitting for 12 min");
    }

    /// What an immediate-mode window pays for: `cargo test --lib the_cost_of -- --ignored --nocapture`.
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
