//! The privacy promise of the README: strace records every socket and file that the real window opens while it
//! watches the camera test double. The sandbox is off, so the test shows what the program itself does.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::display::{Display, are_here};

/// Timeout, long enough for strace on a machine that is busy with other tests.
const TIMEOUT: Duration = Duration::from_secs(120);

/// Length of the session after the first measured frame.
const SESSION: Duration = Duration::from_secs(15);

/// Runs a session with the window and returns the calls that strace recorded.
fn session(home: &Path, library: &Path) -> Vec<String> {
    let config = home.join(".config/plumbline");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("settings.toml"), "version = 1\nwelcomed = true\n").unwrap();
    let display = Display::open(&[]);
    let log = home.join("said");
    let mut traced = Command::new("strace");
    traced
        .args(["--follow-forks", "--seccomp-bpf", "--string-limit=300", "--output"])
        .arg(home.join("trace"))
        .arg("--trace=socket,socketpair,open,openat,openat2,creat,io_uring_setup,rename,renameat2")
        // Only the program loads the library of the test double, not strace.
        .arg(format!("--env=LD_PRELOAD={}", library.display()))
        .args([env!("CARGO_BIN_EXE_plumbline"), "--no-sandbox", "--source", "camera"])
        .args(["--model", "lite"])
        .env("HOME", home)
        .env("DISPLAY", &display.name)
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("STANDIN_MODES", "MJPG 640x480 30")
        .env("STANDIN_FRAMES", crate::support::standin::pictures())
        .env("NO_COLOR", "1")
        .env("PLUMBLINE_LOG", "warn,plumbline=info")
        // These variables may switch off telemetry of libraries; users do not have them.
        .env_remove("CI")
        .env_remove("ORT_DISABLE_TELEMETRY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env_remove("XDG_RUNTIME_DIR")
        .stdout(Stdio::null())
        .stderr(fs::File::create(&log).unwrap());
    // Otherwise Mesa uses the home folder of the account.
    traced.env("XDG_CACHE_HOME", home.join(".cache"));
    for variable in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        traced.env_remove(variable);
    }
    let mut strace = traced.spawn().unwrap();
    let log_text = || fs::read_to_string(&log).unwrap();
    let started = Instant::now();
    while !log_text().contains("first picture measured") {
        assert!(started.elapsed() < TIMEOUT, "nothing is measured:\n{}", log_text());
        std::thread::sleep(Duration::from_millis(100));
    }
    // Core dumps are disabled, because they would contain camera images.
    let pid = child_of(strace.id());
    let limits = fs::read_to_string(format!("/proc/{pid}/limits")).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
    std::thread::sleep(SESSION);
    // SIGTERM, so that the history is written completely.
    Command::new("pkill").args(["-TERM", "-P", &strace.id().to_string()]).status().unwrap();
    let ended = Instant::now();
    let status = loop {
        if let Some(status) = strace.try_wait().unwrap() {
            break status;
        }
        assert!(
            ended.elapsed() < TIMEOUT,
            "the program does not end after SIGTERM:\n{}",
            log_text()
        );
        std::thread::sleep(Duration::from_millis(50));
    };
    assert!(status.success(), "{status}: {}", log_text());
    assert!(!log_text().contains("panicked"), "{}", log_text());
    fs::read_to_string(home.join("trace")).unwrap().lines().map(str::to_owned).collect()
}

fn child_of(parent: u32) -> String {
    let output = Command::new("pgrep").args(["-P", &parent.to_string()]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().next().unwrap().to_owned()
}

/// The file that `call` opens for writing or renames to; `None` if it failed or only reads.
fn written(call: &str) -> Option<PathBuf> {
    // The second half of a call that strace recorded in two lines. The first line has the file.
    if call.contains(" resumed>") {
        return None;
    }
    let has_failed = call.contains(" = -1 ");
    let quoted: Vec<&str> = call.split('"').skip(1).step_by(2).collect();
    let is_rename = call.contains("rename");
    let writes = is_rename
        || call.contains("creat(")
        || ["O_WRONLY", "O_RDWR", "O_CREAT"].iter().any(|flag| call.contains(flag));
    (writes && !has_failed).then(|| PathBuf::from(quoted.last().unwrap_or(&"?")))
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}

/// Whether `bytes` may contain a picture: whether the signature of an image format occurs anywhere.
fn contains_a_picture(bytes: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 4] = [b"\xFF\xD8\xFF", b"\x89PNG", b"RIFF", b"JFIF"];
    BEGINNINGS.iter().any(|start| bytes.windows(start.len()).any(|window| window == *start))
}

