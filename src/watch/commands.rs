//! Commands to the pose thread, and their queue.

use std::collections::VecDeque;
use std::sync::Arc;

use parking_lot::{Mutex, MutexGuard};

use super::capture::Arrival;
use crate::settings::CameraFacts;
use plumbline_core::body::Fault;
use plumbline_core::coaching::guide::StretchResult;
use plumbline_core::coaching::invitation::Welcome;
use plumbline_core::coaching::recommend::Experience;
use plumbline_core::coaching::silence::Surroundings;
use plumbline_core::engine::EngineConfig;
use plumbline_core::engine::cadence::Power;
use plumbline_vision::frames::slot::LatestSlot;

/// Command to the pose thread, from the window, the tray, a notification, the session or a script.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Capture the upright baseline.
    Calibrate,
    /// Capture the person's slouch.
    CalibrateSlouch,
    /// Keep the baseline: the camera was not moved.
    KeepBaseline,
    /// Do not use the upright posture that was taken over from an earlier day.
    UndoTakeOver,
    /// Cancel a running capture.
    CancelCalibration,
    /// Suppress alerts for this many milliseconds.
    SnoozeMs(i64),
    /// Suppress alerts for the rest of the day.
    SnoozeUntilTomorrow,
    /// End the snooze.
    EndSnooze,
    /// The person has dismissed the alert.
    DismissAlert,
    /// The person has reported that the alert for this fault was wrong.
    AlertWasWrong(Fault),
    /// Recommend another stretch for the same alert.
    AnotherStretch,
    /// Count a break: the person has reported that they moved.
    CountBreak,
    /// A guided stretch begins (`true`) or ends (`false`).
    Guide(bool),
    /// Record the result of a guided stretch.
    Stretched(Box<StretchResult>),
    /// Use these results of earlier stretches for the recommendation.
    Learn(Vec<Experience>),
    /// Use these answers to earlier invitations.
    LearnWelcome(Box<Welcome>),
    /// This many lots of the trial with this seed were drawn on earlier days.
    LearnDrawn(u64, usize),
    /// The person has declined the invitation to move.
    DismissInvitation,
    /// Use these settings.
    Configure(Box<EngineConfig>),
    /// Something else is known about a camera.
    UseCameraFacts(Box<CameraFacts>),
    /// Use the baseline of the place with this name, for the same camera.
    UsePlace(String),
    /// Pause (`true`) or resume (`false`) monitoring.
    Pause(bool),
    /// The screen was locked (`true`) or unlocked (`false`).
    Lock(bool),
    /// The machine is about to sleep (`true`) or has woken up (`false`).
    Sleep(bool),
    /// The power source has changed.
    Power(Power),
    /// The state of calls, screen sharing, presentations and do-not-disturb has changed. The pose thread fills
    /// in `local` and `is_window_seen` itself.
    Around(Surroundings),
    /// Read [`super::LatestState::attention`] again.
    CheckAttention,
}

/// Sends commands to the pose thread, from any thread. It can be created before the pose thread: commands wait
/// in the queue until a pose thread is attached. When the frame source changes, the new pose thread takes them.
#[derive(Clone, Default)]
pub struct Commander {
    queue: Arc<Mutex<Queue>>,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Command>,
    /// Slot on which the attached pose thread waits; a command wakes it.
    reader: Option<Arc<LatestSlot<Arrival>>>,
    /// The pose thread has ended and no other is attached, so no thread reads the queue.
    has_ended: bool,
}

impl Commander {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        // A panic while the lock is held leaves a consistent queue.
        self.queue.lock()
    }

    /// Queues `command`. It is dropped if the pose thread has ended.
    pub fn send(&self, command: Command) {
        let mut queue = self.lock();
        if queue.has_ended {
            tracing::debug!(?command, "the pose thread has ended; command dropped");
            return;
        }
        queue.waiting.push_back(command);
        if let Some(slot) = &queue.reader {
            slot.nudge();
        }
    }

    /// Attaches the pose thread that waits on `slot`: it takes the commands from now on.
    pub(super) fn attach(&self, slot: Arc<LatestSlot<Arrival>>) {
        let mut queue = self.lock();
        queue.has_ended = false;
        queue.reader = Some(slot);
    }

    /// The attached pose thread takes no more commands: they wait for the next one.
    pub(super) fn release(&self) {
        self.lock().reader = None;
    }

    /// Detaches the pose thread that waits on `slot`, if it is still attached. Waiting commands are dropped.
    pub(super) fn detach(&self, slot: &Arc<LatestSlot<Arrival>>) {
        let mut queue = self.lock();
        if queue.reader.as_ref().is_some_and(|reader| Arc::ptr_eq(reader, slot)) {
            *queue = Queue { has_ended: true, ..Queue::default() };
        }
    }

    /// Takes the waiting commands; none if the pose thread that waits on `slot` is not attached any more.
    pub(super) fn take(&self, slot: &Arc<LatestSlot<Arrival>>) -> VecDeque<Command> {
        let mut queue = self.lock();
        match &queue.reader {
            Some(reader) if Arc::ptr_eq(reader, slot) => std::mem::take(&mut queue.waiting),
            _ => VecDeque::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_wait_for_the_first_thread_and_only_the_attached_thread_takes_them() {
        let commander = Commander::default();
        commander.send(Command::Calibrate);
        let [first, second] = std::array::from_fn(|_| Arc::new(LatestSlot::default()));
        commander.attach(Arc::clone(&first));
        assert_eq!(commander.take(&first), [Command::Calibrate]);
        commander.attach(Arc::clone(&second));
        commander.send(Command::Pause(true));
        assert!(commander.take(&first).is_empty(), "the replaced thread takes nothing");
        // The replaced thread ends late; the new one stays attached.
        commander.detach(&first);
        assert_eq!(commander.take(&second), [Command::Pause(true)]);
        commander.detach(&second);
        commander.send(Command::Pause(false));
        commander.attach(Arc::clone(&first));
        assert!(
            commander.take(&first).is_empty(),
            "a command without an attached thread is dropped"
        );
    }
}
