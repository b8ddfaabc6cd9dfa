//! Keyboard and screen reader: every control is reached with the Tab key and has a name. A view at rest requests
//! no further frame.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use eframe::egui;
use egui::accesskit::{Action, Role};
use egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use plumbline::settings::Settings;
use plumbline::text::routine::for_today;
use plumbline::ui::desk::DeskView;
use plumbline::ui::history::chart_model::{
    DayBar, DayStrip, FaultBar, Heat, HeatCell, SpanKind, StripSpan, Trace,
};
use plumbline::ui::history::charts::{days_ui, faults_ui, trace_ui};
use plumbline::ui::history::heat::heat_ui;
use plumbline::ui::history::strip::strip_ui;
use plumbline::ui::now::now_ui;
use plumbline::ui::settings::{Section, SettingsNotes, SettingsView};
use plumbline::ui::shortcuts::{self as keyboard, ShortcutsView};
use plumbline::ui::stretch::{Shelf, StretchView};
use plumbline::ui::theme;
use plumbline::ui::welcome::{CameraList, WelcomeView};
use plumbline::watch::SourceState;
use plumbline_core::catalogue::Catalogue;
use plumbline_core::coaching::recommend::RecommendContext;
use plumbline_vision::frames::camera::CameraInfo;

use crate::support::person::{FORWARD, GOOD, Now, RAISED, blank};

type Stage<'a> = Harness<'a, ()>;

fn stage<'a>(mut ui_of: impl FnMut(&mut egui::Ui) + 'a) -> Stage<'a> {
    let mut harness = Harness::builder()
        .with_size(vec2(1120.0, 760.0))
        .with_max_steps(64)
        .with_context_setup(theme::install)
        .build_ui_state(move |ui, ()| ui_of(ui), ());
    harness.run();
    harness
}

fn cameras() -> CameraList {
    CameraList::of(Ok(vec![CameraInfo { index: 0, name: "Integrated Camera".into() }]))
}

fn now<'a>(now: Now) -> Stage<'a> {
    stage(move |ui| now_ui(ui, &now.model(None), &mut Vec::new()))
}

fn stretches<'a>(item: Option<&str>) -> Stage<'a> {
    let (mut view, catalogue) = (StretchView::default(), Catalogue::embedded().unwrap());
    if let Some(id) = item {
        view.open(id.into());
    }
    let for_today = for_today(&catalogue, &BTreeMap::new(), &RecommendContext::default(), 240);
    let settings = Settings::default();
    stage(move |ui| {
        let mut shelf = Shelf {
            catalogue: &catalogue,
            for_today: std::slice::from_ref(&for_today),
            settings: &settings,
            actions: &mut Vec::new(),
        };
        view.ui(ui, &mut shelf);
    })
}

fn settings<'a>(section: Section) -> Stage<'a> {
    let (mut view, settings) = (SettingsView::with_cameras(cameras()), Settings::default());
    view.open(section);
    let notes = SettingsNotes {
        starts_at_login: Some(false),
        starts_other_at_login: None,
        live: Now::of(GOOD, blank()).live,
        ..SettingsNotes::default()
    };
    let mut harness = stage(move |ui| view.ui(ui, &settings, &notes, &mut Vec::new()));
    if section == Section::Faults {
        harness.get_by_label("Limits for each fault").click_accesskit();
        harness.run();
    }
    harness
}

/// The desk check of a person in view, or of nobody.
fn desk<'a>(is_seen: bool) -> Stage<'a> {
    let mut view = DeskView::default();
    view.open();
    let now = Now::of(GOOD, blank());
    stage(move |ui| view.ui(ui, now.live.as_deref().filter(|_| is_seen), &mut Vec::new()))
}

fn welcome<'a>(steps: usize) -> Stage<'a> {
    let now = Now::live(
        blank(),
        crate::support::person::upright(),
        crate::support::person::uncalibrated(),
    );
    let mut view = WelcomeView::with_cameras(cameras());
    let mut harness = stage(move |ui| view.ui(ui, &now.model(None), &mut Vec::new()));
    for label in ["Choose my camera", "That is me"].into_iter().take(steps) {
        harness.get_by_label(label).click();
        harness.run();
    }
    harness
}

fn shortcuts<'a>() -> Stage<'a> {
    let mut view = ShortcutsView::default();
    let mut harness = stage(move |ui| {
        view.button_ui(ui, true);
        view.ui(ui.ctx());
    });
    harness.key_press(Key::F1);
    harness.run();
    harness
}

