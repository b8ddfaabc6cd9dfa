//! Tests of the whole program: the real binary, the real model, a real window, whole days. They are one test
//! binary, because each further binary links everything again. Tests that need their own process (a sandbox,
//! another language, another desktop) are beside this folder.
#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]

#[path = "../support/mod.rs"]
mod support;

mod access;
mod camera;
mod catalogue;
mod cli;
#[cfg(target_os = "linux")]
mod data;
mod day;
mod design;
mod desk;
#[cfg(target_os = "linux")]
mod faults;
mod guide;
mod history;
#[cfg(target_os = "linux")]
mod privacy;
mod rendered;
mod simulated;
mod snapshots;
mod sources;
mod still;
mod terminal;
mod tracking;
mod untrusted_input;
mod views;
#[cfg(target_os = "linux")]
mod window;
