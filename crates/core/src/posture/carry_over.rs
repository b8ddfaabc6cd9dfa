//! Takes the upright posture of an earlier day over to today.
//!
//! The looks of trunk, face and surroundings are never stored, so a baseline of an earlier day has
//! numbers only. When the person sits as in that upright posture for a while, today's looks are captured
//! quietly, as in a calibration. The captured posture is not taken for the upright one: its measured
//! [`Difference`] from the upright posture of the earlier day stays part of every later change. A slouch
//! therefore never becomes the upright posture. The difference is estimated anew from later frames, so its
//! uncertainty narrows.

use std::collections::VecDeque;

use super::baseline::{Baseline, BaselineCapture};
use super::camera::CameraModel;
use super::cues::{Cue, Cues};
use super::judge::MAX_STEP_MS;
use super::measure::{cues, measure};
use super::quantity::Quantity;
use super::reading::Measures;
use super::stale::StaleReason;
use super::view::View;
use crate::body::{Angle, ImageSize, MonotonicMs, Pose};
use crate::stats;

/// Difference of a captured posture from the upright posture, in the unit of the quantity.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Difference {
    pub change: f64,
    /// Standard deviation of `change`.
    pub sd: f64,
}

/// The difference of each quantity; zero if the captured posture is the upright one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Differences([Difference; Quantity::COUNT]);

impl Default for Differences {
    fn default() -> Self {
        Self([Difference::default(); Quantity::COUNT])
    }
}

impl Differences {
    /// What is not known about today while only the numbers of an earlier day are in use.
    #[must_use]
    pub(crate) fn of_another_day() -> Self {
        let mut differences = Self::default();
        for carried in &CARRIED {
            differences.0[carried.quantity as usize].sd = carried.day_sd;
        }
        differences
    }

    #[must_use]
    pub fn get(&self, quantity: Quantity) -> Difference {
        self.0[quantity as usize]
    }
}

/// A quantity whose difference is carried over. Of the others (turn and nod of the head, distance), today's
/// captured value counts.
struct Carried {
    quantity: Quantity,
    /// Range of the change from the earlier day in which the person sits as in their upright posture: up to the
    /// limit at which a fault of this quantity ends.
    as_upright: std::ops::RangeInclusive<f64>,
    /// Standard deviation of a person's own upright posture between days.
    posture_sd: f64,
    /// Standard deviation of the error of the comparison with an earlier day that stays the same all day: other
    /// clothes, another seat, a camera that was moved.
    day_sd: f64,
    /// The same for a posture that was recognised as upright, which is so only where that error is small.
    recognised_day_sd: f64,
    /// The same for the part that differs from minute to minute.
    minute_sd: f64,
}

/// The errors are those of rendered people over three days (`benches/rendered/bench_days.py`): other clothes change
/// forward head by up to 15°, and by up to 4° in a posture that was recognised as upright; they
/// seem to raise a shoulder by up to 3.5°; a chair of another height, a tilted screen and other clothes seem to let
/// the person sink, so that a slouch is hardly known before today's looks are.
/// The standard deviations of the posture are product choices.
const CARRIED: [Carried; 7] = [
    Carried {
        quantity: Quantity::ForwardHead,
        as_upright: -8.0..=4.0,
        posture_sd: 3.0,
        day_sd: 8.0,
        recognised_day_sd: 3.5,
        minute_sd: 1.0,
    },
    Carried {
        quantity: Quantity::RaisedShoulderLeft,
        as_upright: -5.0..=4.5,
        posture_sd: 0.6,
        day_sd: 1.5,
        recognised_day_sd: 1.5,
        minute_sd: 0.3,
    },
    Carried {
        quantity: Quantity::RaisedShoulderRight,
        as_upright: -5.0..=4.5,
        posture_sd: 0.6,
        day_sd: 1.5,
        recognised_day_sd: 1.5,
        minute_sd: 0.3,
    },
    Carried {
        quantity: Quantity::Slouch,
        as_upright: -1.0..=0.5,
        posture_sd: 0.02,
        day_sd: 0.35,
        recognised_day_sd: 0.35,
        minute_sd: 0.02,
    },
    Carried {
        quantity: Quantity::HeadTilt,
        as_upright: -8.0..=8.0,
        posture_sd: 2.0,
        day_sd: 2.0,
        recognised_day_sd: 2.0,
        minute_sd: 1.0,
    },
    Carried {
        quantity: Quantity::ShoulderTilt,
        as_upright: -4.0..=4.0,
        posture_sd: 1.0,
        day_sd: 1.0,
        recognised_day_sd: 1.0,
        minute_sd: 1.0,
    },
    Carried {
        quantity: Quantity::TrunkLean,
        as_upright: -15.0..=13.0,
        posture_sd: 3.0,
        day_sd: 6.0,
        recognised_day_sd: 4.0,
        minute_sd: 2.0,
    },
];

