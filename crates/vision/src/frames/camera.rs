//! Local cameras through nokhwa: V4L2, AVFoundation or Media Foundation.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use parking_lot::{Mutex, MutexGuard};

use nokhwa::Camera;
use nokhwa::NokhwaError;
use nokhwa::utils::{
    ApiBackend, CameraFormat, CameraIndex, FrameFormat, RequestedFormat, RequestedFormatType,
    Resolution,
};

use super::decode::{self, PixelLayout};
use super::feeder::{Feed, Feeder};
use super::frame::Frame;
use super::slot::{LatestSlot, Taken};
use super::source::{FrameError, FrameSource, Interval, Pace};
use plumbline_core::body::ImageSize;

/// Formats that can be decoded.
const READABLE: [FrameFormat; 6] = [
    FrameFormat::MJPEG,
    FrameFormat::YUYV,
    FrameFormat::NV12,
    FrameFormat::GRAY,
    FrameFormat::RAWRGB,
    FrameFormat::RAWBGR,
];

/// A camera of this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameraInfo {
    /// The number N in `camera:N`.
    pub index: u32,
    /// The name that the camera reports.
    pub name: String,
}

/// All cameras, ordered by index.
///
/// # Errors
/// [`FrameError`] if the platform's camera service fails.
pub fn list_cameras() -> Result<Vec<CameraInfo>, FrameError> {
    let found = catching_panics(|| nokhwa::query(ApiBackend::Auto).map_err(|e| error_of(&e)))?;
    let mut cameras: Vec<CameraInfo> = found
        .into_iter()
        .filter_map(|info| {
            let index = info.index().as_index().ok()?;
            Some(CameraInfo { index, name: info.human_name() })
        })
        .filter(|camera| !is_without_pictures(camera.index))
        .collect();
    cameras.sort_by_key(|camera| camera.index);
    Ok(cameras)
}

/// Whether udev on Linux reports that a device node has no video capture. A UVC camera has a second
/// node of the same name for metadata, which nokhwa does not distinguish. Without udev the answer
/// is always false.
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

/// An open camera.
pub struct CameraSource {
    camera: String,
    name: String,
    feeder: Feeder,
}

impl CameraSource {
    /// Opens camera `index`, or the first usable camera. The camera light turns on.
    ///
    /// # Errors
    /// [`FrameError`]; its message says what the person can do.
    pub fn open(index: Option<u32>) -> Result<Self, FrameError> {
        let cameras = list_cameras()?;
        if cameras.is_empty() {
            return Err(FrameError::NoCamera);
        }
        let wanted: Vec<&CameraInfo> = match index {
            None => cameras.iter().collect(),
            Some(index) => cameras.iter().filter(|c| c.index == index).collect(),
        };
        let mut first_error = None;
        for camera in &wanted {
            match Self::start(camera) {
                Ok(source) => return Ok(source),
                // A metadata node may come before or after the camera node: the error of another
                // node is more useful than "no usable format".
                Err(error) => {
                    if matches!(first_error, None | Some(FrameError::NoUsableFormat)) {
                        first_error = Some(error);
                    }
                }
            }
        }
        let found = cameras.iter().map(|c| format!("{} ({})", c.index, c.name)).collect::<Vec<_>>();
        Err(first_error.unwrap_or_else(|| FrameError::NoSuchCamera {
            index: index.unwrap_or_default(),
            found: found.join(", "),
        }))
    }

    fn start(info: &CameraInfo) -> Result<Self, FrameError> {
        let hold = Hold::take(info.index).ok_or(FrameError::Stalled)?;
        // The driver may block in any call, even while opening.
        let opened = std::sync::Arc::new(LatestSlot::<Result<String, FrameError>>::default());
        let report = std::sync::Arc::clone(&opened);
        let camera_name = info.name.clone();
        let info = info.clone();
        let feeder = Feeder::spawn("camera", move |feed| {
            let _hold = hold;
            match catching_panics(|| open_best(info.index)) {
                Ok((camera, format)) => {
                    report.put(Ok(format!("{} {}", info.name, format_text(&format))));
                    supply(camera, format, feed);
                }
                Err(error) => report.put(Err(error)),
            }
        })?;
        match opened.take_timeout(super::feeder::SILENCE_LIMIT) {
            Taken::Value(Ok(name)) => Ok(Self { camera: camera_name, name, feeder }),
            Taken::Value(Err(error)) => Err(error),
            Taken::TimedOut | Taken::Closed => Err(FrameError::Stalled),
        }
    }
}

