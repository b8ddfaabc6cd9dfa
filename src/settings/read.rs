//! Reads a settings file value by value, so that one bad value does not reset the others.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize as _;
use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use super::Settings;

/// A value of the file that this version cannot use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Number of the line, from 1.
    pub line: usize,
    /// Key, such as `coach.rounds`; `None` if the line is not valid TOML.
    pub key: Option<String>,
    pub reason: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, key, reason } = self;
        match key {
            Some(key) => write!(f, "line {line}, {key}: {reason}"),
            None => write!(f, "line {line}: {reason}"),
        }
    }
}

/// The content of a settings file.
#[derive(Debug)]
pub(super) struct Content {
    /// The settings; a refused value is the default.
    pub settings: Settings,
    pub refused: Vec<Refused>,
    /// The refused elements of lists by the key of the list, such as a fault of a newer version.
    pub refused_elements: BTreeMap<Vec<String>, Vec<Value>>,
    /// Whether anything could be read, or there is nothing to read.
    pub is_readable: bool,
}

/// Reads `bytes`. Every key is tried by itself; the keys that cannot be used are returned too.
pub(super) fn read(bytes: &[u8]) -> Content {
    let text = String::from_utf8_lossy(bytes);
    let (table, errors) = DeTable::parse_recoverable(&text);
    let mut reader = Reader::new(&text);
    for error in &errors {
        let line = error.span().map_or(1, |span| reader.line_of(span.start));
        reader.broken_lines.insert(line);
        reader.refuse(line, &[], error.message().to_owned());
    }
    for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if std::str::from_utf8(line).is_err() && reader.broken_lines.insert(index + 1) {
            reader.refuse(index + 1, &[], "it is not UTF-8 text".into());
        }
    }
    let accepted = reader.table(&mut Vec::new(), table.get_ref());
    let is_readable = !accepted.is_empty() || reader.refused.iter().all(|r| r.key.is_some());
    // Each value fits by itself, so all of them fit together.
    let settings = Settings::deserialize(accepted).unwrap_or_default();
    reader.refused.sort_by_key(|refused| refused.line);
    Content {
        settings,
        refused: reader.refused,
        refused_elements: reader.refused_elements,
        is_readable: is_readable && !bytes.contains(&0),
    }
}

struct Reader<'a> {
    text: &'a str,
    /// Lines with an error of syntax. What the parser makes of them is not used.
    broken_lines: BTreeSet<usize>,
    refused: Vec<Refused>,
    refused_elements: BTreeMap<Vec<String>, Vec<Value>>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            broken_lines: BTreeSet::new(),
            refused: Vec::new(),
            refused_elements: BTreeMap::new(),
        }
    }

    fn line_of(&self, offset: usize) -> usize {
        let before = self.text.as_bytes().get(..offset).unwrap_or(self.text.as_bytes());
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }

    fn refuse(&mut self, line: usize, path: &[String], reason: String) {
        let key = (!path.is_empty()).then(|| path.join("."));
        self.refused.push(Refused { line, key, reason });
    }

    /// The entries of a table that can be used.
    fn table(&mut self, path: &mut Vec<String>, table: &DeTable<'_>) -> Table {
        let mut accepted = Table::new();
        for (key, value) in table {
            path.push(key.get_ref().to_string());
            let first = self.line_of(key.span().start);
            // The parser gives a value that it has made up an empty place.
            let last = self.line_of(value.span().end.saturating_sub(1)).max(first);
            let is_table = matches!(value.get_ref(), DeValue::Table(_));
            // The error of such a line is already noted.
            let is_broken = !is_table && self.broken_lines.range(first..=last).next().is_some();
            let value = if is_broken { None } else { self.value(path, first, value) };
            if let Some(value) = value {
                accepted.insert(key.get_ref().to_string(), value);
            }
            path.pop();
        }
        accepted
    }

    /// `value` if it can be used; of a table or list, the part that can.
    fn value(
        &mut self,
        path: &mut Vec<String>,
        line: usize,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<Value> {
        let reason = match plain(value.get_ref()) {
            Ok(value) => match fits(path, value) {
                Ok(value) => return Some(value),
                Err(reason) => reason,
            },
            Err(reason) => reason,
        };
        let accepts = |empty: Value| fits(path, empty).is_ok();
        let part = match value.get_ref() {
            DeValue::Table(table) if accepts(Value::Table(Table::new())) => {
                Value::Table(self.table(path, table))
            }
            DeValue::Array(elements) if accepts(Value::Array(Vec::new())) => {
                let mut accepted = Vec::new();
                for element in elements {
                    let line = self.line_of(element.span().start);
                    accepted.extend(self.element(path, line, element.get_ref()));
                }
                Value::Array(accepted)
            }
            _ => {
                self.refuse(line, path, reason);
                return None;
            }
        };
        match fits(path, part) {
            Ok(part) => Some(part),
            Err(reason) => {
                self.refuse(line, path, reason);
                None
            }
        }
    }

    fn element(&mut self, path: &[String], line: usize, element: &DeValue<'_>) -> Option<Value> {
        let refused = match plain(element) {
            Ok(element) => match fits(path, Value::Array(vec![element.clone()])) {
                Ok(Value::Array(mut accepted)) => return accepted.pop(),
                Ok(_) => return None,
                Err(reason) => {
                    let elements = self.refused_elements.entry(path.to_vec()).or_default();
                    elements.push(element);
                    reason
                }
            },
            Err(reason) => reason,
        };
        self.refuse(line, path, refused);
        None
    }
}

