//! Tests of complete sessions on a simulated clock.

use proptest::prelude::*;

use plumbline_core::body::{Fault, MonotonicMs, Side};
use plumbline_core::catalogue::{Catalogue, Item};
use plumbline_core::coaching::guide::correction::Correction;
use plumbline_core::coaching::guide::measures::Unseen;
use plumbline_core::coaching::guide::result::{StretchOutcome, StretchResult};
use plumbline_core::coaching::guide::session::{
    ClockReason, Counting, Glimpse, Phase, Plan, Session, SessionEvent,
};
use plumbline_sim::stretch_figure::{Figure, HFOV_DEG};

const TICK_MS: i64 = 100;

fn item(id: &str) -> Item {
    Catalogue::embedded().unwrap().item(id).unwrap().clone()
}

fn plan(ids: &[&str]) -> Plan {
    Plan {
        title: "test".into(),
        items: ids.iter().map(|id| item(id)).collect(),
        rounds: 1,
        first_side: None,
        answers: None,
    }
}

struct Run {
    session: Session,
    now: MonotonicMs,
    events: Vec<SessionEvent>,
}

impl Run {
    fn new(plan: Plan, with_camera: bool) -> Self {
        let now = MonotonicMs(1_000_000);
        Self { session: Session::new(plan, with_camera, HFOV_DEG, now), now, events: Vec::new() }
    }

    /// Advances by one tick; the camera shows `figure`, or nothing new for `None`.
    fn tick(&mut self, figure: Option<&Figure>) {
        self.now = self.now + TICK_MS;
        let pose = figure.map(Figure::pose);
        let glimpse = match &pose {
            Some(pose) => Glimpse::Picture(Some(pose)),
            None => Glimpse::Nothing,
        };
        self.events.extend(self.session.step(glimpse, self.now));
    }

    fn ticks(&mut self, ms: i64, figure: Option<&Figure>) {
        for _ in 0..ms / TICK_MS {
            self.tick(figure);
        }
    }

    /// Advances until `phase` returns true for the current phase.
    fn until(&mut self, figure: Option<&Figure>, phase: impl Fn(Phase) -> bool) {
        for _ in 0..6_000 {
            if phase(self.session.phase()) {
                return;
            }
            self.tick(figure);
        }
        panic!("never came there: {:?}", self.session.phase());
    }

    fn results(&self) -> Vec<StretchResult> {
        let result = |event: &SessionEvent| match event {
            SessionEvent::ItemOver(result) => Some(result.clone()),
            _ => None,
        };
        self.events.iter().filter_map(result).collect()
    }
}

fn is_finished(phase: Phase) -> bool {
    phase == Phase::Finished
}

#[test]
fn without_a_camera_every_item_runs_to_its_end_on_the_clock() {
    let catalogue = Catalogue::embedded().unwrap();
    for item in catalogue.items() {
        let mut run = Run::new(Plan::of_item(item.clone(), None), true);
        run.until(None, is_finished);
        let results = run.results();
        assert_eq!(results.len(), 1, "{}", item.id);
        let result = &results[0];
        assert_eq!(result.outcome, StretchOutcome::Done, "{}", item.id);
        assert_eq!(result.held_ms, result.planned_ms, "{}", item.id);
        assert_eq!(
            result.planned_ms,
            item.sides().len() as i64 * i64::from(item.target_s()) * 1000
        );
        assert_eq!(result.verified_ms, 0);
        let said = run.events.iter().filter(|m| matches!(m, SessionEvent::Step(_))).count();
        assert_eq!(said, item.steps.len(), "{}", item.id);
    }
}

