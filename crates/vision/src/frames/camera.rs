//! Local cameras: which ones there are, what they are, and which one is opened.
//!
//! `v4l2.rs` reads them on Linux, `nokhwa_camera.rs` on macOS and Windows, and on Linux if
//! [`LIBRARY`] asks for it (`docs/cameras.md` says why).

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use parking_lot::{Mutex, MutexGuard};

use super::feeder::{Feed, Feeder, SILENCE_LIMIT};
use super::frame::Frame;
use super::known_cameras::UsbId;
use super::nokhwa_camera;
use super::optics::Optics;
use super::slot::{LatestSlot, Taken};
use super::source::{FrameError, FrameSource, Interval, Pace};
#[cfg(target_os = "linux")]
use super::v4l2;

/// Environment variable that chooses the library for the cameras of Linux: `nokhwa`, or else `v4l`. It
/// tests, without another system, the code that reads cameras on macOS and Windows.
pub const LIBRARY: &str = "PLUMBLINE_CAMERA_LIBRARY";

#[cfg(target_os = "linux")]
fn is_nokhwa_used() -> bool {
    std::env::var_os(LIBRARY).is_some_and(|name| name == "nokhwa")
}

fn list_unsorted() -> Result<Vec<CameraInfo>, FrameError> {
    #[cfg(target_os = "linux")]
    if !is_nokhwa_used() {
        return v4l2::list();
    }
    nokhwa_camera::list()
}

/// Opens camera `index` and supplies its frames until the reader is gone or an error occurs. Calls
/// `opened` with the name of the format and the zoom.
fn run(
    index: u32,
    is_grey_accepted: bool,
    opened: impl FnOnce(String, f64),
    feed: &Feed,
) -> Result<(), FrameError> {
    #[cfg(target_os = "linux")]
    if !is_nokhwa_used() {
        return v4l2::run(index, is_grey_accepted, opened, feed);
    }
    nokhwa_camera::run(index, is_grey_accepted, opened, feed)
}

/// A camera of this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameraInfo {
    /// The number N in `camera:N`.
    pub index: u32,
    /// The name that the camera reports.
    pub name: String,
}

/// USB id of camera `index`; `None` if it has none, and on macOS.
#[must_use]
pub fn usb_id(index: u32) -> Option<UsbId> {
    #[cfg(target_os = "linux")]
    return v4l2::usb_id(index);
    #[cfg(windows)]
    return nokhwa_camera::usb_id(index);
    #[cfg(not(any(target_os = "linux", windows)))]
    {
        let _ = index;
        None
    }
}

/// What a camera is good for, in the order in which cameras are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CameraKind {
    /// Gives pictures in colour.
    Colour,
    /// Sees infrared light only, for face login. Its pictures are grey and often flicker.
    Infrared,
    /// A node of a built-in (MIPI) camera that gives unprocessed sensor data.
    RawSensor,
}

impl CameraInfo {
    /// The kind of the camera, as far as its name says it.
    #[must_use]
    pub fn kind(&self) -> CameraKind {
        /// Beginnings of the names of capture drivers for MIPI cameras.
        const RAW_SENSORS: [&str; 14] = [
            "intel ipu",
            "ipu3-",
            "ipu6",
            "ipu7",
            "atomisp",
            "unicam",
            "rp1-cfe",
            "bcm2835-isp",
            "pispbe",
            "rkisp",
            "rkcif",
            "mxc-isi",
            "sun6i-csi",
            "msm_vfe",
        ];
        let name = self.name.to_lowercase();
        let has_word = |word: &str| name.split(|c: char| !c.is_alphanumeric()).any(|w| w == word);
        if RAW_SENSORS.iter().any(|start| name.starts_with(start)) {
            CameraKind::RawSensor
        } else if has_word("ir") || name.contains("infrared") || name.ends_with(": integrated i") {
            // V4L2 names have 31 characters: "Integrated Camera: Integrated I" is the infrared
            // camera beside "Integrated Camera: Integrated C".
            CameraKind::Infrared
        } else {
            CameraKind::Colour
        }
    }
}

/// All cameras, ordered by index. Does not open them.
///
/// # Errors
/// [`FrameError`] if the platform's camera service fails.
pub fn list_cameras() -> Result<Vec<CameraInfo>, FrameError> {
    let mut cameras = catching_panics(list_unsorted)?;
    cameras.sort_by_key(|camera| camera.index);
    Ok(cameras)
}

/// An open camera.
pub struct CameraSource {
    camera: String,
    optics: Optics,
    name: String,
    feeder: Feeder,
}

impl CameraSource {
    /// Opens camera `index`, or the first camera that gives pictures. The camera light turns on.
    ///
    /// # Errors
    /// [`FrameError`]; its message says what the person can do.
    pub fn open(index: Option<u32>) -> Result<Self, FrameError> {
        let cameras = list_cameras()?;
        let Some(index) = index else {
            return open_first(&cameras, Self::start);
        };
        match cameras.iter().find(|camera| camera.index == index) {
            Some(camera) => Self::start(camera, true),
            None if cameras.is_empty() => Err(FrameError::NoCamera),
            None => {
                let found: Vec<String> =
                    cameras.iter().map(|c| format!("{} ({})", c.index, c.name)).collect();
                Err(FrameError::NoSuchCamera { index, found: found.join(", ") })
            }
        }
    }

