//! The session thread, with retries when a bus or a service is missing.

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

/// Delay before the next attempt when a bus or service is not available.
const RETRY: Duration = Duration::from_secs(60);
/// Delay before reconnecting to a service that had worked for a while.
const RESTART: Duration = Duration::from_secs(1);

/// Watches the session until it is dropped.
#[derive(Debug)]
pub struct SessionWatch {
    inhibitor: Arc<Inhibitor>,
    /// Dropping it ends the thread.
    _stop: Sender<Infallible>,
}

impl SessionWatch {
    /// Starts watching in a background thread and calls `sink` from it, first with the current
    /// state. If no source is available, `sink` is never called.
    #[must_use]
    pub fn start(sink: impl Fn(SessionChange) + Send + Sync + 'static) -> Self {
        Self::start_on(None, None, sink)
    }

    /// Like [`Self::start`], with the addresses of the system bus and the session bus. `None` means
    /// the address from the environment (`DBUS_SYSTEM_BUS_ADDRESS`, `DBUS_SESSION_BUS_ADDRESS`).
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
            tracing::warn!(%error, "lock, sleep and battery are not detected");
        }
        Self { inhibitor, _stop: stop }
    }

    /// The answer to `Sleeping(true)`: the camera is released and the machine may sleep. Without
    /// this call the machine sleeps two seconds later.
    pub fn ready_to_sleep(&self) {
        self.inhibitor.release();
    }
}

/// Follows all sources concurrently until `stopped` is closed.
fn listen(
    system: Option<&str>,
    session: Option<&str>,
    inhibitor: &Arc<Inhibitor>,
    stopped: &Receiver<Infallible>,
    sink: impl Fn(SessionChange),
) {
    let report = ChangeReporter::new(sink);
    let logind = follow_forever(
        "sleep and lock (logind)",
        async || logind::follow(system, inhibitor, &report).await,
        || {
            inhibitor.release();
            report.locker(logind::NAME, None);
        },
    );
    let power =
        follow_forever("battery (UPower)", async || power::follow(system, &report).await, || {});
    let savers = follow_forever(
        "screen saver",
        async || screensaver::follow(session, &report).await,
        || screensaver::clear(&report),
    );
    let all = async {
        future::zip(logind, future::zip(power, savers)).await;
    };
    let end = async {
        let _ = stopped.recv().await;
    };
    zbus::block_on(future::or(end, all));
}

/// Runs `follow` repeatedly. `follow` returns `Ok` when it has lost a source that worked, and `Err`
/// when the source is not available. After an `Err`, `clear` removes the states of that source.
async fn follow_forever(what: &str, follow: impl AsyncFn() -> zbus::Result<()>, clear: impl Fn()) {
    let mut is_logged = false;
    loop {
        let begun = Instant::now();
        let pause = match follow().await {
            Ok(()) => {
                is_logged = false;
                tracing::debug!(what, "lost the service");
                // Wait longer for a service that fails repeatedly.
                if begun.elapsed() < RETRY { RETRY } else { RESTART }
            }
            Err(error) => {
                if !is_logged {
                    tracing::info!(what, %error, "not available, so it is ignored");
                }
                is_logged = true;
                clear();
                RETRY
            }
        };
        Timer::after(pause).await;
    }
}
