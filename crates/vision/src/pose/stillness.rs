//! Detects whether a picture differs from the last picture on which the model ran.
//!
//! People at a desk sit still most of the time, and running the pose model again on the same
//! posture costs a hundred times as much as detecting that nothing has moved. This module takes
//! three patches (the face and both shoulders) from the picture on which the model ran. It searches
//! for them in the next picture, on a small grey copy, with the same alignment as for the trunk
//! (Baker & Matthews, "Lucas–Kanade 20 Years On", IJCV 2004). If all three are at the same place,
//! the earlier measurement is still valid.
//!
//! The movement thresholds ([`Moved`]) are far smaller than the change that any fault needs. Each
//! picture is compared with the *first* picture of a still spell, never with the previous one, so
//! that slow drift adds up. A patch that cannot be found or has too little contrast counts as
//! moved.

use super::grey::Grey;
use super::patch_alignment::{Patch, Shift};
use crate::frames::Frame;
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::still_spell::StillSpell;
use plumbline_core::body::{ImageSize, Landmark, MonotonicMs, Pose};

/// Minimum length of a shoulder width on the small copy, pixels.
const GRID_PX: f64 = 64.0;

/// Movement thresholds, in shoulder widths (about 38 cm), logarithms of size, and degrees. Product
/// choices, compared with the margin that the limits of `posture/fault.rs` leave: forward head 0.9
/// cm (at 70 cm the face grows by 1.2 %), a raised shoulder 0.8 cm, slouch 2 cm.
struct Moved;

impl Moved {
    /// Vertical shift of the face relative to a shoulder: raised shoulders, a nod.
    const FACE_TO_SHOULDER: f64 = 0.014;
    /// Vertical shift of one shoulder relative to the other.
    const SHOULDERS_UNEVEN: f64 = 0.014;
    /// Vertical shift of face and shoulders together: slouch.
    const DOWN: f64 = 0.03;
    /// Horizontal shift of face and shoulders together, or the face turned.
    const ASIDE: f64 = 0.03;
    /// Change of the face's size: forward head, leaning in.
    const FACE_SIZE: f64 = 0.010;
    /// Change of the trunk's size, from the distance between the shoulders.
    const TRUNK_SIZE: f64 = 0.025;
    /// Rotation of the face.
    const FACE_TURN_DEG: f64 = 2.5;
    /// Minimum correlation of a found patch. Less means a hand in front, other lighting, or a head
    /// turned away.
    const CORRELATION: f64 = 0.93;
}

/// For an empty room: maximum share of changed blocks, and the minimum change of a changed block,
/// grey levels.
const ROOM_SHARE: f64 = 0.004;
const ROOM_LEVELS: f32 = 6.0;
/// Number of blocks across the picture.
const ROOM_ACROSS: usize = 64;

/// Stores the first picture of a still spell and detects whether later pictures show the same.
#[derive(Debug, Default)]
pub struct Stillness {
    remembered: Option<Remembered>,
    grey: Grey,
    /// Cached result for the picture with this time, so that it is computed once.
    compared: Option<(i64, bool)>,
    comparisons: u64,
}

/// The first picture of a still spell.
#[derive(Debug)]
struct Remembered {
    image: ImageSize,
    spell: StillSpell,
    shows: Shows,
}

#[derive(Debug)]
enum Shows {
    Sitter(Box<Sitter>),
    Room(Vec<f32>),
    /// A person whose face and shoulders are not all in view: the model always runs.
    Unclear,
}

impl Stillness {
    /// The still spell that `frame` belongs to; `None` if `frame` differs from its first picture.
    pub fn spell(&mut self, frame: &Frame) -> Option<StillSpell> {
        if self.is_unmoved(frame) { self.remembered.as_ref().map(|r| r.spell) } else { None }
    }

    /// Records that the model ran on `frame` and found `pose`, or nobody.
    pub fn looked(&mut self, frame: &Frame, pose: Option<&Pose>) {
        let is_alike = self.remembered.as_ref().is_some_and(|remembered| {
            let shows = (&remembered.shows, pose);
            matches!(shows, (Shows::Sitter(_), Some(_)) | (Shows::Room(_), None))
        });
        let goes_on = is_alike && self.is_unmoved(frame);
        let now = MonotonicMs(frame.t_ms);
        if let Some(remembered) = self.remembered.as_mut().filter(|_| goes_on) {
            remembered.spell.looked = now;
            return;
        }
        let shows = match pose {
            None => Shows::Room(room(frame)),
            Some(pose) => Sitter::of(frame, pose, &mut self.grey)
                .map_or(Shows::Unclear, |sitter| Shows::Sitter(Box::new(sitter))),
        };
        let spell = StillSpell::beginning(now);
        self.remembered = Some(Remembered { image: frame.size(), spell, shows });
        self.compared = None;
    }

    /// Drops the stored picture, because it is no longer valid.
    pub fn forget(&mut self) {
        (self.remembered, self.compared) = (None, None);
    }

