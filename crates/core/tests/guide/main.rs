//! The guided stretch before a jointed figure of `plumbline-sim`.
#![allow(clippy::unwrap_used, clippy::panic)]

mod rules;
mod sessions;