/// Maximum turn of head and trunk, and nod, from their values at the calibration in a posture that is captured
/// or compared, degrees. Product choice: looking at the screen, not at a second one or at the keyboard.
const MAX_TURN_DEG: f64 = 15.0;

/// Time for which the person must sit as in their upright posture before the capture begins, milliseconds.
/// Product choice: long enough for a chair to be adjusted, short enough to be there after a minute.
const SETTLE_MS: i64 = 15_000;

/// Difference to the captured posture from which a straighter one is captured instead, degrees of forward head, and
/// the time for which it lasts, milliseconds. Other clothes can hide how far the head is forward. Within a day
/// the straighter posture is known as such.
const STRAIGHTER_BY_DEG: f64 = 2.0;
const STRAIGHTER_FOR_MS: i64 = 5_000;

/// Maximum time without such a frame in between, milliseconds: a glance aside.
const GLANCE_MS: i64 = 3_000;

/// Least duration of the capture, milliseconds, as in a calibration, and its longest, when frames are rare.
const CAPTURE_MS: i64 = 4_000;
const MAX_CAPTURE_MS: i64 = 30_000;
/// Least number of frames of the capture.
const CAPTURE_FRAMES: u32 = 8;

/// Time in view after which the person is asked for a new upright posture if the earlier one was not recognised,
/// milliseconds. Product choice.
const ASK_AFTER_MS: i64 = 10 * 60_000;

/// Compared time after which the difference is not estimated any further, milliseconds.
const COMPARED_FOR_MS: i64 = 20 * 60_000;

/// Standard deviations by which the tilt of the camera since the earlier day is estimated, degrees: of the tilt
/// itself, of a person's nod at the screen between days with the error of its measurement, and of the height of head
/// and shoulders over the chair (2 cm at 75 cm). Product choices. On five rendered days with a
/// tilted camera the estimate was within 1.6°; on a sixth the face was measured wrongly, and it stayed 0°.
const TILT_SD_DEG: f64 = 3.5;
const NOD_SD_DEG: f64 = 4.0;
const HEIGHT_SD_DEG: f64 = 1.5;

/// Nod since the earlier day beyond which the face is not measured well enough for an estimate, degrees.
const MAX_NOD_DEG: f64 = 12.0;

/// Number of frames from which the tilt of the camera is estimated: at least, and at most.
const TILT_FRAMES: std::ops::RangeInclusive<usize> = 10..=120;

/// Change of the estimated tilt below which it stays as it is, degrees.
const TILT_STEP_DEG: f64 = 0.5;

/// Estimates by how much the camera is tilted against the earlier day.
///
/// A camera that is tilted down by ε sees the head nod by ε more, and head and shoulders higher by ε. A person who
/// looks down or sinks does not do both. So it counts only if both have the same sign.
#[derive(Debug, Clone, Default)]
struct TiltWatch {
    /// Tilt by the nod and by the heights, degrees.
    seen: VecDeque<(f64, f64)>,
}

