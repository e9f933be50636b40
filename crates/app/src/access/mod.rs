//! Asking for permission in the words of this crate's errors; granting, delegating and reviewing roles.

mod delegate;
mod grants;
mod review;

pub(crate) use delegate::delegator;
pub use delegate::{
    Colleague, Given, NewDelegation, OwnRoles, delegate, end_delegation, own_roles,
};
pub use grants::{GrantRow, NewGrant, grant, grants_of, revoke};
pub(crate) use grants::{actor_of, is_last_administrator, shown};
pub use review::{Review, ReviewRow, review, review_paper};

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::{Actor, Permission, Reach, Target, Verdict, allow};
use thidua_domain::time::Instant;
use thidua_store::{Canonical, NewEvent};

use crate::AppError;

/// Lets the actor go on, or says why not.
///
/// # Errors
/// [`AppError::Forbidden`] where no role of the actor carries the permission, [`AppError::NotFound`] where
/// one does, but not over this object: the same answer as for an object that does not exist.
pub fn permit(
    actor: &Actor,
    permission: Permission,
    target: Target<'_>,
    today: Date,
    reach: &dyn Reach,
) -> Result<(), AppError> {
    match allow(actor, permission, target, today, reach) {
        Verdict::Granted => Ok(()),
        Verdict::Hidden => Err(AppError::NotFound),
        Verdict::Forbidden => Err(AppError::Forbidden),
    }
}

/// Who gives a command and by which way: what the audit trail names.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The user with its roles.
    pub actor: Actor,
    /// Full name as of now.
    pub name: String,
    /// `web`, `api`, `cli` or `job`.
    pub channel: &'static str,
}

impl Caller {
    /// The command line on the machine itself.
    pub fn console() -> Self {
        Self {
            actor: Actor::console("may-chu"),
            name: "Dòng lệnh trên máy chủ".into(),
            channel: "cli",
        }
    }

    /// The audit event of a command of this caller.
    pub(crate) fn event(
        &self,
        at: Instant,
        command: &str,
        subject: impl Into<String>,
        reason: Option<&str>,
        payload: &impl Serialize,
    ) -> Result<NewEvent, AppError> {
        Ok(NewEvent {
            at: at.0,
            actor: self.actor.user.clone(),
            actor_name: self.name.clone(),
            channel: self.channel.to_owned(),
            command: command.to_owned(),
            subject: subject.into(),
            reason: reason
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned),
            payload: Canonical::from_value(payload)?,
        })
    }
}
