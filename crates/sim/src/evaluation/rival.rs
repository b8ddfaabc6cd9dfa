//! The two-dimensional ratios by which other posture programs judge, computed from the same
//! landmarks.
//!
//! Each ratio gets the same conditions as the product: a baseline from the median of the same
//! calibration, and a running median over two seconds.

use std::collections::VecDeque;

use plumbline_core::body::{Landmark, Pose};
use plumbline_core::stats::median;

/// Window of the running median, milliseconds.
const WINDOW_MS: i64 = 2_000;

/// A simple two-dimensional score for bad posture. Larger scores are worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum Rival {
    /// Height of the ears above the shoulders, divided by the shoulder width; lower is worse.
    NeckRatio,
    /// Distance between the ears in the image; larger is worse.
    FaceWidth,
    /// Height of the nose in the image, in shoulder widths at the calibration; lower is worse.
    NoseHeight,
    /// Angle between the line from shoulders to ears and the vertical of the image; larger is
    /// worse.
    NeckAngle,
}

impl Rival {
    /// Number of rivals.
    pub const COUNT: usize = 4;

    /// All rivals.
    pub const ALL: [Self; Self::COUNT] =
        [Self::NeckRatio, Self::FaceWidth, Self::NoseHeight, Self::NeckAngle];

    /// The stable name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NeckRatio => "neck_ratio",
            Self::FaceWidth => "face_width",
            Self::NoseHeight => "nose_height",
            Self::NeckAngle => "neck_angle_2d",
        }
    }

    fn raw(self, pose: &Pose) -> Option<f64> {
        let mid = |a, b| Some(pose.seen(a)?.midpoint(pose.seen(b)?));
        let ears = || mid(Landmark::LeftEar, Landmark::RightEar);
        let shoulders = || mid(Landmark::LeftShoulder, Landmark::RightShoulder);
        match self {
            Self::NeckRatio => {
                Some((shoulders()?.y - ears()?.y) / shoulder_width_px(pose)?.max(1.0))
            }
            Self::FaceWidth => {
                Some(pose.seen(Landmark::LeftEar)?.distance(pose.seen(Landmark::RightEar)?))
            }
            Self::NoseHeight => Some(pose.seen(Landmark::Nose)?.y),
            Self::NeckAngle => {
                let up = ears()? - shoulders()?;
                Some(up.x.atan2(-up.y).to_degrees())
            }
        }
    }
}

fn shoulder_width_px(pose: &Pose) -> Option<f64> {
    Some(pose.seen(Landmark::LeftShoulder)?.distance(pose.seen(Landmark::RightShoulder)?))
}

/// The state of all rivals for one person.
#[derive(Debug, Clone, Default)]
pub struct Rivals {
    calibration: [Vec<f64>; Rival::COUNT],
    shoulder_widths_px: Vec<f64>,
    baseline: Option<Baseline>,
    recent: [VecDeque<(i64, f64)>; Rival::COUNT],
}

#[derive(Debug, Clone, Copy)]
struct Baseline {
    raw: [Option<f64>; Rival::COUNT],
    shoulder_width_px: Option<f64>,
}

impl Rivals {
    /// Adds one frame of the upright person to the calibration.
    pub fn calibrate(&mut self, pose: &Pose) {
        for rival in Rival::ALL {
            self.calibration[rival as usize].extend(rival.raw(pose));
        }
        self.shoulder_widths_px.extend(shoulder_width_px(pose));
    }

    /// Ends the calibration and computes the baseline.
    pub fn finish_calibration(&mut self) {
        self.baseline = Some(Baseline {
            raw: Rival::ALL.map(|rival| median(self.calibration[rival as usize].iter().copied())),
            shoulder_width_px: median(self.shoulder_widths_px.iter().copied()),
        });
    }

    /// The scores at `t_ms` milliseconds. `None` if a landmark is missing or there is no baseline.
    pub fn scores(&mut self, pose: &Pose, t_ms: i64) -> [Option<f64>; Rival::COUNT] {
        let Some(baseline) = self.baseline else { return [None; Rival::COUNT] };
        Rival::ALL.map(|rival| {
            let i = rival as usize;
            let now = rival.raw(pose)?;
            let window = &mut self.recent[i];
            window.push_back((t_ms, now));
            while window.front().is_some_and(|(t, _)| t_ms - t >= WINDOW_MS) {
                window.pop_front();
            }
            let now = median(window.iter().map(|(_, v)| *v))?;
            let then = baseline.raw[i]?;
            Some(match rival {
                Rival::NeckRatio => 1.0 - now / then,
                Rival::FaceWidth => now / then - 1.0,
                Rival::NoseHeight => (now - then) / baseline.shoulder_width_px?,
                Rival::NeckAngle => (now - then).abs(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::geometry::Vec2;
    use plumbline_core::body::{ImageSize, Keypoint};

    fn pose(ears_y: f64, half_face: f64, shoulders_y: f64, half_shoulders: f64) -> Pose {
        let mut pose = Pose {
            image: ImageSize { width: 640, height: 480 },
            keypoints: [Keypoint::default(); 33],
            world_m: None,
            face: None,
            trunk: None,
            scene: None,
        };
        for (landmark, x, y) in [
            (Landmark::Nose, 320.0, ears_y + 10.0),
            (Landmark::LeftEar, 320.0 + half_face, ears_y),
            (Landmark::RightEar, 320.0 - half_face, ears_y),
            (Landmark::LeftShoulder, 320.0 + half_shoulders, shoulders_y),
            (Landmark::RightShoulder, 320.0 - half_shoulders, shoulders_y),
        ] {
            pose.keypoints[landmark.index()] =
                Keypoint { in_image: Vec2::new(x, y), z: 0.0, visibility: 0.9, presence: 0.9 };
        }
        pose
    }

    fn calibrated() -> Rivals {
        let mut rivals = Rivals::default();
        for _ in 0..5 {
            rivals.calibrate(&pose(100.0, 40.0, 220.0, 100.0));
        }
        rivals.finish_calibration();
        rivals
    }

    #[test]
    fn upright_scores_zero_and_each_rival_responds_to_its_own_ratio() {
        let upright = calibrated().scores(&pose(100.0, 40.0, 220.0, 100.0), 0);
        assert_eq!(upright, [Some(0.0); 4]);
        let sunk = calibrated().scores(&pose(130.0, 44.0, 220.0, 100.0), 0).map(Option::unwrap);
        assert!((sunk[Rival::NeckRatio as usize] - 0.25).abs() < 1e-9);
        assert!((sunk[Rival::FaceWidth as usize] - 0.1).abs() < 1e-9);
        assert!((sunk[Rival::NoseHeight as usize] - 0.15).abs() < 1e-9);
        assert!(sunk[Rival::NeckAngle as usize].abs() < 1e-9);
    }

    #[test]
    fn the_median_ignores_one_outlier_and_drops_old_frames() {
        let mut rivals = calibrated();
        for i in 0..5 {
            rivals.scores(&pose(100.0, 40.0, 220.0, 100.0), i * 200);
        }
        let wild = rivals.scores(&pose(190.0, 90.0, 220.0, 100.0), 1_000);
        assert_eq!(wild[Rival::FaceWidth as usize], Some(0.0));
        let later = rivals.scores(&pose(190.0, 80.0, 220.0, 100.0), 60_000);
        assert_eq!(later[Rival::FaceWidth as usize], Some(1.0));
    }
}
