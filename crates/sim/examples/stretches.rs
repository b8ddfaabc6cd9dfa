//! Plays the landmarks of people who do stretches through the guide and prints what it counts.
//!
//! stretches [--catalogue FOLDER] RECORDING…
//!
//! FOLDER has a stretches.toml and a moves.toml to try instead of the embedded ones.
//! The recordings are those of `benches/rendered/bench_stretches.py`: `PERSON_PLACE.jsonl`, and `PERSON_PLACE_flipped.jsonl` of
//! a mirroring camera whose setting is off.

#![allow(clippy::print_stdout)] // the output of a developer's tool

use std::collections::BTreeMap;
use std::path::Path;

use plumbline_core::body::Side;
use plumbline_core::catalogue::{Catalogue, Item, Texts};
use plumbline_sim::stretch_pictures::{Pictures, Reach, SHOWN_MS};

/// Counted and shown, by column.
#[derive(Default)]
struct Row(BTreeMap<&'static str, (u32, u32)>);

impl Row {
    fn add(&mut self, column: &'static str, is_counted: bool) {
        let (counted, shown) = self.0.entry(column).or_default();
        *counted += u32::from(is_counted);
        *shown += 1;
    }

    fn text(&self, column: &str) -> String {
        self.0.get(column).map_or_else(String::new, |(counted, shown)| format!("{counted}/{shown}"))
    }
}

const COLUMNS: [&str; 12] = [
    "hold",
    "wrong side",
    "half",
    "dropped",
    "other move",
    "flipped: own",
    "flipped: other",
    "ten reps",
    "exact",
    "half reps",
    "one arm",
    "everyday",
];

/// Sets of repetitions for each person.
const SETS: u64 = 3;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let catalogue = if files.first().is_some_and(|arg| arg == "--catalogue") && files.len() > 1 {
        let read = |name: &str| std::fs::read_to_string(Path::new(&files[1]).join(name));
        let (stretches, moves) = (read("stretches.toml")?, read("moves.toml")?);
        files.drain(..2);
        Catalogue::from_texts(&Texts { stretches: &stretches, moves: &moves, ..Texts::EMBEDDED })?
    } else {
        Catalogue::embedded()?
    };
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let mut people: BTreeMap<String, (Option<Pictures>, Option<Pictures>)> = BTreeMap::new();
    for file in files {
        let name = Path::new(&file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let pictures = Pictures::parse(&std::fs::read_to_string(&file)?)?;
        match name.strip_suffix("_flipped") {
            Some(name) => people.entry(name.to_owned()).or_default().1 = Some(pictures),
            None => people.entry(name).or_default().0 = Some(pictures),
        }
    }
    for (number, (name, (pictures, flipped))) in people.iter().enumerate() {
        let number = number as u64;
        for item in catalogue.items().iter().filter(|item| item.pose.is_some()) {
            let row = rows.entry(item.id.clone()).or_default();
            if let Some(pictures) = pictures {
                holds(row, name, pictures, item, number);
                repetitions(row, name, pictures, item, number);
            }
            if let Some(flipped) = flipped {
                in_a_mirror(row, name, flipped, item, number);
            }
        }
    }
    println!("\n{:27}{}", "", COLUMNS.map(|c| format!("{c:>15}")).concat());
    for (id, row) in &rows {
        println!("{id:27}{}", COLUMNS.map(|c| format!("{:>15}", row.text(c))).concat());
    }
    Ok(())
}

fn side(label: &str) -> Side {
    if label.ends_with("_left") { Side::Left } else { Side::Right }
}

fn holds(row: &mut Row, name: &str, pictures: &Pictures, item: &Item, number: u64) {
    if item.reps.is_some() {
        return;
    }
    let mut show = |column: &'static str, label: &str, side: Side, is_right: bool| {
        if !pictures.has(label) {
            return;
        }
        let counted = pictures.hold(item, side, label, number);
        let whole_ms = SHOWN_MS.min(i64::from(item.target_s()) * 1_000);
        let is_counted = counted.count * 10 >= if is_right { whole_ms * 8 } else { 1 };
        row.add(column, is_counted);
        if is_counted != is_right {
            let values = values(pictures, item, side, label, false);
            println!("{name} {column} {label} {side:?}: {} ms{values}", counted.count);
        }
    };
    for state in ["right", "left", "hold"] {
        let label = format!("{}_{state}", item.id);
        show("hold", &label, side(&label), true);
        if state != "hold" && item.each_side {
            show("wrong side", &label, side(&label).other(), false);
        }
    }
    show("half", &format!("{}_half", item.id), Side::Right, false);
    for state in ["dropped", "dropped2"] {
        show("dropped", &format!("{}_{state}", item.id), Side::Right, false);
    }
    for state in ["nod10", "back4"] {
        show("other move", &format!("{}_{state}", item.id), Side::Right, false);
    }
}

