//! The entries of the menu, the same on every system.

use super::{TrayAction, TrayState};
use crate::text::t;

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MenuEntry {
    /// The status line; it cannot be chosen.
    Status(String),
    Separator,
    Action(String, TrayAction),
    SubMenu(String, Vec<(String, TrayAction)>),
}

/// The entries for `state`, from top to bottom. Their number and kinds are always the same.
pub(super) fn entries(state: &TrayState) -> Vec<MenuEntry> {
    let watching = if state.is_paused {
        MenuEntry::Action(t!("tray-resume").into(), TrayAction::Resume)
    } else {
        MenuEntry::Action(t!("tray-pause").into(), TrayAction::Pause)
    };
    let snooze = |minutes: u32| {
        (t!("tray-snooze-minutes", minutes = minutes), TrayAction::SnoozeMinutes(minutes))
    };
    let until_tomorrow =
        (t!("tray-snooze-until-tomorrow").to_owned(), TrayAction::SnoozeUntilTomorrow);
    let line = if state.line.is_empty() { "Plumbline" } else { &state.line };
    vec![
        MenuEntry::Status(line.to_owned()),
        MenuEntry::Separator,
        MenuEntry::Action(t!("tray-open").into(), TrayAction::Open),
        watching,
        MenuEntry::SubMenu(
            t!("tray-snooze").into(),
            vec![snooze(5), snooze(15), snooze(60), until_tomorrow],
        ),
        MenuEntry::Action(t!("tray-set-upright").into(), TrayAction::SetUpright),
        MenuEntry::Separator,
        MenuEntry::Action(t!("tray-quit").into(), TrayAction::Quit),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_is_in_the_menu_whether_paused_or_not() {
        let actions = |is_paused| {
            let state = TrayState { is_paused, ..TrayState::default() };
            let entries = entries(&state);
            assert_eq!(entries[0], MenuEntry::Status("Plumbline".into()));
            entries
                .into_iter()
                .flat_map(|entry| match entry {
                    MenuEntry::Action(_, action) => vec![action],
                    MenuEntry::SubMenu(_, actions) => actions.into_iter().map(|(_, a)| a).collect(),
                    MenuEntry::Status(_) | MenuEntry::Separator => Vec::new(),
                })
                .collect::<Vec<_>>()
        };
        let common = |watching| {
            vec![
                TrayAction::Open,
                watching,
                TrayAction::SnoozeMinutes(5),
                TrayAction::SnoozeMinutes(15),
                TrayAction::SnoozeMinutes(60),
                TrayAction::SnoozeUntilTomorrow,
                TrayAction::SetUpright,
                TrayAction::Quit,
            ]
        };
        assert_eq!(actions(false), common(TrayAction::Pause));
        assert_eq!(actions(true), common(TrayAction::Resume));
    }
}
