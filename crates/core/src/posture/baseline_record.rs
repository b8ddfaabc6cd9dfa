//! The part of a baseline that is saved for another day: numbers only, no image, and of the face only its
//! size, position and direction in the image.
//!
//! The appearance of trunk and surroundings is left out on purpose, because pictures are never
//! saved and clothes change from day to day. A recalled baseline is used until the next calibration
//! replaces it. Until then the measures are less certain, because the cues of the recognised trunk are
//! missing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::baseline::{Baseline, BodyModel, Robust, SeenWith};
use super::carry_over::Differences;
use super::cues::{Cue, Cues};
use super::lean::UprightTrunk;
use super::neck::Neck;
use super::quantity::Quantity;
use super::view::View;
use crate::body::{Angle, ImageSize};

/// A baseline in its saved form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BaselineRecord {
    /// Size of the frames it was taken from.
    pub image: ImageSize,
    view: View,
    shoulder_width_cm: f64,
    camera_tilt_deg: f64,
    /// Records of earlier versions have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen_with: Option<SeenWith>,
    neck: Option<Neck>,
    heights_cm: Option<[f64; 2]>,
    upright_trunk: Option<UprightTrunk>,
    quantities: BTreeMap<String, SavedQuantity>,
    /// The medians of the cues by name; records of versions before the fusion have none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    cues: BTreeMap<String, f64>,
    /// Local day on which it was taken, counted from 1 January 1970; records of earlier versions have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<i32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct SavedQuantity {
    #[serde(flatten)]
    upright: Option<Robust>,
    own_limit_scale: f64,
}

/// The cues that are not missing.
fn known_cues(cues: &Cues) -> BTreeMap<String, f64> {
    Cue::ALL
        .into_iter()
        .filter(|cue| cues.get(*cue).is_finite())
        .map(|cue| (cue.name().to_owned(), cues.get(cue)))
        .collect()
}

impl BaselineRecord {
    /// Creates the record of a `baseline` that was taken from frames of `image` size on the local `day`. Returns `None` if
    /// a number in it is not finite or out of range.
    #[must_use]
    pub fn of(baseline: &Baseline, image: ImageSize, day: Option<i32>) -> Option<Self> {
        let quantities = Quantity::ALL
            .into_iter()
            .map(|quantity| {
                let upright = baseline.robust(quantity);
                let own_limit_scale = baseline.own_limit_scale(quantity);
                (quantity.json_name().to_owned(), SavedQuantity { upright, own_limit_scale })
            })
            .collect();
        let saved = Self {
            image,
            view: baseline.view,
            shoulder_width_cm: baseline.body.shoulder_width_cm,
            camera_tilt_deg: baseline.camera_tilt.deg(),
            seen_with: baseline.seen_with,
            neck: baseline.neck,
            heights_cm: baseline.heights_cm,
            upright_trunk: baseline.upright_trunk,
            quantities,
            cues: baseline.cues_to_save.as_ref().map(known_cues).unwrap_or_default(),
            day,
        };
        saved.is_sane().then_some(saved)
    }

    /// The baseline of this record, with an average face.
    #[must_use]
    pub fn baseline(&self) -> Baseline {
        let find = |quantity: Quantity| self.quantities.get(quantity.json_name());
        Baseline {
            view: self.view,
            body: BodyModel {
                shoulder_width_cm: self.shoulder_width_cm,
                ..BodyModel::population()
            },
            camera_tilt: Angle::from_deg(self.camera_tilt_deg),
            seen_with: self.seen_with,
            neck: self.neck,
            heights_cm: self.heights_cm,
            upright_trunk: self.upright_trunk,
            trunk: None,
            scene: None,
            face_misfit: None,
            cues: self.cues(),
            cues_to_save: self.cues(),
            differences: Differences::default(),
            own_limit_scales: Quantity::ALL.map(|q| find(q).map_or(1.0, |s| s.own_limit_scale)),
            values: Quantity::ALL.map(|q| find(q).and_then(|s| s.upright)),
        }
    }

    fn cues(&self) -> Option<Cues> {
        (!self.cues.is_empty()).then(|| {
            Cues(Cue::ALL.map(|cue| self.cues.get(cue.name()).copied().unwrap_or(f64::NAN)))
        })
    }

    /// Sets the field of view that was assumed for a record of an earlier version, which does not have it.
    #[must_use]
    pub fn seen_with_or(self, hfov_deg: f64) -> Self {
        let seen_with = self.seen_with.or(Some(SeenWith { hfov_deg, distance_scale: 1.0 }));
        Self { seen_with, ..self }
    }

