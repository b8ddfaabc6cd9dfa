//! Tests of the whole program: the real binary, the real model, a real window, whole days. One
//! binary, because each further one links everything again. What needs a process of its own (a closed
//! sandbox, another language, another desktop) has it beside this folder.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

#[path = "../support/mod.rs"]
mod support;

mod access;
mod camera;
mod catalogue;
mod cli;
mod day;
#[cfg(target_os = "linux")]
mod faults;
mod guide;
mod history;
#[cfg(target_os = "linux")]
mod privacy;
mod simulated;
mod snapshots;
mod sources;
mod still;
mod tracking;
mod untrusted_input;
mod views;
#[cfg(target_os = "linux")]
mod window;
