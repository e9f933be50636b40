//! The lists of disciplines, and of those who are not considered for an award yet.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use thidua_domain::access::{Permission, Target};
use thidua_domain::conduct::{Blocker, Discipline, Standing};

use super::{PERMISSION, sees};
use crate::AppError;
use crate::listing::{About, Cell, Column, Kind, Order, STATE, Source, State, Tone, part};
use crate::state::View;

/// Columns of the disciplines.
pub(crate) const DISCIPLINE: &[Column] = &[
    Column::new("ho-ten", "Họ và tên", Kind::Name, 30).searched(),
    Column::new("co-quan", "Cơ quan", Kind::Text, 36)
        .searched()
        .filtered(),
    Column::new("hinh-thuc", "Hình thức", Kind::Text, 18).filtered(),
    Column::new("ngay", "Ngày quyết định", Kind::Date, 16),
    Column::new("het", "Hết hiệu lực", Kind::Date, 16),
    Column::new("noi-dung", "Nội dung", Kind::Text, 44)
        .searched()
        .more(),
    Column::state(),
];

/// Columns of the cases.
pub(crate) const BLOCKERS: &[Column] = &[
    Column::new("doi-tuong", "Người, tập thể", Kind::Text, 30).searched(),
    Column::new("co-quan", "Cơ quan", Kind::Text, 36)
        .searched()
        .filtered(),
    Column::new("loai", "Lý do chưa xét", Kind::Text, 26).filtered(),
    Column::new("tu-ngay", "Từ ngày", Kind::Date, 16),
    Column::new("den-ngay", "Đến ngày", Kind::Date, 16),
    Column::new("de-nghi", "Đề nghị đang dừng", Kind::Number, 14),
    Column::new("ghi-chu", "Ghi chú", Kind::Text, 36)
        .searched()
        .more(),
    Column::state(),
];

const STANDINGS: &[State] = &[
    State::new("con-hieu-luc", "Còn hiệu lực", Tone::Bad),
    State::new("chua-ro", "Chưa rõ ngày hết hiệu lực", Tone::Wait),
    State::new("chua-den", "Chưa đến ngày", Tone::Info),
    State::new("het", "Hết hiệu lực", Tone::Off),
];

const OPENNESS: &[State] = &[
    State::new("dang", "Tạm dừng xét", Tone::Wait),
    State::new("chua-den", "Chưa đến ngày", Tone::Info),
    State::new("het", "Đã kết thúc, xét tiếp", Tone::Off),
];

/// Those of an agency with what is below and what it came from, where one is named.
fn inside<'a>(view: &'a View, within: Option<&str>) -> Result<Option<BTreeSet<&'a str>>, AppError> {
    let Some(code) = within else { return Ok(None) };
    view.permit_agency(PERMISSION, code)?;
    let code = view.state.org.find(code).map(|agency| &agency.code);
    Ok(code.map(|code| view.state.org.lineage(code)))
}

/// Where a person or collective belongs today.
fn agency<'a>(view: &'a View, subject: &'a str) -> &'a str {
    let person = view.state.people.get(subject);
    let post = person.and_then(|person| person.on(view.today).or(person.posts.last()));
    post.map_or(subject, |post| post.agency.as_str())
}

fn place(view: &View, subject: &str) -> Option<String> {
    let known = view.state.people.contains_key(subject);
    known.then(|| view.state.name_on(agency(view, subject), view.today))
}

fn about(
    view: &View,
    id: &'static str,
    title: &str,
    unit: &'static str,
    within: Option<&str>,
) -> About {
    let mut about = About {
        id,
        kind: "Danh sách",
        title: title.to_owned(),
        unit,
        columns: DISCIPLINE,
        states: STANDINGS,
        usual: None,
        within: Vec::new(),
    };
    if let Some(agency) = within {
        about.title = format!("{title} – {}", view.state.name_on(agency, view.today));
        about.within.push("gồm các cơ quan trực thuộc".to_owned());
    }
    about
}

/// The disciplines in reach.
pub struct Disciplines<'a> {
    view: &'a View,
    about: About,
    lines: Vec<&'a Discipline>,
}

impl<'a> Disciplines<'a> {
    /// The disciplines the reader may see; nobody else's is even counted.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] without the permission, [`AppError::NotFound`] for an agency out of reach.
    pub fn new(view: &'a View, within: Option<&str>, leaving: bool) -> Result<Self, AppError> {
        let lines = in_reach(view, &view.state.discipline, within, leaving)?;
        let about = About {
            usual: Some(Order::down("ngay")),
            ..about(view, "ky-luat", "Kỷ luật", "quyết định", within)
        };
        Ok(Self { view, about, lines })
    }
}

/// The rows the reader may see; nobody else's is even counted.
fn in_reach<'a, T>(
    view: &View,
    rows: &'a BTreeMap<String, Vec<T>>,
    within: Option<&str>,
    leaving: bool,
) -> Result<Vec<&'a T>, AppError> {
    may_open(view, leaving)?;
    let codes = inside(view, within)?;
    let mine = rows.iter().filter(|(subject, _)| {
        let codes = codes.as_ref();
        sees(view, subject)
            && leaves(view, subject, leaving)
            && codes.is_none_or(|codes| codes.contains(agency(view, subject)))
    });
    Ok(mine.flat_map(|(_, rows)| rows).collect())
}

