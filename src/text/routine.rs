//! Name and description of the routine for today.

use std::collections::BTreeMap;

use plumbline_core::body::Fault;
use plumbline_core::catalogue::{Catalogue, Routine};
use plumbline_core::coaching::recommend::RecommendContext;
use plumbline_core::coaching::routine;

use super::{FaultText as _, t};
use plumbline_core::coaching::progression::StrengthTask;

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

/// Id of the strength programme of today.
pub const STRENGTH: &str = "strength-today";

/// The strength programme of today as a routine; `None` without an exercise that the person can do.
#[must_use]
pub fn strength_today(tasks: &[StrengthTask]) -> Option<Routine> {
    let harder = tasks.iter().find(|task| task.level.resistance > 0);
    let about = match harder {
        Some(task) => t!("routine-strength-harder", name = task.item.name.as_str()),
        None => t!("routine-strength-about").into(),
    };
    let items: Vec<String> = tasks.iter().map(|task| task.item.id.clone()).collect();
    (!items.is_empty()).then(|| Routine {
        id: STRENGTH.into(),
        name: t!("routine-strength").into(),
        about,
        items,
    })
}