#[test]
fn the_camera_counts_only_what_is_held_on_both_sides() {
    let mut run = Run::new(plan(&["ear-to-shoulder"]), true);
    let right = Figure::doing("ear-to-shoulder").unwrap();
    run.until(Some(&Figure::REST), |phase| phase == Phase::Hold);
    assert_eq!(run.session.side(), Some(Side::Right));
    run.ticks(3_000, Some(&Figure::REST));
    assert_eq!(run.session.held_ms(), 0);
    let further = Correction::Check("Let your head sink a little further to the left.".into());
    assert_eq!(run.session.correction(), Some(further));
    run.ticks(10_000, Some(&right));
    let held_ms = run.session.held_ms();
    assert!((9_000..=10_000).contains(&held_ms), "{held_ms}");
    run.ticks(5_000, Some(&Figure::REST));
    assert!(run.session.held_ms() - held_ms <= TICK_MS);
    assert!(!run.session.is_counting());
    run.until(Some(&right), |phase| phase == Phase::Change);
    assert_eq!(run.session.side(), Some(Side::Left));
    assert_eq!(
        run.session.steps()[1],
        "Let your head drop towards your right shoulder, ear to shoulder."
    );
    // The figure changes to the other side at once, so the pause is cut short.
    run.ticks(1_500, Some(&right.mirrored()));
    assert_eq!(run.session.phase(), Phase::Hold);
    run.until(Some(&right.mirrored()), is_finished);
    let result = &run.results()[0];
    assert_eq!(result.sides, [Side::Right, Side::Left]);
    assert_eq!((result.held_ms, result.verified_ms), (60_000, 60_000));
    assert_eq!(result.outcome, StretchOutcome::Done);
}

#[test]
fn holding_the_stretch_skips_the_remaining_steps() {
    let mut run = Run::new(plan(&["side-arm"]), true);
    run.ticks(2_000, Some(&Figure::REST));
    assert_eq!(run.session.phase(), Phase::Show { step: 0 });
    run.ticks(1_000, Some(&Figure::doing("side-arm").unwrap()));
    assert_eq!(run.session.phase(), Phase::Hold);
    assert_eq!(run.session.counting(), &Counting::Camera);
}

#[test]
fn the_clock_counts_while_the_camera_cannot_see_the_stretch() {
    let mut run = Run::new(plan(&["overhead-levator-scapulae"]), true);
    let good = Figure::doing("overhead-levator-scapulae").unwrap();
    // So near that the raised elbow is outside the image.
    let near = Figure { distance_cm: 55.0, ..good };
    let near_rest = Figure { distance_cm: 55.0, ..Figure::REST };
    run.until(Some(&near_rest), |phase| phase == Phase::Hold);
    run.ticks(9_000, Some(&near));
    assert_eq!(run.session.held_ms(), 0);
    let is_outside =
        matches!(run.session.correction(), Some(Correction::Unseen(Unseen::Outside(_))));
    assert!(is_outside, "{:?}", run.session.correction());
    run.ticks(8_000, Some(&near));
    assert!(matches!(run.session.counting(), Counting::Clock(ClockReason::NotSeen(_))));
    assert!(run.session.held_ms() > 0);
    assert!(run.events.contains(&SessionEvent::ClockTakesOver));
    run.until(Some(&near), |phase| phase == Phase::Change);
    run.until(Some(&near.mirrored()), is_finished);
    let result = &run.results()[0];
    assert_eq!((result.outcome, result.verified_ms), (StretchOutcome::Done, 0));
}

#[test]
fn the_clock_counts_while_the_camera_is_unplugged() {
    let mut run = Run::new(plan(&["side-stretch"]), true);
    let good = Figure::doing("side-stretch").unwrap();
    run.until(Some(&Figure::REST), |phase| phase == Phase::Hold);
    run.ticks(5_000, Some(&good));
    let held_ms = run.session.held_ms();
    run.ticks(5_000, None);
    assert_eq!(run.session.counting(), &Counting::Clock(ClockReason::NoPicture));
    assert!(run.session.held_ms() > held_ms);
    run.ticks(2_000, Some(&good));
    assert_eq!(run.session.counting(), &Counting::Camera);
    run.until(Some(&good), |phase| phase == Phase::Change);
    run.until(Some(&good.mirrored()), is_finished);
    let result = &run.results()[0];
    assert!(result.verified_ms < result.held_ms && result.verified_ms > 50_000, "{result:?}");
}

#[test]
fn a_pause_stops_everything() {
    let mut run = Run::new(plan(&["cat-cow"]), true);
    run.until(None, |phase| phase == Phase::Hold);
    run.ticks(2_000, None);
    let before = (run.session.held_ms(), run.session.phase());
    run.session.pause(true);
    run.ticks(60_000, None);
    assert_eq!((run.session.held_ms(), run.session.phase()), before);
    run.session.pause(false);
    run.ticks(1_000, None);
    assert!(run.session.held_ms() > before.0);
}

