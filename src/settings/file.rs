//! The settings file: loading, and saving of single changes into what the person wrote.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use toml::{Table, Value};
use toml_edit::{DocumentMut, Item, TableLike};

use super::Settings;
use super::read::{Content, Refused, read};
use crate::desktop::files::{set_aside, write_whole};
use crate::desktop::sandbox;

/// Maximum number of refused values in one message.
const MOST_NAMED: usize = 5;

/// Errors of loading and saving settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file exists but cannot be read.
    #[error("the settings in {path} cannot be read: {reason}; the defaults are in use")]
    Unreadable { path: PathBuf, reason: String },
    /// Nothing in the file could be read, and it has been renamed.
    #[error(
        "the settings in {path} were damaged and have been set aside as {kept}; the defaults are in use ({reason})"
    )]
    Damaged {
        path: PathBuf,
        /// New path of the damaged file.
        kept: PathBuf,
        reason: String,
    },
    /// Single values cannot be used.
    #[error(
        "some settings in {path} cannot be used, and their defaults are in use ({}); the others are in use, and the file is unchanged",
        listed(refused)
    )]
    Partly { path: PathBuf, refused: Vec<Refused> },
    /// The settings could not be written.
    #[error("the settings cannot be saved to {path}: {reason}")]
    NotSaved { path: PathBuf, reason: String },
}

fn listed(refused: &[Refused]) -> String {
    let mut words: Vec<String> = refused.iter().take(MOST_NAMED).map(Refused::to_string).collect();
    if let Some(more) = refused.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        words.push(format!("and {more} more"));
    }
    words.join("; ")
}

/// The file of the settings in use.
#[derive(Debug)]
pub struct SettingsFile {
    path: PathBuf,
    /// The settings as they are in the file, as far as this process knows.
    stored: Settings,
}

/// Result of saving.
#[derive(Debug, Default)]
pub struct Saved {
    /// The settings with the changes that the person has made in the file meanwhile, if there are
    /// any.
    pub merged: Option<Settings>,
    /// Values of the file that cannot be used.
    pub problem: Option<SettingsError>,
}

impl Settings {
    /// Reads the content of a settings file. A value that cannot be used is the default, and is
    /// returned too.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> (Self, Vec<Refused>) {
        let Content { settings, refused, .. } = read(bytes);
        (settings, refused)
    }

    /// Loads `path`. A missing file means the defaults. A value that cannot be used is the default;
    /// it is in the error to show. If nothing can be used, returns the defaults and the error.
    #[must_use]
    pub fn load(path: &Path) -> (Self, Option<SettingsError>) {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return (Self::default(), None),
            Err(error) => {
                let reason = error.to_string();
                let error = SettingsError::Unreadable { path: path.to_owned(), reason };
                return (Self::default(), Some(error));
            }
        };
        let Content { settings, refused, is_readable, .. } = read(&bytes);
        if !is_readable {
            return (Self::default(), Some(damaged(path, listed(&refused))));
        }
        let problem =
            (!refused.is_empty()).then(|| SettingsError::Partly { path: path.to_owned(), refused });
        (settings, problem)
    }

    /// The language in the settings file at `path`; empty without one. Unlike [`Self::load`], it leaves a damaged
    /// file where it is.
    #[must_use]
    pub fn language_in(path: &Path) -> String {
        std::fs::read(path).map(|bytes| read(&bytes).settings.window.language).unwrap_or_default()
    }
}

/// Renames the damaged settings file and returns the error to show.
fn damaged(path: &Path, reason: String) -> SettingsError {
    let reason = if reason.is_empty() { "it is not text".to_owned() } else { reason };
    match set_aside(path) {
        Ok(kept) => SettingsError::Damaged { path: path.to_owned(), kept, reason },
        Err(_) => SettingsError::Unreadable {
            path: path.to_owned(),
            reason: format!("{reason}; it could not be moved aside either"),
        },
    }
}

impl SettingsFile {
    /// The file at `path`, from which `stored` was loaded.
    #[must_use]
    pub fn new(path: PathBuf, stored: Settings) -> Self {
        Self { path, stored }
    }

