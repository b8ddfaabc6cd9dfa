//! Compares every view with a stored picture, with fixed data, fixed dates, no clock, and software rendering.
//! After an intended change run `UPDATE_SNAPSHOTS=1 cargo test --release --test suite snapshots` and check every
//! changed picture in `tests/snapshots`.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use eframe::egui;
use egui::{Theme, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, SnapshotOptions, SnapshotResults};
use plumbline::desktop::glow::GlowSupport;
use plumbline::settings::Settings;
use plumbline::text::routine::for_today;
use plumbline::ui::desk::DeskView;
use plumbline::ui::history::HistoryView;
use plumbline::ui::history::what_if::WhatIf;
use plumbline::ui::now::now_ui;
use plumbline::ui::settings::{Section, SettingsNotes, SettingsView};
use plumbline::ui::shortcuts::ShortcutsView;
use plumbline::ui::stretch::{Shelf, StretchView};
use plumbline::ui::tab::{Tab, navigation_ui};
use plumbline::ui::theme::{self, Contrast};
use plumbline::ui::welcome::{CameraList, WelcomeView};
use plumbline::ui::widgets::picture::{Framing, Picture};
use plumbline::watch::{SeenCamera, SourceState};
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::{Fault, Landmark, MonotonicMs, Pose};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::coaching::invitation::{Invitation, InviteReason};
use plumbline_core::coaching::recommend::RecommendContext;
use plumbline_core::coaching::trial::Offer;
use plumbline_core::engine::{CalibrationState, Lot, Snapshot};
use plumbline_core::posture::fault::LimitChoice;
use plumbline_vision::frames::camera::CameraInfo;

use crate::support::days::{ALL_CASES, DATE, days_with_a_trial, made_up_days, today};
use crate::support::person::{
    FORWARD, GOOD, Now, RAISED, blank, from_the_side, photograph, uncalibrated, upright,
};
use crate::support::software_renderer::SoftwareRenderer;

/// Sizes of the pictures, pixels.
const WINDOW: [u32; 2] = [1120, 760];
const TALL_NARROW: [u32; 2] = [420, 1500];
const TALL: [u32; 2] = [1120, 1400];
const NARROW: [u32; 2] = [420, 760];

/// Parameters of one picture.
#[derive(Clone, Copy)]
struct Shot {
    name: &'static str,
    theme: Theme,
    /// Pixels per point. A larger value enlarges the content in a picture of the same size.
    scale: f32,
    pixels: [u32; 2],
}

const fn shot(name: &'static str, theme: Theme, scale: f32, pixels: [u32; 2]) -> Shot {
    Shot { name, theme, scale, pixels }
}

fn stage<'a, View: 'a>(
    shot: Shot,
    view: View,
    ui_of: impl Fn(&mut egui::Ui, &mut View) + 'a,
) -> Harness<'a, View> {
    let [width, height] = shot.pixels.map(|side| side as f32 / shot.scale);
    let options = SnapshotOptions::new().max_failed_pixels(12usize);
    let mut harness = Harness::builder()
        .with_size(vec2(width, height))
        .with_pixels_per_point(shot.scale)
        .with_theme(shot.theme)
        .with_max_steps(64)
        .with_render_cursor(false)
        .with_options(options)
        .with_context_setup(move |ctx| {
            theme::install(ctx);
            if shot.name.ends_with("_high") {
                theme::set_contrast(ctx, Contrast::High);
            }
        })
        .renderer(SoftwareRenderer::default())
        .build_ui_state(
            move |ui, view| {
                // The harness leaves a margin around its content; fill it, too.
                let all = ui.ctx().content_rect();
                let ground = ui.visuals().panel_fill;
                ui.painter().with_clip_rect(all).rect_filled(all, 0.0, ground);
                let mut chosen = tab_of(shot.name);
                if let Some(tab) = &mut chosen {
                    navigation_ui(ui, tab, &mut ShortcutsView::default());
                }
                // The other pages have their own margins.
                let has_margin = chosen.is_none();
                let margin = if has_margin { 16.0 } else { 0.0 };
                let frame = egui::Frame::central_panel(ui.style()).inner_margin(margin);
                egui::CentralPanel::default().frame(frame).show(ui, |ui| ui_of(ui, view));
            },
            view,
        );
    harness.run();
    harness
}

