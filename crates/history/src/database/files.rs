//! The files of the history: makes them private, sets damaged ones aside, and keeps backups of
//! deleted rows.
//!
//! SQLite keeps `history.sqlite-wal` and `-shm` beside `history.sqlite`; the three belong together.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use tempfile::TempDir;

use crate::model::calendar;

/// The first bytes of every SQLite database.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// Kind of content at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// No file, or an empty file.
    Nothing,
    /// A SQLite database.
    Database,
    /// Any other file.
    Foreign,
}

/// Detects the kind of content from the first bytes of the file.
pub(crate) fn content(path: &Path) -> io::Result<Content> {
    use io::Read as _;
    let mut start = Vec::new();
    match fs::File::open(path) {
        Ok(file) => file.take(MAGIC.len() as u64).read_to_end(&mut start)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Content::Nothing),
        Err(error) => return Err(error),
    };
    Ok(match start.as_slice() {
        [] => Content::Nothing,
        MAGIC => Content::Database,
        _ => Content::Foreign,
    })
}

/// Creates the folder (mode 0700) and the file (0600) if they do not exist, and removes the access
/// of other users from an existing file. SQLite gives its other files the mode of the database.
pub(crate) fn make_private(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut options = fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let file = options.mode(0o600).open(path)?;
        if file.metadata()?.permissions().mode() & 0o077 != 0 {
            file.set_permissions(fs::Permissions::from_mode(0o600))?;
        }
    }
    #[cfg(not(unix))]
    {
        fs::create_dir_all(folder)?;
        options.open(path)?;
    }
    Ok(())
}

/// Renames a damaged history and its log files to a free name and returns that name.
pub(crate) fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let kept = (1..1000)
        .map(|n| numbered(path, n))
        .find(|candidate| !candidate.exists())
        .ok_or_else(|| io::Error::other("a thousand damaged files exist already"))?;
    fs::rename(path, &kept)?;
    for ending in ["-wal", "-shm"] {
        match fs::rename(beside(path, ending), beside(&kept, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(kept)
}

/// Moves a history that was set aside back, over the new history in its place.
pub(crate) fn put_back(kept: &Path, path: &Path) -> io::Result<()> {
    for ending in ["-wal", "-shm"] {
        let (from, to) = (beside(kept, ending), beside(path, ending));
        remove(&to)?;
        if from.exists() {
            fs::rename(from, to)?;
        }
    }
    fs::rename(kept, path)
}

/// Deletes a file if it exists.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Deletes all damaged histories that were set aside, and all backups.
pub(crate) fn delete_set_aside(path: &Path) -> io::Result<()> {
    for n in 1..1000 {
        remove_database(&numbered(path, n))?;
    }
    for backup in backups(path) {
        remove_database(&backup.path)?;
    }
    Ok(())
}

/// Number of days after its own day on which a backup is still kept.
const BACKUP_DAYS: i64 = 1;

/// A backup of rows that were deleted because of their age.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Backup {
    pub path: PathBuf,
    /// Day on which the rows were deleted.
    pub day: Date,
}

/// The backup for rows of the history at `path` that are deleted on `day`.
pub(crate) fn backup_path(path: &Path, day: Date) -> PathBuf {
    path.with_extension(format!("deleted-{day}.{}", ending_of(path)))
}

/// The backups beside the history at `path`.
pub(crate) fn backups(path: &Path) -> Vec<Backup> {
    let (Some(folder), Some(stem)) = (path.parent(), path.file_stem()) else { return Vec::new() };
    let (start, end) = (format!("{}.deleted-", stem.display()), format!(".{}", ending_of(path)));
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let backup = |entry: fs::DirEntry| {
        let name = entry.file_name();
        let day = name.to_str()?.strip_prefix(&start)?.strip_suffix(&end)?.parse().ok()?;
        Some(Backup { path: entry.path(), day })
    };
    entries.filter_map(backup).collect()
}

/// Deletes the backups that are older than yesterday. A backup from a later day was made while the
/// clock was ahead, and counts as made today.
pub(crate) fn delete_old_backups(path: &Path, today: Date) -> io::Result<()> {
    for backup in backups(path) {
        let of_today = backup_path(path, today);
        if calendar::days_after(backup.day, BACKUP_DAYS) < today {
            remove_database(&backup.path)?;
        } else if backup.day > today && !of_today.exists() {
            put_back(&backup.path, &of_today)?;
        }
    }
    Ok(())
}

/// A copy of a database.
pub(crate) struct Copied {
    pub file: PathBuf,
    /// Deleted with its content when dropped.
    pub folder: TempDir,
}

/// Whether the database at `path` has a log with changes that are not in the file yet.
pub(crate) fn has_log(path: &Path) -> bool {
    beside(path, "-wal").metadata().is_ok_and(|log| log.len() > 0)
}

/// Copies the database and its log to a temporary folder.
pub(crate) fn copied(path: &Path) -> io::Result<Copied> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("history.sqlite");
    for ending in ["", "-wal"] {
        // Not `fs::copy`, which also copies a read-only mode.
        let mut from = fs::File::open(beside(path, ending))?;
        io::copy(&mut from, &mut fs::File::create(beside(&file, ending))?)?;
    }
    Ok(Copied { file, folder })
}

