//! Tests of the notifications and their buttons.

use std::sync::mpsc::{self, Receiver};
use std::time::Instant;

use plumbline::desktop::notify::{Notice, NoticeAction, Notifier, NotifierState};

use super::notification_service::{Notifications, Request, Shown};
use super::private_bus::PrivateBus;
use super::{LIMIT, next};

fn notifier(bus: &PrivateBus) -> (Notifier, Receiver<NoticeAction>) {
    let (tx, rx) = mpsc::channel();
    let notifier = Notifier::start_on(Some(bus.address.clone()), move |action| {
        let _ = tx.send(action);
    });
    (notifier, rx)
}

fn notice(title: &str) -> Notice {
    Notice {
        title: title.into(),
        body: "Your head is 4 cm ahead & low".into(),
        actions: vec![NoticeAction::ShowStretch, NoticeAction::Snooze15],
        with_sound: false,
    }
}

#[track_caller]
fn shown(service: &Notifications) -> (String, Shown) {
    match next(&service.requests) {
        (sender, Request::Notify(shown)) => (sender, shown),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn wait_for(notifier: &Notifier, is_it: impl Fn(&NotifierState) -> bool) {
    let begun = Instant::now();
    while !is_it(&notifier.state()) {
        assert!(begun.elapsed() < LIMIT, "{:?}", notifier.state());
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

#[test]
fn a_notification_is_shown_and_its_buttons_report_actions() {
    let bus = PrivateBus::start();
    let service = Notifications::start(&bus);
    let (notifier, pressed) = notifier(&bus);
    assert_eq!(notifier.state(), NotifierState::Unknown);

    notifier.show(notice("Chin back"));
    let (sender, first) = shown(&service);
    assert_eq!((first.title.as_str(), first.replaces), ("Chin back", 0));
    assert_eq!(first.body, "Your head is 4 cm ahead &amp; low");
    let buttons = ["default", "Open Plumbline", "show-stretch", "Show the stretch", "snooze-15"];
    assert_eq!(first.actions[..5], buttons);
    assert_eq!(u8::try_from(&first.hints["urgency"]).unwrap(), 1);
    assert!(bool::try_from(&first.hints["suppress-sound"]).unwrap());
    assert_eq!(<&str>::try_from(&first.hints["desktop-entry"]).unwrap(), "plumbline");
    wait_for(&notifier, |state| *state == NotifierState::Working);

    service.press(&sender, first.id, "show-stretch");
    assert_eq!(next(&pressed), NoticeAction::ShowStretch);
    // A press on another notification is ignored.
    service.press(&sender, first.id + 1, "snooze-15");
    service.press(&sender, first.id, "default");
    assert_eq!(next(&pressed), NoticeAction::Open);

    let loud = Notice { with_sound: true, ..notice("Again") };
    notifier.show(loud);
    let (again, second) = shown(&service);
    assert!(!second.hints.contains_key("suppress-sound"));
    // The notification is replaced over the same connection, as GNOME requires.
    assert_eq!((second.replaces, again), (first.id, sender.clone()));
    service.press(&sender, second.id, "snooze-15");
    assert_eq!(next(&pressed), NoticeAction::Snooze15);

    notifier.close();
    match next(&service.requests) {
        (_, Request::Close(id)) => assert_eq!(id, second.id),
        other => panic!("{other:?}"),
    }
    notifier.show(notice("Once more"));
    let (_, third) = shown(&service);
    assert_eq!(third.replaces, 0);
    // After the user has closed a notification, the next one does not replace it.
    wait_for(&notifier, |state| *state == NotifierState::Working);
    service.closed(&sender, third.id);
    service.press(&sender, third.id, "default");
    notifier.show(notice("And more"));
    let replaces = shown(&service).1.replaces;
    assert!(replaces == 0 || replaces == third.id);
}

#[test]
fn without_a_service_the_state_says_so_and_recovers_later() {
    let bus = PrivateBus::start();
    let (notifier, _pressed) = notifier(&bus);
    notifier.show(notice("Nobody sees this"));
    let is_unavailable = |state: &NotifierState| matches!(state, NotifierState::Unavailable(why) if why.contains("notification service"));
    wait_for(&notifier, is_unavailable);

    let service = Notifications::start(&bus);
    notifier.show(notice("Chin back"));
    assert_eq!(shown(&service).1.title, "Chin back");
    wait_for(&notifier, |state| *state == NotifierState::Working);

    // The service restarts and its ids start again.
    service.end();
    let service = Notifications::start(&bus);
    notifier.show(notice("Shoulders down"));
    assert_eq!(shown(&service).1.title, "Shoulders down");
}

#[test]
fn showing_never_blocks_and_the_newest_notification_wins() {
    let bus = PrivateBus::start();
    let (notifier, _pressed) = notifier(&bus);
    let begun = Instant::now();
    for n in 0..1000 {
        notifier.show(notice(&n.to_string()));
    }
    assert!(begun.elapsed() < LIMIT);
    let service = Notifications::start(&bus);
    notifier.show(notice("newest"));
    while shown(&service).1.title != "newest" {}
}
