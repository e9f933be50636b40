//! Rows among themselves: awards by their spelling, the dates of one code, a code that names one thing,
//! a paper and what it rests on.

use std::collections::{BTreeMap, HashMap};

use thidua_domain::bundle::{Fault, Place, Severity, SheetDef, Values};
use thidua_domain::catalogue::Catalogue;
use thidua_domain::text;
use thidua_domain::time::Validity;

use super::codes::Known;
use super::merge::Plan;
use super::read::{Row, Sheet};
use super::scope::Scope;
use crate::State;

/// Awards as they were spelt before, looked up once.
pub(super) type Spellings = HashMap<String, Spelt>;

/// Award names and spellings into codes, an unusual spelling is told; beside a named subject an empty
/// quantity is one award.
pub(super) fn settle_awards(sheet: &mut Sheet, catalogue: &Catalogue, faults: &mut Vec<Fault>) {
    let mut spellings = Spellings::new();
    for row in &mut sheet.rows {
        settle_award(row, sheet.def, (catalogue, &mut spellings), faults);
    }
}

/// See [`settle_awards`].
pub(super) fn settle_award(
    row: &mut Row,
    def: &SheetDef,
    (catalogue, spellings): (&Catalogue, &mut Spellings),
    faults: &mut Vec<Fault>,
) {
    let one = ["ma_doi_tuong", "ho_ten_neu"]
        .iter()
        .any(|id| row.values.get(id).is_some());
    if one && row.values.get("so_luong").is_none() {
        row.values.set("so_luong", "1");
    }
    let (id, heading) = match def.name {
        "dang-ky" => ("ma_danh_hieu", "Mã danh hiệu"),
        _ => ("ma_khen_thuong", "Mã khen thưởng"),
    };
    let Some(written) = row.values.text(id) else {
        return;
    };
    let place = Place {
        sheet: def.name,
        row: row.number,
    };
    let mut codes = Vec::new();
    for part in written.split(';') {
        let spelt = spellings
            .entry(part.to_owned())
            .or_insert_with(|| spelt(part, catalogue));
        if let Some((severity, reason, cure)) = &spelt.fault {
            let fault = place.fault(*severity, heading, part, reason, cure);
            faults.push(fault);
        }
        codes.extend(spelt.code.clone());
    }
    row.values.set(id, codes.join(";"));
    row.key = row.values.key(def);
}

/// What an award's spelling came to.
pub(super) struct Spelt {
    pub(super) code: Option<String>,
    pub(super) fault: Option<(Severity, String, String)>,
}

pub(super) fn spelt(part: &str, catalogue: &Catalogue) -> Spelt {
    if let several @ [_, _, ..] = catalogue.awards_spelt(part).as_slice() {
        let names: Vec<&str> = several.iter().map(|award| award.name.as_str()).collect();
        let reason = format!("Cách viết này chỉ nhiều hình thức: {}.", names.join("; "));
        let cure = "Ghi rõ tên hoặc mã của một hình thức.".to_owned();
        return Spelt {
            code: None,
            fault: Some((Severity::Error, reason, cure)),
        };
    }
    let Some(award) = catalogue.award_spelt(part) else {
        let near = text::nearest(part, catalogue.awards().map(|award| award.name.as_str()));
        let near = near.map_or_else(String::new, |near| format!("Có phải «{near}»? "));
        let cure = format!("{near}Cách viết riêng thì bổ sung ở trang «Tên gọi khen thưởng».");
        let reason = "Không có danh hiệu, hình thức khen thưởng này trong danh mục.".to_owned();
        return Spelt {
            code: None,
            fault: Some((Severity::Error, reason, cure)),
        };
    };
    let unusual = award.code != part && award.name != part;
    Spelt {
        code: Some(award.code.clone()),
        fault: unusual.then(|| {
            (
                Severity::Warning,
                format!("Cách viết khác thường, đã hiểu là «{}».", award.name),
                format!("Ghi mã «{}».", award.code),
            )
        }),
    }
}

/// Added figures under a code the program ships: the shipped meaning would be lost.
pub(super) fn shipped(sheet: &Sheet, catalogue: &Catalogue, faults: &mut Vec<Fault>) {
    if sheet.def.name != "danh-muc-so-lieu" {
        return;
    }
    for row in &sheet.rows {
        let code = row.values.get("ma").unwrap_or_default();
        if catalogue.figure(code).is_some_and(|figure| !figure.added) {
            let place = Place {
                sheet: sheet.def.name,
                row: row.number,
            };
            faults.push(place.fault(
                Severity::Error,
                "Mã",
                code,
                "Mã này đã có trong danh mục số liệu kèm theo chương trình.",
                "Dùng mã đã có, hoặc đặt một mã khác.",
            ));
        }
    }
}

