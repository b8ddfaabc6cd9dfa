//! The D-Bus name of the running instance, for status bars, key bindings and scripts (docs/control.md). Linux only.
//!
//! It offers what the requests over the socket of [`super::instance`] offer, in the same words.

use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;

use parking_lot::Mutex;
use serde_json::{Value, json};
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::blocking::object_server::InterfaceRef;
use zbus::fdo;
use zbus::object_server::SignalEmitter;

const NAME: &str = "org.plumbline.Plumbline";
const PATH: &str = "/org/plumbline/Plumbline";

/// Answers a request in one line of JSON.
pub(crate) type Ask = Box<dyn Fn(&str) -> Value + Send + Sync>;

struct Interface {
    ask: Ask,
    /// The last status.
    status: Arc<Mutex<Value>>,
}

impl Interface {
    fn order(&self, request: &Value) -> fdo::Result<()> {
        match (self.ask)(&request.to_string())["error"].as_str() {
            None => Ok(()),
            Some(error) => Err(fdo::Error::Failed(error.to_owned())),
        }
    }

    fn text(&self, member: &str) -> String {
        self.status.lock()[member].as_str().unwrap_or_default().to_owned()
    }
}

#[zbus::interface(name = "org.plumbline.Plumbline1")]
impl Interface {
    fn pause(&self) -> fdo::Result<()> {
        self.order(&json!({ "request": "pause" }))
    }

    fn resume(&self) -> fdo::Result<()> {
        self.order(&json!({ "request": "resume" }))
    }

    fn snooze(&self, minutes: u32) -> fdo::Result<()> {
        self.order(&json!({ "request": "snooze", "minutes": minutes }))
    }

    fn snooze_until_tomorrow(&self) -> fdo::Result<()> {
        self.order(&json!({ "request": "snooze_until_tomorrow" }))
    }

    fn end_snooze(&self) -> fdo::Result<()> {
        self.order(&json!({ "request": "end_snooze" }))
    }

    fn set_upright(&self) -> fdo::Result<()> {
        self.order(&json!({ "request": "upright" }))
    }

    fn show_stretch(&self) -> fdo::Result<()> {
        self.order(&json!({ "request": "stretch" }))
    }

    fn show_window(&self) -> fdo::Result<()> {
        self.order(&json!({ "request": "open" }))
    }

    /// The status as JSON, as `plumbline status --json` prints it.
    fn status(&self) -> String {
        (self.ask)(&json!({ "request": "status" }).to_string()).to_string()
    }

    #[zbus(property)]
    fn watching(&self) -> bool {
        self.status.lock()["watching"].as_bool().unwrap_or_default()
    }

    /// `good`, `fault`, `uncertain`, `away`, or empty while the camera is off.
    #[zbus(property)]
    fn state(&self) -> String {
        self.text("state")
    }

    #[zbus(property)]
    fn faults(&self) -> Vec<String> {
        let status = self.status.lock();
        let faults = status["faults"].as_array().into_iter().flatten();
        faults.filter_map(|fault| fault["fault"].as_str()).map(str::to_owned).collect()
    }

    /// Why alerts are quiet; empty if they are not.
    #[zbus(property)]
    fn quiet(&self) -> String {
        self.text("quiet")
    }

    /// Minutes until the snooze ends; 0 without one and until tomorrow.
    #[zbus(property)]
    fn snooze_left_minutes(&self) -> u32 {
        let minutes = self.status.lock()["snooze_left_min"].as_u64();
        minutes.and_then(|minutes| u32::try_from(minutes).ok()).unwrap_or_default()
    }

    #[zbus(property)]
    fn calibration(&self) -> String {
        self.text("calibration")
    }

    /// An alert begins. `stretch` is the id of the recommended stretch.
    #[zbus(signal)]
    async fn alert(emitter: &SignalEmitter<'_>, fault: &str, stretch: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn corrected(emitter: &SignalEmitter<'_>, fault: &str) -> zbus::Result<()>;
}

/// Takes the name on the bus of the session and keeps it until `changes` ends. `status` is the first status;
/// `changes` are the later ones, and events. Without a bus nothing happens.
pub(crate) fn serve(ask: Ask, status: Value, changes: Receiver<Value>) {
    let work = move || {
        if let Err(error) = run(ask, status, &changes) {
            tracing::info!(%error, "no D-Bus name for scripts");
        }
    };
    if let Err(error) = thread::Builder::new().name("bus-name".into()).spawn(work) {
        tracing::warn!(%error, "cannot start the thread of the D-Bus name");
    }
}

fn run(ask: Ask, status: Value, changes: &Receiver<Value>) -> zbus::Result<()> {
    let status = Arc::new(Mutex::new(status));
    let interface = Interface { ask, status: Arc::clone(&status) };
    let connection = Builder::session()?.serve_at(PATH, interface)?.name(NAME)?.build()?;
    let interface = connection.object_server().interface(PATH)?;
    for change in changes {
        match change["event"].as_str() {
            Some("status") => {
                *status.lock() = change;
                tell_changed(&interface)?;
            }
            Some(event @ ("alert" | "corrected")) => tell_event(&connection, event, &change)?,
            _ => {}
        }
    }
    Ok(())
}

fn tell_changed(interface: &InterfaceRef<Interface>) -> zbus::Result<()> {
    let emitter = interface.signal_emitter();
    let now = interface.get();
    zbus::block_on(async {
        now.watching_changed(emitter).await?;
        now.state_changed(emitter).await?;
        now.faults_changed(emitter).await?;
        now.quiet_changed(emitter).await?;
        now.snooze_left_minutes_changed(emitter).await?;
        now.calibration_changed(emitter).await
    })
}

fn tell_event(connection: &Connection, event: &str, of: &Value) -> zbus::Result<()> {
    let text = |member: &str| of[member].as_str().unwrap_or_default();
    let emitter = SignalEmitter::new(connection.inner(), PATH)?;
    zbus::block_on(async {
        match event {
            "alert" => Interface::alert(&emitter, text("fault"), text("stretch")).await,
            _ => Interface::corrected(&emitter, text("fault")).await,
        }
    })
}
