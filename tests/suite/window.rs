//! The real window on a virtual display with real pictures. It is operated by keyboard and read by character
//! recognition.
//!
//! Needs Xvfb, ImageMagick, xdotool and tesseract (`make test` installs them). The screenshots stay
//! in the target folder (`tmp/screens`).

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::support::display::{Display, are_here};
use crate::support::fixture;

const TOOLS: [&str; 4] = ["Xvfb", "import", "xdotool", "tesseract"];

/// Timeout of a step, long enough for a machine that is busy with other tests.
const TIMEOUT: Duration = Duration::from_secs(90);

/// A virtual display with one Plumbline window.
struct Desk {
    name: &'static str,
    display: Display,
    plumbline: Child,
    home: tempfile::TempDir,
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.plumbline.kill();
        let _ = self.plumbline.wait();
    }
}

impl Desk {
    /// Opens the window with `args`. `settings` is the content of the settings file.
    fn open(name: &'static str, args: &[&str], settings: &str) -> Self {
        Self::open_after(name, args, settings, |_, _| {})
    }

    /// Like [`Self::open`], after `prepare` has changed the command and the home folder.
    fn open_after(
        name: &'static str,
        args: &[&str],
        settings: &str,
        prepare: impl FnOnce(&mut Command, &Path),
    ) -> Self {
        let display = Display::open(&[]);
        let home = tempfile::tempdir().unwrap();
        let config = home.path().join(".config/plumbline");
        std::fs::create_dir_all(&config).unwrap();
        std::fs::write(config.join("settings.toml"), settings).unwrap();
        let log = std::fs::File::create(home.path().join("log")).unwrap();
        let mut command = crate::support::program(home.path());
        command.args(args).env("DISPLAY", &display.name).stderr(log);
        prepare(&mut command, home.path());
        let plumbline = command.spawn().unwrap();
        let desk = Self { name, display, plumbline, home };
        desk.xdotool(&["search", "--sync", "--onlyvisible", "--name", "^Plumbline$"]);
        // There is no window manager, so the keyboard focus must be set here.
        desk.xdotool(&["search", "--name", "^Plumbline$", "windowfocus"]);
        desk
    }

    fn xdotool(&self, args: &[&str]) {
        let output = Command::new("timeout")
            .arg("60")
            .arg("xdotool")
            .args(args)
            .env("DISPLAY", &self.display.name)
            .output()
            .unwrap();
        assert!(output.status.success(), "xdotool {args:?}: {output:?}\n{}", self.log());
    }

