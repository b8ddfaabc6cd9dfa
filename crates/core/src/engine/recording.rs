//! Landmark recordings: JSON lines without images, for replay and evaluation.
//!
//! Line 1 is the header: `{"plumbline_landmarks":1,"width":W,"height":H,"source":"…"}`. Every further
//! line is one frame:
//! `{"t_ms":0,"landmarks":[[x_px,y_px,z,visibility,presence]×33]|null,"world":[[x,y,z]×33]|null,
//! "face":[[x_px,y_px]×33],"trunk":{…},"scene":{…},"label":"optional"}`. The last four fields are
//! optional. Unknown fields are ignored.
//!
//! Landmarks of other programs are accepted in two more forms, which are recognised by their
//! numbers: coordinates as fractions of the image (0 to 1, as MediaPipe returns them), and an image
//! size that is only an aspect ratio (1×1, 16×9). Such an image is taken to be [`UNSIZED_WIDTH_PX`]
//! pixels wide. 1×1 states no aspect ratio and is read as 4:3, the default of most webcams.

use serde::{Deserialize, Serialize};

use crate::body::face::FACE_POINT_COUNT;
use crate::body::geometry::Vec2;
use crate::body::landmark::LANDMARK_COUNT;
use crate::body::{
    Angle, Face, ImageSize, Keypoint, MonotonicMs, Pose, SceneLikeness, TrunkMotion, TrunkShape,
};

/// The format version that this module reads and writes.
pub const VERSION: u32 = 1;

/// Minimum width and height of an image, pixels; a smaller value is part of an aspect ratio.
const MIN_SIDE_PX: u32 = 32;

/// Assumed width of images without a size, pixels.
pub const UNSIZED_WIDTH_PX: u32 = 1280;

/// Maximum width or height in a header, pixels.
const MAX_SIDE_PX: u32 = 65_536;

/// The first line of a recording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// Format version, [`VERSION`].
    pub plumbline_landmarks: u32,
    /// Width of the frames, pixels.
    pub width: u32,
    /// Height of the frames, pixels.
    pub height: u32,
    /// Free text: the origin of the landmarks.
    #[serde(default)]
    pub source: String,
}

/// One frame line in its saved form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrameLine {
    /// Time of the frame, milliseconds.
    pub t_ms: i64,
    /// 33 × (x px, y px, z, visibility, presence), or `null` if nobody was seen.
    pub landmarks: Option<Vec<[Option<f64>; 5]>>,
    /// 33 × (x, y, z) in metres.
    #[serde(default)]
    pub world: Option<Vec<[Option<f64>; 3]>>,
    /// 33 × (x px, y px): the rigid points of the face ([`crate::body::face`]), if they were measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub face: Option<Vec<[f64; 2]>>,
    /// Motion of the trunk since a reference frame, if the trunk was recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trunk: Option<TrunkLine>,
    /// Similarity of the surroundings to a reference frame, if they could be compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scene: Option<SceneLine>,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A [`SceneLikeness`] in its saved form.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SceneLine {
    /// Id of the reference frame.
    pub reference: u64,
    /// Near 1 while the camera stays in place.
    pub correlation: f64,
}

/// A [`TrunkMotion`] in its saved form.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TrunkLine {
    /// Id of the reference frame.
    pub reference: u64,
    /// Width of the trunk divided by its width in the reference frame.
    pub scale: f64,
    /// Rotation since the reference frame, clockwise.
    pub rotation_deg: f64,
    /// Current position of the midpoint between the reference frame's shoulders, frame pixels.
    pub origin_px: [f64; 2],
    /// Standard deviation of the natural logarithm of the scale.
    pub log_scale_sd: f64,
    /// Correlation with the reference frame, up to 1.
    pub correlation: f64,
    /// How the parts of the trunk have moved against each other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<ShapeLine>,
}

/// A [`TrunkShape`] in its saved form; shifts in shoulder widths.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ShapeLine {
    pub stretch: f64,
    pub left: [f64; 2],
    pub right: [f64; 2],
    pub collar: [f64; 2],
}

