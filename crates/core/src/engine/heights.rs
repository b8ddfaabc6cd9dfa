//! Several upright postures at one desk, told apart by the height of the eyes: sitting and standing.
//!
//! If camera and screen are raised with the desk, one upright posture is enough. A camera that stays where it is sees the
//! eyes of a standing person far higher.

use super::Engine;
use crate::body::MonotonicMs;
use crate::posture::baseline_record::BaselineRecord;
use crate::posture::judge::MAX_STEP_MS;
use crate::posture::{Baseline, Measures, Quantity};

/// Difference of the height of the eyes from which two upright postures at one desk are kept, centimetres: more than
/// another chair setting, less than the 45 cm between sitting and standing (ANSUR II). Product choice.
const OTHER_HEIGHT_CM: f64 = 15.0;

/// How much nearer the eyes must be to another upright posture's, centimetres.
const NEARER_BY_CM: f64 = 6.0;

/// Time for which they are, milliseconds: longer than picking something up.
const SWITCH_AFTER_MS: i64 = 12_000;

/// The other upright postures of this desk.
#[derive(Debug, Clone, Default)]
pub(super) struct OtherUprights {
    records: Vec<BaselineRecord>,
    /// Index of the record whose height fits better, since when it has, and the last frame that showed it.
    fits: Option<(usize, MonotonicMs, MonotonicMs)>,
}

/// Direction of the ears below the optical axis of the camera, radians. Its own tilt does not matter: it is estimated
/// from the nod of the head, which differs between sitting and standing.
fn down_rad(baseline: &Baseline) -> Option<f64> {
    let [level_cm, _] = baseline.heights_cm?;
    let scale = baseline.seen_with.map_or(1.0, |seen| seen.distance_scale);
    // Along the optical axis.
    let away_cm = baseline.median(Quantity::ScreenDistance)? / scale;
    let tilt = baseline.camera_tilt;
    let down_cm = (level_cm - away_cm * tilt.sin()) / tilt.cos();
    Some(down_cm.atan2(away_cm))
}

/// Difference of the heights of two directions at `distance_cm`, centimetres.
fn apart_cm(a_rad: f64, b_rad: f64, distance_cm: f64) -> f64 {
    (distance_cm * (a_rad - b_rad).tan()).abs()
}

impl BaselineRecord {
    /// Whether this upright posture and `other` are at different heights: one sitting, one standing.
    #[must_use]
    pub fn is_at_another_height_than(&self, other: &Self) -> bool {
        let (this, other) = (self.baseline(), other.baseline());
        let distance_cm = this.median(Quantity::ScreenDistance);
        match (down_rad(&this), down_rad(&other), distance_cm) {
            (Some(a), Some(b), Some(cm)) => apart_cm(a, b, cm) >= OTHER_HEIGHT_CM,
            _ => false,
        }
    }
}

impl Engine {
    /// Uses the last of `records`, all of the same desk. The others are used as soon as the height of the eyes fits
    /// them. Without records the baseline is removed.
    pub fn recall_uprights(&mut self, mut records: Vec<BaselineRecord>) {
        match records.pop() {
            Some(newest) => self.recall_baseline(&newest),
            None => self.clear_baseline(),
        }
        self.upright.others = OtherUprights { records, fits: None };
    }

    /// Whether a head at the place of `measures` fits another upright posture of this desk better than the one in use.
    pub(super) fn fits_another_upright(&self, measures: &Measures) -> Option<usize> {
        let [_, y_cm, z_cm] = measures.head_cm()?;
        let baseline = self.upright.baseline.as_ref()?;
        let now_rad = y_cm.atan2(z_cm) - baseline.camera_tilt.rad();
        let off_cm = |of: &Baseline| Some(apart_cm(down_rad(of)?, now_rad, y_cm.hypot(z_cm)));
        let off_now_cm = off_cm(baseline)?;
        let others = self.upright.others.records.iter().enumerate();
        let (index, off_other_cm) = others
            .filter_map(|(index, record)| Some((index, off_cm(&record.baseline())?)))
            .min_by(|(_, a), (_, b)| a.total_cmp(b))?;
        (off_other_cm + NEARER_BY_CM < off_now_cm).then_some(index)
    }

