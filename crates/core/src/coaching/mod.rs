//! The reaction to faults and sitting time: alerts and their silence, presence and breaks, praise,
//! recommended stretches, routines and the guided stretch. Pure state machines.

pub mod alert;
pub mod breaks;
pub mod guide;
pub(crate) mod praise;
pub(crate) mod presence;
pub mod recommend;
pub mod routine;
pub mod silence;
