//! Whether the person in view is the one of the calibration.
//!
//! Two cues decide: the trunk of the calibration is recognised (the same clothes), or the upper face has
//! another shape. A mask, a mug or a beard changes neither the clothes nor, much, the upper face. Both are
//! kept in memory only. A baseline of an earlier day has only numbers, which tell a child from an adult, and people of
//! very different build, but not two adults of usual build.

use super::baseline::Baseline;
use super::camera::CameraModel;
use super::cues::{Cue, Cues, is_trunk_matched};
use super::head::upper_face_misfit;
use crate::body::{MonotonicMs, Pose};

/// What one frame says about who is in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// The person of the calibration.
    Same,
    /// Another face, above other clothes.
    Other,
}

/// Misfit of the upper face, in ear-to-ear widths, above which it is another face: so much, and so many times
/// the misfit at the calibration, which is larger in a noisy picture. Medians over ten seconds
/// of two people in three webcam videos who talk, laugh and grimace: 0.002 to 0.008 against the own template,
/// 0.010 to 0.017 against the other's.
const OTHER_ABOVE: (f64, f64) = (0.009, 2.0);
/// The same for the misfit below which it is the own face.
const SAME_BELOW: (f64, f64) = (0.006, 1.3);

/// Maximum turn of the head from its direction at the calibration, degrees: nod, turn, tilt. The template has
/// the person's shape in that direction only.
const COMPARED_WITHIN_DEG: [f64; 3] = [10.0, 12.0, 12.0];

/// Compares the person of `pose` with the one of `baseline`. `None` if the two cannot be compared, or if
/// the result is between the limits. `now` are the cues of `pose`.
#[must_use]
pub(crate) fn likeness(
    pose: &Pose,
    now: &Cues,
    camera: &CameraModel,
    baseline: &Baseline,
) -> Option<Likeness> {
    let upright = baseline.cues.as_ref()?;
    let is_turned_alike = [Cue::HeadPitch, Cue::HeadYaw, Cue::HeadRoll]
        .into_iter()
        .zip(COMPARED_WITHIN_DEG)
        .all(|(cue, within)| (now.get(cue) - upright.get(cue)).to_degrees().abs() <= within);
    // A saved baseline has neither the trunk nor the face.
    let Some(anchor) = baseline.trunk.as_ref() else {
        return likeness_of_build(now, upright).filter(|_| is_turned_alike);
    };
    if is_trunk_matched(pose, anchor) {
        return Some(Likeness::Same);
    }
    let usual = baseline.face_misfit?;
    let misfit =
        upper_face_misfit(pose, &baseline.body.head, camera).filter(|_| is_turned_alike)?;
    if misfit > OTHER_ABOVE.0.max(OTHER_ABOVE.1 * usual) {
        Some(Likeness::Other)
    } else {
        (misfit < SAME_BELOW.0.max(SAME_BELOW.1 * usual)).then_some(Likeness::Same)
    }
}

/// Change of the natural logarithm of shoulder width over eye width, in the image, from which the person has another
/// build: alone, and together with eyes that are higher above wider shoulders, or lower above narrower ones, by so many
/// centimetres. In 25 simulated people the postures at a desk change it by at most 0.16, and by 0.25 from 20 cm before
/// the camera; between two adults its standard deviation is 0.17, and between an adult and a child of eight years it is
/// about 0.26, with eyes 20 cm lower (ANSUR II; Snyder et al. 1977, anthropometry of children).
const OTHER_BUILD: f64 = 0.3;
const OTHER_BUILD_AND_HEIGHT: (f64, f64) = (0.15, 12.0);
/// The same below which it is the own build.
const SAME_BUILD_AND_HEIGHT: (f64, f64) = (0.1, 10.0);

/// Compares the build with that of a baseline of an earlier day. `None` if it is not known or between the limits.
fn likeness_of_build(now: &Cues, upright: &Cues) -> Option<Likeness> {
    let ratio =
        |cues: &Cues| cues.get(Cue::ShouldersLnWidthRay) - cues.get(Cue::MeshEyesLnWidthRay);
    let eyes_down_cm = |cues: &Cues| cues.get(Cue::HeadRayY) * cues.get(Cue::HeadLnDepth).exp();
    let wider = ratio(now) - ratio(upright);
    let higher_cm = eyes_down_cm(upright) - eyes_down_cm(now);
    if !wider.is_finite() || !higher_cm.is_finite() {
        return None;
    }
    let (by, by_cm) = OTHER_BUILD_AND_HEIGHT;
    let is_other_size = wider.abs() > by && higher_cm * wider.signum() > by_cm;
    if wider.abs() > OTHER_BUILD || is_other_size {
        return Some(Likeness::Other);
    }
    let (by, by_cm) = SAME_BUILD_AND_HEIGHT;
    (wider.abs() < by && higher_cm.abs() < by_cm).then_some(Likeness::Same)
}

/// Time and number of frames for which another face must be seen. Product choice: the same face laughs or
/// is hidden for a moment.
const OTHER_AFTER_MS: i64 = 4_000;
const OTHER_AFTER_FRAMES: u32 = 4;

/// Gap without a frame of a person after which nothing is known any more, milliseconds.
const FORGET_AFTER_MS: i64 = 60_000;

