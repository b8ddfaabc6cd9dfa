//! What a camera and its driver say about what it sees.

use super::known_cameras::UsbId;

/// Zooms that a webcam can have. A driver that says something else is not believed.
#[cfg(any(target_os = "linux", test))]
const ZOOM_RANGE: std::ops::RangeInclusive<f64> = 1.0..=20.0;

/// What is known about an open camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Optics {
    /// `None` if it has none or the system does not say it.
    pub usb: Option<UsbId>,
    /// Focal length relative to the one without zoom; 1 if the driver does not say it.
    pub zoom: f64,
}

impl Default for Optics {
    fn default() -> Self {
        Self { usb: None, zoom: 1.0 }
    }
}

/// Zoom of a control with the least value `least` that is set to `value`. The values of `V4L2_CID_ZOOM_ABSOLUTE` are
/// focal lengths in a unit of the camera's own (USB Video Class 1.5, 4.2.2.1.12), so the least one is the widest view.
#[cfg(any(target_os = "linux", test))]
pub(super) fn zoom_of(value: i64, least: i64) -> f64 {
    let zoom = value as f64 / least as f64;
    if least > 0 && ZOOM_RANGE.contains(&zoom) { zoom } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zoom_is_relative_to_the_widest_view_and_nonsense_is_none() {
        assert_eq!(zoom_of(100, 100), 1.0);
        assert_eq!(zoom_of(150, 100), 1.5);
        for (value, least) in [(5, 0), (0, 0), (50, 100), (4_000, 100), (-1, -2), (10, -10)] {
            assert_eq!(zoom_of(value, least), 1.0, "{value} {least}");
        }
    }
}
