//! The real binary on the command line: real pictures with the real model, and bad input.

use std::path::Path;

use serde_json::Value;

use crate::support::{
    code_and_message, command, fixture, json_lines, landmark_px, plumbline, program,
};

/// Mean distance between the landmarks 0–12 (nose, eyes, ears, mouth, shoulders) and those of MediaPipe, as a
/// share of MediaPipe's shoulder width.
fn error_against_mediapipe(report: &Value, reference: &str, complexity: &str) -> f64 {
    let text = std::fs::read_to_string(fixture(reference)).unwrap();
    let reference: Value = serde_json::from_str(&text).unwrap();
    let [width, height] = ["width", "height"].map(|k| reference[k].as_f64().unwrap());
    let theirs = |i: usize| {
        let l = &reference[complexity]["landmarks"][i];
        (l["x"].as_f64().unwrap() * width, l["y"].as_f64().unwrap() * height)
    };
    let ours = |i: usize| landmark_px(report, i);
    let distance = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).hypot(a.1 - b.1);
    let mean = (0..13).map(|i| distance(ours(i), theirs(i))).sum::<f64>() / 13.0;
    mean / distance(theirs(11), theirs(12))
}

#[test]
fn the_landmarks_of_a_photograph_match_mediapipe_with_both_models() {
    for (picture, reference, model, complexity) in [
        ("astronaut.png", "mediapipe_astronaut.json", "full", "1"),
        ("astronaut.png", "mediapipe_astronaut.json", "lite", "0"),
        ("desk_1280x720.jpg", "mediapipe_desk.json", "full", "1"),
    ] {
        let output = plumbline(&["analyze", &fixture(picture), "--json", "--model", model]);
        assert!(output.status.success(), "{output:?}");
        let [report] = json_lines(&output).try_into().unwrap();
        let error = error_against_mediapipe(&report, reference, complexity);
        println!("{picture} {model}: {:.3} % of the shoulder width", error * 100.0);
        assert!(error < 0.01, "{picture} {model}: {:.3} %", error * 100.0);
        assert_eq!(report["view"], "front");
        assert_eq!(report["landmarks"].as_array().unwrap().len(), 33);
        assert_eq!(report["world"].as_array().unwrap().len(), 33);
    }
}

#[test]
fn the_built_in_and_the_native_backend_give_the_same_landmarks() {
    let run = |backend: &str| {
        command(&["analyze", &fixture("astronaut.png"), "--json", "--model", "full"])
            .env("PLUMBLINE_BACKEND", backend)
            .output()
            .unwrap()
    };
    let tract = run("tract");
    assert!(tract.status.success(), "{tract:?}");
    let native = run("native");
    if !native.status.success() {
        let (code, message) = code_and_message(&native);
        assert_eq!(code, 5);
        assert!(message.contains("no native ONNX Runtime"), "{message}");
        eprintln!("SKIPPED: no native ONNX Runtime here, so only the built-in backend was run");
        return;
    }
    let [tract] = json_lines(&tract).try_into().unwrap();
    let [native] = json_lines(&native).try_into().unwrap();
    for i in 0..33 {
        for k in 0..2 {
            let [a, b] = [&tract, &native].map(|r| r["landmarks"][i][k].as_f64().unwrap());
            assert!((a - b).abs() < 0.5, "landmark {i}: {a} and {b}");
        }
        let [a, b] = [&tract, &native].map(|r| r["landmarks"][i][3].as_f64().unwrap());
        assert!((a - b).abs() < 0.01, "visibility of {i}: {a} and {b}");
    }
}

#[test]
fn a_folder_of_frames_is_measured_in_order() {
    let output = plumbline(&["analyze", &fixture("frames"), "--json"]);
    assert!(output.status.success(), "{output:?}");
    let reports = json_lines(&output);
    let names: Vec<&str> =
        reports.iter().map(|r| r["source"].as_str().unwrap().rsplit('/').next().unwrap()).collect();
    let expected =
        ["frame6.jpg", "frame7.jpg", "frame8.jpg", "frame9.jpg", "frame10.jpg", "frame11.jpg"];
    assert_eq!(names, expected);
    for report in &reports {
        let measured = &report["measures"]["forward_head_deg"];
        assert!(measured["value"].is_f64() && measured["confidence"].is_f64(), "{measured}");
    }
}

