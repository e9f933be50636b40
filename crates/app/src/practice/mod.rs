//! The library of good practice: what others may do likewise, and who did.

mod command;
pub mod list;

pub use command::{Reply, adopt, answer, propose};

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::{Permission, Target};
use thidua_domain::practice::{Adoption, PROPOSED, Practice, adopters};
use thidua_domain::text;

use crate::AppError;
use crate::achievement::Named;
use crate::deed::{cited_sources, keeps};
use crate::exemplar::SpreadLine;
use crate::state::View;

/// What reading the library asks for.
pub const PERMISSION: Permission = Permission::ViewAwards;

/// Which practices are asked for.
#[derive(Clone, Debug, Default)]
pub struct AskPractices {
    /// Only those of this agency and of what is below it.
    pub agency: Option<String>,
    /// Words that all stand in its name, field, text or effect, with marks or without.
    pub text: Option<String>,
}

/// A practice: the columns of `cach-lam-hay` by their ids, with the names of codes and how many took it up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PracticeRow {
    /// Its code.
    #[serde(rename = "ma")]
    pub code: String,
    /// Code of the agency that did it first.
    #[serde(rename = "ma_co_quan")]
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// What it is called.
    #[serde(rename = "ten")]
    pub name: String,
    /// Code of `Loại`.
    #[serde(rename = "loai")]
    pub kind: Option<String>,
    /// Field of work.
    #[serde(rename = "linh_vuc")]
    pub field: Option<String>,
    /// How it is done.
    #[serde(rename = "noi_dung")]
    pub text: Option<String>,
    /// What came of it.
    #[serde(rename = "hieu_qua")]
    pub effect: Option<String>,
    /// What it needs.
    #[serde(rename = "dieu_kien")]
    pub needs: Option<String>,
    /// Names of the authors.
    pub authors: Vec<String>,
    /// Work year, or the years the source does not split.
    #[serde(rename = "nam")]
    pub year: Option<String>,
    /// Code of `Trạng thái`.
    #[serde(rename = "trang_thai")]
    pub status: String,
    /// The unit's words.
    #[serde(rename = "y_kien")]
    pub answer: Option<String>,
    /// Who proposed it, by name.
    pub proposed_by_name: Option<String>,
    /// The paper, as cited.
    #[serde(rename = "van_ban")]
    pub document: Option<String>,
    /// Note.
    #[serde(rename = "ghi_chu")]
    pub note: Option<String>,
    /// How many agencies took it up, each once.
    pub adopted: usize,
    /// How many of them still do.
    pub adopting: usize,
    /// Sources, as cited.
    pub sources: Vec<String>,
}

/// Who took a practice up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AdoptionLine {
    /// Code of the agency.
    #[serde(rename = "ma_co_quan")]
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Since when.
    #[serde(rename = "tu_ngay")]
    pub from: Option<String>,
    /// Last day, where it ended.
    #[serde(rename = "den_ngay")]
    pub to: Option<String>,
    /// How.
    #[serde(rename = "noi_dung")]
    pub text: Option<String>,
    /// With what result.
    #[serde(rename = "ket_qua")]
    pub effect: Option<String>,
    /// The paper, as cited.
    #[serde(rename = "van_ban")]
    pub document: Option<String>,
    /// Key of the record.
    #[serde(skip)]
    pub key: String,
    /// Whether the reader may tell more of it.
    #[serde(skip)]
    pub writes: bool,
}

/// The library, or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Practices {
    /// Practices, those most taken up first.
    pub rows: Vec<PracticeRow>,
    /// How many adoptions there are of them, each agency once a practice.
    pub adoptions: usize,
}

/// One practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct One {
    /// Its row.
    #[serde(flatten)]
    pub row: PracticeRow,
    /// Who took it up, the first one first.
    pub adoptions: Vec<AdoptionLine>,
    /// How it was made known, the newest first.
    pub spreads: Vec<SpreadLine>,
    /// The exemplar that does it, where the reader sees it.
    #[serde(skip)]
    pub exemplar: Option<Named>,
    /// The initiative it is, where the reader sees it.
    #[serde(skip)]
    pub initiative: Option<Named>,
    /// Achievements it brought that the reader sees.
    #[serde(skip)]
    pub proofs: Vec<Named>,
    /// Name of the movement.
    #[serde(skip)]
    pub movement_name: Option<String>,
    /// Whether the reader publishes it or gives it back.
    #[serde(skip)]
    pub answers: bool,
    /// Whether the reader keeps the library of its agency.
    #[serde(skip)]
    pub keeps: bool,
}

fn is_own(view: &View, row: &Practice) -> bool {
    let person = view.actor.person.as_deref();
    let person = person.map(|code| view.state.merged.standing(code));
    person.is_some() && row.proposed_by.as_deref() == person
}

/// Whether the reader sees a practice: a published one wherever practices are read; one that waits or was given back is
/// its proposer's and the unit's.
pub fn sees(view: &View, row: &Practice) -> bool {
    match row.status.as_str() {
        thidua_domain::practice::PUBLISHED => view.permit(PERMISSION, Target::Any).is_ok(),
        "thoi" => view.permit_agency(PERMISSION, &row.agency).is_ok(),
        _ => is_own(view, row) || keeps(view, &row.agency),
    }
}

