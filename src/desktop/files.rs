//! Private files: atomic writes, permissions, and renaming of damaged files.

use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Makes every file that this process creates from now on accessible to its user only. On Windows the folders of the
/// user already give this right to their files.
pub(crate) fn make_new_files_private() {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::Mode;
        rustix::process::umask(Mode::RWXG | Mode::RWXO);
    }
}

/// Removes the access of other users to `folder` and the files in it.
///
/// # Errors
/// The first I/O error, for example if another user owns a file.
pub(crate) fn take_access_from_others(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let files = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path());
        for path in std::iter::once(folder.to_owned()).chain(files.filter(|path| path.is_file())) {
            let mut permissions = path.metadata()?.permissions();
            if permissions.mode() & 0o077 != 0 {
                permissions.set_mode(permissions.mode() & !0o077);
                std::fs::set_permissions(&path, permissions)?;
            }
        }
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
    }
    Ok(())
}

/// Writes `text` to `path` atomically, readable only by the user. Creates the folder if needed. If `path` is a
/// link, the file to which it leads is written and the link stays. Where only the file itself may be written, not
/// its folder, it is overwritten in place.
///
/// # Errors
/// The I/O error; the old file is then unchanged, unless it was overwritten in place.
pub(crate) fn write_whole(path: &Path, text: &str) -> std::io::Result<()> {
    let path = &end_of_links(path)?;
    let folder =
        path.parent().ok_or_else(|| std::io::Error::other("the path has no parent folder"))?;
    make_private_folder(folder)?;
    // Temporary files are created with owner-only permissions, and renaming keeps them.
    let mut file = match tempfile::NamedTempFile::new_in(folder) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::PermissionDenied && path.exists() => {
            return overwrite(path, text);
        }
        Err(error) => return Err(error),
    };
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

fn overwrite(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = std::fs::File::options().write(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.set_len(text.len() as u64)?;
    file.sync_all()
}

/// Maximum number of links that are followed, as in the Linux kernel.
const MAX_LINKS: usize = 40;

/// The file to which `path` leads if it is a link, otherwise `path`. The file need not exist.
///
/// # Errors
/// If there are too many links in a row.
pub(crate) fn end_of_links(path: &Path) -> std::io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        match std::fs::read_link(&path) {
            // A relative target starts at the folder of the link.
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            // Not a link.
            Err(_) => return Ok(path),
        }
    }
    Err(std::io::Error::other("the path leads through too many links"))
}

/// Creates `folder` and its parents. New folders are accessible only to the user.
///
/// # Errors
/// The I/O error.
pub(crate) fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Renames a damaged file to an unused name and returns the new path.
///
/// # Errors
/// The I/O error; the file then keeps its name.
pub(crate) fn set_aside(path: &Path) -> std::io::Result<PathBuf> {
    let ending = path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
    let kept = (1..1000)
        .map(|n| path.with_extension(format!("damaged-{n}.{ending}")))
        .find(|candidate| !candidate.exists())
        .ok_or_else(|| std::io::Error::other("a thousand damaged files exist already"))?;
    std::fs::rename(path, &kept)?;
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_damaged_files_are_both_kept() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("settings.toml");
        for text in ["first", "second"] {
            std::fs::write(&path, text).unwrap();
            let kept = set_aside(&path).unwrap();
            assert_eq!(std::fs::read_to_string(kept).unwrap(), text);
        }
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_written_through_and_stays() {
        let dir = tempfile::tempdir().unwrap();
        let link = dir.path().join("config/settings.toml");
        let middle = dir.path().join("config/middle");
        let file = dir.path().join("dotfiles/settings.toml");
        std::fs::create_dir(dir.path().join("config")).unwrap();
        std::os::unix::fs::symlink("middle", &link).unwrap();
        std::os::unix::fs::symlink("../dotfiles/settings.toml", &middle).unwrap();
        // At first the links lead nowhere.
        for text in ["first", "second"] {
            write_whole(&link, text).unwrap();
            assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
        }
        assert!(link.is_symlink() && middle.is_symlink() && !file.is_symlink());
        std::os::unix::fs::symlink("round", dir.path().join("round")).unwrap();
        assert!(write_whole(&dir.path().join("round"), "text").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn files_of_earlier_versions_become_private() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let log = dir.path().join("plumbline.log");
        std::fs::write(&log, "").unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        for (path, open) in [(log.as_path(), 0o644), (dir.path(), 0o755)] {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(open)).unwrap();
        }
        take_access_from_others(dir.path()).unwrap();
        assert_eq!((mode(&log), mode(dir.path())), (0o600, 0o700));
    }

    #[cfg(unix)]
    #[test]
    fn a_written_file_is_readable_only_by_its_owner() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("deeper/file.json");
        write_whole(&path, "{}").unwrap();
        assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o077, 0);
    }
}