#[test]
fn an_annotated_copy_of_the_picture_is_written_on_request() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out.png");
    let output =
        plumbline(&["analyze", &fixture("astronaut.png"), "--annotate", out.to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
    let drawn = image::open(&out).unwrap().into_rgb8();
    let original = image::open(fixture("astronaut.png")).unwrap().into_rgb8();
    assert_eq!(drawn.dimensions(), original.dimensions());
    let changed = drawn.pixels().zip(original.pixels()).filter(|(a, b)| a != b).count();
    assert!(changed > 2_000, "{changed} pixels were drawn on");
}

#[test]
fn the_nearer_of_two_people_is_measured() {
    let output = plumbline(&["analyze", &fixture("two_people.jpg"), "--json"]);
    assert!(output.status.success(), "{output:?}");
    let [report] = json_lines(&output).try_into().unwrap();
    // The nearer person fills the left 512 of the 900 pixels.
    assert!(report["landmarks"][0][0].as_f64().unwrap() < 512.0);
}

#[test]
fn a_head_without_shoulders_is_reported_as_head_only() {
    let output = plumbline(&["analyze", &fixture("head_only.jpg"), "--json"]);
    assert!(output.status.success(), "{output:?}");
    let [report] = json_lines(&output).try_into().unwrap();
    assert_eq!(report["view"], "head_only");
    assert!(report["measures"]["forward_head_deg"]["unmeasured"].is_string());
    assert!(report["measures"]["head_yaw_deg"]["value"].is_f64());
}

#[test]
fn bad_input_has_a_message_and_its_documented_exit_code() {
    let dir = tempfile::tempdir().unwrap();
    let empty = dir.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let text = dir.path().join("text.jpg");
    std::fs::write(&text, "no picture").unwrap();
    let wide = dir.path().join("wide.png");
    image::RgbImage::new(20_000, 16).save(&wide).unwrap();
    let video = dir.path().join("broken.mp4");
    std::fs::write(&video, "no video").unwrap();
    let at = |path: &Path| path.to_str().unwrap().to_owned();
    for (path, code, needle) in [
        (fixture("nobody.jpg"), 4, "nobody was seen"),
        (fixture("truncated.jpg"), 3, "cut off"),
        (at(&empty), 3, "holds no picture"),
        (at(&text), 3, "cannot read"),
        (at(&wide), 3, "20000×16"),
        (at(&video), 3, ""),
        (at(&dir.path().join("missing.png")), 3, "missing.png"),
    ] {
        let output = plumbline(&["analyze", &path]);
        let (got, message) = code_and_message(&output);
        assert_eq!(got, code, "{path}: {message}");
        assert!(message.contains(needle), "{path}: {message}");
        assert_eq!(message.lines().count(), 1, "one line: {message}");
    }
    let (code, message) = code_and_message(&plumbline(&["analyze"]));
    assert_eq!(code, 2, "{message}");
    let (code, message) = code_and_message(&plumbline(&["analyze", "--source", "https://a/b"]));
    assert_eq!(code, 2, "{message}");
}

#[test]
fn a_file_that_is_no_native_runtime_is_reported_and_the_built_in_one_is_used() {
    let dir = tempfile::tempdir().unwrap();
    let library = dir.path().join("libonnxruntime.so");
    std::fs::write(&library, "not a library").unwrap();
    let output = command(&["analyze", &fixture("astronaut.png"), "--json", "--model", "lite"])
        .env("ORT_DYLIB_PATH", &library)
        .output()
        .unwrap();
    let (code, message) = code_and_message(&output);
    assert_eq!(code, 0, "{message}");
    assert!(message.contains("ORT_DYLIB_PATH=") && message.contains("is not used"), "{message}");
    assert!(message.contains("built-in tract runtime"), "{message}");
}

#[test]
fn the_catalogue_is_printed_with_all_fields() {
    let output = plumbline(&["catalogue", "--json"]);
    assert!(output.status.success());
    let catalogue: Value = serde_json::from_slice(&output.stdout).unwrap();
    let item = catalogue["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["id"] == "overhead-levator-scapulae")
        .unwrap();
    for field in [
        "name",
        "kind",
        "muscle",
        "answers",
        "positions",
        "equipment",
        "each_side",
        "hold_s",
        "steps",
        "why",
    ] {
        assert!(!item[field].is_null(), "{field}");
    }
}

#[test]
fn doctor_runs_the_model_and_names_the_backend() {
    let output = plumbline(&["doctor", "--json"]);
    assert!(output.status.success(), "{output:?}");
    let checks = json_lines(&output);
    let text = |name: &str| {
        let check = checks.iter().find(|c| c["check"] == name).unwrap();
        (check["status"].as_str().unwrap().to_owned(), check["text"].as_str().unwrap().to_owned())
    };
    assert_eq!(text("inference").0, "ok");
    assert!(
        text("onnx backend").1.contains("runtime") || text("onnx backend").1.contains("Runtime")
    );
}

/// Private data in every place that `doctor` reads: none of it is in the report for strangers.
#[test]
fn the_report_of_doctor_has_facts_for_a_defect_and_nothing_private() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("ada-lovelace");
    let write = |path: &str, text: &str| {
        let path = home.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let settings = "source = \"http://ada:sesame@babbage.example/x\"\n";
    write(".local/share/plumbline/models/pose_detection.onnx", "sesame");
    write("libonnxruntime.so", "sesame");
    for (settings, state) in [(settings, "saved"), ("sesame = [", "damaged")] {
        write(".config/plumbline/settings.toml", settings);
        let output = program(&home)
            .args(["doctor", "--report"])
            .env("USER", "ada")
            .env("XDG_CURRENT_DESKTOP", "GNOME:ada\u{1b}[31m")
            .env("PLUMBLINE_CAMERA_LIBRARY", "sesame")
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8(output.stdout).unwrap();
        for private in ["lovelace", "sesame", "babbage", "\u{1b}", home.to_str().unwrap()] {
            assert!(!text.contains(private), "{private}: {text}");
        }
        for (fact, known) in [
            ("version", env!("CARGO_PKG_VERSION")),
            ("processor", std::env::consts::ARCH),
            ("onnx backend", "untime"),
            ("inference", " ms"),
            ("model", "pose_detection"),
            ("settings", state),
            ("sandbox", "files "),
            ("installed", "built from the source"),
        ] {
            let has_fact = |line: &str| line.contains(fact) && line.contains(known);
            assert!(text.lines().any(has_fact), "{fact} {known}: {text}");
        }
        let damaged = text.lines().find(|line| line.contains("pose_detection")).unwrap();
        assert!(damaged.starts_with("warning"), "{damaged}");
    }
}

/// The packages install them.
#[test]
fn man_pages_and_completions_have_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let output = plumbline(&["generate", folder.path().to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
    let text = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let completions = ["plumbline.bash", "plumbline.fish", "_plumbline"].map(text);
    let help = String::from_utf8(plumbline(&["--help"]).stdout).unwrap();
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands = commands.take_while(|line| !line.is_empty());
    let commands: Vec<&str> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.contains(&"monitor") && !commands.contains(&"generate"), "{commands:?}");
    for command in commands.into_iter().filter(|command| *command != "help") {
        assert!(text(&format!("plumbline-{command}.1")).contains("SYNOPSIS"), "{command}");
        for completion in &completions {
            assert!(completion.contains(command), "{command}");
        }
    }
    let page = text("plumbline.1");
    for part in ["Exit codes", "ORT_DYLIB_PATH", "\\-\\-background", env!("CARGO_PKG_VERSION")] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!folder.path().join("plumbline-generate.1").exists());
    assert!(completions.iter().all(|completion| !completion.contains("generate")));
}

#[test]
fn a_recording_has_only_landmarks_and_is_replayed_with_the_expected_alert() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("demo.jsonl");
    let path = file.to_str().unwrap();
    // The first 48 s of the demonstration: upright, head forward from 15 s to 45 s, upright.
    let output =
        plumbline(&["record", path, "--source", "demo", "--frames", "480", "--model", "full"]);
    assert!(output.status.success(), "{output:?}");
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text.lines().count(), 481);
    let header: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(header["plumbline_landmarks"], 1);

    let output = plumbline(&["replay", path, "--calibrate", "2000..12000", "--json"]);
    assert!(output.status.success(), "{output:?}");
    let lines = json_lines(&output);
    let alerts: Vec<&Value> = lines.iter().filter(|l| l["event"] == "alert").collect();
    let [alert] = alerts.as_slice() else { panic!("{alerts:?}") };
    assert_eq!(alert["fault"], "forward_head");
    let t_ms = alert["t_ms"].as_i64().unwrap();
    assert!((30_000..40_000).contains(&t_ms), "{t_ms}");
    assert!(alert["stretch"].is_string());
    let at = |t: i64| lines.iter().find(|l| l["t_ms"] == t && l["event"].is_null()).unwrap();
    assert_eq!(at(10_000)["state"], "good");
    assert_eq!(at(35_000)["state"], "fault");
    assert_eq!(at(47_500)["state"], "good");
}

