//! Every text can be translated: the views are shown in an artificial language that is made from the English
//! texts. Text that is still English was left in the code.
#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod support;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use eframe::egui;
use egui::accesskit::Role;
use egui::{Key, Shape, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fluent_syntax::ast::{Entry, Expression, Pattern, PatternElement};
use i18n_embed::I18nAssets;
use plumbline::settings::{Settings, change_field};
use plumbline::text;
use plumbline::text::languages;
use plumbline::text::routine::for_today;
use plumbline::ui::desk::DeskView;
use plumbline::ui::guide::view::{GuideModel, GuideView};
use plumbline::ui::history::HistoryView;
use plumbline::ui::notice::{Notice, notice_ui};
use plumbline::ui::now::now_ui;
use plumbline::ui::settings::{Section, SettingsNotes, SettingsView};
use plumbline::ui::shortcuts::ShortcutsView;
use plumbline::ui::stretch::{Shelf, StretchView};
use plumbline::ui::theme;
use plumbline::ui::welcome::{CameraList, WelcomeView};
use plumbline::watch::{SeenCamera, SourceState};
use plumbline_core::body::MonotonicMs;
use plumbline_core::catalogue::Catalogue;
use plumbline_core::coaching::guide::Plan;
use plumbline_core::coaching::recommend::RecommendContext;
use plumbline_core::engine::CalibrationState;
use plumbline_core::engine::cadence::OffReason;
use plumbline_core::posture::baseline::CalibrationProblem;
use plumbline_core::posture::fault::LimitChoice;
use plumbline_core::posture::field_of_view::MeasuredDistance;
use plumbline_core::posture::stale::StaleReason;
use plumbline_vision::frames::camera::CameraInfo;

use support::days::{DATE, made_up_days, today};
use support::person::{FORWARD, GOOD, Now, RAISED, blank, from_the_side};

const ENGLISH: &str = include_str!("../assets/text/en/plumbline.ftl");

/// `text` in the artificial language: in capitals, longer, and with marks around it.
fn other(text: &str) -> String {
    let longer = "~".repeat(text.chars().count() / 6);
    format!("«{}{longer}»", text.to_uppercase())
}

/// Translates a Fluent pattern into the artificial language. Its arguments stay unchanged.
fn translate(pattern: &mut Pattern<String>) {
    if let [PatternElement::Placeable { expression: Expression::Select { variants, .. } }] =
        pattern.elements.as_mut_slice()
    {
        variants.iter_mut().for_each(|variant| translate(&mut variant.value));
        return;
    }
    let mut length = 0;
    for element in &mut pattern.elements {
        if let PatternElement::TextElement { value } = element {
            length += value.chars().count();
            *value = value.to_uppercase();
        }
    }
    let text = |value: String| PatternElement::TextElement { value };
    pattern.elements.insert(0, text("«".into()));
    pattern.elements.push(text(format!("{}»", "~".repeat(length / 6))));
}

struct OtherLanguage(String);

impl I18nAssets for OtherLanguage {
    fn get_files(&self, path: &str) -> Vec<Cow<'_, [u8]>> {
        let file = if path.starts_with("en/") { ENGLISH } else { &self.0 };
        vec![Cow::Borrowed(file.as_bytes())]
    }

    fn filenames_iter(&self) -> Box<dyn Iterator<Item = String> + '_> {
        Box::new(["en/plumbline.ftl", "eo/plumbline.ftl"].into_iter().map(str::to_owned))
    }
}

fn english() -> fluent_syntax::ast::Resource<String> {
    fluent_syntax::parser::parse(ENGLISH.to_owned()).unwrap_or_else(|(_, e)| panic!("{e:?}"))
}

/// The language is chosen for the whole process: one test at a time.
static LANGUAGE: Mutex<()> = Mutex::new(());

