//! Seeded random numbers: every draw of a simulation comes from a stream given by its seed, person
//! and purpose.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A seeded stream of random numbers. ChaCha8 gives the same numbers on every platform.
#[derive(Debug, Clone)]
pub struct Dice {
    rng: ChaCha8Rng,
}

impl Dice {
    /// The stream of `seed` for person number `person` and `purpose`. Streams are independent: an
    /// additional draw for one purpose does not change the draws for another.
    #[must_use]
    pub fn new(seed: u64, person: u64, purpose: &str) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(fnv1a(&[&person.to_le_bytes(), purpose.as_bytes()]));
        Self { rng }
    }

    /// Another stream of the same seed. Draws from one stream do not change the other. Two splits
    /// of the same stream give the same new stream.
    #[must_use]
    pub fn split(&self) -> Self {
        let mut rng = self.rng.clone();
        rng.set_stream(fnv1a(&[&self.rng.get_stream().to_le_bytes(), b"split"]));
        Self { rng }
    }

    /// Uniformly distributed between `from` and `to`.
    pub fn uniform(&mut self, from: f64, to: f64) -> f64 {
        from + (to - from) * self.rng.random::<f64>()
    }

    /// Normally distributed (Box & Muller 1958).
    pub fn normal(&mut self, mean: f64, sd: f64) -> f64 {
        // 1 − u lies in (0, 1], so its logarithm is finite.
        let radius = (-2.0 * (1.0 - self.rng.random::<f64>()).ln()).sqrt();
        let turn = std::f64::consts::TAU * self.rng.random::<f64>();
        mean + sd * radius * turn.cos()
    }

    /// Normally distributed and clamped to `mean` ± `limit_sd`·`sd`, because desks are not made for
    /// people beyond these limits.
    pub fn normal_within(&mut self, mean: f64, sd: f64, limit_sd: f64) -> f64 {
        self.normal(0.0, 1.0).clamp(-limit_sd, limit_sd) * sd + mean
    }

    /// `true` with the given `probability`.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.rng.random::<f64>() < probability
    }

    /// −1 or +1 with equal probability.
    pub fn sign(&mut self) -> f64 {
        if self.chance(0.5) { 1.0 } else { -1.0 }
    }
}

/// Fowler–Noll–Vo hash (FNV-1a), 64 bits: computes the number of a stream.
fn fnv1a(parts: &[&[u8]]) -> u64 {
    parts.iter().flat_map(|part| part.iter()).fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draws(seed: u64, person: u64, purpose: &str) -> Vec<f64> {
        let mut dice = Dice::new(seed, person, purpose);
        (0..8).map(|_| dice.normal(0.0, 1.0)).collect()
    }

    #[test]
    fn the_same_stream_repeats_its_draws_and_other_streams_differ() {
        let first = draws(4, 7, "person");
        assert_eq!(first, draws(4, 7, "person"));
        for other in [draws(5, 7, "person"), draws(4, 8, "person"), draws(4, 7, "camera")] {
            assert_ne!(first, other);
        }
    }

    #[test]
    fn normal_draws_have_the_mean_and_the_spread_asked_for() {
        let mut dice = Dice::new(2, 0, "moments");
        let n = 40_000;
        let draws: Vec<f64> = (0..n).map(|_| dice.normal(3.0, 2.0)).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(n);
        let variance = draws.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / f64::from(n);
        assert!((mean - 3.0).abs() < 0.05, "{mean}");
        assert!((variance.sqrt() - 2.0).abs() < 0.05, "{variance}");
    }

    #[test]
    fn limited_draws_keep_their_limit() {
        let mut dice = Dice::new(2, 0, "limits");
        for _ in 0..5_000 {
            assert!((dice.normal_within(10.0, 2.0, 1.5) - 10.0).abs() <= 3.0 + 1e-12);
        }
    }
}
