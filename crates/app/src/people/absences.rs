//! The list of those who were away: maternity leave, secondment, retirement, long training.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::{Permission, Target};
use thidua_domain::people::absence::Away;

use super::PERMISSION;
use crate::AppError;
use crate::listing::{About, Cell, Column, Kind, Order, STATE, Source, State, Tone, part};
use crate::state::View;

/// An absence as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AbsenceLine {
    /// Code of `Loại`.
    pub kind: String,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// The paper, as cited.
    pub document: Option<String>,
    /// Key of its record.
    #[serde(skip)]
    pub key: String,
}

/// The absences of a person, oldest first; who reads the person's file reads them.
pub(super) fn absences(view: &View, person: &str) -> Vec<AbsenceLine> {
    let state = view.state.as_ref();
    let line = |row: &Away| AbsenceLine {
        kind: row.kind.clone(),
        from: row.validity.from.map(|day| day.to_string()),
        to: row.validity.to.map(|day| day.to_string()),
        document: row.document.as_ref().map(|paper| state.cited(paper)),
        key: row.key.clone(),
    };
    let rows = state.absences.get(person);
    rows.into_iter().flatten().map(line).collect()
}

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("ho-ten", "Họ và tên", Kind::Name, 30).searched(),
    Column::new("co-quan", "Cơ quan", Kind::Text, 38)
        .searched()
        .filtered(),
    Column::new("loai", "Trường hợp", Kind::Text, 26).filtered(),
    Column::new("tu-ngay", "Từ ngày", Kind::Date, 16),
    Column::new("den-ngay", "Đến ngày", Kind::Date, 16),
    Column::new("van-ban", "Quyết định", Kind::Text, 28).searched(),
    Column::new("ghi-chu", "Ghi chú", Kind::Text, 36)
        .searched()
        .more(),
    Column::state(),
];

const STATES: &[State] = &[
    State::new("dang", "Đang diễn ra", Tone::Info),
    State::new("chua-den", "Chưa đến ngày", Tone::Wait),
    State::new("het", "Đã kết thúc", Tone::Off),
];

/// The absences in reach.
pub struct Absences<'a> {
    view: &'a View,
    about: About,
    lines: Vec<&'a Away>,
}

/// Where a person belongs today, or belonged last.
fn agency<'a>(view: &'a View, person: &str) -> &'a str {
    let person = view.state.people.get(person);
    let post = person.and_then(|person| person.on(view.today).or(person.posts.last()));
    post.map_or("", |post| post.agency.as_str())
}

impl<'a> Absences<'a> {
    /// The absences of people the reader may see, of an agency with what is below where one is named.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] without the permission, [`AppError::NotFound`] for an agency out of reach.
    pub fn new(view: &'a View, within: Option<&str>, leaving: bool) -> Result<Self, AppError> {
        view.permit(PERMISSION, Target::Any)?;
        if leaving {
            view.permit(Permission::Print, Target::Any)?;
        }
        let state = view.state.as_ref();
        let codes = match within {
            None => None,
            Some(code) => {
                view.permit_agency(PERMISSION, code)?;
                let found = state.org.find(code);
                found.map(|agency| state.org.lineage(&agency.code))
            }
        };
        let mine = state.absences.iter().filter(|(person, _)| {
            let place = agency(view, person);
            let prints = || view.permit_agency(Permission::Print, place).is_ok();
            codes.as_ref().is_none_or(|codes| codes.contains(place))
                && view.permit_person(PERMISSION, person).is_ok()
                && (!leaving || prints())
        });
        let mut about = About {
            id: "vang-mat",
            kind: "Danh sách",
            title: "Nghỉ, biệt phái, đi học dài hạn".to_owned(),
            unit: "trường hợp",
            columns: COLUMNS,
            states: STATES,
            usual: Some(Order::down("tu-ngay")),
            within: Vec::new(),
        };
        if let Some(code) = within {
            about.title = format!("{} – {}", about.title, state.name_on(code, view.today));
            about.within.push("gồm các cơ quan trực thuộc".to_owned());
        }
        Ok(Self {
            view,
            about,
            lines: mine.flat_map(|(_, rows)| rows).collect(),
        })
    }
}

impl Source for Absences<'_> {
    fn about(&self) -> &About {
        &self.about
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str> {
        let Some(line) = self.lines.get(row) else {
            return Cow::Borrowed("");
        };
        let day = |day: Option<thidua_domain::time::PartialDate>| {
            Cow::Owned(day.map(|day| day.to_string()).unwrap_or_default())
        };
        Cow::Borrowed(match column.id {
            "ho-ten" => &line.person,
            "co-quan" => agency(self.view, &line.person),
            "loai" => &line.kind,
            "tu-ngay" => return day(line.validity.from),
            "den-ngay" => return day(line.validity.to),
            "van-ban" => line.document.as_deref().unwrap_or_default(),
            STATE => STATES.get(self.state(row)).map_or("", |state| state.code),
            _ => line.note.as_deref().unwrap_or_default(),
        })
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(line) = self.lines.get(row) else {
            return Cell::default();
        };
        let state = self.view.state.as_ref();
        match column.id {
            "ho-ten" => {
                let name = state.name_on(&line.person, self.view.today);
                Cell::text(name).leading(format!("/ca-nhan/{}", part(&line.person)))
            }
            "co-quan" => {
                Cell::text(state.name_on(agency(self.view, &line.person), self.view.today))
            }
            "loai" => Cell::text(state.catalogue.labels.word("vang-mat.loai", &line.kind)),
            "tu-ngay" => Cell::date(line.validity.from),
            "den-ngay" => Cell::date(line.validity.to),
            "van-ban" => match &line.document {
                Some(code) if state.documents.contains_key(code) => {
                    Cell::text(state.cited(code)).leading(format!("/van-ban/{}", part(code)))
                }
                document => Cell::maybe(document.as_deref()),
            },
            _ => Cell::maybe(line.note.as_deref()),
        }
    }

    fn state(&self, row: usize) -> usize {
        let Some(line) = self.lines.get(row) else {
            return 0;
        };
        let today = self.view.today;
        let begun = |from: thidua_domain::time::PartialDate| from.first_day() <= today;
        match (line.validity.from.is_none_or(begun), line.is_over(today)) {
            (true, false) => 0,
            (false, _) => 1,
            (true, true) => 2,
        }
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.lines.get(row).map_or("", |line| &line.key))
    }
}
