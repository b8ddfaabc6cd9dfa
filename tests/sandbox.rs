//! Tests of the sandbox: a child process enters it and reports which actions still succeed.
#![cfg(target_os = "linux")]
#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::unix::fs::symlink;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use plumbline::desktop::sandbox::{self, Grants, Restriction};
use plumbline_vision::frames::{self, OpenOptions, SourceSpec};

/// Variable with the home folder of the inner process. Without it the inner test does nothing.
const HOME: &str = "SANDBOX_HOME";
/// Variable with the TCP port the inner process may connect to, or empty.
const PORT: &str = "SANDBOX_PORT";

fn own_folder(home: &Path) -> PathBuf {
    home.join(".local/share/plumbline")
}

fn word(result: io::Result<()>) -> &'static str {
    match result {
        Ok(()) => "done",
        Err(error) if error.kind() == ErrorKind::PermissionDenied => "refused",
        Err(error) => panic!("neither done nor refused: {error}"),
    }
}

/// Body of the inner process. The test below runs it as a child process.
#[test]
#[ignore = "the inner process of the test below"]
fn inner_process() {
    let Some(home) = std::env::var_os(HOME).map(PathBuf::from) else { return };
    let port: Option<u16> = std::env::var(PORT).ok().and_then(|port| port.parse().ok());
    let mut grants = Grants::for_window(&home)
        .allow_write(own_folder(&home))
        .allow_read(home.join(".config/X11/Xauthority"));
    if let Some(port) = port {
        grants = grants.allow_port(port);
    }
    let sandbox = sandbox::enter(&grants);
    let level = |guard: &Restriction| matches!(guard, Restriction::Full | Restriction::Partial);
    println!("is: files {} network {}", level(&sandbox.files), level(&sandbox.network));

    let say = |what: &str, result: io::Result<()>| println!("{what}: {}", word(result));
    let read = |path: &str| fs::read(home.join(path)).map(drop);
    say("read a key", read(".ssh/id"));
    say("list keys", fs::read_dir(home.join(".ssh")).map(drop));
    // Under the names of links, in and beside the home folder.
    say("read a key by a link", read("keys/id"));
    say("read a key in a linked home", read("../old/.ssh/id"));
    say("read a key through all links", read("all/keys/id"));
    say("read what the environment names", read(".config/X11/Xauthority"));
    say("read beside what the environment names", read(".config/X11/password"));
    let refused = io::Error::from(ErrorKind::PermissionDenied);
    println!("hint: {}", sandbox::reason_of(&refused).contains("--no-sandbox"));
    say("read a document", read("Documents/letter.txt"));
    say("read the system", fs::read("/etc/passwd").map(drop));
    say("write a document", fs::write(home.join("Documents/new.txt"), "x"));
    say("change a document", fs::write(home.join("Documents/letter.txt"), "x"));
    say("delete a document", fs::remove_file(home.join("Documents/letter.txt")));
    say("write to start-up", fs::write(home.join(".bashrc"), "x"));
    say("write own", fs::write(own_folder(&home).join("file"), "x"));
    say("write to /dev/null", fs::write("/dev/null", "x"));
    let tcp = |port: u16| TcpStream::connect(("127.0.0.1", port)).map(drop);
    let other: u16 = std::env::var("SANDBOX_OTHER_PORT").unwrap().parse().unwrap();
    say("connect elsewhere", tcp(other));
    // Error text for a different network camera that is chosen while the program runs.
    let camera: SourceSpec = format!("http://127.0.0.1:{other}/").parse().unwrap();
    let error = frames::open(&camera, &OpenOptions::default()).err().unwrap().to_string();
    println!("another camera: {}", error.contains("restart Plumbline to use this one"));
    if let Some(port) = port {
        say("connect to the camera", tcp(port));
    } else {
        say("send a datagram", UdpSocket::bind("127.0.0.1:0").map(drop));
    }
    say("listen", TcpListener::bind("127.0.0.1:0").map(drop));
    say("a socket of this machine", UnixStream::connect(home.join("bus")).map(drop));
    // The sandbox also applies to threads.
    let inner = home.clone();
    let thread = std::thread::spawn(move || fs::read(inner.join(".ssh/id")).map(drop));
    say("read a key in a thread", thread.join().unwrap());
    // The sandbox also applies to child processes.
    let started = Command::new("cat").arg(home.join(".ssh/id")).output().unwrap();
    let refused = io::Error::from(ErrorKind::PermissionDenied);
    say("read a key by a program", if started.status.success() { Ok(()) } else { Err(refused) });
}

/// Runs the inner process and returns the result of each attempt by name.
fn run_inner_process(port: Option<u16>, other: u16) -> BTreeMap<String, String> {
    let homes = tempfile::tempdir().unwrap();
    let home = homes.path().join("me");
    for folder in [".ssh", "Documents", ".local/share/plumbline", ".config/X11"] {
        fs::create_dir_all(home.join(folder)).unwrap();
    }
    for file in
        [".ssh/id", "Documents/letter.txt", ".config/X11/Xauthority", ".config/X11/password"]
    {
        fs::write(home.join(file), "content").unwrap();
    }
    for (target, link) in [(".ssh", "me/keys"), (".", "me/all"), ("me", "old")] {
        symlink(target, homes.path().join(link)).unwrap();
    }
    // The home folder by an old user name.
    let home = homes.path().join("old");
    let _bus = UnixListener::bind(home.join("bus")).unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "inner_process", "--ignored", "--nocapture"])
        .env(HOME, &home)
        .env(PORT, port.map(|port| port.to_string()).unwrap_or_default())
        .env("SANDBOX_OTHER_PORT", other.to_string())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));
    text.lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(what, how)| (what.to_owned(), how.to_owned()))
        .collect()
}

#[test]
fn the_sandbox_allows_only_what_the_program_needs() {
    let here = TcpListener::bind("127.0.0.1:0").unwrap();
    let camera = TcpListener::bind("127.0.0.1:0").unwrap();
    let port_of = |listener: &TcpListener| listener.local_addr().unwrap().port();
    for port in [None, Some(port_of(&camera))] {
        let found = run_inner_process(port, port_of(&here));
        if found["is"] != "files true network true" {
            // `plumbline doctor` reports this as well.
            return eprintln!("SKIPPED: this kernel restricts less: {}", found["is"]);
        }
        let mut wanted = vec![
            ("read a key", "refused"),
            ("list keys", "refused"),
            ("read a key by a link", "refused"),
            ("read a key in a linked home", "refused"),
            ("read a key through all links", "refused"),
            ("read what the environment names", "done"),
            ("read beside what the environment names", "refused"),
            ("hint", "true"),
            ("read a document", "done"),
            ("read the system", "done"),
            ("write a document", "refused"),
            ("change a document", "refused"),
            ("delete a document", "refused"),
            ("write to start-up", "refused"),
            ("write own", "done"),
            ("write to /dev/null", "done"),
            ("connect elsewhere", "refused"),
            ("another camera", "true"),
            ("listen", "refused"),
            ("a socket of this machine", "done"),
            ("read a key in a thread", "refused"),
            ("read a key by a program", "refused"),
        ];
        wanted.push(match port {
            Some(_) => ("connect to the camera", "done"),
            None => ("send a datagram", "refused"),
        });
        for (what, how) in wanted {
            assert_eq!(found.get(what).map(String::as_str), Some(how), "{what}, {port:?}");
        }
    }
}
