//! The HTTP connection to a network camera: what it answers, and cameras that give one picture for
//! each request. Plumbline connects only to the given address and refuses redirects.

use std::io::Read;
use std::time::{Duration, Instant};

use ureq::http::{HeaderMap, StatusCode};

use super::camera_url::CameraUrl;
use super::decode;
use super::feeder::Feed;
use super::source::FrameError;

const CONNECT_LIMIT: Duration = Duration::from_secs(5);

/// Maximum size of one picture, bytes.
const MAX_PICTURE_BYTES: usize = 16 << 20;

/// Minimum time between two requests for single pictures: such cameras are slow.
const REQUEST_INTERVAL: Duration = Duration::from_millis(200);

/// How often a waiting thread checks whether a picture is due or its reader is gone.
const CHECK_INTERVAL: Duration = Duration::from_millis(50);

/// Number of failed requests in a row after which the camera counts as lost.
const MAX_FAILURES: u32 = 3;

/// What a camera answers.
pub(super) enum Answer {
    /// An endless stream of pictures.
    Stream(Box<dyn Read + Send>),
    /// One picture.
    Picture(Box<dyn Read + Send>),
}

/// A network camera.
pub(super) struct Connection {
    url: CameraUrl,
    agent: ureq::Agent,
}

impl Connection {
    pub(super) fn to(url: &CameraUrl) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_connect(Some(CONNECT_LIMIT))
            .timeout_recv_response(Some(CONNECT_LIMIT))
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .build();
        Self { url: url.clone(), agent: ureq::Agent::new_with_config(config) }
    }

    pub(super) fn error(&self, reason: String) -> FrameError {
        FrameError::Network { url: self.url.clone(), reason }
    }

    /// Sends one request.
    ///
    /// # Errors
    /// [`FrameError::Network`] when the connection fails or the response has no pictures.
    pub(super) fn request(&self) -> Result<Answer, FrameError> {
        let response = self
            .agent
            .get(self.url.with_secrets())
            .call()
            .map_err(|error| self.error(self.url.hide_in(&unreachable(&error))))?;
        if response.status() == StatusCode::UNAUTHORIZED {
            let has_login =
                self.url.with_secrets().split('/').nth(2).is_some_and(|host| host.contains('@'));
            return Err(self.error(login_problem(has_login, response.headers()).into()));
        }
        if !response.status().is_success() {
            return Err(self.error(format!("the camera answered {}", response.status())));
        }
        let kind = Kind::of(response.headers());
        let body = Box::new(response.into_body().into_reader());
        match kind {
            Ok(Kind::Stream) => Ok(Answer::Stream(body)),
            Ok(Kind::Picture) => Ok(Answer::Picture(body)),
            Err(content_type) => {
                Err(self.error(format!("not an MJPEG stream (it is {content_type})")))
            }
        }
    }

    /// Supplies pictures of a camera that gives one for each request. `first` is the answer to the
    /// first one.
    pub(super) fn poll(&self, first: Box<dyn Read + Send>, feed: &Feed) {
        let started = Instant::now();
        let mut requested = started;
        let mut answer = Ok(first);
        let mut failures = 0;
        loop {
            let jpeg = answer.and_then(|mut body| {
                first_jpeg(&mut body).map_err(|error| self.error(format!("no answer: {error}")))
            });
            let is_over = match jpeg {
                Ok(jpeg) => {
                    failures = 0;
                    let t_ms = started.elapsed().as_millis() as i64;
                    !feed.deliver(decode::jpeg(&jpeg, t_ms))
                }
                Err(error) => {
                    failures += 1;
                    tracing::debug!(%failures, "a picture of the network camera did not arrive");
                    failures >= MAX_FAILURES && {
                        feed.deliver(Err(error));
                        true
                    }
                }
            };
            if is_over {
                return;
            }
            let pause = REQUEST_INTERVAL * (1 + 4 * failures);
            while requested.elapsed() < pause || !feed.is_due() {
                if feed.is_closed() {
                    return;
                }
                std::thread::sleep(CHECK_INTERVAL);
            }
            requested = Instant::now();
            answer = self.request().map(|answer| match answer {
                Answer::Stream(body) | Answer::Picture(body) => body,
            });
        }
    }
}

/// Kind of an answer.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Stream,
    Picture,
}