/// The page that a picture shows, by its name; `None` if it is shown without the navigation.
fn tab_of(name: &str) -> Option<Tab> {
    let tabs = [
        ("now", Tab::Now),
        ("stretch", Tab::Stretch),
        ("history", Tab::History),
        ("settings", Tab::Settings),
    ];
    tabs.into_iter().find(|(start, _)| name.starts_with(start)).map(|(_, tab)| tab)
}

/// Removes the pointer, so that nothing is drawn as hovered.
fn at_rest<View>(harness: &mut Harness<'_, View>) {
    harness.remove_cursor();
    harness.run();
}

/// The view `now` with the photograph, or with the figure only.
fn now_stage<'a>(shot: Shot, now: Now, is_photograph: bool) -> Harness<'a, Now> {
    let texture = OnceLock::new();
    stage(shot, now, move |ui, now: &mut Now| {
        let frame = now.live.as_ref().filter(|_| is_photograph).map(|live| &live.frame);
        let texture = frame.map(|frame| {
            texture.get_or_init(|| {
                let size = [frame.size().width as usize, frame.size().height as usize];
                let image = egui::ColorImage::from_rgb(size, frame.rgb());
                ui.ctx().load_texture("live", image, egui::TextureOptions::LINEAR)
            })
        });
        now_ui(ui, &now.model(texture), &mut Vec::new());
    })
}

fn last_days() -> Arc<WhatIf> {
    let reader = plumbline_history::Reader::open(&made_up_days()).unwrap();
    let edge = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    let (from, to) = (edge("2026-11-19T00:00:00Z"), edge("2026-11-26T00:00:00Z"));
    Arc::new(WhatIf::of(&reader.minutes(from, to).unwrap(), Some(from)))
}

fn cameras() -> CameraList {
    let camera = |index, name: &str| CameraInfo { index, name: name.into() };
    CameraList::of(Ok(vec![camera(0, "Integrated Camera"), camera(2, "Desk Cam HD")]))
}

#[test]
fn now_with_good_posture() {
    let mut results = SnapshotResults::new();
    for (shot, is_photograph) in [
        (shot("now_good_light", Theme::Light, 1.0, WINDOW), true),
        (shot("now_good_dark", Theme::Dark, 1.0, WINDOW), false),
    ] {
        let frame = if is_photograph { photograph() } else { blank() };
        let mut now = Now::of(GOOD, frame);
        now.today = Some(today());
        results.add(now_stage(shot, now, is_photograph).try_snapshot(shot.name));
    }
}

#[test]
fn now_with_the_demonstration() {
    let mut results = SnapshotResults::new();
    for (shot, posture) in [
        (shot("now_demonstration_light", Theme::Light, 1.0, WINDOW), GOOD),
        (shot("now_demonstration_dark_high", Theme::Dark, 1.0, WINDOW), FORWARD),
    ] {
        let mut now = Now::of(posture, blank());
        (now.today, now.is_demo) = (Some(today()), true);
        results.add(now_stage(shot, now, false).try_snapshot(shot.name));
    }
}

/// In the real window the page is as large as it is beside the navigation at 1120 × 760 points.
#[test]
fn the_picture_is_the_largest_thing_beside_the_timeline_and_the_demonstration() {
    let texture = None;
    for posture in [GOOD, FORWARD] {
        let mut now = Now::of(posture, blank());
        (now.today, now.is_demo) = (Some(today()), true);
        let mut harness = Harness::builder()
            .with_size(vec2(920.0, 760.0))
            .with_max_steps(64)
            .with_context_setup(theme::install)
            .build_ui_state(
                move |ui, now: &mut Now| {
                    let frame = egui::Frame::new();
                    // Without the margin of the harness.
                    let all = ui.ctx().content_rect();
                    let page = egui::UiBuilder::new().max_rect(all);
                    ui.scope_builder(page, |ui| {
                        egui::CentralPanel::default().frame(frame).show(ui, |ui| {
                            now_ui(ui, &now.model(texture), &mut Vec::new());
                        });
                    });
                },
                now,
            );
        harness.run();
        let picture = harness.get_by_label_contains("Live picture").rect();
        assert!(picture.height() >= 320.0, "{posture:?}: {picture:?}");
        let details = harness.get_by_label("All measures").rect();
        let timeline = harness.get_by_label("Your day so far").rect();
        assert!(timeline.bottom() < 760.0, "{posture:?}: {timeline:?}");
        // With the space below it, so that the page does not scroll.
        assert!(details.bottom() + theme::GAP_LARGE <= 760.0, "{posture:?}: {details:?}");
    }
}

