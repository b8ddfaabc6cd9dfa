//! Reads a video file through the installed ffmpeg program. This covers all common formats without
//! a decoder in Plumbline. Kinds of pictures that Plumbline has no decoder for are read the same way.

use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::thread::JoinHandle;

use super::OpenOptions;
use super::decode::MAX_SIDE_PX;
use super::files::has_ending;
use super::frame::Frame;
use super::source::{FrameError, FrameSource, Pace};
use plumbline_core::body::ImageSize;

/// File extensions that are treated as videos.
const ENDINGS: [&str; 25] = [
    "mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "wmv", "flv", "ogv", "mjpeg", "mjpg",
    "3gp", "3g2", "mts", "m2ts", "ts", "mxf", "vob", "asf", "f4v", "divx", "m2v", "dv",
];

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
    /// Collects the error output. Without a reader, ffmpeg would stop when the pipe is full.
    complaints: Option<JoinHandle<String>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // Errors are ignored: the process may have ended already. `wait` avoids a zombie process.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    /// The last line of ffmpeg's error output. Call this after the end of its pictures.
    fn last_complaint(&mut self) -> String {
        let text = self.complaints.take().and_then(|thread| thread.join().ok());
        let text = text.unwrap_or_default();
        text.lines().last().unwrap_or("ffmpeg could not read it").trim().to_owned()
    }
}

/// Reads `stderr` to its end and returns the end of the text.
fn end_of(mut stderr: ChildStderr) -> String {
    const KEPT_BYTES: usize = 4096;
    let mut text = Vec::new();
    let mut chunk = [0; KEPT_BYTES];
    while let Ok(count @ 1..) = stderr.read(&mut chunk) {
        text.extend_from_slice(&chunk[..count]);
        text.drain(..text.len().saturating_sub(KEPT_BYTES));
    }
    String::from_utf8_lossy(&text).into_owned()
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
        let child = start(path, Wanted::Video { fps: options.video_fps })?;
        Ok(Self { path: path.to_owned(), options: *options, child, frame: 0, frames_before: 0 })
    }

    /// The last line of ffmpeg's error output as an error.
    fn ffmpeg_error(&mut self) -> FrameError {
        FrameError::Unreadable { path: self.path.clone(), reason: self.child.last_complaint() }
    }
}

/// Reads the picture file `path` through ffmpeg.
///
/// # Errors
/// [`FrameError::NoFfmpeg`] if ffmpeg is not installed, [`FrameError::Unreadable`] if it cannot
/// read the file.
pub(super) fn picture(path: &Path, t_ms: i64) -> Result<Frame, FrameError> {
    let mut child = start(path, Wanted::Picture)?;
    let reason = match read_ppm(&mut child.out) {
        Ok(Some((size, rgb))) => match Frame::from_rgb(size, rgb, t_ms) {
            Some(frame) => return Ok(frame),
            None => "it is empty".into(),
        },
        Ok(None) => child.last_complaint(),
        Err(reason) => reason,
    };
    Err(FrameError::Unreadable { path: path.to_owned(), reason })
}

/// What ffmpeg returns.
#[derive(Clone, Copy)]
enum Wanted {
    /// All pictures, at a constant rate.
    Video { fps: u32 },
    /// The first picture.
    Picture,
}

impl Wanted {
    /// The filters of ffmpeg. Pictures with pixels that are not square get square ones. ffmpeg has
    /// turned them upright before.
    fn filters(self) -> String {
        let square = format!("scale=w='min({MAX_SIDE_PX},max(1,round(iw*sar)))':h=ih,setsar=1");
        match self {
            Self::Video { fps } => format!("fps={},{square}", fps.max(1)),
            Self::Picture => square,
        }
    }
}

fn start(path: &Path, wanted: Wanted) -> Result<Running, FrameError> {
    // The `file:` prefix makes ffmpeg treat a name that begins with a dash or looks like a URL as a
    // file name.
    let mut input = std::ffi::OsString::from("file:");
    input.push(path);
    let mut command = Command::new("ffmpeg");
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt as _;
        /// `CREATE_NO_WINDOW` of Windows: no console opens.
        const NO_CONSOLE: u32 = 0x0800_0000;
        command.creation_flags(NO_CONSOLE);
    }
    command
        .args(["-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe,crypto", "-i"])
        .arg(input)
        .arg("-vf")
        .arg(wanted.filters());
    if let Wanted::Picture = wanted {
        command.args(["-frames:v", "1"]);
    }
    // 8 bits per channel, also of sources with more. ffmpeg scales later pictures of another size
    // to that of the first one.
    let spawned = command
        .args(["-an", "-sn", "-dn", "-f", "image2pipe", "-c:v", "ppm", "-pix_fmt", "rgb24", "-"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = spawned.map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => FrameError::NoFfmpeg,
        _ => FrameError::Camera(format!("ffmpeg cannot be started: {e}")),
    })?;
    let (Some(out), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(FrameError::Camera("ffmpeg has no output".into()));
    };
    let reader = std::thread::Builder::new().name("ffmpeg".into()).spawn(move || end_of(stderr));
    let mut running =
        Running { child, out: BufReader::with_capacity(1 << 16, out), complaints: None };
    running.complaints = Some(reader.map_err(|e| FrameError::Camera(e.to_string()))?);
    Ok(running)
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
            // A video shorter than one interval has no frame at the constant rate.
            Ok(None) if self.frame == self.frames_before => match picture(&self.path, t_ms) {
                Ok(frame) => {
                    self.frame += 1;
                    Ok(Some(frame))
                }
                Err(_) => Err(self.ffmpeg_error()),
            },
            Ok(None) if self.options.looping => {
                self.child = start(&self.path, Wanted::Video { fps: self.options.video_fps })?;
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
        assert!(is_video(Path::new("00001.MTS")) && is_video(Path::new("clip.3gp")));
        assert!(!is_video(Path::new("a/b.png")) && !is_video(Path::new("mp4")));
    }
}
