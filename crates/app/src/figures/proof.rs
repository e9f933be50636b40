//! The proof sheet of a window: each identity, its residual, and who must answer.

use serde::Serialize;
use thidua_domain::amount::Percent;
use thidua_domain::figures::{Ask, Check, Frame, Outcome, sheet_of};
use thidua_domain::text::number;

use super::ask::{AskBalance, Period};
use super::balance::PERMISSION;
use super::entry::cell_of;
use crate::state::View;
use crate::targets::{Deviation, deviations};
use crate::{AppError, State};

/// One line of the proof sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProofLine {
    /// Id of the identity in the catalogue.
    pub identity: String,
    /// Name of the identity.
    pub name: String,
    /// The rule in words.
    pub formula: String,
    /// What it is checked on.
    pub id: String,
    /// Name of the figure it is checked on.
    pub subject: String,
    /// Left side, printed.
    pub left: String,
    /// Right side, printed.
    pub right: String,
    /// Left less right, printed.
    pub residual: String,
    /// `holds broken doubtful unknown`.
    pub outcome: &'static str,
    /// In words.
    pub reason: String,
    /// Who must answer, where it does not hold.
    pub answers: String,
    /// Whether it is arithmetic of one paper.
    pub hard: bool,
    /// Why it stands although it does not hold: the note of the figure, as the one who entered it wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explained: Option<String>,
}

/// The proof sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProofSheet {
    /// Code.
    pub agency: String,
    /// Name at the end of the window.
    pub name: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// `approved`, or `draft` where figures that wait for approval are among them.
    pub state: &'static str,
    /// Days of the window.
    pub period: Period,
    /// Name of the statistical regime.
    pub regime: String,
    /// Whether the regime's rules were confirmed against the original text.
    pub confirmed: bool,
    /// How many hold, are broken, are doubtful, are unknown.
    pub counts: [usize; 4],
    /// The checks.
    pub lines: Vec<ProofLine>,
}

/// The proof sheet of a window.
pub fn proof(view: &View, ask: &AskBalance) -> Result<ProofSheet, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    Ok(proof_in(&view.state, ask, &ask.frame()))
}

/// The proof sheet of one group of cases (a code of `Nhóm án`).
pub fn proof_of_group(view: &View, ask: &AskBalance, group: &str) -> Result<ProofSheet, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    Ok(proof_in(&view.state, ask, &ask.frame().of_group(group)))
}

fn proof_in(state: &State, ask: &AskBalance, frame: &Frame) -> ProofSheet {
    let question = Ask {
        table: &state.figures,
        org: &state.org,
        window: ask.window(),
        frame,
    };
    let regime = state.catalogue.regime_on(ask.window().last_day());
    let checks = sheet_of(question, ask.subject(), &state.catalogue);
    // A deviation is told of all cases together.
    let whole = frame.group.is_none();
    let excesses = deviations(state, ask)
        .into_iter()
        .map(excess)
        .filter(|_| whole);
    let lines: Vec<ProofLine> = checks
        .into_iter()
        .chain(excesses)
        .map(|check| line(state, &regime.id, check))
        .map(|line| explained(state, question, ask.subject(), line))
        .collect();
    let count = |outcome: &str| lines.iter().filter(|line| line.outcome == outcome).count();
    ProofSheet {
        agency: ask.agency.clone(),
        name: state.name_on(&ask.agency, ask.window().last_day()),
        year: ask.year,
        month: ask.month,
        state: crate::closing::said(state, &ask.agency, ask.window()),
        period: Period::of(ask.window()),
        regime: regime.name,
        confirmed: regime.confirmed,
        counts: ["holds", "broken", "doubtful", "unknown"].map(count),
        lines,
    }
}

/// A published deviation as a line of the sheet (I8).
fn excess(deviation: Deviation) -> Check {
    let told = deviation.told.hundredths();
    let computed = deviation.computed.map(Percent::hundredths);
    Check {
        identity: "I8",
        left: Some(told),
        right: computed,
        residual: computed.map(|computed| told - computed),
        outcome: match deviation.agrees() {
            None => Outcome::Unknown,
            Some(true) => Outcome::Holds,
            Some(false) => Outcome::Doubtful,
        },
        reason: deviation.reason,
        percent: true,
        id: deviation.code,
    }
}

fn line(state: &State, regime: &str, check: Check) -> ProofLine {
    let text = state.catalogue.identity(check.identity, regime);
    let side = |value: Option<i64>| match value {
        None => "chưa có".to_owned(),
        Some(value) if check.percent => Percent::from_hundredths(value).vn(),
        Some(value) => number::group(value),
    };
    ProofLine {
        identity: check.identity.to_owned(),
        name: text.map_or_else(|| "Số liệu bất thường".to_owned(), |text| text.name.clone()),
        formula: text.map(|text| text.formula.clone()).unwrap_or_default(),
        subject: checked_on(state, &check.id),
        left: side(check.left),
        right: side(check.right),
        residual: check
            .residual
            .map_or_else(String::new, |value| side(Some(value))),
        outcome: match check.outcome {
            Outcome::Holds => "holds",
            Outcome::Broken => "broken",
            Outcome::Doubtful => "doubtful",
            Outcome::Unknown => "unknown",
        },
        reason: check.reason,
        answers: match check.outcome {
            Outcome::Broken | Outcome::Doubtful => text.map_or_else(
                || "Công chức làm thống kê của cơ quan lập số liệu".to_owned(),
                |text| text.answers.clone(),
            ),
            _ => String::new(),
        },
        hard: text.is_some_and(|text| text.severity == "hard"),
        id: check.id,
        explained: None,
    }
}

/// A line that does not hold, with the explanation that stands beside its figure.
fn explained(state: &State, ask: Ask<'_>, subject: &str, mut line: ProofLine) -> ProofLine {
    if matches!(line.outcome, "broken" | "doubtful") {
        let code = cell_of(&state.catalogue, &line.id);
        let mut told = ask.table.tellings(subject, ask.window, ask.frame, &code);
        line.explained = told.find_map(|cell| cell.told?.note.clone());
    }
    line
}

/// The name of what a check is on: its id is a code, a code with what was checked behind it, or codes.
pub(crate) fn checked_on(state: &State, id: &str) -> String {
    let named = |code: &str| match code {
        "viec.nhom_ba" => "Án hoãn, tạm đình chỉ, khác (về việc)".to_owned(),
        "tien.nhom_ba" => "Án hoãn, tạm đình chỉ, khác (về tiền)".to_owned(),
        _ => {
            let stem = code.rsplit_once('.').map(|(stem, _)| stem);
            let figure = state.catalogue.figure(code);
            let figure = figure.or_else(|| state.catalogue.figure(stem?));
            figure.map_or_else(|| code.to_owned(), |figure| figure.name.clone())
        }
    };
    id.split(';').map(named).collect::<Vec<_>>().join("; ")
}
