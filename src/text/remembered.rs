//! Texts that are looked up once per language.

use parking_lot::RwLock;

use super::choices;

/// A text without arguments, kept until another language is chosen.
#[derive(Debug)]
pub struct Remembered(RwLock<Option<(u32, &'static str)>>);

impl Remembered {
    #[doc(hidden)]
    #[must_use]
    pub const fn new() -> Self {
        Self(RwLock::new(None))
    }

    /// The text in the current language; `look_up` is called once per choice of a language.
    ///
    /// Texts of former languages stay in memory: 40 kB for each time the person chooses another language.
    #[doc(hidden)]
    pub fn get(&self, look_up: impl FnOnce() -> String) -> &'static str {
        let choice = choices();
        if let Some((of, text)) = *self.0.read()
            && of == choice
        {
            return text;
        }
        let text: &'static str = String::leak(look_up());
        *self.0.write() = Some((choice, text));
        text
    }
}

impl Default for Remembered {
    fn default() -> Self {
        Self::new()
    }
}
