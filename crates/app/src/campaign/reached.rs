//! What was reached on a target of a campaign: what was done within its days, never the year so far.

use std::collections::BTreeMap;

use thidua_domain::amount::Decimal;
use thidua_domain::campaign::Span;
use thidua_domain::catalogue::FigureCode;
use thidua_domain::targets::{Actual, Basis, Target};

use super::desk::{Desk, is_counted};
use crate::State;

/// Whether a target is held against the window of its campaign, and what approved figures tell of that; `None`: it is
/// a target of the year, or on a rate, which the year's figures answer.
pub(crate) fn reached(
    state: &State,
    target: &Target,
    subject: &str,
    code: &FigureCode,
) -> Option<Option<Actual>> {
    let movement = state.movements.get(target.movement.as_deref()?)?;
    let span = Span::of(movement).filter(|_| is_counted(code) && target.group.is_none())?;
    let desk = Desk::new(state, movement, span, span.to);
    let account = desk.account(subject, &code.code, &BTreeMap::new());
    Some(account.approved.map(|done| Actual {
        shown: Decimal::from(done),
        exact: None,
        basis: Basis::Computed,
    }))
}
