//! A closed room for the long-running program: after [`close`] the kernel refuses it the network and
//! every file outside the folders it was given, whatever happens to it.
//!
//! On Linux Landlock closes the files (kernel 5.13 and newer) and a seccomp filter the network; what a
//! kernel does not offer stays open and is said ([`Guard::Open`]). Helper programs inherit the room.
//! What it does not stop is in `docs/threats.md`: the desktop's own services over D-Bus are in reach.

#[cfg(target_os = "linux")]
mod file_rules;
mod grants;
#[cfg(target_os = "linux")]
mod syscall_filter;

use std::fmt;
use std::sync::OnceLock;

pub use grants::Grants;

/// How far one side of the room is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guard {
    /// As far as was asked.
    Closed,
    /// Less far: this kernel does not know every rule.
    Partly,
    /// Not at all.
    Open {
        /// Why, for the person.
        why: String,
    },
}

impl fmt::Display for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed => f.write_str("closed"),
            Self::Partly => f.write_str("closed as far as this kernel can"),
            Self::Open { why } => write!(f, "open ({why})"),
        }
    }
}

/// How the room came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sandbox {
    /// Files outside the given folders.
    pub files: Guard,
    /// Every connection beyond this machine.
    pub network: Guard,
}

impl Sandbox {
    /// Neither side is closed, for one reason.
    #[must_use]
    pub fn open(why: &str) -> Self {
        let open = Guard::Open { why: why.to_owned() };
        Self { files: open.clone(), network: open }
    }

    /// Whether both sides are closed as far as was asked.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.files == Guard::Closed && self.network == Guard::Closed
    }
}

impl fmt::Display for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "files {}, network {}", self.files, self.network)
    }
}

static THIS_PROCESS: OnceLock<Sandbox> = OnceLock::new();

/// The room of this process, once it was closed or left open on purpose.
#[must_use]
pub fn of_this_process() -> Option<&'static Sandbox> {
    THIS_PROCESS.get()
}

/// Whether files outside the given folders are refused to this process.
#[must_use]
pub fn are_files_closed() -> bool {
    of_this_process().is_some_and(|room| !matches!(room.files, Guard::Open { .. }))
}

/// Leaves this process as it is, because the person said so.
pub fn leave_open(why: &str) -> &'static Sandbox {
    THIS_PROCESS.get_or_init(|| Sandbox::open(why))
}

/// Closes the room around this process, for good. Call it before any thread is started: an older
/// kernel closes the files for the calling thread and its descendants only.
pub fn close(rooms: &Grants) -> &'static Sandbox {
    THIS_PROCESS.get_or_init(|| shut(rooms))
}

#[cfg(target_os = "linux")]
fn shut(rooms: &Grants) -> Sandbox {
    let open = |why: String| Guard::Open { why };
    Sandbox {
        files: file_rules::enforce(rooms).unwrap_or_else(|error| open(error.to_string())),
        network: syscall_filter::enforce(!rooms.ports.is_empty())
            .map_or_else(|error| open(error.to_string()), |()| Guard::Closed),
    }
}

#[cfg(not(target_os = "linux"))]
fn shut(_rooms: &Grants) -> Sandbox {
    Sandbox::open("only Linux offers this")
}
