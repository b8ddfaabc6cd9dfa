//! Proof by lot: at each alert a lot decides what is offered, so that what follows can be compared without bias.
//!
//! The order of the lots is made of blocks of six: each has every offer twice, shuffled by the seed. Neither the person
//! nor the program can choose, and the offers stay balanced over weeks (permuted blocks; Pocock, *Clinical Trials*,
//! 1983, ch. 5). The trial has a fixed length of [`CASES`] alerts; `plumbline-history` compares the offers once, when it
//! is over.

/// Alerts in a trial: 15 blocks. With 30 for each offer, three times as long until the next alert is found in nine of
/// ten simulated people, twice as long in four of ten (the tests of the comparison). Product choice.
pub const CASES: usize = 90;

/// What is offered at an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Offer {
    /// Only the hint what is wrong.
    Hint,
    /// A reset move.
    Reset,
    /// A whole stretch.
    Stretch,
}

impl Offer {
    /// All offers.
    pub const ALL: [Self; 3] = [Self::Hint, Self::Reset, Self::Stretch];

    /// The stable name in JSON and in the history.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Reset => "reset",
            Self::Stretch => "stretch",
        }
    }

    /// The offer with a stable name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|offer| offer.name() == name)
    }
}

/// Lots of one block.
pub const BLOCK: usize = 6;

/// The offers of block `block` in the order in which they are drawn.
#[must_use]
pub fn block(seed: u64, block: u64) -> [Offer; BLOCK] {
    let mut lots =
        [Offer::Hint, Offer::Hint, Offer::Reset, Offer::Reset, Offer::Stretch, Offer::Stretch];
    let mut dice = SplitMix(seed ^ block.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    // Fisher and Yates.
    for i in (1..BLOCK).rev() {
        let j = (dice.next() % (i as u64 + 1)) as usize;
        lots.swap(i, j);
    }
    lots
}

/// Lot number `number`, from 0; `None` when the trial is over.
#[must_use]
pub fn lot(seed: u64, number: usize) -> Option<Offer> {
    (number < CASES).then(|| block(seed, (number / BLOCK) as u64)[number % BLOCK])
}

/// SplitMix64 (Steele, Lea & Flood 2014): a small generator whose output is fixed for all versions of the program.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_has_every_offer_twice_and_the_trial_ends() {
        for seed in 0..50 {
            let lots: Vec<Offer> = (0..CASES).filter_map(|n| lot(seed, n)).collect();
            assert_eq!(lots.len(), CASES);
            for block in lots.chunks(BLOCK) {
                for offer in Offer::ALL {
                    assert_eq!(block.iter().filter(|lot| **lot == offer).count(), 2);
                }
            }
            assert_eq!(lot(seed, CASES), None);
        }
    }

    #[test]
    fn the_order_depends_on_the_seed_and_every_offer_comes_first_equally_often() {
        assert_eq!(block(7, 3), block(7, 3));
        let mut first = [0; 3];
        for seed in 0..3_000 {
            first[block(seed, 0)[0] as usize] += 1;
        }
        assert!(first.iter().all(|count| (900..1_100).contains(count)), "{first:?}");
    }

    #[test]
    fn names_are_stable() {
        for offer in Offer::ALL {
            assert_eq!(Offer::named(offer.name()), Some(offer));
        }
        assert_eq!(Offer::named("tea"), None);
    }
}
