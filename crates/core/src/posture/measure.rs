//! Computes the named measures of one pose, each with its confidence or the reason why it has none.
//!
//! Works on one frame at a time, on the calibrated upper-body model under perspective
//! (docs/measurement.md). Every formula is documented at the function that applies it.

mod fused;

use fused::possible_change_deg;
use nalgebra::Vector3;

use super::baseline::{Baseline, BodyModel};
use super::camera::CameraModel;
use super::carry_over::Difference;
use super::cues::Cues;
use super::fusion::{Fused, fuse};
use super::head::HeadPose;
use super::lean::trunk_lean;
use super::likeness::{Likeness, likeness};
use super::limit_on_picture::ShoulderLimitLine;
use super::neck::Neck;
use super::place::Place;
use super::quantity::Quantity;
use super::reading::{Measure, Measured, Measures, Unmeasured};
use super::stale::{CameraPlace, looks_like_a_tilted_camera};
use super::torso::{Torso, fit_torso};
use super::turned::{turn_to_upright, unmeasured_until};
use super::upper_body::{UpperBody, facing_in_image, near_ear_and_shoulder};
use super::view::View;
use crate::body::{Angle, Landmark, Pose, Side};

/// Angle at the acromion in an upright adult, population default, in degrees: ears about 21 cm
/// above the joint centres (ANSUR II sitting heights, tragion minus acromion, plus 4–5 cm from
/// acromion to joint centre) and 10 cm inwards.
pub const POPULATION_ACROMION_DEG: f64 = 64.0;

/// Standard deviation between people of [`POPULATION_ACROMION_DEG`], degrees. There is no published
/// value; derived from the standard deviations of the two lengths.
const POPULATION_ACROMION_SD_DEG: f64 = 4.5;

/// Relative standard deviation between people of the ratio of shoulder width to head breadth. One
/// frontal frame without a baseline cannot determine this ratio.
const POPULATION_RATIO_SD: f64 = 0.075;

/// Range of plausible forward-head angles for a person whose sizes are not known. Beyond it, unusual
/// proportions (wide clothes, a child) are more likely than such a posture: RULA's worst band begins
/// at 20°, and a head reaches about 8 cm forward, which is about 25° more. Product choice.
const PLAUSIBLE_UNCALIBRATED_DEG: std::ops::Range<f64> = -25.0..45.0;

/// Uncertainty that leaning in or out adds to a raised shoulder, degrees per unit of the natural
/// logarithm of the head's growth: a tipping chest shifts relative to the shoulders. From the
/// simulator.
const RAISED_SD_PER_LOG_GROWTH_DEG: f64 = 12.0;

/// Relative uncertainty that turning and nodding add to the depth of the head, per radian: the face
/// mesh is less accurate on a face that is turned away. Assumption, as in the simulator.
const TURNED_HEAD_SD_PER_RAD: f64 = 0.045;

fn turned_head_sd(head: &HeadPose, baseline: &Baseline) -> f64 {
    let change_rad = |now: Angle, quantity: Quantity| {
        baseline.median(quantity).map_or(0.0, |deg| (now - Angle::from_deg(deg)).rad())
    };
    let turn = change_rad(head.yaw, Quantity::HeadYaw);
    let nod = change_rad(head.pitch, Quantity::HeadPitch);
    TURNED_HEAD_SD_PER_RAD * turn.hypot(nod)
}

/// Uncertainty that a turn of the head adds to its tilt, degrees per degree: the further the head is
/// turned, the worse turn, nod and tilt can be separated. Assumption, from the simulator's face mesh.
const HEAD_TILT_SD_PER_TURN: f64 = 0.2;

/// Maximum turn of the head at which its tilt is measured, degrees. Larger turns occur when looking
/// at a second screen.
const MAX_HEAD_TURN_DEG: f64 = 30.0;

/// Relative error of a measured trunk turn: the depths it is computed from vary by a third between
/// photographs.
const TURN_ERROR_SHARE: f64 = 0.35;

/// Maximum lasting standard deviation at which forward head is measured, degrees. Beyond it, 6 cm of
/// forward head would not be detected, and the verdict "good" would be a guess.
const MAX_LASTING_SD_DEG: f64 = 8.5;

