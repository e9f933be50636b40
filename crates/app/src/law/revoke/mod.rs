//! Cancelling a decision of award on a ground of the law, what has to be given back, and the awards that rested on the
//! cancelled one: flagged for people to look at, never cancelled by themselves (decision 0026).

mod page;
mod rested;
pub mod review;
mod store;
mod typed;

pub use page::{GroundLine, Page, RestedLine, RevocationLine, page, record_of};
pub use store::{AskRevoke, Done, recovered, rescan, restore, revoke};

use thidua_domain::access::{Permission, Target};
use thidua_domain::bundle::Values;
use thidua_domain::register::sheet::AWARDS;

use crate::{View, record};

/// What looking asks for.
pub const PERMISSION: Permission = crate::register::PERMISSION;
/// What cancelling and concluding ask for: to write the awards of the agency.
pub const WRITES: Permission = crate::bundle::PERMISSION;

/// Whether the reader may write awards of an agency.
pub(crate) fn writes(view: &View, agency: &str) -> bool {
    let mut row = Values::default();
    row.set("ma_co_quan", agency);
    view.permit(WRITES, Target::Any).is_ok() && record::writes(view, AWARDS.name, &row)
}
