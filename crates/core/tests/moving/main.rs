//! Shifts of posture of simulated people with known movements, through the whole engine.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::disallowed_macros)]

use plumbline_core::body::{Fault, MonotonicMs};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::coaching::breaks::BreakPolicy;
use plumbline_core::coaching::invitation::InviteReason;
use plumbline_core::engine::{Engine, EngineConfig, Event, Snapshot};
use plumbline_sim::simulator::day::{Activity, Day};
use plumbline_sim::simulator::{Movement, NoiseModel, Scenario, Session};

/// Numbers of the simulated people. Each has their own body and camera; the noise is the full measured one.
const PEOPLE: std::ops::Range<u64> = 0..12;

/// End of the calibration, milliseconds.
const CALIBRATED_MS: i64 = 6_000;

fn session(number: u64) -> Session {
    Session::new(11, number, Scenario::named("upright").unwrap(), &NoiseModel::FULL)
}

fn engine() -> Engine {
    let breaks = BreakPolicy { sit_at_most_ms: None, ..BreakPolicy::default() };
    let config = EngineConfig { breaks, ..EngineConfig::default() };
    let mut engine = Engine::new(Catalogue::embedded().unwrap(), config);
    engine.start_calibration();
    engine
}

/// A person who moves as `movement` says for each time in milliseconds. Returns the times of the shifts, in
/// milliseconds, the events and the last snapshot; `None` if the calibration failed.
fn watched(
    number: u64,
    until_ms: i64,
    movement: &dyn Fn(i64) -> Movement,
) -> Option<(Vec<i64>, Vec<Event>, Snapshot)> {
    let (mut session, mut engine) = (session(number), engine());
    let (mut shifts, mut events, mut last) = (Vec::new(), Vec::new(), None);
    let mut t_ms = 0;
    while t_ms < until_ms {
        let frame = session.moment(t_ms, &movement(t_ms), 0.0);
        let (snapshot, new) = engine.step(Some(&frame.pose), MonotonicMs(t_ms));
        if snapshot.monitor.variety.has_shifted {
            shifts.push(t_ms);
        }
        events.extend(new);
        last = Some(snapshot);
        t_ms += if t_ms < CALIBRATED_MS { 200 } else { 1_000 };
    }
    let is_calibrated = events.iter().any(|event| matches!(event, Event::Calibrated { .. }));
    is_calibrated.then_some((shifts, events, last?))
}

/// The postures that a person goes through, each for two minutes: all differ clearly from the one before.
fn postures() -> [Movement; 5] {
    let upright = Movement::default();
    [
        upright,
        Movement { trunk_lean_deg: 14.0, ..upright },
        Movement { seat_left_cm: 10.0, ..upright },
        Movement { trunk_lean_deg: -10.0, ..upright },
        Movement { seat_back_cm: -12.0, trunk_lean_deg: 8.0, ..upright },
    ]
}

const POSTURE_MS: i64 = 120_000;

#[test]
fn known_shifts_are_counted() {
    let postures = postures();
    let of = |t_ms: i64| postures[(t_ms / POSTURE_MS) as usize % postures.len()];
    let (mut found, mut wrong, mut people) = (0, 0, 0);
    for number in PEOPLE {
        let Some((shifts, _, _)) = watched(number, 10 * POSTURE_MS, &of) else { continue };
        people += 1;
        for change in 1..10 {
            let at = |ms: &&i64| (0..30_000).contains(&(**ms - change * POSTURE_MS));
            found += usize::from(shifts.iter().any(|ms| at(&ms)));
        }
        wrong +=
            shifts.iter().filter(|ms| **ms % POSTURE_MS >= 30_000 || **ms < POSTURE_MS).count();
    }
    println!("{found} of {} shifts found, {wrong} wrong, {people} people", 9 * people);
    assert!(people >= 10);
    assert!(found * 100 >= 9 * people * 95, "{found} of {} shifts found", 9 * people);
    assert!(wrong * 100 <= 9 * people * 5, "{wrong} wrong shifts");
}

