//! One running Plumbline per person: a second start brings up the first one's window.
//!
//! A lock on a file says who is first; it ends with the process, however that ends. On Unix the
//! second one knocks at a socket beside it.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// Whether this is the first one.
#[derive(Debug)]
pub enum Instance {
    /// It is, for as long as the guard is kept.
    First(InstanceGuard),
    /// Another one runs, and was asked to show its window.
    Other,
}

/// Keeps this process the first one until it is dropped.
#[derive(Debug)]
pub struct InstanceGuard {
    /// Dropped after the door, so that a successor never finds our socket with the lock free.
    #[cfg(unix)]
    _door: door::Door,
    _lock: File,
}

impl Instance {
    /// Becomes the first one, or asks the one that is. `runtime_dir` is a folder of the person's
    /// own (`$XDG_RUNTIME_DIR/plumbline`); it is made if it is not there. `on_raise` is called from
    /// a thread whenever the window should be shown.
    ///
    /// # Errors
    /// If the lock or the socket cannot be made there.
    pub fn claim(
        runtime_dir: &Path,
        on_raise: impl Fn() + Send + Sync + 'static,
    ) -> io::Result<Self> {
        super::files::make_private_folder(runtime_dir)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(runtime_dir.join("plumbline.lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                #[cfg(unix)]
                door::knock(runtime_dir);
                return Ok(Self::Other);
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
        #[cfg(unix)]
        let door = door::Door::open(runtime_dir, on_raise)?;
        #[cfg(not(unix))]
        drop(on_raise);
        Ok(Self::First(InstanceGuard {
            #[cfg(unix)]
            _door: door,
            _lock: lock,
        }))
    }
}

#[cfg(unix)]
mod door {
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
    /// What is said at the door.
    const RAISE: u8 = b'r';
    /// How often and how long apart to knock: the first one may just be starting.
    const KNOCKS: u32 = 20;
    const BETWEEN: Duration = Duration::from_millis(50);

    /// The socket of the first one.
    #[derive(Debug)]
    pub(super) struct Door {
        path: PathBuf,
        is_closed: Arc<AtomicBool>,
    }

    impl Door {
        pub(super) fn open(
            folder: &Path,
            on_raise: impl Fn() + Send + Sync + 'static,
        ) -> io::Result<Self> {
            let path = folder.join(NAME);
            // we hold the lock, so a socket that is there belongs to one that has crashed
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
                .spawn(move || attend(&listener, &closed, on_raise))?;
            Ok(Self { path, is_closed })
        }
    }

    impl Drop for Door {
        fn drop(&mut self) {
            self.is_closed.store(true, Ordering::Release);
            // wakes the thread, which then sees that it is over
            let _ = UnixStream::connect(&self.path);
            let _ = fs::remove_file(&self.path);
        }
    }

    /// Waits for knocks.
    fn attend(listener: &UnixListener, is_closed: &AtomicBool, on_raise: impl Fn()) {
        for visitor in listener.incoming() {
            if is_closed.load(Ordering::Acquire) {
                return;
            }
            match visitor {
                Ok(mut visitor) => {
                    if wants_raise(&mut visitor) {
                        on_raise();
                    }
                }
                Err(error) => {
                    tracing::debug!(%error, "a second start was not heard");
                    // out of file descriptors, for one: do not spin
                    thread::sleep(Duration::from_secs(1));
                }
            }
        }
    }

    fn wants_raise(visitor: &mut UnixStream) -> bool {
        let mut said = [0];
        visitor.set_read_timeout(Some(Duration::from_secs(1))).is_ok()
            && visitor.read_exact(&mut said).is_ok()
            && said == [RAISE]
    }

    /// Asks the first one to show its window.
    pub(super) fn knock(folder: &Path) {
        let path = folder.join(NAME);
        for _ in 0..KNOCKS {
            if UnixStream::connect(&path).and_then(|mut door| door.write_all(&[RAISE])).is_ok() {
                return;
            }
            thread::sleep(BETWEEN);
        }
        tracing::warn!("Plumbline is running already, but did not answer");
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
    fn the_second_raises_the_first_and_takes_over_when_it_has_ended() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("run");
        let (raise, raised) = mpsc::channel();
        let first = Instance::claim(&folder, move || raise.send(()).unwrap()).unwrap();
        assert!(matches!(first, Instance::First(_)));
        let mode = folder.join("plumbline.sock").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        for _ in 0..2 {
            assert!(matches!(Instance::claim(&folder, || ()).unwrap(), Instance::Other));
            raised.recv_timeout(Duration::from_secs(10)).unwrap();
        }
        drop(first);
        // ended: the closure is gone, the socket too, and nothing was raised by ending
        assert_eq!(
            raised.recv_timeout(Duration::from_secs(10)),
            Err(mpsc::RecvTimeoutError::Disconnected)
        );
        assert!(!folder.join("plumbline.sock").exists());
        assert!(matches!(Instance::claim(&folder, || ()).unwrap(), Instance::First(_)));
    }

    #[test]
    fn a_socket_left_by_a_crash_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("plumbline.sock");
        drop(UnixListener::bind(&path).unwrap());
        assert!(path.exists());
        let (raise, raised) = mpsc::channel();
        let first = Instance::claim(dir.path(), move || raise.send(()).unwrap()).unwrap();
        assert!(matches!(first, Instance::First(_)));
        assert!(matches!(Instance::claim(dir.path(), || ()).unwrap(), Instance::Other));
        raised.recv_timeout(Duration::from_secs(10)).unwrap();
    }
}