#[test]
fn now_with_an_alert() {
    let mut results = SnapshotResults::new();
    for (shot, posture, is_photograph) in [
        (shot("now_raised_light", Theme::Light, 1.0, WINDOW), RAISED, false),
        (shot("now_forward_dark", Theme::Dark, 1.0, WINDOW), FORWARD, true),
        (shot("now_forward_dark_high", Theme::Dark, 1.0, WINDOW), FORWARD, false),
        (shot("now_forward_dark_200", Theme::Dark, 2.0, WINDOW), FORWARD, false),
        (shot("now_raised_light_narrow", Theme::Light, 1.0, TALL_NARROW), RAISED, false),
    ] {
        let frame = if is_photograph { photograph() } else { blank() };
        let now = Now::of(posture, frame);
        let fault = if posture == RAISED { Fault::RaisedShoulderLeft } else { Fault::ForwardHead };
        assert!(now.faults().contains(&fault), "{}: {:?}", shot.name, now.faults());
        results.add(now_stage(shot, now, is_photograph).try_snapshot(shot.name));
    }
}

#[test]
fn now_with_an_alert_whose_offer_was_drawn_by_lot() {
    let mut results = SnapshotResults::new();
    for (shot, offer, stretch) in [
        (shot("now_lot_hint_light", Theme::Light, 1.0, WINDOW), Offer::Hint, "ear-to-shoulder"),
        (shot("now_lot_hint_dark_200", Theme::Dark, 2.0, WINDOW), Offer::Hint, "ear-to-shoulder"),
        (shot("now_lot_reset_dark", Theme::Dark, 1.0, WINDOW), Offer::Reset, "shoulder-roll"),
    ] {
        let mut snapshot = FORWARD.snapshot();
        let advice = snapshot.advice.as_mut().unwrap();
        (advice.lot, advice.stretch) = (Some(Lot { trial: 7, offer }), stretch.into());
        let mut now = Now::live(blank(), FORWARD.pose(), snapshot);
        now.today = Some(today());
        results.add(now_stage(shot, now, false).try_snapshot(shot.name));
    }
}

#[test]
fn now_with_an_invitation_to_move() {
    let mut results = SnapshotResults::new();
    for shot in [
        shot("now_invitation_light", Theme::Light, 1.0, WINDOW),
        shot("now_invitation_dark_narrow", Theme::Dark, 1.0, TALL_NARROW),
    ] {
        let mut snapshot = GOOD.snapshot();
        let reason = InviteReason::SamePosture { kept_ms: 31 * 60_000 };
        snapshot.monitor.invitation = Some(Invitation { since: MonotonicMs(0), reason });
        let mut now = Now::live(blank(), GOOD.pose(), snapshot);
        now.today = Some(today());
        results.add(now_stage(shot, now, false).try_snapshot(shot.name));
    }
}

#[test]
fn now_with_the_question_about_discomfort() {
    let mut results = SnapshotResults::new();
    for shot in [
        shot("now_question_light", Theme::Light, 1.0, WINDOW),
        shot("now_question_dark_high", Theme::Dark, 1.0, WINDOW),
        shot("now_question_light_narrow", Theme::Light, 1.0, TALL_NARROW),
    ] {
        let mut now = Now::of(GOOD, blank());
        (now.today, now.asks_discomfort) = (Some(today()), true);
        let mut harness = now_stage(shot, now, false);
        for label in ["3", "Neck"] {
            harness.get_by_label(label).click();
            harness.run();
        }
        at_rest(&mut harness);
        results.add(harness.try_snapshot(shot.name));
    }
}

