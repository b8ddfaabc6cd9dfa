//! Detects that the camera was moved (a laptop lid, a monitor arm), by comparing the person's
//! surroundings with a reference picture.
//!
//! The picture is reduced to about sixty pixels across and to its edges, the person is masked out,
//! and the edges are correlated with those of the reference. Only these edges stay in memory, no
//! picture.

use super::grey::Grey;
use super::reference::References;
use crate::frames::Frame;
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::{Landmark, Pose, SceneLikeness};

/// Width of the reduced picture, pixels. One pixel is about one degree of a typical camera. One
/// pixel of shift is tried in every direction, so movements of less than a degree are tolerated.
const ACROSS: usize = 64;

/// Maximum edge strength, grey levels; limits the influence of a single lamp.
const MAX_EDGE: f32 = 40.0;

/// Minimum edge strength of the surroundings (root mean square, grey levels). Weaker edges, as
/// those of a bare wall or a dark room, give no result.
const MIN_EDGE: f64 = 2.0;

/// Minimum share of the picture that must be surroundings.
const MIN_SHARE: f64 = 0.15;

/// Regions into which the picture is divided, across and down.
const REGIONS: (usize, usize) = (4, 2);

/// Share of the edges of the reference that must be in their places. A person who stands beside the desk
/// covers half of what is visible beside the one who sits there.
const SAME_SHARE: f64 = 0.45;

/// Stores the surroundings of the reference picture.
#[derive(Debug, Default)]
pub struct CameraMovedDetector {
    references: References<Edges>,
}

impl CameraMovedDetector {
    /// Makes the next picture the reference. [`Self::restore`] brings the old one back.
    pub fn renew(&mut self) {
        self.references.renew();
    }

    /// Restores the reference from before the last [`Self::renew`], for example after a cancelled
    /// calibration.
    pub fn restore(&mut self) {
        self.references.restore();
    }

    /// Drops the previous reference: the new one is in use.
    pub fn settle(&mut self) {
        self.references.settle();
    }

    /// Compares the surroundings of `pose` in `frame` with the reference. Without a usable
    /// reference, this picture becomes it. `None` if the surroundings are too small or have too few
    /// edges.
    pub fn look(&mut self, frame: &Frame, pose: &Pose) -> Option<SceneLikeness> {
        let edges = Edges::of(frame, pose)?;
        if self.references.of_size(frame.size()).is_none() {
            self.references.take(frame.size(), Some(edges.clone()));
        }
        let (id, reference) = self.references.of_size(frame.size())?;
        let shifts = (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (dx, dy)));
        let correlation = shifts
            .filter_map(|shift| edges.correlation(reference, shift))
            .max_by(f64::total_cmp)?;
        Some(SceneLikeness { reference: id, correlation })
    }
}

/// Horizontal and vertical edges of the reduced picture, row by row; 0 where the person is.
#[derive(Debug, Clone)]
struct Edges {
    width: usize,
    height: usize,
    dx: Vec<f32>,
    dy: Vec<f32>,
    /// dx² + dy².
    energy: Vec<f32>,
    /// 1 where the surroundings are visible, 0 where the person is.
    seen: Vec<f32>,
}

impl Edges {
    fn of(frame: &Frame, pose: &Pose) -> Option<Self> {
        let size = frame.size();
        let box_px = (size.width as usize / ACROSS).max(1);
        let Grey { values: grey, width, height, .. } = Grey::of(frame, box_px);
        if width < 8 || height < 8 {
            return None;
        }
        let person = PersonBox::of(pose)?;
        let nothing = || vec![0.0f32; width * height];
        let (mut dx, mut dy, mut energy, mut seen) = (nothing(), nothing(), nothing(), nothing());
        for y in 1..height - 1 {
            for x in 1..width - 1 {
                let middle =
                    Vec2::new((x as f64 + 0.5) * box_px as f64, (y as f64 + 0.5) * box_px as f64);
                if person.contains(middle) {
                    continue;
                }
                let i = y * width + x;
                dx[i] = (grey[i + 1] - grey[i - 1]).clamp(-MAX_EDGE, MAX_EDGE);
                dy[i] = (grey[i + width] - grey[i - width]).clamp(-MAX_EDGE, MAX_EDGE);
                energy[i] = dx[i] * dx[i] + dy[i] * dy[i];
                seen[i] = 1.0;
            }
        }
        Some(Self { width, height, dx, dy, energy, seen })
    }

