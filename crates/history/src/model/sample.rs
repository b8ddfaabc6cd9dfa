//! Input of the history: samples (measurements of one moment) and events.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use plumbline_core::body::Fault;

/// Maximum time that one sample can represent, milliseconds.
pub const MAX_SPAN_MS: i64 = 60_000;

/// State of the posture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Measured, without a fault.
    Good,
    /// Measured, with at least one fault.
    Fault,
    /// A person is present, but the posture could not be judged.
    Uncertain,
    /// No person present.
    Away,
}

/// A recorded quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(usize)]
pub enum Tracked {
    /// Forward head angle, degrees.
    ForwardHead,
    /// Raised-shoulder angle on the left side, degrees.
    RaisedShoulderLeft,
    /// Raised-shoulder angle on the right side, degrees.
    RaisedShoulderRight,
    /// Angle between head and shoulder line, degrees.
    HeadTilt,
    /// Angle between shoulder line and the horizontal, degrees.
    ShoulderTilt,
    /// Lowering of the shoulders, shoulder widths.
    Slouch,
    /// Tilt of the trunk about the hips, degrees.
    TrunkLean,
    /// Distance from the camera to the ears, centimetres.
    ScreenDistance,
}

impl Tracked {
    /// Number of quantities.
    pub const COUNT: usize = 8;

    /// All recorded quantities, in the order of storage.
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

    /// The stable name in JSON and CSV. It includes the unit (slouch is in shoulder widths).
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

/// The recorded quantities of one moment: the change from the baseline if there is one, otherwise
/// the value itself.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Angles {
    pub forward_head_deg: Option<f64>,
    pub raised_shoulder_left_deg: Option<f64>,
    pub raised_shoulder_right_deg: Option<f64>,
    pub head_tilt_deg: Option<f64>,
    pub shoulder_tilt_deg: Option<f64>,
    /// Shoulder widths.
    pub slouch: Option<f64>,
    pub trunk_lean_deg: Option<f64>,
    pub screen_distance_cm: Option<f64>,
    /// Confidence of the measurement, 0 to 1.
    pub confidence: Option<f64>,
}

impl Angles {
    /// The value of a quantity, in its own unit; `None` if it is missing or not finite.
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

/// The measurement of one moment and the time it represents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// Time of the measurement. The sample represents the time *before* it, whose length is known
    /// by then.
    pub at: Timestamp,
    /// Offset of local time from UTC at that moment, seconds; east is positive.
    pub offset_s: i32,
    /// The represented time, milliseconds; limited by the caller, and to [`MAX_SPAN_MS`].
    pub span_ms: i64,
    pub state: State,
    /// Faults present at that moment; they count only with [`State::Fault`].
    pub faults: Vec<Fault>,
    pub angles: Angles,
}

/// Kind of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// An alert was raised for a fault.
    Alert,
    /// A desktop notification was shown for it.
    Notified,
    /// The posture was corrected after an alert.
    Corrected,
    /// An alert ended without a correction.
    AlertEnded,
    /// The person snoozed alerts.
    Snoozed,
    /// A quiet time began: a call, a presentation, quiet hours.
    Quiet,
    /// A break was taken.
    BreakTaken,
    /// The person left.
    Left,
    /// The person came back.
    Returned,
    /// A stretch was done, stopped or skipped; `detail.stretch` is its id.
    StretchDone,
    /// A baseline was recorded.
    Calibrated,
    /// Monitoring stopped.
    WatchOff,
    /// Monitoring started or resumed.
    WatchOn,
    /// The person rated whether an alert was right.
    Feedback,
}

impl EventKind {
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

/// An event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryEvent {
    /// Time of the event; stored with millisecond precision.
    pub at: Timestamp,
    /// Offset of local time from UTC at that moment, seconds; east is positive.
    pub offset_s: i32,
    pub kind: EventKind,
    /// The fault concerned, if any.
    #[serde(default)]
    pub fault: Option<Fault>,
    /// Additional data, depending on the kind.
    #[serde(default)]
    pub detail: serde_json::Value,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stable_names_match_the_serde_names() {
        for kind in EventKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
        let json = serde_json::to_value(Angles::default()).unwrap();
        for quantity in Tracked::ALL {
            assert!(json.get(quantity.name()).is_some(), "{quantity:?}");
        }
    }

    #[test]
    fn get_returns_what_set_stored_for_every_quantity() {
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
