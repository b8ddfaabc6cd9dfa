//! The person's own upright: a few seconds of good posture, robustly averaged.
//!
//! All judgement is relative to this. Medians and median absolute deviations (Hampel 1974; scaled
//! by 1.4826 to estimate a standard deviation) keep a glance aside or a single bad frame out.

use nalgebra::Vector3;
use serde::{Deserialize, Serialize};

use super::camera::CameraModel;
use super::fault::FAULT_RULES;
use super::head::HeadTemplate;
use super::lean::{POPULATION_TRUNK_CM, UprightTrunk, seen_trunk_cm};
use super::measure::{UpperBody, measure};
use super::neck::Neck;
use super::quantity::Quantity;
use super::stale::SceneAnchor;
use super::torso::{POPULATION_SHOULDER_WIDTH_CM, Torso, TrunkAnchor};
use super::view::View;
use crate::body::geometry::Vec2;
use crate::body::{Angle, ImageSize, MonotonicMs, Pose, TrunkMotion};

/// Sizes of a person's upper body.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyModel {
    /// The rigid head.
    pub head: HeadTemplate,
    /// True distance between the shoulder points, centimetres.
    pub shoulder_width_cm: f64,
}

impl BodyModel {
    /// An average adult, used until the person has calibrated.
    #[must_use]
    pub fn population() -> Self {
        Self { head: HeadTemplate::population(), shoulder_width_cm: POPULATION_SHOULDER_WIDTH_CM }
    }
}

/// Median and spread of one quantity over the calibration.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Robust {
    /// The median.
    pub median: f64,
    /// 1.4826 × the median absolute deviation.
    pub spread: f64,
}

impl Robust {
    /// `None` for no finite sample.
    #[must_use]
    pub fn of(samples: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut samples: Vec<f64> = samples.into_iter().filter(|s| s.is_finite()).collect();
        let median = median_of(&mut samples)?;
        let mut deviations: Vec<f64> = samples.iter().map(|s| (s - median).abs()).collect();
        Some(Self { median, spread: 1.4826 * median_of(&mut deviations)? })
    }
}

/// The middle of `samples`, which are sorted; `None` for none.
pub(super) fn median_of(samples: &mut [f64]) -> Option<f64> {
    if samples.is_empty() {
        return None;
    }
    samples.sort_by(f64::total_cmp);
    let mid = samples.len() / 2;
    Some(if samples.len() % 2 == 1 {
        samples[mid]
    } else {
        f64::midpoint(samples[mid - 1], samples[mid])
    })
}

/// The person's own upright posture, as this camera sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    /// The view it was taken in; it holds for no other.
    pub view: View,
    /// The person's sizes.
    pub body: BodyModel,
    /// How far the camera looks down.
    pub camera_tilt: Angle,
    /// The upright neck, where the view is frontal.
    pub neck: Option<Neck>,
    /// How far below the camera the ear midpoint and the shoulder midpoint are, centimetres, where
    /// the view is frontal.
    pub heights_cm: Option<[f64; 2]>,
    /// Where the shoulders were, where the view is frontal: what a lean is told from.
    pub upright_trunk: Option<UprightTrunk>,
    /// How the trunk looked, where it was recognised from picture to picture.
    pub trunk: Option<TrunkAnchor>,
    /// How the surroundings looked, where they say something.
    pub scene: Option<SceneAnchor>,
    /// What the limits of some quantities are multiplied by, once the person has shown their slouch.
    pub(super) own_limit_scales: [f64; Quantity::COUNT],
    /// Medians and spreads when upright.
    pub(super) values: [Option<Robust>; Quantity::COUNT],
}

/// Angle from the vertical that a person's own upright is taken to have.
///
/// From the front the absolute angle cannot be known (head and shoulder sizes vary more between
/// people than forward head does), so the baseline is anchored here and changes are measured from
/// it. The plumb line of a good posture passes through ear lobe and acromion (Kendall), and people
/// asked to sit upright keep a few degrees of forward head.
pub const ANCHOR_FORWARD_HEAD_DEG: f64 = 5.0;

