//! Which mode of a camera to use: pixel layout, size and rate. Pure.
#![cfg_attr(
    not(target_os = "linux"),
    allow(dead_code, reason = "only V4L2 offers the modes in detail")
)]

use super::decode::PixelLayout;
use plumbline_core::body::ImageSize;

/// Code of a pixel format, as V4L2 names it (`YUYV`, `MJPG` and so on).
pub(super) type FourCc = [u8; 4];

/// The pixel formats that can be decoded.
const READABLE: [(&FourCc, PixelLayout); 18] = [
    (b"MJPG", PixelLayout::Mjpeg),
    (b"JPEG", PixelLayout::Mjpeg),
    (b"YUYV", PixelLayout::Yuyv),
    (b"UYVY", PixelLayout::Uyvy),
    (b"YVYU", PixelLayout::Yvyu),
    (b"VYUY", PixelLayout::Vyuy),
    (b"NV12", PixelLayout::Nv12),
    (b"NV21", PixelLayout::Nv21),
    (b"YU12", PixelLayout::Yu12),
    (b"YV12", PixelLayout::Yv12),
    (b"GREY", PixelLayout::Gray),
    (b"RGB3", PixelLayout::Rgb),
    (b"BGR3", PixelLayout::Bgr),
    // 32 bits per pixel; V4L2 names the byte order from the other end.
    (b"XR24", PixelLayout::Bgrx),
    (b"AR24", PixelLayout::Bgrx),
    (b"BGR4", PixelLayout::Bgrx),
    (b"XB24", PixelLayout::Rgbx),
    (b"AB24", PixelLayout::Rgbx),
];

/// The layout of the pixel format `code`; `None` if it cannot be decoded.
pub(super) fn layout_of(code: FourCc) -> Option<PixelLayout> {
    READABLE.iter().find(|(known, _)| **known == code).map(|(_, layout)| *layout)
}

/// Whether `code` is a raw sensor format (Bayer pattern). The names are those of V4L2.
pub(super) fn is_raw_sensor(code: FourCc) -> bool {
    match &code {
        b"BA81" | b"GBRG" | b"GRBG" | b"RGGB" | b"BYR2" => true,
        // Unpacked: order of the colours and bits per pixel (`RG10`). `BA` is V4L2's name for GRBG.
        [b'B' | b'G' | b'R', b'A' | b'B' | b'G' | b'R', b'1', b'0' | b'2' | b'4' | b'6'] => true,
        // Packed (`pBAA`) or compressed to 8 bits (`aBA8`, `bRA8`).
        [b'p' | b'a' | b'b', b'B' | b'G' | b'g' | b'R', b'A' | b'C' | b'E', _] => true,
        // Intel's packing (`ip3b`).
        [b'i', b'p', b'3', _] => true,
        _ => false,
    }
}

/// Time between two frames in seconds, as a fraction. A rate of 29.97 has no other exact form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval {
    pub numerator: u32,
    pub denominator: u32,
}

impl Interval {
    /// `None` for a fraction without a value.
    pub(super) fn new(numerator: u32, denominator: u32) -> Option<Self> {
        (numerator > 0 && denominator > 0).then_some(Self { numerator, denominator })
    }

    pub(super) fn fps(self) -> f64 {
        f64::from(self.denominator) / f64::from(self.numerator)
    }
}

/// The rate as the window shows it: whole, or with up to two decimals.
impl std::fmt::Display for Interval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hundredths = (self.fps() * 100.0).round() / 100.0;
        write!(f, "{hundredths} fps")
    }
}

/// The sizes that a camera offers for one pixel format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sizes {
    One(ImageSize),
    /// Any size from `min` to `max` in steps, as Raspberry Pi and virtual cameras offer.
    Range {
        min: ImageSize,
        max: ImageSize,
        step: ImageSize,
    },
}

/// The size that costs least and still shows enough.
const WANTED: ImageSize = ImageSize { width: 640, height: 480 };

impl Sizes {
    /// The offered size that is nearest to 640×480.
    pub(super) fn nearest(self) -> ImageSize {
        match self {
            Self::One(size) => size,
            Self::Range { min, max, step } => ImageSize {
                width: in_steps(WANTED.width, min.width, max.width, step.width),
                height: in_steps(WANTED.height, min.height, max.height, step.height),
            },
        }
    }
}

