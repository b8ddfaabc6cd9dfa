//! The fields of view of common cameras: the table `cameras.toml`, by USB id and by name.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::Deserialize;

use plumbline_core::body::Angle;
use plumbline_core::posture::FieldOfView;
use plumbline_core::posture::field_of_view::{Origin, Width, from_diagonal};

/// Vendor and product of a USB device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UsbId {
    pub vendor: u16,
    pub product: u16,
}

/// As `lsusb` writes it: four hexadecimal digits each.
impl fmt::Display for UsbId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04x}:{:04x}", self.vendor, self.product)
    }
}

/// The text is not a USB id such as `046d:082d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a USB id such as 046d:082d")]
pub struct NotAUsbId;

impl FromStr for UsbId {
    type Err = NotAUsbId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = |digits: &str| {
            let is_hex = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_hexdigit());
            is_hex.then(|| u16::from_str_radix(digits, 16).ok()).flatten().ok_or(NotAUsbId)
        };
        let (vendor, product) = text.trim().split_once(':').ok_or(NotAUsbId)?;
        Ok(Self { vendor: number(vendor)?, product: number(product)? })
    }
}

/// A camera of the table. The file explains the fields.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownCamera {
    model: String,
    usb: Vec<String>,
    #[serde(default)]
    names: Vec<String>,
    hfov_deg: Option<f64>,
    diagonal_deg: Option<f64>,
    focal_sd: f64,
    hfov_4_3_deg: Option<f64>,
    focal_sd_4_3: Option<f64>,
    source: String,
}

/// Relative standard deviation of the focal length at 4:3 where the table does not have it: whether the sides are cut
/// off changes it by a third.
const CUT_SIDES_FOCAL_SD: f64 = 0.12;

impl KnownCamera {
    fn field_of_view(&self) -> Option<FieldOfView> {
        let by_diagonal = |deg| from_diagonal(Angle::from_deg(deg), 16.0, 9.0).deg();
        let hfov_deg = self.hfov_deg.or_else(|| self.diagonal_deg.map(by_diagonal))?;
        let cut = Angle::from_rad(2.0 * (0.75 * (hfov_deg / 2.0).to_radians().tan()).atan());
        Some(FieldOfView {
            wide: Width { deg: hfov_deg, focal_sd: self.focal_sd },
            four_thirds: Width {
                deg: self.hfov_4_3_deg.unwrap_or_else(|| cut.deg()),
                focal_sd: self.focal_sd_4_3.unwrap_or(CUT_SIDES_FOCAL_SD),
            },
            origin: Origin::Table,
            measured: None,
        })
    }

    fn has_usb(&self, id: UsbId) -> bool {
        self.usb.iter().any(|text| text.parse() == Ok(id))
    }

    fn has_name(&self, name: &str) -> bool {
        self.names.iter().any(|words| contains_words(name, words))
    }
}

/// Whether `text` contains `words` as whole words, in any case.
fn contains_words(text: &str, words: &str) -> bool {
    let split = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric() && c != '-');
        parts.filter(|part| !part.is_empty()).map(str::to_lowercase).collect()
    };
    let (text, words) = (split(text), split(words));
    !words.is_empty() && text.windows(words.len()).any(|window| window == words)
}

#[derive(Debug, Deserialize)]
struct Table {
    camera: Vec<KnownCamera>,
}

static TABLE: LazyLock<Vec<KnownCamera>> =
    LazyLock::new(|| match toml::from_str::<Table>(include_str!("cameras.toml")) {
        Ok(table) => table.camera,
        Err(error) => {
            tracing::error!(%error, "the table of cameras cannot be read");
            Vec::new()
        }
    });

/// The field of view of a camera of the table, by its USB id or else by its `name`; `None` if it is not in the table.
#[must_use]
pub fn field_of_view(name: &str, usb: Option<UsbId>) -> Option<FieldOfView> {
    let by_usb = usb.and_then(|id| TABLE.iter().find(|camera| camera.has_usb(id)));
    by_usb.or_else(|| TABLE.iter().find(|camera| camera.has_name(name)))?.field_of_view()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_table_is_well_formed_and_plausible_and_every_camera_has_a_source() {
        let table: Table = toml::from_str(include_str!("cameras.toml")).unwrap();
        let mut ids = BTreeSet::new();
        let mut names = BTreeSet::new();
        for camera in &table.camera {
            let model = &camera.model;
            assert!(!camera.usb.is_empty() && camera.source.len() > 20, "{model}");
            for id in &camera.usb {
                assert_eq!(id.parse::<UsbId>().unwrap().to_string(), *id, "{model}");
                assert!(ids.insert(id.clone()), "{id} twice");
            }
            for name in &camera.names {
                assert!(names.insert(name.to_lowercase()), "{name} twice");
                assert!(name.len() >= 4 && camera.has_name(&format!("HD {name} (1)")), "{name}");
            }
            assert!(camera.hfov_deg.is_some() != camera.diagonal_deg.is_some(), "{model}");
            let field = camera.field_of_view().unwrap();
            for width in [field.wide, field.four_thirds] {
                assert!((40.0..=90.0).contains(&width.deg), "{model}: {width:?}");
                assert!((0.02..=0.2).contains(&width.focal_sd), "{model}: {width:?}");
            }
            assert!(field.four_thirds.deg <= field.wide.deg, "{model}");
        }
        assert!(table.camera.len() >= 10);
    }

    #[test]
    fn a_camera_is_found_by_its_id_and_else_by_words_of_its_name() {
        let c920 = field_of_view("HD Pro Webcam C920", None).unwrap();
        assert_eq!(field_of_view("UVC Camera", "046d:082d".parse().ok()), Some(c920));
        // A variant with an id that is not in the table.
        assert_eq!(field_of_view("HD Pro Webcam C920", "046d:ffff".parse().ok()), Some(c920));
        assert_eq!(c920.origin, Origin::Table);
        for other in ["Integrated Camera", "C9200", "Logitech BRIO 101", "Razer Kiyo Pro", ""] {
            assert_eq!(field_of_view(other, None), None, "{other}");
        }
        assert!(field_of_view("Microsoft® LifeCam HD-3000: Mi", None).is_some());
    }

    #[test]
    fn a_camera_with_several_steps_is_uncertain() {
        let brio = field_of_view("Logitech BRIO", "046d:085e".parse().ok()).unwrap();
        assert!(brio.wide.focal_sd > 0.15);
    }

    #[test]
    fn only_four_hexadecimal_digits_are_a_usb_id() {
        assert_eq!("046d:082D".parse(), Ok(UsbId { vendor: 0x046d, product: 0x082d }));
        for bad in ["", "046d", "46d:82d", "046d:082g", "046d:082d0", "+46d:082d"] {
            assert_eq!(bad.parse::<UsbId>(), Err(NotAUsbId), "{bad}");
        }
    }
}
