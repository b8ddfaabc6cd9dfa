//! A thin shell: parse, run, turn an error into one line and an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    silence_native_runtime();
    plumbline::cli::main()
}

/// From 1.29 on a native ONNX Runtime reports its use to its maker as soon as it is loaded, unless this
/// variable is set before (`docs/threats.md`).
#[allow(unsafe_code, reason = "the environment can only be changed so")]
fn silence_native_runtime() {
    // SAFETY: the first statement of the program, so no other thread reads the environment.
    unsafe { std::env::set_var(plumbline_vision::pose::runtime::NO_REPORTS_VARIABLE, "1") };
}
