//! The measures of a calibrated person from the fusion of all cues.

use super::{Measuring, Slouched};
use crate::body::{Angle, Side};
use crate::posture::fusion::{Estimate, Fused};
use crate::posture::head::HeadPose;
use crate::posture::limit_on_picture::ShoulderLimitLine;
use crate::posture::quantity::Quantity;
use crate::posture::reading::{Measure, Measured, Unmeasured};
use crate::posture::torso::Torso;
use crate::posture::view::View;

/// Forward-head angle that a nod alone adds, degrees per degree of nod: 6.5° at 25° for the rendered people,
/// 7.7° at 30° for the simulated ones, whose lower neck takes part in a nod.
const FORWARD_PER_NOD: f64 = 0.26;

/// Part of the fusion's standard deviation that differs between frames, so that the median over two seconds
/// reduces it. Chosen so that the errors of settled postures of rendered people match the stated value.
const FUSION_NOISE_SHARE: f64 = 0.7;

fn noise_sd(estimate: Estimate) -> f64 {
    FUSION_NOISE_SHARE * estimate.sd
}

fn lasting_sd(estimate: Estimate) -> f64 {
    (1.0 - FUSION_NOISE_SHARE.powi(2)).sqrt() * estimate.sd
}

/// Shoulder widths of slouch that count for each degree by which the upper back is rounded. The limit of
/// 0.13 is then 5.4°; a mild slump has 10°. Product choice.
const SLOUCH_PER_DEGREE: f64 = 0.024;

/// Sinking that counts alone, in shoulder widths: the lower limit of the fault. A rounded back adds nothing then.
const SUNK_ALONE: f64 = 0.08;

/// Changes of the upper back's flexion that a body can make, degrees: thorax and upper lumbar spine flex by
/// about 60° in all. With a margin.
const POSSIBLE_FLEXION_DEG: std::ops::RangeInclusive<f64> = -40.0..=75.0;

/// Changes from an upright sitting posture that a body can make, degrees: the neck flexes by about 50° and
/// extends by about 60° (AAOS), of which the atlas carries part; a shoulder rises by about 8 cm, which is
/// about 8°; the trunk folds until the chest lies on the thighs. With a margin for the error of a
/// measurement. What lies beyond is another person, a hidden face or a failed recognition.
pub(super) fn possible_change_deg(quantity: Quantity) -> std::ops::RangeInclusive<f64> {
    match quantity {
        Quantity::ForwardHead => -35.0..=60.0,
        Quantity::RaisedShoulderLeft | Quantity::RaisedShoulderRight => -8.0..=12.0,
        Quantity::TrunkLean => -45.0..=70.0,
        Quantity::ShoulderTilt => -35.0..=35.0,
        Quantity::HeadPitch => -75.0..=75.0,
        _ => -180.0..=180.0,
    }
}

/// A slouch lets head and shoulders sink or rounds the upper back, and usually both. If the sinking is not sure,
/// the more certain of the two counts. Values that alternate between the two would not reach the limit.
fn slouched(sunk: Option<Slouched>, flexion: Estimate) -> Option<Slouched> {
    let rounded = Slouched {
        widths: SLOUCH_PER_DEGREE * flexion.change,
        noise_sd: SLOUCH_PER_DEGREE * noise_sd(flexion),
        lasting_sd: SLOUCH_PER_DEGREE * lasting_sd(flexion),
    };
    let is_possible = POSSIBLE_FLEXION_DEG.contains(&flexion.change);
    sunk.map(|sunk| {
        let is_rounder =
            is_possible && sunk.surely() < SUNK_ALONE && rounded.surely() > sunk.surely();
        if is_rounder { rounded } else { sunk }
    })
}

