//! The learned fusion: change of posture since the calibration, from all cues together.
//!
//! Small neural networks map the changes of the cues ([`super::cues`]) to changes of posture, with a
//! standard deviation for each. They were trained on rendered and on simulated people with exactly known
//! posture (`models/fusion`, with the training script and the results). A missing cue is marked as such,
//! and groups of cues were left out at random during training, so that no cue is a single point of
//! failure: without it the standard deviation grows. The weights may come from several trainings: each has its
//! own cues and outputs.

use std::sync::LazyLock;

use nalgebra::{DMatrix, DVector};
use serde::Deserialize;

use super::cues::{Cue, Cues, Parity};
use crate::stats;

/// Change of posture since the calibration, with the standard deviation of each number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fused {
    pub forward_head_deg: Estimate,
    pub raised_shoulder_left_deg: Estimate,
    pub raised_shoulder_right_deg: Estimate,
    pub torso_yaw_deg: Estimate,
    pub head_pitch_deg: Estimate,
    pub trunk_lean_deg: Estimate,
    pub shoulder_tilt_deg: Estimate,
    /// Forward tilt of the upper back by rounding.
    pub upper_back_flexion_deg: Estimate,
}

/// An estimated change and its standard deviation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Estimate {
    pub change: f64,
    pub sd: f64,
}

/// Cues of a frame without which there is no estimate: face and shoulders of the pose model.
const REQUIRED: [Cue; 2] = [Cue::FaceLnSizeRay, Cue::ShouldersLnWidthRay];

/// Cues that the calibration must have in addition: the head fitted to a face mesh. A calibration without one
/// comes from another program, whose landmarks the networks do not know.
const REQUIRED_AT_CALIBRATION: [Cue; 2] = [Cue::HeadLnDepth, Cue::FaceResidual];

/// Range of the learned logarithm of a standard deviation, in the units of the outputs, as in the training.
const LOG_SD_RANGE: (f64, f64) = (-4.0, 0.5);

/// Largest change of a cue that the networks see, in large changes of that cue: more was not in the
/// training.
const MAX_CHANGE: f64 = 3.0;

/// Estimates the change of posture from `upright` to `now`. `None` if the face or a shoulder is missing in one
/// of them, or the face mesh in `upright`.
#[must_use]
pub(crate) fn fuse(now: &Cues, upright: &Cues) -> Option<Fused> {
    let is_there = |cues: &Cues| REQUIRED.iter().all(|cue| cues.get(*cue).is_finite());
    let has_mesh = REQUIRED_AT_CALIBRATION.iter().all(|cue| upright.get(*cue).is_finite());
    if !is_there(now) || !is_there(upright) || !has_mesh {
        return None;
    }
    let mut outputs = [Estimate { change: 0.0, sd: 0.0 }; OUTPUT_COUNT];
    for network in NETWORKS.as_ref()? {
        for (output, estimate) in network.estimates(&network.input(now, upright)) {
            outputs[output] = estimate;
        }
    }
    let [mean, difference] = [RAISED, RAISED_DIFFERENCE].map(|i| outputs[i]);
    let side = |sign: f64| Estimate {
        change: mean.change + sign * difference.change / 2.0,
        sd: mean.sd.hypot(difference.sd / 2.0),
    };
    Some(Fused {
        forward_head_deg: outputs[FORWARD_HEAD],
        raised_shoulder_left_deg: side(1.0),
        raised_shoulder_right_deg: side(-1.0),
        torso_yaw_deg: outputs[TORSO_YAW],
        head_pitch_deg: outputs[HEAD_PITCH],
        trunk_lean_deg: outputs[TRUNK_LEAN],
        shoulder_tilt_deg: outputs[SHOULDER_TILT],
        upper_back_flexion_deg: outputs[UPPER_BACK_FLEXION],
    })
}

/// The outputs by name, as in `models/fusion/train.py`. The raised shoulders are the mean of both sides and left
/// minus right.
const OUTPUTS: [&str; OUTPUT_COUNT] = [
    "forward_head",
    "raised",
    "raised_difference",
    "torso_yaw",
    "head_pitch",
    "trunk_lean",
    "shoulder_tilt",
    "upper_back_flexion",
];
const FORWARD_HEAD: usize = 0;
const RAISED: usize = 1;
const RAISED_DIFFERENCE: usize = 2;
const TORSO_YAW: usize = 3;
const HEAD_PITCH: usize = 4;
const TRUNK_LEAN: usize = 5;
const SHOULDER_TILT: usize = 6;
const UPPER_BACK_FLEXION: usize = 7;
const OUTPUT_COUNT: usize = 8;