#[test]
fn now_from_the_side_and_without_an_upright_posture() {
    let mut results = SnapshotResults::new();
    let side = shot("now_side_dark", Theme::Dark, 1.0, WINDOW);
    let (pose, snapshot) = from_the_side(14.0);
    let now = Now::live(blank(), pose, snapshot);
    results.add(now_stage(side, now, false).try_snapshot(side.name));
    let new = shot("now_uncalibrated_light", Theme::Light, 1.0, WINDOW);
    let now = Now::live(blank(), upright(), uncalibrated());
    results.add(now_stage(new, now, false).try_snapshot(new.name));
}

/// A pose with landmarks at other places, in frame pixels.
fn moved(mut pose: Pose, places: &[(Landmark, [f64; 2])]) -> Pose {
    for (landmark, [x, y]) in places {
        let point = &mut pose.keypoints[landmark.index()];
        (point.in_image, point.visibility) = (Vec2::new(*x, *y), 0.97);
    }
    pose
}

/// A pose in which landmarks are hidden.
fn hidden(mut pose: Pose, landmarks: &[Landmark]) -> Pose {
    for landmark in landmarks {
        pose.keypoints[landmark.index()].visibility = 0.05;
    }
    pose
}

/// People as the silhouette shows them, from left to right and from top to bottom.
fn people() -> Vec<(Pose, Snapshot)> {
    use Landmark::{
        LeftEar, LeftElbow, LeftShoulder, LeftWrist, RightEar, RightElbow, RightShoulder,
        RightWrist,
    };
    let calm = || GOOD.snapshot();
    let hands = [
        (LeftElbow, [560.0, 600.0]),
        (LeftWrist, [430.0, 520.0]),
        (RightElbow, [170.0, 560.0]),
        (RightWrist, [330.0, 500.0]),
    ];
    let arms_up = [
        (LeftElbow, [640.0, 420.0]),
        (LeftWrist, [600.0, 200.0]),
        (RightElbow, [90.0, 380.0]),
        (RightWrist, [120.0, 180.0]),
    ];
    let turned = [
        (LeftEar, [440.0, 186.0]),
        (RightEar, [392.0, 184.0]),
        (LeftShoulder, [462.0, 390.0]),
        (RightShoulder, [300.0, 352.0]),
    ];
    let tilted = [(LeftEar, [488.0, 226.0]), (RightEar, [364.0, 152.0])];
    vec![
        (upright(), calm()),
        (FORWARD.pose(), FORWARD.snapshot()),
        (RAISED.pose(), RAISED.snapshot()),
        (moved(upright(), &turned), calm()),
        (moved(upright(), &tilted), calm()),
        (moved(upright(), &hands), calm()),
        (moved(upright(), &arms_up), calm()),
        (hidden(upright(), &[RightEar, RightShoulder, LeftElbow]), calm()),
        (hidden(upright(), &[LeftShoulder, RightShoulder]), calm()),
        from_the_side(0.0),
        from_the_side(14.0),
        (upright(), uncalibrated()),
    ]
}

#[test]
fn the_silhouette_in_several_postures() {
    let mut results = SnapshotResults::new();
    for shot in [
        shot("silhouette_light", Theme::Light, 1.0, [1120, 860]),
        shot("silhouette_dark", Theme::Dark, 1.0, [1120, 860]),
        shot("silhouette_dark_high", Theme::Dark, 1.0, [1120, 860]),
    ] {
        let mut harness = stage(shot, people(), |ui, people| {
            for line in people.chunks(4) {
                ui.horizontal(|ui| {
                    for (pose, snapshot) in line {
                        let limits = LimitChoice::default();
                        let picture = Picture {
                            texture: None,
                            aspect: 16.0 / 9.0,
                            pose: Some(pose),
                            snapshot,
                            limits: &limits,
                            is_explained: false,
                        };
                        picture.show_in(ui, vec2(262.0, 262.0), Framing::Centred);
                    }
                });
            }
        });
        results.add(harness.try_snapshot(shot.name));
    }
}

