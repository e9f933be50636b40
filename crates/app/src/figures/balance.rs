//! The balance of an agency (or an officer) in a window.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::amount::{Percent, Rate};
use thidua_domain::catalogue::Measure;
use thidua_domain::figures::{Answer, Ask, GROUPS, Outcome, Table, check, print, sheet_of};

use super::ask::{AskBalance, Period};
use super::identity::IdentityLine;
use super::line::FigureLine;
use crate::state::View;
use crate::{AppError, State};

/// Figures and rates of one group of cases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Group {
    /// Plain values by code.
    pub figures: BTreeMap<String, String>,
    /// `viec`, `tien`.
    pub rates: BTreeMap<&'static str, Option<String>>,
    /// Why a rate is `null`, by its code.
    pub reasons: BTreeMap<String, String>,
    /// The figures with their sources, as shown; no part of the contract.
    #[serde(skip)]
    pub lines: Vec<FigureLine>,
}

/// The balance of a window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Balance {
    /// Code.
    pub agency: String,
    /// Name at the end of the window.
    pub name: String,
    /// Code of the officer, where one was asked for.
    pub person: Option<String>,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// `approved`, or `draft` where figures that wait for approval are among them.
    pub state: &'static str,
    /// Over the tree of today: of which day, and what could not be restated; left out over the tree of the time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restated: Option<crate::restate::Restated>,
    /// Code of `Phạm vi`.
    pub scope: String,
    /// Days of the window.
    pub period: Period,
    /// Plain values by code: đồng for money.
    pub figures: BTreeMap<String, String>,
    /// Precision of those that are not exact.
    pub qualifiers: BTreeMap<String, &'static str>,
    /// Source by code.
    pub sources: BTreeMap<String, String>,
    /// As printed in the source.
    pub raw: BTreeMap<String, String>,
    /// Percent of `phai_thi_hanh`.
    pub shares: BTreeMap<String, String>,
    /// What other sources say of a code.
    pub alternatives: BTreeMap<String, Vec<Alternative>>,
    /// What looks wrong.
    pub flags: Vec<FlagLine>,
    /// By group of cases.
    pub groups: BTreeMap<&'static str, Group>,
    /// Identities of both sides.
    pub identities: Vec<IdentityLine>,
    /// Completion rates, `viec` and `tien`.
    pub rates: BTreeMap<&'static str, Option<String>>,
    /// `computed` or `reported`, beside each rate.
    pub rate_basis: BTreeMap<&'static str, &'static str>,
    /// Why a value is `null`.
    pub reasons: BTreeMap<String, String>,
    /// Statistical regime of the window's last day.
    pub regime: String,
    /// What is to be known of it: two regimes in one year, which way the rate is counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regime_notes: Vec<String>,
    /// The figures in the catalogue's order, as shown.
    pub lines: Vec<FigureLine>,
}

/// What another source says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Alternative {
    /// Plain value.
    pub value: String,
    /// Source.
    pub source: String,
}

/// What looks wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FlagLine {
    /// Codes it is about, or the id of the check.
    pub id: String,
    /// In words.
    pub reason: String,
}

/// What reading figures asks for.
pub const PERMISSION: Permission = Permission::ViewFigures;

/// The balance of a window. An officer's figures are in `table`, an agency's in the state.
pub fn balance(view: &View, ask: &AskBalance) -> Result<Balance, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    balance_in(&view.state, &view.state.figures, ask)
}

pub(super) fn balance_in(
    state: &State,
    table: &Table,
    ask: &AskBalance,
) -> Result<Balance, AppError> {
    let frame = ask.frame();
    let question = Ask {
        table,
        org: &state.org,
        window: ask.window(),
        frame: &frame,
    };
    let regime = state.catalogue.regime_on(ask.window().last_day());
    let mut result = empty(state, ask, &regime.name);
    collect(state, question, ask.subject(), &mut result);
    // As the proof sheet takes them, so that the two never tell different things of one window.
    let known = |code: &str| {
        let found = question.exact_first(ask.subject(), code, summable(state, code));
        found.map(|found| (found.value, found.precision))
    };
    for side in ["viec", "tien"] {
        result.identities.extend(
            check(side, &regime, known)
                .into_iter()
                .map(IdentityLine::from),
        );
    }
    result.flags = flags(state, question, ask.subject());
    for group in GROUPS {
        if !question.table.knows_group(group) {
            continue;
        }
        let frame = frame.of_group(group);
        if let Some(found) = group_of(state, question.framed(&frame), ask.subject()) {
            result.groups.insert(group, found);
        }
    }
    Ok(result)
}

