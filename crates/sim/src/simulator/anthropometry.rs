//! Body sizes and habits of the simulated people, drawn from published surveys.
//!
//! Sources:
//! - ANSUR II: Gordon et al., *2012 Anthropometric Survey of U.S. Army Personnel: Methods and
//!   Summary Statistics*, NATICK/TR-15/007, 2014 (4,082 men, 1,986 women): stature, sitting height,
//!   acromial height, biacromial breadth, head length and breadth, tragion to top of head,
//!   interpupillary breadth, shoulder–elbow length. The acromion of a seated person is assumed to
//!   be as far below the top of the head as that of a standing person (stature minus acromial
//!   height). The spread of that difference is an estimate; the report does not give it.
//! - ANSUR 1988: Gordon et al., NATICK/TR-89/044, 1989: bitragion breadth, which is not in ANSUR
//!   II.
//! - Farkas, *Anthropometry of the Head and Face*, 1994: breadth of eyes and mouth, projection of
//!   nose and lips in front of the tragion; rounded.
//! - Where no survey gives a value (the position of the pose model's shoulder and ear points, the
//!   bending of the neck, the habitual posture), the spread is an assumption, marked at its field.
//!
//! Soldiers are fitter and taller than the general public, so the simulated population is a proxy.
//! The ratios that matter here (head to shoulder breadth, neck length) vary as widely.

use nalgebra::Vector3;
use serde::Serialize;

use super::dice::Dice;
use plumbline_core::body::face::{FACE_MESH_INDICES, FACE_POINT_COUNT};

const CANONICAL_FACE: &str = include_str!("../../../../models/face_canonical.csv");

/// The surveyed group from which a person's sizes are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    Female,
    Male,
}

/// Mean and standard deviation in centimetres, and the correlation with stature.
#[derive(Debug, Clone, Copy)]
struct Dimension {
    mean_cm: f64,
    sd_cm: f64,
    with_stature: f64,
}

const fn dimension(mean_cm: f64, sd_cm: f64, with_stature: f64) -> Dimension {
    Dimension { mean_cm, sd_cm, with_stature }
}

/// The surveyed sizes of one group.
#[derive(Debug, Clone, Copy)]
struct Survey {
    stature: Dimension,
    sitting_height: Dimension,
    /// Stature minus acromial height.
    acromion_below_top: Dimension,
    tragion_below_top: Dimension,
    biacromial: Dimension,
    head_length: Dimension,
    head_breadth: Dimension,
    bitragion: Dimension,
    interpupillary: Dimension,
    shoulder_elbow: Dimension,
}

const WOMEN: Survey = Survey {
    stature: dimension(162.85, 6.42, 1.0),
    sitting_height: dimension(85.70, 3.31, 0.75),
    acromion_below_top: dimension(29.35, 1.25, 0.45),
    tragion_below_top: dimension(12.66, 0.60, 0.20),
    biacromial: dimension(36.53, 1.83, 0.50),
    head_length: dimension(18.90, 0.68, 0.30),
    head_breadth: dimension(14.75, 0.50, 0.15),
    bitragion: dimension(13.30, 0.53, 0.20),
    interpupillary: dimension(6.17, 0.35, 0.15),
    shoulder_elbow: dimension(33.36, 1.70, 0.80),
};

const MEN: Survey = Survey {
    stature: dimension(175.62, 6.86, 1.0),
    sitting_height: dimension(91.83, 3.57, 0.75),
    acromion_below_top: dimension(31.55, 1.35, 0.45),
    tragion_below_top: dimension(13.11, 0.62, 0.20),
    biacromial: dimension(41.57, 1.92, 0.50),
    head_length: dimension(19.93, 0.71, 0.30),
    head_breadth: dimension(15.42, 0.54, 0.15),
    bitragion: dimension(14.50, 0.57, 0.20),
    interpupillary: dimension(6.40, 0.36, 0.15),
    shoulder_elbow: dimension(36.36, 1.76, 0.80),
};

/// Limit of the drawn sizes, standard deviations.
const LIMIT_SD: f64 = 3.0;

