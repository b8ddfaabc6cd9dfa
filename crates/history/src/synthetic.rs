//! Synthetic histories: years of plausible days, deterministic for a seed. For tests, measurements
//! and a demonstration. They make no claim about how people sit.
//!
//! Weekdays are spent at a desk in Berlin, with lunch, breaks and meetings without monitoring.
//! Weekends, holidays (a week at Christmas, two in summer) and sick days are off, and one week a
//! year is spent in New York. On the Sundays of the clock changes the person works at night, so
//! that the missing hour and the repeated hour occur in the data.

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::json;

use crate::analysis::aggregate::aggregate;
use crate::model::calendar;
use crate::model::minute::Minute;
use crate::model::sample::{Angles, EventKind, HistoryEvent, Sample};
use crate::model::variety::SampleVariety;
use plumbline_core::body::{Fault, FaultFamily};
use plumbline_core::posture::judge::PostureState;

/// Faults with their frequency in per cent.
const FAULTS: [(Fault, f64); 6] = [
    (Fault::ForwardHead, 40.0),
    (Fault::Slouch, 22.0),
    (Fault::RaisedShoulders, 14.0),
    (Fault::RaisedShoulderRight, 9.0),
    (Fault::TooClose, 8.0),
    (Fault::HeadTilt, 7.0),
];

/// Stretches of the catalogue for each fault family.
pub static STRETCHES: [(FaultFamily, [&str; 3]); 4] = [
    (FaultFamily::TowardsScreen, ["overhead-levator-scapulae", "rhomboid-forward", "cat-cow"]),
    (FaultFamily::Shoulders, ["ear-to-shoulder", "ear-to-shoulder-turned", "rhomboid-side"]),
    (FaultFamily::Sideways, ["ear-to-shoulder", "side-stretch", "thread-the-needle"]),
    (FaultFamily::Stillness, ["cat-cow", "knot-pose", "side-arm"]),
];

/// The current rules of Europe/Berlin and America/New_York, so that no time zone database is
/// needed.
const BERLIN: &str = "CET-1CEST,M3.5.0,M10.5.0/3";
const NEW_YORK: &str = "EST5EDT,M3.2.0,M11.1.0";

const MINUTE_MS: f64 = 60_000.0;

/// Generates the days of a fictitious person.
#[derive(Debug, Clone)]
pub struct Synthetic {
    seed: u64,
    pace_ms: i64,
    home: TimeZone,
    abroad: TimeZone,
}

/// The records of one day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SyntheticDay {
    /// In order of time.
    pub samples: Vec<Sample>,
    /// In order of time.
    pub events: Vec<HistoryEvent>,
}

impl SyntheticDay {
    /// Aggregates the samples to minutes.
    #[must_use]
    pub fn minutes(&self) -> Vec<Minute> {
        aggregate(&self.samples)
    }
}

impl Synthetic {
    /// A person for `seed` with one sample every `pace_ms` milliseconds (limited to 100 to 60,000).
    #[must_use]
    pub fn new(seed: u64, pace_ms: i64) -> Self {
        let zone = |rule: &str| TimeZone::posix(rule).unwrap_or(TimeZone::UTC);
        Self {
            seed,
            pace_ms: pace_ms.clamp(100, 60_000),
            home: zone(BERLIN),
            abroad: zone(NEW_YORK),
        }
    }

    /// Generates one day, independently of the other days.
    #[must_use]
    pub fn day(&self, date: Date) -> SyntheticDay {
        let zone = self.zone(date);
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        let number = calendar::days_between(Date::constant(2000, 1, 1), date);
        rng.set_stream(number.cast_unsigned());
        let mut moves = ChaCha8Rng::seed_from_u64(self.seed.wrapping_add(1));
        moves.set_stream(number.cast_unsigned());
        let made = SyntheticDay::default();
        let mut day =
            Making { rng, moves, posture: Posture::default(), zone, pace_ms: self.pace_ms, made };
        if self.is_clock_changed(date) {
            let (from_ms, to_ms) = (day.at_ms(date, 0.5), day.at_ms(date, 6.0));
            day.work(from_ms, to_ms, self.skill(date));
        } else if self.is_worked(date, &mut day) {
            let start_h = day.between(8.3, 9.6);
            let lunch_h = day.between(12.0, 13.0);
            let end_h = day.between(17.0, 18.6);
            let skill = self.skill(date);
            let (start_ms, lunch_ms) = (day.at_ms(date, start_h), day.at_ms(date, lunch_h));
            let left_ms = day.work(start_ms, lunch_ms, skill);
            // Coming back from lunch is delayed by the same time as leaving for it.
            let back_ms = left_ms + (day.between(0.5, 1.0) * 60.0 * MINUTE_MS) as i64;
            day.work(back_ms, day.at_ms(date, end_h), skill);
        }
        day.made
    }