fn empty(state: &State, ask: &AskBalance, regime: &str) -> Balance {
    Balance {
        agency: ask.agency.clone(),
        name: state.name_on(&ask.agency, ask.window().last_day()),
        person: ask.person.clone(),
        year: ask.year,
        month: ask.month,
        state: crate::closing::said(state, &ask.agency, ask.window()),
        restated: crate::restate::told(state, &ask.agency, ask.window()),
        scope: ask.frame().scope,
        period: Period::of(ask.window()),
        figures: BTreeMap::new(),
        qualifiers: BTreeMap::new(),
        sources: BTreeMap::new(),
        raw: BTreeMap::new(),
        shares: BTreeMap::new(),
        alternatives: BTreeMap::new(),
        flags: Vec::new(),
        groups: BTreeMap::new(),
        identities: Vec::new(),
        rates: BTreeMap::new(),
        rate_basis: BTreeMap::new(),
        reasons: BTreeMap::new(),
        regime: regime.to_owned(),
        regime_notes: state.regime_notes(ask.window()),
        lines: Vec::new(),
    }
}

/// The answer for a code, summed where it may be.
pub(crate) fn answer<'a>(
    state: &'a State,
    ask: Ask<'a>,
    subject: &str,
    code: &str,
) -> Option<Answer<'a>> {
    ask.figure(subject, code, summable(state, code))
}

fn summable(state: &State, code: &str) -> bool {
    let figure = state.catalogue.figure(code);
    figure.is_none_or(|figure| figure.is_summable())
}

/// Cases ended by returning the request (NĐ 152/2026/NĐ-CP Đ32 k1 điểm d).
pub(crate) const RETURNED: &str = "ket_thuc_tra_yeu_cau";

/// Whether the rate of a question's window counts them.
fn counts_returned(state: &State, ask: Ask<'_>) -> bool {
    state.catalogue.counts_returned_on(ask.window.last_day())
}

/// A completion rate: computed where both parts are known exactly, else as published.
pub(crate) fn completion(
    state: &State,
    ask: Ask<'_>,
    subject: &str,
    side: &str,
) -> Option<(Percent, &'static str, Option<Rate>)> {
    let rate = parts_of_rate(state, ask, subject, side);
    let rate = rate.and_then(|(part, whole)| Rate::of(part, whole));
    if let Some(rate) = rate {
        return Some((rate.print2(), "computed", Some(rate)));
    }
    let published = answer(state, ask, subject, &format!("{side}.ty_le"))?;
    Some((
        Percent::from_ten_thousandths(published.value),
        "reported",
        None,
    ))
}

/// Completed and enforceable as the completion rate takes them; `None` where one of them is not known exactly.
pub(crate) fn parts_of_rate(
    state: &State,
    ask: Ask<'_>,
    subject: &str,
    side: &str,
) -> Option<(i64, i64)> {
    let part = answer(state, ask, subject, &format!("{side}.xong"))?;
    let whole = answer(state, ask, subject, &format!("{side}.co_dieu_kien"))?;
    // Cases ended by returning the request enter the rate only where that was decided.
    let returned = match side == "viec" && counts_returned(state, ask) {
        true => answer(state, ask, subject, RETURNED),
        false => None,
    };
    let all = [Some(&part), Some(&whole), returned.as_ref()];
    let exact = all.into_iter().flatten();
    if !exact.into_iter().all(|found| found.precision.is_exact()) {
        return None;
    }
    let more = returned.map_or(0, |found| found.value);
    Some((part.value.checked_add(more)?, whole.value))
}

fn collect(state: &State, ask: Ask<'_>, subject: &str, result: &mut Balance) {
    for code in state.catalogue.figures() {
        if let Some(found) = answer(state, ask, subject, &code.code) {
            let line = FigureLine::of(state, code, &found);
            result.add(code.measure, line, &found);
        } else if let Some(cell) = ask
            .table
            .cells(subject, ask.window, ask.frame, &code.code)
            .first()
        {
            let line = FigureLine::told_only(state, code, cell);
            result.reasons.insert(
                code.code.clone(),
                "Nguồn chỉ nêu mức so với cùng kỳ, không nêu số.".to_owned(),
            );
            result.lines.push(line);
        }
    }
    for side in ["viec", "tien"] {
        let rate = completion(state, ask, subject, side);
        result
            .rates
            .insert(side, rate.map(|(percent, _, _)| percent.to_string()));
        match rate {
            Some((_, basis, _)) => {
                result.rate_basis.insert(side, basis);
            }
            None => {
                let reason = rate_reason(state, ask, subject, side);
                result.reasons.insert(format!("{side}.ty_le"), reason);
            }
        }
        shares(state, ask, subject, side, &mut result.shares);
    }
}

