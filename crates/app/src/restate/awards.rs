//! Awards of a year beside a restatement: an award is nobody's in part.

use serde::Serialize;
use thidua_domain::restate::places;
use thidua_domain::time::Window;

use super::words;
use crate::state::View;

/// Awards of a year by where the agency that was given them went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AwardLine {
    /// Name of the old agency.
    pub old: String,
    /// Its code.
    pub code: String,
    /// Rows of the register for the year.
    pub rows: usize,
    /// Name of the agency of today; `None`: they stay with the old name alone.
    pub new: Option<String>,
    /// Its code.
    pub new_code: Option<String>,
    /// Why they stay.
    pub reason: Option<String>,
}

/// Awards of the window's year by agency: those of a body that went wholly into one are read with it, others stay
/// under the old name, for an award is nobody's in part.
pub(super) fn awards(
    view: &View,
    levels: &[(&'static str, Vec<&str>)],
    window: Window,
) -> Vec<AwardLine> {
    let state = view.state.as_ref();
    let mut olds: Vec<&str> = levels.iter().flat_map(|(_, olds)| olds).copied().collect();
    olds.sort_unstable();
    olds.dedup();
    let sees = |code: &&str| view.sees(crate::register::PERMISSION, code);
    let year = window.year;
    let mut lines = Vec::new();
    for old in olds.into_iter().filter(sees) {
        let of_year = |award: &&thidua_domain::register::Award| {
            award.agency == old && award.years.is_some_and(|years| years.contains(year))
        };
        let rows = state.awards.iter().filter(of_year).count();
        if rows == 0 {
            continue;
        }
        let placed = places(&state.org, view.today, old, window.last_day(), None, 1);
        let whole = match placed.as_slice() {
            [one] => one.new,
            _ => None,
        };
        let why = placed.iter().find_map(|one| one.why.as_ref());
        let reason = why.map(|why| words::why(state, old, why, window.last_day()));
        let parted = "Cơ quan đã chia về nhiều nơi: khen thưởng không chia theo tỷ lệ.".to_owned();
        lines.push(AwardLine {
            old: state.org.label_on(old, window.last_day()),
            code: old.to_owned(),
            rows,
            new: whole.map(|code| state.org.label_on(code, view.today)),
            new_code: whole.map(str::to_owned),
            reason: whole.is_none().then(|| reason.unwrap_or(parted)),
        });
    }
    lines
}
