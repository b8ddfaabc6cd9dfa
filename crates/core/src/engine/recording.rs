//! Landmark recordings: JSON lines without a single pixel, for replay and evaluation.
//!
//! Line 1: `{"plumbline_landmarks":1,"width":W,"height":H,"source":"…"}`, then one frame a line:
//! `{"t_ms":0,"landmarks":[[x_px,y_px,z,visibility,presence]×33]|null,"world":[[x,y,z]×33]|null,
//! "face":[[x_px,y_px]×33],"trunk":{…},"scene":{…},"label":"optional"}`, the last four optional. Fields that are
//! not known are ignored.
//!
//! Landmarks of other programs come in two more shapes, told by their numbers: shares of the
//! picture (0 to 1, as MediaPipe gives them) in a picture of real size, and pictures whose size is
//! only a ratio (1×1, 16×9), which are taken to be [`UNSIZED_WIDTH_PX`] pixels wide. 1×1 says
//! nothing of the shape and is read as 4:3, the shape most webcams start with.

use serde::{Deserialize, Serialize};

use crate::body::face::FACE_POINT_COUNT;
use crate::body::geometry::Vec2;
use crate::body::landmark::LANDMARK_COUNT;
use crate::body::{
    Angle, Face, ImageSize, Keypoint, MonotonicMs, Pose, SceneLikeness, TrunkMotion,
};

/// The version this reads and writes.
pub const VERSION: u32 = 1;

/// Narrowest picture that is one; a smaller width or height is a ratio.
const MIN_SIDE_PX: u32 = 32;

/// Width that pictures without a size are given.
pub const UNSIZED_WIDTH_PX: u32 = 1280;

/// Largest picture side a recording may claim, pixels.
const MAX_SIDE_PX: u32 = 65_536;

/// The first line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// Format version, [`VERSION`].
    pub plumbline_landmarks: u32,
    /// Width of the pictures, pixels.
    pub width: u32,
    /// Height of the pictures, pixels.
    pub height: u32,
    /// Where the landmarks came from.
    #[serde(default)]
    pub source: String,
}

/// One frame line as it stands in the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrameLine {
    /// Moment of the frame, milliseconds.
    pub t_ms: i64,
    /// 33 × (x px, y px, z, visibility, presence), or nothing when nobody was seen.
    pub landmarks: Option<Vec<[Option<f64>; 5]>>,
    /// 33 × (x, y, z) metres.
    #[serde(default)]
    pub world: Option<Vec<[Option<f64>; 3]>>,
    /// 33 × (x px, y px): the rigid points of the face ([`crate::body::face`]), where they were
    /// seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub face: Option<Vec<[f64; 2]>>,
    /// How the trunk moved since a reference picture, where it was recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trunk: Option<TrunkLine>,
    /// How the surroundings compare with a reference picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scene: Option<SceneLine>,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A [`SceneLikeness`] as it stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SceneLine {
    /// Which reference picture.
    pub reference: u64,
    /// Near 1 while the camera stands still.
    pub correlation: f64,
}

/// A [`TrunkMotion`] as it stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TrunkLine {
    /// Which reference picture.
    pub reference: u64,
    /// Times as large as in the reference.
    pub scale: f64,
    /// Turn since the reference, clockwise.
    pub rotation_deg: f64,
    /// Where the middle between the reference's shoulders is now.
    pub origin_px: [f64; 2],
    /// Standard deviation of the logarithm of the scale.
    pub log_scale_sd: f64,
    /// How well it looks like the reference, up to 1.
    pub correlation: f64,
}

impl TrunkLine {
    fn of(motion: &TrunkMotion) -> Option<Self> {
        Some(Self {
            reference: motion.reference,
            scale: finite(motion.scale)?,
            rotation_deg: finite(motion.rotation.deg())?,
            origin_px: [finite(motion.origin_in_image.x)?, finite(motion.origin_in_image.y)?],
            log_scale_sd: finite(motion.log_scale_sd)?,
            correlation: finite(motion.correlation)?,
        })
    }

