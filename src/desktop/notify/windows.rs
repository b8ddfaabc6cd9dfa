//! Notifications of Windows ("toasts"), shown from a thread of its own.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use parking_lot::Mutex;
use windows::Data::Xml::Dom::XmlDocument;
use windows::Foundation::TypedEventHandler;
use windows::UI::Notifications::{
    NotificationSetting, ToastActivatedEventArgs, ToastNotification, ToastNotificationManager,
    ToastNotifier,
};
use windows::core::{HSTRING, IInspectable, Interface as _, Result, h};
use windows_registry::CURRENT_USER;

use super::{Notice, NoticeAction, NotifierState, toast};
use crate::text::t;

/// Name under which Windows lists the notifications (`AppUserModelID`).
const APP_ID: &str = "org.plumbline.Plumbline";
/// Key that gives [`APP_ID`] its title, below the current user. The installer removes it with the program.
const APP_KEY: &str = r"Software\Classes\AppUserModelId\org.plumbline.Plumbline";
/// Picture of the notifications, beside the program.
const PICTURE: &str = "plumbline.png";

enum Command {
    Show(Notice),
    Close,
}

type OnAction = Arc<dyn Fn(NoticeAction) + Send + Sync>;

/// Shows notifications until it is dropped.
#[derive(Debug)]
pub struct Notifier {
    commands: Sender<Command>,
    state: Arc<Mutex<NotifierState>>,
}

impl Notifier {
    /// Starts the thread; `on_action` is called from another one. Windows is first asked when a notification is shown.
    #[must_use]
    pub fn start(on_action: impl Fn(NoticeAction) + Send + Sync + 'static) -> Self {
        let (commands, queue) = channel();
        let state = Arc::new(Mutex::new(NotifierState::Unknown));
        let shared = Arc::clone(&state);
        let on_action: OnAction = Arc::new(on_action);
        let thread = thread::Builder::new()
            .name("notifications".into())
            .spawn(move || work(&queue, &shared, &on_action));
        if let Err(error) = thread {
            tracing::warn!(%error, "notifications cannot be shown");
            *state.lock() = NotifierState::Unavailable(t!("notice-failed").into());
        }
        Self { commands, state }
    }

    /// Shows `notice`, replacing the previous notification.
    pub fn show(&self, notice: Notice) {
        self.send(Command::Show(notice));
    }

    /// Closes the notification that is shown.
    pub fn close(&self) {
        self.send(Command::Close);
    }

    /// Whether notifications can be shown.
    #[must_use]
    pub fn state(&self) -> NotifierState {
        self.state.lock().clone()
    }

    fn send(&self, command: Command) {
        if self.commands.send(command).is_err() {
            tracing::debug!("the notification thread has ended");
        }
    }
}

/// The notifications of this program.
struct Toasts {
    notifier: ToastNotifier,
    /// On the screen, or in the list of notifications.
    shown: Option<ToastNotification>,
    on_action: OnAction,
}

/// Processes commands until the [`Notifier`] is dropped.
fn work(queue: &Receiver<Command>, state: &Mutex<NotifierState>, on_action: &OnAction) {
    let mut toasts = None;
    while let Ok(mut command) = queue.recv() {
        // Only the newest command matters.
        while let Ok(newer) = queue.try_recv() {
            command = newer;
        }
        match command {
            Command::Show(notice) => {
                let now = match show(&mut toasts, &notice, on_action) {
                    Ok(now) => now,
                    Err(error) => {
                        tracing::info!(%error, "the notification could not be shown");
                        toasts = None;
                        NotifierState::Unavailable(t!("notice-failed").into())
                    }
                };
                *state.lock() = now;
            }
            Command::Close => {
                if let Some(toasts) = &mut toasts {
                    close(toasts);
                }
            }
        }
    }
    // A button in the list of notifications would do nothing once the program has ended.
    if let Some(toasts) = &mut toasts {
        close(toasts);
    }
}

fn show(
    toasts: &mut Option<Toasts>,
    notice: &Notice,
    on_action: &OnAction,
) -> Result<NotifierState> {
    let toasts = match toasts {
        Some(toasts) => toasts,
        None => toasts.insert(Toasts::new(Arc::clone(on_action))?),
    };
    if toasts.notifier.Setting()? != NotificationSetting::Enabled {
        return Ok(NotifierState::Unavailable(t!("notice-switched-off").into()));
    }
    close(toasts);
    let document = XmlDocument::new()?;
    document.LoadXml(&HSTRING::from(toast::xml(notice)))?;
    let toast = ToastNotification::CreateToastNotification(&document)?;
    toast.SetTag(h!("posture"))?;
    let on_action = Arc::clone(&toasts.on_action);
    toast.Activated(&TypedEventHandler::<ToastNotification, IInspectable>::new(
        move |_, activation| {
            let arguments = activation.ok()?.cast::<ToastActivatedEventArgs>()?.Arguments()?;
            if let Some(action) = NoticeAction::with_key(&arguments.to_string_lossy()) {
                on_action(action);
            }
            Ok(())
        },
    ))?;
    toasts.notifier.Show(&toast)?;
    toasts.shown = Some(toast);
    Ok(NotifierState::Working)
}

impl Toasts {
    fn new(on_action: OnAction) -> Result<Self> {
        let key = CURRENT_USER.create(APP_KEY)?;
        key.set_string("DisplayName", "Plumbline")?;
        let picture = std::env::current_exe().unwrap_or_default().with_file_name(PICTURE);
        if picture.is_file() {
            key.set_string("IconUri", picture.to_string_lossy())?;
        }
        let notifier = ToastNotificationManager::CreateToastNotifierWithId(&HSTRING::from(APP_ID))?;
        Ok(Self { notifier, shown: None, on_action })
    }
}

/// Removes the notification from the screen and from the list of notifications.
fn close(toasts: &mut Toasts) {
    if let Some(toast) = toasts.shown.take()
        && let Err(error) = toasts.notifier.Hide(&toast)
    {
        tracing::debug!(%error, "the notification was already closed");
    }
}
