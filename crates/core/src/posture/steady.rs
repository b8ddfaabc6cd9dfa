//! Medians of the measures over the last seconds.
//!
//! At a desk, 5 cm of forward head change the size of the face by 4–7 %, and landmarks jitter by
//! 1–2 %, so a single frame cannot be judged. The median over a short window removes the jitter and
//! ignores a short glance or one outlier frame. It costs a delay of half the window.

use std::collections::VecDeque;

use super::limit_on_picture::ShoulderLimitLine;
use super::quantity::Quantity;
use super::reading::{Measure, Measured, Measures};
use super::view::View;
use crate::body::{MonotonicMs, Side};
use crate::stats;

/// Length of the window, milliseconds. A step in posture appears after half of it.
pub(crate) const SPAN_MS: i64 = 2_000;

/// Correlation time of the model's jitter, milliseconds. Frames that are closer together do not
/// count as independent samples. Assumption: no real video was available to measure it.
const WOBBLE_MS: i64 = 1_000;

/// Variance of a median relative to the variance of a mean, for a normal distribution: π/2. A median
/// needs more samples than a mean for the same precision.
const MEDIAN_VARIANCE: f64 = std::f64::consts::FRAC_PI_2;

/// The measures of the last seconds.
#[derive(Debug, Clone, Default)]
pub struct Steady {
    samples: VecDeque<(MonotonicMs, Measures)>,
    /// Time of the last frame, measured or held.
    last: Option<MonotonicMs>,
}

impl Steady {
    /// Adds the measures of one frame at `now` and returns the medians of the whole window.
    ///
    /// The view is the most frequent one in the window, and only frames with this view count. A
    /// quantity that was measured in fewer than half of them is unmeasured, with the newest reason. A
    /// frame without a person is returned unchanged, without a delay.
    pub fn add(&mut self, measures: Measures, now: MonotonicMs) -> Measures {
        self.last = Some(now);
        let is_out_of_order = self.samples.back().is_some_and(|(last, _)| *last >= now);
        if is_out_of_order {
            self.samples.clear();
        }
        while self.samples.front().is_some_and(|(t, _)| now.since_ms(*t) > SPAN_MS) {
            self.samples.pop_front();
        }
        if measures.view == View::Nobody {
            return measures;
        }
        self.samples.push_back((now, measures));
        self.median()
    }

    /// Returns the medians of the window for a frame at `now` without movement since the last one.
    /// The frame is not a new sample: the samples in the window stay as they are and the uncertainty
    /// does not shrink. Returns `None` when the window is empty.
    pub fn hold(&mut self, now: MonotonicMs) -> Option<Measures> {
        let since_ms = self.last.map_or(0, |last| now.since_ms(last)).max(0);
        self.last = Some(now);
        for (t, _) in &mut self.samples {
            *t = *t + since_ms;
        }
        (!self.samples.is_empty()).then(|| self.median())
    }

