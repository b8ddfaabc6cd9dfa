//! Checks whether a window can be opened.

/// Reason why no window can be opened, as text for the user; `None` if a display answers.
#[must_use]
pub(crate) fn problem() -> Option<String> {
    #[cfg(target_os = "linux")]
    return linux::problem(|name| std::env::var_os(name).filter(|value| !value.is_empty()));
    #[cfg(not(target_os = "linux"))]
    None
}

#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::OsString;
    use std::os::unix::net::UnixStream;
    use std::path::PathBuf;

    /// `variable` reads the environment. Wayland is tried first, as the window does.
    pub(super) fn problem(variable: impl Fn(&str) -> Option<OsString>) -> Option<String> {
        if variable("WAYLAND_SOCKET").is_some() {
            return None;
        }
        let wayland = variable("WAYLAND_DISPLAY");
        if let Some(name) = &wayland {
            // An absolute name replaces the runtime folder.
            let socket = PathBuf::from(variable("XDG_RUNTIME_DIR").unwrap_or_default()).join(name);
            if UnixStream::connect(socket).is_ok() {
                return None;
            }
        }
        match (variable("DISPLAY"), wayland) {
            (Some(display), _) => {
                let display = display.to_string_lossy();
                x11rb::connect(Some(&display))
                    .err()
                    .map(|error| format!("the display {display} does not answer ({error})"))
            }
            (None, Some(name)) => {
                Some(format!("the display {} does not answer", name.to_string_lossy()))
            }
            (None, None) => Some("there is no display".into()),
        }
    }

    #[cfg(test)]
    mod tests {
        use std::os::unix::net::UnixListener;

        use super::*;

        fn with<'a>(
            set: &'a [(&'static str, &'a str)],
        ) -> impl Fn(&str) -> Option<OsString> + use<'a> {
            |name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into())
        }

        #[test]
        fn the_error_names_the_display_that_does_not_answer() {
            assert_eq!(problem(with(&[])).unwrap(), "there is no display");
            // No X server has such a number.
            assert!(problem(with(&[("DISPLAY", ":64000")])).unwrap().contains(":64000"));
            let folder = tempfile::tempdir().unwrap();
            let runtime = ("XDG_RUNTIME_DIR", folder.path().to_str().unwrap());
            let wayland = ("WAYLAND_DISPLAY", "wayland-7");
            assert!(problem(with(&[runtime, wayland])).unwrap().contains("wayland-7"));
            let _compositor = UnixListener::bind(folder.path().join("wayland-7")).unwrap();
            assert_eq!(problem(with(&[runtime, wayland])), None);
        }
    }
}
