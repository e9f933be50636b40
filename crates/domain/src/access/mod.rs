//! Who may do what, where: roles granted at an agency for a time, and the one decision every command
//! and query asks for.
//!
//! Access follows today's tree: a role at an agency reaches what stands below it today, and what no
//! longer exists through its successors. The tree itself is not here; [`Reach`] is answered by the
//! organisation module, so that this decision stays a pure function of its arguments.

mod actor;
mod permission;
mod role;

pub use actor::{Actor, EVERYWHERE, Grant};
pub use permission::{Extent, Permission};
pub use role::Role;

use jiff::civil::Date;

/// How far an agency reaches in today's tree.
pub trait Reach {
    /// Whether `other` is `agency` itself, stands below it today, or is a body that no longer exists
    /// and whose successor is or stands below it.
    fn covers(&self, agency: &str, other: &str) -> bool;
}

/// What a command or query is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// No single object: the installation, or a list that the query itself narrows to what the actor
    /// may read.
    Any,
    /// An agency by its code, and with it everything stored for it.
    Agency(&'a str),
    /// A person by code, with the agencies of today's (or the last) posts.
    Person {
        /// Code of the person.
        code: &'a str,
        /// Codes of the agencies the person belongs to.
        agencies: &'a [String],
    },
}

/// The answer of [`allow`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Go on.
    Granted,
    /// The actor holds the permission somewhere, not here: answered exactly like an object that does
    /// not exist (404), so that an address cannot be used to ask what exists.
    Hidden,
    /// No role of the actor carries the permission today, whatever the object (403).
    Forbidden,
}

impl Verdict {
    /// Whether the verdict is [`Verdict::Granted`].
    pub fn granted(self) -> bool {
        self == Self::Granted
    }
}

/// Decides whether `actor` may use `permission` on `target` on the day `today`.
pub fn allow(
    actor: &Actor,
    permission: Permission,
    target: Target<'_>,
    today: Date,
    reach: &dyn Reach,
) -> Verdict {
    if permission.of_everyone() {
        return Verdict::Granted;
    }
    if let Target::Person { code, .. } = target
        && permission.of_oneself()
        && actor.person.as_deref() == Some(code)
    {
        return Verdict::Granted;
    }
    let mut held = permission.of_oneself() && actor.person.is_some();
    for grant in actor.grants_on(today) {
        let Some(extent) = grant.role.extent(permission) else {
            continue;
        };
        held = true;
        if reaches(grant, extent, target, reach) {
            return Verdict::Granted;
        }
    }
    if held {
        Verdict::Hidden
    } else {
        Verdict::Forbidden
    }
}

fn reaches(grant: &Grant, extent: Extent, target: Target<'_>, reach: &dyn Reach) -> bool {
    let at = |agency: &str| match extent {
        _ if grant.is_everywhere() => true,
        Extent::Own => grant.agency == agency,
        Extent::Below => reach.covers(&grant.agency, agency),
    };
    match target {
        Target::Any => true,
        Target::Agency(code) => at(code),
        Target::Person { agencies, .. } => {
            grant.is_everywhere() || agencies.iter().any(|code| at(code))
        }
    }
}

#[cfg(test)]
mod tests;
