//! The targets of a year, as they were assigned.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use thidua_domain::access::{Permission, Target as Of};
use thidua_domain::amount::Percent;
use thidua_domain::catalogue::Measure;
use thidua_domain::figures::print;
use thidua_domain::org::Level;
use thidua_domain::targets::{Goal, Target};
use thidua_domain::time::WorkYear;
use thidua_files::sheet::Value;

use super::{About, Cell, Column, Kind, Order, Reach, STATE, Source, State, Tone, part};
use crate::AppError;
use crate::state::View;
use crate::targets::PERMISSION;

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("co-quan", "Giao cho", Kind::Text, 46)
        .searched()
        .filtered(),
    Column::new("ma", "Mã", Kind::Code, 20).searched().more(),
    Column::new("can-bo", "Cán bộ", Kind::Name, 26)
        .searched()
        .more(),
    Column::new("chi-tieu", "Chỉ tiêu", Kind::Text, 44)
        .searched()
        .filtered(),
    Column::new("nhom-an", "Nhóm án", Kind::Text, 22)
        .filtered()
        .more(),
    Column::new("phep-so", "Yêu cầu", Kind::Text, 18).more(),
    Column::new("gia-tri", "Giá trị", Kind::Number, 18),
    Column::new("don-vi-tinh", "Đơn vị tính", Kind::Text, 14),
    Column::new("den-thang", "Đến tháng", Kind::Number, 12).more(),
    Column::new("nguoi-giao", "Đơn vị giao", Kind::Text, 32)
        .searched()
        .filtered(),
    Column::new("van-ban", "Văn bản", Kind::Text, 32).searched(),
    Column::new("ngay-giao", "Ngày giao", Kind::Date, 18).more(),
    Column::new("ghi-chu", "Ghi chú", Kind::Text, 40)
        .searched()
        .more(),
    Column::state(),
];

const STATES: &[State] = &[
    State::new("dang-ap-dung", "Đang áp dụng", Tone::Ok),
    State::new("chua-co-gia-tri", "Chưa có giá trị", Tone::Wait),
    State::new("bang-loi", "Bằng lời, không đo bằng số", Tone::Info),
    State::new("da-thay", "Đã điều chỉnh", Tone::Off),
];

/// The targets of a work year in reach.
pub struct Goals<'a> {
    view: &'a View,
    about: About,
    year: WorkYear,
    /// Places in the state.
    lines: Vec<(usize, &'a Target)>,
    superseded: BTreeSet<&'a str>,
}

impl<'a> Goals<'a> {
    /// The targets of a work year, of the agency and of what is below it where one is named.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] for who may read no targets, [`AppError::NotFound`] for an agency out of reach.
    pub fn new(
        view: &'a View,
        within: Option<&'a str>,
        year: i16,
        leaving: bool,
    ) -> Result<Self, AppError> {
        view.permit(PERMISSION, Of::Any)?;
        let state = view.state.as_ref();
        if let Some(agency) = within {
            view.permit_agency(PERMISSION, agency)?;
        }
        let year = WorkYear(year);
        let counted = within.map(|code| state.org.lineage(code));
        let mut eyes = Eyes::new(view, year, leaving);
        let of_year = |target: &&Target| target.years.contains(year);
        let all = || state.targets.iter().filter(of_year);
        let superseded = all().filter_map(|target| target.supersedes.as_deref());
        let superseded = superseded.collect();
        let mut lines = Vec::new();
        for (at, target) in state.targets.iter().enumerate() {
            let inside = |codes: &BTreeSet<&str>| codes.contains(target.agency.as_str());
            if of_year(&target) && counted.as_ref().is_none_or(inside) && eyes.see(target) {
                lines.push((at, target));
            }
        }
        let mut about = About {
            id: "chi-tieu",
            kind: "Danh sách",
            title: "Chỉ tiêu".to_owned(),
            unit: "chỉ tiêu",
            columns: COLUMNS,
            states: STATES,
            usual: Some(Order::up("co-quan")),
            within: Vec::new(),
        };
        if let Some(agency) = within {
            let name = state.label_on(agency, year.last_day().min(view.today));
            about.title = format!("Chỉ tiêu của {name}");
            about.within.push("gồm các cơ quan trực thuộc".to_owned());
        }
        about.within.push(format!("năm công tác {year}"));
        Ok(Self {
            view,
            about,
            year,
            lines,
            superseded,
        })
    }

