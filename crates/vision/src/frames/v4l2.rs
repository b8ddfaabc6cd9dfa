//! Cameras of Linux through V4L2.
//!
//! nokhwa, which reads cameras on other systems, uses the same crate `v4l`. It does not pass on what
//! is needed here: fractional frame rates, sizes in steps, most pixel formats, the padding of rows,
//! the length of each frame and its error mark. `docs/cameras.md` has the list.

use std::io;
use std::path::Path;
use std::time::Instant;

use v4l::buffer::{Flags, Type};
use v4l::control::{Control, Value};
use v4l::frameinterval::FrameIntervalEnum;
use v4l::framesize::FrameSizeEnum;
use v4l::io::mmap::Stream;
use v4l::io::traits::CaptureStream as _;
use v4l::v4l_sys::V4L2_CID_ZOOM_ABSOLUTE;
use v4l::video::Capture as _;
use v4l::video::capture::Parameters;
use v4l::{Device, Format, FourCC, Fraction};

use super::camera::{CameraInfo, no_permission};
use super::camera_modes::{
    self, FourCc, Interval, Intervals, Mode, Sizes, is_raw_sensor, layout_of,
};
use super::decode::{self, PixelLayout};
use super::feeder::{Feed, SILENCE_LIMIT};
use super::known_cameras::UsbId;
use super::optics::{Optics, zoom_of};
use super::source::FrameError;
use plumbline_core::body::ImageSize;

/// Number of buffers to request from the driver.
const BUFFERS: u32 = 4;

/// Maximum number of modes to try.
const MAX_TRIES: usize = 16;

/// How often a waiting thread checks whether its reader is gone.
const POLL_MS: i32 = 500;

/// `POLLIN` of poll(2).
const POLL_IN: i16 = 1;

/// Size to ask for if the driver lists none.
const DEFAULT_SIZE: ImageSize = ImageSize { width: 640, height: 480 };

/// All nodes `/dev/videoN` that give pictures.
pub(super) fn list() -> Result<Vec<CameraInfo>, FrameError> {
    let Ok(entries) = std::fs::read_dir("/dev") else { return Ok(Vec::new()) };
    let index_of = |entry: io::Result<std::fs::DirEntry>| {
        entry.ok()?.file_name().to_str()?.strip_prefix("video")?.parse().ok()
    };
    let indices = entries.filter_map(index_of).filter(|index| !is_without_pictures(*index));
    Ok(indices.map(|index| CameraInfo { index, name: name_of(index) }).collect())
}

fn name_of(index: u32) -> String {
    let name = std::fs::read_to_string(format!("/sys/class/video4linux/video{index}/name"));
    name.map_or_else(|_| format!("/dev/video{index}"), |name| name.trim().to_owned())
}

/// USB id of the camera of node `index`. The node belongs to an interface of the USB device.
pub(super) fn usb_id(index: u32) -> Option<UsbId> {
    usb_id_in(&Path::new("/sys/class/video4linux").join(format!("video{index}")))
}

/// USB id of the camera whose node is described in the folder `node`.
fn usb_id_in(node: &Path) -> Option<UsbId> {
    let device = node.join("device/..");
    let read = |name| std::fs::read_to_string(device.join(name));
    let (vendor, product) = (read("idVendor").ok()?, read("idProduct").ok()?);
    format!("{}:{}", vendor.trim(), product.trim()).parse().ok()
}

/// Whether udev reports that a device node has no video capture. A UVC camera has a second node of
/// the same name for metadata. Without udev the answer is always false.
fn is_without_pictures(index: u32) -> bool {
    let dev = format!("/sys/class/video4linux/video{index}/dev");
    let Ok(number) = std::fs::read_to_string(dev) else { return false };
    let entry = format!("/run/udev/data/c{}", number.trim());
    let Ok(found) = std::fs::read_to_string(entry) else { return false };
    found
        .lines()
        .find_map(|line| line.strip_prefix("E:ID_V4L_CAPABILITIES="))
        .is_some_and(|capabilities| !capabilities.split(':').any(|word| word == "capture"))
}

/// Opens camera `index` in its best mode and supplies its frames until the reader is gone or an
/// error occurs. Calls `opened` with the name of the mode and the zoom when the first frame has arrived.
///
/// # Errors
/// [`FrameError`] if the camera cannot be opened or sends nothing; later errors go to `feed`.
pub(super) fn run(
    index: u32,
    is_grey_accepted: bool,
    opened: impl FnOnce(String, f64),
    feed: &Feed,
) -> Result<(), FrameError> {
    let device = Device::new(index as usize).map_err(|e| error_of(&e))?;
    let modes = readable_modes(&device)?;
    if !is_grey_accepted && modes.iter().all(|mode| mode.layout == PixelLayout::Gray) {
        return Err(FrameError::GreyOnly);
    }
    let started = Instant::now();
    let mut running = start_best(&device, camera_modes::by_cost(modes), &started, feed)?;
    opened(running.format.to_string(), zoom(&device));
    while running.supply(&device, &started, feed) {}
    Ok(())
}

