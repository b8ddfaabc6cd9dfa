//! Cameras through nokhwa (AVFoundation on macOS, Media Foundation on Windows, V4L2 on Linux).

use std::collections::BTreeSet;
use std::time::Instant;

use nokhwa::Camera;
use nokhwa::NokhwaError;
use nokhwa::utils::{
    ApiBackend, CameraFormat, CameraIndex, FrameFormat, RequestedFormat, RequestedFormatType,
    Resolution,
};

use super::camera::{CameraInfo, no_permission};
use super::camera_modes::{self, Interval, Mode};
#[cfg(windows)]
use super::consent;
use super::decode::{self, PixelLayout};
use super::feeder::Feed;
#[cfg(any(windows, test))]
use super::known_cameras::UsbId;
use super::optics::Optics;
use super::source::FrameError;
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

/// All cameras.
///
/// # Errors
/// [`FrameError`] if the platform's camera service fails.
pub(super) fn list() -> Result<Vec<CameraInfo>, FrameError> {
    let found = nokhwa::query(ApiBackend::Auto).map_err(|e| error_of(&e))?;
    #[cfg(windows)]
    if found.is_empty() && consent::is_denied(consent::Device::Camera) {
        return Err(no_permission());
    }
    Ok(found
        .into_iter()
        .filter_map(|info| {
            let index = info.index().as_index().ok()?;
            Some(CameraInfo { index, name: info.human_name() })
        })
        .collect())
}

/// USB id of camera `index`; `None` if the system does not say it.
#[cfg(windows)]
pub(super) fn usb_id(index: u32) -> Option<UsbId> {
    let found = nokhwa::query(ApiBackend::Auto).ok()?;
    let info = found.into_iter().find(|info| info.index().as_index().is_ok_and(|i| i == index))?;
    usb_id_in_link(&info.misc())
}

/// The USB id in the symbolic link of a camera, such as `\\?\usb#vid_046d&pid_082d&mi_00#7&1a&0&0000#{…}\global`.
#[cfg(any(windows, test))]
fn usb_id_in_link(link: &str) -> Option<UsbId> {
    let link = link.to_ascii_lowercase();
    let digits = |name: &str| link.split(name).nth(1)?.get(..4);
    format!("{}:{}", digits("vid_")?, digits("pid_")?).parse().ok()
}

/// Opens camera `index` in its best format and supplies its frames until the reader is gone or an
/// error occurs. Calls `opened` with the name of the format and the zoom.
///
/// # Errors
/// [`FrameError`] if the camera cannot be opened; later errors go to `feed`.
pub(super) fn run(
    index: u32,
    _is_grey_accepted: bool,
    opened: impl FnOnce(String, f64),
    feed: &Feed,
) -> Result<(), FrameError> {
    #[cfg(target_os = "macos")]
    ask_for_permission()?;
    let (camera, format) = open_best(index).map_err(with_cause)?;
    // The zoom is not asked for: no camera with one could be tried with this library.
    opened(format_text(&format), Optics::default().zoom);
    supply(camera, format, feed);
    Ok(())
}

/// Time for the person to allow the camera. Later the camera is tried again anyway.
#[cfg(target_os = "macos")]
const ANSWER_TIMEOUT: std::time::Duration = std::time::Duration::from_secs(4);

/// macOS asks the person the first time, and answers at once later.
#[cfg(target_os = "macos")]
fn ask_for_permission() -> Result<(), FrameError> {
    let (answer, answered) = std::sync::mpsc::channel();
    nokhwa::nokhwa_initialize(move |is_granted| {
        // Nobody waits any more.
        let _ = answer.send(is_granted);
    });
    match answered.recv_timeout(ANSWER_TIMEOUT) {
        Ok(true) => Ok(()),
        Ok(false) | Err(_) => Err(no_permission()),
    }
}

/// The error of opening a camera, with the cause that Windows notes. The codes of Media Foundation often do not say it.
fn with_cause(error: FrameError) -> FrameError {
    #[cfg(windows)]
    if matches!(error, FrameError::Camera(_)) {
        if consent::is_denied(consent::Device::Camera) {
            return no_permission();
        }
        let own = std::env::current_exe().unwrap_or_default();
        let own = own.to_string_lossy();
        let uses = consent::uses(consent::Device::Camera);
        if uses.iter().any(|other| !other.is_by(&own) && other.lasts(0, |_| true)) {
            return FrameError::CameraBusy;
        }
    }
    error
}

