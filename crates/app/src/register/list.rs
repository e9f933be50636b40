//! The list of awards, row by row as they were told.

mod cells;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use thidua_domain::access::{Permission, Target};
use thidua_domain::amount::Decimal;
use thidua_domain::bundle::Values;
use thidua_domain::pivot::Amount;
use thidua_domain::register::Award;
use thidua_domain::time::{WorkYear, YearSpan};

use self::cells::{CANCELLED, FORM, GENDER, GROUP, rank, raw};
pub(crate) use self::cells::{cell, subject_link};
use super::awards::PERMISSION;
use crate::AppError;
use crate::listing::{
    About, Cell, Column, Kind, LEVEL, Order, PROVINCE, Reach, Ready, Source, State, Tone, at,
};
use crate::record;
use crate::state::{State as Held, View};

/// The measure of pivots that adds up how many awards each row tells.
pub(crate) const COUNT: &str = "so-luong";
/// The sheet of awards.
const NAME: &str = "khen-thuong";

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
        .grouped()
        .more(),
    Column::new("quyet-dinh", "Quyết định", Kind::Text, 30).searched(),
    Column::new("ngay", "Ngày quyết định", Kind::Date, 18),
    Column::new("ghi-chu", "Ghi chú", Kind::Text, 40)
        .searched()
        .more(),
    Column::new(FORM, "Danh hiệu hay hình thức", Kind::Text, 22)
        .grouped()
        .more(),
    Column::new(PROVINCE, "THADS tỉnh, thành phố", Kind::Text, 36)
        .grouped()
        .more(),
    Column::new(LEVEL, "Cấp cơ quan", Kind::Text, 24)
        .grouped()
        .more(),
    Column::new("cap-doi-tuong", "Cấp của đối tượng", Kind::Text, 24)
        .grouped()
        .more(),
    Column::new(GENDER, "Giới tính", Kind::Text, 10)
        .grouped()
        .more(),
    Column::new(GROUP, "Nhóm đối tượng", Kind::Text, 20)
        .grouped()
        .more(),
    Column::new("trong-nganh", "Trong hay ngoài ngành", Kind::Text, 16)
        .grouped()
        .more(),
    Column::new("phong-trao", "Phong trào", Kind::Text, 34)
        .grouped()
        .more(),
    Column::state(),
];

/// In the order of `khen-thuong.trang_thai`.
pub(crate) const STATES: &[State] = &[
    State::new("da_tang", "Đã tặng", Tone::Ok),
    State::new("suy_ton", "Được suy tôn", Tone::Info),
    State::new("dang_de_nghi", "Đang đề nghị", Tone::Info),
    State::new("thu_hoi", "Đã hủy bỏ quyết định", Tone::Off),
];

/// All rows of a year, or of all years, whoever reads: the state keeps it.
#[derive(Debug)]
pub(crate) struct Everything {
    /// Places in the state's awards.
    rows: Vec<u32>,
    ready: Ready,
}

impl Everything {
    /// The rows that tell of a year; `None`: of all.
    pub(crate) fn new(state: &Held, year: Option<i16>) -> Self {
        let rows: Vec<usize> = match year.map(WorkYear) {
            None => (0..state.awards.len()).collect(),
            Some(year) => {
                let told = |at: &usize| {
                    let years = state.awards.get(*at).and_then(|award| award.years);
                    years.is_some_and(|years| years.contains(year))
                };
                let rows = state.award_index().during(YearSpan::single(year));
                rows.into_iter().filter(told).collect()
            }
        };
        let rows: Vec<u32> = rows
            .into_iter()
            .filter_map(|at| u32::try_from(at).ok())
            .collect();
        let whole = Whole {
            state,
            about: about(),
            rows: &rows,
        };
        let ready = Ready::new(&whole);
        Self { rows, ready }
    }
}

fn about() -> About {
    About {
        id: "khen-thuong",
        kind: "Danh sách",
        title: "Khen thưởng".to_owned(),
        unit: "dòng khen thưởng",
        columns: COLUMNS,
        states: STATES,
        usual: Some(Order::up("doi-tuong")),
        within: Vec::new(),
    }
}

/// The rows of the register in reach.
pub struct Register<'a> {
    view: &'a View,
    about: About,
    all: Arc<Everything>,
    /// Places of the rows in reach among all.
    places: Vec<u32>,
    /// Whether the people of every agency here are open to the reader; asked for when first needed.
    people: OnceLock<bool>,
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
        let all = state.register(ask.year);
        let mut about = about();
        if let Some(agency) = &ask.within {
            let on = ask
                .year
                .map_or(view.today, |year| WorkYear(year).last_day());
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
            places: in_reach(view, ask, &all, leaving),
            people: OnceLock::new(),
            all,
        })
    }

    /// Whether the reader may read who the people are wherever awards are open to them here: what is counted by sex
    /// or post is told of no agency whose people are closed.
    fn reads_people(&self) -> bool {
        let column = COLUMNS.iter().position(|column| column.id == "co-quan");
        let Some(agencies) = self.all.ready.column(column) else {
            return false;
        };
        *self.people.get_or_init(|| {
            let mut seen = HashSet::new();
            let mut numbers = self.places.iter().map(|place| agencies.of(*place));
            numbers.all(|number| {
                let code = agencies.raw(number);
                let reads = || {
                    self.view
                        .permit_agency(Permission::ViewPeople, code)
                        .is_ok()
                };
                !seen.insert(number) || reads()
            })
        })
    }

    fn award(&self, row: usize) -> Option<&'a Award> {
        let row = self.all.rows.get(at(*self.places.get(row)?))?;
        self.view.state.awards.get(at(*row))
    }
}