    /// Time zone of the person's location on `date`.
    #[must_use]
    pub fn zone(&self, date: Date) -> TimeZone {
        let is_away = date.iso_week_date().week() == 40;
        if is_away { self.abroad.clone() } else { self.home.clone() }
    }

    fn is_clock_changed(&self, date: Date) -> bool {
        let offset = |date: Date| {
            date.to_zoned(self.home.clone()).map(|midnight| midnight.offset().seconds()).ok()
        };
        offset(date) != offset(calendar::days_after(date, 1))
    }

    fn is_worked(&self, date: Date, day: &mut Making) -> bool {
        let is_weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        let is_holiday = matches!(date.iso_week_date().week(), 1 | 31 | 32 | 52 | 53);
        let chance = if is_weekend || is_holiday { 0.03 } else { 0.96 };
        day.rng.random::<f64>() < chance
    }

    /// Factor on how long posture stays good: rises over two years, with bad phases in between.
    fn skill(&self, date: Date) -> f64 {
        let days = calendar::days_between(Date::constant(2016, 1, 1), date) as f64;
        let learned = (days.max(0.0) / 730.0).min(1.0);
        0.7 + 0.6 * learned + 0.15 * (days / 45.0).sin()
    }
}

/// The posture that is kept.
#[derive(Debug, Clone, Copy, Default)]
struct Posture {
    kept_ms: i64,
    /// When the person shifts.
    until_ms: i64,
    is_standing: bool,
}

/// Mean time in one posture, milliseconds, and the share of postures that are standing.
const POSTURE_MS: f64 = 6.5 * MINUTE_MS;
const STANDING: f64 = 0.05;

/// A day under construction.
struct Making {
    rng: ChaCha8Rng,
    /// Dice of their own, so that the days of earlier versions stay the same otherwise.
    moves: ChaCha8Rng,
    posture: Posture,
    zone: TimeZone,
    pace_ms: i64,
    made: SyntheticDay,
}

impl Making {
    fn between(&mut self, from: f64, to: f64) -> f64 {
        from + (to - from) * self.rng.random::<f64>()
    }

    /// A random duration with an exponential distribution, milliseconds.
    fn lasting_ms(&mut self, mean_ms: f64) -> i64 {
        (-mean_ms * (1.0 - self.rng.random::<f64>()).ln()).clamp(2_000.0, 10.0 * mean_ms) as i64
    }

    /// Milliseconds since 1970 UTC at an hour of local time.
    fn at_ms(&self, date: Date, hour: f64) -> i64 {
        let second = (hour.clamp(0.0, 23.99) * 3600.0) as i32;
        let time =
            Time::new((second / 3600) as i8, (second / 60 % 60) as i8, (second % 60) as i8, 0);
        let civil = date.to_datetime(time.unwrap_or(Time::midnight()));
        self.zone.to_timestamp(civil).map_or(0, jiff::Timestamp::as_millisecond)
    }

    fn note(
        &mut self,
        at_ms: i64,
        kind: EventKind,
        fault: Option<Fault>,
        detail: serde_json::Value,
    ) {
        let at = calendar::moment(at_ms);
        let offset_s = calendar::offset_s(at, &self.zone);
        self.made.events.push(HistoryEvent { at, offset_s, kind, fault, detail });
    }

