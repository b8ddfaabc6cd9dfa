//! Tests of the signs on the screens on X11, with two monitors: what is seen, that a click passes through,
//! and that they stay above other windows.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use plumbline::desktop::glow::{Glow, GlowDisplay, GlowStyle, GlowSupport};
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::randr::{ConnectionExt as _, MonitorInfo};
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ConnectionExt as _, CreateWindowAux, EventMask,
    ImageFormat, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;

use crate::support::display::Display;

/// Timeout of a step. A round of the demonstration takes 90 s.
const LIMIT: Duration = Duration::from_secs(180);

/// Two monitors side by side, of this size.
const WIDTH: i16 = 560;
const HEIGHT: i16 = 760;

const WHITE: u32 = 0xFF_FFFF;

/// In a place that no sign covers.
const MIDDLE: (i16, i16) = (280, 380);

struct Desk {
    display: Display,
    x11: RustConnection,
    root: Window,
}

impl Desk {
    fn open() -> Self {
        let display = Display::open(&[]);
        let (x11, _) = x11rb::connect(Some(&display.name)).unwrap();
        let root = x11.setup().roots[0].root;
        let white = ChangeWindowAttributesAux::new().background_pixel(WHITE);
        x11.change_window_attributes(root, &white).unwrap();
        x11.clear_area(false, root, 0, 0, 0, 0).unwrap();
        let desk = Self { display, x11, root };
        let resources = desk.x11.randr_get_screen_resources_current(root).unwrap();
        let outputs = resources.reply().unwrap().outputs;
        desk.add_monitor("left", 0, outputs);
        desk.add_monitor("right", WIDTH, Vec::new());
        desk
    }

    fn add_monitor(&self, name: &str, x: i16, outputs: Vec<u32>) {
        let name = self.x11.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom;
        let monitor = MonitorInfo {
            name,
            primary: false,
            automatic: false,
            x,
            y: 0,
            width: WIDTH as u16,
            height: HEIGHT as u16,
            width_in_millimeters: 150,
            height_in_millimeters: 200,
            outputs,
        };
        self.x11.randr_set_monitor(self.root, monitor).unwrap().check().unwrap();
    }

    fn glow(&self, style: GlowStyle) -> Glow {
        Glow::start_on(GlowDisplay::X11(self.display.name.clone()), style)
    }

    /// Colour on the screen, `0xRRGGBB`.
    fn pixel(&self, (x, y): (i16, i16)) -> u32 {
        let image = self.x11.get_image(ImageFormat::Z_PIXMAP, self.root, x, y, 1, 1, u32::MAX);
        let bytes = image.unwrap().reply().unwrap().data;
        u32::from_le_bytes(bytes[..4].try_into().unwrap()) & WHITE
    }

    /// The colours at the middle of each edge of both monitors, `depth` pixels from it.
    fn edges(&self, depth: i16) -> Vec<u32> {
        let (middle, last) = ((WIDTH / 2, HEIGHT / 2), (WIDTH - 1 - depth, HEIGHT - 1 - depth));
        let of_monitor =
            [(middle.0, depth), (middle.0, last.1), (depth, middle.1), (last.0, middle.1)];
        let places = [0, WIDTH].map(|left| of_monitor.map(|(x, y)| (left + x, y)));
        places.concat().into_iter().map(|place| self.pixel(place)).collect()
    }

