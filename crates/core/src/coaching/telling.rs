//! The ways in which a fault is told besides the hint in the window, and their change from one fault to
//! the next: attention to one kind of sign wears off.

/// A set of ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ways {
    /// A glow at the edge of every screen.
    pub glow: bool,
    /// Every screen gets darker.
    pub dimming: bool,
    /// A desktop notification.
    pub notification: bool,
}

impl Ways {
    /// Each way of the set alone, from quiet to plain.
    fn alone(self) -> impl Iterator<Item = Self> + Clone {
        let none = Self::default();
        [
            self.glow.then_some(Self { glow: true, ..none }),
            self.dimming.then_some(Self { dimming: true, ..none }),
            self.notification.then_some(Self { notification: true, ..none }),
        ]
        .into_iter()
        .flatten()
    }

    /// Whether something is drawn on the screens.
    #[must_use]
    pub fn is_on_screen(self) -> bool {
        self.glow || self.dimming
    }
}

/// Chooses the ways for each fault.
#[derive(Debug, Clone, Copy, Default)]
pub struct Telling {
    /// Number of faults that were told.
    turn: usize,
    is_told: bool,
}

impl Telling {
    /// Notes whether a fault is told now: the next one after a pause is another fault.
    pub fn note(&mut self, is_told: bool) {
        if self.is_told && !is_told {
            self.turn = self.turn.wrapping_add(1);
        }
        self.is_told = is_told;
    }

    /// The ways for the present fault among the `chosen` ones: all, or one after the other if they vary.
    #[must_use]
    pub fn ways(&self, chosen: Ways, is_varied: bool) -> Ways {
        let alone = chosen.alone();
        let count = alone.clone().count();
        if !is_varied || count < 2 {
            return chosen;
        }
        alone.clone().nth(self.turn % count).unwrap_or(chosen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: Ways = Ways { glow: true, dimming: true, notification: true };

    #[test]
    fn each_fault_is_told_in_one_way_after_the_other_only_if_asked_for() {
        let mut telling = Telling::default();
        let mut told = Vec::new();
        for _ in 0..4 {
            telling.note(true);
            told.push(telling.ways(ALL, true));
            telling.note(true);
            assert_eq!(Some(&telling.ways(ALL, true)), told.last(), "the same during one fault");
            assert_eq!(telling.ways(ALL, false), ALL);
            telling.note(false);
            telling.note(false);
        }
        let none = Ways::default();
        let expected = [
            Ways { glow: true, ..none },
            Ways { dimming: true, ..none },
            Ways { notification: true, ..none },
            Ways { glow: true, ..none },
        ];
        assert_eq!(told, expected);
    }

    proptest! {
        #[test]
        fn only_chosen_ways_are_used_and_one_always_is(
            glow: bool, dimming: bool, notification: bool, is_varied: bool, faults in 0usize..40
        ) {
            let chosen = Ways { glow, dimming, notification };
            let mut telling = Telling::default();
            for _ in 0..faults {
                telling.note(true);
                telling.note(false);
            }
            let ways = telling.ways(chosen, is_varied);
            prop_assert!(ways.glow <= glow && ways.dimming <= dimming);
            prop_assert!(ways.notification <= notification);
            prop_assert_eq!(ways == Ways::default(), chosen == Ways::default());
        }
    }
}
