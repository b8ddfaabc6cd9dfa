//! The capture rate: how often a frame is captured and measured.
//!
//! The rate is full only while the live view is visible, a calibration runs or a stretch is guided.
//! Otherwise it is about one frame per second: less while posture stays good or no fault is near,
//! more as soon as a fault is suspected. While monitoring is paused, the screen is locked or the machine sleeps, no
//! frame is captured. This keeps the cost of a whole day low.

use crate::body::MonotonicMs;
use crate::posture::judge::PostureState;

/// The power source of the computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Power {
    /// Mains, or unknown.
    #[default]
    Mains,
    Battery,
}

/// What to do while the computer runs on battery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnBattery {
    /// Use the same rate as on mains.
    AsUsual,
    /// Use longer intervals.
    #[default]
    Slower,
    /// Stop monitoring.
    Pause,
}

/// Why the camera is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OffReason {
    /// The machine is asleep or about to sleep.
    Asleep,
    /// The screen is locked.
    Locked,
    /// The user has paused monitoring.
    Paused,
    /// The computer runs on battery and the user has chosen [`OnBattery::Pause`].
    Battery,
}

impl OffReason {
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

/// How often to capture a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// Never. The camera is released.
    Off(OffReason),
    /// Continuously, with this interval in milliseconds.
    Every(u32),
    /// The camera is off and is switched on for one frame at this interval in milliseconds, to check
    /// whether the person is back.
    Peek(u32),
}

/// Interval while the live view is visible, a calibration runs or a stretch is guided, milliseconds.
pub const LIVE_MS: u32 = 100;
/// Interval while a fault is suspected, milliseconds: short enough to judge it soon.
pub const QUICK_MS: u32 = 500;
/// Normal interval, milliseconds.
pub const WATCH_MS: u32 = 1_000;
/// Interval after a long time of good posture, milliseconds. With [`QUICK_MS`] after the first
/// doubtful frame, a fault is still detected within two seconds.
pub const CALM_MS: u32 = 1_500;
/// Interval after a frame on which the models ran and that shows no fault near its limit,
/// milliseconds. A person who sits still is compared at shorter intervals, because a comparison costs
/// a fiftieth of what the models cost; a person who moves all the time would otherwise cost ten times
/// as much. Product choice: the dwell of every fault is many times longer, and the onset of a fault is
/// estimated between two frames.
pub const MOVING_MS: u32 = 2_000;
/// Number of inferences in reserve above one every [`MOVING_MS`]: enough to follow a fault for more than two
/// minutes, first at [`QUICK_MS`] and then at [`WATCH_MS`]. A person who moves in and out of a fault all day
/// uses up the reserve and is then measured every [`MOVING_MS`]; sitting still restores it. Product choice:
/// the dwell of a fault is followed closely, and such a person costs as much as any person who moves.
const RESERVE: f64 = 100.0;
/// Reserve below which a fault is followed at [`WATCH_MS`] instead of [`QUICK_MS`].
const QUICK_ABOVE: f64 = 60.0;
/// Interval while nobody is present, milliseconds.
pub const AWAY_MS: u32 = 3_000;
/// Interval between checks while nobody is present and the camera is off, milliseconds.
pub const PEEK_MS: u32 = 30_000;

/// Time of good posture after which the interval grows to [`CALM_MS`], milliseconds.
const CALM_AFTER_MS: i64 = 120_000;

/// Factor on the intervals on battery, as a fraction: 3/2, up to [`SLOWEST_MS`]. An alert may come a
/// second later.
const BATTERY_SCALE: (u32, u32) = (3, 2);
/// Longest interval while a person is present, milliseconds. Less than the maximum step of the judge.
const SLOWEST_MS: u32 = 2_500;

/// The user's choices about the capture rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CadencePolicy {
    pub on_battery: OnBattery,
    /// Switch the camera off while nobody is present.
    pub off_while_away: bool,
}

/// The inputs of the capture rate other than posture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Situation {
    /// The live view is visible or a stretch is guided.
    pub is_looked_at: bool,
    /// The window is visible, and the person may glance at it.
    pub is_shown: bool,
    /// The user has paused monitoring.
    pub is_paused: bool,
    pub is_locked: bool,
    /// The machine is asleep or about to sleep.
    pub is_asleep: bool,
    pub power: Power,
}

