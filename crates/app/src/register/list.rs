//! The list of awards, row by row as they were told.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::civil::Date;
use thidua_domain::access::{Permission, Target};
use thidua_domain::register::Award;
use thidua_domain::time::WorkYear;

use super::awards::PERMISSION;
use crate::AppError;
use crate::listing::{About, Cell, Column, Kind, Order, Reach, STATE, Source, State, Tone, part};
use crate::state::View;

/// Which awards are asked for.
#[derive(Clone, Debug, Default)]
pub struct AskRegister {
    /// Only those of this agency, what is below it and what it came from.
    pub within: Option<String>,
    /// Only achievements of this work year; `None`: of all.
    pub year: Option<i16>,
}

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("doi-tuong", "Đối tượng", Kind::Text, 36).searched(),
    Column::new("khen-thuong", "Danh hiệu, hình thức", Kind::Text, 36)
        .searched()
        .filtered(),
    Column::new("nam-thanh-tich", "Năm thành tích", Kind::Text, 14).filtered(),
    Column::new("co-quan", "Cơ quan", Kind::Text, 40)
        .searched()
        .filtered(),
    Column::new("loai", "Tập thể, cá nhân", Kind::Text, 14)
        .filtered()
        .more(),
    Column::new("loai-thanh-tich", "Loại thành tích", Kind::Text, 22)
        .filtered()
        .more(),
    Column::new("so-luong", "Số lượng", Kind::Number, 12),
    Column::new("cap-quyet-dinh", "Cấp quyết định", Kind::Text, 30)
        .searched()
        .more(),
    Column::new("quyet-dinh", "Quyết định", Kind::Text, 30).searched(),
    Column::new("ngay", "Ngày quyết định", Kind::Date, 18),
    Column::new("ghi-chu", "Ghi chú", Kind::Text, 40)
        .searched()
        .more(),
    Column::state(),
];

/// In the order of `khen-thuong.trang_thai`.
const STATES: &[State] = &[
    State::new("da_tang", "Đã tặng", Tone::Ok),
    State::new("suy_ton", "Được suy tôn", Tone::Info),
    State::new("dang_de_nghi", "Đang đề nghị", Tone::Info),
    State::new("thu_hoi", "Đã hủy bỏ quyết định", Tone::Off),
];

/// The rows of the register in reach.
pub struct Register<'a> {
    view: &'a View,
    about: About,
    /// Places in the state.
    lines: Vec<(usize, &'a Award)>,
    /// Agencies whose people may be opened.
    open: BTreeSet<&'a str>,
}

impl<'a> Register<'a> {
    /// The awards in reach.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] for who may read no awards, [`AppError::NotFound`] for an agency out of reach.
    pub fn new(view: &'a View, ask: &'a AskRegister, leaving: bool) -> Result<Self, AppError> {
        view.permit(PERMISSION, Target::Any)?;
        let state = view.state.as_ref();
        if let Some(agency) = &ask.within {
            view.permit_agency(PERMISSION, agency)?;
        }
        let within = ask.within.as_ref().map(|code| state.org.lineage(code));
        let mut reach = Reach::new(view, PERMISSION, leaving);
        let mut people = Reach::new(view, Permission::ViewPeople, false);
        let year = ask.year.map(WorkYear);
        let mut lines = Vec::new();
        let mut open = BTreeSet::new();
        for (at, award) in state.awards.iter().enumerate() {
            let of_year = |year: WorkYear| award.years.is_some_and(|years| years.contains(year));
            let inside = |codes: &BTreeSet<&str>| codes.contains(award.agency.as_str());
            if !year.is_none_or(of_year)
                || !within.as_ref().is_none_or(inside)
                || !reach.sees(&award.agency)
            {
                continue;
            }
            if people.sees(&award.agency) {
                open.insert(award.agency.as_str());
            }
            lines.push((at, award));
        }
        let mut about = About {
            id: "khen-thuong",
            kind: "Danh sách",
            title: "Khen thưởng".to_owned(),
            unit: "dòng khen thưởng",
            columns: COLUMNS,
            states: STATES,
            usual: Some(Order::up("doi-tuong")),
            within: Vec::new(),
        };
        if let Some(agency) = &ask.within {
            let on = year.map_or(view.today, WorkYear::last_day);
            about.title = format!("Khen thưởng của {}", state.name_on(agency, on));
            about
                .within
                .push("gồm các cơ quan trực thuộc, tiền thân".to_owned());
        }
        about.within.push(match ask.year {
            Some(year) => format!("năm công tác {year}"),
            None => "mọi năm".to_owned(),
        });
        Ok(Self {
            view,
            about,
            lines,
            open,
        })
    }

