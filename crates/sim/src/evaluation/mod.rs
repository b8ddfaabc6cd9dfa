//! How good the measurement is: simulated people with known truth through the product's own
//! engine, and the numbers of it.
//!
//! [`run`] plays one session through an [`Engine`](plumbline_core::engine::Engine) exactly as live use
//! does (calibrate, then a pose a step) and keeps what was said beside what was true; [`rival`]
//! does the same with the two-dimensional ratios other programs use; [`statistics`] is the
//! arithmetic; [`report`] puts it all into tables ([`rows`]) beside their targets.
//!
//! Pure computation: whoever calls decides on threads and prints.

pub mod report;
pub mod rival;
pub mod rows;
pub mod run;
pub mod statistics;

pub use rows::EvaluationReport;
pub use run::{SessionOutcome, run_session};
