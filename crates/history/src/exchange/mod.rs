//! Export and import: JSON, which can be imported again, and CSV for spreadsheets.

pub mod export;
pub(crate) mod import;
pub(crate) mod record;
