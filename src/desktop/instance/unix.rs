//! The socket of an instance on Unix.

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::time::Duration;

use crate::desktop::files::make_private_folder;

const NAME: &str = "plumbline.sock";

pub(super) type Stream = UnixStream;

#[derive(Debug)]
pub(super) struct Listener {
    listener: UnixListener,
    address: Vec<u8>,
}

impl Listener {
    /// Opens a socket in `folder`, which is created if it is missing. The caller holds the lock of the instance.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        make_private_folder(folder)?;
        let path = folder.join(NAME);
        // This process holds the lock, so an existing socket was left by a crash.
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(&path)?;
        fs::set_permissions(&path, Permissions::from_mode(0o600))?;
        Ok(Self { listener, address: path.as_os_str().as_bytes().to_owned() })
    }

    /// The path of the socket.
    pub(super) fn address(&self) -> &[u8] {
        &self.address
    }

    pub(super) fn accept(&self) -> io::Result<Stream> {
        self.listener.accept().map(|(stream, _)| stream)
    }
}

/// Address of the socket in `folder`.
pub(super) fn address_in(folder: &Path) -> Vec<u8> {
    folder.join(NAME).as_os_str().as_bytes().to_owned()
}

fn path_of(address: &[u8]) -> &Path {
    Path::new(OsStr::from_bytes(address))
}

pub(super) fn connect(address: &[u8]) -> io::Result<Stream> {
    UnixStream::connect(path_of(address))
}

/// Removes the file of a socket that is closed.
pub(super) fn remove(address: &[u8]) {
    // It may be gone already.
    let _ = fs::remove_file(path_of(address));
}

/// Limits how long the request of a client is waited for. Returns whether that is possible.
pub(super) fn limit_reading(client: &Stream) -> bool {
    client.set_read_timeout(Some(Duration::from_secs(1))).is_ok()
}

/// Limits how long a client may not read its answers. Returns whether that is possible.
pub(super) fn limit_writing(client: &Stream) -> bool {
    client.set_write_timeout(Some(Duration::from_secs(5))).is_ok()
}

/// Where the answers to a client are written.
pub(super) fn answers(client: &Stream) -> impl io::Write + '_ {
    client
}
