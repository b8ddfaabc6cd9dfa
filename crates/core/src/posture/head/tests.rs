use super::*;
use crate::body::{ImageSize, Keypoint};
use proptest::prelude::*;

const IMAGE: ImageSize = ImageSize { width: 1280, height: 720 };

fn camera() -> CameraModel {
    CameraModel::from_hfov(IMAGE, Angle::from_deg(70.0))
}

/// A face that is placed by its own rotation matrices (not by the fit's code) and projected.
fn face(ear_mid_cm: Vector3<f64>, yaw_deg: f64, pitch_deg: f64, roll_deg: f64) -> Pose {
    let (yaw, pitch, roll) = (yaw_deg.to_radians(), pitch_deg.to_radians(), roll_deg.to_radians());
    let turn = |p: Vector3<f64>| {
        let p = Vector3::new(
            p.x,
            p.y * pitch.cos() - p.z * pitch.sin(),
            p.y * pitch.sin() + p.z * pitch.cos(),
        );
        let p =
            Vector3::new(p.x * yaw.cos() - p.z * yaw.sin(), p.y, p.x * yaw.sin() + p.z * yaw.cos());
        Vector3::new(p.x * roll.cos() - p.y * roll.sin(), p.x * roll.sin() + p.y * roll.cos(), p.z)
    };
    let mut pose = Pose::of_landmarks(IMAGE, [Keypoint::default(); 33]);
    let template = HeadTemplate::population();
    for (landmark, point) in Landmark::FACE.into_iter().zip(template.landmarks_cm()) {
        let in_image = camera().project(&(turn(*point) + ear_mid_cm)).unwrap();
        pose.keypoints[landmark.index()] =
            Keypoint { in_image, z: 0.0, visibility: 0.99, presence: 0.99 };
    }
    pose
}

proptest! {
    #[test]
    fn a_projected_head_is_found_at_its_true_pose(
        x in -15.0f64..15.0, y in -12.0f64..6.0, z in 45.0f64..110.0,
        yaw in -45.0f64..45.0, pitch in -35.0f64..35.0, roll in -25.0f64..25.0,
    ) {
        let ear_mid_cm = Vector3::new(x, y, z);
        let pose = face(ear_mid_cm, yaw, pitch, roll);
        // Near the camera and looking up, part of the face lies outside the image.
        prop_assume!(Landmark::FACE.into_iter().all(|l| pose.seen(l).is_some()));
        let fit = fit_head(&pose, &HeadTemplate::population(), &camera()).unwrap();
        prop_assert!((fit.ear_mid_cm - ear_mid_cm).norm() < 0.05, "{:?}", fit.ear_mid_cm);
        prop_assert!((fit.yaw.deg() - yaw).abs() < 0.1, "yaw {} for {yaw}", fit.yaw.deg());
        prop_assert!((fit.pitch.deg() - pitch).abs() < 0.1, "pitch {} for {pitch}", fit.pitch.deg());
        prop_assert!((fit.roll.deg() - roll).abs() < 0.1, "roll {} for {roll}", fit.roll.deg());
    }
}

#[test]
fn an_ear_hidden_by_hair_changes_little() {
    let mut pose = face(Vector3::new(3.0, -4.0, 70.0), 20.0, 10.0, 5.0);
    pose.keypoints[Landmark::RightEar.index()].visibility = 0.1;
    let fit = fit_head(&pose, &HeadTemplate::population(), &camera()).unwrap();
    assert!((fit.ear_mid_cm.z - 70.0).abs() < 0.1);
}

#[test]
fn one_outlier_landmark_does_not_distort_the_fit() {
    let mut pose = face(Vector3::new(0.0, 0.0, 70.0), 0.0, 0.0, 0.0);
    pose.keypoints[Landmark::LeftEyeOuter.index()].in_image.x += 40.0;
    let fit = fit_head(&pose, &HeadTemplate::population(), &camera()).unwrap();
    assert!((fit.ear_mid_cm.z - 70.0).abs() < 4.0, "{}", fit.ear_mid_cm.z);
    assert!(fit.residual > 0.02);
}