/// How far a person who looks at a screen holds the head down: what a head that nods more or less
/// than this says about the tilt of the camera. Product choice: screens stand below the eyes, and
/// gaze goes down further than the head (Ankrum & Nemeth 2000 found comfortable heads about level).
pub const ANCHOR_HEAD_PITCH_DEG: f64 = 4.0;

impl Baseline {
    /// The median of `quantity` when upright; `None` where it has no meaning or was not measured.
    #[must_use]
    pub fn median(&self, quantity: Quantity) -> Option<f64> {
        self.robust(quantity).map(|robust| robust.median)
    }

    /// What limits of the change of `quantity` are multiplied by for this person.
    #[must_use]
    pub fn own_limit_scale(&self, quantity: Quantity) -> f64 {
        self.own_limit_scales[quantity as usize]
    }

    /// Takes over how far the person slouches when they let go: a fault then begins at
    /// [`SHARE_OF_OWN_SLOUCH`] of it, within a half and twice the usual limit.
    ///
    /// `changes` are the changes from upright in the slouch that was shown.
    ///
    /// # Errors
    /// [`CalibrationProblem::NotDifferent`] when it hardly differs from the upright; nothing is
    /// changed then.
    pub fn set_slouch(
        &mut self,
        changes: &dyn Fn(Quantity) -> Option<f64>,
    ) -> Result<(), CalibrationProblem> {
        let scale = |quantity: Quantity| {
            let limits = FAULT_RULES
                .iter()
                .find(|rule| rule.quantity == quantity)
                .and_then(|rule| rule.from_baseline)?;
            let wanted = SHARE_OF_OWN_SLOUCH * changes(quantity)? / limits.enter;
            // A quantity that took no part in the slouch keeps its limit.
            (wanted >= OWN_LIMIT_SCALES.start).then_some(wanted.min(OWN_LIMIT_SCALES.end))
        };
        let found = SLOUCHED_QUANTITIES.map(|q| (q, scale(q)));
        if found.iter().all(|(_, scale)| scale.is_none()) {
            return Err(CalibrationProblem::NotDifferent);
        }
        for (quantity, scale) in found {
            self.own_limit_scales[quantity as usize] = scale.unwrap_or(1.0);
        }
        Ok(())
    }

    /// Takes over the limits that the same person has shown before.
    pub fn keep_own_limits_of(&mut self, before: &Self) {
        self.own_limit_scales = before.own_limit_scales;
    }

    /// Median and spread of `quantity` when upright.
    #[must_use]
    pub fn robust(&self, quantity: Quantity) -> Option<Robust> {
        self.values[quantity as usize]
    }
}

/// Share of the person's own slouch at which a fault begins, before the measure's uncertainty is
/// added. Product choice.
const SHARE_OF_OWN_SLOUCH: f64 = 0.5;
/// Limits move by no more than this.
const OWN_LIMIT_SCALES: std::ops::Range<f64> = 0.5..2.0;
/// What a slouch changes.
const SLOUCHED_QUANTITIES: [Quantity; 2] = [Quantity::ForwardHead, Quantity::Slouch];

/// Why a capture made no baseline. The texts tell the person what to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CalibrationProblem {
    /// Hardly anything was seen.
    #[error("You were not in view long enough. Sit where the camera sees your head and shoulders.")]
    NotSeen,
    /// The shoulders were missing.
    #[error("Your shoulders were not in view. Tilt the camera down a little or move back.")]
    ShouldersNotInView,
    /// Turned away.
    #[error("You were turned away. Face the screen and try again.")]
    Turned,
    /// The slouch that was to be shown looks like the upright.
    #[error("That looked like your upright. Let yourself sink as you do when tired, and hold it.")]
    NotDifferent,
    /// Moved too much.
    #[error("You moved too much. Sit upright, look at the screen and hold still.")]
    Moved,
}