#[test]
fn everyday_movements_in_one_posture_are_no_shifts() {
    let day = Day::new()
        .then(Activity::Upright, 120.0)
        .then(Activity::Typing, 300.0)
        .then(Activity::Drinking, 6.0)
        .then(Activity::Upright, 120.0)
        .then(Activity::Yawning, 5.0)
        .then(Activity::Typing, 300.0)
        .then(Activity::Drinking, 6.0)
        .then(Activity::Upright, 300.0);
    let (mut shifts, mut hours) = (0, 0.0);
    for number in PEOPLE {
        let (mut session, mut engine) = (session(number), engine());
        let mut t_ms = 0;
        while t_ms < day.end_ms() {
            if let Some(frame) = day.picture(&mut session, t_ms) {
                let pose = frame.map(|frame| frame.pose);
                let (snapshot, _) = engine.step(pose.as_ref(), MonotonicMs(t_ms));
                shifts += usize::from(snapshot.monitor.variety.has_shifted);
            }
            t_ms += if t_ms < CALIBRATED_MS { 200 } else { 1_000 };
        }
        hours += t_ms as f64 / 3_600_000.0;
    }
    println!("{shifts} shifts in {hours:.1} hours without one");
    // One in an hour would be little against the 6 to 12 of a person who moves.
    assert!((shifts as f64) < hours, "{shifts} in {hours} hours");
}

#[test]
fn a_person_who_never_moves_is_invited_and_one_who_shifts_is_not() {
    let still = |_| Movement::default();
    let postures = postures();
    let lively = |t_ms: i64| postures[(t_ms / 240_000) as usize % 3];
    let invited = |events: &[Event]| {
        let is_same = |event: &&Event| {
            matches!(event, Event::Invited { invitation, .. }
                if matches!(invitation.reason, InviteReason::SamePosture { .. }))
        };
        events.iter().filter(is_same).count()
    };
    let (mut of_still, mut of_lively, mut people) = (0, 0, 0);
    for number in 0..6 {
        let minutes = 20;
        let Some((_, events, last)) = watched(number, minutes * 60_000, &still) else { continue };
        people += 1;
        of_still += usize::from(invited(&events) == 1);
        assert!(last.monitor.variety.kept_ms > 0);
        if let Some((_, events, _)) = watched(number, minutes * 60_000, &lively) {
            of_lively += invited(&events);
        }
    }
    println!("{of_still} of {people} still people invited once, lively ones {of_lively} times");
    assert!(of_still + 1 >= people, "{of_still} of {people}");
    assert_eq!(of_lively, 0);
}

#[test]
fn a_slow_forward_head_is_reported_before_it_is_a_fault() {
    // 4 cm in 30 minutes.
    let slump = |t_ms: i64| {
        let share = ((t_ms - 60_000).max(0) as f64 / 1_800_000.0).min(1.0);
        Movement { head_forward_cm: 4.0 * share, ..Movement::default() }
    };
    let (mut found, mut early, mut people) = (0, 0, 0);
    for number in PEOPLE {
        let Some((_, events, _)) = watched(number, 35 * 60_000, &slump) else { continue };
        people += 1;
        let at = |event: &Event| match event {
            Event::Invited { t, invitation, .. }
                if invitation.reason.fault() == Some(Fault::ForwardHead) =>
            {
                Some(t.0)
            }
            _ => None,
        };
        let alert = events.iter().find_map(|event| match event {
            Event::Alert { t, .. } => Some(t.0),
            _ => None,
        });
        let slumped = events.iter().find_map(at);
        found += usize::from(slumped.is_some());
        early += usize::from(slumped.is_some_and(|at| alert.is_none_or(|alert| at < alert)));
    }
    println!("{found} of {people} slow slumps found, {early} before an alert");
    assert!(early * 10 >= people * 6, "{early} of {people}");
}

#[test]
fn a_person_who_sits_upright_has_no_slow_slump() {
    let mut slumps = 0;
    for number in PEOPLE {
        let Some((_, events, _)) = watched(number, 40 * 60_000, &|_| Movement::default()) else {
            continue;
        };
        slumps += events
            .iter()
            .filter(|event| {
                matches!(event, Event::Invited { invitation, .. } if invitation.reason.fault().is_some())
            })
            .count();
    }
    println!("{slumps} slow slumps of people who sit upright");
    assert!(slumps <= 1, "{slumps}");
}
