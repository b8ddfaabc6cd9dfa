//! The guided stretch: its steps one at a time, its sides, its hold, seen by the camera where it can
//! be seen and counted on the clock where it cannot.
//!
//! [`Session`] is the state machine; it is handed the time and, when there is a new one, a pose.
//! [`hold::HoldWatch`] evaluates the rules of `assets/catalogue/stretches.toml`.

pub mod correction;
pub mod hold;
pub mod measures;
pub mod rest;
pub mod result;
pub mod session;

pub use correction::Correction;
pub use result::{StretchOutcome, StretchResult};
pub use session::{Counting, Glimpse, Phase, Plan, Session, SessionEvent};
