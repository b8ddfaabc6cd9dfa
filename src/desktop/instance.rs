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

/// First bytes of the lock file of an instance without a window. The path of its socket may follow.
const WITHOUT_WINDOW: &[u8] = b"without window";

/// Keeps this process the first instance until it is dropped.
#[derive(Debug)]
pub(crate) struct InstanceGuard {
    /// Declared before the lock, so it is dropped first: while the lock is free, this socket no longer
    /// exists.
    #[cfg(unix)]
    _socket: Option<socket::ServiceSocket>,
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
        let has_window = services.on_raise.is_some();
        let mut content = if has_window { Vec::new() } else { WITHOUT_WINDOW.to_vec() };
        #[cfg(unix)]
        let socket = (has_window || services.on_request.is_some())
            .then(|| socket::ServiceSocket::open([runtime_dir, data_dir], services))
            .flatten();
        #[cfg(unix)]
        if let Some(socket) = &socket {
            if !has_window {
                content.push(b'\n');
            }
            content.extend(socket.path().as_os_str().as_encoded_bytes());
        }
        if let Err(error) = lock.set_len(0).and_then(|()| lock.write_all(&content)) {
            tracing::info!(%error, "a second start cannot find the window of this one");
        }
        Ok(Self::First(InstanceGuard {
            #[cfg(unix)]
            _socket: socket,
            _lock: lock,
        }))
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
        let path = data_dir.join("plumbline.lock");
        let lock = File::open(&path).map_err(|_| AskError::NotRunning)?;
        if lock.try_lock().is_ok() {
            return Err(AskError::NotRunning);
        }
        #[cfg(unix)]
        return socket::ask([runtime_dir, data_dir], || content_of(&path), request)
            .ok_or(AskError::NotReached);
        #[cfg(not(unix))]
        {
            let _ = (runtime_dir, request);
            Err(AskError::NotReached)
        }
    }
}

