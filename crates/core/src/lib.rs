//! The pure core: posture measurement, scoring, alert policy, recommendation and stretch guidance.
//!
//! Plain data in, plain data out, with an injected clock. No file, clock, thread, model, window or
//! text for a person here: `clippy.toml` beside this crate forbids the calls, and the other crates
//! depend on this one, never the other way round.
//!
//! | module | what is in it | uses |
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
