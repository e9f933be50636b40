//! Statistical regimes, the words of the identities, milestones by caseload: dated, cited data.

use serde::Deserialize;

use super::{CatalogueError, Decision};
use crate::closing::Deadline;
use crate::time::{PartialDate, Validity};

/// The statistical rules of a stretch of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regime {
    /// `R2019` …
    pub id: String,
    /// What it is called on a proof sheet.
    pub name: String,
    /// Number of the circular.
    pub instrument: String,
    /// The instruments it rests on, with their dates.
    pub citation: String,
    /// When it holds.
    pub validity: Validity,
    /// Whether a third group (hoãn, tạm đình chỉ, khác) stands beside có ĐK and chưa ĐK.
    pub third_group: bool,
    /// Which cases may go to the separate register (sổ theo dõi riêng): `tat_ca`, or `chu_dong` alone.
    pub separate_register: String,
    /// Whether requests are returned and counted as kết thúc (from 01/7/2026).
    pub request_returned: bool,
    /// Whether those returned count as completed: not established, a switch; what was decided for the day asked about.
    pub returned_counts_as_completed: bool,
    /// The decision that says so; `None`: nobody has decided, and the shipped default holds.
    pub decided: Option<Decision>,
    /// Whether its rules were read in the original text.
    pub confirmed: bool,
    /// Who compared them with the original text; empty: nobody yet.
    pub confirmed_by: String,
    /// The day of that; empty: nobody yet.
    pub confirmed_at: String,
    /// What else is to be known of it.
    pub note: String,
    /// S seen, M from memory …
    pub confidence: String,
    /// When the papers of a level are due; levels that are not here have no known deadline.
    pub deadlines: Vec<Deadline>,
}

impl Regime {
    /// Whether cases ended by returning the request are added to the completed ones in the rate. They are always
    /// told apart, so that the switch changes no figure, only what is computed of it.
    pub fn counts_returned(&self) -> bool {
        self.request_returned && self.returned_counts_as_completed
    }
}

/// What the proof sheet says of an identity.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct IdentityText {
    /// `I1` …
    pub id: String,
    /// Name.
    pub name: String,
    /// The formula in words.
    pub formula: String,
    /// Ids of the regimes under which it holds.
    pub regimes: Vec<String>,
    /// `hard`: arithmetic of one paper; `soft`: a difference asks for a word.
    pub severity: String,
    /// Who must answer where it does not hold.
    pub answers: String,
    /// What it rests on.
    pub citation: String,
    /// S seen, D deduced, M from memory.
    pub confidence: String,
}

/// A milestone of the year by caseload, compared whole.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Milestone {
    /// Code of the band.
    pub id: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// Level of the agencies it holds for.
    pub level: String,
    /// The figure that gives the caseload.
    pub by: String,
    /// From; with `from_open` more than that.
    pub from: i64,
    /// Whether `from` itself is outside.
    pub from_open: bool,
    /// To, included; `None`: no upper end.
    pub to: Option<i64>,
    /// What is compared.
    pub target_code: String,
    /// Sign of comparison.
    pub op: String,
    /// Percent; `None`: not known.
    pub value: Option<String>,
    /// What it rests on.
    pub citation: String,
    /// S seen, D deduced, M from memory, X not found.
    pub confidence: String,
    /// Note.
    #[serde(default)]
    pub note: String,
}

impl Milestone {
    /// Whether a caseload lies in its band; the lower band has the edge.
    pub fn holds_for(&self, caseload: i64) -> bool {
        let above = if self.from_open {
            caseload > self.from
        } else {
            caseload >= self.from
        };
        above && self.to.is_none_or(|to| caseload <= to)
    }
}

#[derive(Deserialize)]
struct RegimeFile {
    regime: Vec<RegimeLine>,
}

#[derive(Deserialize)]
struct RegimeLine {
    id: String,
    name: String,
    instrument: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    third_group: bool,
    so_rieng_scope: String,
    request_returned: bool,
    returned_counts_as_completed: bool,
    confirmed: bool,
    #[serde(default)]
    confirmed_by: String,
    #[serde(default)]
    confirmed_at: String,
    citation: String,
    confidence: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    deadline: Vec<Deadline>,
}

fn broken(file: &'static str) -> impl Fn(toml::de::Error) -> CatalogueError {
    move |error| CatalogueError {
        file,
        message: error.to_string(),
    }
}

pub(super) fn parse(text: &str) -> Result<Vec<Regime>, CatalogueError> {
    let file: RegimeFile = toml::from_str(text).map_err(broken("regimes.toml"))?;
    let date = |written: Option<String>| -> Result<Option<PartialDate>, CatalogueError> {
        let read = written.map(|text| PartialDate::parse(&text)).transpose();
        read.map_err(|fault| CatalogueError {
            file: "regimes.toml",
            message: fault.reason().to_string(),
        })
    };
    let read = |line: RegimeLine| {
        Ok(Regime {
            validity: Validity::new(date(line.valid_from)?, date(line.valid_to)?),
            id: line.id,
            name: line.name,
            instrument: line.instrument,
            third_group: line.third_group,
            separate_register: line.so_rieng_scope,
            request_returned: line.request_returned,
            returned_counts_as_completed: line.returned_counts_as_completed,
            decided: None,
            confirmed: line.confirmed,
            confirmed_by: line.confirmed_by,
            confirmed_at: line.confirmed_at,
            note: line.note,
            citation: line.citation,
            confidence: line.confidence,
            deadlines: line.deadline,
        })
    };
    file.regime.into_iter().map(read).collect()
}

pub(super) fn parse_identities(text: &str) -> Result<Vec<IdentityText>, CatalogueError> {
    #[derive(Deserialize)]
    struct File {
        identity: Vec<IdentityText>,
    }
    let file: File = toml::from_str(text).map_err(broken("identities.toml"))?;
    Ok(file.identity)
}

pub(super) fn parse_milestones(text: &str) -> Result<Vec<Milestone>, CatalogueError> {
    #[derive(Deserialize)]
    struct File {
        milestone: Vec<Milestone>,
    }
    let file: File = toml::from_str(text).map_err(broken("milestones.toml"))?;
    Ok(file.milestone)
}
