//! The V4L2 test double: compiles `tests/v4l2/standin.c` and creates the frames that it delivers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use image::{DynamicImage, RgbImage, imageops::FilterType};

pub fn tmp() -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("camera");
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// Path of the test double's library, compiled once. `None` with a message on systems without V4L2.
pub fn standin() -> Option<&'static Path> {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    if !cfg!(target_os = "linux") {
        eprintln!("SKIPPED: the camera test double needs V4L2, which only Linux has");
        return None;
    }
    Some(BUILT.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/v4l2/standin.c");
        let library = tmp().join("standin.so");
        let output = Command::new("cc")
            .args(["-shared", "-fPIC", "-std=c11", "-Wall", "-Wextra", "-Werror", "-o"])
            .args([&library, &source])
            .args(["-ldl", "-lpthread"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        library
    }))
}

/// The person at the desk, who sits on the left, cropped to a 4:3 camera image.
pub fn desk(width: u32, height: u32) -> RgbImage {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/desk_1280x720.jpg");
    let desk = image::open(path).unwrap();
    let crop_width = 720 * width / height;
    desk.crop_imm(0, 0, crop_width, 720)
        .resize_exact(width, height, FilterType::Triangle)
        .into_rgb8()
}

/// Encodes YUYV: BT.601 in limited range, as UVC cameras send it. This implementation is independent of
/// the decoder, so the two cannot contain the same error.
pub fn yuyv(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(picture.len() * 2 / 3);
    let pixels: Vec<[f64; 3]> = picture.pixels().map(|p| p.0.map(f64::from)).collect();
    let luma = |[r, g, b]: [f64; 3]| 16.0 + (65.738 * r + 129.057 * g + 25.064 * b) / 256.0;
    for pair in pixels.chunks_exact(2) {
        let [r, g, b] = [0, 1, 2].map(|i| (pair[0][i] + pair[1][i]) / 2.0);
        let u = 128.0 + (-37.945 * r - 74.494 * g + 112.439 * b) / 256.0;
        let v = 128.0 + (112.439 * r - 94.154 * g - 18.285 * b) / 256.0;
        bytes.extend([luma(pair[0]), u, luma(pair[1]), v].map(|x| x.round() as u8));
    }
    bytes
}

/// Encodes `picture` in the format `fourcc`, with `padding` bytes after each row of the first plane. Like
/// [`yuyv`], this is independent of the decoder.
pub fn encode(picture: &RgbImage, fourcc: &str, padding: usize) -> Vec<u8> {
    let (width, height) = picture.dimensions();
    let luma = |x: u32, y: u32| {
        let [r, g, b] = picture.get_pixel(x, y).0.map(f64::from);
        (16.0 + (65.738 * r + 129.057 * g + 25.064 * b) / 256.0).round() as u8
    };
    // Chroma of the pixels from (x, y) to the right and `rows` down.
    let chroma = |x: u32, y: u32, rows: u32| {
        let pixels = (0..rows).flat_map(|row| [0, 1].map(|column| (x + column, y + row)));
        let sum = pixels.fold([0.0; 3], |sum, (x, y)| {
            let rgb = picture.get_pixel(x, y).0;
            [0, 1, 2].map(|i| sum[i] + f64::from(rgb[i]) / f64::from(2 * rows))
        });
        let [r, g, b] = sum;
        let u = 128.0 + (-37.945 * r - 74.494 * g + 112.439 * b) / 256.0;
        let v = 128.0 + (112.439 * r - 94.154 * g - 18.285 * b) / 256.0;
        [u.round() as u8, v.round() as u8]
    };
    let columns = || (0..width).step_by(2);
    let rows = || (0..height).step_by(2);
    let packed = |y: u32| -> Vec<u8> {
        match fourcc {
            "RGB3" => (0..width).flat_map(|x| picture.get_pixel(x, y).0).collect(),
            "BGR3" => (0..width)
                .flat_map(|x| {
                    let [r, g, b] = picture.get_pixel(x, y).0;
                    [b, g, r]
                })
                .collect(),
            "UYVY" | "YVYU" | "YUYV" => columns()
                .flat_map(|x| {
                    let (y0, y1, [u, v]) = (luma(x, y), luma(x + 1, y), chroma(x, y, 1));
                    match fourcc {
                        "UYVY" => [u, y0, v, y1],
                        "YVYU" => [y0, v, y1, u],
                        _ => [y0, u, y1, v],
                    }
                })
                .collect(),
            _ => (0..width).map(|x| luma(x, y)).collect(),
        }
    };
    let plane = |rows: Vec<Vec<u8>>, padding: usize| -> Vec<u8> {
        rows.into_iter().flat_map(|row| [row, vec![0xEE; padding]].concat()).collect()
    };
    let mut bytes = plane((0..height).map(packed).collect(), padding);
    let one = |channel: usize| -> Vec<u8> {
        let row = |y: u32| columns().map(|x| chroma(x, y, 2)[channel]).collect();
        plane(rows().map(row).collect(), padding / 2)
    };
    let pairs = |order: [usize; 2]| -> Vec<u8> {
        let pair = |x, y| order.map(|channel| chroma(x, y, 2)[channel]);
        let row = |y: u32| columns().flat_map(|x| pair(x, y)).collect();
        plane(rows().map(row).collect(), padding)
    };
    match fourcc {
        "YU12" => bytes.extend([one(0), one(1)].concat()),
        "YV12" => bytes.extend([one(1), one(0)].concat()),
        "NV12" => bytes.extend(pairs([0, 1])),
        "NV21" => bytes.extend(pairs([1, 0])),
        _ => {}
    }
    bytes
}

