use super::trend::TrendWatch;
use super::*;
use crate::body::Fault;
use crate::body::geometry::Vec2;
use crate::posture::fault::LimitChoice;
use crate::posture::{Measure, Measured, Measures, Quantity, View};

/// Measures of a person with this lean, in degrees, and nothing else known.
fn leaning(deg: f64) -> Measures {
    let mut measures = Measures::nobody();
    measures.view = View::Front;
    let measured = Measured { delta: Some(deg), noise_sd: 0.5, ..Measured::plain(deg, 1.0, 0.9) };
    measures.set(Quantity::TrunkLean, Measure::Known(measured));
    measures
}

fn seat(height: f64) -> SeatPosition {
    SeatPosition { shoulders: Vec2::new(0.0, height), width_share: 0.3 }
}

struct Person {
    watch: VarietyWatch,
    t_ms: i64,
    shifts: Vec<i64>,
    latest: Variety,
}

impl Person {
    fn new() -> Self {
        let watch = VarietyWatch::default();
        Self { watch, t_ms: 0, shifts: Vec::new(), latest: Variety::default() }
    }

    fn look(&mut self, look: Look) {
        self.latest = self.watch.step(&look, MonotonicMs(self.t_ms));
        if self.latest.has_shifted {
            self.shifts.push(self.t_ms / 1000);
        }
        self.t_ms += 1_000;
    }

    /// Sits for `seconds`, leaning by `deg_at` the second.
    fn sits(&mut self, seconds: i64, deg_at: impl Fn(i64) -> f64) {
        for s in 0..seconds {
            let stance = Stance::of(&leaning(deg_at(s)), Some(seat(0.5)));
            self.look(Look { stance, presence: Presence::Here(MonotonicMs(0)), change: None });
        }
    }

    fn is_at(&mut self, seconds: i64, height: f64) {
        for _ in 0..seconds {
            let stance = Stance::of(&leaning(0.0), Some(seat(height)));
            self.look(Look { stance, presence: Presence::Here(MonotonicMs(0)), change: None });
        }
    }
}

#[test]
fn a_lasting_change_is_one_shift_and_a_short_one_is_none() {
    let mut person = Person::new();
    person.sits(300, |_| 0.0);
    // A fidget of five seconds.
    person.sits(5, |_| 12.0);
    person.sits(300, |_| 0.0);
    assert_eq!(person.shifts, Vec::<i64>::new());
    assert_eq!(person.latest.kept_ms, 604_000);
    person.sits(300, |_| 12.0);
    assert_eq!(person.shifts, [605 + SETTLE_MS / 1000]);
    assert!(person.latest.kept_ms < 300_000, "{:?}", person.latest);
    // Back again is another shift.
    person.sits(60, |_| 0.0);
    assert_eq!(person.shifts.len(), 2);
}

#[test]
fn a_slow_slump_is_no_shift_but_a_trend() {
    let mut person = Person::new();
    let slump = |s: i64| 14.0 * s as f64 / 1_800.0;
    person.sits(1_800, slump);
    assert_eq!(person.shifts, Vec::<i64>::new());
    let mut trend = TrendWatch::default();
    let found: Vec<_> = (0..1_800)
        .filter_map(|s| {
            let found =
                trend.step(&leaning(slump(s)), &LimitChoice::default(), MonotonicMs(s * 1000));
            found.map(|slump| (s / 60, slump))
        })
        .collect();
    let [(minute, slump)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(slump.fault, Fault::Leaning);
    assert!(slump.change > 0.5 * 17.0 && slump.change < 10.0, "{slump:?}");
    assert!((17..25).contains(minute), "{minute}");
}

#[test]
fn noise_and_a_single_step_are_no_trend() {
    let mut trend = TrendWatch::default();
    for s in 0..7_200_i64 {
        // A wave of four minutes, and an hour later the person leans at once.
        let wave = 6.0 * (s as f64 / 240.0 * std::f64::consts::TAU).sin();
        let found = trend.step(&leaning(wave), &LimitChoice::default(), MonotonicMs(s * 1000));
        assert_eq!(found, None, "{s}");
    }
}

#[test]
fn standing_up_and_sitting_down_are_shifts_and_the_time_between_is_standing() {
    let mut person = Person::new();
    person.is_at(120, 0.5);
    person.is_at(90, -0.4);
    assert!(person.latest.is_standing);
    person.is_at(120, 0.5);
    assert!(!person.latest.is_standing);
    assert_eq!(person.shifts.len(), 2, "{:?}", person.shifts);
    let standing_s = person.latest.hour.standing_ms / 1000;
    assert!((85..=95).contains(&standing_s), "{standing_s}");
}

#[test]
fn a_raised_seat_and_somebody_behind_the_chair_do_not_stand() {
    let mut person = Person::new();
    person.is_at(60, 0.5);
    person.is_at(60, 0.2);
    assert!(!person.latest.is_standing);
    let behind = SeatPosition { width_share: 0.15, ..seat(-1.0) };
    assert!(!behind.is_standing_against(Some(seat(0.5))));
}

#[test]
fn the_hour_has_the_shifts_and_the_still_time_of_its_own() {
    let mut person = Person::new();
    // Twelve minutes in one posture, then six postures of three minutes.
    person.sits(720, |_| 0.0);
    person.sits(1_080, |s| if s / 180 % 2 == 0 { 12.0 } else { 0.0 });
    let hour = person.latest.hour;
    assert_eq!(hour.shifts, 6);
    assert!((720_000..740_000).contains(&hour.still_ms), "{hour:?}");
    assert!((1_795_000..=1_800_000).contains(&hour.watched_ms), "{hour:?}");
    assert!((hour.shifts_per_hour().unwrap() - 12.0).abs() < 0.1);
    // Two hours later nothing of it is left.
    person.sits(7_200, |_| 0.0);
    assert_eq!(person.latest.hour.shifts, 0);
    assert_eq!(person.latest.hour.still_ms, person.latest.hour.watched_ms);
}

#[test]
fn a_person_who_comes_back_keeps_a_new_posture() {
    let mut person = Person::new();
    person.sits(700, |_| 0.0);
    let away = Look {
        stance: Stance::default(),
        presence: Presence::Away(MonotonicMs(person.t_ms)),
        change: None,
    };
    for _ in 0..30 {
        person.look(away);
    }
    let change = Some(PresenceChange::Returned { away_ms: 30_000 });
    let stance = Stance::of(&leaning(0.0), Some(seat(0.5)));
    person.look(Look { stance, presence: Presence::Here(MonotonicMs(person.t_ms)), change });
    assert_eq!(person.shifts.len(), 1);
    assert_eq!(person.latest.kept_ms, 1_000);
}
