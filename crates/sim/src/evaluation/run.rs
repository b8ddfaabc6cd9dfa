//! Plays one simulated session through the engine, as in live use.

use super::rival::{Rival, Rivals};
use super::statistics::mean;
use crate::simulator::dice::Dice;
use crate::simulator::{NoiseModel, Phase, Scenario, Session, Truth};
use plumbline_core::body::{Fault, MonotonicMs};
use plumbline_core::engine::{CalibrationState, Engine, Event};
use plumbline_core::posture::Quantity;
use plumbline_core::posture::baseline::CalibrationProblem;
use plumbline_core::posture::field_of_view::{MeasuredDistance, TAPE_SD_CM, seen_eyes_cm};
use plumbline_core::posture::judge::PostureState;
use plumbline_core::stats;

/// Which of the two numbers of a measure is compared with the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Basis {
    /// The change from the person's baseline.
    Change,
    /// The absolute value.
    Value,
}

/// A measure and the true value it is compared with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Comparison {
    /// The stable name in reports.
    pub name: &'static str,
    pub quantity: Quantity,
    pub basis: Basis,
    /// Reads the true value.
    pub truth: fn(&Truth) -> f64,
}

const fn change(quantity: Quantity, name: &'static str, truth: fn(&Truth) -> f64) -> Comparison {
    Comparison { name, quantity, basis: Basis::Change, truth }
}

/// Number of comparisons.
pub(crate) const COMPARISONS: usize = 12;

/// All comparisons.
pub(crate) const COMPARED: [Comparison; COMPARISONS] = [
    change(Quantity::ForwardHead, "forward_head_deg", |t| t.forward_head_deg),
    change(Quantity::RaisedShoulderLeft, "raised_shoulder_left_deg", |t| {
        t.raised_shoulder_left_deg
    }),
    change(Quantity::RaisedShoulderRight, "raised_shoulder_right_deg", |t| {
        t.raised_shoulder_right_deg
    }),
    change(Quantity::HeadTilt, "head_tilt_deg", |t| t.head_tilt_deg),
    change(Quantity::ShoulderTilt, "shoulder_tilt_deg", |t| t.shoulder_tilt_deg),
    change(Quantity::Slouch, "slouch", |t| t.slouch),
    change(Quantity::HeadPitch, "head_pitch_deg", |t| t.head_pitch_deg),
    change(Quantity::HeadYaw, "head_yaw_deg", |t| t.head_yaw_deg),
    change(Quantity::TorsoYaw, "torso_yaw_deg", |t| t.torso_yaw_deg),
    change(Quantity::TrunkLean, "trunk_lean_deg", |t| t.trunk_lean_deg),
    Comparison {
        name: "screen_distance_cm",
        quantity: Quantity::ScreenDistance,
        basis: Basis::Value,
        truth: |t| t.screen_distance_cm,
    },
    Comparison {
        name: "forward_head_absolute_deg",
        quantity: Quantity::ForwardHead,
        basis: Basis::Value,
        truth: |t| t.forward_head_deg,
    },
];

/// Index of the distance in [`COMPARED`].
pub(crate) const DISTANCE: usize = 10;
/// Index of the forward-head change in [`COMPARED`].
pub(crate) const FORWARD_HEAD: usize = 0;
/// Indices of the raised-shoulder changes, left and right, in [`COMPARED`].
pub(crate) const RAISED: [usize; 2] = [1, 2];

/// The faults reported in one frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FaultSet(u16);

impl FaultSet {
    /// No faults.
    pub const EMPTY: Self = Self(0);

    /// The set with `fault` added.
    #[must_use]
    pub fn with(self, fault: Fault) -> Self {
        Self(self.0 | Self::bit(fault))
    }

    /// Whether the set contains `fault`.
    #[must_use]
    pub fn has(self, fault: Fault) -> bool {
        self.0 & Self::bit(fault) != 0
    }

    /// Whether a raised shoulder is reported, on any side.
    #[must_use]
    pub fn has_raised_shoulder(self) -> bool {
        [Fault::RaisedShoulders, Fault::RaisedShoulderLeft, Fault::RaisedShoulderRight]
            .into_iter()
            .any(|fault| self.has(fault))
    }

    /// Whether no fault is reported.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn bit(fault: Fault) -> u16 {
        Fault::ALL.iter().position(|f| *f == fault).map_or(0, |i| 1 << i)
    }
}

