//! Hours at a desk: a sequence of everyday activities.
//!
//! The amounts of movement are typical of everyday life; they were not measured. They show which
//! movements a posture monitor must tolerate and which it must detect.

use super::body3d::Movement;
use super::session::{Session, SimulatedFrame};
use plumbline_core::body::{Keypoint, Landmark};

/// What the person does for a while.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Activity {
    /// Works upright.
    Upright,
    /// Types: the head goes down to the keys and up again.
    Typing,
    /// Reads from paper on the desk.
    ReadingPaper,
    /// Works at a second screen beside the first.
    SecondScreen,
    /// Talks to a colleague: nods, turns, gestures.
    Talking,
    /// Drinks: head back, a hand and a cup in front of the mouth.
    Drinking,
    /// Yawns: head back, shoulders raised for a moment.
    Yawning,
    /// Bends sideways to pick something up.
    PickingUp,
    /// Holds the phone between ear and shoulder.
    Cradling,
    /// Head forward by this many centimetres.
    ForwardHead(f64),
    /// Both shoulders raised by this many centimetres.
    RaisedShoulders(f64),
    /// Back rounded, the base of the neck lowered by this many centimetres.
    Slouching(f64),
    /// Leans on the desk: trunk tilted forward by this many degrees.
    Leaning(f64),
    /// Upright, but sunk by a centimetre and with the head slightly forward, as after an afternoon.
    Tired,
    /// Not at the desk.
    Away,
    /// The camera delivers no frames.
    NoCamera,
}

impl Activity {
    /// Whether the person is in front of the camera and the camera delivers frames.
    #[must_use]
    pub fn is_seen(self) -> bool {
        !matches!(self, Self::Away | Self::NoCamera)
    }

    /// The movement `t_s` seconds after the start of the activity.
    fn movement(self, t_s: f64) -> Movement {
        let wave = |period_s: f64| (std::f64::consts::TAU * t_s / period_s).sin();
        let none = Movement::default();
        match self {
            Self::Upright | Self::Away | Self::NoCamera => none,
            Self::Typing => Movement {
                // A glance at the keys every few seconds.
                head_pitch_deg: if t_s % 7.0 < 2.0 { 18.0 } else { 3.0 },
                raised_left_cm: 0.3,
                raised_right_cm: 0.3,
                ..none
            },
            Self::ReadingPaper => {
                Movement { head_pitch_deg: 28.0, head_yaw_deg: 8.0 * wave(9.0), ..none }
            }
            Self::SecondScreen => Movement { head_yaw_deg: 42.0, trunk_yaw_deg: 12.0, ..none },
            Self::Talking => Movement {
                head_yaw_deg: 22.0 * wave(5.0),
                head_pitch_deg: 8.0 * wave(2.3),
                head_roll_deg: 6.0 * wave(3.1),
                trunk_yaw_deg: 6.0 * wave(11.0),
                raised_left_cm: 1.0 * wave(4.1).max(0.0),
                raised_right_cm: 1.0 * wave(2.9).max(0.0),
                ..none
            },
            Self::Drinking => Movement { head_pitch_deg: -22.0, ..none },
            Self::Yawning => Movement {
                head_pitch_deg: -18.0,
                raised_left_cm: 2.5,
                raised_right_cm: 2.5,
                ..none
            },
            Self::PickingUp => Movement {
                trunk_side_lean_deg: 30.0,
                head_roll_deg: 15.0,
                head_pitch_deg: 25.0,
                ..none
            },
            Self::Cradling => Movement { head_roll_deg: 24.0, raised_left_cm: 3.0, ..none },
            Self::ForwardHead(cm) => Movement { head_forward_cm: cm, ..none },
            Self::RaisedShoulders(cm) => {
                Movement { raised_left_cm: cm, raised_right_cm: cm, ..none }
            }
            Self::Slouching(cm) => {
                Movement { slouch_cm: cm, protracted_cm: 0.2 * cm, neck_follows: 0.2, ..none }
            }
            Self::Tired => Movement { seat_up_cm: -1.0, head_forward_cm: 0.6, ..none },
            Self::Leaning(deg) => Movement { trunk_lean_deg: deg, ..none },
        }
    }
}

