//! What every supplier of pictures looks like to the rest of Plumbline.

use std::path::PathBuf;
use std::str::FromStr;

use super::frame::Frame;

/// Where pictures come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceSpec {
    /// A camera of this machine by its index, or the first usable one.
    Camera(Option<u32>),
    /// An image, a folder of images, or a video file.
    File(PathBuf),
    /// A network camera that answers `multipart/x-mixed-replace` over plain HTTP.
    Mjpeg(String),
    /// The bundled demonstration.
    Demo,
}

/// The text after `--source` was none of the known forms.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SourceSpecError {
    /// `camera:` was not followed by a number.
    #[error(
        "\"{0}\" is not a camera number; use camera or camera:0 (plumbline cameras lists them)"
    )]
    CameraNumber(String),
    /// `https://` is not supported.
    #[error("only plain http:// MJPEG streams are supported, not {0}")]
    UnsupportedScheme(String),
    /// Nothing was given.
    #[error("the source is empty; use camera, a file, a folder, demo, or an http:// URL")]
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
        if text.starts_with("http://") {
            return Ok(Self::Mjpeg(text.to_owned()));
        }
        if let Some((scheme, _)) = text.split_once("://") {
            return Err(SourceSpecError::UnsupportedScheme(format!("{scheme}://")));
        }
        Ok(Self::File(PathBuf::from(text)))
    }
}

impl std::fmt::Display for SourceSpec {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Camera(None) => f.write_str("camera"),
            Self::Camera(Some(index)) => write!(f, "camera:{index}"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Mjpeg(url) => f.write_str(url),
            Self::Demo => f.write_str("demo"),
        }
    }
}

/// Whether a source runs by itself or waits to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Pictures arrive when they arrive; [`FrameSource::next_frame`] blocks until the next one.
    Live,
    /// Every picture is there already; [`Frame::t_ms`] says when it belongs.
    Recorded,
}

/// A supplier of pictures. Lives on one thread; dropping it releases the device.
pub trait FrameSource {
    /// What to call it in the window, for example `Integrated Camera 640×480 MJPEG`.
    fn describe(&self) -> String;

    /// Whether it runs by itself.
    fn pace(&self) -> Pace;

    /// The next picture, `None` at the end of a recording. Blocks at most a few seconds; a live
    /// source that stays silent longer answers [`FrameError::Stalled`].
    ///
    /// # Errors
    /// See [`FrameError`]; after an error for which [`FrameError::is_fatal`] holds the source must
    /// be opened anew.
    fn next_frame(&mut self) -> Result<Option<Frame>, FrameError>;

    /// Which camera it is, for what is remembered by camera; `None` for what is none.
    fn identity(&self) -> Option<String> {
        None
    }

    /// Pictures are wanted no more often than every `interval_ms`; 0 takes them all. A live source
    /// then decodes no others.
    fn set_interval_ms(&mut self, interval_ms: u32) {
        let _ = interval_ms;
    }

    /// The name of the picture that came last, where each has its own.
    fn current_name(&self) -> Option<String> {
        None
    }
}

/// Why there is no picture. Each message tells the person what to do.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// No camera is connected.
    #[error("no camera was found; connect one and it will be picked up by itself")]
    NoCamera,
    /// The camera asked for does not exist.
    #[error("there is no camera {index}; found: {found}")]
    NoSuchCamera {
        /// The number asked for.
        index: u32,
        /// Those that exist, for the message.
        found: String,
    },
    /// Another program holds the camera.
    #[error(
        "the camera is in use by another program; close it there and Plumbline goes on by itself"
    )]
    CameraBusy,
    /// The operating system refuses.
    #[error("no permission to use the camera{hint}")]
    NoPermission {
        /// What to do about it, beginning with `; `, or empty.
        hint: &'static str,
    },
    /// It was there and is gone.
    #[error("the camera was disconnected")]
    Disconnected,
    /// It is there but sends nothing.
    #[error("the camera sends no pictures; unplug it and plug it in again")]
    Stalled,
    /// It offers no format Plumbline can read.
    #[error("the camera offers no format Plumbline can read (YUYV, NV12, MJPEG, RGB, BGR or grey)")]
    NoUsableFormat,
    /// Any other trouble with the camera.
    #[error("the camera failed: {0}")]
    Camera(String),
    /// One picture could not be decoded; the next one may be fine.
    #[error("a picture could not be read: {0}")]
    BadFrame(String),
    /// A file could not be opened or read.
    #[error("cannot read {path}: {reason}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A picture is larger than Plumbline takes.
    #[error("{path} is {width}×{height} pixels; pictures up to {limit} pixels a side are taken")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
        /// The longest side taken.
        limit: u32,
    },
    /// A folder without a picture.
    #[error("{0} holds no picture (JPEG, PNG, WebP or BMP)")]
    EmptyFolder(PathBuf),
    /// Video needs ffmpeg.
    #[error(
        "reading video needs the program ffmpeg, which was not found; install it (Debian/Ubuntu: sudo apt install ffmpeg) or give a folder of pictures"
    )]
    NoFfmpeg,
    /// The network camera could not be reached or does not speak MJPEG.
    #[error("{url}: {reason}")]
    Network {
        /// The address given.
        url: String,
        /// Why.
        reason: String,
    },
}

impl FrameError {
    /// Whether the source must be opened anew. A damaged picture is not fatal.
    #[must_use]
    pub fn is_fatal(&self) -> bool {
        !matches!(self, Self::BadFrame(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_source_is_understood_and_printed_back() {
        for text in ["camera", "camera:2", "demo", "http://10.0.0.7:8080/video", "some/folder"] {
            let spec: SourceSpec = text.parse().unwrap();
            assert_eq!(spec.to_string(), text);
        }
    }

    #[test]
    fn nonsense_is_refused_with_what_to_do() {
        assert_eq!("".parse::<SourceSpec>(), Err(SourceSpecError::Empty));
        assert!(matches!("camera:x".parse::<SourceSpec>(), Err(SourceSpecError::CameraNumber(_))));
        assert!(matches!(
            "https://a/b".parse::<SourceSpec>(),
            Err(SourceSpecError::UnsupportedScheme(_))
        ));
    }
}
