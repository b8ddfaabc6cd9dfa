//! The clock of a watch, and local date and time.
//!
//! The clock of a watch counts the time in which the machine sleeps, so that a snooze ends at its time and
//! a break has its real length. How long the machine has slept is the difference to a clock that stops
//! during sleep. It is known without any signal from the desktop.

use std::time::Duration;

use plumbline_core::body::MonotonicMs;
use plumbline_core::coaching::silence::LocalTime;

/// Sleep shorter than this is added to the next one, milliseconds. The two clocks are not read at the same
/// instant.
const MIN_SLEEP_MS: i64 = 1_000;

/// Two clocks of the system, read one after the other. Both have the same arbitrary start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct SystemClocks {
    /// Read first. Counts the time asleep.
    with_sleep: Duration,
    /// Does not count the time asleep.
    awake: Duration,
}

impl SystemClocks {
    #[cfg(target_os = "linux")]
    fn read() -> Self {
        use rustix::time::{ClockId, clock_gettime};
        let read = |id| Duration::try_from(clock_gettime(id)).unwrap_or_default();
        Self { with_sleep: read(ClockId::Boottime), awake: read(ClockId::Monotonic) }
    }

    #[cfg(windows)]
    #[allow(unsafe_code, reason = "these clocks are only in the C interface of Windows")]
    fn read() -> Self {
        use windows::Win32::System::WindowsProgramming::{
            QueryInterruptTimePrecise, QueryUnbiasedInterruptTimePrecise,
        };
        /// Of both clocks.
        const TICK_NS: u64 = 100;
        // SAFETY: no precondition.
        let (with_sleep, awake) =
            unsafe { (QueryInterruptTimePrecise(), QueryUnbiasedInterruptTimePrecise()) };
        let duration = |ticks: u64| Duration::from_nanos(ticks.saturating_mul(TICK_NS));
        Self { with_sleep: duration(with_sleep), awake: duration(awake) }
    }

    /// The monotonic clock of macOS counts the time asleep. [`std::time::Instant`] does not.
    #[cfg(target_os = "macos")]
    fn read() -> Self {
        use rustix::time::{ClockId, clock_gettime};
        static FIRST: std::sync::OnceLock<(Duration, std::time::Instant)> =
            std::sync::OnceLock::new();
        let with_sleep =
            || Duration::try_from(clock_gettime(ClockId::Monotonic)).unwrap_or_default();
        let (start, first) = FIRST.get_or_init(|| (with_sleep(), std::time::Instant::now()));
        Self { with_sleep: with_sleep(), awake: *start + first.elapsed() }
    }

    /// Sleep is not detected on this system.
    #[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
    fn read() -> Self {
        static FIRST: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
        let now = FIRST.get_or_init(std::time::Instant::now).elapsed();
        Self { with_sleep: now, awake: now }
    }
}

/// Milliseconds from `earlier` to `later`; negative if `later` is the earlier one.
fn ms_between(earlier: Duration, later: Duration) -> i64 {
    let ms = |d: Duration| i64::try_from(d.as_millis()).unwrap_or(i64::MAX);
    ms(later) - ms(earlier)
}

/// A time on the clock of a watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    pub now: MonotonicMs,
    /// Time that the machine has slept since the start. It is too small, never too large, if the process
    /// was stopped while it read the clocks.
    asleep_ms: i64,
}

/// The clock of a watch: milliseconds since its start, sleep included.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WatchClock {
    start: SystemClocks,
}

impl WatchClock {
    pub(crate) fn start() -> Self {
        Self { start: SystemClocks::read() }
    }

    /// A clock whose first reading says that the machine has slept for `slept`.
    #[cfg(test)]
    pub(super) fn after_sleep(slept: Duration) -> Self {
        let now = SystemClocks::read();
        Self { start: SystemClocks { awake: now.awake + slept, ..now } }
    }

    pub(crate) fn now(&self) -> MonotonicMs {
        self.read().now
    }

    pub(super) fn read(&self) -> Reading {
        self.reading(SystemClocks::read())
    }