/// Switches all texts to the artificial language while the result is alive.
fn use_other_language() -> MutexGuard<'static, ()> {
    let guard = LANGUAGE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut file = english();
    for entry in &mut file.body {
        // A sign between digits is no text.
        if let Entry::Message(message) = entry
            && message.id.name != "number-decimal"
            && let Some(pattern) = &mut message.value
        {
            translate(pattern);
        }
    }
    let file = OtherLanguage(fluent_syntax::serializer::serialize(&file));
    text::choose_from(&file, &["eo".parse().unwrap()]).unwrap();
    guard
}

/// The translation of an English text without arguments into the chosen language.
fn label(english: &str) -> String {
    static IDS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let ids =
        IDS.get_or_init(|| messages(ENGLISH).into_iter().map(|(id, text)| (text, id)).collect());
    text::loader().get(&ids[english])
}

/// The texts of a Fluent file by their ids, as they are written.
fn messages(file: &str) -> BTreeMap<String, String> {
    let file =
        fluent_syntax::parser::parse(file.to_owned()).unwrap_or_else(|(_, e)| panic!("{e:?}"));
    let text = |entry: Entry<String>| match entry {
        Entry::Message(message) => {
            let pattern = message.value?;
            let written = pattern.elements.into_iter().map(|element| match element {
                PatternElement::TextElement { value } => value,
                PatternElement::Placeable { expression } => format!("{expression:?}"),
            });
            Some((message.id.name, written.collect()))
        }
        _ => None,
    };
    file.body.into_iter().filter_map(text).collect()
}

/// The arguments of every message of a Fluent file.
fn arguments(file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let of = |written: &str| -> BTreeSet<String> {
        let names = written.split("VariableReference { id: Identifier { name: \"").skip(1);
        names.map(|rest| rest.chars().take_while(|letter| is_part(*letter)).collect()).collect()
    };
    messages(file).iter().map(|(id, written)| (id.clone(), of(written))).collect()
}

/// Texts that are not translated: those of the catalogue, of the person and of this test.
fn untranslated() -> &'static BTreeSet<String> {
    static TEXTS: OnceLock<BTreeSet<String>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let catalogue = Catalogue::embedded().unwrap();
        let mut data: BTreeSet<String> =
            ["Plumbline", "Integrated Camera", "No camera was found.", "Some detail", NAME]
                .map(str::to_owned)
                .into();
        data.extend(languages::ALL.map(|(_, name)| name.to_owned()));
        for item in catalogue.items() {
            data.extend([&item.name, &item.why, &item.felt].map(Clone::clone));
            data.extend(item.cautions.iter().cloned());
            data.extend(item.pose.iter().map(|rule| rule.sees.clone()));
            for side in plumbline_core::body::Side::BOTH {
                data.extend(item.steps_for(Some(side)));
            }
        }
        data.extend(catalogue.muscles().iter().map(|muscle| muscle.name.clone()));
        let signs = catalogue.muscles().iter().flat_map(|muscle| &muscle.signs);
        data.extend(signs.map(|sign| sign.because.clone()));
        data.extend(FORWARD.snapshot().advice.map(|advice| advice.why));
        data.extend(catalogue.tips().iter().map(|tip| tip.text.clone()));
        data.extend(catalogue.safety().iter().map(|note| note.text.clone()));
        for routine in catalogue.routines() {
            data.extend([routine.name.clone(), routine.about.clone()]);
        }
        data.remove("");
        data
    })
}

const NAME: &str = "Test camera";

/// Values of text fields, the notation of a source and a file, and egui's own name for the edge of a panel.
const FIELDS: [&str; 3] = ["camera", "plumbline-history-….json", "Resize panel"];

/// Whether every letter of `shown` belongs to the artificial language.
fn is_other(shown: &str) -> bool {
    if FIELDS.contains(&shown) {
        return true;
    }
    let mut left = shown.to_owned();
    let mut known: Vec<&String> = untranslated().iter().collect();
    known.sort_by_key(|text| std::cmp::Reverse(text.len()));
    for text in known {
        left = left.replace(text.as_str(), "");
    }
    let mut depth = 0;
    left.chars().all(|letter| {
        match letter {
            '«' => depth += 1,
            '»' => depth -= 1,
            _ => {}
        }
        !letter.is_alphabetic() || (depth > 0 && !letter.is_lowercase())
    })
}

