//! Merges the sources of the session state and reports only changes.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::SessionChange;

/// Reports state changes to the sink. Used only from the session thread.
pub(super) struct ChangeReporter<F> {
    sink: F,
    /// Lock state by source; the session is locked if any source reports so.
    lockers: RefCell<BTreeMap<&'static str, bool>>,
    locked: Cell<Option<bool>>,
    sleeping: Cell<bool>,
    on_battery: Cell<Option<bool>>,
}

impl<F: Fn(SessionChange)> ChangeReporter<F> {
    pub(super) fn new(sink: F) -> Self {
        Self {
            sink,
            lockers: RefCell::default(),
            locked: Cell::new(None),
            sleeping: Cell::new(false),
            on_battery: Cell::new(None),
        }
    }

    /// Records the lock state of the source `who`; `None` if the source is no longer available.
    pub(super) fn locker(&self, who: &'static str, state: Option<bool>) {
        let now = {
            let mut lockers = self.lockers.borrow_mut();
            match state {
                Some(locked) => lockers.insert(who, locked),
                None => lockers.remove(who),
            };
            lockers.values().any(|&locked| locked)
        };
        // Report nothing until at least one source has reported a state.
        if (state.is_some() || self.locked.get().is_some()) && self.locked.get() != Some(now) {
            self.locked.set(Some(now));
            (self.sink)(SessionChange::Locked(now));
        }
    }

    /// Records that the machine is about to sleep (true) or has woken up (false).
    pub(super) fn sleeping(&self, now: bool) {
        if self.sleeping.replace(now) != now {
            (self.sink)(SessionChange::Sleeping(now));
        }
    }

    /// Records whether the machine runs on battery.
    pub(super) fn on_battery(&self, now: bool) {
        if self.on_battery.replace(Some(now)) != Some(now) {
            (self.sink)(SessionChange::OnBattery(now));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_session_is_locked_if_any_source_reports_it_and_each_change_is_reported_once() {
        let reported = RefCell::new(Vec::new());
        let report = ChangeReporter::new(|change| reported.borrow_mut().push(change));
        report.locker("gone", None);
        report.locker("a", Some(false));
        report.locker("b", Some(true));
        report.locker("a", Some(true));
        report.locker("b", Some(false));
        report.locker("a", None);
        report.on_battery(false);
        report.on_battery(false);
        report.sleeping(false);
        report.sleeping(true);
        let expected = [
            SessionChange::Locked(false),
            SessionChange::Locked(true),
            SessionChange::Locked(false),
            SessionChange::OnBattery(false),
            SessionChange::Sleeping(true),
        ];
        assert_eq!(*reported.borrow(), expected);
    }
}
