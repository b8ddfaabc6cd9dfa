//! Linux only: resets a camera from a mode, set by another program, in which nokhwa refuses to open
//! it.

use v4l::frameinterval::FrameIntervalEnum;
use v4l::framesize::FrameSizeEnum;
use v4l::video::Capture as _;
use v4l::video::capture::Parameters;
use v4l::{Device, Format};

/// FourCC codes of the pixel layouts that nokhwa supports.
const SUPPORTED_BY_NOKHWA: [&[u8; 4]; 5] = [b"YUYV", b"MJPG", b"NV12", b"RGB3", b"BGR3"];

/// Switches camera `index` to a mode in which nokhwa can open it.
///
/// A camera keeps the mode that was set last. nokhwa refuses to open a camera whose pixel layout it
/// does not support, such as H264, or whose frame rate is fractional, such as 15 frames in 2 s.
pub(super) fn leave_foreign_mode(index: u32) -> std::io::Result<()> {
    let device = Device::new(index as usize)?;
    // A node without video capture or frame rates has no mode to change; nokhwa reports that error
    // itself.
    let (Ok(present), Ok(params)) = (device.format(), device.params()) else { return Ok(()) };
    if is_supported(present.fourcc.repr) && params.interval.numerator == 1 {
        return Ok(());
    }
    let Some((format, fps)) = supported_mode(&device) else { return Ok(()) };
    device.set_format(&format)?;
    device.set_params(&Parameters::with_fps(fps))?;
    Ok(())
}

fn is_supported(layout: [u8; 4]) -> bool {
    SUPPORTED_BY_NOKHWA.contains(&&layout)
}

/// Any mode that nokhwa supports: layout, size and a whole frame rate. The wanted mode is set
/// later. The available rates depend on the size, so changing the rate alone may be impossible.
fn supported_mode(device: &Device) -> Option<(Format, u32)> {
    for offered in device.enum_formats().ok()?.iter().filter(|f| is_supported(f.fourcc.repr)) {
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
    fn a_missing_camera_is_an_error() {
        let error = leave_foreign_mode(4_000_000).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
    }
}
