//! Which displays are connected. Together with the camera they tell one desk from another: a laptop alone, and the
//! same laptop at its dock.

use std::fs;
use std::path::Path;

/// Folder in which the Linux kernel lists the connectors of the graphics cards, with X11 and with Wayland.
const CONNECTORS: &str = "/sys/class/drm";

/// Length of the part of an EDID that names a display: manufacturer, product and serial number (VESA E-EDID 1.4,
/// section 3.4).
const IDENTITY: std::ops::Range<usize> = 8..16;

/// A short text that stands for the set of connected displays: the same for the same displays, whatever connectors
/// they are at. Empty if it is not known. It does not name them.
#[must_use]
pub(crate) fn connected() -> String {
    connected_in(Path::new(CONNECTORS))
}

/// Like [`connected`], with another folder.
fn connected_in(folder: &Path) -> String {
    let Ok(entries) = fs::read_dir(folder) else { return String::new() };
    let is = |connector: &Path, file: &str, expected: &str| {
        fs::read_to_string(connector.join(file)).is_ok_and(|text| text.trim() == expected)
    };
    let mut identities: Vec<Vec<u8>> = entries
        .flatten()
        .map(|entry| entry.path())
        // The screen of a closed laptop is connected but not enabled.
        .filter(|path| is(path, "status", "connected") && is(path, "enabled", "enabled"))
        .filter_map(|path| fs::read(path.join("edid")).ok()?.get(IDENTITY).map(<[u8]>::to_vec))
        .collect();
    if identities.is_empty() {
        return String::new();
    }
    identities.sort();
    format!("{:016x}", fnv1a(&identities.concat()))
}

/// The FNV-1a hash, 64 bits. It must stay the same between versions, unlike the hash of the standard library.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plug(folder: &Path, connector: &str, status: &str, enabled: &str, product: u8) {
        let connector = folder.join(connector);
        fs::create_dir_all(&connector).unwrap();
        fs::write(connector.join("status"), format!("{status}\n")).unwrap();
        fs::write(connector.join("enabled"), format!("{enabled}\n")).unwrap();
        let mut edid = vec![0u8, 255, 255, 255, 255, 255, 255, 0, 0x10, 0xac];
        edid.extend([product, 0, 1, 2, 3, 4, 30, 31]);
        edid.resize(128, 0);
        fs::write(connector.join("edid"), if status == "connected" { edid } else { vec![] })
            .unwrap();
    }

    #[test]
    fn the_set_of_enabled_displays_counts_and_not_their_connectors() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        plug(&at("laptop"), "card0-eDP-1", "connected", "enabled", 1);
        plug(&at("laptop"), "card0-HDMI-A-1", "disconnected", "disabled", 0);
        plug(&at("dock"), "card0-eDP-1", "connected", "enabled", 1);
        plug(&at("dock"), "card0-DP-3", "connected", "enabled", 2);
        plug(&at("replugged"), "card0-DP-4", "connected", "enabled", 2);
        plug(&at("replugged"), "card1-eDP-1", "connected", "enabled", 1);
        plug(&at("closed"), "card0-eDP-1", "connected", "disabled", 1);
        plug(&at("closed"), "card0-DP-3", "connected", "enabled", 2);
        let [laptop, dock, replugged, closed] =
            ["laptop", "dock", "replugged", "closed"].map(|name| connected_in(&at(name)));
        assert_eq!(dock, replugged);
        assert!(laptop != dock && dock != closed && laptop != closed && !laptop.is_empty());
        assert_eq!(connected_in(&at("no such folder")), "");
    }

    #[test]
    fn the_hash_is_the_published_one() {
        // Test vectors of the authors (draft-eastlake-fnv).
        assert_eq!(
            [fnv1a(b""), fnv1a(b"a"), fnv1a(b"foobar")],
            [0xcbf2_9ce4_8422_2325, 0xaf63_dc4c_8601_ec8c, 0x8594_4171_f739_67e8,]
        );
    }
}
