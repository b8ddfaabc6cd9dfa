//! The rest position: the person's pose just before a stretch, the reference of its rule.

use std::collections::VecDeque;

use crate::body::geometry::Vec2;
use crate::body::{Angle, ImageSize, Landmark, MonotonicMs, Pose, Side};
use crate::posture::baseline::camera_for;
use crate::posture::head::{HeadTemplate, fit_head};
use crate::stats;

/// A person's pose at rest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rest {
    /// Size of the image it was measured in.
    pub image: ImageSize,
    /// Midpoint between the shoulders, pixels.
    pub shoulder_mid_in_image: Vec2,
    /// Distance between the shoulders, pixels: the unit of length of a rule.
    pub shoulder_width_px: f64,
    /// Tilt of the shoulder line, positive if the left shoulder is lower.
    pub shoulder_dip_left: Angle,
    /// Head roll, positive towards the left.
    pub head_tilt_left: Angle,
    /// Head yaw, positive towards the left.
    pub head_turn_left: Angle,
}

/// The left and the right shoulder. `None` if a shoulder is not visible or the person is seen from
/// the side.
pub(super) fn shoulders(pose: &Pose) -> Option<(Vec2, Vec2)> {
    let left = pose.seen(Landmark::LeftShoulder)?;
    let right = pose.seen(Landmark::RightShoulder)?;
    (left.x - right.x > 1.0).then_some((left, right))
}

/// Roll and yaw of the rigid head, positive towards the left. Uses the face mesh if there is one:
/// the pose model's eye landmarks show only little more than half of a head roll (docs/guide.md).
pub(super) fn head_left(
    pose: &Pose,
    hfov_deg: f64,
    template: &HeadTemplate,
) -> Option<(Angle, Angle)> {
    let head = fit_head(pose, template, &camera_for(pose.image, hfov_deg))?;
    Some((head.roll, head.yaw))
}

/// Tilt of the shoulder line, positive if the left shoulder is lower.
pub(super) fn shoulder_dip_left(left: Vec2, right: Vec2) -> Angle {
    Angle::of_vector(left.x - right.x, left.y - right.y)
}

impl Rest {
    /// The measurements of `pose`, if both shoulders and the face are visible.
    #[must_use]
    pub fn of(pose: &Pose, hfov_deg: f64, template: &HeadTemplate) -> Option<Self> {
        let (left, right) = shoulders(pose)?;
        let (head_tilt_left, head_turn_left) = head_left(pose, hfov_deg, template)?;
        Some(Self {
            image: pose.image,
            shoulder_mid_in_image: left.midpoint(right),
            shoulder_width_px: left.distance(right),
            shoulder_dip_left: shoulder_dip_left(left, right),
            head_tilt_left,
            head_turn_left,
        })
    }

    /// Whether `other` is the same person in the same place.
    fn is_place_of(&self, other: &Self) -> bool {
        let away = self.shoulder_mid_in_image.distance(other.shoulder_mid_in_image);
        let size = other.shoulder_width_px / self.shoulder_width_px.max(1.0);
        self.image == other.image
            && away < MOVED * self.shoulder_width_px
            && RESIZED.contains(&size)
    }

    /// Position of a shoulder at rest, pixels.
    #[must_use]
    pub fn shoulder_in_image(&self, side: Side) -> Vec2 {
        let half = Vec2::new(self.shoulder_width_px / 2.0, 0.0).rotated(self.shoulder_dip_left);
        match side {
            Side::Left => self.shoulder_mid_in_image + half,
            Side::Right => self.shoulder_mid_in_image - half,
        }
    }
}

/// Length of the window whose medians form the rest position, milliseconds.
const WINDOW_MS: i64 = 1_500;

/// Minimum number of frames in the window: half of what the live frame rate gives.
const FEWEST: usize = 6;

/// Maximum head roll and shoulder tilt at rest, degrees. Beyond it the person is moving into a stretch: the limits are
/// about half of the tilt that a stretch requires. To a camera beside and above the screen a level head appears rolled by
/// up to 11° (rendered people, docs/guide.md).
const HEAD_ASKEW_DEG: f64 = 13.0;
const SHOULDERS_ASKEW_DEG: f64 = 8.0;

