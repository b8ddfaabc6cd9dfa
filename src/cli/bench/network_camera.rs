//! A network camera on this machine: sends fifteen pictures a second to one client.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use plumbline_vision::frames::SourceSpec;

pub(super) const PICTURES_PER_S: u32 = 15;

/// A running camera. Its thread ends when the client disconnects.
pub(super) struct NetworkCamera {
    /// The address for [`plumbline_vision::frames::open`].
    pub source: SourceSpec,
    thread: JoinHandle<()>,
}

impl NetworkCamera {
    /// Starts a camera that sends `jpegs` again and again.
    pub(super) fn start(jpegs: &[Vec<u8>]) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = format!("http://{}/", listener.local_addr()?);
        let source = address.parse::<SourceSpec>().map_err(io::Error::other)?;
        let part = |jpeg: &Vec<u8>| {
            let head = format!(
                "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {}\r\n\r\n",
                jpeg.len()
            );
            [head.as_bytes(), jpeg, b"\r\n"].concat()
        };
        let parts: Vec<Vec<u8>> = jpegs.iter().map(part).collect();
        let thread = std::thread::Builder::new().name("camera".into()).spawn(move || {
            // The stream ends with an error: the client disconnects.
            let _ = send(&listener, &parts);
        })?;
        Ok(Self { source, thread })
    }

    /// Waits until the thread has ended, after the client has disconnected.
    pub(super) fn join(self) {
        // A panic has been reported on its own thread.
        let _ = self.thread.join();
    }
}

fn send(listener: &TcpListener, parts: &[Vec<u8>]) -> io::Result<()> {
    let (mut client, _) = listener.accept()?;
    let _request = client.read(&mut [0; 4096])?;
    client.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n",
    )?;
    let started = Instant::now();
    for (sent, part) in (1u32..).zip(parts.iter().cycle()) {
        client.write_all(part)?;
        let next = Duration::from_secs(1) * sent / PICTURES_PER_S;
        std::thread::sleep(next.saturating_sub(started.elapsed()));
    }
    Ok(())
}