impl TiltWatch {
    /// Adds the cues of a frame, measured with the tilt of the earlier day. Returns the estimate, if there is one.
    fn add(&mut self, now: &Cues, upright: &Cues) -> Option<Angle> {
        let nod_deg = (now.get(Cue::HeadPitch) - upright.get(Cue::HeadPitch)).to_degrees();
        let depth_cm = |cues: &Cues| cues.get(Cue::HeadLnDepth).exp();
        let sunk_cm =
            |ray: Cue| now.get(ray) * depth_cm(now) - upright.get(ray) * depth_cm(upright);
        let sunk_cm = f64::midpoint(sunk_cm(Cue::HeadRayY), sunk_cm(Cue::ShouldersRayY));
        let risen_deg = -(sunk_cm / depth_cm(now)).atan().to_degrees();
        if !nod_deg.is_finite() || !risen_deg.is_finite() {
            return None;
        }
        if self.seen.len() == *TILT_FRAMES.end() {
            self.seen.pop_front();
        }
        self.seen.push_back((nod_deg, risen_deg));
        (self.seen.len() >= *TILT_FRAMES.start()).then(|| self.tilt())?
    }

    fn tilt(&self) -> Option<Angle> {
        let by_nod_deg = stats::median(self.seen.iter().map(|(nod, _)| *nod))?;
        let by_height_deg = stats::median(self.seen.iter().map(|(_, risen)| *risen))?;
        if by_nod_deg * by_height_deg <= 0.0 || by_nod_deg.abs() > MAX_NOD_DEG {
            return Some(Angle::ZERO);
        }
        let [prior, nod, height] = [TILT_SD_DEG, NOD_SD_DEG, HEIGHT_SD_DEG].map(|sd| sd.powi(-2));
        let tilt_deg = (by_nod_deg * nod + by_height_deg * height) / (prior + nod + height);
        Some(Angle::from_deg(tilt_deg))
    }
}

/// What a frame changed.
#[derive(Debug)]
pub(crate) enum Progress {
    Nothing,
    /// The camera seems to be tilted by another angle: this is the earlier baseline with it.
    Tilted(Box<Baseline>),
    /// The capture of today's looks ended with this baseline.
    Captured(Box<Baseline>),
}

/// The upright posture of an earlier day, and how far it is taken over to today.
#[derive(Debug, Clone)]
pub(crate) struct CarryOver {
    /// As it was taken on the earlier day.
    as_taken: Baseline,
    /// As it is used today: with another tilt of the camera, and with what is not known about today.
    earlier: Baseline,
    image: ImageSize,
    /// First and last time at which the person has sat as in their upright posture, without a longer gap.
    settled: Option<(MonotonicMs, MonotonicMs)>,
    capture: Option<(BaselineCapture, u32)>,
    comparison: Option<Comparison>,
    /// Forward head of today's captured posture against the earlier day, degrees.
    captured_deg: f64,
    /// First and last time at which a straighter posture was seen.
    straighter: Option<(MonotonicMs, MonotonicMs)>,
    is_declined: bool,
    tilt: TiltWatch,
    /// Time of the last frame, and time in view without a recognised posture, milliseconds.
    last: Option<MonotonicMs>,
    waited_ms: i64,
    is_asking: bool,
}

impl CarryOver {
    /// Waits for the person to sit as in `earlier`, which was taken from frames of `image` size.
    #[must_use]
    pub(crate) fn new(earlier: Baseline, image: ImageSize) -> Self {
        Self {
            earlier: on_another_day(&earlier, Angle::ZERO),
            as_taken: earlier,
            image,
            settled: None,
            capture: None,
            comparison: None,
            captured_deg: 0.0,
            straighter: None,
            is_declined: false,
            tilt: TiltWatch::default(),
            last: None,
            waited_ms: 0,
            is_asking: true,
        }
    }