    #[track_caller]
    fn wait(&self, what: &str, is_it: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !is_it(self) {
            assert!(begun.elapsed() < LIMIT, "{what}: {:x?}", self.edges(2));
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// A window of the whole screen that receives clicks, below all others.
    fn window(&self) -> Window {
        let window = self.x11.generate_id().unwrap();
        let attributes = CreateWindowAux::new()
            .override_redirect(1)
            .background_pixel(WHITE)
            .event_mask(EventMask::BUTTON_PRESS);
        let kind = WindowClass::INPUT_OUTPUT;
        let (width, height) = (2 * WIDTH as u16, HEIGHT as u16);
        self.x11
            .create_window(0, window, self.root, 0, 0, width, height, 0, kind, 0, &attributes)
            .unwrap();
        self.x11.map_window(window).unwrap().check().unwrap();
        window
    }

    fn windows(&self) -> Vec<Window> {
        self.x11.query_tree(self.root).unwrap().reply().unwrap().children
    }

    /// Whether the windows at the top belong to the signs.
    fn is_sign(&self, window: Window) -> bool {
        let class = self.x11.get_property(false, window, AtomEnum::WM_CLASS, AtomEnum::ANY, 0, 64);
        class.unwrap().reply().is_ok_and(|class| class.value.starts_with(b"plumbline-glow"))
    }

    fn signs(&self) -> usize {
        self.windows().into_iter().filter(|window| self.is_sign(*window)).count()
    }
}

struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn edge() -> GlowStyle {
    GlowStyle { has_edge: true, color: [0xB1, 0x45, 0x09], ..GlowStyle::default() }
}

#[test]
fn without_a_compositing_manager_each_monitor_has_an_opaque_edge_that_grows_and_goes() {
    let desk = Desk::open();
    let window = desk.window();
    let glow = desk.glow(edge());
    desk.wait("it is asked", |_| glow.support() != GlowSupport::Unknown);
    assert_eq!(glow.support(), GlowSupport::EdgeOnly);
    assert_eq!((desk.edges(1), desk.signs()), (vec![WHITE; 8], 0), "before the fault");

    glow.aim(Some(0.3));
    desk.wait("it begins", |desk| desk.edges(1) == [0xB1_4509; 8]);
    assert_eq!(desk.edges(9), [WHITE; 8], "it begins narrow");
    glow.aim(Some(1.0));
    desk.wait("it grows", |desk| desk.edges(9) == [0xB1_4509; 8]);
    assert_eq!((desk.pixel(MIDDLE), desk.signs()), (WHITE, 8), "one window for each edge");

    // A click on the edge reaches the window below.
    let clicked = Command::new("timeout")
        .args(["60", "xdotool", "mousemove", "3", "300", "click", "1"])
        .env("DISPLAY", &desk.display.name)
        .status();
    assert!(clicked.unwrap().success());
    let begun = Instant::now();
    loop {
        if let Some(Event::ButtonPress(press)) = desk.x11.poll_for_event().unwrap() {
            assert_eq!((press.event, press.event_x, press.event_y), (window, 3, 300));
            break;
        }
        assert!(begun.elapsed() < LIMIT, "the click passes through");
        std::thread::sleep(Duration::from_millis(10));
    }

    // A window that opens above the signs is below them after the next frame.
    let above = desk.window();
    assert_eq!(desk.windows().last(), Some(&above));
    desk.wait("it is above all windows", |desk| {
        glow.aim(Some(1.0));
        desk.windows().last().is_some_and(|last| desk.is_sign(*last))
    });
    assert_eq!(desk.edges(1), [0xB1_4509; 8]);

    // A monitor is switched off.
    let right = desk.x11.intern_atom(false, b"right").unwrap().reply().unwrap().atom;
    desk.x11.randr_delete_monitor(desk.root, right).unwrap().check().unwrap();
    desk.wait("a monitor is gone", |desk| {
        glow.aim(Some(1.0));
        desk.signs() == 4
    });

    glow.aim(Some(0.0));
    desk.wait("it fades after the correction", |desk| desk.signs() == 0);
    assert_eq!(desk.edges(1), [WHITE; 8]);
    // Held back, it is gone at once.
    glow.aim(Some(1.0));
    desk.wait("it is there again", |desk| desk.signs() == 4);
    glow.aim(None);
    desk.wait("it is gone", |desk| desk.signs() == 0);
}

#[test]
fn with_a_compositing_manager_the_edge_is_translucent_and_the_screen_can_be_dimmed() {
    let desk = Desk::open();
    let picom = Command::new("picom")
        .args(["--backend", "xrender", "--config", "/dev/null"])
        .env("DISPLAY", &desk.display.name)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("picom cannot be started: please install the package `picom`");
    let mut picom = Program(picom);
    let owner = desk.x11.intern_atom(false, b"_NET_WM_CM_S0").unwrap().reply().unwrap().atom;
    let has_owner = |desk: &Desk| {
        desk.x11.get_selection_owner(owner).unwrap().reply().unwrap().owner != x11rb::NONE
    };
    desk.wait("picom runs", has_owner);
    let _window = desk.window();
    desk.wait("picom paints", |desk| desk.pixel(MIDDLE) == WHITE);

    let glow = desk.glow(edge());
    desk.wait("it is asked", |_| glow.support() != GlowSupport::Unknown);
    assert_eq!(glow.support(), GlowSupport::Full);
    glow.aim(Some(1.0));
    let is_soft = |desk: &Desk| {
        let blue = |depth| desk.edges(depth).into_iter().map(|pixel| pixel & 0xFF);
        let (outer, inner): (Vec<u32>, Vec<u32>) = (blue(2).collect(), blue(50).collect());
        // White shines through, more of it towards the middle.
        outer.iter().all(|blue| (0x0A..0x60).contains(blue))
            && inner.iter().all(|blue| (0xC0..0xFF).contains(blue))
    };
    desk.wait("it is soft", is_soft);
    assert_eq!(desk.pixel(MIDDLE), WHITE);

    // The whole screen gets darker, evenly.
    let dimming = GlowStyle { has_edge: false, has_dimming: true, ..edge() };
    glow.set_style(dimming);
    let is_dimmed = |desk: &Desk| {
        let middle = desk.pixel(MIDDLE);
        desk.edges(2) == [middle; 8] && (0x80..0xA0).contains(&(middle & 0xFF))
    };
    desk.wait("it is dimmed", is_dimmed);
    assert_eq!(desk.signs(), 2);

    // The compositing manager ends: nothing can be translucent.
    glow.set_style(GlowStyle { has_dimming: true, ..edge() });
    desk.wait("both", |desk| desk.signs() == 10);
    picom.0.kill().unwrap();
    desk.wait("picom has ended", |desk| !has_owner(desk));
    desk.wait("it is opaque", |desk| {
        glow.aim(Some(1.0));
        desk.edges(9) == [0xB1_4509; 8] && desk.pixel(MIDDLE) == WHITE
    });
    assert_eq!(glow.support(), GlowSupport::EdgeOnly);

    drop(glow);
    desk.wait("it ends with the program", |desk| desk.signs() == 0);
}

#[test]
fn without_a_display_the_signs_are_not_supported() {
    let glow = Glow::start_on(GlowDisplay::X11(":64000".into()), edge());
    let begun = Instant::now();
    while glow.support() == GlowSupport::Unknown {
        assert!(begun.elapsed() < LIMIT);
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(glow.support(), GlowSupport::NoDisplay);
    glow.aim(Some(1.0));
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(glow.support(), GlowSupport::NoDisplay);
}

/// A home whose settings let the glow begin soon.
pub fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join(".config/plumbline");
    std::fs::create_dir_all(&config).unwrap();
    let settings = "welcomed = true\nedge_glow = true\ndwell_s = 3\nreduced_motion = true\n";
    std::fs::write(config.join("settings.toml"), settings).unwrap();
    home
}

/// The program with the demonstration, in its sandbox. It has an upright posture.
pub struct Demonstration {
    program: Program,
    log: std::path::PathBuf,
}

impl Demonstration {
    /// Starts `command`, the program with its display, and sets the upright posture.
    pub fn start(mut command: Command, home: &std::path::Path) -> Self {
        let log = home.join("log");
        command.args(["--source", "demo"]).stderr(std::fs::File::create(&log).unwrap());
        let demonstration = Self { program: Program(command.spawn().unwrap()), log };
        let begun = Instant::now();
        while !demonstration.log().contains("first picture measured") {
            assert!(begun.elapsed() < LIMIT, "{}", demonstration.log());
            std::thread::sleep(Duration::from_millis(50));
        }
        // The person in the demonstration sits upright for 15 s.
        let upright = crate::support::program(home).arg("upright").output().unwrap();
        assert!(upright.status.success(), "{upright:?} {}", demonstration.log());
        demonstration
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    /// Ends it as at the end of a desktop session.
    pub fn end(mut self) {
        let pid = self.program.0.id().to_string();
        assert!(Command::new("kill").arg(pid).status().unwrap().success());
        assert!(self.program.0.wait().unwrap().success(), "{}", self.log());
        assert!(self.log().contains("sandbox: "), "{}", self.log());
    }
}

#[test]
fn the_program_glows_while_the_person_is_at_fault_and_after_the_correction_no_more() {
    let (desk, home) = (Desk::open(), home());
    let mut command = crate::support::program(home.path());
    command.env("DISPLAY", &desk.display.name);
    let demonstration = Demonstration::start(command, home.path());
    assert_eq!(desk.signs(), 0, "{}", demonstration.log());
    desk.wait("the fault", |desk| desk.signs() == 8 && desk.edges(9) == [0xB1_4509; 8]);
    desk.wait("the correction", |desk| desk.signs() == 0);
    // The shoulders are raised next. A pause ends the glow at once.
    desk.wait("the next fault", |desk| desk.signs() == 8);
    let paused = crate::support::program(home.path()).arg("pause").output().unwrap();
    assert!(paused.status.success(), "{paused:?}");
    desk.wait("the pause", |desk| desk.signs() == 0);
    demonstration.end();
}
