//! The views, operated through their labels, by mouse and by keyboard.

use plumbline::watch::Command;
use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui;
use egui::accesskit::Role;

use egui::{Key, Modifiers, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use plumbline::desktop::glow::GlowSupport;
use plumbline::settings::{Sensitivity, Settings, SettingsChange};
use plumbline::text::routine::for_today;
use plumbline::text::{FaultText as _, names};
use plumbline::ui::now::{NowModel, now_ui};
use plumbline::ui::settings::{Section, SettingsNotes, SettingsView};
use plumbline::ui::stretch::{Shelf, StretchView};
use plumbline::ui::welcome::WelcomeView;
use plumbline::ui::{Action, theme};
use plumbline::watch::{LiveView, SeenCamera, SourceState};
use plumbline_core::body::{Fault, ImageSize, Keypoint, Landmark, MonotonicMs, Pose};
use plumbline_core::catalogue::{Catalogue, Equipment};
use plumbline_core::coaching::recommend::RecommendContext;
use plumbline_core::engine::{Advice, CalibrationState, Snapshot};
use plumbline_core::posture::baseline::CalibrationProblem;
use plumbline_core::posture::field_of_view::seen_eyes_cm;
use plumbline_core::posture::judge::{ActiveFault, PostureState};
use plumbline_core::posture::stale::StaleReason;
use plumbline_core::posture::{Measure, Measured, Measures, Quantity, Unmeasured, View};
use plumbline_vision::frames::{Frame, SourceSpec};

/// A view with its data, and the actions that it returned.
struct Stage<View> {
    view: View,
    catalogue: Catalogue,
    settings: Settings,
    actions: Vec<Action>,
}

fn harness<'a, View: 'a>(
    view: View,
    size: egui::Vec2,
    ui_of: impl Fn(&mut egui::Ui, &mut Stage<View>) + 'a,
) -> Harness<'a, Stage<View>> {
    let stage = Stage {
        view,
        catalogue: Catalogue::embedded().unwrap(),
        settings: Settings::default(),
        actions: Vec::new(),
    };
    let mut harness = Harness::builder()
        .with_size(size)
        // Figures are decoded in the background.
        .with_max_steps(64)
        .with_context_setup(theme::install)
        .build_ui_state(move |ui, stage| ui_of(ui, stage), stage);
    harness.run();
    harness
}

const WIDE: egui::Vec2 = vec2(1120.0, 760.0);
const NARROW: egui::Vec2 = vec2(420.0, 640.0);

/// Data of the view "Now".
struct Now {
    source: SourceState,
    live: Option<Arc<LiveView>>,
    is_demo: bool,
}

impl Now {
    fn model<'a>(&self, catalogue: &'a Catalogue) -> NowModel<'a> {
        NowModel {
            source: self.source.clone(),
            live: self.live.clone(),
            texture: None,
            failure: None,
            is_model_ready: true,
            limits: plumbline_core::posture::fault::LimitChoice::default(),
            today: None,
            spec: SourceSpec::Camera(None),
            is_demo: self.is_demo,
            asks_discomfort: false,
            catalogue,
            desk_to_change: None,
        }
    }
}

fn now_harness<'a>(now: Now, size: egui::Vec2) -> Harness<'a, Stage<Now>> {
    harness(now, size, |ui, stage| {
        let model = stage.view.model(&stage.catalogue);
        now_ui(ui, &model, &mut stage.actions);
    })
}

fn live(snapshot: Snapshot) -> Now {
    let image = ImageSize { width: 64, height: 48 };
    let mut pose = Pose::of_landmarks(image, [Keypoint::default(); 33]);
    for (landmark, x, y) in [
        (Landmark::Nose, 32.0, 14.0),
        (Landmark::LeftEar, 38.0, 14.0),
        (Landmark::RightEar, 26.0, 14.0),
        (Landmark::LeftShoulder, 46.0, 34.0),
        (Landmark::RightShoulder, 18.0, 34.0),
    ] {
        pose.keypoints[landmark.index()] = Keypoint {
            in_image: plumbline_core::body::geometry::Vec2::new(x, y),
            z: 0.0,
            visibility: 0.95,
            presence: 0.95,
        };
    }
    Now {
        source: SourceState::Live { name: "Test camera".into() },
        live: Some(Arc::new(LiveView {
            sequence: 1,
            frame: Frame::from_rgb(image, vec![90; 64 * 48 * 3], 0).unwrap(),
            pose: Some(pose),
            people: 1,
            snapshot,
            timings: plumbline_vision::pose::StageTimings::default(),
        })),
        is_demo: false,
    }
}