/// Decodes YUYV to the reference image, which includes the loss from chroma subsampling.
pub fn rgb_of(yuyv: &[u8], width: u32, height: u32) -> RgbImage {
    let mut rgb = Vec::with_capacity(yuyv.len() * 3 / 2);
    for group in yuyv.chunks_exact(4) {
        let [y0, u, y1, v] = [0, 1, 2, 3].map(|i| f64::from(group[i]));
        for y in [y0, y1] {
            let y = 1.164_38 * (y - 16.0);
            let r = y + 1.596_03 * (v - 128.0);
            let g = y - 0.391_76 * (u - 128.0) - 0.812_97 * (v - 128.0);
            let b = y + 2.017_23 * (u - 128.0);
            rgb.extend([r, g, b].map(|x| x.round().clamp(0.0, 255.0) as u8));
        }
    }
    RgbImage::from_raw(width, height, rgb).unwrap()
}

pub fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 90);
    DynamicImage::from(picture.clone()).write_with_encoder(encoder).unwrap();
    bytes
}

/// Removes the Huffman tables. Most UVC cameras omit them, because they always use the standard tables.
pub fn mjpeg(jpeg: &[u8]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    let mut at = 2;
    while jpeg[at + 1] != 0xDA {
        let next = at + 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
        if jpeg[at + 1] != 0xC4 {
            bytes.extend(&jpeg[at..next]);
        }
        at = next;
    }
    bytes.extend(&jpeg[at..]);
    bytes
}

/// Folder with the default frames of the test double.
pub fn pictures() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let dir = tmp().join("pictures");
        fs::create_dir_all(&dir).unwrap();
        for (width, height) in [(640, 480), (1280, 720), (800, 600)] {
            let picture = desk(width, height);
            let size = format!("{width}x{height}");
            let (yuyv, jpeg) = (yuyv(&picture), jpeg(&picture));
            fs::write(dir.join(format!("YUYV-{size}-0.raw")), &yuyv).unwrap();
            fs::write(dir.join(format!("MJPG-{size}-0.raw")), mjpeg(&jpeg)).unwrap();
            // The same frames as reference files.
            rgb_of(&yuyv, width, height).save(dir.join(format!("YUYV-{size}.png"))).unwrap();
            fs::write(dir.join(format!("MJPG-{size}.jpg")), &jpeg).unwrap();
        }
        dir
    })
}
