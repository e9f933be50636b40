//! What of movements and texts beside them cannot be, or contradicts an occasion: told by the cell.

use std::collections::HashMap;

use thidua_domain::bundle::{Fault, Place, Severity, SheetDef, Values};
use thidua_domain::movement::occasion::{self, Slip};
use thidua_domain::movement::{Drives, Movement, Occasion, closes_circle, percent, plan};

use crate::State;

/// The texts in which anniversaries stand.
const TEXTS: &[(&str, &str)] = &[
    ("phong-trao", "ten"),
    ("phong-trao", "chu_de"),
    ("phong-trao", "khau_hieu"),
    ("cum-khoi", "chu_de"),
    ("cum-khoi", "noi_dung_giao_uoc"),
    ("van-ban", "trich_yeu"),
    ("su-kien", "ten"),
    ("su-kien", "dip"),
    ("su-kien", "noi_dung"),
    ("noi-dung", "noi_dung"),
];

/// Rows of a sheet as they will stand, each with its row of the file; `planned`: all rows of the sheet as they will
/// stand.
pub(crate) fn check<'a>(
    (def, state): (&'static SheetDef, &State),
    rows: impl Iterator<Item = (u32, &'a Values)>,
    planned: impl Iterator<Item = &'a Values>,
    faults: &mut Vec<Fault>,
) {
    let texts: Vec<&str> = TEXTS
        .iter()
        .filter(|(sheet, _)| *sheet == def.name)
        .map(|(_, column)| *column)
        .collect();
    let moves = matches!(
        def.name,
        "phong-trao" | "huong-ung" | "dien-bien-phong-trao"
    );
    if texts.is_empty() && !moves {
        return;
    }
    let above: HashMap<String, Vec<String>> = match def.name {
        "phong-trao" => planned
            .filter_map(|row| Some((row.text("ma")?, row.codes("phong_trao_cap_tren"))))
            .collect(),
        _ => HashMap::new(),
    };
    for (number, row) in rows {
        let place = Place {
            sheet: def.name,
            row: number,
        };
        let cells = Cells { def, place };
        for column in &texts {
            let text = row.get(column).unwrap_or_default();
            let slips = occasion::in_text(text, &state.catalogue.occasions);
            faults.extend(slips.into_iter().map(|slip| cells.slip(column, slip)));
        }
        match def.name {
            "phong-trao" => movement(&cells, row, (state, &above), faults),
            "huong-ung" => response(&cells, row, faults),
            "dien-bien-phong-trao" => step(&cells, row, state, faults),
            "cum-khoi" => occasions(&cells, row, state, faults),
            _ => {}
        }
    }
}

/// The cells of a row.
struct Cells<'a> {
    def: &'static SheetDef,
    place: Place<'a>,
}

impl Cells<'_> {
    fn heading(&self, column: &str) -> &'static str {
        self.def.column(column).map_or("", |column| column.heading)
    }

    fn slip(&self, column: &str, slip: Slip) -> Fault {
        let heading = self.heading(column);
        self.place.fault(
            Severity::Warning,
            heading,
            slip.value,
            slip.reason,
            slip.cure,
        )
    }

    fn error(&self, column: &str, value: &str, reason: &str, cure: &str) -> Fault {
        let heading = self.heading(column);
        self.place
            .fault(Severity::Error, heading, value, reason, cure)
    }
}

