use std::fs;

use jiff::civil::time;

use super::*;
use crate::settings::SettingsChange;
use plumbline_core::body::Fault;
use plumbline_core::catalogue::Routine;

struct Place {
    _dir: tempfile::TempDir,
    path: PathBuf,
}

impl Place {
    fn with(content: impl AsRef<[u8]>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("settings.toml");
        fs::write(&path, content).unwrap();
        Self { _dir: dir, path }
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.path).unwrap()
    }

    fn load(&self) -> (Settings, Vec<String>) {
        let (settings, problem) = Settings::load(&self.path);
        let refused = match problem {
            None => Vec::new(),
            Some(SettingsError::Partly { refused, .. }) => refused,
            Some(other) => panic!("{other}"),
        };
        let key = |r: &Refused| format!("{}:{}", r.line, r.key.as_deref().unwrap_or("-"));
        (settings, refused.iter().map(key).collect())
    }

    fn change(&self, changes: &[SettingsChange]) -> Saved {
        let (mut settings, _) = Settings::load(&self.path);
        let mut file = SettingsFile::new(self.path.clone(), settings.clone());
        for change in changes {
            settings.apply(change.clone());
        }
        file.save(&settings).unwrap()
    }
}

#[test]
fn settings_are_loaded_as_saved() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("deeper/settings.toml");
    let mut settings = Settings::default();
    settings.alerts.dwell_s = 33;
    settings.limits.unwatched.insert(Fault::HeadTilt);
    settings.unknown.insert("from_the_future".into(), Value::Integer(7));
    let mut file = SettingsFile::new(path.clone(), Settings::default());
    file.save(&settings).unwrap();
    let (back, error) = Settings::load(&path);
    assert!(error.is_none(), "{error:?}");
    assert_eq!(back, settings);
}

#[test]
fn a_missing_file_means_the_defaults() {
    let dir = tempfile::tempdir().unwrap();
    let (settings, error) = Settings::load(&dir.path().join("none.toml"));
    assert_eq!(settings, Settings::default());
    assert!(error.is_none());
}

#[test]
fn one_bad_value_resets_only_itself_and_is_named_with_its_line() {
    let others = "welcomed = true\nquiet_hours = true\nbreak_after_min = 40\n\n";
    for (bad, key) in [
        ("dwell_s = \"30\"", "5:dwell_s"),
        ("dwell_s = -3", "5:dwell_s"),
        ("dwell_s = 30.5", "5:dwell_s"),
        ("dwell_s = 99999999999999999999", "5:dwell_s"),
        ("dwell_s = 1979-05-27", "5:dwell_s"),
        ("dwell_s = [30]", "5:dwell_s"),
        ("dwell_s = {}", "5:dwell_s"),
        ("theme = \"sepia\"", "5:theme"),
        ("quiet_from = \"25:00\"", "5:quiet_from"),
        ("unwatched = [\"new_fault\"]", "5:unwatched"),
        ("unwatched = \"slouch\"", "5:unwatched"),
        ("limit_scales = { slouch = \"x\" }", "5:limit_scales.slouch"),
        ("limit_scales.new_fault = 1.2", "5:limit_scales.new_fault"),
        ("coach = 5", "5:coach"),
        ("[coach]\nrounds = true", "6:coach.rounds"),
        ("[[coach.routines]]\nid = \"x\"", "5:coach.routines"),
        // Not valid TOML.
        ("dwell_s = often", "5:-"),
        ("place = \"Office", "5:-"),
        ("dwell_s =", "5:-"),
        ("= 3", "5:-"),
        ("welcomed = false", "5:-"),
        ("place = \"B\u{fc}ro\" \u{1}", "5:-"),
    ] {
        let place = Place::with(format!("{others}{bad}\n"));
        let (settings, refused) = place.load();
        assert_eq!(refused, [key], "{bad}");
        let mut expected = Settings::default();
        expected.window.welcomed = true;
        expected.quiet.hours = true;
        expected.alerts.break_after_min = 40;
        assert_eq!(settings, expected, "{bad}");
        let (_, problem) = Settings::load(&place.path);
        let message = problem.unwrap().to_string();
        assert!(message.contains(&format!("line {}", &key[..1])), "{message}");
        assert_eq!(place.text(), format!("{others}{bad}\n"));
    }
}

