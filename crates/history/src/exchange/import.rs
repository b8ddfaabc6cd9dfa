//! Imports a JSON export of Plumbline.

use std::fmt;
use std::io::{BufReader, Read};

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, SeqAccess, Visitor};

use crate::database::recorder::Recorder;
use crate::error::HistoryError;
use crate::exchange::record::{FORMAT, MinuteRecord, VERSION};
use crate::model::minute::Minute;
use crate::model::sample::HistoryEvent;

/// A parsed JSON export. It is held in memory completely: less than half a kilobyte per minute.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    minutes: Vec<Minute>,
    events: Vec<HistoryEvent>,
}

/// Result of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Imported {
    /// Minutes added, including those that replaced a minute with less recorded time.
    pub minutes: usize,
    /// Minutes that already existed.
    pub known_minutes: usize,
    /// Events added.
    pub events: usize,
    /// Events that already existed.
    pub known_events: usize,
}

/// Layout of an export. The header comes first, so another kind of file is detected early.
#[derive(Deserialize)]
struct Export {
    #[serde(rename = "format", deserialize_with = "our_format")]
    _format: (),
    #[serde(rename = "version", deserialize_with = "a_known_version")]
    _version: (),
    #[serde(deserialize_with = "minutes")]
    minutes: Vec<Minute>,
    events: Vec<HistoryEvent>,
}

fn our_format<'de, D: Deserializer<'de>>(from: D) -> Result<(), D::Error> {
    let format = String::deserialize(from)?;
    if format == FORMAT {
        Ok(())
    } else {
        Err(D::Error::custom(format!("its format is \"{format}\"")))
    }
}

fn a_known_version<'de, D: Deserializer<'de>>(from: D) -> Result<(), D::Error> {
    if u32::deserialize(from)? <= VERSION {
        Ok(())
    } else {
        Err(D::Error::custom("it is from a newer version"))
    }
}

/// Converts each record to a minute while parsing, because records take four times the memory.
fn minutes<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Minute>, D::Error> {
    struct Minutes;
    impl<'de> Visitor<'de> for Minutes {
        type Value = Vec<Minute>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a list of minutes")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut records: A) -> Result<Vec<Minute>, A::Error> {
            let mut minutes = Vec::new();
            while let Some(record) = records.next_element::<MinuteRecord>()? {
                minutes.push(Minute::try_from(&record).map_err(A::Error::custom)?);
            }
            Ok(minutes)
        }
    }
    from.deserialize_seq(Minutes)
}

impl Import {
    /// Reads a JSON export.
    ///
    /// # Errors
    /// [`HistoryError::NotAnExport`] with the reason.
    pub fn read(from: impl Read) -> Result<Self, HistoryError> {
        let export: Export = serde_json::from_reader(BufReader::new(from))
            .map_err(|error| HistoryError::NotAnExport(error.to_string()))?;
        Ok(Self { minutes: export.minutes, events: export.events })
    }

    /// An import from data made by other means, such as [`synthetic`](crate::synthetic).
    #[must_use]
    pub fn of(minutes: Vec<Minute>, events: Vec<HistoryEvent>) -> Self {
        Self { minutes, events }
    }

    pub(crate) fn add_to(&self, recorder: &mut Recorder) -> Result<Imported, HistoryError> {
        let (minutes, events) = recorder.import(&self.minutes, &self.events)?;
        Ok(Imported {
            minutes,
            known_minutes: self.minutes.len() - minutes,
            events,
            known_events: self.events.len() - events,
        })
    }
}
