//! What the capture thread is asked for: pictures so often, a look now and then, or nothing.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use plumbline_core::engine::cadence::{OffReason, Rate};

#[derive(Debug)]
struct State {
    rate: Rate,
    is_stopped: bool,
}

/// Set by the pose thread, obeyed by the capture thread.
#[derive(Debug)]
pub(super) struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            state: Mutex::new(State { rate: Rate::Every(0), is_stopped: false }),
            changed: Condvar::new(),
        }
    }
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Every change is a single assignment.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks for pictures at `rate`.
    pub fn ask(&self, rate: Rate) {
        let mut state = self.lock();
        if state.rate != rate {
            state.rate = rate;
            drop(state);
            self.changed.notify_all();
        }
    }

    /// Ends the capture thread.
    pub fn stop(&self) {
        self.lock().is_stopped = true;
        self.changed.notify_all();
    }

    pub fn is_stopped(&self) -> bool {
        self.lock().is_stopped
    }

    pub fn rate(&self) -> Rate {
        self.lock().rate
    }

    /// Why the camera has to be off, if so.
    pub fn off(&self) -> Option<OffReason> {
        match self.lock().rate {
            Rate::Off(reason) => Some(reason),
            Rate::Every(_) | Rate::Peek(_) => None,
        }
    }

    /// Waits until the camera need not be off for `reason` any more: pictures are wanted again, it
    /// has to be off for another reason, or it is the end.
    pub fn wait_while_off(&self, reason: OffReason) {
        let guard = self.lock();
        drop(
            self.changed
                .wait_while(guard, |s| !s.is_stopped && s.rate == Rate::Off(reason))
                .unwrap_or_else(PoisonError::into_inner),
        );
    }

    /// Waits for `pause` at most: less if what is asked for changes, or at the end. True at the end.
    pub fn sleep(&self, pause: Duration) -> bool {
        let guard = self.lock();
        let before = guard.rate;
        let (guard, _) = self
            .changed
            .wait_timeout_while(guard, pause, |s| !s.is_stopped && s.rate == before)
            .unwrap_or_else(PoisonError::into_inner);
        guard.is_stopped
    }

    /// Waits for `pause`, whatever rate is asked for, unless the camera has to be off or it is the
    /// end. True then.
    pub fn sleep_through(&self, pause: Duration) -> bool {
        let guard = self.lock();
        let is_over = |s: &State| s.is_stopped || matches!(s.rate, Rate::Off(_));
        let (guard, _) = self
            .changed
            .wait_timeout_while(guard, pause, |s| !is_over(s))
            .unwrap_or_else(PoisonError::into_inner);
        is_over(&guard)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    #[test]
    fn whoever_is_paused_still_hears_that_the_machine_goes_to_sleep() {
        let gate = Arc::new(Gate::default());
        gate.ask(Rate::Off(OffReason::Paused));
        let (tell, told) = channel();
        let waiting = Arc::clone(&gate);
        let thread = std::thread::spawn(move || {
            while let Some(reason) = waiting.off() {
                tell.send(reason).unwrap();
                waiting.wait_while_off(reason);
            }
        });
        let next = || told.recv_timeout(Duration::from_secs(10)).unwrap();
        assert_eq!(next(), OffReason::Paused);
        gate.ask(Rate::Off(OffReason::Asleep));
        assert_eq!(next(), OffReason::Asleep);
        gate.ask(Rate::Every(100));
        thread.join().unwrap();
    }
}
