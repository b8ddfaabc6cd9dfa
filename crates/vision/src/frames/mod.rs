//! Frame sources: cameras, picture files, videos, network cameras and the bundled demonstration.
//! This module does not depend on the pose models.

mod blank;
pub mod camera;
mod camera_modes;
mod camera_url;
#[cfg(any(windows, test))]
pub mod consent;
pub mod decode;
pub mod demo;
mod feeder;
pub mod files;
pub(crate) mod frame;
mod huffman;
pub mod known_cameras;
mod light;
pub mod mjpeg;
mod network;
mod nokhwa_camera;
pub mod optics;
pub mod slot;
pub(crate) mod source;
#[cfg(target_os = "linux")]
mod v4l2;
pub(crate) mod video;

pub use blank::blank_picture;
pub use camera_url::{CameraUrl, without_secrets};
pub use frame::Frame;
pub use light::light;
pub use source::{FrameError, FrameSource, Interval, Pace, SourceSpec};
pub use video::is_video;

/// Options for opening a source.
#[derive(Debug, Clone, Copy)]
pub struct OpenOptions {
    /// Whether a recording restarts at its end, as the window needs it.
    pub looping: bool,
    /// Time between two pictures of a folder, milliseconds.
    pub folder_step_ms: i64,
    /// Frames per second taken from a video.
    pub video_fps: u32,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self { looping: false, folder_step_ms: 100, video_fps: 10 }
    }
}

/// Opens the source that `spec` describes.
///
/// # Errors
/// [`FrameError`]; its message says what the person can do.
pub fn open(spec: &SourceSpec, options: &OpenOptions) -> Result<Box<dyn FrameSource>, FrameError> {
    Ok(match spec {
        SourceSpec::Camera(index) => Box::new(camera::CameraSource::open(*index)?),
        SourceSpec::File(path) if is_video(path) && !path.is_dir() => {
            Box::new(video::VideoSource::open(path, options)?)
        }
        SourceSpec::File(path) => Box::new(files::PictureSource::open(path, options)?),
        SourceSpec::Mjpeg(url) => Box::new(mjpeg::MjpegSource::open(url)?),
        SourceSpec::Demo => Box::new(demo::DemoSource::open(options.looping)?),
    })
}
