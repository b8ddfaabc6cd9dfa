//! What comes in: what was seen at a moment, and what happened.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use plumbline_core::body::Fault;

/// The longest time a single sample can stand for, milliseconds.
pub const MAX_SPAN_MS: i64 = 60_000;

/// How the posture was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Watched, and without a fault.
    Good,
    /// Watched, with at least one fault.
    Fault,
    /// Watched, but it could not be told.
    Uncertain,
    /// Nobody was there.
    Away,
}

/// A quantity whose course is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(usize)]
pub enum Tracked {
    /// How far the head juts forward, degrees.
    ForwardHead,
    /// How far the left shoulder is raised, degrees.
    RaisedShoulderLeft,
    /// How far the right shoulder is raised, degrees.
    RaisedShoulderRight,
    /// Head against shoulder line, degrees.
    HeadTilt,
    /// Shoulder line against the horizontal, degrees.
    ShoulderTilt,
    /// How far the shoulders have sunk, shoulder widths.
    Slouch,
    /// How far the trunk tips about the hips, degrees.
    TrunkLean,
    /// From the camera to the ears, centimetres.
    ScreenDistance,
}

impl Tracked {
    /// How many there are.
    pub const COUNT: usize = 8;

    /// Every tracked quantity, in the order they are stored.
    pub const ALL: [Self; Self::COUNT] = [
        Self::ForwardHead,
        Self::RaisedShoulderLeft,
        Self::RaisedShoulderRight,
        Self::HeadTilt,
        Self::ShoulderTilt,
        Self::Slouch,
        Self::TrunkLean,
        Self::ScreenDistance,
    ];

    /// The stable name in JSON and CSV; it carries the unit (slouch is in shoulder widths).
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ForwardHead => "forward_head_deg",
            Self::RaisedShoulderLeft => "raised_shoulder_left_deg",
            Self::RaisedShoulderRight => "raised_shoulder_right_deg",
            Self::HeadTilt => "head_tilt_deg",
            Self::ShoulderTilt => "shoulder_tilt_deg",
            Self::Slouch => "slouch",
            Self::TrunkLean => "trunk_lean_deg",
            Self::ScreenDistance => "screen_distance_cm",
        }
    }
}

/// The tracked quantities of a moment: the change from the baseline where there is one, else the
/// value itself.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Angles {
    /// How far the head juts forward, degrees.
    pub forward_head_deg: Option<f64>,
    /// How far the left shoulder is raised, degrees.
    pub raised_shoulder_left_deg: Option<f64>,
    /// How far the right shoulder is raised, degrees.
    pub raised_shoulder_right_deg: Option<f64>,
    /// Head against shoulder line, degrees.
    pub head_tilt_deg: Option<f64>,
    /// Shoulder line against the horizontal, degrees.
    pub shoulder_tilt_deg: Option<f64>,
    /// How far the shoulders have sunk, shoulder widths.
    pub slouch: Option<f64>,
    /// How far the trunk tips about the hips, degrees.
    pub trunk_lean_deg: Option<f64>,
    /// From the camera to the ears, centimetres.
    pub screen_distance_cm: Option<f64>,
    /// How sure the measurement is, 0 to 1.
    pub confidence: Option<f64>,
}

impl Angles {
    /// The value of a quantity, in its own unit. A value that is not a number is none.
    #[must_use]
    pub fn get(&self, quantity: Tracked) -> Option<f64> {
        let value = match quantity {
            Tracked::ForwardHead => self.forward_head_deg,
            Tracked::RaisedShoulderLeft => self.raised_shoulder_left_deg,
            Tracked::RaisedShoulderRight => self.raised_shoulder_right_deg,
            Tracked::HeadTilt => self.head_tilt_deg,
            Tracked::ShoulderTilt => self.shoulder_tilt_deg,
            Tracked::Slouch => self.slouch,
            Tracked::TrunkLean => self.trunk_lean_deg,
            Tracked::ScreenDistance => self.screen_distance_cm,
        };
        value.filter(|value| value.is_finite())
    }