impl FrameSource for CameraSource {
    fn describe(&self) -> String {
        self.name.clone()
    }

    fn pace(&self) -> Pace {
        Pace::Live
    }

    fn identity(&self) -> Option<String> {
        Some(self.camera.clone())
    }

    fn interval(&self) -> Option<Interval> {
        Some(self.feeder.interval())
    }

    fn next_frame(&mut self) -> Result<Option<Frame>, FrameError> {
        self.feeder.next()
    }
}

fn format_text(format: &CameraFormat) -> String {
    let size = format.resolution();
    format!("{}×{} {} {} fps", size.width(), size.height(), format.format(), format.frame_rate())
}

/// Indices of the cameras that a thread of this process has open.
static HELD: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// Exclusive right of one thread to open a camera; released on drop.
///
/// nokhwa waits for a frame without a timeout, so the thread of a camera that stops delivering is
/// abandoned with the camera still open. Opening the camera again would only report that it is
/// busy.
struct Hold(u32);

impl Hold {
    fn held() -> MutexGuard<'static, BTreeSet<u32>> {
        HELD.lock()
    }

    /// Takes camera `index`; `None` while another thread still has it.
    fn take(index: u32) -> Option<Self> {
        Self::held().insert(index).then(|| Self(index))
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        Self::held().remove(&self.0);
    }
}

/// Calls `call` and turns a panic into an error: the bindings under nokhwa panic on unexpected
/// driver replies.
fn catching_panics<T>(call: impl FnOnce() -> Result<T, FrameError>) -> Result<T, FrameError> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| {
        Err(FrameError::Camera("its driver sent a reply that Plumbline cannot use".into()))
    })
}

fn open_best(index: u32) -> Result<(Camera, CameraFormat), FrameError> {
    let mut camera = open_any(index)?;
    let offered = camera.compatible_camera_formats().map_err(|e| error_of(&e))?;
    let mut first_error = None;
    for format in by_cost(&offered).into_iter().take(MAX_TRIES) {
        let exact = RequestedFormat::with_formats(RequestedFormatType::Exact(format), &READABLE);
        let Err(error) = camera.set_camera_requset(exact) else { return stream(camera) };
        // The driver set another format than requested, but nokhwa has read that format, so it can
        // be used.
        if is_rejected(&error) {
            return stream(camera);
        }
        // nokhwa lists a rate of 15 frames in 2 s as 15 per second, which cannot be set; the next
        // format may work.
        match error_of(&error) {
            error @ FrameError::Camera(_) => first_error = first_error.or(Some(error)),
            error => return Err(error),
        }
    }
    Err(first_error.unwrap_or(FrameError::NoUsableFormat))
}

/// Maximum number of formats to try.
const MAX_TRIES: usize = 8;

fn stream(mut camera: Camera) -> Result<(Camera, CameraFormat), FrameError> {
    camera.open_stream().map_err(|e| error_of(&e))?;
    let format = camera.camera_format();
    Ok((camera, format))
}

/// Opens the camera in any format. nokhwa lists the formats only after it has set one, and only if
/// the driver has accepted exactly that one.
fn open_any(index: u32) -> Result<Camera, FrameError> {
    let mut refusal = FrameError::NoUsableFormat;
    for wanted in [
        RequestedFormatType::None,
        RequestedFormatType::HighestResolution(Resolution::new(640, 480)),
        RequestedFormatType::AbsoluteHighestFrameRate,
        RequestedFormatType::AbsoluteHighestResolution,
    ] {
        let request = RequestedFormat::with_formats(wanted, &READABLE);
        match open_from_any_mode(index, request) {
            Ok(camera) => return Ok(camera),
            Err(error) if is_rejected(&error) => refusal = error_of(&error),
            Err(error) => return Err(error_of(&error)),
        }
    }
    Err(refusal)
}

