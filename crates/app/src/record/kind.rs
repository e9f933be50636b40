//! The kinds of records a form shows, their words, and the order in which it asks.

mod agencies;
mod awards;
mod deeds;
mod feats;
mod people;

use thidua_domain::bundle::{Column, SheetDef};

/// A kind of records that is entered on a page.
#[derive(Debug)]
pub struct Kind {
    /// Its sheet.
    pub def: &'static SheetDef,
    /// What one of it is called within a sentence: `chỉ tiêu`.
    pub noun: &'static str,
    /// What another row of the same code is called: `giai đoạn công tác`.
    pub more: Option<&'static str>,
    /// Columns asked first, in this order; those left out are asked where the reader unfolds them.
    first: &'static [&'static str],
    /// How a code begins that the program proposes; else it is made of this column's text.
    pub(super) code: Code,
}

/// How a code is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    /// Rows of the kind have none.
    None,
    /// Made of the first of these columns that says something.
    Of(&'static [&'static str]),
    /// Numbered within the work year: `ct-2026-0001`.
    Numbered(&'static str),
}

/// Every kind, in the order of the menu.
pub static KINDS: [Kind; 46] = [
    people::PEOPLE,
    agencies::AGENCIES,
    agencies::TARGETS,
    awards::AWARDS,
    agencies::CLUSTERS,
    agencies::MEMBERS,
    agencies::MEETINGS,
    agencies::CANDIDATES,
    deeds::MOVEMENTS,
    deeds::RESPONSES,
    deeds::DAILY,
    deeds::STEPS,
    deeds::MILESTONES,
    deeds::STANDARDS,
    agencies::DOCUMENTS,
    agencies::REORGANISED,
    people::RATINGS,
    people::DISCIPLINE,
    people::BLOCKERS,
    people::ABSENCES,
    agencies::ORGANISATION_RATINGS,
    people::INITIATIVES,
    people::MERGED,
    awards::AWARD_NAMES,
    awards::MATCHES,
    awards::CLAIMS,
    awards::REVOCATIONS,
    awards::REVIEWS,
    agencies::CROSSWALK,
    agencies::OPENINGS,
    agencies::REGIME_DECISIONS,
    agencies::OFFICE_DAYS,
    awards::ANSWERS,
    deeds::CONTRIBUTIONS,
    deeds::ACTIVITIES,
    feats::ACHIEVEMENTS,
    deeds::EXEMPLARS,
    feats::STEPS,
    feats::FOLLOWERS,
    feats::SPREADS,
    feats::PRACTICES,
    feats::ADOPTIONS,
    deeds::EVENTS,
    deeds::NOTES,
    awards::REGISTRATIONS,
    awards::STANDINGS,
];

/// Kinds that are entered on pages of their own, not by the form of any record.
const OWN_PAGES: [&str; 12] = [
    "so-lieu-ngay",
    "gop-nguoi",
    "danh-muc-khen-thuong",
    "doi-chieu-ten",
    "kien-nghi-khen-thuong",
    "thu-hoi-khen-thuong",
    "xem-lai-khen-thuong",
    "quy-doi",
    "ky-dau",
    "che-do-bao-cao",
    "tra-loi-dieu-kien",
    "dien-bien-phong-trao",
];

/// Whether rows of a sheet are entered and changed on pages of their own.
pub fn has_own_page(sheet: &str) -> bool {
    OWN_PAGES.contains(&sheet)
}

/// The kind of a sheet's name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.def.name == name)
}

impl Kind {
    /// Its columns as a form asks them, and whether each is asked at once.
    pub(super) fn columns(&self) -> impl Iterator<Item = (&'static Column, bool)> {
        let first = self.first.iter().filter_map(|id| self.def.column(id));
        let seldom = self.def.columns.iter();
        let seldom = seldom.filter(|column| !self.first.contains(&column.id));
        first
            .map(|column| (column, true))
            .chain(seldom.map(|column| (column, false)))
    }
}
