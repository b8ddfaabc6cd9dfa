//! A message bus of the test's own, and a process of its own where a test needs one.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;

/// Allows everything and starts nothing by itself.
const CONFIG: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=FOLDER</listen>
  <policy context="default">
    <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
  </policy>
</busconfig>"#;

/// Runs until it is dropped.
pub struct PrivateBus {
    pub address: String,
    /// With its folder; not for the bus of another process.
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
            // as root it complains about its own limits
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon cannot be started: please install the package `dbus`");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        assert!(address.starts_with("unix:"), "dbus-daemon said {address:?}");
        Self { address, daemon: Some((daemon, folder)) }
    }

    /// A connection for a pretended service.
    pub fn connect(&self) -> Connection {
        Builder::address(self.address.as_str()).unwrap().build().unwrap()
    }

    /// The one that the process around [`is_inside`] has started.
    pub fn of_environment() -> Self {
        Self { address: inside_address(), daemon: None }
    }

    /// Ends that one, as at logout.
    pub fn end_of_environment(&self) {
        let name = "org.freedesktop.DBus";
        let asked = self.connect();
        let reply = asked
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

const INSIDE: &str = "PLUMBLINE_TEST_INSIDE";

/// Runs the test `name` again in a process of its own, with its session bus at `address`: true in
/// that process, false in the first one once it has succeeded there.
pub fn is_inside(name: &str, address: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture", "--test-threads=1"])
        .env(INSIDE, "1")
        .env("DBUS_SESSION_BUS_ADDRESS", address)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    false
}

/// The bus of [`is_inside`].
pub fn inside_address() -> String {
    std::env::var("DBUS_SESSION_BUS_ADDRESS").unwrap()
}

/// How much of one processor this process uses over `time`, from 0 to 1.
pub fn load_over(time: Duration) -> f64 {
    let ticks = || {
        let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
        let fields: Vec<&str> = stat[stat.rfind(')').unwrap()..].split_whitespace().collect();
        fields[12].parse::<u32>().unwrap() + fields[13].parse::<u32>().unwrap()
    };
    let before = ticks();
    std::thread::sleep(time);
    // the kernel shows hundredths of a second
    f64::from(ticks() - before) / 100.0 / time.as_secs_f64()
}
