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
use crate::{AppError, State};

/// Everything wrong between the two.
pub(super) async fn check<S: Snapshot>(
    tx: &S,
    (sheets, plans): (&[Sheet], &BTreeMap<&'static str, Plan>),
    (state, options): (&State, &Options),
    faults: &mut Vec<Fault>,
) -> Result<(), AppError> {
    for sheet in sheets {
        let name = sheet.def.name;
        if name == AWARDS.name {
            kept(sheet, (state, options), faults);
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
            match award(tx, plans, key).await? {
                None => faults.push(place.fault(
                    Severity::Warning,
                    "Dòng khen thưởng",
                    "",
                    "Chưa có dòng khen thưởng mà dòng này nói đến; được giữ, và có tác dụng khi dòng ấy được nạp.",
                    "Nạp cả trang «khen-thuong» của cơ quan.",
                )),
                Some(award) if award.get("ma_co_quan") != row.values.get("ma_co_quan") => {
                    faults.push(place.fault(
                        Severity::Error,
                        "Mã cơ quan",
                        row.values.get("ma_co_quan").unwrap_or_default(),
                        "Dòng khen thưởng được nói đến không tính cho cơ quan này.",
                        "Ghi đúng cơ quan mà khen thưởng được tính vào.",
                    ));
                }
                Some(_) => {}
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
    let stored = records::find(tx, AWARDS.name, key).await?;
    let stored = stored.filter(|record| !record.removed);
    Ok(stored.and_then(|record| Values::from_canonical(record.content.as_str())))
}

/// Awards that are named by a cancelling lose neither their row nor what names it.
fn kept(sheet: &Sheet, (state, options): (&State, &Options), faults: &mut Vec<Fault>) {
    let named = |key: &str| {
        let again = |review: &Review| review.row == key || review.cause == key;
        state.revocations.contains_key(key) || state.award_reviews.iter().any(again)
    };
    let told = |number: u32| {
        let place = Place {
            sheet: AWARDS.name,
            row: number,
        };
        place.fault(
            Severity::Error,
            "",
            "",
            "Khen thưởng này có quyết định hủy bỏ, hoặc đang được xem lại vì một khen thưởng khác bị hủy bỏ, nên không gỡ và không đổi được phần nhận biết (cơ quan, đối tượng, danh hiệu, năm, quyết định).",
            "Gỡ nội dung hủy bỏ, xem lại trước; ghi chú và số lượng vẫn sửa được.",
        )
    };
    let removed = options.removed.get(AWARDS.name).into_iter().flatten();
    faults.extend(removed.filter(|key| named(key)).map(|_| told(0)));
    for row in &sheet.rows {
        let before = options.moved.get(AWARDS.name, &row.key);
        if before.is_some_and(|before| *before != row.key && named(before)) {
            faults.push(told(row.number));
        }
    }
}
