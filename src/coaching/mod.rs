//! When to say something, and which stretch answers it. Pure.

pub mod alert;
pub mod recommend;
