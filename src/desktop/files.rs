//! Files written whole or not at all, and damaged ones set aside.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Writes `text` to `path`, whole or not at all, for the person alone to read. Makes the folder.
///
/// # Errors
/// What the system says; the old file is then untouched.
pub fn write_whole(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().ok_or_else(|| std::io::Error::other("it has no folder"))?;
    make_private_folder(folder)?;
    // Temporary files are made for their owner alone, and renaming keeps that.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Makes `folder` and what leads to it; what is new is for the person alone to look into.
///
/// # Errors
/// What the system says.
pub fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Moves a damaged file out of the way under a name that is free, and answers with that.
///
/// # Errors
/// What the system says; the file is then where it was.
pub fn set_aside(path: &Path) -> std::io::Result<PathBuf> {
    let ending = path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
    let kept = (1..1000)
        .map(|n| path.with_extension(format!("damaged-{n}.{ending}")))
        .find(|candidate| !candidate.exists())
        .ok_or_else(|| std::io::Error::other("a thousand damaged ones are there already"))?;
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
    fn nobody_else_can_read_what_is_written() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("deeper/file.json");
        write_whole(&path, "{}").unwrap();
        assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o077, 0);
    }
}
