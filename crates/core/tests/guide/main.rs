//! Tests of the guided stretch with the jointed figure of `plumbline-sim`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::disallowed_macros)]

mod reps;
mod rules;
mod sessions;
