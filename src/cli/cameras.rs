//! `plumbline cameras`: lists the cameras.

use serde_json::json;

use super::{Failure, print_json_line};
use plumbline_vision::frames::FrameError;
use plumbline_vision::frames::camera::{self, CameraKind};
use plumbline_vision::frames::known_cameras;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Print one JSON object per camera
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let cameras = camera::list_cameras()?;
    if cameras.is_empty() {
        return Err(FrameError::NoCamera.into());
    }
    for info in cameras {
        let note = note(info.kind());
        if args.json {
            let mut line = json!({ "index": info.index, "name": info.name });
            let usb = camera::usb_id(info.index);
            if let Some(usb) = usb {
                line["usb"] = usb.to_string().into();
            }
            if let Some(field) = known_cameras::field_of_view(&info.name, usb) {
                line["field_of_view"] = json!({
                    "hfov_deg": rounded(field.wide.deg),
                    "hfov_4_3_deg": rounded(field.four_thirds.deg),
                    "origin": field.origin.name(),
                });
            }
            if let Some((kind, _)) = note {
                line["kind"] = kind.into();
            }
            print_json_line(&line)?;
        } else {
            let note = note.map_or_else(String::new, |(_, text)| format!("  ({text})"));
            outln!("camera:{}  {}{note}", info.index, info.name);
        }
    }
    Ok(())
}

/// To one decimal place.
fn rounded(deg: f64) -> f64 {
    (deg * 10.0).round() / 10.0
}

/// Name and description of a kind that is not an ordinary camera.
pub(super) fn note(kind: CameraKind) -> Option<(&'static str, &'static str)> {
    match kind {
        CameraKind::Colour => None,
        CameraKind::Infrared => Some(("infrared", "infrared")),
        CameraKind::RawSensor => Some(("raw-sensor", "raw sensor of a built-in camera")),
    }
}
