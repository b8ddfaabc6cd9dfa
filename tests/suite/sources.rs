//! Video files and network cameras with the real binary, the real ffmpeg and a local HTTP server.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

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
