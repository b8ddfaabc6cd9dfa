//! The interface of frame sources ([`FrameSource`]), their addresses ([`SourceSpec`]) and their
//! errors.

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::camera_url::CameraUrl;
use super::frame::Frame;
use super::optics::Optics;

/// Address of a frame source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceSpec {
    /// A camera of this machine by its index, or the first usable camera.
    Camera(Option<u32>),
    /// A picture, a folder of pictures, or a video file.
    File(PathBuf),
    /// A network camera that sends MJPEG or single JPEG pictures over plain HTTP.
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
        if let Some((scheme, address)) = text.split_once("://") {
            return match scheme.to_ascii_lowercase().as_str() {
                "http" => Ok(Self::Mjpeg(CameraUrl::new(&format!("http://{address}")))),
                scheme => Err(SourceSpecError::UnsupportedScheme(format!("{scheme}://"))),
            };
        }
        if is_address(text) {
            return Ok(Self::Mjpeg(CameraUrl::new(&format!("http://{text}"))));
        }
        // A mistyped address is not a file: messages about files repeat the whole text.
        let lower = text.to_ascii_lowercase();
        if let Some(scheme) = ["http:", "https:"].into_iter().find(|s| lower.starts_with(s)) {
            return Err(SourceSpecError::UnsupportedScheme(scheme.to_owned()));
        }
        Ok(Self::File(PathBuf::from(text)))
    }
}

/// Whether `text` is the address of a network camera without its `http://`: a host with a port, or
/// an IP address, and perhaps a user name, a password and a path. A file that looks like this can be
/// given as `./NAME`.
fn is_address(text: &str) -> bool {
    let (authority, path) = text.split_once('/').map_or((text, None), |(a, p)| (a, Some(p)));
    let (user, host_and_port) =
        authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    let (host, port) = match host_and_port.rsplit_once(':') {
        // The colons of an IPv6 address are inside brackets.
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (host_and_port, None),
    };
    let is_ip_v4 = host.parse::<std::net::Ipv4Addr>().is_ok();
    let is_ip_v6 = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .is_some_and(|host| host.parse::<std::net::Ipv6Addr>().is_ok());
    let is_name = !host.is_empty()
        && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
    match port {
        Some(port) => (is_name || is_ip_v6) && port.parse::<u16>().is_ok_and(|port| port > 0),
        None => is_ip_v4 || is_ip_v6 || (user.is_some() && path.is_some() && is_name),
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
    /// source that is slow returns [`FrameError::NotYet`], and one without a frame for too long
    /// [`FrameError::Stalled`].
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

    /// What the camera and its driver say about what it sees.
    fn optics(&self) -> Optics {
        Optics::default()
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
    /// A live source has no picture yet; the next attempt may have one.
    #[error("no picture has arrived yet")]
    NotYet,
    /// The camera offers none of the formats that Plumbline can decode.
    #[error(
        "the camera offers no format Plumbline can read (it offers {offered}; YUYV, NV12, MJPEG, RGB, grey and similar ones are read); use another camera"
    )]
    NoUsableFormat {
        /// The formats that it offers, as text for the message.
        offered: String,
    },
    /// The camera offers raw sensor formats only.
    #[error(
        "the camera gives only unprocessed sensor data ({offered}), which Plumbline cannot read; use another camera, or see docs/cameras.md"
    )]
    RawFormats {
        /// The formats that it offers, as text for the message.
        offered: String,
    },
    /// The only cameras are nodes of a built-in (MIPI) camera without processed pictures.
    #[error(
        "the built-in camera ({name}) gives Plumbline only unprocessed sensor data; provide its pictures as a V4L2 camera with v4l2loopback (docs/cameras.md), or connect a USB camera"
    )]
    RawSensor {
        /// Name of the node.
        name: String,
    },
    /// The camera offers grey formats only and was opened as a colour camera.
    #[error("the camera gives grey pictures only, as infrared cameras do; use another camera")]
    GreyOnly,
    /// The USB bus has too little bandwidth left, for example with two cameras on one hub.
    #[error("the camera failed: its USB port has not enough bandwidth left; plug it in elsewhere")]
    NoBandwidth,
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
    #[error(
        "{0} holds no picture (JPEG, PNG, WebP, BMP, TIFF, HEIC, AVIF and others); choose another folder"
    )]
    EmptyFolder(PathBuf),
    /// ffmpeg, which reads videos and some pictures, is not installed.
    #[error(
        "reading videos, and pictures other than JPEG, PNG, WebP and BMP, needs the program ffmpeg, which was not found; install it (Debian/Ubuntu: sudo apt install ffmpeg; Windows: winget install ffmpeg)"
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

    /// Whether the source must be reopened. A damaged or a late frame is not fatal.
    #[must_use]
    pub fn is_fatal(&self) -> bool {
        !matches!(self, Self::BadFrame(_) | Self::NotYet)
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
        assert_eq!(
            "RTSP://10.0.0.7/live".parse::<SourceSpec>(),
            Err(SourceSpecError::UnsupportedScheme("rtsp://".into()))
        );
    }

    #[test]
    fn an_address_needs_no_scheme_and_a_scheme_may_be_in_capitals() {
        for (text, url) in [
            ("HTTP://10.0.0.7:8080/Video", "http://10.0.0.7:8080/Video"),
            ("Http://camera/", "http://camera/"),
            ("10.0.0.7:8080/video", "http://10.0.0.7:8080/video"),
            ("10.0.0.7", "http://10.0.0.7"),
            ("10.0.0.7/video?fps=5", "http://10.0.0.7/video?fps=5"),
            ("camera.local:81/stream", "http://camera.local:81/stream"),
            ("localhost:8080", "http://localhost:8080"),
            ("[fe80::1]:8080/video", "http://[fe80::1]:8080/video"),
            ("[::1]/video", "http://[::1]/video"),
            ("me:secret@10.0.0.7:8080/video", "http://me:secret@10.0.0.7:8080/video"),
            ("me:secret@camera/video", "http://me:secret@camera/video"),
        ] {
            assert_eq!(text.parse(), Ok(SourceSpec::Mjpeg(CameraUrl::new(url))), "{text}");
        }
        for path in [
            "photo.jpg",
            "pictures/10.0.0.7",
            "./10.0.0.7:8080/video",
            "/home/me/a:80/b.mp4",
            "C:/pictures",
            "C:\\pictures\\a.jpg",
            "talk 12:30/clip.mp4",
            "notes:99999",
            "me@home.jpg",
            "10.0.0.7.jpg",
        ] {
            assert_eq!(path.parse(), Ok(SourceSpec::File(path.into())), "{path}");
        }
    }
}