impl Kind {
    /// The kind that `headers` announce; the content type if it is something else.
    fn of(headers: &HeaderMap) -> Result<Self, String> {
        let content_type = headers
            .get("content-type")
            .and_then(|value| value.to_str().ok())
            .unwrap_or("without a type")
            .to_lowercase();
        let kind = content_type.split(';').next().unwrap_or_default().trim();
        match kind {
            "image/jpeg" | "image/jpg" | "image/pjpeg" => Ok(Self::Picture),
            "video/x-motion-jpeg" | "video/mjpeg" | "video/x-mjpeg" => Ok(Self::Stream),
            _ if kind.starts_with("multipart/") => Ok(Self::Stream),
            // Some cameras do not say what they send. A stream has no length.
            "application/octet-stream" | "without a type" => {
                let has_length = headers.contains_key("content-length");
                Ok(if has_length { Self::Picture } else { Self::Stream })
            }
            _ => Err(content_type),
        }
    }
}

/// The first JPEG in `body`. Does not read on: a camera may announce one picture and send a stream.
/// At the end of the body the picture may lack its end marker.
fn first_jpeg(body: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut chunk = vec![0; 1 << 16];
    while bytes.len() <= MAX_PICTURE_BYTES {
        let count = body.read(&mut chunk)?;
        bytes.extend_from_slice(&chunk[..count]);
        if count == 0 || decode::jpeg_length(&bytes).is_some() {
            return Ok(bytes);
        }
    }
    Err(std::io::Error::other("no picture ends within 16 MB"))
}

/// Why a camera refuses the login. `has_login` says whether the address has a user name.
fn login_problem(has_login: bool, headers: &HeaderMap) -> &'static str {
    let offers = |scheme: &str| {
        let offered = headers.get_all("www-authenticate").iter().filter_map(|v| v.to_str().ok());
        offered.flat_map(|text| text.split(',')).any(|offer| {
            offer.trim_start().get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme))
        })
    };
    if offers("digest") && !offers("basic") {
        "the camera takes a user name and a password only by Digest authentication (401), which \
         Plumbline does not have; choose Basic in the camera's settings, or allow viewing without \
         a login"
    } else if has_login {
        "the camera does not accept this user name and password (401)"
    } else {
        "the camera needs a user name and a password (401); write them into the address: \
         http://USER:PASSWORD@HOST/…"
    }
}

/// Reason text for a failed connection. In its sandbox, Plumbline may only connect to the port that
/// was given at start.
fn unreachable(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Io(e) if e.kind() == std::io::ErrorKind::PermissionDenied => {
            "Plumbline may only connect to the camera that was set when it started; restart Plumbline \
             to use this one"
                .into()
        }
        error => format!("cannot be reached: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        lines.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn answers_are_told_apart_by_their_headers() {
        let kind = |content_type: &str| Kind::of(&headers(&[("content-type", content_type)]));
        let length = ("content-length", "1000");
        assert_eq!(kind("multipart/x-mixed-replace; boundary=x"), Ok(Kind::Stream));
        assert_eq!(kind("Multipart/Mixed"), Ok(Kind::Stream));
        assert_eq!(kind("image/jpeg"), Ok(Kind::Picture));
        assert_eq!(kind("IMAGE/JPEG; charset=binary"), Ok(Kind::Picture));
        assert_eq!(kind("video/x-motion-jpeg"), Ok(Kind::Stream));
        assert_eq!(kind("application/octet-stream"), Ok(Kind::Stream));
        assert_eq!(Kind::of(&headers(&[length])), Ok(Kind::Picture));
        assert_eq!(kind("text/html"), Err("text/html".into()));
        assert_eq!(kind("video/mp4"), Err("video/mp4".into()));
    }

    #[test]
    fn a_refused_login_is_said_exactly() {
        let basic = headers(&[("www-authenticate", "Basic realm=\"camera\"")]);
        let digest = headers(&[("www-authenticate", "Digest realm=\"a, b\", nonce=\"1\"")]);
        let both = headers(&[
            ("www-authenticate", "Digest realm=\"a\""),
            ("www-authenticate", "basic realm=\"a\""),
        ]);
        assert!(login_problem(false, &basic).contains("needs a user name and a password"));
        assert!(login_problem(true, &basic).contains("does not accept"));
        assert!(login_problem(true, &both).contains("does not accept"));
        assert!(login_problem(true, &digest).contains("Digest"));
        assert!(login_problem(false, &HeaderMap::new()).contains("needs a user name"));
    }

    #[test]
    fn one_picture_is_taken_from_an_answer_that_does_not_end() {
        let jpeg = [0xFF, 0xD8, 0xFF, 0xD9];
        let mut endless = jpeg.chain(std::io::repeat(7));
        assert!(first_jpeg(&mut endless).unwrap().starts_with(&jpeg));
        let mut never = [0xFF, 0xD8, 0xFF, 0xDA].chain(std::io::repeat(7));
        assert!(first_jpeg(&mut never).is_err());
    }
}