    /// Generates work from `from_ms` until at least `end_ms`; returns when it ended.
    fn work(&mut self, from_ms: i64, end_ms: i64, skill: f64) -> i64 {
        let mut now_ms = from_ms;
        self.note(now_ms, EventKind::WatchOn, None, serde_json::Value::Null);
        let mut break_ms = now_ms + self.lasting_ms(50.0 * MINUTE_MS);
        let meeting_ms = now_ms + self.lasting_ms(240.0 * MINUTE_MS);
        let mut has_met = false;
        while now_ms < end_ms {
            if !has_met && now_ms >= meeting_ms {
                has_met = true;
                self.note(now_ms, EventKind::WatchOff, None, json!({"why": "paused"}));
                now_ms += self.lasting_ms(30.0 * MINUTE_MS);
                self.note(now_ms, EventKind::WatchOn, None, serde_json::Value::Null);
            } else if now_ms >= break_ms {
                now_ms = self.take_break(now_ms);
                break_ms = now_ms + self.lasting_ms(50.0 * MINUTE_MS);
            } else {
                now_ms = self.sit(now_ms, skill);
            }
        }
        self.note(now_ms, EventKind::WatchOff, None, json!({"why": "paused"}));
        now_ms
    }

    fn take_break(&mut self, now_ms: i64) -> i64 {
        let until_ms = now_ms + self.lasting_ms(5.0 * MINUTE_MS);
        self.note(now_ms, EventKind::Left, None, serde_json::Value::Null);
        self.watch(now_ms, until_ms, PostureState::Away, None);
        self.note(until_ms, EventKind::Returned, None, json!({"away_ms": until_ms - now_ms}));
        if until_ms - now_ms >= 60_000 {
            let detail = json!({"lasted_ms": until_ms - now_ms});
            self.note(until_ms, EventKind::BreakTaken, None, detail);
        }
        until_ms
    }

    /// Generates a period of good posture, then usually a fault and its outcome.
    fn sit(&mut self, now_ms: i64, skill: f64) -> i64 {
        let good_until_ms = now_ms + self.lasting_ms(6.0 * MINUTE_MS * skill);
        self.watch(now_ms, good_until_ms, PostureState::Good, None);
        if self.rng.random::<f64>() < 0.08 {
            let unclear_until_ms = good_until_ms + self.lasting_ms(MINUTE_MS / 2.0);
            self.watch(good_until_ms, unclear_until_ms, PostureState::Uncertain, None);
            return unclear_until_ms;
        }
        let fault = self.draw_fault();
        let lasts_ms = self.lasting_ms(2.0 * MINUTE_MS / skill);
        let until_ms = good_until_ms + lasts_ms;
        self.watch(good_until_ms, until_ms, PostureState::Fault, Some(fault));
        if lasts_ms > 15_000 {
            let alert_ms = good_until_ms + 15_000;
            let stretch = self.draw_stretch(fault);
            self.note(alert_ms, EventKind::Alert, Some(fault), json!({"stretch": stretch}));
            let is_stretched = self.rng.random::<f64>() < 0.12;
            let kind = if self.rng.random::<f64>() < 0.8 {
                EventKind::Corrected
            } else {
                EventKind::AlertEnded
            };
            self.note(until_ms, kind, Some(fault), serde_json::Value::Null);
            if is_stretched {
                return self.stretch(until_ms, fault, stretch, skill);
            }
        }
        until_ms
    }

