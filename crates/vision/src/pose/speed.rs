//! Measures which landmark model this machine can run all day.

use std::time::Instant;

use super::PoseError;
use super::landmarker::Landmarker;
use super::models::ModelVariant;
use super::roi::Roi;
use crate::frames::Frame;
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::{Angle, ImageSize};

/// Maximum time of one inference with the full landmark model, milliseconds; slower machines use
/// the lite model. At about 1,200 inferences in a working hour (`docs/performance.md`), this limit
/// is 2 % of one core for the landmarks. A laptop of the last ten years with a native runtime takes
/// 10 to 30 ms. Product choice.
pub const FULL_AT_MOST_MS: f64 = 60.0;

/// Maximum number of timed inferences. The fastest one counts, because other programs slow down the
/// rest. Timing stops at the first inference that is within the limit.
const TRIES: usize = 4;

/// The landmark model for a machine on which one inference with the full model takes `full_ms`
/// milliseconds.
#[must_use]
pub fn affordable(full_ms: f64) -> ModelVariant {
    if full_ms <= FULL_AT_MOST_MS { ModelVariant::Full } else { ModelVariant::Lite }
}

/// Minimum time of one inference with `landmarker`, milliseconds. Blocks for about 0.1 s on a fast
/// machine, for one or two seconds on a slow one.
///
/// # Errors
/// [`PoseError`] if the backend fails.
pub(super) fn look_ms(landmarker: &mut Landmarker) -> Result<f64, PoseError> {
    let side = 64;
    let grey = vec![128; (side * side * 3) as usize];
    let Some(frame) = Frame::from_rgb(ImageSize { width: side, height: side }, grey, 0) else {
        return Err(PoseError::Broken("the test frame could not be created".into()));
    };
    let middle = f64::from(side) / 2.0;
    let roi = Roi {
        center_in_image: Vec2::new(middle, middle),
        size_px: f64::from(side),
        rotation: Angle::from_rad(0.0),
    };
    let mut inference_ms = || {
        let started = Instant::now();
        landmarker.crop(&frame, &roi);
        landmarker.infer(&frame, &roi)?;
        Ok::<_, PoseError>(started.elapsed().as_secs_f64() * 1000.0)
    };
    // The first inference allocates the buffers, so it is not timed.
    inference_ms()?;
    let mut least_ms = f64::INFINITY;
    for _ in 0..TRIES {
        least_ms = least_ms.min(inference_ms()?);
        if least_ms <= FULL_AT_MOST_MS {
            break;
        }
    }
    Ok(least_ms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::{Tracker, TrackerOptions};

    #[test]
    fn an_inference_is_timed_and_the_limit_selects_the_model() {
        let (_, ms) = Tracker::of_measured_speed(TrackerOptions::live()).unwrap();
        assert!(ms.is_finite() && ms > 0.0, "{ms}");
        assert_eq!(affordable(FULL_AT_MOST_MS), ModelVariant::Full);
        assert_eq!(affordable(FULL_AT_MOST_MS + 0.1), ModelVariant::Lite);
    }
}