/// What to do about `error` if access was refused because the file or its folder belongs to the
/// administrator, for example after a run with `sudo`.
pub(crate) fn owner_hint(path: &Path, error: &io::Error) -> Option<String> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        if error.kind() != io::ErrorKind::PermissionDenied {
            return None;
        }
        let owned = path.ancestors().find_map(|path| path.metadata().ok())?;
        let folder = path.parent()?.display();
        (owned.uid() == 0).then(|| {
            format!(
                "it belongs to the administrator, probably after a run with sudo; give it back \
                 with: sudo chown -R \"$USER\" \"{folder}\""
            )
        })
    }
    #[cfg(not(unix))]
    {
        let _ = (path, error);
        None
    }
}

fn remove_database(path: &Path) -> io::Result<()> {
    for file in [beside(path, "-wal"), beside(path, "-shm"), path.to_owned()] {
        remove(&file)?;
    }
    Ok(())
}

fn ending_of(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default()
}

fn numbered(path: &Path, n: u32) -> PathBuf {
    path.with_extension(format!("damaged-{n}.{}", ending_of(path)))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_files_are_kept_with_their_log_and_can_be_deleted() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("history.sqlite");
        for text in ["first", "second"] {
            fs::write(&path, text).unwrap();
            fs::write(beside(&path, "-wal"), "log").unwrap();
            let kept = set_aside(&path).unwrap();
            assert_eq!(fs::read_to_string(&kept).unwrap(), text);
            assert_eq!(fs::read_to_string(beside(&kept, "-wal")).unwrap(), "log");
        }
        assert!(dir.path().join("history.damaged-1.sqlite").exists());
        assert!(dir.path().join("history.damaged-2.sqlite-wal").exists());
        fs::write(&path, "begun").unwrap();
        put_back(&dir.path().join("history.damaged-2.sqlite"), &path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "second");
        assert_eq!(fs::read_to_string(beside(&path, "-wal")).unwrap(), "log");
        set_aside(&path).unwrap();
        fs::write(dir.path().join("baselines.json"), "{}").unwrap();
        delete_set_aside(&path).unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_refused_file_of_the_administrator_has_a_hint() {
        let refused = io::Error::from(io::ErrorKind::PermissionDenied);
        let hint = owner_hint(Path::new("/etc/none.sqlite"), &refused).unwrap();
        assert!(hint.contains("sudo chown -R \"$USER\" \"/etc\""), "{hint}");
        let other = io::Error::from(io::ErrorKind::StorageFull);
        assert_eq!(owner_hint(Path::new("/etc/none.sqlite"), &other), None);
    }

    #[test]
    fn a_database_is_detected_by_its_first_bytes() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        assert_eq!(content(&path).unwrap(), Content::Nothing);
        for (bytes, expected) in [
            (b"".as_slice(), Content::Nothing),
            (b"SQLite format 3\0 and more", Content::Database),
            (b"SQLite", Content::Foreign),
            (b"a letter to grandmother", Content::Foreign),
        ] {
            fs::write(&path, bytes).unwrap();
            assert_eq!(content(&path).unwrap(), expected);
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_file_and_folder_are_private_to_the_user() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("history/history.sqlite");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        make_private(&path).unwrap();
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        make_private(&path).unwrap();
        assert_eq!(mode(&path), 0o600);
    }
}