/// Fraction of forward travel that changes the measured height of the ears through errors of nod and
/// template. From a warped photograph; for real people it is an assumption.
const TRAVEL_LEAK: f64 = 0.17;

/// Standard deviation at which the confidence of an angle is halved, degrees.
const ANGLE_SD_REF_DEG: f64 = 6.0;

/// Measures `pose`, relative to `baseline` if the person has one.
#[must_use]
pub fn measure(pose: &Pose, camera: &CameraModel, baseline: Option<&Baseline>) -> Measures {
    if let Some(why) = turn_to_upright(pose).and_then(unmeasured_until) {
        return Measures::all_unmeasured(View::Front, why);
    }
    let population = BodyModel::population();
    let camera = baseline.map_or(*camera, |b| b.camera(camera));
    let upper_body = match baseline {
        Some(baseline) => UpperBody::against(pose, baseline, &camera),
        None => UpperBody::of(pose, &population, &camera),
    };
    if let (Some(place), Some(head)) = (baseline.and_then(Place::of), &upper_body.head)
        && !place.is_near(&camera.level(&head.ear_mid_cm))
    {
        let mut measures = Measures::not_at_desk();
        let head_cm = camera.level(&head.ear_mid_cm) * camera.distance_scale;
        measures.set_head_cm(Some(head_cm.into()));
        return measures;
    }
    let mut measures = Measures::all_unmeasured(upper_body.view, Unmeasured::FaceUnclear);
    let fused = baseline.and_then(|baseline| {
        let upright = baseline.cues.as_ref()?;
        fuse(&cues_of(pose, &upper_body, baseline, &camera), upright)
    });
    let into = &mut measures;
    Measuring { pose, camera, baseline, upper_body: &upper_body, fused, into }.run();
    measures
}

/// The cues of `pose` for a person with `baseline`.
#[must_use]
pub fn cues(pose: &Pose, camera: &CameraModel, baseline: &Baseline) -> Cues {
    let camera = baseline.camera(camera);
    let upper_body = UpperBody::against(pose, baseline, &camera);
    cues_of(pose, &upper_body, baseline, &camera)
}

/// Whether `pose` shows the person of `baseline`, or somebody else; `None` if that cannot be seen.
#[must_use]
pub(crate) fn likeness_of(
    pose: &Pose,
    camera: &CameraModel,
    baseline: &Baseline,
) -> Option<Likeness> {
    likeness(pose, &cues(pose, camera, baseline), &baseline.camera(camera), baseline)
}

fn cues_of(pose: &Pose, upper_body: &UpperBody, baseline: &Baseline, camera: &CameraModel) -> Cues {
    let by_landmarks = fit_torso(pose, baseline.body.shoulder_width_cm, None, camera);
    Cues::of(pose, upper_body, by_landmarks.as_ref(), baseline.trunk.as_ref(), camera)
}

/// An estimate of [`Quantity::Slouch`] with the two parts of its standard deviation, in shoulder widths.
#[derive(Clone, Copy)]
struct Slouched {
    widths: f64,
    noise_sd: f64,
    lasting_sd: f64,
}

impl Slouched {
    /// The value that is exceeded with a probability of 84 %.
    fn surely(&self) -> f64 {
        self.widths - self.noise_sd.hypot(self.lasting_sd)
    }
}

struct Measuring<'a> {
    pose: &'a Pose,
    camera: CameraModel,
    baseline: Option<&'a Baseline>,
    upper_body: &'a UpperBody,
    /// The change since the calibration according to all cues, for a calibrated person.
    fused: Option<Fused>,
    into: &'a mut Measures,
}

