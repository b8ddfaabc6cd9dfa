//! Chooses the display server of the window, among those that the environment names.

/// A kind of display server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DisplayServer {
    #[cfg(target_os = "linux")]
    Wayland,
    #[cfg(target_os = "linux")]
    X11,
    /// The only one of this system.
    #[cfg(not(target_os = "linux"))]
    Native,
}

impl DisplayServer {
    /// Whether a window can be hidden and shown again.
    pub(crate) fn can_hide(self) -> bool {
        #[cfg(target_os = "linux")]
        return self == Self::X11;
        #[cfg(not(target_os = "linux"))]
        true
    }
}

/// The display server that answers. Wayland is preferred.
///
/// # Errors
/// Reason why no window can be opened, as text for the user.
pub(crate) fn choose() -> Result<DisplayServer, String> {
    #[cfg(target_os = "linux")]
    return linux::choose(
        |name| std::env::var_os(name).filter(|value| !value.is_empty()),
        |name| x11rb::connect(Some(name)).map(drop).map_err(|error| error.to_string()),
        linux::ANSWER_TIMEOUT,
    );
    #[cfg(not(target_os = "linux"))]
    Ok(DisplayServer::Native)
}

/// A new connection to the Wayland display that the environment names.
///
/// # Errors
/// If there is none, or it does not answer.
#[cfg(target_os = "linux")]
pub(crate) fn wayland_stream() -> std::io::Result<std::os::unix::net::UnixStream> {
    linux::wayland_stream(|name| std::env::var_os(name).filter(|value| !value.is_empty()))
}

