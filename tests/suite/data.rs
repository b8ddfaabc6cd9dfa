//! Safety of the person's data with the real binary: one writer of the history, other accounts, read-only copies,
//! passwords of network cameras, settings, time zones.

use std::fs::Permissions;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use crate::faults::in_a_namespace;
use crate::support::{code_and_message, fixture, json_lines, program};
use plumbline_history::synthetic::Synthetic;
use plumbline_history::{History, Import};

/// Timeout of one step, long enough for a very busy machine.
const LIMIT: Duration = Duration::from_secs(120);

/// A network camera that does not exist: the program tries again and again to reach it.
const NO_CAMERA: &str = "http://127.0.0.1:9/";

fn monitor(home: &Path, source: &str, seconds: u32) -> Command {
    let mut command = program(home);
    command.args(["monitor", "--no-window", "--json", "--model", "lite", "--source", source]);
    command.args(["--for", &seconds.to_string()]);
    command
}

fn data_dir(home: &Path) -> PathBuf {
    home.join(".local/share/plumbline")
}

fn history_file(home: &Path) -> PathBuf {
    data_dir(home).join("history/history.sqlite")
}

fn wait_until(what: &str, is_true: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_true() {
        assert!(started.elapsed() < LIMIT, "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// Ends a program that was started by a test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn of_two_runs_only_one_writes_the_history_whatever_their_runtime_folders_are() {
    let (home, runtime) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for is_first_with_folder in [false, true] {
        let start = |has_folder: bool, seconds| {
            let mut command = monitor(home.path(), NO_CAMERA, seconds);
            if has_folder {
                command.env("XDG_RUNTIME_DIR", runtime.path());
            }
            command.stdout(Stdio::null()).stderr(Stdio::piped());
            command
        };
        let lock = data_dir(home.path()).join("plumbline.lock");
        let _ = std::fs::remove_file(&lock);
        let first = Running(start(is_first_with_folder, 600).spawn().unwrap());
        wait_until("the first run has no lock", || {
            std::fs::read_to_string(&lock).is_ok_and(|text| text.starts_with("without window"))
        });
        let (code, message) = code_and_message(&start(!is_first_with_folder, 1).output().unwrap());
        assert_eq!(code, 0, "{message}");
        assert!(message.contains("Another instance is running"), "{message}");
        drop(first);
    }
}

/// As `su` leaves it: the runtime folder belongs to another account. And as `sudo` leaves it: a lock file of the
/// administrator in the person's data folder.
#[test]
fn a_foreign_runtime_folder_and_a_foreign_lock_do_not_disable_the_history() {
    /// The account `nobody`.
    const PERSON: u32 = 65_534;
    if std::fs::metadata("/proc/self").unwrap().uid() != 0 {
        return println!("SKIPPED: only the administrator can become another account");
    }
    // Not below `CARGO_TARGET_TMPDIR`, which the other account may not be able to enter.
    let (home, runtime) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let data = data_dir(home.path());
    std::fs::create_dir_all(&data).unwrap();
    for folder in data.ancestors().take_while(|folder| folder.starts_with(home.path())) {
        chown(folder, Some(PERSON), Some(PERSON)).unwrap();
    }
    let lock = data.join("plumbline.lock");
    std::fs::write(&lock, "").unwrap();
    std::fs::set_permissions(&lock, Permissions::from_mode(0o600)).unwrap();
    let inner = monitor(home.path(), NO_CAMERA, 2);
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    command.arg(inner.get_program()).args(inner.get_args());
    for (name, value) in inner.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let output = match command.env("XDG_RUNTIME_DIR", runtime.path()).output() {
        Ok(output) if output.status.code() != Some(126) && output.status.code() != Some(127) => {
            output
        }
        other => return println!("SKIPPED: the program cannot run as another account: {other:?}"),
    };
    let (code, message) = code_and_message(&output);
    assert_eq!(code, 0, "{message}");
    assert!(!message.contains("No history"), "{message}");
    assert!(history_file(home.path()).exists(), "{message}");
}

#[test]
fn a_read_only_copy_of_a_history_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("history.sqlite");
    let today = jiff::Zoned::now().date();
    let day = Synthetic::new(3, 20_000).day(today);
    let history = History::open(&file).history;
    history.import(Import::of(day.minutes(), day.events)).unwrap();
    history.flush().unwrap();
    assert!(dir.path().join("history.sqlite-wal").metadata().unwrap().len() > 0);
    // Copied while the program is running, with its log, and after it has ended, without.
    let copies = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    for entry in ["history.sqlite", "history.sqlite-wal"] {
        std::fs::copy(dir.path().join(entry), copies[0].path().join(entry)).unwrap();
    }
    drop(history);
    std::fs::copy(&file, copies[1].path().join("history.sqlite")).unwrap();
    let script = r#"
        mount -t tmpfs tmpfs /mnt || exit 77
        cp "$2"/* /mnt && chmod -R a-w /mnt && mount -o remount,ro /mnt || exit 77
        exec "$1" history --json --file /mnt/history.sqlite
    "#;
    let expected = watched_ms(&days_of(&file));
    for copy in &copies {
        let Some(output) = in_a_namespace(script, &[copy.path().to_str().unwrap()]) else { return };
        assert!(output.status.success(), "{output:?}");
        assert_eq!(watched_ms(&output), expected);
    }
    assert!(expected > 0);
}

fn days_of(file: &Path) -> Output {
    crate::support::plumbline(&["history", "--json", "--file", file.to_str().unwrap()])
}

/// Sum of the watched time, milliseconds.
fn watched_ms(output: &Output) -> i64 {
    json_lines(output).iter().map(|day| day["watched_ms"].as_i64().unwrap()).sum()
}

#[test]
fn an_empty_history_is_an_empty_json_document() {
    let home = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| program(home.path()).args(args).output().unwrap();
    let output = run(&["history", "--json"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0), "{output:?}");
    // A file that is named must exist; an empty one is an empty history.
    let empty = home.path().join("empty.sqlite");
    let named = ["history", "--json", "--file", empty.to_str().unwrap()];
    assert_eq!(run(&named).status.code(), Some(1));
    std::fs::write(&empty, "").unwrap();
    let output = run(&named);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0), "{output:?}");
}

#[test]
fn the_password_of_a_network_camera_is_printed_and_stored_nowhere() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let jpeg = std::fs::read(fixture("frames/frame6.jpg")).unwrap();
    let (requests, received) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = vec![0; 4096];
            let count = stream.read(&mut request).unwrap_or(0);
            request.truncate(count);
            let _ = requests.send(String::from_utf8_lossy(&request).into_owned());
            let head =
                "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n";
            let mut is_connected = stream.write_all(head.as_bytes()).is_ok();
            while is_connected {
                let head = format!("--b\r\nContent-Length: {}\r\n\r\n", jpeg.len());
                is_connected = stream.write_all(head.as_bytes()).is_ok()
                    && stream.write_all(&jpeg).is_ok()
                    && stream.write_all(b"\r\n").is_ok();
                std::thread::sleep(Duration::from_millis(100));
            }
        }
    });
    let source = format!("http://anna:hunter2@{address}/video?token=swordfish&camera=1");
    let home = tempfile::tempdir().unwrap();
    let output = monitor(home.path(), &source, 25)
        .args(["--calibrate", "--measures"])
        .env("PLUMBLINE_LOG", "trace")
        .output()
        .unwrap();
    let (code, log) = code_and_message(&output);
    assert_eq!(code, 0, "{log}");
    let request = received.recv_timeout(LIMIT).unwrap();
    // `anna:hunter2` in Base64.
    assert!(
        request.contains("token=swordfish") && request.contains("YW5uYTpodW50ZXIy"),
        "{request}"
    );
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(out.contains(&format!("http://…@{address}/video?token=…&camera=1")), "{out}");
    let baselines = data_dir(home.path()).join("baselines.json");
    assert!(baselines.exists(), "no baseline was stored: {log}");

    let mut texts = vec![("output".to_owned(), out), ("log on the terminal".to_owned(), log)];
    for file in files_below(home.path()) {
        let bytes = std::fs::read(&file).unwrap_or_default();
        texts.push((file.display().to_string(), String::from_utf8_lossy(&bytes).into_owned()));
    }
    for (name, text) in texts {
        for secret in ["hunter2", "swordfish", "anna", "YW5uYTpodW50ZXIy"] {
            assert!(!text.contains(secret), "{secret} in {name}");
        }
    }
    let logs = files_below(&home.path().join(".local/state/plumbline/logs"));
    assert!(!logs.is_empty());
    for file in logs.iter().chain([&baselines]) {
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", file.display());
    }

    // A message about a wrong address does not repeat it.
    for wrong in ["https://anna:hunter2@cam/", "http:/anna:hunter2@cam/"] {
        let (code, message) = code_and_message(&monitor(home.path(), wrong, 1).output().unwrap());
        assert_eq!(code, 2, "{message}");
        assert!(
            message.contains("only plain http://") && !message.contains("hunter2"),
            "{message}"
        );
    }
}

#[test]
fn a_setting_that_cannot_be_used_is_named_with_its_line_and_stays_in_the_file() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join(".config/plumbline/settings.toml");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    let text = "welcomed = true\nsource = \"http://127.0.0.1:9/\"\n\ndwell_s = \"30\"\n";
    std::fs::write(&file, text).unwrap();
    let baselines = data_dir(home.path()).join("baselines.json");
    std::fs::create_dir_all(baselines.parent().unwrap()).unwrap();
    let newer = r#"{"version": 7, "profiles": {"by": "place"}}"#;
    std::fs::write(&baselines, newer).unwrap();
    let output = program(home.path())
        .args(["monitor", "--no-window", "--json", "--model", "lite", "--for", "1"])
        .output()
        .unwrap();
    let (code, message) = code_and_message(&output);
    assert_eq!(code, 0, "{message}");
    assert!(message.contains("line 4, dwell_s"), "{message}");
    // The other settings are in use.
    assert!(String::from_utf8_lossy(&output.stdout).contains("127.0.0.1:9"), "{output:?}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    assert!(message.contains("are from a newer Plumbline"), "{message}");
    assert_eq!(std::fs::read_to_string(&baselines).unwrap(), newer);
}

#[test]
fn local_time_follows_a_posix_time_zone_and_no_locale_is_an_error() {
    let home = tempfile::tempdir().unwrap();
    for (zone, offsets) in [
        ("CET-1CEST", ["+01:00", "+02:00"]),
        ("Foo4Bar", ["-04:00", "-03:00"]),
        ("XYZ-5:30", ["+05:30", "+05:30"]),
    ] {
        for locale in ["C", "POSIX", "C.UTF-8", "not a locale"] {
            let output = monitor(home.path(), NO_CAMERA, 1)
                .env("TZ", zone)
                .env("LANG", locale)
                .env_remove("LC_ALL")
                .env_remove("LANGUAGE")
                .output()
                .unwrap();
            let line = &json_lines(&output)[0];
            let at = line["at"].as_str().unwrap();
            assert!(offsets.iter().any(|offset| at.ends_with(offset)), "{zone}: {at}");
            let (_, log) = code_and_message(&output);
            assert!(!log.contains("ERROR"), "{locale}: {log}");
        }
    }
}
