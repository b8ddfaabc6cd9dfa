//! The services of the desktop, against pretended ones on a message bus of the test's own: what the
//! person's desktop says must reach Plumbline, and the other way round.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod absence;
mod busy;
mod closed_window;
mod monitor;
mod notices;
mod notification_service;
mod portal;
mod pretended;
mod private_bus;
mod session;
#[path = "../support/mod.rs"]
mod support;
mod tray;

use std::sync::mpsc::Receiver;
use std::time::Duration;

/// Only for what would otherwise hang: nothing here takes more than a moment.
const LIMIT: Duration = Duration::from_secs(10);

/// The next thing that is told.
#[track_caller]
fn next<T>(told: &Receiver<T>) -> T {
    told.recv_timeout(LIMIT).expect("nothing was told in time")
}
