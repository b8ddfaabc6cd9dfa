//! A source that reads a picture or a folder of pictures.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::OpenOptions;
use super::decode::{self, MAX_SIDE_PX, PictureError};
use super::frame::Frame;
use super::source::{FrameError, FrameSource, Pace};
use super::video::{self, is_video};

/// File extensions of the picture formats that are decoded here.
const DECODED: [&str; 7] = ["jpg", "jpeg", "jpe", "jfif", "png", "webp", "bmp"];

/// File extensions of the picture formats that ffmpeg decodes.
const THROUGH_FFMPEG: [&str; 11] =
    ["tif", "tiff", "avif", "jxl", "jp2", "j2k", "gif", "ppm", "pgm", "pnm", "tga"];

/// File extensions of the picture formats that are not read. HEIC: ffmpeg before version 8 returns
/// one tile of the picture without an error.
const NOT_READ: [&str; 17] = [
    "heic", "heif", "hif", "dng", "cr2", "cr3", "nef", "arw", "orf", "raf", "rw2", "pef", "srw",
    "svg", "psd", "xcf", "exr",
];

/// Whether `path` has the file extension of a picture, also of one that is not read.
#[must_use]
pub fn is_picture(path: &Path) -> bool {
    [DECODED.as_slice(), &THROUGH_FFMPEG, &NOT_READ].iter().any(|endings| has_ending(path, endings))
}

/// Whether the file extension of `path` is one of `endings`, in upper or lower case.
pub(super) fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|e| endings.contains(&e.to_string_lossy().to_lowercase().as_str()))
}

/// Maximum size of a picture file, bytes.
const MAX_FILE_BYTES: u64 = 256 << 20;

/// Reads pictures from files, one after the other.
pub struct PictureSource {
    name: String,
    paths: Vec<PathBuf>,
    next: usize,
    step_ms: i64,
    is_looping: bool,
    is_folder: bool,
    /// Decoded frame of a looping single picture, so that it is decoded once.
    only: Option<Frame>,
}

impl PictureSource {
    /// Opens a picture, or the pictures of a folder in the natural order of their names. Pictures
    /// and videos in it that are not read become errors, so that none is left out silently.
    ///
    /// # Errors
    /// [`FrameError::Unreadable`] or [`FrameError::EmptyFolder`].
    pub fn open(path: &Path, options: &OpenOptions) -> Result<Self, FrameError> {
        let unreadable = |e: std::io::Error| unreadable(path, &e);
        let is_folder = std::fs::metadata(path).map_err(unreadable)?.is_dir();
        let paths =
            if is_folder { pictures_in(path).map_err(unreadable)? } else { vec![path.to_owned()] };
        if paths.is_empty() {
            return Err(FrameError::EmptyFolder(path.to_owned()));
        }
        Ok(Self {
            name: path.display().to_string(),
            paths,
            next: 0,
            step_ms: options.folder_step_ms.max(1),
            is_looping: options.looping,
            is_folder,
            only: None,
        })
    }

    fn read(&self, path: &Path, t_ms: i64) -> Result<Frame, FrameError> {
        let refused =
            |reason: &str| FrameError::Unreadable { path: path.to_owned(), reason: reason.into() };
        if has_ending(path, &["heic", "heif", "hif"]) {
            return Err(refused(
                "Plumbline does not read HEIC pictures; convert it to JPEG, for example with \
                 heif-convert",
            ));
        }
        if has_ending(path, &NOT_READ) {
            return Err(refused(
                "Plumbline does not read this kind of picture; convert it to JPEG",
            ));
        }
        if is_video(path) {
            return Err(refused("it is a video; open it alone, not in a folder of pictures"));
        }
        let size = std::fs::metadata(path).map_err(|e| unreadable(path, &e))?.len();
        if size > MAX_FILE_BYTES {
            let reason =
                format!("it has {} MB; the limit is {} MB", size >> 20, MAX_FILE_BYTES >> 20);
            return Err(FrameError::Unreadable { path: path.to_owned(), reason });
        }
        if has_ending(path, &THROUGH_FFMPEG) {
            return video::picture(path, t_ms);
        }
        let bytes = std::fs::read(path).map_err(|e| unreadable(path, &e))?;
        decode::picture(&bytes, t_ms).map_err(|error| match error {
            PictureError::TooLarge(size) => FrameError::TooLarge {
                path: path.to_owned(),
                width: size.width,
                height: size.height,
                limit: MAX_SIDE_PX,
            },
            PictureError::Unreadable(reason) => {
                FrameError::Unreadable { path: path.to_owned(), reason }
            }
        })
    }
}

impl FrameSource for PictureSource {
    fn describe(&self) -> String {
        match self.paths.len() {
            1 => self.name.clone(),
            n => format!("{} ({n} pictures)", self.name),
        }
    }

    fn pace(&self) -> Pace {
        Pace::Recorded
    }

    fn next_frame(&mut self) -> Result<Option<Frame>, FrameError> {
        let count = self.paths.len();
        if self.next >= count && !self.is_looping {
            return Ok(None);
        }
        let t_ms = i64::try_from(self.next).unwrap_or(i64::MAX).saturating_mul(self.step_ms);
        let path = self.paths[self.next % count].clone();
        self.next += 1;
        if let Some(only) = &self.only {
            return Ok(Some(only.at(t_ms)));
        }
        match self.read(&path, t_ms) {
            Ok(frame) => {
                if count == 1 && self.is_looping {
                    self.only = Some(frame.clone());
                }
                Ok(Some(frame))
            }
            // An unreadable picture does not end the reading of a folder.
            Err(error) if self.is_folder => Err(FrameError::BadFrame(error.to_string())),
            Err(error) => Err(error),
        }
    }

