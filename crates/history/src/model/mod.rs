//! What is kept: plain data, without input, output or a clock.

pub mod calendar;
pub mod day;
pub mod minute;
pub mod sample;
