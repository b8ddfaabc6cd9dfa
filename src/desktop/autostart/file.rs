//! The file of the autostart entry.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::program::{Started, is_same_file};
use super::{AutostartError, LoginStart, entry};
use crate::desktop::sandbox::reason_of;

fn entry_path(config_dir: &Path) -> PathBuf {
    config_dir.join("autostart/plumbline.desktop")
}

/// What starts at login. `config_dir` is the user's config folder (`~/.config`).
#[must_use]
pub(crate) fn state(config_dir: &Path) -> LoginStart {
    let desktops = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    let started = Started::of_this_process().unwrap_or_default();
    state_for(config_dir, &started, &desktops)
}

fn state_for(config_dir: &Path, started: &Started, desktops: &str) -> LoginStart {
    let Some(text) = text_if_on(config_dir, desktops) else { return LoginStart::Off };
    let is_missing = |file: &String| find(file, started).is_none();
    if entry::needed_file(&text).is_some_and(|file| is_missing(&file)) {
        return LoginStart::Off;
    }
    let Some(program) = entry::program(&text) else { return LoginStart::On };
    match find(&program, started) {
        None => LoginStart::Off,
        Some(path) => match started.lasting_path() {
            Some(own) if !is_same_file(&path, &own) => LoginStart::Other(path),
            _ => LoginStart::On,
        },
    }
}

/// Corrects the entry after the program was moved or replaced. An entry that is off, that names another
/// existing program, or that has a command of the person stays as it is. Call it at every start.
pub(crate) fn refresh(config_dir: &Path) {
    let Some(started) = Started::of_this_process() else { return };
    let desktops = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    match refresh_for(config_dir, &started, &desktops) {
        Ok(true) => tracing::info!("the entry for the start at login names the new program file"),
        Ok(false) => {}
        Err(error) => tracing::warn!(%error, "the entry for the start at login is out of date"),
    }
}

/// Returns whether the entry was changed.
fn refresh_for(
    config_dir: &Path,
    started: &Started,
    desktops: &str,
) -> Result<bool, AutostartError> {
    let Some(text) = text_if_on(config_dir, desktops) else { return Ok(false) };
    let Some(program) = entry::program(&text).map(PathBuf::from) else { return Ok(false) };
    let is_valid = !program.is_absolute() || program.is_file() && !started.is_temporary(&program);
    if is_valid {
        return Ok(false);
    }
    let Some(own) = started.lasting_path() else { return Ok(false) };
    let odd = || AutostartError::OddPlace { exe: own.clone() };
    let text = own.to_str().and_then(|exe| entry::with_program(&text, exe)).ok_or_else(odd)?;
    write(config_dir, &text)?;
    Ok(true)
}

/// Switches start at login on for this program.
///
/// # Errors
/// [`AutostartError`]; a previous entry is then unchanged.
pub(crate) fn enable(config_dir: &Path) -> Result<(), AutostartError> {
    let own = Started::of_this_process().and_then(|started| started.lasting_path());
    enable_for(config_dir, &own.ok_or(AutostartError::Gone)?)
}

fn enable_for(config_dir: &Path, exe: &Path) -> Result<(), AutostartError> {
    let odd = || AutostartError::OddPlace { exe: exe.to_owned() };
    let text = exe.to_str().and_then(entry::new_entry).ok_or_else(odd)?;
    write(config_dir, &text)
}

/// Switches start at login off.
///
/// # Errors
/// [`AutostartError::NotWritten`] if the entry cannot be removed.
pub(crate) fn disable(config_dir: &Path) -> Result<(), AutostartError> {
    let path = entry_path(config_dir);
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(AutostartError::NotWritten { path, reason: reason_of(&error) })
        }
        _ => Ok(()),
    }
}

/// The text of the entry, if it is switched on.
fn text_if_on(config_dir: &Path, desktops: &str) -> Option<String> {
    let text = std::fs::read_to_string(entry_path(config_dir)).ok()?;
    let desktops: Vec<&str> = desktops.split(':').collect();
    entry::is_on(&text, &desktops).then_some(text)
}

/// The file of `program`: a path, or the name of a command.
fn find(program: &str, started: &Started) -> Option<PathBuf> {
    if program.contains('/') {
        return Some(PathBuf::from(program)).filter(|path| path.is_file());
    }
    started.search.iter().map(|folder| folder.join(program)).find(|path| path.is_file())
}

