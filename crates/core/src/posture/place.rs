//! Whether a head is where the calibrated person sits.
//!
//! A head that has the size of the own one, but is much farther away, far aside or far above, is a colleague
//! in the background, somebody who stands behind the chair, a poster or a face on a screen.

use nalgebra::Vector3;

use super::baseline::Baseline;
use super::cues::Cue;
use super::quantity::Quantity;

/// How far a head may be from its upright place along one axis: a share of the person's distance from the
/// camera, and at least so many centimetres.
struct Reach {
    share: f64,
    least_cm: f64,
}

impl Reach {
    fn cm(&self, distance_cm: f64) -> f64 {
        (self.share * distance_cm).max(self.least_cm)
    }
}

/// Away from the screen: a chair rolled back at arm's length from the desk is nearer. Product choice.
const BACK: Reach = Reach { share: 0.6, least_cm: 45.0 };
/// To one side: about the edge of the image at the person's own distance. Product choice.
const ASIDE: Reach = Reach { share: 0.9, least_cm: 60.0 };
/// Up or down: a standing person's eyes are 45 cm above those of a sitting one (ANSUR II, stature less sitting
/// height, both to the eye, less the height of the seat).
const UP_OR_DOWN: Reach = Reach { share: 0.75, least_cm: 45.0 };

/// The place of the head at the calibration, in level space.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    head_cm: Vector3<f64>,
}

impl Place {
    /// The place of `baseline`; `None` if it is not known. Records of versions before the fusion have the
    /// distance only.
    #[must_use]
    pub(crate) fn of(baseline: &Baseline) -> Option<Self> {
        let cue = |cue| baseline.cues.as_ref().map_or(f64::NAN, |cues| cues.get(cue));
        let by_cues_cm = Some(cue(Cue::HeadLnDepth).exp()).filter(|cm| cm.is_finite());
        let z = by_cues_cm.or_else(|| baseline.median(Quantity::ScreenDistance))?;
        let [x, y] = [Cue::HeadRayX, Cue::HeadRayY].map(|ray| cue(ray) * z);
        Some(Self { head_cm: Vector3::new(x, y, z) })
    }

    /// Whether a head at `at_cm` (level space, the midpoint of the ears) is near this place. The distances
    /// along the three axes are joined as those of an ellipsoid. Coming nearer to the screen does not count.
    #[must_use]
    pub(crate) fn is_near(&self, at_cm: &Vector3<f64>) -> bool {
        let distance_cm = self.head_cm.z;
        let off_cm = (at_cm - self.head_cm).map(|cm| if cm.is_finite() { cm } else { 0.0 });
        let share = Vector3::new(
            off_cm.x / ASIDE.cm(distance_cm),
            off_cm.y / UP_OR_DOWN.cm(distance_cm),
            off_cm.z.max(0.0) / BACK.cm(distance_cm),
        );
        share.norm() <= 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Whether the head counts as at its place, 60 cm from the camera, when it is so far from it, centimetres.
    fn is_near(aside_cm: f64, down_cm: f64, back_cm: f64) -> bool {
        let head_cm = Vector3::new(5.0, 3.0, 60.0);
        Place { head_cm }.is_near(&(head_cm + Vector3::new(aside_cm, down_cm, back_cm)))
    }

    #[test]
    fn who_leans_rolls_or_reclines_is_still_at_the_desk() {
        for (aside, down, back) in [
            (0.0, 0.0, 0.0),
            (30.0, 0.0, 20.0),
            (-30.0, 8.0, -30.0),
            (0.0, 15.0, 30.0),
            (0.0, 10.0, -40.0),
        ] {
            assert!(is_near(aside, down, back), "{aside} {down} {back}");
        }
    }

    #[test]
    fn who_stands_behind_the_chair_or_sits_at_the_next_desk_is_not() {
        for (aside, down, back) in
            [(0.0, 0.0, 80.0), (0.0, -45.0, 40.0), (60.0, -10.0, 40.0), (110.0, 0.0, 0.0)]
        {
            assert!(!is_near(aside, down, back), "{aside} {down} {back}");
        }
    }

    #[test]
    fn a_place_of_which_only_the_distance_is_known_is_compared_by_it() {
        let place = Place { head_cm: Vector3::new(f64::NAN, f64::NAN, 60.0) };
        assert!(place.is_near(&Vector3::new(70.0, 40.0, 80.0)));
        assert!(!place.is_near(&Vector3::new(0.0, 0.0, 110.0)));
    }

    proptest! {
        #[test]
        fn farther_from_the_place_is_never_nearer_to_it(
            aside in -150.0f64..150.0, down in -80.0f64..80.0, back in 0.0f64..200.0,
            factor in 1.0f64..3.0,
        ) {
            prop_assert!(is_near(aside, down, back) || !is_near(aside * factor, down * factor, back * factor));
        }
    }
}
