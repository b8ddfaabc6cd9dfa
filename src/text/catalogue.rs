//! The catalogue in the language of the texts.

use include_dir::{Dir, include_dir};
use parking_lot::Mutex;
use plumbline_core::catalogue::{Catalogue, CatalogueError};

use super::{choices, language};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/catalogue");

/// The catalogue in the chosen language. Where a translation cannot be used, it is English.
///
/// # Errors
/// As for [`Catalogue::embedded`].
pub fn catalogue() -> Result<Catalogue, CatalogueError> {
    /// The last one, and the choice of a language it belongs to.
    static LAST: Mutex<Option<(u32, Catalogue)>> = Mutex::new(None);
    let choice = choices();
    let mut last = LAST.lock();
    if let Some((of, catalogue)) = &*last
        && *of == choice
    {
        return Ok(catalogue.clone());
    }
    let catalogue = in_language(&language())?;
    *last = Some((choice, catalogue.clone()));
    Ok(catalogue)
}

fn in_language(tag: &str) -> Result<Catalogue, CatalogueError> {
    let english = Catalogue::embedded()?;
    let file = format!("{tag}.toml");
    let Some(content) = FILES.get_file(&file).and_then(include_dir::File::contents_utf8) else {
        return Ok(english);
    };
    Ok(english.translated(&file, content).unwrap_or_else(|error| {
        tracing::error!(%error, "a translation of the catalogue is not used");
        english
    }))
}

#[cfg(test)]
mod tests {
    use super::super::languages;
    use super::*;

    #[test]
    fn every_language_has_a_complete_catalogue() {
        let english = Catalogue::embedded().unwrap();
        for (tag, _) in languages::ALL {
            let file = format!("{tag}.toml");
            let Some(content) = FILES.get_file(&file).and_then(include_dir::File::contents_utf8)
            else {
                assert_eq!(tag, "en");
                continue;
            };
            let translated = english.translated(&file, content).unwrap_or_else(|e| panic!("{e}"));
            for (one, other) in english.items().iter().zip(translated.items()) {
                assert_ne!(one.steps, other.steps, "{tag}: {} is English", one.id);
            }
        }
    }
}
