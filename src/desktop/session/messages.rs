//! What the messages of Windows say about the session and about power.

/// Message of `WM_WTSSESSION_CHANGE` (`wParam`): who locks the session, and whether it does. `None` for other changes.
///
/// A session that is disconnected (another person has taken the screen, or a remote connection has ended) counts as
/// locked: nobody sits in front of it. Source: Microsoft, "WM_WTSSESSION_CHANGE message".
pub(super) fn locker(code: usize) -> Option<(&'static str, bool)> {
    const CONSOLE_CONNECT: usize = 1;
    const CONSOLE_DISCONNECT: usize = 2;
    const REMOTE_CONNECT: usize = 3;
    const REMOTE_DISCONNECT: usize = 4;
    const LOCK: usize = 7;
    const UNLOCK: usize = 8;
    match code {
        LOCK => Some((SCREEN, true)),
        UNLOCK => Some((SCREEN, false)),
        CONSOLE_DISCONNECT | REMOTE_DISCONNECT => Some((CONNECTION, true)),
        CONSOLE_CONNECT | REMOTE_CONNECT => Some((CONNECTION, false)),
        _ => None,
    }
}

/// The lock of the screen.
pub(super) const SCREEN: &str = "screen";
/// The session is shown nowhere.
const CONNECTION: &str = "connection";

/// Change of power.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PowerMessage {
    /// The machine is about to sleep.
    Suspend,
    /// The machine has woken up.
    Resume,
    /// Battery or mains may have changed.
    Status,
}

/// Message of `WM_POWERBROADCAST` (`wParam`). Source: Microsoft, "WM_POWERBROADCAST message".
pub(super) fn power(code: usize) -> Option<PowerMessage> {
    const SUSPEND: usize = 0x4;
    const RESUME_SUSPEND: usize = 0x7;
    const STATUS_CHANGE: usize = 0xA;
    const RESUME_AUTOMATIC: usize = 0x12;
    match code {
        SUSPEND => Some(PowerMessage::Suspend),
        RESUME_AUTOMATIC | RESUME_SUSPEND => Some(PowerMessage::Resume),
        STATUS_CHANGE => Some(PowerMessage::Status),
        _ => None,
    }
}

/// Whether the machine runs on battery, from `SYSTEM_POWER_STATUS.ACLineStatus`. `None` if Windows does not know.
pub(super) fn is_on_battery(ac_line_status: u8) -> Option<bool> {
    match ac_line_status {
        0 => Some(true),
        1 => Some(false),
        _ => None,
    }
}

/// Whether the screen is locked, from `WTSINFOEX_LEVEL1.SessionFlags`. `None` if Windows does not know.
pub(super) fn is_locked(session_flags: i32) -> Option<bool> {
    match session_flags {
        0 => Some(true),
        1 => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::super::SessionChange;
    use super::super::report::ChangeReporter;
    use super::*;

    /// The changes that these messages of the session report.
    fn reported(codes: &[usize]) -> Vec<SessionChange> {
        let changes = RefCell::new(Vec::new());
        let report = ChangeReporter::new(|change| changes.borrow_mut().push(change));
        for code in codes {
            if let Some((who, locked)) = locker(*code) {
                report.locker(who, Some(locked));
            }
        }
        drop(report);
        changes.into_inner()
    }

    #[test]
    fn a_session_is_locked_while_its_screen_is_locked_or_another_person_has_the_screen() {
        let (locked, unlocked) = (SessionChange::Locked(true), SessionChange::Locked(false));
        assert_eq!(reported(&[7, 8]), [locked, unlocked]);
        // Another person logs in and out again: the session is locked, disconnected, connected, and unlocked.
        assert_eq!(reported(&[7, 2, 1, 8]), [locked, unlocked]);
        assert_eq!(reported(&[4, 3]), [locked, unlocked], "a remote connection is lost and found");
        // Log-on, log-off, remote control, a new session.
        assert_eq!(reported(&[5, 6, 9, 10]), []);
    }

    #[test]
    fn power_messages_are_understood_and_unknown_ones_ignored() {
        assert_eq!(power(0x4), Some(PowerMessage::Suspend));
        assert_eq!(power(0x12), Some(PowerMessage::Resume));
        assert_eq!(power(0x7), Some(PowerMessage::Resume));
        assert_eq!(power(0xA), Some(PowerMessage::Status));
        assert_eq!(power(0x8013), None, "a setting of power");
        assert_eq!([0, 1, 255].map(is_on_battery), [Some(true), Some(false), None]);
        assert_eq!([0, 1, -1].map(is_locked), [Some(true), Some(false), None]);
    }
}
