//! Seccomp filter: refuses network sockets and system calls that only an attacker needs.
//!
//! It is a deny list, not an allow list: graphics drivers and sound libraries use many system
//! calls, and users would switch off a filter that breaks them at the next update.

use std::collections::BTreeMap;

use libc::c_long;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule,
};

/// Calls refused with any arguments: access to other processes and to kernel interfaces, and
/// `io_uring`, which can open sockets without passing this filter.
const DENIED_SYSCALLS: &[c_long] = &[
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

/// Bit of the x32 ABI: on x86-64 the same calls have a second set of numbers with this bit set.
#[cfg(target_arch = "x86_64")]
const X32_BIT: c_long = 0x4000_0000;

/// Restricts every thread of this process and every process it starts. A refused call fails with
/// `EPERM`; nothing is killed.
pub(super) fn enforce(allows_tcp: bool) -> Result<(), seccompiler::Error> {
    let mut rules: BTreeMap<c_long, Vec<SeccompRule>> = BTreeMap::new();
    for call in DENIED_SYSCALLS {
        rules.insert(*call, Vec::new());
    }
    rules.insert(libc::SYS_socket, vec![any_family_except(allowed_families(allows_tcp))?]);
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

/// Allowed socket families: local sockets and netlink (device events); TCP and UDP only if
/// `allows_tcp`.
fn allowed_families(allows_tcp: bool) -> &'static [libc::c_int] {
    if allows_tcp {
        &[libc::AF_UNIX, libc::AF_NETLINK, libc::AF_INET, libc::AF_INET6]
    } else {
        &[libc::AF_UNIX, libc::AF_NETLINK]
    }
}

/// Rule that matches a socket of any other family.
fn any_family_except(families: &[libc::c_int]) -> Result<SeccompRule, seccompiler::Error> {
    let others = families.iter().map(|family| {
        SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, *family as u64)
    });
    Ok(SeccompRule::new(others.collect::<Result<_, _>>()?)?)
}
