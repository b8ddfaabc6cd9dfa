//! The reaction to faults and sitting time: alerts, their silence and the ways to tell, presence and breaks, variety of posture, praise,
//! recommended stretches, routines and the guided stretch. Pure state machines.

pub mod alert;
pub mod breaks;
pub mod discomfort;
pub mod glow;
pub mod guide;
pub mod invitation;
pub(crate) mod praise;
pub(crate) mod presence;
pub mod progression;
pub mod recommend;
pub mod routine;
pub mod silence;
pub mod telling;
pub mod trial;
pub mod variety;
