//! Atomic file writes, and renaming of damaged files.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Writes `text` to `path` atomically, readable only by the user. Creates the folder if needed.
///
/// # Errors
/// The I/O error; the old file is then unchanged.
pub(crate) fn write_whole(path: &Path, text: &str) -> std::io::Result<()> {
    let folder =
        path.parent().ok_or_else(|| std::io::Error::other("the path has no parent folder"))?;
    make_private_folder(folder)?;
    // Temporary files are created with owner-only permissions, and renaming keeps them.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
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
    fn a_written_file_is_readable_only_by_its_owner() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("deeper/file.json");
        write_whole(&path, "{}").unwrap();
        assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o077, 0);
    }
}
