//! Single instance per data folder: a second start shows the window of the first.
//!
//! A lock on a file in the data folder decides which process is first, because the history there must have one
//! writer. The lock ends with the process, even if it crashes. The second process sends a request over a socket (on
//! Windows a named pipe), whose address the first one writes to the lock file (on Windows beside it). The socket is
//! optional: without it the second process cannot raise the window of the first.

#[cfg(windows)]
mod pipe;
mod service;
#[cfg(test)]
#[cfg(unix)]
mod tests;
#[cfg(unix)]
mod unix;

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use service::ServiceSocket;

/// Result of claiming to be the first instance.
#[derive(Debug)]
pub(crate) enum Instance {
    /// This process is the first instance while the guard exists.
    First(InstanceGuard),
    /// Another instance is running.
    Other(OtherWindow),
}

/// Window of the other instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OtherWindow {
    /// It was asked to show its window.
    Raised,
    /// It did not accept the request.
    NotReached,
    /// It has no window.
    Absent,
}

/// Called from a thread whenever the window should be shown.
pub(crate) type OnRaise = Box<dyn Fn() + Send + Sync>;

/// Called from a thread with the request of another process, which gets the answers.
pub(crate) type OnRequest = Box<dyn Fn(&str, &mut dyn io::Write) + Send + Sync>;

/// What an instance does for other processes.
#[derive(Default)]
pub(crate) struct Services {
    /// Shows the window; `None` without a window.
    pub on_raise: Option<OnRaise>,
    /// Answers other requests.
    pub on_request: Option<OnRequest>,
}

/// Why the running instance cannot be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AskError {
    /// No instance is running.
    NotRunning,
    /// It does not answer.
    NotReached,
}

/// First bytes of the note of an instance without a window. The address of its socket may follow.
const WITHOUT_WINDOW: &[u8] = b"without window";

/// Keeps this process the first instance until it is dropped.
#[derive(Debug)]
pub(crate) struct InstanceGuard {
    /// Declared before the lock, so it is dropped first: while the lock is free, this socket no longer
    /// exists.
    _socket: Option<ServiceSocket>,
    _lock: File,
}

impl Instance {
    /// Becomes the first instance for `data_dir`, or asks the running one to show its window. `runtime_dir` is a
    /// private folder for the socket (`$XDG_RUNTIME_DIR/…`); if it cannot be used, the socket is in `data_dir`.
    /// Both are created if missing.
    ///
    /// # Errors
    /// If `data_dir` cannot be used.
    pub(crate) fn claim(
        data_dir: &Path,
        runtime_dir: &Path,
        services: Services,
    ) -> io::Result<Self> {
        super::files::make_private_folder(data_dir)?;
        let mut lock = open_lock(&lock_path(data_dir))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Ok(Self::Other(raise(data_dir, runtime_dir)));
            }
            // For example a network disk without locks. Watching and its history are more important.
            Err(TryLockError::Error(error)) => {
                tracing::warn!(%error, "cannot tell whether Plumbline is running already");
            }
        }
        let has_window = services.on_raise.is_some();
        let mut content = if has_window { Vec::new() } else { WITHOUT_WINDOW.to_vec() };
        let socket = (has_window || services.on_request.is_some())
            .then(|| ServiceSocket::open([runtime_dir, data_dir], services))
            .flatten();
        if let Some(socket) = &socket {
            if !has_window {
                content.push(b'\n');
            }
            content.extend(socket.address());
        }
        if let Err(error) = write_note(data_dir, &mut lock, &content) {
            tracing::info!(%error, "a second start cannot find the window of this one");
        }
        Ok(Self::First(InstanceGuard { _socket: socket, _lock: lock }))
    }

    /// Sends `request`, one line, to the instance that is running for `data_dir`. Returns its answers, one per line.
    ///
    /// # Errors
    /// [`AskError`].
    pub(crate) fn ask(
        data_dir: &Path,
        runtime_dir: &Path,
        request: &str,
    ) -> Result<Box<dyn io::BufRead>, AskError> {
        let lock = File::open(lock_path(data_dir)).map_err(|_| AskError::NotRunning)?;
        if lock.try_lock().is_ok() {
            return Err(AskError::NotRunning);
        }
        service::ask([runtime_dir, data_dir], || note(data_dir), request)
            .ok_or(AskError::NotReached)
    }
}

fn lock_path(data_dir: &Path) -> PathBuf {
    data_dir.join("plumbline.lock")
}

/// The file with the note about the running instance. On Windows a locked file cannot be read by others.
fn note_path(data_dir: &Path) -> PathBuf {
    if cfg!(windows) { data_dir.join("plumbline.running") } else { lock_path(data_dir) }
}

fn write_note(data_dir: &Path, lock: &mut File, note: &[u8]) -> io::Result<()> {
    if cfg!(windows) {
        return std::fs::write(note_path(data_dir), note);
    }
    lock.set_len(0)?;
    lock.write_all(note)
}

/// The note about the running instance; empty if it cannot be read.
fn note(data_dir: &Path) -> Vec<u8> {
    let mut content = Vec::new();
    match File::open(note_path(data_dir)).and_then(|mut file| file.read_to_end(&mut content)) {
        Ok(_) => content,
        Err(_) => Vec::new(),
    }
}

/// Opens the lock file, and creates it if it is missing. A file that this user may not write to, left by a run as
/// another user, is replaced if nobody holds its lock.
fn open_lock(path: &Path) -> io::Result<File> {
    let open = || File::options().create(true).truncate(false).read(true).write(true).open(path);
    match open() {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            if let Ok(lock) = File::open(path)
                && matches!(lock.try_lock(), Err(TryLockError::WouldBlock))
            {
                return Ok(lock);
            }
            std::fs::remove_file(path)?;
            open()
        }
        opened => opened,
    }
}

/// Asks the instance that holds the lock of `data_dir` to show its window. The folders are those in which its socket
/// is if the note does not say it.
fn raise(data_dir: &Path, runtime_dir: &Path) -> OtherWindow {
    if note(data_dir).starts_with(WITHOUT_WINDOW) {
        OtherWindow::Absent
    } else if service::request_raise([runtime_dir, data_dir], || note(data_dir)) {
        OtherWindow::Raised
    } else {
        OtherWindow::NotReached
    }
}
