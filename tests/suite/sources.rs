//! Video files and network cameras with the real binary, the real ffmpeg and a local HTTP server.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use plumbline_vision::frames::{self, OpenOptions, SourceSpec};
use serde_json::Value;

use crate::support::{
    code_and_message, fixture, json_lines, landmark_px, mean_distance_px, plumbline,
};

fn jpegs() -> Vec<Vec<u8>> {
    (6..12).map(|i| std::fs::read(fixture(&format!("frames/frame{i}.jpg"))).unwrap()).collect()
}

/// Starts a server thread that answers every request with `answer`. Returns its address.
fn serve(answer: impl Fn(&mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/video", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0u8; 4096];
            let _ = stream.read(&mut request);
            answer(&mut stream);
        }
    });
    url
}

const MULTIPART: &[u8] =
    b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n";

/// Sends one picture as a part of the stream. Returns false if the client has disconnected.
fn send_picture(stream: &mut TcpStream, jpeg: &[u8]) -> bool {
    let head =
        format!("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {}\r\n\r\n", jpeg.len());
    [head.as_bytes(), jpeg, b"\r\n"].iter().all(|part| stream.write_all(part).is_ok())
}

fn still_report(name: &str) -> Value {
    let output = plumbline(&["analyze", &fixture(name), "--json", "--model", "lite"]);
    let [report] = json_lines(&output).try_into().unwrap();
    report
}

#[test]
fn a_network_camera_is_measured_like_its_pictures() {
    let url = serve(|stream| {
        stream.write_all(MULTIPART).unwrap();
        let jpeg = &jpegs()[0];
        while send_picture(stream, jpeg) {
            std::thread::sleep(Duration::from_millis(40));
        }
    });
    let output =
        plumbline(&["analyze", "--source", &url, "--json", "--frames", "3", "--model", "lite"]);
    assert!(output.status.success(), "{output:?}");
    let reports = json_lines(&output);
    assert_eq!(reports.len(), 3);
    let still = still_report("frames/frame6.jpg");
    for (i, report) in reports.iter().enumerate() {
        // The first frame gives the same landmarks as the file. From the second frame on the crop follows the
        // trunk, and the filter approaches the new landmarks over time; a single picture has neither. The
        // tolerance is the same as for a camera: 4 % of the shoulder width.
        let distance_px = mean_distance_px(report, &still);
        let (left, right) = (landmark_px(&still, 11), landmark_px(&still, 12));
        let share = distance_px / (left.0 - right.0).hypot(left.1 - right.1);
        println!("picture {i}: {:.2} % of the shoulder width from the still", 100.0 * share);
        assert!(share < if i == 0 { 0.005 } else { 0.04 }, "{share}");
    }
}

#[test]
fn a_damaged_picture_in_the_stream_is_skipped() {
    let url = serve(|stream| {
        stream.write_all(MULTIPART).unwrap();
        let jpeg = &jpegs()[0];
        let mut cut_off = jpeg[..jpeg.len() / 3].to_vec();
        cut_off.extend([0xFF, 0xD9]);
        while send_picture(stream, &cut_off) {
            std::thread::sleep(Duration::from_millis(300));
            if !send_picture(stream, jpeg) {
                break;
            }
            std::thread::sleep(Duration::from_millis(300));
        }
    });
    let output =
        plumbline(&["analyze", "--source", &url, "--json", "--frames", "4", "--model", "lite"]);
    assert!(output.status.success(), "{output:?}");
    assert!(json_lines(&output).len() >= 2, "{output:?}");
}

