//! The field of view of a camera: how wide it sees, how well that is known and how it became known.
//!
//! The field of view is given along the longer side of the picture, so that it is the same for a camera on its
//! side. Many cameras cut the sides off for a picture of 4:3, so that a field of view has a value for each shape.
//!
//! # A measured distance
//! The size of a face in the picture gives its distance D = f · H / w, where w is the width of the face in
//! pixels, f the focal length in pixels and H the size of the head. A distance T measured with a tape gives the
//! product f · H only. With k = ln T − ln D for the assumed f and H, and the relative standard deviations
//! σf of the focal length, σH of head sizes and σo of the observation (tape and landmarks), the best
//! estimates are
//!
//! ```text
//! Δ ln f = k · σf² / (σf² + σH² + σo²)        Δ ln H = k · σH² / (σf² + σH² + σo²)
//! ```
//!
//! and the variance of the corrected product is (σf² + σH²) · σo² / (σf² + σH² + σo²). This is the update of two
//! independent normal priors by one observation of their sum (Bishop, *Pattern Recognition and Machine
//! Learning*, 2.3.3; the gain of Kalman 1960).

use serde::{Deserialize, Serialize};

use super::camera::CameraModel;
use super::head::{HeadTemplate, fit_head};
use crate::body::{Angle, ImageSize, Pose};

/// Field of view along the longer side of the image that is assumed when nothing is known about the camera,
/// degrees. Laptop and desk webcams are sold with 60° to 90°, most between 65° and 78°.
pub const DEFAULT_HFOV_DEG: f64 = 70.0;

/// Relative standard deviation of the focal length of a camera whose field of view is assumed. The focal
/// length at 60° is 21 % longer than at 70°, at 90° 30 % shorter. Most webcams are nearer to 70°.
pub const ASSUMED_FOCAL_SD: f64 = 0.13;

/// The same for a field of view that the user has entered. Data sheets round it, and give the diagonal or the
/// horizontal one.
pub const STATED_FOCAL_SD: f64 = 0.03;

/// Relative standard deviation of head sizes between people: 5 % (bitragion breadth, Gordon et al. 1989).
pub const HEAD_SIZE_SD: f64 = 0.05;

/// Standard deviation of a distance that was measured with a tape from the camera to the eyes, centimetres. The
/// head moves meanwhile. Assumption.
pub const TAPE_SD_CM: f64 = 2.0;

/// The same for a sheet of paper held between the camera and the eyes: it bends a little, and the lens is behind the rim
/// that it touches. Assumption.
pub const SHEET_SD_CM: f64 = 1.0;

/// Largest difference between two zooms that count as the same, as a share.
const SAME_ZOOM: f64 = 0.02;

/// Relative standard deviation of the size of a face by its landmarks, over two seconds. It includes a nod of
/// some degrees. With it, 76 % of the distances of simulated people are within their stated uncertainty (docs/measurement.md).
pub const LANDMARK_SIZE_SD: f64 = 0.02;

/// Distances that can be measured, centimetres.
pub const TAPE_RANGE_CM: std::ops::RangeInclusive<f64> = 20.0..=200.0;

/// Largest plausible factor between the measured distance and the one by an average head: a focal length and a
/// head size that are each three standard deviations off. Beyond it, the entered number is a mistake.
const MAX_FACTOR: f64 = 1.7;

/// How a field of view became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Nothing is known about the camera.
    Assumed,
    /// From the table of common cameras.
    Table,
    /// Entered by the user.
    Stated,
    /// Entered, from the table or assumed, and corrected by a distance that the user has measured.
    Measured,
}

impl Origin {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Assumed => "assumed",
            Self::Table => "table",
            Self::Stated => "stated",
            Self::Measured => "measured",
        }
    }
}

/// A field of view for one shape of picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Width {
    /// Along the longer side of the picture, degrees.
    pub deg: f64,
    /// Relative standard deviation of the focal length that follows from it.
    pub focal_sd: f64,
}

