//! A window that is never shown, on a thread of its own. It receives what Windows tells every program: changes of the
//! session, of power and of the settings.
#![allow(unsafe_code, reason = "windows and their messages are only in the C interface of Windows")]

use std::cell::RefCell;
use std::io;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread::{self, JoinHandle, ThreadId};

use windows::Win32::Foundation::{HINSTANCE, HWND, LPARAM, LRESULT, WPARAM};
use windows::Win32::System::LibraryLoader::GetModuleHandleW;
use windows::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DefWindowProcW, DestroyWindow, DispatchMessageW, GetMessageW, MSG,
    PostMessageW, PostQuitMessage, RegisterClassW, TranslateMessage, UnregisterClassW,
    WINDOW_EX_STYLE, WM_APP, WM_CLOSE, WM_DESTROY, WNDCLASSW, WS_OVERLAPPED,
};
use windows::core::{HSTRING, PCWSTR};

/// Handles the messages of a [`HiddenWindow`], on its thread.
pub(in crate::desktop) trait Listener {
    /// Handles `message`. `None` leaves it to Windows.
    fn message(&mut self, message: u32, wparam: usize, lparam: isize) -> Option<isize>;

    /// Called after [`HiddenWindow::wake`].
    fn woken(&mut self) {}

    /// Called after each message that any window of the thread has handled.
    fn handled(&mut self) {}
}

/// Sent by [`HiddenWindow::wake`].
const WAKE: u32 = WM_APP + 1;

thread_local! {
    static LISTENER: RefCell<Option<Box<dyn Listener>>> = const { RefCell::new(None) };
}

/// A running window. Dropping it closes the window and ends its thread.
#[derive(Debug)]
pub(in crate::desktop) struct HiddenWindow {
    /// The handle, which other threads may post to.
    window: isize,
    thread: Option<JoinHandle<()>>,
    thread_id: ThreadId,
}

impl HiddenWindow {
    /// Opens a window on a new thread with the name `name`. `listener` makes its listener there.
    ///
    /// # Errors
    /// If Windows refuses the thread or the window.
    pub(in crate::desktop) fn open<L: Listener + 'static>(
        name: &'static str,
        listener: impl FnOnce(HWND) -> L + Send + 'static,
    ) -> io::Result<Self> {
        let (opened, answer) = mpsc::channel();
        let thread = thread::Builder::new().name(name.into()).spawn(move || {
            run(listener, &opened);
        })?;
        let thread_id = thread.thread().id();
        let window = answer.recv().map_err(io::Error::other)??;
        Ok(Self { window, thread: Some(thread), thread_id })
    }

    /// Calls [`Listener::woken`] on the thread of the window, soon.
    pub(in crate::desktop) fn wake(&self) {
        self.post(WAKE);
    }

    fn post(&self, message: u32) {
        // SAFETY: the handle is only passed on; Windows checks it.
        let posted = unsafe {
            PostMessageW(Some(HWND(self.window as *mut _)), message, WPARAM(0), LPARAM(0))
        };
        if let Err(error) = posted {
            tracing::debug!(%error, "a hidden window does not take messages");
        }
    }
}

impl Drop for HiddenWindow {
    fn drop(&mut self) {
        self.post(WM_CLOSE);
        if let Some(thread) = self.thread.take()
            && thread::current().id() != self.thread_id
        {
            // A panic was reported by the hook.
            let _ = thread.join();
        }
    }
}

fn run<L: Listener + 'static>(
    listener: impl FnOnce(HWND) -> L,
    opened: &mpsc::Sender<io::Result<isize>>,
) {
    let (class, instance, window) = match create() {
        Ok(created) => created,
        Err(error) => {
            let _ = opened.send(Err(error.into()));
            return;
        }
    };
    let listener: Box<dyn Listener> = Box::new(listener(window));
    LISTENER.replace(Some(listener));
    let _ = opened.send(Ok(window.0 as isize));
    let mut message = MSG::default();
    // SAFETY: `message` is written before it is read. A value of -1 is an error and ends the loop too.
    while unsafe { GetMessageW(&raw mut message, None, 0, 0) }.0 > 0 {
        // SAFETY: the message comes from the queue of this thread.
        unsafe {
            let _ = TranslateMessage(&raw const message);
            DispatchMessageW(&raw const message);
        }
        with_listener(|listener| listener.handled());
    }
    // Dropped outside the thread local, because dropping it may send messages.
    let listener = LISTENER.take();
    drop(listener);
    // SAFETY: the window of the class is destroyed.
    let removed = unsafe { UnregisterClassW(&class, Some(instance)) };
    if let Err(error) = removed {
        tracing::debug!(%error, "a window class stays");
    }
}

/// Creates the window with a class of its own, on this thread.
fn create() -> windows::core::Result<(HSTRING, HINSTANCE, HWND)> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let class =
        HSTRING::from(format!("plumbline-hidden-{}", COUNT.fetch_add(1, Ordering::Relaxed)));
    // SAFETY: no pointer is passed; the handle of the running program lives as long as it.
    let instance: HINSTANCE = unsafe { GetModuleHandleW(PCWSTR::null()) }?.into();
    let description = WNDCLASSW {
        lpfnWndProc: Some(procedure),
        hInstance: instance,
        lpszClassName: PCWSTR(class.as_ptr()),
        ..WNDCLASSW::default()
    };
    // SAFETY: the texts live until the calls return, and Windows copies them. It is an ordinary window, because windows
    // for messages only do not receive what is sent to all programs.
    let window = unsafe {
        if RegisterClassW(&raw const description) == 0 {
            return Err(windows::core::Error::from_thread());
        }
        CreateWindowExW(
            WINDOW_EX_STYLE::default(),
            &class,
            windows::core::w!("Plumbline (background)"),
            WS_OVERLAPPED,
            0,
            0,
            0,
            0,
            None,
            None,
            Some(instance),
            None,
        )?
    };
    Ok((class, instance, window))
}

/// Calls `call` with the listener of this thread, unless it is handling another message.
fn with_listener<T>(call: impl FnOnce(&mut (dyn Listener + 'static)) -> T) -> Option<T> {
    LISTENER.with(|listener| {
        let mut listener = listener.try_borrow_mut().ok()?;
        listener.as_mut().map(|listener| call(&mut **listener))
    })
}

extern "system" fn procedure(
    window: HWND,
    message: u32,
    wparam: WPARAM,
    lparam: LPARAM,
) -> LRESULT {
    match message {
        WM_CLOSE => {
            // SAFETY: the window belongs to this thread.
            let closed = unsafe { DestroyWindow(window) };
            if let Err(error) = closed {
                tracing::debug!(%error, "a hidden window stays open");
            }
            return LRESULT(0);
        }
        WM_DESTROY => {
            // SAFETY: no precondition.
            unsafe { PostQuitMessage(0) };
            return LRESULT(0);
        }
        WAKE => {
            with_listener(|listener| listener.woken());
            return LRESULT(0);
        }
        _ => {}
    }
    let handled = with_listener(|listener| listener.message(message, wparam.0, lparam.0)).flatten();
    match handled {
        Some(result) => LRESULT(result),
        // SAFETY: the message is passed on as it came.
        None => unsafe { DefWindowProcW(window, message, wparam, lparam) },
    }
}