    fn target(&self, row: usize) -> Option<&'a Target> {
        self.lines.get(row).map(|(_, target)| *target)
    }

    fn named(&self, code: &str) -> String {
        self.view.state.label_on(code, self.year.last_day())
    }

    fn measure(&self, target: &Target) -> Option<Measure> {
        let figure = self
            .view
            .state
            .catalogue
            .figure(target.target_code.as_deref()?)?;
        Some(figure.measure)
    }

    /// The unit a value is shown in: money in the largest that keeps it whole.
    fn unit(&self, target: &Target) -> &'a str {
        let state = self.view.state.as_ref();
        let figure = target.target_code.as_deref();
        let figure = figure.and_then(|code| state.catalogue.figure(code));
        match (figure, &target.goal) {
            (Some(figure), Some(Goal::Number(value))) if figure.measure == Measure::Money => value
                .to_i64()
                .map_or("dong", |dong| print::money_unit(std::iter::once(dong))),
            (Some(figure), _) => &figure.unit,
            (None, _) => "",
        }
    }

    fn value(&self, target: &Target) -> Cell {
        match &target.goal {
            None => Cell::default(),
            Some(Goal::LastYear) => Cell::text("bằng kết quả năm trước"),
            Some(Goal::Number(value)) => {
                let money = self.measure(target) == Some(Measure::Money);
                match value.to_i64().filter(|_| money) {
                    Some(dong) => Cell::number(
                        print::money(dong, self.unit(target)),
                        Value::Money(dong.into()),
                    ),
                    None => {
                        let rate = self.measure(target) == Some(Measure::Rate);
                        let percent =
                            Percent::rounded(*value).filter(|_| rate && value.scale() <= 2);
                        let shown = percent.map_or_else(|| value.vn(), Percent::vn);
                        Cell::number(shown, Value::Decimal(value.to_string()))
                    }
                }
            }
        }
    }

    /// `mọi Phòng THADS khu vực thuộc …`, or the agency itself.
    fn whom(&self, target: &Target) -> String {
        let name = self.named(&target.agency);
        match target.level {
            None => name,
            Some(level) => {
                let word = self.view.state.catalogue.labels.word("cap", level.code());
                format!("Mọi {word} thuộc {name}")
            }
        }
    }
}

/// Which targets a reader may see: those of agencies in reach, and those handed to a whole level to which
/// one of them belongs.
struct Eyes<'a> {
    view: &'a View,
    reach: Reach<'a>,
    people: BTreeMap<&'a str, bool>,
    levels: BTreeMap<(&'a str, Level), bool>,
    year: WorkYear,
}

impl<'a> Eyes<'a> {
    fn new(view: &'a View, year: WorkYear, leaving: bool) -> Self {
        Self {
            view,
            reach: Reach::new(view, PERMISSION, leaving),
            people: BTreeMap::new(),
            levels: BTreeMap::new(),
            year,
        }
    }

    fn see(&mut self, target: &'a Target) -> bool {
        if let Some(person) = target.person.as_deref() {
            let view = self.view;
            let open = self
                .people
                .entry(person)
                .or_insert_with(|| view.permit_person(Permission::ViewPeople, person).is_ok());
            if !*open {
                return false;
            }
        }
        if self.reach.sees(&target.agency) {
            return true;
        }
        let Some(level) = target.level else {
            return false;
        };
        let (view, reach, on) = (self.view, &mut self.reach, self.year.last_day());
        let key = (target.agency.as_str(), level);
        *self.levels.entry(key).or_insert_with(|| {
            let org = &view.state.org;
            let mut of_level = org.iter().filter(|agency| {
                let spell = agency.nearest(on);
                spell.is_some_and(|spell| spell.level == level)
                    && org
                        .above_on(&agency.code, on)
                        .contains(&target.agency.as_str())
            });
            of_level.any(|agency| reach.sees(&agency.code))
        })
    }
}

