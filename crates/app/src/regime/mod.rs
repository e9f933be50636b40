//! Statistical regimes (chế độ báo cáo thống kê): when each held and what it changed, the decision whether ended cases
//! enter the completion rate, days off; and what pages say of a window that two regimes share (ADR 0018).

mod decide;
mod notes;
mod page;
mod preview;

pub use decide::{AskDecision, decide};
pub use page::{Changed, DayLine, DeadlineLine, DecisionLine, Page, RegimeLine, YearLine, page};
pub use preview::{Difference, Preview, preview};

use thidua_domain::access::Permission;

/// What looking asks for: the regimes are everybody's.
pub const PERMISSION: Permission = Permission::ViewCommon;
/// What deciding asks for, beside loading for the whole system.
pub const DECIDE: Permission = Permission::LoadData;
