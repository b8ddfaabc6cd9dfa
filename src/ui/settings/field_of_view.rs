//! The field of view of the camera in use, and a measured distance from it.

use std::collections::VecDeque;

use eframe::egui::{self, Ui};

use super::SettingsNotes;
use super::rows::{divider_ui, field_ui, note_ui, slider_ui};
use super::source::field_and_button_ui;
use crate::settings::{Settings, change_field};
use crate::text::t;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice::row_ui;
use crate::ui::widgets::page::problem_ui;
use crate::watch::LiveView;
use plumbline_core::body::ImageSize;
use plumbline_core::posture::fault::MAX_DISTANCE_SD;
use plumbline_core::posture::field_of_view::{
    MeasuredDistance, Origin, TAPE_RANGE_CM, Width, seen_eyes_cm,
};
use plumbline_core::posture::{CameraModel, FieldOfView};
use plumbline_core::stats;

/// Size of the pictures before the first one: the size that is preferred.
const USUAL_PICTURE: ImageSize = ImageSize { width: 640, height: 480 };

/// Number of frames with a face that a measurement needs, and the maximum of which it takes the median.
const FEWEST_FRAMES: usize = 3;
const MOST_FRAMES: usize = 15;

/// Width of the field for the distance, points.
const FIELD: f32 = 80.0;

/// What was entered, and what the camera sees meanwhile.
#[derive(Debug, Default)]
pub(super) struct DistanceEntry {
    text: String,
    problem: Option<String>,
    /// Number of the newest frame that was looked at.
    newest: Option<u64>,
    /// Distances of the eyes in the last frames ([`seen_eyes_cm`]), centimetres.
    seen_cm: VecDeque<f64>,
    picture: [u32; 2],
}

impl DistanceEntry {
    /// Adds the face of a frame that was not added before. Without a face the collection begins anew.
    fn look(&mut self, live: &LiveView) {
        if self.newest == Some(live.sequence) {
            return;
        }
        self.newest = Some(live.sequence);
        match live.pose.as_ref().and_then(|pose| Some((pose.image, seen_eyes_cm(pose)?))) {
            Some((image, cm)) => {
                let picture = [image.width, image.height];
                if self.picture != picture {
                    self.seen_cm.clear();
                }
                self.picture = picture;
                self.seen_cm.push_back(cm);
                if self.seen_cm.len() > MOST_FRAMES {
                    self.seen_cm.pop_front();
                }
            }
            None => self.seen_cm.clear(),
        }
    }

    /// The distance by the camera; `None` until enough frames show the face.
    fn seen(&self) -> Option<f64> {
        let is_enough = self.seen_cm.len() >= FEWEST_FRAMES;
        is_enough.then(|| stats::median(self.seen_cm.iter().copied())).flatten()
    }

    /// The measurement from the entered text.
    fn measurement(&self, seen_cm: f64) -> Result<MeasuredDistance, String> {
        let number = self.text.trim().trim_end_matches("cm").trim().replace(',', ".");
        let tape_cm = number
            .parse::<f64>()
            .ok()
            .filter(|cm| TAPE_RANGE_CM.contains(cm))
            .ok_or_else(|| t!("settings-tape-number").to_owned())?;
        let measured =
            MeasuredDistance { tape_cm, seen_cm: rounded(seen_cm), picture: self.picture };
        let seen = whole(seen_cm);
        measured
            .is_plausible()
            .then_some(measured)
            .ok_or_else(|| t!("settings-tape-impossible", seen = seen))
    }
}

/// To one decimal place, for the settings file.
fn rounded(cm: f64) -> f64 {
    (cm * 10.0).round() / 10.0
}

fn whole(value: f64) -> i64 {
    value.round() as i64
}

/// The field of view with its uncertainty, and how it became known.
fn known_words(width: Width, origin: Origin) -> String {
    let (deg, sd) = (whole(width.deg), whole(width.sd_deg().max(1.0)));
    match origin {
        Origin::Assumed => t!("settings-view-assumed", deg = deg, sd = sd),
        Origin::Table => t!("settings-view-table", deg = deg, sd = sd),
        Origin::Stated => t!("settings-view-stated", deg = deg, sd = sd),
        Origin::Measured => t!("settings-view-measured", deg = deg, sd = sd),
    }
}

/// How well distances are known.
fn distance_words(field: &FieldOfView, picture: ImageSize) -> String {
    let sd = CameraModel::new(picture, field).distance_sd;
    let percent = whole(100.0 * sd);
    if sd > MAX_DISTANCE_SD {
        t!("settings-distance-unsure", percent = percent)
    } else {
        t!("settings-distance-sure", percent = percent)
    }
}

