//! Who tells of a block: whoever loads data for the body that manages it, or for its head of the year. Who reads what
//! it decided: these, and whoever reads awards of a member. Who stands in which block is common knowledge.

use std::collections::HashSet;

use thidua_domain::access::Permission;
use thidua_domain::bundle::Values;
use thidua_domain::cluster::Cluster;
use thidua_domain::time::WorkYear;

use crate::bundle::PERMISSION as LOADS;
use crate::state::View;

/// What reading a meeting asks for, of the block or of one of its members.
pub const READS: Permission = Permission::ViewAwards;

/// Blocks headed by an agency the actor loads for, with the year.
pub(crate) fn headed(view: &View) -> HashSet<(String, i16)> {
    let blocks = view.state.clusters.values().flatten();
    let own = blocks.filter_map(|block| {
        let year = block.year?;
        let head = block.head_on(year.last_day())?;
        view.permit_agency(LOADS, head).ok()?;
        Some((block.code.clone(), year.0))
    });
    own.collect()
}

/// Whether the actor may tell of a block in a year.
pub fn writes(view: &View, code: &str, year: i16) -> bool {
    if view.loads_everywhere() {
        return true;
    }
    if !view.state.clusters.contains_key(code) {
        return false;
    }
    let block = view.state.cluster(code, year);
    let head = block.and_then(|block| block.head_on(WorkYear(year).last_day()));
    view.permit_agency(LOADS, code).is_ok()
        || head.is_some_and(|head| view.permit_agency(LOADS, head).is_ok())
}

/// Whether the actor may read what a block decided about a year.
pub fn reads(view: &View, code: &str, year: i16) -> bool {
    let Some(block) = view.state.cluster(code, year) else {
        return false;
    };
    let manager = block.manager.as_deref().unwrap_or(code);
    let seen = |agency: &str| view.sees(READS, agency);
    seen(manager) || members(view, block, year).iter().any(|member| seen(member))
}

/// Its members at the end of its year, or today while the year runs.
pub(super) fn members(view: &View, block: &Cluster, year: i16) -> Vec<String> {
    let on = WorkYear(year).last_day().min(view.today);
    block.members_on(&view.state.org, on)
}

/// The block and year a row of `thanh-vien-cum`, `hop-cum` or `suy-ton` is of.
fn told(view: &View, sheet: &str, row: &Values) -> Option<(String, i16)> {
    match sheet {
        "suy-ton" => {
            let meeting = view.state.meetings.get(row.get("ma_hop")?)?;
            Some((meeting.cluster.clone(), meeting.year.0))
        }
        // A form that begins has no year yet; what is stored always has one.
        _ => {
            let year = row.year("nam").unwrap_or_else(|| WorkYear::of(view.today));
            Some((row.text("ma_cum")?, year.0))
        }
    }
}

/// Whether a row is the actor's to write.
pub(crate) fn writes_row(view: &View, sheet: &str, row: &Values) -> bool {
    told(view, sheet, row).is_some_and(|(code, year)| writes(view, &code, year))
}

/// Whether a row is the actor's to read.
pub(crate) fn reads_row(view: &View, sheet: &str, row: &Values) -> bool {
    told(view, sheet, row).is_some_and(|(code, year)| reads(view, &code, year))
}
