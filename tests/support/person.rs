//! A simulated person: landmarks from MediaPipe, moved by hand and measured by the real core. Tests
//! and benches show it in the views.

use std::sync::Arc;

use plumbline::ui::history::chart_model::DayStrip;
use plumbline::ui::now::NowModel;
use plumbline::watch::{LiveView, SourceState};
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::{Angle, Fault, ImageSize, Keypoint, Landmark, MonotonicMs, Pose, Side};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::{Advice, CalibrationState, Monitor, Snapshot};
use plumbline_core::posture::baseline::BaselineCapture;
use plumbline_core::posture::facing::FacingTimes;
use plumbline_core::posture::fault::LimitChoice;
use plumbline_core::posture::judge::Judge;
use plumbline_core::posture::{CameraModel, Measures, View, measure};
use plumbline_vision::frames::Frame;

/// Size of the photograph that the landmarks belong to.
pub const IMAGE: ImageSize = ImageSize { width: 1280, height: 720 };

/// Posture of the person. All values 0 is upright.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Posture {
    /// Relative growth of the head in the image, as a share.
    pub head_growth: f64,
    /// Downward shift of the head, frame pixels.
    pub head_drop_px: f64,
    /// Upward shift of the left and the right shoulder, frame pixels.
    pub raised_px: [f64; 2],
}

/// A forward head.
pub const FORWARD: Posture =
    Posture { head_growth: 0.07, head_drop_px: 8.0, raised_px: [0.0, 0.0] };

/// A raised left shoulder.
pub const RAISED: Posture = Posture { head_growth: 0.0, head_drop_px: 0.0, raised_px: [60.0, 0.0] };

/// A nearly upright posture.
pub const GOOD: Posture = Posture { head_growth: 0.01, head_drop_px: 2.0, raised_px: [6.0, 2.0] };

fn fixture(name: &str) -> std::path::PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "fixtures", name].iter().collect()
}

/// The landmarks of `desk_1280x720.jpg`.
pub fn upright() -> Pose {
    let text = std::fs::read_to_string(fixture("mediapipe_desk.json")).unwrap();
    let seen: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut keypoints = [Keypoint::default(); 33];
    for (keypoint, row) in keypoints.iter_mut().zip(seen["1"]["landmarks"].as_array().unwrap()) {
        let number = |name: &str| row[name].as_f64().unwrap();
        let (width, height) = (f64::from(IMAGE.width), f64::from(IMAGE.height));
        *keypoint = Keypoint {
            in_image: Vec2::new(number("x") * width, number("y") * height),
            z: number("z"),
            visibility: number("visibility"),
            presence: 0.99,
        };
    }
    Pose::of_landmarks(IMAGE, keypoints)
}

impl Posture {
    /// The pose with this posture.
    pub fn pose(self) -> Pose {
        let mut pose = upright();
        let ears = plumbline_core::posture::limit_on_picture::ear_mid_in_image(&pose).unwrap();
        for landmark in Landmark::FACE {
            let point = &mut pose.keypoints[landmark.index()].in_image;
            let grown = ears + (*point - ears) * (1.0 + self.head_growth);
            *point = grown + Vec2::new(0.0, self.head_drop_px);
        }
        for (side, raised_px) in Side::BOTH.into_iter().zip(self.raised_px) {
            pose.keypoints[Landmark::shoulder(side).index()].in_image.y -= raised_px;
        }
        pose
    }

    /// The measures of this posture against the upright baseline.
    pub fn measures(self) -> Measures {
        let camera = CameraModel::from_hfov(IMAGE, Angle::from_deg(70.0));
        let mut capture = BaselineCapture::new(camera, IMAGE, MonotonicMs(0));
        for _ in 0..20 {
            capture.add(Some(&upright()));
        }
        measure(&self.pose(), &camera, Some(&capture.finish().unwrap()))
    }

    /// The engine's snapshot after this posture has lasted for 20 s.
    pub fn snapshot(self) -> Snapshot {
        snapshot_of(self.measures())
    }
}

fn snapshot_of(measures: Measures) -> Snapshot {
    let mut judge = Judge::default();
    let limits = LimitChoice::default();
    let mut judgement = judge.judge(&measures, MonotonicMs(0), 0, &limits);
    for t_ms in (500..=20_000).step_by(500) {
        judgement = judge.judge(&measures, MonotonicMs(t_ms), 0, &limits);
    }
    let advice = judgement.faults.first().map(|active| Advice {
        fault: active.fault,
        since: active.since,
        stretch: "ear-to-shoulder".into(),
        muscle: "upper-trapezius".into(),
        why: "A head held forward hangs on the upper trapezius, which tightens to carry it.".into(),
        lot: None,
    });
    Snapshot {
        t: MonotonicMs(20_000),
        measures,
        state: judgement.state,
        faults: judgement.faults,
        calibration: CalibrationState::Calibrated,
        advice,
        monitor: Monitor { sitting_ms: 14 * 60_000, ..Monitor::default() },
        facing: FacingTimes::default(),
    }
}

