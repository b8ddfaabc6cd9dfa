//! Which landmark model this machine can afford all day, by trying.

use std::path::Path;
use std::time::Instant;

use super::PoseError;
use super::landmarker::Landmarker;
use super::models::{self, ModelVariant};
use super::roi::Roi;
use crate::frames::Frame;
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::{Angle, ImageSize};

/// The full model is used where one look of it takes at most so long, milliseconds. At the twelve hundred
/// looks of a working hour (`docs/performance.md`) that is 2 % of a core for the landmarks; a laptop
/// of the last ten years with a native runtime takes 10 to 30. Product choice.
pub const FULL_AT_MOST_MS: f64 = 60.0;

/// Most looks that are timed. The fastest counts, and one that is fast enough ends it: the others were
/// disturbed by other programs.
const TRIES: usize = 4;

/// The model for a machine on which the full one takes `full_ms` a look.
#[must_use]
pub fn affordable(full_ms: f64) -> ModelVariant {
    if full_ms <= FULL_AT_MOST_MS { ModelVariant::Full } else { ModelVariant::Lite }
}

/// How long one look of the full landmark model takes at least, milliseconds. Blocks for a tenth of a
/// second on a fast machine, for a second or two on a slow one.
///
/// # Errors
/// [`PoseError`] when the model or the backend cannot be used.
pub fn full_look_ms(data_dir: Option<&Path>) -> Result<f64, PoseError> {
    super::runtime::backend(data_dir);
    let model = models::load(ModelVariant::Full.file(), data_dir);
    let mut landmarker = Landmarker::new(&model, 1)?;
    let side = 64;
    let grey = vec![128; (side * side * 3) as usize];
    let Some(frame) = Frame::from_rgb(ImageSize { width: side, height: side }, grey, 0) else {
        return Err(PoseError::Broken("a grey picture is none".into()));
    };
    let middle = f64::from(side) / 2.0;
    let roi = Roi {
        center_in_image: Vec2::new(middle, middle),
        size_px: f64::from(side),
        rotation: Angle::from_rad(0.0),
    };
    let mut look_ms = || {
        let started = Instant::now();
        landmarker.crop(&frame, &roi);
        landmarker.infer(&frame, &roi)?;
        Ok::<_, PoseError>(started.elapsed().as_secs_f64() * 1000.0)
    };
    // The first look makes its buffers.
    look_ms()?;
    let mut least_ms = f64::INFINITY;
    for _ in 0..TRIES {
        least_ms = least_ms.min(look_ms()?);
        if least_ms <= FULL_AT_MOST_MS {
            break;
        }
    }
    Ok(least_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_timed_and_the_limit_decides() {
        let ms = full_look_ms(None).unwrap();
        assert!(ms.is_finite() && ms > 0.0, "{ms}");
        assert_eq!(affordable(FULL_AT_MOST_MS), ModelVariant::Full);
        assert_eq!(affordable(FULL_AT_MOST_MS + 0.1), ModelVariant::Lite);
    }
}
