//! What nokhwa leaves out on Linux: leaving a mode that another program has set.

use v4l::video::Capture as _;
use v4l::video::capture::Parameters;
use v4l::{Device, Format};

/// The layouts nokhwa has a name for.
const NAMED_BY_NOKHWA: [&[u8; 4]; 5] = [b"YUYV", b"MJPG", b"NV12", b"RGB3", b"BGR3"];

/// A rate nearly every camera has; the one wanted is set when the camera is open.
const COMMON_FPS: u32 = 30;

/// Makes camera `index` openable for nokhwa.
///
/// A camera keeps the mode that was set last. nokhwa refuses to open one that stands in a layout
/// it does not know, such as H264, or at a broken rate, such as 15 pictures in 2 s.
pub(super) fn leave_foreign_mode(index: u32) -> std::io::Result<()> {
    let device = Device::new(index as usize)?;
    // A node without pictures has no mode; nokhwa finds that out as well.
    let Ok(present) = device.format() else { return Ok(()) };
    let is_named = |layout: &[u8; 4]| NAMED_BY_NOKHWA.contains(&layout);
    if !is_named(&present.fourcc.repr)
        && let Some(offered) =
            device.enum_formats()?.into_iter().find(|offered| is_named(&offered.fourcc.repr))
    {
        device.set_format(&Format::new(present.width, present.height, offered.fourcc))?;
    }
    if device.params().is_ok_and(|params| params.interval.numerator != 1) {
        device.set_params(&Parameters::with_fps(COMMON_FPS))?;
    }
    Ok(())
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