impl Width {
    /// Standard deviation of the field of view, degrees: with f = c / tan(h / 2), dh = sin h · df / f.
    #[must_use]
    pub fn sd_deg(&self) -> f64 {
        (self.deg.to_radians().sin() * self.focal_sd).to_degrees()
    }
}

/// A distance that the user has measured, and what the camera saw meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MeasuredDistance {
    /// From the camera to the eyes, centimetres.
    pub tape_cm: f64,
    /// The same distance by the size of the face, for an average head and a field of view of
    /// [`DEFAULT_HFOV_DEG`], centimetres ([`seen_eyes_cm`]).
    pub seen_cm: f64,
    /// Width and height of the picture, pixels. The measurement counts for pictures of this shape.
    pub picture: [u32; 2],
    /// Standard deviation of `tape_cm`, centimetres.
    #[serde(default = "usual_sd_cm", skip_serializing_if = "is_usual_sd")]
    pub sd_cm: f64,
    /// Zoom of the camera. The measurement counts for this zoom.
    #[serde(default = "no_zoom", skip_serializing_if = "is_no_zoom")]
    pub zoom: f64,
}

fn usual_sd_cm() -> f64 {
    TAPE_SD_CM
}

fn no_zoom() -> f64 {
    1.0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_usual_sd(sd_cm: &f64) -> bool {
    *sd_cm == TAPE_SD_CM
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_no_zoom(zoom: &f64) -> bool {
    *zoom == 1.0
}

impl MeasuredDistance {
    /// Whether the numbers can be a measurement.
    #[must_use]
    pub fn is_plausible(&self) -> bool {
        let factor = self.tape_cm / self.seen_cm;
        TAPE_RANGE_CM.contains(&self.tape_cm)
            && (0.1..=20.0).contains(&self.sd_cm)
            && self.zoom >= 1.0
            && factor.is_finite()
            && (1.0 / MAX_FACTOR..=MAX_FACTOR).contains(&factor)
            && self.picture.iter().all(|px| *px > 0)
    }

    /// Whether it was made with this zoom.
    #[must_use]
    pub fn is_of_zoom(&self, zoom: f64) -> bool {
        (self.zoom / zoom - 1.0).abs() < SAME_ZOOM
    }

    fn is_of_shape(&self, image: ImageSize) -> bool {
        let [width, height] = self.picture;
        (aspect(ImageSize { width, height }) / aspect(image) - 1.0).abs() < 0.02
    }
}

/// Longer side by shorter side.
fn aspect(image: ImageSize) -> f64 {
    let (a, b) = (f64::from(image.width), f64::from(image.height));
    a.max(b) / a.min(b).max(1.0)
}

/// Pictures whose longer side is at most so many times the shorter one count as 4:3, the others as 16:9. It is the
/// geometric mean of the two.
const SHAPE_BOUNDARY: f64 = 1.54;

/// What is known about the field of view of one camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldOfView {
    /// For pictures of 16:9 and wider shapes.
    pub wide: Width,
    /// For pictures of 4:3 and squarer shapes.
    pub four_thirds: Width,
    /// How `wide` and `four_thirds` became known; never [`Origin::Measured`].
    pub origin: Origin,
    /// A distance that the user has measured with this camera.
    pub measured: Option<MeasuredDistance>,
}

impl Default for FieldOfView {
    fn default() -> Self {
        Self::assumed()
    }
}

impl FieldOfView {
    /// The field of view of a camera about which nothing is known.
    #[must_use]
    pub fn assumed() -> Self {
        Self::same(DEFAULT_HFOV_DEG, ASSUMED_FOCAL_SD, Origin::Assumed)
    }

    /// A field of view of `deg` along the longer side that the user has entered, for pictures of any shape.
    #[must_use]
    pub fn stated(deg: f64) -> Self {
        Self::same(deg, STATED_FOCAL_SD, Origin::Stated)
    }

    /// A field of view from settings that cannot tell an entered value from the default:
    /// [`DEFAULT_HFOV_DEG`] counts as not known.
    #[must_use]
    pub fn of_deg(deg: f64) -> Self {
        if (deg - DEFAULT_HFOV_DEG).abs() < 1e-6 { Self::assumed() } else { Self::stated(deg) }
    }

    /// The same camera with its focal length `zoom` times as long: it sees less.
    #[must_use]
    pub fn zoomed(self, zoom: f64) -> Self {
        let zoomed = |width: Width| {
            let half_tan = (width.deg.to_radians() / 2.0).tan() / zoom;
            Width { deg: 2.0 * half_tan.atan().to_degrees(), ..width }
        };
        Self { wide: zoomed(self.wide), four_thirds: zoomed(self.four_thirds), ..self }
    }

    fn same(deg: f64, focal_sd: f64, origin: Origin) -> Self {
        let width = Width { deg, focal_sd };
        Self { wide: width, four_thirds: width, origin, measured: None }
    }

    /// The same camera with a measured distance, or without one.
    #[must_use]
    pub fn with_measured(self, measured: Option<MeasuredDistance>) -> Self {
        Self { measured: measured.filter(MeasuredDistance::is_plausible), ..self }
    }

    /// The field of view for pictures of `image` size, before a correction by a measured distance.
    #[must_use]
    pub fn prior(&self, image: ImageSize) -> Width {
        if aspect(image) < SHAPE_BOUNDARY { self.four_thirds } else { self.wide }
    }

    /// The correction by the measured distance for pictures of `image` size (formulas: module documentation).
    #[must_use]
    pub(super) fn correction(&self, image: ImageSize) -> Correction {
        let prior = self.prior(image);
        let prior_sd = prior.focal_sd.hypot(HEAD_SIZE_SD);
        let none = Correction {
            ln_focal: 0.0,
            ln_head: 0.0,
            focal_sd: prior.focal_sd,
            distance_sd: prior_sd,
        };
        let Some(measured) = self.measured.filter(|measured| measured.is_of_shape(image)) else {
            return none;
        };
        // The seen distance is for the default field of view: at another one it is longer by the focal length.
        let half_tan = |deg: f64| (deg.to_radians() / 2.0).tan();
        let expected_cm = measured.seen_cm * half_tan(DEFAULT_HFOV_DEG) / half_tan(prior.deg);
        let k = (measured.tape_cm / expected_cm).ln();
        let observed_var = (measured.sd_cm / measured.tape_cm).powi(2) + LANDMARK_SIZE_SD.powi(2);
        let (focal_var, head_var) = (prior.focal_sd.powi(2), HEAD_SIZE_SD.powi(2));
        let sum = focal_var + head_var + observed_var;
        Correction {
            ln_focal: k * focal_var / sum,
            ln_head: k * head_var / sum,
            focal_sd: (focal_var * (head_var + observed_var) / sum).sqrt(),
            distance_sd: ((focal_var + head_var) * observed_var / sum).sqrt(),
        }
    }

    /// The field of view for pictures of `image` size, and how it became known.
    #[must_use]
    pub fn known_for(&self, image: ImageSize) -> (Width, Origin) {
        let camera = CameraModel::new(image, self);
        let is_measured = self.measured.is_some_and(|measured| measured.is_of_shape(image));
        let width = Width { deg: camera.hfov().deg(), focal_sd: camera.focal_sd };
        (width, if is_measured { Origin::Measured } else { self.origin })
    }
}

/// How a measured distance corrects a camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Correction {
    /// Change of the logarithm of the focal length.
    pub ln_focal: f64,
    /// Change of the logarithm of the head's size.
    pub ln_head: f64,
    /// Relative standard deviation of the corrected focal length.
    pub focal_sd: f64,
    /// Relative standard deviation of the corrected distances.
    pub distance_sd: f64,
}

