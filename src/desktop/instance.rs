//! Single instance per data folder: a second start shows the window of the first.
//!
//! A lock on a file in the data folder decides which process is first, because the history there must have one
//! writer. The lock ends with the process, even if it crashes. On Unix the second process sends a request over a
//! socket, whose path the first one writes to the lock file. The socket is optional: without it the second process
//! cannot raise the window of the first.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::Path;

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

/// Content of the lock file of an instance without a window.
const WITHOUT_WINDOW: &[u8] = b"without window";

/// Keeps this process the first instance until it is dropped.
#[derive(Debug)]
pub(crate) struct InstanceGuard {
    /// Declared before the lock, so it is dropped first: while the lock is free, this socket no longer
    /// exists.
    #[cfg(unix)]
    _socket: Option<socket::RaiseSocket>,
    _lock: File,
}

impl Instance {
    /// Becomes the first instance for `data_dir`, or asks the running one to show its window. `runtime_dir` is a
    /// private folder for the socket (`$XDG_RUNTIME_DIR/…`); if it cannot be used, the socket is in `data_dir`.
    /// Both are created if missing. An instance without a window has no `on_raise`.
    ///
    /// # Errors
    /// If `data_dir` cannot be used.
    pub(crate) fn claim(
        data_dir: &Path,
        runtime_dir: &Path,
        on_raise: Option<OnRaise>,
    ) -> io::Result<Self> {
        let path = data_dir.join("plumbline.lock");
        super::files::make_private_folder(data_dir)?;
        let mut lock = open_lock(&path)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Ok(Self::Other(raise(&path, [runtime_dir, data_dir])));
            }
            // For example a network disk without locks. Watching and its history are more important.
            Err(TryLockError::Error(error)) => {
                tracing::warn!(%error, "cannot tell whether Plumbline is running already");
            }
        }
        #[cfg(unix)]
        let socket = on_raise.map(|on_raise| {
            socket::RaiseSocket::open([runtime_dir, data_dir], &std::sync::Arc::from(on_raise))
        });
        #[cfg(unix)]
        let content = match &socket {
            Some(Some(socket)) => socket.path().as_os_str().as_encoded_bytes(),
            Some(None) => b"",
            None => WITHOUT_WINDOW,
        };
        #[cfg(not(unix))]
        let content = if on_raise.is_some() { b"".as_slice() } else { WITHOUT_WINDOW };
        if let Err(error) = lock.set_len(0).and_then(|()| lock.write_all(content)) {
            tracing::info!(%error, "a second start cannot find the window of this one");
        }
        Ok(Self::First(InstanceGuard {
            #[cfg(unix)]
            _socket: socket.flatten(),
            _lock: lock,
        }))
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

/// Asks the instance that holds the lock at `lock` to show its window. `folders` are those in which its socket is
/// if the lock file does not say it.
fn raise(lock: &Path, folders: [&Path; 2]) -> OtherWindow {
    let content = || {
        let mut content = Vec::new();
        File::open(lock).and_then(|mut lock| lock.read_to_end(&mut content)).map(|_| content)
    };
    if content().is_ok_and(|content| content == WITHOUT_WINDOW) {
        return OtherWindow::Absent;
    }
    #[cfg(unix)]
    if socket::request_raise(folders, || content().unwrap_or_default()) {
        return OtherWindow::Raised;
    }
    #[cfg(not(unix))]
    let _ = folders;
    OtherWindow::NotReached
}

#[cfg(unix)]
mod socket {
    use std::ffi::OsStr;
    use std::fs::{self, Permissions};
    use std::io::{self, Read as _, Write as _};
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::{Path, PathBuf};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;
    use std::time::Duration;

    use crate::desktop::files::make_private_folder;

    const NAME: &str = "plumbline.sock";
    /// Byte that asks the first instance to show its window.
    const RAISE: u8 = b'r';
    /// Number of connection attempts and the interval between them. The first instance may still be
    /// starting.
    const ATTEMPTS: u32 = 20;
    const RETRY_INTERVAL: Duration = Duration::from_millis(50);

