//! Plumbline's places on this desktop.

pub mod paths;
