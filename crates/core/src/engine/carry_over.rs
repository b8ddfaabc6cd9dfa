//! Takes the baseline of an earlier day over to today, without anybody pressing anything.

use super::event::Event;
use super::{Engine, Upright, same_shape};
use crate::body::{MonotonicMs, Pose};
use crate::posture::Measures;
use crate::posture::carry_over::Progress;

impl Upright {
    /// Whether today's looks complete the baseline of an earlier day.
    pub(super) fn is_carried_over(&self) -> bool {
        self.carry_over.as_ref().is_some_and(|carry_over| carry_over.is_done())
    }
}

impl Engine {
    /// Whether the looks of today are being captured for the baseline of an earlier day.
    #[must_use]
    pub fn is_capturing_today(&self) -> bool {
        self.upright.carry_over.as_ref().is_some_and(|carry_over| carry_over.is_capturing())
    }

    /// The person does not want the posture that was taken over today: the numbers of the earlier day are in use
    /// again, until the next calibration.
    pub fn undo_carry_over(&mut self) {
        let upright = &mut self.upright;
        let Some(carry_over) = upright.carry_over.as_mut().filter(|c| c.is_done()) else { return };
        carry_over.decline();
        upright.baseline = Some(carry_over.earlier().clone());
        upright.image = Some(carry_over.image());
        self.after_new_baseline();
    }

    /// Processes one frame: waits for the upright posture of the earlier day, captures it, and compares it
    /// with the earlier day afterwards. `measures` are the medians of the last seconds.
    pub(super) fn step_carry_over(
        &mut self,
        pose: Option<&Pose>,
        measures: &Measures,
        now: MonotonicMs,
        events: &mut Vec<Event>,
    ) {
        let is_calibrating = self.is_calibrating();
        let camera = pose.map(|pose| self.camera(pose.image));
        let Some(carry_over) = &mut self.upright.carry_over else { return };
        let is_usable =
            |pose: &&Pose| same_shape(pose.image, carry_over.image()) && !is_calibrating;
        let Some((pose, camera)) = pose.filter(is_usable).zip(camera) else {
            return carry_over.interrupt();
        };
        // The looks of today are captured with the field of view of the earlier day, to be comparable.
        let camera = carry_over.camera(&camera);
        let was_done = carry_over.is_done();
        let progress = match &mut self.upright.baseline {
            Some(today) if was_done => {
                if measures.is_somebody_else() {
                    return;
                }
                carry_over.compare(pose, &camera, now, today)
            }
            _ => carry_over.wait(pose, measures, &camera, now),
        };
        match progress {
            Progress::Nothing => {}
            Progress::Tilted(earlier) => self.upright.baseline = Some(*earlier),
            Progress::Captured(today) => {
                self.upright.baseline = Some(*today);
                self.upright.image = Some(pose.image);
                self.after_new_baseline();
                self.end_alerts(now, events);
                events.push(Event::UprightTakenOver { t: now });
            }
        }
    }
}

#[cfg(test)]
mod tests;
