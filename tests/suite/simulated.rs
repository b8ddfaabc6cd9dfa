//! Simulated recordings and the evaluation with the real binary.

use std::path::Path;

use serde_json::Value;

use crate::support::plumbline;

fn json_lines(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn simulated(folder: &Path, name: &str, args: &[&str]) -> (String, Vec<u8>) {
    let path = folder.join(name);
    let path = path.to_str().unwrap().to_owned();
    let output = plumbline(&[&["simulate", path.as_str()], args].concat());
    assert!(output.status.success(), "{output:?}");
    let bytes = std::fs::read(&path).unwrap();
    (path, bytes)
}

#[test]
fn the_same_seed_writes_the_same_bytes_and_another_seed_others() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, seed: &str| {
        let args = ["--seed", seed, "--scenario", "raised_left_5cm", "--person", "3"];
        simulated(dir.path(), name, &args).1
    };
    let first = write("first.jsonl", "8");
    assert_eq!(first, write("second.jsonl", "8"));
    assert_ne!(first, write("third.jsonl", "9"));
}

#[test]
fn a_simulated_recording_has_the_true_values_and_replays_to_its_fault() {
    let dir = tempfile::tempdir().unwrap();
    let args = ["--scenario", "forward_head_8cm", "--noise", "none", "--person", "1"];
    let (path, bytes) = simulated(dir.path(), "forward.jsonl", &args);
    let lines = json_lines(&bytes);
    assert_eq!(lines[0]["plumbline_landmarks"], 1);
    assert_eq!(lines[0]["simulated"]["scenario"], "forward_head_8cm");
    let (first, last) = (&lines[1], lines.last().unwrap());
    assert_eq!(first["landmarks"].as_array().unwrap().len(), 33);
    assert!(first["world"].is_null());
    let forward_cm = |line: &Value| line["truth"]["forward_head_cm"].as_f64().unwrap();
    let travel_cm = forward_cm(last) - forward_cm(first);
    assert!((travel_cm - 8.0).abs() < 1.0, "{travel_cm}");

    let span = lines[0]["simulated"]["calibrate"].as_str().unwrap();
    let output = plumbline(&["replay", &path, "--calibrate", span, "--json"]);
    assert!(output.status.success(), "{output:?}");
    let frames = json_lines(&output.stdout);
    let frames: Vec<&Value> = frames.iter().filter(|f| f["event"].is_null()).collect();
    assert_eq!(frames.len(), lines.len() - 1);
    assert_eq!(frames[0]["faults"], Value::Array(vec![]));
    let faults = frames.last().unwrap()["faults"].as_array().unwrap();
    assert!(faults.iter().any(|f| f["fault"] == "forward_head"), "{faults:?}");
}

#[test]
fn an_unknown_scenario_is_a_usage_error_and_the_known_ones_are_listed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("none.jsonl");
    let output = plumbline(&["simulate", path.to_str().unwrap(), "--scenario", "levitation"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("levitation"));
    assert!(!path.exists());
    let listed = plumbline(&["simulate", "--list"]);
    assert!(String::from_utf8(listed.stdout).unwrap().lines().any(|l| l == "lean_in_25cm"));
}

#[test]
fn the_evaluation_prints_the_same_tables_and_json_for_the_same_seed() {
    let args = ["evaluate", "--people", "2", "--seed", "4", "--json"];
    let (first, second) = (plumbline(&args), plumbline(&args));
    assert!(first.status.success(), "{first:?}");
    assert_eq!(first.stdout, second.stdout);
    let report: Value = serde_json::from_slice(&first.stdout).unwrap();
    assert_eq!(report["held_out"], false);
    for field in [
        "calibration",
        "measures",
        "confounders",
        "detection",
        "responses",
        "confusion",
        "conditions",
        "targets",
    ] {
        assert!(!report[field].is_null(), "{field}");
    }
    assert_eq!(report["measures"][0]["measure"], "forward_head_deg");
    let tables = plumbline(&["evaluate", "--people", "1", "--seed", "5"]);
    let text = String::from_utf8(tables.stdout).unwrap();
    assert!(text.contains("held out") && text.contains("Targets:"), "{text}");
}