#[test]
fn now_with_an_upright_posture_of_an_earlier_day() {
    let mut results = SnapshotResults::new();
    let day = None;
    let remembered = CalibrationState::Remembered { day, is_waiting: true };
    for (shot, calibration) in [
        (shot("now_remembered_dark_narrow", Theme::Dark, 1.0, TALL_NARROW), remembered),
        (
            shot("now_taken_over_light", Theme::Light, 1.0, WINDOW),
            CalibrationState::TakenOver { day },
        ),
    ] {
        let snapshot = Snapshot { calibration, ..GOOD.snapshot() };
        let mut now = Now::live(blank(), GOOD.pose(), snapshot);
        now.today = Some(today());
        results.add(now_stage(shot, now, false).try_snapshot(shot.name));
    }
}

#[test]
fn now_without_a_camera() {
    let mut results = SnapshotResults::new();
    for shot in [
        shot("now_no_camera_light", Theme::Light, 1.0, WINDOW),
        shot("now_no_camera_dark_200", Theme::Dark, 2.0, WINDOW),
    ] {
        let message = "No camera was found; connect one and it will be picked up by itself.";
        let lost = SourceState::Lost { message: message.into(), retry_in_s: 8 };
        let mut harness = now_stage(shot, Now::without(lost), false);
        results.add(harness.try_snapshot(shot.name));
    }
}

#[test]
fn the_stretches_and_one_of_them() {
    let mut results = SnapshotResults::new();
    let catalogue = Catalogue::embedded().unwrap();
    for (shot, item) in [
        (shot("stretch_list_light", Theme::Light, 1.0, WINDOW), None),
        (shot("stretch_list_dark", Theme::Dark, 1.0, WINDOW), None),
        (shot("stretch_list_light_200", Theme::Light, 2.0, WINDOW), None),
        (shot("stretch_list_light_narrow", Theme::Light, 1.0, TALL_NARROW), None),
        (shot("stretch_filter_light", Theme::Light, 1.0, WINDOW), None),
        (shot("stretch_filter_light_high", Theme::Light, 1.0, WINDOW), None),
        (shot("stretch_item_dark", Theme::Dark, 1.0, WINDOW), Some("ear-to-shoulder")),
        (shot("stretch_item_light", Theme::Light, 1.0, WINDOW), Some("rhomboids-ball-wall")),
        (shot("stretch_item_light_narrow", Theme::Light, 1.0, TALL_NARROW), Some("side-arm")),
        (shot("stretch_item_light_200", Theme::Light, 2.0, WINDOW), Some("thread-the-needle")),
    ] {
        let mut view = StretchView::default();
        if let Some(id) = item {
            assert!(catalogue.item(id).is_some(), "{id}");
            view.open(id.into());
        }
        let for_today = for_today(&catalogue, &BTreeMap::new(), &RecommendContext::default(), 240);
        let mut harness = stage(shot, view, |ui, view| {
            let settings = Settings::default();
            let mut shelf = Shelf {
                catalogue: &catalogue,
                for_today: std::slice::from_ref(&for_today),
                settings: &settings,
                actions: &mut Vec::new(),
            };
            view.ui(ui, &mut shelf);
        });
        if shot.name.contains("filter") {
            harness.get_by_label("Filter").click();
            harness.run();
            // The title below the chips.
            harness.query_all_by_label("Stretches").next().unwrap().scroll_to_me();
            harness.run();
            at_rest(&mut harness);
        }
        results.add(harness.try_snapshot(shot.name));
    }
}