type Stage<'a> = Harness<'a, ()>;

const WIDE: egui::Vec2 = vec2(1120.0, 2400.0);
const NARROW: egui::Vec2 = vec2(420.0, 2400.0);

fn stage<'a>(size: egui::Vec2, mut ui_of: impl FnMut(&mut egui::Ui) + 'a) -> Stage<'a> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_max_steps(64)
        .with_context_setup(theme::install)
        .build_ui_state(move |ui, ()| ui_of(ui), ());
    harness.run();
    harness
}

fn texts_of(shape: &Shape, texts: &mut BTreeSet<String>) {
    match shape {
        Shape::Text(text) => drop(texts.insert(text.galley.text().to_owned())),
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts_of(shape, texts)),
        _ => {}
    }
}

/// All texts that are painted or that a screen reader receives.
fn shown(harness: &Stage<'_>) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    for clipped in &harness.output().shapes {
        texts_of(&clipped.shape, &mut texts);
    }
    let nodes = harness.root().children_recursive().map(|node| node.accesskit_node());
    // Text runs are the lines of texts that are present as a whole.
    for node in nodes.filter(|node| node.role() != Role::TextRun) {
        texts.extend([node.label(), node.value()].into_iter().flatten());
        texts.extend(node.data().placeholder().map(str::to_owned));
    }
    texts
}

fn check(view: &str, harness: &Stage<'_>) -> Vec<String> {
    let shown = shown(harness);
    let translated = shown.iter().filter(|text| text.contains('«')).count();
    assert!(translated >= 1, "{view} shows nothing: {shown:?}");
    shown.iter().filter(|text| !is_other(text)).map(|text| format!("{view}: {text}")).collect()
}

fn cameras() -> CameraList {
    CameraList::of(Ok(vec![CameraInfo { index: 0, name: "Integrated Camera".into() }]))
}

fn now<'a>(size: egui::Vec2, now: Now) -> Stage<'a> {
    stage(size, move |ui| {
        let mut model = now.model(None);
        if let SourceState::Live { name } = &mut model.source {
            *name = NAME.into();
        }
        now_ui(ui, &model, &mut Vec::new());
    })
}

fn every_state_of_now() -> Vec<(String, Now)> {
    let lost = SourceState::Lost { message: "No camera was found.".into(), retry_in_s: 8 };
    let mut with_today = Now::of(GOOD, blank());
    with_today.today = Some(today());
    let (pose, snapshot) = from_the_side(14.0);
    let mut states = vec![
        ("now, good".to_owned(), with_today),
        ("now, forward".to_owned(), Now::of(FORWARD, blank())),
        ("now, raised".to_owned(), Now::of(RAISED, blank())),
        ("now, side".to_owned(), Now::live(blank(), pose, snapshot)),
    ];
    let sources = [
        lost,
        SourceState::Opening,
        SourceState::Resting,
        SourceState::Ended,
        SourceState::Off(OffReason::Paused),
        SourceState::Off(OffReason::Locked),
        SourceState::Live { name: NAME.into() },
    ];
    states.extend(sources.into_iter().map(|source| (format!("{source:?}"), Now::without(source))));
    let problem = CalibrationProblem::Moved;
    for calibration in [
        CalibrationState::Waiting,
        CalibrationState::Countdown { left_ms: 2_000, is_slouch: false },
        CalibrationState::Countdown { left_ms: 2_000, is_slouch: true },
        CalibrationState::Capturing { share: 0.5, hint: Some(problem) },
        CalibrationState::Failed { problem, has_baseline: false },
        CalibrationState::Failed { problem, has_baseline: true },
        CalibrationState::Remembered { day: None, is_waiting: true },
        CalibrationState::Remembered { day: None, is_waiting: false },
        CalibrationState::TakenOver { day: Some(20_000) },
        CalibrationState::Stale(StaleReason::CameraMoved),
        CalibrationState::Stale(StaleReason::LooksDifferent),
        CalibrationState::Stale(StaleReason::SitsStraighter),
    ] {
        let mut snapshot = support::person::uncalibrated();
        snapshot.calibration = calibration;
        snapshot.monitor.praise_minutes = Some(20);
        snapshot.monitor.sitting_ms = 600_000;
        let name = format!("{:?}", snapshot.calibration);
        states.push((name, Now::live(blank(), support::person::upright(), snapshot)));
    }
    states
}

