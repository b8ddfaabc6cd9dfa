//! File rules of the sandbox, enforced by Landlock.

use landlock::{
    ABI, Access as _, AccessFs, AccessNet, CompatLevel, Compatible as _, NetPort, Ruleset,
    RulesetAttr as _, RulesetCreatedAttr as _, RulesetError, RulesetStatus, Scope,
    path_beneath_rules,
};

use super::Restriction;
use super::grants::Grants;

/// Requested Landlock version. Older kernels enforce the subset they support.
const LANDLOCK_ABI: ABI = ABI::V6;

/// Restricts this thread and every thread and process it starts.
pub(super) fn enforce(grants: &Grants) -> Result<Restriction, RulesetError> {
    let ports = grants.ports.iter().map(|port| Ok(NetPort::new(*port, AccessNet::ConnectTcp)));
    let rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(LANDLOCK_ABI))?
        // Plumbline never listens on a TCP port, so binding is always refused.
        .handle_access(AccessNet::BindTcp | AccessNet::ConnectTcp)?
        .scope(Scope::Signal)?
        .create()?
        // Missing paths are skipped.
        .add_rules(path_beneath_rules(&grants.read, AccessFs::from_read(LANDLOCK_ABI)))?
        .add_rules(path_beneath_rules(&grants.write, AccessFs::from_all(LANDLOCK_ABI)))?
        .add_rules(ports.collect::<Vec<Result<_, RulesetError>>>())?;
    Ok(match rules.restrict_self()?.ruleset {
        RulesetStatus::FullyEnforced => Restriction::Full,
        RulesetStatus::PartiallyEnforced => Restriction::Partial,
        RulesetStatus::NotEnforced => {
            Restriction::Off { why: "this kernel has no Landlock, or it is switched off".into() }
        }
    })
}