    fn current_name(&self) -> Option<String> {
        let last = self.next.checked_sub(1)?;
        Some(self.paths[last % self.paths.len()].display().to_string())
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> FrameError {
    FrameError::Unreadable { path: path.to_owned(), reason: error.to_string() }
}

fn pictures_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if (is_picture(&path) || is_video(&path) && !is_program_text(&path)) && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort_by_cached_key(|path| natural_key(path));
    Ok(paths)
}

/// Whether a file with the ending `.ts` is not a video (MPEG transport stream) but TypeScript. Every
/// packet of a transport stream begins with the byte 0x47.
fn is_program_text(path: &Path) -> bool {
    let first_byte = || {
        let mut byte = [0];
        std::fs::File::open(path)?.read_exact(&mut byte).map(|()| byte[0])
    };
    has_ending(path, &["ts"]) && !matches!(first_byte(), Ok(0x47))
}

/// Sort key for natural order: runs of digits compare as numbers, so `frame2` comes before
/// `frame10`.
fn natural_key(path: &Path) -> Vec<(String, u128)> {
    let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().to_lowercase());
    let mut key = Vec::new();
    let mut rest = name.as_str();
    while !rest.is_empty() {
        let text_end = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (text, after) = rest.split_at(text_end);
        let digits_end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (digits, after) = after.split_at(digits_end);
        key.push((text.to_owned(), digits.parse().unwrap_or(u128::MAX)));
        rest = after;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(width, height).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    fn drain(source: &mut PictureSource) -> Vec<Result<i64, String>> {
        let mut seen = Vec::new();
        loop {
            match source.next_frame() {
                Ok(None) => return seen,
                Ok(Some(frame)) => seen.push(Ok(frame.t_ms)),
                Err(error) => seen.push(Err(error.to_string())),
            }
        }
    }

    #[test]
    fn a_folder_is_read_in_natural_order_and_past_an_unreadable_picture() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["f10.png", "f2.png"] {
            std::fs::write(dir.path().join(name), png(4, 4)).unwrap();
        }
        std::fs::write(dir.path().join("f3.jpg"), b"\xff\xd8\xff").unwrap();
        std::fs::write(dir.path().join("notes.txt"), b"no picture").unwrap();
        let mut source = PictureSource::open(dir.path(), &OpenOptions::default()).unwrap();
        source.next_frame().unwrap();
        assert!(source.current_name().unwrap().ends_with("f2.png"));
        let rest = drain(&mut source);
        assert!(rest[0].as_ref().is_err_and(|e| e.contains("f3.jpg")), "{rest:?}");
        assert_eq!(rest[1], Ok(200));
        assert_eq!(rest.len(), 2);
    }

    #[test]
    fn pictures_and_videos_in_a_folder_are_read_or_named() {
        let dir = tempfile::tempdir().unwrap();
        let write =
            |name: &str, bytes: &[u8]| std::fs::write(dir.path().join(name), bytes).unwrap();
        write("a.HEIC", b"");
        write("b.cr2", b"");
        write("c.MTS", b"G");
        write("d.png", &png(4, 4));
        write("e.ts", b"Go");
        write("f.ts", b"export const answer = 42;");
        write("g.3gp", b"");
        write("h.txt", b"");
        let mut source = PictureSource::open(dir.path(), &OpenOptions::default()).unwrap();
        let seen = drain(&mut source);
        let expected = [
            Err("a.HEIC: Plumbline does not read HEIC"),
            Err("b.cr2: Plumbline does not read"),
            Err("c.MTS: it is a video"),
            Ok(300),
            Err("e.ts: it is a video"),
            Err("g.3gp: it is a video"),
        ];
        assert_eq!(seen.len(), expected.len(), "{seen:?}");
        for (seen, expected) in seen.iter().zip(expected) {
            match (seen, expected) {
                (Ok(t_ms), Ok(expected_ms)) => assert_eq!(*t_ms, expected_ms),
                (Err(error), Err(needle)) => assert!(error.contains(needle), "{error}"),
                _ => panic!("{seen:?} instead of {expected:?}"),
            }
        }
    }

    #[test]
    fn an_empty_folder_a_missing_file_and_a_text_file_give_different_errors() {
        let dir = tempfile::tempdir().unwrap();
        let open = |path: &Path| PictureSource::open(path, &OpenOptions::default());
        assert!(matches!(open(dir.path()), Err(FrameError::EmptyFolder(_))));
        assert!(matches!(open(&dir.path().join("none.png")), Err(FrameError::Unreadable { .. })));
        let text = dir.path().join("text.png");
        std::fs::write(&text, b"this is no picture").unwrap();
        let mut source = open(&text).unwrap();
        assert!(matches!(source.next_frame(), Err(FrameError::Unreadable { .. })));
    }

    #[test]
    fn a_picture_of_twenty_thousand_pixels_is_refused_before_it_is_decoded() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("wide.png");
        std::fs::write(&path, png(20_000, 10)).unwrap();
        let mut source = PictureSource::open(&path, &OpenOptions::default()).unwrap();
        let error = source.next_frame().unwrap_err();
        assert!(matches!(error, FrameError::TooLarge { width: 20_000, .. }), "{error}");
    }

    #[test]
    fn a_looping_picture_never_ends_and_its_time_advances() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("one.png");
        std::fs::write(&path, png(4, 4)).unwrap();
        let options = OpenOptions { looping: true, ..OpenOptions::default() };
        let mut source = PictureSource::open(&path, &options).unwrap();
        for i in 0..5 {
            assert_eq!(source.next_frame().unwrap().unwrap().t_ms, i * 100);
        }
    }
}