fn snapshot(forward_delta_deg: f64, advice: Option<Advice>) -> Snapshot {
    let mut measures = Measures::nobody();
    measures.view = View::Front;
    for quantity in Quantity::ALL {
        measures.set(quantity, Measure::Unmeasured(Unmeasured::NeedsSideView));
    }
    measures.set(
        Quantity::ForwardHead,
        Measure::Known(Measured {
            value: 5.0 + forward_delta_deg,
            delta: Some(forward_delta_deg),
            sd: 2.0,
            noise_sd: 1.0,
            confidence: 0.9,
            own_limit_scale: 1.0,
            allowance: 0.0,
        }),
    );
    let is_fault = forward_delta_deg > 10.0;
    let fault = ActiveFault { fault: Fault::ForwardHead, since: MonotonicMs(0), dwelt_ms: 20_000 };
    Snapshot {
        t: MonotonicMs(125_000),
        measures,
        state: if is_fault { PostureState::Fault } else { PostureState::Good },
        faults: if is_fault { vec![fault] } else { vec![] },
        calibration: CalibrationState::Calibrated,
        advice,
        monitor: plumbline_core::engine::Monitor::default(),
        facing: plumbline_core::posture::facing::FacingTimes::default(),
    }
}

fn advice() -> Advice {
    Advice {
        fault: Fault::ForwardHead,
        since: MonotonicMs(5_000),
        stretch: "ear-to-shoulder".into(),
        muscle: "upper-trapezius".into(),
        why: "A head held forward hangs on the upper trapezius, which tightens to carry it.".into(),
        lot: None,
    }
}

#[test]
fn without_a_camera_the_reason_is_shown_and_the_demonstration_offered() {
    let lost = SourceState::Lost {
        message: "No camera was found; connect one and it will be picked up by itself.".into(),
        retry_in_s: 8,
    };
    let mut harness = now_harness(Now { source: lost, live: None, is_demo: false }, WIDE);
    harness.get_by_label_contains("No camera was found");
    harness.get_by_label_contains("Trying again every");
    harness.get_by_label("Show the demonstration").click();
    harness.run();
    assert_eq!(harness.state().actions, [Action::UseSource(SourceSpec::Demo)]);
}

#[test]
fn the_demonstration_is_labelled_and_the_camera_can_be_chosen() {
    let mut now = live(snapshot(2.0, None));
    now.is_demo = true;
    let mut harness = now_harness(now, WIDE);
    harness.get_by_label_contains("not you");
    harness.get_by_label("Use the camera").click();
    harness.run();
    assert_eq!(harness.state().actions, [Action::UseSource(SourceSpec::Camera(None))]);
}

#[test]
fn an_alert_shows_the_fault_its_duration_and_the_stretch_with_its_figure() {
    let harness = now_harness(live(snapshot(16.0, Some(advice()))), WIDE);
    harness.get_by_label_contains("For 2 minutes");
    harness.get_by_label_contains("hangs on the upper trapezius");
    let catalogue = Catalogue::embedded().unwrap();
    let item = catalogue.item("ear-to-shoulder").unwrap();
    harness.get_by_label(&item.name);
    harness.get_by_role_and_label(Role::Image, &format!("Drawing: {}", item.name));
    assert!(harness.query_all_by_label_contains(Fault::ForwardHead.headline()).count() >= 2);
}

#[test]
fn each_button_of_an_alert_returns_its_action() {
    for (label, action) in [
        ("Start", Action::StartStretch("ear-to-shoulder".into(), Some(Fault::ForwardHead))),
        ("Show the stretch", Action::OpenStretch("ear-to-shoulder".into())),
        ("Show another", Action::Watch(Command::AnotherStretch)),
        ("Snooze 15 min", Action::Watch(Command::SnoozeMs(15 * 60_000))),
        ("Dismiss", Action::Watch(Command::DismissAlert)),
    ] {
        for size in [WIDE, NARROW] {
            let mut harness = now_harness(live(snapshot(16.0, Some(advice()))), size);
            let button = harness.get_by_label(label);
            button.scroll_to_me();
            harness.run();
            harness.get_by_label(label).click();
            harness.run();
            assert_eq!(
                harness.state().actions.as_slice(),
                std::slice::from_ref(&action),
                "{label} at {size:?}"
            );
        }
    }
}

#[test]
fn the_upright_posture_is_set_by_mouse_and_a_failure_is_explained() {
    let mut uncalibrated = snapshot(2.0, None);
    uncalibrated.calibration =
        CalibrationState::Failed { problem: CalibrationProblem::Moved, has_baseline: false };
    let mut harness = now_harness(live(uncalibrated), WIDE);
    harness.get_by_label_contains("You moved too much");
    harness.get_by_label("Set my upright posture").click();
    harness.run();
    assert_eq!(harness.state().actions, [Action::Watch(Command::Calibrate)]);
}