/// The content of the lock file at `path`; empty if it cannot be read.
fn content_of(path: &Path) -> Vec<u8> {
    let mut content = Vec::new();
    match File::open(path).and_then(|mut lock| lock.read_to_end(&mut content)) {
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

/// Asks the instance that holds the lock at `lock` to show its window. `folders` are those in which its socket is
/// if the lock file does not say it.
fn raise(lock: &Path, folders: [&Path; 2]) -> OtherWindow {
    if content_of(lock).starts_with(WITHOUT_WINDOW) {
        return OtherWindow::Absent;
    }
    #[cfg(unix)]
    if socket::request_raise(folders, || content_of(lock)) {
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
    use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::{Path, PathBuf};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::thread;
    use std::time::Duration;

    use super::{Services, WITHOUT_WINDOW};
    use crate::desktop::files::make_private_folder;

    const NAME: &str = "plumbline.sock";
    /// Byte that asks the first instance to show its window.
    const RAISE: u8 = b'r';
    /// Byte before a request in one line.
    const ASK: u8 = b'a';
    /// Longest request, bytes.
    const MAX_REQUEST: u64 = 4096;
    /// Requests that are answered at the same time. Followers stay connected.
    const MAX_ASKERS: usize = 16;
    /// Number of connection attempts and the interval between them. The first instance may still be
    /// starting.
    const ATTEMPTS: u32 = 20;
    const RETRY_INTERVAL: Duration = Duration::from_millis(50);

    /// Listening socket of the first instance.
    #[derive(Debug)]
    pub(super) struct ServiceSocket {
        path: PathBuf,
        is_closed: Arc<AtomicBool>,
    }

    impl ServiceSocket {
        /// Opens the socket in the first of `folders` that can be used. `None` if none can, for example because
        /// their paths are too long for a socket.
        pub(super) fn open(folders: [&Path; 2], services: Services) -> Option<Self> {
            let services = Arc::new(services);
            for folder in folders {
                match Self::open_in(folder, Arc::clone(&services)) {
                    Ok(socket) => return Some(socket),
                    Err(error) => {
                        let folder = folder.display();
                        tracing::info!(%error, %folder, "no socket for a second start here");
                    }
                }
            }
            None
        }

        fn open_in(folder: &Path, services: Arc<Services>) -> io::Result<Self> {
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
                .spawn(move || serve(&listener, &closed, &services))?;
            Ok(Self { path, is_closed })
        }

        pub(super) fn path(&self) -> &Path {
            &self.path
        }
    }

    impl Drop for ServiceSocket {
        fn drop(&mut self) {
            self.is_closed.store(true, Ordering::Release);
            // Wakes the thread, which then reads the flag and ends.
            let _ = UnixStream::connect(&self.path);
            let _ = fs::remove_file(&self.path);
        }
    }

    /// Accepts requests until `is_closed` is set.
    fn serve(listener: &UnixListener, is_closed: &AtomicBool, services: &Arc<Services>) {
        let askers = Arc::new(AtomicUsize::new(0));
        for client in listener.incoming() {
            if is_closed.load(Ordering::Acquire) {
                return;
            }
            match client {
                Ok(mut client) => match kind_of(&mut client) {
                    Some(RAISE) => {
                        if let Some(on_raise) = &services.on_raise {
                            on_raise();
                        }
                    }
                    Some(ASK) if askers.load(Ordering::Relaxed) < MAX_ASKERS => {
                        answer(client, services, &askers);
                    }
                    _ => {}
                },
                Err(error) => {
                    tracing::debug!(%error, "cannot accept the request of a second start");
                    // For example out of file descriptors: do not retry in a busy loop.
                    thread::sleep(Duration::from_secs(1));
                }
            }
        }
    }

    /// The first byte of a request.
    fn kind_of(client: &mut UnixStream) -> Option<u8> {
        let mut kind = [0];
        client.set_read_timeout(Some(Duration::from_secs(1))).ok()?;
        client.read_exact(&mut kind).ok()?;
        Some(kind[0])
    }

    /// Answers a request on another thread, because it may last as long as the asker listens.
    fn answer(client: UnixStream, services: &Arc<Services>, askers: &Arc<AtomicUsize>) {
        let (services, askers) = (Arc::clone(services), Arc::clone(askers));
        askers.fetch_add(1, Ordering::Relaxed);
        let count = Arc::clone(&askers);
        let started = thread::Builder::new().name("asker".into()).spawn(move || {
            let mut request = String::new();
            let is_read = BufReader::new(&client).take(MAX_REQUEST).read_line(&mut request).is_ok();
            // An asker that does not read its answers must not keep this thread.
            let can_write = client.set_write_timeout(Some(Duration::from_secs(5))).is_ok();
            if let Some(on_request) = services.on_request.as_ref().filter(|_| is_read && can_write)
            {
                on_request(request.trim_end(), &mut &client);
            }
            askers.fetch_sub(1, Ordering::Relaxed);
        });
        if let Err(error) = started {
            tracing::debug!(%error, "cannot answer a request");
            count.fetch_sub(1, Ordering::Relaxed);
        }
    }

    /// Asks the first instance to show its window. Returns whether it has accepted. The socket is at the path that
    /// `lock_content` returns; the first instance may still be about to write it. An earlier version wrote none
    /// and has its socket in one of `folders`.
    pub(super) fn request_raise(folders: [&Path; 2], lock_content: impl Fn() -> Vec<u8>) -> bool {
        send(folders, lock_content, &[RAISE]).is_some()
    }

    /// Sends `request` to the running instance. Returns its answers; `None` if it does not accept.
    pub(super) fn ask(
        folders: [&Path; 2],
        lock_content: impl Fn() -> Vec<u8>,
        request: &str,
    ) -> Option<Box<dyn io::BufRead>> {
        let line = [&[ASK], request.as_bytes(), b"\n"].concat();
        let socket = send(folders, lock_content, &line)?;
        Some(Box::new(BufReader::new(socket)))
    }

    fn send(
        folders: [&Path; 2],
        lock_content: impl Fn() -> Vec<u8>,
        bytes: &[u8],
    ) -> Option<UnixStream> {
        let request = |path: &Path| -> Option<UnixStream> {
            let mut socket = UnixStream::connect(path).ok()?;
            socket.write_all(bytes).ok()?;
            Some(socket)
        };
        for _ in 0..ATTEMPTS {
            let content = lock_content();
            let without_window = content.strip_prefix(WITHOUT_WINDOW);
            let path = match without_window {
                None => content.as_slice(),
                // Without a path it is an instance of an earlier version, which has no socket.
                Some(path) => path.strip_prefix(b"\n")?,
            };
            let accepted = if path.is_empty() {
                folders.iter().find_map(|folder| request(&folder.join(NAME)))
            } else {
                request(Path::new(OsStr::from_bytes(path)))
            };
            if accepted.is_some() {
                return accepted;
            }
            thread::sleep(RETRY_INTERVAL);
        }
        tracing::warn!("the running instance of Plumbline did not accept the request");
        None
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

    fn raising() -> (Services, mpsc::Receiver<()>) {
        let (raise, raised) = mpsc::channel();
        let on_raise: OnRaise = Box::new(move || raise.send(()).unwrap());
        (Services { on_raise: Some(on_raise), ..Services::default() }, raised)
    }

    fn other(data: &Path, runtime: &Path) -> OtherWindow {
        let claimed = Instance::claim(data, runtime, Services::default()).unwrap();
        let Instance::Other(window) = claimed else { panic!("{claimed:?}") };
        window
    }

    const LIMIT: Duration = Duration::from_secs(10);

    #[test]
    fn a_second_instance_raises_the_first_and_takes_over_after_it_ends() {
        let dir = tempfile::tempdir().unwrap();
        let (data, run) = (dir.path().join("data"), dir.path().join("run"));
        let (on_raise, raised) = raising();
        let first = Instance::claim(&data, &run, on_raise).unwrap();
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
        assert!(matches!(
            Instance::claim(&data, &run, Services::default()).unwrap(),
            Instance::First(_)
        ));
    }

    #[test]
    fn a_socket_left_by_a_crash_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("plumbline.sock");
        drop(UnixListener::bind(&path).unwrap());
        assert!(path.exists());
        let (on_raise, raised) = raising();
        let first = Instance::claim(dir.path(), dir.path(), on_raise).unwrap();
        assert!(matches!(first, Instance::First(_)));
        assert_eq!(other(dir.path(), dir.path()), OtherWindow::Raised);
        raised.recv_timeout(LIMIT).unwrap();
    }

    #[test]
    fn an_instance_without_a_window_says_so_until_one_with_a_window_follows() {
        let dir = tempfile::tempdir().unwrap();
        let first = Instance::claim(dir.path(), dir.path(), Services::default()).unwrap();
        assert_eq!(other(dir.path(), dir.path()), OtherWindow::Absent);
        drop(first);
        let (on_raise, _raised) = raising();
        let _second = Instance::claim(dir.path(), dir.path(), on_raise).unwrap();
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
            let first = Instance::claim(&data, &runtime, on_raise).unwrap();
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
        let first = Instance::claim(&data, &data, on_raise).unwrap();
        assert!(matches!(first, Instance::First(_)));
        assert_eq!(other(&data, &data), OtherWindow::NotReached);
    }

    #[test]
    fn an_unusable_data_folder_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        std::fs::write(&file, "").unwrap();
        assert!(Instance::claim(&file.join("data"), dir.path(), Services::default()).is_err());
    }

    #[test]
    fn a_running_instance_answers_requests_with_and_without_a_window() {
        use std::io::BufRead as _;
        let dir = tempfile::tempdir().unwrap();
        let (data, run) = (dir.path().join("data"), dir.path().join("run"));
        let ask = |request: &str| {
            Instance::ask(&data, &run, request)
                .map(|answers| answers.lines().map(|line| line.unwrap()).collect::<Vec<_>>())
        };
        assert_eq!(ask("hello"), Err(AskError::NotRunning));
        for has_window in [false, true] {
            let on_request: OnRequest = Box::new(|request, to| {
                writeln!(to, "{request}, too\nand again").unwrap();
            });
            let on_raise: Option<OnRaise> = has_window.then(|| Box::new(|| ()) as OnRaise);
            let services = Services { on_raise, on_request: Some(on_request) };
            let first = Instance::claim(&data, &run, services).unwrap();
            assert!(matches!(first, Instance::First(_)));
            assert_eq!(ask("hello").unwrap(), ["hello, too", "and again"]);
            let window = if has_window { OtherWindow::Raised } else { OtherWindow::Absent };
            assert_eq!(other(&data, &run), window);
            drop(first);
            assert_eq!(ask("hello"), Err(AskError::NotRunning));
        }
        // An instance that offers nothing has no socket.
        let _first = Instance::claim(&data, &run, Services::default()).unwrap();
        assert_eq!(ask("hello"), Err(AskError::NotReached));
    }
}
