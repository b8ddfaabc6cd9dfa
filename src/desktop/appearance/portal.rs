//! The settings portal (`org.freedesktop.appearance`), which GNOME, KDE and others offer.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;
use std::thread;

use async_channel::Sender;
use futures_lite::{StreamExt as _, future};
use parking_lot::Mutex;
use zbus::zvariant::OwnedValue;

use super::Wishes;
use crate::desktop::bus::{Bus, connect};

const APPEARANCE: &str = "org.freedesktop.appearance";

#[zbus::proxy(
    interface = "org.freedesktop.portal.Settings",
    default_service = "org.freedesktop.portal.Desktop",
    default_path = "/org/freedesktop/portal/desktop",
    gen_blocking = false
)]
trait Settings {
    fn read_all(
        &self,
        namespaces: &[&str],
    ) -> zbus::Result<HashMap<String, HashMap<String, OwnedValue>>>;

    #[zbus(signal)]
    fn setting_changed(&self, namespace: &str, key: &str, value: OwnedValue);
}

/// Follows the wishes of the desktop until it is dropped.
#[derive(Debug)]
pub(crate) struct AppearanceWatch {
    wishes: Arc<Mutex<Wishes>>,
    /// Dropping it ends the thread.
    _stop: Sender<Infallible>,
}

impl AppearanceWatch {
    /// Starts in a background thread. It calls `wake` after each change. Without the portal nothing happens.
    #[must_use]
    pub(crate) fn start(wake: impl Fn() + Send + 'static) -> Self {
        let wishes = Arc::<Mutex<Wishes>>::default();
        let (stop, stopped) = async_channel::bounded::<Infallible>(1);
        let place = Arc::clone(&wishes);
        let started = thread::Builder::new().name("appearance".into()).spawn(move || {
            let end = async {
                let _ = stopped.recv().await;
                Ok(())
            };
            let follow = follow(|wishes| {
                *place.lock() = wishes;
                wake();
            });
            if let Err(error) = zbus::block_on(future::or(end, follow)) {
                tracing::debug!(%error, "the desktop's appearance is not known");
            }
        });
        if let Err(error) = started {
            tracing::warn!(%error, "the desktop's appearance is not known");
        }
        Self { wishes, _stop: stop }
    }

    /// The wishes as last heard.
    #[must_use]
    pub(crate) fn wishes(&self) -> Wishes {
        *self.wishes.lock()
    }
}

async fn follow(report: impl Fn(Wishes)) -> zbus::Result<()> {
    let connection = connect(Bus::Session, None).await?;
    let settings = SettingsProxy::new(&connection).await?;
    let mut changes = settings.receive_setting_changed_with_args(&[(0, APPEARANCE)]).await?;
    let all = settings.read_all(&[APPEARANCE]).await?;
    let mut wishes = Wishes::default();
    for (key, value) in all.get(APPEARANCE).into_iter().flatten() {
        wishes = with(wishes, key, value);
    }
    report(wishes);
    while let Some(change) = changes.next().await {
        let change = change.args()?;
        wishes = with(wishes, change.key, &change.value);
        report(wishes);
    }
    Ok(())
}

/// `wishes` after the setting `key` has changed to `value`.
fn with(wishes: Wishes, key: &str, value: &OwnedValue) -> Wishes {
    let Ok(value) = u32::try_from(value) else { return wishes };
    match key {
        "color-scheme" => {
            let is_dark = match value {
                1 => Some(true),
                2 => Some(false),
                _ => None,
            };
            Wishes { is_dark, ..wishes }
        }
        "contrast" => Wishes { is_contrast_high: value == 1, ..wishes },
        "reduced-motion" => Wishes { is_motion_reduced: value == 1, ..wishes },
        _ => wishes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_of_the_portal_are_understood() {
        let value = |number: u32| OwnedValue::from(number);
        let wishes = with(Wishes::default(), "color-scheme", &value(1));
        let wishes = with(wishes, "contrast", &value(1));
        let wishes = with(wishes, "reduced-motion", &value(1));
        let wishes = with(wishes, "accent-color", &value(7));
        let all = Wishes { is_dark: Some(true), is_contrast_high: true, is_motion_reduced: true };
        assert_eq!(wishes, all);
        let light = with(wishes, "color-scheme", &value(2));
        assert_eq!(light.is_dark, Some(false));
        assert_eq!(with(light, "color-scheme", &value(0)).is_dark, None);
        assert_eq!(with(light, "contrast", &OwnedValue::from(true)), light, "not a number");
    }
}
