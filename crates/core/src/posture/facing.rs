//! How long the person has looked straight ahead, to their left and to their right.

use super::judge::MAX_STEP_MS;
use super::quantity::Quantity;
use super::reading::Measures;
use crate::body::{MonotonicMs, Side};

/// Turn of the head from the upright posture from which the person looks at something beside the screen, degrees: the
/// edge of a usual screen (60 cm at a distance of 65 cm) is 25° from its middle. Product choice.
const ASIDE_DEG: f64 = 25.0;

/// Time that is kept, milliseconds. Older time counts ever less.
const KEPT_MS: f64 = 2.0 * 3_600_000.0;

/// Times in view by where the person has looked, milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct FacingTimes {
    ahead_ms: f64,
    /// Left, right.
    aside_ms: [f64; 2],
}

impl FacingTimes {
    #[must_use]
    pub fn of(ahead_ms: f64, left_ms: f64, right_ms: f64) -> Self {
        Self { ahead_ms, aside_ms: [left_ms, right_ms] }
    }

    #[must_use]
    pub fn total_ms(&self) -> f64 {
        self.ahead_ms + self.aside_ms.iter().sum::<f64>()
    }

    /// Share of the time in which the person has looked to `side`; 0 before any time.
    #[must_use]
    pub fn share(&self, side: Side) -> f64 {
        let total_ms = self.total_ms();
        if total_ms > 0.0 { self.aside_ms[side as usize] / total_ms } else { 0.0 }
    }
}

/// Adds up [`FacingTimes`] since the upright posture was set.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct FacingWatch {
    times: FacingTimes,
    last: Option<MonotonicMs>,
}

impl FacingWatch {
    /// Adds the time since the last frame, if the frame at `now` shows where the person looks.
    pub(crate) fn add(&mut self, measures: &Measures, now: MonotonicMs) {
        let since_ms = self.last.map_or(0, |last| now.since_ms(last));
        self.last = Some(now);
        let turn = measures.get(Quantity::HeadYaw).known().and_then(|measured| measured.delta);
        let Some(turn_deg) = turn.filter(|_| (1..=MAX_STEP_MS).contains(&since_ms)) else { return };
        let since_ms = since_ms as f64;
        let fading = KEPT_MS / (KEPT_MS.max(self.times.total_ms() + since_ms));
        self.times.ahead_ms *= fading;
        for aside_ms in &mut self.times.aside_ms {
            *aside_ms *= fading;
        }
        // The turn is positive towards the person's left.
        let time_ms = if turn_deg > ASIDE_DEG {
            &mut self.times.aside_ms[Side::Left as usize]
        } else if turn_deg < -ASIDE_DEG {
            &mut self.times.aside_ms[Side::Right as usize]
        } else {
            &mut self.times.ahead_ms
        };
        *time_ms += since_ms;
    }

    #[must_use]
    pub(crate) fn times(&self) -> FacingTimes {
        self.times
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posture::reading::{Measure, Measured};

    fn turned(deg: f64) -> Measures {
        let mut measures = Measures::nobody();
        let yaw = Measured { delta: Some(deg), ..Measured::plain(deg, 1.0, 1.0) };
        measures.set(Quantity::HeadYaw, Measure::Known(yaw));
        measures
    }

    #[test]
    fn the_share_is_that_of_the_last_hours() {
        let mut watch = FacingWatch::default();
        let mut t_ms = 0;
        let mut look = |deg: f64, minutes: i64| {
            for _ in 0..minutes * 60 {
                watch.add(&turned(deg), MonotonicMs(t_ms));
                t_ms += 1_000;
            }
            watch.times()
        };
        look(3.0, 30);
        let times = look(-40.0, 10);
        assert!((times.share(Side::Right) - 0.25).abs() < 0.01, "{times:?}");
        assert_eq!(times.share(Side::Left), 0.0);
        // The second screen was removed long ago.
        let times = look(0.0, 600);
        assert!(times.share(Side::Right) < 0.01 && times.total_ms() < KEPT_MS + 1_000.0);
    }

    #[test]
    fn nobody_and_long_gaps_count_nothing() {
        let mut watch = FacingWatch::default();
        watch.add(&turned(0.0), MonotonicMs(0));
        watch.add(&Measures::nobody(), MonotonicMs(1_000));
        watch.add(&turned(40.0), MonotonicMs(600_000));
        assert_eq!(watch.times(), FacingTimes::default());
    }
}
