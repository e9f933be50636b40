//! Rows about names: names of awards, decisions whom a name means, codes that stand for one person, awards told
//! by name twice in one list.

use thidua_domain::bundle::{Fault, Place, Severity};
use thidua_domain::catalogue::Catalogue;
use thidua_domain::people::merge::Merged;

use super::merge::Plan;
use super::read::{Row, Sheet};

/// What a row alone cannot tell of itself.
pub(super) fn check(sheet: &Sheet, plan: &Plan, catalogue: &Catalogue, faults: &mut Vec<Fault>) {
    match sheet.def.name {
        "danh-muc-khen-thuong" => award_names(sheet, catalogue, faults),
        "gop-nguoi" => merged(sheet, plan, faults),
        "doi-chieu-ten" => decisions(sheet, faults),
        _ => {}
    }
}

fn fault(sheet: &Sheet, row: &Row, column: &str, [reason, cure]: [&str; 2]) -> Fault {
    let place = Place {
        sheet: sheet.def.name,
        row: row.number,
    };
    let heading = sheet.def.column(column).map_or("", |column| column.heading);
    let value = row.values.get(column).unwrap_or_default();
    place.fault(Severity::Error, heading, value, reason, cure)
}

/// A name for an award nobody describes.
fn award_names(sheet: &Sheet, catalogue: &Catalogue, faults: &mut Vec<Fault>) {
    for row in &sheet.rows {
        let code = row.values.get("ma_khen_thuong").unwrap_or_default();
        if catalogue.award(code).is_none() {
            let words = [
                "Không có danh hiệu, hình thức khen thưởng mang mã này.",
                "Chọn danh hiệu, hình thức đã có; nếu là hình thức mới thì điền thêm cột Loại.",
            ];
            faults.push(fault(sheet, row, "ma_khen_thuong", words));
        }
    }
}

/// A code that would stand for itself, directly or in a ring.
fn merged(sheet: &Sheet, plan: &Plan, faults: &mut Vec<Fault>) {
    let all = Merged::from_rows(plan.rows.values());
    for row in &sheet.rows {
        let code = row.values.get("ma_trung").unwrap_or_default();
        let kept = row.values.get("ma_giu").unwrap_or_default();
        if code == kept || all.standing(kept) == code {
            let words = [
                "Hai mã này chỉ cùng một hồ sơ, hoặc hồ sơ giữ lại đã được gộp vào hồ sơ kia.",
                "Chọn hồ sơ khác để giữ lại, hoặc tách lần gộp trước.",
            ];
            faults.push(fault(sheet, row, "ma_giu", words));
        }
    }
}

/// A decision that says it is somebody and does not say who, or the other way round.
fn decisions(sheet: &Sheet, faults: &mut Vec<Fault>) {
    for row in &sheet.rows {
        let says = row.values.get("ket_luan") == Some("khop");
        if row.values.get("ket_luan").is_some() && says != row.values.get("ma_doi_tuong").is_some()
        {
            let words = [
                "Kết luận và Mã đối tượng không đi với nhau.",
                "Khớp thì phải có Mã đối tượng; không phải ai thì để trống.",
            ];
            faults.push(fault(sheet, row, "ma_doi_tuong", words));
        }
    }
}
