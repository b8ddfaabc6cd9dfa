//! Windows: microphone and camera in use, full screen, presentations, do-not-disturb.
#![allow(unsafe_code, reason = "running programs are only in the C interface of Windows")]

use std::collections::BTreeSet;

use plumbline_vision::frames::consent::{self, Device};
use windows::UI::Notifications::{ToastNotificationManager, ToastNotificationMode};
use windows::Win32::Foundation::{CloseHandle, HANDLE};
use windows::Win32::System::Diagnostics::ToolHelp::{
    CreateToolhelp32Snapshot, PROCESSENTRY32W, Process32FirstW, Process32NextW, TH32CS_SNAPPROCESS,
};
use windows::Win32::System::SystemInformation::{GetSystemTimeAsFileTime, GetTickCount64};
use windows::Win32::UI::Shell::SHQueryUserNotificationState;

use super::Busy;
use super::notification_state;

pub(super) fn look(own_program: &str) -> Busy {
    // Asked only if a use may last.
    let mut names = None;
    let booted = boot_time();
    let mut is_used = |device| {
        consent::uses(device).iter().any(|user| {
            !user.is_by(own_program)
                && user.lasts(booted, |_| true)
                && user.lasts(booted, |name| {
                    names.get_or_insert_with(running_programs).contains(&name.to_lowercase())
                })
        })
    };
    let (microphone, camera_elsewhere) = (is_used(Device::Microphone), is_used(Device::Camera));
    Busy {
        microphone,
        camera_elsewhere,
        // No interface of Windows tells it. In a call the microphone is in use.
        screen_shared: false,
        fullscreen: is_fullscreen(),
        do_not_disturb: is_do_not_disturb(),
    }
}

/// When the machine was started, as a `FILETIME`. Windows moves the clock, so it is known to some seconds only.
fn boot_time() -> u64 {
    const TICKS_PER_MS: u64 = 10_000;
    // SAFETY: no precondition.
    let (now, since_boot_ms) = unsafe { (GetSystemTimeAsFileTime(), GetTickCount64()) };
    let now = u64::from(now.dwHighDateTime) << 32 | u64::from(now.dwLowDateTime);
    now.saturating_sub(since_boot_ms * TICKS_PER_MS)
}

/// Whether a program fills the screen or gives a presentation.
fn is_fullscreen() -> bool {
    // SAFETY: no precondition.
    match unsafe { SHQueryUserNotificationState() } {
        Ok(state) => notification_state::is_presenting(state.0),
        Err(error) => {
            tracing::debug!(%error, "full screen is not detected");
            false
        }
    }
}

/// Whether the person has switched on do-not-disturb. Before Windows 11 this cannot be asked; Windows itself then
/// suppresses the notifications.
fn is_do_not_disturb() -> bool {
    let mode =
        ToastNotificationManager::GetDefault().and_then(|manager| manager.NotificationMode());
    mode.is_ok_and(|mode| mode != ToastNotificationMode::Unrestricted)
}

/// File names of the running programs, in lower case.
fn running_programs() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    // SAFETY: no pointer is passed.
    let snapshot = match unsafe { CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0) } {
        Ok(snapshot) => Snapshot(snapshot),
        Err(error) => {
            tracing::debug!(%error, "running programs are not known");
            return names;
        }
    };
    let size = size_of::<PROCESSENTRY32W>() as u32;
    let mut entry = PROCESSENTRY32W { dwSize: size, ..PROCESSENTRY32W::default() };
    // SAFETY: the snapshot is open, and the entry has the size that it says.
    let mut read = unsafe { Process32FirstW(snapshot.0, &raw mut entry) };
    while read.is_ok() {
        let end = entry.szExeFile.iter().position(|unit| *unit == 0);
        let name = &entry.szExeFile[..end.unwrap_or(entry.szExeFile.len())];
        names.insert(String::from_utf16_lossy(name).to_lowercase());
        // SAFETY: as above.
        read = unsafe { Process32NextW(snapshot.0, &raw mut entry) };
    }
    names
}

struct Snapshot(HANDLE);

impl Drop for Snapshot {
    fn drop(&mut self) {
        // SAFETY: the handle is open and used nowhere else. An error could not be helped.
        let _ = unsafe { CloseHandle(self.0) };
    }
}
