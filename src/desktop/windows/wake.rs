//! Keeps the loop of the main thread going until the window is open.
#![allow(unsafe_code, reason = "messages are only in the C interface of Windows")]

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use windows::Win32::Foundation::{LPARAM, WPARAM};
use windows::Win32::System::Threading::GetCurrentThreadId;
use windows::Win32::UI::WindowsAndMessaging::{PostThreadMessageW, WM_NULL};

/// Interval between two messages.
const INTERVAL: Duration = Duration::from_millis(500);

/// Sends empty messages to the thread that has made it, until it is dropped.
///
/// If there is no graphics driver, the library of the window asks its loop to end, but the loop notices it only with the
/// next message. Without a window none may come, and the program would hang.
#[derive(Debug)]
pub(crate) struct KeepAwake {
    /// Dropping it ends the thread.
    _stop: Sender<()>,
}

impl KeepAwake {
    pub(crate) fn this_thread() -> Self {
        let (stop, stopped) = mpsc::channel::<()>();
        // SAFETY: no precondition.
        let target = unsafe { GetCurrentThreadId() };
        let started = thread::Builder::new().name("wake".into()).spawn(move || {
            while stopped.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
                // SAFETY: no pointer is passed. A thread without a queue yet refuses the message.
                let posted = unsafe { PostThreadMessageW(target, WM_NULL, WPARAM(0), LPARAM(0)) };
                if let Err(error) = posted {
                    tracing::debug!(%error, "the main thread takes no messages yet");
                }
            }
        });
        if let Err(error) = started {
            tracing::warn!(%error, "the program may hang if there is no graphics driver");
        }
        Self { _stop: stop }
    }
}