/// Like [`Camera::new`], but also opens a camera that is in a mode nokhwa does not support.
fn open_from_any_mode(index: u32, request: RequestedFormat) -> Result<Camera, NokhwaError> {
    match Camera::new(CameraIndex::Index(index), request) {
        #[cfg(target_os = "linux")]
        Err(NokhwaError::GetPropertyError { property, .. })
            if property == "FrameFormat" || property == "V4L2 FrameRate" =>
        {
            super::v4l2::leave_foreign_mode(index)
                .map_err(|e| NokhwaError::OpenDeviceError(index.to_string(), e.to_string()))?;
            Camera::new(CameraIndex::Index(index), request)
        }
        opened => opened,
    }
}

fn supply(mut camera: Camera, format: CameraFormat, feed: &Feed) {
    let started = Instant::now();
    let size =
        ImageSize { width: format.resolution().width(), height: format.resolution().height() };
    let layout = layout_of(format.format());
    let mut buffers = Buffers::default();
    loop {
        let delivery = match camera.frame_raw() {
            // Dequeued so that the next frame is current, but not decoded.
            Ok(_) if !feed.is_due() => continue,
            Ok(bytes) if layout == PixelLayout::Mjpeg && buffers.has_old_end(&bytes) => {
                Err(FrameError::BadFrame(decode::CUT_OFF.into()))
            }
            Ok(bytes) => {
                let t_ms = started.elapsed().as_millis() as i64;
                decode::camera_buffer(layout, size, &bytes, t_ms)
            }
            Err(error) => Err(error_of(&error)),
        };
        let is_over = matches!(&delivery, Err(error) if error.is_fatal());
        if !feed.deliver(delivery) || is_over {
            break;
        }
    }
    if let Err(error) = camera.stop_stream() {
        tracing::debug!(%error, "the camera stream did not stop cleanly");
    }
}

/// The last JPEG in each driver buffer, by buffer address.
///
/// nokhwa returns whole V4L2 buffers without the number of bytes written. In such a buffer a
/// truncated JPEG is followed by the end of an older one, which a decoder would accept as part of
/// the new one.
#[derive(Default)]
struct Buffers(Vec<(usize, Vec<u8>)>);

impl Buffers {
    /// Maximum number of buffers to track. Drivers have fewer; more addresses mean that the
    /// platform allocates a new buffer for each frame.
    const MAX_COUNT: usize = 32;

    /// Number of bytes compared at the end. Two different compressed pictures do not match in this
    /// many bytes at the same position by chance (see [`Self::MIN_VALUES`] for the exception).
    const END_BYTES: usize = 64;

    /// Minimum number of distinct byte values for a comparison. Uniform areas such as a black bar
    /// repeat a few values and can match in different pictures.
    const MIN_VALUES: usize = 16;

    /// Whether the JPEG in `bytes` begins with new data but ends with the bytes that the buffer
    /// held before.
    fn has_old_end(&mut self, bytes: &[u8]) -> bool {
        let Some(length) = decode::jpeg_length(bytes) else { return false };
        let (jpeg, end) = (&bytes[..length], length.saturating_sub(Self::END_BYTES)..length);
        let address = bytes.as_ptr() as usize;
        let Some((_, old)) = self.0.iter_mut().find(|(known, _)| *known == address) else {
            if self.0.len() == Self::MAX_COUNT {
                self.0.clear();
            }
            self.0.push((address, jpeg.to_vec()));
            return false;
        };
        let is_old = old.get(end.clone()) == Some(&jpeg[end.clone()])
            && old[..end.start] != jpeg[..end.start]
            && jpeg[end].iter().collect::<BTreeSet<_>>().len() >= Self::MIN_VALUES;
        old.resize(old.len().max(length), 0);
        old[..length].copy_from_slice(jpeg);
        is_old
    }
}