/// The measured and the true values of one settled frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// The measured values, in the order of [`COMPARED`]; `None` if not measured.
    pub measured: [Option<f64>; COMPARISONS],
    /// The true values, in the order of [`COMPARED`].
    pub truth: [f64; COMPARISONS],
    /// Stated standard deviation of the distance, centimetres; `None` if not measured.
    pub distance_sd_cm: Option<f64>,
    /// The reported faults.
    pub faults: FaultSet,
    /// The verdict.
    pub state: PostureState,
    /// The scores of the rivals, in the order of [`Rival::ALL`].
    pub rivals: [Option<f64>; Rival::COUNT],
}

/// The result of one session.
#[derive(Debug, Clone)]
pub struct SessionOutcome {
    pub scenario: &'static Scenario,
    /// Number of the person.
    pub number: u64,
    /// True horizontal field of view of the camera.
    pub hfov_deg: f64,
    /// Distance from the camera to the ears at the calibration; NaN if none was accepted.
    pub distance_cm: f64,
    /// The reasons of the refused calibrations, in order.
    pub refusals: Vec<CalibrationProblem>,
    /// The settled frames. Empty if no calibration was accepted.
    pub samples: Vec<Sample>,
}

/// The distance that person `number` of `seed` measures with a tape while upright in `session`, before the
/// calibration: the true one to the eyes with the error of a tape. `None` without a face.
#[must_use]
pub fn measure_with_tape(session: &Session, seed: u64, number: u64) -> Option<MeasuredDistance> {
    let error_cm = Dice::new(seed, number, "tape").normal_within(0.0, TAPE_SD_CM, 3.0);
    let frames = session.clone().frames().take_while(|frame| frame.phase == Phase::Calibration);
    let seen_cm = stats::median(frames.filter_map(|frame| seen_eyes_cm(&frame.pose)))?;
    let image = session.camera.image();
    Some(MeasuredDistance {
        sd_cm: TAPE_SD_CM,
        zoom: 1.0,
        tape_cm: session.eyes_cm() + error_cm,
        seen_cm,
        picture: [image.width, image.height],
    })
}

/// Maximum number of calibration attempts.
const MAX_ATTEMPTS: u32 = 3;

/// Plays one session of person `number` with a new engine for its camera. If the calibration is
/// refused, repeats the session with a new engine, as the product asks the person to try again.
#[must_use]
pub fn run_session(
    seed: u64,
    number: u64,
    scenario: &'static Scenario,
    noise: &NoiseModel,
    fresh_engine: &dyn Fn(&Session) -> Engine,
) -> SessionOutcome {
    let mut refusals = Vec::new();
    let mut hfov_deg = f64::NAN;
    for attempt in 0..MAX_ATTEMPTS {
        let session = Session::attempt(seed, number, scenario, noise, attempt);
        hfov_deg = session.camera.hfov_deg;
        let engine = fresh_engine(&session);
        match play(session, engine) {
            Ok((distance_cm, samples)) => {
                return SessionOutcome {
                    scenario,
                    number,
                    hfov_deg,
                    distance_cm,
                    refusals,
                    samples,
                };
            }
            Err(problem) => refusals.push(problem),
        }
    }
    let (distance_cm, samples) = (f64::NAN, Vec::new());
    SessionOutcome { scenario, number, hfov_deg, distance_cm, refusals, samples }
}

/// Returns the distance at the calibration and the settled frames, or the reason why the
/// calibration was refused.
fn play(session: Session, mut engine: Engine) -> Result<(f64, Vec<Sample>), CalibrationProblem> {
    let mut rivals = Rivals::default();
    let mut upright_truths: Vec<Truth> = Vec::new();
    let mut upright: Option<[f64; COMPARISONS]> = None;
    let mut distance_cm = f64::NAN;
    let mut samples = Vec::new();
    engine.start_calibration();
    for frame in session.frames() {
        let (snapshot, events) = engine.step(Some(&frame.pose), MonotonicMs(frame.t_ms));
        for event in events {
            if let Event::CalibrationFailed { problem, .. } = event {
                return Err(problem);
            }
        }
        let Some(upright) = upright else {
            upright_truths.push(frame.truth);
            rivals.calibrate(&frame.pose);
            if snapshot.calibration == CalibrationState::Calibrated {
                rivals.finish_calibration();
                upright = Some(COMPARED.map(|c| mean_of(&upright_truths, c.truth)));
                distance_cm = mean_of(&upright_truths, |t| t.screen_distance_cm);
            }
            continue;
        };
        let scores = rivals.scores(&frame.pose, frame.t_ms);
        if frame.phase != Phase::Settled {
            continue;
        }
        let mut truth = COMPARED.map(|c| (c.truth)(&frame.truth));
        let mut measured = [None; COMPARISONS];
        for (i, comparison) in COMPARED.iter().enumerate() {
            let known = snapshot.measures.get(comparison.quantity).known();
            match comparison.basis {
                Basis::Change => {
                    truth[i] -= upright[i];
                    measured[i] = known.and_then(|m| m.delta);
                }
                Basis::Value => measured[i] = known.map(|m| m.value),
            }
        }
        samples.push(Sample {
            measured,
            truth,
            distance_sd_cm: snapshot.measures.get(Quantity::ScreenDistance).known().map(|m| m.sd),
            faults: snapshot.faults.iter().fold(FaultSet::EMPTY, |set, f| set.with(f.fault)),
            state: snapshot.state,
            rivals: scores,
        });
    }
    Ok((distance_cm, samples))
}