/// The rows of the field of view, for the camera in use or for all cameras without an own value.
pub(super) fn field_of_view_ui(
    ui: &mut Ui,
    settings: &mut Settings,
    notes: &SettingsNotes,
    entry: &mut DistanceEntry,
) {
    let name = notes.camera.as_ref().map(|camera| &*camera.name);
    let usb = notes.camera.as_ref().and_then(|camera| camera.usb);
    let picture = notes
        .live
        .as_ref()
        .and_then(|live| Some(live.pose.as_ref()?.image))
        .unwrap_or(USUAL_PICTURE);
    let field = settings.fields_of_view().of_camera(name, usb);
    let before_deg = field.prior(picture).deg;
    let mut deg = before_deg;
    let slider = egui::Slider::new(&mut deg, 40.0..=100.0).suffix("°").fixed_decimals(0);
    slider_ui(ui, t!("settings-field-of-view"), t!("settings-field-of-view-about"), slider);
    if (deg - before_deg).abs() > 1e-9 {
        match name {
            Some(name) => change_field(&mut settings.camera.fields_of_view, name, |own| {
                own.hfov_deg = Some(deg.round());
            }),
            None => settings.camera.hfov_deg = deg.round(),
        }
    }
    let (width, origin) = field.known_for(picture);
    let known = known_words(width, origin);
    note_ui(ui, &format!("{known} {}", distance_words(&field, picture)));
    let own = name.and_then(|name| settings.camera.fields_of_view.get(name)).copied();
    if let Some(name) = name
        && own.is_some_and(|own| own.hfov_deg.is_some())
        && Button::quiet(t!("settings-view-forget")).show(ui).clicked()
    {
        change_field(&mut settings.camera.fields_of_view, name, |own| own.hfov_deg = None);
    }
    divider_ui(ui);
    tape_ui(ui, settings, notes, name, entry);
}

/// The row for a distance that was measured with a tape, and the last result.
fn tape_ui(
    ui: &mut Ui,
    settings: &mut Settings,
    notes: &SettingsNotes,
    name: Option<&str>,
    entry: &mut DistanceEntry,
) {
    match &notes.live {
        Some(live) => entry.look(live),
        None => entry.seen_cm.clear(),
    }
    let seen_cm = entry.seen().filter(|_| name.is_some());
    let about =
        if seen_cm.is_some() { t!("settings-tape-about") } else { t!("settings-tape-waits") };
    let is_confirmed = row_ui(ui, t!("settings-tape"), about, |ui, label| {
        let edit = |ui: &mut Ui| {
            let edit = field_ui(ui, &mut entry.text, FIELD, "60");
            let is_entered =
                edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            edit.labelled_by(label);
            is_entered
        };
        let button = Button::secondary(t!("settings-tape-use")).enabled(seen_cm.is_some());
        field_and_button_ui(ui, FIELD, edit, button)
    });
    let Some(name) = name else { return };
    if let Some(seen_cm) = seen_cm.filter(|_| is_confirmed) {
        match entry.measurement(seen_cm) {
            Ok(measured) => {
                *entry = DistanceEntry::default();
                change_field(&mut settings.camera.fields_of_view, name, |own| {
                    own.measured = Some(measured);
                });
            }
            Err(problem) => entry.problem = Some(problem),
        }
    }
    if let Some(problem) = &entry.problem {
        problem_ui(ui, problem);
    }
    let own = settings.camera.fields_of_view.get(name).copied().unwrap_or_default();
    if let Some(measured) = own.measured {
        let [tape, seen] = [measured.tape_cm, measured.seen_cm].map(whole);
        note_ui(ui, &t!("settings-tape-done", tape = tape, seen = seen));
        if Button::quiet(t!("settings-tape-forget")).show(ui).clicked() {
            change_field(&mut settings.camera.fields_of_view, name, |own| own.measured = None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str) -> DistanceEntry {
        DistanceEntry { text: text.into(), picture: [640, 480], ..DistanceEntry::default() }
    }

    #[test]
    fn a_distance_may_have_a_comma_and_a_unit_and_must_fit_what_is_seen() {
        for text in ["61.5", " 61,5 ", "61,5 cm"] {
            let measured = entry(text).measurement(58.04).unwrap();
            assert_eq!((measured.tape_cm, measured.seen_cm), (61.5, 58.0), "{text}");
        }
        for text in ["", "sixty", "-60", "5", "600", "NaN"] {
            assert_eq!(
                entry(text).measurement(58.0),
                Err(t!("settings-tape-number").to_owned()),
                "{text}"
            );
        }
        assert!(entry("150").measurement(58.0).unwrap_err().contains("58"));
    }

    #[test]
    fn a_measurement_needs_some_frames_with_a_face() {
        let mut entry = entry("60");
        entry.seen_cm = VecDeque::from([57.0, 80.0]);
        assert_eq!(entry.seen(), None);
        entry.seen_cm.push_back(58.0);
        assert_eq!(entry.seen(), Some(58.0));
    }

    #[test]
    fn the_words_say_the_uncertainty_and_what_it_means() {
        let assumed = FieldOfView::assumed();
        let (width, origin) = assumed.known_for(USUAL_PICTURE);
        assert!(
            known_words(width, origin).starts_with("70° ± 7°"),
            "{}",
            known_words(width, origin)
        );
        assert!(distance_words(&assumed, USUAL_PICTURE).contains("14 %"));
        assert!(distance_words(&FieldOfView::stated(60.0), USUAL_PICTURE).contains("6 %"));
    }
}