/// The value in `min..=max` at a whole number of steps from `min` that is at most `wanted`, or else `min`.
fn in_steps(wanted: u32, min: u32, max: u32, step: u32) -> u32 {
    let within = wanted.min(max).max(min);
    within - (within - min) % step.max(1)
}

/// The intervals that a camera offers for one pixel format and size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Intervals {
    One(Interval),
    /// Any interval between these; the driver rounds to its steps.
    Range {
        shortest: Interval,
        longest: Interval,
    },
}

/// The rate that is enough. A higher rate only costs the driver's time.
const WANTED_INTERVAL: Interval = Interval { numerator: 1, denominator: 15 };

impl Intervals {
    /// The offered interval that is nearest to 15 frames per second.
    pub(super) fn nearest(self) -> Interval {
        match self {
            Self::One(interval) => interval,
            Self::Range { shortest, .. } if shortest.fps() < WANTED_INTERVAL.fps() => shortest,
            Self::Range { longest, .. } if longest.fps() > WANTED_INTERVAL.fps() => longest,
            Self::Range { .. } => WANTED_INTERVAL,
        }
    }
}

/// One way to run a camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mode {
    pub code: FourCc,
    pub layout: PixelLayout,
    pub size: ImageSize,
    /// `None` if the driver does not say or cannot set it.
    pub interval: Option<Interval>,
}

impl Mode {
    /// A mode of a readable format; `None` if the format cannot be decoded or the size is empty.
    pub(super) fn new(code: FourCc, size: ImageSize, interval: Option<Interval>) -> Option<Self> {
        let layout = layout_of(code)?;
        (size.width > 0 && size.height > 0).then_some(Self { code, layout, size, interval })
    }

    /// Bytes per second on the cable. Unknown for JPEG, which is what a full USB bus needs.
    fn bytes_per_s(&self) -> Option<f64> {
        let pixels = f64::from(self.size.width) * f64::from(self.size.height);
        let fps = self.interval.map_or(30.0, Interval::fps);
        Some(pixels * self.layout.bits_per_pixel()? / 8.0 * fps)
    }
}

/// Sort key of a mode, best first: at least 10 frames per second, large enough, nearest to 640×480,
/// cheapest to decode (uncompressed colour, then JPEG, then grey), nearest to 15 frames per second.
pub(super) fn cost(mode: &Mode) -> impl Ord + use<> {
    let size = mode.size;
    let is_too_small = size.width < 480 || size.height < 360;
    let distance_px = size.width.abs_diff(WANTED.width) + size.height.abs_diff(WANTED.height);
    let fps = mode.interval.map_or(30.0, Interval::fps);
    let rate_millihertz = ((fps - WANTED_INTERVAL.fps()).abs() * 1000.0) as i64;
    (fps < 10.0, is_too_small, distance_px, mode.layout.decoding_cost(), rate_millihertz)
}

/// Orders `modes` by their [`cost`].
pub(super) fn by_cost(mut modes: Vec<Mode>) -> Vec<Mode> {
    modes.sort_by_key(cost);
    modes.dedup();
    modes
}

