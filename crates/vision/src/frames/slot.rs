//! A slot for one value: the newest wins, stale ones are dropped, memory is bounded.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

#[derive(Debug)]
struct State<T> {
    value: Option<T>,
    is_closed: bool,
    is_nudged: bool,
    dropped: u64,
}

/// See the module text.
#[derive(Debug)]
pub struct LatestSlot<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

/// What [`LatestSlot::take_timeout`] came back with.
#[derive(Debug, PartialEq, Eq)]
pub enum Taken<T> {
    /// The newest value.
    Value(T),
    /// Nothing came in time.
    TimedOut,
    /// Nothing is there and nothing will come.
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
        // Every change is a single assignment, so a panicking holder leaves nothing half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts `value` in, dropping one that nobody has taken.
    pub fn put(&self, value: T) {
        let mut state = self.lock();
        if state.value.replace(value).is_some() {
            state.dropped += 1;
        }
        drop(state);
        self.changed.notify_one();
    }

    /// Wakes whoever waits without a value: there is something else to look at.
    pub fn nudge(&self) {
        self.lock().is_nudged = true;
        self.changed.notify_all();
    }

    /// Waits at most `timeout` for a value; a nudge ends the wait as well.
    pub fn take_timeout(&self, timeout: Duration) -> Taken<T> {
        let state = self.lock();
        let (mut state, _) = self
            .changed
            .wait_timeout_while(state, timeout, |s| {
                s.value.is_none() && !s.is_closed && !s.is_nudged
            })
            .unwrap_or_else(PoisonError::into_inner);
        state.is_nudged = false;
        match state.value.take() {
            Some(value) => Taken::Value(value),
            None if state.is_closed => Taken::Closed,
            None => Taken::TimedOut,
        }
    }

    /// No value will come any more; one that is there can still be taken.
    pub fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_all();
    }

    /// Whether [`Self::close`] was called.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.lock().is_closed
    }

    /// How many values were replaced before anybody took them.
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
    fn the_newest_wins_and_the_others_are_counted() {
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
    fn a_waiter_wakes_for_a_value_and_for_the_end() {
        let slot = Arc::new(LatestSlot::default());
        let giver = {
            let slot = Arc::clone(&slot);
            std::thread::spawn(move || {
                slot.put(7);
                slot.close();
            })
        };
        assert_eq!(slot.take_timeout(Duration::from_secs(10)), Taken::Value(7));
        giver.join().unwrap();
        assert_eq!(slot.take_timeout(Duration::from_secs(10)), Taken::Closed);
    }
}