fn every_view<'a>() -> Vec<(&'static str, Stage<'a>)> {
    let message = "No camera was found.".into();
    let lost = SourceState::Lost { message, retry_in_s: 8 };
    vec![
        ("now, good", now(Now::of(GOOD, blank()))),
        ("now, alert", now(Now::of(FORWARD, blank()))),
        ("now, no camera", now(Now::without(lost))),
        ("stretches", stretches(None)),
        ("a stretch", stretches(Some("ear-to-shoulder"))),
        ("desk, seen", desk(true)),
        ("desk, nobody", desk(false)),
        ("settings, camera", settings(Section::Camera)),
        ("settings, alerts", settings(Section::Alerts)),
        ("settings, quiet", settings(Section::Quiet)),
        ("settings, watching", settings(Section::Watching)),
        ("settings, faults", settings(Section::Faults)),
        ("settings, stretching", settings(Section::Stretching)),
        ("settings, appearance", settings(Section::Appearance)),
        ("settings, data", settings(Section::Data)),
        ("settings, about", settings(Section::About)),
        ("welcome, hello", welcome(0)),
        ("welcome, camera", welcome(1)),
        ("welcome, upright", welcome(2)),
        ("keyboard", shortcuts()),
    ]
}

/// Role and name of every control that can have the focus.
fn focusable(harness: &Stage<'_>) -> BTreeSet<String> {
    harness
        .root()
        .children_recursive()
        .map(|node| node.accesskit_node())
        .filter(|node| node.data().supports_action(Action::Focus) && !node.is_disabled())
        .filter(|node| {
            !matches!(node.role(), Role::Window | Role::Unknown | Role::GenericContainer)
        })
        .map(|node| format!("{:?} {}", node.role(), node.label().unwrap_or_default()))
        .collect()
}

#[test]
fn every_choice_says_what_is_chosen() {
    for (view, harness) in every_view() {
        for node in harness.root().children_recursive() {
            let node = node.accesskit_node();
            if node.role() != Role::RadioButton {
                continue;
            }
            let group = node.parent().unwrap();
            let name = group.label().unwrap_or_default();
            assert_eq!(group.role(), Role::RadioGroup, "{view}: {:?}", node.label());
            assert!(!name.is_empty(), "{view}: {:?}", node.label());
            let label = node.label().unwrap_or_default();
            let is_lower = label.chars().next().is_some_and(char::is_lowercase);
            assert!(!is_lower, "{view}: {label:?} stands alone");
        }
    }
}

#[test]
fn every_control_of_every_view_is_reached_with_the_tab_key() {
    for (name, mut harness) in every_view() {
        let wanted = focusable(&harness);
        assert!(!wanted.is_empty(), "{name} has nothing to operate");
        let mut reached = BTreeSet::new();
        for _ in 0..wanted.len() * 2 + 20 {
            harness.key_press(Key::Tab);
            harness.run();
            let focused = harness.root().children_recursive().find(|node| node.is_focused());
            if let Some(node) = focused {
                let (screen, at) = (harness.ctx.content_rect(), node.rect().center());
                let node = node.accesskit_node();
                assert!(screen.contains(at), "{name}: {:?} is out of sight", node.label());
                reached.insert(format!("{:?} {}", node.role(), node.label().unwrap_or_default()));
            }
        }
        // The open list of keys covers the button behind it.
        let is_behind = |control: &str| name == "keyboard" && control == "Button Keyboard";
        let missed: Vec<&String> =
            wanted.difference(&reached).filter(|control| !is_behind(control)).collect();
        assert!(missed.is_empty(), "{name}: not reached: {missed:?}\nreached: {reached:?}");
    }
}

/// Order in which Tab reaches `labels`.
fn tab_order(harness: &mut Stage<'_>, labels: &[&str]) -> Vec<String> {
    let mut order: Vec<String> = Vec::new();
    for _ in 0..20 {
        harness.key_press(Key::Tab);
        harness.run();
        let focused = harness.root().children_recursive().find(|node| node.is_focused());
        let label = focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default();
        if labels.contains(&label.as_str()) && !order.contains(&label) {
            order.push(label);
        }
    }
    order
}

