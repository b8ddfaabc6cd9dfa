//! A network camera that sends pictures over plain HTTP. `network.rs` connects to it; this file
//! splits its stream into pictures.

use std::io;
use std::ops::Range;
use std::time::Duration;

use super::camera_url::CameraUrl;
use super::decode::{self, JPEG_START, JpegEnd};
use super::feeder::{Feed, Feeder};
use super::frame::Frame;
use super::network::{Answer, Connection};
use super::source::{FrameError, FrameSource, Interval, Pace};

/// Maximum size of one picture of a stream, bytes.
const MAX_PART_BYTES: usize = 16 << 20;

/// Maximum time between two pictures. Some cameras send one every few seconds.
const SILENCE_LIMIT: Duration = Duration::from_secs(30);

/// Minimum free space of the buffer for one read, bytes.
const READ_BYTES: usize = 64 << 10;

/// Splits a byte stream into JPEG pictures.
///
/// Searches for the JPEG start and end markers and ignores the multipart headers around them,
/// because cameras differ in boundaries, dashes and lengths. Every byte is copied once, into the
/// buffer, and searched once; a picture is borrowed from the buffer, so that one that is not wanted
/// costs nothing more.
#[derive(Debug, Default)]
pub struct JpegSplitter {
    buffer: Vec<u8>,
    /// The part of the buffer that has not been split yet; the rest is free.
    unsplit: Range<usize>,
    /// Search for the end of the picture that starts at the first unsplit byte; `None` while no
    /// picture has started.
    end: Option<JpegEnd>,
}

impl JpegSplitter {
    /// Appends the bytes that one call of `read` supplies. Returns their number.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn fill(&mut self, read: impl FnOnce(&mut [u8]) -> io::Result<usize>) -> io::Result<usize> {
        if self.buffer.len() < self.unsplit.end + READ_BYTES {
            self.buffer.copy_within(self.unsplit.clone(), 0);
            self.unsplit = 0..self.unsplit.len();
            self.buffer.resize((self.unsplit.end + READ_BYTES).max(self.buffer.len()), 0);
        }
        let free = &mut self.buffer[self.unsplit.end..];
        let count = read(free)?.min(free.len());
        self.unsplit.end += count;
        Ok(count)
    }

    /// Removes and returns the next complete picture; `None` if none is complete.
    ///
    /// # Errors
    /// [`FrameError::BadFrame`] when no picture ends within 16 MB; the buffer is then cleared.
    pub fn next_jpeg(&mut self) -> Result<Option<&[u8]>, FrameError> {
        let picture = self.next()?;
        Ok(picture.map(|picture| &self.buffer[picture]))
    }

    /// Removes all complete pictures and returns the newest; `None` if none is complete.
    ///
    /// # Errors
    /// As [`Self::next_jpeg`].
    pub fn newest_jpeg(&mut self) -> Result<Option<&[u8]>, FrameError> {
        let mut newest = None;
        while let Some(picture) = self.next()? {
            newest = Some(picture);
        }
        Ok(newest.map(|picture| &self.buffer[picture]))
    }

    /// Removes the next complete picture and returns its place in the buffer.
    fn next(&mut self) -> Result<Option<Range<usize>>, FrameError> {
        let end = match &mut self.end {
            Some(end) => end,
            None => {
                let bytes = &self.buffer[self.unsplit.clone()];
                let Some(start) = memchr::memmem::find(bytes, &JPEG_START) else {
                    // A trailing 0xFF may be the first half of a marker.
                    let kept = usize::from(bytes.last() == Some(&0xFF));
                    self.unsplit.start = self.unsplit.end - kept;
                    return Ok(None);
                };
                self.unsplit.start += start;
                self.end.insert(JpegEnd::default())
            }
        };
        if let Some(length) = end.find(&self.buffer[self.unsplit.clone()]) {
            let picture = self.unsplit.start..self.unsplit.start + length;
            self.unsplit.start = picture.end;
            self.end = None;
            return Ok(Some(picture));
        }
        if self.unsplit.len() > MAX_PART_BYTES {
            *self = Self::default();
            return Err(FrameError::BadFrame("no picture ends within 16 MB of the stream".into()));
        }
        Ok(None)
    }
}

/// The TCP port of the address `url`; `None` if it is not a valid address.
#[must_use]
pub fn port_of(url: &CameraUrl) -> Option<u16> {
    let address: ureq::http::Uri = url.with_secrets().parse().ok()?;
    address.host()?;
    Some(address.port_u16().unwrap_or(80))
}

/// Reads the frames of a network camera.
pub struct MjpegSource {
    url: CameraUrl,
    feeder: Feeder,
}

impl MjpegSource {
    /// Connects to `url`.
    ///
    /// # Errors
    /// [`FrameError::Network`] when the connection fails or the response has no pictures.
    pub fn open(url: &CameraUrl) -> Result<Self, FrameError> {
        let connection = Connection::to(url);
        let feeder = match connection.request()? {
            Answer::Stream(mut body) => {
                Feeder::spawn("mjpeg", move |feed| read_stream(&mut body, feed))
            }
            Answer::Picture(body) => {
                Feeder::spawn("mjpeg", move |feed| connection.poll(body, feed))
            }
        };
        let feeder = feeder?.with_silence_limit(SILENCE_LIMIT);
        Ok(Self { url: url.clone(), feeder })
    }
}