    /// Draws one of the three stretches for the family of `fault`.
    fn draw_stretch(&mut self, fault: Fault) -> &'static str {
        let (_, stretches) =
            STRETCHES.iter().find(|(family, _)| *family == fault.family()).unwrap_or(&STRETCHES[0]);
        let place = (self.between(0.0, 1.0) * stretches.len() as f64) as usize;
        stretches[place.min(stretches.len() - 1)]
    }

    /// Generates a stretch, which is usually done. Posture stays good longer after it than without
    /// one.
    fn stretch(&mut self, now_ms: i64, fault: Fault, stretch: &str, skill: f64) -> i64 {
        const PLANNED_S: f64 = 60.0;
        let draw = self.rng.random::<f64>();
        let (outcome, held_s) = match draw {
            0.2..1.0 => ("done", PLANNED_S),
            0.1..0.2 => ("stopped", (self.between(0.1, 0.9) * PLANNED_S).round()),
            _ => ("skipped", 0.0),
        };
        let until_ms = now_ms + (held_s * 1000.0) as i64 + 5_000;
        self.watch(now_ms, until_ms, PostureState::Uncertain, None);
        let seen = self.between(0.5, 1.0);
        let detail = json!({
            "stretch": stretch, "sides": ["left", "right"], "held_s": held_s,
            "verified_s": (held_s * seen).round(), "planned_s": PLANNED_S, "outcome": outcome,
            "answers": fault,
        });
        self.note(until_ms, EventKind::StretchDone, Some(fault), detail);
        if outcome != "done" {
            return until_ms;
        }
        let good_until_ms = until_ms + self.lasting_ms(6.0 * MINUTE_MS * skill);
        self.watch(until_ms, good_until_ms, PostureState::Good, None);
        good_until_ms
    }

    fn draw_fault(&mut self) -> Fault {
        let mut left = self.between(0.0, 100.0);
        for (fault, weight) in FAULTS {
            left -= weight;
            if left < 0.0 {
                return fault;
            }
        }
        Fault::ForwardHead
    }

    fn watch(&mut self, from_ms: i64, until_ms: i64, state: PostureState, fault: Option<Fault>) {
        let mut at_ms = from_ms;
        while at_ms < until_ms {
            let span_ms = self.pace_ms.min(until_ms - at_ms);
            at_ms += span_ms;
            let at = calendar::moment(at_ms);
            let angles = if state == PostureState::Away {
                Angles::default()
            } else {
                self.angles(state, fault)
            };
            let variety = self.variety(state, at_ms, span_ms);
            self.made.samples.push(Sample {
                at,
                offset_s: calendar::offset_s(at, &self.zone),
                span_ms,
                state,
                faults: fault.into_iter().collect(),
                angles,
                variety,
            });
        }
    }

    /// Keeps the posture or shifts. An absence ends it.
    fn variety(&mut self, state: PostureState, at_ms: i64, span_ms: i64) -> Option<SampleVariety> {
        if state == PostureState::Away {
            self.posture = Posture::default();
            return None;
        }
        let has_shifted = at_ms >= self.posture.until_ms;
        if has_shifted {
            let draw = 1.0 - self.moves.random::<f64>();
            let lasts_ms = (-POSTURE_MS * draw.ln()).clamp(20_000.0, 8.0 * POSTURE_MS) as i64;
            self.posture = Posture {
                kept_ms: 0,
                until_ms: at_ms + lasts_ms,
                is_standing: self.moves.random::<f64>() < STANDING,
            };
        }
        self.posture.kept_ms += span_ms;
        let Posture { kept_ms, is_standing, .. } = self.posture;
        Some(SampleVariety { kept_ms, has_shifted, is_standing })
    }

    fn angles(&mut self, state: PostureState, fault: Option<Fault>) -> Angles {
        let when = |mine: Fault, value: f64| if fault == Some(mine) { value } else { 0.0 };
        let mut about = |value: f64, spread: f64| {
            // The sum of three uniform draws is close enough to a normal distribution.
            let draw: f64 = (0..3).map(|_| self.rng.random::<f64>() - 0.5).sum();
            Some(value + 2.0 * spread * draw)
        };
        let both = when(Fault::RaisedShoulders, 4.0);
        Angles {
            forward_head_deg: about(1.5 + when(Fault::ForwardHead, 9.0), 2.0),
            raised_shoulder_left_deg: about(both, 0.7),
            raised_shoulder_right_deg: about(both + when(Fault::RaisedShoulderRight, 4.0), 0.7),
            head_tilt_deg: about(when(Fault::HeadTilt, 14.0), 2.5),
            shoulder_tilt_deg: about(0.0, 1.5),
            slouch: about(when(Fault::Slouch, 0.17), 0.03),
            trunk_lean_deg: about(when(Fault::Slouch, 8.0), 3.0),
            screen_distance_cm: about(62.0 - when(Fault::TooClose, 26.0), 4.0),
            confidence: about(if state == PostureState::Uncertain { 0.3 } else { 0.85 }, 0.04),
        }
    }
}

#[cfg(test)]
mod tests;
