//! Reads the registry of Windows.

use windows_registry::{CURRENT_USER, Key, LOCAL_MACHINE};

use super::{Device, Use, is_any_denied, program_of_key};

const STORE: &str =
    r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore";
/// Key of the programs that are not from the Microsoft Store.
const DESKTOP: &str = "NonPackaged";

fn path(device: Device) -> String {
    let name = match device {
        Device::Camera => "webcam",
        Device::Microphone => "microphone",
    };
    format!(r"{STORE}\{name}")
}

/// All programs that have used `device`. Empty before Windows 10 version 1903, which notes nothing.
#[must_use]
pub fn uses(device: Device) -> Vec<Use> {
    let Ok(store) = CURRENT_USER.open(path(device)) else { return Vec::new() };
    let mut uses = Vec::new();
    for name in store.keys().into_iter().flatten().filter(|name| name != DESKTOP) {
        uses.extend(store.open(&name).ok().map(|key| of_key(&key, None)));
    }
    if let Ok(desktop) = store.open(DESKTOP) {
        for name in desktop.keys().into_iter().flatten() {
            let program = Some(program_of_key(&name));
            uses.extend(desktop.open(&name).ok().map(|key| of_key(&key, program.clone())));
        }
    }
    uses
}

fn of_key(key: &Key, program: Option<std::path::PathBuf>) -> Use {
    // A missing end counts as one: an unknown format is no use.
    let time = |name| key.get_u64(name).ok();
    Use {
        program,
        started: time("LastUsedTimeStart").unwrap_or(0),
        stopped: time("LastUsedTimeStop").unwrap_or(1),
    }
}

/// Whether the privacy settings keep programs of the desktop from `device`.
#[must_use]
pub fn is_denied(device: Device) -> bool {
    let path = path(device);
    let value =
        |root: &Key, path: &str| root.open(path).and_then(|key| key.get_string("Value")).ok();
    is_any_denied(&[
        value(LOCAL_MACHINE, &path),
        value(CURRENT_USER, &path),
        value(CURRENT_USER, &format!(r"{path}\{DESKTOP}")),
    ])
}
