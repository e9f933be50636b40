//! The list of quality ratings.

use std::borrow::Cow;

use thidua_domain::access::{Permission, Target};
use thidua_domain::rating::{Level, Rating};
use thidua_domain::time::WorkYear;

use super::{PERMISSION, post_of, sees};
use crate::AppError;
use crate::listing::{About, Cell, Column, Kind, Order, STATE, Source, State, Tone, part};
use crate::state::View;

/// Which ratings are asked for.
#[derive(Clone, Debug, Default)]
pub struct AskRatings {
    /// Only those of this agency and of what is below it.
    pub within: Option<String>,
    /// Only this year; `None`: every year.
    pub year: Option<i16>,
}

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("doi-tuong", "Người, tập thể", Kind::Text, 34).searched(),
    Column::new("loai", "Tập thể, cá nhân", Kind::Text, 14)
        .filtered()
        .more(),
    Column::new("co-quan", "Cơ quan", Kind::Text, 40)
        .searched()
        .filtered(),
    Column::new("nam", "Năm", Kind::Text, 10).filtered(),
    Column::new("muc", "Mức xếp loại", Kind::Text, 30).filtered(),
    Column::new("nhom", "Nhóm nhiệm vụ", Kind::Text, 24)
        .searched()
        .filtered()
        .more(),
    Column::new("van-ban", "Văn bản", Kind::Text, 30).searched(),
    Column::new("ghi-chu", "Ghi chú", Kind::Text, 36)
        .searched()
        .more(),
    Column::state(),
];

/// In the order of [`Level::ALL`], and those whose level was not told.
const STATES: &[State] = &[
    State::new("htxsnv", "Xuất sắc", Tone::Ok),
    State::new("httnv", "Tốt", Tone::Ok),
    State::new("htnv", "Hoàn thành", Tone::Info),
    State::new("khtnv", "Không hoàn thành", Tone::Bad),
    State::new("chua-ro", "Chưa nêu mức", Tone::Wait),
];

/// The ratings in reach.
pub struct Ratings<'a> {
    view: &'a View,
    about: About,
    lines: Vec<&'a Rating>,
}

/// Where a subject was rated: the post of the year, or the collective itself.
fn agency<'a>(view: &'a View, rating: &'a Rating) -> &'a str {
    let person = view.state.people.get(&rating.subject);
    let post = person.and_then(|person| post_of(person, rating.year, view.today));
    post.map_or(&rating.subject, |post| &post.agency)
}

impl<'a> Ratings<'a> {
    /// The ratings the reader may see.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] for who may read neither people nor awards, [`AppError::NotFound`] for an
    /// agency out of reach.
    pub fn new(view: &'a View, ask: &'a AskRatings, leaving: bool) -> Result<Self, AppError> {
        match view.permit(PERMISSION, Target::Any) {
            // Everyone may read the own ratings.
            Err(AppError::NotFound) if view.actor.person.is_some() && !leaving => {}
            permitted => permitted?,
        }
        if leaving {
            view.permit(Permission::Print, Target::Any)?;
        }
        let state = view.state.as_ref();
        if let Some(agency) = &ask.within {
            view.permit_agency(PERMISSION, agency)?;
        }
        let within = ask.within.as_ref().map(|code| state.org.lineage(code));
        let year = ask.year.map(WorkYear);
        let mut lines = Vec::new();
        for (subject, rows) in state.ratings.iter() {
            let wanted = |row: &&Rating| year.is_none_or(|year| row.year == year);
            let mut rows = rows.iter().filter(wanted).peekable();
            if rows.peek().is_none() || !sees(view, subject) {
                continue;
            }
            let inside = |row: &&Rating| {
                let within = within.as_ref();
                within.is_none_or(|codes| codes.contains(agency(view, row)))
            };
            lines.extend(rows.filter(inside));
        }
        let mut about = About {
            id: "xep-loai",
            kind: "Danh sách",
            title: "Xếp loại chất lượng".to_owned(),
            unit: "kết quả xếp loại",
            columns: COLUMNS,
            states: STATES,
            usual: Some(Order::up("doi-tuong")),
            within: Vec::new(),
        };
        if let Some(agency) = &ask.within {
            about.title = format!(
                "Xếp loại chất lượng – {}",
                state.name_on(agency, view.today)
            );
            about.within.push("gồm các cơ quan trực thuộc".to_owned());
        }
        about.within.push(match ask.year {
            Some(year) => format!("năm {year}"),
            None => "mọi năm".to_owned(),
        });
        Ok(Self { view, about, lines })
    }
}

impl Source for Ratings<'_> {
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
        Cow::Borrowed(match column.id {
            // A collective leads to its own row.
            "doi-tuong" => &line.key,
            "loai" => match self.view.state.people.contains_key(&line.subject) {
                true => "ca_nhan",
                false => "tap_the",
            },
            "co-quan" => agency(self.view, line),
            "nam" => return Cow::Owned(line.year.0.to_string()),
            "muc" => line.level.map_or("", Level::code),
            "nhom" => line.group.as_deref().unwrap_or_default(),
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
        let labels = &state.catalogue.labels;
        let person = state.people.contains_key(&line.subject);
        match column.id {
            "doi-tuong" => {
                let name = state.name_on(&line.subject, line.year.last_day());
                let path = match person {
                    true => format!("/ca-nhan/{}", part(&line.subject)),
                    false => format!("/du-lieu/danh-gia/lich-su?khoa={}", part(&line.key)),
                };
                let mut cell = Cell::text(name).leading(path);
                cell.person = person;
                cell
            }
            "loai" => {
                let code = if person { "ca_nhan" } else { "tap_the" };
                Cell::text(labels.word("doi_tuong", code))
            }
            "co-quan" => Cell::text(state.name_on(agency(self.view, line), line.year.last_day())),
            "nam" => Cell::text(line.year.0.to_string()),
            "muc" => {
                let level = line.level.map(Level::code);
                let word = level.map(|level| labels.word("danh-gia.muc_xep_loai", level));
                Cell::maybe(word)
            }
            "nhom" => Cell::maybe(line.group.as_deref()),
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
        let level = self.lines.get(row).and_then(|line| line.level);
        let place = level.and_then(|level| Level::ALL.iter().position(|known| *known == level));
        place.unwrap_or(Level::ALL.len())
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.lines.get(row).map_or("", |line| &line.key))
    }
}