/// Fewest usable pictures for a baseline.
const MIN_SAMPLES: usize = 5;

/// Spread of the ear–shoulder angle in a side view above which the capture is refused.
const MAX_SPREAD_DEG: f64 = 4.0;

/// Spread of the place of head and shoulders in a frontal view above which the capture is refused,
/// centimetres: across and down, where a picture shows a place well, and in depth, where it does
/// not. The angles themselves jitter too much from picture to picture to tell moving from noise.
const MAX_SPREAD_CM: f64 = 2.5;
const MAX_DEPTH_SPREAD_CM: f64 = 5.0;

/// Collects poses while the person sits upright.
#[derive(Debug, Clone)]
pub struct BaselineCapture {
    camera: CameraModel,
    image: ImageSize,
    poses: Vec<Pose>,
    looked: usize,
    started: MonotonicMs,
}

impl BaselineCapture {
    /// Most poses kept; later ones are ignored (a few seconds at full rate).
    const CAPACITY: usize = 600;

    /// Starts at `now` with pictures of `image` size; pictures of another size are not used.
    #[must_use]
    pub fn new(camera: CameraModel, image: ImageSize, now: MonotonicMs) -> Self {
        Self { camera, image, poses: Vec::new(), looked: 0, started: now }
    }

    /// When it was started.
    #[must_use]
    pub fn started(&self) -> MonotonicMs {
        self.started
    }

    /// The size of the pictures it is made of.
    #[must_use]
    pub fn image(&self) -> ImageSize {
        self.image
    }

    /// Adds what one picture showed.
    pub fn add(&mut self, pose: Option<&Pose>) {
        self.looked += 1;
        if let Some(pose) = pose
            && pose.image == self.image
            && self.poses.len() < Self::CAPACITY
        {
            self.poses.push(pose.clone());
        }
    }

    /// The baseline of what was collected.
    ///
    /// # Errors
    /// [`CalibrationProblem`] when the capture is no good; nothing is changed by it.
    pub fn finish(&self) -> Result<Baseline, CalibrationProblem> {
        if self.poses.len() < MIN_SAMPLES || self.poses.len() * 2 < self.looked {
            return Err(CalibrationProblem::NotSeen);
        }
        let population = BodyModel::population();
        let bodies: Vec<UpperBody> =
            self.poses.iter().map(|pose| UpperBody::of(pose, &population, &self.camera)).collect();
        match dominant_view(&bodies) {
            View::Front => self.frontal(&bodies),
            View::Side => self.lateral(),
            View::Oblique => Err(CalibrationProblem::Turned),
            View::HeadOnly => Err(CalibrationProblem::ShouldersNotInView),
            View::Nobody => Err(CalibrationProblem::NotSeen),
        }
    }