    fn motion(&self) -> TrunkMotion {
        TrunkMotion {
            reference: self.reference,
            scale: self.scale,
            rotation: Angle::from_deg(self.rotation_deg),
            origin_in_image: Vec2::new(self.origin_px[0], self.origin_px[1]),
            log_scale_sd: self.log_scale_sd,
            correlation: self.correlation,
        }
    }
}

/// What is wrong with a recording, and where.
#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    /// The file does not begin with the header.
    #[error("line 1 is not the header of a landmark recording: {0}")]
    Header(String),
    /// A newer format.
    #[error("the recording has format version {0}; this Plumbline reads version {VERSION}")]
    Version(u32),
    /// A width or height that cannot be.
    #[error("the recording claims pictures of {width}×{height} pixels")]
    Size {
        /// Claimed width.
        width: u32,
        /// Claimed height.
        height: u32,
    },
    /// A frame line that cannot be read.
    #[error("line {line}: {reason}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// Why.
        reason: String,
    },
}

/// One moment of a recording.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedFrame {
    /// When.
    pub t: MonotonicMs,
    /// Who was seen.
    pub pose: Option<Pose>,
    /// The frame's label.
    pub label: Option<String>,
}

impl Header {
    /// The header for pictures of `image` size from `source`.
    #[must_use]
    pub fn new(image: ImageSize, source: &str) -> Self {
        Self {
            plumbline_landmarks: VERSION,
            width: image.width,
            height: image.height,
            source: source.to_owned(),
        }
    }

    /// Reads the first line.
    ///
    /// # Errors
    /// [`RecordingError`] for anything but a header of this version with a sane size.
    pub fn parse(line: &str) -> Result<Self, RecordingError> {
        let header: Self =
            serde_json::from_str(line).map_err(|e| RecordingError::Header(e.to_string()))?;
        if header.plumbline_landmarks != VERSION {
            return Err(RecordingError::Version(header.plumbline_landmarks));
        }
        let sane = 1..=MAX_SIDE_PX;
        if !sane.contains(&header.width) || !sane.contains(&header.height) {
            return Err(RecordingError::Size { width: header.width, height: header.height });
        }
        Ok(header)
    }

    /// The size of the pictures.
    #[must_use]
    pub fn image(&self) -> ImageSize {
        if self.width >= MIN_SIDE_PX && self.height >= MIN_SIDE_PX {
            return ImageSize { width: self.width, height: self.height };
        }
        let (width, height) = match (self.width, self.height) {
            (1, 1) => (4, 3),
            ratio => ratio,
        };
        let height_px = u64::from(UNSIZED_WIDTH_PX) * u64::from(height) / u64::from(width);
        let height_px = height_px.clamp(1, u64::from(MAX_SIDE_PX)) as u32;
        ImageSize { width: UNSIZED_WIDTH_PX, height: height_px }
    }
}

impl FrameLine {
    /// The line for `pose` at `t_ms`.
    #[must_use]
    pub fn new(t_ms: i64, pose: Option<&Pose>) -> Self {
        Self {
            t_ms,
            landmarks: pose.map(|pose| {
                pose.keypoints
                    .iter()
                    .map(|k| {
                        [k.in_image.x, k.in_image.y, k.z, k.visibility, k.presence].map(finite)
                    })
                    .collect()
            }),
            world: pose.and_then(|pose| {
                Some(pose.world_m.as_ref()?.iter().map(|p| p.map(finite)).collect())
            }),
            face: pose.and_then(|pose| {
                let face = pose.face.as_ref()?;
                let row = |p: &Vec2| Some([finite(p.x)?, finite(p.y)?]);
                face.in_image.iter().map(row).collect()
            }),
            trunk: pose.and_then(|pose| TrunkLine::of(pose.trunk.as_ref()?)),
            scene: pose.and_then(|pose| {
                let SceneLikeness { reference, correlation } = pose.scene?;
                Some(SceneLine { reference, correlation: finite(correlation)? })
            }),
            label: None,
        }
    }

