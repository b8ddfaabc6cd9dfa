//! Robust statistics over the frames of a calibration.
//!
//! Medians and median absolute deviations ignore a glance aside or a single bad frame.

use serde::{Deserialize, Serialize};

use super::capture::MIN_SAMPLES;
use crate::body::geometry::Vec2;
use crate::body::{Angle, Pose, TrunkMotion};
use crate::posture::neck::Neck;
use crate::posture::stale::SceneAnchor;
use crate::posture::torso::{Torso, TrunkAnchor};
use crate::posture::upper_body::UpperBody;
use crate::stats;

/// Median and spread of one quantity over the frames of a calibration.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Robust {
    pub median: f64,
    /// Estimated standard deviation: [`stats::SD_PER_MAD`] × the median absolute deviation.
    pub spread: f64,
}

impl Robust {
    /// Computes median and spread of the finite samples; `None` if there are none.
    #[must_use]
    pub fn of(samples: impl IntoIterator<Item = f64>) -> Option<Self> {
        let samples = stats::sorted(samples.into_iter().filter(|s| s.is_finite()));
        let median = stats::quantile(&samples, 0.5)?;
        let mad = stats::mad(samples.iter().copied(), median)?;
        Some(Self { median, spread: stats::SD_PER_MAD * mad })
    }
}

/// The surroundings at the calibration, if at least half of the frames were compared with the newest
/// reference.
pub(super) fn scene_anchor(poses: &[Pose]) -> Option<SceneAnchor> {
    let reference = poses.iter().rev().find_map(|pose| pose.scene)?.reference;
    let alike: Vec<f64> = poses
        .iter()
        .filter_map(|pose| pose.scene.filter(|s| s.reference == reference))
        .map(|scene| scene.correlation)
        .collect();
    (alike.len() * 2 >= poses.len())
        .then(|| Some(SceneAnchor { reference, correlation: Robust::of(alike)?.median }))?
}

/// The trunk at the calibration, if it was recognised relative to the newest reference in at least
/// half of the frames and in at least [`MIN_SAMPLES`]. `width_cm` is the distance between the shoulder
/// points.
pub(super) fn trunk_anchor(
    poses: &[Pose],
    placed: &[UpperBody],
    width_cm: f64,
) -> Option<TrunkAnchor> {
    let newest = poses.iter().rev().find_map(|pose| pose.trunk)?.reference;
    let matched: Vec<_> = poses
        .iter()
        .zip(placed)
        .filter_map(|(pose, body)| {
            let motion = pose.trunk.filter(|m| m.reference == newest && m.is_sane())?;
            Some((motion, body.torso.as_ref()?))
        })
        .collect();
    let mid_of = |torso: &Torso| torso.shoulders_in_image[0].midpoint(torso.shoulders_in_image[1]);
    if matched.len() < MIN_SAMPLES || matched.len() * 2 < poses.len() {
        return None;
    }
    let median = |of: &dyn Fn(&(TrunkMotion, &Torso)) -> f64| {
        Robust::of(matched.iter().map(of)).map(|r| r.median)
    };
    Some(TrunkAnchor {
        motion: TrunkMotion {
            reference: newest,
            scale: median(&|(m, _)| m.scale.ln())?.exp(),
            rotation: Angle::from_deg(median(&|(m, _)| m.rotation.deg())?),
            origin_in_image: Vec2::new(
                median(&|(m, _)| m.origin_in_image.x)?,
                median(&|(m, _)| m.origin_in_image.y)?,
            ),
            log_scale_sd: median(&|(m, _)| m.log_scale_sd)?,
            correlation: median(&|(m, _)| m.correlation)?,
            shape: None,
        },
        depth_cm: median(&|(_, torso)| torso.shoulder_mid_cm.z)?,
        shoulder_mid_in_image: Vec2::new(
            median(&|(_, torso)| mid_of(torso).x)?,
            median(&|(_, torso)| mid_of(torso).y)?,
        ),
        width_cm,
        yaw: Angle::from_deg(median(&|(_, torso)| torso.yaw.deg())?),
        seen_share: median(&|(_, torso)| torso.seen_share)?,
        narrowing_per_rad: median(&|(_, torso)| torso.narrowing_per_rad)?,
    })
}

/// The medians of each part of `necks`; `None` if there are none.
pub(super) fn median_neck(necks: &[Neck]) -> Option<Neck> {
    let median = |of: &dyn Fn(&Neck) -> f64| Robust::of(necks.iter().map(of)).map(|r| r.median);
    let shoulder = |i: usize| {
        Some((median(&|n| n.shoulder_out_up_cm[i].0)?, median(&|n| n.shoulder_out_up_cm[i].1)?))
    };
    Some(Neck {
        forward_cm: median(&|n| n.forward_cm)?,
        up_cm: median(&|n| n.up_cm)?,
        half_breadth_cm: median(&|n| n.half_breadth_cm)?,
        shoulder_out_up_cm: [shoulder(0)?, shoulder(1)?],
        left_cm: median(&|n| n.left_cm)?,
        forward_sd_cm: median(&|n| n.forward_sd_cm)?,
        risen_cm: None,
    })
}
