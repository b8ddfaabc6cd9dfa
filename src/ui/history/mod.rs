//! "History": charts of the days.

pub mod charts;
pub mod shown;
