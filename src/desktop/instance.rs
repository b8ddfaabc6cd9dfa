//! Single instance per user: a second start shows the window of the first.
//!
//! A file lock decides which process is first; the lock ends with the process, even if it crashes.
//! On Unix the second process sends a request over a socket in the same folder.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

/// Result of claiming to be the first instance.
#[derive(Debug)]
pub(crate) enum Instance {
    /// This process is the first instance while the guard exists.
    First(InstanceGuard),
    /// Another instance is running. If it has a window, it was asked to show it.
    Other { has_window: bool },
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
    /// Becomes the first instance, or asks the running one to show its window. `runtime_dir` is a
    /// private folder of the user (`$XDG_RUNTIME_DIR/plumbline`); it is created if missing.
    /// An instance without a window has no `on_raise`.
    ///
    /// # Errors
    /// If the lock or the socket cannot be created there.
    pub(crate) fn claim(runtime_dir: &Path, on_raise: Option<OnRaise>) -> io::Result<Self> {
        super::files::make_private_folder(runtime_dir)?;
        let mut lock = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(runtime_dir.join("plumbline.lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut content = Vec::new();
                let has_window =
                    lock.read_to_end(&mut content).is_err() || content != WITHOUT_WINDOW;
                #[cfg(unix)]
                if has_window {
                    socket::request_raise(runtime_dir);
                }
                return Ok(Self::Other { has_window });
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
        lock.set_len(0)?;
        if on_raise.is_none() {
            lock.write_all(WITHOUT_WINDOW)?;
        }
        #[cfg(unix)]
        let socket = on_raise
            .map(|on_raise| socket::RaiseSocket::open(runtime_dir, on_raise))
            .transpose()?;
        #[cfg(not(unix))]
        drop(on_raise);
        Ok(Self::First(InstanceGuard {
            #[cfg(unix)]
            _socket: socket,
            _lock: lock,
        }))
    }
}

#[cfg(unix)]
mod socket {
    use std::fs::{self, Permissions};
    use std::io::{self, Read as _, Write as _};
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::{Path, PathBuf};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;
    use std::time::Duration;

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
        pub(super) fn open(folder: &Path, on_raise: super::OnRaise) -> io::Result<Self> {
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
                .spawn(move || serve(&listener, &closed, on_raise))?;
            Ok(Self { path, is_closed })
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
    fn serve(listener: &UnixListener, is_closed: &AtomicBool, on_raise: impl Fn()) {
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

    /// Asks the first instance to show its window.
    pub(super) fn request_raise(folder: &Path) {
        let path = folder.join(NAME);
        for _ in 0..ATTEMPTS {
            if UnixStream::connect(&path).and_then(|mut socket| socket.write_all(&[RAISE])).is_ok()
            {
                return;
            }
            thread::sleep(RETRY_INTERVAL);
        }
        tracing::warn!("the running instance of Plumbline did not accept the request");
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::net::UnixListener;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_second_instance_raises_the_first_and_takes_over_after_it_ends() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("run");
        let (raise, raised) = mpsc::channel();
        let first =
            Instance::claim(&folder, Some(Box::new(move || raise.send(()).unwrap()))).unwrap();
        assert!(matches!(first, Instance::First(_)));
        let mode = folder.join("plumbline.sock").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        for _ in 0..2 {
            assert!(matches!(
                Instance::claim(&folder, None).unwrap(),
                Instance::Other { has_window: true }
            ));
            raised.recv_timeout(Duration::from_secs(10)).unwrap();
        }
        drop(first);
        // The drop removes the closure and the socket, and makes no request.
        assert_eq!(
            raised.recv_timeout(Duration::from_secs(10)),
            Err(mpsc::RecvTimeoutError::Disconnected)
        );
        assert!(!folder.join("plumbline.sock").exists());
        assert!(matches!(Instance::claim(&folder, None).unwrap(), Instance::First(_)));
    }

    #[test]
    fn a_socket_left_by_a_crash_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("plumbline.sock");
        drop(UnixListener::bind(&path).unwrap());
        assert!(path.exists());
        let (raise, raised) = mpsc::channel();
        let first =
            Instance::claim(dir.path(), Some(Box::new(move || raise.send(()).unwrap()))).unwrap();
        assert!(matches!(first, Instance::First(_)));
        assert!(matches!(
            Instance::claim(dir.path(), None).unwrap(),
            Instance::Other { has_window: true }
        ));
        raised.recv_timeout(Duration::from_secs(10)).unwrap();
    }

    #[test]
    fn an_instance_without_a_window_says_so_until_one_with_a_window_follows() {
        let dir = tempfile::tempdir().unwrap();
        let first = Instance::claim(dir.path(), None).unwrap();
        let other = Instance::claim(dir.path(), None).unwrap();
        assert!(matches!(other, Instance::Other { has_window: false }));
        drop(first);
        let _second = Instance::claim(dir.path(), Some(Box::new(|| {}))).unwrap();
        let other = Instance::claim(dir.path(), None).unwrap();
        assert!(matches!(other, Instance::Other { has_window: true }));
    }
}