fn movement(
    cells: &Cells<'_>,
    row: &Values,
    (state, above): (&State, &HashMap<String, Vec<String>>),
    faults: &mut Vec<Fault>,
) {
    occasions(cells, row, state, faults);
    if let Some(written) = row
        .get("so_dot")
        .filter(|text| Drives::parse(text).is_none())
    {
        let reason = "Không đọc được số đợt.";
        let cure = "Ghi một số (2) hoặc từ – đến (1-3).";
        faults.push(cells.error("so_dot", written, reason, cure));
    }
    let Some(told) = Movement::from_row(row) else {
        return;
    };
    if let (Some(first), Some(last)) = (told.first_day(), told.last_day())
        && last < first
    {
        let value = row.get("den_ngay").unwrap_or_default();
        let cure = "Sửa lại một trong hai ngày.";
        faults.push(cells.error("den_ngay", value, "Đến ngày trước Từ ngày.", cure));
    }
    let parents = |code: &str| -> Vec<&str> {
        let planned = above.get(code);
        let stored = || state.movements.get(code).map(|stored| &stored.parents);
        let all = planned
            .or_else(stored)
            .map(Vec::as_slice)
            .unwrap_or_default();
        all.iter().map(String::as_str).collect()
    };
    if closes_circle(&told.code, parents) {
        let value = row.get("phong_trao_cap_tren").unwrap_or_default();
        let reason = "Phong trào này thành phong trào cấp trên của chính nó.";
        let cure = "Bỏ một phong trào khỏi vòng ấy.";
        faults.push(cells.error("phong_trao_cap_tren", value, reason, cure));
    }
}

/// Base dates that are none, or another's.
fn occasions(cells: &Cells<'_>, row: &Values, state: &State, faults: &mut Vec<Fault>) {
    let text = row.get("dip").unwrap_or_default();
    let parts = text.split([';', '\n']).map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        let told = Occasion::parse(part);
        if let Some(unread) = &told.unread {
            let reason = "Không đọc được ngày gốc trong ngoặc.";
            let cure = "Ghi ngày gốc trong ngoặc, ví dụ (19/7/1946).";
            faults.push(match cells.def.name {
                // Of blocks this column was free text before it was read.
                "cum-khoi" => cells.slip(
                    "dip",
                    Slip {
                        value: unread.clone(),
                        reason: reason.to_owned(),
                        cure: cure.to_owned(),
                    },
                ),
                _ => cells.error("dip", unread, reason, cure),
            });
        }
        let slip = occasion::of_occasion(&told, &state.catalogue.occasions);
        faults.extend(slip.map(|slip| cells.slip("dip", slip)));
    }
}

/// A step's day is known: what it begins or ends must be.
fn step(cells: &Cells<'_>, row: &Values, state: &State, faults: &mut Vec<Fault>) {
    let agency = row.get("ma_co_quan").unwrap_or_default();
    let movement = row.get("ma_phong_trao").unwrap_or_default();
    let stored = state.movements.get(movement);
    if stored.is_some_and(|told| told.launcher.as_deref() != Some(agency)) {
        let reason = "Chỉ cơ quan phát động điều chỉnh, tạm dừng, kết thúc phong trào của mình.";
        let cure = "Ghi mã cơ quan phát động của phong trào này.";
        faults.push(cells.error("ma_co_quan", agency, reason, cure));
    }
    let exact = row.date("ngay").is_none_or(|day| day.exact().is_some());
    if !exact {
        let written = row.get("ngay").unwrap_or_default();
        let reason = "Phải biết rõ ngày của việc này.";
        faults.push(cells.error("ngay", written, reason, "Ghi đủ ngày, tháng, năm."));
    }
}

fn response(cells: &Cells<'_>, row: &Values, faults: &mut Vec<Fault>) {
    for (code, reason) in plan::not_kept(row.get("chi_tieu_khong_giu").unwrap_or_default()) {
        if reason.is_empty() {
            let told = "Chỉ tiêu được giao mà không giữ nguyên phải có lý do.";
            let cure = "Ghi «mã chỉ tiêu: lý do», mỗi chỉ tiêu một dòng.";
            faults.push(cells.error("chi_tieu_khong_giu", &code, told, cure));
        }
    }
    if let Some(written) = row.get("ty_le").filter(|text| percent(text).is_none()) {
        let cure = "Ghi phần trăm, ví dụ 100 hoặc 91,67.";
        faults.push(cells.error("ty_le", written, "Tỷ lệ phải từ 0 đến 100.", cure));
    }
}