fn mean_of(truths: &[Truth], of: fn(&Truth) -> f64) -> f64 {
    mean(&truths.iter().map(of).collect::<Vec<_>>()).unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::engine::EngineConfig;

    fn outcome(name: &str, number: u64) -> SessionOutcome {
        let engine = |_: &Session| {
            let catalogue = plumbline_core::catalogue::Catalogue::embedded().unwrap();
            Engine::new(catalogue, EngineConfig::default())
        };
        let scenario = Scenario::named(name).unwrap();
        run_session(2, number, scenario, &NoiseModel::NONE, &engine)
    }

    #[test]
    fn an_upright_session_is_calibrated_and_its_settled_frames_are_kept() {
        let outcome = outcome("upright", 4);
        assert_eq!(outcome.refusals, vec![]);
        assert_eq!(outcome.samples.len(), 20);
        assert!((40.0..130.0).contains(&outcome.distance_cm), "{}", outcome.distance_cm);
        for sample in &outcome.samples {
            // The only movement is sway.
            assert!(sample.truth[FORWARD_HEAD].abs() < 4.0, "{:?}", sample.truth);
            assert!(sample.measured[FORWARD_HEAD].is_some());
            assert!(sample.rivals.iter().all(Option::is_some));
        }
    }

    #[test]
    fn a_tape_measures_the_true_distance_within_its_error_and_the_camera_sees_another() {
        let scenario = Scenario::named("upright").unwrap();
        let (mut tapes, mut factors) = (Vec::new(), Vec::new());
        for number in 0..12 {
            let session = Session::new(2, number, scenario, &NoiseModel::NONE);
            let measured = measure_with_tape(&session, 2, number).unwrap();
            assert!(measured.is_plausible(), "{measured:?}");
            tapes.push((measured.tape_cm - session.eyes_cm()).abs());
            let true_factor =
                (35f64.to_radians().tan()) / (session.camera.hfov_deg / 2.0).to_radians().tan();
            factors.push((measured.tape_cm / measured.seen_cm / true_factor).ln().abs());
        }
        assert!(tapes.iter().all(|cm| *cm <= 3.0 * TAPE_SD_CM) && mean(&tapes).unwrap() > 0.5);
        // What remains besides the field of view is the size of the head and the tape.
        assert!(mean(&factors).unwrap() < 0.08, "{factors:?}");
    }

    #[test]
    fn the_truth_of_a_fault_is_its_change_from_upright() {
        let upright = outcome("upright", 4);
        let forward = outcome("forward_head_6cm", 4);
        for sample in &forward.samples {
            assert!(sample.truth[FORWARD_HEAD] > 8.0, "{:?}", sample.truth);
        }
        let absolute = |o: &SessionOutcome| o.samples[0].truth[COMPARISONS - 1];
        assert!(absolute(&forward) > absolute(&upright) + 8.0);
    }

    #[test]
    fn comparison_names_match_the_measures() {
        for comparison in COMPARED {
            assert!(
                comparison.name == comparison.quantity.json_name()
                    || comparison.basis == Basis::Value,
                "{}",
                comparison.name
            );
        }
        assert_eq!(COMPARED[DISTANCE].quantity, Quantity::ScreenDistance);
        assert_eq!(COMPARED[FORWARD_HEAD].quantity, Quantity::ForwardHead);
        assert_eq!(
            RAISED.map(|i| COMPARED[i].quantity),
            [Quantity::RaisedShoulderLeft, Quantity::RaisedShoulderRight]
        );
    }

    #[test]
    fn a_fault_set_contains_the_added_faults() {
        let set = FaultSet::default().with(Fault::Slouch).with(Fault::RaisedShoulderLeft);
        assert!(set.has(Fault::Slouch) && set.has_raised_shoulder() && !set.is_empty());
        assert!(!set.has(Fault::ForwardHead));
        for fault in Fault::ALL {
            assert!(FaultSet::default().with(fault).has(fault));
        }
    }
}