/// Height of the hip joint centres above the seat, centimetres: between the ischial tuberosity and
/// the greater trochanter of a seated adult.
const HIP_ABOVE_SEAT_CM: f64 = 8.5;

/// A person's habitual upright posture. No survey: all values are assumptions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Habit {
    /// Angle of the line shoulder midpoint → ear midpoint from the vertical, mean 8°, sd 5°.
    pub forward_head_deg: f64,
    /// Head pitch when looking at the screen, positive down, mean 3°, sd 4°.
    pub head_pitch_deg: f64,
    /// Head roll towards the left shoulder, sd 2°.
    pub head_roll_deg: f64,
    /// Height of the left shoulder above the right one, sd 0.6 cm.
    pub left_shoulder_higher_cm: f64,
}

/// One simulated person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Person {
    /// The surveyed group of the person's sizes.
    pub sex: Sex,
    /// Standing height.
    pub stature_cm: f64,
    /// Height of the tragia above the hip joints when sitting upright.
    pub ear_above_hip_cm: f64,
    /// Height of the acromia above the hip joints when sitting upright.
    pub acromion_above_hip_cm: f64,
    /// Distance between the acromia.
    pub biacromial_cm: f64,
    /// Distance between the tragia.
    pub bitragion_cm: f64,
    /// Distance of the pose model's shoulder point inwards from the acromion. The point is the
    /// joint centre, about 2.3 cm inside (assumption, sd 0.5).
    pub shoulder_inset_cm: f64,
    /// Distance of the pose model's shoulder point below the acromion, about 3.8 cm (assumption, sd
    /// 0.7).
    pub shoulder_drop_cm: f64,
    /// The eleven face points of the pose model, in the order of
    /// [`Landmark::FACE`](plumbline_core::body::Landmark::FACE), in head space: centimetres, origin
    /// midway between the tragia, axes of room space when the head is straight.
    #[serde(skip)]
    pub face_cm: [Vector3<f64>; 11],
    /// The rigid points of the face mesh, in the order of
    /// [`FACE_MESH_INDICES`](plumbline_core::body::face::FACE_MESH_INDICES), in head space.
    #[serde(skip)]
    pub mesh_cm: [Vector3<f64>; FACE_POINT_COUNT],
    /// Distance from the neck's lower pivot in the upper thoracic spine to the atlas joint of the
    /// head. Constant for every bend of the neck.
    pub neck_length_cm: f64,
    /// Distance of the neck's lower pivot behind the atlas joint when the person is upright with
    /// the ears 8° in front of the shoulders. For a larger habitual forward head, a quarter of the
    /// difference comes from the neck and the rest from the upper back (assumption).
    pub neck_pivot_behind_atlas_cm: f64,
    /// Height of the tragia above the atlas joint.
    pub ear_above_atlas_cm: f64,
    /// Distance of the tragia in front of the atlas joint.
    pub ear_ahead_of_atlas_cm: f64,
    /// Distance below the atlas joint at which the neck bends when the head rolls.
    pub roll_pivot_below_atlas_cm: f64,
    /// Share of head pitch that comes from the lower neck and therefore moves the ears: 0 to 0.4.
    pub lower_neck_share: f64,
    /// Height at which a slouched back bends, as a share of the height of the neck pivot.
    pub mid_back_share: f64,
    /// Distance of that bend behind the hips when upright.
    pub mid_back_behind_cm: f64,
    /// Degrees by which the upper back tilts forward for each degree that the lower back rolls
    /// backward.
    pub rounding: f64,
    /// Distance of the sternoclavicular joint in front of the acromion.
    pub clavicle_ahead_cm: f64,
    /// Distance of the sternoclavicular joint below the acromion (about level according to ANSUR
    /// II's suprasternale).
    pub clavicle_below_cm: f64,
    /// Centimetres that a shoulder moves forward for each centimetre it is raised.
    pub forward_per_raise: f64,
    /// Distance from the shoulder joint to the elbow joint.
    pub upper_arm_cm: f64,
    /// Half the distance between the hip joints.
    pub half_hip_cm: f64,
    /// The habitual upright posture.
    pub habit: Habit,
}