    /// Correlation of these edges with `reference` shifted by whole pixels, over the area that is
    /// surroundings in both; `None` if too little of this area or too few edges remain.
    ///
    /// A moved camera changes the whole picture, a colleague beside the person or an opened door only a part
    /// of it. Therefore the picture is compared region by region, and the result is the correlation that
    /// regions with [`SAME_SHARE`] of the edges reach.
    fn correlation(&self, reference: &Self, shift: (isize, isize)) -> Option<f64> {
        let (dx, dy) = shift;
        let mut regions = [Compared::default(); REGIONS.0 * REGIONS.1];
        // Columns that exist in both pictures.
        let from = (-dx).max(0) as usize;
        let to = (self.width as isize).min(reference.width as isize - dx).max(0) as usize;
        for y in 0..self.height {
            let Some(from_y) = y.checked_add_signed(dy).filter(|v| *v < reference.height) else {
                continue;
            };
            for column in 0..REGIONS.0 {
                let start = (column * self.width / REGIONS.0).max(from);
                let end = ((column + 1) * self.width / REGIONS.0).min(to).max(start);
                let now = y * self.width + start..y * self.width + end;
                let then_start = (from_y * reference.width + start).saturating_add_signed(dx);
                let then = then_start..then_start + now.len();
                let region = &mut regions[y * REGIONS.1 / self.height * REGIONS.0 + column];
                // Pixels that are 0 in one picture, as the person is, add nothing to the product.
                region.product += dot(&self.dx[now.clone()], &reference.dx[then.clone()])
                    + dot(&self.dy[now.clone()], &reference.dy[then.clone()]);
                region.own += dot(&self.energy[now.clone()], &reference.seen[then.clone()]);
                region.other += dot(&self.seen[now.clone()], &reference.energy[then.clone()]);
                region.count += dot(&self.seen[now], &reference.seen[then]);
            }
        }
        let count: f64 = regions.iter().map(|r| r.count).sum();
        let edges: f64 = regions.iter().map(|r| r.other).sum();
        let is_enough = count >= MIN_SHARE * (self.width * self.height) as f64
            && (edges / count.max(1.0)).sqrt() >= MIN_EDGE
            && regions.iter().any(|r| r.own > 0.0);
        if !is_enough {
            return None;
        }
        regions.sort_by(|a, b| b.correlation().total_cmp(&a.correlation()));
        let mut seen = 0.0;
        regions.iter().find_map(|region| {
            seen += region.other;
            (seen >= SAME_SHARE * edges).then(|| region.correlation())
        })
    }
}

/// Sums over one region of two pictures.
#[derive(Debug, Clone, Copy, Default)]
struct Compared {
    product: f64,
    /// Energy of the edges now, and of those of the reference.
    own: f64,
    other: f64,
    /// Number of pixels that are surroundings in both.
    count: f64,
}

impl Compared {
    /// Reference edges that have vanished count as much as edges that have moved.
    fn correlation(&self) -> f64 {
        let scale = self.own.sqrt() * self.other.sqrt();
        if scale > 0.0 { self.product / scale } else { 0.0 }
    }
}

/// Dot product in eight lanes, which matches the SIMD width of processors.
fn dot(a: &[f32], b: &[f32]) -> f64 {
    let mut lanes = [0.0f32; 8];
    let (a_chunks, b_chunks) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest = a_chunks.remainder().iter().zip(b_chunks.remainder()).map(|(a, b)| a * b);
    let rest = rest.sum::<f32>();
    for (a, b) in a_chunks.zip(b_chunks) {
        for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += a * b;
        }
    }
    f64::from(lanes.iter().sum::<f32>() + rest)
}

/// The area of the person: from above the head to the bottom of the picture, including shoulders
/// and upper arms.
struct PersonBox {
    left: f64,
    right: f64,
    top: f64,
}

impl PersonBox {
    fn of(pose: &Pose) -> Option<Self> {
        let point = |landmark| {
            let keypoint = pose.keypoint(landmark);
            keypoint.is_finite().then_some(keypoint.in_image)
        };
        let shoulders = [point(Landmark::LeftShoulder)?, point(Landmark::RightShoulder)?];
        let nose = point(Landmark::Nose)?;
        let width_px = shoulders[0].distance(shoulders[1]).max(1.0);
        let margin_px = 0.4 * width_px;
        let of = |pick: fn(f64, f64) -> f64| {
            shoulders.iter().map(|p| p.x).chain([nose.x]).fold(nose.x, pick)
        };
        Some(Self {
            left: of(f64::min) - margin_px,
            right: of(f64::max) + margin_px,
            top: nose.y - 0.8 * width_px,
        })
    }

