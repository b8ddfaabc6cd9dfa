//! The hidden entries of the home folder, which the sandbox keeps closed, under all their paths.
//!
//! Landlock grants a folder, not a name: access through a link, a bind mount or another path of the
//! same folder is granted too. So every path is compared after links are resolved, with every path
//! under which a hidden entry can be reached.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::mounts::Mounts;

/// Hidden folders that hold the data of many programs. They are never granted as a whole, even if
/// the environment names them.
const SHARED_FOLDERS: [&str; 4] = [".cache", ".config", ".local", ".var"];

/// Relation of a path to the hidden entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// Has no hidden entry below it and is not below one.
    Apart,
    /// Contains a hidden entry, or the home folder, where new hidden entries can appear.
    Above,
    /// Is a hidden entry.
    Same,
    /// Lies in a hidden entry.
    Below,
}

/// The hidden entries of one home folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct HiddenEntries {
    /// Every path of the home folder, without links.
    homes: BTreeSet<PathBuf>,
    /// Every path of each hidden entry, without links.
    entries: BTreeSet<PathBuf>,
}

impl HiddenEntries {
    /// The hidden entries of `home` except those in `needed`, names of entries directly in `home`.
    pub(super) fn of(home: &Path, needed: &[&str], mounts: &Mounts) -> Self {
        let home = home.canonicalize().unwrap_or_else(|_| home.to_owned());
        let mut entries = BTreeSet::new();
        for path in entries_of(&home) {
            let name = path.file_name().unwrap_or_default();
            let is_needed = needed.iter().any(|needed| name == *needed);
            if !name.as_encoded_bytes().starts_with(b".") || is_needed {
                continue;
            }
            if let Ok(real) = path.canonicalize()
                && !is_of_a_package(&real)
            {
                entries.extend(mounts.paths_in(&real));
                entries.insert(real);
            }
            entries.extend(mounts.paths_in(&path));
            entries.insert(path);
        }
        let mut homes: BTreeSet<PathBuf> = mounts.paths_of(&home).into_iter().collect();
        homes.insert(home);
        // A hidden entry that is a link to the home folder or above hides nothing.
        entries.retain(|entry| !homes.iter().any(|home| home.starts_with(entry)));
        Self { homes, entries }
    }

    fn relation(&self, real: &Path) -> Relation {
        if self.entries.contains(real) {
            Relation::Same
        } else if self.entries.iter().any(|entry| real.starts_with(entry)) {
            Relation::Below
        } else if self.homes.iter().chain(&self.entries).any(|entry| entry.starts_with(real)) {
            Relation::Above
        } else {
            Relation::Apart
        }
    }

    /// The paths that together give access to everything in `top` except the hidden entries. Links
    /// are resolved.
    pub(super) fn visible_in(&self, top: &Path) -> Vec<PathBuf> {
        let (mut visible, mut seen) = (Vec::new(), BTreeSet::new());
        let mut pending = vec![top.to_owned()];
        while let Some(path) = pending.pop() {
            // A link that leads nowhere grants nothing.
            let Ok(real) = path.canonicalize() else { continue };
            if !seen.insert(real.clone()) {
                continue;
            }
            match self.relation(&real) {
                Relation::Apart => visible.push(real),
                Relation::Above => pending.extend(entries_of(&real)),
                Relation::Same | Relation::Below => {}
            }
        }
        visible
    }

    /// Like [`Self::visible_in`], for a path that the person or the environment names. It may
    /// therefore lie in a hidden entry, or be one.
    pub(super) fn readable_in(&self, named: &Path) -> Vec<PathBuf> {
        match self.relation_of_named(named) {
            Some((real, Relation::Above)) => self.visible_in(&real),
            Some((real, _)) => vec![real],
            None => Vec::new(),
        }
    }

    /// The folder or file `named` without links if it may be written to. It may lie in a hidden
    /// entry, but nothing hidden may lie in it.
    pub(super) fn writable(&self, named: &Path) -> Option<PathBuf> {
        match self.relation_of_named(named)? {
            (_, Relation::Above) => None,
            (real, _) => Some(real),
        }
    }

    /// `named` without links, and its relation; `None` if it may not be granted.
    fn relation_of_named(&self, named: &Path) -> Option<(PathBuf, Relation)> {
        let real = named.canonicalize().ok()?;
        let relation = self.relation(&real);
        if relation == Relation::Same {
            // The name of a link does not name what it leads to.
            let is_link = named.file_name() != real.file_name();
            let is_shared = SHARED_FOLDERS.iter().any(|name| real.ends_with(name));
            if is_link || is_shared {
                return None;
            }
        }
        Some((real, relation))
    }
}

/// Folders of package managers. Every user may read them, so what a hidden entry links to there is not private.
const PACKAGES: [&str; 2] = ["/gnu/store", "/nix/store"];

fn is_of_a_package(path: &Path) -> bool {
    PACKAGES.iter().any(|packages| path.starts_with(packages))
}

fn entries_of(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}