fn layout_of(format: FrameFormat) -> PixelLayout {
    match format {
        FrameFormat::MJPEG => PixelLayout::Mjpeg,
        FrameFormat::YUYV => PixelLayout::Yuyv,
        FrameFormat::NV12 => PixelLayout::Nv12,
        FrameFormat::GRAY => PixelLayout::Gray,
        FrameFormat::RAWRGB => PixelLayout::Rgb,
        FrameFormat::RAWBGR => PixelLayout::Bgr,
    }
}

/// The readable formats, best first: rate of at least 10 frames per second, large enough, nearest
/// to 640×480, cheapest to decode (uncompressed colour, then JPEG, then grey).
fn by_cost(offered: &[CameraFormat]) -> Vec<CameraFormat> {
    let cost = |format: &CameraFormat| {
        let size = format.resolution();
        let (width, height) = (i64::from(size.width()), i64::from(size.height()));
        let is_too_small = width < 480 || height < 360;
        let distance = (width - 640).abs() + (height - 480).abs();
        let is_slow = format.frame_rate() < 10;
        let decoding = match format.format() {
            FrameFormat::YUYV | FrameFormat::NV12 => 0,
            FrameFormat::RAWRGB | FrameFormat::RAWBGR => 1,
            FrameFormat::MJPEG => 2,
            FrameFormat::GRAY => 3,
        };
        // 15 frames per second are preferred: a higher rate only costs the driver's time.
        let rate = (i64::from(format.frame_rate()) - 15).abs();
        (is_slow, is_too_small, distance, decoding, rate)
    };
    let mut formats: Vec<CameraFormat> =
        offered.iter().copied().filter(|f| READABLE.contains(&f.format())).collect();
    formats.sort_by_key(cost);
    formats.dedup();
    formats
}

/// Whether the driver set another format than requested.
fn is_rejected(error: &NokhwaError) -> bool {
    matches!(error, NokhwaError::SetPropertyError { error, .. } if error.ends_with("Rejected"))
}

