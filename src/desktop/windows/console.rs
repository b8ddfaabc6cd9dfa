//! The console of a program that is built without one (`windows_subsystem`), and the dialogs of Windows about crashes.
#![allow(unsafe_code, reason = "consoles are only in the C interface of Windows")]

use std::sync::OnceLock;

use windows::Win32::System::Console::{
    ATTACH_PARENT_PROCESS, AttachConsole, GetStdHandle, STD_ERROR_HANDLE, STD_OUTPUT_HANDLE,
};
use windows::Win32::System::Diagnostics::Debug::{
    SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SetErrorMode,
};

static HAS_OUTPUT: OnceLock<bool> = OnceLock::new();

/// Uses the console from which the program was started, if there is one. Output that is redirected stays so. Call it
/// before anything is printed.
pub(crate) fn attach() {
    // SAFETY: no pointer is passed.
    let attached = unsafe { AttachConsole(ATTACH_PARENT_PROCESS) };
    let is_open = [STD_OUTPUT_HANDLE, STD_ERROR_HANDLE].into_iter().any(|which| {
        // SAFETY: no pointer is passed; the handle is only compared.
        unsafe { GetStdHandle(which) }.is_ok_and(|handle| !handle.is_invalid())
    });
    let _ = HAS_OUTPUT.set(attached.is_ok() || is_open);
}

/// Whether anybody can read what the program prints: it was started in a console, or its output is redirected.
#[must_use]
pub(crate) fn has_output() -> bool {
    HAS_OUTPUT.get().copied().unwrap_or(true)
}

/// A crash ends the program without a dialog and without a report of Windows.
pub(crate) fn keep_errors_silent() {
    // SAFETY: no pointer is passed.
    unsafe { SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX) };
}