    /// `camera` with the field of view of the earlier day.
    #[must_use]
    pub(crate) fn camera(&self, camera: &CameraModel) -> CameraModel {
        self.as_taken
            .seen_with
            .map_or(*camera, |then| camera.seen_with(Angle::from_deg(then.hfov_deg)))
    }

    /// The upright posture of the earlier day, as it is used today.
    #[must_use]
    pub(crate) fn earlier(&self) -> &Baseline {
        &self.earlier
    }

    /// The upright posture of the earlier day, as it was taken.
    #[must_use]
    pub(crate) fn as_taken(&self) -> &Baseline {
        &self.as_taken
    }

    /// Copies the own limits of `today`, whose slouch was shown.
    pub(crate) fn keep_own_limits_of(&mut self, today: &Baseline) {
        self.as_taken.keep_own_limits_of(today);
        self.earlier.keep_own_limits_of(today);
    }

    #[must_use]
    pub(crate) fn image(&self) -> ImageSize {
        self.image
    }

    /// Whether today's looks are being captured.
    #[must_use]
    pub(crate) fn is_capturing(&self) -> bool {
        self.capture.is_some()
    }

    /// Whether today's looks are in use.
    #[must_use]
    pub(crate) fn is_done(&self) -> bool {
        self.comparison.is_some()
    }

    /// The person does not want today's capture: the numbers of the earlier day stay in use.
    pub(crate) fn decline(&mut self) {
        *self = Self { is_declined: true, ..Self::new(self.as_taken.clone(), self.image) };
    }

    /// Whether the person's upright posture is still to be recognised.
    #[must_use]
    pub(crate) fn is_waiting(&self) -> bool {
        !self.is_declined && !self.is_done() && self.earlier.view == View::Front
    }

    /// Why a new upright posture is requested, if it is.
    #[must_use]
    pub(crate) fn request(&self) -> Option<StaleReason> {
        let is_due = self.is_waiting() && self.is_asking && self.waited_ms >= ASK_AFTER_MS;
        is_due.then_some(StaleReason::LooksDifferent)
    }

    /// The person keeps the upright posture of the earlier day: the request is not repeated.
    pub(crate) fn keep(&mut self) {
        self.is_asking = false;
    }

    /// The time in view was interrupted: an unfinished capture is dropped.
    pub(crate) fn interrupt(&mut self) {
        self.settled = None;
        self.capture = None;
        self.straighter = None;
    }

    /// Adds the frame at `now`. `measures` are the medians of the last seconds against the baseline in use.
    pub(crate) fn wait(
        &mut self,
        pose: &Pose,
        measures: &Measures,
        camera: &CameraModel,
        now: MonotonicMs,
    ) -> Progress {
        if !self.is_waiting() {
            return Progress::Nothing;
        }
        let step_ms = self.last.map_or(0, |last| now.since_ms(last));
        self.last = Some(now);
        if (0..=MAX_STEP_MS).contains(&step_ms) {
            self.waited_ms += step_ms;
        }
        if let Some(tilted) = self.tilted(pose, measures, camera) {
            return Progress::Tilted(Box::new(tilted));
        }
        if !sits_as_upright(measures) {
            if self.settled.is_some_and(|(_, last)| now.since_ms(last) > GLANCE_MS) {
                self.settled = None;
            }
            self.capture = None;
            return Progress::Nothing;
        }
        let (first, _) = *self.settled.get_or_insert((now, now));
        self.settled = Some((first, now));
        if now.since_ms(first) < SETTLE_MS {
            return Progress::Nothing;
        }
        self.capture(pose, camera, now)
    }

