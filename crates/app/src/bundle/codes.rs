//! Codes across sheets: what a code refers to must be there, a code names one thing, the dates of
//! one code do not overlap, a paper does not rest on a later one.

use std::collections::{BTreeMap, HashMap, HashSet};

use thidua_domain::bundle::{Fault, Place, Severity, Values};
use thidua_domain::catalogue::Catalogue;
use thidua_domain::org::Level;
use thidua_domain::text;
use thidua_domain::time::Validity;

use super::merge::Plan;
use super::read::Sheet;
use crate::State;

/// What the codes of a column refer to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Refers {
    Agency,
    AgencyOrBlock,
    AgencyOrPerson,
    Person,
    Block,
    Member,
    Document,
    Target,
    Figure,
}

const REFERENCES: &[(&str, &str, Refers)] = &[
    ("co-quan", "ma_cap_tren", Refers::Agency),
    ("sap-xep", "ma_cu", Refers::Agency),
    ("sap-xep", "ma_moi", Refers::Agency),
    ("nhan-su", "ma_co_quan", Refers::Agency),
    ("van-ban", "co_quan_ban_hanh", Refers::Agency),
    ("van-ban", "can_cu", Refers::Document),
    ("danh-muc-so-lieu", "tu_so", Refers::Figure),
    ("danh-muc-so-lieu", "mau_so", Refers::Figure),
    ("cum-khoi", "co_quan_quan_ly", Refers::Agency),
    ("cum-khoi", "truong_cum", Refers::Agency),
    ("cum-khoi", "pho_cum", Refers::Agency),
    ("cum-khoi", "thanh_vien", Refers::Member),
    ("chi-tieu", "ma_co_quan", Refers::AgencyOrBlock),
    ("chi-tieu", "ma_can_bo", Refers::Person),
    ("chi-tieu", "don_vi_giao", Refers::Agency),
    ("chi-tieu", "thay_cho", Refers::Target),
    ("chi-tieu", "ma_chi_tieu", Refers::Figure),
    ("chi-tieu", "bac_theo", Refers::Figure),
    ("khen-thuong", "ma_co_quan", Refers::AgencyOrBlock),
    ("khen-thuong", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("khen-thuong", "co_quan_quyet_dinh", Refers::Agency),
    ("khen-thuong", "ma_cum", Refers::Block),
    ("so-lieu", "ma_co_quan", Refers::AgencyOrBlock),
    ("so-lieu", "ma_can_bo", Refers::Person),
];

/// The codes there will be once the bundle is stored.
pub(super) struct Known<'a> {
    agencies: HashSet<String>,
    people: HashSet<String>,
    blocks: HashSet<String>,
    documents: HashSet<String>,
    targets: HashSet<String>,
    catalogue: &'a Catalogue,
}

impl<'a> Known<'a> {
    /// Codes of the state and of the bundle's plans.
    pub(super) fn new(
        state: &State,
        catalogue: &'a Catalogue,
        plans: &BTreeMap<&'static str, Plan>,
    ) -> Self {
        let planned = |sheet: &str| -> HashSet<String> {
            let rows = plans.get(sheet).map(|plan| plan.rows.values());
            rows.into_iter()
                .flatten()
                .filter_map(|row| row.text("ma"))
                .collect()
        };
        let mut known = Self {
            agencies: planned("co-quan"),
            people: planned("nhan-su"),
            blocks: planned("cum-khoi"),
            documents: planned("van-ban"),
            targets: planned("chi-tieu"),
            catalogue,
        };
        known
            .agencies
            .extend(state.org.iter().map(|agency| agency.code.clone()));
        known.people.extend(state.people.keys().cloned());
        known.blocks.extend(state.clusters.keys().cloned());
        known.documents.extend(state.documents.keys().cloned());
        known.targets.extend(
            state
                .targets
                .iter()
                .filter_map(|target| target.code.clone()),
        );
        known
    }

    fn has(&self, refers: Refers, code: &str) -> bool {
        match refers {
            Refers::Agency => self.agencies.contains(code),
            Refers::AgencyOrBlock => self.agencies.contains(code) || self.blocks.contains(code),
            Refers::AgencyOrPerson => self.agencies.contains(code) || self.people.contains(code),
            Refers::Person => self.people.contains(code),
            Refers::Block => self.blocks.contains(code),
            Refers::Document => self.documents.contains(code),
            Refers::Target => self.targets.contains(code),
            Refers::Figure => self.catalogue.figure(code).is_some(),
            Refers::Member => match code.split_once('/') {
                None => self.agencies.contains(code),
                Some((above, level)) => {
                    self.agencies.contains(above) && Level::from_code(level).is_some()
                }
            },
        }
    }

    fn nearest(&self, refers: Refers, code: &str) -> Option<String> {
        let all: Vec<&str> = match refers {
            Refers::Person => self.people.iter().map(String::as_str).collect(),
            Refers::Block => self.blocks.iter().map(String::as_str).collect(),
            Refers::Document => self.documents.iter().map(String::as_str).collect(),
            Refers::Target => self.targets.iter().map(String::as_str).collect(),
            Refers::Figure => self
                .catalogue
                .figures()
                .map(|figure| figure.code.as_str())
                .collect(),
            _ => self.agencies.iter().map(String::as_str).collect(),
        };
        text::nearest(code, all).map(str::to_owned)
    }