#[test]
fn tab_follows_the_buttons_from_left_to_right() {
    let mut person = Now::of(GOOD, blank());
    person.is_demo = true;
    let mut harness = now(person);
    let labels = ["Use the camera", "Snooze alerts", "Pause"];
    let x_of = |label: &str| harness.get_by_label(label).rect().left();
    assert!(x_of(labels[0]) < x_of(labels[1]) && x_of(labels[1]) < x_of(labels[2]));
    assert_eq!(tab_order(&mut harness, &labels), labels);
}

#[test]
fn every_control_and_every_picture_of_every_view_has_a_name() {
    for (name, harness) in every_view() {
        let nodes: Vec<_> = harness.root().children_recursive().collect();
        let nameless: Vec<String> = nodes
            .iter()
            .map(|node| node.accesskit_node())
            .filter(|node| {
                let is_operated = node.data().supports_action(Action::Click)
                    && !matches!(
                        node.role(),
                        Role::Window
                            | Role::Unknown
                            | Role::GenericContainer
                            | Role::Label
                            | Role::ScrollBar
                    );
                is_operated || matches!(node.role(), Role::Image | Role::Meter | Role::Slider)
            })
            .filter(|node| node.label().is_none_or(|label| label.trim().is_empty()))
            .map(|node| format!("{:?} at {:?}", node.role(), node.raw_bounds()))
            .collect();
        assert!(nameless.is_empty(), "{name}: without a name: {nameless:?}");
    }
}

#[test]
fn the_live_picture_has_a_text_with_the_angles_and_their_limits() {
    let harness = now(Now::of(RAISED, blank()));
    let words = harness.get_by_label_contains("Live picture").accesskit_node().label().unwrap();
    for part in ["Head ", "left shoulder +", "right shoulder ", "back to +", "limit +"] {
        assert!(words.contains(part), "{part:?} is not in {words:?}");
    }
}

#[test]
fn every_chart_has_a_text_with_its_values() {
    let span = StripSpan { from_h: 9.0, to_h: 10.5, kind: SpanKind::Good };
    let strip = DayStrip {
        is_felt_asked: false,
        strength: Vec::new(),
        spans: vec![span],
        marks: vec![],
        hours: [1.5, 0.0, 0.0],
        faults_ms: BTreeMap::new(),
    };
    let points = vec![[9.0, 1.0, 2.0, 3.0], [9.1, 1.0, 7.0, 9.0]];
    let trace = Trace { name: "Forward head", points, limit: Some(6.0) };
    let date = "2026-11-23".parse().unwrap();
    let days = [DayBar { date, good_share: Some(0.8), watched_h: 2.0 }];
    let mut heat = Heat::default();
    heat.cells[0][9] = HeatCell { good_share: Some(0.75), judged_h: 2.0 };
    let name = "Your head is forward";
    let fault = FaultBar { name, share: 0.1, minutes: 20.0, alerts: 2, corrected: 1 };
    let harness = stage(|ui| {
        drop(strip_ui(ui, &strip));
        trace_ui(ui, &trace, (7.0, 19.0), None);
        days_ui(ui, &days, None, &mut None);
        heat_ui(ui, &heat);
        faults_ui(ui, std::slice::from_ref(&fault));
    });
    for words in [
        "Good for 1 h 30 min",
        "between 2° and 7°, beyond the limit of 6° for 50 %",
        "23 Nov 80 %",
        "Share of good posture by weekday and hour: Mon 75 %",
        "20 min (10.0 % of measured time)",
    ] {
        assert!(harness.query_all_by_label_contains(words).count() > 0, "{words}");
    }
}

#[test]
fn the_list_of_keys_opens_by_key_and_by_button_and_closes_again() {
    let mut harness = shortcuts();
    for (keys, does) in keyboard::shortcuts() {
        harness.get_by_label(keys);
        harness.get_by_label(does);
    }
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Ctrl+U").is_none());
    harness.event(egui::Event::Text("?".into()));
    harness.run();
    harness.get_by_label("Ctrl+U");
    harness.get_by_label("Close").click();
    harness.run();
    assert!(harness.query_by_label("Ctrl+U").is_none());
    harness.get_by_label("Keyboard").click();
    harness.run();
    harness.get_by_label("Ctrl+U");
}

#[test]
fn a_view_at_rest_requests_no_further_frame() {
    for (name, mut harness) in every_view() {
        harness.run();
        let root = &harness.output().viewport_output[&egui::ViewportId::ROOT];
        assert!(
            root.repaint_delay >= Duration::from_secs(3600),
            "{name}: {:?}",
            root.repaint_delay
        );
    }
}