/// The upright posture without a baseline, measured against population averages.
pub fn uncalibrated() -> Snapshot {
    let camera = CameraModel::from_hfov(IMAGE, Angle::from_deg(70.0));
    let snapshot = snapshot_of(measure(&upright(), &camera, None));
    Snapshot { calibration: CalibrationState::Uncalibrated, ..snapshot }
}

/// A person in side view, facing the right edge of the image. The ear is `forward_deg` forward of
/// its upright position.
pub fn from_the_side(forward_deg: f64) -> (Pose, Snapshot) {
    let pose_at = |deg: f64| {
        let mut pose = Pose::of_landmarks(IMAGE, [Keypoint::default(); 33]);
        let shoulder = Vec2::new(600.0, 480.0);
        let ear = shoulder + Vec2::new(deg.to_radians().sin(), -deg.to_radians().cos()) * 190.0;
        for (landmark, at) in [
            (Landmark::RightShoulder, shoulder),
            (Landmark::RightEar, ear),
            (Landmark::RightEye, ear + Vec2::new(62.0, -22.0)),
            (Landmark::Nose, ear + Vec2::new(92.0, 12.0)),
            (Landmark::RightElbow, shoulder + Vec2::new(30.0, 190.0)),
        ] {
            pose.keypoints[landmark.index()] =
                Keypoint { in_image: at, z: 0.0, visibility: 0.97, presence: 0.97 };
        }
        pose
    };
    let camera = CameraModel::from_hfov(IMAGE, Angle::from_deg(70.0));
    let mut capture = BaselineCapture::new(camera, IMAGE, MonotonicMs(0));
    for _ in 0..20 {
        capture.add(Some(&pose_at(12.0)));
    }
    let pose = pose_at(12.0 + forward_deg);
    let measures = measure(&pose, &camera, Some(&capture.finish().unwrap()));
    assert_eq!(measures.view, View::Side);
    (pose, snapshot_of(measures))
}

/// The photograph.
pub fn photograph() -> Frame {
    let image = image::open(fixture("desk_1280x720.jpg")).unwrap().into_rgb8();
    Frame::from_rgb(IMAGE, image.into_raw(), 0).unwrap()
}

/// A plain grey frame.
pub fn blank() -> Frame {
    let bytes = IMAGE.width as usize * IMAGE.height as usize * 3;
    Frame::from_rgb(IMAGE, vec![96; bytes], 0).unwrap()
}

/// Data of the "Now" page.
pub struct Now {
    /// State of the frame source.
    pub source: SourceState,
    /// The latest frame.
    pub live: Option<Arc<LiveView>>,
    /// Timeline of today.
    pub today: Option<DayStrip>,
    /// Whether it is the demonstration.
    pub is_demo: bool,
    /// Whether the question about discomfort is due.
    pub asks_discomfort: bool,
    pub catalogue: Catalogue,
}

impl Now {
    /// Without a frame.
    pub fn without(source: SourceState) -> Self {
        let catalogue = Catalogue::embedded().unwrap();
        Self { source, live: None, today: None, is_demo: false, asks_discomfort: false, catalogue }
    }

    /// A frame with its evaluation.
    pub fn live(frame: Frame, pose: Pose, snapshot: Snapshot) -> Self {
        Self {
            live: Some(Arc::new(LiveView {
                sequence: 1,
                frame,
                pose: Some(pose),
                people: 1,
                snapshot,
                timings: plumbline_vision::pose::StageTimings::default(),
            })),
            ..Self::without(SourceState::Live { name: "Integrated Camera 1280×720".into() })
        }
    }

    /// A person with `posture`.
    pub fn of(posture: Posture, frame: Frame) -> Self {
        Self::live(frame, posture.pose(), posture.snapshot())
    }

    /// The model the view takes.
    pub fn model<'a>(&'a self, texture: Option<&'a eframe::egui::TextureHandle>) -> NowModel<'a> {
        NowModel {
            source: self.source.clone(),
            live: self.live.clone(),
            texture,
            failure: None,
            is_model_ready: true,
            limits: LimitChoice::default(),
            today: self.today.clone(),
            spec: plumbline_vision::frames::SourceSpec::Camera(None),
            is_demo: self.is_demo,
            asks_discomfort: self.asks_discomfort,
            catalogue: &self.catalogue,
            desk_to_change: None,
        }
    }

    /// The current faults.
    pub fn faults(&self) -> Vec<Fault> {
        let live = self.live.as_ref();
        live.map_or_else(Vec::new, |live| live.snapshot.faults.iter().map(|f| f.fault).collect())
    }
}
