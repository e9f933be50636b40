//! The list of what asks for a second look.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use thidua_domain::access::{Permission, Target};
use thidua_domain::quality::{self, Method, Standing, with_sources};

use super::{Entries, Line, PERMISSION, lines};
use crate::AppError;
use crate::listing::{About, Cell, Column, Kind, Reach, STATE, Source, State, Tone, part};
use crate::state::View;

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("don-vi", "Đơn vị", Kind::Text, 40)
        .searched()
        .filtered(),
    Column::new("ky", "Kỳ", Kind::Text, 18).filtered(),
    Column::new("cach", "Cách kiểm tra", Kind::Text, 30).filtered(),
    Column::new("so-lieu", "Số liệu", Kind::Text, 34).searched(),
    Column::new("gia-tri", "Giá trị", Kind::Number, 24),
    Column::new("noi-dung", "Điểm cần xem", Kind::Text, 100).searched(),
    Column::new("giai-trinh", "Giải trình, kết luận", Kind::Text, 40)
        .searched()
        .more(),
    Column::state(),
];

const STATES: &[State] = &[
    State::new(Standing::New.code(), Standing::New.word(), Tone::Wait),
    State::new(
        Standing::Explained.code(),
        Standing::Explained.word(),
        Tone::Info,
    ),
    State::new(Standing::Right.code(), Standing::Right.word(), Tone::Ok),
    State::new(
        Standing::Corrected.code(),
        Standing::Corrected.word(),
        Tone::Off,
    ),
];

/// Which list.
#[derive(Clone, Debug)]
pub struct AskFindings {
    /// An agency with what is below it; `None`: all in reach.
    pub within: Option<String>,
    /// Work year.
    pub year: i16,
    /// Cumulative month; `None`: all of them.
    pub month: Option<u8>,
    /// When figures were entered; `None`: nothing is said of that.
    pub entries: Option<Arc<Entries>>,
}

/// The units in reach that may tell figures, of an agency with what is below it where one is named.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission, [`AppError::NotFound`] for an agency out of reach.
pub fn units<'a>(
    view: &'a View,
    within: Option<&str>,
    leaving: bool,
) -> Result<Vec<&'a str>, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    if leaving {
        view.permit(Permission::Print, Target::Any)?;
    }
    let state = view.state.as_ref();
    let inside: Option<BTreeSet<&str>> = match within {
        Some(code) => {
            view.permit_agency(PERMISSION, code)?;
            state.org.find(code).ok_or(AppError::NotFound)?;
            Some(state.org.lineage(code))
        }
        None => None,
    };
    let mut reach = Reach::new(view, PERMISSION, leaving);
    let all = state.org.iter().map(|agency| agency.code.as_str());
    let all = all.filter(|code| {
        let own = within == Some(*code);
        own || inside.as_ref().is_none_or(|codes| codes.contains(code))
    });
    Ok(all.filter(|code| reach.sees(code)).collect())
}

/// What asks for a second look in a year.
pub struct Findings<'a> {
    view: &'a View,
    about: About,
    lines: Vec<Line>,
}

impl<'a> Findings<'a> {
    /// What is found at the units in reach.
    ///
    /// # Errors
    /// As [`units`].
    pub fn new(view: &'a View, ask: &AskFindings, leaving: bool) -> Result<Self, AppError> {
        let units = units(view, ask.within.as_deref(), leaving)?;
        let mut lines = lines(&view.state, &units, ask.year, ask.entries.as_deref());
        if let Some(month) = ask.month {
            lines.retain(|line| line.finding().window.month == month);
        }
        // What nobody has answered comes first, the newest month before the older ones.
        lines.sort_by_key(|line| (line.standing, std::cmp::Reverse(line.finding().window)));
        let mut about = About {
            id: "chat-luong-so-lieu",
            kind: "Danh sách",
            title: "Điểm cần xem trong số liệu".to_owned(),
            unit: "điểm",
            columns: COLUMNS,
            states: STATES,
            usual: None,
            within: vec![format!("năm công tác {}", ask.year)],
        };
        if let Some(agency) = &ask.within {
            about.title = format!(
                "Điểm cần xem trong số liệu của {}",
                view.state.name_on(agency, view.today)
            );
            about.within.push("gồm các cơ quan trực thuộc".to_owned());
        }
        Ok(Self { view, about, lines })
    }