impl Source for Goals<'_> {
    fn about(&self) -> &About {
        &self.about
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str> {
        let Some(target) = self.target(row) else {
            return Cow::Borrowed("");
        };
        let or_empty = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        match column.id {
            "co-quan" => match target.level {
                None => Cow::Borrowed(target.agency.as_str()),
                Some(level) => Cow::Owned(format!("{}/{}", target.agency, level.code())),
            },
            "can-bo" => Cow::Borrowed(target.person.as_deref().unwrap_or_default()),
            "chi-tieu" => Cow::Borrowed(match (&target.target_code, &target.text) {
                (Some(code), _) => code,
                (None, Some(text)) => text,
                (None, None) => "",
            }),
            "nhom-an" => Cow::Borrowed(target.group.as_deref().unwrap_or_default()),
            "phep-so" => Cow::Borrowed(target.op.as_deref().unwrap_or_default()),
            "don-vi-tinh" => Cow::Borrowed(self.unit(target)),
            "nguoi-giao" => Cow::Owned(target.assigners.join(";")),
            "van-ban" => Cow::Borrowed(target.document.as_deref().unwrap_or_default()),
            "ghi-chu" => Cow::Owned(or_empty(&target.note)),
            STATE => Cow::Borrowed(STATES.get(self.state(row)).map_or("", |state| state.code)),
            // Values, days and months are as many as rows.
            _ => self.key(row),
        }
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(target) = self.target(row) else {
            return Cell::default();
        };
        let state = self.view.state.as_ref();
        let labels = &state.catalogue.labels;
        match column.id {
            "co-quan" => {
                let cell = Cell::text(self.whom(target));
                let open = target.level.is_none() && state.org.find(&target.agency).is_some();
                match open {
                    true => cell.leading(format!(
                        "/co-quan/{}/tien-do?nam={}",
                        part(&target.agency),
                        self.year
                    )),
                    false => cell,
                }
            }
            "ma" => Cell::maybe(target.code.as_deref()),
            "can-bo" => Cell::maybe(target.person.as_ref().map(|code| self.named(code))),
            "chi-tieu" => {
                let code = target.target_code.as_deref();
                let figure = code.and_then(|code| state.catalogue.figure(code));
                let name = figure.map(|figure| figure.name.as_str());
                Cell::maybe(name.or(target.text.as_deref()).or(code))
            }
            "nhom-an" => {
                let group = target.group.as_deref();
                Cell::maybe(group.map(|group| labels.word("so-lieu.nhom_an", group)))
            }
            "phep-so" => {
                let op = target.op.as_deref();
                Cell::maybe(op.map(|op| labels.word("chi-tieu.phep_so", op)))
            }
            "gia-tri" => self.value(target),
            "don-vi-tinh" => match self.unit(target) {
                "" => Cell::default(),
                unit => Cell::text(labels.word("don_vi_tinh", unit)),
            },
            "den-thang" => target
                .until_month
                .map_or_else(Cell::default, |month| Cell::count(month.into())),
            "nguoi-giao" => {
                let names = target.assigners.iter().map(|code| self.named(code));
                Cell::text(names.collect::<Vec<_>>().join("; "))
            }
            "van-ban" => match &target.document {
                Some(code) if state.documents.contains_key(code) => {
                    Cell::text(state.cited(code)).leading(format!("/van-ban/{}", part(code)))
                }
                document => Cell::maybe(document.as_deref()),
            },
            "ngay-giao" => Cell::date(target.assigned_on),
            _ => Cell::maybe(target.note.as_deref()),
        }
    }

    fn state(&self, row: usize) -> usize {
        let Some(target) = self.target(row) else {
            return 0;
        };
        let code = target.code.as_deref();
        if code.is_some_and(|code| self.superseded.contains(code)) {
            3
        } else if target.target_code.is_none() {
            2
        } else {
            usize::from(target.goal.is_none())
        }
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        match self.lines.get(row) {
            Some((_, target)) if target.code.is_some() => {
                Cow::Borrowed(target.code.as_deref().unwrap_or_default())
            }
            // Rows are only ever added, so that a place names its row for good.
            Some((at, _)) => Cow::Owned(format!("@{at}")),
            None => Cow::Borrowed(""),
        }
    }
}
