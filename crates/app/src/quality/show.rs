//! One unit's year, or one month of it: what asks for a second look, worked out, with what was answered.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::closing::PeriodKey;
use thidua_domain::figures::Frame;
use thidua_domain::quality::Standing;
use thidua_domain::time::Instant;
use thidua_store::access as accounts;

use super::book::Answer;
use super::list::{figure, said, value};
use super::{Entries, Line, PERMISSION, entries, lines};
use crate::state::View;
use crate::{App, AppError, State};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskQuality {
    /// Code of the unit.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month; `None`: the whole year.
    pub month: Option<u8>,
}

/// What was answered to a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnswerLine {
    /// `da-giai-trinh` or `da-kiem-tra`.
    pub standing: &'static str,
    /// The same in words.
    pub word: &'static str,
    /// Full name of who answered.
    pub by: String,
    /// When, in words.
    pub at: String,
    /// Why.
    pub reason: String,
    /// The document it rests on, as cited.
    pub document: Option<String>,
    /// What the finding said then.
    pub text: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Item {
    /// What names it.
    pub key: String,
    /// What it was worked out from, in short.
    pub mark: String,
    /// Code of the method.
    pub method: &'static str,
    /// What the method is called.
    pub method_name: &'static str,
    /// How the method works.
    pub explained: &'static str,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// `tháng 9/2026`.
    pub month_name: String,
    /// Code of `Phạm vi`.
    pub scope: String,
    /// Code of the figure; empty: the whole sheet.
    pub code: String,
    /// What it is about.
    pub figure: String,
    /// The number it is about, with its unit; empty: none.
    pub value: String,
    /// Key of the sheet the number stands in.
    pub sheet: Option<String>,
    /// What is unusual, worked out.
    pub text: String,
    /// `moi da-giai-trinh da-kiem-tra da-sua`.
    pub standing: &'static str,
    /// The same in words.
    pub word: &'static str,
    /// What was answered to these numbers.
    pub answer: Option<AnswerLine>,
    /// What was answered to other numbers before.
    pub earlier: Option<AnswerLine>,
    /// The explanation that was entered with the figure.
    pub noted: Option<String>,
    /// Revision of the answer's record; 0: there is none.
    pub revision: i64,
}

/// A unit's year or month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quality {
    /// Code.
    pub agency: String,
    /// Name at the end of the year.
    pub name: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month asked for.
    pub month: Option<u8>,
    /// `approved`, or `draft` where figures that wait for approval are among them.
    pub state: &'static str,
    /// Cumulative months told.
    pub told: Vec<u8>,
    /// Figures of months held against the unit's own history, and of them without enough of it.
    pub judged: usize,
    /// Of them without enough history.
    pub too_short: usize,
    /// How many findings stand so, by the code of the standing.
    pub counts: BTreeMap<&'static str, usize>,
    /// The findings, by month and method.
    pub items: Vec<Item>,
}

/// What is found at one unit.
///
/// # Errors
/// [`AppError::NotFound`] where the unit is not there or not in reach.
pub async fn quality(app: &App, view: &View, ask: &AskQuality) -> Result<Quality, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    if view.state.org.find(&ask.agency).is_none() {
        return Err(AppError::NotFound);
    }
    let entries = entries(app, ask.year).await?;
    let names = names(app).await?;
    Ok(of(view, ask, &entries, &names))
}

/// Full names of accounts.
async fn names(app: &App) -> Result<BTreeMap<String, String>, AppError> {
    let snapshot = app.db().read().await?;
    let all = accounts::accounts(&snapshot).await?.into_iter();
    Ok(all
        .map(|account| (account.name, account.full_name))
        .collect())
}

fn of(
    view: &View,
    ask: &AskQuality,
    entries: &Entries,
    names: &BTreeMap<String, String>,
) -> Quality {
    let state = view.state.as_ref();
    let year = state.quality_of(&ask.agency, ask.year);
    let mut found = lines(state, &[&ask.agency], ask.year, Some(entries));
    if let Some(month) = ask.month {
        found.retain(|line| line.finding().window.month == month);
    }
    let none = Standing::ALL.iter().map(|standing| (standing.code(), 0));
    let mut counts: BTreeMap<&'static str, usize> = none.collect();
    for line in &found {
        *counts.entry(line.standing.code()).or_default() += 1;
    }
    let window = thidua_domain::time::Window::whole(thidua_domain::time::WorkYear(ask.year));
    Quality {
        agency: ask.agency.clone(),
        name: state.name_on(&ask.agency, window.last_day()),
        year: ask.year,
        month: ask.month,
        state: if state.drafts { "draft" } else { "approved" },
        told: year.told.iter().copied().collect(),
        judged: year.judged,
        too_short: year.too_short,
        counts,
        items: found.iter().map(|line| item(state, line, names)).collect(),
    }
}

fn item(state: &State, line: &Line, names: &BTreeMap<String, String>) -> Item {
    let finding = line.finding();
    let answer = line.answer.as_ref();
    let stands = line.standing != Standing::New;
    Item {
        key: finding.key(),
        mark: finding.mark.clone(),
        method: finding.method.code(),
        method_name: finding.method.name(),
        explained: finding.method.explained(),
        year: finding.window.year.0,
        month: finding.window.month,
        month_name: finding.window.calendar_name(),
        scope: finding.scope.clone(),
        code: finding.code.clone(),
        figure: figure(state, finding),
        value: value(state, finding),
        sheet: sheet(state, line),
        text: said(state, &finding.text),
        standing: line.standing.code(),
        word: line.standing.word(),
        answer: answer
            .filter(|_| stands)
            .map(|answer| told(state, answer, names)),
        earlier: line.earlier().map(|answer| told(state, answer, names)),
        noted: line.noted.clone(),
        revision: answer.map_or(0, |answer| answer.revision),
    }
}

/// The sheet in which the figure is told best.
fn sheet(state: &State, line: &Line) -> Option<String> {
    let finding = line.finding();
    let frame = Frame::whole(&finding.scope);
    let frame = finding
        .group
        .as_ref()
        .map_or(frame.clone(), |group| frame.of_group(group));
    let mut told = state
        .figures
        .tellings(&finding.agency, finding.window, &frame, &finding.code);
    told.next().map(|cell| cell.sheet.key.text())
}

fn told(state: &State, answer: &Answer, names: &BTreeMap<String, String>) -> AnswerLine {
    AnswerLine {
        standing: answer.review.standing.code(),
        word: answer.review.standing.word(),
        by: names.get(&answer.by).unwrap_or(&answer.by).clone(),
        at: Instant(answer.at).vn(),
        reason: answer.reason.clone(),
        document: answer
            .review
            .document
            .as_ref()
            .map(|paper| state.cited(paper)),
        text: said(state, &answer.review.text),
    }
}

/// What of a month nobody has answered yet, with the figures that wait: to be looked at before it is sent.
pub fn before_sending(view: &View, key: &PeriodKey) -> Vec<Item> {
    let state = view.state.with_drafts();
    let found = lines(&state, &[&key.agency], key.window.year.0, None);
    let open = found.iter().filter(|line| {
        let finding = line.finding();
        line.standing == Standing::New && finding.window == key.window && finding.scope == key.scope
    });
    open.map(|line| item(&state, line, &BTreeMap::new()))
        .collect()
}