fn stretches<'a>(size: egui::Vec2, item: Option<&str>) -> Stage<'a> {
    let (mut view, catalogue) = (StretchView::default(), text::catalogue::catalogue().unwrap());
    if let Some(id) = item {
        view.open(id.into());
    }
    let faults = BTreeMap::from([(plumbline_core::body::Fault::Slouch, 900_000)]);
    let for_today = for_today(&catalogue, &faults, &RecommendContext::default(), 240);
    let mut settings = Settings::default();
    settings.guide.troubles.insert(plumbline_core::catalogue::BodyPart::Neck);
    stage(size, move |ui| {
        let mut shelf = Shelf {
            catalogue: &catalogue,
            for_today: std::slice::from_ref(&for_today),
            settings: &settings,
            actions: &mut Vec::new(),
        };
        view.ui(ui, &mut shelf);
    })
}

/// A section of the settings; `None` is the list in a narrow window.
fn settings<'a>(size: egui::Vec2, section: Option<Section>) -> Stage<'a> {
    let (mut view, mut settings) = (SettingsView::with_cameras(cameras()), Settings::default());
    change_field(&mut settings.camera.fields_of_view, "Integrated Camera", |own| {
        own.hfov_deg = Some(62.0);
        own.measured = Some(MeasuredDistance {
            tape_cm: 60.0,
            seen_cm: 66.0,
            picture: [640, 480],
            sd_cm: 2.0,
            zoom: 1.0,
        });
    });
    if let Some(section) = section {
        view.open(section);
    }
    let notes = SettingsNotes {
        about: "Plumbline".into(),
        starts_at_login: Some(false),
        starts_other_at_login: Some("/OPT".into()),
        put_away: vec![("cat-cow".into(), "Integrated Camera".into())],
        live: Now::of(GOOD, blank()).live,
        camera: Some(SeenCamera {
            name: "Integrated Camera".into(),
            optics: plumbline_vision::frames::optics::Optics::default(),
            recognised_turn: None,
        }),
        ..SettingsNotes::default()
    };
    let mut harness = stage(size, move |ui| view.ui(ui, &settings, &notes, &mut Vec::new()));
    if section == Some(Section::Faults) {
        harness.get_by_label(&label("Limits for each fault")).click_accesskit();
        harness.run();
    }
    harness
}

/// The desk check of a person in view, or of nobody.
fn desk<'a>(size: egui::Vec2, is_seen: bool) -> Stage<'a> {
    let mut view = DeskView::default();
    view.open();
    let now = Now::of(GOOD, blank());
    stage(size, move |ui| view.ui(ui, now.live.as_deref().filter(|_| is_seen), &mut Vec::new()))
}

fn welcome<'a>(size: egui::Vec2, steps: usize) -> Stage<'a> {
    let now = Now::live(blank(), support::person::upright(), support::person::uncalibrated());
    let mut view = WelcomeView::with_cameras(cameras());
    let mut harness = stage(size, move |ui| {
        let mut model = now.model(None);
        model.source = SourceState::Live { name: NAME.into() };
        view.ui(ui, &model, &mut Vec::new());
    });
    for step in ["Choose my camera", "That is me"].into_iter().take(steps) {
        harness.get_by_label(&label(step)).click_accesskit();
        harness.run();
    }
    harness
}

fn shortcuts<'a>(size: egui::Vec2) -> Stage<'a> {
    let mut view = ShortcutsView::default();
    let mut harness = stage(size, move |ui| {
        view.button_ui(ui, true);
        view.ui(ui.ctx());
    });
    harness.key_press(Key::F1);
    harness.run();
    harness
}

