//! What is made of a fault: when it is worth a word and which stretch answers it; who sits there
//! and for how long; when to keep quiet. Pure state machines.

pub mod alert;
pub mod breaks;
pub mod guide;
pub mod praise;
pub mod presence;
pub mod recommend;
pub mod routine;
pub mod silence;
