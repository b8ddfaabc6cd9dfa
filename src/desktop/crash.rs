//! What is known of a program that ended by a mistake of its own: written down while it falls, told
//! at the next start. Nothing is sent anywhere.

use std::backtrace::Backtrace;
use std::fs;
use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The note beside the logs, for the next start.
const NOTE: &str = "last-crash.txt";

/// The newest note that was told already.
const TOLD: &str = "last-crash-told.txt";

/// Where the note of this run would be.
static NOTE_OF_THIS_RUN: Mutex<Option<PathBuf>> = Mutex::new(None);

/// How the last run ended, if by a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crash {
    /// The note: when, where, what, and the calls that led there.
    pub text: String,
    /// Where it is kept.
    pub file: PathBuf,
}

/// Watches over one run. Dropped in good order it takes the note back: a mistake that was caught and
/// survived is in the log, and no reason to tell the next start of a crash.
#[derive(Debug)]
#[must_use = "dropping it says that the run is over"]
pub struct CrashWatch {
    note: PathBuf,
}

impl CrashWatch {
    /// From now on a panic in any thread writes a note into `folder`, and a line into the log.
    pub fn start(folder: &Path) -> Self {
        let note = folder.join(NOTE);
        let file = note.clone();
        *NOTE_OF_THIS_RUN.lock().unwrap_or_else(PoisonError::into_inner) = Some(note.clone());
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let text = words(info);
            // Where even this fails there is nobody left to tell.
            let _ = write_note(&file, &text);
            tracing::error!("a mistake in Plumbline: {text}");
            before(info);
        }));
        Self { note }
    }
}

impl Drop for CrashWatch {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            // There is none, most of the time.
            let _ = fs::remove_file(&self.note);
        }
    }
}

/// A crash inside a library leaves no copy of the memory on the disk: there are pictures in it. On Linux
/// only.
pub fn keep_memory_off_the_disk() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        if let Err(error) = setrlimit(Resource::Core, none) {
            tracing::warn!(%error, "a crash may leave a copy of the memory");
        }
    }
}

/// A mistake was caught and the work begun again: it is in the log, and the run goes on.
pub fn survived() {
    let note = NOTE_OF_THIS_RUN.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(note) = note {
        // Whoever begins again says so as well.
        let _ = fs::remove_file(note);
    }
}

/// How the last run ended, if by a mistake; told once. Call it before [`CrashWatch::start`].
#[must_use]
pub fn last(folder: &Path) -> Option<Crash> {
    let (note, told) = (folder.join(NOTE), folder.join(TOLD));
    let text = fs::read_to_string(&note).ok()?;
    let file = match fs::rename(&note, &told) {
        Ok(()) => told,
        Err(error) => {
            tracing::warn!(%error, "the note of the last crash stays where it is");
            note
        }
    };
    Some(Crash { text, file })
}

fn words(info: &PanicHookInfo<'_>) -> String {
    let thread = std::thread::current();
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let what = info.payload_as_str().unwrap_or("no words for it");
    let at = jiff::Zoned::now().strftime("%Y-%m-%d %H:%M:%S %:z").to_string();
    format!(
        "{at}\nPlumbline {} on {} {}\nthread {} at {place}:\n{what}\n\n{}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        thread.name().unwrap_or("without a name"),
        Backtrace::force_capture(),
    )
}

fn write_note(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.create(true).write(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)?.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hook is the process's: one test for all of it.
    #[test]
    fn a_crash_is_told_once_and_a_mistake_that_was_survived_never() {
        let folder = tempfile::tempdir().unwrap();
        let survived = CrashWatch::start(folder.path());
        let fall = || std::thread::spawn(|| panic!("on purpose, 7f3a")).join().is_err();
        assert!(fall());
        assert!(folder.path().join(NOTE).exists());
        super::survived();
        assert!(!folder.path().join(NOTE).exists());
        assert!(fall());
        drop(survived);
        assert_eq!(last(folder.path()), None);

        let watch = CrashWatch::start(folder.path());
        assert!(fall());
        // As it is when the process is gone.
        std::mem::forget(watch);
        let crash = last(folder.path()).unwrap();
        assert!(crash.text.contains("on purpose, 7f3a"), "{}", crash.text);
        assert!(crash.text.contains("crash.rs"), "{}", crash.text);
        assert_eq!(fs::read_to_string(&crash.file).unwrap(), crash.text);
        assert_eq!(last(folder.path()), None);
    }
}
