//! The exit code, the output and the arguments are those of the program that is run.
#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

#[test]
fn the_program_beside_it_is_run() {
    let folder = tempfile::tempdir().unwrap();
    let console = folder.path().join("plumbline-console");
    fs::copy(env!("CARGO_BIN_EXE_plumbline-console"), &console).unwrap();
    let without = Command::new(&console).output().unwrap();
    assert_eq!(without.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&without.stderr).starts_with("plumbline: the program"));

    let program = folder.path().join("plumbline");
    fs::write(&program, "#!/bin/sh\necho \"$#:$2\"\nexit 6\n").unwrap();
    fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
    let run = Command::new(&console).args(["status", "two words"]).output().unwrap();
    assert_eq!(run.status.code(), Some(6));
    assert_eq!(String::from_utf8_lossy(&run.stdout), "2:two words\n");
}
