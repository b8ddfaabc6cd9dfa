//! Plasma's do-not-disturb: the property `Inhibited` of its notification service.

use zbus::proxy::MethodFlags;
use zbus::zvariant::OwnedValue;
use zbus::{Connection, Proxy};

use super::super::bus::{Bus, connect};

const NAME: &str = "org.freedesktop.Notifications";

/// Queries the notification service.
pub(super) struct Notifications {
    address: Option<String>,
    /// Connection kept between two checks; reconnected after an error.
    connection: Option<Connection>,
}

impl Notifications {
    pub(super) fn new(address: Option<String>) -> Self {
        Self { address, connection: None }
    }

    /// Whether do-not-disturb is on; false if the service does not report it.
    pub(super) fn are_inhibited(&mut self) -> bool {
        zbus::block_on(async {
            if self.connection.is_none() {
                self.connection = connect(Bus::Session, self.address.as_deref()).await.ok();
            }
            let Some(connection) = &self.connection else { return false };
            match ask(connection).await {
                Ok(inhibited) => inhibited,
                Err(zbus::Error::InputOutput(error)) => {
                    tracing::debug!(%error, "lost the connection to the session bus");
                    self.connection = None;
                    false
                }
                // No service, or one without this property.
                Err(_) => false,
            }
        })
    }
}

async fn ask(connection: &Connection) -> zbus::Result<bool> {
    let properties = Proxy::new(
        connection,
        NAME,
        "/org/freedesktop/Notifications",
        "org.freedesktop.DBus.Properties",
    )
    .await?;
    // The query must not start a service.
    let value: Option<OwnedValue> = properties
        .call_with_flags("Get", MethodFlags::NoAutoStart.into(), &(NAME, "Inhibited"))
        .await?;
    Ok(value.is_some_and(|value| bool::try_from(value).unwrap_or(false)))
}
