//! `plumbline doctor --report`: a text about this installation for a problem report that strangers read.
//!
//! Each line is made from facts that are chosen here. Nothing is copied from the environment, from settings or from
//! names that a device reports without being reduced to known forms.

use std::path::Path;

use directories::BaseDirs;

use super::{Check, Failure};
use crate::desktop::sandbox::{Restriction, Sandbox};
use plumbline_vision::frames::camera::{CameraInfo, CameraKind};

/// Longest value that is taken from a file or variable, in characters.
const MAX_VALUE_LENGTH: usize = 60;

/// Prints the report.
pub(super) fn print(checks: &[Check]) -> Result<(), Failure> {
    let system = [
        ("system", system()),
        ("processor", format!("{}, {} threads", std::env::consts::ARCH, threads())),
        ("desktop", desktop()),
        ("installed", installed().to_owned()),
    ];
    for (name, text) in system {
        outln!("{:<8} {name:<13} {text}", "");
    }
    for Check { name, result, shareable } in checks {
        outln!("{:<8} {name:<13} {}", result.status(), shareable.as_deref().unwrap_or_default());
    }
    Ok(())
}

/// Number of cameras of each kind. The names of cameras may be those of people ("Ada's phone").
pub(super) fn kinds_of(cameras: &[CameraInfo]) -> String {
    let count = |kind| cameras.iter().filter(|camera| camera.kind() == kind).count();
    let [colour, infrared, raw] =
        [CameraKind::Colour, CameraKind::Infrared, CameraKind::RawSensor].map(count);
    format!("{colour} colour, {infrared} infrared, {raw} raw sensors")
}

/// State of the sandbox without the reasons, which may contain paths.
pub(super) fn level_of(sandbox: &Sandbox) -> String {
    let level = |side: &Restriction| match side {
        Restriction::Full => "restricted",
        Restriction::Partial => "restricted as far as this kernel supports",
        Restriction::Off { .. } => "not restricted",
    };
    format!("files {}, network {}", level(&sandbox.files), level(&sandbox.network))
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(0, usize::from)
}

/// Name of the system and version number of its kernel. The rest of the version is left out, because it can contain a private name.
fn system() -> String {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
    let name = name.map_or_else(|| std::env::consts::OS.to_owned(), |name| plain(name, "/"));
    let kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let is_number = |c: char| c.is_ascii_digit() || c == '.';
    let kernel: String = kernel.chars().take_while(|c| is_number(*c)).collect();
    if kernel.is_empty() { name } else { format!("{name}, kernel {kernel}") }
}

/// Desktop and display server, from the variables that the session sets.
fn desktop() -> String {
    let value = |name| std::env::var(name).ok().map(|value| plain(&value, ""));
    let names = [value("XDG_CURRENT_DESKTOP"), value("XDG_SESSION_TYPE")];
    let names: Vec<String> = names.into_iter().flatten().filter(|name| !name.is_empty()).collect();
    if names.is_empty() { "unknown".into() } else { names.join(", ") }
}

/// How the program was installed, from the place of its file.
fn installed() -> &'static str {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let Ok(exe) = std::env::current_exe() else { return "unknown" };
    let home = BaseDirs::new();
    if is_set("FLATPAK_ID") {
        "Flatpak"
    } else if is_set("APPIMAGE") && is_set("APPDIR") {
        "AppImage"
    } else if exe.starts_with("/usr") && !exe.starts_with("/usr/local") {
        "package of the system"
    } else if exe.components().any(|part| part.as_os_str() == "target") {
        "built from the source"
    } else if home.is_some_and(|home| exe.starts_with(home.home_dir())) {
        "in the home folder"
    } else if exe.parent().is_some_and(is_system_folder) {
        "in a folder of the system"
    } else {
        "in another folder"
    }
}

fn is_system_folder(folder: &Path) -> bool {
    ["/usr/local", "/opt", "/nix", "/app"].iter().any(|system| folder.starts_with(system))
}

/// The letters, digits and harmless signs of `value` with those in `more_signs`, at most [`MAX_VALUE_LENGTH`].
fn plain(value: &str, more_signs: &str) -> String {
    let is_harmless =
        |c: &char| c.is_alphanumeric() || " .,:()-+_".contains(*c) || more_signs.contains(*c);
    let kept: String = value.chars().filter(is_harmless).take(MAX_VALUE_LENGTH).collect();
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cameras_are_counted_and_not_named() {
        let camera = |index, name: &str| CameraInfo { index, name: name.into() };
        let cameras = [camera(0, "Ada's phone"), camera(1, "Integrated IR Camera")];
        assert_eq!(kinds_of(&cameras), "1 colour, 1 infrared, 0 raw sensors");
    }

    #[test]
    fn reasons_of_the_sandbox_are_left_out() {
        let sandbox = Sandbox::inactive("cannot open /home/ada");
        assert_eq!(level_of(&sandbox), "files not restricted, network not restricted");
    }

    #[test]
    fn values_of_the_system_have_a_known_form() {
        let name = "\"Debian GNU/Linux 12 (bookworm)\"";
        assert_eq!(plain(name, "/"), "Debian GNU/Linux 12 (bookworm)");
        assert_eq!(plain("/home/ada\u{1b}[2J", ""), "homeada2J");
        assert_eq!(plain(&"x".repeat(1000), "").len(), MAX_VALUE_LENGTH);
    }
}
