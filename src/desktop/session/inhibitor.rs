//! The logind inhibitor lock that delays sleep.

use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use parking_lot::{Mutex, MutexGuard};

/// Holds logind's file descriptor; sleep is delayed while it is open.
#[derive(Debug, Default)]
pub(super) struct Inhibitor {
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    fd: Option<OwnedFd>,
    /// Number of the current descriptor, so that an old timer cannot close a newer one.
    round: u64,
}

impl Inhibitor {
    /// Keeps `fd` open until it is released.
    pub(super) fn hold(&self, fd: OwnedFd) {
        let mut held = self.lock();
        held.round += 1;
        held.fd = Some(fd);
    }

    /// Closes the descriptor: the machine may sleep.
    pub(super) fn release(&self) {
        self.lock().fd = None;
    }

    /// Closes the descriptor after `delay`, even if the rest of the program is blocked.
    pub(super) fn release_after(self: &Arc<Self>, delay: Duration) {
        let round = self.lock().round;
        let this = Arc::clone(self);
        let timer = thread::Builder::new().name("sleep-delay".into()).spawn(move || {
            thread::sleep(delay);
            let mut held = this.lock();
            if held.round == round {
                held.fd = None;
            }
        });
        if timer.is_err() {
            self.release();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read as _};

    use super::*;

    #[test]
    fn an_old_timer_does_not_close_a_newer_lock() {
        let inhibitor = Arc::new(Inhibitor::default());
        let (mut first_end, first) = io::pipe().unwrap();
        let (_second_end, second) = io::pipe().unwrap();
        inhibitor.hold(first.into());
        inhibitor.release_after(Duration::from_millis(50));
        inhibitor.hold(second.into());
        // The first descriptor was closed when it was replaced.
        assert_eq!(first_end.read(&mut [0]).unwrap(), 0);
        thread::sleep(Duration::from_millis(300));
        assert!(inhibitor.lock().fd.is_some());
    }

    #[test]
    fn the_lock_is_released_after_the_delay() {
        let inhibitor = Arc::new(Inhibitor::default());
        let (mut other_end, fd) = io::pipe().unwrap();
        inhibitor.hold(fd.into());
        inhibitor.release_after(Duration::from_millis(20));
        assert_eq!(other_end.read(&mut [0]).unwrap(), 0);
        assert!(inhibitor.lock().fd.is_none());
    }
}