/// A rating without its level: it would stand for a rating and say none.
fn unrated(sheet: &Sheet, plan: &Plan, faults: &mut Vec<Fault>) {
    for row in &sheet.rows {
        let stands = plan.rows.get(&row.key).unwrap_or(&row.values);
        let place = Place {
            sheet: sheet.def.name,
            row: row.number,
        };
        let told = faults.iter().any(|fault| {
            let here = fault.sheet == sheet.def.name && fault.row == row.number;
            here && fault.column == "Mức xếp loại" && fault.severity == Severity::Error
        });
        if stands.get("muc_xep_loai").is_none() && !told {
            faults.push(place.fault(
                Severity::Error,
                "Mức xếp loại",
                "",
                "Chưa nêu mức xếp loại.",
                "Chọn một trong bốn mức.",
            ));
        }
    }
}

/// What ends before it begins: a discipline, an absence, or what kept somebody from being considered.
pub(super) fn ordered(sheet: &Sheet, plan: &Plan, faults: &mut Vec<Fault>) {
    let (from, to, heading, reason) = match sheet.def.name {
        "ky-luat" => (
            "ngay_quyet_dinh",
            "het_hieu_luc",
            "Hết hiệu lực",
            "Ngày hết hiệu lực trước ngày quyết định.",
        ),
        "vuong-mac" | "vang-mat" => ("tu_ngay", "den_ngay", "Đến ngày", "Đến ngày trước Từ ngày."),
        "su-kien" => ("ngay", "den_ngay", "Đến ngày", "Đến ngày trước Ngày."),
        _ => return,
    };
    for row in &sheet.rows {
        let stands = plan.rows.get(&row.key).unwrap_or(&row.values);
        let (Some(first), Some(last)) = (stands.date(from), stands.date(to)) else {
            continue;
        };
        if last.last_day() < first.first_day() {
            let place = Place {
                sheet: sheet.def.name,
                row: row.number,
            };
            let value = stands.get(to).unwrap_or_default();
            let cure = "Sửa lại một trong hai ngày.";
            faults.push(place.fault(Severity::Error, heading, value, reason, cure));
        }
    }
}

/// Targets that do not say what is to be reached, neither by a figure nor in words; ratings without a level.
pub(super) fn unsaid(sheet: &Sheet, plan: &Plan, faults: &mut Vec<Fault>) {
    if sheet.def.name == "danh-gia" {
        return unrated(sheet, plan, faults);
    }
    if sheet.def.name != "chi-tieu" {
        return;
    }
    for row in &sheet.rows {
        let stands = plan.rows.get(&row.key).unwrap_or(&row.values);
        let said = ["ma_chi_tieu", "noi_dung", "thay_cho"];
        if said.iter().any(|id| stands.get(id).is_some()) {
            continue;
        }
        let place = Place {
            sheet: sheet.def.name,
            row: row.number,
        };
        faults.push(place.fault(
            Severity::Error,
            "Mã chỉ tiêu",
            "",
            "Chỉ tiêu chưa nói phải đạt điều gì.",
            "Chọn chỉ tiêu, hoặc ghi nội dung bằng lời.",
        ));
    }
}

/// Dates of one code that overlap, in the sheets whose codes have several rows in time.
pub(super) fn overlaps(sheet: &Sheet, plan: &Plan, scope: &Scope, faults: &mut Vec<Fault>) {
    if !matches!(sheet.def.name, "co-quan" | "nhan-su") {
        return;
    }
    let mut by_code: HashMap<&str, Vec<&Values>> = HashMap::new();
    for values in plan.rows.values() {
        if let Some(code) = values.get("ma") {
            by_code.entry(code).or_default().push(values);
        }
    }
    for row in &sheet.rows {
        // Of a person who belongs to somebody else the dates are not told either.
        let code = row
            .values
            .get("ma")
            .filter(|code| !scope.is_elsewhere(code));
        let Some(code) = code else {
            continue;
        };
        let own = plan.rows.get(&row.key).unwrap_or(&row.values);
        let place = Place {
            sheet: sheet.def.name,
            row: row.number,
        };
        let time = validity(own);
        if !time.is_ordered() {
            let value = own.get("den_ngay").unwrap_or_default();
            faults.push(place.fault(
                Severity::Error,
                "Đến ngày",
                value,
                "Đến ngày trước Từ ngày.",
                "Sửa lại một trong hai ngày.",
            ));
        }
        let others = by_code
            .get(code)
            .into_iter()
            .flatten()
            .filter(|other| other.key(sheet.def) != row.key);
        if let Some(other) = others
            .into_iter()
            .find(|other| validity(other).overlaps(&time))
        {
            faults.push(place.fault(
                Severity::Error,
                "Từ ngày",
                own.get("tu_ngay").unwrap_or_default(),
                format!(
                    "Thời gian trùng với một dòng khác của mã «{code}» ({}).",
                    validity(other).vn()
                ),
                "Sửa Từ ngày, Đến ngày để hai dòng nối tiếp nhau.",
            ));
        }
    }
}

