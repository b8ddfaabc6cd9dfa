//! Export and import: JSON that can be read back, CSV for spreadsheets.

pub mod export;
pub mod import;
pub mod record;
