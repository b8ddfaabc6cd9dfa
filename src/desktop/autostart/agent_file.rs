//! The file of the launch agent: `~/Library/LaunchAgents/org.plumbline.Plumbline.plist`.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use directories::BaseDirs;

use super::{AutostartError, LoginStart, launch_agent};
use crate::desktop::files::write_whole;

/// What starts at login.
#[must_use]
pub(crate) fn state(_config_dir: &Path) -> LoginStart {
    let Some(text) = text() else { return LoginStart::Off };
    let Some(program) = launch_agent::program(&text).map(PathBuf::from) else {
        return LoginStart::On;
    };
    if !program.is_file() {
        return LoginStart::Off;
    }
    match own_program() {
        Some(own) if own != program => LoginStart::Other(program),
        _ => LoginStart::On,
    }
}

/// Corrects the agent after the program was moved. An agent of another existing program stays. Call it at every start.
pub(crate) fn refresh(config_dir: &Path) {
    let program = text().and_then(|text| launch_agent::program(&text)).map(PathBuf::from);
    if program.is_some_and(|program| !program.is_file())
        && let Err(error) = enable(config_dir)
    {
        tracing::warn!(%error, "the agent for the start at login is out of date");
    }
}

/// Switches start at login on for this program.
///
/// # Errors
/// [`AutostartError`]; a previous agent is then unchanged.
pub(crate) fn enable(_config_dir: &Path) -> Result<(), AutostartError> {
    let own = own_program().ok_or(AutostartError::Gone)?;
    let exe = own.to_str().ok_or_else(|| AutostartError::OddPlace { exe: own.clone() })?;
    let path = agent_path().ok_or(AutostartError::Gone)?;
    write_whole(&path, &launch_agent::new_agent(exe)).map_err(|e| not_written(path, &e))
}

/// Switches start at login off.
///
/// # Errors
/// [`AutostartError::NotWritten`] if the agent cannot be removed.
pub(crate) fn disable(_config_dir: &Path) -> Result<(), AutostartError> {
    let path = agent_path().ok_or(AutostartError::Gone)?;
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(not_written(path, &error)),
        _ => Ok(()),
    }
}

fn not_written(path: PathBuf, error: &std::io::Error) -> AutostartError {
    AutostartError::NotWritten { path, reason: error.to_string() }
}

fn agent_path() -> Option<PathBuf> {
    let agents = BaseDirs::new()?.home_dir().join("Library/LaunchAgents");
    Some(agents.join(format!("{}.plist", launch_agent::LABEL)))
}

fn text() -> Option<String> {
    std::fs::read_to_string(agent_path()?).ok()
}

/// The path to start this program again. `None` if its file is gone.
fn own_program() -> Option<PathBuf> {
    std::env::current_exe().ok()?.canonicalize().ok()
}
