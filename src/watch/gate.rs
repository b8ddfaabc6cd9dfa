//! The capture rate that the pose thread sets and the capture thread applies.
use std::time::Duration;

use parking_lot::{Condvar, Mutex, MutexGuard};

use plumbline_core::engine::cadence::{OffReason, Rate};
use plumbline_vision::frames::Interval;

#[derive(Debug)]
struct State {
    rate: Rate,
    is_stopped: bool,
    /// Interval of the open source.
    interval: Option<Interval>,
}

impl State {
    /// Passes the rate on to the source, also while the capture thread waits for its next frame.
    fn drive(&self) {
        if let Some(interval) = &self.interval {
            interval.set_ms(match self.rate {
                Rate::Every(ms) => ms,
                Rate::Off(_) | Rate::Peek(_) => 0,
            });
        }
    }
}

/// Holds the capture rate and the stop flag. Changes wake the capture thread.
#[derive(Debug)]
pub(super) struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            state: Mutex::new(State { rate: Rate::Every(0), is_stopped: false, interval: None }),
            changed: Condvar::new(),
        }
    }
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Every change is a single assignment.
        self.state.lock()
    }

    /// Sets the capture rate.
    pub(super) fn set_rate(&self, rate: Rate) {
        let mut state = self.lock();
        if state.rate != rate {
            state.rate = rate;
            state.drive();
            drop(state);
            self.changed.notify_all();
        }
    }

    /// Keeps the interval of an open source at the rate from now on.
    pub(super) fn drive(&self, interval: Option<Interval>) {
        let mut state = self.lock();
        state.interval = interval;
        state.drive();
    }

    /// Requests the capture thread to end.
    pub(super) fn stop(&self) {
        self.lock().is_stopped = true;
        self.changed.notify_all();
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.lock().is_stopped
    }

    pub(super) fn rate(&self) -> Rate {
        self.lock().rate
    }

    /// The reason why the camera has to be off; `None` if it may be on.
    pub(super) fn off_reason(&self) -> Option<OffReason> {
        match self.lock().rate {
            Rate::Off(reason) => Some(reason),
            Rate::Every(_) | Rate::Peek(_) => None,
        }
    }

    /// Waits while the camera has to be off for `reason`. Returns when the rate changes (also to another
    /// reason) or when the gate is stopped.
    pub(super) fn wait_while_off(&self, reason: OffReason) {
        let mut state = self.lock();
        self.changed.wait_while(&mut state, |s| !s.is_stopped && s.rate == Rate::Off(reason));
    }

    /// Waits for `pause`, or until the rate changes or the gate is stopped. Returns whether it is stopped.
    pub(super) fn sleep(&self, pause: Duration) -> bool {
        let mut state = self.lock();
        let before = state.rate;
        self.changed.wait_while_for(&mut state, |s| !s.is_stopped && s.rate == before, pause);
        state.is_stopped
    }

    /// Waits for `pause`, or until the camera has to be off or the gate is stopped. Other changes of the rate
    /// do not end the wait. Returns whether it ended early.
    pub(super) fn sleep_through(&self, pause: Duration) -> bool {
        let mut state = self.lock();
        let is_over = |s: &State| s.is_stopped || matches!(s.rate, Rate::Off(_));
        self.changed.wait_while_for(&mut state, |s| !is_over(s), pause);
        is_over(&state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    #[test]
    fn the_interval_of_an_open_source_follows_the_rate_at_once() {
        let gate = Gate::default();
        gate.set_rate(Rate::Every(1_000));
        let interval = Interval::default();
        gate.drive(Some(interval.clone()));
        assert_eq!(interval.ms(), 1_000, "the rate at the opening");
        gate.set_rate(Rate::Every(500));
        assert_eq!(interval.ms(), 500, "a doubt");
        gate.set_rate(Rate::Peek(30_000));
        assert_eq!(interval.ms(), 0, "one check takes the first frame");
    }

    #[test]
    fn a_wait_while_paused_ends_when_the_machine_goes_to_sleep() {
        let gate = Arc::new(Gate::default());
        gate.set_rate(Rate::Off(OffReason::Paused));
        let (reasons, received) = channel();
        let waiting = Arc::clone(&gate);
        let thread = std::thread::spawn(move || {
            while let Some(reason) = waiting.off_reason() {
                reasons.send(reason).unwrap();
                waiting.wait_while_off(reason);
            }
        });
        let next = || received.recv_timeout(Duration::from_secs(10)).unwrap();
        assert_eq!(next(), OffReason::Paused);
        gate.set_rate(Rate::Off(OffReason::Asleep));
        assert_eq!(next(), OffReason::Asleep);
        gate.set_rate(Rate::Every(100));
        thread.join().unwrap();
    }
}
