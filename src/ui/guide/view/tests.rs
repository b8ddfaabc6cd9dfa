//! Tests of a complete routine in the view, with a simulated clock and a simulated person.

#[path = "../../../../tests/support/software_renderer.rs"]
#[allow(unreachable_pub)]
mod software_renderer;

use std::sync::Arc;

use eframe::egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::settings::SettingsChange;
use crate::ui::theme;
use plumbline_core::body::Fault;
use plumbline_core::catalogue::{BodyPart, Item};
use plumbline_core::coaching::guide::StretchOutcome;
use plumbline_core::engine::{CalibrationState, Monitor, Snapshot};
use plumbline_core::posture::Measures;
use plumbline_core::posture::facing::FacingTimes;
use plumbline_core::posture::judge::PostureState;
use plumbline_sim::stretch_figure::{Figure, HFOV_DEG, IMAGE};
use plumbline_vision::frames::Frame;
use software_renderer::SoftwareRenderer;

const TICK_MS: i64 = 100;

struct Stage {
    view: GuideView,
    catalogue: Catalogue,
    settings: Settings,
    actions: Vec<Action>,
    now: MonotonicMs,
    live: Option<Arc<LiveView>>,
}

fn live(sequence: u64, now: MonotonicMs, figure: &Figure) -> Arc<LiveView> {
    let pixels = vec![90; (IMAGE.width * IMAGE.height * 3) as usize];
    Arc::new(LiveView {
        sequence,
        frame: Frame::from_rgb(IMAGE, pixels, 0).unwrap(),
        pose: Some(figure.pose()),
        people: 1,
        snapshot: Snapshot {
            t: now,
            measures: Measures::stretching(),
            state: PostureState::Uncertain,
            faults: Vec::new(),
            calibration: CalibrationState::Uncalibrated,
            advice: None,
            monitor: Monitor::default(),
            facing: FacingTimes::default(),
        },
        timings: plumbline_vision::pose::StageTimings::default(),
    })
}

fn items(ids: &[&str]) -> Vec<Item> {
    let catalogue = Catalogue::embedded().unwrap();
    ids.iter().map(|id| catalogue.item(id).unwrap().clone()).collect()
}

fn settings() -> Settings {
    let mut settings = Settings::default();
    settings.camera.hfov_deg = HFOV_DEG;
    settings.guide.notes_read = true;
    settings
}

fn harness(items: Vec<Item>, settings: Settings, size: egui::Vec2) -> Harness<'static, Stage> {
    let plan = Plan {
        title: "Two-minute break".into(),
        items,
        rounds: 1,
        first_side: None,
        answers: Some(Fault::ForwardHead),
    };
    let stage = stage(plan, settings);
    let mut harness = Harness::builder()
        .with_size(size)
        .with_context_setup(theme::install)
        .build_ui_state(stage_ui, stage);
    harness.step();
    harness
}

fn stage(plan: Plan, settings: Settings) -> Stage {
    let now = MonotonicMs(5_000);
    Stage {
        view: GuideView::new(plan, &settings, now),
        catalogue: Catalogue::embedded().unwrap(),
        settings,
        actions: Vec::new(),
        now,
        live: None,
    }
}

fn stage_ui(ui: &mut Ui, stage: &mut Stage) {
    let model = GuideModel {
        now: stage.now,
        live: stage.live.as_deref(),
        texture: None,
        catalogue: &stage.catalogue,
    };
    stage.view.ui(ui, &model, &stage.settings, &mut stage.actions);
    for action in &stage.actions {
        if let Action::Change(change) = action {
            stage.settings.apply(change.clone());
        }
    }
}

const WIDE: egui::Vec2 = vec2(1120.0, 760.0);
const NARROW: egui::Vec2 = vec2(420.0, 760.0);

fn ticks(harness: &mut Harness<'_, Stage>, ms: i64, figure: Option<&Figure>) {
    for _ in 0..ms / TICK_MS {
        let stage = harness.state_mut();
        stage.now = stage.now + TICK_MS;
        let sequence = stage.live.as_ref().map_or(1, |live| live.sequence + 1);
        stage.live = figure.map(|figure| live(sequence, stage.now, figure));
        harness.step();
    }
}

fn until(harness: &mut Harness<'_, Stage>, figure: Option<&Figure>, phase: Phase) {
    for _ in 0..2_000 {
        if harness.state().view.session.phase() == phase {
            return;
        }
        ticks(harness, TICK_MS, figure);
    }
    panic!("never {phase:?}");
}

