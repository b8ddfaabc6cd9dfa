//! A network camera that sends pictures over plain HTTP. `network.rs` connects to it; this file
//! splits its stream into pictures.

use std::time::{Duration, Instant};

use super::camera_url::CameraUrl;
use super::decode;
use super::feeder::{Feed, Feeder};
use super::frame::Frame;
use super::network::{Answer, Connection};
use super::source::{FrameError, FrameSource, Pace};

/// Maximum size of one picture of a stream, bytes.
const MAX_PART_BYTES: usize = 16 << 20;

/// Maximum time between two pictures. Some cameras send one every few seconds.
const SILENCE_LIMIT: Duration = Duration::from_secs(30);

/// Splits a byte stream into JPEG pictures.
///
/// Searches for the JPEG start and end markers and ignores the multipart headers around them,
/// because cameras differ in boundaries, dashes and lengths. The entropy-coded data of a JPEG never
/// contains an end marker. Segments with a length are skipped, so the end marker of a thumbnail in
/// a header does not end the picture.
#[derive(Debug, Default)]
pub struct JpegSplitter {
    buffer: Vec<u8>,
}

impl JpegSplitter {
    /// Appends received bytes.
    ///
    /// # Errors
    /// [`FrameError::BadFrame`] when no picture ends within 16 MB; the buffer is then cleared.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), FrameError> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() > MAX_PART_BYTES {
            self.buffer = Vec::new();
            return Err(FrameError::BadFrame("no picture ends within 16 MB of the stream".into()));
        }
        Ok(())
    }

    /// Removes and returns the next complete picture.
    pub fn next_jpeg(&mut self) -> Option<Vec<u8>> {
        let start = find(&self.buffer, &[0xFF, 0xD8]).or_else(|| {
            // No picture starts in the buffer; a trailing 0xFF may be the first half of a marker.
            let keep = usize::from(self.buffer.last() == Some(&0xFF));
            self.buffer.drain(..self.buffer.len() - keep);
            None
        })?;
        self.buffer.drain(..start);
        let length = decode::jpeg_length(&self.buffer)?;
        Some(self.buffer.drain(..length).collect())
    }
}

fn find(bytes: &[u8], marker: &[u8; 2]) -> Option<usize> {
    bytes.windows(2).position(|w| w == marker)
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

fn read_stream(body: &mut impl std::io::Read, feed: &Feed) {
    let started = Instant::now();
    let mut splitter = JpegSplitter::default();
    let mut chunk = vec![0u8; 1 << 16];
    loop {
        let count = match body.read(&mut chunk) {
            Ok(0) | Err(_) => {
                feed.deliver(Err(FrameError::Disconnected));
                return;
            }
            Ok(count) => count,
        };
        if let Err(error) = splitter.push(&chunk[..count])
            && !feed.deliver(Err(error))
        {
            return;
        }
        // If one chunk completes several pictures, decode only the newest.
        let newest = std::iter::from_fn(|| splitter.next_jpeg()).last();
        if let Some(jpeg) = newest.filter(|_| feed.is_due()) {
            let t_ms = started.elapsed().as_millis() as i64;
            if !feed.deliver(decode::jpeg(&jpeg, t_ms)) {
                return;
            }
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

    fn set_interval_ms(&mut self, interval_ms: u32) {
        self.feeder.set_interval_ms(interval_ms);
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

    fn picture(shade: u8) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let image = image::RgbImage::from_pixel(16, 8, image::Rgb([shade; 3]));
        image.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
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
                splitter.push(&bytes[at..end]).unwrap();
                out.extend(std::iter::from_fn(|| splitter.next_jpeg()));
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
                let _ = splitter.push(&chunk);
                while let Some(jpeg) = splitter.next_jpeg() {
                    let _ = decode::jpeg(&jpeg, 0);
                }
                prop_assert!(splitter.buffer.len() <= MAX_PART_BYTES);
            }
        }
    }

    #[test]
    fn a_picture_without_end_marker_is_discarded() {
        let mut splitter = JpegSplitter::default();
        splitter.push(&[0xFF, 0xD8, 0xFF, 0xDA]).unwrap();
        let mut was_discarded = false;
        for _ in 0..20 {
            was_discarded |= splitter.push(&vec![0u8; 1 << 20]).is_err();
            assert!(splitter.next_jpeg().is_none());
        }
        assert!(was_discarded);
    }
}
