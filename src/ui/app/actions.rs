//! Executes the actions of the views: changes settings, monitoring, history or the desktop.

use eframe::egui::Context;

use super::PlumblineApp;
use crate::desktop::{autostart, language};
use crate::settings::{Settings, SettingsChange, picture_of};
use crate::text::notices::sentence;
use crate::text::routine::STRENGTH;
use crate::text::{self, FaultText as _, t};
use crate::ui::action::Action;
use crate::ui::notice::Notice;
use crate::ui::tab::Tab;
use crate::ui::theme;
use crate::watch::{Command, LatestState};
use plumbline_core::body::Fault;
use plumbline_core::coaching::discomfort::Discomfort;
use plumbline_history::{EventKind, HistoryEvent};

/// Factor by which a limit is widened when the person reports that an alert was wrong. Product choice.
const WRONG_ALERT_FACTOR: f64 = 1.15;

/// Maximum scale of a limit that reports of wrong alerts can reach, relative to the usual limit. Product choice.
const WRONG_ALERT_MAX_SCALE: f64 = 2.0;

/// The scale of a limit after a report of a wrong alert. A scale that is already larger than
/// [`WRONG_ALERT_MAX_SCALE`] stays unchanged.
fn widened_scale(scale: f64) -> f64 {
    (scale * WRONG_ALERT_FACTOR).min(WRONG_ALERT_MAX_SCALE).max(scale)
}
impl PlumblineApp {
    pub(super) fn execute(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::Watch(command) => self.send(command),
            Action::OpenStretch(id) => {
                self.views.stretch.open(id);
                self.tab = Tab::Stretch;
            }
            Action::StartStretch(id, answers) => {
                if let Some(item) = self.catalogue.item(&id).cloned() {
                    self.views.guide.start_item(
                        item,
                        answers,
                        &self.settings,
                        self.session.as_ref(),
                    );
                }
            }
            Action::StartRoutine(routine) if routine.id == STRENGTH => {
                let tasks = self.strength_tasks();
                let session = self.session.as_ref();
                self.views.guide.start_strength(routine.name, tasks, &self.settings, session);
            }
            Action::StartRoutine(routine) => self.views.guide.start_routine(
                &routine,
                &self.catalogue,
                &self.settings,
                self.session.as_ref(),
            ),
            Action::StretchOver(result) => {
                self.views.guide.note(&result);
                self.send(Command::Stretched(result));
                if let Some(session) = &self.session {
                    session.learn();
                }
            }
            Action::Sound(cue) => self.views.guide.sound(cue),
            Action::GuideClosed => self.views.guide.close(self.session.as_ref()),
            Action::CheckDesk => {
                self.views.desk.open();
                self.tab = Tab::Now;
            }
            Action::PutOffDeskCheck => self.views.desk.close(),
            Action::MirrorCamera => self.mirror_camera(ctx),
            Action::UseSource(source) => {
                if self.views.welcome.is_some() {
                    // A camera chosen in the welcome is stored as the person's camera.
                    self.change_settings(ctx, SettingsChange::Source(source.with_secrets()));
                }
                self.use_source(source);
            }
            Action::ExportHistory(form) => self.history_tasks.export(ctx, form),
            Action::ChooseImport => self.history_tasks.choose_import(ctx),
            Action::ImportHistory(file) => self.history_tasks.import(ctx, file),
            Action::Felt(answer) => self.note_felt(answer.as_ref()),
            Action::SaveMonth(day) => {
                self.history_tasks.save_month(ctx, day, self.catalogue.clone());
            }
            Action::SavePicture(picture) => self.history_tasks.save_picture(ctx, *picture),
            Action::DeleteDay(day) => self.history_tasks.delete_day(ctx, day),
            Action::DeleteHistory => self.history_tasks.delete_all(ctx),
            Action::WelcomeDone => {
                self.views.welcome = None;
                self.change_settings(ctx, SettingsChange::Welcomed);
            }
            Action::AlertIsWrong(fault) => self.widen_limit(ctx, fault),
            Action::StartAtLogin(is_wanted) => self.start_at_login(is_wanted),
            Action::Change(change) => self.change_settings(ctx, change),
        }
    }

    /// Changes the settings, applies what has changed and saves. Changes that the person has made in the file
    /// meanwhile are applied too.
    pub(super) fn change_settings(&mut self, ctx: &Context, change: SettingsChange) {
        let before = self.settings.clone();
        self.settings.apply(change);
        if self.settings == before {
            return;
        }
        self.use_settings(ctx, &before);
        if let Some(merged) = self.save_settings() {
            let before = std::mem::replace(&mut self.settings, merged);
            self.use_settings(ctx, &before);
        }
    }

    /// Records the answer about discomfort; `None` if the person skipped it.
    fn note_felt(&mut self, answer: Option<&Discomfort>) {
        let now = jiff::Zoned::now();
        self.felt_on = Some(now.date());
        let detail = match answer {
            Some(answer) => serde_json::json!(answer),
            None => serde_json::json!({ "skipped": true }),
        };
        if let Some(history) = self.history_tasks.history() {
            history.note(HistoryEvent {
                at: now.timestamp(),
                offset_s: now.offset().seconds(),
                kind: EventKind::Discomfort,
                fault: None,
                detail,
            });
        }
    }

    /// Applies what differs between the settings and `before`.
    fn use_settings(&mut self, ctx: &Context, before: &Settings) {
        let now = &self.settings;
        if now.engine_config() != before.engine_config() {
            self.send(Command::Configure(Box::new(now.engine_config())));
        }
        if now.camera_facts() != before.camera_facts() {
            self.send(Command::UseCameraFacts(Box::new(now.camera_facts())));
        }
        if now.places.current != before.places.current {
            self.send(Command::UsePlace(now.places.current.clone()));
        }
        if let Some(session) = &self.session {
            session.desktop().set_sound(now.alerts.sound);
        }
        // `apply_look` also applies the signs on the screens.
        if now.running.keep_history_days != before.running.keep_history_days {
            self.history_tasks.keep_days(ctx, now.running.keep_history_days);
        }
        theme::zoom(ctx, now.window.zoom);
        if now.window.language != before.window.language {
            self.use_language();
        }
        self.apply_look(ctx);
    }

    /// Switches all texts to the language of the settings.
    fn use_language(&mut self) {
        text::choose(&self.settings.window.language, &language::languages());
        match text::catalogue::catalogue() {
            Ok(catalogue) => self.catalogue = catalogue,
            Err(error) => tracing::error!(%error, "the catalogue stays in its language"),
        }
        self.views.history.texts_changed();
        self.shell.texts_changed(self.latest().map(LatestState::source));
        if let Some(session) = &self.session {
            session.desktop().use_catalogue(self.catalogue.clone());
        }
    }

    /// Keeps the turn of the camera's pictures that was recognised, and says so.
    pub(super) fn keep_recognised_turn(&mut self, ctx: &Context) {
        let Some(camera) = self.latest().and_then(LatestState::camera) else { return };
        let Some(turn) = camera.recognised_turn else { return };
        let name = camera.name.to_string();
        let known = picture_of(&self.settings.camera.pictures, &name);
        if known.is_turn_chosen || known.orientation.turn == turn {
            return;
        }
        let undo = Action::Change(SettingsChange::Turn(name.clone(), Some(known.orientation.turn)));
        let words = t!("camera-turned", deg = turn.clockwise_deg());
        self.notice = Some(Notice::news(words).with_button(t!("camera-turned-undo"), undo));
        self.change_settings(ctx, SettingsChange::RecognisedTurn(name, turn));
    }

    /// Exchanges left and right in the pictures of the camera in use.
    fn mirror_camera(&mut self, ctx: &Context) {
        let Some(camera) = self.latest().and_then(LatestState::camera) else { return };
        let name = camera.name.to_string();
        let picture = picture_of(&self.settings.camera.pictures, &name);
        let is_mirrored = !picture.orientation.is_mirrored;
        self.change_settings(ctx, SettingsChange::Mirrored(name, is_mirrored));
    }

    pub(super) fn send(&self, command: Command) {
        if let Some(session) = &self.session {
            session.send(command);
        }
    }

    /// Saves the settings. Returns them with the changes that the person has made in the file meanwhile, if there
    /// are any.
    fn save_settings(&mut self) -> Option<Settings> {
        let saved = match self.files.settings.as_mut()?.save(&self.settings) {
            Ok(saved) => saved,
            Err(error) => {
                self.notice = Some(Notice::problem(sentence(&error.to_string())));
                return None;
            }
        };
        match (&saved.problem, &saved.merged) {
            (Some(problem), _) => {
                self.notice = Some(Notice::problem(sentence(&problem.to_string())));
            }
            (None, Some(_)) => self.notice = Some(Notice::news(t!("settings-merged"))),
            (None, None) => {}
        }
        saved.merged
    }

    /// Widens the limit of `fault` after a wrong alert.
    fn widen_limit(&mut self, ctx: &Context, fault: Fault) {
        let before = self.settings.limit_choice().own_scales.get(&fault).copied().unwrap_or(1.0);
        let after = widened_scale(before);
        let percent = format!("{:.0}", (after / before - 1.0) * 100.0);
        let fault_name = fault.headline();
        self.notice = Some(Notice::news(if percent == "0" {
            t!("alert-wrong-at-widest", fault = fault_name)
        } else {
            t!("alert-wrong-noted", fault = fault_name, percent = percent)
        }));
        self.send(Command::AlertWasWrong(fault));
        self.change_settings(ctx, SettingsChange::LimitScale(fault, after));
    }

    fn start_at_login(&mut self, is_wanted: bool) {
        let Some(config_dir) = &self.files.config_dir else { return };
        let done =
            if is_wanted { autostart::enable(config_dir) } else { autostart::disable(config_dir) };
        if let Err(problem) = done {
            self.notice = Some(Notice::problem(format!("{problem}.")));
        }
        self.read_login_start();
    }

    /// Reads again what starts at login. It is one small file.
    pub(super) fn read_login_start(&mut self) {
        if let Some(config_dir) = &self.files.config_dir {
            self.login_start = autostart::state(config_dir);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_alert_widens_a_limit_up_to_twice_the_usual_one_and_never_narrows_it() {
        assert!((widened_scale(0.5) - 0.575).abs() < 1e-9);
        assert!((widened_scale(1.0) - 1.15).abs() < 1e-9);
        assert_eq!([1.9, 2.0, 3.0].map(widened_scale), [2.0, 2.0, 3.0]);
    }
}
