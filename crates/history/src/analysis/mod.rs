//! Statistics over samples, minutes and events: pure functions.

pub(crate) mod aggregate;
pub mod episodes;
pub mod heat;
pub(crate) mod retention;
pub mod statistics;
pub mod strength;
pub mod stretches;
pub mod summary;