/// `value`, or the same in the type that is expected, if the settings accept it under the key
/// `path`.
fn fits(path: &[String], value: Value) -> Result<Value, String> {
    let accepted = |value: &Value| {
        let nested = path.iter().rev().fold(value.clone(), |inner, key| {
            Value::Table(Table::from_iter([(key.clone(), inner)]))
        });
        Settings::deserialize(nested).map(drop).map_err(|error| shortened(error.message()))
    };
    let reason = match accepted(&value) {
        Ok(()) => return Ok(value),
        Err(reason) => reason,
    };
    let converted = converted(&value);
    if accepted(&converted).is_ok() { Ok(converted) } else { Err(reason) }
}

/// The message of serde without its list of all valid values.
fn shortened(message: &str) -> String {
    message.split(", expected one of").next().unwrap_or(message).to_owned()
}

/// `value` with times of day as text and whole floating-point numbers as integers.
fn converted(value: &Value) -> Value {
    match value {
        Value::Datetime(at) if at.date.is_none() && at.offset.is_none() => {
            Value::String(at.to_string())
        }
        // An i64 holds every whole number below 2^53, and an f64 each of them exactly.
        Value::Float(number) if number.fract() == 0.0 && number.abs() < 9.0e15 => {
            Value::Integer(*number as i64)
        }
        Value::Array(elements) => Value::Array(elements.iter().map(converted).collect()),
        other => other.clone(),
    }
}

/// `value` without the places in the file.
fn plain(value: &DeValue<'_>) -> Result<Value, String> {
    Ok(match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map(Value::Integer)
            .map_err(|_| "the number is too large".to_owned())?,
        DeValue::Float(number) => {
            Value::Float(number.as_str().parse().map_err(|_| "it is not a number".to_owned())?)
        }
        DeValue::Boolean(is_true) => Value::Boolean(*is_true),
        DeValue::Datetime(at) => Value::Datetime(*at),
        DeValue::Array(elements) => Value::Array(
            elements.iter().map(|element| plain(element.get_ref())).collect::<Result<_, _>>()?,
        ),
        DeValue::Table(table) => {
            let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
                let key: &std::borrow::Cow<'_, str> = key.get_ref();
                Ok::<_, String>((key.to_string(), plain(value.get_ref())?))
            };
            Value::Table(table.iter().map(entry).collect::<Result<_, _>>()?)
        }
    })
}