#[test]
fn a_failed_capture_keeps_the_buttons_of_the_upright_posture_that_stays_in_use() {
    let mut failed = snapshot(2.0, None);
    failed.calibration =
        CalibrationState::Failed { problem: CalibrationProblem::NotDifferent, has_baseline: true };
    let mut harness = now_harness(live(failed), WIDE);
    harness.get_by_label_contains("That looked like your upright posture");
    harness.get_by_label("Set my upright posture again");
    assert!(harness.query_by_label_contains("A rough estimate").is_none());
    harness.get_by_label("Show my slouch").click();
    harness.run();
    assert_eq!(harness.state().actions, [Action::Watch(Command::CalibrateSlouch)]);
}

#[test]
fn the_countdown_says_what_to_do_for_the_slouch_and_for_the_upright_posture() {
    for (is_slouch, words) in [(false, "Sit upright"), (true, "Slouch as you do")] {
        let mut counting = snapshot(2.0, None);
        counting.calibration = CalibrationState::Countdown { left_ms: 2_000, is_slouch };
        now_harness(live(counting), WIDE).get_by_label_contains(words);
    }
}

#[test]
fn a_running_capture_is_shown_and_can_be_cancelled() {
    let mut capturing = snapshot(2.0, None);
    capturing.calibration = CalibrationState::Capturing { share: 0.5, hint: None };
    let mut harness = now_harness(live(capturing), WIDE);
    harness.get_by_label_contains("Hold still");
    harness.get_by_label("Cancel").click();
    harness.run();
    assert_eq!(harness.state().actions, [Action::Watch(Command::CancelCalibration)]);
}

#[test]
fn after_a_capture_a_message_says_for_a_moment_that_it_was_saved() {
    for (is_slouch, words) in
        [(false, "Your upright posture is saved."), (true, "Your slouch is saved.")]
    {
        let mut harness = now_harness(live(snapshot(2.0, None)), WIDE);
        let show = |harness: &mut Harness<'_, Stage<Now>>, calibration: CalibrationState| {
            let mut shown = snapshot(2.0, None);
            shown.calibration = calibration;
            harness.state_mut().view = live(shown);
            harness.step();
        };
        show(&mut harness, CalibrationState::Countdown { left_ms: 500, is_slouch });
        show(&mut harness, CalibrationState::Capturing { share: 0.5, hint: None });
        assert!(harness.query_by_label(words).is_none());
        show(&mut harness, CalibrationState::Calibrated);
        harness.step();
        harness.get_by_label(words);
        // A step is a quarter of a second.
        for _ in 0..20 {
            harness.step();
        }
        assert!(harness.query_by_label(words).is_none(), "{words}");
        show(&mut harness, CalibrationState::Capturing { share: 0.5, hint: None });
        show(
            &mut harness,
            CalibrationState::Failed { problem: CalibrationProblem::Moved, has_baseline: true },
        );
        show(&mut harness, CalibrationState::Calibrated);
        assert!(harness.query_by_label(words).is_none(), "a capture that failed");
    }
}

#[test]
fn a_stale_upright_posture_can_be_set_again_or_kept() {
    for (reason, words, no) in [
        (StaleReason::CameraMoved, "camera seems to have moved", "Keep it, nothing moved"),
        (StaleReason::SitsStraighter, "You sit straighter", "Keep it"),
        (StaleReason::LooksDifferent, "You look different", "Keep it"),
    ] {
        let mut stale = snapshot(2.0, None);
        stale.calibration = CalibrationState::Stale(reason);
        let mut harness = now_harness(live(stale), WIDE);
        harness.get_by_label_contains(words);
        harness.get_by_label(no).click();
        harness.run();
        harness.get_by_label("Set my upright posture").click();
        harness.run();
        assert_eq!(
            harness.state().actions,
            [Action::Watch(Command::KeepBaseline), Action::Watch(Command::Calibrate)]
        );
    }
}

#[test]
fn an_upright_posture_that_was_taken_over_says_so_and_can_be_replaced_or_undone() {
    let mut taken_over = snapshot(2.0, None);
    taken_over.calibration = CalibrationState::TakenOver { day: None };
    let mut harness = now_harness(live(taken_over), WIDE);
    harness.get_by_label_contains("Taken from your last upright posture.");
    harness.get_by_label("Undo").click();
    harness.run();
    harness.get_by_label("Set a new one").click();
    harness.run();
    assert_eq!(
        harness.state().actions,
        [Action::Watch(Command::UndoTakeOver), Action::Watch(Command::Calibrate)]
    );
}

#[test]
fn with_an_upright_posture_the_slouch_can_be_captured() {
    let mut calibrated = snapshot(2.0, None);
    calibrated.calibration = CalibrationState::Calibrated;
    let mut harness = now_harness(live(calibrated), WIDE);
    harness.get_by_label("Show my slouch").click();
    harness.run();
    assert_eq!(harness.state().actions, [Action::Watch(Command::CalibrateSlouch)]);
}

