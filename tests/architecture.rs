//! The dependency rule of docs/architecture.md: rooms point inwards, and the pure rooms know no
//! input, output, thread, clock, model or window.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

use std::fs;
use std::path::{Path, PathBuf};

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}

/// The file without its `#[cfg(test)]` tail and without comments.
fn code_of(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap();
    code.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn is_test_file(path: &Path) -> bool {
    path.file_stem().unwrap().to_string_lossy().ends_with("_tests")
}

/// Every room with the other rooms it may know.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("text", &["body"]),
    ("body", &[]),
    ("catalogue", &["body"]),
    ("posture", &["body"]),
    ("coaching", &["body", "posture", "catalogue", "text"]),
    ("engine", &["body", "posture", "coaching", "catalogue"]),
    ("simulator", &["body"]),
    ("evaluation", &["body", "posture", "engine", "simulator"]),
    ("frames", &["body"]),
    ("pose", &["body", "frames"]),
    ("desktop", &["text"]),
    ("history", &["body", "text"]),
    (
        "live",
        &[
            "body",
            "posture",
            "catalogue",
            "coaching",
            "engine",
            "frames",
            "pose",
            "desktop",
            "history",
            "text",
        ],
    ),
];

const PURE: &[&str] =
    &["text", "body", "catalogue", "posture", "coaching", "engine", "simulator", "evaluation"];

const IMPURE_WORDS: &[&str] = &[
    "std::fs",
    "std::io",
    "std::net",
    "std::thread",
    "std::process",
    "std::env",
    "std::sync::mpsc",
    "Mutex",
    "Instant",
    "SystemTime",
    "ort::",
    "egui",
    "eframe",
    "nokhwa",
    "image::",
    "tracing::",
    "println!",
    "eprintln!",
];

/// Whether `word` stands in `code` and not only as the end of a longer one (`report::`).
fn uses(code: &str, word: &str) -> bool {
    code.match_indices(word)
        .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[test]
fn words_are_found_whole() {
    assert!(uses("use ort::session;", "ort::") && uses("x = std::fs::read", "std::fs"));
    assert!(!uses("use super::report::Report;", "ort::"));
}

#[test]
fn each_room_knows_only_the_rooms_it_may() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let rooms: Vec<&str> = MAY_KNOW.iter().map(|(room, _)| *room).chain(["ui", "cli"]).collect();
    let mut checked = 0;
    for (room, allowed) in MAY_KNOW {
        for path in rust_files(&src.join(room)) {
            if is_test_file(&path) {
                continue;
            }
            let code = code_of(&path);
            checked += 1;
            for other in &rooms {
                if other == room || allowed.contains(other) {
                    continue;
                }
                // The room of texts gives the faults their words, which need no `use`.
                if *other == "text" {
                    for words in [".headline", "::headline", ".noun(", "::noun"] {
                        assert!(!code.contains(words), "{} says {words}", path.display());
                    }
                }
                assert!(
                    !code.contains(&format!("crate::{other}::"))
                        && !code.contains(&format!("crate::{other};")),
                    "{} of room {room} must not know room {other}",
                    path.display()
                );
            }
        }
    }
    assert!(checked > 25, "only {checked} files were checked");
}

#[test]
fn the_pure_rooms_touch_nothing_outside() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for room in PURE {
        for path in rust_files(&src.join(room)) {
            if is_test_file(&path) {
                continue;
            }
            let code = code_of(&path);
            for word in IMPURE_WORDS {
                assert!(!uses(&code, word), "{} must not use {word}", path.display());
            }
        }
    }
}
