//! The list of people: who serves, or served, in the agencies in reach.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use thidua_domain::access::Target;
use thidua_domain::people::{Person, Post};

use super::PERMISSION;
use crate::AppError;
use crate::listing::{
    About, Cell, Column, Kind, Order, Reach, Ready, STATE, Source, State, Tone, at, part,
};
use crate::state::{State as Held, View};

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

/// A person in the list of a day. Whose line it is says its place: that of the person among all people.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Place of the post shown among the person's posts.
    post: Option<u32>,
    state: u8,
    /// Number of the agency whose readers may read the person; `None`: nobody's.
    home: Option<u32>,
}

/// All people on a day, whoever reads: the state keeps it.
#[derive(Debug)]
pub(crate) struct Everybody {
    lines: Vec<Line>,
    homes: Vec<String>,
    ready: Ready,
}

impl Everybody {
    /// The list of a day, readable as today's posts decide.
    pub(crate) fn new(state: &Held, on: Date, today: Date) -> Self {
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut homes = Vec::new();
        let mut lines = Vec::with_capacity(state.people.len());
        for person in state.people.values() {
            // Who may be read is decided by today's post, whatever day is shown.
            let now = person.on(today).or(person.posts.last());
            let home = now.map(|post| {
                let next = u32::try_from(homes.len()).unwrap_or(u32::MAX);
                *known.entry(&post.agency).or_insert_with(|| {
                    homes.push(post.agency.clone());
                    next
                })
            });
            let (post, state) = shown(person, on);
            lines.push(Line { post, state, home });
        }
        let whole = Whole {
            state,
            about: about(),
            on,
            lines: &lines,
        };
        let ready = Ready::new(&whole);
        Self {
            lines,
            homes,
            ready,
        }
    }
}

fn about() -> About {
    About {
        id: "nhan-su",
        kind: "Danh sách",
        title: "Nhân sự".to_owned(),
        unit: "người",
        columns: COLUMNS,
        states: STATES,
        usual: Some(Order::up("ho-ten")),
        within: Vec::new(),
    }
}

/// The list of people.
pub struct People<'a> {
    view: &'a View,
    about: About,
    on: Date,
    all: Arc<Everybody>,
    /// Places of the people in reach.
    places: Vec<u32>,
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
        let all = state.everybody(ask.on, view.today);
        let places = in_reach(view, ask, &all, leaving);
        let mut about = about();
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
            all,
            places,
        })
    }

    fn shown(&self, row: usize) -> Option<Shown<'_>> {
        let place = at(*self.places.get(row)?);
        Shown::new(&self.view.state, self.on, place, self.all.lines.get(place)?)
    }
}

/// Places of the people the reader may see.
fn in_reach(view: &View, ask: &AskPeople, all: &Everybody, leaving: bool) -> Vec<u32> {
    let state = view.state.as_ref();
    let reach = Reach::new(view, PERMISSION, leaving);
    let open: Vec<bool> = all.homes.iter().map(|code| reach.allows(code)).collect();
    let own = view.actor.person.as_deref().filter(|_| !leaving);
    let own = own.and_then(|code| state.people.place(code));
    let agencies = all.ready.column(about().column("co-quan"));
    let inside = ask.within.as_ref().zip(agencies).map(|(code, agencies)| {
        let codes = state.org.lineage(code);
        let numbers = 0..u32::try_from(agencies.len()).unwrap_or(u32::MAX);
        let inside = numbers.map(|number| codes.contains(agencies.raw(number)));
        (agencies, inside.collect::<Vec<bool>>())
    });
    let sees = |home: u32| open.get(at(home)).copied().unwrap_or_default();
    let within = |place: u32| {
        inside.as_ref().is_none_or(|(agencies, inside)| {
            let inside = inside.get(at(agencies.of(place)));
            inside.copied().unwrap_or_default()
        })
    };
    let lines = (0_u32..).zip(&all.lines);
    lines
        .filter(|(place, line)| line.home.is_some_and(sees) || own == Some(at(*place)))
        .filter(|(place, _)| within(*place))
        .map(|(place, _)| place)
        .collect()
}

/// The place of the post of a day, else of the nearest one told, and the state it means.
fn shown(person: &Person, on: Date) -> (Option<u32>, u8) {
    let posts = &person.posts;
    let place = |place: Option<usize>| place.and_then(|place| u32::try_from(place).ok());
    let held = posts.iter().position(|post| post.validity.contains(on));
    if held.is_some() {
        return (place(held), 0);
    }
    let begun = |post: &Post| post.validity.from.is_none_or(|from| from.first_day() <= on);
    match posts.iter().rposition(begun) {
        Some(begun) => (place(Some(begun)), 1),
        None => (place((!posts.is_empty()).then_some(0)), 2),
    }
}

