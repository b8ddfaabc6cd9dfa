//! Connects everything that monitoring needs: threads, history, desktop and the results of earlier stretches.
//! The window, `monitor` and the terminal all start it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;

use super::desktop_link::{AlertSigns, DesktopLink, OnNoticeAction};
use super::recorder::HistoryRecorder;
use super::stretch_outcomes::learn_from;
use super::{Command, Commander, LatestState, Watch, WatchOptions, WatchReport};
use plumbline_history::History;
use plumbline_vision::frames::SourceSpec;

pub struct SessionOptions {
    pub watch: WatchOptions,
    /// History in which minutes and events are recorded; `None` records nothing. The demonstration is never
    /// recorded.
    pub history: Option<Arc<History>>,
    /// History file from which the results of earlier stretches are read.
    pub history_file: Option<PathBuf>,
    /// Receives the buttons pressed on desktop notifications; `None` shows no notifications.
    pub on_notice_action: Option<OnNoticeAction>,
    /// Whether notifications make a sound.
    pub with_sound: bool,
    /// How faults are told on the screens; `None` shows nothing there.
    pub signs: Option<AlertSigns>,
}

/// A running monitoring session. Dropping it releases the camera and records the remaining reports.
pub struct WatchSession {
    /// Dropped first: this closes the channel that the report thread reads.
    watch: Option<Watch>,
    report_thread: Option<JoinHandle<()>>,
    commander: Commander,
    desktop: Arc<DesktopLink>,
    history: Option<Arc<History>>,
    history_file: Option<PathBuf>,
    on_report: Arc<dyn Fn(WatchReport) + Send + Sync>,
}

impl WatchSession {
    /// Starts monitoring. Every report is recorded, given to the desktop and then to `on_report`, on the report
    /// thread: `on_report` must return quickly.
    ///
    /// # Errors
    /// If a thread cannot be started.
    pub fn start(
        options: SessionOptions,
        commander: Commander,
        on_report: impl Fn(WatchReport) + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let SessionOptions { watch, history, history_file, on_notice_action, with_sound, signs } =
            options;
        let desktop = DesktopLink::start(
            commander.clone(),
            watch.catalogue.clone(),
            on_notice_action,
            with_sound,
            signs,
        );
        let mut session = Self {
            watch: None,
            report_thread: None,
            commander,
            desktop: Arc::new(desktop),
            history,
            history_file,
            on_report: Arc::new(on_report),
        };
        session.use_source(watch)?;
        Ok(session)
    }

    /// Switches to another frame source. The old camera is released in the background. The new engine receives
    /// the state of the session and the results of earlier stretches.
    ///
    /// # Errors
    /// If a thread cannot be started. The old source is stopped in this case, too.
    pub fn use_source(&mut self, options: WatchOptions) -> std::io::Result<()> {
        if let Some(old) = self.watch.take() {
            // Commands that are sent from now on wait for the new pose thread.
            self.commander.release();
            old.stop();
            let old_reports = self.report_thread.take();
            // Joining waits for a camera read, which would block the caller.
            std::thread::Builder::new().name("release".into()).spawn(move || {
                drop(old);
                drop(old_reports.map(JoinHandle::join));
            })?;
        }
        let is_recorded = options.source != SourceSpec::Demo;
        let recorder =
            self.history.as_ref().filter(|_| is_recorded).map(Arc::clone).map(HistoryRecorder::new);
        let (reports, received) = channel();
        let (desktop, on_report) = (Arc::clone(&self.desktop), Arc::clone(&self.on_report));
        self.report_thread =
            Some(std::thread::Builder::new().name("reports".into()).spawn(move || {
                distribute(&received, recorder, &desktop, on_report.as_ref());
            })?);
        self.watch = Some(Watch::start(options, &self.commander, reports)?);
        self.desktop.send_session_state();
        self.learn();
        Ok(())
    }

    /// Reads the results of earlier stretches in the background and sends them to the engine.
    pub fn learn(&self) {
        if let Some(file) = self.history_file.clone() {
            learn_from(file, self.commander.clone());
        }
    }

    /// The latest state; `None` if the threads could not be started.
    #[must_use]
    pub fn latest(&self) -> Option<&LatestState> {
        self.watch.as_ref().map(Watch::latest)
    }

    /// Queues `command` for the pose thread.
    pub fn send(&self, command: Command) {
        self.commander.send(command);
    }

    /// The connection to notifications and session.
    #[must_use]
    pub fn desktop(&self) -> &DesktopLink {
        &self.desktop
    }
}

impl Drop for WatchSession {
    fn drop(&mut self) {
        drop(self.watch.take());
        if let Some(thread) = self.report_thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the report thread panicked");
        }
    }
}

/// Gives each report to the recorder, the desktop and `on_report`. Runs until the [`Watch`] is dropped.
fn distribute(
    reports: &Receiver<WatchReport>,
    mut recorder: Option<HistoryRecorder>,
    desktop: &DesktopLink,
    on_report: &(dyn Fn(WatchReport) + Send + Sync),
) {
    for report in reports {
        if let Some(recorder) = &mut recorder {
            recorder.record(&report);
        }
        desktop.apply(&report);
        on_report(report);
    }
}

#[cfg(test)]
mod tests;
