//! Is the person in a call, sharing the screen or presenting? Then an alert can wait.
//!
//! What is looked at, and what each can and cannot see:
//!
//! * PipeWire (`pw-dump`): who records sound, who uses a camera or a shared screen through
//!   PipeWire. A call that is muted still records. A program that reads `/dev/video*` itself is
//!   not seen here.
//! * PulseAudio (`pactl`), where there is no `pw-dump`: who records sound; a recording of what the
//!   loudspeakers play looks the same as a call.
//! * ALSA (`/proc/asound`), where there is neither: that a microphone runs, but not for whom.
//! * `/proc/*/fd`: other programs of the same person that hold a camera open, whether pictures flow
//!   or not. Programs of other people, and those that hide their files, are not seen.
//! * X11: whether the active window fills the screen. Under Wayland only X11 programs are seen, and
//!   most are not.
//! * Plasma's do-not-disturb. GNOME and most others hold back notices themselves, nobody need ask.
//!
//! Nothing is recorded, opened or kept: only whether something is in use.

#[cfg(target_os = "linux")]
mod devices;
#[cfg(target_os = "linux")]
mod fullscreen;
#[cfg(target_os = "linux")]
mod inhibited;
#[cfg(target_os = "linux")]
mod pipewire;
#[cfg(target_os = "linux")]
mod pulse;
#[cfg(target_os = "linux")]
mod run;
#[cfg(target_os = "linux")]
mod sources;

#[cfg(target_os = "linux")]
pub use sources::Places;

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// What the person is busy with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Busy {
    /// Another program records sound.
    pub microphone: bool,
    /// Another program uses a camera.
    pub camera_elsewhere: bool,
    /// The screen, or a window, is shared or recorded.
    pub screen_shared: bool,
    /// The active window fills the screen.
    pub fullscreen: bool,
    /// The person asked the desktop not to be disturbed.
    pub do_not_disturb: bool,
}

/// Looks every now and then until it is dropped.
#[derive(Debug)]
pub struct BusyWatch {
    /// Whether to stop, and the bell that says so.
    stop: Arc<(Mutex<bool>, Condvar)>,
}

impl BusyWatch {
    /// Looks every `every`, in the background, and calls `sink` from there when something has
    /// changed. At the start nothing is taken to be going on.
    #[must_use]
    pub fn start(every: Duration, sink: impl Fn(Busy) + Send + Sync + 'static) -> Self {
        #[cfg(target_os = "linux")]
        return Self::start_on(Places::default(), every, sink);
        #[cfg(not(target_os = "linux"))]
        Self::start_looking(every, Busy::default, sink)
    }

    /// The same with the places to look at.
    #[cfg(target_os = "linux")]
    #[must_use]
    pub fn start_on(
        places: Places,
        every: Duration,
        sink: impl Fn(Busy) + Send + Sync + 'static,
    ) -> Self {
        let mut sources = sources::Sources::new(places);
        Self::start_looking(every, move || sources.look(), sink)
    }

    fn start_looking(
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
                let (is_over, bell) = &*stopped;
                let guard = is_over.lock().unwrap_or_else(PoisonError::into_inner);
                if *guard {
                    return;
                }
                drop(guard);
                if now != last {
                    last = now;
                    sink(now);
                }
                let guard = is_over.lock().unwrap_or_else(PoisonError::into_inner);
                let waited = bell.wait_timeout_while(guard, every, |is_over| !*is_over);
                if *waited.unwrap_or_else(PoisonError::into_inner).0 {
                    return;
                }
            }
        };
        if let Err(error) = thread::Builder::new().name("busy".into()).spawn(work) {
            tracing::warn!(%error, "calls and presentations are not noticed");
        }
        Self { stop }
    }
}

impl Drop for BusyWatch {
    fn drop(&mut self) {
        let (is_over, bell) = &*self.stop;
        *is_over.lock().unwrap_or_else(PoisonError::into_inner) = true;
        bell.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn only_changes_are_told_and_dropping_it_ends_it() {
        let (tell, told) = mpsc::channel();
        let mut looks = [false, true, true, false].into_iter();
        let look = move || Busy { microphone: looks.next().unwrap_or(true), ..Busy::default() };
        let watch = BusyWatch::start_looking(Duration::from_millis(10), look, move |busy| {
            let _ = tell.send(busy.microphone);
        });
        let heard: Vec<bool> =
            (0..3).map(|_| told.recv_timeout(Duration::from_secs(10)).unwrap()).collect();
        assert_eq!(heard, [true, false, true]);
        drop(watch);
        // the sink goes with the thread
        let end = told.recv_timeout(Duration::from_secs(10));
        assert_eq!(end, Err(mpsc::RecvTimeoutError::Disconnected));
    }
}
