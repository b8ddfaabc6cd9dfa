//! Plumbline: a posture monitor that runs on the person's own machine.
//!
//! A pure core with thin shells around it; dependencies point inwards:
//!
//! | room | what lives there | may know |
//! |---|---|---|
//! | [`text`] | what a person reads, in their language: compiled-in Fluent messages | `body` |
//! | [`body`] | landmarks, poses, angles, faults by name | nothing |
//! | [`posture`] | measures, baseline, thresholds, judgement | `body` |
//! | [`catalogue`] | stretches, releases, tips | `body` |
//! | [`coaching`] | alert policy, silences, presence, breaks, recommendation, guided stretches | `body`, `posture`, `catalogue`, `text` |
//! | [`engine`] | the state machine that ties these together | `body`, `posture`, `catalogue`, `coaching` |
//! | [`simulator`] | simulated people before simulated cameras | `body` |
//! | [`evaluation`] | how good the measurement is on them | `body`, `posture`, `engine`, `simulator` |
//! | [`frames`] | where pictures come from | `body` |
//! | [`pose`] | picture → pose, through ONNX | `body`, `frames` |
//! | [`history`] | minutes and events in SQLite: written, read, summed up, exported | `body`, `text` |
//! | [`desktop`] | places and services of the desktop | `text` |
//! | [`live`] | the capture and the pose thread, joined with the desktop | all above |
//! | [`ui`] | the window | everything, as read-only state |
//! | [`cli`] | the command line | everything |
//!
//! Start reading at [`engine::Engine::step`]. `tests/architecture.rs` checks the table.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::print_stdout,
        clippy::print_stderr
    )
)]

pub mod body;
pub mod catalogue;
pub mod cli;
pub mod coaching;
pub mod desktop;
pub mod engine;
pub mod evaluation;
pub mod frames;
pub mod history;
pub mod live;
pub mod pose;
pub mod posture;
pub mod settings;
pub mod simulator;
pub mod text;
pub mod ui;
