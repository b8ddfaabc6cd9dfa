//! Widgets that know egui and plain values, nothing of threads or settings.

pub mod gauge;
pub mod picture;
pub mod sign;