#[test]
fn a_gauge_has_a_text_with_its_value_or_why_there_is_none() {
    let harness = now_harness(live(snapshot(16.0, None)), WIDE);
    harness.get_by_label_contains("Forward head: +16°, from upright");
    harness.get_by_label_contains("Left shoulder raised: –, needs a camera at the side");
}

#[test]
fn the_buttons_of_an_alert_fit_into_a_narrow_window() {
    let harness = now_harness(live(snapshot(16.0, Some(advice()))), NARROW);
    for label in ["Show the stretch", "Show another", "Snooze 15 min", "Dismiss"] {
        let rect: Rect = harness.get_by_label(label).rect();
        assert!(rect.left() >= 0.0 && rect.right() <= NARROW.x, "{label}: {rect:?}");
    }
}

fn stretch_harness<'a>(size: egui::Vec2) -> Harness<'a, Stage<StretchView>> {
    harness(StretchView::default(), size, |ui, stage| {
        let context = RecommendContext::default();
        let for_today = for_today(&stage.catalogue, &BTreeMap::new(), &context, 240);
        let mut shelf = Shelf {
            catalogue: &stage.catalogue,
            for_today: std::slice::from_ref(&for_today),
            settings: &stage.settings,
            actions: &mut stage.actions,
        };
        stage.view.ui(ui, &mut shelf);
        apply_changes(&mut stage.settings, &stage.actions);
    })
}

/// Applies the requested changes of the settings, as the application does. Applying one twice changes nothing.
fn apply_changes(settings: &mut Settings, actions: &[Action]) {
    for action in actions {
        if let Action::Change(change) = action {
            settings.apply(change.clone());
        }
    }
}

#[test]
fn the_catalogue_lists_every_item_and_search_narrows_it() {
    let mut harness = stretch_harness(vec2(1120.0, 1600.0));
    for item in Catalogue::embedded().unwrap().items() {
        harness.get_by_label(&item.name);
    }
    harness.get_by_label("Search").focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Search").type_text("roller");
    harness.run();
    assert!(harness.query_by_label("Cat–cow").is_none());
    assert!(harness.query_all_by_label_contains("oller").count() >= 2);
}

#[test]
fn chips_filter_the_catalogue_and_can_be_cleared() {
    let mut harness = stretch_harness(vec2(1120.0, 2400.0));
    harness.get_by_label("Filter").click();
    harness.run();
    harness
        .get_by_label(&plumbline::text::capitalized(names::equipment(Equipment::FoamRoller)))
        .click();
    harness.run();
    assert!(harness.query_by_label("Cat–cow").is_none());
    harness.get_by_label("Foam roller for the lats");
    harness.get_by_label("Filter: 1");
    harness.get_by_label("Clear").click();
    harness.run();
    harness.get_by_label("Cat–cow");
}

#[test]
fn a_chosen_item_shows_its_hold_and_its_steps() {
    for size in [WIDE, NARROW] {
        let mut harness = stretch_harness(size);
        // In a narrow window the card is below the visible part.
        harness.get_by_label("Overhead levator scapulae stretch").click_accesskit();
        harness.run();
        harness.get_by_label_contains("Hold for 30 seconds each side");
        harness.get_by_label_contains("elbow bent and pointing up");
        harness.get_by_label_contains("Then the same on the other side");
    }
}

#[test]
fn an_own_routine_can_be_created_changed_started_and_deleted() {
    let mut harness = stretch_harness(vec2(1120.0, 2400.0));
    harness.get_by_label("Create my own routine").click();
    harness.run();
    for item in ["Side arm stretch", "Cat–cow"] {
        harness.get_by_role(Role::ComboBox).click();
        harness.run();
        // A card of the catalogue has the same name; the entry of the open box comes first.
        harness.get_all_by_label(item).next().unwrap().click();
        harness.run();
        harness.get_by_label("Add").click();
        harness.run();
    }
    harness.get_by_label("Move Cat–cow up").click();
    harness.run();
    harness.get_by_label("Save").click();
    harness.run();
    let kept = harness.state().settings.guide.routines.clone();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].items, ["cat-cow", "side-arm"]);
    let change = SettingsChange::KeepRoutine(kept[0].clone());
    assert!(harness.state().actions.contains(&Action::Change(change)));

    harness.get_by_label("Start My routine").click_accesskit();
    harness.run();
    assert!(harness.state().actions.contains(&Action::StartRoutine(kept[0].clone())));

    harness.get_by_label("Change My routine").click_accesskit();
    harness.run();
    harness.get_by_label("Remove Cat–cow").click();
    harness.run();
    harness.get_by_label("Cancel").click();
    harness.run();
    assert_eq!(harness.state().settings.guide.routines, kept, "nothing was saved");
    harness.get_by_label("Change My routine").click_accesskit();
    harness.run();
    harness.get_by_label("Delete this routine").click();
    harness.run();
    assert!(harness.state().settings.guide.routines.is_empty());
}

