//! The strength in steps: only a change of the step is drawn, so that a glow that grows slowly is drawn
//! about once a second.

/// Number of steps from none to full.
const STEPS: f32 = 16.0;

/// The same with reduced motion.
const REDUCED_STEPS: f32 = 3.0;

/// `strength` (0 to 1) rounded up to the next step: every glow has at least one.
pub(super) fn stepped(strength: f32, is_motion_reduced: bool) -> f32 {
    let steps = if is_motion_reduced { REDUCED_STEPS } else { STEPS };
    (strength.clamp(0.0, 1.0) * steps).ceil() / steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_glow_has_a_step_and_a_full_one_the_last() {
        for is_reduced in [false, true] {
            assert_eq!(stepped(0.0, is_reduced), 0.0);
            assert!(stepped(0.001, is_reduced) > 0.0);
            assert_eq!(stepped(1.0, is_reduced), 1.0);
        }
        let steps = |is_reduced| {
            let mut all: Vec<f32> =
                (0..=1_000).map(|n| stepped(n as f32 / 1_000.0, is_reduced)).collect();
            assert!(all.is_sorted());
            all.dedup();
            all.len()
        };
        assert_eq!((steps(false), steps(true)), (17, 4));
    }
}
