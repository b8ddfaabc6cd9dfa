//! The head as a rigid body: its position and turn in camera space from the face landmarks.
//!
//! A template is fitted to the points of the face mesh, or without one to the eleven face landmarks
//! of the pose, under perspective by Levenberg–Marquardt with Huber weights (Hartley & Zisserman,
//! *Multiple View Geometry*, app. 6; Huber 1964). Size, turn and nod are solved together, so that
//! looking down is not measured as coming nearer.

use nalgebra::{Matrix2x3, Matrix6, Rotation3, Vector3, Vector6};

use super::camera::CameraModel;
use super::face_template::{CANONICAL_EAR_MID_CM, CANONICAL_FACE_CM};
use crate::body::face::{FACE_MESH_INDICES, FACE_POINT_COUNT};
use crate::body::geometry::Vec2;
use crate::body::{Angle, Landmark, Pose};
use crate::stats;

/// Minimum number of points for a fit. Six unknowns need three points; five points leave a
/// meaningful residual.
const MIN_LANDMARKS: usize = 5;

/// Minimum presence at which a face mesh is used (MediaPipe's detection confidence).
const MIN_FACE_PRESENCE: f64 = 0.5;

impl HeadSource {
    /// Standard deviation of one point in the image, as a fraction of the ear-to-ear width. Used for
    /// weights and for the fit's own noise estimate (measured: models/study/RESULTS.md).
    fn point_sd_in_head_widths(self) -> f64 {
        match self {
            Self::FaceMesh => 0.006,
            Self::Landmarks => 0.015,
        }
    }
}

/// Huber's constant: residuals beyond this number of standard deviations get a lower weight.
const HUBER_K: f64 = 1.345;

const MAX_ITERATIONS: usize = 30;

/// Maximum distance of a point of a personal template from the average face, per axis, centimetres.
const MAX_OWN_SHAPE_CM: f64 = 1.2;

/// Breadth between the tragia of an average head, centimetres. It lies just below the middle (13.9) of
/// the mean bitragion breadths in the ANSUR survey of 1988 (women 13.3, men 14.5; Gordon et al. 1989).
const POPULATION_EAR_BREADTH_CM: f64 = 13.8;

/// Plausible depths of the head of a person at a desk.
const DEPTH_RANGE_CM: std::ops::Range<f64> = 12.0..400.0;

/// The points a head pose was fitted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadSource {
    /// The rigid points of a face mesh.
    FaceMesh,
    /// The eleven face landmarks of the pose model.
    Landmarks,
}

/// A rigid head: the positions of its points in head space.
///
/// Head space: centimetres, origin midway between the ears (tragia), x towards the person's left,
/// y down, z from the face backwards. For a head that looks straight into a level camera the axes
/// are those of camera space.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadTemplate {
    landmarks_cm: [Vector3<f64>; 11],
    mesh_cm: [Vector3<f64>; FACE_POINT_COUNT],
    ear_breadth_cm: f64,
}

impl HeadTemplate {
    /// A head of average size: the ears are [`POPULATION_EAR_BREADTH_CM`] apart. The other landmarks
    /// are where BlazePose puts them on a frontal face (its eye points are further apart than the
    /// pupils); the mesh points are [`CANONICAL_FACE_CM`].
    #[must_use]
    pub fn population() -> Self {
        let v = Vector3::new;
        let ear_mid = CANONICAL_EAR_MID_CM;
        let half_breadth = POPULATION_EAR_BREADTH_CM / 2.0;
        Self {
            landmarks_cm: [
                v(0.0, 1.4, -11.2),         // nose
                v(2.1, -2.0, -8.4),         // left eye inner
                v(3.5, -2.0, -8.3),         // left eye
                v(4.7, -1.9, -7.6),         // left eye outer
                v(-2.1, -2.0, -8.4),        // right eye inner
                v(-3.5, -2.0, -8.3),        // right eye
                v(-4.7, -1.9, -7.6),        // right eye outer
                v(half_breadth, 0.0, 0.0),  // left ear
                v(-half_breadth, 0.0, 0.0), // right ear
                v(2.4, 4.6, -9.2),          // mouth left
                v(-2.4, 4.6, -9.2),         // mouth right
            ],
            mesh_cm: CANONICAL_FACE_CM
                .map(|[x, y, z]| v(x - ear_mid[0], ear_mid[1] - y, ear_mid[2] - z)),
            ear_breadth_cm: POPULATION_EAR_BREADTH_CM,
        }
    }

    /// Distance between the ears, centimetres.
    #[must_use]
    pub fn ear_breadth_cm(&self) -> f64 {
        self.ear_breadth_cm
    }

