//! The webcam, through nokhwa: V4L2, AVFoundation or Media Foundation.

use std::time::Instant;

use nokhwa::Camera;
use nokhwa::NokhwaError;
use nokhwa::utils::{
    ApiBackend, CameraFormat, CameraIndex, FrameFormat, RequestedFormat, RequestedFormatType,
};

use super::decode::{self, PixelLayout};
use super::feeder::{Feed, Feeder};
use super::frame::Frame;
use super::slot::{LatestSlot, Taken};
use super::source::{FrameError, FrameSource, Pace};
use crate::body::ImageSize;

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
    /// The number for `camera:N`.
    pub index: u32,
    /// What it calls itself.
    pub name: String,
}

/// Every camera, the lowest number first.
///
/// # Errors
/// When the platform's camera service fails.
pub fn list_cameras() -> Result<Vec<CameraInfo>, FrameError> {
    let found = nokhwa::query(ApiBackend::Auto).map_err(|e| error_of(&e))?;
    let mut cameras: Vec<CameraInfo> = found
        .into_iter()
        .filter_map(|info| {
            let index = info.index().as_index().ok()?;
            Some(CameraInfo { index, name: info.human_name() })
        })
        .collect();
    cameras.sort_by_key(|camera| camera.index);
    Ok(cameras)
}

/// A running camera.
pub struct CameraSource {
    name: String,
    feeder: Feeder,
}

impl CameraSource {
    /// Opens camera `index`, or the first that can be used. The light goes on.
    ///
    /// # Errors
    /// [`FrameError`] with what the person can do about it.
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
                // A UVC camera has a second node without pictures: the next one may do.
                Err(error) => first_error = first_error.or(Some(error)),
            }
        }
        let found = cameras.iter().map(|c| format!("{} ({})", c.index, c.name)).collect::<Vec<_>>();
        Err(first_error.unwrap_or_else(|| FrameError::NoSuchCamera {
            index: index.unwrap_or_default(),
            found: found.join(", "),
        }))
    }

    fn start(info: &CameraInfo) -> Result<Self, FrameError> {
        // The driver may block anywhere, even while it is opened.
        let opened = std::sync::Arc::new(LatestSlot::<Result<String, FrameError>>::default());
        let report = std::sync::Arc::clone(&opened);
        let info = info.clone();
        let feeder = Feeder::spawn("camera", move |feed| match open_best(&info) {
            Ok((camera, format)) => {
                report.put(Ok(format!("{} {}", info.name, words(&format))));
                supply(camera, format, feed);
            }
            Err(error) => report.put(Err(error)),
        })?;
        match opened.take_timeout(super::feeder::SILENCE_LIMIT) {
            Taken::Value(Ok(name)) => Ok(Self { name, feeder }),
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

    fn next_frame(&mut self) -> Result<Option<Frame>, FrameError> {
        self.feeder.next()
    }
}

fn words(format: &CameraFormat) -> String {
    let size = format.resolution();
    format!("{}×{} {} {} fps", size.width(), size.height(), format.format(), format.frame_rate())
}

fn open_best(info: &CameraInfo) -> Result<(Camera, CameraFormat), FrameError> {
    let any = RequestedFormat::with_formats(RequestedFormatType::None, &READABLE);
    let mut camera = open_from_any_mode(info.index, any).map_err(|e| error_of(&e))?;
    let offered = camera.compatible_camera_formats().map_err(|e| error_of(&e))?;
    let best = best_format(&offered).ok_or_else(|| FrameError::NoUsableFormat {
        offered: offered.iter().map(words).collect::<Vec<_>>().join(", "),
    })?;
    let exact = RequestedFormat::with_formats(RequestedFormatType::Exact(best), &READABLE);
    camera.set_camera_requset(exact).map_err(|e| error_of(&e))?;
    camera.open_stream().map_err(|e| error_of(&e))?;
    // The driver has the last word about what it sends.
    let format = camera.camera_format();
    Ok((camera, format))
}

/// [`Camera::new`], but nokhwa refuses a camera that stands in a mode it has no name for.
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
    loop {
        let delivery = match camera.frame_raw() {
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

/// The cheapest format that serves: nearest to 640×480, smooth enough, and without a JPEG to
/// decode where there is a choice.
fn best_format(offered: &[CameraFormat]) -> Option<CameraFormat> {
    offered.iter().copied().filter(|f| READABLE.contains(&f.format())).min_by_key(|format| {
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
        // Fewer pictures than 15 a second are not worth having, more cost the driver's time.
        let rate = (i64::from(format.frame_rate()) - 15).abs();
        (is_slow, is_too_small, distance, decoding, rate)
    })
}

/// nokhwa passes the system's error on as text only; the texts of `strerror` are what there is.
fn error_of(error: &NokhwaError) -> FrameError {
    let text = error.to_string();
    let has = |needle: &str| text.contains(needle);
    if has("Permission denied") || has("os error 13") || has("not authorized") {
        let hint = if cfg!(target_os = "linux") {
            "; add yourself to the group \"video\" (sudo usermod -aG video $USER) and log in again"
        } else {
            "; allow it in the system's privacy settings"
        };
        FrameError::NoPermission { hint }
    } else if has("busy") || has("os error 16") {
        FrameError::CameraBusy
    } else if has("No such device") || has("os error 19") || has("os error 6)") {
        FrameError::Disconnected
    } else if has("No such file") || has("os error 2)") {
        FrameError::NoCamera
    } else if has("Failed to Fufill") {
        // How nokhwa says that it can name none of the formats.
        FrameError::NoUsableFormat { offered: "no YUYV, NV12, MJPEG, RGB or BGR".into() }
    } else if matches!(error, NokhwaError::ReadFrameError(_)) && has("os error 5") {
        // EIO while streaming: the cable.
        FrameError::Disconnected
    } else {
        FrameError::Camera(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nokhwa::utils::Resolution;

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
        assert_eq!(best_format(&offered), Some(format(640, 480, FrameFormat::YUYV, 15)));
    }

    #[test]
    fn five_pictures_a_second_lose_against_a_jpeg_at_thirty() {
        let offered =
            [format(1280, 720, FrameFormat::YUYV, 5), format(1280, 720, FrameFormat::MJPEG, 30)];
        assert_eq!(best_format(&offered), Some(offered[1]));
    }

    #[test]
    fn a_tiny_format_is_the_last_resort() {
        let offered =
            [format(320, 240, FrameFormat::YUYV, 30), format(1920, 1080, FrameFormat::MJPEG, 30)];
        assert_eq!(best_format(&offered), Some(offered[1]));
        assert_eq!(best_format(&offered[..1]), Some(offered[0]));
        assert_eq!(best_format(&[]), None);
    }

    #[test]
    fn the_systems_words_become_advice() {
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
}