fn write(config_dir: &Path, text: &str) -> Result<(), AutostartError> {
    let path = entry_path(config_dir);
    // The entry can be a link to a file that is kept elsewhere.
    let target = std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
    let write = || -> std::io::Result<()> {
        let folder = target.parent().unwrap_or(config_dir);
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(&target)?;
        Ok(())
    };
    write().map_err(|e| AutostartError::NotWritten { path, reason: reason_of(&e) })
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Home {
        folder: tempfile::TempDir,
    }

    impl Home {
        /// A home folder with these program files.
        fn with(programs: &[&str]) -> Self {
            let home = Self { folder: tempfile::tempdir().unwrap() };
            for program in programs {
                home.install(program);
            }
            home
        }

        fn config(&self) -> &Path {
            self.folder.path()
        }

        fn path(&self, program: &str) -> PathBuf {
            self.folder.path().join(program)
        }

        fn install(&self, program: &str) {
            let path = self.path(program);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }

        fn started(&self, program: &str) -> Started {
            Started { exe: self.path(program), ..Started::default() }
        }

        fn state(&self, program: &str) -> LoginStart {
            state_for(self.config(), &self.started(program), "GNOME")
        }

        fn refresh(&self, program: &str) -> bool {
            refresh_for(self.config(), &self.started(program), "GNOME").unwrap()
        }

        fn entry(&self) -> String {
            std::fs::read_to_string(entry_path(self.config())).unwrap()
        }
    }

    #[test]
    fn start_at_login_is_switched_on_and_off() {
        let home = Home::with(&["plumbline"]);
        assert_eq!(home.state("plumbline"), LoginStart::Off);
        disable(home.config()).unwrap();
        enable_for(home.config(), &home.path("plumbline")).unwrap();
        assert_eq!(home.state("plumbline"), LoginStart::On);
        disable(home.config()).unwrap();
        assert_eq!(home.state("plumbline"), LoginStart::Off);
    }

    #[test]
    fn a_moved_program_corrects_its_entry_at_its_next_start() {
        let home = Home::with(&["old/plumbline"]);
        enable_for(home.config(), &home.path("old/plumbline")).unwrap();
        let delayed = format!("{}X-GNOME-Autostart-Delay=20\n", home.entry());
        std::fs::write(entry_path(home.config()), delayed).unwrap();
        assert!(!home.refresh("old/plumbline"), "it is correct");
        std::fs::create_dir(home.path("new place")).unwrap();
        std::fs::rename(home.path("old/plumbline"), home.path("new place/plumbline")).unwrap();
        assert_eq!(home.state("new place/plumbline"), LoginStart::Off, "nothing would start");
        assert!(home.refresh("new place/plumbline"));
        assert_eq!(home.state("new place/plumbline"), LoginStart::On);
        assert!(home.entry().contains("X-GNOME-Autostart-Delay=20"), "{}", home.entry());
    }

    #[test]
    fn an_entry_with_a_path_that_does_not_last_is_corrected() {
        let home = Home::with(&["plumbline", "mount/plumbline", "P.AppImage"]);
        // Written while the program was being replaced.
        enable_for(home.config(), &home.path("plumbline (deleted)")).unwrap();
        assert!(home.refresh("plumbline (deleted)"));
        assert_eq!(home.state("plumbline"), LoginStart::On);
        // Written by an AppImage.
        enable_for(home.config(), &home.path("mount/plumbline")).unwrap();
        let started = Started {
            app_image: Some((home.path("P.AppImage"), home.path("mount"))),
            ..home.started("mount/plumbline")
        };
        assert!(refresh_for(home.config(), &started, "").unwrap());
        assert_eq!(state_for(home.config(), &started, ""), LoginStart::On);
        assert!(home.entry().contains("P.AppImage"), "{}", home.entry());
    }

    #[test]
    fn an_entry_of_another_existing_program_stays_and_is_shown() {
        let home = Home::with(&["installed/plumbline", "built/plumbline"]);
        enable_for(home.config(), &home.path("installed/plumbline")).unwrap();
        assert!(!home.refresh("built/plumbline"));
        let other = LoginStart::Other(home.path("installed/plumbline"));
        assert_eq!(home.state("built/plumbline"), other);
        enable_for(home.config(), &home.path("built/plumbline")).unwrap();
        assert_eq!(home.state("built/plumbline"), LoginStart::On);
    }

    #[test]
    fn an_entry_that_is_off_or_a_command_of_the_person_stays_as_it_is() {
        let home = Home::with(&["plumbline"]);
        std::fs::create_dir(home.path("autostart")).unwrap();
        for (text, expected) in [
            ("[Desktop Entry]\nExec=/gone/plumbline --background\nHidden=true\n", LoginStart::Off),
            ("[Desktop Entry]\nExec=sh -c \"sleep 9; plumbline\"\n", LoginStart::On),
            ("[Desktop Entry]\nExec=no-such-command-here --background\n", LoginStart::Off),
            (
                "[Desktop Entry]\nExec=sh -c \"sleep 9; plumbline\"\nTryExec=/gone/plumbline\n",
                LoginStart::Off,
            ),
        ] {
            std::fs::write(entry_path(home.config()), text).unwrap();
            assert!(!home.refresh("plumbline"), "{text}");
            assert_eq!(home.entry(), text);
            assert_eq!(home.state("plumbline"), expected, "{text}");
        }
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_reported() {
        let home = Home::with(&["file"]);
        let error = enable_for(&home.path("file"), Path::new("/usr/bin/plumbline")).unwrap_err();
        assert!(matches!(error, AutostartError::NotWritten { .. }), "{error}");
    }

    #[test]
    fn an_entry_that_is_a_link_stays_a_link() {
        let home = Home::with(&["plumbline", "kept/entry"]);
        std::fs::create_dir(home.path("autostart")).unwrap();
        std::os::unix::fs::symlink(home.path("kept/entry"), entry_path(home.config())).unwrap();
        enable_for(home.config(), &home.path("plumbline")).unwrap();
        assert!(std::fs::read_link(entry_path(home.config())).is_ok());
        assert_eq!(home.state("plumbline"), LoginStart::On);
    }
}