#[test]
fn escape_closes_the_list_of_stretches_and_then_the_editor_of_a_routine() {
    let mut harness = stretch_harness(vec2(1120.0, 2400.0));
    harness.get_by_label("Create my own routine").click();
    harness.run();
    harness.get_by_role(Role::ComboBox).click();
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    harness.get_by_label("Save");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Save").is_none());
    assert!(harness.state().settings.guide.routines.is_empty());
}

#[test]
fn escape_answers_the_question_about_the_whole_history_with_no() {
    let mut harness = settings_harness(vec2(1120.0, 1400.0));
    harness.state_mut().view.open(Section::Data);
    harness.run();
    harness.get_by_label("Delete the history…").click();
    harness.run();
    harness.get_by_label("Delete it");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Delete it").is_none());
    assert_eq!(harness.state().actions, []);
}

#[test]
fn whole_cards_of_routines_fit_beside_each_other() {
    for width in [700.0, 872.0, 920.0, 1104.0] {
        let harness = stretch_harness(vec2(width, 760.0));
        let starts: Vec<Rect> = harness
            .query_all_by_label_contains("Start ")
            .map(|node| node.rect())
            .filter(|rect| rect.left() < width - 32.0)
            .collect();
        let last = starts.iter().map(|rect| rect.left()).fold(0.0, f32::max);
        let first = starts.iter().map(|rect| rect.left()).fold(width, f32::min);
        let gap =
            starts.iter().map(|r| r.left() - first).filter(|x| *x > 1.0).fold(width, f32::min);
        assert!(starts.len() >= 2, "{width}: {starts:?}");
        assert!(last + gap <= width + 1.0, "{width}: the last card is cut: {starts:?}");
    }
}

#[test]
fn with_a_sore_neck_stretches_that_strain_it_are_hidden_with_a_note() {
    let mut harness = stretch_harness(vec2(1120.0, 1600.0));
    harness.state_mut().settings.guide.troubles.insert(plumbline_core::catalogue::BodyPart::Neck);
    harness.run();
    assert!(harness.query_by_label("Ear-to-shoulder stretch").is_none());
    harness.get_by_label("Rhomboid forward stretch");
    harness.get_by_label_contains("not shown because of your neck");
}

fn settings_harness<'a>(size: egui::Vec2) -> Harness<'a, Stage<SettingsView>> {
    harness(SettingsView::default(), size, |ui, stage| {
        let notes = SettingsNotes { about: "about line".into(), ..SettingsNotes::default() };
        stage.view.ui(ui, &stage.settings, &notes, &mut stage.actions);
        apply_changes(&mut stage.settings, &stage.actions);
    })
}

#[test]
fn a_change_of_a_setting_is_saved_at_once() {
    let mut harness = settings_harness(vec2(1120.0, 1400.0));
    assert_eq!(harness.state().actions, []);
    harness.state_mut().view.open(Section::Alerts);
    harness.run();
    harness.get_by_label(names::sensitivity(Sensitivity::Strict)).click();
    harness.run();
    assert_eq!(harness.state().settings.limits.sensitivity, Sensitivity::Strict);
    let strict = Box::new(harness.state().settings.clone());
    assert_eq!(harness.state().actions, [Action::Change(SettingsChange::All(strict))]);
    harness.state_mut().view.open(Section::Faults);
    harness.run();
    harness.get_by_label(Fault::HeadTilt.headline()).click();
    harness.run();
    assert!(harness.state().settings.limits.unwatched.contains(&Fault::HeadTilt));
}

#[test]
fn the_settings_say_which_signs_the_screens_can_show() {
    const GLOW: &str = "Glow at the edge of the screen";
    const DIM: &str = "Dim the screen";
    for (support, words, [can_glow, can_dim]) in [
        (GlowSupport::Full, None, [true, true]),
        (GlowSupport::EdgeOnly, Some("thin opaque band"), [true, false]),
        (GlowSupport::NoLayerShell, Some("GNOME on Wayland"), [false, false]),
        (GlowSupport::NoDisplay, Some("The display does not answer"), [false, false]),
    ] {
        let mut view = SettingsView::default();
        view.open(Section::Alerts);
        let mut harness = harness(view, vec2(1120.0, 1600.0), move |ui, stage| {
            let notes = SettingsNotes { glow_support: support, ..SettingsNotes::default() };
            stage.view.ui(ui, &stage.settings, &notes, &mut stage.actions);
            apply_changes(&mut stage.settings, &stage.actions);
        });
        for title in [GLOW, DIM] {
            harness.get_by_label(title).click();
            harness.run();
        }
        let ways = harness.state().settings.ways();
        assert_eq!((ways.glow, ways.dimming), (can_glow, can_dim), "{support:?}");
        if let Some(words) = words {
            assert!(harness.query_by_label_contains(words).is_some(), "{support:?}: {words}");
        }
        // With a glow and the notification there is something to vary.
        harness.get_by_label("Vary the way").click();
        harness.run();
        assert_eq!(harness.state().settings.alerts.vary_alerts, can_glow, "{support:?}");
    }
    let mut view = SettingsView::default();
    view.open(Section::Alerts);
    let harness = harness(view, vec2(1120.0, 1600.0), |ui, stage| {
        let glow_support = GlowSupport::NotHere;
        let notes = SettingsNotes { glow_support, ..SettingsNotes::default() };
        stage.view.ui(ui, &stage.settings, &notes, &mut stage.actions);
    });
    assert!(harness.query_by_label(GLOW).is_none(), "not on this system");
}