    /// Opens one camera and waits for its first frame.
    fn start(info: &CameraInfo, is_grey_accepted: bool) -> Result<Self, FrameError> {
        let hold = Hold::take(info.index).ok_or(FrameError::Stalled)?;
        // The driver may block in any call, even while opening.
        let opened = Arc::new(LatestSlot::<Result<(String, f64), FrameError>>::default());
        let report = Arc::clone(&opened);
        let index = info.index;
        let feeder = Feeder::spawn("camera", move |feed| {
            let _hold = hold;
            let has_opened = |format: String, zoom: f64| report.put(Ok((format, zoom)));
            let ran = catching_panics(|| run(index, is_grey_accepted, has_opened, feed));
            if let Err(error) = ran {
                report.put(Err(error));
            }
        })?;
        match opened.take_timeout(SILENCE_LIMIT) {
            Taken::Value(Ok((format, zoom))) => Ok(Self {
                camera: info.name.clone(),
                optics: Optics { usb: usb_id(info.index), zoom },
                name: format!("{} {format}", info.name),
                feeder,
            }),
            Taken::Value(Err(error)) => Err(error),
            Taken::TimedOut | Taken::Closed => Err(FrameError::Stalled),
        }
    }
}

/// Maximum number of raw sensor nodes to try: one camera may have dozens.
const MAX_RAW_NODES: usize = 4;

/// Opens the first camera of `cameras` that gives pictures: colour before infrared before raw
/// sensors. `start` opens one camera; its second argument says whether grey pictures are accepted.
fn open_first<T>(
    cameras: &[CameraInfo],
    mut start: impl FnMut(&CameraInfo, bool) -> Result<T, FrameError>,
) -> Result<T, FrameError> {
    let of_kind = |kind: CameraKind| cameras.iter().filter(move |camera| camera.kind() == kind);
    let mut worst: Option<FrameError> = None;
    let mut grey = Vec::new();
    for camera in of_kind(CameraKind::Colour) {
        match start(camera, false) {
            Ok(source) => return Ok(source),
            Err(FrameError::GreyOnly) => grey.push(camera),
            Err(error) => worst = Some(more_useful(worst, error)),
        }
    }
    for camera in grey.into_iter().chain(of_kind(CameraKind::Infrared)) {
        match start(camera, true) {
            Ok(source) => return Ok(source),
            Err(error) => worst = Some(more_useful(worst, error)),
        }
    }
    for camera in of_kind(CameraKind::RawSensor).take(MAX_RAW_NODES) {
        match start(camera, true) {
            Ok(source) => return Ok(source),
            Err(error) => {
                tracing::debug!(camera = %camera.name, %error, "a raw sensor gives no pictures");
                let name = camera.name.clone();
                worst = Some(more_useful(worst, FrameError::RawSensor { name }));
            }
        }
    }
    Err(worst.unwrap_or(FrameError::NoCamera))
}

/// The error that helps the person most: a node without a readable format says the least, and a
/// raw sensor explains why there is no other camera. Otherwise the first error counts.
fn more_useful(first: Option<FrameError>, second: FrameError) -> FrameError {
    let use_of = |error: &FrameError| match error {
        FrameError::NoUsableFormat { .. } => 0,
        FrameError::RawSensor { .. } => 1,
        _ => 2,
    };
    match first {
        Some(first) if use_of(&first) >= use_of(&second) => first,
        _ => second,
    }
}

impl FrameSource for CameraSource {
    fn describe(&self) -> String {
        self.name.clone()
    }

    fn pace(&self) -> Pace {
        Pace::Live
    }

    fn identity(&self) -> Option<String> {
        Some(self.camera.clone())
    }

    fn optics(&self) -> Optics {
        self.optics
    }

    fn interval(&self) -> Option<Interval> {
        Some(self.feeder.interval())
    }

    fn next_frame(&mut self) -> Result<Option<Frame>, FrameError> {
        self.feeder.next()
    }
}

/// Indices of the cameras that a thread of this process has open.
static HELD: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// Exclusive right of one thread to open a camera; released on drop.
///
/// A thread whose driver never returns is abandoned with the camera still open. Opening the camera
/// again would only report that it is busy.
struct Hold(u32);

impl Hold {
    fn held() -> MutexGuard<'static, BTreeSet<u32>> {
        HELD.lock()
    }

    /// Takes camera `index`; `None` while another thread still has it.
    fn take(index: u32) -> Option<Self> {
        Self::held().insert(index).then(|| Self(index))
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        Self::held().remove(&self.0);
    }
}

/// Calls `call` and turns a panic into an error: the camera libraries panic on unexpected driver
/// replies.
pub(super) fn catching_panics<T>(
    call: impl FnOnce() -> Result<T, FrameError>,
) -> Result<T, FrameError> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| {
        Err(FrameError::Camera("its driver sent a reply that Plumbline cannot use".into()))
    })
}

