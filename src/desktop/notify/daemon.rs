//! The desktop's notification service, spoken to over one connection.

use std::collections::HashMap;

use futures_lite::stream::Boxed;
use futures_lite::{Stream, StreamExt as _};
use zbus::proxy::CacheProperties;
use zbus::zvariant::Value;

use super::super::bus::{Bus, connect};
use super::{Notice, NoticeAction};

/// The key of a click on the notice itself, by the specification.
const CLICK: &str = "default";

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_blocking = false
)]
trait Notifications {
    #[expect(clippy::too_many_arguments, reason = "as the specification has it")]
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        app_icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        expire_timeout: i32,
    ) -> zbus::Result<u32>;
    fn close_notification(&self, id: u32) -> zbus::Result<()>;
    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;
    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: &str) -> zbus::Result<()>;
    #[zbus(signal)]
    fn notification_closed(&self, id: u32, reason: u32) -> zbus::Result<()>;
}

/// What the service tells us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// A button of notice `.0` was pressed.
    Pressed(u32, NoticeAction),
    /// Notice `.0` is gone.
    Closed(u32),
    /// Another service answers now, or none.
    Replaced,
}

/// A connection to it.
pub(super) struct Daemon {
    proxy: NotificationsProxy<'static>,
    events: Boxed<Event>,
    /// The notice on the screen; 0 is none, as in the specification.
    shown: u32,
    /// What the service can do; asked when first needed.
    abilities: Option<Abilities>,
}

#[derive(Debug, Clone, Copy)]
struct Abilities {
    has_buttons: bool,
    reads_markup: bool,
}

impl Daemon {
    pub(super) async fn connect(address: Option<&str>) -> zbus::Result<Self> {
        let connection = connect(Bus::Session, address).await?;
        let proxy = NotificationsProxy::builder(&connection)
            .cache_properties(CacheProperties::No)
            .build()
            .await?;
        let events = listen(&proxy).await?.boxed();
        Ok(Self { proxy, events, shown: 0, abilities: None })
    }

    /// What comes next from the service; `None` when the bus is gone.
    pub(super) async fn next(&mut self) -> Option<Event> {
        let event = self.events.next().await?;
        match event {
            Event::Closed(id) if id == self.shown => self.shown = 0,
            Event::Replaced => {
                self.shown = 0;
                self.abilities = None;
            }
            _ => {}
        }
        Some(event)
    }

    /// Whether `id` is the notice on the screen.
    pub(super) fn is_shown(&self, id: u32) -> bool {
        id != 0 && self.shown == id
    }

    /// Shows `notice` in the place of the one before.
    pub(super) async fn show(&mut self, notice: &Notice) -> zbus::Result<()> {
        let abilities = match self.abilities {
            Some(abilities) => abilities,
            None => {
                let names = self.proxy.get_capabilities().await?;
                let can = |name: &str| names.iter().any(|other| other == name);
                let abilities =
                    Abilities { has_buttons: can("actions"), reads_markup: can("body-markup") };
                *self.abilities.insert(abilities)
            }
        };
        // a service without buttons may turn them into a dialog window
        let actions = if abilities.has_buttons { buttons(&notice.actions) } else { Vec::new() };
        let body = if abilities.reads_markup { escaped(&notice.body) } else { notice.body.clone() };
        self.shown = self
            .proxy
            .notify(
                "Plumbline",
                self.shown,
                "plumbline",
                &notice.title,
                &body,
                &actions,
                hints(notice.with_sound),
                -1,
            )
            .await?;
        Ok(())
    }

    /// Takes the notice on the screen away.
    pub(super) async fn close(&mut self) -> zbus::Result<()> {
        match std::mem::take(&mut self.shown) {
            0 => Ok(()),
            id => self.proxy.close_notification(id).await,
        }
    }
}

async fn listen(
    proxy: &NotificationsProxy<'static>,
) -> zbus::Result<impl Stream<Item = Event> + use<>> {
    let pressed = proxy.receive_action_invoked().await?.filter_map(|signal| {
        let args = signal.args().ok()?;
        Some(Event::Pressed(args.id, action_of(args.action_key)?))
    });
    let closed = proxy.receive_notification_closed().await?.filter_map(|signal| {
        let args = signal.args().ok()?;
        Some(Event::Closed(args.id))
    });
    let replaced = proxy.inner().receive_owner_changed().await?.map(|_| Event::Replaced);
    // a press is told before the closing that comes with it
    Ok(pressed.or(closed).or(replaced))
}

/// Normal urgency, so that the desktop's own do-not-disturb is respected.
fn hints(with_sound: bool) -> HashMap<&'static str, Value<'static>> {
    let mut hints = HashMap::from([
        ("desktop-entry", Value::from("plumbline")),
        ("urgency", Value::from(1_u8)),
        // none of the specification's own categories is about a person
        ("category", Value::from("x-plumbline.posture")),
    ]);
    if with_sound {
        hints.insert("sound-name", Value::from("message-new-instant"));
    } else {
        hints.insert("suppress-sound", Value::from(true));
    }
    hints
}

fn key(action: NoticeAction) -> &'static str {
    match action {
        NoticeAction::ShowStretch => "show-stretch",
        NoticeAction::Snooze15 => "snooze-15",
        NoticeAction::Dismiss => "dismiss",
        NoticeAction::Open => "open",
    }
}

fn action_of(pressed: &str) -> Option<NoticeAction> {
    if pressed == CLICK {
        return Some(NoticeAction::Open);
    }
    NoticeAction::ALL.into_iter().find(|action| key(*action) == pressed)
}

/// Keys and labels in turns, the click on the notice first.
fn buttons(actions: &[NoticeAction]) -> Vec<&'static str> {
    let click = [CLICK, NoticeAction::Open.label()];
    click.into_iter().chain(actions.iter().flat_map(|a| [key(*a), a.label()])).collect()
}

/// Plain text for a service that reads markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_comes_back_from_its_key() {
        for action in NoticeAction::ALL {
            assert_eq!(action_of(key(action)), Some(action));
        }
        assert_eq!(action_of(CLICK), Some(NoticeAction::Open));
        assert_eq!(action_of("inline-reply"), None);
    }

    #[test]
    fn buttons_are_keys_and_labels_in_turns() {
        let flat = buttons(&[NoticeAction::ShowStretch]);
        assert_eq!(flat, ["default", "Open Plumbline", "show-stretch", "Show the stretch"]);
    }

    #[test]
    fn markup_is_not_read_from_plain_text() {
        assert_eq!(escaped("chin <2 cm & up"), "chin &lt;2 cm &amp; up");
    }
}