/// The zoom that is set; 1 for a camera without one.
fn zoom(device: &Device) -> f64 {
    let none = Optics::default().zoom;
    let Ok(Control { value: Value::Integer(value), .. }) = device.control(V4L2_CID_ZOOM_ABSOLUTE)
    else {
        return none;
    };
    // The list of controls has the least value. The library panics at a control that it does not know.
    let controls = super::camera::catching_panics(|| {
        device.query_controls().map_err(|error| error_of(&error))
    });
    let zoom = controls.ok().and_then(|controls| {
        let control = controls.iter().find(|control| control.id == V4L2_CID_ZOOM_ABSOLUTE)?;
        Some(zoom_of(value, control.minimum))
    });
    let zoom = zoom.unwrap_or(none);
    if zoom > none {
        tracing::info!(zoom, "the camera is zoomed in");
    }
    zoom
}

/// Tries `modes` in their order.
fn start_best(
    device: &Device,
    mut modes: Vec<Mode>,
    started: &Instant,
    feed: &Feed,
) -> Result<Running, FrameError> {
    let mut first_error = None;
    for _ in 0..MAX_TRIES {
        if modes.is_empty() {
            break;
        }
        let mode = modes.remove(0);
        match Running::start(device, &mode, started, feed) {
            Ok(running) => return Ok(running),
            Err(error @ (FrameError::Camera(_) | FrameError::NoUsableFormat { .. })) => {
                tracing::debug!(?mode, %error, "a mode of the camera does not work");
                first_error = first_error.or(Some(error));
            }
            Err(FrameError::NoBandwidth) => {
                tracing::debug!(?mode, "too little bandwidth for a mode of the camera");
                modes = camera_modes::lighter_than(&mode, &modes);
                first_error = first_error.or(Some(FrameError::NoBandwidth));
            }
            Err(error) => return Err(error),
        }
    }
    let refused = || FrameError::Camera("it accepts none of the formats that it offers".into());
    Err(first_error.unwrap_or_else(refused))
}

/// The modes that can be decoded: those that the driver lists, or else the present one.
fn readable_modes(device: &Device) -> Result<Vec<Mode>, FrameError> {
    let codes: Vec<FourCc> =
        device.enum_formats().map_err(|e| error_of(&e))?.iter().map(|f| f.fourcc.repr).collect();
    let mut modes = Vec::new();
    for code in codes.iter().copied().filter(|code| layout_of(*code).is_some()) {
        for size in sizes(device, code) {
            let intervals = intervals(device, code, size);
            if intervals.is_empty() {
                modes.extend(Mode::new(code, size, None));
            }
            modes.extend(intervals.into_iter().filter_map(|i| Mode::new(code, size, Some(i))));
        }
    }
    if !modes.is_empty() {
        return Ok(modes);
    }
    let present = device.format().ok();
    let mode = present.as_ref().and_then(|format| {
        let size = ImageSize { width: format.width, height: format.height };
        // A list without a readable format is complete.
        Mode::new(format.fourcc.repr, size, None).filter(|_| codes.is_empty())
    });
    let seen: Vec<FourCc> = if codes.is_empty() {
        present.into_iter().map(|format| format.fourcc.repr).collect()
    } else {
        codes
    };
    mode.map(|mode| vec![mode]).ok_or_else(|| unusable(&seen))
}

/// The reason why none of the formats `codes` can be used.
fn unusable(codes: &[FourCc]) -> FrameError {
    let mut names: Vec<String> =
        codes.iter().map(|code| String::from_utf8_lossy(code).trim().to_owned()).collect();
    names.dedup();
    let offered = names.join(", ");
    if !codes.is_empty() && codes.iter().all(|code| is_raw_sensor(*code)) {
        return FrameError::RawFormats { offered };
    }
    FrameError::NoUsableFormat { offered: if names.is_empty() { "none".into() } else { offered } }
}