/// A practice by its code, as far as the reader sees it.
///
/// # Errors
/// [`AppError::NotFound`] otherwise.
pub(crate) fn find<'v>(view: &'v View, code: &str) -> Result<&'v Practice, AppError> {
    let mut found = view.state.practices.about(code);
    let found = found.find(|row| row.code == code);
    found
        .filter(|row| sees(view, row))
        .ok_or(AppError::NotFound)
}

/// The name of a practice's code; words that say nothing where the reader may not see it.
pub(crate) fn called(view: &View, code: &str) -> String {
    match find(view, code) {
        Ok(row) => row.name.clone(),
        Err(_) => "cách làm hay".to_owned(),
    }
}

/// Practices the reader sees, those most taken up first.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission, [`AppError::NotFound`] for an agency out of reach.
pub fn practices(view: &View, ask: &AskPractices) -> Result<Practices, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let state = view.state.as_ref();
    if let Some(agency) = &ask.agency {
        view.permit_agency(PERMISSION, agency)?;
    }
    let within = ask.agency.as_ref().map(|code| state.org.lineage(code));
    let words: Vec<String> = ask
        .text
        .as_deref()
        .map(|words| {
            text::fold(words)
                .split_whitespace()
                .map(str::to_owned)
                .collect()
        })
        .unwrap_or_default();
    let told = |row: &Practice| {
        let texts = [
            Some(&row.name),
            row.field.as_ref(),
            row.text.as_ref(),
            row.effect.as_ref(),
        ];
        let all: Vec<String> = texts
            .into_iter()
            .flatten()
            .map(|text| text::fold(text))
            .collect();
        let all = all.join(" ");
        words.iter().all(|word| all.contains(word.as_str()))
    };
    let rows = state.practices.iter();
    let rows = rows
        .filter(|row| {
            within
                .as_ref()
                .is_none_or(|codes| codes.contains(row.agency.as_str()))
        })
        .filter(|row| sees(view, row) && told(row));
    let mut rows: Vec<PracticeRow> = rows.map(|found| row(view, found)).collect();
    rows.sort_by(|a, b| b.adopted.cmp(&a.adopted).then_with(|| a.name.cmp(&b.name)));
    Ok(Practices {
        adoptions: rows.iter().map(|row| row.adopted).sum(),
        rows,
    })
}

/// One practice.
///
/// # Errors
/// [`AppError::NotFound`] where there is none, or it is not the reader's to see.
pub fn one(view: &View, code: &str) -> Result<One, AppError> {
    let found = find(view, code)?;
    let state = view.state.as_ref();
    let mut adoptions: Vec<&Adoption> = state.adoptions.about(code).collect();
    adoptions.sort_by(|a, b| (a.from, &a.agency).cmp(&(b.from, &b.agency)));
    let proof = |code: &String| {
        let found = crate::achievement::seen(view, code).ok()?;
        Some(Named {
            code: code.clone(),
            name: crate::achievement::name(view, found),
        })
    };
    let exemplar = found.exemplar.as_deref().and_then(|code| {
        let found = crate::exemplar::find(view, code).ok()?;
        Some(Named {
            code: code.to_owned(),
            name: crate::exemplar::name(view, found),
        })
    });
    let initiative = found.initiative.as_deref().and_then(|code| {
        let found = crate::initiative::initiative(view, code).ok()?;
        Some(Named {
            code: code.to_owned(),
            name: found.name,
        })
    });
    let keeper = keeps(view, &found.agency);
    Ok(One {
        adoptions: adoptions
            .into_iter()
            .map(|row| adoption(view, row))
            .collect(),
        spreads: crate::exemplar::spread_lines(view, code),
        exemplar,
        initiative,
        proofs: found.achievements.iter().filter_map(proof).collect(),
        movement_name: found
            .movement
            .as_deref()
            .map(|code| state.movement_name(code)),
        answers: keeper && found.status == PROPOSED && !is_own(view, found),
        keeps: keeper,
        row: row(view, found),
    })
}

fn adoption(view: &View, row: &Adoption) -> AdoptionLine {
    let state = view.state.as_ref();
    AdoptionLine {
        name: state.name_on(&row.agency, view.today),
        agency: row.agency.clone(),
        from: row.from.map(|day| day.to_string()),
        to: row.to.map(|day| day.to_string()),
        text: row.text.clone(),
        effect: row.effect.clone(),
        document: row.document.as_ref().map(|paper| state.cited(paper)),
        key: row.key.clone(),
        writes: keeps(view, &row.agency),
    }
}

fn row(view: &View, row: &Practice) -> PracticeRow {
    let state = view.state.as_ref();
    let on = crate::achievement::day_of(view, row.span());
    let name = |code: &String| state.name_on(code, on);
    let (adopted, adopting) = adopters(state.adoptions.about(&row.code), view.today);
    PracticeRow {
        code: row.code.clone(),
        agency_name: name(&row.agency),
        agency: row.agency.clone(),
        name: row.name.clone(),
        kind: row.kind.clone(),
        field: row.field.clone(),
        text: row.text.clone(),
        effect: row.effect.clone(),
        needs: row.needs.clone(),
        authors: row.authors.iter().map(name).collect(),
        year: row.span().map(|years| years.to_string()),
        status: row.status.clone(),
        answer: row.answer.clone(),
        proposed_by_name: row.proposed_by.as_ref().map(name),
        document: row.document.as_ref().map(|paper| state.cited(paper)),
        note: row.note.clone(),
        adopted,
        adopting,
        sources: cited_sources(state, row.source.as_deref()),
    }
}