impl ShapeLine {
    fn of(shape: &TrunkShape) -> Option<Self> {
        let shift = |shift: Vec2| [shift.x, shift.y];
        shape.is_finite().then(|| Self {
            stretch: shape.stretch,
            left: shift(shape.left),
            right: shift(shape.right),
            collar: shift(shape.collar),
        })
    }

    fn shape(&self) -> TrunkShape {
        let shift = |[x, y]: [f64; 2]| Vec2::new(x, y);
        TrunkShape {
            stretch: self.stretch,
            left: shift(self.left),
            right: shift(self.right),
            collar: shift(self.collar),
        }
    }
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
            shape: motion.shape.as_ref().and_then(ShapeLine::of),
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
            shape: self.shape.map(|line| line.shape()).filter(TrunkShape::is_finite),
        }
    }
}

/// A problem in a recording and its location.
#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    /// The first line is not a header.
    #[error("line 1 is not the header of a landmark recording: {0}")]
    Header(String),
    /// The format version is not supported.
    #[error("the recording has format version {0}; this Plumbline reads version {VERSION}")]
    Version(u32),
    /// Width or height is zero or too large.
    #[error("the recording has an invalid picture size: {width}×{height} pixels")]
    Size { width: u32, height: u32 },
    /// A frame line is invalid.
    #[error("line {line}: {reason}")]
    Line {
        /// Line number, counted from 1.
        line: usize,
        reason: String,
    },
}

/// One frame of a recording.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedFrame {
    /// Time of the frame.
    pub t: MonotonicMs,
    /// The person in the frame, if one was seen.
    pub pose: Option<Pose>,
    pub label: Option<String>,
}

impl Header {
    /// Creates the header for frames of `image` size from `source`.
    #[must_use]
    pub fn new(image: ImageSize, source: &str) -> Self {
        Self {
            plumbline_landmarks: VERSION,
            width: image.width,
            height: image.height,
            source: source.to_owned(),
        }
    }

    /// Parses the first line.
    ///
    /// # Errors
    /// [`RecordingError`] unless the line is a header of this version with a valid size.
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

    /// Size of the frames. An aspect ratio is converted to pixels.
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
    /// Creates the line for `pose` at `t_ms`.
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

    /// Parses line number `line` (counted from 1).
    ///
    /// A value that is not finite (`null` in JSON) makes its landmark "not seen"; the rest of the line
    /// stays valid.
    ///
    /// # Errors
    /// [`RecordingError::Line`] when the text is not JSON of the expected shape.
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

/// Converts coordinates that are fractions of the image into pixels. They are recognised by their
/// size: the 33 landmarks of a person never all lie within three pixels.
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
    fn fractions_of_the_image_and_aspect_ratios_become_pixels() {
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
    fn trunk_and_scene_survive_writing_and_reading() {
        let mut pose = Pose::of_landmarks(IMAGE, [Keypoint::default(); 33]);
        pose.trunk = Some(TrunkMotion {
            reference: 3,
            scale: 1.25,
            rotation: Angle::from_deg(-2.0),
            origin_in_image: Vec2::new(310.0, 333.0),
            log_scale_sd: 0.004,
            correlation: 0.96,
            shape: Some(TrunkShape {
                stretch: -0.05,
                left: Vec2::new(0.01, -0.08),
                right: Vec2::new(-0.01, -0.02),
                collar: Vec2::new(0.0, 0.03),
            }),
        });
        pose.scene = Some(SceneLikeness { reference: 2, correlation: 0.9 });
        let text = serde_json::to_string(&FrameLine::new(40, Some(&pose))).unwrap();
        let back = FrameLine::parse(&text, 2, IMAGE).unwrap().pose.unwrap();
        assert_eq!(back.scene, pose.scene);
        let (a, b) = (back.trunk.unwrap(), pose.trunk.unwrap());
        assert_eq!(
            (a.reference, a.scale, a.origin_in_image, a.shape),
            (b.reference, b.scale, b.origin_in_image, b.shape)
        );
        assert!((a.rotation.deg() - b.rotation.deg()).abs() < 1e-4);
    }

    #[test]
    fn invalid_recordings_are_refused_with_the_reason() {
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