#[test]
fn every_page_of_the_history() {
    let mut results = SnapshotResults::new();
    for (shot, range) in [
        (shot("history_day_light", Theme::Light, 1.0, WINDOW), "Day"),
        (shot("history_day_dark_200", Theme::Dark, 2.0, WINDOW), "Day"),
        (shot("history_week_dark", Theme::Dark, 1.0, WINDOW), "Week"),
        (shot("history_week_light_high", Theme::Light, 1.0, WINDOW), "Week"),
        (shot("history_week_light_200", Theme::Light, 2.0, WINDOW), "Week"),
        (shot("history_month_light", Theme::Light, 1.0, WINDOW), "Month"),
        (shot("history_year_light", Theme::Light, 1.0, WINDOW), "Year"),
        (shot("history_year_dark", Theme::Dark, 1.0, WINDOW), "Year"),
        (shot("history_week_light_narrow", Theme::Light, 1.0, TALL_NARROW), "Week"),
        (shot("history_when_dark", Theme::Dark, 1.0, WINDOW), "Hours"),
        (shot("history_when_light_200", Theme::Light, 2.0, WINDOW), "Hours"),
        (shot("history_what_dark", Theme::Dark, 1.0, WINDOW), "Faults"),
    ] {
        let (view, catalogue) =
            (HistoryView::on(made_up_days(), DATE), Catalogue::embedded().unwrap());
        let mut harness = stage(shot, view, |ui, view| {
            view.ui(ui, &LimitChoice::default(), None, &catalogue, &mut Vec::new());
        });
        harness.get_by_label(range).click();
        harness.run();
        // The page is read on another thread.
        for _ in 0..500 {
            if harness.query_by_label("Reading…").is_none() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
            harness.run();
        }
        at_rest(&mut harness);
        results.add(harness.try_snapshot(shot.name));
    }
}

#[test]
fn the_history_of_a_trial_by_lot() {
    let mut results = SnapshotResults::new();
    for (shot, cases) in [
        (shot("history_trial_light", Theme::Light, 1.0, TALL), ALL_CASES),
        (shot("history_trial_running_dark_narrow", Theme::Dark, 1.0, TALL_NARROW), 41),
    ] {
        let (folder, catalogue) = (days_with_a_trial(cases), Catalogue::embedded().unwrap());
        let view = HistoryView::on(folder.path().join("history.sqlite"), DATE);
        let mut harness = stage(shot, view, |ui, view| {
            view.ui(ui, &LimitChoice::default(), None, &catalogue, &mut Vec::new());
        });
        harness.get_by_label("Faults").click();
        harness.run();
        for _ in 0..500 {
            if harness.query_by_label("Reading…").is_none() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
            harness.run();
        }
        at_rest(&mut harness);
        results.add(harness.try_snapshot(shot.name));
    }
}

#[test]
fn the_calendar_of_the_history() {
    let mut results = SnapshotResults::new();
    for shot in [
        shot("history_calendar_light", Theme::Light, 1.0, WINDOW),
        shot("history_calendar_dark_high", Theme::Dark, 1.0, WINDOW),
        shot("history_calendar_light_narrow", Theme::Light, 1.0, NARROW),
    ] {
        let (view, catalogue) =
            (HistoryView::on(made_up_days(), DATE), Catalogue::embedded().unwrap());
        let mut harness = stage(shot, view, |ui, view| {
            view.ui(ui, &LimitChoice::default(), None, &catalogue, &mut Vec::new());
        });
        // The page and the month are read on another thread.
        for part in ["Good for", "Tuesday, 24 November 2026, 9"] {
            for _ in 0..500 {
                if harness.query_all_by_label_contains(part).next().is_some() {
                    break;
                }
                std::thread::sleep(std::time::Duration::from_millis(10));
                harness.run();
            }
            if part == "Good for" {
                harness.get_by_label_contains("Choose a day").click();
                harness.run();
            }
        }
        at_rest(&mut harness);
        results.add(harness.try_snapshot(shot.name));
    }
}

#[test]
fn the_editor_of_a_routine() {
    let shot = shot("stretch_editor_light", Theme::Light, 1.0, WINDOW);
    let catalogue = Catalogue::embedded().unwrap();
    let for_today = for_today(&catalogue, &BTreeMap::new(), &RecommendContext::default(), 240);
    let mut harness = stage(shot, StretchView::default(), |ui, view| {
        let settings = Settings::default();
        let mut shelf = Shelf {
            catalogue: &catalogue,
            for_today: std::slice::from_ref(&for_today),
            settings: &settings,
            actions: &mut Vec::new(),
        };
        view.ui(ui, &mut shelf);
    });
    harness.get_by_label("Create my own routine").click();
    harness.run();
    for item in ["Side arm stretch", "Cat–cow"] {
        harness.get_by_role(egui::accesskit::Role::ComboBox).click();
        harness.run();
        harness.get_all_by_label(item).next().unwrap().click();
        harness.run();
        harness.get_by_label("Add").click();
        harness.run();
    }
    at_rest(&mut harness);
    let mut results = SnapshotResults::new();
    results.add(harness.try_snapshot(shot.name));
}