    /// Every code of a sheet that refers to nothing, and papers named but not linked.
    pub(super) fn check(&self, sheet: &Sheet, faults: &mut Vec<Fault>) {
        let columns: Vec<(&str, Refers)> = REFERENCES
            .iter()
            .filter(|(name, _, _)| *name == sheet.def.name)
            .map(|(_, id, refers)| (*id, *refers))
            .collect();
        for row in &sheet.rows {
            let place = Place {
                sheet: sheet.def.name,
                row: row.number,
            };
            for (id, refers) in &columns {
                let codes = row.values.get(id).unwrap_or_default();
                for code in codes
                    .split([';', '\n'])
                    .map(str::trim)
                    .filter(|code| !code.is_empty())
                {
                    if !self.has(*refers, code) {
                        faults.push(self.unknown(sheet, place, id, *refers, code));
                    }
                }
            }
            self.unlinked(sheet, place, &row.values, faults);
        }
    }

    fn unknown(
        &self,
        sheet: &Sheet,
        place: Place<'_>,
        id: &str,
        refers: Refers,
        code: &str,
    ) -> Fault {
        let heading = sheet.def.column(id).map_or(id, |column| column.heading);
        let (what, page) = match refers {
            Refers::Agency | Refers::Member => ("cơ quan", "co-quan"),
            Refers::AgencyOrBlock => ("cơ quan hoặc cụm, khối", "co-quan"),
            Refers::AgencyOrPerson => ("cơ quan hoặc cá nhân", "co-quan"),
            Refers::Person => ("cá nhân", "nhan-su"),
            Refers::Block => ("cụm, khối thi đua", "cum-khoi"),
            Refers::Document => ("văn bản", "van-ban"),
            Refers::Target => ("chỉ tiêu", "chi-tieu"),
            Refers::Figure => ("số liệu", "danh-muc-so-lieu"),
        };
        let cure = match self.nearest(refers, code) {
            Some(near) => format!(
                "Có phải «{near}»? Nếu là mã mới, khai ở trang «{page}» của cùng bộ số liệu."
            ),
            None => format!("Khai mã này ở trang «{page}» của cùng bộ số liệu, hoặc sửa mã."),
        };
        place.fault(
            Severity::Error,
            heading,
            code,
            format!("Không có {what} mang mã này."),
            cure,
        )
    }

    /// Columns named `Văn bản …` hold a code where one fits; the text as written is kept and told.
    fn unlinked(&self, sheet: &Sheet, place: Place<'_>, values: &Values, faults: &mut Vec<Fault>) {
        let papers = sheet
            .def
            .columns
            .iter()
            .filter(|column| column.heading.starts_with("Văn bản"));
        for column in papers {
            if let Some(written) = values
                .get(column.id)
                .filter(|written| !self.documents.contains(*written))
            {
                faults.push(place.fault(
                    Severity::Warning,
                    column.heading,
                    written,
                    "Chưa gắn văn bản: nội dung được giữ nguyên như đã ghi.",
                    "Khai văn bản ở trang «van-ban» rồi ghi mã của văn bản vào cột này.",
                ));
            }
        }
    }
}

/// Award names and spellings into codes; an unusual spelling is told.
pub(super) fn spell_awards(sheet: &mut Sheet, catalogue: &Catalogue, faults: &mut Vec<Fault>) {
    for row in &mut sheet.rows {
        let Some(written) = row.values.text("ma_khen_thuong") else {
            continue;
        };
        let place = Place {
            sheet: sheet.def.name,
            row: row.number,
        };
        let mut codes = Vec::new();
        for part in written.split(';') {
            match catalogue.award_spelt(part) {
                Some(award) => {
                    if award.code != part && award.name != part {
                        faults.push(place.fault(
                            Severity::Warning,
                            "Mã khen thưởng",
                            part,
                            format!("Cách viết khác thường, đã hiểu là «{}».", award.name),
                            format!("Ghi mã «{}».", award.code),
                        ));
                    }
                    codes.push(award.code.clone());
                }
                None => {
                    let near =
                        text::nearest(part, catalogue.awards().map(|award| award.name.as_str()));
                    let cure = near.map_or_else(
                        || "Dùng mã trong danh mục khen thưởng.".to_owned(),
                        |near| format!("Có phải «{near}»?"),
                    );
                    faults.push(place.fault(
                        Severity::Error,
                        "Mã khen thưởng",
                        part,
                        "Không có danh hiệu, hình thức khen thưởng này trong danh mục.",
                        cure,
                    ));
                }
            }
        }
        row.values.set("ma_khen_thuong", codes.join(";"));
        row.key = row.values.key(sheet.def);
    }
}

/// Dates of one code that overlap, in the sheets whose codes have several rows in time.
pub(super) fn overlaps(sheet: &Sheet, plan: &Plan, faults: &mut Vec<Fault>) {
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
        let Some(code) = row.values.get("ma") else {
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
        let Some(own) = row.values.date("ngay_ban_hanh") else {
            continue;
        };
        for basis in row.values.codes("can_cu") {
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