/// Maximum head yaw at rest, degrees. A camera beside the screen sees a face that looks at the screen turned by up to
/// 20°, and with the noise by some degrees more. Turns are measured from the rest position.
const TURNED_DEG: f64 = 30.0;

/// A shift of more than `MOVED` shoulder widths, or a relative shoulder width outside `RESIZED`,
/// means that the person sits elsewhere: the rest position is replaced completely. Otherwise only
/// the shoulders are updated and the head angles are kept, so that a slow start of a stretch does
/// not become the rest position.
const MOVED: f64 = 0.5;
const RESIZED: std::ops::RangeInclusive<f64> = 0.8..=1.25;

/// Determines the rest position.
#[derive(Debug, Clone)]
pub struct RestWatch {
    hfov_deg: f64,
    template: HeadTemplate,
    recent: VecDeque<(MonotonicMs, Rest)>,
    rest: Option<Rest>,
}

impl RestWatch {
    /// Starts without a rest position.
    #[must_use]
    pub fn new(hfov_deg: f64) -> Self {
        let template = HeadTemplate::population();
        Self { hfov_deg, template, recent: VecDeque::new(), rest: None }
    }

    /// Processes one frame and updates [`Self::rest`].
    pub fn add(&mut self, pose: &Pose, now: MonotonicMs) {
        let Some(rest) = Rest::of(pose, self.hfov_deg, &self.template).filter(|rest| {
            rest.head_tilt_left.abs().deg() < HEAD_ASKEW_DEG
                && rest.shoulder_dip_left.abs().deg() < SHOULDERS_ASKEW_DEG
                && rest.head_turn_left.abs().deg() < TURNED_DEG
                && are_hands_down(pose)
        }) else {
            self.recent.clear();
            return;
        };
        self.recent.push_back((now, rest));
        while self.recent.front().is_some_and(|(at, _)| now.since_ms(*at) > WINDOW_MS) {
            self.recent.pop_front();
        }
        let lasted = self.recent.front().map_or(0, |(at, _)| now.since_ms(*at));
        if self.recent.len() >= FEWEST && lasted >= WINDOW_MS / 2 {
            let middle = self.middle(rest);
            self.rest = Some(match &self.rest {
                Some(old) if old.is_place_of(&middle) => Rest {
                    head_tilt_left: old.head_tilt_left,
                    head_turn_left: old.head_turn_left,
                    ..middle
                },
                _ => middle,
            });
        }
    }

    /// The latest rest position.
    #[must_use]
    pub fn rest(&self) -> Option<&Rest> {
        self.rest.as_ref()
    }

    /// The head template, for measuring later frames in the same way.
    #[must_use]
    pub(super) fn template(&self) -> &HeadTemplate {
        &self.template
    }

    /// Horizontal field of view of the camera, degrees.
    #[must_use]
    pub(super) fn hfov_deg(&self) -> f64 {
        self.hfov_deg
    }

    /// The medians over the window.
    fn middle(&self, newest: Rest) -> Rest {
        let of = |value: &dyn Fn(&Rest) -> f64| {
            stats::median(self.recent.iter().map(|(_, r)| value(r))).unwrap_or(0.0)
        };
        Rest {
            image: newest.image,
            shoulder_mid_in_image: Vec2::new(
                of(&|r| r.shoulder_mid_in_image.x),
                of(&|r| r.shoulder_mid_in_image.y),
            ),
            shoulder_width_px: of(&|r| r.shoulder_width_px),
            shoulder_dip_left: Angle::from_deg(of(&|r| r.shoulder_dip_left.deg())),
            head_tilt_left: Angle::from_deg(of(&|r| r.head_tilt_left.deg())),
            head_turn_left: Angle::from_deg(of(&|r| r.head_turn_left.deg())),
        }
    }
}

/// Whether no visible hand is above the shoulder of its side. A hand on the desk is at rest, a hand
/// at the head is not.
fn are_hands_down(pose: &Pose) -> bool {
    [(Landmark::LeftWrist, Landmark::LeftShoulder), (Landmark::RightWrist, Landmark::RightShoulder)]
        .into_iter()
        .all(|(wrist, shoulder)| match (pose.seen(wrist), pose.seen(shoulder)) {
            (Some(wrist), Some(shoulder)) => wrist.y > shoulder.y,
            _ => true,
        })
}
