//! UPower: whether the machine runs on battery.

use futures_lite::StreamExt as _;
use zbus::fdo::PropertiesProxy;
use zbus::proxy::CacheProperties;

use super::super::bus::{Bus, connect};
use super::SessionChange;
use super::report::ChangeReporter;

const NAME: &str = "org.freedesktop.UPower";

#[zbus::proxy(
    interface = "org.freedesktop.UPower",
    default_service = "org.freedesktop.UPower",
    default_path = "/org/freedesktop/UPower",
    gen_blocking = false
)]
trait Power {
    #[zbus(property)]
    fn on_battery(&self) -> zbus::Result<bool>;
}

/// Reports battery changes until UPower is lost (`Ok`). `Err` if UPower is not available.
pub(super) async fn follow<F: Fn(SessionChange)>(
    address: Option<&str>,
    report: &ChangeReporter<F>,
) -> zbus::Result<()> {
    let connection = connect(Bus::System, address).await?;
    let power =
        PowerProxy::builder(&connection).cache_properties(CacheProperties::No).build().await?;
    let properties = PropertiesProxy::builder(&connection)
        .destination(NAME)?
        .path(power.inner().path().to_owned())?
        .build()
        .await?;
    let changed = properties.receive_properties_changed_with_args(&[(0, NAME)]).await?;
    let restarted = power.inner().receive_owner_changed().await?;
    report.on_battery(power.on_battery().await?);
    let mut is_same = changed.map(|_| true).or(restarted.map(|owner| owner.is_some()));
    while is_same.next().await == Some(true) {
        report.on_battery(power.on_battery().await?);
    }
    Ok(())
}
