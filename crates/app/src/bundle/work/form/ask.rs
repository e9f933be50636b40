//! Rows of forms nobody can tell for sure: asked about one by one, each answer kept at once.

use serde::Serialize;
use thidua_domain::access::Actor;
use thidua_domain::people::matching::Candidate;
use thidua_domain::text;
use thidua_files::grid::Grid;

use super::super::codes::Namer;
use super::super::ground::Ground;
use super::super::mapping::{Choice, reached};
use super::super::plan::{Plan, SheetPlan, value_of};
use super::super::session::{book, open_desk, permitted};
use super::people::Finder;
use super::{About, FormRow, Is, RowsAre, page};
use crate::{App, AppError};

/// Figures of a row shown beside its question.
const SAMPLES: usize = 5;

/// The rows to be asked about.
#[derive(Clone, Debug, Serialize)]
pub struct Questions {
    /// Identity of the session.
    pub id: String,
    /// Name of the file.
    pub title: String,
    /// Version of the session.
    pub version: i64,
    /// How many there were.
    pub total: usize,
    /// How many are answered.
    pub done: usize,
    /// The one to answer now; `None`: all are.
    pub now: Option<Question>,
    /// What was answered.
    pub answered: Vec<Answered>,
    /// Names of the agencies in reach, to choose from.
    pub agencies: Vec<String>,
}

/// A row to be asked about.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// Place of its sheet.
    pub sheet: usize,
    /// What the sheet is called.
    pub sheet_name: String,
    /// Row of the file.
    pub row: u32,
    /// Its label as written.
    pub label: String,
    /// `can_bo`, `co_quan`, `bao_gom` or `dong`: what is asked.
    pub about: &'static str,
    /// Why it is asked.
    pub why: String,
    /// The agency it stands under.
    pub agency: String,
    /// Some of its figures: heading, as written.
    pub figures: Vec<(String, String)>,
    /// Who or what it may be.
    pub candidates: Vec<QuestionCandidate>,
    /// Other things it may be.
    pub kinds: Vec<Choice>,
}

/// Whom a row may mean.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionCandidate {
    /// What a form sends.
    pub value: String,
    /// Name.
    pub name: String,
    /// Unit and post.
    pub post: String,
    /// For and against, in words.
    pub reasons: Vec<(bool, String)>,
}

/// An answered row.
#[derive(Clone, Debug, Serialize)]
pub struct Answered {
    /// Place of its sheet.
    pub sheet: usize,
    /// Row of the file.
    pub row: u32,
    /// Its label as written.
    pub label: String,
    /// What it is, in words.
    pub says: String,
}

/// The questions of a session; `at` names a row to be asked about first, answered or not.
///
/// # Errors
/// [`AppError::NotFound`] where the session is not the actor's; [`AppError::Refused`] where it is stored.
pub async fn questions(
    app: &App,
    actor: &Actor,
    id: &str,
    at: Option<(usize, u32)>,
) -> Result<Questions, AppError> {
    let view = permitted(app, actor).await?;
    let desk = open_desk(app, actor, id).await?;
    let book = book(app, &desk).await?;
    let ground = Ground::of(view);
    let forms = || {
        let sheets = desk.plan.sheets.iter().enumerate();
        sheets.filter_map(|(at, sheet)| {
            Some((
                at,
                sheet,
                sheet.form.as_ref().filter(|_| sheet.kind.is_some())?,
            ))
        })
    };
    let rows =
        || forms().flat_map(|(at, sheet, form)| form.rows.iter().map(move |row| (at, sheet, row)));
    let open = rows().filter(|(.., row)| row.is_doubt()).count();
    let done = rows().filter(|(.., row)| row.answered).count();
    let asked = at.and_then(|at| rows().find(|(sheet, _, row)| (*sheet, row.row) == at));
    let now = asked.or_else(|| rows().find(|(.., row)| row.is_doubt()));
    let answered = rows()
        .filter(|(.., row)| row.answered)
        .map(|(at, sheet, row)| Answered {
            sheet: at,
            row: row.row,
            label: row.label.clone(),
            says: says(&ground, sheet, row),
        });
    let answered = answered.collect();
    let namer = Namer::new(&ground);
    let question = now.map(|(at, sheet, row)| {
        let grid = book.get(at);
        let finder = finder(&namer, sheet);
        question(&desk.plan, (at, sheet, row), grid, &finder)
    });
    let agencies = reached(&ground.view);
    Ok(Questions {
        id: desk.row.id.clone(),
        title: desk.row.title.clone(),
        version: desk.row.version,
        total: open + done,
        done,
        now: question,
        answered,
        agencies,
    })
}

pub(super) fn finder<'a, 'n>(namer: &'n Namer<'a>, sheet: &SheetPlan) -> Finder<'a, 'n> {
    let told = |id: &str| sheet.constants.get(id);
    let year = told("nam_cong_tac").and_then(|year| year.parse().ok());
    let month = told("thang_luy_ke").and_then(|month| month.parse().ok());
    Finder::new(namer, year, month)
}

fn says(ground: &Ground, sheet: &SheetPlan, row: &FormRow) -> String {
    let state = ground.view.state.as_ref();
    let (is, who) = page::shown(&row.is, state, ground.view.today);
    if !who.is_empty() {
        return match row.is {
            Is::Agency { own: true, .. } => format!("{who}, số riêng"),
            _ => who,
        };
    }
    let kinds = sheet
        .form
        .as_ref()
        .map(|form| page::kinds(state, form))
        .unwrap_or_default();
    let found = kinds.iter().find(|kind| kind.value == is);
    found.map(|kind| kind.label.clone()).unwrap_or_default()
}

