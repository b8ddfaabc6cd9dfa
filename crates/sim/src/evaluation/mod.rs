//! The evaluation of the measurement: plays simulated people with known ground truth through the
//! product's engine and computes the errors.
//!
//! [`run`] plays one session through an [`Engine`](plumbline_core::engine::Engine) exactly as in
//! live use (calibration, then one pose per step) and stores the measured values next to the true
//! ones. [`rival`] does the same with the two-dimensional ratios that other programs use.
//! [`statistics`] contains the arithmetic. [`report`] builds the tables ([`rows`]) and compares
//! them with the targets.
//!
//! Pure computation: the caller decides about threads and prints the result.

pub(crate) mod report;
pub mod rival;
pub mod rows;
pub(crate) mod run;
pub(crate) mod statistics;

pub use rows::EvaluationReport;
pub use run::{SessionOutcome, measure_with_tape, run_session};
