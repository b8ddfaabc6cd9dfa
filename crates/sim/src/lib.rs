//! Simulated people in front of simulated cameras ([`simulator`]), and the evaluation of the
//! measurement on them ([`evaluation`]).
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::print_stdout,
        clippy::print_stderr
    )
)]

pub mod evaluation;
pub mod simulator;
pub mod stretch_figure;
