//! Fonts of the system for text that the built-in fonts cannot show: names of cameras, folders and places
//! in other scripts.

use std::panic::{AssertUnwindSafe, catch_unwind};

use eframe::egui::{FallbackRequest, FontInsert, FontProvider};
use egui_system_font_provider::SystemFontProvider;
use parking_lot::Mutex;

use crate::desktop::crash;

/// Looks for fonts when the first character needs one. Most windows never do, and listing the fonts of the
/// system costs time and memory.
#[derive(Default)]
pub(crate) struct SystemFonts {
    list: Mutex<FontList>,
}

#[derive(Default)]
enum FontList {
    #[default]
    NotRead,
    Read(Box<SystemFontProvider>),
    /// The library panics if the system has no font at all.
    Unusable,
}

impl FontProvider for SystemFonts {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let mut list = self.list.lock();
        if matches!(*list, FontList::NotRead) {
            tracing::debug!(text = request.cluster, "the fonts of the system are listed");
            *list = FontList::Read(Box::new(SystemFontProvider::new()));
        }
        let FontList::Read(provider) = &*list else { return None };
        // Unwind safe: a provider that panicked is not used again.
        let found = catch_unwind(AssertUnwindSafe(|| provider.font_for(request)));
        let Ok(font) = found else {
            crash::survived();
            tracing::warn!("the fonts of the system cannot be listed");
            *list = FontList::Unusable;
            return None;
        };
        match &font {
            Some(font) => tracing::debug!(font = font.name, "font added"),
            None => tracing::debug!(text = request.cluster, "no font of the system has this"),
        }
        font
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::path::Path;
    use std::process::Command;
    use std::sync::Arc;

    use eframe::egui::{Context, FontId};

    use super::*;

    /// Set in a child process: the characters that a font of the system has, and those that no font has.
    const CHILD: &str = "PLUMBLINE_TEST_FONTS";

    /// Runs this test again in a child process, for which the system has only the fonts in `folder`.
    fn run_with_fonts(folder: &Path, shown: &str, missing: &str) {
        let settings = tempfile::tempdir().unwrap();
        let config = settings.path().join("fonts.conf");
        let text = format!(
            "<?xml version=\"1.0\"?><fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>",
            folder.display(),
            settings.path().join("cache").display()
        );
        std::fs::write(&config, text).unwrap();
        let name = "ui::system_fonts::tests::text_in_other_scripts_uses_the_fonts_of_the_system";
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture", "--test-threads=1"])
            .env("FONTCONFIG_FILE", &config)
            .env(CHILD, format!("{shown}|{missing}"))
            .output()
            .unwrap();
        let stdout = String::from_utf8_lossy(&output.stdout);
        let stderr = String::from_utf8_lossy(&output.stderr);
        let has_passed = output.status.success() && stdout.contains("1 passed");
        assert!(has_passed, "{shown}|{missing}: {stdout}{stderr}");
    }

    fn inside(shown: &str, missing: &str) {
        let fonts = Arc::new(SystemFonts::default());
        let ctx = Context::default();
        let provider: Arc<dyn FontProvider> = fonts.clone();
        ctx.add_font_provider(provider);
        let font_id = FontId::proportional(15.0);
        let mut output = ctx.run_ui(Default::default(), |ui| {
            ui.fonts_mut(|view| {
                assert!(view.has_glyphs(&font_id, "Büro 5° Łódź кабинет"));
                assert!(matches!(*fonts.list.lock(), FontList::NotRead), "nothing needs it yet");
                for c in shown.chars() {
                    assert!(view.has_glyph(&font_id, c), "{c}");
                }
                for c in missing.chars() {
                    assert!(!view.has_glyph(&font_id, c), "{c}");
                }
            });
        });
        output.textures_delta.clear();
        let is_unusable = matches!(*fonts.list.lock(), FontList::Unusable);
        assert_eq!(is_unusable, shown.is_empty(), "only without any font");
    }

    #[test]
    fn text_in_other_scripts_uses_the_fonts_of_the_system() {
        if let Ok(characters) = std::env::var(CHILD) {
            let (shown, missing) = characters.split_once('|').unwrap();
            return inside(shown, missing);
        }
        let search = ["-c", "/sbin/ldconfig -p | grep -q libfontconfig"];
        let is_here = Command::new("sh").args(search).status().is_ok_and(|found| found.success());
        assert!(is_here || std::env::var_os("CI").is_none(), "libfontconfig is missing");
        if !is_here {
            eprintln!("SKIPPED: libfontconfig is not installed (make test installs it)");
            return;
        }
        let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/fonts");
        // The font has only these characters.
        run_with_fonts(Path::new(fonts), "書斎日本語书房", "회ع");
        // A system without any font.
        run_with_fonts(tempfile::tempdir().unwrap().path(), "", "書");
    }
}
