//! Minutes of a day as text. Pure.

use super::chart_data::hour_of;
use super::chart_model::MinuteShown;
use super::charts::duration_words;
use super::reader::StretchNames;
use super::strip::clock;
use crate::text::names;
use crate::text::numbers::decimal;
use crate::text::{FaultText as _, t};
use plumbline_core::posture::Quantity;
use plumbline_history::analysis::stretches;
use plumbline_history::model::calendar;
use plumbline_history::model::minute::Minute;
use plumbline_history::model::recorded::RECORDED;
use plumbline_history::model::sample::{EventKind, HistoryEvent};

/// The minutes of a day with their events. Events of minutes without a record are omitted.
#[must_use]
pub(crate) fn minutes(
    minutes: &[Minute],
    events: &[HistoryEvent],
    names: &StretchNames,
) -> Vec<MinuteShown> {
    let mut events = events.iter().peekable();
    minutes
        .iter()
        .map(|minute| {
            let number = |event: &HistoryEvent| calendar::minute_number(event.at);
            while events.next_if(|event| number(event) < minute.number).is_some() {}
            let mut shown = MinuteShown {
                from_h: hour_of(minute.start(), minute.offset_s),
                has_alert: false,
                words: minute_words(minute),
            };
            let mut of_minute = Vec::new();
            while let Some(event) = events.next_if(|event| number(event) == minute.number) {
                of_minute.push(event);
            }
            // By the second, then what causes before what follows from it.
            of_minute.sort_by_key(|event| (event.at.as_second(), order_of(event.kind)));
            for event in of_minute {
                shown.has_alert |= event.kind == EventKind::Alert;
                shown.words.extend(event_words(event, names));
            }
            shown
        })
        .collect()
}

/// Place of an event among those of the same second: a person leaves before the watching stops, and the watching
/// resumes before the person is seen again; a fault has its alert, and then its correction.
fn order_of(kind: EventKind) -> u8 {
    match kind {
        EventKind::Left => 0,
        EventKind::BreakTaken => 1,
        EventKind::WatchOff => 2,
        EventKind::WatchOn => 3,
        EventKind::Returned => 4,
        EventKind::Alert => 5,
        EventKind::StretchDone => 6,
        EventKind::Corrected => 7,
        _ => 8,
    }
}

/// State of a part of a minute.
#[derive(Debug, Clone, Copy)]
enum SpanPart {
    Good,
    Fault,
    Unsure,
    Away,
}

impl SpanPart {
    fn words(self, seconds: i64) -> String {
        match self {
            Self::Good => t!("history-minute-good", seconds = seconds),
            Self::Fault => t!("history-minute-fault", seconds = seconds),
            Self::Unsure => t!("history-minute-unsure", seconds = seconds),
            Self::Away => t!("history-minute-away", seconds = seconds),
        }
    }
}

fn minute_words(minute: &Minute) -> Vec<String> {
    let from_h = hour_of(minute.start(), minute.offset_s);
    let seconds = |ms: i64| (ms + 500) / 1000;
    let parts: Vec<String> = [
        (minute.good_ms, SpanPart::Good),
        (minute.fault_ms, SpanPart::Fault),
        (minute.uncertain_ms, SpanPart::Unsure),
        (minute.away_ms, SpanPart::Away),
    ]
    .into_iter()
    .filter(|(ms, _)| *ms > 0)
    .map(|(ms, part)| part.words(seconds(ms)))
    .collect();
    let mut lines = vec![t!("history-minute", time = clock(from_h), parts = parts.join(", "))];
    let faults: Vec<String> = minute
        .faults
        .present()
        .map(|(fault, ms)| {
            t!("history-minute-seen-for", fault = fault.noun(), seconds = seconds(ms))
        })
        .collect();
    if !faults.is_empty() {
        lines.push(t!("history-minute-seen", faults = faults.join(", ")));
    }
    let values: Vec<String> = RECORDED
        .into_iter()
        .filter_map(|quantity| {
            let median = minute.spread(quantity)?.median;
            let digits = if quantity == Quantity::Slouch { 2 } else { 1 };
            let unit = names::unit(quantity.unit());
            let value = format!("{}{unit}", decimal(median, digits));
            let quantity = names::quantity_within(quantity);
            Some(t!("history-minute-value", quantity = quantity, value = value))
        })
        .collect();
    if !values.is_empty() {
        lines.push(t!("history-minute-median", values = values.join(", ")));
    }
    lines
}

