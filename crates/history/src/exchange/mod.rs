//! Export and import: JSON, which can be imported again, and CSV for spreadsheets.

pub mod export;
pub mod import;
pub mod record;
