//! The history with the real binary and in the History tab, with the days of an invented person.

use std::path::{Path, PathBuf};

use crate::support::days::{DATE, made_up_days};
use crate::support::{code_and_message, command, json_lines, plumbline};
use eframe::egui;
use egui::{Event, Key, Modifiers, PointerButton, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::civil::Date;
use plumbline::ui::history::HistoryView;
use plumbline::ui::history::cards::{Card, Picked};
use plumbline::ui::history::picture::ChartPicture;
use plumbline::ui::history::reader::{Ask, Range, page};
use plumbline::ui::{Action, theme};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::posture::fault::LimitChoice;
use plumbline_history::model::calendar;
use plumbline_history::synthetic::Synthetic;
use plumbline_history::{History, Import};

/// Writes a history of the last `days` days in `dir`. Returns the file and the total time of good posture.
fn synthetic_history(dir: &Path, days: i64) -> (PathBuf, i64) {
    synthetic_history_at(dir, days, 2_000)
}

/// Like [`synthetic_history`], with one sample every `interval_ms`.
fn synthetic_history_at(dir: &Path, days: i64, interval_ms: i64) -> (PathBuf, i64) {
    synthetic_history_until(jiff::Zoned::now().date(), dir, days, interval_ms)
}

/// Like [`synthetic_history_at`], with `today` as the last day.
fn synthetic_history_until(today: Date, dir: &Path, days: i64, interval_ms: i64) -> (PathBuf, i64) {
    let file = dir.join("history.sqlite");
    let person = Synthetic::new(7, interval_ms);
    let (mut minutes, mut events, mut good_ms) = (Vec::new(), Vec::new(), 0);
    for back in (0..days).rev() {
        let day = person.day(calendar::days_after(today, -back));
        good_ms += day.minutes().iter().map(|m| m.good_ms).sum::<i64>();
        minutes.extend(day.minutes());
        events.extend(day.events);
    }
    History::open(&file).history.import(Import::of(minutes, events)).unwrap();
    (file, good_ms)
}

/// Runs the program in its own home folder: an import must be the only instance of its home, and tests run in
/// parallel.
fn plumbline_in(home: &Path, args: &[&str]) -> std::process::Output {
    command(args).env("HOME", home).output().unwrap()
}

#[test]
fn the_last_days_are_printed_one_per_line() {
    let dir = tempfile::tempdir().unwrap();
    let (file, good_ms) = synthetic_history(dir.path(), 21);
    let file = file.to_str().unwrap();
    let output = plumbline(&["history", "--days", "30", "--json", "--file", file]);
    assert!(output.status.success(), "{output:?}");
    let days = json_lines(&output);
    assert!(days.len() >= 12, "{days:?}");
    let sum_ms: i64 = days.iter().map(|day| day["good_ms"].as_i64().unwrap()).sum();
    assert_eq!(sum_ms, good_ms);
    for day in &days {
        day["date"].as_str().unwrap().parse::<Date>().unwrap();
        let [watched, good, fault, unsure] =
            ["watched_ms", "good_ms", "fault_ms", "uncertain_ms"].map(|k| day[k].as_i64().unwrap());
        assert_eq!(watched, good + fault + unsure, "{day}");
    }
    let output = plumbline(&["history", "--file", file]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("% good of") && text.contains("alerts"), "{text}");
}

#[test]
fn an_export_is_readable_and_can_be_imported() {
    let dir = tempfile::tempdir().unwrap();
    let (file, _) = synthetic_history(dir.path(), 10);
    let file = file.to_str().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (json, csv, events) = (path("all.json"), path("minutes.csv"), path("events.csv"));
    for args in [["--export", &json], ["--export", &csv], ["--export-events", &events]] {
        let output = plumbline(&[&["history", "--file", file][..], &args].concat());
        assert!(output.status.success(), "{output:?}");
    }
    let rows = std::fs::read_to_string(&csv).unwrap();
    assert!(rows.starts_with("start_utc,start_local,offset_s,watched_ms,good_ms"), "{rows:.80}");
    assert!(rows.lines().count() > 500);
    assert!(std::fs::read_to_string(&events).unwrap().contains("alert"));

    let other = path("other.sqlite");
    let import = || plumbline_in(dir.path(), &["history", "--file", &other, "--import", &json]);
    let first = String::from_utf8(import().stdout).unwrap();
    assert!(!first.starts_with("Added 0 minutes"), "{first}");
    let again = String::from_utf8(import().stdout).unwrap();
    assert!(again.starts_with("Added 0 minutes and 0 events"), "{again}");
    let days = |file: &str| plumbline(&["history", "--json", "--file", file]).stdout;
    assert_eq!(days(file), days(&other));
}

#[test]
fn the_weekly_page_contains_everything_it_needs() {
    let dir = tempfile::tempdir().unwrap();
    let (file, _) = synthetic_history(dir.path(), 21);
    let out = dir.path().join("week.html");
    let week = calendar::days_after(jiff::Zoned::now().date(), -7).to_string();
    let args = ["report", "--week", &week, "--file", file.to_str().unwrap(), "--out"];
    let output = plumbline(&[&args[..], &[out.to_str().unwrap()]].concat());
    assert!(output.status.success(), "{output:?}");
    let page = std::fs::read_to_string(out).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<svg"), "{page:.80}");
    for external in ["http://", "https://", "<script", "url("] {
        assert!(!page.replace("http://www.w3.org/2000/svg", "").contains(external), "{external}");
    }
}

#[test]
fn a_file_that_is_no_history_is_refused_with_a_reason() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str, content: &[u8]| {
        let path = dir.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let none = dir.path().join("none.sqlite").to_str().unwrap().to_owned();
    for (file, needle) in [(none, "there is no history yet"), (path("text.sqlite", b"hello"), "")] {
        let (code, message) = code_and_message(&plumbline(&["history", "--file", &file]));
        assert_eq!(code, 1, "{message}");
        assert!(message.contains(needle), "{message}");
    }
    let garbage = path("garbage.json", b"{\"format\": 3}");
    let fresh = dir.path().join("fresh.sqlite").to_str().unwrap().to_owned();
    let output = plumbline_in(dir.path(), &["history", "--file", &fresh, "--import", &garbage]);
    let (code, message) = code_and_message(&output);
    assert_eq!(code, 1, "{message}");
}

#[test]
fn every_command_reports_a_newer_history_and_leaves_it_unchanged() {
    let dir = tempfile::tempdir().unwrap();
    let (file, _) = synthetic_history(dir.path(), 3);
    // A newer version of the database: bytes 60 to 63 of a SQLite file are its user version.
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    std::fs::write(&file, &bytes).unwrap();
    let file_arg = file.to_str().unwrap();
    let export = dir.path().join("export.json");
    std::fs::write(&export, EMPTY_EXPORT).unwrap();
    let import = ["history", "--file", file_arg, "--import", export.to_str().unwrap()];
    for args in [&["history", "--file", file_arg][..], &["report", "--file", file_arg], &import] {
        let (code, message) = code_and_message(&plumbline_in(dir.path(), args));
        assert_eq!(code, 1, "{message}");
        assert!(message.contains("newer Plumbline"), "{message}");
    }
    assert_eq!(std::fs::read(&file).unwrap(), bytes, "not a byte was changed");
}

const EMPTY_EXPORT: &str =
    r#"{"format": "plumbline-history", "version": 1, "minutes": [], "events": []}"#;

#[test]
fn a_damaged_history_is_reported_set_aside_and_repaired() {
    let dir = tempfile::tempdir().unwrap();
    let (file, _) = synthetic_history(dir.path(), 21);
    let mut bytes = std::fs::read(&file).unwrap();
    let page = bytes.len() / 4096 / 2 * 4096;
    bytes[page..page + 3_000].fill(0xA5);
    std::fs::write(&file, &bytes).unwrap();
    let export = dir.path().join("export.json");
    std::fs::write(&export, EMPTY_EXPORT).unwrap();
    let file_arg = file.to_str().unwrap();
    let args = ["history", "--file", file_arg, "--import", export.to_str().unwrap()];
    let output = plumbline_in(dir.path(), &args);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{message}");
    assert!(message.contains("was damaged") && message.contains("were saved"), "{message}");
    assert_eq!(std::fs::read(dir.path().join("history.damaged-1.sqlite")).unwrap(), bytes);
    let days = json_lines(&plumbline(&["history", "--days", "30", "--json", "--file", file_arg]));
    assert!(days.len() >= 10, "{days:?}");
}

/// Uses a small disk in its own mount namespace. Skipped where that is not allowed.
#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_an_import_writes_nothing_and_the_old_data_stay() {
    let dir = tempfile::tempdir().unwrap();
    let (made, _) = synthetic_history(dir.path(), 21);
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (small, large) = (path("small.json"), path("large.json"));
    for (days, out) in [("3", &small), ("30", &large)] {
        let file = made.to_str().unwrap();
        let output = plumbline(&["history", "--days", days, "--export", out, "--file", file]);
        assert!(output.status.success(), "{output:?}");
    }
    std::fs::create_dir(dir.path().join("disk")).unwrap();
    let script = r#"
        mount -t tmpfs -o size=256k tmpfs "$1" || exit 77
        "$2" history --file "$1/h.sqlite" --import "$3" || exit 1
        "$2" history --file "$1/h.sqlite" --json --days 40 > "$5/before"
        "$2" history --file "$1/h.sqlite" --import "$4" 2> "$5/message" && exit 2
        "$2" history --file "$1/h.sqlite" --json --days 40 > "$5/after" || exit 3
        # With free space the same import succeeds.
        mount -o remount,size=16m "$1" || exit 4
        "$2" history --file "$1/h.sqlite" --import "$4" || exit 5
    "#;
    let output = std::process::Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", script, "sh"])
        .args([&path("disk"), env!("CARGO_BIN_EXE_plumbline"), &small, &large, &path("")])
        .env("HOME", dir.path())
        .env_remove("XDG_DATA_HOME")
        .output();
    let Ok(output) = output else { return println!("skipped: there is no unshare") };
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.code() == Some(77) || text.contains("unshare failed") {
        return println!("skipped: no separate disk ({text})");
    }
    assert!(output.status.success(), "{output:?}");
    let read = |name: &str| std::fs::read_to_string(dir.path().join(name)).unwrap();
    assert!(read("message").contains("the disk is full; free some space"), "{}", read("message"));
    assert!(!read("before").is_empty());
    assert_eq!(read("before"), read("after"), "all or nothing");
}

