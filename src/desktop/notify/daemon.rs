//! Client of the desktop's notification service, over one connection.

use std::collections::HashMap;

use futures_lite::stream::Boxed;
use futures_lite::{Stream, StreamExt as _};
use zbus::proxy::CacheProperties;
use zbus::zvariant::Value;

use super::super::bus::{Bus, connect};
use super::{Notice, NoticeAction};

/// Action key of a click on the notification itself, as defined by the specification.
const CLICK: &str = "default";

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_blocking = false
)]
trait Notifications {
    #[expect(clippy::too_many_arguments, reason = "parameters of the specification")]
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

/// Events from the notification service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// A button of notification `.0` was pressed.
    Pressed(u32, NoticeAction),
    /// Notification `.0` was closed.
    Closed(u32),
    /// The notification service was replaced or has ended.
    Replaced,
}

/// A connection to the notification service.
pub(super) struct Daemon {
    proxy: NotificationsProxy<'static>,
    events: Boxed<Event>,
    /// Id of the notification on the screen; 0 if there is none, as in the specification.
    shown: u32,
    /// Capabilities of the service; queried on first use.
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

    /// Next event from the service; `None` when the bus connection is lost.
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

    /// Whether `id` is the notification on the screen.
    pub(super) fn is_shown(&self, id: u32) -> bool {
        id != 0 && self.shown == id
    }

    /// Shows `notice`, replacing the previous notification.
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
        // A service without buttons may show a dialog window instead.
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

    /// Closes the notification on the screen.
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
    // `or` polls in order, so a button press is delivered before the closing that follows it.
    Ok(pressed.or(closed).or(replaced))
}

/// Hints of the notification. Urgency is normal, so that the desktop's do-not-disturb setting
/// applies.
fn hints(with_sound: bool) -> HashMap<&'static str, Value<'static>> {
    let mut hints = HashMap::from([
        ("desktop-entry", Value::from("plumbline")),
        ("urgency", Value::from(1_u8)),
        // None of the specification's categories fits.
        ("category", Value::from("x-plumbline.posture")),
    ]);
    if with_sound {
        hints.insert("sound-name", Value::from("message-new-instant"));
    } else {
        hints.insert("suppress-sound", Value::from(true));
    }
    hints
}

fn action_of(pressed: &str) -> Option<NoticeAction> {
    if pressed == CLICK {
        return Some(NoticeAction::Open);
    }
    NoticeAction::with_key(pressed)
}

/// Alternating action keys and labels, starting with the click on the notification.
fn buttons(actions: &[NoticeAction]) -> Vec<&'static str> {
    let click = [CLICK, NoticeAction::Open.label()];
    click.into_iter().chain(actions.iter().flat_map(|a| [a.key(), a.label()])).collect()
}

/// Escapes plain text for a service that parses markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_is_found_by_its_key() {
        for action in NoticeAction::ALL {
            assert_eq!(action_of(action.key()), Some(action));
        }
        assert_eq!(action_of(CLICK), Some(NoticeAction::Open));
        assert_eq!(action_of("inline-reply"), None);
    }

    #[test]
    fn buttons_are_alternating_keys_and_labels() {
        let flat = buttons(&[NoticeAction::ShowStretch]);
        assert_eq!(flat, ["default", "Open Plumbline", "show-stretch", "Show the stretch"]);
    }

    #[test]
    fn markup_characters_in_plain_text_are_escaped() {
        assert_eq!(escaped("chin <2 cm & up"), "chin &lt;2 cm &amp; up");
    }
}