    /// Reads line number `line` (from 1).
    ///
    /// A value that is not finite (`null` in JSON) makes its landmark "not seen", not the file
    /// unreadable.
    ///
    /// # Errors
    /// [`RecordingError::Line`] when it is not JSON of the right shape.
    pub fn parse(
        text: &str,
        line: usize,
        image: ImageSize,
    ) -> Result<RecordedFrame, RecordingError> {
        let wrong = |reason: String| RecordingError::Line { line, reason };
        let parsed: Self = serde_json::from_str(text).map_err(|e| wrong(e.to_string()))?;
        let pose = match parsed.landmarks {
            None => None,
            Some(rows) => {
                let rows: [[Option<f64>; 5]; LANDMARK_COUNT] =
                    rows.try_into().map_err(|rows: Vec<_>| {
                        wrong(format!("{} landmarks instead of {LANDMARK_COUNT}", rows.len()))
                    })?;
                let world_m = match parsed.world {
                    None => None,
                    Some(rows) => {
                        let rows: [[Option<f64>; 3]; LANDMARK_COUNT] =
                            rows.try_into().map_err(|rows: Vec<_>| {
                                wrong(format!(
                                    "{} world landmarks instead of {LANDMARK_COUNT}",
                                    rows.len()
                                ))
                            })?;
                        Some(rows.map(|row| row.map(|v| v.unwrap_or(f64::NAN))))
                    }
                };
                let face = match parsed.face {
                    None => None,
                    Some(points) => {
                        let points: [[f64; 2]; FACE_POINT_COUNT] =
                            points.try_into().map_err(|points: Vec<_>| {
                                wrong(format!(
                                    "{} face points instead of {FACE_POINT_COUNT}",
                                    points.len()
                                ))
                            })?;
                        let in_image = points.map(|[x, y]| Vec2::new(x, y));
                        Some(Face { presence: 1.0, in_image })
                    }
                };
                let trunk = parsed.trunk.map(|line| line.motion()).filter(TrunkMotion::is_sane);
                let scene = parsed.scene.map(|line| SceneLikeness {
                    reference: line.reference,
                    correlation: line.correlation,
                });
                let keypoints = in_pixels(rows.map(keypoint), image);
                Some(Pose { image, keypoints, world_m, face, trunk, scene })
            }
        };
        Ok(RecordedFrame { t: MonotonicMs(parsed.t_ms), pose, label: parsed.label })
    }
}

/// Shares of the picture become pixels: nobody's 33 landmarks lie within three pixels.
fn in_pixels(
    mut keypoints: [Keypoint; LANDMARK_COUNT],
    image: ImageSize,
) -> [Keypoint; LANDMARK_COUNT] {
    let is_share = |v: f64| !v.is_finite() || v.abs() <= 3.0;
    if keypoints.iter().all(|k| is_share(k.in_image.x) && is_share(k.in_image.y)) {
        for keypoint in &mut keypoints {
            keypoint.in_image.x *= f64::from(image.width);
            keypoint.in_image.y *= f64::from(image.height);
        }
    }
    keypoints
}