fn read_stream(body: &mut impl io::Read, feed: &Feed) {
    let started = feed.now();
    let mut splitter = JpegSplitter::default();
    loop {
        match splitter.fill(|free| body.read(free)) {
            Ok(0) | Err(_) => {
                feed.deliver(Err(FrameError::Disconnected));
                return;
            }
            Ok(_) => {}
        }
        // If several pictures have arrived, only the newest is decoded, and only if one is due.
        let delivery = match splitter.newest_jpeg() {
            Ok(Some(jpeg)) if feed.is_due() => {
                let elapsed = feed.now().saturating_duration_since(started);
                decode::jpeg(jpeg, elapsed.as_millis() as i64)
            }
            Ok(_) => continue,
            Err(error) => Err(error),
        };
        if !feed.deliver(delivery) {
            return;
        }
    }
}

impl FrameSource for MjpegSource {
    fn describe(&self) -> String {
        self.url.to_string()
    }

    fn identity(&self) -> Option<String> {
        Some(self.url.to_string())
    }

    fn interval(&self) -> Option<Interval> {
        Some(self.feeder.interval())
    }

    fn pace(&self) -> Pace {
        Pace::Live
    }

    fn next_frame(&mut self) -> Result<Option<Frame>, FrameError> {
        self.feeder.next().map_err(|error| match error {
            FrameError::Stalled => FrameError::Network {
                url: self.url.clone(),
                reason: "the camera sends no pictures any more; check it and its network".into(),
            },
            error => error,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cell::Cell;
    use std::rc::Rc;
    use std::time::Instant;

    fn picture(shade: u8) -> Vec<u8> {
        let mut bytes = io::Cursor::new(Vec::new());
        let image = image::RgbImage::from_pixel(16, 8, image::Rgb([shade; 3]));
        image.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    }

    /// Appends `bytes`, in as many reads as they need.
    fn push(splitter: &mut JpegSplitter, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            splitter.fill(|free| io::Read::read(&mut bytes, free)).unwrap();
        }
    }

    fn stream(pictures: &[Vec<u8>]) -> Vec<u8> {
        pictures
            .iter()
            .flat_map(|p| {
                let head = format!(
                    "--boundary\r\nContent-Type: image/jpeg\r\nContent-Length: {}\r\n\r\n",
                    p.len()
                );
                [head.as_bytes(), p, b"\r\n"].concat()
            })
            .collect()
    }

    proptest! {
        #[test]
        fn pictures_come_out_whole_for_any_chunk_sizes(
            cuts in prop::collection::vec(1usize..400, 1..40)
        ) {
            let pictures = [picture(10), picture(120), picture(240)];
            let bytes = stream(&pictures);
            let mut splitter = JpegSplitter::default();
            let mut out = Vec::new();
            let (mut at, mut cuts) = (0, cuts.iter().cycle());
            while at < bytes.len() {
                let end = (at + cuts.next().unwrap()).min(bytes.len());
                push(&mut splitter, &bytes[at..end]);
                while let Some(jpeg) = splitter.next_jpeg().unwrap() {
                    out.push(jpeg.to_vec());
                }
                at = end;
            }
            prop_assert_eq!(out.as_slice(), pictures.as_slice());
        }

        #[test]
        fn arbitrary_bytes_never_panic_and_the_buffer_stays_bounded(
            chunks in prop::collection::vec(prop::collection::vec(
                prop_oneof![Just(0xFFu8), Just(0xD8), Just(0xD9), Just(0xDA), any::<u8>()], 0..300,
            ), 0..30)
        ) {
            let mut splitter = JpegSplitter::default();
            for chunk in chunks {
                push(&mut splitter, &chunk);
                while let Some(jpeg) = splitter.next_jpeg().unwrap() {
                    let _ = decode::jpeg(jpeg, 0);
                }
                prop_assert!(splitter.buffer.len() <= 2 * READ_BYTES);
            }
        }
    }

    #[test]
    fn a_picture_without_end_marker_is_discarded_and_the_next_one_is_read() {
        let mut splitter = JpegSplitter::default();
        push(&mut splitter, &[0xFF, 0xD8, 0xFF, 0xDA]);
        let mut was_discarded = false;
        for _ in 0..17 {
            push(&mut splitter, &vec![0u8; 1 << 20]);
            match splitter.next_jpeg() {
                Ok(picture) => assert_eq!(picture, None),
                Err(_) => was_discarded = true,
            }
        }
        assert!(was_discarded);
        push(&mut splitter, &picture(10));
        assert_eq!(splitter.next_jpeg().unwrap(), Some(picture(10).as_slice()));
    }

    /// Supplies one part of a stream with each read. The clock advances with the parts.
    struct Sender {
        part: Vec<u8>,
        left: usize,
        elapsed_ms: Rc<Cell<f64>>,
    }

    const PER_SECOND: usize = 15;

    impl io::Read for Sender {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let Some(left) = self.left.checked_sub(1) else { return Ok(0) };
            self.left = left;
            self.elapsed_ms.set(self.elapsed_ms.get() + 1000.0 / PER_SECOND as f64);
            buffer[..self.part.len()].copy_from_slice(&self.part);
            Ok(self.part.len())
        }
    }

    #[test]
    fn in_an_hour_only_the_pictures_that_are_due_are_decoded() {
        for (interval_ms, decoded) in [(1_000, 3_600), (1_500, 2_400), (2_000, 1_800)] {
            let elapsed_ms = Rc::new(Cell::new(0.0));
            let mut sender = Sender {
                part: stream(&[picture(120)]),
                left: 3_600 * PER_SECOND,
                elapsed_ms: Rc::clone(&elapsed_ms),
            };
            let start = Instant::now();
            let clock = move || start + Duration::from_secs_f64(elapsed_ms.get() / 1000.0);
            let count = Feed::count_delivered(interval_ms, clock, |feed| {
                read_stream(&mut sender, feed);
            });
            // A picture is due up to one frame interval later than asked for.
            assert!((decoded * 19 / 20..=decoded).contains(&count), "{count} of {decoded}");
        }
    }
}