impl Person {
    /// Draws person number `number` of `seed`. Women and men alternate.
    #[must_use]
    pub fn sample(seed: u64, number: u64) -> Self {
        let mut dice = Dice::new(seed, number, "person");
        let (sex, survey) =
            if number.is_multiple_of(2) { (Sex::Female, WOMEN) } else { (Sex::Male, MEN) };
        let stature_z = dice.normal_within(0.0, 1.0, LIMIT_SD);
        let mut draw = |d: Dimension| {
            let own_z = dice.normal_within(0.0, 1.0, LIMIT_SD);
            let z = d.with_stature * stature_z + (1.0 - d.with_stature.powi(2)).sqrt() * own_z;
            d.mean_cm + d.sd_cm * z
        };
        let stature_cm = survey.stature.mean_cm + survey.stature.sd_cm * stature_z;
        let sitting_height_cm = draw(survey.sitting_height);
        let acromion_below_top_cm = draw(survey.acromion_below_top);
        let tragion_below_top_cm = draw(survey.tragion_below_top);
        let biacromial_cm = draw(survey.biacromial);
        let head = HeadSizes {
            length_cm: draw(survey.head_length),
            breadth_cm: draw(survey.head_breadth),
            bitragion_cm: draw(survey.bitragion),
            interpupillary_cm: draw(survey.interpupillary),
        };
        let shoulder_elbow_cm = draw(survey.shoulder_elbow);

        // The survey measured people who sat as erect as possible. At a desk, also during the
        // calibration, people sit a little lower.
        let settled_cm = dice.normal_within(2.0, 0.8, 2.0);
        let seat_to_top_cm = sitting_height_cm - settled_cm - HIP_ABOVE_SEAT_CM;
        Self {
            sex,
            stature_cm,
            ear_above_hip_cm: seat_to_top_cm - tragion_below_top_cm,
            acromion_above_hip_cm: seat_to_top_cm - acromion_below_top_cm,
            biacromial_cm,
            bitragion_cm: head.bitragion_cm,
            shoulder_inset_cm: dice.normal_within(2.3, 0.5, 2.5),
            shoulder_drop_cm: dice.normal_within(3.8, 0.7, 2.5),
            face_cm: face(&head, &mut dice),
            mesh_cm: mesh(&head, &mut Dice::new(seed, number, "mesh")),
            neck_length_cm: dice.normal_within(18.0, 1.2, 2.0) * stature_cm / 169.0,
            neck_pivot_behind_atlas_cm: dice.normal_within(3.3, 0.8, 2.0),
            ear_above_atlas_cm: dice.normal_within(2.0, 0.5, 2.0),
            ear_ahead_of_atlas_cm: dice.normal_within(0.8, 0.4, 2.0),
            roll_pivot_below_atlas_cm: dice.normal_within(6.0, 1.5, 2.0),
            lower_neck_share: dice.uniform(0.0, 0.4),
            mid_back_share: dice.uniform(0.40, 0.50),
            mid_back_behind_cm: dice.normal_within(2.0, 1.0, 2.0),
            rounding: dice.uniform(1.1, 1.5),
            clavicle_ahead_cm: dice.normal_within(5.0, 1.0, 2.0),
            clavicle_below_cm: dice.normal_within(0.5, 0.6, 2.0),
            forward_per_raise: dice.uniform(0.0, 0.25),
            upper_arm_cm: shoulder_elbow_cm - 5.0,
            half_hip_cm: dice.normal_within(8.7, 0.6, 2.0),
            habit: Habit {
                forward_head_deg: dice.normal_within(8.0, 5.0, 2.5),
                head_pitch_deg: dice.normal_within(3.0, 4.0, 2.0),
                head_roll_deg: dice.normal_within(0.0, 2.0, 2.0),
                left_shoulder_higher_cm: dice.normal_within(0.0, 0.6, 2.5),
            },
        }
    }

