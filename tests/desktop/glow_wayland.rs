//! Tests of the signs on the screens on Wayland (sway, without a screen), with two outputs.

use std::process::Command;
use std::time::{Duration, Instant};

use plumbline::desktop::glow::{Glow, GlowDisplay, GlowStyle, GlowSupport};

use super::glow::{Demonstration, home};
use super::wayland::Compositor;

/// Timeout of a step. A round of the demonstration takes 90 s.
const LIMIT: Duration = Duration::from_secs(180);

/// Two outputs of 640 × 480 points side by side. The second one has two pixels for each point.
const OUTPUTS: &str = "output HEADLESS-1 resolution 640x480 position 0 0\n\
    output HEADLESS-2 resolution 1280x960 position 640 0 scale 2\n\
    output * background #ffffff solid_color\n";

const SIZE: (i32, i32) = (640, 480);

const WHITE: [u8; 3] = [255; 3];

/// The colours of both outputs, one pixel a point.
struct Shot {
    width: usize,
    pixels: Vec<u8>,
}

impl Shot {
    fn take(compositor: &Compositor) -> Self {
        let output = Command::new("grim")
            .args(["-s", "1", "-l", "0", "-"])
            .env("WAYLAND_DISPLAY", compositor.display())
            .env("XDG_RUNTIME_DIR", compositor.display().parent().unwrap())
            .output()
            .expect("grim cannot be started: please install the package `grim`");
        assert!(output.status.success(), "{output:?}");
        let image = image::load_from_memory(&output.stdout).unwrap().to_rgb8();
        Self { width: image.width() as usize, pixels: image.into_raw() }
    }

    fn pixel(&self, (x, y): (i32, i32)) -> [u8; 3] {
        let at = (y as usize * self.width + x as usize) * 3;
        self.pixels[at..at + 3].try_into().unwrap()
    }

    /// The colours at the middle of each edge of both outputs, `depth` points from it.
    fn edges(&self, depth: i32) -> Vec<[u8; 3]> {
        let (middle, last) = ((SIZE.0 / 2, SIZE.1 / 2), (SIZE.0 - 1 - depth, SIZE.1 - 1 - depth));
        let of_output =
            [(middle.0, depth), (middle.0, last.1), (depth, middle.1), (last.0, middle.1)];
        let places = [0, SIZE.0].map(|left| of_output.map(|(x, y)| (left + x, y)));
        places.concat().into_iter().map(|place| self.pixel(place)).collect()
    }

    fn middle(&self) -> [u8; 3] {
        self.pixel((SIZE.0 / 2, SIZE.1 / 2))
    }
}

