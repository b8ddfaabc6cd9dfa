//! The desk check: when it is offered, and the check of left and right.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use plumbline::ui::Action;
use plumbline::ui::desk::DeskView;
use plumbline::ui::theme;
use plumbline::watch::LiveView;
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::{Keypoint, Landmark};
use plumbline_core::engine::CalibrationState;

use crate::support::person::{GOOD, Now, blank};

/// The frame with this number of a person, whose hand is raised if `raised` names its wrist.
fn frame(sequence: u64, raised: Option<Landmark>) -> LiveView {
    let mut live = Now::of(GOOD, blank()).live.map(Arc::unwrap_or_clone).unwrap();
    live.sequence = sequence;
    live.snapshot.calibration = CalibrationState::Calibrated;
    let pose = live.pose.as_mut().unwrap();
    for wrist in [Landmark::LeftWrist, Landmark::RightWrist] {
        let (shoulder, up) = if wrist == Landmark::LeftWrist {
            (Landmark::LeftShoulder, raised == Some(wrist))
        } else {
            (Landmark::RightShoulder, raised == Some(wrist))
        };
        let at = pose.keypoint(shoulder).in_image;
        let in_image = Vec2::new(at.x, at.y + if up { -250.0 } else { 60.0 });
        pose.keypoints[wrist.index()] =
            Keypoint { in_image, z: 0.0, visibility: 0.99, presence: 0.99 };
    }
    live
}

#[test]
fn it_is_offered_once_the_upright_posture_was_set_until_it_is_put_off() {
    let mut view = DeskView::default();
    let with = |calibration: CalibrationState, sequence: u64| {
        let mut live = frame(sequence, None);
        // A camera far below the eyes.
        live.snapshot.measures.set_head_cm(Some([0.0, -30.0, 60.0]));
        live.snapshot.calibration = calibration;
        live
    };
    view.follow(&with(CalibrationState::Calibrated, 1));
    assert_eq!(view.offered(), None, "it was set before");
    view.follow(&with(CalibrationState::Countdown { left_ms: 500, is_slouch: false }, 2));
    view.follow(&with(CalibrationState::Capturing { share: 0.5, hint: None }, 3));
    assert_eq!(view.offered(), None);
    view.follow(&with(CalibrationState::Calibrated, 4));
    assert!(view.offered().is_some_and(|count| count >= 1));
    // What is changed meanwhile is followed.
    let before = view.offered();
    let mut better = with(CalibrationState::Calibrated, 5);
    better.snapshot.measures.set_head_cm(Some([0.0, 0.0, 60.0]));
    view.follow(&better);
    assert_ne!(view.offered(), before);
    view.close();
    view.follow(&with(CalibrationState::Calibrated, 6));
    assert_eq!(view.offered(), None);
    // A shown slouch is no reason.
    view.follow(&with(CalibrationState::Countdown { left_ms: 500, is_slouch: true }, 7));
    view.follow(&with(CalibrationState::Calibrated, 8));
    assert_eq!(view.offered(), None);
}

/// The actions after the check of left and right saw `raised`, and whether a text is shown.
fn after_raising(raised: Landmark, text: &str) -> (Vec<Action>, bool) {
    let live = Rc::new(RefCell::new(frame(1, None)));
    let mut view = DeskView::default();
    view.open();
    let shown = Rc::clone(&live);
    let mut harness = Harness::builder()
        .with_size(eframe::egui::vec2(700.0, 1_200.0))
        .with_context_setup(theme::install)
        .build_ui_state(
            move |ui, actions: &mut Vec<Action>| view.ui(ui, Some(&shown.borrow()), actions),
            Vec::new(),
        );
    harness.run();
    harness.get_by_label("Check it").click();
    harness.run();
    for sequence in 2..8 {
        *live.borrow_mut() = frame(sequence, Some(raised));
        harness.step();
    }
    let is_shown = harness.query_by_label_contains(text).is_some();
    (harness.state().clone(), is_shown)
}

#[test]
fn the_left_hand_raised_for_the_right_one_shows_a_mirrored_picture() {
    let (actions, is_said) = after_raising(Landmark::LeftWrist, "wrong way round");
    assert_eq!((actions, is_said), (vec![Action::MirrorCamera], true));
    let (actions, is_said) = after_raising(Landmark::RightWrist, "as they should be");
    assert_eq!((actions, is_said), (vec![], true));
}