    /// The mirror image of the person: left and right exchanged.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        // For each point of `Landmark::FACE`, the index of the point on the other side.
        const OTHER_SIDE: [usize; 11] = [0, 4, 5, 6, 1, 2, 3, 8, 7, 10, 9];
        let mirrored = |p: Vector3<f64>| Vector3::new(-p.x, p.y, p.z);
        Self {
            face_cm: OTHER_SIDE.map(|i| mirrored(self.face_cm[i])),
            mesh_cm: std::array::from_fn(|i| mirrored(self.mesh_cm[other_side_of_mesh(i)])),
            habit: Habit {
                head_roll_deg: -self.habit.head_roll_deg,
                left_shoulder_higher_cm: -self.habit.left_shoulder_higher_cm,
                ..self.habit
            },
            ..self.clone()
        }
    }
}

/// The mesh point on the opposite side: the one nearest to the mirrored position on the average
/// face.
fn other_side_of_mesh(i: usize) -> usize {
    let average = average_mesh_cm();
    let target = Vector3::new(-average[i].x, average[i].y, average[i].z);
    let distance = |k: &usize| (average[*k] - target).norm();
    (0..FACE_POINT_COUNT).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(i)
}

struct HeadSizes {
    length_cm: f64,
    breadth_cm: f64,
    bitragion_cm: f64,
    interpupillary_cm: f64,
}

/// MediaPipe's canonical face, relative to the tragia of an average head, which are 4.2 cm behind
/// and 0.75 cm above its origin (outer eye corners to tragion, Farkas 1994).
fn average_mesh_cm() -> [Vector3<f64>; FACE_POINT_COUNT] {
    static AVERAGE: std::sync::LazyLock<[Vector3<f64>; FACE_POINT_COUNT]> =
        std::sync::LazyLock::new(read_average_mesh_cm);
    *AVERAGE
}

fn read_average_mesh_cm() -> [Vector3<f64>; FACE_POINT_COUNT] {
    let mut points = [Vector3::zeros(); FACE_POINT_COUNT];
    for line in CANONICAL_FACE.lines().skip(1) {
        let fields: Vec<f64> = line.split(',').filter_map(|field| field.parse().ok()).collect();
        let [index, x, y, z, _] = fields[..] else { continue };
        if let Some(i) = FACE_MESH_INDICES.iter().position(|known| *known == index as usize) {
            points[i] = Vector3::new(x, 0.75 - y, -4.2 - z);
        }
    }
    points
}

/// A personal mesh: scaled to the breadth, height and length of the head, with slightly displaced
/// tragia and every point shifted by a few millimetres. Faces differ from an average face by 3 to 4
/// mm per point after scaling (assumption; most of it is common to both sides).
fn mesh(head: &HeadSizes, dice: &mut Dice) -> [Vector3<f64>; FACE_POINT_COUNT] {
    let broad = head.bitragion_cm / 13.8;
    let long = head.length_cm / 19.5;
    let high = f64::midpoint(long, head.breadth_cm / 15.1);
    let [down_cm, back_cm] = [0.4, 0.6].map(|sd_cm| dice.normal_within(0.0, sd_cm, 2.5));
    let place = Vector3::new(0.0, down_cm, back_cm);
    let average = average_mesh_cm();
    let mut common = [Vector3::zeros(); FACE_POINT_COUNT];
    for i in 0..FACE_POINT_COUNT {
        let other = other_side_of_mesh(i);
        common[i] = if other < i {
            let theirs: Vector3<f64> = common[other];
            Vector3::new(-theirs.x, theirs.y, theirs.z)
        } else {
            let mut personal = || dice.normal_within(0.0, 0.22, 2.5);
            Vector3::new(if other == i { 0.0 } else { personal() }, personal(), personal())
        };
    }
    std::array::from_fn(|i| {
        let mut own = || dice.normal_within(0.0, 0.08, 2.5);
        let p = average[i];
        Vector3::new(p.x * broad, p.y * high, p.z * long)
            + place
            + common[i]
            + Vector3::new(own(), own(), own())
    })
}

