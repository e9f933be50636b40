//! Rows of contributions, activities, exemplars, events, sentences, registrations and ranks: what a row alone cannot
//! be, and names of people who were helped, which only their own office brings in.

use thidua_domain::bundle::{Fault, Place, Severity};
use thidua_domain::{cluster, contribution, initiative, note, standing};

use super::merge::Plan;
use super::read::{Row, Sheet};
use crate::{AppError, View, deed};

/// What cannot be so of a row as it will stand.
pub(super) fn check(sheet: &Sheet, plan: &Plan, faults: &mut Vec<Fault>) {
    let gathers = matches!(sheet.def.name, "thanh-vien-cum" | "hop-cum" | "suy-ton");
    if !deed::is_deed(sheet.def.name) && sheet.def.name != initiative::SHEET.name && !gathers {
        return;
    }
    for row in &sheet.rows {
        let stands = plan.rows.get(&row.key).unwrap_or(&row.values);
        match sheet.def.name {
            "dong-gop" => {
                for doubt in contribution::check(stands) {
                    let words = (doubt.reason, doubt.cure);
                    faults.push(fault(sheet, row, (doubt.severity, doubt.column), words));
                }
            }
            "hoat-dong" | "dien-hinh" | "thanh-tich" | "lan-toa" => {
                faults.extend(counted_as_many(sheet, row, stands));
                faults.extend(nothing_achieved(sheet, row, stands));
            }
            name if gathers => {
                if let Some((column, reason, cure)) = cluster::meeting::check(name, stands) {
                    faults.push(fault(sheet, row, (Severity::Error, column), (reason, cure)));
                }
            }
            "xep-hang" if !standing::is_possible(stands) => {
                let words = (
                    "Thứ hạng phải từ 1 đến tổng số.",
                    "Sửa thứ hạng hoặc tổng số.",
                );
                faults.push(fault(sheet, row, (Severity::Error, "thu"), words));
            }
            "sang-kien" => {
                if let Some((column, reason, cure)) = initiative::check(stands) {
                    faults.push(fault(sheet, row, (Severity::Error, column), (reason, cure)));
                }
            }
            "noi-dung" if note::check(stands).is_some() => {
                if let Some((column, reason, cure)) = note::check(stands) {
                    faults.push(fault(sheet, row, (Severity::Error, column), (reason, cure)));
                }
            }
            "noi-dung" if stands.get("noi_dung").is_none() => {
                let words = (
                    "Câu này chưa có nội dung.",
                    "Ghi nội dung, hoặc bỏ dòng này.",
                );
                faults.push(fault(sheet, row, (Severity::Error, "noi_dung"), words));
            }
            "su-kien" if stands.get("ten").is_none() && stands.get("loai").is_none() => {
                let words = (
                    "Sự kiện chưa có tên và loại.",
                    "Ghi tên hoặc chọn loại sự kiện.",
                );
                faults.push(fault(sheet, row, (Severity::Error, "ten"), words));
            }
            "dang-ky" => faults.extend(nothing_registered(sheet, row, stands)),
            _ => {}
        }
    }
}

/// «Nhiều» beside a number.
fn counted_as_many(
    sheet: &Sheet,
    row: &Row,
    stands: &thidua_domain::bundle::Values,
) -> Option<Fault> {
    let many = stands.get("muc_chinh_xac") == Some("nhieu");
    (many && stands.get("so_luong").is_some()).then(|| {
        let words = (
            "Mức chính xác là «nhiều» thì nguồn không nêu số, nhưng dòng này có số lượng.",
            "Bỏ số lượng, hoặc chọn mức chính xác khác.",
        );
        fault(sheet, row, (Severity::Error, "so_luong"), words)
    })
}

/// An achievement without words, a spreading of nothing.
fn nothing_achieved(
    sheet: &Sheet,
    row: &Row,
    stands: &thidua_domain::bundle::Values,
) -> Option<Fault> {
    let missing = |ids: &[&str]| ids.iter().all(|id| stands.get(id).is_none());
    let (id, words) = match sheet.def.name {
        "thanh-tich" if missing(&["noi_dung"]) => (
            "noi_dung",
            (
                "Thành tích chưa có nội dung.",
                "Ghi đã làm được việc gì, hoặc bỏ dòng này.",
            ),
        ),
        "lan-toa" if missing(&["ma_dien_hinh", "ma_cach_lam"]) => (
            "ma_dien_hinh",
            (
                "Chưa nêu điển hình hay cách làm nào được lan tỏa.",
                "Ghi mã điển hình hoặc mã cách làm.",
            ),
        ),
        _ => return None,
    };
    Some(fault(sheet, row, (Severity::Error, id), words))
}

/// A registration of neither an award nor an initiative.
fn nothing_registered(
    sheet: &Sheet,
    row: &Row,
    stands: &thidua_domain::bundle::Values,
) -> Option<Fault> {
    let told = ["ma_danh_hieu", "sang_kien"];
    told.iter().all(|id| stands.get(id).is_none()).then(|| {
        let words = (
            "Chưa ghi đăng ký danh hiệu, hình thức hay sáng kiến nào.",
            "Chọn danh hiệu, hình thức, hoặc ghi tên sáng kiến, đề tài.",
        );
        fault(sheet, row, (Severity::Error, "ma_danh_hieu"), words)
    })
}

fn fault(
    sheet: &Sheet,
    row: &Row,
    (severity, id): (Severity, &str),
    (reason, cure): (&str, &str),
) -> Fault {
    let place = Place {
        sheet: sheet.def.name,
        row: row.number,
    };
    let heading = sheet.def.column(id).map_or("", |column| column.heading);
    let value = row.values.get(id).unwrap_or_default();
    place.fault(severity, heading, value, reason, cure)
}

/// Refuses names of people who were helped from whoever does not belong to their office: what cannot be read cannot
/// be written.
pub(super) fn permit_helped(view: &View, sheet: &Sheet) -> Result<(), AppError> {
    let closed = |row: &Row| !deed::opens(view, sheet.def.name, &row.values);
    if sheet.rows.iter().any(closed) {
        return Err(AppError::refused(
            "Cột «Người được giúp» chỉ người của chính cơ quan ấy mới nhập được. Bỏ trống cột này rồi nạp lại.",
        ));
    }
    Ok(())
}