    fn text(&self, line: &Line) -> String {
        said(&self.view.state, &line.finding().text)
    }

    fn answered(&self, line: &Line) -> String {
        match (&line.answer, &line.noted) {
            (Some(answer), _) => answer.reason.clone(),
            (None, Some(noted)) => noted.clone(),
            (None, None) => String::new(),
        }
    }
}

/// A sentence with its sources as they are cited.
pub(super) fn said(state: &crate::State, text: &str) -> String {
    with_sources(text, |code| state.cited(code))
}

/// What a finding is about: the figure, the group of cases, the scope where it is not the usual one.
pub(super) fn figure(state: &crate::State, finding: &quality::Finding) -> String {
    let labels = &state.catalogue.labels;
    let mut parts = Vec::new();
    parts.push(match finding.code.as_str() {
        "" => "Cả bảng số liệu".to_owned(),
        code => state.catalogue.figure_name(code).to_owned(),
    });
    let group = finding.group.as_deref();
    parts.extend(group.map(|group| labels.word("so-lieu.nhom_an", group).to_lowercase()));
    if finding.scope != "btp" {
        parts.push(labels.word("so-lieu.pham_vi", &finding.scope).to_owned());
    }
    parts.join(", ")
}

/// The number a finding is about, with its unit; empty: none.
pub(super) fn value(state: &crate::State, finding: &quality::Finding) -> String {
    let told = finding.value.filter(|_| !finding.code.is_empty());
    told.map_or_else(String::new, |value| {
        quality::figure(&state.catalogue, &finding.code, value)
    })
}

impl Source for Findings<'_> {
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
        let finding = line.finding();
        match column.id {
            "don-vi" => Cow::Borrowed(&finding.agency),
            "ky" => Cow::Owned(format!("{:02}", finding.window.month)),
            "cach" => Cow::Borrowed(finding.method.code()),
            "so-lieu" => Cow::Owned(figure(&self.view.state, finding)),
            "gia-tri" => Cow::Owned(value(&self.view.state, finding)),
            "noi-dung" => Cow::Borrowed(&finding.text),
            STATE => Cow::Borrowed(line.standing.code()),
            _ => Cow::Owned(self.answered(line)),
        }
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(line) = self.lines.get(row) else {
            return Cell::default();
        };
        let state = self.view.state.as_ref();
        let finding = line.finding();
        let window = finding.window;
        match column.id {
            "don-vi" => {
                let path = format!(
                    "/co-quan/{}/chat-luong-so-lieu?nam={}&thang={}",
                    part(&finding.agency),
                    window.year.0,
                    window.month
                );
                Cell::text(state.name_on(&finding.agency, window.last_day())).leading(path)
            }
            "ky" => Cell {
                number: Some(i64::from(window.month)),
                ..Cell::text(window.calendar_name())
            },
            "cach" => Cell::text(finding.method.name()),
            "so-lieu" => Cell::text(figure(state, finding)),
            "gia-tri" => Cell {
                number: finding.value,
                ..Cell::text(value(state, finding))
            },
            "noi-dung" => Cell::text(self.text(line)),
            _ => Cell::text(self.answered(line)),
        }
    }

    fn state(&self, row: usize) -> usize {
        let standing = self.lines.get(row).map(|line| line.standing);
        let place = Standing::ALL
            .iter()
            .position(|known| Some(*known) == standing);
        place.unwrap_or(0)
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        let line = self.lines.get(row);
        let key = line.map(|line| quality::mark_of(&line.finding().key()));
        Cow::Owned(key.unwrap_or_default())
    }
}

/// Whether a method's findings are counted where one looks at rates.
pub(super) const fn counts(method: Method) -> bool {
    !method.is_mild()
}
