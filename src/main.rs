//! Entry point of the program. The command line is in `plumbline::cli`.
// Windows opens no console for the window. A console from which the program was started is used.
#![cfg_attr(windows, windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    disable_runtime_telemetry();
    complete_time_zone();
    plumbline::cli::main()
}

/// Disables the telemetry of the native ONNX Runtime. Since version 1.29 it sends usage data as soon as it is
/// loaded, unless this variable is set before (`docs/threats.md`).
#[allow(unsafe_code, reason = "setting an environment variable is unsafe")]
fn disable_runtime_telemetry() {
    // SAFETY: the first statement of the program, so no other thread reads the environment.
    unsafe { std::env::set_var(plumbline_vision::pose::runtime::NO_REPORTS_VARIABLE, "1") };
}

/// Completes a time zone that the environment names without its rule of summer time, so that local times are right.
#[allow(unsafe_code, reason = "setting an environment variable is unsafe")]
fn complete_time_zone() {
    use plumbline::desktop::time_zone::{VARIABLE, completed};
    if let Some(zone) = std::env::var(VARIABLE).ok().and_then(|zone| completed(&zone)) {
        // SAFETY: at the start of the program, before any thread is started.
        unsafe { std::env::set_var(VARIABLE, zone) };
    }
}