#[test]
fn a_complete_routine_is_counted_by_the_camera() {
    let mut harness = harness(items(&["ear-to-shoulder", "rhomboid-forward"]), settings(), WIDE);
    ticks(&mut harness, 1_000, Some(&Figure::REST));
    harness.get_by_label("Step 1 of 4");
    harness.get_by_label("Sit or stand tall.");
    until(&mut harness, Some(&Figure::REST), Phase::Hold);
    ticks(&mut harness, 1_000, Some(&Figure::REST));
    harness.get_by_label_contains("Let your head sink a little further to the left");
    let right = Figure::doing("ear-to-shoulder").unwrap();
    ticks(&mut harness, 4_000, Some(&right));
    harness.get_by_label("Hold");
    harness.get_by_label("For your right side");
    assert!(harness.query_by_label_contains("a little further").is_none());
    ticks(&mut harness, 2_000, Some(&Figure { raised_cm: [0.0, 8.0], ..right }));
    harness.get_by_label_contains("Lower your right shoulder");
    harness.get_by_label_contains("Waiting for you");
    until(&mut harness, Some(&right), Phase::Change);
    harness.get_by_label("Now for your left side");
    harness.get_by_label("For your left side");
    until(&mut harness, Some(&right.mirrored()), Phase::Rest);
    harness.get_by_label_contains("Next: Rhomboid forward stretch");
    let forward = Figure::doing("rhomboid-forward").unwrap();
    until(&mut harness, Some(&Figure::REST), Phase::Show { step: 0 });
    until(&mut harness, Some(&forward), Phase::Finished);
    ticks(&mut harness, TICK_MS, Some(&Figure::REST));
    harness.get_by_label("Well done");
    harness.get_by_label_contains("Held for 60 of 60 seconds, all seen by the camera");
    harness.get_by_label("Back to work").click();
    harness.step();
    harness.step();
    let results: Vec<_> = harness
        .state()
        .actions
        .iter()
        .filter_map(|action| match action {
            Action::StretchOver(result) => Some(result.as_ref().clone()),
            _ => None,
        })
        .collect();
    assert_eq!(results.len(), 2);
    assert!(
        results.iter().all(|r| r.outcome == StretchOutcome::Done && r.verified_ms == r.held_ms)
    );
    assert_eq!(results[0].answers, Some(Fault::ForwardHead));
    assert_eq!(harness.state().actions.last(), Some(&Action::GuideClosed));
}

#[test]
fn escape_leaves_the_notes_and_the_results_can_be_left_by_the_keys_of_the_pages() {
    let mut unread = settings();
    unread.guide.notes_read = false;
    let mut reading = harness(items(&["side-arm"]), unread, WIDE);
    reading.get_by_label("Not now");
    assert!(!reading.state().view.is_over());
    reading.key_press(Key::Escape);
    reading.step();
    assert_eq!(reading.state().actions, [Action::GuideClosed]);

    let mut holding = harness(items(&["side-arm"]), settings(), WIDE);
    until(&mut holding, None, Phase::Hold);
    ticks(&mut holding, 3_000, None);
    assert!(!holding.state().view.is_over());
    holding.key_press(Key::Escape);
    holding.step();
    holding.step();
    holding.get_by_label("Stopped early");
    assert!(holding.state().view.is_over());
}

#[test]
fn without_camera_frames_the_timer_counts_and_the_view_says_so() {
    let mut harness = harness(items(&["side-arm"]), settings(), WIDE);
    until(&mut harness, None, Phase::Ready);
    harness.get_by_label_contains("No camera picture. The timer counts");
    until(&mut harness, None, Phase::Hold);
    ticks(&mut harness, 3_000, None);
    harness.get_by_label("Hold");
    harness.get_by_label("For your right side");
    harness.get_by_label_contains("seconds left to hold");
    until(&mut harness, None, Phase::Finished);
    ticks(&mut harness, TICK_MS, None);
    harness.get_by_label_contains("counted by the timer");
}

#[test]
fn the_timer_is_offered_when_nothing_counts_for_long() {
    let mut harness = harness(items(&["ear-to-shoulder", "side-arm"]), settings(), WIDE);
    let is_offered =
        |harness: &Harness<'_, Stage>| harness.query_by_label_contains("nothing counts").is_some();
    until(&mut harness, Some(&Figure::REST), Phase::Hold);
    ticks(&mut harness, 13_000, Some(&Figure::REST));
    assert!(!is_offered(&harness));
    ticks(&mut harness, 3_000, Some(&Figure::REST));
    assert!(is_offered(&harness));
    let right = Figure::doing("ear-to-shoulder").unwrap();
    ticks(&mut harness, 3_000, Some(&right));
    assert!(!is_offered(&harness));
    harness.get_by_label("Hold");
}

