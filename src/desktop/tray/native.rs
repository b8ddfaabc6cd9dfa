//! The icon and its menu on Windows and macOS. Use it on the thread whose event loop serves it.

use tray_icon::menu::{IsMenuItem, Menu, MenuEvent, MenuItem, PredefinedMenuItem, Submenu};
use tray_icon::{Icon, TrayIcon, TrayIconBuilder};

use super::menu::{self, MenuEntry};
use super::{TrayAction, TrayState, icon};

/// Edge length of the icon, pixels. The system scales it to the size of its tray.
const EDGE: u16 = 64;

/// Longest text that Windows shows beside the icon, UTF-16 units (`NOTIFYICONDATAW.szTip` without its end).
const MAX_TIP: usize = 127;

/// The icon in the tray. Dropping it removes the icon.
pub(super) struct NativeIcon {
    icon: TrayIcon,
    items: Vec<Item>,
    shown: TrayState,
}

enum Item {
    /// An entry whose place in the menu gives its action.
    Action(MenuItem, Option<TrayAction>),
    SubMenu(Submenu, Vec<(MenuItem, TrayAction)>),
    Separator,
}

impl NativeIcon {
    /// Adds an icon for `state` to the tray.
    pub(super) fn new(state: TrayState) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let mut items = Vec::new();
        let menu = Menu::new();
        for entry in menu::entries(&state) {
            let (item, shown): (Item, Box<dyn IsMenuItem>) = match entry {
                MenuEntry::Status(text) => {
                    let item = MenuItem::new(plain(&text), false, None);
                    (Item::Action(item.clone(), None), Box::new(item))
                }
                MenuEntry::Action(text, action) => {
                    let item = MenuItem::new(plain(&text), true, None);
                    (Item::Action(item.clone(), Some(action)), Box::new(item))
                }
                MenuEntry::Separator => {
                    (Item::Separator, Box::new(PredefinedMenuItem::separator()))
                }
                MenuEntry::SubMenu(text, actions) => {
                    let sub_menu = Submenu::new(plain(&text), true);
                    let mut inner = Vec::new();
                    for (text, action) in actions {
                        let item = MenuItem::new(plain(&text), true, None);
                        sub_menu.append(&item)?;
                        inner.push((item, action));
                    }
                    (Item::SubMenu(sub_menu.clone(), inner), Box::new(sub_menu))
                }
            };
            menu.append(&*shown)?;
            items.push(item);
        }
        let icon = TrayIconBuilder::new()
            .with_tooltip(tip(&state))
            .with_icon(picture(&state)?)
            .with_menu(Box::new(menu))
            // A click opens the window, as the menu's first action does.
            .with_menu_on_left_click(cfg!(target_os = "macos"))
            .build()?;
        Ok(Self { icon, items, shown: state })
    }

    /// Shows `state`. The entries keep their places, so a menu that is open stays.
    pub(super) fn show(&mut self, state: TrayState) {
        if state == self.shown {
            return;
        }
        for (item, entry) in self.items.iter_mut().zip(menu::entries(&state)) {
            match (item, entry) {
                (Item::Action(item, _), MenuEntry::Status(text)) => item.set_text(plain(&text)),
                (Item::Action(item, chosen), MenuEntry::Action(text, action)) => {
                    item.set_text(plain(&text));
                    *chosen = Some(action);
                }
                (Item::SubMenu(sub_menu, inner), MenuEntry::SubMenu(text, actions)) => {
                    sub_menu.set_text(plain(&text));
                    for ((item, chosen), (text, action)) in inner.iter_mut().zip(actions) {
                        item.set_text(plain(&text));
                        *chosen = action;
                    }
                }
                _ => {}
            }
        }
        let is_same_picture = state.mood == self.shown.mood;
        let shown = if is_same_picture {
            Ok(())
        } else {
            picture(&state).and_then(|picture| Ok(self.icon.set_icon(Some(picture))?))
        };
        if let Err(error) = shown {
            tracing::debug!(%error, "the tray icon keeps its picture");
        }
        if let Err(error) = self.icon.set_tooltip(Some(tip(&state))) {
            tracing::debug!(%error, "the tray icon keeps its text");
        }
        self.shown = state;
    }

    /// The action of a menu entry that was chosen.
    pub(super) fn action_of(&self, event: &MenuEvent) -> Option<TrayAction> {
        self.items.iter().find_map(|item| match item {
            Item::Action(item, action) if *item.id() == event.id => *action,
            Item::SubMenu(_, inner) => {
                inner.iter().find_map(|(item, action)| (*item.id() == event.id).then_some(*action))
            }
            Item::Action(..) | Item::Separator => None,
        })
    }
}

fn picture(state: &TrayState) -> Result<Icon, Box<dyn std::error::Error + Send + Sync>> {
    let mut pixels = icon::argb(state.mood, EDGE);
    for pixel in pixels.chunks_exact_mut(4) {
        pixel.rotate_left(1);
    }
    Ok(Icon::from_rgba(pixels, EDGE.into(), EDGE.into())?)
}

/// A text of the menu without an access key.
fn plain(text: &str) -> String {
    text.replace('&', "&&")
}

fn tip(state: &TrayState) -> String {
    let whole = if state.line.is_empty() {
        "Plumbline".to_owned()
    } else {
        format!("Plumbline: {}", state.line)
    };
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= MAX_TIP
    };
    whole.chars().take_while(fits).collect()
}
