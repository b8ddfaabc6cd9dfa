//! Puts the sources together and tells only what has changed.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::SessionChange;

/// Called from the one thread that listens.
pub(super) struct ChangeReporter<F> {
    sink: F,
    /// Who knows about locking, and what they say; locked if any of them says so.
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

    /// What `who` says about the lock; `None` when it can no longer tell.
    pub(super) fn locker(&self, who: &'static str, says: Option<bool>) {
        let now = {
            let mut lockers = self.lockers.borrow_mut();
            match says {
                Some(locked) => lockers.insert(who, locked),
                None => lockers.remove(who),
            };
            lockers.values().any(|&locked| locked)
        };
        // before anybody could tell, there is nothing to say
        if (says.is_some() || self.locked.get().is_some()) && self.locked.get() != Some(now) {
            self.locked.set(Some(now));
            (self.sink)(SessionChange::Locked(now));
        }
    }

    /// The machine is about to sleep, or back.
    pub(super) fn sleeping(&self, now: bool) {
        if self.sleeping.replace(now) != now {
            (self.sink)(SessionChange::Sleeping(now));
        }
    }

    /// The machine runs on battery, or not.
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
    fn it_is_locked_if_any_source_says_so_and_told_once() {
        let told = RefCell::new(Vec::new());
        let report = ChangeReporter::new(|change| told.borrow_mut().push(change));
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
        assert_eq!(*told.borrow(), expected);
    }
}