#[test]
fn a_value_beside_a_bad_one_in_the_same_list_or_table_is_used() {
    let place = Place::with(
        "unwatched = [\"head_tilt\", \"new_fault\"]\nequipment = [\"ball\", 7]\n\
         [limit_scales]\nslouch = 1.25\nnew_fault = 2\n\
         [coach]\nrounds = 2\ncues = \"sung\"\n\
         [[coach.routines]]\nid = \"a\"\n\
         [[coach.routines]]\nid = \"b\"\nname = \"B\"\nabout = \"\"\nitems = [\"side-arm\"]\n",
    );
    let (settings, refused) = place.load();
    assert!(settings.limits.unwatched.contains(&Fault::HeadTilt));
    assert_eq!(settings.equipment.len(), 1);
    assert_eq!(settings.limits.scales.get(&Fault::Slouch), Some(&1.25));
    assert_eq!(settings.guide.rounds, 2);
    assert_eq!(settings.guide.routines.len(), 1);
    let keys = ["1:unwatched", "2:equipment", "5:limit_scales.new_fault", "8:coach.cues"];
    assert_eq!(refused[..4], keys);
    assert!(refused[4].ends_with("coach.routines"), "{refused:?}");
}

#[test]
fn a_byte_that_is_not_utf8_costs_only_its_own_value() {
    let place = Place::with(b"welcomed = true\nplace = \"B\xfcro\"\ndwell_s = 40\n");
    let (settings, refused) = place.load();
    assert_eq!(refused, ["2:-"]);
    assert!(settings.window.welcomed);
    assert_eq!((settings.alerts.dwell_s, settings.places.current.as_str()), (40, ""));
    // A replacement character that the file itself contains is text.
    assert!(Place::with("place = \"\u{fffd}\"\n").load().1.is_empty());
    let (_, problem) = Settings::load(&Place::with(b"\xef\xbb\xbfdwell_s = 40").path);
    assert!(problem.is_none(), "a byte order mark is no error: {problem:?}");
}

#[test]
fn toml_times_and_whole_floats_are_accepted() {
    let place = Place::with(
        "quiet_from = 22:00:00\nquiet_to = 07:30:15\ndwell_s = 30.0\nzoom = 2\n\
         keep_history_days = 9e1\n[coach]\nrounds = 2.0\n[limit_scales]\nslouch = 1\n",
    );
    let (settings, refused) = place.load();
    assert!(refused.is_empty(), "{refused:?}");
    let quiet = (settings.quiet.from, settings.quiet.to);
    assert_eq!(quiet, (time(22, 0, 0, 0), time(7, 30, 15, 0)));
    assert_eq!((settings.alerts.dwell_s, settings.running.keep_history_days), (30, Some(90)));
    assert_eq!((settings.window.zoom, settings.guide.rounds), (2.0, 2));
    assert_eq!(settings.limits.scales.get(&Fault::Slouch), Some(&1.0));
}

#[test]
fn a_file_without_anything_readable_is_renamed_with_its_content() {
    for content in [b"\xff\xfe\x00".as_slice(), b"[[[[", b"d\0w\0e\0l\0l\0", b"Dear grandmother"] {
        let place = Place::with(content);
        let (settings, error) = Settings::load(&place.path);
        assert_eq!(settings, Settings::default());
        let Some(SettingsError::Damaged { kept, .. }) = error else { panic!("{error:?}") };
        assert_eq!(fs::read(kept).unwrap(), content);
        assert!(!place.path.exists());
    }
}

