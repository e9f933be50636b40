//! Corrections (đính chính): what an approved figure that becomes another one touches — rates, identities, targets,
//! places, sums above, awards, papers that were issued — before it is stored and ever after. Nothing of it is changed.
//!
//! A correction is not kept: it is the change between two events of an agency's own revisions, so that every one there
//! ever was can be shown, however it came (grid, import, load, a later source, an approval). What it touches is asked of
//! two states with the queries that make the pages; no formula stands here.

mod awards;
mod find;
mod goals;
mod issue;
mod issued;
mod later;
mod layer;
mod marks;
mod paper;
mod papers;
mod preview;
mod ranks;
mod rates;
mod show;
mod touch;

pub use awards::AwardLine;
pub(crate) use find::corrected_places;
pub use find::{Listed, list};
pub use goals::{PaceLine, ProofLine};
pub use issue::{AskIssue, issue, withdraw};
pub(crate) use issue::{keep as keep_issued, sign, undated, unnamed, used};
pub use issued::{Issued, Kind, Papers, file_of, issued, papers};
pub(crate) use issued::{IssuedBook, Otherwise, bring_up, otherwise, read as read_used, stale};
pub use later::LaterLine;
pub(crate) use layer::{replaced, seen};
pub use marks::{AwardMark, award_marks, paper_marks};
pub use paper::AskPaper;
pub(crate) use paper::document;
pub use papers::PaperLine;
pub(crate) use preview::of_sheets;
pub use preview::{Preview, Previews, of_entry, of_waiting};
pub use ranks::{RankLine, Rival};
pub use rates::{RateLine, SumLine};
pub use show::{Correction, FigureRow, correction};
pub use touch::{Counts, Touched};

use thidua_domain::access::Permission;

/// What reading a correction asks for.
pub const PERMISSION: Permission = Permission::ViewFigures;
/// What recording an issued paper asks for.
pub const WRITES: Permission = Permission::EnterFigures;