    /// Returns whether the window holds no samples.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.samples.is_empty()
    }

    /// Clears the window, for example after a new baseline or with another camera.
    pub fn reset(&mut self) {
        self.samples.clear();
    }

    /// Time from the middle sample of the window to the newest one, milliseconds. When a median has
    /// just crossed a limit, the posture changed this long ago.
    #[must_use]
    pub fn lag_ms(&self) -> i64 {
        let view = self.prevailing_view();
        let agreeing: Vec<MonotonicMs> =
            self.samples.iter().filter(|(_, m)| m.view == view).map(|(t, _)| *t).collect();
        match (agreeing.get(agreeing.len() / 2), agreeing.last()) {
            (Some(middle), Some(newest)) => newest.since_ms(*middle),
            _ => 0,
        }
    }

    fn median(&self) -> Measures {
        let view = self.prevailing_view();
        let agreeing = || self.samples.iter().filter(|(_, m)| m.view == view);
        let span_ms = match (agreeing().next(), agreeing().next_back()) {
            (Some((first, _)), Some((last, _))) => last.since_ms(*first),
            _ => 0,
        };
        let count = agreeing().count();
        let looks = (1.0 + span_ms as f64 / WOBBLE_MS as f64).min(count as f64);
        let Some((_, newest)) = agreeing().next_back() else { return Measures::nobody() };
        let mut steady = newest.clone();
        for quantity in Quantity::ALL {
            let known: Vec<&Measured> =
                agreeing().filter_map(|(_, m)| m.get(quantity).known()).collect();
            if known.len() * 2 < count || known.is_empty() {
                let why = agreeing().rev().find(|(_, m)| m.get(quantity).known().is_none());
                if let Some((_, reason)) = why {
                    steady.set(quantity, *reason.get(quantity));
                }
                continue;
            }
            steady.set(quantity, Measure::Known(median_of_measured(&known, looks)));
        }
        for side in Side::BOTH {
            let marks: Vec<&ShoulderLimitLine> =
                agreeing().filter_map(|(_, m)| m.shoulder_mark(side)).collect();
            let is_told = marks.len() * 2 >= count;
            steady.set_shoulder_mark(side, median_mark(&marks).filter(|_| is_told));
        }
        let places: Vec<[f64; 3]> = agreeing().filter_map(|(_, m)| m.head_cm()).collect();
        let middle = |axis: usize| stats::median(places.iter().map(|place| place[axis]));
        let head_cm = match [0, 1, 2].map(middle) {
            [Some(x), Some(y), Some(z)] if places.len() * 2 >= count => Some([x, y, z]),
            _ => None,
        };
        steady.set_head_cm(head_cm);
        steady
    }

    /// The most frequent view in the window; among equally frequent views, the newest.
    fn prevailing_view(&self) -> View {
        let count = |view: View| self.samples.iter().filter(|(_, m)| m.view == view).count();
        // `max_by_key` returns the last of equal elements, which is the newest.
        self.samples.iter().map(|(_, m)| m.view).max_by_key(|v| count(*v)).unwrap_or(View::Nobody)
    }
}

fn median_mark(marks: &[&ShoulderLimitLine]) -> Option<ShoulderLimitLine> {
    ShoulderLimitLine::median(marks, |of| {
        stats::median(marks.iter().map(|m| of(m))).unwrap_or(f64::NAN)
    })
}