/// The pose model's eleven face points on a head of the given sizes, with personal variation:
/// length of the nose, position of eyes, mouth and ears (common to both sides), and a small
/// asymmetry.
fn face(head: &HeadSizes, dice: &mut Dice) -> [Vector3<f64>; 11] {
    // Depths scale with the length of the head, heights with the mean of length and breadth.
    let long = head.length_cm / 19.5;
    let high = f64::midpoint(long, head.breadth_cm / 15.1);
    let mut personal = |sd_cm: f64| dice.normal_within(0.0, sd_cm, 2.5);

    let nose = Vector3::new(0.0, 2.0 * high + personal(0.35), -11.9 * long - personal(0.45));
    let eye_height_cm = -1.6 * high + personal(0.30);
    let eye_depth_cm = -9.1 * long + personal(0.35);
    let eye_corner_cm = 1.4 + personal(0.12);
    let eye_half_cm = head.interpupillary_cm / 2.0 + personal(0.10);
    let mouth = Vector3::new(
        2.6 + personal(0.25),
        5.0 * high + personal(0.40),
        -10.0 * long + personal(0.40),
    );
    // The model marks a point on the ear, not the tragion itself.
    let ear =
        Vector3::new(head.bitragion_cm / 2.0 + personal(0.20), personal(0.50), personal(0.60));
    let eye =
        |out_cm: f64, back_cm: f64| Vector3::new(out_cm, eye_height_cm, eye_depth_cm + back_cm);
    let left = [
        eye(eye_half_cm - eye_corner_cm, -0.1),
        eye(eye_half_cm, 0.0),
        eye(eye_half_cm + eye_corner_cm, 1.1),
    ];
    let right = left.map(|p| Vector3::new(-p.x, p.y, p.z));
    let flipped = |p: Vector3<f64>| Vector3::new(-p.x, p.y, p.z);
    let points = [
        nose,
        left[0],
        left[1],
        left[2],
        right[0],
        right[1],
        right[2],
        ear,
        flipped(ear),
        mouth,
        flipped(mouth),
    ];
    points.map(|p| p + Vector3::new(personal(0.15), personal(0.15), personal(0.15)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> Vec<Person> {
        (0..600).map(|number| Person::sample(2, number)).collect()
    }

    fn mean(people: &[Person], sex: Sex, of: impl Fn(&Person) -> f64) -> f64 {
        let values: Vec<f64> = people.iter().filter(|p| p.sex == sex).map(of).collect();
        values.iter().sum::<f64>() / values.len() as f64
    }

    #[test]
    fn the_population_has_the_published_means() {
        let people = people();
        for (sex, of, expected) in [
            (Sex::Female, (|p| p.biacromial_cm) as fn(&Person) -> f64, 36.53),
            (Sex::Male, |p| p.biacromial_cm, 41.57),
            (Sex::Female, |p| p.bitragion_cm, 13.30),
            (Sex::Male, |p| p.stature_cm, 175.62),
            (Sex::Female, |p| p.ear_above_hip_cm - p.acromion_above_hip_cm, 29.35 - 12.66),
        ] {
            let mean = mean(&people, sex, of);
            assert!((mean / expected - 1.0).abs() < 0.01, "{sex:?}: {mean} for {expected}");
        }
    }

    #[test]
    fn taller_people_have_broader_shoulders() {
        let people = people();
        let men: Vec<&Person> = people.iter().filter(|p| p.sex == Sex::Male).collect();
        let (tall, small): (Vec<&&Person>, Vec<&&Person>) =
            men.iter().partition(|p| p.stature_cm > 175.62);
        let breadth = |group: &[&&Person]| {
            group.iter().map(|p| p.biacromial_cm).sum::<f64>() / group.len() as f64
        };
        assert!(breadth(&tall) - breadth(&small) > 0.8);
    }

    #[test]
    fn faces_are_plausible_and_differ() {
        let people = people();
        for person in &people {
            let [nose, .., left_ear, right_ear, left_mouth, _] = &person.face_cm;
            assert!(nose.z < left_mouth.z && left_mouth.z < left_ear.z - 6.0);
            assert!(left_mouth.y > nose.y && nose.y > person.face_cm[2].y);
            assert!((10.5..18.0).contains(&(left_ear.x - right_ear.x)));
        }
        assert_ne!(people[0].face_cm, people[2].face_cm);
    }

    #[test]
    fn mirroring_twice_gives_the_same_person() {
        let person = Person::sample(2, 11);
        assert_eq!(person.mirrored().mirrored(), person);
        assert_ne!(person.mirrored(), person);
    }
}