#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::{OsStr, OsString};
    use std::io::{self, Read as _, Write as _};
    use std::os::unix::net::UnixStream;
    use std::path::{Path, PathBuf};
    use std::time::Duration;

    use super::DisplayServer;

    /// Time for the answer of a compositor. One that does not answer would block the window for ever.
    pub(super) const ANSWER_TIMEOUT: Duration = Duration::from_secs(3);

    /// `variable` reads the environment; it returns no empty values. `ask_x11` connects to an X server.
    pub(super) fn choose(
        variable: impl Fn(&str) -> Option<OsString>,
        ask_x11: impl Fn(&str) -> Result<(), String>,
        timeout: Duration,
    ) -> Result<DisplayServer, String> {
        // An open connection, handed over by the parent process.
        if variable("WAYLAND_SOCKET").is_some() {
            return Ok(DisplayServer::Wayland);
        }
        let wayland = variable("WAYLAND_DISPLAY").map(|name| {
            let answer = wayland_socket(&name, variable("XDG_RUNTIME_DIR"))
                .and_then(|socket| ask_wayland(&socket, timeout));
            (name, answer)
        });
        if let Some((_, Ok(()))) = wayland {
            return Ok(DisplayServer::Wayland);
        }
        let x11 = variable("DISPLAY").map(|name| {
            let answer = ask_x11(&name.to_string_lossy());
            (name, answer)
        });
        if let Some((_, Ok(()))) = x11 {
            if let Some((name, Err(error))) = &wayland {
                tracing::warn!(?name, %error, "the Wayland display does not answer; X11 is used");
            }
            return Ok(DisplayServer::X11);
        }
        let silent: Vec<String> = [
            wayland.map(|(name, answer)| (name, answer.err().map(|error| error.to_string()))),
            x11.map(|(name, answer)| (name, answer.err())),
        ]
        .into_iter()
        .flatten()
        .map(|(name, error)| {
            let (name, error) = (name.to_string_lossy().into_owned(), error.unwrap_or_default());
            format!("the display {name} does not answer ({error})")
        })
        .collect();
        Err(if silent.is_empty() { "there is no display".into() } else { silent.join(", and ") })
    }

    /// See [`super::wayland_stream`].
    pub(super) fn wayland_stream(
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> io::Result<UnixStream> {
        let name = variable("WAYLAND_DISPLAY");
        let name = name.ok_or_else(|| io::Error::other("WAYLAND_DISPLAY is not set"))?;
        UnixStream::connect(wayland_socket(&name, variable("XDG_RUNTIME_DIR"))?)
    }

    /// The socket of the Wayland display `name`. An absolute name replaces the runtime folder.
    fn wayland_socket(name: &OsStr, runtime_dir: Option<OsString>) -> io::Result<PathBuf> {
        if Path::new(name).is_absolute() {
            return Ok(name.into());
        }
        let missing = || io::Error::other("XDG_RUNTIME_DIR is not set");
        Ok(PathBuf::from(runtime_dir.ok_or_else(missing)?).join(name))
    }

    /// Sends the smallest request of the Wayland protocol and waits for any answer.
    fn ask_wayland(socket: &Path, timeout: Duration) -> io::Result<()> {
        /// `wl_display.sync`: object 1, length and number of the request, id of the new object.
        const SYNC: [u32; 3] = [1, 12 << 16, 2];
        let mut stream = UnixStream::connect(socket)?;
        stream.set_read_timeout(Some(timeout))?;
        stream.set_write_timeout(Some(timeout))?;
        stream.write_all(&SYNC.map(u32::to_ne_bytes).concat())?;
        match stream.read(&mut [0; 8]) {
            Ok(0) => Err(io::Error::other("it closed the connection")),
            Ok(_) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                Err(io::Error::other("no answer in time"))
            }
            Err(error) => Err(error),
        }
    }

    #[cfg(test)]
    mod tests {
        use std::os::unix::net::UnixListener;

        use super::*;
        use crate::desktop::display::DisplayServer::{Wayland, X11};

        const X11_SERVER: (&str, &str) = ("DISPLAY", ":0");
        const DEAD_X11: (&str, &str) = ("DISPLAY", ":64000");

        fn choose_with(set: &[(&str, &str)]) -> Result<DisplayServer, String> {
            let variable = |name: &str| {
                set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).into())
            };
            let ask_x11 = |name: &str| (name == ":0").then_some(()).ok_or("refused".to_owned());
            choose(variable, ask_x11, Duration::from_millis(300))
        }

        /// A compositor that answers every request.
        fn compositor(socket: &Path) {
            let listener = UnixListener::bind(socket).unwrap();
            std::thread::spawn(move || {
                for stream in listener.incoming() {
                    let mut stream = stream.unwrap();
                    let mut request = [0; 12];
                    stream.read_exact(&mut request).unwrap();
                    assert_eq!(request[..4], 1u32.to_ne_bytes());
                    // The event `wl_callback.done` of the new object.
                    let done = [2u32, 12 << 16, 0].map(u32::to_ne_bytes).concat();
                    let _ = stream.write_all(&done);
                }
            });
        }

        #[test]
        fn a_display_that_does_not_answer_is_named() {
            assert_eq!(choose_with(&[]).unwrap_err(), "there is no display");
            assert!(choose_with(&[DEAD_X11]).unwrap_err().contains(":64000"));
            let folder = tempfile::tempdir().unwrap();
            let runtime = ("XDG_RUNTIME_DIR", folder.path().to_str().unwrap());
            let wayland = ("WAYLAND_DISPLAY", "wayland-7");
            assert!(choose_with(&[runtime, wayland]).unwrap_err().contains("wayland-7"));
            let error = choose_with(&[runtime, wayland, DEAD_X11]).unwrap_err();
            assert!(error.contains("wayland-7") && error.contains(":64000"), "{error}");
            assert!(!error.contains('\n'), "{error}");
            let error = choose_with(&[wayland]).unwrap_err();
            assert!(error.contains("XDG_RUNTIME_DIR"), "{error}");
        }

        #[test]
        fn wayland_is_used_if_it_answers_whatever_the_other_variables_say() {
            let folder = tempfile::tempdir().unwrap();
            let socket = folder.path().join("wayland-7");
            compositor(&socket);
            let runtime = ("XDG_RUNTIME_DIR", folder.path().to_str().unwrap());
            let wayland = ("WAYLAND_DISPLAY", "wayland-7");
            assert_eq!(choose_with(&[runtime, wayland, DEAD_X11]), Ok(Wayland));
            let absolute = ("WAYLAND_DISPLAY", socket.to_str().unwrap());
            assert_eq!(choose_with(&[absolute]), Ok(Wayland), "it needs no runtime folder");
            assert_eq!(choose_with(&[("WAYLAND_SOCKET", "5"), DEAD_X11]), Ok(Wayland));
        }

        #[test]
        fn a_wayland_display_that_does_not_answer_is_replaced_by_x11() {
            let folder = tempfile::tempdir().unwrap();
            let runtime = ("XDG_RUNTIME_DIR", folder.path().to_str().unwrap());
            // Accepts connections and is silent.
            let _frozen = UnixListener::bind(folder.path().join("frozen")).unwrap();
            // Its compositor has ended.
            drop(UnixListener::bind(folder.path().join("ended")).unwrap());
            // Closes every connection.
            let closing = UnixListener::bind(folder.path().join("closing")).unwrap();
            std::thread::spawn(move || closing.incoming().for_each(drop));
            for name in ["missing", "frozen", "ended", "closing"] {
                let wayland = ("WAYLAND_DISPLAY", name);
                assert_eq!(choose_with(&[runtime, wayland, X11_SERVER]), Ok(X11), "{name}");
                assert!(choose_with(&[runtime, wayland]).unwrap_err().contains(name));
            }
            assert_eq!(choose_with(&[("WAYLAND_DISPLAY", "wayland-0"), X11_SERVER]), Ok(X11));
            assert_eq!(choose_with(&[X11_SERVER]), Ok(X11));
        }
    }
}
