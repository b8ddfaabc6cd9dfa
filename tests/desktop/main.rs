//! Tests of the desktop integration against fake services on a private message bus, in both
//! directions.
#![cfg(target_os = "linux")]
#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]

mod absence;
mod busy;
mod closed_window;
mod fake_services;
mod glow;
mod glow_wayland;
mod monitor;
mod notices;
mod notification_service;
mod portal;
mod private_bus;
mod session;
#[path = "../support/mod.rs"]
mod support;
mod tray;
mod wayland;

use std::sync::mpsc::Receiver;
use std::time::Duration;

/// Timeout for calls that would otherwise hang; every step takes far less.
const LIMIT: Duration = Duration::from_secs(10);

/// Next value from the channel.
#[track_caller]
fn next<T>(rx: &Receiver<T>) -> T {
    rx.recv_timeout(LIMIT).expect("nothing was received in time")
}
