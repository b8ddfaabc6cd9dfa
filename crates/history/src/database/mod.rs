//! The SQLite database: opening, repair, the writer thread and queries.

pub(crate) mod codec;
pub(crate) mod files;
pub(crate) mod open;
pub(crate) mod query;
pub(crate) mod recorder;
pub(crate) mod rows;
pub(crate) mod salvage;
pub(crate) mod schema;
pub(crate) mod store;
pub(crate) mod writer;
