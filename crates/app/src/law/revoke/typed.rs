//! What is typed about a cancelling: read by the columns of its sheet, everything wrong told at once.

use thidua_domain::bundle::{Cell, Fault, Place, Severity, Values, row};
use thidua_domain::register::Award;
use thidua_domain::register::revocation::REVOCATIONS;
use thidua_domain::time::PartialDate;

use super::AskRevoke;
use crate::record::agency_named;
use crate::{AppError, View};

/// Longest text of a field.
const LONGEST: usize = 2_000;
/// The one row there is.
const PLACE: Place<'static> = Place {
    sheet: REVOCATIONS.name,
    row: 1,
};

/// What was typed, with everything that is wrong with it.
pub(super) fn read(view: &View, award: &Award, ask: &AskRevoke) -> Result<Values, AppError> {
    let mut faults: Vec<Fault> = Vec::new();
    let mut own = Vec::new();
    let asked = |id: &str| {
        let typed = ask.typed.iter().find(|(own, _)| own == id);
        typed.map(|(_, text)| text.trim()).unwrap_or_default()
    };
    let authority = match asked("co_quan_quyet_dinh") {
        "" => None,
        written => agency_named(view, written)
            .inspect_err(|error| own.push(fault("Cơ quan quyết định", &error.to_string(), "")))
            .ok(),
    };
    let cells: Vec<_> = REVOCATIONS
        .columns
        .iter()
        .filter(|column| column.id != "co_quan_quyet_dinh" && !asked(column.id).is_empty())
        .map(|column| (column, Cell::Text(asked(column.id).to_owned())))
        .collect();
    let mut values = row(
        &REVOCATIONS,
        PLACE,
        cells.iter().map(|(column, cell)| (*column, cell)),
        &mut faults,
    );
    faults.retain(|fault| fault.severity == Severity::Error && fault.column != "Dòng khen thưởng");
    if let Some(authority) = authority {
        values.set("co_quan_quyet_dinh", authority);
    }
    let unread = |heading: &str| {
        faults
            .iter()
            .chain(&own)
            .any(|fault| fault.column == heading)
    };
    let mut missing = Vec::new();
    for column in REVOCATIONS.columns.iter().filter(|column| column.required) {
        let given = ["dong_khen_thuong", "ma_co_quan"].contains(&column.id);
        if !given && values.get(column.id).is_none() && !unread(column.heading) {
            missing.push(fault(column.heading, "Chưa ghi.", column.help));
        }
    }
    if ask
        .typed
        .iter()
        .any(|(_, text)| text.chars().count() > LONGEST)
    {
        missing.push(fault(
            "Nội dung",
            "Một ô dài quá 2.000 ký tự.",
            "Viết ngắn hơn.",
        ));
    }
    missing.extend(days(view, award, &values));
    faults.extend(own);
    faults.extend(missing);
    if !faults.is_empty() {
        return Err(AppError::Faulty(faults));
    }
    if award.status != "da_tang" {
        return Err(AppError::refused(match award.status.as_str() {
            "thu_hoi" => "Quyết định khen thưởng này đã bị hủy bỏ.",
            _ => "Chỉ hủy bỏ được khen thưởng đã có quyết định.",
        }));
    }
    Ok(values)
}

/// What is wrong with the day of the decision.
fn days(view: &View, award: &Award, values: &Values) -> Vec<Fault> {
    let Some(day) = values.date("ngay_quyet_dinh") else {
        return Vec::new();
    };
    let exact = day.exact();
    let before = award
        .decided_on
        .is_some_and(|given| day.last_day() < given.first_day());
    let checks = [
        (
            exact.is_none(),
            "Phải ghi đủ ngày, tháng, năm.",
            "Ví dụ 05/01/2026.",
        ),
        (
            exact.is_some_and(|day| day > view.today),
            "Ngày này chưa đến.",
            "Ghi ngày đã ký.",
        ),
        (
            before,
            "Trước ngày quyết định khen thưởng.",
            "Quyết định hủy bỏ phải ký sau quyết định khen thưởng.",
        ),
    ];
    let wrong = checks.into_iter().filter(|(wrong, ..)| *wrong);
    wrong
        .map(|(_, reason, cure)| fault("Ngày quyết định", reason, cure))
        .collect()
}

fn fault(column: &str, reason: &str, cure: &str) -> Fault {
    PLACE.fault(
        Severity::Error,
        column,
        "",
        reason.to_owned(),
        cure.to_owned(),
    )
}

/// A day that must be known and past.
pub(super) fn exact(
    written: &str,
    what: &str,
    view: &View,
    faults: &mut Vec<String>,
) -> Option<PartialDate> {
    let day = PartialDate::parse(written.trim()).ok();
    let day = day.filter(|day| day.exact().is_some());
    match day {
        None => faults.push(format!("Ghi đủ {what}, ví dụ 05/01/2026.")),
        Some(own) if own.first_day() > view.today => {
            faults.push(format!("{} chưa đến.", crate::report::capital(what)));
        }
        Some(own) => return Some(own),
    }
    None
}
