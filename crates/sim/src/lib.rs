//! Simulated people before simulated cameras ([`simulator`]), and how well the measurement does on them
//! ([`evaluation`]).
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