fn question(
    plan: &Plan,
    (at, sheet, row): (usize, &SheetPlan, &FormRow),
    grid: Option<&Grid>,
    finder: &Finder<'_, '_>,
) -> Question {
    let state = finder.namer.state;
    let (about, agency) = match &row.is {
        Is::Doubt { about, agency } => (*about, agency.as_str()),
        Is::Officer { agency, .. } => (About::Officer, agency.as_str()),
        Is::Agency { .. } => (About::Agency, ""),
        _ => (About::Row, ""),
    };
    let line = grid.and_then(|grid| grid.rows.iter().find(|line| line.number == row.row));
    let links = sheet
        .links
        .iter()
        .filter(|link| value_of(&link.to).is_some());
    let figures = links.filter_map(|link| {
        let cell = line?.cells.get(link.at).filter(|cell| !cell.is_empty())?;
        Some((link.heading.clone(), cell.shown()))
    });
    let form = sheet.form.as_ref();
    let agencies = form.is_some_and(|form| form.rows_are == RowsAre::Agencies);
    let mut kinds = form
        .map(|form| page::kinds(state, form))
        .unwrap_or_default();
    // Agencies and people are named in their own fields.
    kinds.retain(|kind| !agencies || matches!(kind.value.as_str(), "cong"));
    kinds.retain(|kind| kind.value != "bo");
    Question {
        sheet: at,
        sheet_name: plan.called(sheet),
        row: row.row,
        label: row.label.clone(),
        about: match about {
            About::Officer => "can_bo",
            About::Agency => "co_quan",
            About::Included => "bao_gom",
            About::Row => "dong",
        },
        why: row.why.clone(),
        agency: match agency {
            "" => String::new(),
            code => state.name_on(code, finder.day),
        },
        figures: figures.take(SAMPLES).collect(),
        candidates: match agencies {
            true => candidates(row, about, agency, finder),
            false => Vec::new(),
        },
        kinds,
    }
}

fn candidates(
    row: &FormRow,
    about: About,
    agency: &str,
    finder: &Finder<'_, '_>,
) -> Vec<QuestionCandidate> {
    let state = finder.namer.state;
    let named = |code: &str| state.name_on(code, finder.day);
    match about {
        About::Included => ["co-quan", "co-quan-rieng"]
            .into_iter()
            .map(|kind| QuestionCandidate {
                value: format!("{kind}:{agency}"),
                name: match kind {
                    "co-quan" => "Gồm cả các cơ quan trực thuộc".to_owned(),
                    _ => "Số riêng của cơ quan".to_owned(),
                },
                post: named(agency),
                reasons: Vec::new(),
            })
            .collect(),
        About::Agency => {
            let codes = finder.agency(&row.label);
            let found = codes.iter().take(6).map(|code| QuestionCandidate {
                value: format!("co-quan:{code}"),
                name: named(code),
                post: state
                    .org
                    .above_on(code, finder.day)
                    .first()
                    .map(|up| named(up))
                    .unwrap_or_default(),
                reasons: Vec::new(),
            });
            let found: Vec<QuestionCandidate> = found.collect();
            match found.is_empty() {
                true => nearest(row, finder).into_iter().collect(),
                false => found,
            }
        }
        About::Officer | About::Row => {
            let answer = finder.asked(&row.label, agency);
            let reached = answer
                .candidates
                .iter()
                .filter(|candidate| !finder.namer.scope.is_foreign(&candidate.code));
            reached.map(|candidate| person(candidate, finder)).collect()
        }
    }
}

/// The agency in reach whose name comes nearest.
fn nearest(row: &FormRow, finder: &Finder<'_, '_>) -> Option<QuestionCandidate> {
    let state = finder.namer.state;
    let agencies: Vec<(&str, &str)> = state
        .org
        .iter()
        .filter(|agency| finder.namer.scope.reaches(&agency.code))
        .filter_map(|agency| Some((agency.on(finder.day)?.shown(), agency.code.as_str())))
        .collect();
    let near = text::nearest(&row.label, agencies.iter().map(|(name, _)| *name))?;
    let (name, code) = agencies.iter().find(|(name, _)| *name == near)?;
    Some(QuestionCandidate {
        value: format!("co-quan:{code}"),
        name: (*name).to_owned(),
        post: String::new(),
        reasons: vec![(true, "Tên gần giống.".to_owned())],
    })
}

fn person(candidate: &Candidate, finder: &Finder<'_, '_>) -> QuestionCandidate {
    let state = finder.namer.state;
    let found = state.people.get(&candidate.code);
    let post = found.and_then(|person| person.on(finder.day).or(person.posts.last()));
    let mut said: Vec<String> = Vec::new();
    if let Some(post) = post {
        said.extend(post.post.clone().or(post.title.clone()));
        said.push(state.name_on(&post.agency, finder.day));
    }
    if let Some(born) = found.and_then(|person| person.born) {
        said.push(format!("sinh {}", born.vn()));
    }
    let reasons = candidate.reasons.iter();
    QuestionCandidate {
        value: format!("can-bo:{}", candidate.code),
        name: state.name_on(&candidate.code, finder.day),
        post: said.join(", "),
        reasons: reasons
            .map(|reason| (reason.favours, reason.words.to_owned()))
            .collect(),
    }
}
