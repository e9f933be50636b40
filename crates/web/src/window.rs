//! Which work year and month a page of figures shows, and the fields by which the reader changes them.

use minijinja::{Value, context};
use thidua_app::State;
use thidua_app::figures::AskBalance;
use thidua_domain::figures::{Frame, SCOPES};
use thidua_domain::time::{Window, WorkYear};

use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::Param;

/// Work year, cumulative month and scope, as pages name them.
pub(crate) const FIELDS: &[Param] = &[
    Param {
        name: "nam",
        kind: "integer",
        required: false,
        summary: "Năm công tác",
    },
    Param {
        name: "thang",
        kind: "integer",
        required: false,
        summary: "Lũy kế đến tháng thứ mấy của năm công tác",
    },
    Param {
        name: "pham-vi",
        kind: "string",
        required: false,
        summary: "Phạm vi số liệu",
    },
    Param {
        name: crate::closing::DRAFTS,
        kind: "string",
        required: false,
        summary: "1: kể cả số liệu chưa duyệt",
    },
    crate::restate::TREE_FIELD,
];

/// The same for programs, by the contract's names.
pub(crate) const API: &[Param] = &[
    Param {
        name: "agency",
        kind: "string",
        required: true,
        summary: "Mã cơ quan hoặc cụm, khối",
    },
    Param {
        name: "year",
        kind: "integer",
        required: true,
        summary: "Năm công tác",
    },
    Param {
        name: "month",
        kind: "integer",
        required: true,
        summary: "Lũy kế đến tháng thứ mấy, 1 đến 12",
    },
    Param {
        name: "person",
        kind: "string",
        required: false,
        summary: "Mã cán bộ",
    },
    Param {
        name: "scope",
        kind: "string",
        required: false,
        summary: "Phạm vi: btp hoặc btp_quan_doi",
    },
    Param {
        name: "draft",
        kind: "string",
        required: false,
        summary: "1: kể cả số liệu chưa duyệt",
    },
    crate::restate::API_FIELD,
];

/// A page's window: what it asks for and how it is shown.
pub(crate) struct Choice {
    /// What queries are asked.
    pub(crate) ask: AskBalance,
    /// The window.
    pub(crate) window: Window,
    /// Whether figures that wait for approval are shown too.
    pub(crate) drafts: bool,
    /// Whether figures are restated to the agencies of today.
    pub(crate) restated: bool,
}

/// The window a page's query names; the newest told one where it names none.
///
/// # Errors
/// [`Problem::Field`] for a year or month that cannot be.
pub(crate) fn of_page(ask: &Ask, code: &str) -> Result<Choice, Problem> {
    let state = ask.view()?.state.as_ref();
    let year: Option<i16> = ask.query.read("nam")?;
    let month: Option<u8> = ask.query.read("thang")?;
    let scope = match ask.query.text("pham-vi") {
        Some(scope) if SCOPES.contains(&scope) => Some(scope.to_owned()),
        Some(_) => return Err(Problem::field("pham-vi", "không có phạm vi này")),
        None => None,
    };
    let (newest, told_in) = newest(state, code, scope.as_deref());
    let newest = newest.unwrap_or_else(|| Window::of(ask.today));
    let year = year.unwrap_or(newest.year.0);
    let scope = scope.unwrap_or(told_in);
    let month = month.unwrap_or_else(|| month_of(state, code, year, newest, &scope));
    let window =
        window(year, month).ok_or_else(|| Problem::field("thang", "năm hoặc tháng không có"))?;
    let ask = AskBalance {
        agency: code.to_owned(),
        year,
        month,
        person: None,
        scope: Some(scope),
    };
    Ok(Choice {
        ask,
        window,
        drafts: state.drafts,
        restated: state.org.restated_from().is_some(),
    })
}

/// The window and subject a program's query names.
///
/// # Errors
/// [`Problem::Field`] names what is missing or cannot be.
pub(crate) fn of_program(ask: &Ask) -> Result<AskBalance, Problem> {
    let (year, month) = of_program_time(ask)?;
    let scope = ask.query.text("scope");
    if scope.is_some_and(|scope| !SCOPES.contains(&scope)) {
        return Err(Problem::field("scope", "phải là btp hoặc btp_quan_doi"));
    }
    Ok(AskBalance {
        agency: ask.query.required("agency")?.to_owned(),
        year,
        month,
        person: ask.query.text("person").map(str::to_owned),
        scope: scope.map(str::to_owned),
    })
}

/// Year and month of a program's query.
///
/// # Errors
/// [`Problem::Field`] names what is missing or cannot be.
pub(crate) fn of_program_time(ask: &Ask) -> Result<(i16, u8), Problem> {
    let year: i16 = ask
        .query
        .read("year")?
        .ok_or_else(|| Problem::field("year", "chưa điền"))?;
    let month: u8 = ask
        .query
        .read("month")?
        .ok_or_else(|| Problem::field("month", "chưa điền"))?;
    window(year, month).ok_or_else(|| Problem::field("month", "năm hoặc tháng không có"))?;
    Ok((year, month))
}

