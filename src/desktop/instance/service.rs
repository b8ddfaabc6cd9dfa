//! Requests between two instances, over the socket of [`transport`].

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

#[cfg(windows)]
use super::pipe as transport;
#[cfg(unix)]
use super::unix as transport;
use super::{Services, WITHOUT_WINDOW};
use transport::{Listener, Stream};

/// Byte that asks the first instance to show its window.
const RAISE: u8 = b'r';
/// Byte before a request in one line.
const ASK: u8 = b'a';
/// Longest request, bytes.
const MAX_REQUEST: u64 = 4096;
/// Requests that are answered at the same time. Followers stay connected.
const MAX_ASKERS: usize = 16;
/// Connections whose request is read at the same time.
const MAX_CLIENTS: usize = MAX_ASKERS + 8;
/// Number of connection attempts and the interval between them. The first instance may still be
/// starting.
const ATTEMPTS: u32 = 20;
const RETRY_INTERVAL: Duration = Duration::from_millis(50);

/// Listening socket of the first instance.
#[derive(Debug)]
pub(super) struct ServiceSocket {
    address: Vec<u8>,
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
        let listener = Listener::open(folder)?;
        let address = listener.address().to_owned();
        let is_closed = Arc::new(AtomicBool::new(false));
        let closed = Arc::clone(&is_closed);
        thread::Builder::new()
            .name("instance".into())
            .spawn(move || serve(&listener, &closed, &services))?;
        Ok(Self { address, is_closed })
    }

    pub(super) fn address(&self) -> &[u8] {
        &self.address
    }
}

impl Drop for ServiceSocket {
    fn drop(&mut self) {
        self.is_closed.store(true, Ordering::Release);
        // Wakes the thread, which then reads the flag and ends.
        let _ = transport::connect(&self.address);
        transport::remove(&self.address);
    }
}

/// Accepts requests until `is_closed` is set.
fn serve(listener: &Listener, is_closed: &AtomicBool, services: &Arc<Services>) {
    let counts = Arc::new(Counts::default());
    loop {
        let client = listener.accept();
        if is_closed.load(Ordering::Acquire) {
            return;
        }
        match client {
            Ok(client) => {
                if let Some(place) = Place::take(&counts, |counts| &counts.clients, MAX_CLIENTS) {
                    answer(client, services, place);
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

#[derive(Debug, Default)]
struct Counts {
    clients: AtomicUsize,
    askers: AtomicUsize,
}

/// One of a limited number, given back when it is dropped.
struct Place {
    counts: Arc<Counts>,
    which: fn(&Counts) -> &AtomicUsize,
}

impl Place {
    fn take(
        counts: &Arc<Counts>,
        which: fn(&Counts) -> &AtomicUsize,
        limit: usize,
    ) -> Option<Self> {
        let place = Self { counts: Arc::clone(counts), which };
        (which(counts).fetch_add(1, Ordering::Relaxed) < limit).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        (self.which)(&self.counts).fetch_sub(1, Ordering::Relaxed);
    }
}

/// Answers a request on another thread, because it may last as long as the asker listens.
fn answer(client: Stream, services: &Arc<Services>, place: Place) {
    let services = Arc::clone(services);
    let started = thread::Builder::new().name("asker".into()).spawn(move || {
        let mut kind = [0];
        if !transport::limit_reading(&client) || (&client).read_exact(&mut kind).is_err() {
            return;
        }
        if kind[0] == RAISE
            && let Some(on_raise) = &services.on_raise
        {
            on_raise();
        }
        if kind[0] == ASK {
            let asker = Place::take(&place.counts, |counts| &counts.askers, MAX_ASKERS);
            if asker.is_some() {
                answer_asker(&client, &services);
            }
        }
    });
    if let Err(error) = started {
        tracing::debug!(%error, "cannot answer a request");
    }
}

fn answer_asker(client: &Stream, services: &Services) {
    let mut request = String::new();
    let mut client = client;
    let is_read = BufReader::new(&mut client).take(MAX_REQUEST).read_line(&mut request).is_ok();
    // An asker that does not read its answers must not keep this thread.
    let can_write = transport::limit_writing(client);
    if let Some(on_request) = services.on_request.as_ref().filter(|_| is_read && can_write) {
        on_request(request.trim_end(), &mut transport::answers(client));
    }
}

/// Asks the first instance to show its window. Returns whether it has accepted. The socket is at the address in
/// `note`; the first instance may still be about to write it. An earlier version wrote none and has its socket in one
/// of `folders`.
pub(super) fn request_raise(folders: [&Path; 2], note: impl Fn() -> Vec<u8>) -> bool {
    send(folders, note, &[RAISE]).is_some()
}

/// Sends `request` to the running instance. Returns its answers; `None` if it does not accept.
pub(super) fn ask(
    folders: [&Path; 2],
    note: impl Fn() -> Vec<u8>,
    request: &str,
) -> Option<Box<dyn io::BufRead>> {
    let line = [&[ASK], request.as_bytes(), b"\n"].concat();
    let socket = send(folders, note, &line)?;
    Some(Box::new(BufReader::new(socket)))
}

fn send(folders: [&Path; 2], note: impl Fn() -> Vec<u8>, bytes: &[u8]) -> Option<Stream> {
    let request = |address: &[u8]| -> Option<Stream> {
        let mut socket = transport::connect(address).ok()?;
        socket.write_all(bytes).ok()?;
        Some(socket)
    };
    for _ in 0..ATTEMPTS {
        let note = note();
        let address = match note.strip_prefix(WITHOUT_WINDOW) {
            None => note.as_slice(),
            // Without an address it is an instance of an earlier version, which has no socket.
            Some(address) => address.strip_prefix(b"\n")?,
        };
        let accepted = if address.is_empty() {
            folders.iter().find_map(|folder| request(&transport::address_in(folder)))
        } else {
            request(address)
        };
        if accepted.is_some() {
            return accepted;
        }
        thread::sleep(RETRY_INTERVAL);
    }
    tracing::warn!("the running instance of Plumbline did not accept the request");
    None
}
