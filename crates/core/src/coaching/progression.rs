//! Progression of the strength exercises over weeks, and the programme for today.
//!
//! The trial behind the programme (Andersen et al. 2011, Pain 152:440) had two minutes a day, five times a week, for ten
//! weeks, with rising resistance. How many repetitions follow how many is a rule of this program: after
//! [`EASY_DAYS`] days with all repetitions one is added; at [`MORE_REPS`] more than at the start the resistance rises
//! (the next stronger band, or a longer stay) and the repetitions begin anew. Product choices.

use crate::catalogue::{Catalogue, Item, Kind, RepPlan};
use crate::coaching::recommend::{RecommendContext, is_possible};

/// Days in a row with all repetitions before one is added.
pub const EASY_DAYS: u32 = 2;
/// Repetitions above those of the start at which the resistance rises instead.
pub const MORE_REPS: u32 = 5;
/// Share of the repetitions below which a day was too hard.
const HARD_SHARE: f64 = 0.6;
/// Days without the exercise after which it begins one step lower.
const PAUSE_DAYS: i32 = 14;
/// Seconds at the far position that each step of resistance adds.
const LONGER_S: f64 = 0.5;
/// Largest number of steps that make the stay longer.
const MOST_LONGER: u32 = 4;

/// Length of the programme, seconds.
const PROGRAMME_S: i64 = 120;

/// An exercise done on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrengthDay {
    /// Catalogue id.
    pub item: String,
    /// Local day, counted from any fixed day.
    pub day: i32,
    pub planned: u32,
    pub done: u32,
}

/// How far a person is with one exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Level {
    /// Repetitions above those of the start.
    pub more_reps: u32,
    /// Steps of resistance: each is the next stronger band, or a longer stay.
    pub resistance: u32,
}

impl Level {
    fn up(self) -> Self {
        match self.more_reps {
            MORE_REPS.. => Self { more_reps: 0, resistance: self.resistance + 1 },
            more => Self { more_reps: more + 1, ..self },
        }
    }

    fn down(self) -> Self {
        match (self.more_reps, self.resistance) {
            (0, 0) => self,
            (0, resistance) => Self { more_reps: MORE_REPS, resistance: resistance - 1 },
            (more, _) => Self { more_reps: more - 1, ..self },
        }
    }

    /// The level on day `today`, after `days` of one exercise in the order of time.
    #[must_use]
    pub fn after<'a>(days: impl IntoIterator<Item = &'a StrengthDay>, today: i32) -> Self {
        let (mut level, mut easy, mut hard, mut last) = (Self::default(), 0, 0, None::<i32>);
        for day in days {
            if last.is_some_and(|last| day.day - last > PAUSE_DAYS) {
                (level, easy, hard) = (level.down(), 0, 0);
            }
            last = Some(day.day);
            let is_easy = day.planned > 0 && day.done >= day.planned;
            let is_hard = f64::from(day.done) < HARD_SHARE * f64::from(day.planned);
            easy = if is_easy { easy + 1 } else { 0 };
            hard = if is_hard { hard + 1 } else { 0 };
            if easy >= EASY_DAYS {
                (level, easy) = (level.up(), 0);
            } else if hard >= EASY_DAYS {
                (level, hard) = (level.down(), 0);
            }
        }
        match last {
            Some(last) if today - last > PAUSE_DAYS => level.down(),
            _ => level,
        }
    }

    /// The repetitions of `plan` at this level.
    #[must_use]
    pub fn applied_to(self, plan: RepPlan) -> RepPlan {
        let longer = f64::from(self.resistance.min(MOST_LONGER)) * LONGER_S;
        RepPlan { count: plan.count + self.more_reps, hold_s: plan.hold_s + longer, ..plan }
    }
}

/// One exercise of the programme.
#[derive(Debug, Clone, PartialEq)]
pub struct StrengthTask {
    /// The exercise with the repetitions of today.
    pub item: Item,
    pub level: Level,
}