    fn contains(&self, p: Vec2) -> bool {
        (self.left..=self.right).contains(&p.x) && p.y >= self.top
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::{ImageSize, Keypoint};

    const SIZE: ImageSize = ImageSize { width: 640, height: 480 };

    /// A room of rectangles, seen by a camera that has turned so that everything is shifted by
    /// `shift` pixels.
    fn room(shift: (f64, f64), light: f64, contrast: f64) -> Frame {
        let mut rgb = Vec::new();
        for y in 0..480 {
            for x in 0..640 {
                let (u, v) = (f64::from(x) + shift.0, f64::from(y) + shift.1);
                // Furniture: patches of different sizes, no two rows alike.
                let patch = |side: f64, salt: i64| {
                    let (i, j) = ((u / side).floor() as i64, (v / (0.8 * side)).floor() as i64);
                    let mixed = (i * 73_856_093) ^ (j * 19_349_663) ^ (salt * 83_492_791);
                    (mixed.rem_euclid(1009) as f64) / 1009.0
                };
                let grey = 60.0 + contrast * (70.0 * patch(83.0, 1) + 50.0 * patch(37.0, 2));
                rgb.extend([(grey * light).clamp(0.0, 255.0) as u8; 3]);
            }
        }
        Frame::from_rgb(SIZE, rgb, 0).unwrap()
    }

    fn pose() -> Pose {
        let mut pose = Pose::of_landmarks(SIZE, [Keypoint::default(); 33]);
        for (landmark, x, y) in [
            (Landmark::LeftShoulder, 400.0, 380.0),
            (Landmark::RightShoulder, 240.0, 380.0),
            (Landmark::Nose, 320.0, 260.0),
        ] {
            pose.keypoints[landmark.index()] =
                Keypoint { in_image: Vec2::new(x, y), z: 0.0, visibility: 1.0, presence: 1.0 };
        }
        pose
    }

    fn likeness(frame: &Frame) -> Option<f64> {
        let mut watch = CameraMovedDetector::default();
        watch.look(&room((0.0, 0.0), 1.0, 1.0), &pose()).unwrap();
        watch.look(frame, &pose()).map(|l| l.correlation)
    }

    #[test]
    fn the_same_room_matches_in_other_lighting() {
        assert!(likeness(&room((0.0, 0.0), 1.0, 1.0)).unwrap() > 0.99);
        assert!(likeness(&room((0.0, 0.0), 0.6, 1.0)).unwrap() > 0.9);
        assert!(likeness(&room((4.0, 3.0), 1.0, 1.0)).unwrap() > 0.7);
    }

    #[test]
    fn a_turned_camera_gives_a_low_correlation() {
        for shift in [(0.0, 45.0), (60.0, 0.0), (-45.0, 80.0), (0.0, -120.0)] {
            let seen = likeness(&room(shift, 1.0, 1.0)).unwrap();
            assert!(seen < 0.35, "{shift:?}: {seen}");
        }
    }

    /// The room with a person in a plain shirt who covers the columns `columns` from `top` down.
    fn covered(columns: std::ops::Range<usize>, top: usize) -> Frame {
        let mut rgb = room((0.0, 0.0), 1.0, 1.0).rgb().to_vec();
        for y in top..480 {
            for x in columns.clone() {
                let fold = 18 * u8::try_from((x / 23 + y / 31) % 3).unwrap();
                rgb[3 * (640 * y + x)..3 * (640 * y + x) + 3].fill(90 + fold);
            }
        }
        Frame::from_rgb(SIZE, rgb, 0).unwrap()
    }

    #[test]
    fn a_colleague_beside_the_desk_is_no_moved_camera() {
        for (columns, top) in [(440..640, 0), (0..200, 0), (430..600, 60), (0..230, 40)] {
            let seen = likeness(&covered(columns.clone(), top)).unwrap();
            assert!(seen > 0.7, "{columns:?}: {seen}");
        }
    }

    #[test]
    fn a_bare_wall_gives_no_result() {
        let mut watch = CameraMovedDetector::default();
        assert_eq!(watch.look(&room((0.0, 0.0), 1.0, 0.01), &pose()), None);
    }
}
