//! The rows of a tally by award, authority, side and state, in the order papers tell them.

use jiff::civil::Date;
use thidua_domain::org::Level;

use crate::State;
use crate::register::AwardRow;

/// Rows that one sentence counts together.
pub(super) struct Group<'a> {
    /// Award codes.
    pub(super) code: String,
    /// Their names.
    pub(super) award: String,
    /// Who decided, by name; empty where the source does not say.
    pub(super) authority: String,
    /// Whether the recipients stand inside the sector.
    pub(super) inside: bool,
    /// Code of `Trạng thái`.
    pub(super) status: String,
    /// Whether it is a title one is recognised with, not something given.
    pub(super) is_title: bool,
    pub(super) rows: Vec<&'a AwardRow>,
    /// Where it stands: authority, then award.
    order: (u32, String, u32),
}

/// Groups in the order of their authorities, State first, and of their awards.
pub(super) fn groups<'a>(state: &State, rows: &'a [AwardRow]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for row in rows {
        let same = |group: &&mut Group<'_>| {
            group.code == row.award
                && group.authority == row.authority_name
                && group.inside == row.inside
                && group.status == row.status
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.rows.push(row),
            None => groups.push(group(state, row)),
        }
    }
    groups.sort_by(|one, other| one.order.cmp(&other.order));
    groups
}

/// The same order over the groups of several years.
pub(super) fn in_order<'a, 'b>(mut groups: Vec<&'a Group<'b>>) -> Vec<&'a Group<'b>> {
    groups.sort_by(|one, other| one.order.cmp(&other.order));
    groups
}

fn group<'a>(state: &State, row: &'a AwardRow) -> Group<'a> {
    let first = row.award.split(';').next().unwrap_or_default();
    let award = state.catalogue.award(first);
    let rank = award.map_or(u32::MAX, |award| award.rank);
    // A flag is a title in law, but it is given, as an order is.
    let is_title =
        award.is_some_and(|award| award.kind == "danh_hieu" && !award.name.starts_with("Cờ"));
    Group {
        code: row.award.clone(),
        award: row.award_name.clone(),
        authority: row.authority_name.clone(),
        inside: row.inside,
        status: row.status.clone(),
        is_title,
        rows: vec![row],
        order: (height(state, row, rank), row.authority_name.clone(), rank),
    }
}

/// Whether the law lets the minister decide the award, where the source does not say who did.
fn by_minister(state: &State, row: &AwardRow) -> bool {
    let mut codes = row
        .award
        .split(';')
        .filter_map(|code| state.catalogue.award(code));
    codes.any(|award| award.authority.starts_with("Bộ trưởng"))
}

/// How high who decided stands: State, then the sector from the ministry down, then local bodies.
fn height(state: &State, row: &AwardRow, rank: u32) -> u32 {
    // Awards of the State have the ranks below 30.
    const STATE: u32 = 30;
    const LOCAL: u32 = 100;
    let code = row
        .authority
        .as_deref()
        .and_then(|codes| codes.split(';').next());
    let spell = code
        .and_then(|code| state.org.find(code))
        .and_then(|agency| agency.nearest(Date::MAX));
    match spell.map(|spell| spell.level) {
        None | Some(Level::Outside) if rank < STATE => 0,
        None if by_minister(state, row) => 1,
        None | Some(Level::Outside) => LOCAL,
        Some(level) => {
            let levels = [
                Level::Ministry,
                Level::MinistryUnit,
                Level::Directorate,
                Level::Province,
            ];
            let at = levels.iter().position(|known| *known == level);
            at.and_then(|at| u32::try_from(at).ok()).unwrap_or(9) + 1
        }
    }
}