#[test]
fn the_view_says_when_the_camera_cannot_check_a_stretch() {
    let mut harness = harness(items(&["cat-cow"]), settings(), WIDE);
    ticks(&mut harness, 500, Some(&Figure::REST));
    harness.get_by_label_contains("The camera cannot check this one");
    assert!(harness.query_by_label("Use the timer").is_none());
}

#[test]
fn keys_pause_step_and_stop() {
    let mut harness = harness(items(&["side-arm"]), settings(), WIDE);
    harness.key_press(Key::ArrowRight);
    harness.step();
    harness.get_by_label("Step 2 of 3");
    harness.key_press(Key::ArrowLeft);
    harness.step();
    harness.get_by_label("Step 1 of 3");
    harness.key_press(Key::Space);
    harness.step();
    harness.get_by_label("Paused");
    ticks(&mut harness, 30_000, None);
    harness.key_press(Key::Space);
    harness.step();
    harness.get_by_label("Step 1 of 3");
    harness.key_press(Key::Escape);
    harness.step();
    harness.step();
    assert!(harness.state().actions.contains(&Action::GuideClosed));
}

#[test]
fn the_safety_notes_are_shown_once_with_the_choice_of_troubles() {
    let mut unread = settings();
    unread.guide.notes_read = false;
    let mut harness = harness(items(&["side-arm"]), unread, WIDE);
    for note in harness.state().catalogue.safety().to_vec() {
        harness.get_by_label_contains(&note.text);
    }
    assert!(!harness.state().view.wants_pictures());
    harness.get_by_label("Neck").click();
    harness.step();
    harness.step();
    assert!(harness.state().settings.guide.troubles.contains(&BodyPart::Neck));
    harness.get_by_label("I have read this, start").click();
    harness.step();
    harness.step();
    harness.step();
    assert!(harness.state().settings.guide.notes_read);
    assert!(harness.state().actions.contains(&Action::Change(SettingsChange::NotesRead)));
    harness.get_by_label("Step 1 of 3");
}

#[test]
fn every_button_is_visible_in_a_narrow_window_and_at_200_percent() {
    for (size, zoom) in [(vec2(420.0, 640.0), 1.0), (vec2(560.0, 380.0), 2.0)] {
        let mut harness = harness(items(&["side-arm", "cat-cow"]), settings(), size);
        harness.ctx.set_zoom_factor(zoom);
        ticks(&mut harness, 500, Some(&Figure::REST));
        for label in ["Pause", "Back", "Next", "Skip this one", "Use the timer", "Stop"] {
            let rect = harness.get_by_label(label).rect();
            assert!(
                rect.left() >= 0.0 && rect.right() <= size.x && rect.bottom() <= size.y,
                "{label}: {rect:?} at {size:?}"
            );
        }
    }
}

