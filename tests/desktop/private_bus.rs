//! A private message bus, and a child process for tests that need one.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;

/// Allows everything and starts no services.
const CONFIG: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=FOLDER</listen>
  <policy context="default">
    <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
  </policy>
</busconfig>"#;

/// A bus daemon that runs until it is dropped.
pub struct PrivateBus {
    pub address: String,
    /// The daemon and its folder; `None` for the bus of the parent process.
    daemon: Option<(Child, TempDir)>,
}

impl PrivateBus {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("bus.conf");
        std::fs::write(&config, CONFIG.replace("FOLDER", folder.path().to_str().unwrap())).unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--print-address", "--nofork", "--nopidfile"])
            .stdout(Stdio::piped())
            // As root it warns about its own limits.
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon cannot be started: please install the package `dbus`");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        assert!(address.starts_with("unix:"), "dbus-daemon said {address:?}");
        Self { address, daemon: Some((daemon, folder)) }
    }

    /// A connection for a fake service.
    pub fn connect(&self) -> Connection {
        Builder::address(self.address.as_str()).unwrap().build().unwrap()
    }

    /// The bus that the parent process of [`is_child_process`] has started.
    pub fn of_environment() -> Self {
        Self { address: child_bus_address(), daemon: None }
    }

    /// Ends that bus, as a logout does.
    pub fn end_of_environment(&self) {
        let name = "org.freedesktop.DBus";
        let connection = self.connect();
        let reply = connection
            .call_method(Some(name), "/", Some(name), "GetConnectionUnixProcessID", &name)
            .unwrap();
        let pid: u32 = reply.body().deserialize().unwrap();
        assert!(Command::new("kill").arg(pid.to_string()).status().unwrap().success());
    }
}

impl Drop for PrivateBus {
    fn drop(&mut self) {
        if let Some((daemon, _)) = &mut self.daemon {
            let _ = daemon.kill();
            let _ = daemon.wait();
        }
    }
}

const CHILD: &str = "PLUMBLINE_TEST_INSIDE";

/// Runs the test `name` again in a child process with its session bus at `address`. Returns true in
/// the child process, and false in the parent after the child has succeeded.
pub fn is_child_process(name: &str, address: &str) -> bool {
    if std::env::var_os(CHILD).is_some() {
        return true;
    }
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture", "--test-threads=1"])
        .env(CHILD, "1")
        .env("DBUS_SESSION_BUS_ADDRESS", address)
        .output()
        .unwrap();
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && stdout.contains("1 passed"),
        "{stdout}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    false
}

/// Address of the bus of [`is_child_process`].
pub fn child_bus_address() -> String {
    std::env::var("DBUS_SESSION_BUS_ADDRESS").unwrap()
}

/// CPU load of this process over `time`, as a share of one core.
pub fn load_over(time: Duration) -> f64 {
    let ticks = || {
        let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
        let fields: Vec<&str> = stat[stat.rfind(')').unwrap()..].split_whitespace().collect();
        fields[12].parse::<u32>().unwrap() + fields[13].parse::<u32>().unwrap()
    };
    let before = ticks();
    std::thread::sleep(time);
    // The kernel counts in units of 1/100 s.
    f64::from(ticks() - before) / 100.0 / time.as_secs_f64()
}