fn sizes(device: &Device, code: FourCc) -> Vec<ImageSize> {
    let listed = device.enum_framesizes(FourCC::new(&code)).unwrap_or_default();
    if listed.is_empty() {
        return vec![DEFAULT_SIZE];
    }
    let size = |width, height| ImageSize { width, height };
    let offered = listed.into_iter().map(|listed| match listed.size {
        FrameSizeEnum::Discrete(one) => Sizes::One(size(one.width, one.height)),
        FrameSizeEnum::Stepwise(range) => Sizes::Range {
            min: size(range.min_width, range.min_height),
            max: size(range.max_width, range.max_height),
            step: size(range.step_width, range.step_height),
        },
    });
    offered.map(Sizes::nearest).collect()
}

fn intervals(device: &Device, code: FourCc, size: ImageSize) -> Vec<Interval> {
    let code = FourCC::new(&code);
    let listed = device.enum_frameintervals(code, size.width, size.height).unwrap_or_default();
    let offered = listed.into_iter().filter_map(|listed| match listed.interval {
        FrameIntervalEnum::Discrete(one) => Some(Intervals::One(interval_of(one)?)),
        FrameIntervalEnum::Stepwise(range) => Some(Intervals::Range {
            shortest: interval_of(range.min)?,
            longest: interval_of(range.max)?,
        }),
    });
    offered.map(Intervals::nearest).collect()
}

fn interval_of(fraction: Fraction) -> Option<Interval> {
    Interval::new(fraction.numerator, fraction.denominator)
}

/// The format that the driver has set.
struct SetFormat {
    code: FourCc,
    layout: PixelLayout,
    size: ImageSize,
    /// Bytes between two rows; 0 if the driver does not say.
    stride: usize,
    interval: Option<Interval>,
}

impl std::fmt::Display for SetFormat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ImageSize { width, height } = self.size;
        let name = match &self.code {
            b"MJPG" => "MJPEG".into(),
            code => String::from_utf8_lossy(code),
        };
        write!(f, "{width}×{height} {}", name.trim())?;
        self.interval.map_or(Ok(()), |interval| write!(f, " {interval}"))
    }
}

/// Sets `mode`. The driver may set another one, which is then used.
fn set(device: &Device, mode: &Mode) -> Result<SetFormat, FrameError> {
    let wanted = Format::new(mode.size.width, mode.size.height, FourCC::new(&mode.code));
    let format = device.set_format(&wanted).map_err(|e| error_of(&e))?;
    let code = format.fourcc.repr;
    let layout = layout_of(code).ok_or_else(|| unusable(&[code]))?;
    let interval = set_interval(device, mode.interval)?;
    let size = ImageSize { width: format.width, height: format.height };
    Ok(SetFormat { code, layout, size, stride: format.stride as usize, interval })
}

/// Sets the interval, as far as the driver can, and returns the actual one.
fn set_interval(device: &Device, wanted: Option<Interval>) -> Result<Option<Interval>, FrameError> {
    let actual = match wanted {
        Some(Interval { numerator, denominator }) => {
            device.set_params(&Parameters::new(Fraction { numerator, denominator }))
        }
        None => device.params(),
    };
    match actual {
        Ok(parameters) => Ok(interval_of(parameters.interval)),
        Err(error) => match error_of(&error) {
            // A driver need not support setting or stating a rate.
            FrameError::Camera(_) => Ok(wanted),
            error => Err(error),
        },
    }
}

/// A camera that sends frames.
struct Running {
    stream: Stream<'static>,
    format: SetFormat,
}

impl Running {
    /// Sets `mode`, starts the stream and delivers its first frame.
    fn start(
        device: &Device,
        mode: &Mode,
        started: &Instant,
        feed: &Feed,
    ) -> Result<Self, FrameError> {
        let format = set(device, mode)?;
        let mut stream =
            Stream::with_buffers(device, Type::VideoCapture, BUFFERS).map_err(|e| error_of(&e))?;
        stream.set_timeout(SILENCE_LIMIT);
        let mut running = Self { stream, format };
        let delivery = running.next_frame(started)?;
        feed.deliver(delivery);
        Ok(running)
    }

    /// Waits for the next frame and delivers it. Returns false at the end of the stream.
    fn supply(&mut self, device: &Device, started: &Instant, feed: &Feed) -> bool {
        let waiting_since = Instant::now();
        loop {
            match device.handle().poll(POLL_IN, POLL_MS) {
                Ok(0) if waiting_since.elapsed() >= SILENCE_LIMIT => {
                    feed.deliver(Err(FrameError::Stalled));
                    return false;
                }
                Ok(0) if feed.is_closed() => return false,
                Ok(0) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Ok(_) | Err(_) => break,
            }
        }
        if !feed.is_due() {
            // Dequeued so that the next frame is current, but not decoded.
            return match self.stream.next() {
                Ok(_) => true,
                Err(error) => {
                    feed.deliver(Err(streaming_error(&error)));
                    false
                }
            };
        }
        match self.next_frame(started) {
            Ok(delivery) => feed.deliver(delivery),
            Err(error) => {
                feed.deliver(Err(error));
                false
            }
        }
    }