/// Maps an error of nokhwa to a [`FrameError`]. nokhwa passes system errors on as text only, so
/// this searches the texts of `strerror`.
fn error_of(error: &NokhwaError) -> FrameError {
    let text = error.to_string();
    let has = |needle: &str| text.contains(needle);
    if has("Permission denied")
        || has("os error 13)")
        || has("os error 1)")
        || has("not authorized")
    {
        let hint = if cfg!(target_os = "linux") {
            "; add yourself to the group \"video\" (sudo usermod -aG video $USER) and log in again"
        } else {
            "; allow it in the system's privacy settings"
        };
        FrameError::NoPermission { hint }
    } else if has("busy") || has("os error 16)") {
        FrameError::CameraBusy
    } else if has("No such device") || has("os error 19)") || has("os error 6)") {
        FrameError::Disconnected
    } else if has("No such file") || has("os error 2)") {
        FrameError::NoCamera
    } else if matches!(error, NokhwaError::ReadFrameError(_)) && has("os error 5)") {
        // EIO while streaming is a cable problem.
        FrameError::Disconnected
    } else if has("os error 28)") {
        // ENOSPC: not enough USB bandwidth, for example two cameras on one hub.
        FrameError::Camera(
            "its USB port has not enough bandwidth left; plug it in elsewhere".into(),
        )
    } else if has("Failed to Fufill") {
        FrameError::NoUsableFormat
    } else if is_rejected(error) {
        FrameError::Camera("it accepts none of the formats that it offers".into())
    } else if matches!(error, NokhwaError::GetPropertyError { error, .. }
        if error == "unsupported" || error.starts_with("Framerate not whole"))
    {
        // nokhwa does not open a camera whose current format it does not support.
        FrameError::Camera(
            "another program has left it in a mode that cannot be changed from here; unplug it \
             and plug it in again, or restart the computer"
                .into(),
        )
    } else {
        FrameError::Camera(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(width: u32, height: u32, format: FrameFormat, fps: u32) -> CameraFormat {
        CameraFormat::new(Resolution::new(width, height), format, fps)
    }

    #[test]
    fn a_typical_laptop_camera_gives_640_by_480_without_a_jpeg() {
        let offered = [
            format(1280, 720, FrameFormat::MJPEG, 30),
            format(640, 480, FrameFormat::MJPEG, 30),
            format(640, 480, FrameFormat::YUYV, 30),
            format(640, 480, FrameFormat::YUYV, 15),
            format(1280, 720, FrameFormat::YUYV, 10),
            format(320, 240, FrameFormat::YUYV, 30),
        ];
        assert_eq!(by_cost(&offered).first(), Some(&format(640, 480, FrameFormat::YUYV, 15)));
    }

    #[test]
    fn a_jpeg_at_thirty_frames_beats_an_uncompressed_format_at_five() {
        let offered =
            [format(1280, 720, FrameFormat::YUYV, 5), format(1280, 720, FrameFormat::MJPEG, 30)];
        assert_eq!(by_cost(&offered).first(), Some(&offered[1]));
    }

    #[test]
    fn a_tiny_format_is_the_last_resort() {
        let offered =
            [format(320, 240, FrameFormat::YUYV, 30), format(1920, 1080, FrameFormat::MJPEG, 30)];
        assert_eq!(by_cost(&offered).first(), Some(&offered[1]));
        assert_eq!(by_cost(&offered[..1]).first(), Some(&offered[0]));
        assert!(by_cost(&[]).is_empty());
    }

    #[test]
    fn system_errors_are_mapped_to_frame_errors() {
        let open = |text: &str| error_of(&NokhwaError::OpenDeviceError("0".into(), text.into()));
        assert!(matches!(
            open("V4L2 Error: Permission denied (os error 13)"),
            FrameError::NoPermission { .. }
        ));
        assert!(matches!(
            open("V4L2 Error: Device or resource busy (os error 16)"),
            FrameError::CameraBusy
        ));
        let gone = NokhwaError::ReadFrameError("No such device (os error 19)".into());
        assert!(matches!(error_of(&gone), FrameError::Disconnected));
    }

    #[test]
    fn a_jpeg_that_ends_in_an_older_one_is_detected() {
        let jpeg = |seed: u32, length: usize| {
            let scan = (0..length).scan(seed, |state, _| {
                *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                Some((*state >> 24).min(0xFE) as u8)
            });
            let start = [0xFF, 0xD8, 0xFF, 0xDA, 0, 2];
            start.into_iter().chain(scan).chain([0xFF, 0xD9]).collect::<Vec<u8>>()
        };
        let mut buffer = vec![0; 4096];
        let mut fill = |buffers: &mut Buffers, jpeg: &[u8], written: usize| {
            buffer[..written].copy_from_slice(&jpeg[..written]);
            buffers.has_old_end(&buffer)
        };
        let mut buffers = Buffers::default();
        let (first, second, third) = (jpeg(1, 3000), jpeg(2, 2500), jpeg(3, 3500));
        assert!(!fill(&mut buffers, &first, first.len()));
        assert!(!fill(&mut buffers, &first, first.len()), "the same picture again is whole");
        assert!(!fill(&mut buffers, &second, second.len()));
        assert!(fill(&mut buffers, &third, 1000), "the end is that of the second");
        assert!(fill(&mut buffers, &third, 2800), "the end is that of the first");
        assert!(!fill(&mut buffers, &third, third.len()));

        // Two pictures that end in the same black bar.
        let bar = [0x28, 0, 0xA0, 2].repeat(32);
        let barred = |seed| [&jpeg(seed, 2000)[..2000], &bar, &[0xFF, 0xD9]].concat();
        assert!(!fill(&mut buffers, &barred(4), 2130));
        assert!(!fill(&mut buffers, &barred(5), 2130));
    }

    #[test]
    fn a_camera_held_by_a_hung_thread_cannot_be_taken_twice() {
        let hold = Hold::take(4_000_000_000);
        assert!(hold.is_some() && Hold::take(4_000_000_000).is_none());
        drop(hold);
        assert!(Hold::take(4_000_000_000).is_some());
    }

    #[test]
    fn a_driver_that_makes_the_binding_panic_is_an_error() {
        let result: Result<(), FrameError> = catching_panics(|| panic!("Invalid colorspace"));
        assert!(matches!(result, Err(FrameError::Camera(_))));
    }
}