/// The programme for `today`: about two minutes, of exercises that the person can do, those first that were done
/// longest ago. `days` is what was done so far, in the order of time.
#[must_use]
pub fn programme(
    catalogue: &Catalogue,
    context: &RecommendContext,
    days: &[StrengthDay],
    today: i32,
) -> Vec<StrengthTask> {
    let last_day = |id: &str| days.iter().rev().find(|day| day.item == id).map(|day| day.day);
    let mut possible: Vec<&Item> = catalogue
        .items()
        .iter()
        .filter(|item| item.kind == Kind::Strength && is_possible(item, context))
        .collect();
    // Stable: exercises that were never done come first, in the order of the catalogue.
    possible.sort_by_key(|item| last_day(&item.id));
    let mut tasks: Vec<StrengthTask> = Vec::new();
    let mut lasts_ms = 0;
    for item in possible {
        let Some(plan) = item.reps else { continue };
        let level = Level::after(days.iter().filter(|day| day.item == item.id), today);
        let reps = level.applied_to(plan);
        let ms = reps.rep_ms() * i64::from(reps.count);
        if !tasks.is_empty() && lasts_ms + ms > PROGRAMME_S * 1000 {
            continue;
        }
        lasts_ms += ms;
        tasks.push(StrengthTask { item: Item { reps: Some(reps), ..item.clone() }, level });
    }
    tasks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{BodyPart, Equipment};
    use proptest::prelude::*;

    fn day(day: i32, planned: u32, done: u32) -> StrengthDay {
        StrengthDay { item: "lateral-raise".into(), day, planned, done }
    }

    #[test]
    fn two_easy_days_add_a_repetition_and_six_such_pairs_a_step_of_resistance() {
        let days = |count| (0..count).map(|i| day(i, 10, 10)).collect::<Vec<_>>();
        let after = |count| Level::after(&days(count), count);
        assert_eq!(after(1), Level::default());
        assert_eq!(after(2), Level { more_reps: 1, resistance: 0 });
        assert_eq!(after(10), Level { more_reps: 5, resistance: 0 });
        assert_eq!(after(12), Level { more_reps: 0, resistance: 1 });
    }

    #[test]
    fn two_hard_days_and_a_long_pause_take_one_back() {
        let easy: Vec<_> = (0..4).map(|i| day(i, 10, 10)).collect();
        let hard: Vec<_> = easy.iter().cloned().chain([day(4, 12, 5), day(5, 12, 6)]).collect();
        assert_eq!(Level::after(&easy, 4).more_reps, 2);
        assert_eq!(Level::after(&hard, 6).more_reps, 1);
        assert_eq!(Level::after(&easy, 3 + PAUSE_DAYS).more_reps, 2);
        assert_eq!(Level::after(&easy, 4 + PAUSE_DAYS).more_reps, 1);
        assert_eq!(Level::after(&[], 100), Level::default());
    }

    #[test]
    fn the_programme_takes_two_minutes_and_changes_from_day_to_day() {
        let catalogue = Catalogue::embedded().unwrap();
        let context =
            RecommendContext { equipment: vec![Equipment::Band], ..RecommendContext::default() };
        let mut done: Vec<StrengthDay> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for today in 0..10 {
            let tasks = programme(&catalogue, &context, &done, today);
            let ms: i64 = tasks
                .iter()
                .filter_map(|task| task.item.reps)
                .map(|reps| reps.rep_ms() * i64::from(reps.count))
                .sum();
            assert!((60_000..=120_000).contains(&ms), "{ms}");
            for task in &tasks {
                let reps = task.item.reps.unwrap().count;
                seen.insert(task.item.id.clone());
                let item = task.item.id.clone();
                done.push(StrengthDay { item, day: today, planned: reps, done: reps });
            }
        }
        assert_eq!(seen.len(), 6, "every exercise has its turn: {seen:?}");
    }

    #[test]
    fn exercises_that_the_person_cannot_do_are_left_out() {
        let catalogue = Catalogue::embedded().unwrap();
        let context =
            RecommendContext { troubles: vec![BodyPart::Shoulder], ..RecommendContext::default() };
        let tasks = programme(&catalogue, &context, &[], 0);
        let ids: Vec<&str> = tasks.iter().map(|task| task.item.id.as_str()).collect();
        assert_eq!(ids, ["scapular-squeeze", "chin-tucks"]);
    }

    proptest! {
        #[test]
        fn the_level_never_asks_for_more_than_five_extra_repetitions(
            days in prop::collection::vec((0i32..40, 0u32..20), 0..80)
        ) {
            let mut at = 0;
            let days: Vec<StrengthDay> = days
                .into_iter()
                .map(|(gap, done)| { at += gap; day(at, 12, done) })
                .collect();
            let level = Level::after(&days, at);
            prop_assert!(level.more_reps <= MORE_REPS);
        }
    }
}
