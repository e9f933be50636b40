//! Loading bundles: all or nothing, every fault by its cell, the same one twice changes nothing.
//!
//! Each capability owns its sheet (`domain::X::sheet`); here the sheets are only ordered, read,
//! merged with what is stored, checked across, and committed in one transaction.

mod allowed;
mod answered;
mod carried;
mod codes;
mod crosswalk;
mod daily;
mod decide;
mod deeds;
mod entered;
mod gate;
mod gather;
mod load;
mod merge;
mod names;
mod options;
mod outcome;
mod proofs;
mod read;
mod refers;
mod removal;
mod revoked;
mod rewarded;
mod rows;
mod scope;
mod standing;
mod stored;
mod teller;
mod told;
mod trial;
mod uses;
pub(crate) mod whence;
pub mod work;

pub(crate) use entered::{Told, store};
pub use gather::{Bundle, embedded, examples, from_bytes, from_path, is_sent};
pub use load::{PERMISSION, load};
pub(crate) use merge::REASON;
pub use options::{ByKey, Conflict, Deed, Loaded, Once, Options, SourceFile};
pub(crate) use proofs::key as stored_key;
pub(crate) use read::known;
pub use refers::{Refers, refers};
pub(crate) use trial::preview;
pub use whence::{Places, RowPlace};

use thidua_domain::bundle::SheetDef;
use thidua_domain::{
    achievement, activity, catalogue, closing, cluster, conduct, contribution, document, event,
    exemplar, figures, initiative, law, movement, note, org, people, practice, rating, register,
    registration, restate, targets,
};

/// The sheets whose rows are records, in the order in which they may refer to one another.
pub static RECORD_SHEETS: [&SheetDef; 47] = [
    &document::SHEET,
    &org::sheet::AGENCIES,
    &org::sheet::REORGANISED,
    &people::SHEET,
    &figures::sheet::ADDED,
    &cluster::SHEET,
    &cluster::MEMBERS,
    &cluster::MEETINGS,
    &cluster::CANDIDATES,
    &movement::sheet::MOVEMENTS,
    &movement::sheet::RESPONSES,
    &thidua_domain::campaign::sheet::DAILY,
    &movement::life::SHEET,
    &movement::plan::MILESTONE_SHEET,
    &movement::plan::STANDARD_SHEET,
    &targets::sheet::TARGETS,
    &achievement::SHEET,
    &register::sheet::AWARDS,
    &rating::SHEET,
    &rating::ORGANISATION_RATINGS,
    &people::absence::SHEET,
    &conduct::DISCIPLINE,
    &conduct::BLOCKERS,
    &initiative::SHEET,
    &people::merge::MERGED,
    &catalogue::AWARD_NAMES,
    &register::named::MATCHES,
    &register::claim::CLAIMS,
    &register::revocation::REVOCATIONS,
    &register::revocation::REVIEWS,
    &restate::sheet::CROSSWALK,
    &restate::sheet::OPENING,
    &catalogue::REGIME_DECISIONS,
    &closing::DAYS_SHEET,
    &law::ANSWERS,
    &event::SHEET,
    &contribution::sheet::CONTRIBUTIONS,
    &activity::SHEET,
    &exemplar::SHEET,
    &exemplar::STEP_SHEET,
    &exemplar::FOLLOW_SHEET,
    &practice::SHEET,
    &practice::ADOPTIONS,
    &exemplar::SPREAD_SHEET,
    &note::SHEET,
    &registration::SHEET,
    &thidua_domain::standing::SHEET,
];

/// The sheet of figures.
pub static FIGURES: &SheetDef = &figures::sheet::FIGURES;

/// Sheets of the bundle that this release does not read yet; told as such, not as mistakes.
const COMING: [&str; 4] = ["bang-diem", "xep-loai", "cham-diem", "mo-ta"];
