//! Contents of the StatusNotifierItem: icon, tooltip and menu.

use crate::text::t;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ksni::menu::{StandardItem, SubMenu};
use ksni::{Icon, MenuItem, OfflineReason, ToolTip};

use super::{TrayAction, TrayState, icon};

/// Edge lengths of the offered icons, in pixels; panels scale down from the next larger one.
const EDGES: [u16; 2] = [32, 64];

pub(super) struct Item {
    pub(super) state: TrayState,
    pub(super) on_action: Box<dyn Fn(TrayAction) + Send + Sync>,
    pub(super) is_shown: Arc<AtomicBool>,
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        "plumbline".into()
    }

    fn title(&self) -> String {
        "Plumbline".into()
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        EDGES
            .into_iter()
            .map(|edge| Icon {
                width: i32::from(edge),
                height: i32::from(edge),
                data: icon::argb(self.state.mood, edge),
            })
            .collect()
    }

    fn tool_tip(&self) -> ToolTip {
        // The description is parsed as markup, and the line is plain text.
        let description =
            self.state.line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        ToolTip { title: "Plumbline".into(), description, ..ToolTip::default() }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        (self.on_action)(TrayAction::Open);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let watching = if self.state.is_paused {
            entry(t!("tray-resume"), TrayAction::Resume)
        } else {
            entry(t!("tray-pause"), TrayAction::Pause)
        };
        let snooze = |minutes: u32| {
            entry(&t!("tray-snooze-minutes", minutes = minutes), TrayAction::SnoozeMinutes(minutes))
        };
        let snooze = SubMenu {
            label: t!("tray-snooze").into(),
            submenu: vec![
                snooze(5),
                snooze(15),
                snooze(60),
                entry(t!("tray-snooze-until-tomorrow"), TrayAction::SnoozeUntilTomorrow),
            ],
            ..SubMenu::default()
        };
        let line = if self.state.line.is_empty() { "Plumbline" } else { &self.state.line };
        vec![
            // A single underscore would mark an access key.
            StandardItem {
                label: line.replace('_', "__"),
                enabled: false,
                ..StandardItem::default()
            }
            .into(),
            MenuItem::Separator,
            entry(t!("tray-open"), TrayAction::Open),
            watching,
            snooze.into(),
            entry(t!("tray-set-upright"), TrayAction::SetUpright),
            MenuItem::Separator,
            entry(t!("tray-quit"), TrayAction::Quit),
        ]
    }

    fn watcher_online(&self) {
        self.is_shown.store(true, Ordering::Relaxed);
    }

    fn watcher_offline(&self, reason: OfflineReason) -> bool {
        tracing::info!(?reason, "lost the panel with the tray icon");
        self.is_shown.store(false, Ordering::Relaxed);
        // Keep the item, so that it is shown again when the panel returns.
        true
    }
}

fn entry(label: &str, action: TrayAction) -> MenuItem<Item> {
    StandardItem {
        label: label.into(),
        activate: Box::new(move |item: &mut Item| (item.on_action)(action)),
        ..StandardItem::default()
    }
    .into()
}