/// Number of inputs after the cues and the flags: three numbers about the place of the camera.
const PLACE_COUNT: usize = 3;

struct Layer {
    weights: DMatrix<f64>,
    bias: DVector<f64>,
}

/// Runs the layers; all but the last one end in a hyperbolic tangent.
fn run(layers: &[Layer], x: &DVector<f64>) -> DVector<f64> {
    let mut values = x.clone();
    for (i, layer) in layers.iter().enumerate() {
        values = &layer.weights * values + &layer.bias;
        if i + 1 < layers.len() {
            values.apply(|v| *v = v.tanh());
        }
    }
    values
}

/// Networks of one training.
struct Network {
    cues: Vec<Cue>,
    /// Cues that stand for a group: an input says whether the cue is missing.
    flags: Vec<Cue>,
    /// Indices of the outputs.
    outputs: Vec<usize>,
    /// Several networks that differ in their random start.
    means: Vec<Vec<Layer>>,
    log_sd: Vec<Layer>,
    /// Unit of each output, degrees.
    scale: Vec<f64>,
    /// Whether an output changes its sign when the image is mirrored.
    is_odd: Vec<bool>,
}

impl Network {
    /// The input of the networks. Must match `inputs_of` in `models/fusion/train.py`.
    fn input(&self, now: &Cues, upright: &Cues) -> DVector<f64> {
        let change = |cue: &Cue| now.get(*cue) - upright.get(*cue);
        let clamped = |value: f64| value.clamp(-MAX_CHANGE, MAX_CHANGE);
        let changes = self.cues.iter().map(|cue| {
            let in_large_changes = change(cue) / cue.large_change();
            if in_large_changes.is_finite() { clamped(in_large_changes) } else { 0.0 }
        });
        let is_missing = self.flags.iter().map(|cue| f64::from(u8::from(!change(cue).is_finite())));
        let place: [f64; PLACE_COUNT] = [
            upright.get(Cue::HeadLnDepth) - 4.2,
            (upright.get(Cue::HeadRayY) + 0.1) * 2.0,
            (upright.get(Cue::ShouldersLnWidthRay) + 0.7) * 2.0,
        ];
        let values: Vec<f64> = changes.chain(is_missing).chain(place.map(clamped)).collect();
        DVector::from_vec(values)
    }

    /// The index of each output of these networks, and its estimate for the input `x`.
    fn estimates(&self, x: &DVector<f64>) -> Vec<(usize, Estimate)> {
        let is_odd_input =
            |i: usize| self.cues.get(i).is_some_and(|cue| cue.parity() == Parity::Odd);
        let mirrored = DVector::from_iterator(
            x.len(),
            x.iter().enumerate().map(|(i, v)| if is_odd_input(i) { -v } else { *v }),
        );
        // A mirrored person has the mirrored posture: the mean over both makes the estimate exactly so.
        let both = |layers: &[Layer], is_odd: &dyn Fn(usize) -> bool| -> Vec<f64> {
            let (a, b) = (run(layers, x), run(layers, &mirrored));
            let sign = |i: usize| if is_odd(i) { -1.0 } else { 1.0 };
            (0..a.len()).map(|i| f64::midpoint(a[i], sign(i) * b[i])).collect()
        };
        let means: Vec<Vec<f64>> =
            self.means.iter().map(|layers| both(layers, &|i| self.is_odd[i])).collect();
        let log_sds = both(&self.log_sd, &|_| false);
        let estimate = |i: usize| {
            let of_each = || means.iter().map(|m| m[i] * self.scale[i]);
            let change = stats::mean(of_each());
            // Where the networks were not trained they disagree.
            let disagreement = of_each().map(|v| (v - change).powi(2));
            let disagreement = stats::mean(disagreement).sqrt();
            let own_sd = log_sds[i].clamp(LOG_SD_RANGE.0, LOG_SD_RANGE.1).exp() * self.scale[i];
            Estimate { change, sd: own_sd.hypot(disagreement) }
        };
        self.outputs.iter().enumerate().map(|(i, output)| (*output, estimate(i))).collect()
    }
}

/// Weights as `models/fusion/train.py` writes them. If several networks have the same output, the last one
/// counts.
#[derive(Deserialize)]
struct Saved {
    networks: Vec<SavedNetwork>,
}

