//! The history: minutes and events in a SQLite database on the person's own machine.
//!
//! ```text
//! Sample, HistoryEvent ─▶ History (store) ─channel─▶ writer thread ─▶ recorder ─▶ database
//!                                                       aggregate: samples → minutes    │
//! day, heat, episodes ◀─ Reader (query), on its own connection ◀───────────────────────┘
//!   └─▶ summary        export, import
//! ```
//!
//! | module | content |
//! |---|---|
//! | [`model`] | samples, events, minutes, days, the calendar: plain data |
//! | [`analysis`] | statistics over that data: pure functions |
//! | [`database`] | SQLite: schema, writer thread, queries, repair |
//! | [`exchange`] | export and import |
//!
//! Times are stored in UTC together with the local offset at that moment. So a day is the local day
//! of the person, also across travel and clock changes.

pub mod analysis;
pub(crate) mod database;
pub(crate) mod error;
pub mod exchange;
pub mod model;
pub(crate) mod notice;
pub mod synthetic;

pub use analysis::summary::WeekData;
pub use database::query::Reader;
pub use database::store::{History, HistoryOptions, Opened};
pub use error::HistoryError;
pub use exchange::import::{Import, Imported};
pub use model::day::Day;
pub use model::minute::{FaultTimes, Minute, Spread};
pub use model::recorded::{RECORDED, recorded_index};
pub use model::sample::{Angles, EventKind, HistoryEvent, Sample};
pub use model::variety::{MinuteVariety, SampleVariety, VarietySum};
pub use notice::HistoryNotice;
