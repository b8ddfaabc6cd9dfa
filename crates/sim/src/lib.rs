//! Simulated people in front of simulated cameras ([`simulator`]), and the evaluation of the
//! measurement on them ([`evaluation`]). Jointed figures and pictures of people who do stretches
//! ([`stretch_figure`], [`stretch_pictures`]).

pub mod evaluation;
pub mod simulator;
pub mod stretch_figure;
pub mod stretch_pictures;
