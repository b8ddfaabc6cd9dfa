//! logind: sleep and lock of the session.

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_io::Timer;
use futures_lite::{Stream, StreamExt as _, future};
use zbus::Connection;
use zbus::fdo::PropertiesProxy;
use zbus::proxy::CacheProperties;
use zbus::zvariant::{OwnedFd, OwnedObjectPath};

use super::super::bus::{Bus, connect};
use super::SessionChange;
use super::inhibitor::Inhibitor;
use super::report::ChangeReporter;

pub(super) const NAME: &str = "org.freedesktop.login1";
const SESSION: &str = "org.freedesktop.login1.Session";
/// Maximum time that sleep is delayed.
const MAX_SLEEP_DELAY: Duration = Duration::from_secs(2);
/// Time for which a lock request counts as locked without a confirmation from the desktop. Small
/// lockers (swaylock, i3lock) report neither locking nor unlocking; without this limit Plumbline
/// would stay paused after the first lock.
const TRUST_REQUEST: Duration = Duration::from_secs(10);

#[zbus::proxy(
    interface = "org.freedesktop.login1.Manager",
    default_service = "org.freedesktop.login1",
    default_path = "/org/freedesktop/login1",
    gen_blocking = false
)]
trait Manager {
    fn get_session(&self, id: &str) -> zbus::Result<OwnedObjectPath>;
    #[zbus(name = "GetSessionByPID")]
    fn get_session_by_pid(&self, pid: u32) -> zbus::Result<OwnedObjectPath>;
    fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> zbus::Result<OwnedFd>;
    #[zbus(signal)]
    fn prepare_for_sleep(&self, start: bool) -> zbus::Result<()>;
}

#[zbus::proxy(
    interface = "org.freedesktop.login1.Session",
    default_service = "org.freedesktop.login1",
    gen_blocking = false
)]
trait Session {
    #[zbus(property)]
    fn locked_hint(&self) -> zbus::Result<bool>;
}

#[zbus::proxy(
    interface = "org.freedesktop.login1.User",
    default_service = "org.freedesktop.login1",
    default_path = "/org/freedesktop/login1/user/self",
    gen_blocking = false
)]
trait User {
    #[zbus(property)]
    fn display(&self) -> zbus::Result<(String, OwnedObjectPath)>;
}

/// Event from logind.
enum Event {
    Sleep(bool),
    LockRequest,
    UnlockRequest,
    /// The desktop reported that it has locked (true) or unlocked (false).
    Hint(bool),
    /// The lock request is old enough to be checked against logind's hint.
    Check,
    Restarted,
}

/// Reports sleep and lock until logind is lost (`Ok`). `Err` if logind is not available.
pub(super) async fn follow<F: Fn(SessionChange)>(
    address: Option<&str>,
    inhibitor: &Arc<Inhibitor>,
    report: &ChangeReporter<F>,
) -> zbus::Result<()> {
    let connection = connect(Bus::System, address).await?;
    let manager =
        ManagerProxy::builder(&connection).cache_properties(CacheProperties::No).build().await?;
    let sleep = manager
        .receive_prepare_for_sleep()
        .await?
        .map(|signal| Event::Sleep(signal.args().is_ok_and(|args| args.start)));
    let restarted = manager.inner().receive_owner_changed().await?.map(|_| Event::Restarted);
    let mut events = sleep.or(restarted).boxed_local();
    // This call also fails if logind is not available.
    hold(&manager, inhibitor).await?;
    // The wake-up event may have been missed while logind was not available.
    report.sleeping(false);

    let session = own_session(&connection, &manager).await;
    if let Some(session) = &session {
        events = events.or(session_events(&connection, session).await?).boxed_local();
        report.locker(NAME, Some(session.locked_hint().await?));
    } else {
        tracing::info!("logind has no session for this process; its lock signals are ignored");
    }

    let mut trusted_until: Option<Instant> = None;
    while let Some(event) = next(&mut events, trusted_until).await {
        match event {
            Event::Sleep(true) => {
                inhibitor.release_after(MAX_SLEEP_DELAY);
                report.sleeping(true);
            }
            Event::Sleep(false) => {
                if let Err(error) = hold(&manager, inhibitor).await {
                    tracing::debug!(%error, "sleep is not delayed for the camera");
                }
                report.sleeping(false);
            }
            Event::LockRequest => {
                trusted_until = Some(Instant::now() + TRUST_REQUEST);
                report.locker(NAME, Some(true));
            }
            Event::UnlockRequest => {
                trusted_until = None;
                report.locker(NAME, Some(false));
            }
            Event::Hint(is_locked) => {
                trusted_until = None;
                report.locker(NAME, Some(is_locked));
            }
            Event::Check => {
                trusted_until = None;
                if let Some(session) = &session {
                    report.locker(NAME, Some(session.locked_hint().await?));
                }
            }
            Event::Restarted => break,
        }
    }
    inhibitor.release();
    Ok(())
}

/// The next event, or [`Event::Check`] at the time `check`.
async fn next(
    events: &mut (impl Stream<Item = Event> + Unpin),
    check: Option<Instant>,
) -> Option<Event> {
    let timer = async {
        match check {
            Some(at) => Timer::at(at).await,
            None => future::pending().await,
        };
        Some(Event::Check)
    };
    future::or(events.next(), timer).await
}

/// Takes the lock that delays sleep, so that the camera can be released first.
async fn hold(manager: &ManagerProxy<'_>, inhibitor: &Inhibitor) -> zbus::Result<()> {
    let fd = manager
        .inhibit("sleep", "Plumbline", "Plumbline releases the camera before sleep", "delay")
        .await?;
    inhibitor.hold(fd.into());
    Ok(())
}

/// Session of this process. If there is none: the session named in the environment, then the user's
/// graphical session (a program started by the desktop's service manager belongs to no session).
async fn own_session(
    connection: &Connection,
    manager: &ManagerProxy<'_>,
) -> Option<SessionProxy<'static>> {
    let named = async || {
        let id = std::env::var("XDG_SESSION_ID").ok()?;
        manager.get_session(&id).await.ok()
    };
    let shown = async || {
        let user = UserProxy::builder(connection).cache_properties(CacheProperties::No);
        let (id, path) = user.build().await.ok()?.display().await.ok()?;
        (!id.is_empty()).then_some(path)
    };
    let path = match manager.get_session_by_pid(std::process::id()).await {
        Ok(path) => path,
        Err(_) => match named().await {
            Some(path) => path,
            None => shown().await?,
        },
    };
    let session = SessionProxy::builder(connection).path(path).ok()?;
    session.cache_properties(CacheProperties::No).build().await.ok()
}

/// Lock events of `session`.
async fn session_events(
    connection: &Connection,
    session: &SessionProxy<'static>,
) -> zbus::Result<impl Stream<Item = Event> + use<>> {
    let properties = PropertiesProxy::builder(connection)
        .destination(NAME)?
        .path(session.inner().path().to_owned())?
        .build()
        .await?;
    let hint = properties.receive_properties_changed_with_args(&[(0, SESSION)]).await?;
    let hint = hint.filter_map(|signal| {
        let args = signal.args().ok()?;
        let value = args.changed_properties.get("LockedHint")?;
        value.downcast_ref().ok().map(Event::Hint)
    });
    // One stream for both requests keeps them in order. The hint is polled last because it follows
    // from them.
    let requests = session.inner().receive_all_signals().await?.filter_map(|signal| {
        match signal.header().member()?.as_str() {
            "Lock" => Some(Event::LockRequest),
            "Unlock" => Some(Event::UnlockRequest),
            _ => None,
        }
    });
    Ok(requests.or(hint))
}
