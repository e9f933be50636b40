//! The rulebook for its readers, and its changes: proposed by one officer with a paper, approved by another, laid over
//! the shipped book (decision 0025).
//!
//! Reading is everybody's. What is decided holds for the whole installation, so only who has the permission over all of
//! it proposes and approves; nothing applies before the second person approved it.

mod alert;
mod answer;
mod award;
mod case;
mod change;
mod condition;
mod decide;
mod fault;
mod form;
mod index;
mod node;
mod numbers;
mod parameter;
mod preview;
mod propose;
mod reading;
mod ruling;
mod seek;
mod text;
mod timeline;
mod tried;
mod typed;
mod words;
mod written;

pub use alert::{Alert, alerts, concerned, waiting};
pub use answer::{AskRules, AwardRules, RuleRoad, RuleStep, Rules, rules};
pub use award::{AskAward, AwardPage, RoadLine, award};
pub use case::CaseLine;
pub use change::{ChangeLine, ChangePage, Difference, change, changes};
pub use condition::{ConditionPage, Use, condition};
pub use decide::{AskAnswer, Reply, answer};
pub(crate) use fault::of_approved;
pub use form::{EditLine, FieldLine, FormPage, form};
pub use index::{AwardLine, IndexPage, index};
pub use node::{CiteLine, Mark, Node, ValueLine};
pub use parameter::{DatedLine, ParameterPage, parameter};
pub use preview::{CaseTurn, Preview, Turn, YearOfTurns, of_stored, preview};
pub(crate) use propose::gap;
pub use propose::{AskPropose, propose};
pub use ruling::{Rulings, laid};
pub use seek::{Found, seek, seek_closely};
pub use text::{TextPage, text};
pub use timeline::Stretch;
pub use typed::{TypedChange, TypedEdit};

use thidua_domain::access::Permission;

use crate::View;

/// What reading asks for: everybody who is signed in.
pub const READ: Permission = Permission::ViewCommon;
/// What proposing asks for, over the whole installation.
pub const PROPOSE: Permission = Permission::ProposeRules;
/// What approving asks for, over the whole installation.
pub const APPROVE: Permission = Permission::ApproveRules;

/// Whether the reader may propose.
pub fn proposes(view: &View) -> bool {
    view.has_everywhere(PROPOSE)
}

/// Whether the reader may approve.
pub fn approves(view: &View) -> bool {
    view.has_everywhere(APPROVE)
}