    /// Number of pictures that were compared since the start.
    #[must_use]
    pub fn comparisons(&self) -> u64 {
        self.comparisons
    }

    fn is_unmoved(&mut self, frame: &Frame) -> bool {
        let Some(remembered) = &self.remembered else { return false };
        if let Some((t_ms, answer)) = self.compared
            && t_ms == frame.t_ms
        {
            return answer;
        }
        self.comparisons += 1;
        let answer = remembered.image == frame.size()
            && match &remembered.shows {
                Shows::Sitter(sitter) => sitter.is_unmoved(frame, &mut self.grey),
                Shows::Room(then) => is_same_room(then, &room(frame)),
                Shows::Unclear => false,
            };
        self.compared = Some((frame.t_ms, answer));
        answer
    }
}

/// Reference patches of the face and the shoulders.
#[derive(Debug)]
struct Sitter {
    /// Length of one pixel of the small copy, frame pixels.
    box_px: usize,
    /// Length of a shoulder width, pixels of the small copy.
    width: f64,
    /// Distance between the centres of the two shoulder patches, in shoulder widths.
    apart: f64,
    face: Patch,
    left: Patch,
    right: Patch,
}

impl Sitter {
    fn of(frame: &Frame, pose: &Pose, grey: &mut Grey) -> Option<Self> {
        let left = pose.visible(Landmark::LeftShoulder)?;
        let right = pose.visible(Landmark::RightShoulder)?;
        let seen: Vec<Vec2> = Landmark::FACE.into_iter().filter_map(|l| pose.seen(l)).collect();
        let width_px = left.distance(right);
        if seen.len() < Landmark::FACE.len() / 2 || width_px < GRID_PX {
            return None;
        }
        let face = seen.iter().fold(Vec2::default(), |sum, p| sum + *p) * (1.0 / seen.len() as f64);
        let box_px = (width_px / GRID_PX).floor().max(1.0) as usize;
        grey.fill(frame, box_px);
        grey.soften();
        let width = width_px / box_px as f64;
        let middle = |p: Vec2| grey.place(p);
        // A face is 15 cm by 20 cm. The patch stays within it, because the background does not move
        // with the face.
        let sides = |across: f64, up: f64, down: f64| [across, up, down].map(|v| v * width);
        let [across, up, down] = sides(0.2, 0.26, 0.22);
        let face = Patch::take(grey, middle(face), across, up, down)?;
        let [across, up, down] = sides(0.2, 0.2, 0.2);
        let side = |p: Vec2| Patch::take(grey, middle(p), across, up, down);
        let (left_patch, right_patch) = (side(left)?, side(right)?);
        Some(Self { box_px, width, apart: 1.0, face, left: left_patch, right: right_patch })
    }

    fn is_unmoved(&self, frame: &Frame, grey: &mut Grey) -> bool {
        grey.fill(frame, self.box_px);
        grey.soften();
        // Check the face first: nearly every movement moves the face, so this exits early at the
        // least cost.
        let Some(face) = self.face.find_turned(grey) else { return false };
        if !self.is_face_there(&face) {
            return false;
        }
        let (Some(left), Some(right)) = (self.left.find(grey), self.right.find(grey)) else {
            return false;
        };
        let share = |px: f64| px / self.width;
        let both = [&left, &right];
        let grown = share(left.right - right.right) / self.apart;
        both.iter().all(|side| {
            side.correlation >= Moved::CORRELATION
                && share(side.down).abs() <= Moved::DOWN
                && share(side.right).abs() <= Moved::ASIDE
                && share(face.down - side.down).abs() <= Moved::FACE_TO_SHOULDER
        }) && share(left.down - right.down).abs() <= Moved::SHOULDERS_UNEVEN
            && grown.abs() <= Moved::TRUNK_SIZE
    }

    fn is_face_there(&self, face: &Shift) -> bool {
        face.correlation >= Moved::CORRELATION
            && (face.down / self.width).abs() <= Moved::DOWN
            && (face.right / self.width).abs() <= Moved::ASIDE
            && face.log_scale.abs() <= Moved::FACE_SIZE
            && face.turn_rad.to_degrees().abs() <= Moved::FACE_TURN_DEG
    }
}

/// The whole picture averaged to a few blocks.
fn room(frame: &Frame) -> Vec<f32> {
    Grey::of(frame, (frame.size().width as usize / ROOM_ACROSS).max(1)).values
}

/// Whether two pictures of the empty room are the same except for a uniform change of brightness.
fn is_same_room(then: &[f32], now: &[f32]) -> bool {
    let differences = || then.iter().zip(now).map(|(then, now)| now - then);
    let brighter = differences().sum::<f32>() / then.len().max(1) as f32;
    let changed = differences().filter(|d| (d - brighter).abs() > ROOM_LEVELS).count();
    !then.is_empty()
        && then.len() == now.len()
        && (changed as f64) <= ROOM_SHARE * then.len() as f64
}

#[cfg(test)]
mod tests;
