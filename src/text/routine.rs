//! The routine for today, named and described.

use std::collections::BTreeMap;

use plumbline_core::body::Fault;
use plumbline_core::catalogue::{Catalogue, Routine};
use plumbline_core::coaching::recommend::RecommendContext;
use plumbline_core::coaching::routine;

use super::{FaultText as _, t};

/// The id of the routine that is made for the day.
pub const FOR_TODAY: &str = "for-today";

/// The routine of at most about `seconds` for somebody whose faults lasted `faults_ms` today.
#[must_use]
pub fn for_today(
    catalogue: &Catalogue,
    faults_ms: &BTreeMap<Fault, i64>,
    context: &RecommendContext,
    seconds: u32,
) -> Routine {
    let day = routine::for_today(catalogue, faults_ms, context, seconds);
    let about = match day.main_fault {
        Some(fault) => t!("routine-most-of-today", fault = fault.headline_within()),
        None => t!("routine-nothing-stood-out").into(),
    };
    Routine { id: FOR_TODAY.into(), name: t!("routine-for-today").into(), about, items: day.items }
}
