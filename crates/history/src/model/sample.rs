//! Input of the history: samples (measurements of one moment) and events.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::variety::SampleVariety;
use plumbline_core::body::Fault;
use plumbline_core::posture::Quantity;
use plumbline_core::posture::judge::PostureState;

/// Maximum time that one sample can represent, milliseconds.
pub const MAX_SPAN_MS: i64 = 60_000;

/// The quantities of [`RECORDED`](super::recorded::RECORDED) at one moment: the change from the
/// baseline if there is one, otherwise the value itself; for the screen distance always the value.
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
    /// The value of a quantity, in its own unit; `None` if it is missing, not finite or not recorded.
    #[must_use]
    pub fn get(&self, quantity: Quantity) -> Option<f64> {
        let mut angles = *self;
        (*angles.field(quantity)?).filter(|value| value.is_finite())
    }

    /// Sets the value of a quantity, in its own unit. A quantity that is not recorded is ignored.
    pub fn set(&mut self, quantity: Quantity, value: Option<f64>) {
        if let Some(field) = self.field(quantity) {
            *field = value;
        }
    }

    fn field(&mut self, quantity: Quantity) -> Option<&mut Option<f64>> {
        Some(match quantity {
            Quantity::ForwardHead => &mut self.forward_head_deg,
            Quantity::RaisedShoulderLeft => &mut self.raised_shoulder_left_deg,
            Quantity::RaisedShoulderRight => &mut self.raised_shoulder_right_deg,
            Quantity::HeadTilt => &mut self.head_tilt_deg,
            Quantity::ShoulderTilt => &mut self.shoulder_tilt_deg,
            Quantity::Slouch => &mut self.slouch,
            Quantity::TrunkLean => &mut self.trunk_lean_deg,
            Quantity::ScreenDistance => &mut self.screen_distance_cm,
            Quantity::EarShoulder
            | Quantity::HeadPitch
            | Quantity::HeadYaw
            | Quantity::TorsoYaw => return None,
        })
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
    pub state: PostureState,
    /// Faults present at that moment; they count only with [`PostureState::Fault`].
    pub faults: Vec<Fault>,
    pub angles: Angles,
    /// Variety of posture; `None` if it is not known.
    #[serde(default)]
    pub variety: Option<SampleVariety>,
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
    /// An invitation to shift or to stand up is over; `detail.answer` tells how.
    Invited,
    /// The person answered or skipped the question about discomfort.
    Discomfort,
}

impl EventKind {
    pub const ALL: [Self; 16] = [
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
        Self::Invited,
        Self::Discomfort,
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
            Self::Invited => "invited",
            Self::Discomfort => "discomfort",
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
    use crate::model::recorded::RECORDED;

    #[test]
    fn stable_names_match_the_serde_names() {
        for kind in EventKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }

    #[test]
    fn a_state_is_serialised_as_its_name() {
        for (state, name) in [
            (PostureState::Good, "good"),
            (PostureState::Fault, "fault"),
            (PostureState::Uncertain, "uncertain"),
            (PostureState::Away, "away"),
        ] {
            let json = serde_json::to_value(state).unwrap();
            assert_eq!(json, name);
            assert_eq!(serde_json::from_value::<PostureState>(json).unwrap(), state);
        }
    }

    #[test]
    fn a_value_is_serialised_under_the_json_name_of_its_quantity() {
        for quantity in Quantity::ALL {
            let mut angles = Angles::default();
            angles.set(quantity, Some(1.5));
            let json = serde_json::to_value(angles).unwrap();
            let stored = json.get(quantity.json_name()).and_then(serde_json::Value::as_f64);
            assert_eq!(stored, RECORDED.contains(&quantity).then_some(1.5), "{quantity:?}");
            assert_eq!(angles.get(quantity), stored);
            angles.set(quantity, Some(f64::NAN));
            assert_eq!(angles.get(quantity), None);
        }
    }
}
