//! The interface of frame sources ([`FrameSource`]), their addresses ([`SourceSpec`]) and their
//! errors.

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::camera_url::CameraUrl;
use super::frame::Frame;

/// Address of a frame source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceSpec {
    /// A camera of this machine by its index, or the first usable camera.
    Camera(Option<u32>),
    /// A picture, a folder of pictures, or a video file.
    File(PathBuf),
    /// A network camera that sends `multipart/x-mixed-replace` (MJPEG) over plain HTTP.
    Mjpeg(CameraUrl),
    /// The bundled demonstration.
    Demo,
}

/// Error for a `--source` text that is not a valid source.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SourceSpecError {
    /// The text after `camera:` is not a number.
    #[error(
        "\"{0}\" is not a camera number; use camera or camera:0 (\"plumbline cameras\" lists the numbers)"
    )]
    CameraNumber(String),
    /// The URL scheme is not `http://`.
    #[error(
        "only plain http:// MJPEG streams are supported, not {0}; use the camera's http:// address"
    )]
    UnsupportedScheme(String),
    /// The text is empty.
    #[error("the source is empty; use camera, demo, a file, a folder or an http:// address")]
    Empty,
}

impl FromStr for SourceSpec {
    type Err = SourceSpecError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() {
            return Err(SourceSpecError::Empty);
        }
        if text == "demo" {
            return Ok(Self::Demo);
        }
        if text == "camera" {
            return Ok(Self::Camera(None));
        }
        if let Some(number) = text.strip_prefix("camera:") {
            return number
                .parse()
                .map(|index| Self::Camera(Some(index)))
                .map_err(|_| SourceSpecError::CameraNumber(number.to_owned()));
        }
        // The scheme of an address is case-insensitive.
        let lower = text.to_ascii_lowercase();
        if lower.starts_with("http://") {
            return Ok(Self::Mjpeg(CameraUrl::new(text)));
        }
        if let Some((scheme, _)) = text.split_once("://") {
            return Err(SourceSpecError::UnsupportedScheme(format!("{scheme}://")));
        }
        // A mistyped address is not a file: messages about files repeat the whole text.
        if let Some(scheme) = ["http:", "https:"].into_iter().find(|s| lower.starts_with(s)) {
            return Err(SourceSpecError::UnsupportedScheme(scheme.to_owned()));
        }
        Ok(Self::File(PathBuf::from(text)))
    }
}

impl SourceSpec {
    /// The text from which this source can be parsed again, for the settings. Unlike the displayed
    /// text it contains the password of a network camera.
    #[must_use]
    pub fn with_secrets(&self) -> String {
        match self {
            Self::Mjpeg(url) => url.with_secrets().to_owned(),
            other => other.to_string(),
        }
    }
}

/// Shows the source without the password of a network camera.
impl std::fmt::Display for SourceSpec {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Camera(None) => f.write_str("camera"),
            Self::Camera(Some(index)) => write!(f, "camera:{index}"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Mjpeg(url) => write!(f, "{url}"),
            Self::Demo => f.write_str("demo"),
        }
    }
}

/// How a source delivers its frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Frames arrive in real time; [`FrameSource::next_frame`] blocks until the next one.
    Live,
    /// All frames are available at once; [`Frame::t_ms`] gives the time of each.
    Recorded,
}

/// Minimum time between two delivered frames; clones share it.
#[derive(Debug, Clone, Default)]
pub struct Interval(Arc<AtomicU32>);

impl Interval {
    /// Sets the time in milliseconds; 0 delivers every frame.
    pub fn set_ms(&self, interval_ms: u32) {
        self.0.store(interval_ms, Ordering::Relaxed);
    }

