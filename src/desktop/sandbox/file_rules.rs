//! Files, by Landlock.

use landlock::{
    ABI, Access as _, AccessFs, AccessNet, CompatLevel, Compatible as _, NetPort, Ruleset,
    RulesetAttr as _, RulesetCreatedAttr as _, RulesetError, RulesetStatus, Scope,
    path_beneath_rules,
};

use super::Guard;
use super::grants::Grants;

/// The rules asked for; an older kernel keeps those it knows.
const WANTED: ABI = ABI::V6;

/// Restricts this thread and all it will start.
pub(super) fn enforce(rooms: &Grants) -> Result<Guard, RulesetError> {
    let ports = rooms.ports.iter().map(|port| Ok(NetPort::new(*port, AccessNet::ConnectTcp)));
    let rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(WANTED))?
        // A program that listens is none of ours.
        .handle_access(AccessNet::BindTcp | AccessNet::ConnectTcp)?
        .scope(Scope::Signal)?
        .create()?
        // What is not there needs no rule, and is passed over.
        .add_rules(path_beneath_rules(&rooms.read, AccessFs::from_read(WANTED)))?
        .add_rules(path_beneath_rules(&rooms.write, AccessFs::from_all(WANTED)))?
        .add_rules(ports.collect::<Vec<Result<_, RulesetError>>>())?;
    Ok(match rules.restrict_self()?.ruleset {
        RulesetStatus::FullyEnforced => Guard::Closed,
        RulesetStatus::PartiallyEnforced => Guard::Partly,
        RulesetStatus::NotEnforced => {
            Guard::Open { why: "this kernel has no Landlock, or it is switched off".into() }
        }
    })
}