fn values(pictures: &Pictures, item: &Item, side: Side, label: &str, is_near: bool) -> String {
    let Some(rule) = &item.pose else { return String::new() };
    let checks = if is_near { &rule.returns } else { &rule.checks };
    let values = pictures.values(item, side, label, is_near);
    checks
        .iter()
        .zip(values)
        .map(|(check, value)| {
            let limits =
                [check.at_least.map(|v| format!("≥{v}")), check.at_most.map(|v| format!("≤{v}"))];
            let limits: Vec<String> = limits.into_iter().flatten().collect();
            let value = value.map_or("unseen".to_owned(), |v| format!("{v:.2}"));
            let name = format!("{:?}", check.measure);
            format!("\n    {value} ({}) {name}", limits.join(" "))
        })
        .collect()
}

/// The setting is off, so the person's right appears as the left.
fn in_a_mirror(row: &mut Row, name: &str, flipped: &Pictures, item: &Item, number: u64) {
    if !item.each_side {
        return;
    }
    for state in ["right", "left"] {
        let label = format!("{}_{state}", item.id);
        if flipped.has(&label) {
            let own = flipped.hold(item, side(&label), &label, number);
            row.add("flipped: own", own.count > 0);
            let other = flipped.hold(item, side(&label).other(), &label, number);
            let is_counted = other.count * 10 >= SHOWN_MS * 8;
            row.add("flipped: other", is_counted);
            if !is_counted {
                let values = values(flipped, item, side(&label).other(), &label, false);
                println!("{name} flipped {label}: {} ms{values}", other.count);
            }
        }
    }
}

fn repetitions(row: &mut Row, name: &str, pictures: &Pictures, item: &Item, number: u64) {
    if item.reps.is_none() {
        return;
    }
    let near = format!("{}_0", item.id);
    let far = pictures
        .labels(&format!("{}_", item.id))
        .filter(|l| l.ends_with(|c: char| c.is_ascii_digit()))
        .last();
    if let Some(far) = far.filter(|_| pictures.has(&near)) {
        let mut is_shown = false;
        for set in 0..SETS {
            let number = number * SETS + set;
            let ten = pictures.repetitions(item, 10, Reach::Full, number);
            row.add("ten reps", (9..=11).contains(&ten.count));
            row.add("exact", ten.count == 10);
            if ten.count != 10 && !is_shown {
                is_shown = true;
                let at = |label: &str, is_near| values(pictures, item, Side::Right, label, is_near);
                println!(
                    "{name} {}: {ten:?}, far{}\n  near{}",
                    item.id,
                    at(far, false),
                    at(&near, true)
                );
            }
        }
        for (column, reach) in [("half reps", Reach::Half), ("one arm", Reach::OneArm)] {
            let counted = pictures.repetitions(item, 10, reach, number);
            row.add(column, counted.count > 0);
            if counted.count > 0 {
                println!("{name} {} {column}: {counted:?}", item.id);
            }
        }
    }
    if pictures.labels("everyday_").next().is_some() {
        for set in 0..SETS {
            let counted = pictures.everyday(item, number * SETS + set);
            row.add("everyday", counted.count > 0);
            if counted.count > 0 {
                println!("{name} {} everyday: {counted:?}", item.id);
            }
        }
    }
}
