//! What nokhwa leaves out on Linux: leaving a mode that another program has set.

use v4l::frameinterval::FrameIntervalEnum;
use v4l::framesize::FrameSizeEnum;
use v4l::video::Capture as _;
use v4l::video::capture::Parameters;
use v4l::{Device, Format};

/// The layouts nokhwa has a name for.
const NAMED_BY_NOKHWA: [&[u8; 4]; 5] = [b"YUYV", b"MJPG", b"NV12", b"RGB3", b"BGR3"];

/// Makes camera `index` openable for nokhwa.
///
/// A camera keeps the mode that was set last. nokhwa refuses to open one that stands in a layout
/// it does not know, such as H264, or at a broken rate, such as 15 pictures in 2 s.
pub(super) fn leave_foreign_mode(index: u32) -> std::io::Result<()> {
    let device = Device::new(index as usize)?;
    // A node without pictures or rates has no mode to leave; nokhwa finds that out as well.
    let (Ok(present), Ok(params)) = (device.format(), device.params()) else { return Ok(()) };
    if is_named(present.fourcc.repr) && params.interval.numerator == 1 {
        return Ok(());
    }
    let Some((format, fps)) = plain_mode(&device) else { return Ok(()) };
    device.set_format(&format)?;
    device.set_params(&Parameters::with_fps(fps))?;
    Ok(())
}

fn is_named(layout: [u8; 4]) -> bool {
    NAMED_BY_NOKHWA.contains(&&layout)
}

/// Any mode that nokhwa can name: layout, size and whole rate. The one wanted is set later. The
/// rates depend on the size, so a rate alone may not be changeable.
fn plain_mode(device: &Device) -> Option<(Format, u32)> {
    for offered in device.enum_formats().ok()?.iter().filter(|f| is_named(f.fourcc.repr)) {
        for listed in device.enum_framesizes(offered.fourcc).unwrap_or_default() {
            let FrameSizeEnum::Discrete(size) = listed.size else { continue };
            let (width, height) = (size.width, size.height);
            let rates =
                device.enum_frameintervals(offered.fourcc, width, height).unwrap_or_default();
            let fps = rates.iter().find_map(|rate| match &rate.interval {
                FrameIntervalEnum::Discrete(step) => {
                    (step.numerator == 1).then_some(step.denominator)
                }
                FrameIntervalEnum::Stepwise(_) => None,
            });
            if let Some(fps) = fps {
                return Some((Format::new(width, height, offered.fourcc), fps));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_that_is_not_there_is_an_error() {
        let error = leave_foreign_mode(4_000_000).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
    }
}