/// The result of one frame, reduced to the inputs of the capture rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glance {
    pub state: PostureState,
    /// The newest frame alone shows a fault, or a fault is present that has not been alerted.
    pub is_suspicious: bool,
    /// The models ran on the newest frame; otherwise it shows nothing new.
    pub is_measured: bool,
    /// No fault is near: a small movement cannot change the verdict.
    pub is_clear: bool,
    /// A calibration runs or waits for the person.
    pub is_calibrating: bool,
    /// Nobody has been present for a while.
    pub is_away: bool,
}

/// Computes the capture rate from the last frame and the time of good posture.
#[derive(Debug, Clone)]
pub struct Cadence {
    glance: Option<Glance>,
    good_since: Option<MonotonicMs>,
    now: MonotonicMs,
    /// Number of inferences that may come sooner than [`MOVING_MS`], at most [`RESERVE`].
    reserve: f64,
}

impl Default for Cadence {
    fn default() -> Self {
        Self { glance: None, good_since: None, now: MonotonicMs::default(), reserve: RESERVE }
    }
}

impl Cadence {
    /// Updates the state with the result of a frame at `now`.
    pub fn see(&mut self, glance: Glance, now: MonotonicMs) {
        let is_good = glance.state == PostureState::Good && !glance.is_suspicious;
        if !is_good {
            self.good_since = None;
        } else if self.good_since.is_none() {
            self.good_since = Some(now);
        }
        let since_ms = now.since_ms(self.now).max(0) as f64;
        // The live view asks for its frames itself.
        let is_live = since_ms < f64::from(2 * LIVE_MS);
        let spent = f64::from(u8::from(glance.is_measured && !is_live));
        self.reserve = (self.reserve + since_ms / f64::from(MOVING_MS) - spent).clamp(0.0, RESERVE);
        self.glance = Some(glance);
        self.now = now;
    }

    /// Clears the state, for example after a pause.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// The capture rate from now on.
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
        let is_moving = glance.is_measured && !situation.is_shown;
        let is_used_up = is_moving && self.reserve < 1.0;
        let ms = match (glance.is_suspicious, is_moving && glance.is_clear, is_calm) {
            _ if is_used_up => MOVING_MS,
            (true, _, _) if self.reserve > QUICK_ABOVE || situation.is_shown => QUICK_MS,
            (true, _, _) => WATCH_MS,
            (false, true, _) => MOVING_MS,
            (false, false, true) => CALM_MS,
            (false, false, false) => WATCH_MS,
        };
        let is_slower = situation.power == Power::Battery && policy.on_battery == OnBattery::Slower;
        let slower_ms = (ms * BATTERY_SCALE.0 / BATTERY_SCALE.1).min(SLOWEST_MS);
        Rate::Every(if is_slower { slower_ms } else { ms })
    }
}