    /// Writes the differences between `settings` and the settings loaded or saved last to the file,
    /// atomically. Everything else in the file stays: comments, values and keys that this version
    /// does not know, and changes that the person has made meanwhile.
    ///
    /// # Errors
    /// [`SettingsError::NotSaved`]; the old file is then unchanged.
    pub fn save(&mut self, settings: &Settings) -> Result<Saved, SettingsError> {
        let saved = self
            .write(settings)
            .map_err(|reason| SettingsError::NotSaved { path: self.path.clone(), reason })?;
        self.stored = saved.merged.clone().unwrap_or_else(|| settings.clone());
        Ok(saved)
    }

    fn write(&self, settings: &Settings) -> Result<Saved, String> {
        let write =
            |text: &str| write_whole(&self.path, text).map_err(|error| sandbox::reason_of(&error));
        let old = match std::fs::read(&self.path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => {
                // For example a file of another user in a folder of this one.
                set_aside(&self.path).map_err(|_| sandbox::reason_of(&error))?;
                None
            }
        };
        let text = match old.as_ref().map(|bytes| std::str::from_utf8(bytes)) {
            Some(Ok(text)) => with_changes(text, &self.stored, settings)?,
            Some(Err(_)) | None => None,
        };
        let Some(text) = text else {
            if old.is_some() {
                // It has an error of syntax, which the person may want to correct.
                set_aside(&self.path).map_err(|error| sandbox::reason_of(&error))?;
            }
            write(&toml::to_string_pretty(settings).map_err(|error| error.to_string())?)?;
            return Ok(Saved::default());
        };
        write(&text)?;
        let Content { settings: now, refused, .. } = read(text.as_bytes());
        let merged = (now != *settings).then_some(now);
        // Values that were refused before are known from the start.
        let is_new = merged.is_some() && !refused.is_empty();
        let problem = is_new.then(|| SettingsError::Partly { path: self.path.clone(), refused });
        Ok(Saved { merged, problem })
    }
}

/// `text` with the differences between `before` and `after`; everything else stays as it is written.
/// `None` if `text` is not valid TOML.
///
/// # Errors
/// If a value cannot be written as TOML.
pub fn with_changes(
    text: &str,
    before: &Settings,
    after: &Settings,
) -> Result<Option<String>, String> {
    let Ok(mut document) = text.parse::<DocumentMut>() else { return Ok(None) };
    let elements = read(text.as_bytes()).refused_elements;
    let (before, after) = (table_of(before)?, table_of(after)?);
    change(document.as_table_mut(), &before, &after, &mut Vec::new(), &elements)?;
    Ok(Some(document.to_string()))
}

fn table_of(settings: &Settings) -> Result<Table, String> {
    Table::try_from(settings).map_err(|error| error.to_string())
}

/// Changes the keys of `target` that differ between `before` and `after`. `elements` are the
/// elements of lists in the file that this version cannot use; they stay in a changed list.
fn change(
    target: &mut dyn TableLike,
    before: &Table,
    after: &Table,
    path: &mut Vec<String>,
    elements: &BTreeMap<Vec<String>, Vec<Value>>,
) -> Result<(), String> {
    for key in before.keys().filter(|key| !after.contains_key(*key)) {
        target.remove(key);
    }
    for (key, value) in after {
        if before.get(key) == Some(value) {
            continue;
        }
        path.push(key.clone());
        if let Value::Table(inner) = value {
            if !target.get(key).is_some_and(Item::is_table_like) {
                target.insert(key, Item::Table(toml_edit::Table::new()));
            }
            if let Some(table) = target.get_mut(key).and_then(Item::as_table_like_mut) {
                let none = Table::new();
                let before = before.get(key).and_then(Value::as_table).unwrap_or(&none);
                change(table, before, inner, path, elements)?;
            }
        } else {
            set(target, key, &with_elements(value, elements.get(path)))?;
        }
        path.pop();
    }
    Ok(())
}

fn with_elements(value: &Value, more: Option<&Vec<Value>>) -> Value {
    match (value, more) {
        (Value::Array(known), Some(more)) => {
            Value::Array(known.iter().chain(more).cloned().collect())
        }
        _ => value.clone(),
    }
}

/// Sets a value that is not a table. A comment beside the old value stays.
fn set(target: &mut dyn TableLike, key: &str, value: &Value) -> Result<(), String> {
    let mut value: toml_edit::Value =
        value.to_string().parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
    if let Some(old) = target.get(key).and_then(Item::as_value) {
        *value.decor_mut() = old.decor().clone();
    }
    target.insert(key, Item::Value(value));
    Ok(())
}

#[cfg(test)]
mod tests;
