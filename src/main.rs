//! A thin shell: parse, run, turn an error into one line and an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    plumbline::cli::main()
}