#[test]
fn a_template_of_twice_the_size_fits_the_same_image_at_twice_the_depth() {
    let average = HeadTemplate::population();
    let large = HeadTemplate {
        landmarks_cm: average.landmarks_cm.map(|p| p * 2.0),
        mesh_cm: average.mesh_cm.map(|p| p * 2.0),
        ear_breadth_cm: average.ear_breadth_cm * 2.0,
    };
    // Outliers: their weight depends on the standard deviation of a point in the image, which is the
    // same for both templates.
    let mut pose = face(Vector3::new(3.0, -4.0, 70.0), 15.0, 10.0, 5.0);
    pose.keypoints[Landmark::LeftEyeOuter.index()].in_image.x += 12.0;
    pose.keypoints[Landmark::MouthRight.index()].in_image.y -= 8.0;
    let [one, two] =
        [&average, &large].map(|template| fit_head(&pose, template, &camera()).unwrap());
    assert!((two.ear_mid_cm - one.ear_mid_cm * 2.0).norm() < 1e-3, "{one:?} {two:?}");
    assert!((two.rotation.angle_to(&one.rotation)) < 1e-5, "{one:?} {two:?}");
    assert!((two.residual - one.residual).abs() < 1e-6, "{one:?} {two:?}");
    assert!((two.depth_sd_cm - one.depth_sd_cm * 2.0).abs() < 1e-4, "{one:?} {two:?}");
}

#[test]
fn a_missing_or_degenerate_face_has_no_pose() {
    let mut pose = face(Vector3::new(0.0, 0.0, 70.0), 0.0, 0.0, 0.0);
    for keypoint in &mut pose.keypoints {
        keypoint.visibility = 0.0;
    }
    assert!(fit_head(&pose, &HeadTemplate::population(), &camera()).is_none());
    for keypoint in &mut pose.keypoints {
        keypoint.visibility = 1.0;
        keypoint.in_image.x = f64::NAN;
    }
    assert!(fit_head(&pose, &HeadTemplate::population(), &camera()).is_none());
    for keypoint in &mut pose.keypoints {
        keypoint.in_image = Vec2::new(100.0, 100.0);
    }
    assert!(fit_head(&pose, &HeadTemplate::population(), &camera()).is_none());
}

#[test]
fn a_personal_template_fits_better_and_keeps_the_turn() {
    use crate::body::Face;
    // A face longer and narrower than the average, seen a little from above.
    let average = HeadTemplate::population();
    let own: Vec<Vector3<f64>> = average
        .mesh_cm()
        .iter()
        .enumerate()
        .map(|(i, p)| Vector3::new(p.x * 0.96, p.y + 0.25 * f64::from((i % 5) as u8) - 0.5, p.z))
        .collect();
    let seen = |yaw_rad: f64| {
        let turn = Rotation3::from_axis_angle(&Vector3::y_axis(), yaw_rad);
        let mut pose = Pose::of_landmarks(IMAGE, [Keypoint::default(); 33]);
        let place = Vector3::new(3.0, -8.0, 70.0);
        let in_image = std::array::from_fn(|i| camera().project(&(turn * own[i] + place)).unwrap());
        pose.face = Some(Face { presence: 1.0, in_image });
        pose
    };
    let poses: Vec<Pose> = [-0.03, -0.01, 0.0, 0.02].map(seen).to_vec();
    let heads: Vec<HeadPose> =
        poses.iter().map(|pose| fit_head(pose, &average, &camera()).unwrap()).collect();
    let pairs: Vec<_> = poses.iter().zip(&heads).collect();
    let personal = average.personal(&pairs, &camera());
    let (before, after) = (
        fit_head(&seen(0.0), &average, &camera()).unwrap(),
        fit_head(&seen(0.0), &personal, &camera()).unwrap(),
    );
    assert!(after.residual < 0.3 * before.residual, "{} {}", after.residual, before.residual);
    assert!((after.ear_mid_cm.z - before.ear_mid_cm.z).abs() < 1.0);
    let turned = fit_head(&seen(0.5), &personal, &camera()).unwrap();
    assert!((turned.yaw.rad().abs() - 0.5).abs() < 0.05, "{}", turned.yaw.rad());
}
