//! When a moving figure shows which frame. Pure: time is passed in.

use std::time::Duration;

/// Frames of a motion, from rest to hold.
pub(super) const FRAMES: usize = 12;

/// Number of the frame that shows the hold.
pub(super) const HOLD: usize = FRAMES - 1;

/// Time that a frame is shown: 10 frames a second.
const FRAME_MS: u64 = 100;

/// How long the figure stays in the hold at the beginning, at rest, and in the hold after each motion.
const FIRST_HOLD_MS: u64 = 1_200;
const REST_MS: u64 = 700;
const HOLD_MS: u64 = 1_600;

/// Time from one end of the motion to the other. The frames at both ends belong to the pauses.
const TRAVEL_MS: u64 = (FRAMES as u64 - 2) * FRAME_MS;

const CYCLE_MS: u64 = TRAVEL_MS + REST_MS + TRAVEL_MS + HOLD_MS;

/// What a figure shows at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub frame: usize,
    /// Time until another frame is due; `None` if the figure has come to rest.
    pub next_in: Option<Duration>,
}

/// The frame `elapsed` after the start: first the hold, then `cycles` times to rest and back into the hold, where
/// the figure stays. `None` cycles never end.
pub(super) fn at(elapsed: Duration, cycles: Option<u64>) -> Moment {
    let ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    let Some(moving_ms) = ms.checked_sub(FIRST_HOLD_MS) else {
        return moment(HOLD, FIRST_HOLD_MS - ms);
    };
    if cycles.is_some_and(|cycles| moving_ms >= cycles * CYCLE_MS) {
        return Moment { frame: HOLD, next_in: None };
    }
    let back = moving_ms % CYCLE_MS;
    if back < TRAVEL_MS {
        return moment(HOLD - 1 - (back / FRAME_MS) as usize, FRAME_MS - back % FRAME_MS);
    }
    let rest = back - TRAVEL_MS;
    if rest < REST_MS {
        return moment(0, REST_MS - rest);
    }
    let forward = rest - REST_MS;
    if forward < TRAVEL_MS {
        return moment(1 + (forward / FRAME_MS) as usize, FRAME_MS - forward % FRAME_MS);
    }
    moment(HOLD, HOLD_MS - (forward - TRAVEL_MS))
}

fn moment(frame: usize, left_ms: u64) -> Moment {
    Moment { frame, next_in: Some(Duration::from_millis(left_ms.max(1))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All frames that are shown, with the time of each.
    fn shown(cycles: u64) -> Vec<(usize, u64)> {
        let (mut now, mut all) = (0, Vec::new());
        loop {
            let moment = at(Duration::from_millis(now), Some(cycles));
            let Some(next) = moment.next_in else { break };
            all.push((moment.frame, next.as_millis() as u64));
            now += next.as_millis() as u64;
        }
        all
    }

    #[test]
    fn one_cycle_shows_every_frame_in_order_and_ends_in_the_hold() {
        let frames: Vec<usize> = shown(1).into_iter().map(|(frame, _)| frame).collect();
        let there = (0..FRAMES).rev();
        let back = 1..FRAMES;
        assert_eq!(frames, there.chain(back).collect::<Vec<_>>());
        assert_eq!(at(Duration::from_secs(60), Some(1)), Moment { frame: HOLD, next_in: None });
    }

    #[test]
    fn at_most_ten_frames_are_drawn_in_a_second_and_pauses_need_none() {
        let all = shown(3);
        assert!(all.iter().all(|(_, ms)| *ms >= FRAME_MS));
        assert_eq!(all.iter().filter(|(frame, _)| *frame == 0).count(), 3);
        assert!(all.iter().all(|(frame, ms)| *frame != 0 || *ms == REST_MS));
    }

    #[test]
    fn without_a_number_of_cycles_it_never_ends() {
        assert!(at(Duration::from_secs(3_600), None).next_in.is_some());
    }
}
