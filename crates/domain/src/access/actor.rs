//! Who asks: a user with the roles granted to it.

use jiff::civil::Date;

use super::{Permission, Role};

/// The agency code of a grant over the whole installation; no agency can bear it, because codes are
/// made of `[a-z0-9.-]`.
pub const EVERYWHERE: &str = "*";

/// A role granted at an agency from a day to a day, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What is granted.
    pub role: Role,
    /// Code of the agency, or [`EVERYWHERE`].
    pub agency: String,
    /// First day; `None` means since ever.
    pub from: Option<Date>,
    /// Last day; `None` means until revoked.
    pub to: Option<Date>,
}

impl Grant {
    /// Whether the grant holds on the day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether the grant is over the whole installation.
    pub fn is_everywhere(&self) -> bool {
        self.agency == EVERYWHERE
    }
}

/// Who asks for something to be done or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Name of the user account, as the audit trail records it.
    pub user: String,
    /// Code of the person (`nhan-su`) the account belongs to, where it is known.
    pub person: Option<String>,
    /// The roles granted, past and future ones included.
    pub grants: Vec<Grant>,
}

impl Actor {
    /// The command line on the machine itself: whoever can open the database already may do
    /// everything with it, so it holds every role everywhere.
    pub fn console(user: impl Into<String>) -> Self {
        let grants = Role::ALL
            .into_iter()
            .map(|role| Grant {
                role,
                agency: EVERYWHERE.into(),
                from: None,
                to: None,
            })
            .collect();
        Self {
            user: user.into(),
            person: None,
            grants,
        }
    }

    /// The grants that hold on the day.
    pub fn grants_on(&self, day: Date) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(move |grant| grant.holds_on(day))
    }

    /// Whether any role of the day carries the permission, somewhere.
    pub fn holds(&self, permission: Permission, today: Date) -> bool {
        permission.of_everyone()
            || (permission.of_oneself() && self.person.is_some())
            || self
                .grants_on(today)
                .any(|grant| grant.role.extent(permission).is_some())
    }

    /// Whether the actor holds the role today, anywhere.
    pub fn is(&self, role: Role, today: Date) -> bool {
        self.grants_on(today).any(|grant| grant.role == role)
    }

    /// Codes of the agencies of today's grants that carry the permission, in the order granted, each
    /// once; [`EVERYWHERE`] may be among them.
    pub fn agencies(&self, permission: Permission, today: Date) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for grant in self.grants_on(today) {
            if grant.role.extent(permission).is_some() && !found.contains(&grant.agency.as_str()) {
                found.push(&grant.agency);
            }
        }
        found
    }
}
