//! Detects a picture that lies on its side or is upside down: gravity turns the head of a person at a desk up.

use super::reading::Unmeasured;
use crate::body::turn::Turn;
use crate::body::{Angle, Landmark, MonotonicMs, Pose};

/// Turn of head and shoulders in the image from which the picture itself is turned, degrees. Nobody at a desk
/// tilts trunk and head so far together. Product choice.
const TURNED_PICTURE_DEG: f64 = 50.0;

/// Maximum difference between the turn of the shoulder line and that of the neck, degrees.
const ALIKE_DEG: f64 = 40.0;

/// The turn that sets the person of `pose` upright; `None` if it is not certain. A person who is seen from behind
/// or from the side has no reliable shoulder line.
#[must_use]
pub(crate) fn turn_to_upright(pose: &Pose) -> Option<Turn> {
    let left = pose.seen(Landmark::LeftShoulder)?;
    let right = pose.seen(Landmark::RightShoulder)?;
    let nose = pose.seen(Landmark::Nose)?;
    // The person's left is at the right of the image.
    let line = Angle::of_vector(left.x - right.x, left.y - right.y);
    let mid = left.midpoint(right);
    let neck = Angle::of_vector(mid.y - nose.y, nose.x - mid.x);
    if (line - neck).wrapped().abs().deg() >= ALIKE_DEG {
        return None;
    }
    Some(match neck.deg() {
        deg if deg.abs() < TURNED_PICTURE_DEG => Turn::None,
        deg if deg.abs() > 180.0 - TURNED_PICTURE_DEG => Turn::Half,
        // The head points to the right of the image.
        deg if deg > 0.0 => Turn::Counterclockwise,
        _ => Turn::Clockwise,
    })
}

/// Why nothing is measured in a picture that must be turned by `turn` first.
#[must_use]
pub(crate) fn unmeasured_until(turn: Turn) -> Option<Unmeasured> {
    match turn {
        Turn::None => None,
        Turn::Half => Some(Unmeasured::PictureUpsideDown),
        Turn::Clockwise | Turn::Counterclockwise => Some(Unmeasured::PictureOnItsSide),
    }
}

/// Time for which every person must be turned alike until the picture is turned, milliseconds: the camera is new,
/// or somebody has sat upright before it, who may lie down for a while. Product choice.
const NEW_CAMERA_MS: i64 = 6_000;
const USED_CAMERA_MS: i64 = 60_000;

/// Least number of frames in that time.
const LEAST_FRAMES: u32 = 4;

/// Maximum time between two such frames, milliseconds.
const MAX_GAP_MS: i64 = 10_000;

/// Decides when the picture is to be turned.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TurnWatch {
    seen: Option<Seen>,
    /// Whether somebody upright was seen.
    is_used: bool,
}

/// Frames that must be turned alike.
#[derive(Debug, Clone, Copy)]
struct Seen {
    turn: Turn,
    first: MonotonicMs,
    last: MonotonicMs,
    frames: u32,
}

impl TurnWatch {
    /// Adds the turn that a frame needs, if it is certain. Returns the turn by which all later frames are to be
    /// turned, once it is confirmed.
    pub(crate) fn add(&mut self, turn: Option<Turn>, now: MonotonicMs) -> Option<Turn> {
        let turn = turn?;
        if turn == Turn::None {
            *self = Self { seen: None, is_used: true };
            return None;
        }
        let begun = Seen { turn, first: now, last: now, frames: 0 };
        let seen = self.seen.get_or_insert(begun);
        if seen.turn != turn || now.since_ms(seen.last) > MAX_GAP_MS {
            *seen = begun;
        }
        seen.last = now;
        seen.frames += 1;
        let wait_ms = if self.is_used { USED_CAMERA_MS } else { NEW_CAMERA_MS };
        if now.since_ms(seen.first) < wait_ms || seen.frames < LEAST_FRAMES {
            return None;
        }
        *self = Self::default();
        Some(turn)
    }

    /// Whether the last person was turned, for less than the required time.
    #[must_use]
    pub(crate) fn is_undecided(&self) -> bool {
        self.seen.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is decided in frames at an interval of a second.
    fn decided(frames: &[Option<Turn>]) -> Vec<(usize, Turn)> {
        let mut watch = TurnWatch::default();
        let add = |(s, turn): (usize, &Option<Turn>)| {
            watch.add(*turn, MonotonicMs(s as i64 * 1_000)).map(|turn| (s, turn))
        };
        frames.iter().enumerate().filter_map(add).collect()
    }

    #[test]
    fn a_new_camera_is_turned_after_seconds_and_a_used_one_after_a_minute() {
        assert_eq!(decided(&[Some(Turn::Half); 12]), [(6, Turn::Half)]);
        let mut frames = vec![Some(Turn::None)];
        frames.extend([Some(Turn::Clockwise); 65]);
        assert_eq!(decided(&frames), [(61, Turn::Clockwise)]);
    }

    #[test]
    fn who_bends_aside_for_a_moment_or_is_not_clear_turns_nothing() {
        let aside = Some(Turn::Clockwise);
        assert!(decided(&[aside, aside, aside, aside, aside, Some(Turn::None), aside]).is_empty());
        assert!(decided(&[None; 100]).is_empty());
        // Two frames with a long gap between them.
        let mut watch = TurnWatch::default();
        for t_ms in (0..10).map(|i| i * 20_000) {
            assert_eq!(watch.add(aside, MonotonicMs(t_ms)), None);
        }
    }

    proptest! {
        #[test]
        fn a_picture_is_turned_only_after_many_frames_that_agree(
            frames in prop::collection::vec(
                prop::option::of(prop::sample::select(Turn::ALL.to_vec())), 0..80,
            ),
        ) {
            for (at, turn) in decided(&frames) {
                let agree = frames[..=at]
                    .iter()
                    .rev()
                    .flatten()
                    .take_while(|seen| **seen == turn)
                    .count();
                prop_assert!(turn != Turn::None && agree >= LEAST_FRAMES as usize);
            }
        }
    }
}
