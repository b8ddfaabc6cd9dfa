//! The stored data: plain types, without I/O or a clock.

pub mod calendar;
pub mod day;
pub mod minute;
pub mod recorded;
pub mod sample;
pub mod variety;