/// The reason why the camera has to be off; the strongest reason if there are several.
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
        is_measured: false,
        is_clear: true,
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
    fn the_interval_grows_after_long_good_posture_and_shrinks_at_the_first_doubt() {
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
    fn a_person_who_moves_far_from_every_fault_is_measured_less_often_than_one_who_is_compared() {
        let unseen = Situation::default();
        let moving = Glance { is_measured: true, ..GOOD };
        for minutes in [1, 3] {
            assert_eq!(rate_after(minutes, moving, &unseen), Rate::Every(MOVING_MS));
        }
        let near = Glance { is_clear: false, ..moving };
        assert_eq!(rate_after(1, near, &unseen), Rate::Every(WATCH_MS), "a fault is near");
        let doubt = Glance { is_suspicious: true, ..moving };
        assert_eq!(rate_after(1, doubt, &unseen), Rate::Every(QUICK_MS));
        let shown = Situation { is_shown: true, ..unseen };
        assert_eq!(rate_after(1, moving, &shown), Rate::Every(WATCH_MS), "the picture is visible");
    }

    #[test]
    fn a_person_who_moves_in_and_out_of_a_fault_is_measured_quickly_only_at_first() {
        let doubt = Glance { is_suspicious: true, is_measured: true, is_clear: false, ..GOOD };
        let (mut cadence, mut now, mut intervals) = (Cadence::default(), 0, Vec::new());
        while now < 3_600_000 {
            cadence.see(doubt, MonotonicMs(now));
            let Rate::Every(ms) = cadence.rate(&Situation::default(), &CadencePolicy::default())
            else {
                panic!("the camera is on")
            };
            intervals.push(ms);
            now += i64::from(ms);
        }
        let intervals_in = |from_ms: i64, until_ms: i64| {
            let mut at_ms = 0;
            let mut of_span = Vec::new();
            for &ms in &intervals {
                if (from_ms..until_ms).contains(&at_ms) {
                    of_span.push(ms);
                }
                at_ms += i64::from(ms);
            }
            of_span
        };
        assert!(intervals_in(0, 20_000).iter().all(|&ms| ms == QUICK_MS), "{intervals:?}");
        assert!(intervals_in(0, 120_000).iter().all(|&ms| ms <= WATCH_MS), "{intervals:?}");
        let limit = 3_600_000 / i64::from(MOVING_MS) + 2 * RESERVE as i64;
        assert!((intervals.len() as i64) < limit, "{} inferences in an hour", intervals.len());
        // Sitting still, in which frames are only compared, restores the reserve.
        for s in 0..180 {
            cadence.see(GOOD, MonotonicMs(now + s * 1_000));
        }
        cadence.see(doubt, MonotonicMs(now + 180_000));
        let rate = cadence.rate(&Situation::default(), &CadencePolicy::default());
        assert_eq!(rate, Rate::Every(QUICK_MS));
    }

    #[test]
    fn the_rate_is_full_while_the_live_view_is_visible_or_a_calibration_runs() {
        let looked_at = Situation { is_looked_at: true, ..Situation::default() };
        assert_eq!(rate_after(3, GOOD, &looked_at), Rate::Every(LIVE_MS));
        let calibrating = Glance { is_calibrating: true, ..GOOD };
        assert_eq!(rate_after(3, calibrating, &Situation::default()), Rate::Every(LIVE_MS));
    }

    #[test]
    fn the_camera_is_off_while_locked_asleep_or_paused_even_with_a_visible_live_view() {
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
    fn on_battery_the_rate_follows_the_setting() {
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
    fn the_camera_peeks_while_nobody_is_present_if_the_setting_says_so() {
        let mut cadence = Cadence::default();
        cadence.see(Glance { state: PostureState::Away, is_away: true, ..GOOD }, MonotonicMs(0));
        let policy = CadencePolicy { off_while_away: true, ..CadencePolicy::default() };
        assert_eq!(cadence.rate(&Situation::default(), &policy), Rate::Peek(PEEK_MS));
    }

    proptest! {
        /// Every interval is short enough for the judge to count the time between two frames.
        #[test]
        fn no_interval_exceeds_the_maximum_step_of_the_judge(
            glances in prop::collection::vec((any::<[bool; 5]>(), 0usize..4), 1..60),
            is_looked_at in any::<bool>(), on_battery in any::<bool>(),
        ) {
            let mut cadence = Cadence::default();
            let power = if on_battery { Power::Battery } else { Power::Mains };
            let situation = Situation { is_looked_at, power, ..Situation::default() };
            for (i, (flags, state)) in glances.into_iter().enumerate() {
                let [is_suspicious, is_measured, is_clear, is_calibrating, is_away] = flags;
                let state = [
                    PostureState::Good, PostureState::Fault, PostureState::Uncertain,
                    PostureState::Away,
                ][state];
                let glance = Glance {
                    state, is_suspicious, is_measured, is_clear, is_calibrating, is_away,
                };
                cadence.see(glance, MonotonicMs(i as i64 * 1_000));
                match cadence.rate(&situation, &CadencePolicy::default()) {
                    Rate::Every(ms) => prop_assert!(i64::from(ms) <= MAX_STEP_MS),
                    other => prop_assert!(false, "{other:?}"),
                }
            }
        }
    }
}