    /// Sets the value of a quantity, in its own unit.
    pub fn set(&mut self, quantity: Tracked, value: Option<f64>) {
        let field = match quantity {
            Tracked::ForwardHead => &mut self.forward_head_deg,
            Tracked::RaisedShoulderLeft => &mut self.raised_shoulder_left_deg,
            Tracked::RaisedShoulderRight => &mut self.raised_shoulder_right_deg,
            Tracked::HeadTilt => &mut self.head_tilt_deg,
            Tracked::ShoulderTilt => &mut self.shoulder_tilt_deg,
            Tracked::Slouch => &mut self.slouch,
            Tracked::TrunkLean => &mut self.trunk_lean_deg,
            Tracked::ScreenDistance => &mut self.screen_distance_cm,
        };
        *field = value;
    }
}

/// What was seen at a moment, and for how long it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// When it was taken. It stands for the time *before*: by then it is known how long that was.
    pub at: Timestamp,
    /// The local time's distance from UTC at that moment, seconds; east is positive.
    pub offset_s: i32,
    /// The time it stands for, milliseconds; capped by whoever adds it, and at [`MAX_SPAN_MS`].
    pub span_ms: i64,
    /// How the posture was.
    pub state: State,
    /// The faults that were present; they count only with [`State::Fault`].
    pub faults: Vec<Fault>,
    /// What was measured.
    pub angles: Angles,
}

/// What kind of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// A fault was raised.
    Alert,
    /// The desktop was notified of it.
    Notified,
    /// The posture was corrected after an alert.
    Corrected,
    /// An alert ended in another way.
    AlertEnded,
    /// The person asked for silence.
    Snoozed,
    /// It fell quiet: a call, a presentation, quiet hours.
    Quiet,
    /// A break was taken.
    BreakTaken,
    /// The person left.
    Left,
    /// The person came back.
    Returned,
    /// A stretch was done; `detail.stretch` names it.
    StretchDone,
    /// A baseline was taken.
    Calibrated,
    /// Watching stopped.
    WatchOff,
    /// Watching went on.
    WatchOn,
    /// The person said whether an alert was right.
    Feedback,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::Alert,
        Self::Notified,
        Self::Corrected,
        Self::AlertEnded,
        Self::Snoozed,
        Self::Quiet,
        Self::BreakTaken,
        Self::Left,
        Self::Returned,
        Self::StretchDone,
        Self::Calibrated,
        Self::WatchOff,
        Self::WatchOn,
        Self::Feedback,
    ];

    /// The stable name in JSON and CSV.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Notified => "notified",
            Self::Corrected => "corrected",
            Self::AlertEnded => "alert_ended",
            Self::Snoozed => "snoozed",
            Self::Quiet => "quiet",
            Self::BreakTaken => "break_taken",
            Self::Left => "left",
            Self::Returned => "returned",
            Self::StretchDone => "stretch_done",
            Self::Calibrated => "calibrated",
            Self::WatchOff => "watch_off",
            Self::WatchOn => "watch_on",
            Self::Feedback => "feedback",
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryEvent {
    /// When, kept to the millisecond.
    pub at: Timestamp,
    /// The local time's distance from UTC at that moment, seconds; east is positive.
    pub offset_s: i32,
    /// What kind of thing.
    pub kind: EventKind,
    /// The fault it is about, if any.
    #[serde(default)]
    pub fault: Option<Fault>,
    /// What else there is to say, by kind.
    #[serde(default)]
    pub detail: serde_json::Value,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stable_names_are_the_ones_serde_uses() {
        for kind in EventKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
        let json = serde_json::to_value(Angles::default()).unwrap();
        for quantity in Tracked::ALL {
            assert!(json.get(quantity.name()).is_some(), "{quantity:?}");
        }
    }

    #[test]
    fn every_quantity_is_read_where_it_was_set() {
        for (i, quantity) in Tracked::ALL.into_iter().enumerate() {
            assert_eq!(quantity as usize, i);
            let mut angles = Angles::default();
            angles.set(quantity, Some(i as f64));
            assert_eq!(angles.get(quantity), Some(i as f64));
            angles.set(quantity, Some(f64::NAN));
            assert_eq!(angles.get(quantity), None);
        }
    }
}