/// An activity with its start and end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    pub activity: Activity,
    pub from_ms: i64,
    /// End, which is the start of the next span.
    pub to_ms: i64,
}

/// Duration of the change from one posture to the next, milliseconds.
const CHANGE_MS: i64 = 1_200;

/// A sequence of activities.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Day {
    spans: Vec<Span>,
}

impl Day {
    /// An empty day.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends `activity` for `seconds`.
    #[must_use]
    pub fn then(mut self, activity: Activity, seconds: f64) -> Self {
        let from_ms = self.end_ms();
        self.spans.push(Span { activity, from_ms, to_ms: from_ms + (seconds * 1000.0) as i64 });
        self
    }

    /// Appends all activities of `other`.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        other.spans.iter().fold(self, |day, span| {
            day.then(span.activity, (span.to_ms - span.from_ms) as f64 / 1000.0)
        })
    }

    /// The spans, in order.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The end of the last span.
    #[must_use]
    pub fn end_ms(&self) -> i64 {
        self.spans.last().map_or(0, |span| span.to_ms)
    }

    /// The span at `t_ms`.
    #[must_use]
    pub fn at(&self, t_ms: i64) -> Option<&Span> {
        self.spans.iter().find(|span| (span.from_ms..span.to_ms).contains(&t_ms))
    }

    /// The frame at `t_ms`: `None` if the camera delivers no frame, `Some(None)` if the frame shows
    /// no person.
    pub fn picture(&self, session: &mut Session, t_ms: i64) -> Option<Option<SimulatedFrame>> {
        let index = self.spans.iter().position(|s| (s.from_ms..s.to_ms).contains(&t_ms))?;
        let span = self.spans[index];
        if span.activity == Activity::NoCamera {
            return None;
        }
        if span.activity == Activity::Away {
            return Some(None);
        }
        let since_ms = t_ms - span.from_ms;
        let now = span.activity.movement(since_ms as f64 / 1000.0);
        let before = index.checked_sub(1).map_or(Activity::Upright, |i| self.spans[i].activity);
        let left = before.movement(0.0);
        let done = (since_ms as f64 / CHANGE_MS as f64).clamp(0.0, 1.0);
        let movement = left.blended(&now, done * done * (3.0 - 2.0 * done));
        let mut frame = session.moment(t_ms, &movement, 0.0);
        if span.activity == Activity::Drinking {
            cover_the_mouth(&mut frame);
        }
        Some(Some(frame))
    }
}

/// A hand and a cup hide the mouth, so the face mesh finds no face.
fn cover_the_mouth(frame: &mut SimulatedFrame) {
    for landmark in [Landmark::MouthLeft, Landmark::MouthRight, Landmark::Nose] {
        let keypoint = &mut frame.pose.keypoints[landmark.index()];
        *keypoint = Keypoint { visibility: 0.2, ..*keypoint };
    }
    frame.pose.face = None;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulator::{NoiseModel, Scenario};

    #[test]
    fn a_day_goes_through_its_activities_and_ends() {
        let day = Day::new()
            .then(Activity::Upright, 10.0)
            .then(Activity::Away, 5.0)
            .then(Activity::ForwardHead(6.0), 10.0)
            .then(Activity::NoCamera, 5.0);
        assert_eq!(day.end_ms(), 30_000);
        let upright = Scenario::named("upright").unwrap();
        let mut session = Session::new(2, 1, upright, &NoiseModel::NONE).held_still();
        let mut forward_cm = |t_ms| {
            day.picture(&mut session, t_ms).map(|seen| seen.map(|f| f.truth.forward_head_cm))
        };
        let before_cm = forward_cm(9_000).unwrap().unwrap();
        assert_eq!(forward_cm(12_000), Some(None));
        let after_cm = forward_cm(20_000).unwrap().unwrap();
        assert!((after_cm - before_cm - 6.0).abs() < 1.0, "{before_cm} {after_cm}");
        assert_eq!(forward_cm(27_000), None);
        assert_eq!(forward_cm(30_000), None);
    }
}
