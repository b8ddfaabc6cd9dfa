//! Start at login.
//!
//! On Linux this is an XDG autostart entry, `autostart/plumbline.desktop` in the user's config
//! folder.

use std::path::{Path, PathBuf};

/// Reasons why start at login could not be changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AutostartError {
    /// The entry could not be written or removed.
    #[error(
        "starting at login could not be changed in {path}; check that you may write there: {reason}"
    )]
    NotWritten { path: PathBuf, reason: String },
    /// An autostart entry cannot express the path of the program.
    #[error(
        "Plumbline cannot be started at login from {exe}; move it to a folder whose name has only \
         ordinary characters"
    )]
    OddPlace { exe: PathBuf },
    /// Not supported on this system.
    #[cfg(not(target_os = "linux"))]
    #[error("starting at login is not available on this system yet; add Plumbline to it by hand")]
    NotHere,
}

/// Command-line argument for a start at login: no window opens.
pub(crate) const BACKGROUND: &str = "--background";

#[cfg(target_os = "linux")]
pub(crate) use entry::{disable, enable, is_enabled};

/// Always false on this system.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub(crate) fn is_enabled(_config_dir: &Path) -> bool {
    false
}

/// Not available on this system.
///
/// # Errors
/// Always [`AutostartError::NotHere`].
#[cfg(not(target_os = "linux"))]
pub(crate) fn enable(_config_dir: &Path, _exe: &Path) -> Result<(), AutostartError> {
    Err(AutostartError::NotHere)
}

/// Not available on this system.
///
/// # Errors
/// Always [`AutostartError::NotHere`].
#[cfg(not(target_os = "linux"))]
pub(crate) fn disable(_config_dir: &Path) -> Result<(), AutostartError> {
    Err(AutostartError::NotHere)
}

#[cfg(target_os = "linux")]
mod entry {
    use std::io::Write as _;

    use super::{AutostartError, BACKGROUND, Path, PathBuf};

    fn entry_path(config_dir: &Path) -> PathBuf {
        config_dir.join("autostart/plumbline.desktop")
    }

    /// Whether Plumbline starts at login. `config_dir` is the user's config folder (`~/.config`).
    #[must_use]
    pub(crate) fn is_enabled(config_dir: &Path) -> bool {
        std::fs::read_to_string(entry_path(config_dir)).is_ok_and(|text| is_on(&text))
    }

    /// Switches start at login on for the program `exe`.
    ///
    /// # Errors
    /// [`AutostartError`]; a previous entry is then unchanged.
    pub(crate) fn enable(config_dir: &Path, exe: &Path) -> Result<(), AutostartError> {
        let odd = || AutostartError::OddPlace { exe: exe.to_owned() };
        let command = exe.to_str().and_then(quoted).ok_or_else(odd)?;
        let text = format!(
            "[Desktop Entry]\nType=Application\nName=Plumbline\n\
             Comment=Watches your posture through the webcam\nExec={command} {BACKGROUND}\n\
             Icon=plumbline\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"
        );
        let path = entry_path(config_dir);
        let write = || -> std::io::Result<()> {
            let folder = path.parent().unwrap_or(config_dir);
            std::fs::create_dir_all(folder)?;
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            file.persist(&path)?;
            Ok(())
        };
        write()
            .map_err(|e| AutostartError::NotWritten { path: path.clone(), reason: e.to_string() })
    }

    /// Switches start at login off.
    ///
    /// # Errors
    /// [`AutostartError::NotWritten`] if the entry cannot be removed.
    pub(crate) fn disable(config_dir: &Path) -> Result<(), AutostartError> {
        let path = entry_path(config_dir);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(AutostartError::NotWritten { path, reason: error.to_string() })
            }
            _ => Ok(()),
        }
    }

    /// `path` as the first word of `Exec`: quoted as an argument, then escaped as a string of the
    /// file. `None` for paths the specification cannot express, and for `%`: the specification
    /// writes it as `%%`, but GLib looks for a program with `%%` in its name, so the entry would
    /// exist and never start.
    fn quoted(path: &str) -> Option<String> {
        if !path.starts_with('/') || path.chars().any(|c| c.is_control() || matches!(c, '=' | '%'))
        {
            return None;
        }
        let mut argument = String::from("\"");
        for c in path.chars() {
            match c {
                '"' | '`' | '$' | '\\' => argument.extend(['\\', c]),
                c => argument.push(c),
            }
        }
        argument.push('"');
        Some(argument.replace('\\', "\\\\"))
    }

    /// Whether the entry `text` is active: it has a command, and is neither hidden nor switched
    /// off.
    fn is_on(text: &str) -> bool {
        let entry = text
            .lines()
            .map(str::trim)
            .skip_while(|line| *line != "[Desktop Entry]")
            .skip(1)
            .take_while(|line| !line.starts_with('['));
        let mut has_command = false;
        for (key, value) in entry.filter_map(|line| line.split_once('=')) {
            match (key.trim_end(), value.trim_start()) {
                ("Hidden", "true") | ("X-GNOME-Autostart-enabled", "false") => return false,
                ("Exec", _) => has_command = true,
                _ => {}
            }
        }
        has_command
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn start_at_login_is_switched_on_and_off() {
            let dir = tempfile::tempdir().unwrap();
            assert!(!is_enabled(dir.path()));
            disable(dir.path()).unwrap();
            enable(dir.path(), Path::new("/usr/bin/plumbline")).unwrap();
            assert!(is_enabled(dir.path()));
            let text = std::fs::read_to_string(entry_path(dir.path())).unwrap();
            assert!(text.contains("\nExec=\"/usr/bin/plumbline\" --background\n"), "{text}");
            disable(dir.path()).unwrap();
            assert!(!is_enabled(dir.path()));
        }

        #[test]
        fn an_entry_that_was_switched_off_by_the_desktop_is_off() {
            let on = "[Desktop Entry]\nType=Application\nExec=plumbline\n";
            assert!(is_on(on));
            assert!(is_on(&format!("{on}[Desktop Action x]\nHidden=true\n")));
            assert!(!is_on(&format!("{on}Hidden=true\n")));
            assert!(!is_on(&format!("{on}X-GNOME-Autostart-enabled = false\n")));
            assert!(!is_on("[Other]\nExec=plumbline\n"));
            assert!(!is_on(""));
        }

        #[test]
        fn special_characters_are_quoted_as_the_specification_says() {
            let cases = [
                ("/opt/my apps/plumbline", r#""/opt/my apps/plumbline""#),
                ("/opt/$x`y`/\"q\"/p", r#""/opt/\\$x\\`y\\`/\\"q\\"/p""#),
                (r"/opt/a\b/p", r#""/opt/a\\\\b/p""#),
            ];
            for (path, expected) in cases {
                assert_eq!(quoted(path).as_deref(), Some(expected));
            }
            for path in ["/opt/100%/p", "/opt/a=b/p", "/opt/a\nb/p", "plumbline"] {
                assert_eq!(quoted(path), None);
            }
        }

        #[test]
        fn a_folder_that_cannot_be_written_is_reported() {
            let dir = tempfile::tempdir().unwrap();
            let file = dir.path().join("file");
            std::fs::write(&file, "").unwrap();
            let error = enable(&file, Path::new("/usr/bin/plumbline")).unwrap_err();
            assert!(matches!(error, AutostartError::NotWritten { .. }), "{error}");
        }
    }
}
