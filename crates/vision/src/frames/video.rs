//! Reads a video file through the installed ffmpeg program. This covers all common formats without
//! a decoder in Plumbline.

use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use super::OpenOptions;
use super::decode::MAX_SIDE_PX;
use super::files::has_ending;
use super::frame::Frame;
use super::source::{FrameError, FrameSource, Pace};
use plumbline_core::body::ImageSize;

/// File extensions that are treated as videos.
const ENDINGS: [&str; 12] =
    ["mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "wmv", "flv", "ogv", "mjpeg"];

/// Whether `path` has the file extension of a video.
#[must_use]
pub fn is_video(path: &Path) -> bool {
    has_ending(path, &ENDINGS)
}

/// Reads the frames of a video at a constant rate.
pub(crate) struct VideoSource {
    path: PathBuf,
    options: OpenOptions,
    child: Running,
    frame: u64,
    frames_before: u64,
}

/// A running ffmpeg process that writes PPM pictures; killed when dropped.
struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // Errors are ignored: the process may have ended already. `wait` avoids a zombie process.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl VideoSource {
    /// Starts ffmpeg on `path`.
    ///
    /// # Errors
    /// [`FrameError::NoFfmpeg`] if ffmpeg is not installed, [`FrameError::Unreadable`] if the file
    /// cannot be opened, [`FrameError::Camera`] if ffmpeg cannot be started.
    pub(crate) fn open(path: &Path, options: &OpenOptions) -> Result<Self, FrameError> {
        std::fs::File::open(path)
            .map_err(|e| FrameError::Unreadable { path: path.to_owned(), reason: e.to_string() })?;
        let child = start(path, options.video_fps)?;
        Ok(Self { path: path.to_owned(), options: *options, child, frame: 0, frames_before: 0 })
    }

    /// The last line of ffmpeg's error output as an error.
    fn ffmpeg_error(&mut self) -> FrameError {
        let mut text = String::new();
        if let Some(stderr) = self.child.child.stderr.take() {
            // Error output is short; the limit guards against unlimited output.
            let _ = stderr.take(4096).read_to_string(&mut text);
        }
        let reason = text.lines().last().unwrap_or("ffmpeg could not read it").trim().to_owned();
        FrameError::Unreadable { path: self.path.clone(), reason }
    }
}

fn start(path: &Path, fps: u32) -> Result<Running, FrameError> {
    // The `file:` prefix makes ffmpeg treat a name that begins with a dash or looks like a URL as a
    // file name.
    let mut input = std::ffi::OsString::from("file:");
    input.push(path);
    let spawned = Command::new("ffmpeg")
        .args(["-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe,crypto", "-i"])
        .arg(input)
        .arg("-vf")
        .arg(format!("fps={}", fps.max(1)))
        .args(["-an", "-sn", "-dn", "-f", "image2pipe", "-c:v", "ppm", "-"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = spawned.map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => FrameError::NoFfmpeg,
        _ => FrameError::Camera(format!("ffmpeg cannot be started: {e}")),
    })?;
    let Some(out) = child.stdout.take() else {
        return Err(FrameError::Camera("ffmpeg has no output".into()));
    };
    Ok(Running { child, out: BufReader::with_capacity(1 << 16, out) })
}

impl FrameSource for VideoSource {
    fn describe(&self) -> String {
        self.path.display().to_string()
    }

    fn identity(&self) -> Option<String> {
        Some(self.path.display().to_string())
    }

    fn pace(&self) -> Pace {
        Pace::Recorded
    }

    fn next_frame(&mut self) -> Result<Option<Frame>, FrameError> {
        let t_ms = (self.frame * 1000 / u64::from(self.options.video_fps.max(1))) as i64;
        let unreadable =
            |path: &Path, reason: String| FrameError::Unreadable { path: path.to_owned(), reason };
        match read_ppm(&mut self.child.out) {
            Ok(Some((size, rgb))) => {
                self.frame += 1;
                Frame::from_rgb(size, rgb, t_ms)
                    .map(Some)
                    .ok_or_else(|| unreadable(&self.path, "it contains an empty picture".into()))
            }
            Ok(None) if self.frame == self.frames_before => Err(self.ffmpeg_error()),
            Ok(None) if self.options.looping => {
                self.child = start(&self.path, self.options.video_fps)?;
                self.frames_before = self.frame;
                self.next_frame()
            }
            Ok(None) => Ok(None),
            Err(error) => Err(unreadable(&self.path, error)),
        }
    }
}

/// Reads one binary PPM picture (`P6 width height 255`) as ffmpeg writes it; `None` at the end of
/// the stream.
fn read_ppm(out: &mut impl std::io::Read) -> Result<Option<(ImageSize, Vec<u8>)>, String> {
    let mut fields = Vec::new();
    let mut field = String::new();
    while fields.len() < 4 {
        let mut byte = [0u8];
        match out.read(&mut byte).map_err(|e| e.to_string())? {
            0 if fields.is_empty() && field.is_empty() => return Ok(None),
            0 => return Err("it ends in the middle of a picture".into()),
            _ if byte[0].is_ascii_whitespace() => fields.push(std::mem::take(&mut field)),
            _ if field.len() < 10 => field.push(char::from(byte[0])),
            _ => return Err("ffmpeg returned data that is not a picture".into()),
        }
    }
    let side = |text: &str| text.parse::<u32>().ok().filter(|n| (1..=MAX_SIDE_PX).contains(n));
    let (Some(width), Some(height)) = (side(&fields[1]), side(&fields[2])) else {
        return Err(format!("its pictures have an invalid size: {}×{}", fields[1], fields[2]));
    };
    if fields[0] != "P6" || fields[3] != "255" {
        return Err("ffmpeg returned data that is not a picture".into());
    }
    let mut rgb = vec![0u8; width as usize * height as usize * 3];
    out.read_exact(&mut rgb).map_err(|_| "it ends in the middle of a picture".to_owned())?;
    Ok(Some((ImageSize { width, height }, rgb)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consecutive_pictures_are_read_from_the_pipe() {
        let mut pipe: &[u8] = b"P6\n2 1\n255\nabcdefP6\n1 1\n255\nxyz";
        let (size, rgb) = read_ppm(&mut pipe).unwrap().unwrap();
        assert_eq!((size.width, size.height, rgb.as_slice()), (2, 1, b"abcdef".as_slice()));
        assert_eq!(read_ppm(&mut pipe).unwrap().unwrap().1, b"xyz");
        assert_eq!(read_ppm(&mut pipe).unwrap(), None);
    }

    #[test]
    fn a_truncated_or_invalid_stream_is_an_error() {
        for mut pipe in
            [b"P6\n2 1\n255\nabc".as_slice(), b"P6\n2", b"P6\n99999 1\n255\n", b"<html><body>hello"]
        {
            assert!(read_ppm(&mut pipe).is_err());
        }
    }

    #[test]
    fn videos_are_recognised_by_their_extension() {
        assert!(is_video(Path::new("a/B.MP4")));
        assert!(!is_video(Path::new("a/b.png")) && !is_video(Path::new("mp4")));
    }
}