    /// Midpoint of the eyes in head space, centimetres.
    #[must_use]
    pub fn eye_mid_cm(&self) -> Vector3<f64> {
        // Left and right eye, in the order of `Landmark::FACE`.
        (self.landmarks_cm[2] + self.landmarks_cm[5]) / 2.0
    }

    /// The points in the order of [`Landmark::FACE`].
    #[must_use]
    pub fn landmarks_cm(&self) -> &[Vector3<f64>; 11] {
        &self.landmarks_cm
    }

    /// The points in the order of [`FACE_MESH_INDICES`](crate::body::face::FACE_MESH_INDICES).
    #[must_use]
    pub fn mesh_cm(&self) -> &[Vector3<f64>; FACE_POINT_COUNT] {
        &self.mesh_cm
    }

    /// This template with the mesh points moved to their positions on the person's own face.
    ///
    /// The residual between measured and fitted points, rotated back through `heads`, is the person's
    /// own shape plus the model's bias. Its median over the frames moves the points across and down the
    /// face. One direction of view does not show the depth of the points, so it stays average.
    #[must_use]
    pub fn personal(&self, heads: &[(&Pose, &HeadPose)], camera: &CameraModel) -> Self {
        let mut personal = self.clone();
        for (i, point_cm) in personal.mesh_cm.iter_mut().enumerate() {
            let (mut across, mut down) = (Vec::new(), Vec::new());
            for (pose, head) in heads {
                let (HeadSource::FaceMesh, Some(face)) = (head.source, &pose.face) else {
                    continue;
                };
                let fitted_cm = head.rotation * self.mesh_cm[i] + head.ear_mid_cm;
                let Some(expected_in_image) = camera.project(&fitted_cm) else { continue };
                let left_over =
                    (face.in_image[i] - expected_in_image) * (fitted_cm.z / camera.focal_px);
                let in_head = head.rotation.inverse() * Vector3::new(left_over.x, left_over.y, 0.0);
                across.push(in_head.x);
                down.push(in_head.y);
            }
            let shift_cm = |values: Vec<f64>| {
                stats::median(values).unwrap_or(0.0).clamp(-MAX_OWN_SHAPE_CM, MAX_OWN_SHAPE_CM)
            };
            point_cm.x += shift_cm(across);
            point_cm.y += shift_cm(down);
        }
        personal
    }

    /// The points of `source` that were seen in `pose`, with their weights.
    fn observations(&self, pose: &Pose, source: HeadSource) -> Vec<Observation> {
        match (source, &pose.face) {
            (HeadSource::FaceMesh, Some(face)) => self
                .mesh_cm
                .iter()
                .zip(face.in_image)
                .filter(|(_, in_image)| in_image.is_finite())
                .map(|(&template_cm, in_image)| Observation { template_cm, in_image, weight: 1.0 })
                .collect(),
            (HeadSource::FaceMesh, None) => Vec::new(),
            (HeadSource::Landmarks, _) => Landmark::FACE
                .into_iter()
                .zip(self.landmarks_cm)
                .filter_map(|(landmark, template_cm)| {
                    let in_image = pose.seen(landmark)?;
                    let weight = pose.keypoint(landmark).visibility;
                    Some(Observation { template_cm, in_image, weight })
                })
                .collect(),
        }
    }
}

/// Position and turn of the head.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadPose {
    /// Midpoint between the ears in camera space, centimetres.
    pub ear_mid_cm: Vector3<f64>,
    /// Left and right ear in camera space, centimetres. From the fit, so also known for an ear that
    /// hair hides.
    pub ears_cm: [Vector3<f64>; 2],
    /// Rotation from head space into camera space.
    pub rotation: Rotation3<f64>,
    /// Turn, positive towards the person's left.
    pub yaw: Angle,
    /// Nod, positive when looking down.
    pub pitch: Angle,
    /// Tilt, positive towards the person's left shoulder.
    pub roll: Angle,
    /// Root mean square distance between landmarks and fitted template, in ear-to-ear widths.
    pub residual: f64,
    /// Standard deviation of the depth caused by landmark noise alone, centimetres.
    pub depth_sd_cm: f64,
    /// Standard deviation of the nod caused by landmark noise alone.
    pub pitch_sd: Angle,
    /// Lowest visibility among the points used, 0 to 1.
    pub visibility: f64,
    pub source: HeadSource,
}

struct Observation {
    template_cm: Vector3<f64>,
    in_image: Vec2,
    weight: f64,
}

/// Fits `template` to the face of `pose`.
///
/// Returns `None` if fewer than five face landmarks were seen or no plausible position fits them.
#[must_use]
pub fn fit_head(pose: &Pose, template: &HeadTemplate, camera: &CameraModel) -> Option<HeadPose> {
    let source = match &pose.face {
        Some(face) if face.presence >= MIN_FACE_PRESENCE => HeadSource::FaceMesh,
        _ => HeadSource::Landmarks,
    };
    fit_head_from(source, pose, template, camera)
}

