//! Landmarks of pictures of people who do stretches, played in time through the guide.
//!
//! The landmarks come from the pose model (`benches/rendered/bench_stretches.py`). A picture is a label of the recording,
//! `ITEM_STATE`, with several frames; the frames differ by the noise of the sensor. Between two pictures the landmarks
//! are interpolated.

use std::collections::BTreeMap;

use plumbline_core::body::{Face, MonotonicMs, Pose, Side};
use plumbline_core::catalogue::{Item, RepPlan};
use plumbline_core::coaching::guide::hold::HoldWatch;
use plumbline_core::coaching::guide::rest::RestWatch;
use plumbline_core::coaching::guide::{Counting, Glimpse, Phase, Plan, Session, SessionEvent};
use plumbline_core::engine::recording::{FrameLine, Header, RecordingError};
use plumbline_core::posture::camera::DEFAULT_HFOV_DEG;
use plumbline_core::stats;

use crate::simulator::Dice;

/// Interval of the pictures, milliseconds.
const PICTURE_MS: i64 = 100;

/// How long the person is at rest before the stretch, and moves into it, milliseconds.
const REST_MS: i64 = 3_000;
const INTO_MS: i64 = 1_000;

/// How long a hold is shown, milliseconds: long enough for the rule to take over a person's own range, and shorter than
/// the shortest hold of the catalogue.
pub const SHOWN_MS: i64 = 9_000;

/// More repetitions than are shown, so that too many would be counted.
const MORE_THAN_SHOWN: u32 = 20;

/// How long everyday movements are shown, milliseconds.
const EVERYDAY_MS: i64 = 90_000;

/// The landmarks of one person's pictures, by label.
#[derive(Debug, Clone, Default)]
pub struct Pictures {
    by_label: BTreeMap<String, Vec<Option<Pose>>>,
}

/// Where a repetition goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reach {
    /// To the far position.
    Full,
    /// To half of the way.
    Half,
    /// To the far position with one arm only.
    OneArm,
}

/// What the guide counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Held time, milliseconds, or repetitions.
    pub count: i64,
    /// Whether the guide gave up the camera, because it could not see what the rule needs.
    pub is_by_clock: bool,
}

impl Pictures {
    /// Reads a landmark recording whose frames have labels.
    ///
    /// # Errors
    /// [`RecordingError`] if the text is not a landmark recording.
    pub fn parse(text: &str) -> Result<Self, RecordingError> {
        let mut lines = text.lines();
        let image = Header::parse(lines.next().unwrap_or_default())?.image();
        let mut pictures = Self::default();
        for (i, line) in lines.enumerate() {
            let frame = FrameLine::parse(line, i + 2, image)?;
            if let Some(label) = frame.label {
                pictures.by_label.entry(label).or_default().push(frame.pose);
            }
        }
        Ok(pictures)
    }

    /// Whether there is a picture `label`.
    #[must_use]
    pub fn has(&self, label: &str) -> bool {
        self.by_label.contains_key(label)
    }

    /// The labels that begin with `prefix`.
    pub fn labels(&self, prefix: &str) -> impl Iterator<Item = &str> {
        self.by_label.keys().map(String::as_str).filter(move |label| label.starts_with(prefix))
    }

    /// Every frame of the picture `label`.
    #[must_use]
    pub fn frames(&self, label: &str) -> &[Option<Pose>] {
        self.by_label.get(label).map_or(&[], Vec::as_slice)
    }

    fn any(&self, label: &str, dice: &mut Dice) -> Option<Pose> {
        let frames = self.frames(label);
        let i = dice.uniform(0.0, frames.len() as f64) as usize;
        frames.get(i).or(frames.last()).cloned().flatten()
    }

    /// Shows the picture `label` to the guide, which asks for `item` on the stretched side `side`. Counts the held
    /// milliseconds of [`SHOWN_MS`].
    #[must_use]
    pub fn hold(&self, item: &Item, side: Side, label: &str, number: u64) -> Counted {
        let mut player = Player::new(self, item.clone(), side, number);
        player.begin();
        let rest = player.rest();
        player.goes(&rest, label, INTO_MS);
        player.stays(label, SHOWN_MS);
        Counted { count: player.session.held_ms(), is_by_clock: player.is_by_clock }
    }