    fn reading(&self, clocks: SystemClocks) -> Reading {
        let now_ms = ms_between(self.start.with_sleep, clocks.with_sleep);
        let awake_ms = ms_between(self.start.awake, clocks.awake);
        Reading { now: MonotonicMs(now_ms), asleep_ms: now_ms - awake_ms }
    }
}

/// Detects that the machine has slept.
#[derive(Debug, Default)]
pub(super) struct SleepDetector {
    /// The part of [`Reading::asleep_ms`] that was reported.
    reported_ms: i64,
}

impl SleepDetector {
    /// The time that the machine has slept since the last reported sleep, milliseconds; `None` if it has not.
    pub(super) fn slept_ms(&mut self, reading: Reading) -> Option<i64> {
        let slept_ms = reading.asleep_ms - self.reported_ms;
        (slept_ms >= MIN_SLEEP_MS).then(|| {
            self.reported_ms = reading.asleep_ms;
            slept_ms
        })
    }
}

/// The local day (days since 1970-01-01) and minute of the day.
pub(super) fn local_time() -> LocalTime {
    let now = jiff::Zoned::now();
    let day = now.date().since(jiff::civil::date(1970, 1, 1)).map_or(0, |span| span.get_days());
    let minute = i16::from(now.hour()) * 60 + i16::from(now.minute());
    LocalTime { day, minute: u16::try_from(minute).unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_counts_from_1970_and_the_minute_from_midnight() {
        let local = local_time();
        assert!(local.day > 20_000 && local.minute < 24 * 60, "{local:?}");
    }

    /// The clocks of a machine that was awake and asleep for these times since it was switched on,
    /// milliseconds.
    fn clocks(awake_ms: u64, asleep_ms: u64) -> SystemClocks {
        SystemClocks {
            with_sleep: Duration::from_millis(awake_ms + asleep_ms),
            awake: Duration::from_millis(awake_ms),
        }
    }

    #[test]
    fn a_sleep_is_part_of_the_time_and_is_reported_once() {
        // The machine has slept before the watch started.
        let clock = WatchClock { start: clocks(1_000_000, 77_000_000) };
        let mut detector = SleepDetector::default();
        let mut at = |awake_ms: u64, asleep_ms: u64| {
            let reading = clock.reading(clocks(1_000_000 + awake_ms, 77_000_000 + asleep_ms));
            (reading.now.0, detector.slept_ms(reading))
        };
        assert_eq!(at(0, 0), (0, None));
        assert_eq!(at(60_000, 0), (60_000, None));
        assert_eq!(at(61_000, 28_800_000), (28_861_000, Some(28_800_000)));
        assert_eq!(at(62_000, 28_800_000), (28_862_000, None));
        assert_eq!(at(63_000, 28_805_000), (28_868_000, Some(5_000)));
    }

    #[test]
    fn a_process_that_is_stopped_between_the_two_clocks_does_not_report_a_sleep() {
        let clock = WatchClock { start: clocks(0, 0) };
        let mut detector = SleepDetector::default();
        // Stopped for an hour (SIGSTOP) after the first clock was read.
        let stopped = SystemClocks {
            with_sleep: Duration::from_millis(5_000),
            awake: Duration::from_millis(3_605_000),
        };
        assert_eq!(detector.slept_ms(clock.reading(stopped)), None);
        assert_eq!(detector.slept_ms(clock.reading(clocks(3_606_000, 0))), None);
        assert_eq!(detector.slept_ms(clock.reading(clocks(3_607_000, 9_000))), Some(9_000));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_system_s_clock_that_counts_sleep_is_not_behind_the_other_one() {
        let clocks = SystemClocks::read();
        assert!(clocks.with_sleep > Duration::ZERO && clocks.awake > Duration::ZERO);
        // Milliseconds may pass between the two reads.
        assert!(ms_between(clocks.awake, clocks.with_sleep) > -60_000, "{clocks:?}");
        let clock = WatchClock::start();
        let first = clock.now();
        assert!(clock.now() >= first && first.0 >= 0);
    }
}