/// MediaPipe's indices of the rigid points above the lower lids: eye corners, bridge of the nose, temples,
/// forehead. A mask, a mug or a beard hides or moves none of them.
const UPPER_FACE: [usize; 14] = [6, 10, 33, 54, 67, 127, 133, 143, 263, 284, 297, 356, 362, 372];

/// How far the upper face of `pose` differs from that of `template`: root mean square distance of its
/// points from the fitted ones, in ear-to-ear widths. `None` without a face mesh or a plausible fit.
#[must_use]
pub(crate) fn upper_face_misfit(
    pose: &Pose,
    template: &HeadTemplate,
    camera: &CameraModel,
) -> Option<f64> {
    let face = pose.face.as_ref().filter(|face| face.presence >= MIN_FACE_PRESENCE)?;
    let observations: Vec<Observation> = FACE_MESH_INDICES
        .iter()
        .zip(template.mesh_cm.iter().zip(face.in_image))
        .filter(|(index, (_, in_image))| UPPER_FACE.contains(*index) && in_image.is_finite())
        .map(|(_, (&template_cm, in_image))| Observation { template_cm, in_image, weight: 1.0 })
        .collect();
    if observations.len() < MIN_LANDMARKS {
        return None;
    }
    let point_sd_cm = HeadSource::FaceMesh.point_sd_in_head_widths() * template.ear_breadth_cm;
    let fit = Fit::start(&observations, camera)?.refine(&observations, camera, point_sd_cm)?;
    Some(fit.rms_px * fit.translation_cm.z / camera.focal_px / template.ear_breadth_cm)
}

/// Fits `template` to the points of `source` only.
fn fit_head_from(
    source: HeadSource,
    pose: &Pose,
    template: &HeadTemplate,
    camera: &CameraModel,
) -> Option<HeadPose> {
    let observations = template.observations(pose, source);
    if observations.len() < MIN_LANDMARKS {
        return None;
    }
    let point_sd_cm = source.point_sd_in_head_widths() * template.ear_breadth_cm;
    let fit = Fit::start(&observations, camera)?.refine(&observations, camera, point_sd_cm)?;
    let visibility = match (source, &pose.face) {
        (HeadSource::FaceMesh, Some(face)) => face.presence,
        _ => observations.iter().map(|o| o.weight).fold(1.0, f64::min),
    };

    let px_per_cm = camera.focal_px / fit.translation_cm.z;
    // Only the jitter: the misfit of the template is the same in every frame and is part of the
    // residual.
    let noise_px = point_sd_cm * px_per_cm;
    let covariance = fit.information.try_inverse()? * noise_px.powi(2);
    let (pitch_rad, yaw_rad, roll_rad) = fit.rotation.euler_angles();
    Some(HeadPose {
        ear_mid_cm: fit.translation_cm,
        ears_cm: [1.0, -1.0].map(|side| {
            let ear_cm = Vector3::new(side * template.ear_breadth_cm / 2.0, 0.0, 0.0);
            fit.rotation * ear_cm + fit.translation_cm
        }),
        rotation: fit.rotation,
        yaw: Angle::from_rad(-yaw_rad),
        pitch: Angle::from_rad(pitch_rad),
        roll: Angle::from_rad(roll_rad),
        residual: fit.rms_px / (template.ear_breadth_cm * px_per_cm),
        depth_sd_cm: covariance[(5, 5)].max(0.0).sqrt(),
        pitch_sd: Angle::from_rad(covariance[(0, 0)].max(0.0).sqrt()),
        visibility,
        source,
    })
}

struct Fit {
    rotation: Rotation3<f64>,
    translation_cm: Vector3<f64>,
    rms_px: f64,
    /// Jᵀ W J at the solution, per square pixel.
    information: Matrix6<f64>,
}

