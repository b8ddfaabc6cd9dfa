//! Processor time and memory of this process, from the operating system.

use std::path::Path;
use std::time::Duration;

/// CPU time of the calling thread, milliseconds. Inference runs on the calling thread. `None` except on Linux,
/// which is the only system that provides it without unsafe code.
pub(super) fn thread_cpu_ms() -> Option<f64> {
    // The kernel adds the newest time only at a clock tick (4 ms) or when the thread waits.
    std::thread::sleep(Duration::from_millis(1));
    cpu_ms(Path::new("/proc/thread-self"))
}

/// CPU time of the threads of this process with the name `name`, milliseconds. `None` except on Linux, or if there is
/// no such thread.
pub(super) fn named_threads_cpu_ms(name: &str) -> Option<f64> {
    let tasks = std::fs::read_dir("/proc/self/task").ok()?;
    let spent = tasks.filter_map(|task| {
        let task = task.ok()?.path();
        let is_named = std::fs::read_to_string(task.join("comm")).ok()?.trim_end() == name;
        is_named.then(|| cpu_ms(&task))?
    });
    spent.reduce(|sum, ms| sum + ms)
}

/// CPU time of the task with this folder in `/proc`.
fn cpu_ms(task: &Path) -> Option<f64> {
    let text = std::fs::read_to_string(task.join("schedstat")).ok()?;
    let ns: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(ns / 1e6)
}

/// Value of the line of `/proc/self/status` that begins with `line`, megabytes.
pub(super) fn memory_mb(line: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix(line))?;
    let kb: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kb / 1000.0)
}

/// Load average of the last minute. Under load the measured times are longer than on an idle machine.
pub(super) fn load_average() -> Option<f64> {
    std::fs::read_to_string("/proc/loadavg").ok()?.split_whitespace().next()?.parse().ok()
}