#[test]
fn a_message_says_that_the_upright_posture_was_saved() {
    let mut results = SnapshotResults::new();
    for shot in [
        shot("now_saved_light", Theme::Light, 1.0, WINDOW),
        shot("now_saved_dark_high", Theme::Dark, 1.0, WINDOW),
    ] {
        let with = |calibration| {
            let mut now =
                Now::live(blank(), GOOD.pose(), Snapshot { calibration, ..GOOD.snapshot() });
            now.today = Some(today());
            now
        };
        let capturing = CalibrationState::Capturing { share: 0.9, hint: None };
        let mut harness = now_stage(shot, with(capturing), false);
        *harness.state_mut() = with(CalibrationState::Calibrated);
        harness.run();
        results.add(harness.try_snapshot(shot.name));
    }
}

#[test]
fn the_sections_of_the_settings() {
    let mut results = SnapshotResults::new();
    for (shot, section) in [
        (shot("settings_camera_light", Theme::Light, 1.0, WINDOW), Some(Section::Camera)),
        (shot("settings_alerts_dark", Theme::Dark, 1.0, WINDOW), Some(Section::Alerts)),
        (shot("settings_faults_dark", Theme::Dark, 1.0, TALL), Some(Section::Faults)),
        (shot("settings_appearance_light", Theme::Light, 1.0, WINDOW), Some(Section::Appearance)),
        (shot("settings_appearance_dark_150", Theme::Dark, 1.5, WINDOW), Some(Section::Appearance)),
        (shot("settings_stretching_light", Theme::Light, 1.0, WINDOW), Some(Section::Stretching)),
        (shot("settings_data_light", Theme::Light, 1.0, WINDOW), Some(Section::Data)),
        (shot("settings_alerts_light_high", Theme::Light, 1.0, WINDOW), Some(Section::Alerts)),
        (shot("settings_alerts_dark_200", Theme::Dark, 2.0, WINDOW), Some(Section::Alerts)),
        (
            shot("settings_alerts_light_narrow", Theme::Light, 1.0, TALL_NARROW),
            Some(Section::Alerts),
        ),
        (shot("settings_list_light_narrow", Theme::Light, 1.0, NARROW), None),
        (
            shot("settings_watching_light_narrow", Theme::Light, 1.0, NARROW),
            Some(Section::Watching),
        ),
    ] {
        let notes = SettingsNotes {
            about: "Plumbline 0.1.0 · native ONNX Runtime".into(),
            starts_at_login: Some(false),
            starts_other_at_login: None,
            live: Now::of(GOOD, blank()).live,
            past: Some(last_days()),
            glow_support: match shot.name {
                "settings_alerts_light_narrow" => GlowSupport::NoLayerShell,
                _ => GlowSupport::Full,
            },
            camera: Some(SeenCamera {
                name: "Integrated Camera".into(),
                optics: plumbline_vision::frames::optics::Optics::default(),
                recognised_turn: None,
            }),
            ..SettingsNotes::default()
        };
        let mut view = SettingsView::with_cameras(cameras());
        if let Some(section) = section {
            view.open(section);
        }
        let view = (view, Settings::default());
        let mut harness = stage(shot, view, move |ui, (view, settings)| {
            view.ui(ui, settings, &notes, &mut Vec::new());
        });
        if section == Some(Section::Faults) {
            harness.get_by_label("Limits for each fault").click();
            harness.run();
            at_rest(&mut harness);
        }
        results.add(harness.try_snapshot(shot.name));
    }
}