    /// Presses `keys` and waits, because several Tab presses within one frame move the focus only once.
    fn press(&self, keys: &str) {
        self.xdotool(&["key", "--clearmodifiers", keys]);
        std::thread::sleep(Duration::from_millis(700));
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.home.path().join("log")).unwrap_or_default()
    }

    /// Takes a screenshot and saves it as `NAME-MOMENT.png`.
    fn shot(&self, moment: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screens");
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(format!("{}-{moment}.png", self.name));
        let status = Command::new("import")
            .args(["-window", "root"])
            .arg(&path)
            .env("DISPLAY", &self.display.name)
            .status()
            .unwrap();
        assert!(status.success());
        path
    }

    /// The recognised text of the screen in one line. Light text on a dark button is often not recognised.
    fn read(&self, moment: &str) -> String {
        let picture = self.shot(moment);
        // Enlarged and grey, because the recognition is made for printed paper.
        let large = picture.with_extension("ocr.png");
        let status = Command::new("convert")
            .arg(&picture)
            .args(["-colorspace", "gray", "-resize", "200%"])
            .arg(&large)
            .status()
            .unwrap();
        assert!(status.success());
        let output = Command::new("tesseract")
            .arg(&large)
            .args(["-", "--psm", "11", "-l", "eng"])
            .env("OMP_THREAD_LIMIT", "1")
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Reads the screen until it contains all `words`.
    fn wait_for(&mut self, moment: &str, words: &[&str]) -> String {
        let start = Instant::now();
        loop {
            let exited = self.plumbline.try_wait().unwrap();
            assert!(exited.is_none(), "the window closed: {exited:?}\n{}", self.log());
            let text = self.read(moment);
            if words.iter().all(|word| text.contains(word)) {
                assert!(!self.log().contains("panicked"), "{}", self.log());
                return text;
            }
            assert!(
                start.elapsed() < TIMEOUT,
                "{moment}: waited for {words:?}, read: {text}\n{}",
                self.log()
            );
        }
    }

    fn wait_for_log(&self, words: &str) {
        let start = Instant::now();
        while !self.log().contains(words) {
            assert!(start.elapsed() < TIMEOUT, "waited for {words:?}\n{}", self.log());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Share of the pixels of `picture` with exactly the colour `rgb`.
    fn share_of(&self, picture: &Path, rgb: [u8; 3]) -> f64 {
        let image = image::open(picture).unwrap().into_rgb8();
        let hits = image.pixels().filter(|p| p.0 == rgb).count();
        hits as f64 / f64::from(image.width() * image.height())
    }
}

/// Colours of the figure on a picture (dark palette: good, fault, uncertain).
const FIGURE_COLOURS: [[u8; 3]; 3] = [[0x55, 0xCD, 0xBE], [0xF9, 0xA1, 0x5E], [0xA9, 0xB4, 0xCF]];

#[test]
fn a_photograph_is_shown_with_figure_angles_and_verdict() {
    if !are_here(&TOOLS) {
        return;
    }
    let settings = "theme = \"light\"\nsilhouette = false\n";
    let mut desk = Desk::open("photo", &["--source", &fixture("astronaut.png")], settings);
    let text = desk.wait_for("now", &["press the button", "Forward head", "Shoulders"]);
    let picture = desk.shot("now");
    let figure: f64 = FIGURE_COLOURS.iter().map(|rgb| desk.share_of(&picture, *rgb)).sum();
    // Two lines on the picture: the shoulders and the neck.
    assert!(figure > 0.0003, "no figure is drawn on the picture ({figure})");
    // The name of the runtime is in the settings (About).
    let is_named = ["ONNX", "tract", "untime"].iter().any(|word| text.contains(word));
    assert!(!is_named, "the page names the runtime: {text}");
    assert!(desk.log().contains("first picture measured"), "{}", desk.log());
}

#[test]
fn a_folder_of_pictures_is_shown_and_the_keyboard_switches_the_tabs() {
    if !are_here(&TOOLS) {
        return;
    }
    let mut desk = Desk::open("folder", &["--source", &fixture("frames")], "theme = \"dark\"\n");
    desk.wait_for("now", &["press the button", "Forward head"]);
    desk.press("ctrl+2");
    desk.wait_for("stretch", &["Search", "Ear-to-shoulder stretch", "Rhomboid side"]);
    desk.press("ctrl+4");
    desk.wait_for("settings", &["Other source", "Turn the picture", "Appearance"]);
    desk.press("ctrl+1");
    desk.wait_for("back", &["Forward head"]);
}

#[test]
fn without_a_camera_the_window_opens_and_offers_the_demonstration() {
    if !are_here(&TOOLS) {
        return;
    }
    if Path::new("/dev/video0").exists() {
        eprintln!("SKIPPED: this machine has a camera");
        return;
    }
    let mut desk = Desk::open("no-camera", &[], "theme = \"light\"\nwelcomed = true\n");
    desk.wait_for("lost", &["No picture", "No camera was found", "Show the demonstration"]);
    // Order of the focus: four tabs, the list of keys, "Try again now", the demonstration.
    for _ in 0..7 {
        desk.press("Tab");
    }
    desk.press("Return");
    desk.wait_for("demo", &["Demonstration", "not you", "Forward head"]);
}

#[test]
fn the_upright_posture_is_set_by_keyboard_and_a_forward_head_raises_an_alert_with_a_stretch() {
    if !are_here(&TOOLS) {
        return;
    }
    let settings = "theme = \"light\"\ndwell_s = 3\ncooldown_s = 10\n[coach]\nnotes_read = true\n";
    let mut desk = Desk::open("alert", &["--source", "demo", "--model", "full"], settings);
    // The demonstration sits upright for 15 s, then its head moves forward.
    desk.wait_for_log("first picture measured");
    desk.press("ctrl+u");
    desk.wait_for_log("Calibrated");
    let text = desk.wait_for("alert", &["Your head is forward", "Dismiss"]);
    let catalogue = plumbline_core::catalogue::Catalogue::embedded().unwrap();
    let named = catalogue.items().iter().any(|item| {
        // The recognition sometimes fails at a hyphen, so the first long word is enough.
        item.name.split(['-', ' ']).find(|w| w.len() > 5).is_some_and(|w| text.contains(w))
    });
    assert!(named, "no stretch is named: {text}");
    desk.press("ctrl+Return");
    desk.wait_for("guide", &["Back", "Next", "Stop"]);
    desk.wait_for_log("Stretched");
    desk.press("space");
    desk.wait_for("guide-paused", &["Paused", "Press Space"]);
    desk.press("space");
    for _ in 0..8 {
        desk.press("Right");
    }
    desk.press("Escape");
    desk.wait_for("after", &["Forward head", "Settings"]);
}

#[test]
fn a_wayland_display_that_does_not_answer_is_replaced_by_the_x_display() {
    if !are_here(&TOOLS) {
        return;
    }
    let leave_stale = |command: &mut Command, home: &Path| {
        // The socket of a compositor that has ended.
        drop(std::os::unix::net::UnixListener::bind(home.join("wayland-7")).unwrap());
        command.env("XDG_RUNTIME_DIR", home).env("WAYLAND_DISPLAY", "wayland-7");
    };
    let mut desk = Desk::open_after("stale", &["--source", "demo"], "", leave_stale);
    desk.wait_for("now", &["Demonstration"]);
    assert!(desk.log().contains("X11 is used"), "{}", desk.log());
}

#[test]
fn names_in_other_scripts_are_shown_with_a_font_of_the_person() {
    if !are_here(&["Xvfb", "xdotool", "import", "fc-list"]) {
        return;
    }
    let install_font = |command: &mut Command, home: &Path| {
        let folder = home.join(".local/share/fonts");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::copy(fixture("fonts/few_glyphs.ttf"), folder.join("few_glyphs.ttf")).unwrap();
        command.env("PLUMBLINE_LOG", "warn,plumbline=debug");
    };
    let settings = "place = \"書斎\"\nplaces = [\"書斎\", \"Büro\"]\n";
    let desk = Desk::open_after("names", &["--source", "demo"], settings, install_font);
    desk.wait_for_log("first picture measured");
    assert!(!desk.log().contains("fonts of the system"), "nothing needs them: {}", desk.log());
    desk.press("ctrl+4");
    desk.wait_for_log("font added");
    assert!(!desk.log().contains("no font of the system has"), "{}", desk.log());
}

#[test]
fn a_moved_program_corrects_its_start_at_login_when_it_is_started() {
    if !are_here(&["Xvfb", "xdotool"]) {
        return;
    }
    let leave_old_entry = |_: &mut Command, home: &Path| {
        let folder = home.join(".config/autostart");
        std::fs::create_dir_all(&folder).unwrap();
        let text = "[Desktop Entry]\nExec=\"/gone/plumbline\" --background\nName=Mine\n";
        std::fs::write(folder.join("plumbline.desktop"), text).unwrap();
    };
    let desk = Desk::open_after("moved", &["--source", "demo"], "", leave_old_entry);
    desk.wait_for_log("names the new program file");
    let entry = desk.home.path().join(".config/autostart/plumbline.desktop");
    let exe = env!("CARGO_BIN_EXE_plumbline");
    let expected = format!("[Desktop Entry]\nExec=\"{exe}\" --background\nName=Mine\n");
    assert_eq!(std::fs::read_to_string(entry).unwrap(), expected);
}