#[test]
fn an_address_without_a_camera_is_refused_with_the_reason() {
    let not_found = serve(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    });
    let page = serve(|stream| {
        let _ = stream.write_all(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi",
        );
    });
    let elsewhere = serve(|stream| {
        let _ = stream.write_all(
            b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n",
        );
    });
    let ends = serve(|stream| {
        stream.write_all(MULTIPART).unwrap();
        let _ = stream.write_all(b"--frame\r\nContent-Type: image/jpeg\r\n\r\n\xFF\xD8\xFF");
    });
    let endless = serve(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
        // The client must disconnect long before it has received 100 MB.
        for _ in 0..100_000 {
            if stream
                .write_all(&[b"X-Filler: ", [b'x'; 1000].as_slice(), b"\r\n"].concat())
                .is_err()
            {
                return;
            }
        }
        panic!("the client accepted a header of 100 MB");
    });
    let silent = serve(|stream| {
        // Wait until the client disconnects.
        let _ = stream.read(&mut [0; 1]);
    });
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/", listener.local_addr().unwrap())
    };
    for (url, needle) in [
        (not_found, "404"),
        (page, "text/html"),
        (elsewhere, "302"),
        (ends, "disconnected"),
        (closed, "cannot be reached"),
        (endless, "cannot be reached"),
        (silent, "cannot be reached"),
    ] {
        let started = Instant::now();
        let output = plumbline(&["analyze", "--source", &url, "--model", "lite"]);
        let (code, message) = code_and_message(&output);
        assert_eq!(code, 3, "{url}: {message}");
        // The timeout is five seconds; the rest is for a busy machine.
        assert!(started.elapsed() < Duration::from_secs(60), "{needle}: no timeout");
        assert!(message.contains(needle), "{needle}: {message}");
    }
}

/// Sends one picture as a whole answer.
fn answer_with_picture(stream: &mut TcpStream, jpeg: &[u8]) {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: {}\r\n\r\n",
        jpeg.len()
    );
    let _ = stream.write_all(&[head.as_bytes(), jpeg].concat());
}

#[test]
fn a_slow_stream_and_a_camera_of_single_pictures_are_measured() {
    let slow = serve(|stream| {
        stream.write_all(MULTIPART).unwrap();
        while send_picture(stream, &jpegs()[0]) {
            std::thread::sleep(Duration::from_secs(6));
        }
    });
    let single = serve(|stream| answer_with_picture(stream, &jpegs()[0]));
    // One of three requests fails: the next one is sent.
    let requests = std::sync::atomic::AtomicU32::new(0);
    let unreliable = serve(move |stream| {
        if requests.fetch_add(1, std::sync::atomic::Ordering::Relaxed) % 3 == 1 {
            let _ = stream.write_all(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
        } else {
            answer_with_picture(stream, &jpegs()[0]);
        }
    });
    // Without its scheme, and with the scheme in capitals.
    let bare = single.strip_prefix("http://").unwrap().to_owned();
    let capitals = single.replacen("http", "HTTP", 1);
    for url in [slow, single, unreliable, bare, capitals] {
        let output =
            plumbline(&["analyze", "--source", &url, "--json", "--frames", "3", "--model", "lite"]);
        assert!(output.status.success(), "{url}: {output:?}");
        assert_eq!(json_lines(&output).len(), 3, "{url}");
    }
}

#[test]
fn the_last_picture_of_a_slow_stream_stays_in_use_until_the_next_one() {
    let sent = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = std::sync::Arc::clone(&sent);
    let url = serve(move |stream| {
        stream.write_all(MULTIPART).unwrap();
        while send_picture(stream, &jpegs()[0]) {
            count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            std::thread::sleep(Duration::from_secs(7));
        }
    });
    let output = plumbline(&[
        "monitor",
        "--no-window",
        "--json",
        "--measures",
        "--source",
        &url,
        "--for",
        "20",
    ]);
    assert!(output.status.success(), "{output:?}");
    let lines = json_lines(&output);
    let measured = lines.iter().filter(|line| line.get("measures").is_some()).count();
    let sent = sent.load(std::sync::atomic::Ordering::Relaxed);
    assert!(sent >= 2 && measured > sent, "{measured} of {sent} pictures");
    assert!(!lines.iter().any(|line| line["state"] == "lost"), "{lines:?}");
}

#[test]
fn a_login_is_sent_and_a_missing_one_is_said_exactly() {
    let url = |challenge: &'static str| {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut request = [0u8; 4096];
                let count = stream.read(&mut request).unwrap_or(0);
                let request = String::from_utf8_lossy(&request[..count]).to_lowercase();
                // me:secret
                if request.contains("authorization: basic bwu6c2vjcmv0") {
                    answer_with_picture(&mut stream, &jpegs()[0]);
                } else {
                    let answer = format!(
                        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: {challenge}\r\n\
                         Content-Length: 0\r\n\r\n"
                    );
                    let _ = stream.write_all(answer.as_bytes());
                }
            }
        });
        move |login: &str| format!("http://{login}{address}/video")
    };
    let basic = url("Basic realm=\"camera\"");
    let digest = url("Digest realm=\"camera\", nonce=\"1\"");
    let analyze = |url: &str| {
        plumbline(&["analyze", "--source", url, "--json", "--frames", "2", "--model", "lite"])
    };
    for (url, needle) in [
        (basic(""), "needs a user name and a password"),
        (basic("me:wrong@"), "does not accept this user name and password"),
        (digest("me:wrong@"), "only by Digest"),
    ] {
        let (code, message) = code_and_message(&analyze(&url));
        assert_eq!(code, 3, "{message}");
        assert!(message.contains(needle), "{message}");
    }
    let output = analyze(&basic("me:secret@"));
    assert!(output.status.success(), "{output:?}");
}

