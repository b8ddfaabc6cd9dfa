//! Runs the `plumbline` program beside this one with the same arguments, waits for it, and ends with its exit code.
//!
//! `plumbline.exe` is a program with a window. The console of Windows and PowerShell do not wait for such a program and
//! do not see its exit code. The packages contain this program as `plumbline.com`, which both prefer if `plumbline` is
//! typed.

use std::env::{self, consts::EXE_SUFFIX};
use std::io::{self, Write as _};
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            // Nobody can be told if the console is closed.
            let _ = writeln!(
                io::stderr(),
                "plumbline: the program beside this one cannot be started: {error}"
            );
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<ExitCode> {
    // The program has the console too. It ends in an orderly way, and this one then ends with its exit code.
    if let Err(error) = ctrlc::set_handler(|| ()) {
        // Without it, Ctrl+C ends this program at once.
        let _ = writeln!(io::stderr(), "plumbline: {error}");
    }
    let program = env::current_exe()?.with_file_name(format!("plumbline{EXE_SUFFIX}"));
    let status = Command::new(program).args(env::args_os().skip(1)).status()?;
    // A program that was killed has no exit code.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