/// Snapshots of the view, like those of the views in `tests/suite/snapshots.rs`.
fn snapshot_of(
    name: &'static str,
    theme: egui::Theme,
    scale: f32,
    settings: Settings,
    act: impl FnOnce(&mut Harness<'_, Stage>),
) -> egui_kittest::SnapshotResult {
    let ids = ["ear-to-shoulder", "rhomboid-forward"];
    snapshot_with(&ids, name, theme, scale, settings, act)
}

/// The same with other items.
fn snapshot_with(
    ids: &[&str],
    name: &'static str,
    theme: egui::Theme,
    scale: f32,
    settings: Settings,
    act: impl FnOnce(&mut Harness<'_, Stage>),
) -> egui_kittest::SnapshotResult {
    let plan = Plan {
        title: "Two-minute break".into(),
        items: items(ids),
        rounds: 1,
        first_side: None,
        answers: None,
    };
    let mut harness = Harness::builder()
        .with_size(if name.contains("_narrow") { NARROW } else { WIDE } / scale)
        .with_pixels_per_point(scale)
        .with_theme(theme)
        .with_render_cursor(false)
        .with_options(egui_kittest::SnapshotOptions::new().max_failed_pixels(12usize))
        .with_context_setup(move |ctx| {
            theme::install(ctx);
            if name.ends_with("_high") {
                theme::set_contrast(ctx, theme::Contrast::High);
            }
            // The picture of a moving figure depends on the time.
            theme::reduce_motion(ctx, true);
        })
        .renderer(SoftwareRenderer::default())
        .build_ui_state(
            |ui, stage: &mut Stage| {
                let all = ui.ctx().content_rect();
                let ground = ui.visuals().panel_fill;
                ui.painter().with_clip_rect(all).rect_filled(all, 0.0, ground);
                let frame = egui::Frame::central_panel(ui.style()).inner_margin(0.0);
                egui::CentralPanel::default().frame(frame).show(ui, |ui| stage_ui(ui, stage));
            },
            stage(plan, settings),
        );
    harness.step();
    act(&mut harness);
    harness.step();
    while harness.ctx.has_pending_images() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    harness.step();
    harness.try_snapshot(name)
}

#[test]
fn snapshots_of_a_session() {
    let mut results = egui_kittest::SnapshotResults::new();
    let right = Figure::doing("ear-to-shoulder").unwrap();
    let hold = |harness: &mut Harness<'_, Stage>| {
        until(harness, Some(&Figure::REST), Phase::Hold);
        ticks(harness, 9_000, Some(&right));
    };
    let cue = |harness: &mut Harness<'_, Stage>| {
        hold(harness);
        ticks(harness, 3_000, Some(&Figure { raised_cm: [0.0, 8.0], ..right }));
    };
    let (light, dark) = (egui::Theme::Light, egui::Theme::Dark);
    results.add(snapshot_of("guide_step_light", light, 1.0, settings(), |harness| {
        ticks(harness, 2_000, Some(&Figure::REST));
    }));
    results.add(snapshot_of("guide_hold_dark", dark, 1.0, settings(), hold));
    results.add(snapshot_of("guide_cue_light", light, 1.0, settings(), cue));
    results.add(snapshot_of("guide_cue_dark_200", dark, 2.0, settings(), cue));
    results.add(snapshot_of("guide_cue_light_narrow", light, 1.0, settings(), cue));
    results.add(snapshot_of("guide_hold_dark_narrow_high", dark, 1.0, settings(), hold));
    results.add(snapshot_of("guide_clock_light", light, 1.0, settings(), |harness| {
        until(harness, None, Phase::Ready);
        ticks(harness, 1_000, None);
    }));
    results.add(snapshot_of("guide_over_light", light, 1.0, settings(), |harness| {
        until(harness, Some(&Figure::REST), Phase::Hold);
        until(harness, Some(&right), Phase::Change);
        until(harness, Some(&right.mirrored()), Phase::Rest);
        until(harness, Some(&Figure::REST), Phase::Show { step: 0 });
        until(harness, Some(&Figure::doing("rhomboid-forward").unwrap()), Phase::Finished);
        ticks(harness, TICK_MS, Some(&Figure::REST));
    }));
    let mut unread = settings();
    unread.guide.notes_read = false;
    results.add(snapshot_of("guide_notes_dark", dark, 1.0, unread, |_| {}));
}

/// `count` repetitions of `id`, then half of the way of the next.
fn repeat(harness: &mut Harness<'_, Stage>, id: &str, count: u32) {
    let (near, far) = (Figure::returning(id).unwrap(), Figure::doing(id).unwrap());
    let mut moves = |from: &Figure, to: &Figure, to_share: f64| {
        for i in 1..=15 {
            let figure = from.between(*to, to_share * f64::from(i) / 15.0);
            ticks(harness, TICK_MS, Some(&figure));
        }
    };
    for _ in 0..count {
        moves(&near, &far, 1.0);
        moves(&far, &far, 1.0);
        moves(&far, &near, 1.0);
    }
    moves(&near, &far, 0.5);
}

#[test]
fn snapshots_of_repetitions() {
    let mut results = egui_kittest::SnapshotResults::new();
    let (light, dark) = (egui::Theme::Light, egui::Theme::Dark);
    let ids = ["lateral-raise", "shoulder-roll"];
    let four = |harness: &mut Harness<'_, Stage>| {
        until(harness, Some(&Figure::REST), Phase::Hold);
        repeat(harness, "lateral-raise", 4);
        let counted = harness.query_all_by_label_contains("4 of 10").count();
        assert!(counted > 0);
    };
    let by_clock = |harness: &mut Harness<'_, Stage>| {
        until(harness, None, Phase::Hold);
        ticks(harness, 9_000, None);
    };
    results.add(snapshot_with(&ids, "guide_reps_light", light, 1.0, settings(), four));
    results.add(snapshot_with(&ids, "guide_reps_dark_200", dark, 2.0, settings(), four));
    results.add(snapshot_with(&ids, "guide_reps_light_narrow", light, 1.0, settings(), four));
    results.add(snapshot_with(&ids, "guide_reps_clock_dark", dark, 1.0, settings(), by_clock));
}
