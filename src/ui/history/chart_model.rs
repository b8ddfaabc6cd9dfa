//! What the charts show: plain values, made from the history and from nothing else.

use jiff::civil::Date;

use plumbline_history::analysis::statistics::MedianTime;

/// What a stretch of a day was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanKind {
    /// Good posture.
    Good,
    /// At least one fault.
    Fault,
    /// Watched, and it could not be told.
    Unsure,
}

/// A stretch of a day, in hours since midnight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StripSpan {
    /// Where it begins.
    pub from_h: f32,
    /// Where it ends.
    pub to_h: f32,
    /// What it was.
    pub kind: SpanKind,
}

/// Something that happened on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct StripMark {
    /// When, hours since midnight.
    pub at_h: f32,
    /// A break rather than an alert.
    pub is_break: bool,
    /// What it was, in words.
    pub words: String,
}

/// A day from morning to evening.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DayStrip {
    /// What was watched; what is in no span was not, or nobody was there.
    pub spans: Vec<StripSpan>,
    /// Alerts and breaks.
    pub marks: Vec<StripMark>,
    /// Good, at fault and not to be told, hours: what was watched, not the minutes it fell in.
    pub hours: [f64; 3],
    /// How long each fault lasted, milliseconds.
    pub faults_ms: std::collections::BTreeMap<plumbline_core::body::Fault, i64>,
}

/// A minute of a day, to be looked at by itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MinuteShown {
    /// When it began, hours since midnight.
    pub from_h: f32,
    /// Whether an alert was raised in it.
    pub has_alert: bool,
    /// What it was, a line each.
    pub words: Vec<String>,
}

/// Two weeks side by side: what is compared, this week, the week before.
pub type Compared = Vec<[String; 3]>;

/// What came after one stretch.
#[derive(Debug, Clone, PartialEq)]
pub struct StretchBar {
    /// As the catalogue names it.
    pub name: String,
    /// How often it was done and how long it was held, in words.
    pub done: String,
    /// Until the next alert of the posture it answered, minutes.
    pub after: Option<MedianTime>,
    /// The same after a correction without a stretch.
    pub without: Option<MedianTime>,
}

/// One angle over a day: hour, tenth percentile, median, ninetieth percentile.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trace {
    /// Name with its unit.
    pub name: &'static str,
    /// One point a minute or a few.
    pub points: Vec<[f64; 4]>,
    /// Where the fault begins, if it has a limit.
    pub limit: Option<f64>,
}

/// One day among others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayBar {
    /// Which.
    pub date: Date,
    /// Good posture of the time that could be judged, 0 to 1; `None` where too little could be.
    pub good_share: Option<f64>,
    /// Time watched, hours.
    pub watched_h: f64,
}

/// Hour of the day × weekday (Monday first): share of good of the judged time, and hours judged.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Heat {
    /// `cells[weekday][hour]`.
    pub cells: [[HeatCell; 24]; 7],
}

/// One hour of one weekday.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct HeatCell {
    /// Good of the judged time, 0 to 1.
    pub good_share: Option<f64>,
    /// Hours that could be judged.
    pub judged_h: f64,
}

/// How much of one fault there was.
#[derive(Debug, Clone, PartialEq)]
pub struct FaultBar {
    /// As the window names it.
    pub name: &'static str,
    /// Share of the judged time, 0 to 1.
    pub share: f64,
    /// Time, minutes.
    pub minutes: f64,
    /// Alerts, and how many of them were corrected.
    pub alerts: u32,
    /// Of these, corrected.
    pub corrected: u32,
}