impl Measuring<'_> {
    /// The measures of a calibrated person from all cues together. Distance, turn of the head and tilt of the head
    /// are not part of the fusion.
    pub(super) fn front_fused(&mut self, fused: &Fused, head: &HeadPose, torso: &Torso) {
        let Some(baseline) = self.baseline else { return };
        let visibility =
            head.visibility.min(torso.visibility) * (1.0 - (head.residual / 0.15)).clamp(0.0, 1.0);
        let upright_yaw_deg = baseline.median(Quantity::TorsoYaw).unwrap_or(0.0);
        let yaw_deg = upright_yaw_deg + fused.torso_yaw_deg.change;
        if View::of_torso_yaw(Angle::from_deg(yaw_deg)) != View::Front {
            self.unmeasured_neck(Unmeasured::TurnedTooFar);
        } else {
            let [left, right] = [fused.raised_shoulder_left_deg, fused.raised_shoulder_right_deg];
            self.put_change(Quantity::ForwardHead, fused.forward_head_deg, visibility);
            self.allow_nod(fused.head_pitch_deg.change);
            self.put_change(Quantity::RaisedShoulderLeft, left, visibility);
            self.put_change(Quantity::RaisedShoulderRight, right, visibility);
            self.put_change(Quantity::ShoulderTilt, fused.shoulder_tilt_deg, torso.visibility);
            let line_deg = baseline.median(Quantity::ShoulderTilt).unwrap_or(0.0)
                + fused.shoulder_tilt_deg.change;
            let line = Angle::from_deg(line_deg);
            self.head_tilt(head, line, fused.shoulder_tilt_deg.sd, visibility);
            let slouched = slouched(self.sunk(head, torso), fused.upper_back_flexion_deg);
            self.put_slouch(slouched, visibility);
            self.put_change(Quantity::TrunkLean, fused.trunk_lean_deg, torso.visibility);
            self.shoulder_marks([left.change, right.change], torso.shoulder_mid_cm.z);
        }
        self.put_change(Quantity::TorsoYaw, fused.torso_yaw_deg, torso.visibility);
        self.put_change(Quantity::HeadPitch, fused.head_pitch_deg, head.visibility);
    }

    /// Sets `quantity` to its upright value plus an estimated change. A change that no body can make is
    /// not claimed.
    fn put_change(&mut self, quantity: Quantity, estimate: Estimate, visibility: f64) {
        let Some(upright) = self.baseline.and_then(|b| b.median(quantity)) else { return };
        if possible_change_deg(quantity).contains(&estimate.change) {
            let sd = [noise_sd(estimate), lasting_sd(estimate)];
            self.put(quantity, upright + estimate.change, sd, visibility);
        } else {
            self.into.set(quantity, Measure::Unmeasured(Unmeasured::Implausible));
        }
    }

    /// Looking down carries the ears forward. This part of forward head is no fault: reading a paper is not
    /// a head held forward.
    fn allow_nod(&mut self, nod_deg: f64) {
        if let Measure::Known(forward) = self.into.get(Quantity::ForwardHead) {
            let allowance = FORWARD_PER_NOD * nod_deg.max(0.0);
            let allowed = Measure::Known(Measured { allowance, ..*forward });
            self.into.set(Quantity::ForwardHead, allowed);
        }
    }

    /// Where the shoulders belong in the image, for shoulders that are raised by `raised_deg`.
    fn shoulder_marks(&mut self, raised_deg: [f64; 2], depth_cm: f64) {
        let Some(upright) = self.baseline.and_then(|b| b.neck.as_ref()) else { return };
        let px_per_cm = self.camera.focal_px / depth_cm;
        for (side, deg) in Side::BOTH.into_iter().zip(raised_deg) {
            let raised_cm = upright.raised_cm_for(side, Angle::from_deg(deg));
            let mark = ShoulderLimitLine::of(self.pose, side, upright, raised_cm, px_per_cm);
            self.into.set_shoulder_mark(side, mark);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slouch_is_sinking_or_rounding_whichever_is_more_certain() {
        let sunk = |widths: f64| Some(Slouched { widths, noise_sd: 0.02, lasting_sd: 0.022 });
        let widths = |by: f64, change: f64, sd: f64| {
            slouched(sunk(by), Estimate { change, sd }).map(|slouched| slouched.widths)
        };
        assert_eq!(widths(0.0, 10.0, 2.0), Some(0.24));
        assert_eq!(widths(0.15, 0.0, 2.0), Some(0.15));
        assert_eq!(widths(0.05, 10.0, 12.0), Some(0.05));
        // No body can do this.
        assert_eq!(widths(0.0, 90.0, 2.0), Some(0.0));
        assert!(slouched(None, Estimate { change: 10.0, sd: 2.0 }).is_none());
    }
}