/// The History tab, and the actions that it requested.
struct Tab(HistoryView, Vec<Action>);

fn tab<'a>(file: &Path) -> Harness<'a, Tab> {
    tab_of(HistoryView::new(Some(file.to_owned())))
}

fn tab_of<'a>(view: HistoryView) -> Harness<'a, Tab> {
    let catalogue = Catalogue::embedded().unwrap();
    Harness::builder()
        .with_size(vec2(1120.0, 1800.0))
        .with_context_setup(theme::install)
        .build_ui_state(
            move |ui, tab: &mut Tab| {
                tab.0.ui(ui, &LimitChoice::default(), None, &catalogue, &mut tab.1);
            },
            Tab(view, Vec::new()),
        )
}

/// Runs frames until `text` is shown. Pages are read on another thread.
fn wait_for(harness: &mut Harness<'_, Tab>, text: &str) {
    for _ in 0..3_000 {
        harness.run();
        if harness.query_all_by_label_contains(text).next().is_some() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("{text} does not appear: {:?}", harness.root());
}

/// Clicks the last control whose label contains `label` until `text` appears.
fn click_until(harness: &mut Harness<'_, Tab>, label: &str, text: &str) {
    for _ in 0..100 {
        if let Some(control) = harness.query_all_by_label_contains(label).last() {
            control.click();
        }
        for _ in 0..10 {
            harness.run();
            if harness.query_all_by_label_contains(text).next().is_some() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }
    panic!("{text} does not appear: {:?}", harness.root());
}

/// Clicks at several places from the left to the right of the last control whose label contains `label`, until
/// `text` appears: not every minute of a day has data.
fn click_across(harness: &mut Harness<'_, Tab>, label: &str, text: &str) {
    let rect = harness.query_all_by_label_contains(label).last().unwrap().rect();
    for place in 1..40 {
        let pos = rect.left_center() + vec2(rect.width() * place as f32 / 40.0, 0.0);
        harness.hover_at(pos);
        for pressed in [true, false] {
            let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
            harness.event(Event::PointerButton { pos, button, pressed, modifiers });
        }
        harness.run();
        if harness.query_all_by_label_contains(text).next().is_some() {
            return;
        }
    }
    panic!("{text} does not appear: {:?}", harness.root());
}

/// Presses the Tab key until a control whose label contains `text` has the focus.
fn tab_to(harness: &mut Harness<'_, Tab>, text: &str) {
    for _ in 0..40 {
        harness.key_press(Key::Tab);
        harness.run();
        let focused = harness.root().children_recursive().find(|node| node.is_focused());
        let label = focused.and_then(|node| node.accesskit_node().label());
        if label.is_some_and(|label| label.contains(text)) {
            return;
        }
    }
    panic!("{text} is not reached with the Tab key");
}

#[test]
fn the_keyboard_leads_from_the_month_to_the_day_to_the_minute() {
    let dir = tempfile::tempdir().unwrap();
    let (file, _) = synthetic_history_at(dir.path(), 75, 20_000);
    let mut harness = tab(&file);
    tab_to(&mut harness, "Month");
    harness.key_press(Key::Space);
    wait_for(&mut harness, "Your month:");
    // The previous month, because the current one may have only a few days.
    harness.key_press(Key::PageUp);
    wait_for(&mut harness, "% good (");
    tab_to(&mut harness, "Good posture by day");
    harness.run();
    wait_for(&mut harness, "Enter opens it");
    for key in [Key::Home, Key::End, Key::ArrowLeft] {
        harness.key_press(key);
        harness.run();
    }
    // Go back to a day with data.
    while harness.query_all_by_label_contains("% good, ").next().is_none() {
        harness.key_press(Key::ArrowLeft);
        harness.run();
    }
    harness.key_press(Key::Enter);
    wait_for(&mut harness, "Good for ");
    harness.get_by_label("Back to the month");
    tab_to(&mut harness, "Good for ");
    harness.key_press(Key::ArrowRight);
    wait_for(&mut harness, " – ");
    assert!(harness.query_all_by_label_contains("Median").next().is_some());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowRight);
    harness.run();
    wait_for(&mut harness, "Alert: ");
    harness.key_press(Key::Backspace);
    wait_for(&mut harness, "% good (");
    assert!(harness.query_by_label("Back to the month").is_none());
}

#[test]
fn a_click_on_a_day_opens_it_and_a_click_on_the_day_shows_the_minute() {
    // In the first case the middle of the month before is a Sunday without data; in the first two the present month
    // has one day.
    for (year, month, day) in [(2026, 12, 1), (2026, 11, 1), (2026, 6, 30)] {
        click_through(jiff::civil::date(year, month, day));
    }
}

/// From the month before `today` to a day of it and to a minute of that day, by mouse.
fn click_through(today: Date) {
    let dir = tempfile::tempdir().unwrap();
    let (file, _) = synthetic_history_until(today, dir.path(), 75, 20_000);
    let mut harness = tab_of(HistoryView::on(file, today));
    harness.run();
    harness.get_by_label("Month").click();
    wait_for(&mut harness, "Your month:");
    harness.key_press(Key::PageUp);
    wait_for(&mut harness, "% good (");
    // The chart of the month before replaces the present one when it is read, so a click may come too early.
    click_until(&mut harness, "Good posture by day", "Back to the month");
    // The click opened a day in the middle of the month. If it has no data, go to one that has.
    while harness.query_all_by_label_contains("Good for ").next().is_none() {
        harness.key_press(Key::PageDown);
        harness.run();
        std::thread::sleep(std::time::Duration::from_millis(50));
        harness.run();
    }
    click_across(&mut harness, "Good for ", "Median");
}

#[test]
fn the_save_button_of_a_chart_requests_a_picture_of_that_chart() {
    let dir = tempfile::tempdir().unwrap();
    let (file, _) = synthetic_history_at(dir.path(), 40, 20_000);
    let mut harness = tab(&file);
    harness.run();
    harness.get_by_label("Faults").click();
    wait_for(&mut harness, "Last 30 days");
    wait_for(&mut harness, "You stretched");
    harness.get_by_label("Save picture: Next alert after each stretch").click();
    harness.run();
    let [Action::SavePicture(picture)] = &harness.state().1[..] else { panic!("no picture") };
    assert_eq!(picture.card, Card::Stretches);
    assert_painted(picture);
}

/// Asserts that `picture` is not empty. The PNG stays in the target folder (`tmp/pictures`).
fn assert_painted(picture: &ChartPicture) {
    let image = picture.paint();
    assert_eq!(image.size[0], 1800);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    std::fs::create_dir_all(&folder).unwrap();
    let name = format!("{:?}-{:?}.png", picture.card, picture.theme);
    let bytes: Vec<u8> = image.pixels.iter().flat_map(|p| [p.r(), p.g(), p.b()]).collect();
    let [width, height] = image.size.map(|side| side as u32);
    image::save_buffer(folder.join(name), &bytes, width, height, image::ExtendedColorType::Rgb8)
        .unwrap();
    let ground = theme::Palette::of(picture.theme).card;
    let painted = image.pixels.iter().filter(|pixel| **pixel != ground).count();
    assert!(painted * 250 > image.pixels.len(), "{painted} of {}", image.pixels.len());
}

#[test]
fn every_chart_can_be_painted_light_and_dark_without_a_window() {
    let dir = tempfile::tempdir().unwrap();
    let (file, _) = synthetic_history_at(dir.path(), 100, 20_000);
    let reader = plumbline_history::Reader::open(&file).unwrap();
    let (_, date) = reader.span().unwrap().unwrap();
    let catalogue = Catalogue::embedded().unwrap();
    let names = catalogue.items().iter().map(|item| (item.id.clone(), item.name.clone())).collect();
    for range in Range::ALL {
        let ask = Ask { range, date, limits: LimitChoice::default(), today: date, is_year: false };
        let page = page(&reader, &ask, &names).unwrap();
        let cards = Card::all_of(range, &page);
        assert!(!cards.is_empty());
        let answer = std::sync::Arc::new((ask, Ok(page)));
        for card in cards {
            for theme in [egui::Theme::Light, egui::Theme::Dark] {
                let picked = Picked { day: None, minute: Some(30) };
                let (answer, days) = (answer.clone(), format!("{range:?} of {date}"));
                assert_painted(&ChartPicture { card, answer, days, picked, theme });
            }
        }
    }
}

/// Label of the control that has the focus.
fn focused(harness: &Harness<'_, Tab>) -> String {
    let node = harness.root().children_recursive().find(|node| node.is_focused());
    node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

#[test]
fn the_date_opens_a_calendar_whose_days_are_chosen_by_mouse_and_by_key() {
    // `run_ok`: the days are read on another thread, and their arrival repaints.
    let mut harness = tab_of(HistoryView::on(made_up_days(), DATE));
    wait_for(&mut harness, "Good for");
    harness.get_by_label("Wednesday, 25 November 2026. Choose a day").click();
    wait_for(&mut harness, "Tuesday, 24 November 2026, ");
    // A Sunday without data, and a day that is still to come.
    harness.get_by_label("Sunday, 22 November 2026, not watched");
    let to_come = harness.get_by_label("Thursday, 26 November 2026, not watched");
    assert!(to_come.accesskit_node().is_disabled());
    wait_for(&mut harness, "November 2026, 9");
    assert!(
        focused(&harness).starts_with("Wednesday, 25 November 2026, "),
        "{}",
        focused(&harness)
    );
    for key in [Key::ArrowUp, Key::ArrowLeft] {
        harness.key_press(key);
        harness.run_ok();
    }
    assert!(focused(&harness).starts_with("Tuesday, 17 November 2026, "), "{}", focused(&harness));
    harness.key_press(Key::Enter);
    wait_for(&mut harness, "Tuesday, 17 November 2026. Choose a day");
    assert!(harness.query_by_label("Month before").is_none(), "it closed");

    harness.get_by_label("Tuesday, 17 November 2026. Choose a day").click();
    harness.run_ok();
    harness.get_by_label("Month before").click();
    wait_for(&mut harness, "Wednesday, 14 October 2026, ");
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert!(harness.query_by_label("Month before").is_none(), "it closed");
    harness.get_by_label("Tuesday, 17 November 2026. Choose a day").click();
    harness.run_ok();
    harness.key_press(Key::PageUp);
    wait_for(&mut harness, "Wednesday, 14 October 2026, ");
    assert!(focused(&harness).starts_with("Saturday, 17 October 2026, "), "{}", focused(&harness));
    harness.query_all_by_label_contains("Wednesday, 14 October 2026, ").next().unwrap().click();
    wait_for(&mut harness, "Wednesday, 14 October 2026. Choose a day");
}

#[test]
fn earlier_periods_are_named_by_their_dates() {
    let mut harness = tab_of(HistoryView::on(made_up_days(), DATE));
    for (range, now, earlier) in [
        ("Week", "Your week so far", "Week of 16 Nov"),
        ("Month", "Your month", "October 2026:"),
        ("Year", "Your last 365 days", "365 days to 25 Nov 2025"),
        ("Faults", "Last 30 days", "30 days to 26 Oct 2026"),
    ] {
        harness.get_by_label(range).click();
        wait_for(&mut harness, now);
        harness.key_press(Key::PageUp);
        wait_for(&mut harness, earlier);
        assert!(harness.query_all_by_label_contains(now).next().is_none(), "{range}");
        assert!(harness.query_by_label("This week").is_none(), "{range}");
        harness.get_by_label("Today").click();
        wait_for(&mut harness, now);
    }
}

#[test]
fn escape_answers_the_question_about_a_day_with_no() {
    let mut harness = tab_of(HistoryView::on(made_up_days(), DATE));
    wait_for(&mut harness, "Delete this day");
    click_until(&mut harness, "Delete this day", "Delete it");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Delete it").is_none());
    harness.get_by_label("Delete this day…");
    assert!(harness.state().1.is_empty());
}

#[test]
fn an_empty_history_says_so_on_every_page() {
    let dir = tempfile::tempdir().unwrap();
    let mut harness = tab(&dir.path().join("none.sqlite"));
    wait_for(&mut harness, "No history yet");
    let file = dir.path().join("empty.sqlite");
    drop(History::open(&file));
    let mut harness = tab(&file);
    wait_for(&mut harness, "Nothing was watched on this day");
    for (range, text) in [
        ("Week", "watched this week"),
        ("Month", "too little for a summary"),
        ("Hours", "No data yet"),
        ("Faults", "No faults in this period"),
    ] {
        harness.get_by_label(range).click();
        wait_for(&mut harness, text);
    }
}

/// The history crate does not depend on the catalogue, so this is tested here.
#[test]
fn the_stretches_of_the_synthetic_history_are_in_the_catalogue() {
    let catalogue = Catalogue::embedded().unwrap();
    for (_, stretches) in plumbline_history::synthetic::STRETCHES {
        for stretch in stretches {
            assert!(catalogue.item(stretch).is_some(), "{stretch}");
        }
    }
}
