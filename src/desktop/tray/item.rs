//! Contents of the StatusNotifierItem: icon, tooltip and menu.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ksni::menu::{StandardItem, SubMenu};
use ksni::{Icon, MenuItem, OfflineReason, ToolTip};

use super::menu::{self, MenuEntry};
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
        menu::entries(&self.state).into_iter().map(item).collect()
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

fn item(entry: MenuEntry) -> MenuItem<Item> {
    match entry {
        MenuEntry::Status(line) => StandardItem {
            // A single underscore would mark an access key.
            label: line.replace('_', "__"),
            enabled: false,
            ..StandardItem::default()
        }
        .into(),
        MenuEntry::Separator => MenuItem::Separator,
        MenuEntry::Action(label, action) => StandardItem {
            label,
            activate: Box::new(move |item: &mut Item| (item.on_action)(action)),
            ..StandardItem::default()
        }
        .into(),
        MenuEntry::SubMenu(label, actions) => SubMenu {
            label,
            submenu: actions
                .into_iter()
                .map(|(label, action)| item(MenuEntry::Action(label, action)))
                .collect(),
            ..SubMenu::default()
        }
        .into(),
    }
}