    /// Switches to another upright posture of this desk, once its height has fitted for some time. Returns whether
    /// it did.
    pub(super) fn step_heights(&mut self, measures: &Measures, now: MonotonicMs) -> bool {
        if self.upright.others.records.is_empty() || self.is_calibrating() {
            return false;
        }
        let fits = self.fits_another_upright(measures);
        let others = &mut self.upright.others;
        let Some(index) = fits else {
            others.fits = None;
            return false;
        };
        let (_, since, _) = match others.fits {
            Some((before, since, last))
                if before == index && now.since_ms(last) <= 2 * MAX_STEP_MS =>
            {
                (before, since, last)
            }
            _ => (index, now, now),
        };
        others.fits = Some((index, since, now));
        if now.since_ms(since) < SWITCH_AFTER_MS {
            return false;
        }
        let next = others.records.remove(index);
        let mut records = std::mem::take(&mut others.records);
        records.extend(self.baseline_to_save());
        records.push(next);
        self.recall_uprights(records);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Pose;
    use crate::body::geometry::Vec2;
    use crate::engine::Event;
    use crate::engine::tests::{calibrated, engine, sitter};

    /// The same person, so many pixels higher in the picture.
    fn higher(pixels: f64) -> Pose {
        let mut pose = sitter(1.0);
        for keypoint in &mut pose.keypoints {
            keypoint.in_image = keypoint.in_image + Vec2::new(0.0, -pixels);
        }
        pose
    }

    fn upright(pixels: f64) -> BaselineRecord {
        let mut engine = engine();
        engine.start_calibration();
        for t_ms in (0..=4_000).step_by(100) {
            engine.step(Some(&higher(pixels)), MonotonicMs(t_ms));
        }
        engine.baseline_to_save().unwrap()
    }

    fn forward_head(engine: &mut Engine, pixels: f64, t_ms: i64) -> (Option<f64>, Vec<Event>) {
        let (snapshot, events) = engine.step(Some(&higher(pixels)), MonotonicMs(t_ms));
        let known = snapshot.measures.get(Quantity::ForwardHead).known();
        (known.and_then(|measured| measured.delta), events)
    }

    #[test]
    fn who_stands_up_before_a_fixed_camera_is_compared_with_their_standing_posture() {
        let (sitting, standing) = (upright(0.0), upright(150.0));
        assert!(standing.is_at_another_height_than(&sitting));
        assert!(!upright(20.0).is_at_another_height_than(&sitting));
        let mut engine = engine();
        engine.recall_uprights(vec![standing.clone(), sitting.clone()]);
        assert_eq!(engine.baseline_to_save(), Some(sitting.clone()));
        let mut switched = Vec::new();
        for t_ms in (0..120_000).step_by(500) {
            let pixels = if (30_000..70_000).contains(&t_ms) { 150.0 } else { 0.0 };
            let (_, events) = forward_head(&mut engine, pixels, t_ms);
            let is_left = events.iter().any(|event| matches!(event, Event::Left { .. }));
            assert!(!is_left, "{t_ms}: {events:?}");
            if events.iter().any(|event| matches!(event, Event::UprightSwitched { .. })) {
                switched.push(t_ms);
            }
        }
        assert_eq!(switched, [42_000, 82_000]);
        assert_eq!(engine.baseline_to_save(), Some(sitting));
    }

    #[test]
    fn who_stands_up_for_a_moment_or_has_one_posture_only_is_not_switched() {
        let (sitting, standing) = (upright(0.0), upright(150.0));
        let mut engine = engine();
        engine.recall_uprights(vec![standing, sitting]);
        for t_ms in (0..60_000).step_by(500) {
            let pixels = if (30_000..38_000).contains(&t_ms) { 150.0 } else { 0.0 };
            let (_, events) = forward_head(&mut engine, pixels, t_ms);
            let is_switched = events.iter().any(|e| matches!(e, Event::UprightSwitched { .. }));
            assert!(!is_switched, "{t_ms}");
        }
        let (mut engine, start_ms) = calibrated();
        for t_ms in (start_ms..start_ms + 60_000).step_by(500) {
            assert!(!engine.step_heights(&Measures::nobody(), MonotonicMs(t_ms)));
        }
    }
}