/// Runs ffmpeg; false if there is none here.
fn ffmpeg(args: &[&str]) -> bool {
    let mut command = Command::new("ffmpeg");
    let has_run = command
        .args(["-nostdin", "-v", "error", "-y"])
        .args(args)
        .status()
        .is_ok_and(|status| status.success());
    assert!(has_run || std::env::var_os("CI").is_none(), "no ffmpeg on a CI machine");
    if !has_run {
        eprintln!("SKIPPED: no ffmpeg here");
    }
    has_run
}

/// Sets the matrix in the track header of a QuickTime file: turn right by 90°, as phones write it.
fn turned_right(mut file: Vec<u8>) -> Vec<u8> {
    let header = file.windows(4).position(|w| w == b"tkhd").unwrap() + 4;
    let matrix: [i32; 9] = [0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30];
    let bytes: Vec<u8> = matrix.iter().flat_map(|n| n.to_be_bytes()).collect();
    file[header + 40..header + 76].copy_from_slice(&bytes);
    file
}

#[test]
fn videos_and_pictures_of_every_depth_pixel_shape_and_direction_are_measured_alike() {
    let dir = tempfile::tempdir().unwrap();
    let picture = fixture("frames/frame6.jpg");
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (plain, deep, grey) = (path("plain.mkv"), path("deep.mkv"), path("grey.mkv"));
    let (narrow, turned, tiff) = (path("narrow.mkv"), path("turned.mov"), path("deep.tiff"));
    let wide = "scale=iw/2:ih:flags=lanczos,setsar=2";
    let sideways = "transpose=cclock";
    let one = path("one.mov");
    let made = [
        vec!["-i", &picture, "-c:v", "ffv1", "-pix_fmt", "yuv420p", &plain],
        vec!["-i", &picture, "-c:v", "ffv1", "-pix_fmt", "yuv420p10le", &deep],
        vec!["-i", &picture, "-c:v", "ffv1", "-pix_fmt", "gray16le", &grey],
        vec!["-i", &picture, "-vf", wide, "-c:v", "ffv1", "-pix_fmt", "yuv444p", &narrow],
        vec!["-i", &picture, "-pix_fmt", "rgb48le", &tiff],
        vec!["-i", &picture, "-vf", sideways, "-c:v", "mjpeg", "-q:v", "1", &one],
    ];
    if !made.iter().all(|args| ffmpeg(args)) {
        return;
    }
    std::fs::write(&turned, turned_right(std::fs::read(&one).unwrap())).unwrap();
    let measure = |path: &str| {
        let output = plumbline(&["analyze", path, "--json", "--frames", "1", "--model", "lite"]);
        assert!(output.status.success(), "{path}: {output:?}");
        json_lines(&output).remove(0)
    };
    let expected = measure(&plain);
    let (left, right) = (landmark_px(&expected, 11), landmark_px(&expected, 12));
    let shoulders_px = (left.0 - right.0).hypot(left.1 - right.1);
    for (path, tolerance) in
        [(&deep, 0.04), (&grey, 0.06), (&narrow, 0.04), (&turned, 0.04), (&tiff, 0.04)]
    {
        let report = measure(path);
        assert_eq!(report["width"], expected["width"], "{path}");
        assert_eq!(report["height"], expected["height"], "{path}");
        let share = mean_distance_px(&report, &expected) / shoulders_px;
        println!("{path}: {:.2} % of the shoulder width", 100.0 * share);
        assert!(share < tolerance, "{path}: {share}");
    }
}

