//! Daily entries of campaigns that cannot be: of no campaign, outside its days, of what does not add up.

use std::collections::BTreeMap;

use thidua_domain::bundle::{Fault, Place, Severity};
use thidua_domain::campaign::{Span, sheet::DAILY, whole};
use thidua_domain::catalogue::{Catalogue, Measure};
use thidua_domain::movement::Movement;
use thidua_domain::time::vn;

use super::merge::Plan;
use super::read::Sheet;
use crate::State;

/// Every fault of the rows of `so-lieu-ngay`, against campaigns as they will stand.
pub(super) fn check(
    sheets: &[Sheet],
    plans: &BTreeMap<&'static str, Plan>,
    (state, catalogue): (&State, &Catalogue),
    faults: &mut Vec<Fault>,
) {
    let Some(sheet) = sheets.iter().find(|sheet| sheet.def.name == DAILY.name) else {
        return;
    };
    let mut windows: BTreeMap<String, Option<Span>> = BTreeMap::new();
    let planned = plans.get("phong-trao").into_iter();
    for row in planned.flat_map(|plan| plan.rows.values()) {
        if let Some(movement) = Movement::from_row(row) {
            windows.insert(movement.code.clone(), Span::of(&movement));
        }
    }
    let plan = plans.get(DAILY.name);
    for row in &sheet.rows {
        let values = plan.and_then(|plan| plan.rows.get(&row.key));
        let values = values.unwrap_or(&row.values);
        let code = values.get("ma_phong_trao").unwrap_or_default();
        let window = windows.get(code).copied();
        let stored = || state.movements.get(code).map(Span::of);
        let mut tell = |column: &str, reason: String, cure: &str| {
            let place = Place {
                sheet: DAILY.name,
                row: row.number,
            };
            let heading = DAILY.column(column).map_or("", |column| column.heading);
            let value = values.get(column).unwrap_or_default();
            faults.push(place.fault(Severity::Error, heading, value, reason, cure));
        };
        match (window.or_else(stored), day(values)) {
            // An unknown code is told with the others.
            (None, _) => {}
            (Some(None), _) => tell(
                "ma_phong_trao",
                "Phong trào này không phải một đợt cao điểm có ngày đầu và ngày cuối.".to_owned(),
                "Ghi loại «Đợt cao điểm», Từ ngày và Đến ngày cho phong trào, hoặc chọn đợt khác.",
            ),
            (_, None) => tell(
                "ngay",
                "Số liệu ngày phải có đủ ngày, tháng, năm.".to_owned(),
                "Ghi ví dụ 17/10/2020.",
            ),
            (Some(Some(span)), Some(day)) if !span.contains(day) => tell(
                "ngay",
                format!("Ngày này ngoài đợt ({} – {}).", vn(span.from), vn(span.to)),
                "Ghi một ngày trong đợt.",
            ),
            _ => {}
        }
        let figure = values
            .get("ma_so_lieu")
            .and_then(|code| catalogue.figure(code));
        if figure.is_some_and(|figure| !matches!(figure.measure, Measure::Count | Measure::Money)) {
            tell(
                "ma_so_lieu",
                "Tỷ lệ không ghi theo ngày.".to_owned(),
                "Ghi số việc hoặc số tiền làm được trong ngày.",
            );
        }
        if values
            .get("gia_tri")
            .is_some_and(|value| whole(value).is_none())
        {
            tell(
                "gia_tri",
                "Số của một ngày phải là số nguyên.".to_owned(),
                "Ghi số việc, hoặc số tiền tròn đồng.",
            );
        }
    }
}

fn day(values: &thidua_domain::bundle::Values) -> Option<jiff::civil::Date> {
    values.date("ngay")?.exact()
}