    /// Listening socket of the first instance.
    #[derive(Debug)]
    pub(super) struct RaiseSocket {
        path: PathBuf,
        is_closed: Arc<AtomicBool>,
    }

    impl RaiseSocket {
        /// Opens the socket in the first of `folders` that can be used. `None` if none can, for example because
        /// their paths are too long for a socket.
        pub(super) fn open(
            folders: [&Path; 2],
            on_raise: &Arc<dyn Fn() + Send + Sync>,
        ) -> Option<Self> {
            for folder in folders {
                match Self::open_in(folder, Arc::clone(on_raise)) {
                    Ok(socket) => return Some(socket),
                    Err(error) => {
                        let folder = folder.display();
                        tracing::info!(%error, %folder, "no socket for a second start here");
                    }
                }
            }
            None
        }

        fn open_in(folder: &Path, on_raise: Arc<dyn Fn() + Send + Sync>) -> io::Result<Self> {
            make_private_folder(folder)?;
            let path = folder.join(NAME);
            // This process holds the lock, so an existing socket was left by a crash.
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            let listener = UnixListener::bind(&path)?;
            fs::set_permissions(&path, Permissions::from_mode(0o600))?;
            let is_closed = Arc::new(AtomicBool::new(false));
            let closed = Arc::clone(&is_closed);
            thread::Builder::new()
                .name("instance".into())
                .spawn(move || serve(&listener, &closed, &*on_raise))?;
            Ok(Self { path, is_closed })
        }

        pub(super) fn path(&self) -> &Path {
            &self.path
        }
    }

    impl Drop for RaiseSocket {
        fn drop(&mut self) {
            self.is_closed.store(true, Ordering::Release);
            // Wakes the thread, which then reads the flag and ends.
            let _ = UnixStream::connect(&self.path);
            let _ = fs::remove_file(&self.path);
        }
    }

    /// Accepts requests until `is_closed` is set.
    fn serve(listener: &UnixListener, is_closed: &AtomicBool, on_raise: &dyn Fn()) {
        for client in listener.incoming() {
            if is_closed.load(Ordering::Acquire) {
                return;
            }
            match client {
                Ok(mut client) => {
                    if wants_raise(&mut client) {
                        on_raise();
                    }
                }
                Err(error) => {
                    tracing::debug!(%error, "cannot accept the request of a second start");
                    // For example out of file descriptors: do not retry in a busy loop.
                    thread::sleep(Duration::from_secs(1));
                }
            }
        }
    }

    fn wants_raise(client: &mut UnixStream) -> bool {
        let mut request = [0];
        client.set_read_timeout(Some(Duration::from_secs(1))).is_ok()
            && client.read_exact(&mut request).is_ok()
            && request == [RAISE]
    }

