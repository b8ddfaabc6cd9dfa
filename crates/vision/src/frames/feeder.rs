//! Runs a frame source that may block forever (a camera driver, a socket) on its own thread. The
//! reader waits with a timeout, so a source that hangs is abandoned instead of blocking the
//! program.

use std::cell::Cell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::frame::Frame;
use super::slot::{LatestSlot, Taken};
use super::source::{FrameError, Interval};

/// Maximum time without a frame from a live source.
pub(super) const SILENCE_LIMIT: Duration = Duration::from_secs(5);

/// Maximum time that [`Feeder::next`] blocks, so that its caller can stop or change the rate.
const WAIT_LIMIT: Duration = Duration::from_secs(2);

/// Maximum time to wait for the thread to end after its release, so that the device can usually be
/// reopened at once.
const RELEASE_WAIT: Duration = Duration::from_millis(1500);

type Delivery = Result<Frame, FrameError>;

/// The reader's end: receives frames and errors from the source thread.
pub(super) struct Feeder {
    slot: Arc<LatestSlot<Delivery>>,
    ended: Arc<LatestSlot<()>>,
    interval: Interval,
    silence: Silence,
    bad_since: Option<Instant>,
    fatal: bool,
}

/// The source thread's end: delivers frames and errors to the reader.
pub(super) struct Feed {
    slot: Arc<LatestSlot<Delivery>>,
    interval: Interval,
    delivered: Cell<Option<Instant>>,
    clock: Box<dyn Fn() -> Instant>,
}

/// A frame that arrives early by up to this time is still accepted: cameras are not exact to the
/// millisecond, and waiting for the next frame would add a whole frame interval.
const TOO_EARLY: Duration = Duration::from_millis(20);

impl Feed {
    /// Whether the next frame is due. A frame that is not due does not have to be decoded.
    pub(super) fn is_due(&self) -> bool {
        let interval = Duration::from_millis(self.interval.ms().into());
        let elapsed = |last| self.now().saturating_duration_since(last);
        self.slot.is_closed()
            || self.delivered.get().is_none_or(|last| elapsed(last) + TOO_EARLY >= interval)
    }

    /// The time of the source thread.
    pub(super) fn now(&self) -> Instant {
        (self.clock)()
    }

    /// Whether the reader is gone.
    pub(super) fn is_closed(&self) -> bool {
        self.slot.is_closed()
    }

    /// Delivers one frame or error to the reader. Returns false when the reader is gone; the source
    /// thread then ends.
    pub(super) fn deliver(&self, delivery: Delivery) -> bool {
        if self.slot.is_closed() {
            return false;
        }
        if delivery.is_ok() {
            self.delivered.set(Some(self.now()));
        }
        self.slot.put(delivery);
        true
    }
}

impl Feeder {
    /// Runs `supply` on its own thread until it returns. Fails if the thread cannot be started.
    pub(super) fn spawn(
        name: &str,
        supply: impl FnOnce(&Feed) + Send + 'static,
    ) -> Result<Self, FrameError> {
        let slot = Arc::new(LatestSlot::default());
        let ended = Arc::new(LatestSlot::default());
        let interval = Interval::default();
        let (feed_slot, feed_interval) = (Arc::clone(&slot), interval.clone());
        let end = EndMark(Arc::clone(&ended), Arc::clone(&slot));
        std::thread::Builder::new()
            .name(name.into())
            .spawn(move || {
                let _end = end;
                supply(&Feed {
                    slot: feed_slot,
                    interval: feed_interval,
                    delivered: Cell::new(None),
                    clock: Box::new(Instant::now),
                });
            })
            .map_err(|e| FrameError::Camera(e.to_string()))?;
        Ok(Self {
            slot,
            ended,
            interval,
            silence: Silence::up_to(SILENCE_LIMIT),
            bad_since: None,
            fatal: false,
        })
    }

    /// Accepts a source whose frames are up to `limit` apart.
    pub(super) fn with_silence_limit(mut self, limit: Duration) -> Self {
        self.silence = Silence::up_to(limit);
        self
    }

    /// The minimum time between two frames.
    pub(super) fn interval(&self) -> Interval {
        self.interval.clone()
    }

    /// The next frame, or why there is none.
    pub(super) fn next(&mut self) -> Result<Option<Frame>, FrameError> {
        if self.fatal {
            return Err(FrameError::Disconnected);
        }
        let wait = self.silence.left().min(WAIT_LIMIT);
        let asked = Instant::now();
        let delivery = match self.slot.take_timeout(wait) {
            Taken::Value(delivery) => {
                self.silence.ended(asked.elapsed());
                delivery
            }
            Taken::TimedOut => {
                self.silence.lasted(wait);
                if !self.silence.left().is_zero() {
                    return Err(FrameError::NotYet);
                }
                Err(FrameError::Stalled)
            }
            Taken::Closed => Err(FrameError::Disconnected),
        };
        let delivery = self.bounded(delivery);
        self.fatal = matches!(&delivery, Err(error) if error.is_fatal());
        delivery.map(Some)
    }