    fn award(&self, row: usize) -> Option<&'a Award> {
        self.lines.get(row).map(|(_, award)| *award)
    }

    /// The day on which names are those of the award's time.
    fn on(award: &Award) -> Date {
        let decided = award.decided_on.map(|date| date.first_day());
        let years = award.years.map(|years| years.to.last_day());
        years.or(decided).unwrap_or(Date::MAX)
    }

    fn subject(&self, award: &Award) -> Cell {
        let state = self.view.state.as_ref();
        let person = award.kind == "ca_nhan";
        let Some(code) = award.subject.as_deref() else {
            // A count without names: `Cá nhân, Phòng THADS khu vực`.
            let labels = &state.catalogue.labels;
            let mut words = labels.word("doi_tuong", &award.kind).to_owned();
            if let Some(level) = &award.level {
                words.push_str(&format!(", {}", labels.words("cap", level)));
            }
            return Cell::text(format!("{words} (không nêu tên)"));
        };
        let mut cell = Cell::text(state.name_on(code, Self::on(award)));
        if person && state.people.contains_key(code) && self.open.contains(award.agency.as_str()) {
            cell.link = self
                .view
                .permit_person(Permission::ViewPeople, code)
                .is_ok()
                .then(|| format!("/ca-nhan/{}", part(code)));
        }
        cell.person = person;
        cell
    }

    fn names(&self, codes: &str, name: impl Fn(&str) -> String) -> String {
        codes.split(';').map(name).collect::<Vec<_>>().join(" và ")
    }
}

impl Source for Register<'_> {
    fn about(&self) -> &About {
        &self.about
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str> {
        let Some(award) = self.award(row) else {
            return Cow::Borrowed("");
        };
        Cow::Borrowed(match column.id {
            "doi-tuong" => match &award.subject {
                Some(code) => code,
                None => {
                    let level = award.level.as_deref().unwrap_or_default();
                    return Cow::Owned(format!("/{}/{level}", award.kind));
                }
            },
            "khen-thuong" => &award.award,
            "nam-thanh-tich" => {
                return Cow::Owned(
                    award
                        .years
                        .map(|years| years.to_string())
                        .unwrap_or_default(),
                );
            }
            "co-quan" => &award.agency,
            "loai" => &award.kind,
            "loai-thanh-tich" => award.occasion.as_deref().unwrap_or_default(),
            "so-luong" => {
                return Cow::Owned(
                    award
                        .count
                        .map(|count| count.to_string())
                        .unwrap_or_default(),
                );
            }
            "cap-quyet-dinh" => award.authority.as_deref().unwrap_or_default(),
            "quyet-dinh" => award.decision.as_deref().unwrap_or_default(),
            "ngay" => {
                let day = award.decided_on.map(|date| date.to_string());
                return Cow::Owned(day.unwrap_or_default());
            }
            STATE => &award.status,
            _ => award.note.as_deref().unwrap_or_default(),
        })
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(award) = self.award(row) else {
            return Cell::default();
        };
        let state = self.view.state.as_ref();
        let labels = &state.catalogue.labels;
        match column.id {
            "doi-tuong" => self.subject(award),
            "khen-thuong" => Cell::text(self.names(&award.award, |code| {
                let known = state.catalogue.award(code);
                known.map_or_else(|| code.to_owned(), |award| award.name.clone())
            })),
            "nam-thanh-tich" => Cell::maybe(award.years.map(|years| years.vn())),
            "co-quan" => Cell::text(state.name_on(&award.agency, Self::on(award))),
            "loai" => Cell::text(labels.word("doi_tuong", &award.kind)),
            "loai-thanh-tich" => Cell::maybe(
                award
                    .occasion
                    .as_ref()
                    .map(|codes| labels.words("khen-thuong.loai_thanh_tich", codes)),
            ),
            "so-luong" => award.count.map_or_else(Cell::default, Cell::count),
            "cap-quyet-dinh" => Cell::maybe(
                award
                    .authority
                    .as_ref()
                    .map(|codes| self.names(codes, |code| state.name_on(code, Self::on(award)))),
            ),
            "quyet-dinh" => match &award.decision {
                Some(code) if state.documents.contains_key(code) => {
                    Cell::text(state.cited(code)).leading(format!("/van-ban/{}", part(code)))
                }
                decision => Cell::maybe(decision.as_deref()),
            },
            "ngay" => Cell::date(award.decided_on),
            _ => Cell::maybe(award.note.as_deref()),
        }
    }

    fn state(&self, row: usize) -> usize {
        let status = self.award(row).map_or("", |award| award.status.as_str());
        self.about.state(status).unwrap_or(0)
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        match self.lines.get(row) {
            Some((_, award)) if award.code.is_some() => {
                Cow::Borrowed(award.code.as_deref().unwrap_or_default())
            }
            // Rows are only ever added, so that a place names its row for good.
            Some((at, _)) => Cow::Owned(format!("@{at}")),
            None => Cow::Borrowed(""),
        }
    }
}
