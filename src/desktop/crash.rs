//! Crash notes: a panic writes a note to disk, and the next start reports it. Nothing is sent
//! anywhere.

use std::backtrace::Backtrace;
use std::fs;
use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use parking_lot::Mutex;

/// File name of the crash note, in the folder of the logs.
const NOTE: &str = "last-crash.txt";

/// File name of the newest note that was already reported.
const REPORTED_NOTE: &str = "last-crash-told.txt";

/// Path of this run's crash note.
static NOTE_OF_THIS_RUN: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Crash of the previous run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crash {
    /// Text of the note: time, place, message and backtrace.
    pub text: String,
    /// Path of the note.
    pub file: PathBuf,
}

/// Records crashes of one run. A normal drop deletes the note: a caught panic is in the log, and the
/// next start must not report it as a crash.
#[derive(Debug)]
#[must_use = "dropping it ends the recording of crashes"]
pub(crate) struct CrashWatch {
    note: PathBuf,
}

impl CrashWatch {
    /// Installs a panic hook: a panic in any thread writes a note into `folder` and a line into the
    /// log.
    pub(crate) fn start(folder: &Path) -> Self {
        let note = folder.join(NOTE);
        let file = note.clone();
        *NOTE_OF_THIS_RUN.lock() = Some(note.clone());
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let text = note_text(info);
            // If this fails too, the crash can no longer be recorded.
            let _ = write_note(&file, &text);
            tracing::error!("panic: {text}");
            before(info);
        }));
        Self { note }
    }
}

impl Drop for CrashWatch {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            // Usually there is no note.
            let _ = fs::remove_file(&self.note);
        }
    }
}

/// Disables core dumps, because the memory contains camera images. On Windows, disables the report of a crash, which
/// contains parts of the memory.
pub(crate) fn keep_memory_off_the_disk() {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        if let Err(error) = setrlimit(Resource::Core, none) {
            tracing::warn!(%error, "core dumps could not be disabled");
        }
    }
    #[cfg(windows)]
    super::windows::console::keep_errors_silent();
}

/// Deletes the note after a panic that was caught and followed by a restart of the work. The panic
/// stays in the log.
pub(crate) fn survived() {
    let note = NOTE_OF_THIS_RUN.lock().clone();
    if let Some(note) = note {
        // The caller that restarts the work logs this as well.
        let _ = fs::remove_file(note);
    }
}

/// The crash of the previous run, if there was one. Each crash is returned only once. Call it
/// before [`CrashWatch::start`].
#[must_use]
pub(crate) fn last(folder: &Path) -> Option<Crash> {
    let (note, reported) = (folder.join(NOTE), folder.join(REPORTED_NOTE));
    let text = fs::read_to_string(&note).ok()?;
    let file = match fs::rename(&note, &reported) {
        Ok(()) => reported,
        Err(error) => {
            tracing::warn!(%error, "the crash note could not be renamed");
            note
        }
    };
    Some(Crash { text, file })
}

fn note_text(info: &PanicHookInfo<'_>) -> String {
    let thread = std::thread::current();
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let what = info.payload_as_str().unwrap_or("no message");
    let at = jiff::Zoned::now().strftime("%Y-%m-%d %H:%M:%S %:z").to_string();
    format!(
        "{at}\nPlumbline {} on {} {}\nthread {} at {place}:\n{what}\n\n{}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        thread.name().unwrap_or("(unnamed)"),
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

    /// One test for all cases, because a process has only one panic hook.
    #[test]
    fn a_crash_is_reported_once_and_a_caught_panic_never() {
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
        // Simulates a process that ended without dropping the watch.
        std::mem::forget(watch);
        let crash = last(folder.path()).unwrap();
        assert!(crash.text.contains("on purpose, 7f3a"), "{}", crash.text);
        assert!(crash.text.contains("crash.rs"), "{}", crash.text);
        assert_eq!(fs::read_to_string(&crash.file).unwrap(), crash.text);
        assert_eq!(last(folder.path()), None);
    }
}
