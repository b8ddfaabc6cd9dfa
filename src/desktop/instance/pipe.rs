//! The named pipe of an instance on Windows.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::Path;

use interprocess::os::windows::named_pipe::pipe_mode::Bytes;
use interprocess::os::windows::named_pipe::{DuplexPipeStream, PipeListener, PipeListenerOptions};
use interprocess::os::windows::security_descriptor::SecurityDescriptor;
use widestring::U16CString;

use crate::desktop::windows::user;

pub(super) type Stream = DuplexPipeStream<Bytes>;

pub(super) struct Listener {
    listener: PipeListener<Bytes, Bytes>,
    address: Vec<u8>,
}

impl Listener {
    /// Opens the pipe whose name belongs to `folder`. Only programs of this person can open it, and none of another
    /// machine.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        let address = address_in(folder);
        // All rights for the person, and for nobody else.
        let rights = format!("D:P(A;;GA;;;{})", user::sid()?);
        let rights = U16CString::from_str(rights).map_err(io::Error::other)?;
        let listener = PipeListenerOptions::new()
            .path(name_of(&address)?)
            .security_descriptor(Some(SecurityDescriptor::deserialize(&rights)?))
            .create_duplex::<Bytes>()?;
        Ok(Self { listener, address })
    }

    /// The name of the pipe.
    pub(super) fn address(&self) -> &[u8] {
        &self.address
    }

    pub(super) fn accept(&self) -> io::Result<Stream> {
        self.listener.accept()
    }
}

/// Address of the pipe that belongs to `folder`.
pub(super) fn address_in(folder: &Path) -> Vec<u8> {
    let mut hasher = DefaultHasher::new();
    // Windows does not distinguish the cases of names.
    folder.to_string_lossy().to_lowercase().hash(&mut hasher);
    format!(r"\\.\pipe\plumbline-{:016x}", hasher.finish()).into_bytes()
}

fn name_of(address: &[u8]) -> io::Result<std::borrow::Cow<'_, std::ffi::OsStr>> {
    let name = std::str::from_utf8(address).map_err(io::Error::other)?;
    Ok(std::borrow::Cow::Borrowed(name.as_ref()))
}

pub(super) fn connect(address: &[u8]) -> io::Result<Stream> {
    Stream::connect_by_path(name_of(address)?)
}

/// A pipe is gone with its process.
pub(super) fn remove(_address: &[u8]) {}

/// Pipes have no time limit. The number of clients that are waited for is limited.
pub(super) fn limit_reading(_client: &Stream) -> bool {
    true
}

/// As [`limit_reading`].
pub(super) fn limit_writing(_client: &Stream) -> bool {
    true
}

/// Where the answers to a client are written.
pub(super) fn answers(client: &Stream) -> impl io::Write + '_ {
    Answers(client)
}

/// Does not wait until the client has read the answers. What it has not read when the pipe is closed is kept for it.
struct Answers<'a>(&'a Stream);

impl io::Write for Answers<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::Write::write(&mut self.0, bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