fn format_text(format: &CameraFormat) -> String {
    let size = format.resolution();
    format!("{}×{} {} {} fps", size.width(), size.height(), format.format(), format.frame_rate())
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
    Err(first_error.unwrap_or(no_usable_format()))
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
    let mut refusal = no_usable_format();
    for wanted in [
        RequestedFormatType::None,
        RequestedFormatType::HighestResolution(Resolution::new(640, 480)),
        RequestedFormatType::AbsoluteHighestFrameRate,
        RequestedFormatType::AbsoluteHighestResolution,
    ] {
        let request = RequestedFormat::with_formats(wanted, &READABLE);
        match Camera::new(CameraIndex::Index(index), request) {
            Ok(camera) => return Ok(camera),
            Err(error) if is_rejected(&error) => refusal = error_of(&error),
            Err(error) => return Err(error_of(&error)),
        }
    }
    Err(refusal)
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

/// The readable formats, best first.
fn by_cost(offered: &[CameraFormat]) -> Vec<CameraFormat> {
    let mode_of = |format: &CameraFormat| {
        let size = format.resolution();
        Mode {
            code: *b"    ",
            layout: layout_of(format.format()),
            size: ImageSize { width: size.width(), height: size.height() },
            interval: Interval::new(1, format.frame_rate()),
        }
    };
    let readable = offered.iter().copied().filter(|f| READABLE.contains(&f.format()));
    let mut formats: Vec<CameraFormat> = readable.collect();
    formats.sort_by_key(|format| camera_modes::cost(&mode_of(format)));
    formats.dedup();
    formats
}

/// Whether the driver set another format than requested.
fn is_rejected(error: &NokhwaError) -> bool {
    matches!(error, NokhwaError::SetPropertyError { error, .. } if error.ends_with("Rejected"))
}

/// Codes of Media Foundation and of Windows (`HRESULT`), as nokhwa prints them after a text in the language of Windows.
/// Source: Microsoft, `mferror.h` and `winerror.h`.
const ACCESS_DENIED: &str = "0x80070005";
/// The camera streams to another program, which does not share it; a program with precedence has taken it; sharing
/// violation; busy.
const IN_USE: [&str; 4] = ["0xC00D3704", "0xC00D3EA3", "0x80070020", "0x800700AA"];
const DEVICE_INVALIDATED: &str = "0xC00D3EA2";
const NO_CAPTURE_DEVICES: &str = "0xC00DABE0";

/// The error that a code of Windows in `text` means.
fn error_of_windows(text: &str) -> Option<FrameError> {
    let has = |code: &str| text.contains(code);
    if has(ACCESS_DENIED) {
        Some(no_permission())
    } else if IN_USE.into_iter().any(has) {
        Some(FrameError::CameraBusy)
    } else if has(DEVICE_INVALIDATED) {
        Some(FrameError::Disconnected)
    } else if has(NO_CAPTURE_DEVICES) {
        Some(FrameError::NoCamera)
    } else {
        None
    }
}

/// Maps an error of nokhwa to a [`FrameError`]. nokhwa passes system errors on as text only, so
/// this searches the texts of `strerror`, and the codes of Windows.
fn error_of(error: &NokhwaError) -> FrameError {
    let text = error.to_string();
    if let Some(error) = error_of_windows(&text) {
        return error;
    }
    let has = |needle: &str| text.contains(needle);
    if has("Permission denied")
        || has("os error 13)")
        || has("os error 1)")
        || has("not authorized")
    {
        no_permission()
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
        no_usable_format()
    } else if is_rejected(error) {
        FrameError::Camera("it accepts none of the formats that it offers".into())
    } else {
        FrameError::Camera(text)
    }
}

fn no_usable_format() -> FrameError {
    FrameError::NoUsableFormat { offered: "none of them".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn the_usb_id_is_read_from_the_link_of_the_device() {
        let link = r"\\?\usb#vid_046D&pid_082d&mi_00#7&2f27b4&0&0000#{65e8773d-8f56}\global";
        assert_eq!(usb_id_in_link(link).unwrap().to_string(), "046d:082d");
        for other in ["", r"\\?\swd#camera#obs", "vid_46d&pid_082d", "vid_046dä", "usb#vid_ü"] {
            assert_eq!(usb_id_in_link(other), None, "{other}");
        }
    }

    #[test]
    fn codes_of_windows_are_mapped_in_every_language() {
        let open = |text: &str| error_of(&NokhwaError::OpenDeviceError("0".into(), text.into()));
        let denied = open("Zugriff verweigert (0x80070005)");
        assert!(matches!(denied, FrameError::NoPermission { .. }), "{denied}");
        for code in IN_USE {
            let error = open(&format!("Hardware-MFT konnte das Streaming nicht starten ({code})"));
            assert!(matches!(error, FrameError::CameraBusy), "{error}");
        }
        let read = |text: &str| error_of(&NokhwaError::ReadFrameError(text.into()));
        assert!(matches!(read("(0xC00D3EA2)"), FrameError::Disconnected));
        assert!(matches!(open("0xC00DABE0"), FrameError::NoCamera));
        assert!(matches!(open("Falscher Parameter. (0x80070057)"), FrameError::Camera(_)));
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
}
