//! From a pose to measures, from measures to faults. Pure: plain data in, plain data out, time
//! injected.
//!
//! The way of the data: [`head`] and [`torso`] place head and shoulders in camera centimetres,
//! [`neck`] is what lies between, [`measure`] turns them into named quantities ([`reading`]),
//! [`steady`] takes the jitter out of these. [`baseline`] holds the person's own upright, [`stale`]
//! doubts it once the camera was moved, [`drift`] follows it slowly. [`fault`] is the table of
//! thresholds and [`judge`] applies it with hysteresis.

pub mod baseline;
pub mod baseline_record;
pub mod camera;
pub mod drift;
mod face_template;
pub mod fault;
pub mod head;
pub mod judge;
pub mod lean;
pub mod limit_on_picture;
pub mod measure;
pub mod neck;
pub mod quantity;
pub mod reading;
pub mod stale;
pub mod steady;
pub mod torso;
pub mod view;

pub use baseline::{Baseline, BodyModel};
pub use camera::CameraModel;
pub use drift::Drift;
pub use measure::measure;
pub use neck::Neck;
pub use quantity::Quantity;
pub use reading::{Measure, Measured, Measures, Unmeasured};
pub use stale::StaleWatch;
pub use steady::Steady;
pub use view::View;
