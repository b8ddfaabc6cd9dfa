//! Turns a pose into measures and measures into faults. Pure functions: plain data in, plain data
//! out, time is injected.
//!
//! Data flow: [`head`] and [`torso`] place head and shoulders in camera space (centimetres).
//! [`neck`] is the vector between them. [`measure`] computes the named quantities ([`reading`]) and
//! [`steady`] removes their jitter. [`baseline`] holds the person's own upright posture, [`stale`]
//! detects when it no longer fits, and [`drift`] adapts it slowly. [`fault`] is the table of
//! thresholds; [`judge`] applies it over time with hysteresis. The modules that restart at zero
//! after the person was away share [`absence`].

pub mod absence;
pub mod baseline;
pub mod baseline_record;
pub mod camera;
pub mod carry_over;
pub mod cues;
pub mod desk;
pub(crate) mod drift;
mod face_template;
pub mod facing;
pub mod fault;
pub mod field_of_view;
pub(crate) mod fusion;
pub mod head;
pub mod judge;
pub(crate) mod lean;
pub(crate) mod likeness;
pub mod limit_on_picture;
pub mod measure;
pub(crate) mod neck;
mod place;
pub mod quantity;
pub(crate) mod reading;
pub mod stale;
pub(crate) mod steady;
pub(crate) mod torso;
pub(crate) mod turned;
pub(crate) mod upper_body;
pub(crate) mod view;

pub use baseline::{Baseline, BodyModel};
pub use camera::CameraModel;
pub use drift::Drift;
pub use field_of_view::FieldOfView;
pub use measure::measure;
pub use neck::Neck;
pub use quantity::Quantity;
pub use reading::{Measure, Measured, Measures, Unmeasured};
pub use stale::StaleWatch;
pub use steady::Steady;
pub use view::View;
