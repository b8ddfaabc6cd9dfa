//! A thread around a supplier that may block for ever (a camera driver, a socket): the reader
//! waits with a limit, and a supplier that hangs is abandoned instead of hanging the program.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use super::frame::Frame;
use super::slot::{LatestSlot, Taken};
use super::source::FrameError;

/// How long a live source may stay silent.
pub(super) const SILENCE_LIMIT: Duration = Duration::from_secs(5);

/// How long a released supplier is waited for, so that a device can be opened again at once.
const RELEASE_WAIT: Duration = Duration::from_millis(1500);

type Delivery = Result<Frame, FrameError>;

/// Reads what its thread supplies.
pub(super) struct Feeder {
    slot: Arc<LatestSlot<Delivery>>,
    ended: Arc<LatestSlot<()>>,
    interval_ms: Arc<AtomicU32>,
    bad_since: Option<Instant>,
    fatal: bool,
}

/// The thread's end.
pub(super) struct Feed {
    slot: Arc<LatestSlot<Delivery>>,
    interval_ms: Arc<AtomicU32>,
    delivered: Cell<Option<Instant>>,
}

/// A picture that comes this much too early is taken all the same: cameras do not keep time to the
/// millisecond, and the next one would be a whole picture late.
const TOO_EARLY: Duration = Duration::from_millis(20);

impl Feed {
    /// Whether another picture is wanted yet. One that is not need not be decoded.
    pub(super) fn is_due(&self) -> bool {
        let interval = Duration::from_millis(self.interval_ms.load(Ordering::Relaxed).into());
        self.slot.is_closed()
            || self.delivered.get().is_none_or(|last| last.elapsed() + TOO_EARLY >= interval)
    }

    /// Hands one picture or error over. False when nobody reads any more: the supplier ends.
    pub(super) fn deliver(&self, delivery: Delivery) -> bool {
        if self.slot.is_closed() {
            return false;
        }
        if delivery.is_ok() {
            self.delivered.set(Some(Instant::now()));
        }
        self.slot.put(delivery);
        true
    }
}

impl Feeder {
    /// Runs `supply` on its own thread until it returns.
    pub(super) fn spawn(
        name: &str,
        supply: impl FnOnce(&Feed) + Send + 'static,
    ) -> Result<Self, FrameError> {
        let slot = Arc::new(LatestSlot::default());
        let ended = Arc::new(LatestSlot::default());
        let interval_ms = Arc::new(AtomicU32::new(0));
        let feed = Feed {
            slot: Arc::clone(&slot),
            interval_ms: Arc::clone(&interval_ms),
            delivered: Cell::new(None),
        };
        let end = EndMark(Arc::clone(&ended), Arc::clone(&slot));
        std::thread::Builder::new()
            .name(name.into())
            .spawn(move || {
                let _end = end;
                supply(&feed);
            })
            .map_err(|e| FrameError::Camera(e.to_string()))?;
        Ok(Self { slot, ended, interval_ms, bad_since: None, fatal: false })
    }

    /// Pictures are wanted no more often than every `interval_ms`; 0 takes them all.
    pub(super) fn set_interval_ms(&self, interval_ms: u32) {
        self.interval_ms.store(interval_ms, Ordering::Relaxed);
    }

    /// The next picture, or why there is none.
    pub(super) fn next(&mut self) -> Result<Option<Frame>, FrameError> {
        if self.fatal {
            return Err(FrameError::Disconnected);
        }
        let delivery = match self.slot.take_timeout(SILENCE_LIMIT) {
            Taken::Value(delivery) => delivery,
            Taken::TimedOut => Err(FrameError::Stalled),
            Taken::Closed => Err(FrameError::Disconnected),
        };
        let delivery = self.bounded(delivery);
        self.fatal = matches!(&delivery, Err(error) if error.is_fatal());
        delivery.map(Some)
    }

    /// Only damaged pictures are as good as none: the limit is the same.
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

impl Drop for Feeder {
    fn drop(&mut self) {
        self.slot.close();
        if let Taken::TimedOut = self.ended.take_timeout(RELEASE_WAIT) {
            tracing::warn!("a picture source does not let go; it is left behind");
        }
    }
}

/// Marks the end of the thread, also when it panics.
struct EndMark(Arc<LatestSlot<()>>, Arc<LatestSlot<Delivery>>);

impl Drop for EndMark {
    fn drop(&mut self) {
        self.1.close();
        self.0.put(());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::ImageSize;

    #[test]
    fn what_is_not_wanted_yet_need_not_be_decoded() {
        let (asked, answers) = (Arc::new(LatestSlot::<()>::default()), std::sync::mpsc::channel());
        let wait = Arc::clone(&asked);
        let mut feeder = Feeder::spawn("test", move |feed| {
            let picture = || Frame::from_rgb(ImageSize { width: 1, height: 1 }, vec![0; 3], 0);
            assert!(feed.is_due(), "the first one always is");
            feed.deliver(Ok(picture().unwrap()));
            wait.take_timeout(Duration::from_secs(10));
            answers.0.send(feed.is_due()).unwrap();
            // A damaged picture is no picture: the next one is still wanted.
            feed.deliver(Err(FrameError::BadFrame("cut off".into())));
            wait.take_timeout(Duration::from_secs(10));
            answers.0.send(feed.is_due()).unwrap();
        })
        .unwrap();
        feeder.set_interval_ms(3_600_000);
        assert!(matches!(feeder.next(), Ok(Some(_))));
        asked.put(());
        assert!(!answers.1.recv_timeout(Duration::from_secs(10)).unwrap());
        feeder.set_interval_ms(0);
        asked.put(());
        assert!(answers.1.recv_timeout(Duration::from_secs(10)).unwrap());
    }
}