#[test]
fn the_size_stays_in_sight_when_it_was_chosen() {
    let mut harness = settings_harness(WIDE);
    harness.state_mut().view.open(Section::Appearance);
    harness.run();
    harness.get_by_label("200 %").click();
    harness.step();
    // As in the window, where the zoom makes the page narrower and lower.
    harness.set_size(WIDE / 2.0);
    harness.run();
    let chosen = harness.get_by_label("200 %").rect();
    let screen = harness.ctx.content_rect();
    assert!(screen.contains_rect(chosen), "{chosen:?} is outside {screen:?}");
}

#[test]
fn an_invalid_source_is_refused_with_the_reason() {
    let mut harness = settings_harness(vec2(1120.0, 1400.0));
    let field = harness.get_by_role_and_label(Role::TextInput, "Other source");
    field.focus();
    harness.run();
    harness.key_combination_modifiers(Modifiers::COMMAND, &[Key::A]);
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Other source")
        .type_text("https://camera.example/");
    harness.run();
    harness.get_by_label("Use it").click();
    harness.run();
    harness.get_by_label_contains("only plain http://");
    assert_eq!(harness.state().settings.camera.source, "camera");
    assert!(!harness.state().actions.iter().any(|a| matches!(a, Action::UseSource(_))));
}

#[test]
fn the_settings_are_reached_with_the_tab_key() {
    let mut harness = settings_harness(vec2(1120.0, 1400.0));
    let mut seen = std::collections::BTreeSet::new();
    for section in Section::ALL {
        harness.state_mut().view.open(section);
        for _ in 0..60 {
            harness.key_press(Key::Tab);
            harness.run();
            let focused = harness.root().children_recursive().find(|node| node.is_focused());
            if let Some(name) = focused.and_then(|node| node.accesskit_node().label()) {
                seen.insert(name);
            }
        }
    }
    for label in ["Use it", "Strict", "Dark", Fault::ForwardHead.headline()] {
        assert!(seen.contains(label), "{label} is not reached: {seen:?}");
    }
}

#[test]
fn a_setting_is_found_by_search_and_its_section_opens() {
    for size in [WIDE, NARROW] {
        let mut harness = settings_harness(size);
        let field = Role::TextInput;
        harness.get_by_role_and_label(field, "Search settings").focus();
        harness.run();
        harness.get_by_role_and_label(field, "Search settings").type_text("play sound");
        harness.run();
        harness.get_by_label("1 setting found");
        harness.get_by_label("Play a sound · Alerts").click();
        harness.run();
        assert!(plumbline::ui::widgets::spotlight::is_shown(&harness.ctx));
        harness.get_by_label("Play a sound").click();
        harness.run();
        assert!(harness.state().settings.alerts.sound);
    }
}

#[test]
fn every_setting_that_the_search_finds_is_in_its_section() {
    use plumbline::ui::settings::entries;
    let mut harness = settings_harness(vec2(1120.0, 2400.0));
    for (section, words) in entries() {
        harness.state_mut().view.open(section);
        harness.run();
        // This harness has no config folder, so it offers no start at login.
        let is_offered = words != "Start when I log in";
        let found = harness.query_all_by_label(words).count();
        assert!(found > 0 || !is_offered, "{words} is not in {section:?}");
    }
}

#[test]
fn a_setting_that_was_searched_for_is_scrolled_to_and_marked() {
    use plumbline::ui::settings::entries;
    use plumbline::ui::widgets::spotlight;
    for (section, words) in entries() {
        if words == "Start when I log in" {
            continue;
        }
        let mut harness = settings_harness(vec2(1120.0, 420.0));
        harness.state_mut().view.open(section);
        harness.run();
        spotlight::seek(&harness.ctx, words);
        harness.run();
        assert!(spotlight::is_shown(&harness.ctx), "{words} is not marked in {section:?}");
        let screen = harness.ctx.content_rect();
        let is_in_sight =
            harness.query_all_by_label(words).any(|node| screen.contains(node.rect().center()));
        assert!(is_in_sight, "{words} is outside the window in {section:?}");
    }
}

fn welcome_harness<'a>(now: Now, size: egui::Vec2) -> Harness<'a, Stage<(WelcomeView, Now)>> {
    harness((WelcomeView::default(), now), size, |ui, stage| {
        let (view, now) = &mut stage.view;
        view.ui(ui, &now.model(&stage.catalogue), &mut stage.actions);
    })
}

