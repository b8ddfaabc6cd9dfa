//! Tests of the guided stretch with the jointed figure of `plumbline-sim` and with landmarks of a rendered person.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::disallowed_macros)]

mod pictures;
mod reps;
mod rules;
mod sessions;
