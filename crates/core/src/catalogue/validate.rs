//! Validation of a catalogue. Reports all problems at once.

use std::collections::BTreeSet;

use super::{Catalogue, Item, Kind, PoseRule, Position, sides};
use crate::body::{Fault, Side};

/// Maximum length of a step, characters: short enough to read during a break.
pub(super) const MAX_STEP: usize = 100;
/// The same for a translation: other languages need up to a third more letters.
pub(super) const MAX_TRANSLATED_STEP: usize = 130;
/// Plausible hold times, seconds.
const HOLDS_S: std::ops::RangeInclusive<u32> = 5..=120;

/// Plausible numbers of repetitions.
const REPS: std::ops::RangeInclusive<u32> = 1..=30;

/// All problems of `catalogue`, whose steps have at most `max_step` characters.
pub(super) fn problems(catalogue: &Catalogue, max_step: usize) -> Vec<String> {
    let mut problems = Vec::new();
    let ids = catalogue
        .muscles()
        .iter()
        .map(|m| &m.id)
        .chain(catalogue.items().iter().map(|i| &i.id))
        .chain(catalogue.tips().iter().map(|t| &t.id))
        .chain(catalogue.safety().iter().map(|n| &n.id))
        .chain(catalogue.routines().iter().map(|r| &r.id));
    let mut seen = BTreeSet::new();
    for id in ids {
        let is_plain = !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        if !is_plain {
            problems.push(format!("the id \"{id}\" may have only lower-case letters and dashes"));
        }
        if !seen.insert(id) {
            problems.push(format!("the id {id} occurs twice"));
        }
    }
    for item in catalogue.items() {
        problems.extend(item_problems(catalogue, item, max_step));
    }
    for routine in catalogue.routines() {
        problems.extend(
            routine
                .items
                .iter()
                .filter(|id| catalogue.item(id).is_none())
                .map(|id| format!("the routine {} has an unknown item {id}", routine.id)),
        );
        if routine.items.is_empty() {
            problems.push(format!("the routine {} is empty", routine.id));
        }
    }
    for fault in Fault::ALL {
        let is_signed =
            catalogue.muscles().iter().any(|m| m.signs.iter().any(|s| s.fault == fault));
        if !is_signed {
            problems.push(format!("no muscle has the sign {}", fault.name()));
        }
        let has_easy = catalogue.items().iter().any(|item| {
            item.kind == Kind::Stretch
                && item.answers.contains(&fault)
                && item.equipment.is_empty()
                && item.positions.contains(&Position::Seated)
        });
        if !has_easy {
            problems.push(format!("no seated stretch without equipment answers {}", fault.name()));
        }
    }
    if catalogue.safety().is_empty() || catalogue.tips().is_empty() {
        problems.push("tips or safety notes are missing".into());
    }
    problems
}

fn item_problems(catalogue: &Catalogue, item: &Item, max_step: usize) -> Vec<String> {
    let mut problems = Vec::new();
    let mut wrong = |what: String| problems.push(format!("{}: {what}", item.id));
    for muscle in std::iter::once(&item.muscle).chain(&item.also) {
        if catalogue.muscle(muscle).is_none() {
            wrong(format!("there is no muscle {muscle}"));
        }
    }
    if item.answers.is_empty() || item.positions.is_empty() {
        wrong("it answers no fault or has no position".into());
    }
    if !(2..=7).contains(&item.steps.len()) {
        wrong(format!("it has {} steps instead of 2 to 7", item.steps.len()));
    }
    for step in &item.steps {
        let length = sides::filled(step, Side::Right).chars().count();
        if length == 0 || length > max_step {
            wrong(format!("a step has {length} characters instead of 1 to {max_step}: {step}"));
        }
        if sides::has_unknown(step) {
            wrong(format!("an unknown placeholder: {step}"));
        }
    }
    let names_side = item.steps.iter().any(|step| sides::names_side(step));
    if names_side != item.each_side {
        wrong("each_side must be true exactly if the steps name a side".into());
    }
    if let Some(reps) = &item.reps {
        let times = [reps.out_s, reps.hold_s, reps.back_s];
        if !REPS.contains(&reps.count) || !times.iter().all(|s| (0.0..=10.0).contains(s)) {
            wrong("its repetitions are not plausible".into());
        }
    }
    if item.reps.is_some() == (item.hold_s.is_some() || item.suggested_s.is_some()) {
        wrong("it needs either repetitions or a hold time".into());
    }
    if item.kind == Kind::Strength && item.source.is_none() {
        wrong("a strength exercise needs a source".into());
    }
    for hold_s in item.hold_s.iter().chain(&item.suggested_s) {
        if !HOLDS_S.contains(hold_s) {
            wrong(format!("the hold time of {hold_s} seconds is not plausible"));
        }
    }
    if item.reps.is_none() && item.hold_s.is_some() == item.suggested_s.is_some() {
        wrong("exactly one of hold_s and suggested_s must be given".into());
    }
    if let Some(rule) = &item.pose {
        for problem in rule_problems(rule, item.each_side, max_step) {
            wrong(problem);
        }
        if item.reps.is_some() == rule.returns.is_empty() {
            wrong("a rule has returns exactly if the item has repetitions".into());
        }
    }
    if item.why.is_empty() || item.felt.is_empty() {
        wrong("why or felt is empty".into());
    }
    problems
}

