//! The payment list of an agency and a year: the awards of the register whose last rewarded year it is, with what each
//! brings. Each award stands in one year's list only, so that no two lists pay it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::register::Award;
use thidua_domain::text::number::group;
use thidua_domain::time::{WorkYear, YearSpan};
use thidua_files::sheet::Value;

use super::pay::{Pay, Standing, Till};
use super::{paper, words};
use crate::listing::{
    About, Cell, Column, Found, Kind, Letter, Order, Reach, STATE, Source, State, Tone, part,
};
use crate::register::list::{cell as award_cell, subject_link};
use crate::report::Printed;
use crate::state::View;
use crate::{AppError, register};

/// What reading a payment list asks for.
pub const PERMISSION: Permission = register::PERMISSION;

/// Which awards are paid.
#[derive(Clone, Debug)]
pub struct AskPayments {
    /// Code of the agency: it, what is below it and what it came from.
    pub agency: String,
    /// Work year.
    pub year: i16,
}

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("doi-tuong", "Người, tập thể được khen", Kind::Text, 34).searched(),
    Column::new("co-quan", "Đơn vị", Kind::Text, 34)
        .searched()
        .filtered(),
    Column::new("khen-thuong", "Danh hiệu, hình thức", Kind::Text, 34)
        .searched()
        .filtered(),
    Column::new("loai", "Tập thể, cá nhân", Kind::Text, 14)
        .filtered()
        .more(),
    Column::new("nam-thanh-tich", "Năm thành tích", Kind::Text, 14).more(),
    Column::new("quyet-dinh", "Quyết định", Kind::Text, 28)
        .searched()
        .filtered(),
    Column::new("ngay", "Ngày quyết định", Kind::Date, 18),
    Column::new("cap-quyet-dinh", "Cấp quyết định", Kind::Text, 28)
        .searched()
        .filtered()
        .more(),
    Column::new("he-so", "Hệ số", Kind::Number, 10),
    Column::new("luong-co-so", "Lương cơ sở", Kind::Number, 18),
    Column::new("so-luong", "Số lượng", Kind::Number, 10).more(),
    Column::new("so-tien", "Số tiền (đồng)", Kind::Number, 20),
    Column::new("can-cu", "Căn cứ", Kind::Text, 36),
    Column::new("xac-nhan", "Đối chiếu bản gốc", Kind::Text, 18)
        .filtered()
        .more(),
    Column::new("ghi-chu", "Ghi chú", Kind::Text, 40).searched(),
    Column::state(),
];

/// In the order of [`Standing`].
const STATES: &[State] = &[
    State::new("duoc-chi", "Được chi", Tone::Ok),
    State::new("muc-toi-da", "Chi tối đa", Tone::Info),
    State::new("chua-neu-ten", "Chưa nêu tên", Tone::Wait),
    State::new("danh-hieu-cao-hon", "Chi theo danh hiệu cao hơn", Tone::Off),
    State::new("chua-tinh-duoc", "Chưa tính được", Tone::Bad),
    State::new("da-huy-bo", "Đã hủy bỏ", Tone::Off),
];

/// Amounts of rows, each kind apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// Code of the unit; empty for all.
    pub unit: String,
    /// Its name.
    pub name: String,
    /// Rows that are paid.
    pub rows: usize,
    /// What is paid to somebody named, ceilings in it, in đồng.
    pub paid: i64,
    /// How much of it is a ceiling.
    pub ceiling: i64,
    /// What awards counted without names come to, apart.
    pub unnamed: i64,
    /// How many those are.
    pub unnamed_count: i64,
    /// Rows that cannot be reckoned.
    pub unknown: usize,
    /// Rows that rest on a value nobody compared with the original.
    pub unconfirmed: usize,
}

impl Sum {
    fn add(&mut self, pay: &Pay) {
        match pay.standing {
            Standing::Paid | Standing::Ceiling => {
                self.rows += 1;
                self.paid = self.paid.saturating_add(pay.amount);
                if pay.standing == Standing::Ceiling {
                    self.ceiling = self.ceiling.saturating_add(pay.amount);
                }
            }
            Standing::Unnamed => {
                self.unnamed = self.unnamed.saturating_add(pay.amount);
                self.unnamed_count = self.unnamed_count.saturating_add(pay.count);
            }
            Standing::Unknown => self.unknown += 1,
            Standing::Higher | Standing::Cancelled => {}
        }
        self.unconfirmed += usize::from(pay.unconfirmed && pay.amount > 0);
    }
}