/// Distance from the camera to the midpoint of the eyes of `pose`, centimetres, for an average head and a field
/// of view of [`DEFAULT_HFOV_DEG`]: the number that [`MeasuredDistance::seen_cm`] needs. `None` without a face.
#[must_use]
pub fn seen_eyes_cm(pose: &Pose) -> Option<f64> {
    let camera = CameraModel::new(pose.image, &FieldOfView::assumed());
    let template = HeadTemplate::population();
    let head = fit_head(pose, &template, &camera)?;
    let eyes_cm = head.rotation * template.eye_mid_cm() + head.ear_mid_cm;
    Some(eyes_cm.norm()).filter(|cm| cm.is_finite() && *cm > 0.0)
}

/// A field of view from the diagonal one of a picture of `width` by `height`, both in any unit, degrees: the
/// longer side is as much shorter than the diagonal in the plane of the picture.
#[must_use]
pub fn from_diagonal(diagonal: Angle, width: f64, height: f64) -> Angle {
    let half = (diagonal.rad() / 2.0).tan() * width.max(height) / width.hypot(height);
    Angle::from_rad(2.0 * half.atan())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WIDE: ImageSize = ImageSize { width: 1280, height: 720 };
    const FOUR_THIRDS: ImageSize = ImageSize { width: 640, height: 480 };

    fn measured(tape_cm: f64, seen_cm: f64) -> Option<MeasuredDistance> {
        Some(MeasuredDistance {
            tape_cm,
            seen_cm,
            picture: [1280, 720],
            sd_cm: TAPE_SD_CM,
            zoom: 1.0,
        })
    }

    /// Distance of a face that the assumed camera sees at `seen_cm`.
    fn distance_cm(field: &FieldOfView, seen_cm: f64) -> f64 {
        let [assumed, camera] =
            [FieldOfView::assumed(), *field].map(|field| CameraModel::new(WIDE, &field));
        seen_cm * camera.focal_px / assumed.focal_px * camera.distance_scale
    }

    proptest! {
        #[test]
        fn at_the_place_of_the_measurement_the_distance_is_that_of_the_tape(
            tape_cm in 40.0f64..110.0, factor in 0.75f64..1.3, stated in 55.0f64..90.0,
        ) {
            for prior in [FieldOfView::assumed(), FieldOfView::stated(stated)] {
                let seen_cm = tape_cm / factor;
                let before = distance_cm(&prior, seen_cm);
                let field = prior.with_measured(measured(tape_cm, seen_cm));
                let after = distance_cm(&field, seen_cm);
                let camera = CameraModel::new(WIDE, &field);
                // What is left of the difference is within the uncertainty of tape and landmarks.
                prop_assert!((after / tape_cm).ln().abs() <= (before / tape_cm).ln().abs() + 1e-9);
                prop_assert!(camera.distance_sd < 0.055, "{}", camera.distance_sd);
                prop_assert!(camera.distance_sd < CameraModel::new(WIDE, &prior).distance_sd);
                prop_assert!(camera.focal_sd <= prior.prior(WIDE).focal_sd);
            }
        }
    }

    #[test]
    fn a_correction_is_split_by_the_variances_of_focal_length_and_head() {
        let seen = measured(60.0, 50.0);
        let unknown = FieldOfView::assumed().with_measured(seen).correction(WIDE);
        assert!((unknown.ln_focal / unknown.ln_head - (0.13f64 / 0.05).powi(2)).abs() < 1e-9);
        assert!(unknown.ln_focal > 0.7 * (60.0f64 / 50.0).ln());
        // A field of view that is known leaves the correction to the head.
        let known = FieldOfView::stated(70.0).with_measured(seen).correction(WIDE);
        assert!(known.ln_head > 2.0 * known.ln_focal && known.ln_focal > 0.0);
        assert!(unknown.distance_sd < 0.04 && known.distance_sd < 0.04);
        assert!((unknown.focal_sd - 0.056).abs() < 0.005, "{unknown:?}");
    }

    #[test]
    fn a_measurement_counts_for_the_shape_of_picture_it_was_made_with() {
        let field = FieldOfView::assumed().with_measured(measured(60.0, 50.0));
        assert_eq!(field.known_for(WIDE).1, Origin::Measured);
        assert!(field.known_for(WIDE).0.deg < 65.0);
        assert_eq!(field.known_for(FOUR_THIRDS), (field.four_thirds, Origin::Assumed));
        let on_its_side = ImageSize { width: 720, height: 1280 };
        assert_eq!(field.known_for(on_its_side).1, Origin::Measured);
    }

    #[test]
    fn an_impossible_measurement_is_not_used() {
        for seen in [
            measured(60.0, 20.0),
            measured(6.0, 6.0),
            measured(60.0, 0.0),
            measured(f64::NAN, 60.0),
        ] {
            assert_eq!(FieldOfView::assumed().with_measured(seen).measured, None);
        }
        let no_picture = MeasuredDistance { picture: [0, 0], ..measured(60.0, 60.0).unwrap() };
        assert!(!no_picture.is_plausible());
    }

    #[test]
    fn a_zoom_of_two_makes_a_thing_at_the_edge_fill_half_as_much() {
        let zoomed = FieldOfView::assumed().zoomed(2.0);
        let half_tan = |field: &FieldOfView| (field.wide.deg.to_radians() / 2.0).tan();
        let ratio = half_tan(&FieldOfView::assumed()) / half_tan(&zoomed);
        assert!((ratio - 2.0).abs() < 1e-12, "{ratio}");
        assert_eq!(zoomed.wide.focal_sd, ASSUMED_FOCAL_SD);
        let same = FieldOfView::stated(64.0).zoomed(1.0);
        assert!((same.four_thirds.deg - 64.0).abs() < 1e-9);
    }

    #[test]
    fn a_sheet_at_30_cm_is_nearly_as_good_as_a_tape_at_60() {
        let sheet = MeasuredDistance { sd_cm: SHEET_SD_CM, ..measured(29.7, 31.0).unwrap() };
        let sd = |measured| {
            let field = FieldOfView::assumed().with_measured(Some(measured));
            CameraModel::new(ImageSize { width: 1280, height: 720 }, &field).distance_sd
        };
        let (sheet, tape) = (sd(sheet), sd(measured(60.0, 62.0).unwrap()));
        assert!(
            (0.036..0.040).contains(&sheet) && (0.035..sheet).contains(&tape),
            "{sheet} {tape}"
        );
    }

    #[test]
    fn a_measurement_counts_for_its_zoom_and_earlier_settings_have_none() {
        let zoomed = MeasuredDistance { zoom: 1.5, ..measured(60.0, 90.0).unwrap() };
        assert!(zoomed.is_of_zoom(1.51) && !zoomed.is_of_zoom(1.0));
        let before = r#"{"tape_cm":60.0,"seen_cm":66.0,"picture":[640,480]}"#;
        let read: MeasuredDistance = serde_json::from_str(before).unwrap();
        assert_eq!((read.sd_cm, read.zoom), (TAPE_SD_CM, 1.0));
        assert_eq!(serde_json::to_string(&read).unwrap(), before);
    }

    #[test]
    fn the_uncertainty_in_degrees_is_that_of_the_focal_length() {
        let Width { deg, focal_sd } = FieldOfView::assumed().wide;
        let hfov = |focal_factor: f64| {
            2.0 * ((deg / 2.0).to_radians().tan() / focal_factor).atan().to_degrees()
        };
        let half_range = (hfov(1.0 - focal_sd / 10.0) - hfov(1.0 + focal_sd / 10.0)) * 10.0 / 2.0;
        assert!((Width { deg, focal_sd }.sd_deg() - half_range).abs() < 0.02);
    }

    #[test]
    fn a_diagonal_of_78_degrees_is_70_across_a_wide_picture() {
        let hfov = from_diagonal(Angle::from_deg(78.0), 16.0, 9.0);
        assert!((hfov.deg() - 70.4).abs() < 0.1, "{hfov:?}");
        assert_eq!(from_diagonal(Angle::from_deg(78.0), 9.0, 16.0), hfov);
    }
}
