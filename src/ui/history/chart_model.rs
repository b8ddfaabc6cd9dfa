//! Data of the charts: plain values computed from the history.

use jiff::civil::Date;

use plumbline_history::analysis::statistics::MedianTime;

/// State of a span of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanKind {
    Good,
    /// At least one fault.
    Fault,
    /// Monitored, but the posture could not be measured.
    Unsure,
}

/// A span of a day, in hours since midnight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StripSpan {
    pub from_h: f32,
    pub to_h: f32,
    pub kind: SpanKind,
}

/// An alert or a break.
#[derive(Debug, Clone, PartialEq)]
pub struct StripMark {
    /// Time, hours since midnight.
    pub at_h: f32,
    /// A break instead of an alert.
    pub is_break: bool,
    pub words: String,
}

/// Timeline of a day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DayStrip {
    /// Monitored time. Time outside all spans was not monitored, or nobody was in view.
    pub spans: Vec<StripSpan>,
    pub marks: Vec<StripMark>,
    /// Good, fault and uncertain time in hours, summed from the measured milliseconds instead of
    /// whole minutes.
    pub hours: [f64; 3],
    /// Duration of each fault, milliseconds.
    pub faults_ms: std::collections::BTreeMap<plumbline_core::body::Fault, i64>,
    /// Whether the question about discomfort was answered or skipped on this day.
    pub is_felt_asked: bool,
    /// Strength exercises of the last weeks, for today only.
    pub strength: Vec<plumbline_core::coaching::progression::StrengthDay>,
}

/// Details of one minute of a day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MinuteShown {
    /// Start, hours since midnight.
    pub from_h: f32,
    pub has_alert: bool,
    /// Text lines.
    pub words: Vec<String>,
}

/// Comparison of two weeks. Each row: label, this week, the week before.
pub type Compared = Vec<[String; 3]>;

/// Effect of one stretch.
#[derive(Debug, Clone, PartialEq)]
pub struct StretchBar {
    /// Name from the catalogue.
    pub name: String,
    /// Number of repetitions and hold time, as text.
    pub done: String,
    /// Median time until the next alert for the same posture, minutes.
    pub after: Option<MedianTime>,
    /// Median time until the next alert after a correction without a stretch, minutes.
    pub without: Option<MedianTime>,
}

/// Changes of position over a day by hour, or over several days.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct VarietyChart {
    /// Summary in sentences. Empty if nothing was recorded.
    pub words: String,
    pub columns: Vec<VarietyColumn>,
}

/// One hour or one day.
#[derive(Debug, Clone, PartialEq)]
pub struct VarietyColumn {
    pub label: String,
    /// The column as text.
    pub words: String,
    /// Changes of position in an hour of watched time; `None` with too little of it.
    pub shifts: Option<f64>,
    /// Longest time in one position, minutes.
    pub longest_min: Option<f64>,
}

/// Trace of one angle over a day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trace {
    /// Name with unit.
    pub name: &'static str,
    /// Points: hour, 10th percentile, median, 90th percentile.
    pub points: Vec<[f64; 4]>,
    /// Enter limit of the fault, if there is one.
    pub limit: Option<f64>,
}

/// Bar of one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayBar {
    pub date: Date,
    /// Share of good posture in the judged time, 0 to 1. `None` if too little time was judged.
    pub good_share: Option<f64>,
    /// Monitored time, hours.
    pub watched_h: f64,
}

/// Weekday (Monday first) × hour of the day: share of good posture in the judged time, and hours
/// judged.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Heat {
    /// `cells[weekday][hour]`.
    pub cells: [[HeatCell; 24]; 7],
}

/// One hour of one weekday.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct HeatCell {
    /// Share of good posture in the judged time, 0 to 1.
    pub good_share: Option<f64>,
    /// Judged time, hours.
    pub judged_h: f64,
}

/// Bar of one fault.
#[derive(Debug, Clone, PartialEq)]
pub struct FaultBar {
    pub name: &'static str,
    /// Share of the judged time, 0 to 1.
    pub share: f64,
    pub minutes: f64,
    pub alerts: u32,
    /// Number of these alerts that were followed by a correction.
    pub corrected: u32,
}
