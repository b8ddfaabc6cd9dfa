//! The pure core: posture measurement, scoring, alert policy, recommendation and stretch guidance.
//!
//! Plain data in, plain data out, with an injected clock. This crate has no file, clock, thread,
//! model, window or text for people. Its `clippy.toml` forbids the calls. The other crates depend
//! on this one; it depends on none of them.
//!
//! | module | content | uses |
//! |---|---|---|
//! | [`body`] | landmarks, poses, angles, the names of faults | nothing |
//! | [`stats`] | median, quantiles, median absolute deviation | nothing |
//! | [`posture`] | measures, baseline, thresholds, judgement | `body`, `stats` |
//! | [`catalogue`] | stretches, releases, tips | `body` |
//! | [`coaching`] | alert policy, silence, presence, breaks, recommendation, guided stretches | `body`, `stats`, `posture`, `catalogue` |
//! | [`engine`] | the state machine that joins them | all above |
//!
//! Start reading at [`engine::Engine::step`].

pub mod body;
pub mod catalogue;
pub mod coaching;
pub mod engine;
pub mod posture;
pub mod stats;
