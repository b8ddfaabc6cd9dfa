//! How often to look: the policy that keeps a whole day cheap.
//!
//! Full rate only while somebody looks at the live view, calibrates or is guided; about a picture a
//! second otherwise; slower while posture is steadily good, faster as soon as something may be
//! wrong; not at all while paused, locked or asleep.

use crate::body::MonotonicMs;
use crate::posture::judge::PostureState;

/// What the computer runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Power {
    /// Mains, or it cannot be told.
    #[default]
    Mains,
    /// Its battery.
    Battery,
}

/// What the person wants on battery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnBattery {
    /// As on mains.
    AsUsual,
    /// Look less often.
    #[default]
    Slower,
    /// Do not watch.
    Pause,
}

/// Why the camera is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OffReason {
    /// The machine sleeps or is about to.
    Asleep,
    /// The screen is locked.
    Locked,
    /// The person paused.
    Paused,
    /// On battery, and the person wants no watching then.
    Battery,
}

impl OffReason {
    /// The stable name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asleep => "asleep",
            Self::Locked => "locked",
            Self::Paused => "paused",
            Self::Battery => "battery",
        }
    }
}

/// How often to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// Not at all. The camera is released unless it is to stay on while paused.
    Off(OffReason),
    /// A picture every so many milliseconds.
    Every(u32),
    /// The camera is off, and on for one look every so many milliseconds: has somebody come back?
    Peek(u32),
}

/// Somebody looks on, calibrates or is guided.
pub const LIVE_MS: u32 = 100;
/// Something may be wrong: soon enough to judge it.
pub const QUICK_MS: u32 = 500;
/// Watching.
pub const WATCH_MS: u32 = 1_000;
/// Good for long. With [`QUICK_MS`] after the first doubtful picture a fault is still seen within
/// two seconds.
pub const CALM_MS: u32 = 1_500;
/// Nobody is there.
pub const AWAY_MS: u32 = 3_000;
/// Nobody is there and the camera is to be off meanwhile.
pub const PEEK_MS: u32 = 30_000;

/// Good posture lasts so long before watching slows down, milliseconds.
const CALM_AFTER_MS: i64 = 120_000;

/// On battery, intervals grow by half: an alert may come a second later.
const BATTERY_SCALE: (u32, u32) = (3, 2);

/// What the person has chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CadencePolicy {
    /// What to do on battery.
    pub on_battery: OnBattery,
    /// The camera's light goes off while nobody is there.
    pub off_while_away: bool,
}

/// What bears on the cadence besides posture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Situation {
    /// Somebody looks at the live view or is guided.
    pub is_looked_at: bool,
    /// The person paused.
    pub is_paused: bool,
    /// The screen is locked.
    pub is_locked: bool,
    /// The machine sleeps or is about to.
    pub is_asleep: bool,
    /// What the computer runs on.
    pub power: Power,
}

/// What one picture showed, as far as the cadence cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glance {
    /// The verdict.
    pub state: PostureState,
    /// The newest picture alone, or a fault that is not alerted yet, asks for a second look.
    pub is_suspicious: bool,
    /// A calibration runs or is awaited.
    pub is_calibrating: bool,
    /// Nobody has been there for a while.
    pub is_away: bool,
}

/// The state machine.
#[derive(Debug, Clone, Default)]
pub struct Cadence {
    glance: Option<Glance>,
    good_since: Option<MonotonicMs>,
    now: MonotonicMs,
}

impl Cadence {
    /// Takes in what a picture at `now` showed.
    pub fn see(&mut self, glance: Glance, now: MonotonicMs) {
        let is_good = glance.state == PostureState::Good && !glance.is_suspicious;
        if !is_good {
            self.good_since = None;
        } else if self.good_since.is_none() {
            self.good_since = Some(now);
        }
        self.glance = Some(glance);
        self.now = now;
    }

    /// Forgets what was seen, as after a pause.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// How often to look from now on.
    #[must_use]
    pub fn rate(&self, situation: &Situation, policy: &CadencePolicy) -> Rate {
        if let Some(reason) = off_reason(situation, policy) {
            return Rate::Off(reason);
        }
        let Some(glance) = self.glance else { return Rate::Every(LIVE_MS) };
        if situation.is_looked_at || glance.is_calibrating {
            return Rate::Every(LIVE_MS);
        }
        if glance.is_away && glance.state == PostureState::Away {
            return if policy.off_while_away { Rate::Peek(PEEK_MS) } else { Rate::Every(AWAY_MS) };
        }
        let is_calm =
            self.good_since.is_some_and(|since| self.now.since_ms(since) >= CALM_AFTER_MS);
        let ms = match (glance.is_suspicious, is_calm) {
            (true, _) => QUICK_MS,
            (false, true) => CALM_MS,
            (false, false) => WATCH_MS,
        };
        let is_slower = situation.power == Power::Battery && policy.on_battery == OnBattery::Slower;
        Rate::Every(if is_slower { ms * BATTERY_SCALE.0 / BATTERY_SCALE.1 } else { ms })
    }
}

