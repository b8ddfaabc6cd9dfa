//! Name and description of the routine for today.

use std::collections::BTreeMap;

use plumbline_core::body::Fault;
use plumbline_core::catalogue::{Catalogue, Routine};
use plumbline_core::coaching::recommend::RecommendContext;
use plumbline_core::coaching::routine;

use super::{FaultText as _, t};

/// Id of the routine that is composed for today.
pub const FOR_TODAY: &str = "for-today";

/// Composes a routine of at most about `seconds` from today's fault durations `faults_ms`.
#[must_use]
pub fn for_today(
    catalogue: &Catalogue,
    faults_ms: &BTreeMap<Fault, i64>,
    context: &RecommendContext,
    seconds: u32,
) -> Routine {
    let day = routine::for_today(catalogue, faults_ms, context, seconds);
    let about = match day.main_fault {
        Some(fault) => t!("routine-most-of-today", fault = fault.noun()),
        None => t!("routine-nothing-stood-out").into(),
    };
    Routine { id: FOR_TODAY.into(), name: t!("routine-for-today").into(), about, items: day.items }
}
