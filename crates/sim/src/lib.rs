//! Simulated people in front of simulated cameras ([`simulator`]), and the evaluation of the
//! measurement on them ([`evaluation`]).

pub mod evaluation;
pub mod simulator;
pub mod stretch_figure;
