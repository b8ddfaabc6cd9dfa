//! X11: whether the active window fills the screen.

use x11rb::connection::Connection as _;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{Atom, AtomEnum, ConnectionExt as _, Window};
use x11rb::rust_connection::RustConnection;

x11rb::atom_manager! {
    /// Atoms of the properties to read.
    Atoms: AtomsCookie {
        _NET_ACTIVE_WINDOW,
        _NET_WM_PID,
        _NET_WM_STATE,
        _NET_WM_STATE_FULLSCREEN,
    }
}

/// Queries the active window of one X11 display.
pub(super) struct ActiveWindow {
    display: String,
    own_pid: u32,
    /// Connection kept between two checks; reconnected after an error.
    link: Option<Link>,
}

struct Link {
    connection: RustConnection,
    root: Window,
    atoms: Atoms,
}

impl ActiveWindow {
    pub(super) fn new(display: String, own_pid: u32) -> Self {
        Self { display, own_pid, link: None }
    }

    /// Whether the active window fills the screen and belongs to another process.
    pub(super) fn is_fullscreen(&mut self) -> bool {
        if self.link.is_none() {
            self.link = Link::new(&self.display);
        }
        let Some(link) = &self.link else { return false };
        match link.is_fullscreen(self.own_pid) {
            Ok(is_fullscreen) => is_fullscreen,
            Err(ReplyError::X11Error(error)) => {
                // The window was closed between two requests.
                tracing::trace!(?error, "cannot query the active window");
                false
            }
            Err(ReplyError::ConnectionError(error)) => {
                tracing::debug!(%error, "lost the connection to the display");
                self.link = None;
                false
            }
        }
    }
}

impl Link {
    fn new(display: &str) -> Option<Self> {
        let (connection, screen) = RustConnection::connect(Some(display)).ok()?;
        let root = connection.setup().roots.get(screen)?.root;
        let atoms = Atoms::new(&connection).ok()?.reply().ok()?;
        Some(Self { connection, root, atoms })
    }

    fn is_fullscreen(&self, own_pid: u32) -> Result<bool, ReplyError> {
        let atoms = &self.atoms;
        let active = self.property(self.root, atoms._NET_ACTIVE_WINDOW, AtomEnum::WINDOW)?;
        let Some(&window) = active.first().filter(|window| **window != x11rb::NONE) else {
            return Ok(false);
        };
        let states = self.property(window, atoms._NET_WM_STATE, AtomEnum::ATOM)?;
        if !states.contains(&atoms._NET_WM_STATE_FULLSCREEN) {
            return Ok(false);
        }
        let pid = self.property(window, atoms._NET_WM_PID, AtomEnum::CARDINAL)?;
        Ok(pid.first() != Some(&own_pid))
    }

    fn property(&self, window: Window, name: Atom, kind: AtomEnum) -> Result<Vec<u32>, ReplyError> {
        let reply = self.connection.get_property(false, window, name, kind, 0, 64)?.reply()?;
        Ok(reply.value32().into_iter().flatten().collect())
    }
}
