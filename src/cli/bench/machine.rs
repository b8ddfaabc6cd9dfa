//! What the operating system says about this process.

/// Processor time of the calling thread, milliseconds. Inference runs on the thread that asks for
/// it. Only Linux tells without unsafe code; elsewhere the clock on the wall has to do, which is
/// never less.
pub(super) fn thread_cpu_ms() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let ns: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(ns / 1e6)
}

/// A line of `/proc/self/status`, megabytes.
pub(super) fn memory_mb(line: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix(line))?;
    let kb: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kb / 1000.0)
}

/// How many others want a processor: what was measured under load is not what an idle machine does.
pub(super) fn load_average() -> Option<f64> {
    std::fs::read_to_string("/proc/loadavg").ok()?.split_whitespace().next()?.parse().ok()
}