#[test]
fn a_damaged_recording_is_refused_with_the_line_number() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("bad.jsonl");
    std::fs::write(
        &file,
        "{\"plumbline_landmarks\":1,\"width\":640,\"height\":480}\n{\"t_ms\":0,\"landmarks\":null}\n{oops\n",
    )
    .unwrap();
    let (code, message) = code_and_message(&plumbline(&["replay", file.to_str().unwrap()]));
    assert_eq!(code, 3);
    assert!(message.contains("line 3"), "{message}");
}

#[test]
fn without_a_camera_the_commands_report_that_none_was_found() {
    if Path::new("/dev").read_dir().is_ok_and(|mut entries| {
        entries.any(|e| e.is_ok_and(|e| e.file_name().to_string_lossy().starts_with("video")))
    }) {
        eprintln!("SKIPPED: this machine has a camera");
        return;
    }
    for args in [&["cameras"][..], &["analyze", "--source", "camera"]] {
        let (code, message) = code_and_message(&plumbline(args));
        assert_eq!(code, 3, "{message}");
        assert!(message.contains("no camera was found"), "{message}");
    }
}

#[test]
fn pictures_are_replayed_with_their_own_time_stamps() {
    let output = plumbline(&[
        "replay",
        &fixture("frames"),
        "--json",
        "--calibrate",
        "0..600",
        "--model",
        "lite",
    ]);
    assert!(output.status.success(), "{output:?}");
    let lines = json_lines(&output);
    let times: Vec<i64> = lines
        .iter()
        .filter(|line| line.get("measures").is_some())
        .map(|line| line["t_ms"].as_i64().unwrap())
        .collect();
    assert!(times.len() == 6 && times.windows(2).all(|pair| pair[1] - pair[0] == 100), "{times:?}");
    let forward = &lines[0]["measures"]["forward_head_deg"];
    assert!(forward["delta"].is_number(), "{forward}");
}
