//! Notifications of macOS. They need the program in a bundle with an identifier (`packaging/macos`).
#![allow(unsafe_code, reason = "notifications are only in the Objective-C interface of macOS")]

use std::sync::{Arc, Once};

use block2::{DynBlock, RcBlock};
use objc2::rc::Retained;
use objc2::runtime::{Bool, NSObject, NSObjectProtocol, ProtocolObject};
use objc2::{AnyThread, define_class, msg_send};
use objc2_foundation::{NSArray, NSBundle, NSError, NSSet, NSString, ns_string};
use objc2_user_notifications::{
    UNAuthorizationOptions, UNMutableNotificationContent, UNNotification, UNNotificationAction,
    UNNotificationActionOptions, UNNotificationCategory, UNNotificationCategoryOptions,
    UNNotificationDefaultActionIdentifier, UNNotificationPresentationOptions,
    UNNotificationRequest, UNNotificationResponse, UNNotificationSound, UNUserNotificationCenter,
    UNUserNotificationCenterDelegate,
};
use parking_lot::Mutex;

use super::{Notice, NoticeAction, NotifierState};
use crate::text::t;

/// There is one notification at a time.
const IDENTIFIER: &str = "posture";
const CATEGORY: &str = "posture";

type OnAction = Arc<dyn Fn(NoticeAction) + Send + Sync>;

/// Receives the buttons, for the delegate that exists as long as the process.
static ON_ACTION: Mutex<Option<OnAction>> = Mutex::new(None);

/// Shows notifications until it is dropped.
#[derive(Debug)]
pub struct Notifier {
    state: Arc<Mutex<NotifierState>>,
}

impl Notifier {
    /// `on_action` is called from a thread of macOS. The person is asked for permission when the first notification is
    /// shown.
    #[must_use]
    pub fn start(on_action: impl Fn(NoticeAction) + Send + Sync + 'static) -> Self {
        *ON_ACTION.lock() = Some(Arc::new(on_action));
        Self { state: Arc::default() }
    }

    /// Shows `notice`, replacing the previous notification.
    pub fn show(&self, notice: Notice) {
        let Some(center) = center() else {
            *self.state.lock() = NotifierState::Unavailable(t!("notice-failed").into());
            return;
        };
        let state = Arc::clone(&self.state);
        let asked = RcBlock::new(move |is_granted: Bool, _error: *mut NSError| {
            if is_granted.as_bool() {
                add(&notice, &state);
            } else {
                *state.lock() = NotifierState::Unavailable(t!("notice-switched-off").into());
            }
        });
        // Asks the person once; later calls answer at once.
        center.requestAuthorizationWithOptions_completionHandler(
            UNAuthorizationOptions::Alert | UNAuthorizationOptions::Sound,
            &asked,
        );
    }

    /// Closes the notification that is shown.
    pub fn close(&self) {
        if let Some(center) = center() {
            let identifiers = NSArray::from_retained_slice(&[NSString::from_str(IDENTIFIER)]);
            center.removeDeliveredNotificationsWithIdentifiers(&identifiers);
        }
    }

    /// Whether notifications can be shown.
    #[must_use]
    pub fn state(&self) -> NotifierState {
        self.state.lock().clone()
    }
}

impl Drop for Notifier {
    fn drop(&mut self) {
        self.close();
        *ON_ACTION.lock() = None;
    }
}

/// The notification center, with the delegate. `None` outside a bundle: macOS would end the program.
fn center() -> Option<Retained<UNUserNotificationCenter>> {
    static SET_DELEGATE: Once = Once::new();
    NSBundle::mainBundle().bundleIdentifier()?;
    let center = UNUserNotificationCenter::currentNotificationCenter();
    SET_DELEGATE.call_once(|| {
        // SAFETY: the initialiser of the superclass takes no argument.
        let delegate: Retained<Delegate> = unsafe { msg_send![Delegate::alloc(), init] };
        center.setDelegate(Some(ProtocolObject::from_ref(&*delegate)));
        // The center does not keep it.
        std::mem::forget(delegate);
    });
    Some(center)
}

fn add(notice: &Notice, state: &Arc<Mutex<NotifierState>>) {
    let Some(center) = center() else { return };
    let actions: Vec<_> = notice
        .actions
        .iter()
        .map(|action| {
            let opens = matches!(action, NoticeAction::ShowStretch | NoticeAction::Open);
            let options = if opens {
                UNNotificationActionOptions::Foreground
            } else {
                UNNotificationActionOptions::empty()
            };
            UNNotificationAction::actionWithIdentifier_title_options(
                &NSString::from_str(action.key()),
                &NSString::from_str(action.label()),
                options,
            )
        })
        .collect();
    let category = UNNotificationCategory::categoryWithIdentifier_actions_intentIdentifiers_options(
        &NSString::from_str(CATEGORY),
        &NSArray::from_retained_slice(&actions),
        &NSArray::new(),
        UNNotificationCategoryOptions::empty(),
    );
    center.setNotificationCategories(&NSSet::from_retained_slice(&[category]));
    let content = UNMutableNotificationContent::new();
    content.setTitle(&NSString::from_str(&notice.title));
    content.setBody(&NSString::from_str(&notice.body));
    content.setCategoryIdentifier(&NSString::from_str(CATEGORY));
    if notice.with_sound {
        content.setSound(Some(&UNNotificationSound::defaultSound()));
    }
    let request = UNNotificationRequest::requestWithIdentifier_content_trigger(
        ns_string!("posture"),
        &content,
        None,
    );
    let state = Arc::clone(state);
    let added = RcBlock::new(move |error: *mut NSError| {
        *state.lock() = if error.is_null() {
            NotifierState::Working
        } else {
            NotifierState::Unavailable(t!("notice-failed").into())
        };
    });
    center.addNotificationRequest_withCompletionHandler(&request, Some(&added));
}

define_class!(
    // SAFETY: NSObject may be a superclass of any class, and the class does not implement `Drop`.
    #[unsafe(super(NSObject))]
    struct Delegate;

    // SAFETY: the protocol has no requirements.
    unsafe impl NSObjectProtocol for Delegate {}

    // SAFETY: the methods have the types of the protocol.
    unsafe impl UNUserNotificationCenterDelegate for Delegate {
        #[unsafe(method(userNotificationCenter:willPresentNotification:withCompletionHandler:))]
        fn will_present(
            &self,
            _center: &UNUserNotificationCenter,
            _notification: &UNNotification,
            done: &DynBlock<dyn Fn(UNNotificationPresentationOptions)>,
        ) {
            // Also while the program is in front.
            done.call((UNNotificationPresentationOptions::Banner
                | UNNotificationPresentationOptions::Sound,));
        }

        #[unsafe(method(userNotificationCenter:didReceiveNotificationResponse:withCompletionHandler:))]
        fn did_receive(
            &self,
            _center: &UNUserNotificationCenter,
            response: &UNNotificationResponse,
            done: &DynBlock<dyn Fn()>,
        ) {
            let identifier = response.actionIdentifier();
            // SAFETY: a constant of the framework.
            let click = unsafe { UNNotificationDefaultActionIdentifier };
            let action = if *identifier == *click {
                Some(NoticeAction::Open)
            } else {
                NoticeAction::with_key(&identifier.to_string())
            };
            let on_action = ON_ACTION.lock().clone();
            if let (Some(action), Some(on_action)) = (action, on_action) {
                on_action(action);
            }
            done.call(());
        }
    }
);