/// The guide after `after_ms` milliseconds without a person in view.
fn guide_view<'a>(size: egui::Vec2, are_notes_read: bool, after_ms: i64) -> Stage<'a> {
    let catalogue = text::catalogue::catalogue().unwrap();
    let mut settings = Settings::default();
    settings.guide.notes_read = are_notes_read;
    settings.guide.camera = after_ms % 2 == 0;
    let item = catalogue.item("ear-to-shoulder").unwrap().clone();
    let mut view = GuideView::new(Plan::of_item(item, None), &settings, MonotonicMs(0));
    let mut now = 0;
    let mut harness =
        Harness::builder().with_size(size).with_context_setup(theme::install).build_ui_state(
            move |ui, _: &mut ()| {
                let model = GuideModel {
                    now: MonotonicMs(now),
                    live: None,
                    texture: None,
                    catalogue: &catalogue,
                };
                now += 100;
                view.ui(ui, &model, &settings, &mut Vec::new());
            },
            (),
        );
    for _ in 0..=after_ms / 100 {
        harness.step();
    }
    harness
}

fn history<'a>(size: egui::Vec2, path: PathBuf, range: &str) -> Stage<'a> {
    let (mut view, catalogue) =
        (HistoryView::on(path, DATE), text::catalogue::catalogue().unwrap());
    let mut harness = stage(size, move |ui| {
        view.ui(ui, &LimitChoice::default(), None, &catalogue, &mut Vec::new());
    });
    harness.get_by_label(&label(range)).click();
    harness.run();
    // The page is read on another thread.
    for _ in 0..500 {
        if harness.query_by_label(&label("Reading…")).is_none() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        harness.run();
    }
    if range == "Day" {
        // Select a minute, so that its text is shown.
        for key in [Key::Tab; 40] {
            harness.key_press(key);
            harness.run();
            harness.key_press(Key::ArrowRight);
            harness.run();
        }
    }
    harness
}

fn notice<'a>(size: egui::Vec2) -> Stage<'a> {
    let words = other("Exported to");
    let mut notice = Some(Notice::problem(words).with_details("Some detail".into()));
    let mut harness = stage(size, move |ui| drop(notice_ui(ui, &mut notice)));
    harness.get_by_label(&label("Show details")).click();
    harness.run();
    harness
}

/// Every view except the history, which has its own test.
fn every_view<'a>(size: egui::Vec2) -> Vec<(String, Stage<'a>)> {
    let mut views = every_view_of_now(size);
    views.extend(every_other_view(size));
    views
}

fn every_view_of_now<'a>(size: egui::Vec2) -> Vec<(String, Stage<'a>)> {
    every_state_of_now().into_iter().map(|(name, state)| (name, now(size, state))).collect()
}