    /// Shows `count` repetitions of `item`, with differing tempo and reach. Counts repetitions.
    #[must_use]
    pub fn repetitions(&self, item: &Item, count: u32, reach: Reach, number: u64) -> Counted {
        let mut player = Player::new(self, with_room(item), Side::Right, number);
        player.begin();
        let plan = item.reps.unwrap_or(RepPlan { count, out_s: 1.0, hold_s: 1.0, back_s: 1.0 });
        let path = self.path(item, reach);
        let rest = player.rest();
        if let Some(near) = path.first() {
            player.goes(&rest, near, INTO_MS);
            player.stays(near, 1_000);
        }
        let pace = player.dice.uniform(0.7, 1.5);
        for _ in 0..count {
            let pace = pace * player.dice.uniform(0.85, 1.15);
            let ms = |s: f64| (s * pace * 1000.0) as i64;
            let end = player.dice.uniform(0.94, 1.0) * if reach == Reach::Half { 0.5 } else { 1.0 };
            player.travels(&path, 0.0, end, ms(plan.out_s));
            player.travels(&path, end, end, ms(plan.hold_s));
            player.travels(&path, end, 0.0, ms(plan.back_s));
            let pause_ms = player.dice.uniform(100.0, 700.0) as i64;
            player.travels(&path, 0.0, 0.0, pause_ms);
        }
        player.travels(&path, 0.0, 0.0, 500);
        player.counted()
    }

    /// Shows typing, the mouse, drinking, phoning and a hand at the chin for 90 seconds. Counts repetitions.
    #[must_use]
    pub fn everyday(&self, item: &Item, number: u64) -> Counted {
        let mut player = Player::new(self, with_room(item), Side::Right, number);
        "rest_".clone_into(&mut player.rests);
        player.begin();
        let all: Vec<String> = self.labels("everyday_").map(str::to_owned).collect();
        let until = player.now + EVERYDAY_MS;
        let mut from = player.rest();
        while player.now.since_ms(until) < 0 && !all.is_empty() {
            let i = player.dice.uniform(0.0, all.len() as f64) as usize;
            let to = all[i.min(all.len() - 1)].clone();
            player.goes(&from, &to, 800);
            let stay_ms = player.dice.uniform(600.0, 2_500.0) as i64;
            player.stays(&to, stay_ms);
            from = to;
        }
        player.counted()
    }

    /// The labels from the near to the far position.
    fn path(&self, item: &Item, reach: Reach) -> Vec<String> {
        let steps: Vec<String> = (0..10)
            .map(|i| format!("{}_{i}", item.id))
            .take_while(|label| self.has(label))
            .collect();
        match (reach, steps.first()) {
            (Reach::OneArm, Some(near)) => vec![near.clone(), format!("{}_one_arm", item.id)],
            _ => steps,
        }
    }

    /// The values that the checks of `item` (of the near position if `is_near`) measure in the picture `label`.
    #[must_use]
    pub fn values(&self, item: &Item, side: Side, label: &str, is_near: bool) -> Vec<Option<f64>> {
        let Some(mut rule) = item.pose.clone() else { return Vec::new() };
        if is_near {
            rule.checks = std::mem::take(&mut rule.returns);
        }
        let mut rest = RestWatch::new(DEFAULT_HFOV_DEG);
        let mut now = MonotonicMs(0);
        let own = format!("{}_rest", item.id);
        let rests = if self.has(&own) { own.as_str() } else { "rest_" };
        for _ in 0..4 {
            for label in self.labels(rests) {
                for pose in self.frames(label).iter().flatten() {
                    now = now + PICTURE_MS;
                    rest.add(pose, now);
                }
            }
        }
        let mut watch = HoldWatch::new(rule, side);
        let mut rows: Vec<Vec<f64>> = Vec::new();
        for pose in self.frames(label) {
            now = now + PICTURE_MS;
            watch.see(pose.as_ref(), &rest, now);
            for (i, (_, value)) in watch.values().enumerate() {
                if rows.len() <= i {
                    rows.push(Vec::new());
                }
                rows[i].extend(value);
            }
        }
        rows.into_iter().map(stats::median).collect()
    }
}

/// The item with more repetitions than are shown.
fn with_room(item: &Item) -> Item {
    let mut item = item.clone();
    if let Some(reps) = &mut item.reps {
        reps.count = MORE_THAN_SHOWN;
    }
    item
}

struct Player<'a> {
    pictures: &'a Pictures,
    session: Session,
    dice: Dice,
    now: MonotonicMs,
    is_by_clock: bool,
    /// Repetitions that the camera counted.
    reps: i64,
    /// Beginning of the labels of the pictures at rest.
    rests: String,
}