fn window(year: i16, month: u8) -> Option<Window> {
    (1900..=2999).contains(&year).then_some(())?;
    Window::new(WorkYear(year), month)
}

/// The newest window told for the agency, else for one it counts, and the scope it was told in.
fn newest(state: &State, code: &str, scope: Option<&str>) -> (Option<Window>, String) {
    let scopes: Vec<&str> = scope.map_or_else(|| SCOPES.to_vec(), |scope| vec![scope]);
    let key = |window: &Window| (window.year, window.month);
    let latest = |scope: &str, code: &str| state.figures.latest(code, &Frame::whole(scope));
    for &scope in &scopes {
        if let Some(own) = latest(scope, code) {
            return (Some(own), scope.to_owned());
        }
    }
    let counted = state.org.lineage(code);
    for &scope in &scopes {
        let told = counted
            .iter()
            .filter_map(|other| latest(scope, other))
            .max_by_key(key);
        if told.is_some() {
            return (told, scope.to_owned());
        }
    }
    (None, scopes.first().copied().unwrap_or("btp").to_owned())
}

/// The newest month told for a year; the whole year where none is.
fn month_of(state: &State, code: &str, year: i16, newest: Window, scope: &str) -> u8 {
    if newest.year.0 == year {
        return newest.month;
    }
    let frame = Frame::whole(scope);
    let told = |month: &u8| {
        window(year, *month)
            .is_some_and(|window| !state.figures.codes(code, window, &frame).is_empty())
    };
    (1..=12).rev().find(told).unwrap_or(12)
}

impl Choice {
    /// The choice of a window that is known.
    pub(crate) fn of(agency: &str, year: i16, month: u8, scope: &str) -> Self {
        Self {
            drafts: false,
            restated: false,
            window: Window {
                year: WorkYear(year),
                month,
            },
            ask: AskBalance {
                agency: agency.to_owned(),
                year,
                month,
                person: None,
                scope: Some(scope.to_owned()),
            },
        }
    }

    /// How the window reads: `Năm công tác 2021 (01/10/2020 – 30/9/2021), lũy kế 8 tháng`.
    pub(crate) fn title(&self) -> String {
        match self.window.month {
            12 => format!("{}, cả năm", self.window.year.with_dates()),
            month => format!("{}, lũy kế {month} tháng", self.window.year.with_dates()),
        }
    }

    /// The query that names this window again.
    pub(crate) fn query(&self) -> String {
        self.query_of(self.ask.year)
    }

    /// The query that names another month of the same year.
    pub(crate) fn query_at(&self, month: u8) -> String {
        let month = month.to_string();
        let here = crate::fields::Fields::parse(self.query().as_bytes());
        here.with(&[("thang", Some(&month))])
    }

    /// The query that names the same months of another year.
    pub(crate) fn query_of(&self, year: i16) -> String {
        let scope = self.ask.scope.as_deref().filter(|scope| *scope != "btp");
        let year = year.to_string();
        let month = self.ask.month.to_string();
        crate::fields::Fields::default().with(&[
            ("nam", Some(&year)),
            ("thang", Some(&month)),
            ("pham-vi", scope),
            (crate::closing::DRAFTS, self.drafts.then_some("1")),
            (
                crate::restate::TREE,
                self.restated.then_some(crate::restate::TODAY),
            ),
        ])
    }

    /// The query that names this window without figures that wait for approval.
    pub(crate) fn without_drafts(&self) -> String {
        let here = crate::fields::Fields::parse(self.query().as_bytes());
        here.with(&[(crate::closing::DRAFTS, None)])
    }

    /// What the filter above the table offers.
    pub(crate) fn filter(&self, state: &State) -> Value {
        let newest = self.ask.year.max(self.window.year.0) + 1;
        let years: Vec<Value> = (newest.saturating_sub(12)..=newest)
            .rev()
            .map(|year| context! { value => year, label => year.to_string(), chosen => year == self.ask.year })
            .collect();
        let months: Vec<Value> = (1..=12_u8)
            .map(|month| {
                let label = if month == 12 {
                    "Cả năm".to_owned()
                } else {
                    format!("{month} tháng")
                };
                context! { value => month, label, chosen => month == self.ask.month }
            })
            .collect();
        let scopes: Vec<Value> = SCOPES
            .iter()
            .map(|&scope| {
                let label = state.catalogue.labels.word("so-lieu.pham_vi", scope);
                context! { value => scope, label, chosen => self.ask.scope.as_deref() == Some(scope) }
            })
            .collect();
        let waiting = crate::closing::waiting(state, self);
        let regime = state.regime_notes(self.window);
        context! { years, months, scopes, waiting, regime, drafts => self.drafts, restated => self.restated }
    }
}