fn every_other_view<'a>(size: egui::Vec2) -> Vec<(String, Stage<'a>)> {
    let mut views: Vec<(String, Stage<'a>)> = Vec::new();
    let mut editor = stretches(size, None);
    if size == NARROW {
        editor.get_by_label(&label("Routines")).click();
        editor.run();
    }
    editor.get_by_label(&label("Create my own routine")).click_accesskit();
    editor.run();
    views.extend([
        ("stretches".into(), stretches(size, None)),
        ("a stretch".into(), stretches(size, Some("ear-to-shoulder"))),
        ("a release".into(), stretches(size, Some("thread-the-needle"))),
        ("a routine".into(), editor),
        ("settings".into(), settings(size, None)),
        ("welcome, hello".into(), welcome(size, 0)),
        ("welcome, camera".into(), welcome(size, 1)),
        ("welcome, upright".into(), welcome(size, 2)),
        ("keyboard".into(), shortcuts(size)),
        ("notice".into(), notice(size)),
    ]);
    for section in Section::ALL {
        views.push((format!("settings, {section:?}"), settings(size, Some(section))));
    }
    for is_seen in [true, false] {
        views.push((format!("desk, {is_seen}"), desk(size, is_seen)));
    }
    for (are_notes_read, after_ms) in
        [(false, 0), (true, 0), (true, 45_000), (true, 60_000), (true, 80_001), (true, 240_000)]
    {
        let name = format!("guide, notes read {are_notes_read}, {after_ms} ms");
        views.push((name, guide_view(size, are_notes_read, after_ms)));
    }
    views
}

#[test]
fn every_text_of_every_view_is_translated() {
    let _language = use_other_language();
    let mut left: Vec<String> = Vec::new();
    for (name, view) in every_view(WIDE) {
        left.extend(check(&name, &view));
    }
    assert!(left.is_empty(), "left in the code:\n{}", left.join("\n"));
}

#[test]
fn every_text_of_the_history_is_translated() {
    let _language = use_other_language();
    let mut left: Vec<String> = Vec::new();
    for range in ["Day", "Week", "Month", "Year", "Hours", "Faults"] {
        left.extend(check(range, &history(WIDE, made_up_days(), range)));
    }
    let empty = tempfile::tempdir().unwrap();
    left.extend(check("none yet", &history(WIDE, empty.path().join("none.sqlite"), "Week")));
    assert!(left.is_empty(), "left in the code:\n{}", left.join("\n"));
}

/// Controls and texts of the narrow window that do not lie wholly in it.
fn cut_off() -> Vec<String> {
    // On two threads, because it is the longest part of these tests.
    std::thread::scope(|scope| {
        let now = scope.spawn(|| cut_off_in(every_view_of_now(NARROW)));
        let mut cut = cut_off_in(every_other_view(NARROW));
        cut.extend(now.join().unwrap());
        cut
    })
}

fn cut_off_in(views: Vec<(String, Stage<'_>)>) -> Vec<String> {
    let mut cut = Vec::new();
    for (name, view) in views {
        for node in view.root().children_recursive() {
            let is_text = matches!(
                node.accesskit_node().role(),
                Role::Button | Role::CheckBox | Role::RadioButton | Role::Label | Role::Switch
            );
            if !is_text || node.accesskit_node().bounding_box().is_none() {
                continue;
            }
            let node_texts = (node.accesskit_node().label(), node.accesskit_node().value());
            let label = node_texts.0.or(node_texts.1).unwrap_or_default();
            let rect = node.rect();
            if rect.right() > NARROW.x + 0.5 || rect.left() < 0.0 {
                cut.push(format!("{name}: {label} {rect:?}"));
            }
        }
    }
    cut
}

#[test]
fn longer_texts_are_not_cut_off_in_a_narrow_window() {
    let _language = use_other_language();
    let cut = cut_off();
    assert!(cut.is_empty(), "cut off:\n{}", cut.join("\n"));
}

#[test]
fn no_language_is_cut_off_in_a_narrow_window() {
    let _language = LANGUAGE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut cut = Vec::new();
    for (tag, _) in languages::ALL {
        text::choose(tag, &[]);
        cut.extend(cut_off().into_iter().map(|what| format!("{tag}, {what}")));
    }
    assert!(cut.is_empty(), "cut off:\n{}", cut.join("\n"));
}

#[test]
fn every_language_has_every_text_with_the_same_arguments() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/text");
    let wanted = arguments(ENGLISH);
    assert!(wanted.len() > 700 && wanted["tab-key"].contains("number"));
    for (tag, _) in languages::ALL {
        let file = std::fs::read_to_string(folder.join(tag).join("plumbline.ftl")).unwrap();
        let have = arguments(&file);
        for (id, names) in &wanted {
            assert_eq!(have.get(id), Some(names), "{tag}: {id}");
        }
        let unknown: Vec<&String> = have.keys().filter(|id| !wanted.contains_key(*id)).collect();
        assert!(unknown.is_empty(), "{tag}: {unknown:?}");
    }
}

#[test]
fn another_language_is_in_use_at_once() {
    let _language = LANGUAGE.lock().unwrap_or_else(PoisonError::into_inner);
    let shown_in = |tag: &str| {
        text::choose(tag, &[]);
        shown(&settings(WIDE, Some(Section::Appearance)))
    };
    assert!(shown_in("en").contains("Reduce motion"));
    let german = shown_in("de");
    assert!(german.contains(label("Reduce motion").as_str()) && !german.contains("Reduce motion"));
    // Each language is listed by its own name.
    for (_, name) in languages::ALL {
        assert!(german.contains(name), "{name}");
    }
    assert!(shown_in("en").contains("Reduce motion"));
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => rust_files(&path),
            false => vec![path],
        })
        .collect()
}