fn rate_reason(state: &State, ask: Ask<'_>, subject: &str, side: &str) -> String {
    let whole = answer(state, ask, subject, &format!("{side}.co_dieu_kien"));
    if whole.is_some_and(|whole| whole.value == 0) {
        return "Không có án có điều kiện thi hành nên không có tỷ lệ.".to_owned();
    }
    "Chưa đủ số thi hành xong và có điều kiện thi hành (hoặc chỉ có số gần đúng).".to_owned()
}

/// Shares of `phai_thi_hanh`, where both sides are exact.
fn shares(
    state: &State,
    ask: Ask<'_>,
    subject: &str,
    side: &str,
    shares: &mut BTreeMap<String, String>,
) {
    let exact =
        |code: &str| answer(state, ask, subject, code).filter(|found| found.precision.is_exact());
    let Some(whole) = exact(&format!("{side}.phai_thi_hanh")) else {
        return;
    };
    for name in [
        "co_dieu_kien",
        "chua_dieu_kien",
        "xong",
        "chuyen_ky_sau",
        "hoan",
        "tam_dinh_chi",
        "khac",
    ] {
        let code = format!("{side}.{name}");
        let share = exact(&code).and_then(|part| Rate::of(part.value, whole.value));
        if let Some(share) = share {
            shares.insert(code, share.print2().to_string());
        }
    }
}

fn flags(state: &State, ask: Ask<'_>, subject: &str) -> Vec<FlagLine> {
    let doubtful = |outcome| matches!(outcome, Outcome::Broken | Outcome::Doubtful);
    let checks = sheet_of(ask, subject, &state.catalogue).into_iter();
    checks
        .filter(|check| doubtful(check.outcome))
        .map(|check| FlagLine {
            id: check.id,
            reason: check.reason,
        })
        .collect()
}

fn group_of(state: &State, ask: Ask<'_>, subject: &str) -> Option<Group> {
    let mut group = Group::default();
    for code in state.catalogue.figures() {
        if let Some(found) = answer(state, ask, subject, &code.code) {
            group
                .figures
                .insert(code.code.clone(), print::plain(found.value, code.measure));
            group.lines.push(FigureLine::of(state, code, &found));
        }
    }
    if group.figures.is_empty() {
        return None;
    }
    for side in ["viec", "tien"] {
        let rate = completion(state, ask, subject, side);
        if rate.is_none() {
            let reason = rate_reason(state, ask, subject, side);
            group.reasons.insert(format!("{side}.ty_le"), reason);
        }
        group
            .rates
            .insert(side, rate.map(|(percent, _, _)| percent.to_string()));
    }
    Some(group)
}

impl Balance {
    fn add(&mut self, measure: Measure, line: FigureLine, found: &Answer<'_>) {
        let code = line.code.clone();
        self.figures
            .insert(code.clone(), print::plain(found.value, measure));
        if let Some(qualifier) = line.qualifier {
            self.qualifiers.insert(code.clone(), qualifier);
        }
        let mut sources: Vec<&str> = Vec::new();
        for source in &line.sources {
            let named = source.document.as_deref().unwrap_or(&source.cited);
            if !sources.contains(&named) {
                sources.push(named);
            }
        }
        self.sources.insert(code.clone(), sources.join("; "));
        if let Some(raw) = line
            .sources
            .first()
            .and_then(|source| source.raw.clone())
            .filter(|_| line.sources.len() == 1)
        {
            self.raw.insert(code.clone(), raw);
        }
        if !found.alternatives.is_empty() {
            let other = |cell: &thidua_domain::figures::Cell<'_>| Alternative {
                value: cell
                    .value
                    .map(|value| print::plain(value, measure))
                    .unwrap_or_default(),
                source: cell.sheet.key.source.unwrap_or_default().to_owned(),
            };
            self.alternatives
                .insert(code, found.alternatives.iter().map(other).collect());
        }
        self.lines.push(line);
    }
}
