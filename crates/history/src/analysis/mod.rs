//! Statistics over samples, minutes and events: pure functions.

pub(crate) mod aggregate;
pub mod discomfort;
pub mod episodes;
pub mod heat;
pub mod month;
pub(crate) mod retention;
pub mod statistics;
pub mod strength;
pub mod stretches;
pub mod summary;
pub mod trial;