/// Text of an event; `None` for events that are not displayed.
fn event_words(event: &HistoryEvent, names: &StretchNames) -> Option<String> {
    let at = calendar::local(event.at, event.offset_s).strftime("%-H:%M:%S").to_string();
    let what = match event.kind {
        EventKind::Alert => match event.fault {
            Some(fault) => t!("history-event-alert", fault = fault.headline()),
            None => t!("history-event-alert-posture").to_owned(),
        },
        EventKind::Corrected => t!("history-event-corrected").into(),
        EventKind::BreakTaken => {
            let lasted_ms = event.detail.get("lasted_ms").and_then(serde_json::Value::as_f64);
            match lasted_ms.map(|ms| duration_words(ms / 3_600_000.0)) {
                Some(lasted) => t!("history-event-break-of", duration = lasted),
                None => t!("history-event-break").to_owned(),
            }
        }
        EventKind::StretchDone => {
            let id = event.detail.get("stretch").and_then(|id| id.as_str()).unwrap_or_default();
            let name = names.get(id).map_or(id, String::as_str);
            if stretches::is_done(event) {
                t!("history-event-stretch", name = name)
            } else {
                t!("history-event-stretch-unfinished", name = name)
            }
        }
        EventKind::Snoozed => t!("history-event-snoozed").into(),
        EventKind::Calibrated => t!("history-event-calibrated").into(),
        EventKind::Left => t!("history-event-left").into(),
        EventKind::Returned => t!("history-event-returned").into(),
        EventKind::WatchOff => t!("history-event-watch-off").into(),
        EventKind::WatchOn => t!("history-event-watch-on").into(),
        _ => return None,
    };
    Some(t!("history-event", time = at, what = what))
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::Fault;
    use plumbline_history::model::minute::Spread;

    #[test]
    fn the_text_of_a_minute_has_its_times_its_angles_and_its_events() {
        let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
        let mut minute = Minute {
            number: calendar::minute_number(at("2026-11-25T09:36:00Z")),
            offset_s: 3600,
            good_ms: 15_000,
            fault_ms: 45_000,
            ..Minute::default()
        };
        minute.faults.add(Fault::ForwardHead, 45_000);
        for (quantity, median) in
            [(Quantity::ForwardHead, 9.24), (Quantity::Slouch, 0.034), (Quantity::TrunkLean, -3.0)]
        {
            minute.set_spread(quantity, Some(Spread { median, p10: median, p90: median }));
        }
        let event = |moment: &str, kind, detail| HistoryEvent {
            at: at(moment),
            offset_s: 3600,
            kind,
            fault: Some(Fault::ForwardHead),
            detail,
        };
        let stretch = serde_json::json!({"stretch": "cat-cow", "outcome": "skipped"});
        let events = [
            event("2026-11-25T09:35:59Z", EventKind::Alert, serde_json::Value::Null),
            event("2026-11-25T09:36:12Z", EventKind::Alert, serde_json::Value::Null),
            event("2026-11-25T09:36:30Z", EventKind::Notified, serde_json::Value::Null),
            event("2026-11-25T09:36:59Z", EventKind::StretchDone, stretch),
            event("2026-11-25T09:37:00Z", EventKind::Corrected, serde_json::Value::Null),
        ];
        let names = StretchNames::from([("cat-cow".to_owned(), "Cat and cow".to_owned())]);
        let shown = minutes(&[minute], &events, &names);
        assert!(shown[0].has_alert);
        assert_eq!(
            shown[0].words,
            [
                "10:36 – good for 15 s, fault for 45 s",
                "Faults: forward head for 45 s",
                "Median: forward head 9.2°, slouch 0.03 shoulder widths, trunk leaning -3.0°",
                "10:36:12 Alert: Your head is forward",
                "10:36:59 Stretch: Cat and cow, not finished",
            ]
        );
    }

    #[test]
    fn events_of_one_second_are_in_the_order_of_cause_and_effect() {
        let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
        let number = calendar::minute_number(at("2026-11-25T09:36:00Z"));
        let minute = Minute { number, good_ms: 60_000, ..Minute::default() };
        let event = |moment: &str, kind| HistoryEvent {
            at: at(moment),
            offset_s: 0,
            kind,
            fault: None,
            detail: serde_json::Value::Null,
        };
        let events = [
            event("2026-11-25T09:36:20.1Z", EventKind::WatchOn),
            event("2026-11-25T09:36:20.2Z", EventKind::Left),
            event("2026-11-25T09:36:30.0Z", EventKind::Returned),
        ];
        let shown = minutes(&[minute], &events, &StretchNames::new());
        let expected = ["9:36:20 You left", "9:36:20 Watching resumed", "9:36:30 You came back"];
        assert_eq!(shown[0].words[1..], expected);
    }
}
