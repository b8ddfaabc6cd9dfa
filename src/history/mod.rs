//! What was: minutes and events in a SQLite database on the person's own machine.
//!
//! ```text
//! Sample, HistoryEvent ─▶ History (store) ─channel─▶ writer thread ─▶ recorder ─▶ database
//!                                                       aggregate: samples → minutes    │
//! day, heat, episodes ◀─ Reader (query), on its own connection ◀───────────────────────┘
//!   └─▶ summary ─▶ words, report        export, import
//! ```
//!
//! Pure, without I/O or clock: [`sample`], [`calendar`], [`aggregate`], [`minute`], [`day`],
//! [`heat`], [`episodes`], [`stretches`], [`statistics`], [`summary`], [`words`], [`report`], [`synthetic`].
//!
//! Everything is stored in UTC with the local offset of its moment, so a day is the day the person
//! lived, over travel and clock changes.

pub mod aggregate;
pub mod calendar;
mod chart;
mod codec;
pub mod day;
pub mod episodes;
pub mod error;
pub mod export;
mod files;
pub mod heat;
pub mod import;
pub mod minute;
mod open;
pub mod query;
pub mod record;
mod recorder;
pub mod report;
mod rows;
mod salvage;
pub mod sample;
mod schema;
pub mod statistics;
pub mod store;
pub mod stretches;
pub mod summary;
pub mod synthetic;
pub mod words;
mod writer;

pub use day::Day;
pub use error::HistoryError;
pub use import::{Import, Imported};
pub use minute::{FaultTimes, Minute, Spread};
pub use query::Reader;
pub use sample::{Angles, EventKind, HistoryEvent, Sample, State, Tracked};
pub use store::{History, HistoryOptions, Opened};
pub use summary::WeekData;
