//! Processor time and memory of this process, from the operating system.

/// CPU time of the calling thread, milliseconds. Inference runs on the calling thread. `None` except on Linux,
/// which is the only system that provides it without unsafe code.
pub(super) fn thread_cpu_ms() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
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