#[test]
fn skipped_and_stopped_items_are_reported_as_such() {
    let mut run = Run::new(plan(&["cat-cow", "rhomboid-forward"]), false);
    run.until(None, |phase| phase == Phase::Hold);
    run.ticks(5_000, None);
    run.events.extend(run.session.skip());
    assert_eq!(run.session.phase(), Phase::Rest);
    assert_eq!(run.session.item().unwrap().id, "rhomboid-forward");
    run.events.extend(run.session.skip());
    run.until(None, |phase| phase == Phase::Hold);
    run.ticks(5_000, None);
    run.events.extend(run.session.stop());
    assert_eq!(run.session.phase(), Phase::Finished);
    let outcomes: Vec<StretchOutcome> = run.results().iter().map(|r| r.outcome).collect();
    assert_eq!(outcomes, [StretchOutcome::Skipped, StretchOutcome::Stopped]);
    assert!(run.results().iter().all(|r| r.held_ms > 0 && r.held_ms < r.planned_ms));
}

#[test]
fn a_raised_shoulder_is_stretched_first() {
    let plan = Plan::of_item(item("ear-to-shoulder"), Some(Fault::RaisedShoulderLeft));
    let run = Run::new(plan, false);
    assert_eq!(run.session.side(), Some(Side::Left));
}

#[test]
fn rounds_repeat_both_sides() {
    let plan = Plan { rounds: 2, ..plan(&["side-arm"]) };
    let mut run = Run::new(plan, false);
    assert_eq!(run.session.set_of(), (0, 4));
    run.until(None, is_finished);
    assert_eq!(run.results()[0].planned_ms, 120_000);
}

#[test]
fn the_person_can_switch_to_the_clock_and_back_to_the_camera() {
    let mut run = Run::new(plan(&["side-arm"]), true);
    run.until(Some(&Figure::REST), |phase| phase == Phase::Hold);
    run.session.use_camera(false);
    assert_eq!(run.session.phase(), Phase::Ready);
    run.ticks(8_000, Some(&Figure::REST));
    assert!(run.session.held_ms() > 0);
    run.session.use_camera(true);
    let held_ms = run.session.held_ms();
    run.ticks(3_000, Some(&Figure::REST));
    assert_eq!(run.session.held_ms(), held_ms);
}

#[test]
fn an_empty_plan_is_over_at_once() {
    let run = Run::new(plan(&[]), true);
    assert_eq!(run.session.phase(), Phase::Finished);
}

proptest! {
    /// For any poses and key presses, held time never decreases and never exceeds the plan, and
    /// each item is reported at most once.
    #[test]
    fn held_time_stays_within_the_plan_and_items_are_reported_once(
        presses in prop::collection::vec((0usize..9, 1i64..40, 0.0f64..1.2), 1..60),
        with_camera in any::<bool>(),
    ) {
        let mut run = Run::new(plan(&["ear-to-shoulder", "rhomboids-cane", "side-stretch"]), with_camera);
        for (press, ticks, share) in presses {
            let more = match press {
                0 => run.session.skip(),
                1 => run.session.back(),
                2 => run.session.skip_item(),
                3 => { run.session.pause(true); Vec::new() }
                4 => { run.session.pause(false); Vec::new() }
                5 => { run.session.use_camera(share > 0.5); Vec::new() }
                _ => Vec::new(),
            };
            run.events.extend(more);
            let id = run.session.item().unwrap().id.clone();
            let side = run.session.side().unwrap_or(Side::Right);
            let figure = if id == "rhomboids-cane" { Figure::REST } else { Figure::doing(&id).unwrap() };
            let figure = figure.on(side).share(share);
            let held_ms = run.session.held_ms();
            let set = (run.session.item_index(), run.session.set_of().0);
            run.ticks(ticks * TICK_MS, (press != 8).then_some(&figure));
            if set == (run.session.item_index(), run.session.set_of().0) {
                prop_assert!(run.session.held_ms() >= held_ms);
            }
            prop_assert!(run.session.held_ms() <= run.session.target_ms());
        }
        let results = run.results();
        prop_assert!(results.len() <= 3);
        for result in &results {
            prop_assert!(result.verified_ms <= result.held_ms && result.held_ms <= result.planned_ms);
            let is_done = result.held_ms * 10 >= result.planned_ms * 8;
            prop_assert_eq!(is_done, result.outcome == StretchOutcome::Done);
        }
    }
}