    fn frontal(&self, bodies: &[UpperBody]) -> Result<Baseline, CalibrationProblem> {
        let camera_tilt = camera_tilt(bodies).ok_or(CalibrationProblem::NotSeen)?;
        let camera = self.camera.tilted(camera_tilt);
        let body = personal_body(bodies, &camera).ok_or(CalibrationProblem::NotSeen)?;
        let own_face = {
            let heads: Vec<_> = self
                .poses
                .iter()
                .zip(bodies)
                .filter_map(|(pose, body)| Some((pose, body.head.as_ref()?)))
                .collect();
            body.head.personal(&heads, &self.camera)
        };
        let body = BodyModel { head: own_face, ..body };
        let placed: Vec<UpperBody> =
            self.poses.iter().map(|pose| UpperBody::of(pose, &body, &camera)).collect();
        let necks: Vec<Neck> = placed.iter().filter_map(|b| b.neck).collect();
        if necks.len() < MIN_SAMPLES {
            return Err(CalibrationProblem::NotSeen);
        }
        let heads = || placed.iter().filter_map(|b| b.head.as_ref());
        if is_restless(&placed) {
            return Err(CalibrationProblem::Moved);
        }
        if Robust::of(heads().map(|h| h.yaw.deg())).is_none_or(|yaw| yaw.median.abs() > 40.0) {
            return Err(CalibrationProblem::Turned);
        }
        let height = |of: &dyn Fn(&UpperBody) -> Option<Vector3<f64>>| {
            Robust::of(placed.iter().filter_map(of).map(|p| camera.level(&p).y)).map(|r| r.median)
        };
        let heights_cm = height(&|b| b.head.as_ref().map(|h| h.ear_mid_cm))
            .zip(height(&|b| b.torso.as_ref().map(|t| t.shoulder_mid_cm)))
            .map(|(head, shoulders)| [head, shoulders]);
        let upright_trunk =
            height(&|b| b.torso.as_ref().map(|t| t.shoulder_mid_cm)).and_then(|down_cm| {
                let depths = placed
                    .iter()
                    .filter_map(|b| Some(camera.level(&b.torso.as_ref()?.shoulder_mid_cm).z));
                let depth_cm = Robust::of(depths)?.median;
                let seen = self
                    .poses
                    .iter()
                    .filter_map(|pose| seen_trunk_cm(pose, depth_cm / camera.focal_px));
                let length_cm = Robust::of(seen).map_or(POPULATION_TRUNK_CM, |r| r.median);
                Some(UprightTrunk { depth_cm, down_cm, length_cm })
            });
        let neck = median_neck(&necks);
        let body_width_cm = body.shoulder_width_cm;
        let mut baseline = Baseline {
            view: View::Front,
            body,
            camera_tilt,
            neck,
            heights_cm,
            upright_trunk,
            trunk: trunk_anchor(&self.poses, &placed, body_width_cm),
            scene: scene_anchor(&self.poses),
            own_limit_scales: [1.0; Quantity::COUNT],
            values: [None; Quantity::COUNT],
        };
        baseline.values = self.values(&baseline);
        Ok(baseline)
    }

    fn lateral(&self) -> Result<Baseline, CalibrationProblem> {
        let mut baseline = Baseline {
            view: View::Side,
            body: BodyModel::population(),
            camera_tilt: Angle::ZERO,
            neck: None,
            heights_cm: None,
            upright_trunk: None,
            trunk: None,
            scene: scene_anchor(&self.poses),
            own_limit_scales: [1.0; Quantity::COUNT],
            values: [None; Quantity::COUNT],
        };
        baseline.values = self.values(&baseline);
        match baseline.robust(Quantity::ForwardHead) {
            None => Err(CalibrationProblem::NotSeen),
            Some(forward) if forward.spread > MAX_SPREAD_DEG => Err(CalibrationProblem::Moved),
            Some(_) => Ok(baseline),
        }
    }

    /// Medians of every quantity as it is measured with `baseline`'s sizes.
    fn values(&self, baseline: &Baseline) -> [Option<Robust>; Quantity::COUNT] {
        let all: Vec<_> =
            self.poses.iter().map(|pose| measure(pose, &self.camera, Some(baseline))).collect();
        Quantity::ALL.map(|quantity| {
            Robust::of(all.iter().filter_map(|m| m.get(quantity).known().map(|k| k.value)))
        })
    }
}

/// Whether head or shoulders wandered about during the capture.
fn is_restless(bodies: &[UpperBody]) -> bool {
    let heads = || bodies.iter().filter_map(|b| b.head.as_ref().map(|h| h.ear_mid_cm));
    let shoulders = || bodies.iter().filter_map(|b| b.torso.as_ref().map(|t| t.shoulder_mid_cm));
    let exceeds = |values: Vec<f64>, limit_cm: f64| {
        Robust::of(values).is_none_or(|robust| robust.spread > limit_cm)
    };
    exceeds(heads().map(|p| p.x).collect(), MAX_SPREAD_CM)
        || exceeds(heads().map(|p| p.y).collect(), MAX_SPREAD_CM)
        || exceeds(heads().map(|p| p.z).collect(), MAX_DEPTH_SPREAD_CM)
        || exceeds(shoulders().map(|p| p.x).collect(), MAX_SPREAD_CM)
        || exceeds(shoulders().map(|p| p.y).collect(), MAX_SPREAD_CM)
}