#[test]
fn a_session_opens_no_connection_and_writes_no_picture() {
    let Some(library) = crate::support::standin::standin() else { return };
    if !are_here(&["strace", "Xvfb", "pkill", "pgrep"]) {
        return;
    }
    let tried = Command::new("strace").args(["-o", "/dev/null", "true"]).output().unwrap();
    if !tried.status.success() {
        return eprintln!("SKIPPED: strace is not allowed here: {tried:?}");
    }
    let home = tempfile::tempdir().unwrap();
    let calls = session(home.path(), library);

    // Sockets: only local ones, and netlink for device events of the kernel.
    let sockets: Vec<&String> = calls.iter().filter(|call| call.contains("socket(")).collect();
    assert!(sockets.iter().any(|call| call.contains("AF_UNIX")), "strace recorded no local socket");
    let away: Vec<_> = sockets
        .iter()
        .filter(|call| !call.contains("(AF_UNIX") && !call.contains("(AF_NETLINK"))
        .collect();
    assert!(away.is_empty(), "{away:#?}");
    assert!(
        !calls.iter().any(|call| call.contains("io_uring_setup(")),
        "io_uring could open sockets unseen by strace"
    );

    // Files: only the program's folders, devices and the shader cache of the graphics library.
    let own =
        [".config/plumbline", ".local/share/plumbline", ".local/state/plumbline", ".cache/mesa"]
            .map(|folder| home.path().join(folder));
    let mut elsewhere: Vec<PathBuf> = calls.iter().filter_map(|call| written(call)).collect();
    assert!(elsewhere.iter().any(|file| file.ends_with("history.sqlite")), "{elsewhere:#?}");
    elsewhere.retain(|file| {
        let is_own =
            own.iter().any(|folder| file.to_string_lossy().starts_with(&*folder.to_string_lossy()));
        !(is_own || file.starts_with("/dev") || file.starts_with("/proc/self"))
    });
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");

    // No written file contains the signature of an image, and together they are too small for a raw image.
    let mut total_bytes = 0;
    for file in files_below(&home.path().join(".local")) {
        // Skip the socket of the single instance.
        let Some(bytes) = file.is_file().then(|| fs::read(&file).unwrap()) else { continue };
        total_bytes += bytes.len();
        assert!(!contains_a_picture(&bytes), "{}", file.display());
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        let folder = fs::metadata(file.parent().unwrap()).unwrap().permissions().mode();
        assert!((mode | folder) & 0o077 == 0, "{} is readable by others", file.display());
    }
    // One raw image has 921,600 bytes.
    assert!(total_bytes > 0 && total_bytes < 600_000, "{total_bytes} bytes");
}

#[test]
fn pictures_and_written_files_are_recognised() {
    assert!(contains_a_picture(b"....\xFF\xD8\xFF\xE0"));
    assert!(!contains_a_picture(&[0; 1000]));
    let open = r#"1 openat(AT_FDCWD, "/home/x/a.jpg", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 5"#;
    assert_eq!(written(open), Some("/home/x/a.jpg".into()));
    let failed = r#"1 openat(AT_FDCWD, "/home/x/a.jpg", O_RDWR) = -1 ENOENT (No such file)"#;
    assert_eq!(written(failed), None);
    let read = r#"1 openat(AT_FDCWD, "/home/x/a.jpg", O_RDONLY|O_CLOEXEC) = 5"#;
    assert_eq!(written(read), None);
}
