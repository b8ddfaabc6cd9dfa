//! The window: a view of a state. Nothing in a frame function waits, computes or touches a disk;
//! it reads the latest [`LiveView`](crate::live::LiveView) and answers with [`Action`]s.

pub mod action;
mod alert_card;
pub mod app;
mod coach;
pub mod desk;
pub mod history;
pub mod keeper;
mod live_texture;
pub mod notice;
pub mod now;
pub mod player;
mod preview;
mod routines;
mod settings_coach;
pub mod settings_view;
pub mod shortcuts;
mod standing;
mod start;
pub mod stretch;
mod tab;
pub mod theme;
pub mod verdict;
pub mod welcome;
mod widgets;
pub mod words;

pub use action::Action;
pub use app::{PlumblineApp, open_window};
pub use start::Start;