/// The rows of a payment list in reach.
pub struct Payments<'a> {
    pub(super) view: &'a View,
    pub(super) ask: &'a AskPayments,
    about: About,
    rows: Vec<(usize, Pay)>,
    /// Awards that tell neither a year nor a day: in no year's list.
    pub undated: usize,
}

impl<'a> Payments<'a> {
    /// The awards of an agency's year.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] for who may read no awards, [`AppError::NotFound`] for an agency out of reach.
    pub fn new(view: &'a View, ask: &'a AskPayments, leaving: bool) -> Result<Self, AppError> {
        view.permit_agency(PERMISSION, &ask.agency)?;
        let state = view.state.as_ref();
        let year = WorkYear(ask.year);
        let within = state.org.lineage(&ask.agency);
        let mut reach = Reach::new(view, PERMISSION, leaving);
        let mut till = Till::new(state);
        let mut rows = Vec::new();
        let mut undated = 0;
        for place in state.award_index().during(YearSpan::single(year)) {
            let Some(award) = state.awards.get(place) else {
                continue;
            };
            let decided = matches!(award.status.as_str(), "da_tang" | "thu_hoi");
            let ours = decided && within.contains(award.agency.as_str());
            if !ours || !reach.sees(&award.agency) {
                continue;
            }
            match year_of(award) {
                None => undated += 1,
                Some(own) if own == year => rows.push((place, till.pay(award))),
                Some(_) => {}
            }
        }
        let name = state.label_on(&ask.agency, year.last_day().min(view.today));
        Ok(Self {
            about: About {
                id: "tien-thuong",
                kind: "Danh sách",
                title: format!("Chi tiền thưởng năm {year} của {name}"),
                unit: "dòng khen thưởng",
                columns: COLUMNS,
                states: STATES,
                usual: Some(Order::up("co-quan")),
                within: vec![
                    "gồm các cơ quan trực thuộc, tiền thân".to_owned(),
                    format!("năm thành tích {year}"),
                ],
            },
            view,
            ask,
            rows,
            undated,
        })
    }

    pub(super) fn row(&self, row: usize) -> Option<(&'a Award, &Pay)> {
        let (place, pay) = self.rows.get(row)?;
        Some((self.view.state.awards.get(*place)?, pay))
    }

    /// The sums of found rows: of each unit in the order of its rows, and of all.
    pub fn sums(&self, found: &Found) -> (Vec<Sum>, Sum) {
        let mut units: Vec<Sum> = Vec::new();
        let mut all = Sum::default();
        let state = self.view.state.as_ref();
        for (award, pay) in found.rows.iter().filter_map(|row| self.row(*row)) {
            all.add(pay);
            let at = units.iter().position(|unit| unit.unit == award.agency);
            let at = at.unwrap_or_else(|| {
                units.push(Sum {
                    unit: award.agency.clone(),
                    name: state.label_on(&award.agency, self.view.today),
                    ..Sum::default()
                });
                units.len() - 1
            });
            if let Some(unit) = units.get_mut(at) {
                unit.add(pay);
            }
        }
        (units, all)
    }

    /// Where the articles of an amount stand: the page that reckons it.
    fn proof(award: &Award, pay: &Pay) -> Option<String> {
        let on = pay.on?;
        pay.one.as_ref()?;
        Some(format!(
            "/tien-thuong?khen-thuong={}&doi-tuong={}&ngay={on}",
            part(&award.award),
            part(&award.kind)
        ))
    }
}

/// The one year whose list holds an award: the last it rewards, else that of its decision.
fn year_of(award: &Award) -> Option<WorkYear> {
    let told = award.years.map(|years| years.to);
    told.or(award.decided_on.map(|day| day.work_year()))
}

fn money(dong: i64) -> Cell {
    Cell::number(group(dong), Value::Money(dong.into()))
}

