//! The accessibility settings of macOS. Light and dark come with the window.
#![allow(unsafe_code, reason = "the notifications of macOS are only in its Objective-C interface")]

use std::ptr::NonNull;
use std::sync::{Arc, Once};

use block2::RcBlock;
use objc2_app_kit::{NSWorkspace, NSWorkspaceAccessibilityDisplayOptionsDidChangeNotification};
use objc2_foundation::NSNotification;
use parking_lot::Mutex;

use super::Wishes;

type Wake = Arc<dyn Fn() + Send + Sync>;

static WISHES: Mutex<Option<Wishes>> = Mutex::new(None);
/// Of the running watch. The observer exists once and as long as the process.
static WAKE: Mutex<Option<Wake>> = Mutex::new(None);

/// Follows the wishes of the desktop until it is dropped.
#[derive(Debug)]
pub(crate) struct AppearanceWatch;

impl AppearanceWatch {
    /// Starts to follow them, on the main thread. It calls `wake` after each change.
    #[must_use]
    pub(crate) fn start(wake: impl Fn() + Send + Sync + 'static) -> Self {
        static OBSERVE: Once = Once::new();
        OBSERVE.call_once(observe);
        *WISHES.lock() = Some(read());
        *WAKE.lock() = Some(Arc::new(wake));
        Self
    }

    /// The wishes as last heard.
    #[must_use]
    pub(crate) fn wishes(&self) -> Wishes {
        WISHES.lock().unwrap_or_default()
    }
}

impl Drop for AppearanceWatch {
    fn drop(&mut self) {
        *WAKE.lock() = None;
    }
}

fn read() -> Wishes {
    let workspace = NSWorkspace::sharedWorkspace();
    Wishes {
        is_dark: None,
        is_contrast_high: workspace.accessibilityDisplayShouldIncreaseContrast(),
        is_motion_reduced: workspace.accessibilityDisplayShouldReduceMotion(),
    }
}

fn observe() {
    let changed = RcBlock::new(|_: NonNull<NSNotification>| {
        *WISHES.lock() = Some(read());
        let wake = WAKE.lock().clone();
        if let Some(wake) = wake {
            wake();
        }
    });
    let center = NSWorkspace::sharedWorkspace().notificationCenter();
    // SAFETY: without a queue the block runs on the thread that posts. The observer is never removed, so the block lives
    // as long as the process.
    let observer = unsafe {
        center.addObserverForName_object_queue_usingBlock(
            Some(NSWorkspaceAccessibilityDisplayOptionsDidChangeNotification),
            None,
            None,
            &changed,
        )
    };
    std::mem::forget(observer);
}