fn validity(values: &Values) -> Validity {
    Validity::new(values.date("tu_ngay"), values.date("den_ngay"))
}

/// A code that already names something else: `co-quan`, `nhan-su` and `cum-khoi` share one space.
pub(super) fn shared(
    sheets: &[Sheet],
    known: &Known<'_>,
    plans: &BTreeMap<&'static str, Plan>,
    state: &State,
    faults: &mut Vec<Fault>,
) {
    let holds = |name: &str, code: &str| -> bool {
        let stored = match name {
            "co-quan" => state.org.find(code).is_some(),
            "nhan-su" => state.people.contains_key(code),
            _ => state.clusters.contains_key(code),
        };
        let planned = plans
            .get(name)
            .is_some_and(|plan| plan.rows.values().any(|row| row.get("ma") == Some(code)));
        stored || planned
    };
    let names = [
        ("co-quan", "cơ quan"),
        ("nhan-su", "cá nhân"),
        ("cum-khoi", "cụm, khối"),
    ];
    let clash = |code: &str| {
        known.agencies.contains(code)
            && (known.people.contains(code) || known.blocks.contains(code))
            || known.people.contains(code) && known.blocks.contains(code)
    };
    for sheet in sheets
        .iter()
        .filter(|sheet| names.iter().any(|(name, _)| *name == sheet.def.name))
    {
        for row in &sheet.rows {
            let Some(code) = row.values.get("ma").filter(|code| clash(code)) else {
                continue;
            };
            let other = names
                .iter()
                .find(|(name, _)| *name != sheet.def.name && holds(name, code));
            let place = Place {
                sheet: sheet.def.name,
                row: row.number,
            };
            let what = other.map_or("đối tượng khác", |(_, what)| *what);
            faults.push(place.fault(
                Severity::Error,
                "Mã",
                code,
                format!("Mã này đã dùng cho {what}."),
                "Đặt một mã khác.",
            ));
        }
    }
}

/// Movements that cannot be so, and dates in texts that contradict their occasion.
pub(super) fn occasions(sheet: &Sheet, plan: &Plan, state: &State, faults: &mut Vec<Fault>) {
    let rows = sheet.rows.iter().map(|row| {
        let stands = plan.rows.get(&row.key).unwrap_or(&row.values);
        (row.number, stands)
    });
    crate::movement::check((sheet.def, state), rows, plan.rows.values(), faults);
}

/// A paper that rests on a later one.
pub(super) fn later_basis(sheet: &Sheet, plan: &Plan, state: &State, faults: &mut Vec<Fault>) {
    if sheet.def.name != "van-ban" {
        return;
    }
    let planned: HashMap<&str, &Values> = plan
        .rows
        .values()
        .filter_map(|row| Some((row.get("ma")?, row)))
        .collect();
    let date_of = |code: &str| {
        let planned = planned.get(code).and_then(|row| row.date("ngay_ban_hanh"));
        planned.or_else(|| state.documents.get(code)?.date)
    };
    for row in &sheet.rows {
        let told = plan.rows.get(&row.key).unwrap_or(&row.values);
        let Some(own) = told.date("ngay_ban_hanh") else {
            continue;
        };
        for basis in told.codes("can_cu") {
            if date_of(&basis).is_some_and(|date| date.first_day() > own.last_day()) {
                let place = Place {
                    sheet: sheet.def.name,
                    row: row.number,
                };
                faults.push(place.fault(
                    Severity::Warning,
                    "Căn cứ",
                    basis,
                    "Căn cứ có ngày ban hành sau văn bản dựa vào nó.",
                    "Kiểm tra lại ngày ban hành của hai văn bản.",
                ));
            }
        }
    }
}
