//! The listening thread, and how it comes back when a bus or a service was away.

use std::convert::Infallible;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use async_channel::{Receiver, Sender};
use async_io::Timer;
use futures_lite::future;

use super::inhibitor::Inhibitor;
use super::report::ChangeReporter;
use super::{SessionChange, logind, power, screensaver};

/// How long to leave a bus or a service alone that is not there.
const RETRY: Duration = Duration::from_secs(60);
/// How long after a restart of a service that had worked for a while.
const RESTART: Duration = Duration::from_secs(1);

/// Listens to the session until it is dropped.
#[derive(Debug)]
pub struct SessionWatch {
    inhibitor: Arc<Inhibitor>,
    /// Dropping it ends the thread.
    _stop: Sender<Infallible>,
}

impl SessionWatch {
    /// Starts to listen, in the background; `sink` is called from there, first with the state as
    /// it is now. Where nothing can be heard, it is never called.
    #[must_use]
    pub fn start(sink: impl Fn(SessionChange) + Send + Sync + 'static) -> Self {
        Self::start_on(None, None, sink)
    }

    /// The same with the addresses of the system and the session bus; `None` is where the
    /// environment (`DBUS_SYSTEM_BUS_ADDRESS`, `DBUS_SESSION_BUS_ADDRESS`) says they are.
    #[must_use]
    pub fn start_on(
        system: Option<String>,
        session: Option<String>,
        sink: impl Fn(SessionChange) + Send + Sync + 'static,
    ) -> Self {
        let inhibitor = Arc::new(Inhibitor::default());
        let (stop, stopped) = async_channel::bounded(1);
        let held = Arc::clone(&inhibitor);
        let thread = thread::Builder::new().name("session".into()).spawn(move || {
            listen(system.as_deref(), session.as_deref(), &held, &stopped, sink);
        });
        if let Err(error) = thread {
            tracing::warn!(%error, "lock, sleep and battery are not watched");
        }
        Self { inhibitor, _stop: stop }
    }

    /// The answer to `Sleeping(true)`: the camera is released, the machine may sleep. Without it
    /// the machine sleeps two seconds later.
    pub fn ready_to_sleep(&self) {
        self.inhibitor.release();
    }
}

/// Listens to everything at once until `stopped` is closed.
fn listen(
    system: Option<&str>,
    session: Option<&str>,
    inhibitor: &Arc<Inhibitor>,
    stopped: &Receiver<Infallible>,
    sink: impl Fn(SessionChange),
) {
    let report = ChangeReporter::new(sink);
    let logind = keep(
        "sleep and lock (logind)",
        async || logind::follow(system, inhibitor, &report).await,
        || {
            inhibitor.release();
            report.locker(logind::NAME, None);
        },
    );
    let power = keep("battery (UPower)", async || power::follow(system, &report).await, || {});
    let savers = keep(
        "screen saver",
        async || screensaver::follow(session, &report).await,
        || screensaver::forget(&report),
    );
    let all = async {
        future::zip(logind, future::zip(power, savers)).await;
    };
    let end = async {
        let _ = stopped.recv().await;
    };
    zbus::block_on(future::or(end, all));
}

/// Runs `follow` for good. It returns `Ok` when a source was lost after it had worked, `Err` when
/// there is none; then `forget` takes back what the source had said.
async fn keep(what: &str, follow: impl AsyncFn() -> zbus::Result<()>, forget: impl Fn()) {
    let mut is_told = false;
    loop {
        let begun = Instant::now();
        let pause = match follow().await {
            Ok(()) => {
                is_told = false;
                tracing::debug!(what, "the service went away");
                // one that falls over again and again is left alone for longer
                if begun.elapsed() < RETRY { RETRY } else { RESTART }
            }
            Err(error) => {
                if !is_told {
                    tracing::info!(what, %error, "not available, so it is not taken into account");
                }
                is_told = true;
                forget();
                RETRY
            }
        };
        Timer::after(pause).await;
    }
}
