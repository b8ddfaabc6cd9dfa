//! Detects calls, screen sharing and presentations, so that alerts can wait.
//!
//! Sources and their limits:
//!
//! * PipeWire (`pw-dump`): programs that record sound, use a camera or share a screen through
//!   PipeWire. A muted call still records. A program that reads `/dev/video*` directly does not
//!   appear here.
//! * PulseAudio (`pactl`), if there is no `pw-dump`: programs that record sound. A recording of the
//!   loudspeaker output looks the same as a call.
//! * ALSA (`/proc/asound`), if there is neither: a running microphone, but not the program that
//!   uses it.
//! * `/proc/*/fd`: other programs of the same user that hold a camera open, even if no frames flow.
//!   Programs of other users, and programs that hide their files, do not appear.
//! * X11: whether the active window fills the screen. Under Wayland only X11 programs appear, and
//!   most programs are not X11.
//! * Plasma's do-not-disturb. GNOME and most other desktops suppress notifications themselves, so
//!   no query is needed.
//! * Windows: programs that use a microphone or a camera, as the settings of Windows show them under
//!   "Recent activity"; whether a program fills the screen or presentation settings are on; since
//!   Windows 11, do-not-disturb. A shared screen is not detected.
//!
//! Nothing is recorded, opened or stored; the result is only whether something is in use.

#[cfg(target_os = "linux")]
mod devices;
#[cfg(target_os = "linux")]
mod fullscreen;
#[cfg(target_os = "linux")]
mod inhibited;
#[cfg(any(windows, test))]
mod notification_state;
#[cfg(target_os = "linux")]
mod pipewire;
#[cfg(target_os = "linux")]
mod pulse;
#[cfg(target_os = "linux")]
mod run;
#[cfg(target_os = "linux")]
mod sources;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
pub use sources::Places;

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use parking_lot::{Condvar, Mutex};

/// Current activity of the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Busy {
    /// Another program records sound.
    pub microphone: bool,
    /// Another program uses a camera.
    pub camera_elsewhere: bool,
    /// The screen or a window is shared or recorded.
    pub screen_shared: bool,
    /// The active window fills the screen.
    pub fullscreen: bool,
    /// Do-not-disturb is switched on.
    pub do_not_disturb: bool,
}

/// Checks at a fixed interval until it is dropped.
#[derive(Debug)]
pub struct BusyWatch {
    /// Stop flag, and the condition variable that signals it.
    stop: Arc<(Mutex<bool>, Condvar)>,
}

impl BusyWatch {
    /// Checks at the interval `every` in a background thread and calls `sink` from it after each
    /// change. The initial state is that nothing is in use.
    #[must_use]
    pub fn start(every: Duration, sink: impl Fn(Busy) + Send + Sync + 'static) -> Self {
        #[cfg(target_os = "linux")]
        return Self::start_on(Places::default(), every, sink);
        #[cfg(windows)]
        {
            let own = std::env::current_exe().unwrap_or_default();
            let own = own.to_string_lossy().into_owned();
            Self::start_polling(every, move || windows::look(&own), sink)
        }
        #[cfg(not(any(target_os = "linux", windows)))]
        Self::start_polling(every, Busy::default, sink)
    }

    /// Like [`Self::start`], with explicit sources.
    #[cfg(target_os = "linux")]
    #[must_use]
    pub fn start_on(
        places: Places,
        every: Duration,
        sink: impl Fn(Busy) + Send + Sync + 'static,
    ) -> Self {
        let mut sources = sources::Sources::new(places);
        Self::start_polling(every, move || sources.look(), sink)
    }

    fn start_polling(
        every: Duration,
        mut look: impl FnMut() -> Busy + Send + 'static,
        sink: impl Fn(Busy) + Send + Sync + 'static,
    ) -> Self {
        let stop = Arc::new((Mutex::new(false), Condvar::new()));
        let stopped = Arc::clone(&stop);
        let work = move || {
            let mut last = Busy::default();
            loop {
                let now = look();
                let (is_stopped, stop_signal) = &*stopped;
                let guard = is_stopped.lock();
                if *guard {
                    return;
                }
                drop(guard);
                if now != last {
                    last = now;
                    sink(now);
                }
                let mut is_stopped = is_stopped.lock();
                stop_signal.wait_while_for(&mut is_stopped, |is_stopped| !*is_stopped, every);
                if *is_stopped {
                    return;
                }
            }
        };
        if let Err(error) = thread::Builder::new().name("busy".into()).spawn(work) {
            tracing::warn!(%error, "calls and presentations are not detected");
        }
        Self { stop }
    }
}

impl Drop for BusyWatch {
    fn drop(&mut self) {
        let (is_stopped, stop_signal) = &*self.stop;
        *is_stopped.lock() = true;
        stop_signal.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn only_changes_are_reported_and_dropping_the_watch_ends_the_thread() {
        let (tx, rx) = mpsc::channel();
        let mut looks = [false, true, true, false].into_iter();
        let look = move || Busy { microphone: looks.next().unwrap_or(true), ..Busy::default() };
        let watch = BusyWatch::start_polling(Duration::from_millis(10), look, move |busy| {
            let _ = tx.send(busy.microphone);
        });
        let received: Vec<bool> =
            (0..3).map(|_| rx.recv_timeout(Duration::from_secs(10)).unwrap()).collect();
        assert_eq!(received, [true, false, true]);
        drop(watch);
        // The sink is dropped with the thread.
        let end = rx.recv_timeout(Duration::from_secs(10));
        assert_eq!(end, Err(mpsc::RecvTimeoutError::Disconnected));
    }
}