#[derive(Deserialize)]
struct SavedNetwork {
    cues: Vec<String>,
    flags: Vec<String>,
    outputs: Vec<String>,
    scale: Vec<f64>,
    is_odd: Vec<bool>,
    means: Vec<Vec<SavedLayer>>,
    log_sd: Vec<SavedLayer>,
}

#[derive(Deserialize)]
struct SavedLayer {
    /// One row per output.
    weights: Vec<Vec<f64>>,
    bias: Vec<f64>,
}

static WEIGHTS: &str = include_str!("fusion.json");

/// The embedded networks. A test loads them, so `None` does not occur at run time.
static NETWORKS: LazyLock<Option<Vec<Network>>> = LazyLock::new(|| parse(WEIGHTS));

fn parse(text: &str) -> Option<Vec<Network>> {
    let saved: Saved = serde_json::from_str(text).ok()?;
    let networks: Vec<Network> =
        saved.networks.into_iter().map(Network::of).collect::<Option<_>>()?;
    let has = |output: usize| networks.iter().any(|network| network.outputs.contains(&output));
    (0..OUTPUT_COUNT).all(has).then_some(networks)
}

impl Network {
    fn of(saved: SavedNetwork) -> Option<Self> {
        let cue_of = |name: &String| Cue::ALL.into_iter().find(|cue| cue.name() == name);
        let cues: Vec<Cue> = saved.cues.iter().map(cue_of).collect::<Option<_>>()?;
        let flags: Vec<Cue> = saved.flags.iter().map(cue_of).collect::<Option<_>>()?;
        let output_of = |name: &String| OUTPUTS.iter().position(|output| output == name);
        let outputs: Vec<usize> = saved.outputs.iter().map(output_of).collect::<Option<_>>()?;
        let is_whole = saved.scale.len() == outputs.len() && saved.is_odd.len() == outputs.len();
        if !is_whole || saved.means.is_empty() {
            return None;
        }
        let input_count = cues.len() + flags.len() + PLACE_COUNT;
        let layers = |saved: Vec<SavedLayer>| layers(saved, input_count, outputs.len());
        Some(Self {
            means: saved.means.into_iter().map(layers).collect::<Option<_>>()?,
            log_sd: layers(saved.log_sd)?,
            cues,
            flags,
            outputs,
            scale: saved.scale,
            is_odd: saved.is_odd,
        })
    }
}