impl Source for Payments<'_> {
    fn about(&self) -> &About {
        &self.about
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str> {
        let Some((award, pay)) = self.row(row) else {
            return Cow::Borrowed("");
        };
        match column.id {
            "co-quan" => Cow::Borrowed(award.agency.as_str()),
            "khen-thuong" => Cow::Borrowed(award.award.as_str()),
            "loai" => Cow::Borrowed(award.kind.as_str()),
            "nam-thanh-tich" => Cow::Owned(
                award
                    .years
                    .map(|years| years.to_string())
                    .unwrap_or_default(),
            ),
            "quyet-dinh" => Cow::Borrowed(award.decision.as_deref().unwrap_or_default()),
            "ngay" => Cow::Owned(
                award
                    .decided_on
                    .map(|day| day.to_string())
                    .unwrap_or_default(),
            ),
            "cap-quyet-dinh" => Cow::Borrowed(award.authority.as_deref().unwrap_or_default()),
            "xac-nhan" => Cow::Borrowed(confirmed(pay)),
            STATE => Cow::Borrowed(
                STATES
                    .get(pay.standing.place())
                    .map_or("", |state| state.code),
            ),
            _ => Cow::Owned(row.to_string()),
        }
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some((award, pay)) = self.row(row) else {
            return Cell::default();
        };
        let state = self.view.state.as_ref();
        let one = pay.one.as_deref();
        let proof = || Self::proof(award, pay);
        match column.id {
            "he-so" => one.map_or_else(Cell::default, |one| {
                let exact = words::coefficient(one.coefficient);
                Cell::number(exact.replace('.', ","), Value::Decimal(exact))
            }),
            "luong-co-so" => one.map_or_else(Cell::default, |one| money(one.base_salary)),
            "so-luong" => Cell::count(pay.count),
            "so-tien" => match pay.standing {
                Standing::Unknown | Standing::Cancelled => Cell::default(),
                _ => Cell {
                    link: proof(),
                    ..money(pay.amount)
                },
            },
            "can-cu" => one.map_or_else(Cell::default, |one| Cell {
                link: proof(),
                ..Cell::text(basis(&one.values, pay))
            }),
            "xac-nhan" => Cell::text(confirmed(pay)),
            "ghi-chu" => Cell::text(crate::report::capital(&pay.note)),
            _ => {
                let mut cell = award_cell(state, award, column);
                if column.id == "doi-tuong" {
                    cell.link = subject_link(self.view, award);
                }
                cell
            }
        }
    }

    fn state(&self, row: usize) -> usize {
        self.row(row).map_or(0, |(_, pay)| pay.standing.place())
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        match self.row(row) {
            Some((award, _)) if award.code.is_some() => {
                Cow::Borrowed(award.code.as_deref().unwrap_or_default())
            }
            // Rows are only ever added, so that a place names its row for good.
            _ => {
                let place = self.rows.get(row).map(|(place, _)| *place);
                Cow::Owned(format!("@{}", place.unwrap_or_default()))
            }
        }
    }

    fn struck(&self, row: usize) -> bool {
        let pay = self.row(row).map(|(_, pay)| pay.standing);
        pay == Some(Standing::Cancelled)
    }

    fn paper(&self, found: &Found, letter: &Letter) -> Option<Result<Printed, AppError>> {
        Some(paper::print(self, found, letter))
    }
}

/// The article of the coefficient first: the other values stand on the page it leads to.
fn basis(values: &[thidua_domain::law::UsedValue], pay: &Pay) -> String {
    let own = words::citation(values.get(..1).unwrap_or_default());
    match pay.unconfirmed {
        true => format!("{own} (chưa đối chiếu bản gốc)"),
        false => own,
    }
}

fn confirmed(pay: &Pay) -> &'static str {
    match (&pay.one, pay.unconfirmed) {
        (None, _) => "",
        (_, true) => "Chưa đối chiếu",
        (_, false) => "Đã đối chiếu",
    }
}

/// The years a payment list may be asked for: those the awards of an agency reward, newest first.
pub fn years(view: &View, agency: &str) -> Vec<i16> {
    let state = view.state.as_ref();
    let within = state.org.lineage(agency);
    let own = state
        .awards
        .iter()
        .filter(|award| within.contains(award.agency.as_str()));
    let years: BTreeSet<i16> = own.filter_map(year_of).map(|year| year.0).collect();
    years.into_iter().rev().collect()
}
