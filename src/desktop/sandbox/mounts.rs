//! The table of mounts: under which other paths a folder can be reached.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The mounts of this process, in the order in which they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mounts(Vec<Mount>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Mount {
    /// Number of the file system.
    device: String,
    /// The folder of the file system that is mounted.
    root: PathBuf,
    /// Where it is mounted.
    point: PathBuf,
}

impl Mounts {
    /// Reads the table of this process. Without `/proc` it is empty.
    pub(super) fn of_this_process() -> Self {
        Self::parse(&std::fs::read("/proc/self/mountinfo").unwrap_or_default())
    }

    /// Parses the format of `/proc/self/mountinfo` (`man 5 proc_pid_mountinfo`).
    fn parse(table: &[u8]) -> Self {
        let mount = |line: &[u8]| {
            let mut fields = line.split(|byte| *byte == b' ').skip(2);
            let device = String::from_utf8_lossy(fields.next()?).into_owned();
            let (root, point) = (unescaped(fields.next()?), unescaped(fields.next()?));
            Some(Mount { device, root, point })
        };
        Self(table.split(|byte| *byte == b'\n').filter_map(mount).collect())
    }

    /// Other paths of the folder or file `path`, which must be absolute and without links.
    pub(super) fn paths_of(&self, path: &Path) -> Vec<PathBuf> {
        let Some((own, inner)) = self.place_of(path) else { return Vec::new() };
        self.of_same_file_system(own)
            .filter_map(|mount| Some(joined(&mount.point, inner.strip_prefix(&mount.root).ok()?)))
            .collect()
    }

    /// Like [`Self::paths_of`], and in addition the mounts of folders in `path`.
    pub(super) fn paths_in(&self, path: &Path) -> Vec<PathBuf> {
        let mut paths = self.paths_of(path);
        if let Some((own, inner)) = self.place_of(path) {
            let mounted = self.of_same_file_system(own).filter(|m| m.root.starts_with(&inner));
            paths.extend(mounted.map(|mount| mount.point.clone()));
        }
        paths
    }

    /// The mount that contains `path`, and the path in its file system.
    fn place_of(&self, path: &Path) -> Option<(&Mount, PathBuf)> {
        let mounts = self.0.iter().filter(|mount| path.starts_with(&mount.point));
        // Of two mounts at the same place, the later one is visible.
        let mount = mounts.max_by_key(|mount| mount.point.components().count())?;
        Some((mount, joined(&mount.root, path.strip_prefix(&mount.point).ok()?)))
    }

    fn of_same_file_system<'a>(&'a self, own: &'a Mount) -> impl Iterator<Item = &'a Mount> {
        self.0.iter().filter(|mount| mount.device == own.device && mount.point != own.point)
    }
}

/// `path/rest`, without a slash at the end if `rest` is empty.
fn joined(path: &Path, rest: &Path) -> PathBuf {
    if rest.as_os_str().is_empty() { path.to_owned() } else { path.join(rest) }
}

/// Replaces the octal escapes of spaces, tabs, newlines and backslashes.
fn unescaped(field: &[u8]) -> PathBuf {
    let mut bytes = Vec::with_capacity(field.len());
    let mut rest = field;
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 8).ok()) {
            Some(byte) if *first == b'\\' => {
                bytes.push(byte);
                rest = &after[3..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    #[cfg(unix)]
    let name: OsString = std::os::unix::ffi::OsStringExt::from_vec(bytes);
    #[cfg(not(unix))]
    let name: OsString = String::from_utf8_lossy(&bytes).into_owned().into();
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Fedora Atomic desktop, where `/var` is a folder of the physical root, and a bind mount.
    const TABLE: &str = r"
21 1 0:33 / / ro - overlay composefs ro
22 21 8:3 / /sysroot ro - ext4 /dev/sda3 rw
23 21 8:3 /ostree/deploy/fedora/var /var rw - ext4 /dev/sda3 rw
24 21 8:3 /ostree/deploy/fedora/var/home/u/.ssh/work /mnt/my\040keys rw - ext4 /dev/sda3 rw
25 21 0:40 / /tmp rw - tmpfs tmpfs rw
";

    fn paths(found: &[PathBuf]) -> Vec<&str> {
        found.iter().map(|path| path.to_str().unwrap()).collect()
    }

    #[test]
    fn a_folder_is_found_under_its_other_paths() {
        let mounts = Mounts::parse(TABLE.as_bytes());
        let home = Path::new("/var/home/u");
        assert_eq!(paths(&mounts.paths_of(home)), ["/sysroot/ostree/deploy/fedora/var/home/u"]);
        assert_eq!(
            paths(&mounts.paths_in(&home.join(".ssh"))),
            ["/sysroot/ostree/deploy/fedora/var/home/u/.ssh", "/mnt/my keys"]
        );
        assert_eq!(paths(&mounts.paths_of(Path::new("/mnt/my keys")))[1], "/var/home/u/.ssh/work");
        assert!(mounts.paths_of(Path::new("/tmp/x")).is_empty());
        assert!(Mounts::default().paths_in(home).is_empty());
    }
}
