//! What several parts of the desktop need on Windows.

pub(crate) mod console;
pub(super) mod hidden_window;
pub(crate) mod log_out;
pub(super) mod user;
pub(crate) mod wake;
