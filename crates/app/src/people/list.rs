//! The list of people: who serves, or served, in the agencies in reach.

use std::borrow::Cow;

use jiff::civil::Date;
use thidua_domain::access::Target;
use thidua_domain::people::{Person, Post};

use super::PERMISSION;
use crate::AppError;
use crate::listing::{About, Cell, Column, Kind, Order, Reach, STATE, Source, State, Tone, part};
use crate::state::View;

/// Which people are asked for.
#[derive(Clone, Debug)]
pub struct AskPeople {
    /// Only those of this agency and of what is below it.
    pub within: Option<String>,
    /// The day whose posts are shown.
    pub on: Date,
}

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("ho-ten", "Họ và tên", Kind::Name, 34).searched(),
    Column::new("ma", "Mã", Kind::Code, 18).searched().more(),
    Column::new("co-quan", "Cơ quan", Kind::Text, 42)
        .searched()
        .filtered(),
    Column::new("chuc-vu", "Chức vụ", Kind::Text, 26).searched(),
    Column::new("chuc-danh", "Chức danh", Kind::Text, 26)
        .searched()
        .filtered(),
    Column::new("nhom", "Nhóm", Kind::Text, 22).filtered(),
    Column::new("gioi-tinh", "Giới tính", Kind::Text, 12)
        .filtered()
        .more(),
    Column::new("ngay-sinh", "Ngày sinh", Kind::Date, 18).more(),
    Column::new("tu-ngay", "Từ ngày", Kind::Date, 18).more(),
    Column::state(),
];

const STATES: &[State] = &[
    State::new("dang-cong-tac", "Đang công tác", Tone::Ok),
    State::new("da-thoi", "Đã thôi, chuyển, nghỉ", Tone::Off),
    State::new("chua-den-ngay", "Chưa đến ngày", Tone::Wait),
];

struct Line<'a> {
    person: &'a Person,
    post: Option<&'a Post>,
    state: usize,
}

/// The list of people.
pub struct People<'a> {
    view: &'a View,
    about: About,
    on: Date,
    lines: Vec<Line<'a>>,
}

impl<'a> People<'a> {
    /// The people in reach; nobody else is even counted.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] for who may read no people at all, [`AppError::NotFound`] for an agency out of
    /// reach.
    pub fn new(view: &'a View, ask: &'a AskPeople, leaving: bool) -> Result<Self, AppError> {
        match view.permit(PERMISSION, Target::Any) {
            // Everyone may read the own row.
            Err(AppError::NotFound) if view.actor.person.is_some() && !leaving => {}
            permitted => permitted?,
        }
        let state = view.state.as_ref();
        if let Some(agency) = &ask.within {
            view.permit_agency(PERMISSION, agency)?;
        }
        let within = ask.within.as_ref().map(|code| state.org.lineage(code));
        let mut reach = Reach::new(view, PERMISSION, leaving);
        let mut lines = Vec::new();
        for person in state.people.values() {
            // Who may be read is decided by today's post, whatever day is shown.
            let now = person.on(view.today).or(person.posts.last());
            let own = view.actor.person.as_deref() == Some(person.code.as_str()) && !leaving;
            if !own && !now.is_some_and(|post| reach.sees(&post.agency)) {
                continue;
            }
            let (post, state) = shown(person, ask.on);
            let inside = |codes: &std::collections::BTreeSet<&str>| {
                post.is_some_and(|post| codes.contains(post.agency.as_str()))
            };
            if within.as_ref().is_none_or(inside) {
                lines.push(Line {
                    person,
                    post,
                    state,
                });
            }
        }
        let mut about = About {
            id: "nhan-su",
            kind: "Danh sách",
            title: "Nhân sự".to_owned(),
            unit: "người",
            columns: COLUMNS,
            states: STATES,
            usual: Some(Order::up("ho-ten")),
            within: Vec::new(),
        };
        if let Some(agency) = &ask.within {
            about.title = format!("Nhân sự {}", state.name_on(agency, ask.on));
            about.within.push("gồm các cơ quan trực thuộc".to_owned());
        }
        if ask.on != view.today {
            about
                .within
                .push(format!("vào ngày {}", ask.on.strftime("%d/%m/%Y")));
        }
        Ok(Self {
            view,
            about,
            on: ask.on,
            lines,
        })
    }
}

/// The post of a day, else the nearest one told, and the state it means.
fn shown(person: &Person, on: Date) -> (Option<&Post>, usize) {
    if let Some(post) = person.on(on) {
        return (Some(post), 0);
    }
    let begun = |post: &&Post| post.validity.from.is_none_or(|from| from.first_day() <= on);
    match person.posts.iter().rfind(begun) {
        Some(post) => (Some(post), 1),
        None => (person.posts.first(), 2),
    }
}

impl Source for People<'_> {
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
        let of_post = |get: fn(&Post) -> Option<&str>| line.post.and_then(get).unwrap_or_default();
        Cow::Borrowed(match column.id {
            // Namesakes are told apart: their pages are.
            "ho-ten" | "ma" => &line.person.code,
            "co-quan" => of_post(|post| Some(&post.agency)),
            "chuc-vu" => of_post(|post| post.post.as_deref()),
            "chuc-danh" => of_post(|post| post.title.as_deref()),
            "nhom" => of_post(|post| post.group.as_deref()),
            "gioi-tinh" => line.person.gender.as_deref().unwrap_or_default(),
            STATE => STATES.get(line.state).map_or("", |state| state.code),
            "ngay-sinh" => return day(line.person.born),
            _ => return day(line.post.and_then(|post| post.validity.from)),
        })
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(line) = self.lines.get(row) else {
            return Cell::default();
        };
        let labels = &self.view.state.catalogue.labels;
        let word =
            |list: &str, code: Option<&str>| Cell::maybe(code.map(|code| labels.word(list, code)));
        let post = line.post;
        match column.id {
            "ho-ten" => {
                let name = post.map_or(line.person.name(), |post| post.name.as_str());
                Cell::text(name).leading(format!("/ca-nhan/{}", part(&line.person.code)))
            }
            "ma" => Cell::text(line.person.code.as_str()),
            "co-quan" => {
                Cell::maybe(post.map(|post| self.view.state.name_on(&post.agency, self.on)))
            }
            "chuc-vu" => Cell::maybe(post.and_then(|post| post.post.as_deref())),
            "chuc-danh" => Cell::maybe(post.and_then(|post| post.title.as_deref())),
            "nhom" => word("nhan-su.nhom", post.and_then(|post| post.group.as_deref())),
            "gioi-tinh" => word("nhan-su.gioi_tinh", line.person.gender.as_deref()),
            "ngay-sinh" => Cell::date(line.person.born),
            _ => Cell::date(post.and_then(|post| post.validity.from)),
        }
    }

    fn state(&self, row: usize) -> usize {
        self.lines.get(row).map_or(0, |line| line.state)
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.lines.get(row).map_or("", |line| &line.person.code))
    }
}

/// A day as what tells it from others.
fn day(date: Option<thidua_domain::time::PartialDate>) -> Cow<'static, str> {
    Cow::Owned(date.map(|date| date.to_string()).unwrap_or_default())
}
