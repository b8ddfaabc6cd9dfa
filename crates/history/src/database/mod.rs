//! The SQLite database: opening, repair, the writer thread and queries.

pub mod codec;
pub mod files;
pub mod open;
pub mod query;
pub mod recorder;
pub mod rows;
pub mod salvage;
pub mod schema;
pub mod store;
pub mod writer;
