//! A count of a tally as a cell: recipients, times, or given without a number.

use thidua_files::paper::Cell;
use thidua_files::sheet::Value;

use crate::register::AwardRow;

/// How many were honoured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// Nobody.
    None,
    /// So many recipients.
    Recipients(i64),
    /// So many times; how many recipients is not told.
    Times(i64),
    /// Given, number not told.
    Untold,
}

/// The count of rows of one kind.
pub(super) fn count(rows: &[&AwardRow]) -> Count {
    if rows.is_empty() {
        return Count::None;
    }
    let instances = rows.iter().map(|row| row.instances).sum::<Option<i64>>();
    let recipients = rows.iter().map(|row| row.recipients).sum::<Option<i64>>();
    match (instances, recipients) {
        (None, _) => Count::Untold,
        (_, Some(recipients)) => Count::Recipients(recipients),
        (Some(instances), None) => Count::Times(instances),
    }
}

impl Count {
    /// The cell: a number for recipients, words for the rest.
    pub(super) fn cell(&self) -> Cell {
        match self {
            Self::None => Cell::empty(),
            Self::Recipients(count) => Cell::value(
                thidua_domain::text::number::group(*count),
                Value::Integer((*count).into()),
            ),
            Self::Times(times) => Cell::text(format!(
                "{} lượt",
                thidua_domain::text::number::group(*times)
            )),
            Self::Untold => Cell::text("chưa nêu số"),
        }
    }
}