/// A line with what it is about.
struct Shown<'a> {
    state: &'a Held,
    on: Date,
    person: &'a Person,
    post: Option<&'a Post>,
    standing: usize,
}

impl<'a> Shown<'a> {
    fn new(state: &'a Held, on: Date, place: usize, line: &Line) -> Option<Self> {
        let person = state.people.at(place)?;
        Some(Self {
            state,
            on,
            person,
            post: line.post.and_then(|post| person.posts.get(at(post))),
            standing: usize::from(line.state),
        })
    }

    fn raw(&self, column: &'static Column) -> Cow<'a, str> {
        let of_post = |get: fn(&Post) -> Option<&str>| self.post.and_then(get).unwrap_or_default();
        Cow::Borrowed(match column.id {
            // Namesakes are told apart: their pages are.
            "ho-ten" | "ma" => &self.person.code,
            "co-quan" => of_post(|post| Some(&post.agency)),
            "chuc-vu" => of_post(|post| post.post.as_deref()),
            "chuc-danh" => of_post(|post| post.title.as_deref()),
            "nhom" => of_post(|post| post.group.as_deref()),
            "gioi-tinh" => self.person.gender.as_deref().unwrap_or_default(),
            STATE => STATES.get(self.standing).map_or("", |state| state.code),
            "ngay-sinh" => return day(self.person.born),
            _ => return day(self.post.and_then(|post| post.validity.from)),
        })
    }

    fn cell(&self, column: &'static Column) -> Cell {
        let labels = &self.state.catalogue.labels;
        let word =
            |list: &str, code: Option<&str>| Cell::maybe(code.map(|code| labels.word(list, code)));
        let (person, post) = (self.person, self.post);
        match column.id {
            "ho-ten" => {
                let name = post.map_or(person.name(), |post| post.name.as_str());
                Cell::text(name).leading(format!("/ca-nhan/{}", part(&person.code)))
            }
            "ma" => Cell::text(person.code.as_str()),
            "co-quan" => Cell::maybe(post.map(|post| self.state.name_on(&post.agency, self.on))),
            "chuc-vu" => Cell::maybe(post.and_then(|post| post.post.as_deref())),
            "chuc-danh" => Cell::maybe(post.and_then(|post| post.title.as_deref())),
            "nhom" => word("nhan-su.nhom", post.and_then(|post| post.group.as_deref())),
            "gioi-tinh" => word("nhan-su.gioi_tinh", person.gender.as_deref()),
            "ngay-sinh" => Cell::date(person.born),
            _ => Cell::date(post.and_then(|post| post.validity.from)),
        }
    }
}

impl Source for People<'_> {
    fn about(&self) -> &About {
        &self.about
    }

    fn len(&self) -> usize {
        self.places.len()
    }

    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str> {
        self.shown(row)
            .map_or(Cow::Borrowed(""), |shown| shown.raw(column))
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        self.shown(row)
            .map_or_else(Cell::default, |shown| shown.cell(column))
    }

    fn state(&self, row: usize) -> usize {
        let line = self
            .places
            .get(row)
            .and_then(|place| self.all.lines.get(at(*place)));
        line.map_or(0, |line| usize::from(line.state))
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        let person = self
            .places
            .get(row)
            .and_then(|place| self.view.state.people.at(at(*place)));
        Cow::Borrowed(person.map_or("", |person| &person.code))
    }

    fn ready(&self) -> Option<(&Ready, &[u32])> {
        Some((&self.all.ready, &self.places))
    }
}

/// All people, before anything is ready.
struct Whole<'a> {
    state: &'a Held,
    about: About,
    on: Date,
    lines: &'a [Line],
}

impl Whole<'_> {
    fn shown(&self, row: usize) -> Option<Shown<'_>> {
        Shown::new(self.state, self.on, row, self.lines.get(row)?)
    }
}

impl Source for Whole<'_> {
    fn about(&self) -> &About {
        &self.about
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str> {
        self.shown(row)
            .map_or(Cow::Borrowed(""), |shown| shown.raw(column))
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        self.shown(row)
            .map_or_else(Cell::default, |shown| shown.cell(column))
    }

    fn state(&self, row: usize) -> usize {
        self.lines
            .get(row)
            .map_or(0, |line| usize::from(line.state))
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        let person = self.state.people.at(row);
        Cow::Borrowed(person.map_or("", |person| &person.code))
    }
}

/// A day as what tells it from others.
fn day(date: Option<thidua_domain::time::PartialDate>) -> Cow<'static, str> {
    Cow::Owned(date.map(|date| date.to_string()).unwrap_or_default())
}
