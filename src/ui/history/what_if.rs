//! Effect of another limit on the last days: the medians of all minutes, sorted once in a thread,
//! so that moving a slider costs only a binary search.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use parking_lot::Mutex;

use eframe::egui::Context;
use jiff::{Timestamp, ToSpan as _};

use plumbline_core::posture::Quantity;
use plumbline_core::posture::fault::Worse;
use plumbline_history::{EventKind, HistoryError, Minute, RECORDED, Reader, recorded_index};

/// Number of days evaluated.
pub const PAST_DAYS: i32 = 7;

/// Number of days searched for the first calibration. Values measured before it are not changes
/// from the upright baseline.
const UPRIGHT_DAYS: i32 = 90;

/// Medians of the minutes of the last days, in the order of [`RECORDED`], each sorted in ascending
/// order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WhatIf {
    medians: [Vec<f64>; RECORDED.len()],
}

impl WhatIf {
    /// Collects the medians of `minutes`. Changes from the upright baseline count only from
    /// `upright_since`; `None` means there was no calibration.
    #[must_use]
    pub fn of(minutes: &[Minute], upright_since: Option<Timestamp>) -> Self {
        let medians = RECORDED.map(|quantity| {
            let counts = |minute: &&Minute| {
                quantity == Quantity::ScreenDistance
                    || upright_since.is_some_and(|since| minute.start() >= since)
            };
            let mut medians: Vec<f64> = minutes
                .iter()
                .filter(counts)
                .filter_map(|minute| Some(minute.spread(quantity)?.median))
                .filter(|median| median.is_finite())
                .collect();
            medians.sort_unstable_by(f64::total_cmp);
            medians
        });
        Self { medians }
    }

    /// Number of minutes beyond `limit`, and number of minutes with a measurement of `quantity`.
    /// `None` if there is no measurement or the quantity is not recorded.
    #[must_use]
    pub fn beyond(&self, quantity: Quantity, worse: Worse, limit: f64) -> Option<(usize, usize)> {
        let medians = &self.medians[recorded_index(quantity)?];
        let below = |bound: f64| medians.partition_point(|median| *median < bound);
        let up_to = |bound: f64| medians.partition_point(|median| *median <= bound);
        let beyond = match worse {
            Worse::Larger => medians.len() - up_to(limit),
            Worse::Smaller => below(limit),
            Worse::FurtherFromZero => medians.len() - up_to(limit) + below(-limit),
        };
        (!medians.is_empty()).then_some((beyond, medians.len()))
    }
}

/// Reads the last days once, in the background.
#[derive(Debug, Default)]
pub struct WhatIfReader {
    answer: Arc<Mutex<Option<Arc<WhatIf>>>>,
}

impl WhatIfReader {
    /// Starts reading the history at `path` and repaints `ctx` when it is done.
    #[must_use]
    pub fn start(path: PathBuf, ctx: &Context) -> Self {
        let reader = Self::default();
        let (place, ctx) = (Arc::clone(&reader.answer), ctx.clone());
        let started = std::thread::Builder::new().name("limit-preview".into()).spawn(move || {
            match read(&path, Timestamp::now()) {
                Ok(past) => {
                    *place.lock() = Some(Arc::new(past));
                    ctx.request_repaint();
                }
                Err(error) => tracing::warn!(%error, "the last days cannot be read"),
            }
        });
        if let Err(error) = started {
            tracing::warn!(%error, "the last days cannot be read");
        }
        reader
    }

    /// The result, once available.
    #[must_use]
    pub fn answer(&self) -> Option<Arc<WhatIf>> {
        self.answer.lock().clone()
    }
}

/// Reads the [`PAST_DAYS`] days before `now`.
fn read(path: &Path, now: Timestamp) -> Result<WhatIf, HistoryError> {
    let before = |days: i32| now.saturating_sub((i64::from(days) * 24).hours()).unwrap_or(now);
    let reader = Reader::open(path)?;
    let minutes = reader.minutes(before(PAST_DAYS), now)?;
    let events = reader.events(before(UPRIGHT_DAYS), now)?;
    let upright = events.iter().find(|event| event.kind == EventKind::Calibrated);
    Ok(WhatIf::of(&minutes, upright.map(|event| event.at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_history::Spread;

    fn minute(number: i64, quantity: Quantity, median: f64) -> Minute {
        let mut minute = Minute { number, ..Minute::default() };
        minute.set_spread(quantity, Some(Spread { median, p10: median, p90: median }));
        minute
    }

    #[test]
    fn minutes_beyond_a_limit_are_counted_for_each_direction() {
        let minutes: Vec<Minute> = [-9.0, -3.0, 0.0, 4.0, 9.0, 12.0]
            .into_iter()
            .enumerate()
            .map(|(i, median)| minute(i as i64, Quantity::ForwardHead, median))
            .collect();
        let past = WhatIf::of(&minutes, Some(Timestamp::UNIX_EPOCH));
        let beyond = |worse, limit| past.beyond(Quantity::ForwardHead, worse, limit);
        assert_eq!(beyond(Worse::Larger, 4.0), Some((2, 6)));
        assert_eq!(beyond(Worse::Larger, 3.9), Some((3, 6)));
        assert_eq!(beyond(Worse::Smaller, -3.0), Some((1, 6)));
        assert_eq!(beyond(Worse::FurtherFromZero, 8.0), Some((3, 6)));
        assert_eq!(past.beyond(Quantity::HeadTilt, Worse::Larger, 1.0), None);
        assert_eq!(past.beyond(Quantity::HeadYaw, Worse::Larger, 1.0), None);
    }

    #[test]
    fn values_from_before_the_calibration_do_not_count() {
        let minutes =
            [minute(0, Quantity::ForwardHead, 9.0), minute(10, Quantity::ForwardHead, 9.0)];
        let since = Timestamp::from_second(300).unwrap();
        let count =
            |since| WhatIf::of(&minutes, since).beyond(Quantity::ForwardHead, Worse::Larger, 5.0);
        assert_eq!(count(Some(since)), Some((1, 1)));
        assert_eq!(count(None), None);
        let near = [minute(0, Quantity::ScreenDistance, 35.0)];
        let beyond = WhatIf::of(&near, None).beyond(Quantity::ScreenDistance, Worse::Smaller, 40.0);
        assert_eq!(beyond, Some((1, 1)), "a distance needs no upright");
    }
}