    /// Asks the first instance to show its window. Returns whether it has accepted. The socket is at the path that
    /// `lock_content` returns; the first instance may still be about to write it. An earlier version wrote none
    /// and has its socket in one of `folders`.
    pub(super) fn request_raise(folders: [&Path; 2], lock_content: impl Fn() -> Vec<u8>) -> bool {
        let request = |path: &Path| {
            UnixStream::connect(path).and_then(|mut socket| socket.write_all(&[RAISE])).is_ok()
        };
        for _ in 0..ATTEMPTS {
            let content = lock_content();
            let is_accepted = if content.is_empty() {
                folders.iter().any(|folder| request(&folder.join(NAME)))
            } else {
                request(Path::new(OsStr::from_bytes(&content)))
            };
            if is_accepted {
                return true;
            }
            thread::sleep(RETRY_INTERVAL);
        }
        tracing::warn!("the running instance of Plumbline did not accept the request");
        false
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::net::UnixListener;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    fn raising() -> (OnRaise, mpsc::Receiver<()>) {
        let (raise, raised) = mpsc::channel();
        (Box::new(move || raise.send(()).unwrap()), raised)
    }

    fn other(data: &Path, runtime: &Path) -> OtherWindow {
        let claimed = Instance::claim(data, runtime, None).unwrap();
        let Instance::Other(window) = claimed else { panic!("{claimed:?}") };
        window
    }

    const LIMIT: Duration = Duration::from_secs(10);

    #[test]
    fn a_second_instance_raises_the_first_and_takes_over_after_it_ends() {
        let dir = tempfile::tempdir().unwrap();
        let (data, run) = (dir.path().join("data"), dir.path().join("run"));
        let (on_raise, raised) = raising();
        let first = Instance::claim(&data, &run, Some(on_raise)).unwrap();
        assert!(matches!(first, Instance::First(_)));
        let mode = run.join("plumbline.sock").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        // The second one may have another runtime folder, or none: the data folder decides.
        for runtime in [&run, &data, &dir.path().join("other")] {
            assert_eq!(other(&data, runtime), OtherWindow::Raised);
            raised.recv_timeout(LIMIT).unwrap();
        }
        drop(first);
        // The drop removes the closure and the socket, and makes no request.
        assert_eq!(raised.recv_timeout(LIMIT), Err(mpsc::RecvTimeoutError::Disconnected));
        assert!(!run.join("plumbline.sock").exists());
        assert!(matches!(Instance::claim(&data, &run, None).unwrap(), Instance::First(_)));
    }

    #[test]
    fn a_socket_left_by_a_crash_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("plumbline.sock");
        drop(UnixListener::bind(&path).unwrap());
        assert!(path.exists());
        let (on_raise, raised) = raising();
        let first = Instance::claim(dir.path(), dir.path(), Some(on_raise)).unwrap();
        assert!(matches!(first, Instance::First(_)));
        assert_eq!(other(dir.path(), dir.path()), OtherWindow::Raised);
        raised.recv_timeout(LIMIT).unwrap();
    }

    #[test]
    fn an_instance_without_a_window_says_so_until_one_with_a_window_follows() {
        let dir = tempfile::tempdir().unwrap();
        let first = Instance::claim(dir.path(), dir.path(), None).unwrap();
        assert_eq!(other(dir.path(), dir.path()), OtherWindow::Absent);
        drop(first);
        let (on_raise, _raised) = raising();
        let _second = Instance::claim(dir.path(), dir.path(), Some(on_raise)).unwrap();
        assert_eq!(other(dir.path(), dir.path()), OtherWindow::Raised);
    }

    #[test]
    fn without_a_usable_runtime_folder_the_socket_is_in_the_data_folder() {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("data");
        // Cannot be a folder, like the runtime folder of another user; and longer than a socket path may be.
        let file = dir.path().join("file");
        std::fs::write(&file, "").unwrap();
        for runtime in [file.join("run"), dir.path().join("long/".repeat(40))] {
            let (on_raise, raised) = raising();
            let first = Instance::claim(&data, &runtime, Some(on_raise)).unwrap();
            assert!(matches!(first, Instance::First(_)));
            assert!(data.join("plumbline.sock").exists());
            assert_eq!(other(&data, &dir.path().join("run")), OtherWindow::Raised);
            raised.recv_timeout(LIMIT).unwrap();
        }
    }

    #[test]
    fn without_any_socket_the_instance_is_still_the_only_one() {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("long/".repeat(40));
        let (on_raise, _raised) = raising();
        let first = Instance::claim(&data, &data, Some(on_raise)).unwrap();
        assert!(matches!(first, Instance::First(_)));
        assert_eq!(other(&data, &data), OtherWindow::NotReached);
    }

    #[test]
    fn an_unusable_data_folder_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        std::fs::write(&file, "").unwrap();
        assert!(Instance::claim(&file.join("data"), dir.path(), None).is_err());
    }
}
