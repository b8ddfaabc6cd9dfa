//! The entry of the start at login in the registry of Windows.

use std::path::{Path, PathBuf};

use windows_registry::{CURRENT_USER, Key};

use super::{AutostartError, LoginStart, command};

/// Key with the commands that Windows starts at login, below the current user.
const RUN: &str = r"Software\Microsoft\Windows\CurrentVersion\Run";
/// Key in which the Task Manager notes which of them are switched off.
const APPROVED: &str = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run";
/// Name of the entry.
const NAME: &str = "Plumbline";

/// What starts at login.
#[must_use]
pub(crate) fn state(_config_dir: &Path) -> LoginStart {
    let Some(text) = text_if_on() else { return LoginStart::Off };
    let Some(program) = command::program(&text) else { return LoginStart::On };
    if !program.is_file() {
        return LoginStart::Off;
    }
    match own_program() {
        Some(own) if !is_same_file(&program, &own) => LoginStart::Other(program),
        _ => LoginStart::On,
    }
}

/// Corrects the entry after the program was moved. An entry that is off, that names another existing program, or that
/// has a command of the person stays as it is. Call it at every start.
pub(crate) fn refresh(_config_dir: &Path) {
    let Some(text) = text_if_on() else { return };
    let is_gone = command::program(&text).is_some_and(|program| !program.is_file());
    if !is_gone {
        return;
    }
    let Some(text) = own_program().and_then(|own| command::with_program(&text, &own)) else {
        return;
    };
    match run_key().and_then(|key| key.set_string(NAME, text)) {
        Ok(()) => tracing::info!("the entry for the start at login names the new program file"),
        Err(error) => tracing::warn!(%error, "the entry for the start at login is out of date"),
    }
}

/// Switches start at login on for this program.
///
/// # Errors
/// [`AutostartError`]; a previous entry is then unchanged.
pub(crate) fn enable(_config_dir: &Path) -> Result<(), AutostartError> {
    let own = own_program().ok_or(AutostartError::Gone)?;
    let text = command::new_command(&own).ok_or(AutostartError::OddPlace { exe: own })?;
    run_key().and_then(|key| key.set_string(NAME, text)).map_err(|error| not_written(&error))?;
    forget_approval();
    Ok(())
}

/// Switches start at login off.
///
/// # Errors
/// [`AutostartError::NotWritten`] if the entry cannot be removed.
pub(crate) fn disable(_config_dir: &Path) -> Result<(), AutostartError> {
    if text().is_some() {
        run_key().and_then(|key| key.remove_value(NAME)).map_err(|error| not_written(&error))?;
    }
    forget_approval();
    Ok(())
}

/// Removes what the Task Manager has noted about the entry.
fn forget_approval() {
    let removed =
        CURRENT_USER.options().read().write().open(APPROVED).and_then(|key| key.remove_value(NAME));
    // Usually there is no note.
    if let Err(error) = removed {
        tracing::debug!(%error, "the Task Manager has no note about the start at login");
    }
}

fn not_written(error: &windows::core::Error) -> AutostartError {
    AutostartError::NotWritten {
        path: PathBuf::from(format!(r"HKEY_CURRENT_USER\{RUN}")),
        reason: error.message(),
    }
}

fn run_key() -> windows_registry::Result<Key> {
    CURRENT_USER.create(RUN)
}

/// The command of the entry.
fn text() -> Option<String> {
    CURRENT_USER.open(RUN).and_then(|key| key.get_string(NAME)).ok()
}

fn text_if_on() -> Option<String> {
    let approval = CURRENT_USER.open(APPROVED).and_then(|key| key.get_value(NAME)).ok();
    let is_off = command::is_switched_off(approval.as_deref());
    text().filter(|_| !is_off)
}

/// The path to start this program again. `None` if its file is gone.
fn own_program() -> Option<PathBuf> {
    std::env::current_exe().ok().filter(|exe| exe.is_file())
}

/// Whether both paths lead to the same file.
fn is_same_file(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    real(a).is_some_and(|a| Some(a) == real(b))
}