    /// Adds a frame to the capture of today's looks. Too much movement, or a bad view, begins it anew.
    fn capture(&mut self, pose: &Pose, camera: &CameraModel, now: MonotonicMs) -> Progress {
        let (capture, count) =
            self.capture.get_or_insert_with(|| (BaselineCapture::new(*camera, pose.image, now), 0));
        capture.add(Some(pose));
        *count += 1;
        let lasted_ms = now.since_ms(capture.started());
        if lasted_ms < CAPTURE_MS || (*count < CAPTURE_FRAMES && lasted_ms < MAX_CAPTURE_MS) {
            return Progress::Nothing;
        }
        let Some((capture, _)) = self.capture.take() else { return Progress::Nothing };
        self.settled = None;
        self.straighter = None;
        let Ok(mut today) = capture.finish() else { return Progress::Nothing };
        today.keep_own_limits_of(&self.earlier);
        let mut comparison = Comparison::default();
        for pose in capture.poses() {
            comparison.add(pose, camera, [&self.earlier, &today]);
        }
        let Some(captured_deg) = comparison.mean(Quantity::ForwardHead) else {
            return Progress::Nothing;
        };
        self.captured_deg = captured_deg;
        today.differences = comparison.differences();
        self.comparison = Some(comparison);
        Progress::Captured(Box::new(today))
    }

    /// Compares the frame at `now` with the earlier day once more and updates the differences of `today`. A posture
    /// that is straighter than the captured one is captured instead.
    pub(crate) fn compare(
        &mut self,
        pose: &Pose,
        camera: &CameraModel,
        now: MonotonicMs,
        today: &mut Baseline,
    ) -> Progress {
        let Some(comparison) = &mut self.comparison else { return Progress::Nothing };
        if !comparison.step(now) {
            return Progress::Nothing;
        }
        let since_earlier = comparison.add(pose, camera, [&self.earlier, today]);
        today.differences = comparison.differences();
        let change = since_earlier.get(Quantity::ForwardHead).known().and_then(|m| m.delta);
        let is_straighter = sits_as_upright(&since_earlier)
            && change.is_some_and(|deg| deg < self.captured_deg - STRAIGHTER_BY_DEG);
        if !is_straighter {
            if self.straighter.is_some_and(|(_, last)| now.since_ms(last) > GLANCE_MS) {
                self.straighter = None;
                self.capture = None;
            }
            return Progress::Nothing;
        }
        let (first, _) = *self.straighter.get_or_insert((now, now));
        self.straighter = Some((first, now));
        if now.since_ms(first) < STRAIGHTER_FOR_MS {
            return Progress::Nothing;
        }
        self.capture(pose, camera, now)
    }

    /// The earlier baseline with another tilt of the camera, if the estimate has changed.
    fn tilted(
        &mut self,
        pose: &Pose,
        measures: &Measures,
        camera: &CameraModel,
    ) -> Option<Baseline> {
        let upright = self.as_taken.cues.as_ref()?;
        if !is_turned_alike(measures) {
            return None;
        }
        let tilt = self.tilt.add(&cues(pose, camera, &self.as_taken), upright)?;
        let used = self.earlier.camera_tilt - self.as_taken.camera_tilt;
        if (tilt - used).abs().deg() < TILT_STEP_DEG {
            return None;
        }
        self.earlier = on_another_day(&self.as_taken, tilt);
        Some(self.earlier.clone())
    }
}

/// The baseline `as_taken` for another day, on which the camera is tilted down by `tilt` more. Such a camera sees the
/// head nod by `tilt` more.
fn on_another_day(as_taken: &Baseline, tilt: Angle) -> Baseline {
    let mut earlier = as_taken.clone();
    earlier.differences = Differences::of_another_day();
    earlier.camera_tilt = earlier.camera_tilt + tilt;
    if let Some(cues) = &mut earlier.cues {
        cues.0[Cue::HeadPitch as usize] += tilt.rad();
    }
    if let Some(nod) = &mut earlier.values[Quantity::HeadPitch as usize] {
        nod.median += tilt.deg();
    }
    earlier
}

/// Whether head and trunk of `measures` are turned as at the calibration.
fn is_turned_alike(measures: &Measures) -> bool {
    measures.view == View::Front
        && is_small(measures, Quantity::HeadYaw)
        && is_small(measures, Quantity::TorsoYaw)
}

