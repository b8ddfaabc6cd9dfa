//! Whether the camera mirrors its picture: the person raises their right hand.

use eframe::egui::Ui;

use super::row_ui;
use crate::text::t;
use crate::text::verdict::Sign;
use crate::ui::action::Action;
use crate::ui::widgets::button::Button;
use crate::watch::LiveView;
use plumbline_core::body::{Landmark, Pose, Side};

/// Height of the wrist over its shoulder from which the hand is raised, shoulder widths.
const RAISED_WIDTHS: f64 = 0.25;

/// Number of frames in a row that show the same hand raised.
const FRAMES: u32 = 3;

/// The check of left and right.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) enum HandCheck {
    #[default]
    Idle,
    /// Waits for a hand. Which one the last frames show, and how many of them.
    Waiting {
        sequence: u64,
        raised: Option<(Side, u32)>,
    },
    Right,
    Mirrored,
}

/// The one hand of `pose` that is raised beside the head; `None` if none is, or both are.
fn raised_hand(pose: &Pose) -> Option<Side> {
    let left = pose.seen(Landmark::LeftShoulder)?;
    let right = pose.seen(Landmark::RightShoulder)?;
    let width_px = left.distance(right);
    let is_raised = |wrist, shoulder_y: f64| {
        pose.seen(wrist).is_some_and(|wrist| shoulder_y - wrist.y > RAISED_WIDTHS * width_px)
    };
    match (is_raised(Landmark::LeftWrist, left.y), is_raised(Landmark::RightWrist, right.y)) {
        (true, false) => Some(Side::Left),
        (false, true) => Some(Side::Right),
        _ => None,
    }
}

impl HandCheck {
    /// Adds a frame. Returns whether the picture is mirrored, once that is known.
    fn look(&mut self, live: &LiveView) -> Option<bool> {
        let Self::Waiting { sequence, raised } = self else { return None };
        if *sequence == live.sequence {
            return None;
        }
        *sequence = live.sequence;
        let hand = live.pose.as_ref().and_then(raised_hand);
        *raised = hand.map(|hand| match *raised {
            Some((before, count)) if before == hand => (hand, count + 1),
            _ => (hand, 1),
        });
        let (hand, _) = raised.filter(|(_, count)| *count >= FRAMES)?;
        let is_mirrored = hand == Side::Left;
        *self = if is_mirrored { Self::Mirrored } else { Self::Right };
        Some(is_mirrored)
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, live: &LiveView, actions: &mut Vec<Action>) {
        if self.look(live) == Some(true) {
            actions.push(Action::MirrorCamera);
        }
        let (sign, words) = match self {
            Self::Idle => (Sign::Question, t!("desk-hand-about")),
            Self::Waiting { .. } => (Sign::Question, t!("desk-hand-waits")),
            Self::Right => (Sign::Tick, t!("desk-hand-right")),
            Self::Mirrored => (Sign::Tick, t!("desk-hand-mirrored")),
        };
        row_ui(ui, sign, t!("desk-hand"), words, |ui| {
            if *self == Self::Idle && Button::secondary(t!("desk-hand-start")).show(ui).clicked() {
                *self = Self::Waiting { sequence: live.sequence, raised: None };
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::geometry::Vec2;
    use plumbline_core::body::{ImageSize, Keypoint};

    const IMAGE: ImageSize = ImageSize { width: 640, height: 480 };

    /// A person whose wrists are so many pixels above their shoulders.
    fn person(left_px: f64, right_px: f64) -> Pose {
        let mut pose = Pose::of_landmarks(IMAGE, [Keypoint::default(); 33]);
        for (landmark, x, y) in [
            (Landmark::LeftShoulder, 420.0, 300.0),
            (Landmark::RightShoulder, 220.0, 300.0),
            (Landmark::LeftWrist, 470.0, 300.0 - left_px),
            (Landmark::RightWrist, 170.0, 300.0 - right_px),
        ] {
            pose.keypoints[landmark.index()] =
                Keypoint { in_image: Vec2::new(x, y), z: 0.0, visibility: 0.99, presence: 0.99 };
        }
        pose
    }

    #[test]
    fn only_one_raised_hand_says_anything() {
        for (left_px, right_px, hand) in [
            (-100.0, 120.0, Some(Side::Right)),
            (120.0, -100.0, Some(Side::Left)),
            (120.0, 120.0, None),
            (-100.0, 20.0, None),
        ] {
            assert_eq!(raised_hand(&person(left_px, right_px)), hand);
        }
    }
}
