//! The window shows a state. A frame function does not wait, compute or access the disk; it reads the
//! latest [`LiveView`](crate::watch::LiveView) and returns [`Action`]s.
//!
//! Each view has its own folder: [`now`], [`stretch`], [`history`], [`settings`], [`guide`] (a guided
//! stretch). [`app`] joins them.

pub(crate) mod action;
pub(crate) mod app;
pub mod desk;
pub mod guide;
pub mod history;
pub mod notice;
pub mod now;
pub mod settings;
pub(crate) mod shell;
pub mod shortcuts;
pub mod software_painter;
mod start;
pub mod stretch;
mod system_fonts;
pub mod tab;
pub mod theme;
pub mod welcome;
pub mod widgets;

pub use action::Action;
pub use app::PlumblineApp;
pub(crate) use app::open_window;
pub use start::Start;
