//! A minute in an export: fields by name, with units.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::calendar::{MINUTE_MS, minute_number};
use crate::model::minute::{Minute, Spread};
use crate::model::recorded::RECORDED;
use crate::model::variety::MinuteVariety;
use plumbline_core::body::Fault;
use plumbline_core::posture::Quantity;

/// Value of `format` in a JSON export.
pub(crate) const FORMAT: &str = "plumbline-history";

/// Version of the export layout.
pub(crate) const VERSION: u32 = 1;

/// A minute in a JSON export.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MinuteRecord {
    /// Start of the minute, UTC.
    pub start: Timestamp,
    /// Offset of local time from UTC, seconds; east is positive.
    pub offset_s: i32,
    pub good_ms: i64,
    /// Time with at least one fault, milliseconds.
    pub fault_ms: i64,
    /// Time in which posture could not be judged, milliseconds.
    pub uncertain_ms: i64,
    /// Time without a person, milliseconds.
    pub away_ms: i64,
    /// Number of samples in this minute.
    pub samples: i64,
    /// Mean confidence, 0 to 1.
    pub confidence: Option<f64>,
    /// Time of each fault that was present, milliseconds.
    pub faults_ms: BTreeMap<Fault, i64>,
    /// Median, 10th and 90th percentile of each measured quantity; the names include the units.
    pub spreads: BTreeMap<String, Spread>,
    /// Variety of posture; missing in exports of versions that did not record it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variety: Option<MinuteVariety>,
}

impl From<&Minute> for MinuteRecord {
    fn from(minute: &Minute) -> Self {
        let spreads = RECORDED
            .map(Quantity::json_name)
            .into_iter()
            .zip(minute.spreads)
            .filter_map(|(name, spread)| Some((name.to_owned(), spread?)))
            .collect();
        Self {
            start: minute.start(),
            offset_s: minute.offset_s,
            good_ms: minute.good_ms,
            fault_ms: minute.fault_ms,
            uncertain_ms: minute.uncertain_ms,
            away_ms: minute.away_ms,
            samples: minute.samples,
            confidence: minute.confidence,
            faults_ms: minute.faults.present().collect(),
            spreads,
            variety: minute.variety,
        }
    }
}

impl TryFrom<&MinuteRecord> for Minute {
    type Error = String;

    fn try_from(record: &MinuteRecord) -> Result<Self, String> {
        if record.start.as_millisecond().rem_euclid(MINUTE_MS) != 0 {
            return Err(format!("{} is not the start of a minute", record.start));
        }
        let mut minute = Self {
            number: minute_number(record.start),
            offset_s: record.offset_s,
            good_ms: record.good_ms,
            fault_ms: record.fault_ms,
            uncertain_ms: record.uncertain_ms,
            away_ms: record.away_ms,
            samples: record.samples.max(0),
            confidence: record.confidence,
            variety: record.variety,
            ..Self::default()
        };
        for (fault, ms) in &record.faults_ms {
            minute.faults.add(*fault, *ms);
        }
        minute.spreads = RECORDED.map(|quantity| record.spreads.get(quantity.json_name()).copied());
        Ok(minute.within_a_minute())
    }
}
