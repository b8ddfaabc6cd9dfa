//! The field of view of the camera in use, and a measured distance from it.

use std::collections::VecDeque;
use std::time::Duration;

use eframe::egui::{self, Ui};

use super::SettingsNotes;
use super::rows::{divider_ui, field_ui, note_ui, slider_ui};
use super::source::field_and_button_ui;
use crate::report::Paper;
use crate::settings::{Settings, change_field};
use crate::text::t;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice::row_ui;
use crate::ui::widgets::page::problem_ui;
use crate::watch::LiveView;
use plumbline_core::body::ImageSize;
use plumbline_core::posture::fault::MAX_DISTANCE_SD;
use plumbline_core::posture::field_of_view::{
    MeasuredDistance, Origin, SHEET_SD_CM, TAPE_RANGE_CM, TAPE_SD_CM, Width, seen_eyes_cm,
};
use plumbline_core::posture::{CameraModel, FieldOfView};
use plumbline_core::stats;

/// Size of the pictures before the first one: the size that is preferred.
const USUAL_PICTURE: ImageSize = ImageSize { width: 640, height: 480 };

/// Number of frames with a face that a measurement needs, and the maximum of which it takes the median.
const FEWEST_FRAMES: usize = 3;
const MOST_FRAMES: usize = 15;

/// Time between two repaints while a sheet is measured.
const SHEET_TICK: Duration = Duration::from_millis(200);

/// Width of the field for the distance, points.
const FIELD: f32 = 80.0;

/// What was entered, and what the camera sees meanwhile.
#[derive(Debug)]
pub(super) struct DistanceEntry {
    text: String,
    problem: Option<String>,
    /// Number of the newest frame that was looked at.
    newest: Option<u64>,
    /// Distances of the eyes in the last frames ([`seen_eyes_cm`]), centimetres.
    seen_cm: VecDeque<f64>,
    picture: [u32; 2],
    /// Zoom of the camera.
    zoom: f64,
    /// A measurement with a sheet of paper.
    sheet: Option<Sheet>,
}

impl Default for DistanceEntry {
    fn default() -> Self {
        Self {
            text: String::new(),
            problem: None,
            newest: None,
            seen_cm: VecDeque::new(),
            picture: [0; 2],
            zoom: 1.0,
            sheet: None,
        }
    }
}

/// A sheet of paper that is held between the camera and the eyes. The person needs both hands for it, so the measurement
/// begins after a delay and no button is pressed.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sheet {
    length_cm: f64,
    /// When the measurement begins, seconds of the window's clock.
    begins_s: f64,
    /// Whether the frames since then are collected.
    is_measuring: bool,
}

/// Time to take the sheet, and then to be seen by the camera, seconds.
const SHEET_DELAY_S: f64 = 8.0;
const SHEET_PATIENCE_S: f64 = 10.0;

/// The state of a measurement with a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
enum SheetStep {
    /// Seconds until it begins.
    Wait(i64),
    Measure,
    /// The length of the sheet and the distance by the camera, centimetres.
    Done(f64, f64),
    NoFace,
}