    /// Turns damaged frames into a fatal error when no good frame arrives within [`SILENCE_LIMIT`].
    fn bounded(&mut self, delivery: Delivery) -> Delivery {
        let Err(FrameError::BadFrame(reason)) = delivery else {
            self.bad_since = None;
            return delivery;
        };
        if self.bad_since.get_or_insert_with(Instant::now).elapsed() < SILENCE_LIMIT {
            return Err(FrameError::BadFrame(reason));
        }
        Err(FrameError::Camera(format!("all its pictures are damaged ({reason})")))
    }
}

/// How long a source may be silent: [`SILENCE_LIMIT`], or longer if it is known or may be slow.
struct Silence {
    /// Limit for a source whose speed is not known yet.
    limit: Duration,
    /// Time waited since the last frame.
    waited: Duration,
    /// The longest wait for a frame, and the number of waits.
    longest: Duration,
    waits: u32,
}

impl Silence {
    /// Number of waits after which the speed of a source is known. The first frame may be an old one.
    const KNOWN_AFTER: u32 = 3;

    fn up_to(limit: Duration) -> Self {
        Self { limit, waited: Duration::ZERO, longest: Duration::ZERO, waits: 0 }
    }

    /// Time that the source may remain silent from now on.
    fn left(&self) -> Duration {
        let limit = if self.waits < Self::KNOWN_AFTER {
            self.limit
        } else {
            (self.longest * 3).max(SILENCE_LIMIT).min(self.limit)
        };
        limit.saturating_sub(self.waited)
    }

    /// The source has been silent for `time` more.
    fn lasted(&mut self, time: Duration) {
        self.waited += time;
    }

    /// A frame came after `time` more.
    fn ended(&mut self, time: Duration) {
        self.longest = self.longest.max(self.waited + time);
        self.waits = self.waits.saturating_add(1);
        self.waited = Duration::ZERO;
    }
}

impl Drop for Feeder {
    fn drop(&mut self) {
        self.slot.close();
        if let Taken::TimedOut = self.ended.take_timeout(RELEASE_WAIT) {
            tracing::warn!("a frame source did not end in time; its thread is abandoned");
        }
    }
}

/// Signals the end of the thread when dropped, also after a panic.
struct EndMark(Arc<LatestSlot<()>>, Arc<LatestSlot<Delivery>>);

impl Drop for EndMark {
    fn drop(&mut self) {
        self.1.close();
        self.0.put(());
    }
}

#[cfg(test)]
impl Feed {
    /// A feed without a reader, on the clock of a test. Returns the number of frames that `supply`
    /// delivers if one is due every `interval_ms`.
    pub(super) fn count_delivered(
        interval_ms: u32,
        clock: impl Fn() -> Instant + 'static,
        supply: impl FnOnce(&Self),
    ) -> u64 {
        let interval = Interval::default();
        interval.set_ms(interval_ms);
        let feed = Self {
            slot: Arc::default(),
            interval,
            delivered: Cell::new(None),
            clock: Box::new(clock),
        };
        supply(&feed);
        // The last delivery is the end of the stream; every one before was replaced by the next.
        feed.slot.dropped()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::ImageSize;

    #[test]
    fn a_slow_source_may_be_silent_for_longer_than_a_fast_one() {
        let s = Duration::from_secs;
        let after = |limit, waits: &[Duration]| {
            let mut silence = Silence::up_to(limit);
            waits.iter().for_each(|wait| silence.ended(*wait));
            silence.left()
        };
        assert_eq!(after(s(30), &[]), s(30), "its speed is not known yet");
        assert_eq!(after(s(30), &[s(0), s(6)]), s(30));
        assert_eq!(after(s(30), &[s(0), s(6), s(6)]), s(18));
        assert_eq!(after(s(30), &[s(0), s(20), s(20)]), s(30));
        assert_eq!(after(s(30), &[s(0), s(0), s(1)]), s(5));
        assert_eq!(after(s(5), &[s(0), s(4), s(4)]), s(5));
        let mut silence = Silence::up_to(s(5));
        silence.lasted(s(2));
        assert_eq!(silence.left(), s(3));
        silence.lasted(s(3));
        assert!(silence.left().is_zero());
    }

    #[test]
    fn a_frame_within_the_interval_is_not_due() {
        let (asked, answers) = (Arc::new(LatestSlot::<()>::default()), std::sync::mpsc::channel());
        let wait = Arc::clone(&asked);
        let mut feeder = Feeder::spawn("test", move |feed| {
            let picture = || Frame::from_rgb(ImageSize { width: 1, height: 1 }, vec![0; 3], 0);
            assert!(feed.is_due(), "the first one always is");
            feed.deliver(Ok(picture().unwrap()));
            wait.take_timeout(Duration::from_secs(10));
            answers.0.send(feed.is_due()).unwrap();
            // A damaged frame does not count as delivered: the next one is still due.
            feed.deliver(Err(FrameError::BadFrame("cut off".into())));
            wait.take_timeout(Duration::from_secs(10));
            answers.0.send(feed.is_due()).unwrap();
        })
        .unwrap();
        feeder.interval().set_ms(3_600_000);
        assert!(matches!(feeder.next(), Ok(Some(_))));
        asked.put(());
        assert!(!answers.1.recv_timeout(Duration::from_secs(10)).unwrap());
        feeder.interval().set_ms(0);
        asked.put(());
        assert!(answers.1.recv_timeout(Duration::from_secs(10)).unwrap());
    }
}