fn keypoint(row: [Option<f64>; 5]) -> Keypoint {
    let [x, y, z, visibility, presence] = row.map(|v| v.unwrap_or(f64::NAN));
    Keypoint { in_image: Vec2::new(x, y), z, visibility, presence }
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some((value * 1e5).round() / 1e5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const IMAGE: ImageSize = ImageSize { width: 640, height: 480 };

    proptest! {
        #[test]
        fn a_pose_survives_writing_and_reading(x in 0.0f64..640.0, visibility in 0.0f64..1.0) {
            let mut pose = Pose {
                image: IMAGE, keypoints: [Keypoint::default(); 33], world_m: Some([[0.1; 3]; 33]),
                face: None, trunk: None, scene: None,
            };
            pose.keypoints[7].in_image = Vec2::new(x, 10.0);
            pose.keypoints[7].visibility = visibility;
            let text = serde_json::to_string(&FrameLine::new(40, Some(&pose))).unwrap();
            let back = FrameLine::parse(&text, 2, IMAGE).unwrap();
            prop_assert_eq!(back.t, MonotonicMs(40));
            let k = back.pose.unwrap().keypoints[7];
            prop_assert!((k.in_image.x - x).abs() < 1e-4);
            prop_assert!((k.visibility - visibility).abs() < 1e-4);
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in ".{0,200}") {
            let _ = Header::parse(&text);
            let _ = FrameLine::parse(&text, 2, IMAGE);
        }
    }

    #[test]
    fn a_landmark_that_is_not_a_number_is_not_seen() {
        let mut pose = Pose::of_landmarks(IMAGE, [Keypoint::default(); 33]);
        pose.keypoints[0] =
            Keypoint { in_image: Vec2::new(f64::NAN, 5.0), z: 0.0, visibility: 0.9, presence: 0.9 };
        let text = serde_json::to_string(&FrameLine::new(0, Some(&pose))).unwrap();
        let back = FrameLine::parse(&text, 2, IMAGE).unwrap().pose.unwrap();
        assert!(back.seen(crate::body::Landmark::Nose).is_none());
    }

    #[test]
    fn shares_of_the_picture_and_sizes_that_are_a_ratio_become_pixels() {
        let header = |w: u32, h: u32| {
            Header::parse(&format!(r#"{{"plumbline_landmarks":1,"width":{w},"height":{h}}}"#))
                .unwrap()
                .image()
        };
        let size = |width, height| ImageSize { width, height };
        assert_eq!(header(640, 480), size(640, 480));
        assert_eq!(header(16, 9), size(1280, 720));
        assert_eq!(header(1, 1), size(1280, 960));
        let row = "[0.5,0.25,-0.1,0.9,0.9]";
        let line = format!(r#"{{"t_ms":0,"landmarks":[{}]}}"#, vec![row; 33].join(","));
        let pose = FrameLine::parse(&line, 2, header(640, 480)).unwrap().pose.unwrap();
        assert_eq!(pose.keypoints[0].in_image, Vec2::new(320.0, 120.0));
    }

    #[test]
    fn what_the_trunk_and_the_room_said_survives() {
        let mut pose = Pose::of_landmarks(IMAGE, [Keypoint::default(); 33]);
        pose.trunk = Some(TrunkMotion {
            reference: 3,
            scale: 1.25,
            rotation: Angle::from_deg(-2.0),
            origin_in_image: Vec2::new(310.0, 333.0),
            log_scale_sd: 0.004,
            correlation: 0.96,
        });
        pose.scene = Some(SceneLikeness { reference: 2, correlation: 0.9 });
        let text = serde_json::to_string(&FrameLine::new(40, Some(&pose))).unwrap();
        let back = FrameLine::parse(&text, 2, IMAGE).unwrap().pose.unwrap();
        assert_eq!(back.scene, pose.scene);
        let (a, b) = (back.trunk.unwrap(), pose.trunk.unwrap());
        assert_eq!(
            (a.reference, a.scale, a.origin_in_image),
            (b.reference, b.scale, b.origin_in_image)
        );
        assert!((a.rotation.deg() - b.rotation.deg()).abs() < 1e-4);
    }

    #[test]
    fn wrong_files_are_refused_with_the_line() {
        assert!(matches!(Header::parse("{}"), Err(RecordingError::Header(_))));
        let newer = r#"{"plumbline_landmarks":2,"width":1,"height":1}"#;
        assert!(matches!(Header::parse(newer), Err(RecordingError::Version(2))));
        let flat = r#"{"plumbline_landmarks":1,"width":0,"height":1}"#;
        assert!(matches!(Header::parse(flat), Err(RecordingError::Size { .. })));
        let short = r#"{"t_ms":0,"landmarks":[[1,2,3,4,5]]}"#;
        let error = FrameLine::parse(short, 7, IMAGE).unwrap_err().to_string();
        assert!(error.contains("line 7") && error.contains("1 landmarks"), "{error}");
    }
}