#[test]
fn a_video_with_many_errors_is_read_to_its_end() {
    let dir = tempfile::tempdir().unwrap();
    let (whole, damaged) = (dir.path().join("whole.avi"), dir.path().join("damaged.avi"));
    let source = "testsrc=size=64x48:rate=10:duration=300";
    let path = whole.to_str().unwrap();
    if !ffmpeg(&["-f", "lavfi", "-i", source, "-c:v", "mjpeg", "-q:v", "2", path]) {
        return;
    }
    // Damages the entropy-coded data of each picture. ffmpeg reports each, much more than a pipe holds.
    let mut bytes = std::fs::read(&whole).unwrap();
    let starts: Vec<usize> = bytes
        .windows(3)
        .enumerate()
        .filter(|(_, w)| *w == [0xFF, 0xD8, 0xFF])
        .map(|(i, _)| i)
        .collect();
    for pair in starts.windows(2) {
        let middle = (pair[0] + pair[1]) / 2;
        for byte in &mut bytes[middle..middle + 40] {
            *byte = 0x55;
        }
    }
    std::fs::write(&damaged, bytes).unwrap();
    let complaints = Command::new("ffmpeg")
        .args(["-nostdin", "-v", "error", "-i", damaged.to_str().unwrap(), "-f", "null", "-"])
        .output()
        .unwrap()
        .stderr;
    assert!(complaints.len() > 1 << 17, "{} bytes fit into a pipe", complaints.len());
    let mut source = frames::open(&SourceSpec::File(damaged), &OpenOptions::default()).unwrap();
    let mut count = 0;
    while source.next_frame().unwrap().is_some() {
        count += 1;
    }
    assert_eq!(count, 3_000);
}

#[test]
fn a_video_is_measured_like_its_pictures() {
    let dir = tempfile::tempdir().unwrap();
    // A lossless video of pictures that are decoded here: the lite model reacts to the slightest compression, so
    // only the path through ffmpeg may differ.
    for i in 0..3 {
        let picture = image::open(fixture(&format!("frames/frame{}.jpg", i + 6))).unwrap();
        picture.save(dir.path().join(format!("{i}.png"))).unwrap();
    }
    let video = dir.path().join("clip.mkv");
    if !make_video(dir.path(), &video) {
        assert!(std::env::var_os("CI").is_none(), "no ffmpeg on a CI machine");
        eprintln!("SKIPPED: no ffmpeg here");
        return;
    }
    let output = plumbline(&["analyze", video.to_str().unwrap(), "--json", "--model", "lite"]);
    assert!(output.status.success(), "{output:?}");
    let reports = json_lines(&output);
    // Three pictures at 2 fps, read at 10 fps.
    assert_eq!(reports.len(), 15);
    let times: Vec<i64> = reports.iter().map(|r| r["t_ms"].as_i64().unwrap()).collect();
    assert!(times.windows(2).all(|pair| pair[1] - pair[0] == 100), "{times:?}");
    let distance_px = mean_distance_px(&reports[0], &still_report("frames/frame6.jpg"));
    assert!(distance_px < 0.01, "{distance_px} px");
}

fn make_video(pictures: &Path, video: &Path) -> bool {
    Command::new("ffmpeg")
        .args(["-nostdin", "-v", "error", "-framerate", "2", "-i"])
        .arg(pictures.join("%d.png"))
        .args(["-c:v", "ffv1", "-pix_fmt", "bgr0"])
        .arg(video)
        .status()
        .is_ok_and(|status| status.success())
}
