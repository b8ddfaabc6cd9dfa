//! The desktop's screen saver: reports a locked or blanked screen, even if logind does not.

use futures_lite::{Stream, StreamExt as _, stream};
use zbus::fdo::DBusProxy;
use zbus::names::BusName;
use zbus::proxy::{CacheProperties, MethodFlags};
use zbus::{Connection, Proxy};

use super::super::bus::{Bus, connect};
use super::SessionChange;
use super::report::ChangeReporter;

/// Screen savers whose signal `ActiveChanged` counts. Each name is both the service and its
/// interface.
const SAVERS: [&str; 5] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
];

/// Event of one of [`SAVERS`].
enum Event {
    Active(bool),
    /// The service appeared (true) or disappeared (false).
    Here(bool),
}

/// Removes the lock states of all screen savers.
pub(super) fn clear<F: Fn(SessionChange)>(report: &ChangeReporter<F>) {
    for saver in SAVERS {
        report.locker(saver, None);
    }
}

/// Reports screen saver changes until the bus is lost (`Ok`). `Err` if there is no bus.
pub(super) async fn follow<F: Fn(SessionChange)>(
    address: Option<&str>,
    report: &ChangeReporter<F>,
) -> zbus::Result<()> {
    let connection = connect(Bus::Session, address).await?;
    let bus = DBusProxy::new(&connection).await?;
    let mut events = stream::empty().boxed_local();
    let mut savers = Vec::new();
    for name in SAVERS {
        let proxy = proxy(&connection, name).await?;
        events = events.or(saver_events(name, &proxy).await?).boxed_local();
        savers.push((name, proxy));
    }
    for (name, proxy) in &savers {
        // A call to a missing service could start it.
        if bus.name_has_owner(BusName::try_from(*name)?).await? {
            report.locker(name, is_active(proxy).await);
        }
    }
    while let Some((name, event)) = events.next().await {
        let state = match event {
            Event::Active(is_active) => Some(is_active),
            Event::Here(false) => None,
            Event::Here(true) => match savers.iter().find(|(other, _)| *other == name) {
                Some((_, proxy)) => is_active(proxy).await,
                None => None,
            },
        };
        report.locker(name, state);
    }
    Ok(())
}

/// Proxy of the saver `name`; all savers derive the object path from the name.
async fn proxy(connection: &Connection, name: &'static str) -> zbus::Result<Proxy<'static>> {
    zbus::proxy::Builder::new(connection)
        .destination(name)?
        .path(format!("/{}", name.replace('.', "/")))?
        .interface(name)?
        .cache_properties(CacheProperties::No)
        .build()
        .await
}

async fn saver_events(
    name: &'static str,
    proxy: &Proxy<'static>,
) -> zbus::Result<impl Stream<Item = (&'static str, Event)> + use<>> {
    let active = proxy.receive_signal("ActiveChanged").await?;
    let here = proxy.receive_owner_changed().await?;
    let active = active.filter_map(move |message| {
        let is_active = message.body().deserialize().ok()?;
        Some((name, Event::Active(is_active)))
    });
    Ok(active.or(here.map(move |owner| (name, Event::Here(owner.is_some())))))
}

/// `None` if the service does not answer. GNOME's stub of the freedesktop name does not.
async fn is_active(proxy: &Proxy<'_>) -> Option<bool> {
    proxy.call_with_flags("GetActive", MethodFlags::NoAutoStart.into(), &()).await.ok().flatten()
}