    /// Returns whether the numbers can be a baseline: the file may have been edited or damaged.
    #[must_use]
    pub fn is_sane(&self) -> bool {
        let neck = self.neck.iter().flat_map(|n| {
            let [(a, b), (c, d)] = n.shoulder_out_up_cm;
            [n.forward_cm, n.up_cm, n.half_breadth_cm, n.left_cm, n.forward_sd_cm, a, b, c, d]
        });
        let trunk = self.upright_trunk.iter().flat_map(|t| [t.depth_cm, t.down_cm, t.length_cm]);
        let quantities = self.quantities.values().flat_map(|q| {
            let upright = q.upright.map_or([0.0; 2], |r| [r.median, r.spread]);
            [q.own_limit_scale, upright[0], upright[1]]
        });
        let heights_cm = self.heights_cm.iter().flatten().copied();
        let cues = self.cues.values().copied();
        let mut numbers = neck.chain(trunk).chain(quantities).chain(heights_cm).chain(cues);
        (15.0..70.0).contains(&self.shoulder_width_cm)
            && self.camera_tilt_deg.abs() <= 60.0
            && self.seen_with.is_none_or(|seen| {
                (20.0..=150.0).contains(&seen.hfov_deg) && (0.3..3.0).contains(&seen.distance_scale)
            })
            && (1..=20_000).contains(&self.image.width)
            && (1..=20_000).contains(&self.image.height)
            && self.quantities.values().all(|q| (0.1..10.0).contains(&q.own_limit_scale))
            && numbers.all(|n| n.is_finite() && n.abs() < 10_000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved() -> BaselineRecord {
        BaselineRecord {
            image: ImageSize { width: 640, height: 480 },
            view: View::Front,
            shoulder_width_cm: 33.0,
            camera_tilt_deg: 4.0,
            seen_with: Some(SeenWith { hfov_deg: 62.0, distance_scale: 1.02 }),
            neck: Some(Neck {
                forward_cm: 1.8,
                up_cm: 20.0,
                half_breadth_cm: 6.9,
                shoulder_out_up_cm: [(16.5, 0.2), (16.5, -0.2)],
                left_cm: 0.3,
                forward_sd_cm: 0.8,
                risen_cm: None,
            }),
            heights_cm: Some([10.0, 30.0]),
            upright_trunk: None,
            quantities: BTreeMap::from([(
                "forward_head_deg".into(),
                SavedQuantity {
                    upright: Some(Robust { median: 5.1, spread: 0.4 }),
                    own_limit_scale: 1.5,
                },
            )]),
            cues: BTreeMap::from([("head_ln_depth".into(), 4.1)]),
            day: Some(20_800),
        }
    }

    #[test]
    fn a_record_survives_writing_and_reading() {
        let text = serde_json::to_string(&saved()).unwrap();
        let back: BaselineRecord = serde_json::from_str(&text).unwrap();
        assert_eq!(back, saved());
        let baseline = back.baseline();
        assert_eq!(baseline.median(Quantity::ForwardHead), Some(5.1));
        assert_eq!(baseline.own_limit_scale(Quantity::ForwardHead), 1.5);
        assert_eq!(baseline.median(Quantity::Slouch), None);
        assert_eq!(baseline.cues.as_ref().unwrap().get(Cue::HeadLnDepth), 4.1);
        let again = BaselineRecord::of(&baseline, back.image, back.day).unwrap();
        assert_eq!(again, BaselineRecord { quantities: again.quantities.clone(), ..saved() });
        assert_eq!(again.baseline().median(Quantity::ForwardHead), Some(5.1));
    }

    #[test]
    fn a_record_of_an_earlier_version_has_no_cues_no_camera_and_no_day() {
        let mut older = serde_json::to_value(saved()).unwrap();
        for field in ["cues", "day", "seen_with"] {
            older.as_object_mut().unwrap().remove(field);
        }
        let back: BaselineRecord = serde_json::from_value(older).unwrap();
        assert_eq!((back.baseline().cues, back.day, back.seen_with), (None, None, None));
    }

    #[test]
    fn non_finite_and_impossible_numbers_are_refused() {
        assert!(saved().is_sane());
        let wide = BaselineRecord { shoulder_width_cm: 300.0, ..saved() };
        let nowhere = BaselineRecord { heights_cm: Some([f64::NAN, 1.0]), ..saved() };
        let empty = BaselineRecord { image: ImageSize { width: 0, height: 480 }, ..saved() };
        for bad in [wide, nowhere, empty] {
            assert!(!bad.is_sane(), "{bad:?}");
        }
    }
}
