//! The guided stretch: shows its steps, leads through its sides and measures its hold. The camera
//! measures the hold where it can see the stretch; otherwise the clock does.
//!
//! [`Session`] is the state machine. It receives the time and each new pose. [`hold::HoldWatch`]
//! evaluates the rules of `assets/catalogue`, and [`reps::RepWatch`] counts repetitions with two of them.

pub mod correction;
pub mod hold;
pub mod measures;
pub mod reps;
pub mod rest;
pub mod result;
pub mod session;

pub use correction::Correction;
pub use reps::RepPart;
pub use result::{RepResult, StretchOutcome, StretchResult};
pub use session::{Counting, Glimpse, Phase, Plan, Session, SessionEvent};
