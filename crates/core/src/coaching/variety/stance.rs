//! A posture as a few numbers that can be compared.

use crate::body::geometry::Vec2;
use crate::body::{Landmark, Pose};
use crate::posture::{Measures, Quantity};

/// Position of the shoulders in the image, in the person's own shoulder widths, so that it does not depend on the
/// distance to the camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeatPosition {
    /// Midpoint of the shoulders from the centre of the image: right in the image and down are positive.
    pub shoulders: Vec2,
    /// Distance between the shoulders as a share of the width of the image.
    pub width_share: f64,
}

/// Rise of the shoulders that is standing, shoulder widths (38 cm). The shoulders of a standing person are about
/// 40 cm above those of the same person on a chair (ANSUR II: standing acromial height less the sitting one less the
/// height of the seat); a higher seat or a stretched back changes much less.
const STANDING_RISE: f64 = 0.6;

/// The sitting person and the standing one have about the same size; somebody behind the chair is smaller.
const SAME_SIZE: std::ops::RangeInclusive<f64> = 0.75..=1.6;

/// Sideways distance up to which the person stands in front of their seat, shoulder widths.
const SAME_PLACE: f64 = 1.2;

impl SeatPosition {
    /// The position of the shoulders of `pose`; `None` if one is unseen or the person is seen from the side.
    #[must_use]
    pub fn of(pose: &Pose) -> Option<Self> {
        let left = pose.seen(Landmark::LeftShoulder)?;
        let right = pose.seen(Landmark::RightShoulder)?;
        let width_px = left.distance(right);
        let image_px = Vec2::new(f64::from(pose.image.width), f64::from(pose.image.height));
        if left.x - right.x <= 1.0 || image_px.x <= 0.0 {
            return None;
        }
        let from_centre = left.midpoint(right) - image_px * 0.5;
        let shoulders = Vec2::new(from_centre.x / width_px, from_centre.y / width_px);
        Some(Self { shoulders, width_share: width_px / image_px.x })
    }

    /// Whether this is the position of the person who sat at `seated` and now stands.
    #[must_use]
    pub(super) fn is_standing_against(&self, seated: Option<Self>) -> bool {
        seated.is_some_and(|seated| {
            seated.shoulders.y - self.shoulders.y >= STANDING_RISE
                && (seated.shoulders.x - self.shoulders.x).abs() <= SAME_PLACE
                && SAME_SIZE.contains(&(self.width_share / seated.width_share))
        })
    }
}

/// How a component of the stance is read.
#[derive(Debug, Clone, Copy)]
struct Component {
    quantity: Quantity,
    /// Change that is a shift, in the unit of the quantity; of a distance the share of it.
    limit: f64,
    /// Whether the change is a share of the value.
    is_relative: bool,
}

/// The components of a stance: those of the trunk, and the head where it goes with the trunk. Turning or nodding the
/// head is no shift. All limits are product choices: about half of what the fault of the same quantity needs, or what
/// a person sees as another way to sit.
const COMPONENTS: [Component; 6] = [
    Component { quantity: Quantity::TrunkLean, limit: 6.0, is_relative: false },
    Component { quantity: Quantity::ForwardHead, limit: 6.0, is_relative: false },
    Component { quantity: Quantity::TorsoYaw, limit: 10.0, is_relative: false },
    Component { quantity: Quantity::ShoulderTilt, limit: 4.0, is_relative: false },
    Component { quantity: Quantity::Slouch, limit: 0.1, is_relative: false },
    Component { quantity: Quantity::ScreenDistance, limit: 0.08, is_relative: true },
];

/// Change of the position of the shoulders that is a shift, shoulder widths: 6 cm sideways, 4 cm up or down.
const ASIDE: f64 = 0.16;
const HEIGHT: f64 = 0.11;

/// Number of standard deviations of the noise by which the limit is widened.
const NOISE_SDS: f64 = 2.0;

/// A posture.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Stance {
    /// Value and standard deviation of the noise of each component.
    values: [Option<(f64, f64)>; COMPONENTS.len()],
    pub seat: Option<SeatPosition>,
}

impl Stance {
    /// The stance in `measures` of a person whose shoulders are at `seat`.
    #[must_use]
    pub fn of(measures: &Measures, seat: Option<SeatPosition>) -> Self {
        let values = COMPONENTS.map(|component| {
            let measured = measures.get(component.quantity).known()?;
            // Without a limit, a distance compares as its logarithm: the unknown scale of the camera drops out.
            let (value, noise) = match component.is_relative {
                true => (measured.value.ln(), measured.noise_sd / measured.value),
                false => (measured.delta.unwrap_or(measured.value), measured.noise_sd),
            };
            (value.is_finite() && noise.is_finite()).then_some((value, noise))
        });
        Self { values, seat }
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.seat.is_none() && self.values.iter().all(Option::is_none)
    }

    /// Whether `other` is another posture; `None` if they have no component in common.
    #[must_use]
    pub fn differs(&self, other: &Self) -> Option<bool> {
        let mut is_compared = false;
        let mut is_other = false;
        for (component, pair) in COMPONENTS.iter().zip(self.values.iter().zip(&other.values)) {
            if let (Some((from, _)), Some((to, noise))) = pair {
                is_compared = true;
                is_other |= (to - from).abs() > component.limit + NOISE_SDS * noise;
            }
        }
        if let (Some(from), Some(to)) = (self.seat, other.seat) {
            is_compared = true;
            let moved = to.shoulders - from.shoulders;
            is_other |= moved.x.abs() > ASIDE || moved.y.abs() > HEIGHT;
        }
        is_compared.then_some(is_other)
    }

    /// Moves this stance the `share` of the way to `other`. Takes over what was unknown.
    pub fn follow(&mut self, other: &Self, share: f64) {
        for (mine, theirs) in self.values.iter_mut().zip(other.values) {
            match (mine, theirs) {
                (Some((mine, _)), Some((theirs, _))) => *mine += share * (theirs - *mine),
                (mine @ None, theirs) => *mine = theirs,
                (Some(_), None) => {}
            }
        }
        match (&mut self.seat, other.seat) {
            (Some(mine), Some(theirs)) => {
                mine.shoulders = mine.shoulders + (theirs.shoulders - mine.shoulders) * share;
                mine.width_share += share * (theirs.width_share - mine.width_share);
            }
            (mine @ None, theirs) => *mine = theirs,
            (Some(_), None) => {}
        }
    }
}
