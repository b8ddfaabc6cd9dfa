//! The fields of view of the user's cameras.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use plumbline_core::posture::FieldOfView;
use plumbline_core::posture::field_of_view::{DEFAULT_HFOV_DEG, MeasuredDistance};
use plumbline_vision::frames::known_cameras;
use plumbline_vision::frames::optics::Optics;

/// Fields of view that are used, degrees. Others in a hand-edited file are clamped.
const HFOV_RANGE_DEG: (f64, f64) = (40.0, 120.0);

/// What the user has entered about one camera.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CameraField {
    /// Field of view along the longer side of the picture, degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hfov_deg: Option<f64>,
    /// A distance that was measured with a tape.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured: Option<MeasuredDistance>,
}

impl CameraField {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What the user has entered about the cameras.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldsOfView {
    /// Field of view of the cameras without an own one, degrees; [`DEFAULT_HFOV_DEG`] if the user has not set it.
    pub common_deg: f64,
    /// By the name of the camera.
    pub own: BTreeMap<String, CameraField>,
}

impl Default for FieldsOfView {
    fn default() -> Self {
        Self { common_deg: DEFAULT_HFOV_DEG, own: BTreeMap::new() }
    }
}

impl FieldsOfView {
    /// What is known about the camera `name` with `optics`: the user's value for it, the user's value for all
    /// cameras, the table of common cameras, or an assumption, and a measured distance with each of them.
    #[must_use]
    pub fn of_camera(&self, name: Option<&str>, optics: Optics) -> FieldOfView {
        let own = name.and_then(|name| self.own.get(name)).copied().unwrap_or_default();
        let common = FieldOfView::of_deg(clamped(self.common_deg));
        let is_common_set = common != FieldOfView::assumed();
        let known = match own.hfov_deg {
            Some(deg) => FieldOfView::stated(clamped(deg)),
            None if is_common_set => common,
            None => name
                .and_then(|name| known_cameras::field_of_view(name, optics.usb))
                .unwrap_or_else(FieldOfView::assumed)
                .zoomed(optics.zoom),
        };
        known.with_measured(own.measured.filter(|measured| measured.is_of_zoom(optics.zoom)))
    }

    /// Field of view with which the baselines of earlier versions were taken, degrees.
    #[must_use]
    pub fn older_hfov_deg(&self) -> f64 {
        clamped(self.common_deg)
    }
}

/// Changes what `own` says about the camera `name`. A camera without own values is removed.
pub fn change(
    own: &mut BTreeMap<String, CameraField>,
    name: &str,
    how: impl FnOnce(&mut CameraField),
) {
    let mut field = own.get(name).copied().unwrap_or_default();
    how(&mut field);
    if field.is_empty() {
        own.remove(name);
    } else {
        own.insert(name.to_owned(), field);
    }
}

fn clamped(deg: f64) -> f64 {
    let (least, most) = HFOV_RANGE_DEG;
    if deg.is_finite() { deg.clamp(least, most) } else { DEFAULT_HFOV_DEG }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::posture::field_of_view::{Origin, TAPE_SD_CM};

    const C920: &str = "HD Pro Webcam C920";

    #[test]
    fn the_users_value_for_the_camera_counts_first_then_the_common_one_then_the_table() {
        let mut fields = FieldsOfView::default();
        let known = |fields: &FieldsOfView, name| fields.of_camera(Some(name), Optics::default());
        assert_eq!(known(&fields, "Integrated Camera"), FieldOfView::assumed());
        assert_eq!(known(&fields, C920).origin, Origin::Table);
        assert_eq!(fields.of_camera(None, Optics::default()), FieldOfView::assumed());
        fields.common_deg = 62.0;
        assert_eq!(known(&fields, C920), FieldOfView::stated(62.0));
        assert_eq!(fields.of_camera(None, Optics::default()), FieldOfView::stated(62.0));
        change(&mut fields.own, C920, |own| own.hfov_deg = Some(70.0));
        assert_eq!(known(&fields, C920), FieldOfView::stated(70.0));
        assert_eq!(known(&fields, "Integrated Camera"), FieldOfView::stated(62.0));
        change(&mut fields.own, C920, |own| own.hfov_deg = Some(f64::NAN));
        assert_eq!(known(&fields, C920), FieldOfView::stated(DEFAULT_HFOV_DEG));
    }

    #[test]
    fn a_measured_distance_corrects_what_is_known_and_can_be_removed() {
        let mut fields = FieldsOfView::default();
        let measured = MeasuredDistance {
            tape_cm: 60.0,
            seen_cm: 66.0,
            picture: [640, 480],
            sd_cm: TAPE_SD_CM,
            zoom: 1.0,
        };
        change(&mut fields.own, C920, |own| own.measured = Some(measured));
        let known = fields.of_camera(Some(C920), Optics::default());
        assert_eq!((known.origin, known.measured), (Origin::Table, Some(measured)));
        let zoomed = Optics { zoom: 2.0, ..Optics::default() };
        assert_eq!(fields.of_camera(Some(C920), zoomed).measured, None);
        change(&mut fields.own, C920, |own| own.measured = None);
        assert_eq!(fields, FieldsOfView::default());
    }
}