/// The layers of a network with so many inputs and outputs; `None` if they do not fit.
fn layers(saved: Vec<SavedLayer>, input_count: usize, output_count: usize) -> Option<Vec<Layer>> {
    let mut width = input_count;
    let mut built = Vec::new();
    for SavedLayer { weights, bias } in saved {
        if weights.len() != bias.len() || weights.iter().any(|row| row.len() != width) {
            return None;
        }
        let columns = width;
        width = bias.len();
        built.push(Layer {
            weights: DMatrix::from_row_iterator(width, columns, weights.into_iter().flatten()),
            bias: DVector::from_vec(bias),
        });
    }
    (width == output_count).then_some(built)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posture::cues::CUE_COUNT;
    use proptest::prelude::*;

    /// The cues that compare the trunk with its picture of the calibration.
    const OF_THE_TRUNK: [Cue; 13] = [
        Cue::TrunkLnScale,
        Cue::TrunkOffShouldersXWidth,
        Cue::TrunkOffShouldersYWidth,
        Cue::TrunkRotation,
        Cue::ForwardByTrunkCm,
        Cue::EarsUpByTrunkCm,
        Cue::RisenOverTrunkCm,
        Cue::ShapeLnLength,
        Cue::ShapeShouldersBelowCollarWidth,
        Cue::ShapeShouldersBesideCollarWidth,
        Cue::ShapeLeftBelowRightWidth,
        Cue::ShapeLeftBesideRightWidth,
        Cue::ShapeCollarBelowWidth,
    ];

    fn upright() -> Cues {
        let mut cues = Cues([0.0; CUE_COUNT]);
        cues.0[Cue::HeadLnDepth as usize] = 4.2;
        cues.0[Cue::ShouldersLnWidthRay as usize] = -0.7;
        cues
    }

    #[test]
    fn the_embedded_weights_fit_the_cues() {
        assert!(NETWORKS.is_some());
    }

    #[test]
    fn weights_for_other_cues_or_of_another_shape_are_refused() {
        assert!(parse(&WEIGHTS.replacen("head_pitch", "head_pitch_2", 1)).is_none());
        assert!(parse(&WEIGHTS.replace("\"forward_head\"", "\"raised\"")).is_none());
        assert!(parse("{}").is_none() && parse(r#"{"networks":[]}"#).is_none());
    }

    #[test]
    fn the_networks_give_what_the_training_script_computes() {
        /// A frame of the training and what the training script computes for it with the same weights.
        #[derive(Deserialize)]
        struct Example {
            input: Vec<f64>,
            change: Vec<f64>,
            sd: Vec<f64>,
        }
        #[derive(Deserialize)]
        struct Trained {
            example: Example,
        }
        #[derive(Deserialize)]
        struct File {
            networks: Vec<Trained>,
        }
        let file: File = serde_json::from_str(WEIGHTS).unwrap();
        for (network, Trained { example }) in NETWORKS.as_ref().unwrap().iter().zip(file.networks) {
            let estimates = network.estimates(&DVector::from_vec(example.input));
            assert_eq!(estimates.len(), example.change.len());
            for (i, (output, estimate)) in estimates.iter().enumerate() {
                let name = OUTPUTS[*output];
                assert!((estimate.change - example.change[i]).abs() < 1e-6, "{name} {estimate:?}");
                assert!((estimate.sd - example.sd[i]).abs() < 1e-6, "{name} {estimate:?}");
            }
        }
    }

    #[test]
    fn no_change_of_the_cues_is_nearly_no_change_of_posture() {
        let fused = fuse(&upright(), &upright()).unwrap();
        for estimate in [fused.forward_head_deg, fused.raised_shoulder_left_deg] {
            assert!(estimate.change.abs() < 1.5, "{fused:?}");
        }
    }

    #[test]
    fn without_the_trunk_the_answer_is_wider_and_not_absent() {
        let mut now = upright();
        now.0[Cue::HeadLnDepth as usize] -= 0.08;
        now.0[Cue::EarsAboveShouldersWidth as usize] -= 0.1;
        let whole = fuse(&now, &upright()).unwrap();
        for cue in OF_THE_TRUNK {
            now.0[cue as usize] = f64::NAN;
        }
        let without = fuse(&now, &upright()).unwrap();
        assert!(without.forward_head_deg.sd > whole.forward_head_deg.sd, "{without:?} {whole:?}");
    }

    /// `cues` of a frame in which the face mesh found no face.
    fn without_mesh(mut cues: Cues) -> Cues {
        let of_the_mesh = ["head_", "mesh_", "face_residual", "forward_by", "ears_up_by"];
        for cue in Cue::ALL {
            if of_the_mesh.iter().any(|start| cue.name().starts_with(start)) {
                cues.0[cue as usize] = f64::NAN;
            }
        }
        cues
    }

    #[test]
    fn without_the_face_mesh_the_answer_is_wider_and_without_one_at_the_calibration_absent() {
        let whole = fuse(&upright(), &upright()).unwrap();
        let without = fuse(&without_mesh(upright()), &upright()).unwrap();
        assert!(without.forward_head_deg.sd > whole.forward_head_deg.sd, "{without:?} {whole:?}");
        assert_eq!(fuse(&upright(), &without_mesh(upright())), None);
    }

    #[test]
    fn without_face_or_shoulders_there_is_no_estimate() {
        for cue in REQUIRED {
            let mut now = upright();
            now.0[cue as usize] = f64::NAN;
            assert_eq!(fuse(&now, &upright()), None);
        }
    }

    proptest! {
        #[test]
        fn a_mirrored_person_has_the_mirrored_posture_and_every_number_is_finite(
            changes in prop::array::uniform32(-5.0f64..5.0),
        ) {
            let (mut now, mut mirrored) = (upright(), upright());
            for (i, cue) in Cue::ALL.into_iter().enumerate().take(changes.len()) {
                let change = changes[i] * cue.large_change();
                let sign = if cue.parity() == Parity::Odd { -1.0 } else { 1.0 };
                now.0[i] += change;
                mirrored.0[i] += sign * change;
            }
            let (a, b) = (fuse(&now, &upright()).unwrap(), fuse(&mirrored, &upright()).unwrap());
            let near = |x: f64, y: f64| (x - y).abs() < 1e-9;
            prop_assert!(a.forward_head_deg.change.is_finite() && a.forward_head_deg.sd > 0.0);
            prop_assert!(near(a.forward_head_deg.change, b.forward_head_deg.change));
            prop_assert!(near(a.torso_yaw_deg.change, -b.torso_yaw_deg.change));
            prop_assert!(near(
                a.raised_shoulder_left_deg.change,
                b.raised_shoulder_right_deg.change
            ));
        }
    }
}
