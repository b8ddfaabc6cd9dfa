//! A slot for one value between two threads: a new value replaces an old one that was not taken, so
//! memory stays bounded.
use std::time::Duration;

use parking_lot::{Condvar, Mutex, MutexGuard};

#[derive(Debug)]
struct State<T> {
    value: Option<T>,
    is_closed: bool,
    is_nudged: bool,
    dropped: u64,
}

/// Slot that holds only the latest value; see the [module documentation](self).
#[derive(Debug)]
pub struct LatestSlot<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

/// Result of [`LatestSlot::take_timeout`].
#[derive(Debug, PartialEq, Eq)]
pub enum Taken<T> {
    Value(T),
    /// No value arrived within the timeout, or a nudge ended the wait.
    TimedOut,
    /// The slot is closed and empty.
    Closed,
}

impl<T> Default for LatestSlot<T> {
    fn default() -> Self {
        Self {
            state: Mutex::new(State {
                value: None,
                is_closed: false,
                is_nudged: false,
                dropped: 0,
            }),
            changed: Condvar::new(),
        }
    }
}

impl<T> LatestSlot<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // Every change is a single assignment, so a panic while the lock is held leaves a
        // consistent state.
        self.state.lock()
    }

    /// Stores `value`. Drops and counts a previous value that was not taken.
    pub fn put(&self, value: T) {
        let mut state = self.lock();
        if state.value.replace(value).is_some() {
            state.dropped += 1;
        }
        drop(state);
        self.changed.notify_one();
    }

    /// Wakes the waiting reader without a value, so that it can check for other work.
    pub fn nudge(&self) {
        self.lock().is_nudged = true;
        self.changed.notify_all();
    }

    /// Waits at most `timeout` for a value. A nudge ends the wait as well.
    pub fn take_timeout(&self, timeout: Duration) -> Taken<T> {
        let mut state = self.lock();
        let is_waiting = |s: &mut State<T>| s.value.is_none() && !s.is_closed && !s.is_nudged;
        self.changed.wait_while_for(&mut state, is_waiting, timeout);
        state.is_nudged = false;
        match state.value.take() {
            Some(value) => Taken::Value(value),
            None if state.is_closed => Taken::Closed,
            None => Taken::TimedOut,
        }
    }

    /// Closes the slot. A value that it still holds can be taken.
    pub fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_all();
    }

    /// Whether [`Self::close`] was called.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.lock().is_closed
    }

    /// Number of values that were replaced before they were taken.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.lock().dropped
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_new_value_replaces_the_old_one_and_dropped_values_are_counted() {
        let slot = LatestSlot::default();
        for value in 0..10 {
            slot.put(value);
        }
        assert_eq!(slot.take_timeout(Duration::ZERO), Taken::Value(9));
        assert_eq!(slot.take_timeout(Duration::ZERO), Taken::TimedOut);
        assert_eq!(slot.dropped(), 9);
    }

    #[test]
    fn a_nudge_ends_the_wait_once() {
        let slot = LatestSlot::<u8>::default();
        slot.nudge();
        assert_eq!(slot.take_timeout(Duration::from_secs(60)), Taken::TimedOut);
        slot.put(3);
        assert_eq!(slot.take_timeout(Duration::ZERO), Taken::Value(3));
    }

    #[test]
    fn a_value_and_a_close_wake_the_reader() {
        let slot = Arc::new(LatestSlot::default());
        let sender = {
            let slot = Arc::clone(&slot);
            std::thread::spawn(move || {
                slot.put(7);
                slot.close();
            })
        };
        assert_eq!(slot.take_timeout(Duration::from_secs(10)), Taken::Value(7));
        sender.join().unwrap();
        assert_eq!(slot.take_timeout(Duration::from_secs(10)), Taken::Closed);
    }
}
