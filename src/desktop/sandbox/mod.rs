//! Sandbox for the long-running program. After [`enter`] the kernel refuses the process the network
//! and every file outside the granted folders, even if the process is compromised.
//!
//! On Linux, Landlock restricts the files (kernel 5.13 and newer) and a seccomp filter restricts
//! the network. A side that the kernel cannot restrict is reported as [`Restriction::Off`]. Child
//! processes inherit the sandbox. `docs/threats.md` lists what the sandbox does not stop: above
//! all, the desktop's own services remain reachable over D-Bus.

#[cfg(target_os = "linux")]
mod file_rules;
mod grants;
mod hidden;
mod mounts;
#[cfg(target_os = "linux")]
mod syscall_filter;

use std::fmt;
use std::io;
use std::sync::OnceLock;

use crate::text::t;

pub use grants::Grants;

/// State of one side of the sandbox: files or network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Restriction {
    /// Every requested rule is enforced.
    Full,
    /// Only some rules are enforced: this kernel does not support all of them.
    Partial,
    /// Nothing is enforced.
    Off {
        /// Reason, shown to the user.
        why: String,
    },
}

impl fmt::Display for Restriction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("restricted"),
            Self::Partial => f.write_str("restricted as far as this kernel supports"),
            Self::Off { why } => write!(f, "not restricted ({why})"),
        }
    }
}

/// Result of entering the sandbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sandbox {
    /// Access to files outside the granted folders.
    pub files: Restriction,
    /// Connections to other machines.
    pub network: Restriction,
}

impl Sandbox {
    /// Nothing is restricted, for the reason `why`.
    #[must_use]
    pub fn inactive(why: &str) -> Self {
        let off = Restriction::Off { why: why.to_owned() };
        Self { files: off.clone(), network: off }
    }

    /// Whether every requested rule is enforced on both sides.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.files == Restriction::Full && self.network == Restriction::Full
    }
}

impl fmt::Display for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "files {}, network {}", self.files, self.network)
    }
}

static THIS_PROCESS: OnceLock<Sandbox> = OnceLock::new();

/// Sandbox of this process. `None` before [`enter`] or [`skip`] was called.
#[must_use]
pub fn of_this_process() -> Option<&'static Sandbox> {
    THIS_PROCESS.get()
}

/// Whether the kernel refuses this process files outside the granted folders.
#[must_use]
pub fn are_files_restricted() -> bool {
    of_this_process().is_some_and(|sandbox| !matches!(sandbox.files, Restriction::Off { .. }))
}

/// `error` in words for the person. Inside the sandbox, a refusal may come from the sandbox, and the
/// text says so.
#[must_use]
pub fn reason_of(error: &io::Error) -> String {
    explained(error.to_string(), error.kind() == io::ErrorKind::PermissionDenied)
}

/// `reason`, and inside the sandbox the hint at it if access `is_refused`.
#[must_use]
pub fn explained(reason: String, is_refused: bool) -> String {
    if is_refused && are_files_restricted() {
        t!("sandbox-may-be-cause", problem = reason)
    } else {
        reason
    }
}

/// Records that this process runs without a sandbox, for the reason `why`.
pub fn skip(why: &str) -> &'static Sandbox {
    THIS_PROCESS.get_or_init(|| Sandbox::inactive(why))
}

/// Restricts this process permanently. Call it before any thread is started: older kernels apply
/// the file rules only to the calling thread and its descendants.
pub fn enter(grants: &Grants) -> &'static Sandbox {
    THIS_PROCESS.get_or_init(|| restrict(grants))
}

#[cfg(target_os = "linux")]
fn restrict(grants: &Grants) -> Sandbox {
    let off = |why: String| Restriction::Off { why };
    Sandbox {
        files: file_rules::enforce(grants).unwrap_or_else(|error| off(error.to_string())),
        network: syscall_filter::enforce(!grants.ports.is_empty())
            .map_or_else(|error| off(error.to_string()), |()| Restriction::Full),
    }
}

#[cfg(not(target_os = "linux"))]
fn restrict(_grants: &Grants) -> Sandbox {
    Sandbox::inactive("only Linux offers this")
}