/// Name and length of a sheet of `paper`, centimetres.
fn sheet_of(paper: Paper) -> (&'static str, f64) {
    match paper {
        Paper::A4 => (t!("paper-a4"), 29.7),
        Paper::Letter => (t!("paper-letter"), 27.94),
    }
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

    /// Advances the measurement with a sheet; `None` if there is none.
    fn step_sheet(&mut self, now_s: f64) -> Option<SheetStep> {
        let sheet = self.sheet.as_mut()?;
        let since_s = now_s - sheet.begins_s;
        if since_s < 0.0 {
            return Some(SheetStep::Wait((-since_s).ceil() as i64));
        }
        let length_cm = sheet.length_cm;
        if !sheet.is_measuring {
            sheet.is_measuring = true;
            self.seen_cm.clear();
        }
        let step = match self.seen() {
            Some(seen_cm) => SheetStep::Done(length_cm, seen_cm),
            None if since_s > SHEET_PATIENCE_S => SheetStep::NoFace,
            None => return Some(SheetStep::Measure),
        };
        self.sheet = None;
        Some(step)
    }

    /// A measurement of `tape_cm` if it fits what the camera sees.
    fn fitting(&self, tape_cm: f64, seen_cm: f64, sd_cm: f64) -> Result<MeasuredDistance, String> {
        let (seen_cm, picture, zoom) = (rounded(seen_cm), self.picture, self.zoom);
        let measured = MeasuredDistance { tape_cm, seen_cm, picture, sd_cm, zoom };
        measured
            .is_plausible()
            .then_some(measured)
            .ok_or_else(|| t!("settings-tape-impossible", seen = whole(seen_cm)))
    }

    /// The measurement from the entered text.
    fn measurement(&self, seen_cm: f64) -> Result<MeasuredDistance, String> {
        let number = self.text.trim().trim_end_matches("cm").trim().replace(',', ".");
        let tape_cm = number
            .parse::<f64>()
            .ok()
            .filter(|cm| TAPE_RANGE_CM.contains(cm))
            .ok_or_else(|| t!("settings-tape-number").to_owned())?;
        self.fitting(tape_cm, seen_cm, TAPE_SD_CM)
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
    let optics = notes.camera.as_ref().map(|camera| camera.optics).unwrap_or_default();
    let picture = notes
        .live
        .as_ref()
        .and_then(|live| Some(live.pose.as_ref()?.image))
        .unwrap_or(USUAL_PICTURE);
    let field = settings.fields_of_view().of_camera(name, optics);
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
    entry.zoom = optics.zoom;
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
    divider_ui(ui);
    let with_sheet = sheet_ui(ui, notes.paper, entry);
    let entered = seen_cm.filter(|_| is_confirmed).map(|seen_cm| entry.measurement(seen_cm));
    match entered.or(with_sheet) {
        Some(Ok(measured)) => {
            *entry = DistanceEntry::default();
            change_field(&mut settings.camera.fields_of_view, name, |own| {
                own.measured = Some(measured);
            });
        }
        Some(Err(problem)) => entry.problem = Some(problem),
        None => {}
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

/// The row for a measurement with a sheet of paper. Returns its result when it ends.
fn sheet_ui(
    ui: &mut Ui,
    paper: Paper,
    entry: &mut DistanceEntry,
) -> Option<Result<MeasuredDistance, String>> {
    let (paper, length_cm) = sheet_of(paper);
    let now_s = ui.input(|input| input.time);
    let step = entry.step_sheet(now_s);
    let about = t!("settings-sheet-about", paper = paper);
    let words =
        if entry.sheet.is_some() { t!("settings-sheet-stop") } else { t!("settings-sheet-start") };
    let is_pressed = row_ui(ui, t!("settings-sheet"), &about, |ui, label| {
        Button::secondary(words).show(ui).labelled_by(label).clicked()
    });
    if is_pressed {
        entry.problem = None;
        let sheet = Sheet { length_cm, begins_s: now_s + SHEET_DELAY_S, is_measuring: false };
        entry.sheet = entry.sheet.is_none().then_some(sheet);
        ui.ctx().request_repaint();
        return None;
    }
    match step? {
        SheetStep::Wait(seconds) => {
            note_ui(ui, &t!("settings-sheet-wait", seconds = seconds));
            ui.ctx().request_repaint_after(SHEET_TICK);
            None
        }
        SheetStep::Measure => {
            note_ui(ui, t!("settings-sheet-measure"));
            ui.ctx().request_repaint_after(SHEET_TICK);
            None
        }
        SheetStep::Done(length_cm, seen_cm) => Some(entry.fitting(length_cm, seen_cm, SHEET_SD_CM)),
        SheetStep::NoFace => Some(Err(t!("settings-sheet-no-face").into())),
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
    fn a_sheet_is_measured_by_the_frames_after_the_delay() {
        let mut entry = entry("");
        entry.seen_cm = VecDeque::from([70.0, 70.0, 70.0]);
        entry.sheet = Some(Sheet { length_cm: 29.7, begins_s: 108.0, is_measuring: false });
        assert_eq!(entry.step_sheet(100.0), Some(SheetStep::Wait(8)));
        assert_eq!(entry.step_sheet(107.2), Some(SheetStep::Wait(1)));
        assert_eq!(entry.step_sheet(108.1), Some(SheetStep::Measure));
        entry.seen_cm.extend([31.0, 31.4, 30.8]);
        assert_eq!(entry.step_sheet(109.0), Some(SheetStep::Done(29.7, 31.0)));
        assert_eq!(entry.step_sheet(109.1), None);
        let measured = entry.fitting(29.7, 31.0, SHEET_SD_CM).unwrap();
        assert_eq!((measured.tape_cm, measured.sd_cm), (29.7, SHEET_SD_CM));
    }

    #[test]
    fn a_sheet_without_a_face_ends_with_a_reason() {
        let mut entry = entry("");
        entry.sheet = Some(Sheet { length_cm: 29.7, begins_s: 8.0, is_measuring: false });
        assert_eq!(entry.step_sheet(8.0), Some(SheetStep::Measure));
        assert_eq!(entry.step_sheet(18.1), Some(SheetStep::NoFace));
        assert_eq!(entry.sheet, None);
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