    /// The next frame, or why it is damaged. Fails at the end of the stream.
    fn next_frame(
        &mut self,
        started: &Instant,
    ) -> Result<Result<super::Frame, FrameError>, FrameError> {
        let (buffer, written) = self.stream.next().map_err(|e| streaming_error(&e))?;
        if written.flags.contains(Flags::ERROR) {
            return Ok(Err(FrameError::BadFrame("the camera reports it as damaged".into())));
        }
        let bytes = buffer.get(..written.bytesused as usize).unwrap_or(buffer);
        let t_ms = started.elapsed().as_millis() as i64;
        let SetFormat { layout, size, stride, .. } = self.format;
        Ok(decode::padded_camera_buffer(layout, size, stride, bytes, t_ms))
    }
}

/// Linux error numbers (`errno(3)`).
mod errno {
    pub(super) const EPERM: i32 = 1;
    pub(super) const ENOENT: i32 = 2;
    pub(super) const EIO: i32 = 5;
    pub(super) const ENXIO: i32 = 6;
    pub(super) const EACCES: i32 = 13;
    pub(super) const EBUSY: i32 = 16;
    pub(super) const ENODEV: i32 = 19;
    pub(super) const ENOSPC: i32 = 28;
}

/// Maps an error of opening or setting to a [`FrameError`].
fn error_of(error: &io::Error) -> FrameError {
    match error.raw_os_error() {
        Some(errno::EACCES | errno::EPERM) => no_permission(),
        Some(errno::EBUSY) => FrameError::CameraBusy,
        Some(errno::ENODEV | errno::ENXIO) => FrameError::Disconnected,
        Some(errno::ENOENT) => FrameError::NoCamera,
        Some(errno::ENOSPC) => FrameError::NoBandwidth,
        _ => FrameError::Camera(error.to_string()),
    }
}

/// Maps an error of starting or reading the stream to a [`FrameError`].
fn streaming_error(error: &io::Error) -> FrameError {
    match error_of(error) {
        FrameError::Camera(_) if error.kind() == io::ErrorKind::TimedOut => FrameError::Stalled,
        // A problem of the cable.
        FrameError::Camera(_) if error.raw_os_error() == Some(errno::EIO) => {
            FrameError::Disconnected
        }
        FrameError::Camera(text) => FrameError::Camera(format!("Could not capture frame: {text}")),
        error => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usb_id_is_that_of_the_device_to_which_the_node_belongs() {
        // As in sysfs: the node links to an interface, which is a folder of the USB device.
        let sysfs = tempfile::tempdir().unwrap();
        let interface = sysfs.path().join("usb1/1-6/1-6:1.0");
        let node = interface.join("video4linux/video0");
        std::fs::create_dir_all(&node).unwrap();
        std::os::unix::fs::symlink(&interface, node.join("device")).unwrap();
        assert_eq!(usb_id_in(&node), None);
        std::fs::write(sysfs.path().join("usb1/1-6/idVendor"), "046d\n").unwrap();
        std::fs::write(sysfs.path().join("usb1/1-6/idProduct"), "082d\n").unwrap();
        assert_eq!(usb_id_in(&node).map(|id| id.to_string()), Some("046d:082d".into()));
    }

    #[test]
    fn system_errors_are_mapped_to_frame_errors() {
        let of = |number| error_of(&io::Error::from_raw_os_error(number));
        assert!(matches!(of(errno::EACCES), FrameError::NoPermission { .. }));
        assert!(matches!(of(errno::EBUSY), FrameError::CameraBusy));
        assert!(matches!(of(errno::ENODEV), FrameError::Disconnected));
        assert!(matches!(of(errno::EIO), FrameError::Camera(_)));
        let streaming = |number| streaming_error(&io::Error::from_raw_os_error(number));
        assert!(matches!(streaming(errno::EIO), FrameError::Disconnected));
        assert!(matches!(streaming(errno::ENOSPC), FrameError::NoBandwidth));
    }

    #[test]
    fn unusable_formats_are_named() {
        let raw = unusable(&[*b"BA81", *b"pBAA"]);
        assert!(matches!(&raw, FrameError::RawFormats { offered } if offered == "BA81, pBAA"));
        let mixed = unusable(&[*b"BA81", *b"H264"]).to_string();
        assert!(mixed.contains("it offers BA81, H264"), "{mixed}");
    }
}