#[test]
fn saving_changes_one_value_and_keeps_everything_else_in_the_file() {
    let place = Place::with(
        "# my settings\ndwell_s = \"30\" # too long?\nquiet_from = 22:00:00\n\
         unwatched = [\"head_tilt\", \"new_fault\"]\nnew_key = { a = 1 }\nzoom = 1.0 # big\n\n\
         [coach] # stretching\nnew_rounds = 7\n",
    );
    let before = place.text();
    place.change(&[SettingsChange::Zoom(1.5)]);
    assert_eq!(place.text(), before.replace("zoom = 1.0 # big", "zoom = 1.5 # big"));

    let mut settings = Settings::load(&place.path).0;
    settings.limits.unwatched.insert(Fault::Slouch);
    place.change(&[SettingsChange::All(Box::new(settings)), SettingsChange::NotesRead]);
    let text = place.text();
    for kept in ["dwell_s = \"30\"", "new_key = { a = 1 }", "new_rounds = 7", "notes_read = true"] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    assert!(text.contains(r#"["slouch", "head_tilt", "new_fault"]"#), "{text}");
    let (settings, refused) = place.load();
    assert_eq!(refused.len(), 2);
    assert!(settings.guide.notes_read && settings.limits.unwatched.contains(&Fault::Slouch));
}

#[test]
fn every_kind_of_change_is_read_back() {
    let routine = |id: &str| Routine {
        id: id.into(),
        name: "Mine \"and\" yours".into(),
        about: "a\nb".into(),
        items: vec!["side-arm".into()],
    };
    let changes = [
        SettingsChange::LimitScale(Fault::Slouch, 1.15),
        SettingsChange::Offer("cat-cow".into(), false),
        SettingsChange::KeepRoutine(routine("own-1")),
        SettingsChange::KeepRoutine(routine("own-2")),
        SettingsChange::Source("http://a:b@cam/".into()),
        SettingsChange::DeleteRoutine("own-1".into()),
        SettingsChange::Offer("cat-cow".into(), true),
    ];
    for start in ["", "coach = 5\nlimit_scales = 1\n", "[coach]\nrounds = 2\n[limit_scales]\n"] {
        let place = Place::with(start);
        for change in &changes {
            let (mut expected, _) = Settings::load(&place.path);
            expected.apply(change.clone());
            let saved = place.change(std::slice::from_ref(change));
            assert!(saved.merged.is_none(), "{saved:?}");
            assert_eq!(Settings::load(&place.path).0, expected, "{change:?}: {}", place.text());
        }
    }
}

#[test]
fn an_edit_by_hand_while_the_program_runs_is_merged() {
    let place = Place::with("dwell_s = 20\nzoom = 1.0\n");
    let (mut settings, _) = Settings::load(&place.path);
    let mut file = SettingsFile::new(place.path.clone(), settings.clone());
    fs::write(&place.path, "dwell_s = 45 # by hand\nzoom = 1.0\ncooldown_s = \"x\"\n").unwrap();
    settings.apply(SettingsChange::Zoom(2.0));
    let saved = file.save(&settings).unwrap();
    assert_eq!(place.text(), "dwell_s = 45 # by hand\nzoom = 2.0\ncooldown_s = \"x\"\n");
    let merged = saved.merged.unwrap();
    assert_eq!((merged.alerts.dwell_s, merged.window.zoom), (45, 2.0));
    assert!(saved.problem.unwrap().to_string().contains("line 3, cooldown_s"));

    // The edit is part of the settings now; the next save does not undo it.
    settings = merged;
    settings.apply(SettingsChange::Welcomed);
    assert!(file.save(&settings).unwrap().merged.is_none());
    assert!(place.text().starts_with("dwell_s = 45 # by hand\nzoom = 2.0\n"));
    // A key that was removed by hand stays removed.
    fs::write(&place.path, "zoom = 2.0\n").unwrap();
    settings.apply(SettingsChange::NotesRead);
    assert_eq!(file.save(&settings).unwrap().merged.unwrap().alerts, Settings::default().alerts);
}

#[test]
fn a_file_with_an_error_of_syntax_is_set_aside_before_it_is_replaced() {
    let place = Place::with("dwell_s = 45\nzoom = \n");
    place.change(&[SettingsChange::Welcomed]);
    let (settings, refused) = place.load();
    assert!(refused.is_empty() && settings.window.welcomed);
    assert_eq!(settings.alerts.dwell_s, 45);
    let kept = place.path.with_file_name("settings.damaged-1.toml");
    assert_eq!(fs::read_to_string(kept).unwrap(), "dwell_s = 45\nzoom = \n");
}

#[cfg(unix)]
#[test]
fn a_file_that_is_a_link_is_written_through() {
    let place = Place::with("# in the dotfiles\ndwell_s = 45\n");
    let link = place.path.with_file_name("link.toml");
    std::os::unix::fs::symlink("settings.toml", &link).unwrap();
    let (mut settings, _) = Settings::load(&link);
    let mut file = SettingsFile::new(link.clone(), settings.clone());
    settings.apply(SettingsChange::Welcomed);
    file.save(&settings).unwrap();
    assert!(link.is_symlink());
    assert_eq!(place.text(), "# in the dotfiles\ndwell_s = 45\nwelcomed = true\n");
}