/// Decides from the frames of a few seconds who is in view.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct LikenessWatch {
    /// Time of the first frame with another face, and the number of such frames since.
    other: Option<(MonotonicMs, u32)>,
    last: Option<MonotonicMs>,
    /// Since the person was last recognised, nobody was in view for a moment, or nothing was watched. Who stays in
    /// view does not become another person.
    is_interrupted: bool,
}

impl LikenessWatch {
    /// Adds the frame at `now`. Returns whether somebody else is in view.
    pub(crate) fn add(&mut self, likeness: Option<Likeness>, now: MonotonicMs) -> bool {
        if self.last.is_some_and(|last| now.since_ms(last) > FORGET_AFTER_MS) {
            self.other = None;
            self.interrupt();
        }
        match likeness {
            Some(Likeness::Same) => {
                self.other = None;
                self.is_interrupted = false;
            }
            Some(Likeness::Other) if self.is_interrupted => {
                let (since, count) = self.other.unwrap_or((now, 0));
                self.other = Some((since, count.saturating_add(1)));
            }
            Some(Likeness::Other) | None => {}
        }
        if likeness.is_some() {
            self.last = Some(now);
        }
        self.other.is_some_and(|(since, count)| {
            count >= OTHER_AFTER_FRAMES && now.since_ms(since) >= OTHER_AFTER_MS
        })
    }

    /// Nobody is in view, or nothing was watched for a while: somebody else may come.
    pub(crate) fn interrupt(&mut self) {
        self.is_interrupted = true;
    }

    /// Whether another face is in view, for less than the required time.
    #[must_use]
    pub(crate) fn is_undecided(&self, now: MonotonicMs) -> bool {
        self.other.is_some_and(|(since, count)| {
            count < OTHER_AFTER_FRAMES || now.since_ms(since) < OTHER_AFTER_MS
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OTHER: Option<Likeness> = Some(Likeness::Other);
    const SAME: Option<Likeness> = Some(Likeness::Same);

    /// Whether somebody else is in view after frames at an interval of a second.
    fn after(frames: &[Option<Likeness>]) -> bool {
        let mut watch = LikenessWatch::default();
        watch.interrupt();
        let mut is_other = false;
        for (s, frame) in (0..).zip(frames) {
            is_other = watch.add(*frame, MonotonicMs(s * 1_000));
        }
        is_other
    }

    #[test]
    fn another_face_counts_after_four_seconds_and_the_own_one_at_once() {
        assert!(!after(&[OTHER; 4]));
        assert!(after(&[OTHER; 5]));
        assert!(after(&[OTHER, OTHER, OTHER, None, None, OTHER]), "turned away in between");
        assert!(!after(&[OTHER, OTHER, OTHER, OTHER, OTHER, SAME]));
        assert!(!after(&[OTHER, OTHER, SAME, OTHER, OTHER, SAME, OTHER]));
    }

    #[test]
    fn who_stays_in_view_does_not_become_another_person() {
        let mut watch = LikenessWatch::default();
        for s in 0..60 {
            assert!(!watch.add(OTHER, MonotonicMs(s * 1_000)), "{s}");
        }
        watch.interrupt();
        let is_other = (60..66).map(|s| watch.add(OTHER, MonotonicMs(s * 1_000))).last();
        assert_eq!(is_other, Some(true));
    }

    #[test]
    fn one_frame_that_is_repeated_late_is_no_proof() {
        let mut watch = LikenessWatch::default();
        watch.interrupt();
        assert!(!watch.add(OTHER, MonotonicMs(0)) && watch.is_undecided(MonotonicMs(0)));
        assert!(!watch.add(OTHER, MonotonicMs(FORGET_AFTER_MS + 1)));
    }

    /// Cues of a person whose shoulders are so many times wider against the eyes, and whose eyes are so much higher.
    fn build(times_wider: f64, higher_cm: f64) -> Cues {
        let mut cues = Cues([f64::NAN; crate::posture::cues::CUE_COUNT]);
        for (cue, value) in [
            (Cue::ShouldersLnWidthRay, times_wider.ln()),
            (Cue::MeshEyesLnWidthRay, 0.0),
            (Cue::HeadLnDepth, 60f64.ln()),
            (Cue::HeadRayY, -higher_cm / 60.0),
        ] {
            cues.0[cue as usize] = value;
        }
        cues
    }

    #[test]
    fn a_child_in_the_chair_of_an_adult_is_somebody_else_and_a_slumped_adult_is_not() {
        let upright = build(1.0, 0.0);
        for (times_wider, higher_cm, expected) in [
            (0.77, -20.0, OTHER),
            (1.3, 20.0, OTHER),
            (0.7, 0.0, OTHER),
            // Leaning in, slumped, another chair setting.
            (0.88, -9.0, None),
            (0.95, -8.0, SAME),
            (1.02, 14.0, None),
            // Narrow shoulders and high eyes: the trunk is turned.
            (0.82, 15.0, None),
            (f64::NAN, 0.0, None),
        ] {
            let found = likeness_of_build(&build(times_wider, higher_cm), &upright);
            assert_eq!(found, expected, "{times_wider} {higher_cm}");
        }
    }

    proptest! {
        #[test]
        fn who_was_recognised_last_is_never_somebody_else(
            frames in prop::collection::vec(prop::sample::select(vec![OTHER, SAME, None]), 0..40),
        ) {
            let last = frames.iter().rev().find(|frame| frame.is_some());
            prop_assert!(last != Some(&SAME) || !after(&frames));
        }
    }
}
