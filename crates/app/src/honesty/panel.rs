//! What a panel is made of.

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::amount::Percent;
use thidua_domain::honesty::Basis;

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Cell {
    /// As shown.
    pub text: String,
    /// The number as a plain decimal with a point; `None`: words.
    pub value: Option<String>,
    /// Address of what is behind it.
    pub href: Option<String>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Head {
    /// Its words.
    pub text: String,
    /// Whether numbers stand below it.
    pub number: bool,
}

/// How a table is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Columns from left to right, one a row of the table.
    Columns,
    /// Bars, one under another.
    Bars,
    /// The columns of a row in one bar.
    Stacked,
}

/// The picture of a table; its rows are named by their first cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Its shape.
    pub shape: Shape,
    /// What the numbers count: `%`, `kết quả`.
    pub unit: &'static str,
    /// The columns that are drawn, by their places.
    pub columns: Vec<usize>,
    /// What has to be said below it.
    pub note: &'static str,
}

/// A table of a panel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Table {
    /// What it is.
    pub title: String,
    /// Headings.
    pub heads: Vec<Head>,
    /// Rows, as many cells as headings.
    pub rows: Vec<Vec<Cell>>,
    /// Its picture, where it is looked at rather than read.
    #[serde(skip)]
    pub drawn: Option<Drawn>,
}

/// A number by which a panel tells of something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Limit {
    /// What it limits.
    pub name: &'static str,
    /// As shown.
    pub text: String,
    /// As a plain decimal with a point.
    pub value: String,
}

/// By which numbers a panel tells of something, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Told {
    /// First day a work year may end on for them to hold, ISO.
    pub from: String,
    /// The numbers.
    pub limits: Vec<Limit>,
    /// What they rest on.
    pub citation: String,
    /// Who decided them; `None`: chưa xác nhận.
    pub confirmed: Option<String>,
}

/// Where more stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct More {
    /// What it is.
    pub text: &'static str,
    /// Its address.
    pub href: String,
}

/// A panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Panel {
    /// Its anchor.
    pub code: &'static str,
    /// What it asks.
    pub title: &'static str,
    /// What it counts, and how.
    pub method: String,
    /// By which numbers.
    pub told: Told,
    /// How many cases were looked at, in words.
    pub cases: String,
    /// What came out, in sentences.
    pub found: Vec<String>,
    /// What it cannot say.
    pub cannot: &'static str,
    /// The rows behind.
    pub tables: Vec<Table>,
    /// Where more stands.
    pub more: Option<More>,
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    pub(super) fn whole(number: i64) -> Self {
        Self {
            value: Some(number.to_string()),
            ..Self::text(thidua_domain::text::number::group(number))
        }
    }

    pub(super) fn count(number: usize) -> Self {
        Self::whole(i64::try_from(number).unwrap_or(i64::MAX))
    }

    pub(super) fn percent(percent: Percent) -> Self {
        Self {
            value: Some(percent.to_string()),
            ..Self::text(percent.vn())
        }
    }

    /// A deviation, with its sign.
    pub(super) fn signed(points: Percent) -> Self {
        Self {
            value: Some(points.to_string()),
            ..Self::text(points.signed_vn())
        }
    }

    pub(super) fn to(mut self, href: Option<String>) -> Self {
        self.href = href;
        self
    }
}

impl Head {
    pub(super) fn text(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            number: false,
        }
    }

    pub(super) fn number(text: &str) -> Self {
        Self {
            number: true,
            ..Self::text(text)
        }
    }
}

impl Limit {
    pub(super) fn whole(name: &'static str, number: i64) -> Self {
        Self {
            name,
            text: thidua_domain::text::number::group(number),
            value: number.to_string(),
        }
    }

    pub(super) fn count(name: &'static str, number: usize) -> Self {
        Self::whole(name, i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// Points, from hundredths of one.
    pub(super) fn points(name: &'static str, hundredths: i64) -> Self {
        let points = Percent::from_hundredths(hundredths);
        Self {
            name,
            text: points.vn(),
            value: points.to_string(),
        }
    }
}

impl Told {
    pub(super) fn new(basis: &Basis, limits: Vec<Limit>) -> Self {
        Self {
            from: basis.from.to_string(),
            limits,
            citation: basis.citation.clone(),
            confirmed: basis.confirmed().map(str::to_owned),
        }
    }

    /// The numbers and what they rest on as one sentence, with the mark of what nobody confirmed.
    pub fn words(&self) -> String {
        let limits = self.limits.iter();
        let limits: Vec<String> = limits
            .map(|limit| format!("{}: {}", limit.name, limit.text))
            .collect();
        let confirmed = match &self.confirmed {
            Some(by) => format!("xác nhận: {by}"),
            None => "chưa xác nhận".to_owned(),
        };
        format!("{}. {} ({confirmed}).", limits.join("; "), self.citation)
    }
}
