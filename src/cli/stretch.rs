//! `plumbline replay … --stretch ID`: detects a stretch in a recording.

use serde_json::{Value, json};

use plumbline_core::body::{MonotonicMs, Pose, Side};
use plumbline_core::catalogue::Item;
use plumbline_core::coaching::guide::hold::{HoldView, HoldWatch};
use plumbline_core::coaching::guide::rest::RestWatch;

/// Detects one stretch on one side.
pub(super) struct StretchDetector {
    rest: RestWatch,
    hold: HoldWatch,
    last: Option<MonotonicMs>,
    held_ms: i64,
}

impl StretchDetector {
    /// `None` if the item has no pose rule.
    pub(super) fn new(item: &Item, side: Side, hfov_deg: f64) -> Option<Self> {
        let rule = item.pose.clone()?;
        Some(Self {
            rest: RestWatch::new(hfov_deg),
            hold: HoldWatch::new(rule, side),
            last: None,
            held_ms: 0,
        })
    }

    /// Processes one frame and returns its result as a JSON object.
    pub(super) fn step(&mut self, pose: Option<&Pose>, t: MonotonicMs) -> Value {
        let has_rest = self.rest.rest().is_some() && self.hold.sight() != HoldView::Elsewhere;
        if let Some(pose) = pose
            && !has_rest
        {
            self.rest.add(pose, t);
        }
        self.hold.see(pose, &self.rest, t);
        let step_ms = self.last.map_or(0, |last| t.since_ms(last).min(1_000));
        self.last = Some(t);
        if self.hold.counts() {
            self.held_ms += step_ms;
        }
        let values: Vec<Value> = self
            .hold
            .values()
            .map(|(measure, value)| {
                let rounded = value.map(|value| (value * 1000.0).round() / 1000.0);
                let mut line = json!(measure);
                line["value"] = json!(rounded);
                line
            })
            .collect();
        json!({
            "t_ms": t.0,
            "sight": sight_name(self.hold.sight()),
            "held": self.hold.is_held(),
            "held_ms": self.held_ms,
            "cue": self.hold.correction().map(crate::text::guide::correction),
            "values": values,
        })
    }

    /// Total time of holding the position, milliseconds.
    pub(super) fn held_ms(&self) -> i64 {
        self.held_ms
    }
}

fn sight_name(sight: HoldView) -> &'static str {
    match sight {
        HoldView::Met => "met",
        HoldView::NotMet(_) => "not_met",
        HoldView::Unseen(_) => "unseen",
        HoldView::Elsewhere => "elsewhere",
        HoldView::NoRest => "no_rest",
        HoldView::Nobody => "nobody",
    }
}