/// One's own rows are read on one's own page; the list asks for a role.
fn may_open(view: &View, leaving: bool) -> Result<(), AppError> {
    view.permit(PERMISSION, Target::Any)?;
    if leaving {
        let print = Permission::Print;
        view.permit(print, Target::Any)?;
    }
    Ok(())
}

/// Whether what is stored of somebody may leave the system with the list.
fn leaves(view: &View, subject: &str, leaving: bool) -> bool {
    let print = Permission::Print;
    !leaving || view.permit_agency(print, agency(view, subject)).is_ok()
}

fn day(date: Option<thidua_domain::time::PartialDate>) -> Cow<'static, str> {
    Cow::Owned(date.map(|date| date.to_string()).unwrap_or_default())
}

impl Source for Disciplines<'_> {
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
            "ho-ten" => &line.person,
            "co-quan" => agency(self.view, &line.person),
            "hinh-thuc" => &line.form,
            "ngay" => return day(line.decided_on),
            "het" => return day(line.ends_on),
            STATE => STANDINGS
                .get(self.state(row))
                .map_or("", |state| state.code),
            _ => line.text.as_deref().unwrap_or_default(),
        })
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(line) = self.lines.get(row) else {
            return Cell::default();
        };
        let labels = &self.view.state.catalogue.labels;
        match column.id {
            "ho-ten" => {
                let name = self.view.state.name_on(&line.person, self.view.today);
                Cell::text(name).leading(format!("/ca-nhan/{}", part(&line.person)))
            }
            "co-quan" => Cell::maybe(place(self.view, &line.person)),
            "hinh-thuc" => Cell::text(labels.word("ky-luat.hinh_thuc", &line.form)),
            "ngay" => Cell::date(line.decided_on),
            // An end that was not told is not reckoned, and never looks like none.
            "het" if line.ends_on.is_none() => Cell::text("Chưa rõ"),
            "het" => Cell::date(line.ends_on),
            _ => Cell::maybe(line.text.as_deref()),
        }
    }

    fn state(&self, row: usize) -> usize {
        let line = self.lines.get(row);
        match line.map(|line| line.standing(self.view.today)) {
            Some(Standing::NoEnd) => 1,
            Some(Standing::NotYet) => 2,
            Some(Standing::Ended) => 3,
            _ => 0,
        }
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.lines.get(row).map_or("", |line| &line.key))
    }
}

/// Those in reach who are, or were, not considered.
pub struct Blockers<'a> {
    view: &'a View,
    about: About,
    lines: Vec<&'a Blocker>,
}

impl<'a> Blockers<'a> {
    /// The cases the reader may see; nobody else's is even counted.
    ///
    /// # Errors
    /// As [`Disciplines::new`].
    pub fn new(view: &'a View, within: Option<&str>, leaving: bool) -> Result<Self, AppError> {
        let lines = in_reach(view, &view.state.blockers, within, leaving)?;
        let title = "Trường hợp chưa xét khen thưởng";
        let about = About {
            columns: BLOCKERS,
            states: OPENNESS,
            usual: Some(Order::down("tu-ngay")),
            ..about(view, "vuong-mac", title, "trường hợp", within)
        };
        Ok(Self { view, about, lines })
    }

    /// How many proposals of the subject wait.
    fn waiting(&self, subject: &str) -> i64 {
        let awards = self.view.state.awards.iter();
        let waiting = awards.filter(|award| {
            award.status == "dang_de_nghi" && award.subject.as_deref() == Some(subject)
        });
        i64::try_from(waiting.count()).unwrap_or(i64::MAX)
    }
}

impl Source for Blockers<'_> {
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
            "co-quan" => agency(self.view, &line.subject),
            "loai" => &line.case,
            "tu-ngay" => return day(line.from),
            "den-ngay" => return day(line.to),
            "de-nghi" => return Cow::Owned(format!("{}\n{}", line.subject, self.state(row))),
            STATE => OPENNESS.get(self.state(row)).map_or("", |state| state.code),
            _ => line.note.as_deref().unwrap_or_default(),
        })
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(line) = self.lines.get(row) else {
            return Cell::default();
        };
        let state = self.view.state.as_ref();
        match column.id {
            "doi-tuong" => {
                let person = state.people.contains_key(&line.subject);
                let path = match person {
                    true => format!("/ca-nhan/{}", part(&line.subject)),
                    false => format!("/du-lieu/vuong-mac/lich-su?khoa={}", part(&line.key)),
                };
                let name = Cell::text(state.name_on(&line.subject, self.view.today));
                let mut name = name.leading(path);
                name.person = person;
                name
            }
            "co-quan" => Cell::maybe(place(self.view, &line.subject)),
            "loai" => Cell::text(state.catalogue.labels.word("vuong-mac.loai", &line.case)),
            "tu-ngay" => Cell::date(line.from),
            "den-ngay" => Cell::date(line.to),
            "de-nghi" if self.state(row) == 0 => Cell::count(self.waiting(&line.subject)),
            "de-nghi" => Cell::default(),
            _ => Cell::maybe(line.note.as_deref()),
        }
    }

    fn state(&self, row: usize) -> usize {
        let Some(line) = self.lines.get(row) else {
            return 0;
        };
        let today = self.view.today;
        match (line.is_open(today), line.is_over(today)) {
            (true, _) => 0,
            (false, true) => 2,
            (false, false) => 1,
        }
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.lines.get(row).map_or("", |line| &line.key))
    }
}