impl Measuring<'_> {
    fn run(mut self) {
        self.head();
        self.shoulder_line();
        match self.upper_body.view {
            View::Front => self.front(),
            View::Side => self.side(),
            View::Oblique => self.unmeasured_neck(Unmeasured::TurnedTooFar),
            View::HeadOnly => self.unmeasured_neck(self.missing_shoulder()),
            View::Nobody => *self.into = Measures::nobody(),
        }
    }

    /// The reason to report when shoulders are missing: one of them, or both.
    fn missing_shoulder(&self) -> Unmeasured {
        let missing = |side| self.pose.seen(Landmark::shoulder(side)).is_none();
        match (missing(Side::Left), missing(Side::Right)) {
            (true, false) => Unmeasured::LandmarkUnseen(Landmark::LeftShoulder),
            (false, true) => Unmeasured::LandmarkUnseen(Landmark::RightShoulder),
            _ => Unmeasured::HeadOnly,
        }
    }

    fn unmeasured_neck(&mut self, why: Unmeasured) {
        for quantity in [
            Quantity::ForwardHead,
            Quantity::EarShoulder,
            Quantity::RaisedShoulderLeft,
            Quantity::RaisedShoulderRight,
            Quantity::HeadTilt,
            Quantity::ShoulderTilt,
            Quantity::Slouch,
            Quantity::TrunkLean,
        ] {
            self.into.set(quantity, Measure::Unmeasured(why));
        }
        if self.upper_body.torso.is_none() {
            self.into.set(Quantity::TorsoYaw, Measure::Unmeasured(why));
        }
    }

    /// Sets `quantity` with its standard deviation in two parts: the noise that is independent between
    /// frames, and the lasting part.
    fn put(
        &mut self,
        quantity: Quantity,
        value: f64,
        [noise_sd, lasting_sd]: [f64; 2],
        visibility: f64,
    ) {
        let carried =
            self.baseline.map_or_else(Difference::default, |b| b.differences.get(quantity));
        let value = value + carried.change;
        let sd = noise_sd.hypot(lasting_sd).hypot(carried.sd);
        if !value.is_finite() || !sd.is_finite() {
            return self.into.set(quantity, Measure::Unmeasured(Unmeasured::FaceUnclear));
        }
        let delta = self.upright_median(quantity).map(|median| value - median);
        let sd_ref = match quantity {
            Quantity::ScreenDistance => 12.0,
            Quantity::Slouch => 0.08,
            _ => ANGLE_SD_REF_DEG,
        };
        // Confidence is halved when the standard deviation reaches the reference: 1 / (1 + (sd/ref)²).
        let precision = 1.0 / (1.0 + (sd / sd_ref).powi(2));
        let confidence = (visibility * precision).clamp(0.0, 1.0);
        self.into.set(
            quantity,
            Measure::Known(Measured {
                value,
                delta,
                sd,
                noise_sd,
                confidence,
                own_limit_scale: self.baseline.map_or(1.0, |b| b.own_limit_scale(quantity)),
                allowance: 0.0,
            }),
        );
    }

    /// The median of `quantity` when upright. A distance is that of the camera as it is known now.
    fn upright_median(&self, quantity: Quantity) -> Option<f64> {
        let baseline = self.baseline?;
        let factor = match (quantity, baseline.seen_with) {
            (Quantity::ScreenDistance, Some(then)) => {
                self.camera.distance_scale / then.distance_scale
            }
            _ => 1.0,
        };
        baseline.median(quantity).map(|median| median * factor)
    }

    fn head(&mut self) {
        let Some(head) = &self.upper_body.head else { return };
        let fit = head.visibility * (1.0 - (head.residual / 0.15)).clamp(0.0, 1.0);
        let pitch_lasting_sd_deg = if self.baseline.is_some() { 2.0 } else { 6.0 };
        let pitch_sd_deg = [head.pitch_sd.deg(), pitch_lasting_sd_deg];
        self.put(Quantity::HeadPitch, head.pitch.deg(), pitch_sd_deg, fit);
        self.put(Quantity::HeadYaw, head.yaw.deg(), [2.0, 3.5], fit);
        // A calibration does not show the size of the head and the focal length either.
        let CameraModel { distance_scale, distance_sd, .. } = self.camera;
        let distance_cm = head.ear_mid_cm.z * distance_scale;
        let head_cm = self.camera.level(&head.ear_mid_cm) * distance_scale;
        self.into.set_head_cm(Some(head_cm.into()));
        self.put(
            Quantity::ScreenDistance,
            distance_cm,
            [head.depth_sd_cm * distance_scale, distance_cm * distance_sd],
            fit,
        );
    }

    fn shoulder_line(&mut self) {
        let Some(torso) = &self.upper_body.torso else { return };
        self.put(Quantity::TorsoYaw, torso.yaw.deg(), [3.0, 5.2], torso.visibility);
    }

    fn front(&mut self) {
        self.into.set(Quantity::EarShoulder, Measure::Unmeasured(Unmeasured::NeedsSideView));
        let (Some(head), Some(torso), Some(neck)) =
            (&self.upper_body.head, &self.upper_body.torso, &self.upper_body.neck)
        else {
            return self.unmeasured_neck(Unmeasured::FaceUnclear);
        };
        if self.is_baseline_doubtful(head, neck) {
            return self.unmeasured_neck(Unmeasured::BaselineDoubtful);
        }
        if let Some(fused) = self.fused
            && self.baseline.is_some_and(|b| b.median(Quantity::ForwardHead).is_some())
        {
            return self.front_fused(&fused, head, torso);
        }
        let visibility =
            head.visibility.min(torso.visibility) * (1.0 - (head.residual / 0.15)).clamp(0.0, 1.0);

        let depth_cm = torso.shoulder_mid_cm.z;
        let size_sd = match self.baseline {
            Some(baseline) => torso.depth_lasting_sd.hypot(turned_head_sd(head, baseline)),
            None => POPULATION_RATIO_SD,
        };
        let length2_cm2 = neck.forward_cm.powi(2) + neck.up_cm.powi(2);
        // A wrong focal length scales every length along the line of sight: the whole distance without a
        // baseline, and with one its change.
        let upright_cm = self.baseline.and_then(|b| b.neck.as_ref()).map_or(0.0, |n| n.forward_cm);
        let focal_sd_cm = (neck.forward_cm - upright_cm) * self.camera.focal_sd;
        let forward_sd_deg = [neck.forward_sd_cm, (depth_cm * size_sd).hypot(focal_sd_cm)]
            .map(|sd_cm| Angle::from_rad(sd_cm * neck.up_cm.abs() / length2_cm2.max(1.0)).deg());
        let forward_deg = neck.forward_angle().deg();
        if self.baseline.is_none() && !PLAUSIBLE_UNCALIBRATED_DEG.contains(&forward_deg) {
            let why = Measure::Unmeasured(Unmeasured::NotCalibrated);
            self.into.set(Quantity::ForwardHead, why);
        } else if let Some(baseline) = self.baseline
            && let Some(upright_deg) = baseline.median(Quantity::ForwardHead)
            && !possible_change_deg(Quantity::ForwardHead).contains(&(forward_deg - upright_deg))
        {
            let why = Measure::Unmeasured(Unmeasured::Implausible);
            self.into.set(Quantity::ForwardHead, why);
        } else if self.baseline.is_some()
            // During the calibration the value is set, and later the fusion measures the change.
            && self.fused.is_none()
            && forward_sd_deg[1] > MAX_LASTING_SD_DEG
        {
            let why = Measure::Unmeasured(Unmeasured::TooUncertain);
            self.into.set(Quantity::ForwardHead, why);
        } else {
            self.put(Quantity::ForwardHead, forward_deg, forward_sd_deg, visibility);
        }

        self.raised_shoulders(neck, head, depth_cm, visibility);

        let (line, line_sd_deg) = self.shoulder_tilt(torso);
        self.put(Quantity::ShoulderTilt, line.deg(), [0.8, line_sd_deg], torso.visibility);
        self.head_tilt(head, line, line_sd_deg, visibility);
        self.put_slouch(self.sunk(head, torso), visibility);
        self.lean(torso);
    }

    /// Roll of the head against the shoulder line `line`.
    fn head_tilt(&mut self, head: &HeadPose, line: Angle, line_sd_deg: f64, visibility: f64) {
        let upright_yaw_deg =
            self.baseline.and_then(|b| b.median(Quantity::HeadYaw)).unwrap_or(0.0);
        let turned_deg = (head.yaw.deg() - upright_yaw_deg).abs();
        let turned_sd_deg = HEAD_TILT_SD_PER_TURN * turned_deg;
        let tilt_sd_deg = [1.2, 1.6f64.hypot(turned_sd_deg).hypot(line_sd_deg)];
        let tilt = (head.roll - line).wrapped();
        if turned_deg > MAX_HEAD_TURN_DEG {
            self.into.set(Quantity::HeadTilt, Measure::Unmeasured(Unmeasured::TurnedTooFar));
        } else {
            self.put(Quantity::HeadTilt, tilt.deg(), tilt_sd_deg, visibility);
        }
    }

    /// The angle of the shoulder line to the horizontal, and its lasting standard deviation in degrees.
    ///
    /// When the camera looks down on a turned trunk, the nearer shoulder is lower in the image. The line
    /// is therefore computed in camera space, and its uncertainty grows with the turn.
    fn shoulder_tilt(&self, torso: &Torso) -> (Angle, f64) {
        let [left, right] = torso.shoulders_cm.map(|point| self.camera.level(&point));
        let line = left - right;
        let tilt = Angle::of_vector(line.x.hypot(line.z), line.y);
        let mid = self.camera.level(&torso.shoulder_mid_cm);
        let turn_deg = self
            .baseline
            .and_then(|b| b.median(Quantity::TorsoYaw))
            .map_or(torso.yaw.deg(), |upright_deg| torso.yaw.deg() - upright_deg);
        let steepness = (mid.y / mid.z.max(10.0)).abs();
        (tilt, 0.9f64.hypot(steepness * TURN_ERROR_SHARE * turn_deg.abs()))
    }

    fn is_baseline_doubtful(&self, head: &HeadPose, neck: &Neck) -> bool {
        let Some(baseline) = self.baseline else { return false };
        match CameraPlace::of(self.pose, baseline.scene.as_ref()) {
            CameraPlace::Same => false,
            CameraPlace::Moved => true,
            CameraPlace::Unknown => {
                let (Some(nod_deg), Some(upright)) =
                    (baseline.median(Quantity::HeadPitch), &baseline.neck)
                else {
                    return false;
                };
                looks_like_a_tilted_camera(
                    head.pitch - Angle::from_deg(nod_deg),
                    neck.forward_angle() - upright.forward_angle(),
                )
            }
        }
    }

    fn raised_shoulders(&mut self, neck: &Neck, head: &HeadPose, depth_cm: f64, visibility: f64) {
        let upright = self.baseline.and_then(|b| b.neck.as_ref());
        // The correction for forward travel is only as accurate as the travel itself.
        let travel_cm = upright.map_or(0.0, |upright| (neck.forward_cm - upright.forward_cm).abs());
        let travel_sd_cm =
            travel_cm * (neck.forward_sd_cm / neck.up_cm.abs().max(5.0)) + TRAVEL_LEAK * travel_cm;
        let length_cm = neck.up_cm.hypot(neck.shoulder_out_up_cm[0].0).max(5.0);
        let travel_sd_deg = Angle::from_rad(travel_sd_cm / length_cm).deg();
        let raised_cm = upright.map(|upright| (upright, neck.raised_cm(upright)));
        // Growth of the head, because the size of the head is always known.
        let now_cm = head.ear_mid_cm.z * self.camera.distance_scale;
        let growth = self
            .upright_median(Quantity::ScreenDistance)
            .map_or(0.0, |then_cm| (then_cm / now_cm).ln());
        for (i, side, quantity) in [
            (0, Side::Left, Quantity::RaisedShoulderLeft),
            (1, Side::Right, Quantity::RaisedShoulderRight),
        ] {
            let (value_deg, sd_deg) = match raised_cm {
                Some((upright, raised_cm)) => {
                    let [from, to] = [0.0, raised_cm[i]].map(|cm| upright.acromion_angle(side, cm));
                    let leaning_sd_deg = RAISED_SD_PER_LOG_GROWTH_DEG * growth.abs();
                    (from.deg() - to.deg(), [0.5, travel_sd_deg.hypot(0.4).hypot(leaning_sd_deg)])
                }
                None => (
                    POPULATION_ACROMION_DEG - neck.acromion_angle(side, 0.0).deg(),
                    [1.1, POPULATION_ACROMION_SD_DEG],
                ),
            };
            self.put(quantity, value_deg, sd_deg, visibility);
            let mark = raised_cm.and_then(|(upright, raised_cm)| {
                let px_per_cm = self.camera.focal_px / depth_cm;
                ShoulderLimitLine::of(self.pose, side, upright, raised_cm[i], px_per_cm)
            });
            self.into.set_shoulder_mark(side, mark);
        }
    }

    /// How far head and shoulders have sunk together, in shoulder widths: the smaller of the two drops, so that
    /// raising the shoulders or nodding alone does not count.
    fn sunk(&self, head: &HeadPose, torso: &Torso) -> Option<Slouched> {
        let (baseline, [head_y_cm, shoulder_y_cm]) =
            self.baseline.and_then(|b| Some((b, b.heights_cm?)))?;
        let down_cm = |point: &Vector3<f64>| self.camera.level(point).y;
        let sunk_cm = (down_cm(&head.ear_mid_cm) - head_y_cm)
            .min(down_cm(&torso.shoulder_mid_cm) - shoulder_y_cm);
        let widths = sunk_cm / baseline.body.shoulder_width_cm;
        Some(Slouched { widths, noise_sd: 0.02, lasting_sd: 0.022 })
    }

    fn put_slouch(&mut self, slouched: Option<Slouched>, visibility: f64) {
        match slouched {
            Some(Slouched { widths, noise_sd, lasting_sd }) => {
                self.put(Quantity::Slouch, widths, [noise_sd, lasting_sd], visibility);
            }
            None => {
                let why = Measure::Unmeasured(Unmeasured::NotCalibrated);
                self.into.set(Quantity::Slouch, why);
            }
        }
    }

    fn lean(&mut self, torso: &Torso) {
        let Some(upright) = self.baseline.and_then(|b| b.upright_trunk.as_ref()) else {
            let why = Measure::Unmeasured(Unmeasured::NotCalibrated);
            return self.into.set(Quantity::TrunkLean, why);
        };
        let (lean, [noise_sd_deg, lasting_sd_deg]) = trunk_lean(torso, upright, &self.camera);
        let focal_sd_deg = lean.deg() * self.camera.focal_sd;
        let sd_deg = [noise_sd_deg, lasting_sd_deg.hypot(focal_sd_deg)];
        self.put(Quantity::TrunkLean, lean.deg(), sd_deg, torso.visibility);
    }

    /// Measures a side view: the angle is read directly in the image, without depth or template.
    fn side(&mut self) {
        for quantity in [
            Quantity::RaisedShoulderLeft,
            Quantity::RaisedShoulderRight,
            Quantity::HeadTilt,
            Quantity::ShoulderTilt,
            Quantity::Slouch,
            Quantity::TrunkLean,
        ] {
            self.into.set(quantity, Measure::Unmeasured(Unmeasured::NeedsFrontView));
        }
        let Some((side, ear, shoulder)) = near_ear_and_shoulder(self.pose) else {
            for quantity in [Quantity::ForwardHead, Quantity::EarShoulder] {
                self.into.set(quantity, Measure::Unmeasured(Unmeasured::FaceUnclear));
            }
            return;
        };
        let Some(facing) = facing_in_image(self.pose, ear) else {
            return self.into.set(
                Quantity::ForwardHead,
                Measure::Unmeasured(Unmeasured::LandmarkUnseen(Landmark::Nose)),
            );
        };
        let forward_px = (ear.x - shoulder.x) * facing;
        let from_vertical = Angle::of_vector(shoulder.y - ear.y, forward_px);
        let keypoint = |l: Landmark| self.pose.keypoint(l).visibility;
        let visibility = keypoint(Landmark::ear(side)).min(keypoint(Landmark::shoulder(side)));
        // 2 % of the ear–shoulder length for each point, plus the foreshortening of a turn of up to 30°
        // away from a true side view.
        let length_px = ear.distance(shoulder).max(1.0);
        let noise_px = (0.03 * length_px).max(1.5);
        let sd_deg = [Angle::from_rad(noise_px / length_px).deg(), 2.0];
        self.put(Quantity::ForwardHead, from_vertical.deg(), sd_deg, visibility);
        self.put(Quantity::EarShoulder, 90.0 - from_vertical.deg(), sd_deg, visibility);
    }
}

#[cfg(test)]
mod tests;