#[test]
fn the_welcome_has_three_steps_and_ends() {
    let mut uncalibrated = snapshot(2.0, None);
    uncalibrated.calibration = CalibrationState::Uncalibrated;
    let mut harness = welcome_harness(live(uncalibrated), WIDE);
    harness.get_by_label("Welcome to Plumbline");
    harness.get_by_label_contains("not a diagnosis");
    harness.get_by_label("Choose my camera").click();
    harness.run();
    harness.get_by_label("Which camera sees you?");
    harness.get_by_label("That is me").click();
    harness.run();
    harness.get_by_label("Set your upright posture");
    harness.get_by_label("Set my upright posture").click();
    harness.run();
    harness.get_by_label("Skip for now").click();
    harness.run();
    assert_eq!(harness.state().actions, [Action::Watch(Command::Calibrate), Action::WelcomeDone]);
}

#[test]
fn the_welcome_can_be_skipped_by_button_and_by_key() {
    let mut harness = welcome_harness(live(snapshot(2.0, None)), NARROW);
    harness.get_by_label("Skip").click();
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().actions, [Action::WelcomeDone, Action::WelcomeDone]);
}

#[test]
fn monitoring_can_be_paused_and_a_snooze_can_be_ended() {
    let mut harness = now_harness(live(snapshot(2.0, None)), WIDE);
    harness.get_by_label("Pause").click();
    harness.run();
    assert_eq!(harness.state().actions, [Action::Watch(Command::Pause(true))]);

    let mut snoozed = snapshot(2.0, None);
    snoozed.monitor.silence = Some(plumbline_core::coaching::silence::SilenceReason::Snoozed);
    let mut harness = now_harness(live(snoozed), WIDE);
    harness.get_by_label("Quiet: snoozed.");
    harness.get_by_label("Resume alerts").click();
    harness.run();
    assert_eq!(harness.state().actions, [Action::Watch(Command::EndSnooze)]);
    let mut for_an_hour = snapshot(2.0, None);
    for_an_hour.monitor.silence = Some(plumbline_core::coaching::silence::SilenceReason::Snoozed);
    for_an_hour.monitor.snooze_left_min = Some(60);
    now_harness(live(for_an_hour), WIDE).get_by_label("Quiet: snoozed for 60 more minutes.");
}

#[test]
fn a_pause_is_shown_and_can_be_ended_but_a_locked_screen_cannot() {
    use plumbline_core::engine::cadence::OffReason;
    let off = |reason| Now { source: SourceState::Off(reason), live: None, is_demo: false };
    let mut harness = now_harness(off(OffReason::Paused), WIDE);
    harness.get_by_label("Paused");
    harness.get_by_label("Resume watching").click();
    harness.run();
    assert_eq!(harness.state().actions, [Action::Watch(Command::Pause(false))]);
    let harness = now_harness(off(OffReason::Locked), WIDE);
    harness.get_by_label("The screen is locked");
    assert!(harness.query_by_label("Resume watching").is_none());
}

#[test]
fn a_wrong_alert_can_be_reported() {
    let mut harness = now_harness(live(snapshot(14.0, Some(advice()))), WIDE);
    harness.get_by_label("This is wrong").click();
    harness.run();
    assert_eq!(harness.state().actions, [Action::AlertIsWrong(Fault::ForwardHead)]);
}

mod history_charts {
    use super::*;
    use jiff::ToSpan as _;
    use plumbline::ui::history::chart_model::{
        DayBar, DayStrip, FaultBar, Heat, HeatCell, SpanKind, StripSpan, Trace,
    };
    use plumbline::ui::history::charts::{days_ui, faults_ui, trace_ui};
    use plumbline::ui::history::heat::heat_ui;
    use plumbline::ui::history::strip::strip_ui;