fn rule_problems(rule: &PoseRule, has_sides: bool, max_cue: usize) -> Vec<String> {
    let mut problems = Vec::new();
    if rule.checks.is_empty() || rule.sees.is_empty() {
        problems.push("its pose rule has no checks or no description".into());
    }
    for check in rule.all_checks() {
        let cue = &check.cue;
        if check.at_least.is_none() && check.at_most.is_none() {
            problems.push(format!("a check has no limit: {cue}"));
        }
        let limits = [check.at_least, check.at_most, Some(check.slack)];
        let is_number = limits.into_iter().flatten().all(f64::is_finite);
        if !is_number || check.slack <= 0.0 {
            problems.push(format!("a check needs finite limits and a positive slack: {cue}"));
        }
        if check.own_range && check.at_least.is_none_or(|least| least <= 0.0) {
            problems.push(format!("own_range needs a positive lower limit: {cue}"));
        }
        let length = sides::filled(cue, Side::Right).chars().count();
        if length == 0 || length > max_cue || (sides::names_side(cue) && !has_sides) {
            problems.push(format!("a cue is empty, too long or names a side: {cue}"));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::super::{CatalogueError, STRETCHES, Texts};
    use super::*;

    fn problems_of(stretches: &str) -> Vec<String> {
        match Catalogue::from_texts(&Texts { stretches, ..Texts::EMBEDDED }) {
            Ok(_) => Vec::new(),
            Err(CatalogueError::Content(problems)) => problems,
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn the_embedded_catalogue_has_no_problem() {
        assert_eq!(problems_of(STRETCHES), Vec::<String>::new());
    }

    #[test]
    fn each_kind_of_error_is_reported() {
        for (from, to, expected) in [
            ("muscle = \"rhomboids\"", "muscle = \"biceps\"", "no muscle biceps"),
            ("hold_s = 30", "hold_s = 3000", "3000 seconds"),
            ("id = \"cat-cow\"", "id = \"knot-pose\"", "occurs twice"),
            ("Keep your {side}", "Keep your {sidewards}", "unknown placeholder"),
            ("slack = 5", "slack = 0", "a positive slack"),
        ] {
            assert!(STRETCHES.contains(from), "{from}");
            let problems = problems_of(&STRETCHES.replacen(from, to, 1));
            assert!(problems.iter().any(|p| p.contains(expected)), "{expected}: {problems:?}");
        }
    }

    #[test]
    fn an_unknown_key_and_a_broken_file_are_syntax_errors_with_the_file_named() {
        for text in ["[[item]]\ncolour = \"red\"", "]["] {
            let error =
                Catalogue::from_texts(&Texts { stretches: text, ..Texts::EMBEDDED }).unwrap_err();
            assert!(error.to_string().starts_with("stretches.toml"), "{error}");
        }
    }
}