#[track_caller]
fn wait(compositor: &Compositor, what: &str, is_it: impl Fn(&Shot) -> bool) -> Shot {
    let begun = Instant::now();
    loop {
        let shot = Shot::take(compositor);
        if is_it(&shot) {
            return shot;
        }
        assert!(begun.elapsed() < LIMIT, "{what}: {:?} {:?}", shot.edges(2), shot.middle());
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn edge() -> GlowStyle {
    GlowStyle { has_edge: true, color: [0xB1, 0x45, 0x09], ..GlowStyle::default() }
}

#[test]
fn each_output_has_a_soft_edge_that_grows_and_goes_and_can_be_dimmed() {
    let compositor = Compositor::start_with(OUTPUTS, 2);
    wait(&compositor, "the background", |shot| shot.edges(2) == [WHITE; 8]);
    let glow = Glow::start_on(GlowDisplay::Wayland(compositor.display()), edge());
    let begun = Instant::now();
    while glow.support() == GlowSupport::Unknown {
        assert!(begun.elapsed() < LIMIT);
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(glow.support(), GlowSupport::Full);
    assert_eq!(Shot::take(&compositor).edges(2), [WHITE; 8], "before the fault");

    glow.aim(Some(0.2));
    let narrow = |shot: &Shot| shot.edges(2).iter().all(|[_, _, blue]| *blue < 0xD0);
    let shot = wait(&compositor, "it begins", narrow);
    assert_eq!(shot.edges(40), [WHITE; 8], "it begins narrow");
    glow.aim(Some(1.0));
    let soft = |shot: &Shot| {
        let outer = shot.edges(2);
        outer.iter().all(|[_, _, blue]| (0x0A..0x60).contains(blue))
            && shot.edges(50).iter().all(|[_, _, blue]| (0xC0..0xFF).contains(blue))
    };
    let shot = wait(&compositor, "it grows", soft);
    assert_eq!(shot.middle(), WHITE);
    // The same on both outputs: the thickness is in points.
    let edges = shot.edges(30);
    let blue: Vec<u8> = edges.iter().map(|[_, _, blue]| *blue).collect();
    let (least, most) = (blue.iter().min().unwrap(), blue.iter().max().unwrap());
    assert!(most - least < 12, "{blue:?}");
    // It is no window: nothing takes the keyboard, and it is in no list.
    let tree = compositor.message(&["-t", "get_tree"]).unwrap();
    let tree: serde_json::Value = serde_json::from_str(&tree).unwrap();
    assert!(!tree.to_string().contains("\"app_id\":\"plumbline"), "{tree}");

    // An output is switched off and on.
    compositor.message(&["output HEADLESS-2 disable"]).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    glow.aim(Some(1.0));
    compositor.message(&["output HEADLESS-2 enable"]).unwrap();
    let begun = Instant::now();
    loop {
        glow.aim(Some(1.0));
        let shot = Shot::take(&compositor);
        if shot.pixels.len() == 1280 * 480 * 3 && soft(&shot) {
            break;
        }
        assert!(begun.elapsed() < LIMIT, "it is on the output again: {:?}", shot.edges(2));
        std::thread::sleep(Duration::from_millis(100));
    }

    glow.set_style(GlowStyle { has_edge: false, has_dimming: true, ..edge() });
    let dimmed = |shot: &Shot| {
        let [.., middle] = shot.middle();
        // The second output is scaled down for the picture.
        let is_even = shot.edges(0).iter().all(|[.., blue]| blue.abs_diff(middle) < 8);
        (0x80..0xA0).contains(&middle) && is_even
    };
    wait(&compositor, "both outputs are dimmed, to their edges", dimmed);

    glow.set_style(edge());
    glow.aim(Some(0.0));
    wait(&compositor, "it fades after the correction", |shot| shot.edges(2) == [WHITE; 8]);
    glow.aim(Some(1.0));
    wait(&compositor, "it is there again", soft);
    glow.aim(None);
    wait(&compositor, "it is gone", |shot| shot.edges(2) == [WHITE; 8]);
}

#[test]
fn on_wayland_the_program_glows_on_every_output_while_the_person_is_at_fault() {
    let (compositor, home) = (Compositor::start_with(OUTPUTS, 2), home());
    let mut command = crate::support::program(home.path());
    command.env("WAYLAND_DISPLAY", compositor.display());
    let demonstration = Demonstration::start(command, home.path());
    // The colour of a fault, over whatever is there.
    let is_orange = |[red, green, blue]: &[u8; 3]| {
        i32::from(*red) - i32::from(*blue) > 60 && red > green && green > blue
    };
    let glows = |shot: &Shot| shot.edges(2).iter().all(is_orange);
    assert!(!glows(&Shot::take(&compositor)), "{}", demonstration.log());
    wait(&compositor, "the fault", glows);
    // Plumbline cannot recognise a window that fills the screen on Wayland; the compositor puts it above.
    compositor.message(&["[app_id=plumbline] fullscreen enable"]).unwrap();
    let is_on_second_only = |shot: &Shot| {
        let edges = shot.edges(2);
        !edges[..4].iter().any(is_orange) && edges[4..].iter().all(is_orange)
    };
    wait(&compositor, "a window fills the first output", is_on_second_only);
    compositor.message(&["[app_id=plumbline] fullscreen disable"]).unwrap();
    wait(&compositor, "it is a usual window again", glows);
    wait(&compositor, "the correction", |shot| !shot.edges(2).iter().any(is_orange));
    demonstration.end();
}