    fn shown<'a>(chart: impl Fn(&mut egui::Ui) + 'a, size: egui::Vec2) -> Harness<'a, Stage<()>> {
        harness((), size, move |ui, _| chart(ui))
    }

    #[test]
    fn a_day_has_a_text_with_its_values_and_an_empty_one_says_so() {
        let span = StripSpan { from_h: 9.0, to_h: 10.5, kind: SpanKind::Good };
        let strip = DayStrip {
            is_felt_asked: false,
            strength: Vec::new(),
            spans: vec![span],
            marks: vec![],
            hours: [1.5, 0.0, 0.0],
            faults_ms: BTreeMap::new(),
        };
        let draw = |ui: &mut egui::Ui| drop(strip_ui(ui, &strip));
        shown(draw, WIDE).get_by_label_contains("Good for 1 h 30 min");
        let empty = |ui: &mut egui::Ui| drop(strip_ui(ui, &DayStrip::default()));
        shown(empty, NARROW).get_by_label_contains("Nothing was watched");
    }

    #[test]
    fn every_chart_is_drawn_without_data_with_one_day_and_with_gaps() {
        let monday: jiff::civil::Date = "2026-11-23".parse().unwrap();
        let day = |i: i64, share| DayBar {
            date: monday.saturating_add(i.days()),
            good_share: share,
            watched_h: 2.0,
        };
        for days in [vec![], vec![day(0, Some(0.8))], vec![day(0, None), day(1, Some(0.5))]] {
            let draw = |ui: &mut egui::Ui| {
                days_ui(ui, &days, Some((0.8, 0.01)), &mut None);
            };
            shown(draw, WIDE).run();
        }
        let points = vec![[9.0, 1.0, 2.0, 3.0], [9.1, 1.0, 2.0, 3.0], [14.0, 0.0, 5.0, 9.0]];
        for points in [vec![], points] {
            let trace = Trace { name: "Forward head", points, limit: Some(6.0) };
            let draw = |ui: &mut egui::Ui| {
                trace_ui(ui, &trace, (7.0, 19.0), None);
            };
            shown(draw, NARROW).run();
        }
    }

    #[test]
    fn faults_and_hours_have_texts_with_their_values() {
        let fault = FaultBar {
            name: "Your head is forward",
            share: 0.125,
            minutes: 75.0,
            alerts: 4,
            corrected: 3,
        };
        let faults = [fault];
        let harness = shown(|ui| faults_ui(ui, &faults), WIDE);
        harness
            .get_all_by_label_contains("1 h 15 min (12.5 % of measured time); alerts: 4")
            .count();
        shown(|ui| faults_ui(ui, &[]), WIDE).get_by_label("No faults in this period.");
        let mut heat = Heat::default();
        shown(|ui| heat_ui(ui, &Heat::default()), WIDE).get_by_label_contains("No data yet");
        heat.cells[2][10] = HeatCell { good_share: Some(0.9), judged_h: 3.0 };
        shown(|ui| heat_ui(ui, &heat), NARROW).get_by_label_contains("by weekday and hour");
    }
}

/// Frames of the same person, one after the other.
fn frames_of(live: &LiveView) -> Vec<Arc<LiveView>> {
    (1..5).map(|sequence| Arc::new(LiveView { sequence, ..live.clone() })).collect()
}

#[test]
fn a_distance_is_measured_with_a_tape_while_the_camera_sees_the_person_and_can_be_undone() {
    const CAMERA: &str = "Integrated Camera";
    let live = crate::support::person::Now::of(
        crate::support::person::GOOD,
        crate::support::person::blank(),
    )
    .live
    .unwrap();
    let frames = frames_of(&live);
    let seen_cm = seen_eyes_cm(live.pose.as_ref().unwrap()).unwrap();
    struct Page {
        view: SettingsView,
        settings: Settings,
        live: Option<Arc<LiveView>>,
    }
    let page = Page { view: SettingsView::default(), settings: Settings::default(), live: None };
    let mut harness = harness(page, vec2(1120.0, 1400.0), |ui, stage| {
        let page = &mut stage.view;
        let notes = SettingsNotes {
            live: page.live.clone(),
            camera: Some(SeenCamera {
                name: CAMERA.into(),
                optics: plumbline_vision::frames::optics::Optics::default(),
                recognised_turn: None,
            }),
            ..SettingsNotes::default()
        };
        let mut actions = Vec::new();
        page.view.ui(ui, &page.settings, &notes, &mut actions);
        apply_changes(&mut page.settings, &actions);
    });
    harness.state_mut().view.view.open(Section::Camera);
    harness.run();
    harness.get_by_label_contains("assumed: nothing is known");
    assert!(harness.get_by_label("Apply").accesskit_node().is_disabled());
    for frame in frames {
        harness.state_mut().view.live = Some(frame);
        harness.run();
    }
    assert!(!harness.get_by_label("Apply").accesskit_node().is_disabled());
    let tape_cm = (seen_cm * 0.9).round();
    let field = harness.get_by_role_and_label(Role::TextInput, "Measure your distance");
    field.focus();
    harness.run();
    let field = harness.get_by_role_and_label(Role::TextInput, "Measure your distance");
    field.type_text(&format!("{tape_cm} cm"));
    harness.run();
    harness.get_by_label("Apply").click();
    harness.run();
    let own = harness.state().view.settings.camera.fields_of_view[CAMERA];
    assert_eq!(own.measured.unwrap().tape_cm, tape_cm);
    harness.get_by_label_contains("from the distance you measured");
    harness.get_by_label_contains("Distances are known to");
    harness.get_by_label("Forget the measured distance").click();
    harness.run();
    assert!(harness.state().view.settings.camera.fields_of_view.is_empty());
    harness.get_by_label_contains("assumed: nothing is known");
}