    /// The time in milliseconds.
    #[must_use]
    pub fn ms(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A source of frames. It stays on one thread; dropping it releases the device.
pub trait FrameSource {
    /// Name shown in the window, for example `Integrated Camera 640×480 MJPEG`.
    fn describe(&self) -> String;

    /// Whether frames arrive in real time or are all available at once.
    fn pace(&self) -> Pace;

    /// The next frame; `None` at the end of a recording. Blocks for a few seconds at most: a live
    /// source without a frame for longer returns [`FrameError::Stalled`].
    ///
    /// # Errors
    /// See [`FrameError`]. After an error for which [`FrameError::is_fatal`] is true, the source
    /// must be reopened.
    fn next_frame(&mut self) -> Result<Option<Frame>, FrameError>;

    /// Stable name of the camera or video, the key for data stored per camera; `None` for sources
    /// without one.
    fn identity(&self) -> Option<String> {
        None
    }

    /// The minimum time between two delivered frames, which another thread can change while
    /// [`Self::next_frame`] waits; a live source does not decode the frames in between. `None` for a
    /// source that delivers every frame.
    fn interval(&self) -> Option<Interval> {
        None
    }

    /// Name of the last delivered picture, for sources whose pictures have their own names.
    fn current_name(&self) -> Option<String> {
        None
    }
}

/// Why there is no frame. Each message tells the person what to do.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// No camera is connected.
    #[error("no camera was found; connect one and it will be picked up by itself")]
    NoCamera,
    /// The requested camera does not exist.
    #[error("there is no camera {index}; found: {found}")]
    NoSuchCamera {
        index: u32,
        /// The cameras that exist, as text for the message.
        found: String,
    },
    /// Another program uses the camera.
    #[error(
        "the camera is in use by another program; close that program, then Plumbline continues automatically"
    )]
    CameraBusy,
    /// The operating system denies access to the camera.
    #[error("no permission to use the camera{hint}")]
    NoPermission {
        /// What to do about it; begins with `; `, or is empty.
        hint: &'static str,
    },
    /// The camera or stream was available and is gone.
    #[error("the camera was disconnected")]
    Disconnected,
    /// The camera is open but delivers no frames.
    #[error("the camera sends no pictures; unplug it and plug it in again")]
    Stalled,
    /// The camera offers none of the formats that Plumbline can decode.
    #[error(
        "the camera offers no format Plumbline can read (YUYV, NV12, MJPEG, RGB, BGR or grey); use another camera"
    )]
    NoUsableFormat,
    /// Any other camera failure.
    #[error("the camera failed: {0}")]
    Camera(String),
    /// One frame could not be decoded; the next one may be fine.
    #[error("a picture could not be read: {0}")]
    BadFrame(String),
    /// A file could not be opened or read.
    #[error("cannot read {path}: {reason}")]
    Unreadable { path: PathBuf, reason: String },
    /// A picture is larger than the limit.
    #[error(
        "{path} is too large ({width}×{height} pixels); reduce it to at most {limit} pixels per side"
    )]
    TooLarge {
        path: PathBuf,
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
        /// Longest accepted side, pixels.
        limit: u32,
    },
    /// The folder contains no picture.
    #[error("{0} holds no picture (JPEG, PNG, WebP or BMP); choose another folder")]
    EmptyFolder(PathBuf),
    /// ffmpeg, which reads videos, is not installed.
    #[error(
        "reading video needs the program ffmpeg, which was not found; install it (Debian/Ubuntu: sudo apt install ffmpeg) or use a folder of pictures instead"
    )]
    NoFfmpeg,
    /// The network camera could not be reached or does not send MJPEG.
    #[error("{url}: {reason}")]
    Network { url: CameraUrl, reason: String },
}

impl FrameError {
    /// Whether the operating system has refused access to a file.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        // The decoders of pictures and videos report the refusal only as text.
        matches!(self, Self::Unreadable { reason, .. } if reason.contains("Permission denied"))
    }

    /// Whether the source must be reopened. A damaged frame is not fatal.
    #[must_use]
    pub fn is_fatal(&self) -> bool {
        !matches!(self, Self::BadFrame(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_source_is_parsed_and_printed_back() {
        for text in ["camera", "camera:2", "demo", "http://10.0.0.7:8080/video", "some/folder"] {
            let spec: SourceSpec = text.parse().unwrap();
            assert_eq!(spec.to_string(), text);
        }
    }

    #[test]
    fn the_password_of_a_network_camera_is_kept_and_not_printed() {
        let spec: SourceSpec = "http://anna:hunter2@cam/video".parse().unwrap();
        assert_eq!(spec.with_secrets(), "http://anna:hunter2@cam/video");
        let SourceSpec::Mjpeg(url) = &spec else { panic!("{spec}") };
        let error = FrameError::Network { url: url.clone(), reason: "gone".into() };
        for shown in [format!("{spec} {spec:?}"), format!("{error} {error:?}")] {
            assert!(!shown.contains("hunter2"), "{shown}");
        }
    }

    #[test]
    fn invalid_sources_are_refused() {
        assert_eq!("".parse::<SourceSpec>(), Err(SourceSpecError::Empty));
        assert!(matches!("camera:x".parse::<SourceSpec>(), Err(SourceSpecError::CameraNumber(_))));
        for text in ["https://a/b", "http:/anna:hunter2@cam/", "rtsp://anna:hunter2@cam/"] {
            let error = text.parse::<SourceSpec>().unwrap_err();
            assert!(matches!(error, SourceSpecError::UnsupportedScheme(_)), "{error}");
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
    }
}
