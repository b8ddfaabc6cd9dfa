//! The two headline angles as dials.

use eframe::egui::{Margin, Ui};

use crate::text::{capitalized, names, t};
use crate::ui::theme::{self, GAP, GAP_SMALL, Palette};
use crate::ui::widgets::dial::{Words, dial_ui};
use crate::ui::widgets::gauge::Reading;
use plumbline_core::engine::Snapshot;
use plumbline_core::posture::Quantity;
use plumbline_core::posture::fault::LimitChoice;

/// Width of a dial's card below which the dials are below each other, points.
const NARROW: f32 = 230.0;

/// Shows the forward head and the raised shoulders.
pub(super) fn dials_ui(ui: &mut Ui, snapshot: &Snapshot, limits: &LimitChoice) {
    let reading = |quantity| Reading::of(quantity, snapshot, limits);
    let head = reading(Quantity::ForwardHead);
    let head_words = Words {
        title: names::quantity(Quantity::ForwardHead).to_owned(),
        lines: with_limit(&head, vec![head_words(&head, snapshot)]),
        description: head.description(),
    };
    let both = [Quantity::RaisedShoulderLeft, Quantity::RaisedShoulderRight].map(reading);
    let worse = worse(both.clone());
    let shoulder_words = shoulder_words(&both, &worse);
    let width = (ui.available_width() - GAP) / 2.0;
    let cell = |ui: &mut Ui, reading: &Reading, words: &Words| {
        let margin = Margin::symmetric(GAP as i8, GAP_SMALL as i8);
        theme::card(&Palette::current(ui)).inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            dial_ui(ui, reading, words);
        });
    };
    if width < NARROW {
        cell(ui, &head, &head_words);
        return cell(ui, &worse, &shoulder_words);
    }
    ui.columns(2, |columns| {
        cell(&mut columns[0], &head, &head_words);
        cell(&mut columns[1], &worse, &shoulder_words);
    });
}

/// The limit of `reading`, capitalized, before `lines`.
fn with_limit(reading: &Reading, mut lines: Vec<String>) -> Vec<String> {
    if !reading.limit.is_empty() {
        lines.insert(0, capitalized(&reading.limit));
    }
    lines
}

/// What the number means. With a limit, the uncertainty of a change was said.
fn head_words(head: &Reading, snapshot: &Snapshot) -> String {
    let measured = snapshot.measures.get(head.quantity).known();
    let is_change = measured.is_some_and(|measured| measured.delta.is_some());
    match is_change && !head.limit.is_empty() {
        true => t!("now-from-upright").to_owned(),
        false => head.meaning.clone(),
    }
}

/// The shoulder that is closer to its limit, or further beyond it.
fn worse([left, right]: [Reading; 2]) -> Reading {
    if right.share.unwrap_or(-1.0) > left.share.unwrap_or(-1.0) { right } else { left }
}

fn shoulder_words([left, right]: &[Reading; 2], worse: &Reading) -> Words {
    let is_known = left.share.is_some() || right.share.is_some();
    let lines = if is_known {
        let left = t!("now-left-shoulder", value = left.value.as_str());
        let right = t!("now-right-shoulder", value = right.value.as_str());
        // Broken between the shoulders only.
        let whole = |words: String| words.replace(' ', "\u{a0}");
        vec![format!("{} · {}", whole(left), whole(right))]
    } else {
        vec![left.meaning.clone()]
    };
    Words {
        title: t!("now-raised-shoulders").to_owned(),
        lines: with_limit(worse, lines),
        description: format!("{}; {}", left.description(), right.description()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(quantity: Quantity, share: Option<f32>) -> Reading {
        Reading {
            quantity,
            value: "+2°".into(),
            meaning: "from upright".into(),
            limit: "limit +5°".into(),
            share,
            is_beyond: false,
        }
    }

    #[test]
    fn the_dial_of_the_shoulders_shows_the_worse_one() {
        let (l, r) = (Quantity::RaisedShoulderLeft, Quantity::RaisedShoulderRight);
        let of = |left, right| worse([reading(l, left), reading(r, right)]).quantity;
        assert_eq!(of(Some(0.2), Some(0.6)), r);
        assert_eq!(of(Some(0.7), Some(0.6)), l);
        assert_eq!(of(None, Some(0.1)), r);
        assert_eq!(of(None, None), l);
    }
}