/// The compiler checks that every used id exists. This test checks that every existing id is used.
#[test]
fn every_text_is_used() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let code: String =
        rust_files(&src).iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let unused: Vec<String> = english()
        .body
        .into_iter()
        .filter_map(|entry| match entry {
            Entry::Message(message) => Some(message.id.name),
            _ => None,
        })
        .filter(|id| !code.contains(&format!("\"{id}\"")))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// The string literals of `code` that look like text for a person and are not the id of a text.
fn words_in(code: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for line in code.lines().filter(|line| {
        let line = line.trim_start();
        let is_attribute = line.starts_with("#[") || line.starts_with("#![");
        !line.starts_with("//") && !is_attribute && !line.contains("tracing::")
    }) {
        let line = line.split(" // ").next().unwrap_or_default();
        let pieces: Vec<&str> = line.split('"').collect();
        // Literals are between the first and the second quotation mark, the third and the fourth, and so on.
        for pair in pieces.windows(2).step_by(2) {
            let &[before, literal] = pair else { continue };
            let is_id = before.ends_with("t!(") && !before.ends_with("format!(");
            let has_words = literal.split(['{', '}']).step_by(2).any(|part| {
                let starts_a_sentence = part.starts_with(char::is_uppercase)
                    && part.chars().nth(1).is_some_and(char::is_lowercase);
                let is_prose = part.contains(' ') && part.chars().any(char::is_alphabetic);
                starts_a_sentence || is_prose
            });
            if !is_id && has_words {
                words.push(literal);
            }
        }
    }
    words
}

/// Covers texts that the views above do not show: hints, dialogs, notices and the tray.
#[test]
fn no_texts_are_left_in_the_code_of_the_window_the_notices_and_the_tray() {
    // Names that are not shown: series of a chart without a legend, ids of egui, the registry of Windows.
    let names = [
        "Plumbline",
        "Plumbline {} · {}",
        "Plumbline: {}",
        "most of the time",
        r"Software\Classes\AppUserModelId\org.plumbline.Plumbline",
        "DisplayName",
        "IconUri",
    ];
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folders = ["ui", "text", "desktop/tray", "desktop/notify"];
    let files = folders.iter().flat_map(|folder| rust_files(&src.join(folder)));
    let mut left = Vec::new();
    for path in files {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if name == "tests" {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let words = words_in(code).into_iter();
        left.extend(
            words
                .filter(|words| !names.contains(words))
                .filter(|words| languages::ALL.iter().all(|(_, name)| name != words))
                // The errors of the tray are in `desktop/tray/mod.rs`, elements of XML in `toast.rs`.
                .filter(|_| !path.ends_with("tray/mod.rs") && !path.ends_with("notify/toast.rs"))
                .map(|words| format!("{}: {words}", path.display())),
        );
    }
    assert!(left.is_empty(), "left in the code:\n{}", left.join("\n"));
}

#[test]
fn a_text_that_is_left_in_the_code_is_detected() {
    let _language = use_other_language();
    assert_eq!(
        words_in("ui.label(\"Not this way\"); t!(\"now-today\"); f(\"ok\", \"Stop\")").len(),
        2
    );
    assert_eq!(words_in("format!(\"For {minutes} minutes\"); // \"Not this\"").len(), 1);
    assert!(is_other("«SET MY UPRIGHT~~»") && is_other("! «A «B»» · +3°") && is_other("Plumbline"));
    assert!(!is_other("Set my upright") && !is_other("«THE left SIDE»") && !is_other("OK"));
}
