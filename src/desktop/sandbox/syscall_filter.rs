//! The network and what is of use to an intruder only, by a seccomp filter.
//!
//! A list of what is refused rather than of what is allowed: graphics drivers and sound libraries
//! call what they like, and a filter that breaks them on the next update would be switched off.

use std::collections::BTreeMap;

use libc::c_long;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule,
};

/// Refused whatever the arguments: reaching into other processes and into the kernel, and
/// `io_uring`, which opens sockets past this filter.
const REFUSED: &[c_long] = &[
    libc::SYS_io_uring_setup,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_getfd,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_keyctl,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_setns,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_kexec_load,
    libc::SYS_open_by_handle_at,
];

/// On x86-64 a second set of numbers with this bit leads to the same calls.
#[cfg(target_arch = "x86_64")]
const X32_BIT: c_long = 0x4000_0000;

/// Restricts every thread of this process and all it will start. What is refused fails as not
/// permitted (`EPERM`); nothing is killed.
pub(super) fn enforce(is_connecting: bool) -> Result<(), seccompiler::Error> {
    let mut rules: BTreeMap<c_long, Vec<SeccompRule>> = BTreeMap::new();
    for call in REFUSED {
        rules.insert(*call, Vec::new());
    }
    rules.insert(libc::SYS_socket, vec![not_among(families(is_connecting))?]);
    #[cfg(target_arch = "x86_64")]
    for (call, of_call) in rules.clone() {
        rules.insert(call | X32_BIT, of_call);
    }
    let filter: BpfProgram = SeccompFilter::new(
        rules,
        SeccompAction::Allow,
        SeccompAction::Errno(libc::EPERM as u32),
        std::env::consts::ARCH.try_into()?,
    )?
    .try_into()?;
    seccompiler::apply_filter_all_threads(&filter)
}

/// The kinds of socket that are left: those of this machine, and what the kernel tells of devices.
fn families(is_connecting: bool) -> &'static [libc::c_int] {
    if is_connecting {
        &[libc::AF_UNIX, libc::AF_NETLINK, libc::AF_INET, libc::AF_INET6]
    } else {
        &[libc::AF_UNIX, libc::AF_NETLINK]
    }
}

/// Matches a socket of any other family.
fn not_among(families: &[libc::c_int]) -> Result<SeccompRule, seccompiler::Error> {
    let others = families.iter().map(|family| {
        SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, *family as u64)
    });
    Ok(SeccompRule::new(others.collect::<Result<_, _>>()?)?)
}