fn median_of_measured(known: &[&Measured], looks: f64) -> Measured {
    let median = |of: &dyn Fn(&Measured) -> f64| {
        stats::median(known.iter().map(|m| of(m))).unwrap_or(f64::NAN)
    };
    // Without a baseline in some of the frames (it was just set) there is no change to average.
    let delta =
        known.iter().all(|m| m.delta.is_some()).then(|| median(&|m| m.delta.unwrap_or(f64::NAN)));
    let noise_sd = median(&|m| m.noise_sd);
    let sd = median(&|m| m.sd);
    let lasting_variance = (sd.powi(2) - noise_sd.powi(2)).max(0.0);
    let shrink = if looks > 2.0 { MEDIAN_VARIANCE / looks } else { 1.0 / looks };
    let noise_sd = noise_sd * shrink.min(1.0).sqrt();
    Measured {
        value: median(&|m| m.value),
        delta,
        sd: (lasting_variance + noise_sd.powi(2)).sqrt(),
        noise_sd,
        confidence: median(&|m| m.confidence),
        own_limit_scale: known.last().map_or(1.0, |m| m.own_limit_scale),
        allowance: median(&|m| m.allowance),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posture::Unmeasured;
    use proptest::prelude::*;

    fn front(value: Option<f64>) -> Measures {
        let mut measures = Measures::nobody();
        measures.view = View::Front;
        let measure = match value {
            None => Measure::Unmeasured(Unmeasured::FaceUnclear),
            Some(value) => Measure::Known(Measured {
                value,
                delta: Some(value - 5.0),
                sd: 5.0,
                noise_sd: 3.0,
                confidence: 0.8,
                own_limit_scale: 1.0,
                allowance: 0.0,
            }),
        };
        measures.set(Quantity::ForwardHead, measure);
        measures
    }

    fn forward(measures: &Measures) -> Measured {
        *measures.get(Quantity::ForwardHead).known().unwrap()
    }

    #[test]
    fn a_step_shows_after_half_the_window_and_not_before() {
        let mut steady = Steady::default();
        let mut shown_at = None;
        for t_ms in (0..6_000).step_by(100) {
            let value = if t_ms >= 3_000 { 20.0 } else { 5.0 };
            let seen = forward(&steady.add(front(Some(value)), MonotonicMs(t_ms))).value;
            if seen > 15.0 && shown_at.is_none() {
                shown_at = Some(t_ms);
            }
        }
        assert_eq!(shown_at, Some(4_000));
    }

    #[test]
    fn one_outlier_frame_and_one_glance_aside_change_nothing() {
        let mut steady = Steady::default();
        for t_ms in (0..2_000).step_by(200) {
            steady.add(front(Some(5.0)), MonotonicMs(t_ms));
        }
        let wild = steady.add(front(Some(80.0)), MonotonicMs(2_000));
        assert_eq!(forward(&wild).value, 5.0);
        let mut aside = front(None);
        aside.view = View::Oblique;
        let glance = steady.add(aside, MonotonicMs(2_100));
        assert_eq!((glance.view, forward(&glance).value), (View::Front, 5.0));
    }

    #[test]
    fn noise_shrinks_over_time_and_lasting_error_does_not() {
        let mut steady = Steady::default();
        let first = forward(&steady.add(front(Some(5.0)), MonotonicMs(0)));
        assert_eq!((first.sd, first.noise_sd), (5.0, 3.0));
        let mut last = first;
        for t_ms in (20..=2_000).step_by(20) {
            last = forward(&steady.add(front(Some(5.0)), MonotonicMs(t_ms)));
        }
        assert!(last.noise_sd < 0.75 * first.noise_sd, "{last:?}");
        // A hundred frames in two seconds count as about three independent samples.
        assert!(last.noise_sd > 0.5 * first.noise_sd, "{last:?}");
        assert!(last.sd > 4.0);
    }

    #[test]
    fn a_held_frame_repeats_the_measures_and_adds_no_sample() {
        let mut steady = Steady::default();
        assert_eq!(steady.hold(MonotonicMs(0)), None);
        steady.add(front(Some(5.0)), MonotonicMs(0));
        let looked = steady.add(front(Some(7.0)), MonotonicMs(1_000));
        for t_ms in (2_000..=9_000).step_by(1_000) {
            assert_eq!(steady.hold(MonotonicMs(t_ms)).as_ref(), Some(&looked));
        }
        // The next sample joins the last measured one; held frames added no copies of it.
        let next = forward(&steady.add(front(Some(9.0)), MonotonicMs(10_000)));
        assert_eq!(next.value, 7.0);
        assert!(next.noise_sd > 0.5 * 3.0, "{next:?}");
    }

    #[test]
    fn an_empty_frame_is_reported_at_once_and_a_long_gap_clears_the_window() {
        let mut steady = Steady::default();
        steady.add(front(Some(5.0)), MonotonicMs(0));
        assert_eq!(steady.add(Measures::nobody(), MonotonicMs(100)).view, View::Nobody);
        assert_eq!(forward(&steady.add(front(Some(30.0)), MonotonicMs(60_000))).value, 30.0);
    }

    #[test]
    fn a_quantity_missing_from_most_frames_is_unmeasured() {
        let mut steady = Steady::default();
        for (i, value) in [Some(5.0), None, None, Some(5.0), None].into_iter().enumerate() {
            let now = MonotonicMs(i as i64 * 100);
            let seen = steady.add(front(value), now);
            if i == 4 {
                assert_eq!(
                    *seen.get(Quantity::ForwardHead),
                    Measure::Unmeasured(Unmeasured::FaceUnclear)
                );
            }
        }
    }

    proptest! {
        #[test]
        fn the_median_lies_within_the_measured_values(
            values in prop::collection::vec((1i64..900, prop::option::of(-40.0f64..60.0)), 1..60)
        ) {
            let mut steady = Steady::default();
            let (mut t_ms, mut seen) = (0, Vec::new());
            for (step_ms, value) in values {
                t_ms += step_ms;
                seen.push((t_ms, value));
                let measures = steady.add(front(value), MonotonicMs(t_ms));
                if let Measure::Known(m) = measures.get(Quantity::ForwardHead) {
                    let inside: Vec<f64> = seen
                        .iter()
                        .filter(|(t, _)| t_ms - t <= SPAN_MS)
                        .filter_map(|(_, v)| *v)
                        .collect();
                    let low = inside.iter().copied().fold(f64::INFINITY, f64::min);
                    let high = inside.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                    prop_assert!((low..=high).contains(&m.value));
                    prop_assert!(m.noise_sd <= 3.0 + 1e-9 && m.sd <= 5.0 + 1e-9);
                }
            }
        }
    }
}