/// The system denies access to the camera.
pub(super) fn no_permission() -> FrameError {
    let hint = if cfg!(target_os = "linux") {
        "; add yourself to the group \"video\" (sudo usermod -aG video $USER) and log in again"
    } else if cfg!(windows) {
        "; in the settings of Windows, open Privacy & security, Camera, and allow the camera, also for desktop apps"
    } else {
        "; in the System Settings, open Privacy & Security, Camera, and allow it for Plumbline"
    };
    FrameError::NoPermission { hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cameras(names: &[&str]) -> Vec<CameraInfo> {
        names
            .iter()
            .zip(0..)
            .map(|(name, index)| CameraInfo { index, name: (*name).to_owned() })
            .collect()
    }

    #[test]
    fn infrared_cameras_and_raw_sensors_are_recognised_by_name() {
        for (name, kind) in [
            ("Integrated Camera", CameraKind::Colour),
            ("Integrated Camera: Integrated C", CameraKind::Colour),
            ("HD Pro Webcam C920", CameraKind::Colour),
            ("Intel MIPI Camera", CameraKind::Colour),
            ("OBS Virtual Camera", CameraKind::Colour),
            ("Iriun Webcam", CameraKind::Colour),
            ("Integrated IR Camera", CameraKind::Infrared),
            ("Integrated Camera: Integrated I", CameraKind::Infrared),
            ("USB2.0 HD IR UVC WebCam", CameraKind::Infrared),
            ("Logitech BRIO Infrared", CameraKind::Infrared),
            ("Intel IPU6 ISYS Capture 0", CameraKind::RawSensor),
            ("ipu3-cio2 0", CameraKind::RawSensor),
            ("unicam-image", CameraKind::RawSensor),
            ("rp1-cfe-csi2_ch0", CameraKind::RawSensor),
        ] {
            let info = CameraInfo { index: 0, name: name.into() };
            assert_eq!(info.kind(), kind, "{name}");
        }
    }

    /// The cameras that are opened, in order, if all fail except those in `usable`.
    fn tried(names: &[&str], usable: &[&str]) -> (Vec<String>, Result<String, FrameError>) {
        let mut order = Vec::new();
        let result = open_first(&cameras(names), |camera, is_grey_accepted| {
            order.push(camera.name.clone());
            match camera.name.as_str() {
                "grey" if !is_grey_accepted => Err(FrameError::GreyOnly),
                name if usable.contains(&name) => Ok(name.to_owned()),
                "metadata" => Err(FrameError::NoUsableFormat { offered: String::new() }),
                _ => Err(FrameError::Stalled),
            }
        });
        (order, result)
    }

    #[test]
    fn the_next_camera_is_tried_and_infrared_and_raw_ones_come_last() {
        let names = ["Intel IPU6 ISYS Capture 0", "HP IR Camera", "grey", "silent", "good"];
        let (order, result) = tried(&names, &["good"]);
        assert_eq!(order, ["grey", "silent", "good"]);
        assert_eq!(result.unwrap(), "good");
        let (order, result) = tried(&names, &["grey", "HP IR Camera"]);
        assert_eq!(order, ["grey", "silent", "good", "grey"]);
        assert_eq!(result.unwrap(), "grey");
        let (order, result) = tried(&names, &[]);
        assert_eq!(order.last().unwrap(), "Intel IPU6 ISYS Capture 0");
        assert!(matches!(result, Err(FrameError::Stalled)));
    }

    #[test]
    fn the_error_says_what_helps_most() {
        let error = |names: &[&str]| tried(names, &[]).1.unwrap_err();
        assert!(matches!(error(&[]), FrameError::NoCamera));
        assert!(matches!(error(&["metadata"]), FrameError::NoUsableFormat { .. }));
        assert!(matches!(error(&["metadata", "silent"]), FrameError::Stalled));
        assert!(matches!(error(&["silent", "metadata"]), FrameError::Stalled));
        let raw = error(&["metadata", "Intel IPU6 ISYS Capture 0"]);
        assert!(matches!(&raw, FrameError::RawSensor { name } if name.contains("IPU6")), "{raw}");
        // One MIPI camera has dozens of nodes.
        let nodes: Vec<String> = (0..48).map(|n| format!("Intel IPU6 ISYS Capture {n}")).collect();
        let (order, _) = tried(&nodes.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
        assert_eq!(order.len(), MAX_RAW_NODES);
    }

    #[test]
    fn a_camera_held_by_a_hung_thread_cannot_be_taken_twice() {
        let hold = Hold::take(4_000_000_000);
        assert!(hold.is_some() && Hold::take(4_000_000_000).is_none());
        drop(hold);
        assert!(Hold::take(4_000_000_000).is_some());
    }

    #[test]
    fn a_driver_that_makes_the_binding_panic_is_an_error() {
        let result: Result<(), FrameError> = catching_panics(|| panic!("Invalid colorspace"));
        assert!(matches!(result, Err(FrameError::Camera(_))));
    }
}
