//! logind: the machine goes to sleep, and the session is locked.

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

/// The service.
pub(super) const NAME: &str = "org.freedesktop.login1";
const SESSION: &str = "org.freedesktop.login1.Session";
/// How long sleep is held up at most.
const HOLD_UP: Duration = Duration::from_secs(2);
/// How long the request to lock is believed without the desktop saying that it is locked. Small
/// lockers (swaylock, i3lock) never say so, nor that they were unlocked: believing the request for
/// good would leave Plumbline asleep after the first lock.
const BELIEVE_REQUEST: Duration = Duration::from_secs(10);

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

/// What was heard.
enum Event {
    Sleep(bool),
    LockRequest,
    UnlockRequest,
    /// The desktop says that it has locked, or unlocked.
    Hint(bool),
    /// The request to lock is old enough to be checked.
    Check,
    Restarted,
}

/// Follows logind until it is lost (`Ok`); `Err` if it is not there.
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
    // also the proof that logind is there
    hold(&manager, inhibitor).await?;
    // whoever was away while the machine woke up has not heard of it
    report.sleeping(false);

    let session = own_session(&connection, &manager).await;
    if let Some(session) = &session {
        events = events.or(session_events(&connection, session).await?).boxed_local();
        report.locker(NAME, Some(session.locked_hint().await?));
    } else {
        tracing::info!("logind does not know our session; its lock is not taken into account");
    }

    let mut believed_until: Option<Instant> = None;
    while let Some(event) = next(&mut events, believed_until).await {
        match event {
            Event::Sleep(true) => {
                inhibitor.release_after(HOLD_UP);
                report.sleeping(true);
            }
            Event::Sleep(false) => {
                if let Err(error) = hold(&manager, inhibitor).await {
                    tracing::debug!(%error, "sleep will not be held up for the camera");
                }
                report.sleeping(false);
            }
            Event::LockRequest => {
                believed_until = Some(Instant::now() + BELIEVE_REQUEST);
                report.locker(NAME, Some(true));
            }
            Event::UnlockRequest => {
                believed_until = None;
                report.locker(NAME, Some(false));
            }
            Event::Hint(is_locked) => {
                believed_until = None;
                report.locker(NAME, Some(is_locked));
            }
            Event::Check => {
                believed_until = None;
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

/// The next event, or [`Event::Check`] at `check`.
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

/// Takes the lock that delays sleep, so that the camera can be released before.
async fn hold(manager: &ManagerProxy<'_>, inhibitor: &Inhibitor) -> zbus::Result<()> {
    let fd = manager
        .inhibit("sleep", "Plumbline", "Plumbline releases the camera before sleep", "delay")
        .await?;
    inhibitor.hold(fd.into());
    Ok(())
}

/// Our session: that of our process, else the one named in the environment, else the one the
/// person sees (a program started by the desktop's service manager belongs to none of its own).
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

/// Everything about the lock of `session`.
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
    // one stream for both requests, so that they stay in order; the hint, which follows from
    // them, comes after
    let requests = session.inner().receive_all_signals().await?.filter_map(|signal| {
        match signal.header().member()?.as_str() {
            "Lock" => Some(Event::LockRequest),
            "Unlock" => Some(Event::UnlockRequest),
            _ => None,
        }
    });
    Ok(requests.or(hint))
}