fn is_small(measures: &Measures, quantity: Quantity) -> bool {
    let change = measures.get(quantity).known().and_then(|m| m.delta);
    change.is_none_or(|deg| deg.abs() <= MAX_TURN_DEG)
}

/// Whether the person faces the screen as at the calibration.
fn is_facing(measures: &Measures) -> bool {
    is_turned_alike(measures) && is_small(measures, Quantity::HeadPitch)
}

/// Whether the person of `measures` sits as in their upright posture. What cannot be measured does not speak
/// against it, except for forward head.
fn sits_as_upright(measures: &Measures) -> bool {
    let change = |quantity| measures.get(quantity).known().and_then(|m| m.delta);
    is_facing(measures)
        && change(Quantity::ForwardHead).is_some()
        && CARRIED.iter().all(|carried| {
            change(carried.quantity).is_none_or(|change| carried.as_upright.contains(&change))
        })
}

/// The difference of today's captured posture from the earlier day, frame by frame: the change since the earlier
/// day less the change since today's capture.
#[derive(Debug, Clone, Default)]
struct Comparison {
    /// Number of frames and their mean.
    seen: [(f64, f64); Quantity::COUNT],
    /// Compared time, milliseconds.
    lasted_ms: i64,
    last: Option<MonotonicMs>,
}

impl Comparison {
    /// Advances to `now`. Returns whether the frame is to be compared.
    fn step(&mut self, now: MonotonicMs) -> bool {
        let step_ms = self.last.map_or(0, |last| now.since_ms(last));
        self.last = Some(now);
        if (0..=MAX_STEP_MS).contains(&step_ms) {
            self.lasted_ms += step_ms;
        }
        self.lasted_ms < COMPARED_FOR_MS
    }

    /// Compares `pose` with both days. Returns its measures against the earlier day.
    fn add(
        &mut self,
        pose: &Pose,
        camera: &CameraModel,
        [earlier, today]: [&Baseline; 2],
    ) -> Measures {
        let since_earlier = measure(pose, camera, Some(earlier));
        let since_today = measure(pose, camera, Some(today));
        // Errors grow with the change, so that only postures near the upright one are compared.
        if !is_facing(&since_today) || !is_facing(&since_earlier) {
            return since_earlier;
        }
        for carried in &CARRIED {
            let quantity = carried.quantity;
            let change = |of: &Measures| of.get(quantity).known().and_then(|m| m.delta);
            let (Some(then), Some(now)) = (change(&since_earlier), change(&since_today)) else {
                continue;
            };
            // The change since the capture, without the difference that is already part of it.
            let now = now - today.differences.get(quantity).change;
            if !carried.as_upright.contains(&now) {
                continue;
            }
            let (count, mean) = &mut self.seen[quantity as usize];
            *count += 1.0;
            *mean += (then - now - *mean) / *count;
        }
        since_earlier
    }

    /// The mean difference of `quantity`, if it was compared.
    fn mean(&self, quantity: Quantity) -> Option<f64> {
        let (count, mean) = self.seen[quantity as usize];
        (count > 0.0).then_some(mean)
    }

    /// The most likely differences: a person who sits as in their upright posture differs little from it, and the
    /// comparison has errors (the mean of two normal distributions, weighted by their inverse variances).
    fn differences(&self) -> Differences {
        let minutes = 1.0 + self.lasted_ms as f64 / 60_000.0;
        let mut differences = Differences::default();
        for carried in &CARRIED {
            let (count, mean) = self.seen[carried.quantity as usize];
            let posture = carried.posture_sd.powi(2);
            let error = carried.recognised_day_sd.powi(2) + carried.minute_sd.powi(2) / minutes;
            differences.0[carried.quantity as usize] = if count > 0.0 {
                Difference {
                    change: mean * posture / (posture + error),
                    sd: (posture * error / (posture + error)).sqrt(),
                }
            } else {
                Difference { change: 0.0, sd: carried.posture_sd }
            };
        }
        differences
    }
}