#[test]
fn the_desk_check() {
    let mut results = SnapshotResults::new();
    for shot in [
        shot("now_desk_light", Theme::Light, 1.0, WINDOW),
        shot("now_desk_dark_narrow_high", Theme::Dark, 1.0, NARROW),
        shot("now_desk_dark_200", Theme::Dark, 2.0, WINDOW),
    ] {
        let mut live = Now::of(GOOD, blank()).live.map(Arc::unwrap_or_clone).unwrap();
        // A laptop on the table.
        live.snapshot.measures.set_head_cm(Some([-3.0, -28.0, 60.0]));
        let mut view = DeskView::default();
        view.open();
        let mut harness = stage(shot, view, move |ui, view| {
            view.ui(ui, Some(&live), &mut Vec::new());
        });
        harness.run();
        results.add(harness.try_snapshot(shot.name));
    }
}

#[test]
fn before_there_is_an_upright_posture_the_welcome_shows_no_fault() {
    let shot = shot("welcome_faults", Theme::Light, 1.0, WINDOW);
    let picture = |snapshot: Snapshot| {
        let now = Now::live(blank(), FORWARD.pose(), snapshot);
        let view = (WelcomeView::with_cameras(cameras()), now);
        let mut harness = stage(shot, view, |ui, (view, now)| {
            view.ui(ui, &now.model(None), &mut Vec::new());
        });
        for label in ["Choose my camera", "That is me"] {
            harness.get_by_label(label).click();
            harness.run();
        }
        at_rest(&mut harness);
        harness.render().unwrap()
    };
    let with_fault = Snapshot { calibration: CalibrationState::Uncalibrated, ..FORWARD.snapshot() };
    assert!(!with_fault.faults.is_empty());
    let without = Snapshot { faults: Vec::new(), ..with_fault.clone() };
    assert_eq!(picture(with_fault).as_raw(), picture(without).as_raw());
}

#[test]
fn the_three_steps_of_the_welcome() {
    let mut results = SnapshotResults::new();
    for (shot, clicks) in [
        (shot("welcome_hello_light", Theme::Light, 1.0, WINDOW), 0),
        (shot("welcome_hello_dark_200", Theme::Dark, 2.0, WINDOW), 0),
        (shot("welcome_hello_light_narrow", Theme::Light, 1.0, [420, 900]), 0),
        (shot("welcome_camera_dark", Theme::Dark, 1.0, WINDOW), 1),
        (shot("welcome_upright_light", Theme::Light, 1.0, WINDOW), 2),
    ] {
        let now = Now::live(blank(), upright(), uncalibrated());
        let view = (WelcomeView::with_cameras(cameras()), now);
        let mut harness = stage(shot, view, |ui, (view, now)| {
            view.ui(ui, &now.model(None), &mut Vec::new());
        });
        for label in ["Choose my camera", "That is me"].into_iter().take(clicks) {
            harness.get_by_label(label).click();
            harness.run();
        }
        at_rest(&mut harness);
        results.add(harness.try_snapshot(shot.name));
    }
}

#[test]
fn the_control_with_the_focus_looks_different() {
    let mut view = SettingsView::with_cameras(cameras());
    view.open(Section::Alerts);
    let view = (view, Settings::default());
    let mut harness = stage(shot("focus", Theme::Dark, 1.0, TALL), view, |ui, (view, settings)| {
        view.ui(ui, settings, &SettingsNotes::default(), &mut Vec::new());
    });
    let plain = harness.render().unwrap();
    let mut checked = 0;
    for _ in 0..24 {
        harness.key_press(egui::Key::Tab);
        harness.run();
        let focused = harness.root().children_recursive().find(|node| node.is_focused());
        let Some(rect) = focused.map(|node| node.rect().expand(4.0)) else { continue };
        let name = focused.and_then(|node| node.accesskit_node().label());
        let shown = harness.render().unwrap();
        let changed = (rect.top() as u32..rect.bottom() as u32)
            .flat_map(|y| (rect.left() as u32..rect.right() as u32).map(move |x| (x, y)))
            .filter(|(x, y)| {
                let (a, b) = (plain.get_pixel(*x, *y).0, shown.get_pixel(*x, *y).0);
                a.iter().zip(b).any(|(a, b)| a.abs_diff(b) > 40)
            })
            .count();
        assert!(changed > 20, "the focus on {name:?} shows in only {changed} pixels");
        checked += 1;
    }
    assert!(checked > 20, "only {checked} controls had the focus");
}
