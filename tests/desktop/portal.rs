//! Test of the desktop's file dialog through its portal: an export is imported into the history.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use eframe::egui;
use plumbline::ui::history::tasks::{ExportForm, HistoryTasks};
use plumbline_history::synthetic::Synthetic;
use plumbline_history::{History, Import};
use zbus::blocking::Connection;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

use super::private_bus::{PrivateBus, child_bus_address, is_child_process};
use super::{LIMIT, next};

/// Request of a dialog: title and options.
type Request = (String, HashMap<String, OwnedValue>);

/// File that the dialog returns from now on.
type Chosen = Arc<Mutex<Option<PathBuf>>>;

/// A fake portal dialog that returns a file, or none, without user input.
struct FileChooser {
    connection: Connection,
    chosen: Chosen,
    tx: Sender<Request>,
}

#[zbus::interface(name = "org.freedesktop.portal.FileChooser")]
impl FileChooser {
    #[allow(clippy::needless_pass_by_value, reason = "as the macro hands it over")]
    fn open_file(
        &self,
        _parent_window: &str,
        title: String,
        options: HashMap<String, OwnedValue>,
        #[zbus(header)] header: zbus::message::Header<'_>,
    ) -> OwnedObjectPath {
        let sender = header.sender().unwrap().to_string();
        let token: String = options["handle_token"].try_clone().unwrap().try_into().unwrap();
        let owner = sender.trim_start_matches(':').replace('.', "_");
        let handle = format!("/org/freedesktop/portal/desktop/request/{owner}/{token}");
        let path = OwnedObjectPath::try_from(handle).unwrap();
        let _ = self.tx.send((title, options));
        let (connection, chosen, request) =
            (self.connection.clone(), self.chosen.lock().unwrap().clone(), path.clone());
        // The response follows after the dialog has opened: the client subscribes to it only after
        // the reply to its call.
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(500));
            let uri = |file: &PathBuf| format!("file://{}", file.display()).replace(' ', "%20");
            let uris: Vec<String> = chosen.iter().map(uri).collect();
            let cancelled = u32::from(chosen.is_none());
            let results = HashMap::from([("uris", Value::from(uris))]);
            let interface = "org.freedesktop.portal.Request";
            let body = (cancelled, results);
            connection.emit_signal(Some(sender), request, interface, "Response", &body).unwrap();
        });
        path
    }
}

/// A fake portal that answers every request with `chosen`.
fn portal(bus: &PrivateBus, chosen: &Chosen) -> (Connection, Receiver<Request>) {
    let connection = bus.connect();
    let (tx, rx) = mpsc::channel();
    let object = FileChooser { connection: connection.clone(), chosen: Arc::clone(chosen), tx };
    connection.object_server().at("/org/freedesktop/portal/desktop", object).unwrap();
    connection.request_name("org.freedesktop.portal.Desktop").unwrap();
    (connection, rx)
}

fn wait_for_notice(tasks: &HistoryTasks) -> String {
    let start = Instant::now();
    loop {
        if let Some(notice) = tasks.heard() {
            return notice.words;
        }
        assert!(start.elapsed() < LIMIT, "nothing was said");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn an_export_chosen_in_the_desktops_dialog_is_imported() {
    let bus = PrivateBus::start();
    let name = "portal::an_export_chosen_in_the_desktops_dialog_is_imported";
    if !is_child_process(name, &bus.address) {
        return;
    }
    let bus = PrivateBus::of_environment();
    assert_eq!(bus.address, child_bus_address());
    let dir = tempfile::tempdir().unwrap();
    let ctx = egui::Context::default();
    let tasks = |name: &str| {
        let opened = History::open(&dir.path().join(name));
        HistoryTasks::new(Some(Arc::new(opened.history)), None)
    };
    let one = tasks("one.sqlite");
    let day = Synthetic::new(3, 20_000).day(jiff::civil::date(2025, 6, 2));
    one.history().unwrap().import(Import::of(day.minutes(), day.events)).unwrap();
    // A name with a space, because the portal returns a URI, not a path.
    let folder = dir.path().join("my exports");
    std::fs::create_dir(&folder).unwrap();
    one.export_to(&ctx, folder.clone(), ExportForm::Json);
    assert!(wait_for_notice(&one).starts_with("Exported to "));
    let export = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();

    let chosen = Arc::new(Mutex::new(Some(export)));
    let (connection, requests) = portal(&bus, &chosen);
    let other = tasks("other.sqlite");
    other.choose_import(&ctx);
    let words = wait_for_notice(&other);
    assert!(words.starts_with("Imported ") && words.ends_with(" new events."), "{words}");
    let (title, options) = next(&requests);
    assert_eq!(title, "Import a history exported by Plumbline");
    assert!(format!("{:?}", options["filters"]).contains("*.json"), "{options:?}");
    let span = |tasks: &HistoryTasks| tasks.history().unwrap().reader().unwrap().span().unwrap();
    assert_eq!(span(&other), span(&one));

    // Closed without a choice: a notice and no import.
    *chosen.lock().unwrap() = None;
    other.choose_import(&ctx);
    assert!(wait_for_notice(&other).starts_with("No file was chosen"));
    connection.close().unwrap();
}
