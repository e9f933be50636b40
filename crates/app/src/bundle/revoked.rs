//! Cancelled decisions of award beside the awards they name: a record of a cancelling may come before its award, but
//! never for the award of another agency; an award that was cancelled keeps what it is named by.

use std::collections::BTreeMap;

use thidua_domain::bundle::{Fault, Place, Severity, Values};
use thidua_domain::register::revocation::{REVIEWS, REVOCATIONS, ROW, Review};
use thidua_domain::register::sheet::AWARDS;
use thidua_store::{Snapshot, records};

use super::merge::Plan;
use super::options::Options;
use super::read::Sheet;
use super::scope::Scope;
use crate::{AppError, State};

/// Everything wrong between the two.
pub(super) async fn check<S: Snapshot>(
    tx: &S,
    (sheets, plans): (&[Sheet], &BTreeMap<&'static str, Plan>),
    (state, options, scope): (&State, &Options, &Scope),
    faults: &mut Vec<Fault>,
) -> Result<(), AppError> {
    for sheet in sheets {
        let name = sheet.def.name;
        if name == AWARDS.name {
            kept(tx, sheet, (state, options), faults).await?;
        }
        if name != REVOCATIONS.name && name != REVIEWS.name {
            continue;
        }
        for row in &sheet.rows {
            let place = Place {
                sheet: name,
                row: row.number,
            };
            let key = row.values.get(ROW).unwrap_or_default();
            let award = award(tx, plans, key).await?;
            let agency = row.values.get("ma_co_quan");
            let own = award
                .as_ref()
                .is_some_and(|award| award.get("ma_co_quan") == agency);
            match award {
                _ if own => {}
                // Whether somebody else's award is there is not told, and none is named before it is there.
                _ if !scope.loads_all() => faults.push(place.fault(
                    Severity::Error,
                    "Dòng khen thưởng",
                    "",
                    "Không có dòng khen thưởng này trong các khen thưởng tính cho cơ quan ghi ở dòng này.",
                    "Nạp trang «khen-thuong» của cơ quan trước, và ghi đúng cơ quan mà khen thưởng được tính vào.",
                )),
                None => faults.push(place.fault(
                    Severity::Warning,
                    "Dòng khen thưởng",
                    "",
                    "Chưa có dòng khen thưởng mà dòng này nói đến; được giữ, và có tác dụng khi dòng ấy được nạp.",
                    "Nạp cả trang «khen-thuong» của cơ quan.",
                )),
                Some(_) => faults.push(place.fault(
                    Severity::Error,
                    "Mã cơ quan",
                    agency.unwrap_or_default(),
                    "Dòng khen thưởng được nói đến không tính cho cơ quan này.",
                    "Ghi đúng cơ quan mà khen thưởng được tính vào.",
                )),
            }
        }
    }
    Ok(())
}

/// The row of an award as it will stand.
async fn award<S: Snapshot>(
    tx: &S,
    plans: &BTreeMap<&'static str, Plan>,
    key: &str,
) -> Result<Option<Values>, AppError> {
    let planned = plans
        .get(AWARDS.name)
        .and_then(|plan| plan.rows.get(key).cloned());
    if planned.is_some() {
        return Ok(planned);
    }
    stored(tx, key).await
}

/// The row of an award as it is stored.
async fn stored<S: Snapshot>(tx: &S, key: &str) -> Result<Option<Values>, AppError> {
    let stored = records::find(tx, AWARDS.name, key).await?;
    let stored = stored.filter(|record| !record.removed);
    Ok(stored.and_then(|record| Values::from_canonical(record.content.as_str())))
}

/// Awards that are named by a cancelling lose neither their row nor what names it. A record of another agency than the
/// award's keeps nothing: it names what is not its own.
async fn kept<S: Snapshot>(
    tx: &S,
    sheet: &Sheet,
    (state, options): (&State, &Options),
    faults: &mut Vec<Fault>,
) -> Result<(), AppError> {
    let place = |row: u32| Place {
        sheet: AWARDS.name,
        row,
    };
    let removed = options.removed.get(AWARDS.name).into_iter().flatten();
    let mut leaving: Vec<(u32, &str)> = removed.map(|key| (0, key.as_str())).collect();
    for row in &sheet.rows {
        let before = options.moved.get(AWARDS.name, &row.key);
        let before = before.filter(|before| **before != row.key);
        leaving.extend(before.map(|before| (row.number, before.as_str())));
    }
    for (row, key) in leaving {
        if !is_named(state, key, None) {
            continue;
        }
        let award = stored(tx, key).await?;
        let agency = award.as_ref().and_then(|award| award.get("ma_co_quan"));
        if agency.is_none_or(|agency| is_named(state, key, Some(agency))) {
            faults.push(place(row).fault(
                Severity::Error,
                "",
                "",
                "Khen thưởng này có quyết định hủy bỏ, hoặc đang được xem lại vì một khen thưởng khác bị hủy bỏ, nên không gỡ và không đổi được phần nhận biết (cơ quan, đối tượng, danh hiệu, năm, quyết định).",
                "Gỡ nội dung hủy bỏ, xem lại trước; ghi chú và số lượng vẫn sửa được.",
            ));
        }
    }
    Ok(())
}

/// Whether an award is named by a cancelling or a review, of one agency or of any.
fn is_named(state: &State, key: &str, agency: Option<&str>) -> bool {
    let counts = |own: &str| agency.is_none_or(|agency| agency == own);
    let again =
        |review: &Review| (review.row == key || review.cause == key) && counts(&review.agency);
    let revoked = state.revocations.get(key);
    revoked.is_some_and(|found| counts(&found.agency)) || state.award_reviews.iter().any(again)
}