impl<'a> Player<'a> {
    fn new(pictures: &'a Pictures, item: Item, side: Side, number: u64) -> Self {
        let dice = Dice::new(7, number, &item.id);
        let own = format!("{}_rest", item.id);
        let rests = if pictures.has(&own) { own } else { "rest_".to_owned() };
        let plan = Plan { first_side: Some(side), ..Plan::of_item(item, None) };
        let session = Session::new(plan, true, DEFAULT_HFOV_DEG, MonotonicMs(0));
        Self { pictures, session, dice, now: MonotonicMs(0), is_by_clock: false, reps: 0, rests }
    }

    /// A picture at rest: of the item's own rest, if there is one.
    fn rest(&mut self) -> String {
        let all: Vec<&str> = self.pictures.labels(&self.rests).collect();
        let i = self.dice.uniform(0.0, all.len() as f64) as usize;
        all.get(i).map_or_else(|| "rest_0".to_owned(), |label| (*label).to_owned())
    }

    /// Rests, and passes the steps.
    fn begin(&mut self) {
        for _ in 0..REST_MS / 500 {
            let label = self.rest();
            self.stays(&label, 500);
        }
        while matches!(self.session.phase(), Phase::Show { .. } | Phase::Ready) {
            self.session.skip();
        }
    }

    fn see(&mut self, pose: Option<&Pose>) {
        self.now = self.now + PICTURE_MS;
        let events = self.session.step(Glimpse::Picture(pose), self.now);
        let is_camera = *self.session.counting() == Counting::Camera;
        self.is_by_clock |= !is_camera;
        let counted =
            events.iter().filter(|event| matches!(event, SessionEvent::Counted(_))).count();
        if is_camera {
            self.reps += counted as i64;
        }
    }

    fn stays(&mut self, label: &str, ms: i64) {
        for _ in 0..ms / PICTURE_MS {
            let pose = self.pictures.any(label, &mut self.dice);
            self.see(pose.as_ref());
        }
    }

    fn goes(&mut self, from: &str, to: &str, ms: i64) {
        self.travels(&[from.to_owned(), to.to_owned()], 0.0, 1.0, ms);
    }

    /// Along `path`, from one share of it to another, slower at the ends.
    fn travels(&mut self, path: &[String], from: f64, to: f64, ms: i64) {
        let pictures = ms / PICTURE_MS;
        for i in 1..=pictures {
            let t = i as f64 / pictures as f64;
            let share = from + (to - from) * t * t * (3.0 - 2.0 * t);
            let place = share * (path.len().max(1) - 1) as f64;
            let (low, high) = (place.floor() as usize, place.ceil() as usize);
            let (Some(low_label), Some(high_label)) = (path.get(low), path.get(high)) else {
                return;
            };
            let a = self.pictures.any(low_label, &mut self.dice);
            let b = self.pictures.any(high_label, &mut self.dice);
            let pose = between(a, b, place - low as f64);
            self.see(pose.as_ref());
        }
    }

    fn counted(&self) -> Counted {
        Counted { count: self.reps, is_by_clock: self.is_by_clock }
    }
}

/// The landmarks between two poses: 0 is `a`, 1 is `b`. If somebody is seen in one only, the nearer one.
fn between(a: Option<Pose>, b: Option<Pose>, share: f64) -> Option<Pose> {
    let (a, b) = match (a, b) {
        (Some(a), Some(b)) => (a, b),
        (a, b) => return if share < 0.5 { a } else { b },
    };
    let mix = |a: f64, b: f64| a + (b - a) * share;
    let mut pose = if share < 0.5 { a.clone() } else { b.clone() };
    for (at, (p, q)) in pose.keypoints.iter_mut().zip(a.keypoints.iter().zip(&b.keypoints)) {
        at.in_image = p.in_image + (q.in_image - p.in_image) * share;
        at.z = mix(p.z, q.z);
        at.visibility = mix(p.visibility, q.visibility);
        at.presence = mix(p.presence, q.presence);
    }
    if let (Some(p), Some(q)) = (&a.world_m, &b.world_m) {
        pose.world_m =
            Some(std::array::from_fn(|i| std::array::from_fn(|j| mix(p[i][j], q[i][j]))));
    }
    if let (Some(p), Some(q)) = (&a.face, &b.face) {
        let in_image =
            std::array::from_fn(|i| p.in_image[i] + (q.in_image[i] - p.in_image[i]) * share);
        pose.face = Some(Face { presence: mix(p.presence, q.presence), in_image });
    }
    Some(pose)
}