/// Why the camera has to be off, the strongest reason first.
fn off_reason(situation: &Situation, policy: &CadencePolicy) -> Option<OffReason> {
    let is_unpowered = situation.power == Power::Battery && policy.on_battery == OnBattery::Pause;
    [
        (situation.is_asleep, OffReason::Asleep),
        (situation.is_locked, OffReason::Locked),
        (situation.is_paused, OffReason::Paused),
        (is_unpowered, OffReason::Battery),
    ]
    .into_iter()
    .find_map(|(holds, reason)| holds.then_some(reason))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posture::judge::MAX_STEP_MS;
    use proptest::prelude::*;

    const GOOD: Glance = Glance {
        state: PostureState::Good,
        is_suspicious: false,
        is_calibrating: false,
        is_away: false,
    };

    fn rate_after(minutes: i64, glance: Glance, situation: &Situation) -> Rate {
        let mut cadence = Cadence::default();
        for s in 0..minutes * 60 {
            cadence.see(GOOD, MonotonicMs(s * 1_000));
        }
        cadence.see(glance, MonotonicMs(minutes * 60_000));
        cadence.rate(situation, &CadencePolicy::default())
    }

    #[test]
    fn watching_slows_down_when_all_is_well_and_quickens_at_the_first_doubt() {
        let unseen = Situation::default();
        assert_eq!(rate_after(1, GOOD, &unseen), Rate::Every(WATCH_MS));
        assert_eq!(rate_after(3, GOOD, &unseen), Rate::Every(CALM_MS));
        let doubt = Glance { is_suspicious: true, ..GOOD };
        assert_eq!(rate_after(3, doubt, &unseen), Rate::Every(QUICK_MS));
        let uncertain = Glance { state: PostureState::Uncertain, ..GOOD };
        assert_eq!(rate_after(3, uncertain, &unseen), Rate::Every(WATCH_MS));
        let away = Glance { state: PostureState::Away, is_away: true, ..GOOD };
        assert_eq!(rate_after(3, away, &unseen), Rate::Every(AWAY_MS));
    }

    #[test]
    fn full_rate_is_for_those_who_look_on_or_calibrate() {
        let looked_at = Situation { is_looked_at: true, ..Situation::default() };
        assert_eq!(rate_after(3, GOOD, &looked_at), Rate::Every(LIVE_MS));
        let calibrating = Glance { is_calibrating: true, ..GOOD };
        assert_eq!(rate_after(3, calibrating, &Situation::default()), Rate::Every(LIVE_MS));
    }

    #[test]
    fn the_camera_is_off_while_locked_asleep_or_paused_whoever_looks_on() {
        for (situation, reason) in [
            (Situation { is_locked: true, ..Situation::default() }, OffReason::Locked),
            (
                Situation { is_asleep: true, is_locked: true, ..Situation::default() },
                OffReason::Asleep,
            ),
            (Situation { is_paused: true, ..Situation::default() }, OffReason::Paused),
        ] {
            let situation = Situation { is_looked_at: true, ..situation };
            assert_eq!(rate_after(1, GOOD, &situation), Rate::Off(reason));
        }
    }

    #[test]
    fn on_battery_it_is_as_the_person_chose() {
        let battery = Situation { power: Power::Battery, ..Situation::default() };
        let mut cadence = Cadence::default();
        cadence.see(GOOD, MonotonicMs(0));
        let rate = |on_battery| {
            cadence.rate(&battery, &CadencePolicy { on_battery, ..CadencePolicy::default() })
        };
        assert_eq!(rate(OnBattery::AsUsual), Rate::Every(WATCH_MS));
        assert_eq!(rate(OnBattery::Slower), Rate::Every(1_500));
        assert_eq!(rate(OnBattery::Pause), Rate::Off(OffReason::Battery));
    }

    #[test]
    fn away_the_light_goes_off_if_so_chosen() {
        let mut cadence = Cadence::default();
        cadence.see(Glance { state: PostureState::Away, is_away: true, ..GOOD }, MonotonicMs(0));
        let policy = CadencePolicy { off_while_away: true, ..CadencePolicy::default() };
        assert_eq!(cadence.rate(&Situation::default(), &policy), Rate::Peek(PEEK_MS));
    }

    proptest! {
        /// Whatever is watched is watched often enough for the judge to count the time between.
        #[test]
        fn no_interval_is_longer_than_the_judge_believes(
            glances in prop::collection::vec((any::<[bool; 3]>(), 0usize..4), 1..60),
            is_looked_at in any::<bool>(), on_battery in any::<bool>(),
        ) {
            let mut cadence = Cadence::default();
            let power = if on_battery { Power::Battery } else { Power::Mains };
            let situation = Situation { is_looked_at, power, ..Situation::default() };
            for (i, ([is_suspicious, is_calibrating, is_away], state)) in
                glances.into_iter().enumerate()
            {
                let state = [
                    PostureState::Good, PostureState::Fault, PostureState::Uncertain,
                    PostureState::Away,
                ][state];
                let glance = Glance { state, is_suspicious, is_calibrating, is_away };
                cadence.see(glance, MonotonicMs(i as i64 * 1_000));
                match cadence.rate(&situation, &CadencePolicy::default()) {
                    Rate::Every(ms) => prop_assert!(i64::from(ms) <= MAX_STEP_MS),
                    other => prop_assert!(false, "{other:?}"),
                }
            }
        }
    }
}
