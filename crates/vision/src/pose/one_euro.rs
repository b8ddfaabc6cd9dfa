//! The One Euro filter: smooths still landmarks strongly and follows moving ones quickly.
//!
//! Casiez, Roussel & Vogel, "1 € Filter", CHI 2012. Parameters as MediaPipe uses them for pose
//! landmarks (`pose_landmark_filtering.pbtxt`): minimum cut-off 0.1 Hz, beta 40, derivative cut-off
//! 1 Hz, with speeds in object sizes per second.

use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::landmark::LANDMARK_COUNT;
use plumbline_core::body::{Keypoint, Pose};

const MIN_CUTOFF_HZ: f64 = 0.1;
const BETA: f64 = 40.0;
const DERIVATIVE_CUTOFF_HZ: f64 = 1.0;

/// Weight of a new value in MediaPipe's exponential average of visibility.
const VISIBILITY_ALPHA: f64 = 0.1;

/// Maximum gap between two poses; after a longer gap the filter restarts, because older values are
/// no longer valid.
const RESET_GAP_MS: i64 = 1_500;

/// The filter state of one number.
#[derive(Debug, Clone, Copy, Default)]
struct OneEuro {
    state: Option<(f64, f64)>,
}

impl OneEuro {
    /// Filters `value`, `dt_s` seconds after the previous one. `scale` converts a difference of
    /// values to object sizes.
    fn filter(&mut self, value: f64, dt_s: f64, scale: f64) -> f64 {
        let Some((last, last_speed)) = self.state else {
            self.state = Some((value, 0.0));
            return value;
        };
        let speed_now = (value - last) * scale / dt_s;
        let speed = mix(last_speed, speed_now, alpha(DERIVATIVE_CUTOFF_HZ, dt_s));
        let cutoff_hz = MIN_CUTOFF_HZ + BETA * speed.abs();
        let smooth = mix(last, value, alpha(cutoff_hz, dt_s));
        self.state = Some((smooth, speed));
        smooth
    }
}

fn alpha(cutoff_hz: f64, dt_s: f64) -> f64 {
    let tau_s = 1.0 / (std::f64::consts::TAU * cutoff_hz);
    1.0 / (1.0 + tau_s / dt_s)
}

fn mix(old: f64, new: f64, alpha: f64) -> f64 {
    old + (new - old) * alpha
}

#[derive(Debug, Clone, Copy, Default)]
struct LandmarkFilter {
    x: OneEuro,
    y: OneEuro,
    z: OneEuro,
    visibility: Option<f64>,
}

/// Filters a whole pose.
#[derive(Debug, Clone)]
pub(crate) struct PoseFilter {
    landmarks: [LandmarkFilter; LANDMARK_COUNT],
    last_ms: Option<i64>,
}

impl Default for PoseFilter {
    fn default() -> Self {
        Self { landmarks: [LandmarkFilter::default(); LANDMARK_COUNT], last_ms: None }
    }
}

impl PoseFilter {
    /// Smooths `pose`, measured at `t_ms`. `object_px` is the size of the person (the side of the
    /// ROI) in frame pixels; it makes speeds comparable near and far.
    pub(crate) fn filter(&mut self, pose: &Pose, t_ms: i64, object_px: f64) -> Pose {
        let dt_ms = self.last_ms.map(|last| t_ms - last);
        if dt_ms.is_some_and(|dt| !(1..=RESET_GAP_MS).contains(&dt)) {
            self.reset();
        }
        self.last_ms = Some(t_ms);
        let dt_s = dt_ms.unwrap_or(100).max(1) as f64 / 1000.0;
        let scale = 1.0 / object_px.max(1.0);
        let z_scale = f64::from(pose.image.width) * scale;
        let mut smooth = pose.clone();
        for (keypoint, filter) in smooth.keypoints.iter_mut().zip(&mut self.landmarks) {
            if !keypoint.is_finite() {
                *filter = LandmarkFilter::default();
                continue;
            }
            let visibility = match filter.visibility {
                Some(last) => mix(last, keypoint.visibility, VISIBILITY_ALPHA),
                None => keypoint.visibility,
            };
            filter.visibility = Some(visibility);
            *keypoint = Keypoint {
                in_image: Vec2::new(
                    filter.x.filter(keypoint.in_image.x, dt_s, scale),
                    filter.y.filter(keypoint.in_image.y, dt_s, scale),
                ),
                z: filter.z.filter(keypoint.z, dt_s, z_scale),
                visibility,
                presence: keypoint.presence,
            };
        }
        smooth
    }

    /// Resets all state, because the person was lost.
    pub(crate) fn reset(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::ImageSize;
    use proptest::prelude::*;

    fn pose(x: f64) -> Pose {
        let mut pose = Pose {
            image: ImageSize { width: 640, height: 480 },
            keypoints: [Keypoint::default(); 33],
            world_m: None,
            face: None,
            trunk: None,
            scene: None,
        };
        for keypoint in &mut pose.keypoints {
            *keypoint =
                Keypoint { in_image: Vec2::new(x, 200.0), z: -0.3, visibility: 0.9, presence: 0.9 };
        }
        pose
    }

    fn x_of(pose: &Pose) -> f64 {
        pose.keypoints[0].in_image.x
    }

    proptest! {
        #[test]
        fn the_output_never_leaves_the_range_of_the_input(
            xs in prop::collection::vec(0.0f64..640.0, 2..60), step_ms in 20i64..1000,
        ) {
            let mut filter = PoseFilter::default();
            let (low, high) = xs.iter().fold((f64::MAX, f64::MIN), |(l, h), x| (l.min(*x), h.max(*x)));
            for (i, x) in xs.iter().enumerate() {
                let smooth = x_of(&filter.filter(&pose(*x), i as i64 * step_ms, 500.0));
                prop_assert!((low - 1e-9..=high + 1e-9).contains(&smooth));
            }
        }
    }

    #[test]
    fn a_still_landmark_stays_and_a_moving_one_is_followed() {
        let mut filter = PoseFilter::default();
        for i in 0..20 {
            let smooth = filter.filter(&pose(300.0), i * 100, 500.0);
            assert!((x_of(&smooth) - 300.0).abs() < 1e-9);
        }
        let mut last = 300.0;
        for i in 20..30 {
            last = x_of(&filter.filter(&pose(400.0), i * 100, 500.0));
        }
        assert!((last - 400.0).abs() < 5.0, "{last}");
    }

    #[test]
    fn jitter_is_damped_to_less_than_half() {
        let mut filter = PoseFilter::default();
        let mut worst = 0.0f64;
        for i in 0..100 {
            let jitter = if i % 2 == 0 { 1.5 } else { -1.5 };
            let smooth = x_of(&filter.filter(&pose(300.0 + jitter), i * 100, 700.0));
            if i > 20 {
                worst = worst.max((smooth - 300.0).abs());
            }
        }
        assert!(worst < 0.75, "{worst}");
    }

    #[test]
    fn the_filter_restarts_after_a_gap_or_a_backward_clock() {
        for jump_ms in [60_000, -5_000] {
            let mut filter = PoseFilter::default();
            for i in 0..10 {
                filter.filter(&pose(100.0), i * 100, 500.0);
            }
            let smooth = filter.filter(&pose(500.0), 900 + jump_ms, 500.0);
            assert!((x_of(&smooth) - 500.0).abs() < 1e-9, "{jump_ms}");
        }
    }
}