/// Places of the rows the reader may see.
fn in_reach(view: &View, ask: &AskRegister, all: &Everything, leaving: bool) -> Vec<u32> {
    let column = COLUMNS.iter().position(|column| column.id == "co-quan");
    let Some(agencies) = all.ready.column(column) else {
        return Vec::new();
    };
    let within = ask.within.as_ref().map(|code| view.state.org.lineage(code));
    let reach = Reach::new(view, PERMISSION, leaving);
    let numbers = 0..u32::try_from(agencies.len()).unwrap_or(u32::MAX);
    let open = numbers.map(|number| {
        let code = agencies.raw(number);
        within.as_ref().is_none_or(|codes| codes.contains(code)) && reach.allows(code)
    });
    let open: Vec<bool> = open.collect();
    let sees = |place: &u32| {
        let open = open.get(at(agencies.of(*place)));
        open.copied().unwrap_or_default()
    };
    let places = 0..u32::try_from(all.rows.len()).unwrap_or(u32::MAX);
    places.filter(sees).collect()
}

fn standing(award: &Award) -> usize {
    let own = STATES.iter().position(|state| state.code == award.status);
    own.unwrap_or(0)
}

impl Source for Register<'_> {
    fn about(&self) -> &About {
        &self.about
    }

    fn len(&self) -> usize {
        self.places.len()
    }

    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str> {
        let state = &self.view.state;
        self.award(row)
            .map_or(Cow::Borrowed(""), |award| raw(state, award, column))
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(award) = self.award(row) else {
            return Cell::default();
        };
        if self.withholds(column) {
            return Cell::default();
        }
        let mut cell = cell(&self.view.state, award, column);
        if column.id == "doi-tuong" {
            cell.link = subject_link(self.view, award);
        }
        cell
    }

    fn state(&self, row: usize) -> usize {
        self.award(row).map_or(0, standing)
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        match self.award(row) {
            Some(Award {
                code: Some(code), ..
            }) => Cow::Borrowed(code),
            // Rows are only ever added, so that a place names its row for good.
            Some(_) => {
                let place = self
                    .places
                    .get(row)
                    .and_then(|place| self.all.rows.get(at(*place)));
                Cow::Owned(format!("@{}", place.copied().unwrap_or_default()))
            }
            None => Cow::Borrowed(""),
        }
    }

    fn struck(&self, row: usize) -> bool {
        self.award(row)
            .is_some_and(|award| award.status == CANCELLED)
    }

    fn ready(&self) -> Option<(&Ready, &[u32])> {
        Some((&self.all.ready, &self.places))
    }

    fn withholds(&self, column: &Column) -> bool {
        [GENDER, GROUP].contains(&column.id) && !self.reads_people()
    }

    fn rank(&self, column: &Column, raw: &str) -> Option<u32> {
        rank(&self.view.state, column.id, raw)
    }

    fn amount(&self, row: usize, measure: &str) -> Amount {
        let Some(award) = self.award(row) else {
            return Amount::Apart;
        };
        match (measure, award.count) {
            (COUNT, Some(count)) => Decimal::new(count.into(), 0)
                .map_or(Amount::Untold, |value| Amount::Told { value, exact: true }),
            (COUNT, None) => Amount::Untold,
            _ => Amount::Apart,
        }
    }

    fn form(&self, row: usize) -> Option<String> {
        let place = self.all.rows.get(at(*self.places.get(row)?))?;
        let state = &self.view.state;
        let award = state.awards.get(at(*place))?;
        let record = state.award_records.get(at(*place))?;
        let mut values = Values::default();
        values.set("ma_co_quan", award.agency.as_str());
        let may = record::enters(self.view, NAME) && record::writes(self.view, NAME, &values);
        may.then(|| format!("/du-lieu/{NAME}/sua?khoa={record}"))
    }
}

/// All rows, before anything is ready.
struct Whole<'a> {
    state: &'a Held,
    about: About,
    rows: &'a [u32],
}

impl Whole<'_> {
    fn award(&self, row: usize) -> Option<&Award> {
        self.state.awards.get(at(*self.rows.get(row)?))
    }
}

impl Source for Whole<'_> {
    fn about(&self) -> &About {
        &self.about
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str> {
        self.award(row)
            .map_or(Cow::Borrowed(""), |award| raw(self.state, award, column))
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        self.award(row)
            .map_or_else(Cell::default, |award| cell(self.state, award, column))
    }

    fn state(&self, row: usize) -> usize {
        self.award(row).map_or(0, standing)
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Owned(row.to_string())
    }
}