/// The modes of `rest` that can still work after `failed` found too little bandwidth: JPEG, and
/// modes that need less.
pub(super) fn lighter_than(failed: &Mode, rest: &[Mode]) -> Vec<Mode> {
    let Some(too_much) = failed.bytes_per_s() else { return rest.to_vec() };
    rest.iter()
        .copied()
        .filter(|mode| mode.bytes_per_s().is_none_or(|needed| needed < too_much))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn size(width: u32, height: u32) -> ImageSize {
        ImageSize { width, height }
    }

    fn mode(code: &FourCc, width: u32, height: u32, frames: u32, seconds: u32) -> Mode {
        Mode::new(*code, size(width, height), Interval::new(seconds, frames)).unwrap()
    }

    #[test]
    fn a_typical_laptop_camera_gives_640_by_480_without_a_jpeg() {
        let offered = vec![
            mode(b"MJPG", 1280, 720, 30, 1),
            mode(b"MJPG", 640, 480, 30, 1),
            mode(b"YUYV", 640, 480, 30, 1),
            mode(b"YUYV", 640, 480, 15, 1),
            mode(b"YUYV", 1280, 720, 10, 1),
            mode(b"YUYV", 320, 240, 30, 1),
        ];
        assert_eq!(by_cost(offered.clone()).first(), Some(&offered[3]));
    }

    #[test]
    fn a_jpeg_at_thirty_frames_beats_an_uncompressed_format_at_five() {
        let offered = vec![mode(b"YUYV", 1280, 720, 5, 1), mode(b"MJPG", 1280, 720, 30, 1)];
        assert_eq!(by_cost(offered.clone()).first(), Some(&offered[1]));
        // 15 frames in 2 s are 7.5 per second, not 15.
        let offered = vec![mode(b"YUYV", 640, 480, 15, 2), mode(b"MJPG", 640, 480, 30_000, 1001)];
        assert_eq!(by_cost(offered.clone()).first(), Some(&offered[1]));
    }

    #[test]
    fn a_tiny_format_is_the_last_resort() {
        let offered = vec![mode(b"YUYV", 320, 240, 30, 1), mode(b"MJPG", 1920, 1080, 30, 1)];
        assert_eq!(by_cost(offered.clone()).first(), Some(&offered[1]));
        assert_eq!(by_cost(offered[..1].to_vec()).first(), Some(&offered[0]));
        assert!(by_cost(Vec::new()).is_empty());
    }

    #[test]
    fn sizes_and_intervals_in_steps_give_the_nearest_allowed_value() {
        let range = |min, max, step| Sizes::Range { min, max, step: size(step, step) }.nearest();
        assert_eq!(range(size(32, 32), size(2592, 1944), 2), size(640, 480));
        assert_eq!(range(size(2, 1), size(8192, 8192), 1), size(640, 480));
        assert_eq!(range(size(16, 16), size(320, 240), 16), size(320, 240));
        assert_eq!(range(size(1280, 720), size(1920, 1080), 8), size(1280, 720));
        assert_eq!(range(size(48, 32), size(4096, 4096), 100), size(548, 432));
        assert_eq!(range(size(640, 480), size(640, 480), 0), size(640, 480));
        let interval = |numerator, denominator| Interval::new(numerator, denominator).unwrap();
        let rate = |shortest, longest| Intervals::Range { shortest, longest }.nearest();
        assert_eq!(rate(interval(1, 90), interval(1, 1)), interval(1, 15));
        assert_eq!(rate(interval(1, 90), interval(1, 24)), interval(1, 24));
        assert_eq!(rate(interval(2, 15), interval(1, 1)), interval(2, 15));
    }

    #[test]
    fn every_rate_is_shown_as_it_is() {
        let text =
            |numerator, denominator| Interval::new(numerator, denominator).unwrap().to_string();
        assert_eq!(text(1, 30), "30 fps");
        assert_eq!(text(1001, 30_000), "29.97 fps");
        assert_eq!(text(2, 15), "7.5 fps");
        assert_eq!(text(256, 7680), "30 fps");
        assert_eq!(text(333_333, 10_000_000), "30 fps");
        assert_eq!(Interval::new(0, 30), None);
        assert_eq!(Interval::new(1, 0), None);
    }

    #[test]
    fn after_a_full_bus_only_lighter_modes_are_left() {
        let failed = mode(b"YUYV", 640, 480, 15, 1);
        let jpeg = mode(b"MJPG", 1280, 720, 30, 1);
        let rest = [
            mode(b"YUYV", 640, 480, 30, 1),
            mode(b"NV12", 640, 480, 30, 1),
            jpeg,
            mode(b"NV12", 640, 480, 15, 1),
        ];
        assert_eq!(lighter_than(&failed, &rest), [jpeg, rest[3]]);
        assert_eq!(lighter_than(&jpeg, &rest), rest);
    }

    #[test]
    fn raw_sensor_formats_are_recognised_and_no_readable_one_is() {
        for code in [
            b"BA81", b"GBRG", b"GRBG", b"RGGB", b"BG10", b"GB10", b"BA10", b"RG10", b"pBAA",
            b"pgAA", b"pRCC", b"BG12", b"pgEE", b"BYR2", b"RG16", b"aBA8", b"bRA8", b"ip3b",
        ] {
            assert!(is_raw_sensor(*code), "{}", String::from_utf8_lossy(code));
            assert_eq!(layout_of(*code), None);
        }
        for (code, _) in READABLE {
            assert!(!is_raw_sensor(*code), "{}", String::from_utf8_lossy(code));
        }
        for code in [b"H264", b"Y16 ", b"RGBP", b"HEVC", b"Z16 "] {
            assert!(!is_raw_sensor(*code), "{}", String::from_utf8_lossy(code));
        }
    }
}
