//! Whose rows a bundle may bring: refused as if they were not there, or left out and told.

use thidua_domain::bundle::{Place, Severity};

use super::load::{Planned, Work};
use super::read::Row;
use crate::law::answer;
use crate::{AppError, View, conduct, deed};

impl Work<'_> {
    /// Of a bundle that another installation sent, what is not the receiver's stays out, and is told: targets the
    /// level above set, posts held elsewhere, papers of others that are not known here.
    pub(super) fn leave_foreign(&mut self) {
        if self.options.received.is_none() || self.scope.loads_all() {
            return;
        }
        for sheet in &mut self.sheets {
            let name = sheet.def.name;
            if matches!(
                name,
                "co-quan" | "sap-xep" | "cum-khoi" | "danh-muc-so-lieu"
            ) {
                continue;
            }
            let before = sheet.rows.len();
            sheet.rows.retain(|row| {
                let code = row.values.get("ma");
                let known = code.is_some_and(|code| match name {
                    "van-ban" => self.state.documents.contains_key(code),
                    "phong-trao" => self.state.movements.get(code).is_some(),
                    _ => false,
                });
                known || self.scope.owns(name, &row.values)
            });
            let left = before - sheet.rows.len();
            if left > 0 {
                let place = Place {
                    sheet: name,
                    row: 0,
                };
                self.faults.push(place.fault(
                    Severity::Warning,
                    "",
                    left.to_string(),
                    "Có dòng thuộc cơ quan ngoài phạm vi được giao; không nhận các dòng ấy.",
                    "Nếu cần, đề nghị cơ quan cấp trên nhận.",
                ));
            }
        }
    }

    /// Rows of agencies the actor may not load for are refused as if the agency were not there.
    pub(super) fn permit(&self, view: &View, planned: &Planned) -> Result<(), AppError> {
        for sheet in self.sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
            let rows = sheet.rows.iter().map(|row| &row.values);
            conduct::permit_rows(view, sheet.def, rows.clone())?;
            answer::permit_rows(view, sheet.def, rows, &self.options.channel)?;
            super::deeds::permit_helped(view, sheet)?;
        }
        if view.loads_everywhere() {
            return Ok(());
        }
        for sheet in self.sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
            // Who may load only for some agencies may not change the common tree and registers. Papers of
            // others are told by their cell.
            match sheet.def.name {
                "so-lieu"
                | "chi-tieu"
                | "khen-thuong"
                | "nhan-su"
                | "xep-loai-doan-the"
                | "huong-ung"
                | "so-lieu-ngay"
                | "dien-bien-phong-trao"
                | "moc-phong-trao"
                | "tieu-chuan-phong-trao" => {}
                name if name != "su-kien" && deed::is_deed(name) => {}
                "doi-chieu-ten"
                | "danh-muc-khen-thuong"
                | "kien-nghi-khen-thuong"
                | "thu-hoi-khen-thuong"
                | "xem-lai-khen-thuong"
                | "ngay-nghi" => {}
                "danh-gia" | "ky-luat" | "vuong-mac" | "vang-mat" | "sang-kien" | "gop-nguoi"
                | "quy-doi" | "tra-loi-dieu-kien" | "ky-dau" | "su-kien" | "thanh-vien-cum"
                | "hop-cum" | "suy-ton" => {
                    let owns = |row: &Row| self.scope.owns(sheet.def.name, &row.values);
                    if sheet.rows.iter().all(owns) {
                        continue;
                    }
                    return Err(AppError::NotFound);
                }
                "van-ban" | "phong-trao" => continue,
                "cum-khoi"
                    if sheet
                        .rows
                        .iter()
                        .all(|row| self.scope.owns(sheet.def.name, &row.values)) =>
                {
                    continue;
                }
                // What is told again as it stands is anybody's: a bundle that came brings the tree along.
                name if planned.says_nothing_new(name) => continue,
                name => {
                    return Err(AppError::refused(format!(
                        "Trang «{name}» dùng chung cho cả hệ thống, chỉ người có quyền nạp cho toàn hệ thống mới nạp được.",
                    )));
                }
            }
            // A code that is nobody's is a slip, told with its cell.
            let known = |code: &str| {
                self.state.org.find(code).is_some() || self.state.clusters.contains_key(code)
            };
            let foreign = |row: &Row| {
                let agency = row.values.get("ma_co_quan");
                !self.scope.owns(sheet.def.name, &row.values) && agency.is_some_and(known)
            };
            if sheet.rows.iter().any(foreign) {
                return Err(AppError::NotFound);
            }
        }
        Ok(())
    }
}