fn dominant_view(bodies: &[UpperBody]) -> View {
    [View::Front, View::Side, View::Oblique, View::HeadOnly, View::Nobody]
        .into_iter()
        .max_by_key(|view| {
            let count = bodies.iter().filter(|b| b.view == *view).count();
            // Ties go to the view that can be used.
            (count, *view == View::Front, *view == View::Side)
        })
        .unwrap_or(View::Nobody)
}

/// How far the camera looks down, told from the head of somebody who looks at the screen.
fn camera_tilt(bodies: &[UpperBody]) -> Option<Angle> {
    let pitches = bodies.iter().filter_map(|b| b.head.as_ref().map(|h| h.pitch.deg()));
    let tilt_deg = Robust::of(pitches)?.median - ANCHOR_HEAD_PITCH_DEG;
    Some(Angle::from_deg(tilt_deg.clamp(-MAX_CAMERA_TILT_DEG, MAX_CAMERA_TILT_DEG)))
}

/// Cameras are not tilted further than this at a desk.
const MAX_CAMERA_TILT_DEG: f64 = 35.0;

/// The shoulder width that puts the upright neck at [`ANCHOR_FORWARD_HEAD_DEG`] from the plumb line,
/// the head keeping its population size: with both sizes free the angle is not determined.
fn personal_body(bodies: &[UpperBody], camera: &CameraModel) -> Option<BodyModel> {
    let population = BodyModel::population();
    let anchor_tan = ANCHOR_FORWARD_HEAD_DEG.to_radians().tan();
    let widths = bodies.iter().filter_map(|b| {
        let (head, torso) = (b.head.as_ref()?, b.torso.as_ref()?);
        b.neck?;
        // The place of the shoulders grows with the assumed width w: away = w·a, down = w·b.
        // Solve (away − head's away)·cos ψ = anchor·(down − head's down) for w.
        let shoulders = camera.level(&torso.shoulder_mid_cm) / population.shoulder_width_cm;
        let head = camera.level(&head.ear_mid_cm);
        let cos = torso.yaw.cos();
        let width =
            (head.z * cos - anchor_tan * head.y) / (shoulders.z * cos - anchor_tan * shoulders.y);
        (20.0..55.0).contains(&width).then_some(width)
    });
    let shoulder_width_cm = Robust::of(widths)?.median;
    Some(BodyModel { shoulder_width_cm, ..population })
}

/// The surroundings of the calibration, if most of its pictures showed any.
fn scene_anchor(poses: &[Pose]) -> Option<SceneAnchor> {
    let reference = poses.iter().rev().find_map(|pose| pose.scene)?.reference;
    let alike: Vec<f64> = poses
        .iter()
        .filter_map(|pose| pose.scene.filter(|s| s.reference == reference))
        .map(|scene| scene.correlation)
        .collect();
    (alike.len() * 2 >= poses.len())
        .then(|| Some(SceneAnchor { reference, correlation: Robust::of(alike)?.median }))?
}

/// The trunk of the calibration, if most of its pictures recognised it against one reference.
fn trunk_anchor(poses: &[Pose], placed: &[UpperBody], width_cm: f64) -> Option<TrunkAnchor> {
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

fn median_neck(necks: &[Neck]) -> Option<Neck> {
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

/// The camera model of a picture of `image` size, as calibration and monitoring share it.
#[must_use]
pub fn camera_for(image: ImageSize, hfov_deg: f64) -> CameraModel {
    CameraModel::from_hfov(image, Angle::from_deg(hfov_deg))
}

#[cfg(test)]
mod tests;
