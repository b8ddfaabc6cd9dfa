//! What can be asked of the pose thread, and the queue the requests go through.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::capture::Arrival;
use plumbline_core::body::Fault;
use plumbline_core::coaching::guide::StretchResult;
use plumbline_core::coaching::recommend::Experience;
use plumbline_core::coaching::silence::Surroundings;
use plumbline_core::engine::EngineConfig;
use plumbline_core::engine::cadence::Power;
use plumbline_vision::frames::slot::LatestSlot;

/// A request to the pose thread: from the window, the tray, a notification, the session or a script.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Capture the upright baseline.
    Calibrate,
    /// Capture the person's slouch.
    CalibrateSlouch,
    /// Keep the baseline: the camera was not moved.
    KeepBaseline,
    /// Cancel a running capture.
    CancelCalibration,
    /// No alerts for this many milliseconds.
    SnoozeMs(i64),
    /// No alerts for the rest of the day.
    SnoozeUntilTomorrow,
    /// Alerts again.
    EndSnooze,
    /// The person has seen the alert.
    DismissAlert,
    /// The person says that the alert for this fault was wrong.
    AlertWasWrong(Fault),
    /// Recommend another stretch for the same alert.
    AnotherStretch,
    /// Count a break: the person has moved.
    CountBreak,
    /// A guided stretch begins (true) or ends.
    Guide(bool),
    /// Result of a guided stretch.
    Stretched(Box<StretchResult>),
    /// Results of earlier stretches, for the recommendation.
    Learn(Vec<Experience>),
    /// Use these settings.
    Configure(Box<EngineConfig>),
    /// Use the baseline of another place before the same camera.
    UsePlace(String),
    /// Pause (true) or resume watching.
    Pause(bool),
    /// The screen was locked (true) or unlocked.
    Lock(bool),
    /// The machine is about to sleep (true) or has woken.
    Sleep(bool),
    /// Power source of the computer.
    Power(Power),
    /// Calls, screen sharing and presentations. The pose thread adds the calendar and the window.
    Around(Surroundings),
    /// Read [`super::LatestState::attention`] again.
    CheckAttention,
}

/// Sends commands to the pose thread, from any thread. It exists before the threads do: commands wait in
/// the queue until a pose thread is attached, and go to the next one when the picture source changes.
#[derive(Clone, Default)]
pub struct Commander {
    queue: Arc<Mutex<Queue>>,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Command>,
    /// Where the attached pose thread waits; a command wakes it.
    reader: Option<Arc<LatestSlot<Arrival>>>,
    /// The pose thread has ended and none has followed: nobody will read the queue.
    has_ended: bool,
}

impl Commander {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        // Every change is complete in itself.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
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

    /// From now on the pose thread that waits at `slot` reads the commands.
    pub(super) fn attach(&self, slot: Arc<LatestSlot<Arrival>>) {
        let mut queue = self.lock();
        queue.has_ended = false;
        queue.reader = Some(slot);
    }

    /// The pose thread that waits at `slot` reads no more commands.
    pub(super) fn detach(&self, slot: &Arc<LatestSlot<Arrival>>) {
        let mut queue = self.lock();
        if queue.reader.as_ref().is_some_and(|reader| Arc::ptr_eq(reader, slot)) {
            *queue = Queue { has_ended: true, ..Queue::default() };
        }
    }

    /// Takes the waiting commands, if the pose thread at `slot` is still the attached one.
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
    fn a_command_waits_for_the_first_reader_and_goes_to_the_attached_one_only() {
        let commander = Commander::default();
        commander.send(Command::Calibrate);
        let [first, second] = std::array::from_fn(|_| Arc::new(LatestSlot::default()));
        commander.attach(Arc::clone(&first));
        assert_eq!(commander.take(&first), [Command::Calibrate]);
        commander.attach(Arc::clone(&second));
        commander.send(Command::Pause(true));
        assert!(commander.take(&first).is_empty(), "the replaced thread takes nothing");
        // The replaced thread ends late: the new one is still attached.
        commander.detach(&first);
        assert_eq!(commander.take(&second), [Command::Pause(true)]);
        commander.detach(&second);
        commander.send(Command::Pause(false));
        commander.attach(Arc::clone(&first));
        assert!(commander.take(&first).is_empty(), "dropped while no thread was left to read it");
    }
}