impl Fit {
    /// The initial estimate from the spread of the points: no turn, no nod, depth from apparent size.
    fn start(observations: &[Observation], camera: &CameraModel) -> Option<Self> {
        let n = observations.len() as f64;
        let mean_in_image =
            observations.iter().fold(Vec2::default(), |sum, o| sum + o.in_image) * (1.0 / n);
        let mean_cm = observations.iter().map(|o| o.template_cm).sum::<Vector3<f64>>() / n;
        let spread_px =
            observations.iter().map(|o| o.in_image.distance(mean_in_image)).sum::<f64>() / n;
        let spread_cm =
            observations.iter().map(|o| (o.template_cm - mean_cm).xy().norm()).sum::<f64>() / n;
        if spread_px < 1.0 || spread_cm <= 0.0 {
            return None;
        }
        // Procrustes in the plane: the rotation that best aligns template and image.
        let (sin, cos) = observations.iter().fold((0.0, 0.0), |(sin, cos), o| {
            let t = (o.template_cm - mean_cm).xy();
            let p = o.in_image - mean_in_image;
            (sin + t.x * p.y - t.y * p.x, cos + t.x * p.x + t.y * p.y)
        });
        let rotation = Rotation3::from_axis_angle(&Vector3::z_axis(), f64::atan2(sin, cos));
        let depth_cm = camera.focal_px * spread_cm / spread_px;
        let translation_cm = camera.unproject(mean_in_image, depth_cm) - rotation * mean_cm;
        Some(Self {
            rotation,
            translation_cm,
            rms_px: f64::INFINITY,
            information: Matrix6::zeros(),
        })
    }

    /// Improves the estimate until it converges. `point_sd_cm` is the standard deviation of one point
    /// on the head, centimetres.
    fn refine(
        mut self,
        observations: &[Observation],
        camera: &CameraModel,
        point_sd_cm: f64,
    ) -> Option<Self> {
        let mut damping = 1e-3;
        let mut step = self.normal_equations(observations, camera, point_sd_cm)?;
        for _ in 0..MAX_ITERATIONS {
            let mut damped = step.information;
            for i in 0..6 {
                damped[(i, i)] *= 1.0 + damping;
            }
            let delta = damped.cholesky()?.solve(&step.gradient);
            let candidate = Self {
                rotation: Rotation3::from_scaled_axis(delta.fixed_rows::<3>(0).into_owned())
                    * self.rotation,
                translation_cm: self.translation_cm + delta.fixed_rows::<3>(3),
                ..self
            };
            match candidate.normal_equations(observations, camera, point_sd_cm) {
                Some(next) if next.cost <= step.cost => {
                    let gained = step.cost - next.cost;
                    self = candidate;
                    step = next;
                    damping = (damping * 0.3f64).max(1e-9);
                    if gained <= 1e-10 * step.cost {
                        break;
                    }
                }
                _ if damping > 1e6 => break,
                _ => damping *= 10.0,
            }
        }
        self.rms_px = step.rms_px;
        self.information = step.information;
        let facing = (self.rotation * Vector3::z()).z > -0.2;
        (facing && DEPTH_RANGE_CM.contains(&self.translation_cm.z) && self.rms_px.is_finite())
            .then_some(self)
    }

    fn normal_equations(
        &self,
        observations: &[Observation],
        camera: &CameraModel,
        point_sd_cm: f64,
    ) -> Option<NormalEquations> {
        let sd_px = (point_sd_cm * camera.focal_px / self.translation_cm.z).max(0.3);
        let (mut information, mut gradient) = (Matrix6::zeros(), Vector6::zeros());
        let (mut cost, mut squares_px2, mut weights) = (0.0, 0.0, 0.0);
        for o in observations {
            let arm = self.rotation * o.template_cm;
            let p = arm + self.translation_cm;
            let expected_in_image = camera.project(&p)?;
            let error = o.in_image - expected_in_image;
            let size_px = error.length();
            let huber = if size_px <= HUBER_K * sd_px { 1.0 } else { HUBER_K * sd_px / size_px };
            let weight = o.weight * huber;

            let f_z = camera.focal_px / p.z;
            let by_point = Matrix2x3::new(f_z, 0.0, -f_z * p.x / p.z, 0.0, f_z, -f_z * p.y / p.z);
            let by_turn: Matrix2x3<f64> = by_point * -arm.cross_matrix();
            let mut jacobian = nalgebra::Matrix2x6::zeros();
            jacobian.fixed_view_mut::<2, 3>(0, 0).copy_from(&by_turn);
            jacobian.fixed_view_mut::<2, 3>(0, 3).copy_from(&by_point);

            let error = nalgebra::Vector2::new(error.x, error.y);
            information += jacobian.transpose() * jacobian * weight;
            gradient += jacobian.transpose() * error * weight;
            // Huber's loss, so that a step is accepted by the function that is minimised.
            let k_px = HUBER_K * sd_px;
            cost += o.weight
                * if size_px <= k_px { size_px.powi(2) } else { k_px * (2.0 * size_px - k_px) };
            squares_px2 += weight * size_px.powi(2);
            weights += weight;
        }
        (weights > 0.0).then(|| NormalEquations {
            information,
            gradient,
            cost,
            rms_px: (squares_px2 / weights).sqrt(),
        })
    }
}

struct NormalEquations {
    information: Matrix6<f64>,
    gradient: Vector6<f64>,
    cost: f64,
    rms_px: f64,
}

#[cfg(test)]
mod tests;
