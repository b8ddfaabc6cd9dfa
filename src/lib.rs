//! Plumbline: a posture monitor that runs on the person's own machine. This crate is the application: window,
//! command line, monitoring threads, desktop and settings. `docs/architecture.md` describes the other crates
//! and names the first file to read in each.

// The unit tests of the views share a file with the integration tests, which refers to this crate as `plumbline`.
#[cfg(test)]
extern crate self as plumbline;

pub mod cli;
pub mod desktop;
pub(crate) mod report;
pub mod settings;
pub mod text;
pub mod ui;
pub mod watch;
